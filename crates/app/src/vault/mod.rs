//! The vault (DOMAIN C2.6, C2.7, C2.11): participants' rows, kept sealed and opened in a worker alone.
//!
//! Rows come in by an ordinary request with an agreement ([`asks`], [`rows`], [`intake`]); what looks wrong in them is told ([`doubts`]),
//! and they can be sent back ([`sending_back`]). They lie as encrypted tables ([`store`]),
//! and are opened by the worker `mainstay-vault` ([`worker`]), which gives back counts, or a few rows to people whom the
//! agreement names, for a reason that the giving side can read ([`looking`]). The server holds no key to them.

pub mod asks;
mod doubt_words;
pub mod doubts;
#[cfg(test)]
mod doubts_tests;
pub mod intake;
pub mod jobs;
pub mod known;
pub mod link_pages;
pub mod looking;
pub mod measures;
mod pages;
pub mod review_pages;
pub mod rows;
pub mod sending_back;
pub mod store;
pub mod worker;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Routes of the workspace.
pub fn routes() -> Router<AppState> {
    let vault = "/{collaborative}/work/vault";
    let table = "/{collaborative}/work/vault/tables/{vault_table}";
    Router::new()
        .route(vault, get(pages::list).post(pages::ask))
        .route(table, get(pages::table))
        .route(&format!("{table}/look"), post(pages::look))
        .merge(measures::routes())
}
