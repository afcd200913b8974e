//! Errors as answers: each offers a way on, and what one may not see answers as if it did not exist.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use platform::db::DbError;

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
                "We cannot find this page",
                "The address may be mistyped, or the page may not be open to you.".to_owned(),
            ),
            Self::Refused(text) => (StatusCode::FORBIDDEN, "This page is not open to you", text),
            Self::Bad(text) => (StatusCode::BAD_REQUEST, "We could not use what was sent", text),
            Self::Fault(cause) => {
                let code = platform::secrets::typed_code();
                tracing::error!(code, cause, "a request failed");
                let text = format!("Nothing is lost. Code {code}; we have written it down.");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something broke on our side",
                    text,
                )
            }
        };
        (
            status,
            Html(crate::collaborative::pages::error_page(status, title, &text)),
        )
            .into_response()
    }
}
