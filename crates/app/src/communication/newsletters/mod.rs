//! Newsletters (DOMAIN C4.3): written once, in English and Spanish, to whoever asked for them, with a public archive and a feed.
//!
//! Start with [`actions`]: a draft is read against the newest edition, and what may tell of a few people waits for somebody
//! else; sending freezes it. [`subscribing`] is how strangers ask for letters and end them, [`delivery`] how they go out. The
//! archive is pages of the public site (`site::newsletter`), which know the frozen letters and nothing of these tables.

pub mod actions;
pub mod delivery;
pub mod pages;
pub mod public_pages;
pub mod store;
pub mod subscriber_store;
pub mod subscribing;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of newsletters in the workspace, and those of their readers.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/newsletters";
    let public = "/{collaborative}/newsletter";
    Router::new()
        .route(work, get(pages::list))
        .route(&format!("{work}/new"), get(pages::new).post(pages::write))
        .route(&format!("{work}/{{newsletter}}"), get(pages::one))
        .route(
            &format!("{work}/{{newsletter}}/change"),
            get(pages::change_form).post(pages::change),
        )
        .route(&format!("{work}/{{newsletter}}/words"), post(pages::confirm))
        .route(&format!("{work}/{{newsletter}}/send"), post(pages::send))
        .route(
            &format!("{public}/subscribe"),
            get(public_pages::form).post(public_pages::ask),
        )
        .route(
            &format!("{public}/confirm/{{token}}"),
            get(public_pages::confirm_page).post(public_pages::confirm),
        )
        .route(
            &format!("{public}/end/{{token}}"),
            get(public_pages::end_page).post(public_pages::end),
        )
}
