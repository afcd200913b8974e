//! The policy agenda (DOMAIN P1): what is asked of whom, where each partner stands, what was done for it with hours of
//! lobbying apart, what came of it, and the change on the curve that it became.
//!
//! Start with [`actions`]; rules are in `domain::policy`. A partner takes its position itself, signed in or by a link
//! ([`position_pages`]): nobody says for it where it stands.

pub mod actions;
pub mod form_pages;
pub mod pages;
mod parts;
pub mod position_pages;
pub mod positions;
pub mod store;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages and links of the policy agenda.
pub fn routes() -> Router<AppState> {
    let list = "/{collaborative}/work/policy";
    let one = format!("{list}/{{policy_item}}");
    Router::new()
        .route(list, get(pages::list).post(form_pages::add))
        .route(&format!("{list}/new"), get(form_pages::new_item))
        .route(&one, get(pages::item))
        .route(
            &format!("{one}/edit"),
            get(form_pages::edit).post(form_pages::change),
        )
        .route(&format!("{one}/position"), post(position_pages::take))
        .route(&format!("{one}/actions"), post(pages::note))
        .route(
            &format!("{one}/actions/{{policy_action}}/remove"),
            post(pages::remove),
        )
        .route(&format!("{one}/contribution"), post(pages::contribute))
        .route(&format!("{one}/visibility"), post(pages::show))
        .route(&format!("{list}/ask"), post(position_pages::ask))
        .route(
            "/{collaborative}/link/{token}/position",
            get(position_pages::by_link).post(position_pages::take_by_link),
        )
}
