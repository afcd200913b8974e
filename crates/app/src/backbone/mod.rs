//! The backbone's own work (DOMAIN B, T): a desk for the staff, the time it takes, signals that it has an effect, and what
//! members say of it in confidence once a year.
//!
//! Start with [`desk`] (what is kept) and [`desk_pages`]; [`assessments`] stands by itself.

pub mod assessments;
pub mod desk;
pub mod desk_pages;
pub mod desk_store;
pub mod mirror;
pub mod signals;
pub mod stages;
pub mod tabs;
pub mod theory;
pub mod time_pages;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages and links of the backbone's work.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/backbone";
    Router::new()
        .merge(assessments::routes())
        .merge(mirror::routes())
        .merge(theory::routes())
        .route(work, get(desk_pages::desk).post(desk_pages::add))
        .route(&format!("{work}/work/{{work_item}}/end"), post(desk_pages::end))
        .route(&format!("{work}/roles"), post(desk_pages::add_role))
        .route(
            &format!("{work}/time"),
            get(time_pages::time).post(time_pages::send),
        )
        .route(&format!("{work}/time/link"), post(time_pages::mail_link))
        .route(&format!("{work}/signals"), get(signals::page_of))
        .route(&format!("{work}/stage"), get(stages::show).post(stages::choose))
        .route(
            "/{collaborative}/link/{token}/hours",
            get(time_pages::show_link).post(time_pages::send_link),
        )
}
