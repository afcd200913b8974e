//! The first steps of a new collaborative (journey J7): five screens, each of which can be skipped, then a draft report card
//! with what is known and an honest "Not yet measured" for the rest; and the list of what comes next, by stage.
//!
//! Start with [`actions`], what each screen does; [`checklist`] is what "This week" shows until it is done.

pub mod actions;
pub mod checklist;
pub mod library;
pub mod pages;
pub mod store;

use axum::Router;
use axum::routing::get;

use crate::state::AppState;

/// The pages of the first steps.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/setup";
    Router::new()
        .route(work, get(pages::begin))
        .route(&format!("{work}/{{step}}"), get(pages::step).post(pages::answer))
}
