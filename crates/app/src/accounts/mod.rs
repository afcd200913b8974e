//! Accounts (DOMAIN X1): sign-in by mailed link, second factors, sessions, and links for people without accounts.
//!
//! Handlers take [`visit::Visit`] (signed in, at one collaborative's address), [`link::LinkVisit`] (a scoped
//! link), [`holder::Holder`] (signed in, at the account's own pages) or [`guest::Guest`] (anyone). All but the
//! last ask `domain::access::may` for every right. Start reading with [`sign_in`], then [`session`].

pub mod demo;
pub mod factor_pages;
pub mod factors;
pub mod guest;
pub mod hand_on;
pub mod holder;
pub mod jobs;
pub mod limit;
pub mod link;
pub mod link_pages;
pub mod members;
pub mod own_pages;
pub mod pages;
pub mod passkey;
pub mod passkey_pages;
pub mod session;
pub mod sign_in;
pub mod visit;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// The routes of sign-in and of one's own account.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/sign-in", get(pages::form).post(pages::ask))
        .route("/sign-in/code", get(pages::code_form).post(pages::type_code))
        .route(
            "/sign-in/link/{token}",
            get(pages::open_link).post(pages::follow_link),
        )
        .route("/account", get(own_pages::account))
        .route("/account/language", post(own_pages::choose_language))
        .route("/account/sessions/end", post(own_pages::end_session))
        .route("/account/sign-out", post(own_pages::sign_out))
        .route(
            "/account/sign-out-everywhere",
            post(own_pages::sign_out_everywhere),
        )
        .merge(factor_pages::routes())
        .merge(passkey_pages::routes())
        .merge(link_pages::routes())
        .merge(demo::routes())
        .layer(axum::middleware::from_fn(guest::keep_language))
}
