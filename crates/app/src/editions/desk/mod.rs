//! The release desk of a draft: what is hidden and why, what it costs, what would cost less, and the second person.
//!
//! Every price on it comes from running the gate on the alternative ([`price`]); the work is a job in steps ([`study`]),
//! so that it can be watched and stopped. Start with [`pages`].

pub mod cost;
pub mod pages;
pub mod price;
pub mod proposals;
pub mod store;
pub mod study;
pub mod study_views;
pub mod told;
pub mod views;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// The desk's routes.
pub fn routes() -> Router<AppState> {
    let desk = "/{collaborative}/work/editions/{edition}/desk";
    Router::new()
        .route(desk, get(pages::show))
        .route(&format!("{desk}/study"), post(pages::begin))
        .route(&format!("{desk}/study/stop"), post(pages::stop))
        .route(&format!("{desk}/take"), post(pages::take))
        .route(&format!("{desk}/words"), post(told::confirm))
        .route(&format!("{desk}/proposals"), post(pages::propose))
        .route(&format!("{desk}/proposals/{{proposal}}"), post(pages::answer))
}
