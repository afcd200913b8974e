//! Drafting: beginning a version, its title and note, its parts, and laying it before the committee. Thin over `actions`.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::agenda::Kind;
use domain::ids::{AgendaPartId, AgendaVersionId};
use platform::db::Connection;
use platform::secrets;

use super::frozen::ordered;
use super::pages::version_page;
use super::store::{self, PartRow, VersionRow};
use super::{actions, committee, views};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::problems::Problem;
use crate::state::PublicState;

/// The form for a new version.
pub async fn new_version(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    new_page(&visit, &Typed::default().with("id", secrets::new_uuid()), &[])
}

fn new_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let form = Form::new(
        words,
        address(visit, "agenda/new"),
        "agenda-begin-button",
        typed,
        problems,
    );
    let form = about(form).hiding("id", typed.get("id"));
    let blocks = vec![
        Block::Links(vec![link(
            words.say("agenda-all-versions"),
            address(visit, "agenda"),
        )]),
        Block::Form(Box::new(form)),
    ];
    page(
        visit.frame(&words.say("agenda-begin"), "agenda"),
        words.say("agenda-begin-lede"),
        blocks,
    )
}

fn about(form: Form) -> Form {
    form.lines(&["title_en", "title_es"])
        .areas(&["note_en", "note_es"])
}

/// Begins a version.
pub async fn begin(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let typed = Typed::from_pairs(pairs);
    let id: AgendaVersionId = typed
        .id("id")
        .unwrap_or_else(|| AgendaVersionId::from_uuid(secrets::new_uuid()));
    match problems_of(actions::begin(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, &format!("agenda/versions/{id}"))),
        Err(problems) => new_page(&visit, &typed, &problems),
    }
}

/// The form for title and note of a draft.
pub async fn edit(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaVersionId = at(&path)?;
    let row = store::version(&*visit.scope.read().await?, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let typed = Typed::default()
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("note_en", &row.note_en)
        .with("note_es", &row.note_es);
    edit_page(&visit, &row, &typed, &[])
}

fn edit_page(
    visit: &Visit,
    row: &VersionRow,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let of = |part: &str| address(visit, &format!("agenda/versions/{}{part}", row.agenda_version_id));
    let form = about(Form::new(words, of("/edit"), "button-save", typed, problems));
    let blocks = vec![
        Block::Links(vec![link(views::called(words, row), of(""))]),
        Block::Form(Box::new(form)),
    ];
    page(
        visit.frame(&words.say("agenda-describe"), "agenda"),
        String::new(),
        blocks,
    )
}

/// Keeps title and note.
pub async fn describe(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaVersionId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(actions::describe(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, &format!("agenda/versions/{id}"))),
        Err(problems) => {
            let row = store::version(&*visit.scope.read().await?, &id.to_string()).await?;
            edit_page(&visit, &row.ok_or(Error::NotFound)?, &typed, &problems)
        }
    }
}

/// The form for a new part.
pub async fn new_part(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("kind", "strategy");
    part_page(&visit, at(&path)?, &typed, &[]).await
}

