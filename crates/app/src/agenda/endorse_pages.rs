//! Who stands behind the ratified agenda: the list for staff, and the page on which a partner says so, by link or signed in.

use askama::Template;
use axum::Form as Body;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::ids::{AgendaVersionId, OrganisationId, PersonId};
use platform::db::{Connection, Scope};
use platform::words::Words;

use super::frozen::ordered;
use super::store::{self, VersionRow};
use super::voices::{self, House};
use super::{views, voices_store};
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Typed, cell, link, page, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Problem;
use crate::state::AppState;

/// Who endorses a version, and whom to ask.
pub async fn endorsements(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgenda)?;
    list_page(&visit, at(&path)?, &Typed::default(), &[]).await
}

async fn list_page(
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
    let rows = voices_store::endorsements(&reader, &row.agenda_version_id).await?;
    let titles = part_titles(&reader, words, &row).await?;
    let cards: Vec<Card> = rows
        .iter()
        .map(|one| {
            let mut texts = vec![stands_behind(words, &titles, &one.part_keys)];
            texts.extend((!one.words.is_empty()).then(|| one.words.clone()));
            let day = views::day(words, &one.endorsed_on);
            let tag = match one.withdrawn_at {
                None => ("ok", words.with("agenda-endorsed-on", &[("day", day.into())])),
                Some(_) => ("wait", words.say("agenda-endorsement-withdrawn")),
            };
            Card {
                heading: cell(&one.organisation),
                texts,
                tag,
                ..Card::default()
            }
        })
        .collect();
    let of_version = address(visit, &format!("agenda/versions/{id}"));
    let mut blocks = vec![Block::Links(vec![link(views::called(words, &row), of_version)])];
    if cards.is_empty() {
        blocks.push(Block::Paragraph(words.say("agenda-endorsements-none")));
    } else {
        blocks.push(Block::Cards(cards));
    }
    if row.state == "ratified" && visit.shows(Action::DraftAgenda, Thing::Whole) {
        let organisations = directory::organisations(&reader).await?;
        let people = directory::people(&reader).await?.into_iter().filter_map(|one| {
            let organisation = one.organisation_id.as_ref()?;
            let of = organisations
                .iter()
                .find(|row| row.organisation_id == *organisation)?;
            Some((one.person_id, format!("{}, {}", of.name, one.name)))
        });
        let form = Form::new(
            words,
            address(visit, &format!("agenda/versions/{id}/endorsements")),
            "agenda-endorse-ask",
            typed,
            problems,
        );
        let form = form
            .under("agenda-endorse-ask-heading")
            .one_of("person", people.collect::<Vec<_>>());
        blocks.push(Block::Form(Box::new(form)));
    }
    page(
        visit.frame(&words.say("agenda-endorsements"), "agenda"),
        words.say("agenda-endorsements-lede"),
        blocks,
    )
}

async fn part_titles(
    connection: &Connection,
    words: Words,
    row: &VersionRow,
) -> Result<Vec<(String, String)>, Error> {
    let parts = store::parts(connection, &row.agenda_version_id).await?;
    let titles = ordered(&parts).into_iter().map(|(_, part)| {
        let title = words.pick(&part.title_en, &part.title_es).to_owned();
        (part.part_key.clone(), title)
    });
    Ok(titles.collect())
}

/// "The whole agenda", or the names of the parts.
fn stands_behind(words: Words, titles: &[(String, String)], keys: &str) -> String {
    if keys.is_empty() {
        return words.say("agenda-endorses-all");
    }
    let named = titles
        .iter()
        .filter(|(key, _)| keys.split(' ').any(|one| one == key));
    let names: Vec<&str> = named.map(|(_, title)| title.as_str()).collect();
    words.with("agenda-endorses-parts", &[("parts", names.join("; ").into())])
}

/// Asks somebody of a partner.
pub async fn ask(
    visit: Visit,
    State(state): State<AppState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::DraftAgenda)?;
    let id: AgendaVersionId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let Some(person) = typed.id("person") else {
        let problems = [Problem::field("person", "text-empty")];
        return list_page(&visit, id, &typed, &problems).await;
    };
    let house = House {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    match problems_of(voices::ask_to_endorse(&visit.scope, visit.actor(), id, person, house).await)? {
        Ok(_) => Ok(to(&visit, &format!("agenda/versions/{id}/endorsements"))),
        Err(problems) => list_page(&visit, id, &typed, &problems).await,
    }
}

struct PartChoice {
    key: String,
    title: String,
    kind: String,
    depth: usize,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "agenda/endorse.html")]
struct EndorsePage {
    frame: LinkFrame,
    title: String,
    note: String,
    ratified_on: String,
    organisation: String,
    parts: Vec<PartChoice>,
    is_whole: bool,
    words_given: String,
    endorsed: String,
    base: String,
    name: String,
    error: String,
    public: Option<String>,
}

fn asked(visit: &LinkVisit) -> Result<(AgendaVersionId, OrganisationId), Error> {
    match visit.purpose {
        Purpose::Endorse {
            version,
            organisation,
        } => Ok((version, organisation)),
        Purpose::Decide { .. }
        | Purpose::Sign { .. }
        | Purpose::Encode { .. }
        | Purpose::Submit { .. }
        | Purpose::Vet { .. }
        | Purpose::Attend { .. }
        | Purpose::Calendar
        | Purpose::Commit { .. }
        | Purpose::Credit { .. }
        | Purpose::Review { .. }
        | Purpose::Position { .. }
        | Purpose::Payee
        | Purpose::Mail
        | Purpose::Assess { .. }
        | Purpose::Hours
        | Purpose::PeerReview { .. } => Err(Error::NotFound),
    }
}

