//! History (DOMAIN X5, THREATS P4): the facts as people read them, the public checkpoint, and checking it all.
//!
//! Start with [`verify`]: it names the place where a stored history, its columns, an edition or an object was altered.
//! The rules are in `domain::history`; writing facts is `platform::history`.

pub mod cli;
pub mod pages;
pub mod sentences;
pub mod store;
pub mod verify;

use axum::Router;
use axum::routing::get;

use crate::state::AppState;

/// The routes of the history.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/{collaborative}/work/history", get(pages::history))
        .route("/{collaborative}/checkpoint", get(pages::checkpoint))
}
