//! The pages of settings and of the rules of protection.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::access::Action;
use domain::ids::PersonId;
use serde::Deserialize;

use super::pages::WorkFrame;
use super::settings::{self, Answer, DirectorRow, Problems, Proposal, SettingsForm};
use crate::accounts::visit::Visit;
use crate::error::Error;
use crate::state::AppState;

/// The routes of settings.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/{collaborative}/work/settings", get(form).post(change))
        .route(
            "/{collaborative}/work/settings/protection",
            get(protection).post(answer),
        )
        .route("/{collaborative}/work/settings/protection/grant", post(grant))
}

#[derive(Template)]
#[template(path = "collaborative/settings.html")]
struct SettingsPage {
    frame: WorkFrame,
    form: SettingsForm,
    problems: Problems,
    proposal: Option<Proposal>,
}

impl SettingsPage {
    /// The sentence beside a field, if something is wrong with it.
    fn problem(&self, field: &str) -> Option<String> {
        let found = self.problems.iter().find(|(name, _)| *name == field);
        found.map(|(_, key)| self.frame.words.say(key))
    }
}

fn shown(page: &impl Template) -> Result<Response, Error> {
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

async fn settings_page(visit: &Visit, form: SettingsForm, problems: Problems) -> Result<Response, Error> {
    let proposal = settings::proposal(&*visit.scope.read().await?).await?;
    shown(&SettingsPage {
        frame: visit.frame(&visit.words.say("section-settings"), "settings"),
        form,
        problems,
        proposal,
    })
}

async fn form(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSettings)?;
    settings_page(&visit, SettingsForm::of(&visit.collaborative), Problems::new()).await
}

async fn change(visit: Visit, Form(form): Form<SettingsForm>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSettings)?;
    visit.allow_whole(Action::ManageDisclosureRules)?;
    let changed = settings::change(&visit.scope, visit.actor(), &visit.collaborative, &form).await?;
    let Err(problems) = changed else {
        let to = format!("/{}/work/settings", visit.collaborative.slug);
        return Ok(Redirect::to(&to).into_response());
    };
    let mut response = settings_page(&visit, form, problems).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

#[derive(Template)]
#[template(path = "collaborative/protection.html")]
struct ProtectionPage {
    frame: WorkFrame,
    minimum: i64,
    proposal: Option<Proposal>,
    is_own: bool,
    directors: Vec<(DirectorRow, bool)>,
}

async fn protection(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ConfirmDisclosure)?;
    let reader = visit.scope.read().await?;
    let proposal = settings::proposal(&reader).await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let me = visit.person.id.to_string();
    let directors = settings::directors(&reader, &today).await?;
    shown(&ProtectionPage {
        frame: visit.frame(&visit.words.say("protection-title"), "settings"),
        minimum: visit.collaborative.minimum_count,
        is_own: proposal
            .as_ref()
            .is_some_and(|one| one.minimum_count_proposed_by == visit.actor().key()),
        proposal,
        directors: directors
            .into_iter()
            .map(|director| {
                let is_me = director.person_id == me;
                (director, is_me)
            })
            .collect(),
    })
}

/// The answer to a proposal.
#[derive(Debug, Deserialize)]
struct AnswerForm {
    answer: String,
}

async fn answer(visit: Visit, Form(form): Form<AnswerForm>) -> Result<Response, Error> {
    visit.allow_whole(Action::ConfirmDisclosure)?;
    let answer = if form.answer == "confirm" {
        Answer::Confirm
    } else {
        Answer::Decline
    };
    let is_done = settings::answer_proposal(&visit.scope, visit.actor(), answer).await?;
    back(&visit, is_done)
}

/// Which director, and whether.
#[derive(Debug, Deserialize)]
struct GrantForm {
    person: String,
    #[serde(default)]
    granted: bool,
}

async fn grant(visit: Visit, Form(form): Form<GrantForm>) -> Result<Response, Error> {
    visit.allow_whole(Action::ConfirmDisclosure)?;
    let director: PersonId = form.person.parse().map_err(|_| Error::NotFound)?;
    let me = visit.person.id;
    let is_done =
        settings::grant_small_counts(&visit.scope, visit.actor(), me, director, form.granted).await?;
    back(&visit, is_done)
}

fn back(visit: &Visit, is_done: bool) -> Result<Response, Error> {
    if !is_done {
        return Err(Error::Refused(visit.words.say("refused-own-figures")));
    }
    let to = format!("/{}/work/settings/protection", visit.collaborative.slug);
    Ok(Redirect::to(&to).into_response())
}
