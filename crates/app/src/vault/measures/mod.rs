//! Measures computed from rows (DOMAIN C2.7): a definition that people edit, a run by the worker, figures to be reviewed.
//!
//! [`written`] is the definition as it is kept, [`order`] what the worker is asked, [`runs`] a run from asking to accepting.
//! What is accepted becomes observations as any figure does, and publishes only as far as every agreement says whose rows
//! went in.

pub mod opening;
pub mod order;
mod pages;
pub mod run_pages;
pub mod runs;
pub mod store;
pub mod working;
pub mod written;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Routes of the workspace.
pub fn routes() -> Router<AppState> {
    let list = "/{collaborative}/work/vault/measures";
    let one = "/{collaborative}/work/vault/measures/{vault_measure}";
    let run = "/{collaborative}/work/vault/runs/{vault_run}";
    Router::new()
        .route(list, get(pages::list).post(pages::add))
        .route(one, get(pages::show).post(pages::change))
        .route(&format!("{one}/runs"), post(pages::ask))
        .route(run, get(run_pages::show))
        .route(&format!("{run}/stop"), post(run_pages::stop))
        .route(&format!("{run}/accept"), post(run_pages::accept))
}
