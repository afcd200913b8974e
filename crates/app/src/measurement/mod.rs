//! Shared measurement (DOMAIN C2.1 to C2.4): results, indicators with versioned definitions, dimensions,
//! breaks, baselines and targets for each group, and every vintage of every figure.
//!
//! Start with [`actions`]; [`observations`] keeps figures; the two imports read files.

pub mod actions;
pub mod asks;
pub mod asks_page;
pub mod dimensions;
pub mod goal_pages;
pub mod import_definitions;
pub mod import_observations;
pub mod import_pages;
pub mod indicator_pages;
mod lowering;
pub mod observations;
pub mod pages;
pub mod rows;
pub mod sentence_pages;
pub mod sheet;
pub mod store;
pub mod stories;
pub mod targets;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::state::AppState;

/// Pages of measurement in the workspace.
pub fn routes() -> Router<AppState> {
    let work = "/{collaborative}/work/results";
    let one = format!("{work}/indicators/{{indicator}}");
    let large = || DefaultBodyLimit::max(crate::table::BYTES_MAX);
    let definitions = get(import_pages::definitions_form).post(import_pages::import_definitions);
    let figures = get(import_pages::figures_form).post(import_pages::import_figures);
    Router::new()
        .route(work, get(pages::results))
        .route(
            &format!("{work}/new"),
            get(pages::new_result).post(pages::add_result),
        )
        .route(
            &format!("{work}/{{result}}/edit"),
            get(pages::result).post(pages::change_result),
        )
        .route(&format!("{work}/import/definitions"), definitions.layer(large()))
        .route(&format!("{work}/import/figures"), figures.layer(large()))
        .route(
            &format!("{work}/dimensions"),
            get(goal_pages::dimensions).post(goal_pages::add_dimension),
        )
        .route(
            &format!("{work}/dimensions/categories"),
            post(goal_pages::add_category),
        )
        .route(
            &format!("{work}/indicators/new"),
            get(indicator_pages::new_indicator).post(indicator_pages::add_indicator),
        )
        .route(&one, get(indicator_pages::indicator))
        .route(
            &format!("{one}/version"),
            get(indicator_pages::version).post(indicator_pages::add_version),
        )
        .route(
            &format!("{one}/settings"),
            get(indicator_pages::settings).post(indicator_pages::change_settings),
        )
        .route(
            &format!("{one}/goals"),
            get(goal_pages::goals).post(goal_pages::change_goals),
        )
        .route(&format!("{one}/asks"), get(asks_page::asks))
        .route(
            &format!("{one}/sentence"),
            get(sentence_pages::sentence).post(sentence_pages::change_sentence),
        )
        .route(
            &format!("{one}/breaks"),
            get(goal_pages::breaks).post(goal_pages::add_break),
        )
        .route(&format!("{one}/breaks/remove"), post(goal_pages::remove_break))
}