fn allow(visit: &LinkVisit) -> Result<(AgendaVersionId, OrganisationId), Error> {
    let (version, organisation) = asked(visit)?;
    let thing = Thing::Endorsement {
        version,
        organisation,
    };
    visit.allow(Action::EndorseAgenda, thing)?;
    Ok((version, organisation))
}

/// The ratified agenda for whoever was asked to endorse it. Opening it changes nothing.
pub async fn by_link(visit: LinkVisit, State(state): State<AppState>) -> Result<Response, Error> {
    link_page(&visit, &state, String::new()).await
}

async fn link_page(visit: &LinkVisit, state: &AppState, error: String) -> Result<Response, Error> {
    let (version, organisation) = allow(visit)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::version(&reader, &version.to_string()).await?;
    let row = row.filter(|row| row.state == "ratified").ok_or(Error::NotFound)?;
    let of = directory::organisation(&reader, &organisation.to_string()).await?;
    let rows = voices_store::endorsements(&reader, &row.agenda_version_id).await?;
    let given = rows
        .iter()
        .find(|one| one.organisation_id == organisation.to_string() && one.withdrawn_at.is_none());
    let keys = given.map_or("", |one| one.part_keys.as_str());
    let parts = store::parts(&reader, &row.agenda_version_id).await?;
    let choices = ordered(&parts).into_iter().map(|(depth, part)| PartChoice {
        key: part.part_key.clone(),
        title: words.pick(&part.title_en, &part.title_es).to_owned(),
        kind: words.say(&format!("agenda-kind-{}", part.kind)),
        depth,
        is_chosen: keys.split(' ').any(|key| key == part.part_key),
    });
    let newest = state.public.shelf.newest(&visit.collaborative.slug);
    let language_part = match words.code() {
        "es" => "/es",
        _ => "",
    };
    let page = EndorsePage {
        title: words.pick(&row.title_en, &row.title_es).to_owned(),
        note: words.pick(&row.note_en, &row.note_es).to_owned(),
        ratified_on: views::day(words, row.ratified_on.as_deref().unwrap_or_default()),
        organisation: of.map(|of| of.name).unwrap_or_default(),
        parts: choices.collect(),
        is_whole: keys.is_empty(),
        words_given: given.map(|one| one.words.clone()).unwrap_or_default(),
        endorsed: given
            .map(|one| views::day(words, &one.endorsed_on))
            .unwrap_or_default(),
        base: visit.base(),
        name: visit.person.name.clone(),
        error,
        public: newest
            .filter(|edition| edition.agenda.is_some())
            .map(|_| format!("/{}{language_part}/agenda", visit.collaborative.slug)),
        frame: LinkFrame::new(visit, &words.say("agenda-endorse-title")),
    };
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

/// What was ticked: the whole, or parts; and what was added in words.
fn chosen(pairs: &Pairs) -> (Vec<String>, String) {
    let is_whole = pairs.iter().any(|(name, value)| name == "what" && value == "all");
    let keys = pairs.iter().filter(|(name, _)| name == "part" && !is_whole);
    let words = pairs.iter().find(|(name, _)| name == "words");
    (
        keys.map(|(_, key)| key.clone()).collect(),
        words.map(|(_, words)| words.clone()).unwrap_or_default(),
    )
}

fn has_chosen(pairs: &Pairs) -> bool {
    let (keys, _) = chosen(pairs);
    !keys.is_empty() || pairs.iter().any(|(name, value)| name == "what" && value == "all")
}

/// Takes the partner's word; sending it twice does no harm, and sending another replaces it.
pub async fn endorse(
    visit: LinkVisit,
    State(state): State<AppState>,
    axum_extra::extract::Form(pairs): axum_extra::extract::Form<Pairs>,
) -> Result<Response, Error> {
    let (version, organisation) = allow(&visit)?;
    if !has_chosen(&pairs) {
        return link_page(&visit, &state, visit.words.say("agenda-endorse-choose")).await;
    }
    let outcome = keep(
        &visit.scope,
        visit.actor(),
        (version, organisation, visit.person.id),
        &pairs,
        &visit.collaborative.time_zone,
    )
    .await;
    match outcome? {
        Ok(()) => Ok(back(&visit)),
        Err(problems) => {
            let told: Vec<String> = problems
                .iter()
                .map(|problem| problem.sentence(visit.words))
                .collect();
            link_page(&visit, &state, told.join(" ")).await
        }
    }
}

async fn keep(
    scope: &Scope,
    actor: platform::history::Actor,
    who: (AgendaVersionId, OrganisationId, PersonId),
    pairs: &Pairs,
    time_zone: &str,
) -> Result<Result<(), Vec<Problem>>, Error> {
    let (keys, words) = chosen(pairs);
    let today = scope.clock().today(time_zone);
    problems_of(voices::endorse(scope, actor, who, (&keys, &words), today).await)
}

fn back(visit: &LinkVisit) -> Response {
    Redirect::to(&format!("{}/agenda?lang={}", visit.base(), visit.words.code())).into_response()
}

/// Takes the endorsement back.
pub async fn withdraw(visit: LinkVisit) -> Result<Response, Error> {
    let (version, organisation) = allow(&visit)?;
    let done = voices::withdraw(&visit.scope, visit.actor(), version, organisation).await;
    done.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(back(&visit))
}

/// Nobody ratifies by a link that is for endorsing: a committee ratifies by its decision.
pub async fn ratify(visit: LinkVisit) -> Result<Response, Error> {
    asked(&visit)?;
    visit.allow(Action::Ratify, Thing::Whole)?;
    Err(Error::Refused(visit.words.say("agenda-ratified-by-decision")))
}
