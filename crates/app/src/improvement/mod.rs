//! Learning and improving (DOMAIN C2.1, C2.7, C2.9, C2.10): how people at the table choose an indicator, look at its
//! chart together, tell what partners did, try changes in small cycles, and see what programmes do for it.
//!
//! Start with [`hub`], the page that leads to the rest. Each part is a folder of its own; they meet at an indicator.
//! Nothing here is public but contributions marked so, and these go out through an edition like the story's actions.

pub mod choosing;
pub mod contributions;
pub mod curve;
pub mod cycles;
pub mod figures;
pub mod hub;
pub mod page;
pub mod programmes;
pub mod sessions;
pub(crate) mod shared;
pub mod stories;

use axum::Router;
use axum::routing::{get, post};

use crate::meetings::reading_body_limit;
use crate::state::AppState;

/// Pages of learning and improving in the workspace.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work";
    Router::new()
        .route(&format!("{work}/learning"), get(hub::hub))
        .route(
            &format!("{work}/learning/together"),
            get(figures::together::together),
        )
        .merge(choosing_routes(work))
        .merge(session_routes(work))
        .merge(story_routes(work))
        .merge(cycle_routes(work))
        .merge(programme_routes(work))
}

fn choosing_routes(work: &str) -> Router<AppState> {
    use choosing::pages;
    let one = format!("{work}/candidates/{{candidate}}");
    Router::new()
        .route(
            &format!("{work}/results/{{result}}/candidates"),
            get(pages::candidates).post(pages::propose),
        )
        .route(&one, get(pages::candidate))
        .route(&format!("{one}/score"), post(pages::score))
        .route(&format!("{one}/choose"), post(pages::choose))
        .route(&format!("{one}/set-aside"), post(pages::set_aside))
        .route(&format!("{one}/again"), post(pages::score_again))
}

fn session_routes(work: &str) -> Router<AppState> {
    let indicator = format!("{work}/results/indicators/{{indicator}}");
    Router::new()
        .route(&format!("{indicator}/learning"), get(page::learning))
        .route(
            &format!("{indicator}/sessions/new"),
            get(sessions::pages::new_session).post(sessions::pages::hold),
        )
        .route(
            &format!("{work}/learning/sessions/{{learning_session}}"),
            get(sessions::pages::session),
        )
        .route(
            &format!("{work}/learning/sessions/{{learning_session}}/commitments"),
            get(sessions::commitment_pages::new_commitment).post(sessions::commitment_pages::commit),
        )
        .route(
            &format!("{indicator}/contributions"),
            get(contributions::pages::contributions).post(contributions::pages::add),
        )
        .route(
            &format!("{work}/learning/contributions/{{contribution}}/visibility"),
            post(contributions::pages::show),
        )
        .route(
            &format!("{work}/learning/contributions/{{contribution}}/withdraw"),
            post(contributions::pages::withdraw),
        )
        .merge(contribution_routes(work))
}

fn contribution_routes(work: &str) -> Router<AppState> {
    use contributions::{coding_pages, credit_pages, evidence_pages, list_pages};
    let one = format!("{work}/contributions/{{contribution}}");
    Router::new()
        .route(&format!("{work}/contributions"), get(list_pages::list))
        .route(
            &format!("{work}/contributions/agreement"),
            get(list_pages::agreement),
        )
        .route(&one, get(coding_pages::contribution))
        .route(&format!("{one}/credit"), post(credit_pages::write))
        .route(&format!("{one}/credit/ask"), post(credit_pages::ask))
        .route(
            "/{collaborative}/link/{token}/credit",
            get(credit_pages::by_link).post(credit_pages::reply),
        )
        .route(
            "/{collaborative}/link/{token}/credit/files",
            post(evidence_pages::keep_by_link).layer(reading_body_limit()),
        )
        .route(
            &format!("{one}/files"),
            post(evidence_pages::keep).layer(reading_body_limit()),
        )
        .route(
            &format!("{one}/files/{{contribution_file}}"),
            get(evidence_pages::fetch),
        )
        .route(
            &format!("{one}/files/{{contribution_file}}/remove"),
            post(evidence_pages::remove),
        )
        .route(&format!("{one}/coding"), post(coding_pages::code))
        .route(&format!("{one}/settlement"), post(coding_pages::settle))
}

fn story_routes(work: &str) -> Router<AppState> {
    use stories::{pages, version_pages};
    let story = format!("{work}/results/indicators/{{indicator}}/story");
    Router::new()
        .route(&story, get(pages::story).post(pages::write))
        .route(&format!("{story}/versions"), get(version_pages::versions))
        .route(&format!("{story}/restore"), post(version_pages::restore))
}

fn cycle_routes(work: &str) -> Router<AppState> {
    use cycles::pages;
    let one = format!("{work}/learning/cycles/{{improvement_cycle}}");
    Router::new()
        .route(
            &format!("{work}/results/indicators/{{indicator}}/cycles/new"),
            get(pages::new_cycle).post(pages::begin),
        )
        .route(&one, get(pages::cycle))
        .route(&format!("{one}/months"), post(pages::measure))
        .route(&format!("{one}/limits"), post(pages::renew_limits))
        .route(&format!("{one}/study"), post(pages::study))
}

fn programme_routes(work: &str) -> Router<AppState> {
    use programmes::pages;
    Router::new()
        .route(
            &format!("{work}/results/indicators/{{indicator}}/programmes/new"),
            get(pages::new_programme).post(pages::add),
        )
        .route(
            &format!("{work}/learning/programmes/{{programme}}"),
            get(pages::programme).post(pages::record),
        )
}
