//! The pathway from cradle to career (DOMAIN C3.4): stages that people can change, the milestones at each, where children
//! are lost, and what a milestone missed weighs on later.
//!
//! Figures come from a published edition, in the workspace as on the public page ([`figure`]): nobody needs to see more to
//! talk about the way.

pub mod actions;
pub mod figure;
pub mod pages;
pub mod stage_pages;
pub mod store;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of the pathway in the workspace.
pub fn routes() -> Router<AppState> {
    let pathway = "/{collaborative}/work/plan/pathway";
    let stage = format!("{pathway}/stages/{{pathway_stage}}");
    Router::new()
        .route(pathway, get(pages::pathway))
        .route(&format!("{pathway}/defaults"), post(stage_pages::defaults))
        .route(
            &format!("{pathway}/stages"),
            get(stage_pages::new_stage).post(stage_pages::add),
        )
        .route(&stage, get(stage_pages::stage).post(stage_pages::change))
        .route(&format!("{stage}/shift"), post(stage_pages::shift))
        .route(&format!("{stage}/remove"), post(stage_pages::remove))
        .route(&format!("{pathway}/influences"), post(stage_pages::influence))
        .route(&format!("{pathway}/influences/remove"), post(stage_pages::forget))
}
