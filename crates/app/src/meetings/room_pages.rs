//! In the room: one item a screen.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use platform::words::Words;
use serde::Deserialize;

use super::agenda_store;
use super::pages::{ItemView, PromiseView, item_views, opened, promise_views};
use super::promises;
use super::store::MeetingRow;
use super::views;
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::directory::pages::{At, address};
use crate::error::Error;
use crate::requests::pages::render;

/// Which item is shown, from 1.
#[derive(Debug, Deserialize)]
pub struct Shown {
    #[serde(default)]
    item: usize,
}

#[derive(Template)]
#[template(path = "meetings/present.html")]
struct PresentPage {
    frame: WorkFrame,
    words: Words,
    base: String,
    title: String,
    when: String,
    number: usize,
    count: usize,
    item: Option<ItemView>,
    titles: Vec<String>,
    until: String,
    promises: Vec<PromiseView>,
}

/// One item a screen, large; its neighbours are links, so that no script is needed.
pub async fn present(visit: Visit, path: At, Query(shown): Query<Shown>) -> Result<Response, Error> {
    let (row, _) = opened(&visit, &path).await?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let items = agenda_store::items(&reader, &row.meeting_id).await?;
    let readings = agenda_store::readings(&reader, &row.meeting_id).await?;
    let open = promises::store::open_of_meeting(&reader, &row.meeting_id).await?;
    let number = shown.item.min(items.len());
    let spent: i64 = items.iter().take(number).map(|item| item.minutes).sum();
    let mut views = item_views(&visit, &row.meeting_id, items, &readings);
    let titles = views.iter().map(|item| item.title.clone()).collect();
    let count = views.len();
    let item = (number > 0).then(|| views.swap_remove(number - 1));
    let has_promises = item.as_ref().is_some_and(|item| item.has_actions);
    let page = PresentPage {
        frame: visit.frame(&views::title(words, &row), "meetings"),
        base: address(&visit, &format!("meetings/{}", row.meeting_id)),
        title: views::title(words, &row),
        when: views::when(words, &row),
        number,
        count,
        titles,
        until: until(words, &row, spent),
        promises: if has_promises {
            promise_views(&visit, open, false)
        } else {
            Vec::new()
        },
        item,
        words,
    };
    Ok(platform::web::private(render(&page)?.into_response()))
}

/// The hour by which an item should be done, by the clock on the wall.
fn until(words: Words, row: &MeetingRow, spent: i64) -> String {
    let hours = views::hours(words, &row.begins, spent);
    hours
        .split_once('–')
        .map_or(hours.clone(), |(_, end)| end.to_owned())
}
