//! Data requests (DOMAIN C2.4): what is asked of which partners, by when, and where each of them stands.
//!
//! Start with [`actions`]. What partners send, and its review, is the feature `submissions`.

pub mod actions;
pub mod board;
pub mod calendar;
mod form;
pub mod jobs;
pub mod letters;
pub mod pages;
mod pages_new;
pub mod store;
pub mod template;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Routes of the workspace, and the two files behind a partner's link.
pub fn routes() -> Router<AppState> {
    let request = "/{collaborative}/work/data/requests/{slug}";
    Router::new()
        .route(
            "/{collaborative}/work/data/requests/new",
            get(pages_new::page).post(pages_new::create),
        )
        .route(request, get(pages::board))
        .route(&format!("{request}/open"), post(pages::open))
        .route(&format!("{request}/close"), post(pages::close))
        .route(
            &format!("{request}/help/{{organisation}}"),
            post(pages::offer_help),
        )
        .route(&format!("{request}/due.ics"), get(pages::calendar))
        .route(&format!("{request}/template.xlsx"), get(pages::template))
        .route("/{collaborative}/link/{token}/due.ics", get(pages::link_calendar))
        .route(
            "/{collaborative}/link/{token}/template.xlsx",
            get(pages::link_template),
        )
}
