//! The theory of action (DOMAIN T3): pillars, gateways and benchmarks as data, evidence beside each, one's own word and that of
//! peers from elsewhere, and gaps that become work.
//!
//! Start with [`document`] (the data) and [`actions`].

pub mod actions;
pub mod document;
pub mod edit_pages;
pub mod link_pages;
pub mod pages;
pub mod peer_pages;
pub mod store;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of the theory of action, and the link for peers.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/backbone/theory";
    Router::new()
        .route(work, get(pages::overview))
        .route(&format!("{work}/file"), get(pages::export).post(pages::import))
        .route(
            &format!("{work}/peers"),
            get(peer_pages::peers).post(peer_pages::ask_peer),
        )
        .route(&format!("{work}/benchmarks"), post(edit_pages::add))
        .route(&format!("{work}/{{benchmark}}/change"), post(edit_pages::change))
        .route(&format!("{work}/{{benchmark}}/remove"), post(edit_pages::remove))
        .route(
            &format!("{work}/{{benchmark}}"),
            get(pages::one).post(pages::assess),
        )
        .route(&format!("{work}/{{benchmark}}/evidence"), post(pages::show))
        .route(&format!("{work}/{{benchmark}}/work"), post(pages::put_on_plan))
        .route(
            "/{collaborative}/link/{token}/benchmarks",
            get(link_pages::show).post(link_pages::answer),
        )
}
