//! Pages common to all scoped links: one that has ended, asking for a fresh one, passing one on to a colleague.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::access::{Action, LinkState, Purpose, Thing};
use serde::Deserialize;

use super::hand_on::{self, Colleague, NotPassedOn};
use super::limit::Counted;
use super::link::{AnyLink, LinkVisit};
use super::pages::{redirect_with, shown};
use crate::collaborative::pages::LinkFrame;
use crate::error::Error;
use crate::state::AppState;

/// The routes common to all scoped links.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/{collaborative}/link/{token}/fresh", post(ask_fresh))
        .route("/{collaborative}/link/{token}/on-its-way", get(on_its_way))
        .route(
            "/{collaborative}/link/{token}/pass-on",
            get(pass_on_form).post(pass_on),
        )
}

#[derive(Template)]
#[template(path = "accounts/link_ended.html")]
struct EndedPage {
    frame: LinkFrame,
    lede: String,
    fresh: Option<String>,
    contact: String,
    base: String,
}

/// The page of a link that opens nothing any more: why, since when, and a way on.
pub(super) fn ended(visit: &LinkVisit) -> Response {
    let words = visit.words;
    let on = hand_on::ended_on(visit).unwrap_or_default();
    let arguments = [
        ("on", on.into()),
        ("address", hand_on::masked(&visit.person.email).into()),
    ];
    let is_expired = matches!(visit.state(), LinkState::Expired { .. });
    let key = match (is_expired, visit.is_passed_on) {
        (true, _) => "link-ended-expired",
        (false, true) => "link-ended-passed-on",
        (false, false) => "link-ended-revoked",
    };
    let page = EndedPage {
        frame: LinkFrame::new(visit, &words.say("link-ended-title")),
        lede: words.with(key, &arguments),
        fresh: is_expired.then(|| words.with("link-ended-fresh", &arguments)),
        contact: visit.collaborative.contact_email.clone(),
        base: visit.base(),
    };
    let mut response = shown(&page);
    *response.status_mut() = StatusCode::GONE;
    response
}

/// Sends a fresh link to the address on record.
async fn ask_fresh(State(state): State<AppState>, AnyLink(visit): AnyLink) -> Result<Response, Error> {
    match hand_on::renew(&visit, &state.settings.base_url).await? {
        Counted::Within => Ok(redirect_with(&[], &format!("{}/on-its-way", visit.base()))),
        Counted::Beyond { retry_after } => Ok(too_often(&visit, retry_after)),
    }
}

#[derive(Template)]
#[template(path = "accounts/link_notice.html")]
struct NoticePage {
    frame: LinkFrame,
    text: String,
    contact: String,
}

fn too_often(visit: &LinkVisit, retry_after: i64) -> Response {
    let words = visit.words;
    let minutes = (retry_after + 59) / 60;
    let page = NoticePage {
        frame: LinkFrame::new(visit, &words.say("too-many-title")),
        text: words.with("too-many", &[("minutes", minutes.into())]),
        contact: visit.collaborative.contact_email.clone(),
    };
    let mut response = shown(&page);
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
    response
}

/// The same page whether a mail went out or not.
async fn on_its_way(AnyLink(visit): AnyLink) -> Response {
    let words = visit.words;
    let address = hand_on::masked(&visit.person.email);
    shown(&NoticePage {
        frame: LinkFrame::new(&visit, &words.say("link-fresh-title")),
        text: words.with("link-fresh", &[("address", address.into())]),
        contact: visit.collaborative.contact_email.clone(),
    })
}

#[derive(Template)]
#[template(path = "accounts/pass_on.html")]
struct PassOnPage {
    frame: LinkFrame,
    base: String,
    typed: Colleague,
    name_error: Option<String>,
    email_error: Option<String>,
}

fn pass_on_page(visit: &LinkVisit, typed: Colleague) -> PassOnPage {
    PassOnPage {
        frame: LinkFrame::new(visit, &visit.words.say("pass-on-title")),
        base: visit.base(),
        typed,
        name_error: None,
        email_error: None,
    }
}

async fn pass_on_form(visit: LinkVisit) -> Result<Response, Error> {
    let Purpose::Submit {
        request,
        organisation,
    } = visit.purpose
    else {
        return Err(Error::NotFound);
    };
    let thing = Thing::Request {
        request,
        organisation,
    };
    visit.allow(Action::PassLinkOn, thing)?;
    Ok(shown(&pass_on_page(&visit, Colleague::default())))
}

/// Who it is passed on to.
#[derive(Debug, Deserialize)]
struct PassOnForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
}

/// Passes the link on; what follows is the page of the old link, which has ended.
async fn pass_on(
    State(state): State<AppState>,
    visit: LinkVisit,
    Form(form): Form<PassOnForm>,
) -> Result<Response, Error> {
    let typed = Colleague {
        name: form.name,
        email: form.email,
    };
    let Err(error) = hand_on::pass_on(&visit, &state.settings.base_url, &typed).await else {
        return Ok(redirect_with(&[], &visit.base()));
    };
    let words = visit.words;
    let mut page = pass_on_page(&visit, typed);
    match error {
        NotPassedOn::Name(bad) => page.name_error = Some(words.say(&format!("text-{}", bad.code()))),
        NotPassedOn::Email(bad) => page.email_error = Some(words.say(&format!("text-{}", bad.code()))),
        NotPassedOn::OwnAddress => page.email_error = Some(words.say("pass-on-own-address")),
        NotPassedOn::Left => page.email_error = Some(words.say("pass-on-left")),
        NotPassedOn::TooMany { retry_after } => return Ok(too_often(&visit, retry_after)),
        NotPassedOn::Other(error) => return Ok(error.into_response()),
    }
    let mut response = shown(&page);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
