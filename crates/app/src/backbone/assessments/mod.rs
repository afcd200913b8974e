//! Confidential yearly assessments by members: how well the backbone serves, and how far the principles of practice are lived.
//!
//! Start with [`actions`]. What is told of a round is made once, when it closes, by `domain::backbone::telling`; nothing about
//! what one person said is ever kept. ADR 10 says why, and what it does not protect against.

pub mod actions;
pub mod jobs;
pub mod kept;
pub mod letters;
pub mod link_pages;
pub mod pages;
pub mod store;

use axum::Router;
use axum::routing::get;

use crate::state::AppState;

/// Pages of assessments, and the link behind which they are answered.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/backbone/assessments";
    Router::new()
        .route(work, get(pages::list).post(pages::ask))
        .route(&format!("{work}/{{assessment}}"), get(pages::one))
        .route(
            "/{collaborative}/link/{token}/assess",
            get(link_pages::show).post(link_pages::answer),
        )
}
