//! Coverage (DOMAIN C3.2, E2): what of the plan of action is covered, thin, doubled or missing, and the way from a gap to
//! somebody who could take it. The rules are in [`domain::coverage`]; [`ground`] gathers what they are asked about.

pub mod actions;
mod cell_list;
pub mod gap_pages;
pub mod ground;
pub mod pages;
pub mod store;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of coverage in the workspace.
pub fn routes() -> Router<AppState> {
    let coverage = "/{collaborative}/work/plan/coverage";
    Router::new()
        .route(coverage, get(pages::coverage))
        .route(&format!("{coverage}/cell"), get(gap_pages::cell))
        .route(&format!("{coverage}/invite"), post(gap_pages::invite))
        .route(&format!("{coverage}/agenda"), post(gap_pages::propose))
        .route(&format!("{coverage}/meant"), post(gap_pages::leave))
}
