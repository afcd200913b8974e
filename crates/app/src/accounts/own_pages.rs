//! The pages of one's own account: where one takes part, sessions, signing out.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use domain::access::Action;
use platform::clock::from_millis;
use platform::words::{Language, Words};
use serde::Deserialize;

use super::holder::Holder;
use super::members::{choose_language as choose, memberships};
use super::pages::{redirect_with, shown};
use super::session;
use crate::collaborative::pages::PlainFrame;
use crate::error::Error;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    frame: PlainFrame,
    words: Words,
    email: String,
    places: Vec<PlaceView>,
    sessions: Vec<SessionView>,
}

/// A collaborative one takes part in.
struct PlaceView {
    name: String,
    href: String,
}

/// A session, ready to be read.
struct SessionView {
    hash: String,
    browser: String,
    seen: String,
    began: String,
    is_this: bool,
    is_shared: bool,
}

/// The account's page.
pub async fn account(State(state): State<AppState>, holder: Holder) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    let words = holder.guest.words;
    let members = memberships(&state.database, &holder.session.email).await?;
    let sessions = session::list(&state.database, holder.account_id()).await?;
    let instant = |millis| from_millis(millis).strftime("%Y-%m-%d %H:%M UTC").to_string();
    let sessions = sessions.into_iter().map(|one| SessionView {
        is_this: one.session_hash == holder.session.session_hash,
        hash: one.session_hash,
        browser: browser_name(&one.user_agent, &words),
        seen: instant(one.last_seen_at),
        began: instant(one.created_at),
        is_shared: one.is_shared_computer,
    });
    let places = members.into_iter().map(|one| PlaceView {
        href: format!("/{}/work", one.collaborative.slug),
        name: one.collaborative.name,
    });
    Ok(shown(&AccountPage {
        frame: holder.guest.frame(&words.say("account-title")),
        words,
        email: holder.session.email.clone(),
        places: places.collect(),
        sessions: sessions.collect(),
    }))
}

/// The browser's name as people know it: "Firefox, Windows".
pub(super) fn browser_name(user_agent: &str, words: &Words) -> String {
    const BROWSERS: [(&str, &str); 5] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |known: &[(&str, &'static str)]| {
        let mut found = known.iter().filter(|(mark, _)| user_agent.contains(mark));
        found.next().map(|(_, name)| *name)
    };
    let parts: Vec<&str> = [find(&BROWSERS), find(&SYSTEMS)].into_iter().flatten().collect();
    if parts.is_empty() {
        return words.say("account-browser-unknown");
    }
    parts.join(", ")
}

/// Which language.
#[derive(Debug, Deserialize)]
pub struct LanguageForm {
    language: String,
}

/// Speaks another language with this person from now on, on every page and in every letter.
pub async fn choose_language(
    State(state): State<AppState>,
    holder: Holder,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    let language = Language::from_code(&form.language).ok_or(Error::NotFound)?;
    choose(&state.database, &holder.session.email, language).await?;
    Ok(redirect_with(&[], &format!("/account?lang={}", language.code())))
}

/// Which session to end.
#[derive(Debug, Deserialize)]
pub struct EndForm {
    session: String,
}

/// Ends one of the own sessions.
pub async fn end_session(
    State(state): State<AppState>,
    holder: Holder,
    Form(form): Form<EndForm>,
) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    session::end(&state.database, holder.account_id(), &form.session).await?;
    Ok(redirect_with(&[], "/account"))
}

/// Ends the session of this browser.
pub async fn sign_out(State(state): State<AppState>, holder: Holder) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    session::end(&state.database, holder.account_id(), &holder.session.session_hash).await?;
    Ok(signed_out(state.settings.is_https()))
}

/// Ends every session of the account, in every browser.
pub async fn sign_out_everywhere(State(state): State<AppState>, holder: Holder) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    let tx = state.database.host().begin().await?;
    session::end_all(&tx, holder.account_id()).await?;
    tx.commit().await?;
    Ok(signed_out(state.settings.is_https()))
}

fn signed_out(is_https: bool) -> Response {
    let mut response = redirect_with(&[session::cookie("", is_https, 0)], "/sign-in");
    // The next person at this computer finds nothing by the back button.
    let value = HeaderValue::from_static("\"cache\", \"storage\"");
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), value);
    response
}
