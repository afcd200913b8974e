//! The workspace's pages of editions: list, new draft, one edition with its vetting and protection.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use domain::access::{Action, Thing};
use domain::ids::{EditionId, PersonId};
use jiff::civil::Date;
use platform::clock::from_millis;
use platform::db::Connection;
use platform::words::Words;

use super::actions::{self, Ask};
use super::document::Text;
use super::gather;
use super::publishing::{self, Doubted, Publishing};
use super::store::{self, EditionRow};
use super::told_counts;
use super::views::{self, FigureLine, ListLine, Names, ReasonLine, VettingLine};
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::error::Error;
use crate::numbers;
use crate::state::AppState;

/// Path of one edition.
pub type EditionPath = Path<BTreeMap<String, String>>;

#[derive(Template)]
#[template(path = "editions/list.html")]
struct ListPage {
    frame: WorkFrame,
    editions: Vec<ListLine>,
    may_make: bool,
}

/// Every edition, drafts first.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let reader = visit.scope.read().await?;
    let rows = store::editions(&reader).await?;
    let slug = &visit.collaborative.slug;
    let line = |row: &EditionRow| {
        let at = row.published_at.unwrap_or(row.created_at);
        views::list_line(&visit.words, slug, row, day(visit.words, at))
    };
    let page = ListPage {
        editions: rows.iter().map(line).collect(),
        may_make: visit.shows(Action::MakeDraft, Thing::Whole),
        frame: visit.frame(&visit.words.say("section-editions"), "editions"),
    };
    render(&page)
}

/// The day of an instant, as people read it.
pub fn day(words: Words, millis: i64) -> String {
    let day = from_millis(millis).to_zoned(jiff::tz::TimeZone::UTC).date();
    dates::plain(words, day)
}

/// Renders a page of the workspace.
pub fn render(page: &impl Template) -> Result<Response, Error> {
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

/// Leads to an edition.
pub(super) fn to_edition(visit: &Visit, id: EditionId) -> Response {
    Redirect::to(&format!("/{}/work/editions/{id}", visit.collaborative.slug)).into_response()
}

struct IndicatorLine {
    title: String,
    /// "3 new or changed, of 108 figures".
    counted: String,
    changes: Vec<FigureLine>,
    more: usize,
}

struct LeaderLine {
    id: String,
    name: String,
    is_preset: bool,
}

#[derive(Template)]
#[template(path = "editions/edition.html")]
struct EditionPage {
    frame: WorkFrame,
    base: String,
    title: String,
    state: String,
    class: &'static str,
    note: String,
    note_en: String,
    note_es: String,
    told: String,
    obstacle: String,
    error: String,
    minimum: String,
    checked: String,
    reasons: Vec<ReasonLine>,
    next: String,
    open_to: String,
    vettings: Vec<VettingLine>,
    indicators: Vec<IndicatorLine>,
    doubts: Vec<views::DoubtLine>,
    leaders: Vec<LeaderLine>,
    due_on: String,
    public: String,
    is_published: bool,
    may_make: bool,
    may_send: bool,
    may_publish: bool,
    may_correct: bool,
}

/// One edition.
pub async fn show(visit: Visit, path: EditionPath) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    edition_page(&visit, id, String::new()).await
}

/// The edition of a path. Errors: `NotFound`.
pub fn edition_id(path: &EditionPath) -> Result<EditionId, Error> {
    path.get("edition")
        .and_then(|id| id.parse().ok())
        .ok_or(Error::NotFound)
}

/// What rights on an edition depend on.
pub async fn thing(connection: &Connection, row: &EditionRow) -> Result<Thing, Error> {
    let person = |key: &str| {
        key.strip_prefix("person:")
            .and_then(|id| id.parse::<PersonId>().ok())
    };
    let asked = store::vettings(connection, &row.edition_id).await?;
    Ok(Thing::Edition {
        edition: row.edition_id.parse().map_err(|_| Error::NotFound)?,
        // What the installation itself made (the demonstration) was made by nobody who could confirm it.
        prepared_by: person(&row.created_by).unwrap_or(PersonId::from_uuid(uuid::Uuid::nil())),
        confirmed_by: row.checked_by.as_deref().and_then(person),
        asked: asked
            .iter()
            .filter_map(|row| row.person_id.parse().ok())
            .collect(),
    })
}

