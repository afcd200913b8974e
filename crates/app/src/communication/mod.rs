//! Communication (DOMAIN C4.2, C4.3): one letter a person chooses, announcements in two languages, and whether people talk at all.
//!
//! Start with [`notices`] (something to tell somebody) and [`digest`] (when it goes out, with the links of that person alone);
//! [`replies`] by mail stand in their thread; [`choice`] is how often somebody wants to hear, [`announcements`] what is written once for many, [`newsletters`] what goes to
//! the public, [`health`] who has gone silent.

pub mod announcements;
pub mod bounces;
pub mod choice;
pub mod choice_pages;
pub mod digest;
pub mod health;
pub mod jobs;
pub mod newsletters;
pub mod notices;
pub mod replies;
pub mod segments;
pub mod thread_pages;
pub mod threads;

use axum::Router;
use axum::routing::get;

use crate::state::AppState;

/// Pages of communication.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work";
    let link = "/{collaborative}/link/{token}";
    Router::new()
        .route(
            &format!("{work}/mail"),
            get(choice_pages::own).post(choice_pages::choose_own),
        )
        .route(
            &format!("{link}/mail"),
            get(choice_pages::by_link).post(choice_pages::choose_by_link),
        )
        .route(&format!("{work}/communication"), get(health::health))
        .route(&format!("{work}/announcements"), get(announcements::pages::list))
        .route(
            &format!("{work}/announcements/new"),
            get(announcements::pages::new).post(announcements::pages::send),
        )
        .route(
            &format!("{work}/announcements/{{announcement}}"),
            get(announcements::pages::one),
        )
        .merge(newsletters::routes())
        .merge(thread_routes(work))
}

/// Threads about objects; a meeting's stands on its own page alone.
fn thread_routes(work: &str) -> Router<AppState> {
    Router::new()
        .route(
            &format!("{work}/bodies/{{body}}/thread"),
            get(thread_pages::of_body_page).post(thread_pages::say_of_body),
        )
        .route(
            &format!("{work}/partners/{{partner}}/thread"),
            get(thread_pages::of_partner_page).post(thread_pages::say_of_partner),
        )
        .route(
            &format!("{work}/results/indicators/{{indicator}}/thread"),
            get(thread_pages::of_indicator_page).post(thread_pages::say_of_indicator),
        )
        .route(
            &format!("{work}/actions/{{action_item}}/thread"),
            get(thread_pages::of_promise_page).post(thread_pages::say_of_promise),
        )
}
