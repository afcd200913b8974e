//! Pages that take files: definitions, and figures of an operator's own.

use axum::extract::Multipart;
use axum::response::Response;
use domain::access::Action;

use super::{import_definitions, import_observations};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, page, problems_of};
use crate::directory::pages::{address, to};
use crate::directory::place_pages::file_of;
use crate::error::Error;
use crate::problems::Problem;

fn import_page(visit: &Visit, what: &str, problems: &[Problem]) -> Result<Response, Error> {
    let action = address(visit, &format!("results/import/{what}"));
    let form = Form::new(visit.words, action, "button-import", &Typed::default(), problems).file("file");
    let frame = visit.frame(&visit.words.say(&format!("{what}-import")), "results");
    page(
        frame,
        visit.words.say(&format!("{what}-import-lede")),
        vec![Block::Form(Box::new(form))],
    )
}

/// The form for a file of definitions.
pub async fn definitions_form(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ImportDefinitions)?;
    import_page(&visit, "definitions", &[])
}

/// Imports a file of definitions.
pub async fn import_definitions(visit: Visit, parts: Multipart) -> Result<Response, Error> {
    visit.allow_whole(Action::ImportDefinitions)?;
    let file = file_of(parts).await?;
    match problems_of(import_definitions::import_definitions(&visit.scope, visit.actor(), &file).await)? {
        Ok(_) => Ok(to(&visit, "results")),
        Err(problems) => import_page(&visit, "definitions", &problems),
    }
}

/// The form for a file of figures.
pub async fn figures_form(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ReviewSubmission)?;
    import_page(&visit, "figures", &[])
}

/// Imports a file of figures: whoever may accept a partner's figures may bring their own.
pub async fn import_figures(visit: Visit, parts: Multipart) -> Result<Response, Error> {
    visit.allow_whole(Action::ReviewSubmission)?;
    let file = file_of(parts).await?;
    match problems_of(import_observations::import_observations(&visit.scope, visit.actor(), &file).await)? {
        Ok(_) => Ok(to(&visit, "results")),
        Err(problems) => import_page(&visit, "figures", &problems),
    }
}