async fn edition_page(visit: &Visit, id: EditionId, error: String) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let row = store::edition(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let thing = thing(&reader, &row).await?;
    visit.allow(Action::ViewDraft, thing.clone())?;
    let words = visit.words;
    let document = actions::document_of(&reader, &row).await?;
    let published = actions::published(&reader).await?;
    let before = published
        .iter()
        .rfind(|older| row.number.is_none_or(|number| older.number < number));
    let names = Names::of(&document, words);
    let indicators = document.indicators.iter().map(|part| {
        let (changes, more) = views::changes(&words, part, before, &names);
        let title = words.pick(&part.title.en, &part.title.es).to_owned();
        IndicatorLine {
            title,
            counted: words.with(
                "edition-counted",
                &[
                    ("changed", (changes.len() + more).into()),
                    ("figures", numbers::count(part.figures.len() as i64).into()),
                ],
            ),
            changes,
            more,
        }
    });
    let vettings = store::vettings(&reader, &row.edition_id).await?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let obstacle = actions::obstacle(&row, &vettings, today).err();
    let report = actions::report_of(&reader, &row).await?;
    let (state, class) = views::state(&words, &row);
    let is_published = row.state == "published";
    let waiting = if is_published {
        0
    } else {
        told_counts::waiting(&reader, &row, today).await?
    };
    let told = (waiting > 0).then(|| words.with("edition-next-told", &[("count", waiting.into())]));
    let is_stale = document.protected_against != store::last_number(&reader).await?;
    let slug = &visit.collaborative.slug;
    let page = EditionPage {
        base: format!("/{slug}/work/editions/{id}"),
        title: row.title.clone(),
        state,
        class,
        note: words.pick(&row.note_en, &row.note_es).to_owned(),
        obstacle: obstacle
            .filter(|_| !is_published)
            .map(|why| words.say(&format!("not-publishable-{}", why.code())))
            .or(told.clone())
            .unwrap_or_default(),
        error,
        minimum: document.protection.minimum_count.to_string(),
        checked: row.checked_at.map(|at| day(words, at)).unwrap_or_default(),
        reasons: views::reason_lines(&words, &report.hidden),
        next: views::next_step(&words, &row, &vettings, is_stale, today),
        open_to: if is_published {
            String::new()
        } else {
            views::open_to(&words, &vettings)
        },
        note_en: row.note_en.clone(),
        note_es: row.note_es.clone(),
        told: told.unwrap_or_default(),
        may_make: !is_published && visit.shows(Action::MakeDraft, Thing::Whole),
        vettings: views::vetting_lines(&words, &row, &vettings),
        indicators: indicators.collect(),
        doubts: views::doubt_lines(&words, &document, &report.doubts),
        leaders: leaders(&reader).await?,
        due_on: views::ten_working_days_after(today).to_string(),
        public: row
            .number
            .map(|number| format!("/{slug}/editions/{number}/"))
            .unwrap_or_default(),
        is_published,
        may_send: !is_published && visit.shows(Action::SendToVetting, thing.clone()),
        may_publish: !is_published && visit.shows(Action::PublishEdition, thing.clone()),
        may_correct: is_published && visit.shows(Action::CorrectEdition, thing),
        frame: visit.frame(&row.title, "editions"),
    };
    render(&page)
}

/// People who may be asked, those who answer for an indicator first.
async fn leaders(reader: &Connection) -> Result<Vec<LeaderLine>, Error> {
    let rows = gather::leaders(reader).await?;
    let lines = rows.into_iter().map(|row| LeaderLine {
        id: row.person_id,
        name: match row.organisation {
            Some(organisation) => format!("{}, {organisation}", row.name),
            None => row.name,
        },
        is_preset: row.indicators > 0,
    });
    Ok(lines.collect())
}

/// What the form for vetting sends: people by their boxes `person`, and the day.
#[derive(Debug, serde::Deserialize)]
pub struct VettingForm {
    #[serde(default)]
    person: Vec<String>,
    #[serde(default)]
    due_on: String,
}

/// Sends a draft to the people responsible.
pub async fn send(
    State(state): State<AppState>,
    visit: Visit,
    path: EditionPath,
    Form(form): Form<VettingForm>,
) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    let reader = visit.scope.read().await?;
    let row = actions::open_draft(&reader, id).await?;
    visit.allow(Action::SendToVetting, thing(&reader, &row).await?)?;
    let people = gather::leaders(&reader).await?;
    drop(reader);
    let Ok(due_on) = form.due_on.trim().parse::<Date>() else {
        return edition_page(&visit, id, visit.words.say("vetting-bad-day")).await;
    };
    let asks = form
        .person
        .iter()
        .filter_map(|id| id.parse().ok())
        .map(|person| Ask {
            person,
            indicators: Vec::new(),
        });
    let desk = super::letters::Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
        title: &row.title,
        due_on,
        people: &people,
    };
    let letter = |asking: &actions::Asking| desk.letter(asking);
    let sent =
        actions::send_to_vetting(&visit.scope, visit.actor(), id, (asks.collect(), due_on), letter).await;
    after(&visit, id, sent.map(|_| ())).await
}

