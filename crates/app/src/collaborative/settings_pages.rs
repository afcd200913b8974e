//! The pages of settings and of the rules of protection.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::access::Action;
use domain::ids::PersonId;
use domain::text::Reason;
use serde::Deserialize;

use super::pages::WorkFrame;
use super::protection::{self, Answer, ChangeRow};
use super::settings::{self, DirectorRow, Problems, SettingsForm};
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
        .route("/{collaborative}/work/settings/protection/rates", post(rates))
}

#[derive(Template)]
#[template(path = "collaborative/settings.html")]
struct SettingsPage {
    frame: WorkFrame,
    form: SettingsForm,
    problems: Problems,
    waiting: String,
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
    let changes = protection::waiting(&*visit.scope.read().await?).await?;
    let own = changes.iter().find(|change| change.indicator_id.is_none());
    shown(&SettingsPage {
        frame: visit.frame(&visit.words.say("section-settings"), "settings"),
        form,
        problems,
        waiting: own.map(|change| change.value_after.clone()).unwrap_or_default(),
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

/// A change that waits, in words.
struct WaitingLine {
    id: String,
    text: String,
    reason: String,
    by: String,
    is_own: bool,
}

/// A measure with its rule for corrected rates.
struct RateLine {
    id: String,
    title: String,
    is_held: bool,
}

#[derive(Template)]
#[template(path = "collaborative/protection.html")]
struct ProtectionPage {
    frame: WorkFrame,
    minimum: i64,
    error: String,
    waiting: Vec<WaitingLine>,
    directors: Vec<(DirectorRow, bool)>,
    rates: Vec<RateLine>,
    may_change_rates: bool,
}

async fn protection(visit: Visit) -> Result<Response, Error> {
    protection_page(&visit, String::new()).await
}

async fn protection_page(visit: &Visit, error: String) -> Result<Response, Error> {
    visit.allow_whole(Action::ConfirmDisclosure)?;
    let reader = visit.scope.read().await?;
    let changes = protection::waiting(&reader).await?;
    let rates = protection::rate_rules(&reader).await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let me = visit.person.id.to_string();
    let directors = settings::directors(&reader, &today).await?;
    let words = visit.words;
    shown(&ProtectionPage {
        frame: visit.frame(&words.say("protection-title"), "settings"),
        minimum: visit.collaborative.minimum_count,
        error,
        waiting: changes
            .into_iter()
            .map(|change| waiting_line(visit, change))
            .collect(),
        directors: directors
            .into_iter()
            .map(|director| {
                let is_me = director.person_id == me;
                (director, is_me)
            })
            .collect(),
        rates: rates
            .into_iter()
            .map(|rule| RateLine {
                title: words.pick(&rule.title_en, &rule.title_es).to_owned(),
                is_held: rule.corrected_rates == "held",
                id: rule.indicator_id,
            })
            .collect(),
        may_change_rates: visit.allow_whole(Action::MakeDraft).is_ok(),
    })
}

fn waiting_line(visit: &Visit, change: ChangeRow) -> WaitingLine {
    let words = visit.words;
    let title = match (&change.title_en, &change.title_es) {
        (Some(en), Some(es)) => words.pick(en, es).to_owned(),
        (Some(_), None) | (None, _) => words.say("protection-house"),
    };
    let house = |value: &str| {
        if value.is_empty() {
            words.say("protection-as-house")
        } else {
            value.to_owned()
        }
    };
    let arguments = [
        ("title", title.into()),
        ("from", house(&change.value_before).into()),
        ("to", house(&change.value_after).into()),
    ];
    WaitingLine {
        text: words.with(
            &format!("protection-proposed-{}", change.field.replace('_', "-")),
            &arguments,
        ),
        reason: change.reason,
        by: change.proposed_name.unwrap_or_default(),
        is_own: change.proposed_by == visit.actor().key(),
        id: change.protection_change_id,
    }
}

/// The answer to a change that waits.
#[derive(Debug, Deserialize)]
struct AnswerForm {
    #[serde(default)]
    change: String,
    answer: String,
    #[serde(default)]
    reason: String,
}

async fn answer(visit: Visit, Form(form): Form<AnswerForm>) -> Result<Response, Error> {
    visit.allow_whole(Action::ConfirmDisclosure)?;
    let answer = if form.answer == "confirm" {
        Answer::Confirm
    } else {
        Answer::Decline
    };
    let Ok(reason) = Reason::parse(&form.reason) else {
        return protection_page(&visit, visit.words.say("settings-reason-missing")).await;
    };
    let is_done = protection::answer(&visit.scope, visit.actor(), &form.change, (answer, &reason)).await?;
    back(&visit, is_done)
}

/// A measure's rule for corrected rates, and why.
#[derive(Debug, Deserialize)]
struct RatesForm {
    indicator: String,
    rule: String,
    #[serde(default)]
    reason: String,
}

async fn rates(visit: Visit, Form(form): Form<RatesForm>) -> Result<Response, Error> {
    visit.allow_whole(Action::MakeDraft)?;
    visit.allow_whole(Action::ConfirmDisclosure)?;
    let Ok(reason) = Reason::parse(&form.reason) else {
        return protection_page(&visit, visit.words.say("settings-reason-missing")).await;
    };
    let rule = (form.rule.as_str(), &reason);
    protection::change_rates(&visit.scope, visit.actor(), &form.indicator, rule).await?;
    back(&visit, true)
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
