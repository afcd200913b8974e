//! Decisions (DOMAIN G3): a body discusses a proposal, answers it and keeps what came of it.
//!
//! Start with [`actions`], which follow a proposal from its first words on; [`voting`] is everything about
//! answers, and lets `domain::decisions` decide what may be; [`store`] holds the queries. People without an account
//! answer by [`link_pages`] or by mail ([`mail_in`]). The staff prepares and counts, and never answers for anybody.

pub mod actions;
pub mod afterwards;
pub mod api;
pub mod asking;
pub mod ballots;
pub mod calling;
pub mod closing;
pub mod form_pages;
pub mod form_views;
pub mod inbox;
pub mod jobs;
pub mod letters;
pub mod link_pages;
pub mod list_pages;
pub mod mail_in;
pub mod outcome;
pub mod outcome_views;
pub mod proposal_pages;
pub mod replies;
pub mod rulebook;
pub mod store;
pub mod views;
pub mod vote_store;
pub mod voting;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages, links and API of decisions.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/decisions";
    let one = format!("{work}/{{proposal}}");
    Router::new()
        .route(work, get(list_pages::log))
        .route(
            &format!("{work}/new"),
            get(form_pages::new_proposal).post(form_pages::propose),
        )
        .route(&one, get(proposal_pages::proposal))
        .route(
            &format!("{one}/edit"),
            get(form_pages::edit).post(form_pages::change),
        )
        .route(&format!("{one}/comments"), post(proposal_pages::comment))
        .route(&format!("{one}/discuss"), post(proposal_pages::discuss))
        .route(&format!("{one}/call"), post(proposal_pages::call))
        .route(&format!("{one}/answer"), post(proposal_pages::answer))
        .route(&format!("{one}/present"), post(proposal_pages::present))
        .route(&format!("{one}/set-aside"), post(proposal_pages::set_aside))
        .route(&format!("{one}/close"), post(proposal_pages::close))
        .route(&format!("{one}/withdraw"), post(proposal_pages::withdraw))
        .route(&format!("{one}/again"), post(proposal_pages::again))
        .route(&format!("{one}/reasons"), post(proposal_pages::reasons))
        .route(&format!("{one}/review"), post(proposal_pages::review))
        .route(
            "/{collaborative}/link/{token}/decide",
            get(link_pages::show).post(link_pages::answer),
        )
        .route("/api/v1/{collaborative}/decisions", get(api::log))
        .route("/api/v1/{collaborative}/decisions/{proposal}", get(api::one))
        .route(
            "/api/v1/{collaborative}/decisions/{proposal}/answer",
            post(api::answer),
        )
}