/// What the buttons under a draft send: the document that was seen.
#[derive(Debug, serde::Deserialize)]
pub struct SeenForm {
    #[serde(default)]
    seen: String,
}

/// Confirms what is hidden.
pub async fn confirm(visit: Visit, path: EditionPath, Form(form): Form<SeenForm>) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    let reader = visit.scope.read().await?;
    let row = actions::open_draft(&reader, id).await?;
    visit.allow(Action::ConfirmDisclosure, thing(&reader, &row).await?)?;
    drop(reader);
    let done = actions::confirm_disclosure(&visit.scope, visit.actor(), id, &form.seen).await;
    after(&visit, id, done).await
}

/// Makes the draft anew from what is accepted now.
pub async fn redraft(visit: Visit, path: EditionPath) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    visit.allow_whole(Action::MakeDraft)?;
    let done = actions::redraft(&visit.scope, &visit.collaborative, visit.actor(), id).await;
    after(&visit, id, done.map_err(|refused| refused.told(visit.words))).await
}

/// Publishes a draft.
pub async fn publish(
    State(state): State<AppState>,
    visit: Visit,
    path: EditionPath,
    Form(form): Form<PublishForm>,
) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    let reader = visit.scope.read().await?;
    let row = store::edition(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::PublishEdition, thing(&reader, &row).await?)?;
    drop(reader);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let reader = visit.scope.read().await?;
    let waiting = told_counts::waiting(&reader, &row, today).await?;
    let doubts = actions::report_of(&reader, &row).await?.doubts;
    drop(reader);
    if row.state != "published" && waiting > 0 {
        let text = visit
            .words
            .with("edition-next-told", &[("count", waiting.into())]);
        return edition_page(&visit, id, text).await;
    }
    let doubted = form.doubted();
    if row.state != "published" && !doubts.is_empty() && doubted == Doubted::Held {
        let text = visit.words.say("edition-next-doubts");
        return edition_page(&visit, id, text).await;
    }
    let publishing = Publishing { id, today, doubted };
    let done = publishing::publish(&visit.scope, &state.public.shelf, visit.actor(), publishing).await;
    after(&visit, id, done.map(|_| ())).await
}

/// What whoever publishes says of sentences that the figures do not support.
#[derive(Debug, Default, serde::Deserialize)]
pub struct PublishForm {
    #[serde(default)]
    leave_out: String,
}

impl PublishForm {
    fn doubted(&self) -> Doubted {
        if self.leave_out.is_empty() {
            Doubted::Held
        } else {
            Doubted::LeftOut
        }
    }
}

/// What a correction says.
#[derive(Debug, serde::Deserialize)]
pub struct CorrectionForm {
    #[serde(default)]
    note_en: String,
    #[serde(default)]
    note_es: String,
}

/// Changes what a draft says of itself to readers.
pub async fn change_note(
    visit: Visit,
    path: EditionPath,
    Form(form): Form<CorrectionForm>,
) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    visit.allow_whole(Action::MakeDraft)?;
    let note = Text {
        en: form.note_en,
        es: form.note_es,
    };
    let done = actions::change_note(&visit.scope, &visit.collaborative, visit.actor(), id, note).await;
    after(&visit, id, done.map_err(|refused| refused.told(visit.words))).await
}

/// Starts the correction of a published edition.
pub async fn correct(
    visit: Visit,
    path: EditionPath,
    Form(form): Form<CorrectionForm>,
) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    let reader = visit.scope.read().await?;
    let row = store::edition(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::CorrectEdition, thing(&reader, &row).await?)?;
    drop(reader);
    let note = Text {
        en: form.note_en,
        es: form.note_es,
    };
    let made = actions::correct(&visit.scope, &visit.collaborative, visit.actor(), id, note).await;
    match made.map_err(|refused| refused.told(visit.words)) {
        Ok(draft) => Ok(to_edition(&visit, draft)),
        Err(Error::Bad(text) | Error::Refused(text)) => edition_page(&visit, id, text).await,
        Err(other) => Err(other),
    }
}

/// Back to the edition; what stood in the way is said on its page.
async fn after(visit: &Visit, id: EditionId, done: Result<(), Error>) -> Result<Response, Error> {
    match done {
        Ok(()) => Ok(to_edition(visit, id)),
        Err(Error::Bad(text) | Error::Refused(text)) => edition_page(visit, id, text).await,
        Err(other) => Err(other),
    }
}
