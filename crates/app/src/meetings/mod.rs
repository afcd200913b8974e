//! Meetings (DOMAIN C4.1): one meeting for several bodies, its agenda drafted from what waits, readings, minutes typed while
//! people speak, attendance, actions that come back until they are done, and calendars that stay right.
//!
//! Start with [`actions`] (planning, changing, calling off), then [`agenda`] and [`minutes`]; [`promises`] are the action items,
//! [`ics`] what calendars get, [`letters`] what people are told.

pub mod actions;
pub mod agenda;
pub mod agenda_pages;
pub mod agenda_store;
pub mod book;
pub mod book_pages;
pub mod cli;
pub mod feeds;
pub mod ics;
pub mod letters;
pub mod link_pages;
pub mod minutes;
pub mod minutes_pages;
pub mod minutes_store;
pub mod pages;
pub mod plan_pages;
pub mod promises;
pub mod reading_pages;
pub mod readings;
pub mod room_pages;
pub mod row;
pub mod store;
pub mod views;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of meetings in the workspace and behind links.
pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(work_routes())
        .merge(one_meeting_routes())
        .merge(link_routes())
}

fn work_routes() -> Router<AppState> {
    let work = "/{collaborative}/work";
    Router::new()
        .route(&format!("{work}/meetings"), get(pages::list))
        .route(
            &format!("{work}/meetings/new"),
            get(plan_pages::new_meeting).post(plan_pages::plan),
        )
        .route(
            &format!("{work}/calendar"),
            get(feeds::own_page).post(feeds::new_address),
        )
        .route(&format!("{work}/calendar.ics"), get(feeds::own_feed))
        .route(
            &format!("{work}/bodies/{{body}}/calendar.ics"),
            get(feeds::body_feed),
        )
        .route(&format!("{work}/actions"), get(promises::pages::list))
        .route(
            &format!("{work}/actions/{{action_item}}/settle"),
            post(promises::pages::settle),
        )
}

fn one_meeting_routes() -> Router<AppState> {
    let one = "/{collaborative}/work/meetings/{meeting}";
    Router::new()
        .route(one, get(pages::meeting))
        .route(&format!("{one}/meeting.ics"), get(feeds::meeting_file))
        .route(&format!("{one}/reply"), post(pages::reply))
        .route(&format!("{one}/say"), post(pages::say))
        .route(
            &format!("{one}/change"),
            get(plan_pages::change_form).post(plan_pages::change),
        )
        .route(&format!("{one}/cancel"), post(plan_pages::cancel))
        .route(&format!("{one}/roles"), post(plan_pages::roles))
        .route(&format!("{one}/draft"), post(agenda_pages::draft))
        .route(&format!("{one}/items"), post(agenda_pages::add))
        .route(
            &format!("{one}/items/{{agenda_item}}/move"),
            post(agenda_pages::shift),
        )
        .route(
            &format!("{one}/items/{{agenda_item}}/remove"),
            post(agenda_pages::remove),
        )
        .route(
            &format!("{one}/items/{{agenda_item}}/readings"),
            get(agenda_pages::readings).post(agenda_pages::attach),
        )
        .route(
            &format!("{one}/items/{{agenda_item}}/files"),
            post(reading_pages::send_file).layer(reading_body_limit()),
        )
        .route(&format!("{one}/readings/{{reading}}"), get(reading_pages::fetch))
        .route(
            &format!("{one}/readings/{{reading}}/remove"),
            post(reading_pages::remove),
        )
        .route(&format!("{one}/send"), post(agenda_pages::send))
        .route(&format!("{one}/present"), get(room_pages::present))
        .route(&format!("{one}/book"), get(book_pages::book))
        .route(&format!("{one}/book.pdf"), get(book_pages::pdf))
        .route(
            &format!("{one}/minutes"),
            get(minutes_pages::minutes).post(minutes_pages::type_lines),
        )
        .route(
            &format!("{one}/minutes/{{minutes_line}}/remove"),
            post(minutes_pages::remove),
        )
        .route(&format!("{one}/attendance"), post(minutes_pages::attendance))
        .route(&format!("{one}/close"), post(minutes_pages::close))
        .route(&format!("{one}/confirm"), post(minutes_pages::confirm))
}

fn link_routes() -> Router<AppState> {
    let link = "/{collaborative}/link/{token}";
    Router::new()
        .route(
            &format!("{link}/meeting"),
            get(link_pages::meeting).post(link_pages::reply),
        )
        .route(&format!("{link}/meeting.ics"), get(link_pages::file))
        .route(
            &format!("{link}/meeting/readings/{{reading}}"),
            get(reading_pages::fetch_by_link),
        )
        .route(
            &format!("{link}/meeting/actions/{{action_item}}"),
            post(link_pages::settle),
        )
        .route(&format!("{link}/calendar.ics"), get(feeds::secret_feed))
        .route(
            &format!("{link}/bodies/{{body}}/calendar.ics"),
            get(feeds::secret_body_feed),
        )
}

/// Half again what a file may have: a browser shows our sentence only once it has sent everything.
/// The layer of routes that take one file beside words.
pub(crate) fn reading_body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(readings::FILE_BYTES_MAX / 2 * 3)
}