async fn part_page(
    visit: &Visit,
    id: AgendaVersionId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::version(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let parts = store::parts(&reader, &row.agenda_version_id).await?;
    let of = |part: &str| address(visit, &format!("agenda/versions/{id}{part}"));
    let codes = Kind::ALL.map(Kind::code);
    let form = Form::new(words, of("/parts/new"), "agenda-part-add", typed, problems)
        .hiding("id", typed.get("id"))
        .codes("kind", "agenda-kind", &codes);
    let form = fields(visit, &reader, form, &parts).await?;
    let blocks = vec![
        Block::Links(vec![link(views::called(words, &row), of(""))]),
        Block::Form(Box::new(form)),
    ];
    page(
        visit.frame(&words.say("agenda-part-add"), "agenda"),
        words.say("agenda-part-lede"),
        blocks,
    )
}

/// The fields of a part, with the things it may be or hang under as choices.
pub(super) async fn fields(
    visit: &Visit,
    connection: &Connection,
    form: Form,
    parts: &[PartRow],
) -> Result<Form, Error> {
    let words = visit.words;
    let carriers = ordered(parts)
        .into_iter()
        .filter(|(_, row)| matches!(row.kind.as_str(), "result" | "indicator"));
    let carriers = carriers.map(|(depth, row)| {
        let title = words.pick(&row.title_en, &row.title_es);
        (row.part_key.clone(), format!("{}{title}", "– ".repeat(depth)))
    });
    let results = measurement::results(connection).await?.into_iter();
    let results: Vec<_> = results
        .map(|row| {
            let title = words.pick(&row.title_en, &row.title_es).to_owned();
            (row.result_id, title)
        })
        .collect();
    let versions = measurement::versions(connection).await?;
    let indicators = measurement::indicators(connection).await?.into_iter().map(|row| {
        let newest = versions
            .iter()
            .filter(|one| one.indicator_id == row.indicator_id)
            .max_by_key(|one| one.version);
        let title = newest.map_or(row.slug.as_str(), |one| words.pick(&one.title_en, &one.title_es));
        (row.indicator_id.clone(), title.to_owned())
    });
    let indicators: Vec<_> = indicators.collect();
    let people = directory::people(connection).await?.into_iter();
    let people = people.map(|row| (row.person_id, row.name));
    Ok(form
        .things("under", carriers.collect::<Vec<_>>())
        .things("result", results)
        .things("indicator", indicators)
        .lines(&["title_en", "title_es"])
        .areas(&["body_en", "body_es"])
        .things("keeper", people.collect::<Vec<_>>())
        .day("look_again_on")
        .lines(&["position"]))
}

/// Adds a part.
pub async fn add_part(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let version: AgendaVersionId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let id: AgendaPartId = typed
        .id("id")
        .unwrap_or_else(|| AgendaPartId::from_uuid(secrets::new_uuid()));
    match problems_of(actions::add_part(&visit.scope, visit.actor(), version, id, &typed).await)? {
        Ok(()) => Ok(to(&visit, &format!("agenda/versions/{version}"))),
        Err(problems) => part_page(&visit, version, &typed, &problems).await,
    }
}

/// Gives up a draft.
pub async fn set_aside(visit: Visit, State(public): State<PublicState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaVersionId = at(&path)?;
    match problems_of(actions::set_aside(&visit.scope, visit.actor(), id).await)? {
        Ok(()) => Ok(to(&visit, "agenda")),
        Err(problems) => told(&visit, &public, id, &problems).await,
    }
}

/// Lays the draft before the committee: it is discussed there, and its chair calls for answers.
pub async fn propose(visit: Visit, State(public): State<PublicState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaVersionId = at(&path)?;
    let author = (id, visit.person.id);
    match problems_of(committee::ask(&visit.scope, visit.actor(), author).await)? {
        Ok(proposal) => Ok(to(&visit, &format!("decisions/{proposal}"))),
        Err(problems) => told(&visit, &public, id, &problems).await,
    }
}

/// Takes a version back from the committee.
pub async fn take_back(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaVersionId = at(&path)?;
    let done = actions::take_back(&visit.scope, visit.actor(), id).await;
    done.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, &format!("agenda/versions/{id}")))
}

/// The version again, with what could not be done about it.
pub(super) async fn told(
    visit: &Visit,
    public: &PublicState,
    id: AgendaVersionId,
    problems: &[Problem],
) -> Result<Response, Error> {
    let sentences = problems.iter().map(|problem| problem.say(visit.words)).collect();
    version_page(visit, public, id, sentences).await
}

/// Nobody ratifies here. Staff is told so; whoever sits on the committee is told how it is done.
pub async fn ratify(visit: Visit, path: At) -> Result<Response, Error> {
    let id: AgendaVersionId = at(&path)?;
    visit.allow_whole(Action::ViewAgenda)?;
    let found = store::version(&*visit.scope.read().await?, &id.to_string()).await?;
    found.ok_or(Error::NotFound)?;
    visit.allow(Action::Ratify, Thing::Whole)?;
    Err(Error::Refused(visit.words.say("agenda-ratified-by-decision")))
}
