//! Take-up and outcomes (DOMAIN C2.10, C2.11): who is reached of those who could be, and participants beside people like them.
//!
//! A question is written down, with the way in which participants will be compared, and frozen ([`actions`]) before anything is
//! computed ([`asking`]); the history holds the order of the two. Rows are opened in the vault's worker alone; what comes here is a report without small counts. What may be said
//! of it stands in fixed sentences ([`report_page`]). Counts of those who are reached feed an indicator that was named with the
//! question ([`feeding`]).

pub mod actions;
pub mod answering;
pub mod asking;
mod compared_page;
mod draft_pages;
pub mod feeding;
mod figure_pages;
mod pages;
mod report_page;
pub mod store;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Routes of the workspace.
pub fn routes() -> Router<AppState> {
    let list = "/{collaborative}/work/vault/take-up";
    let one = "/{collaborative}/work/vault/take-up/{take_up}";
    Router::new()
        .route(list, get(pages::list))
        .route(
            &format!("{list}/new"),
            get(draft_pages::begin).post(draft_pages::keep),
        )
        .route(one, get(pages::show))
        .route(
            &format!("{one}/edit"),
            get(draft_pages::edit).post(draft_pages::change),
        )
        .route(&format!("{one}/freeze"), post(pages::freeze))
        .route(&format!("{one}/answer"), post(pages::answer))
        .route(&format!("{one}/figures"), get(figure_pages::show))
        .route(&format!("{one}/accept"), post(figure_pages::accept))
}
