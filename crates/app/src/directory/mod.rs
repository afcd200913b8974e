//! The directory (DOMAIN X2): organisations, people with their roles, places with codes over time, bodies and seats.
//!
//! Start with [`actions`] for organisations and people, [`bodies`] for seats, [`places`] for places; [`store`] holds the queries.

pub mod actions;
pub mod bodies;
pub mod pages;
pub mod place_pages;
pub mod places;
pub mod places_import;
pub mod sectors;
pub mod store;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of the directory in the workspace.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work";
    Router::new()
        .merge(place_routes())
        .route(&format!("{work}/partners"), get(pages::partners))
        .route(
            &format!("{work}/partners/new"),
            get(pages::new_partner).post(pages::add_partner),
        )
        .route(
            &format!("{work}/partners/{{organisation}}"),
            get(pages::partner).post(pages::change_partner),
        )
        .route(&format!("{work}/people"), get(pages::people))
        .route(
            &format!("{work}/people/new"),
            get(pages::new_person).post(pages::add_person),
        )
        .route(
            &format!("{work}/people/{{person}}"),
            get(pages::person).post(pages::change_person),
        )
        .route(&format!("{work}/people/{{person}}/roles"), post(pages::give_role))
        .route(
            &format!("{work}/people/{{person}}/roles/end"),
            post(pages::end_role),
        )
        .route(&format!("{work}/people/{{person}}/left"), post(pages::left))
}

fn place_routes() -> Router<AppState> {
    let work = "/{collaborative}/work";
    let import = get(place_pages::import_form)
        .post(place_pages::import)
        .layer(DefaultBodyLimit::max(crate::table::BYTES_MAX));
    Router::new()
        .route(&format!("{work}/places"), get(place_pages::list))
        .route(
            &format!("{work}/places/new"),
            get(place_pages::new_place).post(place_pages::add_place),
        )
        .route(&format!("{work}/places/import"), import)
        .route(
            &format!("{work}/places/{{place}}"),
            get(place_pages::place).post(place_pages::change_place),
        )
        .route(
            &format!("{work}/places/{{place}}/codes"),
            post(place_pages::set_code),
        )
        .route(
            &format!("{work}/places/{{place}}/aliases"),
            post(place_pages::add_alias),
        )
}
