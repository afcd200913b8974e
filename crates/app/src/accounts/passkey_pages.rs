//! What the passkey script talks to: challenges and answers, as JSON.
//!
//! Browsers offer passkeys to scripts only; everything else about signing in works without.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use domain::access::Action;
use platform::words::Words;
use serde::Deserialize;
use serde_json::json;
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential};

use super::factor_pages::prover;
use super::factors::Proof;
use super::guest::{Guest, own_path};
use super::holder::Holder;
use super::limit::{self, Counted};
use super::own_pages::browser_name;
use super::pages::browser_of;
use super::{passkey, session};
use crate::error::Error;
use crate::state::AppState;

/// The routes of the passkey script.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/sign-in/passkey/begin", post(begin_sign_in))
        .route("/sign-in/passkey/finish", post(finish_sign_in))
        .route("/account/second-factor/passkey/begin", post(begin_step_up))
        .route("/account/second-factor/passkey/finish", post(finish_step_up))
        .route("/account/factors/passkey/begin", post(begin_adding))
        .route("/account/factors/passkey/finish", post(finish_adding))
}

/// A browser's answer to a challenge.
#[derive(Debug, Deserialize)]
struct Answer<T> {
    ceremony: String,
    credential: T,
    #[serde(default)]
    return_to: String,
}

/// The script shows a sentence; everything else about the failure stands in the log.
fn failed(error: Error, words: &Words) -> Response {
    let (status, key) = match error {
        Error::Bad(key) if words.has(&key) => (StatusCode::UNPROCESSABLE_ENTITY, key),
        Error::NotFound => (StatusCode::NOT_FOUND, "passkey-ended".to_owned()),
        other => return other.into_response(),
    };
    (status, Json(json!({ "error": words.say(&key) }))).into_response()
}

/// Tells the script where to go, with the session's new secret in its cookie.
fn go(secret: &str, seconds: i64, to: &str, is_https: bool) -> Response {
    let mut response = Json(json!({ "go": to })).into_response();
    let cookie = session::cookie(secret, is_https, seconds);
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

fn proven(proof: Proof, to: &str, state: &AppState, words: &Words) -> Response {
    match proof {
        Proof::Given { secret, seconds } => go(&secret, seconds, to, state.settings.is_https()),
        Proof::Wrong | Proof::TooMany { .. } => failed(Error::Bad("passkey-refused".into()), words),
    }
}

async fn begin_sign_in(State(state): State<AppState>, guest: Guest) -> Result<Response, Error> {
    let counted = limit::count(&state.database, limit::PASSKEY_FROM_NETWORK, &guest.network).await?;
    if let Counted::Beyond { retry_after } = counted {
        let text = guest.words.say("passkey-too-often");
        let mut response = (StatusCode::TOO_MANY_REQUESTS, Json(json!({ "error": text }))).into_response();
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        return Ok(response);
    }
    let challenge = passkey::begin_sign_in(&state.database, &state.settings).await;
    Ok(challenge.map_or_else(
        |error| failed(error, &guest.words),
        |one| Json(one).into_response(),
    ))
}

async fn finish_sign_in(
    State(state): State<AppState>,
    guest: Guest,
    Json(answer): Json<Answer<PublicKeyCredential>>,
) -> Response {
    let is_https = state.settings.is_https();
    let return_to = own_path(&answer.return_to).unwrap_or_default();
    let browser = browser_of(&guest, is_https);
    let signed_in = passkey::finish_sign_in(
        &state.database,
        &state.settings,
        &answer.ceremony,
        &answer.credential,
        return_to,
        &browser,
    );
    match signed_in.await {
        Ok(signed_in) => go(
            &signed_in.secret,
            signed_in.seconds,
            &signed_in.return_to,
            is_https,
        ),
        Err(error) => failed(error, &guest.words),
    }
}

async fn begin_step_up(State(state): State<AppState>, holder: Holder) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    let challenge = passkey::begin_step_up(&state.database, &state.settings, holder.account_id()).await;
    let words = holder.guest.words;
    Ok(challenge.map_or_else(|error| failed(error, &words), |one| Json(one).into_response()))
}

async fn finish_step_up(
    State(state): State<AppState>,
    holder: Holder,
    Json(answer): Json<Answer<PublicKeyCredential>>,
) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    let words = holder.guest.words;
    let proof = passkey::finish_step_up(
        &state.database,
        &state.settings,
        prover(&holder),
        &answer.ceremony,
        &answer.credential,
    );
    let to = own_path(&answer.return_to).unwrap_or("/account");
    Ok(match proof.await {
        Ok(proof) => proven(proof, to, &state, &words),
        Err(error) => failed(error, &words),
    })
}

async fn begin_adding(State(state): State<AppState>, holder: Holder) -> Result<Response, Error> {
    holder.allow(Action::AddOwnFactor)?;
    let challenge = passkey::begin_adding(&state.database, &state.settings, prover(&holder)).await;
    let words = holder.guest.words;
    Ok(challenge.map_or_else(|error| failed(error, &words), |one| Json(one).into_response()))
}

async fn finish_adding(
    State(state): State<AppState>,
    holder: Holder,
    Json(answer): Json<Answer<RegisterPublicKeyCredential>>,
) -> Result<Response, Error> {
    holder.allow(Action::AddOwnFactor)?;
    let words = holder.guest.words;
    let label = browser_name(&holder.guest.user_agent, &words);
    let proof = passkey::finish_adding(
        &state.database,
        &state.settings,
        prover(&holder),
        &answer.ceremony,
        &label,
        &answer.credential,
    );
    let back = super::visit::encoded(own_path(&answer.return_to).unwrap_or("/account"));
    let to = format!("/account/factors?return_to={back}");
    Ok(match proof.await {
        Ok(proof) => proven(proof, &to, &state, &words),
        Err(error) => failed(error, &words),
    })
}
