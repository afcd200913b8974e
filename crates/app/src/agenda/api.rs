//! The agenda for programs: the ratified one, as the newest edition tells it. Nothing is ratified here.

use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use platform::words::Language;
use serde::{Deserialize, Serialize};

use crate::editions::agenda::PublicAgenda;
use crate::state::{AppState, PublicState};

/// The routes under `/api/v1`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/api/v1/agenda", axum::routing::get(agenda).post(ratify))
}

/// Whose agenda is asked for.
#[derive(Debug, Default, Deserialize)]
struct Which {
    /// Slug of the collaborative; without it the first in the alphabet.
    collaborative: Option<String>,
}

#[derive(Serialize)]
struct Answer<'edition> {
    edition: i64,
    agenda: &'edition PublicAgenda,
}

async fn agenda(State(public): State<PublicState>, Query(which): Query<Which>) -> Response {
    let first = || public.shelf.collaboratives().into_iter().next();
    let slug = which.collaborative.or_else(first).unwrap_or_default();
    let edition = public.shelf.newest(&slug);
    let told = edition.as_ref().and_then(|edition| {
        let agenda = edition.agenda.as_ref()?;
        Some(Answer {
            edition: edition.number,
            agenda,
        })
    });
    let mut response = match told {
        Some(answer) => Json(answer).into_response(),
        None => refusal(
            StatusCode::NOT_FOUND,
            "not_found",
            "there is no such agenda".to_owned(),
        ),
    };
    let anywhere = HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anywhere);
    response
}

fn refusal(status: StatusCode, code: &str, message: String) -> Response {
    let body = serde_json::json!({ "error": { "code": code, "message": message } });
    (status, Json(body)).into_response()
}

/// Whoever asks: a program is told how an agenda is ratified.
async fn ratify() -> Response {
    let words = crate::words::words(Language::English);
    refusal(
        StatusCode::FORBIDDEN,
        "ratified_by_decision",
        words.say("agenda-ratified-by-decision"),
    )
}
