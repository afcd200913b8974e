//! What people are owed for their time, childcare, transport and interpretation, and hours that volunteers gave (DOMAIN R8).
//!
//! Who is owed what is the payee's own matter. A few people keep it, each named by the director; no role opens it. It stands
//! in no digest, export, list of people or public page, facts hold fingerprints only, and the payee reads their own by a
//! link or signed in. Start with [`actions`]; rules are in `domain::payments`.

pub mod actions;
pub mod owed_pages;
pub mod own_pages;
pub mod pages;
pub mod store;
pub mod volunteer_pages;
pub mod volunteers;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages and links of payments and volunteers.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/payments";
    Router::new()
        .route(work, get(pages::overview))
        .route(
            &format!("{work}/keepers"),
            get(pages::keepers).post(pages::name_keeper),
        )
        .route(&format!("{work}/keepers/{{person}}/end"), post(pages::end_keeper))
        .route(&format!("{work}/rates"), get(pages::rates).post(pages::add_rate))
        .route(
            &format!("{work}/owed"),
            get(owed_pages::owed).post(owed_pages::add),
        )
        .route(&format!("{work}/owed/{{payment}}/pay"), post(owed_pages::pay))
        .route(&format!("{work}/owed/{{payment}}/unpay"), post(owed_pages::unpay))
        .route(
            &format!("{work}/owed/{{payment}}/cancel"),
            post(owed_pages::cancel),
        )
        .route(&format!("{work}/send"), post(owed_pages::send))
        .route(&format!("{work}/own"), get(own_pages::own))
        .route(
            &format!("{work}/volunteers"),
            get(volunteer_pages::list).post(volunteer_pages::add),
        )
        .route(
            &format!("{work}/volunteers/{{volunteer_hours}}/remove"),
            post(volunteer_pages::remove),
        )
        .route("/{collaborative}/link/{token}/payments", get(own_pages::by_link))
}
