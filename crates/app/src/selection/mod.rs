//! Choosing who is the backbone (DOMAIN G4): a process, criteria and weights agreed before anybody sees a candidate,
//! candidates with their files, reviewers' scores, how far the order depends on the weights, a recommendation, and the
//! committee's decision.
//!
//! Start with [`actions`], which follow a choice from its first words on; [`reviewing`] is everything about scores, and
//! [`deciding`] what `decisions` asks of it. Its rules are in `domain::selection`. A backbone is never self-appointed: whoever
//! belongs to it neither agrees on criteria, nor scores, nor recommends, nor decides, by whatever door they come.

pub mod actions;
pub mod api;
pub mod candidate_pages;
pub mod deciding;
pub mod pages;
pub mod panel_store;
pub mod parts;
pub mod results;
pub mod review_pages;
pub mod reviewing;
pub mod store;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::meetings::readings::FILE_BYTES_MAX;
use crate::state::AppState;

/// Pages, links and API of the choice of a backbone.
pub fn routes() -> Router<AppState> {
    let list = "/{collaborative}/work/backbone/selection";
    let one = format!("{list}/{{selection}}");
    let candidate = format!("{one}/candidates/{{selection_candidate}}");
    let link = "/{collaborative}/link/{token}/review";
    Router::new()
        .route(list, get(pages::list).post(pages::begin))
        .route(&format!("{list}/kinds"), get(pages::kinds))
        .route(&one, get(pages::selection))
        .route(&format!("{one}/criteria"), post(pages::add_criterion))
        .route(
            &format!("{one}/criteria/{{selection_criterion}}/remove"),
            post(pages::remove_criterion),
        )
        .route(&format!("{one}/agree"), post(pages::agree))
        .route(&format!("{one}/candidates"), post(candidate_pages::add))
        .route(&candidate, get(candidate_pages::candidate))
        .route(&format!("{candidate}/withdraw"), post(candidate_pages::withdraw))
        .route(
            &format!("{candidate}/files"),
            post(candidate_pages::attach).layer(DefaultBodyLimit::max(FILE_BYTES_MAX + (1 << 20))),
        )
        .route(
            &format!("{one}/files/{{selection_file}}"),
            get(candidate_pages::fetch),
        )
        .route(&format!("{one}/reviewers"), post(pages::ask))
        .route(&format!("{one}/scoring"), post(pages::open_scoring))
        .route(
            &format!("{one}/review"),
            get(review_pages::review).post(review_pages::score),
        )
        .route(&format!("{one}/aside"), post(review_pages::step_aside))
        .route(&format!("{one}/recommend"), post(pages::recommend))
        .route(&format!("{one}/put"), post(pages::put))
        .route(&format!("{one}/end"), post(pages::end))
        .route(&format!("{one}/visibility"), post(pages::show))
        .route(link, get(review_pages::by_link).post(review_pages::score_by_link))
        .route(&format!("{link}/aside"), post(review_pages::step_aside_by_link))
        .route(
            &format!("{link}/files/{{selection_file}}"),
            get(candidate_pages::fetch_by_link),
        )
        .route("/api/v1/{collaborative}/selections/{selection}", get(api::one))
        .route(
            "/api/v1/{collaborative}/selections/{selection}/scores",
            post(api::score),
        )
}
