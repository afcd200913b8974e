//! Errors as answers: each offers a way on, and what one may not see answers as if it did not exist.

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use platform::db::DbError;
use platform::words::{Language, Words};

use crate::accounts::guest::language_of;

/// Why an action did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or not for this person to know.
    #[error("not found")]
    NotFound,
    /// The person may know of it but not do it; the text is ready to be read.
    #[error("{0}")]
    Refused(String),
    /// Nobody is signed in.
    #[error("sign in first")]
    SignIn {
        /// Path to come back to.
        return_to: String,
    },
    /// The second factor is asked for.
    #[error("a second factor is needed")]
    SecondFactor {
        /// Path to come back to.
        return_to: String,
    },
    /// What was sent cannot be used; the text says what to mend.
    #[error("{0}")]
    Bad(String),
    /// A fault of ours: database, disk, bug.
    #[error("{0}")]
    Fault(String),
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::NotFound,
            DbError::Unique(_) | DbError::Rule(_) | DbError::Other(_) => Self::Fault(error.to_string()),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, title, text) = match self {
            Self::SignIn { return_to } => {
                return Redirect::to(&crate::accounts::visit::sign_in_path(&return_to)).into_response();
            }
            Self::SecondFactor { return_to } => {
                let back = crate::accounts::visit::encoded(&return_to);
                return Redirect::to(&format!("/account/second-factor?return_to={back}")).into_response();
            }
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "error-not-found-title",
                Said::Key("error-not-found"),
            ),
            Self::Refused(text) => (StatusCode::FORBIDDEN, "error-refused-title", Said::Ready(text)),
            Self::Bad(text) => (
                StatusCode::BAD_REQUEST,
                "error-bad-request-title",
                Said::Ready(text),
            ),
            Self::Fault(cause) => {
                let code = platform::secrets::typed_code();
                tracing::error!(code, cause, "a request failed");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "error-bug-title",
                    Said::Code(code),
                )
            }
        };
        let failure = Failure { status, title, text };
        let page = failure.page(crate::words::words(Language::English), "/");
        let mut response = (status, Html(page)).into_response();
        response.extensions_mut().insert(failure);
        response
    }
}

/// What an error page says, kept beside the page until the reader's language is known.
#[derive(Debug, Clone)]
struct Failure {
    status: StatusCode,
    title: &'static str,
    text: Said,
}

#[derive(Debug, Clone)]
enum Said {
    /// A text of the catalogue.
    Key(&'static str),
    /// A sentence that is ready to be read.
    Ready(String),
    /// A fault of ours, with the code under which it is logged.
    Code(String),
}

impl Failure {
    /// The page in some words, with a way on.
    fn page(&self, words: Words, way_on: &str) -> String {
        let text = match &self.text {
            Said::Key(key) => words.say(key),
            Said::Ready(text) => text.clone(),
            Said::Code(code) => words.with("error-bug", &[("code", code.as_str().into())]),
        };
        crate::collaborative::pages::error_page(self.status, words, &words.say(self.title), &text, way_on)
    }
}

/// The language in which a visit is answered, told by whoever finds it out to the page that says what went wrong: a person's
/// own language is known only once they are.
#[derive(Debug, Clone, Default)]
pub struct Spoken(Arc<OnceLock<Language>>);

impl Spoken {
    /// Tells the language of a visit. The first to tell is believed.
    pub fn tell(parts: &Parts, language: Language) {
        if let Some(spoken) = parts.extensions.get::<Self>() {
            // Told before: it was the same visit.
            let _ = spoken.0.set(language);
        }
    }
}

/// Gives error pages in the language of whoever asked; out of the workspace, the way on leads back into it.
pub async fn in_readers_language(mut request: Request, next: Next) -> Response {
    let spoken = Spoken::default();
    request.extensions_mut().insert(spoken.clone());
    let path = request.uri().path().to_owned();
    let mut parts = path.split('/').skip(1);
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let language = match second {
        "es" => Language::Spanish,
        _ => language_of(request.uri(), request.headers()),
    };
    let mut response = next.run(request).await;
    let Some(failure) = response.extensions_mut().remove::<Failure>() else {
        return response;
    };
    let language = spoken.0.get().copied().unwrap_or(language);
    let way_on = match (second, failure.status) {
        // Who may not open a page of the workspace is at home there; who finds nothing there may not be.
        ("work", StatusCode::FORBIDDEN) => format!("/{first}/work"),
        _ => "/".to_owned(),
    };
    *response.body_mut() = Body::from(failure.page(crate::words::words(language), &way_on));
    response.headers_mut().remove(CONTENT_LENGTH);
    response
}
