//! The holder of an account, at the account's own pages, outside any collaborative.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Actor, Level, Membership, SecondFactor, SignedIn, Subject, Thing, Who, may};
use domain::ids::{AccountId, CollaborativeId};

use super::guest::Guest;
use super::session::{self, SessionRow};
use super::visit::refusal;
use crate::error::Error;
use crate::state::AppState;

/// Somebody signed in, at the pages of their own account.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Words, language switch and browser.
    pub guest: Guest,
    /// The account.
    pub account: AccountId,
    /// The session they came with.
    pub session: SessionRow,
    /// Whether the second factor counts at this moment.
    pub level: Level,
    access: Actor,
    path: String,
}

impl Holder {
    /// Whether an action on the own account may be done.
    pub fn allow(&self, action: Action) -> Result<(), Error> {
        let subject = Subject::within(self.access.collaborative, Thing::Account(self.account));
        let verdict = may(&self.access, action, &subject).into_result();
        verdict
            .map(|_| ())
            .map_err(|reason| refusal(reason, &self.guest.words, &self.path))
    }

    /// The account's identifier, as tables keep it.
    pub fn account_id(&self) -> &str {
        &self.session.account_id
    }
}

impl FromRequestParts<AppState> for Holder {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let Ok(guest) = Guest::from_request_parts(parts, state).await;
        // A form is come back to at its page; a POST's own address may not exist as a page.
        let page = match parts.method == axum::http::Method::GET {
            true => parts.uri.path_and_query().map(|path| path.as_str()),
            false => None,
        };
        let path = page.unwrap_or("/account").to_owned();
        let is_https = state.settings.is_https();
        let found = session::of_request(&state.database, &parts.headers, is_https).await;
        let session = found.map_err(|error| Error::from(error).into_response())?;
        let session = session.ok_or_else(|| {
            Error::SignIn {
                return_to: path.clone(),
            }
            .into_response()
        })?;
        holder(guest, session, path, state.clock().now_millis()).map_err(IntoResponse::into_response)
    }
}

fn holder(guest: Guest, session: SessionRow, path: String, now: i64) -> Result<Holder, Error> {
    let account: AccountId = session.account_id.parse().map_err(|_| Error::NotFound)?;
    let (level, second_factor) = standing(&session, now);
    // One's account belongs to no collaborative: the rules see it as a place of its own.
    let access = Actor {
        collaborative: CollaborativeId::from_uuid(uuid::Uuid::nil()),
        who: Who::Person(SignedIn {
            account,
            person: None,
            level,
            second_factor,
            membership: Membership::NoMember,
            roles: Vec::new(),
        }),
    };
    Ok(Holder {
        guest,
        account,
        session,
        level,
        access,
        path,
    })
}

/// How sure a session is of its person, and whether the account has a second factor at all.
pub fn standing(session: &SessionRow, now: i64) -> (Level, SecondFactor) {
    let level = if session.has_second_factor(now) {
        Level::SecondFactor
    } else {
        Level::Mail
    };
    let second_factor = if session.factors > 0 {
        SecondFactor::Enrolled
    } else {
        SecondFactor::None
    };
    (level, second_factor)
}
