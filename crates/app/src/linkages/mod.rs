//! Linkages: records of several partners brought together without names (DOMAIN C2.11; requirement C2.6).
//!
//! Each partner encodes on its own machine (`mainstay encode`) and sends the encodings by a link of its own; a child links
//! them; what remains is, for each partner, its own numbers beside numbers of people, sealed under its agreement. Start with
//! [`actions`] (beginning, taking in), [`running`] (the job and what it leaves) and [`child`] (the child itself). [`across`] is
//! what measures take from it.

pub mod across;
pub mod actions;
pub mod child;
pub mod families;
pub mod gate;
mod link_pages;
mod pages;
pub mod people;
pub mod received;
pub mod report;
mod report_page;
pub mod review;
pub mod running;
pub mod runs;
pub mod seeing;
pub mod store;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Routes of the workspace, and behind the link of whoever sends.
pub fn routes() -> Router<AppState> {
    let list = "/{collaborative}/work/vault/linkages";
    let one = "/{collaborative}/work/vault/linkages/{linkage}";
    let link = "/{collaborative}/link/{token}/encodings";
    Router::new()
        .route(list, get(pages::list))
        .route(&format!("{list}/new"), get(pages::begin).post(pages::keep))
        .route(one, get(pages::show))
        .route(&format!("{one}/ask"), post(pages::ask))
        .route(&format!("{one}/run"), post(pages::run))
        .route(&format!("{one}/stop"), post(pages::stop))
        .route(&format!("{one}/doubts"), get(pages::doubts).post(pages::decide))
        .route(&format!("{one}/review"), post(pages::review))
        .route(
            link,
            get(link_pages::show).merge(post(link_pages::send).layer(crate::files::upload::body_limit())),
        )
        .route(&format!("{link}/schema.json"), get(link_pages::schema))
}
