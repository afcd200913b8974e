//! Data-sharing agreements (DOMAIN C2.6, X2): what one partner lets another do with its data, signed by both sides.
//!
//! Start with [`actions`] (drafting, signing, amending, ending) and `domain::agreements` (the rules). The frozen text is
//! made in [`frozen`]. What families say goes through [`consent`], whoever brings it; their own links are [`family_links`].

pub mod actions;
pub mod clauses;
pub mod consent;
pub mod destroying;
pub mod family_links;
mod family_pages;
mod form;
pub mod frozen;
pub mod gate;
mod giving_pages;
pub mod jobs;
mod keeping_pages;
mod link_pages;
pub mod looking;
mod pages;
pub mod publishing;
pub mod register;
mod register_pages;
pub mod sealing;
pub mod signing;
pub mod store;
mod templates;
pub mod uploads;
pub mod views;
pub mod written;

use axum::Router;
use axum::routing::{get, post};

use platform::words::Words;

use crate::blocks::Typed;
use crate::state::AppState;

/// What the form of an agreement begins with, from one of [`templates::TEMPLATES`].
pub fn template(words: Words, name: &str) -> Typed {
    templates::typed(words, name)
}

/// Routes of the workspace, behind a signatory's link, and behind a family's.
pub fn routes() -> Router<AppState> {
    let list = "/{collaborative}/work/agreements";
    let one = "/{collaborative}/work/agreements/{agreement}";
    let link = "/{collaborative}/link/{token}/agreement";
    Router::new()
        .route(list, get(pages::list))
        .route(&format!("{list}/new"), get(pages::begin).post(pages::draft))
        .route(one, get(pages::show))
        .route(&format!("{one}/edit"), get(pages::edit).post(pages::revise))
        .route(&format!("{one}/ask"), post(pages::ask))
        .route(&format!("{one}/amend"), post(pages::amend))
        .route(&format!("{one}/end"), post(pages::end))
        .route(&format!("{one}/requests"), post(keeping_pages::name_request))
        .route(&format!("{one}/consent"), post(keeping_pages::note_consent))
        .route(&format!("{one}/look"), post(keeping_pages::look))
        .route(
            &format!("{list}/wanted"),
            get(register_pages::list).post(register_pages::add),
        )
        .route(
            &format!("{list}/wanted/{{wanted_datum}}"),
            get(register_pages::edit).post(register_pages::change),
        )
        .route(link, get(link_pages::show).post(link_pages::sign))
        .route(&format!("{link}/end"), post(link_pages::end))
        .route(
            &format!("{link}/families"),
            get(giving_pages::show).post(giving_pages::make),
        )
        .route(&format!("{link}/families/end"), post(giving_pages::end))
        .route(
            "/{collaborative}/family/{token}",
            get(family_pages::show).post(family_pages::say),
        )
}
