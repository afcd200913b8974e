//! Editions (DOMAIN C2.5, C2.8, U1): draft, vetting under embargo, disclosure control, publishing.
//!
//! Start with [`document`]: what an edition holds; everything public is rendered from it.

pub mod actions;
mod again;
pub mod agenda;
pub mod assemble;
pub mod certificate;
pub mod chosen;
pub mod cli;
mod decided;
pub mod desk;
pub mod document;
mod framing;
pub mod gather;
mod joint;
pub mod letters;
pub mod new_pages;
pub mod newsletter;
mod old_worlds;
pub mod pages;
mod parts;
pub mod plan;
pub mod pooling;
pub mod preview;
mod printed;
pub mod publishing;
pub mod refusal;
pub mod release;
mod release_table;
pub mod report;
mod restated;
pub mod said;
pub mod selection;
pub mod sharing;
pub mod shelf;
pub mod store;
mod table_build;
pub mod takeover;
mod takeover_pages;
pub mod telling;
pub mod told_counts;
mod unions;
pub mod vet_pages;
pub mod views;
pub mod way;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::AppState;

/// The workspace's routes of editions, and those behind a leader's link.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/{collaborative}/work/editions", get(pages::list))
        .route(
            "/{collaborative}/work/editions/new",
            get(new_pages::new).post(new_pages::create),
        )
        .route(
            "/{collaborative}/work/editions/import",
            get(takeover_pages::form)
                .post(takeover_pages::upload)
                .layer(DefaultBodyLimit::max(takeover_pages::UPLOAD_BYTES_MAX)),
        )
        .route(
            "/{collaborative}/work/editions/import/look",
            get(takeover_pages::look).post(takeover_pages::confirm),
        )
        .route("/{collaborative}/work/editions/{edition}", get(pages::show))
        .route(
            "/{collaborative}/work/editions/{edition}/preview",
            get(preview::show),
        )
        .route(
            "/{collaborative}/work/editions/{edition}/preview/{*page}",
            get(preview::show),
        )
        .route(
            "/{collaborative}/work/editions/{edition}/vetting",
            post(pages::send),
        )
        .route(
            "/{collaborative}/work/editions/{edition}/disclosure",
            post(pages::confirm),
        )
        .route(
            "/{collaborative}/work/editions/{edition}/redraft",
            post(pages::redraft),
        )
        .route(
            "/{collaborative}/work/editions/{edition}/note",
            post(pages::change_note),
        )
        .route(
            "/{collaborative}/work/editions/{edition}/publish",
            post(pages::publish),
        )
        .route(
            "/{collaborative}/work/editions/{edition}/correct",
            post(pages::correct),
        )
        .route(
            "/{collaborative}/link/{token}/draft",
            get(vet_pages::show).post(vet_pages::answer),
        )
        .merge(desk::routes())
}

#[cfg(test)]
mod correction_tests;
#[cfg(test)]
mod release_tests;
#[cfg(test)]
mod sharing_tests;
#[cfg(test)]
mod world_tests;
