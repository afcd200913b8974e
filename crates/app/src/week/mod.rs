//! This week: the first page of the workspace (EXPERIENCE 1.2). What needs you, what comes in, where results go,
//! and what happened lately. Everything on it leads somewhere; what somebody may not see is absent.
//!
//! Start with [`pages`].

mod incoming;
mod lately;
mod meeting;
pub mod needs;
mod pages;
mod results;
mod series;
mod table;

use axum::Router;
use axum::routing::get;

use crate::state::AppState;

/// Routes.
pub fn routes() -> Router<AppState> {
    Router::new().route("/{collaborative}/work", get(pages::page))
}
