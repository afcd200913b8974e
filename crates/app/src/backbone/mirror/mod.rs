//! The equity mirror (DOMAIN B3): who the backbone and the bodies are, beside the community.
//!
//! A round is an assessment like the others ([`super::assessments`]): people answer by a link of their own, what they tick is
//! counted and forgotten, and what is told was moved by coins. Start with [`actions`]; [`figures`] draws what is told.

pub mod actions;
pub mod asked;
pub mod community;
pub mod figures;
pub mod pages;
pub mod store;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of the mirror; people answer behind the link of [`super::assessments`].
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/backbone/mirror";
    Router::new()
        .route(work, get(pages::newest).post(pages::ask))
        .route(&format!("{work}/{{assessment}}"), get(pages::one))
        .route(
            &format!("{work}/community/{{dimension}}"),
            get(community::show).post(community::keep),
        )
        .route(
            &format!("{work}/community/{{dimension}}/published"),
            post(community::take),
        )
}
