//! Bodies (DOMAIN G1, G2): their charters and rules, who sits in them on any day, and who is at the table at all.
//!
//! Start with [`pages`]; what changes bodies and seats stands in `directory::bodies`, the register of conflicts and the
//! staff's notes in [`actions`]. [`templates`] are structures to begin from, [`ties`] what links somebody to the rest.

pub mod actions;
pub mod forms;
pub mod pages;
pub mod register_pages;
pub mod store;
pub mod templates;
pub mod ties;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of bodies in the workspace.
pub fn routes() -> Router<AppState> {
    let bodies = "/{collaborative}/work/bodies";
    let one = format!("{bodies}/{{body}}");
    Router::new()
        .route(bodies, get(pages::list))
        .route(
            &format!("{bodies}/new"),
            get(forms::new_body).post(forms::add_body),
        )
        .route(
            &format!("{bodies}/templates"),
            get(templates::choose).post(templates::take),
        )
        .route(
            &format!("{bodies}/conflicts"),
            get(register_pages::conflicts).post(register_pages::add_conflict),
        )
        .route(
            &format!("{bodies}/conflicts/end"),
            post(register_pages::end_conflict),
        )
        .route(
            &format!("{bodies}/odds"),
            get(register_pages::odds).post(register_pages::add_odds_note),
        )
        .route(&format!("{bodies}/odds/end"), post(register_pages::end_odds_note))
        .route(&one, get(pages::body).post(forms::change_body))
        .route(&format!("{one}/edit"), get(forms::edit_body))
        .route(&format!("{one}/seats"), get(forms::seats).post(forms::add_seat))
        .route(&format!("{one}/seats/end"), post(forms::end_seat))
        .route(&format!("{one}/seats/change"), post(forms::change_seat))
}
