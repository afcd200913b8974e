//! The plan of action (DOMAIN C3.1, C3.3): what partners do, by strategy, with milestones, and what organisations promise.
//!
//! Start with [`actions`] (adding, changing, ending an activity), then [`steps`] (milestones and what is counted). The list
//! is [`outline`], whose standings follow from `domain::activities`; [`choices`] are the things that forms offer, and
//! [`tabs`] the row of tabs that the pages of the plan share. Promises of organisations are
//! [`commitments`]; partners' own sheets come in through [`sheets`].

pub mod actions;
pub mod activity_pages;
pub mod choices;
pub mod commitments;
pub mod form_pages;
mod gaps;
pub mod list_pages;
pub mod needs;
pub mod outline;
pub mod sheets;
pub mod steps;
pub mod steps_store;
pub mod store;
pub mod tabs;
pub mod tie_store;
pub mod views;
pub mod ways_pages;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of the plan.
pub fn routes() -> Router<AppState> {
    let plan = "/{collaborative}/work/plan";
    let one = format!("{plan}/activities/{{activity}}");
    Router::new()
        .route(plan, get(list_pages::list))
        .route(&format!("{plan}/timeline"), get(ways_pages::timeline))
        .route(&format!("{plan}/partners"), get(ways_pages::partners))
        .route(&format!("{plan}/places"), get(ways_pages::places))
        .route(
            &format!("{plan}/new"),
            get(form_pages::new_activity).post(form_pages::add),
        )
        .route(&one, get(activity_pages::activity))
        .route(
            &format!("{one}/edit"),
            get(form_pages::edit).post(form_pages::change),
        )
        .route(&format!("{one}/ties"), post(activity_pages::tie))
        .route(&format!("{one}/stop"), post(activity_pages::stop))
        .route(&format!("{one}/milestones"), post(activity_pages::add_milestone))
        .route(
            &format!("{one}/milestones/{{milestone}}"),
            post(activity_pages::settle_milestone),
        )
        .route(&format!("{one}/metrics"), post(activity_pages::put_metric))
        .merge(promise_routes())
        .merge(sheet_routes())
}

fn sheet_routes() -> Router<AppState> {
    let import = "/{collaborative}/work/plan/import";
    Router::new()
        .route(
            import,
            get(sheets::pages::import)
                .post(sheets::pages::file)
                .layer(crate::files::upload::body_limit()),
        )
        .route(
            &format!("{import}/check"),
            get(sheets::pages::check).post(sheets::pages::answer),
        )
        .route(&format!("{import}/send"), post(sheets::pages::send))
}

fn promise_routes() -> Router<AppState> {
    let promises = "/{collaborative}/work/plan/promises";
    Router::new()
        .route(promises, get(commitments::pages::board))
        .route(
            &format!("{promises}/new"),
            get(commitments::pages::new_promise).post(commitments::pages::promise),
        )
        .route(&format!("{promises}/answer"), post(commitments::pages::answer))
        .route(&format!("{promises}/ask"), post(commitments::pages::ask))
        .route(
            "/{collaborative}/link/{token}/promises",
            get(commitments::link_pages::show).post(commitments::link_pages::answer),
        )
}
