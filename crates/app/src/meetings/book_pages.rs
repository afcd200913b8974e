//! The book of a meeting: on a page that prints, and as a PDF that the press sets.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use platform::words::Words;
use tokio::sync::Semaphore;

use super::book::{Material, order};
use super::pages::{ItemView, PromiseView, item_views, opened, promise_views, roles};
use super::store::{self, MeetingRow};
use super::{agenda_store, minutes_store, promises, views};
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::directory::pages::{At, address};
use crate::error::Error;
use crate::printing::press;
use crate::requests::pages::render;
use crate::state::AppState;

/// Books set at the same time; more wait. Setting is computing, and pages go on meanwhile.
static SETTING: Semaphore = Semaphore::const_new(1);

#[derive(Template)]
#[template(path = "meetings/book.html")]
struct BookPage {
    frame: WorkFrame,
    words: Words,
    base: String,
    when: String,
    bodies: String,
    row: MeetingRow,
    items: Vec<ItemView>,
    promises: Vec<PromiseView>,
    has_press: bool,
}

/// Agenda, what to know before, readings and open promises on one page that prints.
pub async fn book(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    let (row, _) = opened(&visit, &path).await?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let items = agenda_store::items(&reader, &row.meeting_id).await?;
    let readings = agenda_store::readings(&reader, &row.meeting_id).await?;
    let open = promises::store::open_of_meeting(&reader, &row.meeting_id).await?;
    let bodies = store::bodies_of(&reader, &row.meeting_id).await?;
    let page = BookPage {
        frame: visit.frame(&views::title(words, &row), "meetings"),
        base: address(&visit, &format!("meetings/{}", row.meeting_id)),
        when: views::when(words, &row),
        bodies: views::body_names(words, &bodies),
        items: item_views(&visit, &row.meeting_id, items, &readings),
        promises: promise_views(&visit, open, false),
        has_press: state.settings.press.is_some(),
        words,
        row,
    };
    Ok(platform::web::private(render(&page)?.into_response()))
}

/// The book as a PDF: agenda with readings, what waits for a decision, the minutes of last time.
pub async fn pdf(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    let (row, _) = opened(&visit, &path).await?;
    let words = visit.words;
    let Some(program) = &state.settings.press else {
        return Err(Error::Refused(words.say("book-no-press")));
    };
    let name = format!("attachment; filename=\"meeting-{}.pdf\"", row.held_on);
    let order = order(words, material(&visit, &state, row).await?);
    let Ok(_permit) = SETTING.acquire().await else {
        return Err(Error::Fault("the press is closed".to_owned()));
    };
    let printed = press::set(program, &order).await.map_err(|failure| {
        tracing::error!(%failure, "the book of a meeting was not set");
        Error::Refused(words.say("book-not-set"))
    })?;
    let kind = "application/pdf".to_owned();
    let answer = ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], printed.bytes);
    Ok(platform::web::private(answer.into_response()))
}

async fn material(visit: &Visit, state: &AppState, row: MeetingRow) -> Result<Material, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let id = &row.meeting_id;
    let items = agenda_store::items(&reader, id).await?;
    let readings = agenda_store::readings(&reader, id).await?;
    let open = promises::store::open_of_meeting(&reader, id).await?;
    let before = store::before(&reader, id, row.begins_at).await?;
    let before = match before.filter(|before| before.minutes_state != "open") {
        Some(before) => {
            let lines = minutes_store::lines(&reader, &before.meeting_id).await?;
            Some((before, lines))
        }
        None => None,
    };
    let page = address(visit, &format!("meetings/{id}"));
    Ok(Material {
        bodies: views::body_names(words, &store::bodies_of(&reader, id).await?),
        roles: roles(words, &row, &store::guests(&reader, id).await?),
        items: item_views(visit, id, items, &readings),
        promises: promise_views(visit, open, false),
        decisions: agenda_store::open_decisions(&reader, id).await?,
        before,
        collaborative: visit.collaborative.name.clone(),
        place: visit.collaborative.place_name.clone(),
        time_zone: visit.collaborative.time_zone.clone(),
        address: format!("{}{page}", state.settings.base_url),
        row,
    })
}
