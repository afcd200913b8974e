//! The file that hands a role over (DOMAIN G5), made from what is recorded: open decisions, promises, dates, relationships,
//! terms that end, and how each task that comes again is done and by whom.
//!
//! Start with [`gather`]; the page and the command `mainstay handover` show the same.

pub mod cli;
pub mod gather;
pub mod pages;
pub mod store;

use axum::Router;
use axum::routing::get;

use crate::state::AppState;

/// The page.
pub fn routes() -> Router<AppState> {
    Router::new().route("/{collaborative}/work/handover", get(pages::handover))
}
