//! Submissions (DOMAIN C2.4, C2.5): what partners send, how it is read and mended in place, and its review.
//!
//! The partner's side starts in [`link_pages`] (doors), [`drafts`] (actions) and [`interpret`] (from a sheet to
//! figures and questions, pure). The backbone's side, `review_*`, starts in [`review_actions`]: accept, or return
//! one value with a reason.

pub mod answers;
pub mod check_views;
pub mod context;
pub mod draft_store;
pub mod drafts;
pub mod interpret;
pub mod link_pages;
pub mod link_views;
mod partner_decisions;
pub mod private;
pub mod question_cards;
pub mod questions;
pub mod review_actions;
pub mod review_compare;
mod review_data_page;
mod review_pages;
pub mod review_queue;
pub mod review_store;
pub mod roles;
mod row_figures;
pub mod typed;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Routes behind a partner's link, and of the review.
pub fn routes() -> Router<AppState> {
    let link = "/{collaborative}/link/{token}";
    Router::new()
        .route(link, get(link_pages::open))
        .route(
            &format!("{link}/file"),
            post(link_pages::upload).layer(crate::files::upload::body_limit()),
        )
        .route(&format!("{link}/typed"), post(link_pages::typed_in))
        .route(
            &format!("{link}/check"),
            get(link_pages::check).post(link_pages::answer),
        )
        .route(&format!("{link}/send"), post(link_pages::send))
        .route(&format!("{link}/receipt"), get(link_pages::receipt))
        .route(&format!("{link}/returned"), post(link_pages::correct))
        .merge(review_routes())
}

fn review_routes() -> Router<AppState> {
    let submission = "/{collaborative}/work/data/submissions/{submission}";
    Router::new()
        .route("/{collaborative}/work/data", get(review_data_page::page))
        .route(submission, get(review_pages::page))
        .route(&format!("{submission}/accept"), post(review_pages::accept))
        .route(&format!("{submission}/send-back"), post(review_pages::send_back))
        .route(
            &format!("{submission}/figures/{{figure}}/return"),
            post(review_pages::return_figure),
        )
}
