//! The common agenda (DOMAIN C1, G6): drafted by staff, talked about by members, ratified by the steering committee alone,
//! endorsed by partners, and public through an edition.
//!
//! Start with [`actions`]: drafting, laying before the committee, and [`actions::settled`], the one way to a ratified version.
//! [`talk`] is comments and suggestions, [`voices`] what people said and who endorses it, [`outline`] how it is shown.

pub mod actions;
pub mod api;
pub mod cli;
pub mod committee;
pub mod draft_pages;
pub mod endorse_pages;
pub mod frozen;
pub mod needs;
pub mod outline;
pub mod pages;
pub mod part_pages;
pub mod store;
pub mod talk;
pub mod views;
pub mod voice_pages;
pub mod voices;
pub mod voices_store;

use axum::Router;
use axum::routing::{get, post};

use crate::state::AppState;

/// The agenda's pages: in the workspace, behind links, and for whoever gave an input.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/agenda";
    let link = "/{collaborative}/link/{token}/agenda";
    Router::new()
        .merge(version_routes(work))
        .merge(part_routes(work))
        .merge(voice_routes(work))
        .route(link, get(endorse_pages::by_link).post(endorse_pages::endorse))
        .route(&format!("{link}/withdraw"), post(endorse_pages::withdraw))
        .route(&format!("{link}/ratify"), post(endorse_pages::ratify))
        .merge(api::routes())
        .route("/{collaborative}/said/{token}", get(voice_pages::said))
}

fn version_routes(work: &str) -> Router<AppState> {
    let one = format!("{work}/versions/{{agenda_version}}");
    Router::new()
        .route(work, get(pages::hub))
        .route(
            &format!("{work}/new"),
            get(draft_pages::new_version).post(draft_pages::begin),
        )
        .route(&format!("{work}/compare"), get(pages::compared))
        .route(&one, get(pages::version))
        .route(
            &format!("{one}/edit"),
            get(draft_pages::edit).post(draft_pages::describe),
        )
        .route(
            &format!("{one}/parts/new"),
            get(draft_pages::new_part).post(draft_pages::add_part),
        )
        .route(&format!("{one}/set-aside"), post(draft_pages::set_aside))
        .route(&format!("{one}/propose"), post(draft_pages::propose))
        .route(&format!("{one}/take-back"), post(draft_pages::take_back))
        .route(&format!("{one}/ratify"), post(draft_pages::ratify))
        .route(
            &format!("{one}/endorsements"),
            get(endorse_pages::endorsements).post(endorse_pages::ask),
        )
}

fn part_routes(work: &str) -> Router<AppState> {
    let one = format!("{work}/parts/{{agenda_part}}");
    Router::new()
        .route(&one, get(part_pages::part).post(part_pages::change))
        .route(&format!("{one}/remove"), post(part_pages::remove))
        .route(&format!("{one}/reviewed"), post(part_pages::reviewed))
        .route(&format!("{one}/comment"), post(part_pages::comment))
        .route(&format!("{one}/suggest"), post(part_pages::suggest))
        .route(
            &format!("{work}/suggestions/{{agenda_suggestion}}/{{way}}"),
            post(part_pages::answer_suggestion),
        )
}

fn voice_routes(work: &str) -> Router<AppState> {
    let one = format!("{work}/inputs/{{agenda_input}}");
    Router::new()
        .route(
            &format!("{work}/inputs"),
            get(voice_pages::inputs).post(voice_pages::note),
        )
        .route(&one, get(voice_pages::input).post(voice_pages::reply))
        .route(&format!("{one}/forget"), post(voice_pages::forget))
}
