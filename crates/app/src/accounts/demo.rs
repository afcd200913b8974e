//! The demonstration's ways in: one link a persona, and the mails that went out, on pages.
//!
//! Every route here answers "not found" unless the server runs as the demonstration.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Form, Router};
use domain::text::Email;
use platform::args;
use platform::clock::from_millis;
use platform::db::{Database, DbError, FromQueryResult, Reader};
use platform::words::Words;
use serde::Deserialize;

use super::guest::{Guest, own_path};
use super::holder::Holder;
use super::members::account_of;
use super::pages::{browser_of, shown, signed_in_answer};
use super::session;
use super::sign_in::SignedIn;
use crate::collaborative::pages::PlainFrame;
use crate::collaborative::store::CollaborativeRow;
use crate::error::Error;
use crate::state::AppState;

/// Mails shown on the page, the newest first.
const MAILS_MAX: i64 = 100;

/// The routes of the demonstration.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/demo", get(people))
        .route("/demo/mail", get(mails))
        .route("/demo/second-factor", axum::routing::post(second_factor))
        .route(
            "/demo/sign-in/{collaborative}/{person}",
            get(persona).post(become_persona),
        )
}

/// The address at which one becomes a persona of the demonstration, by a button.
pub fn sign_in_link(base_url: &str, slug: &str, person: &str) -> String {
    format!("{base_url}/demo/sign-in/{slug}/{person}")
}

/// Somebody of the demonstration.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Persona {
    /// The person.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Title or office.
    pub title: String,
    /// Address.
    pub email: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// A staff role, if any.
    pub role: Option<String>,
}

/// Everybody of a collaborative, staff first; or one person, by identifier.
async fn personas(reader: &Reader, only: &str) -> Result<Vec<Persona>, DbError> {
    let sql = "select p.person_id, p.name, p.title, p.email, o.name as organisation,
                 (select min(r.role) from staff_role r
                  where r.collaborative_id = p.collaborative_id and r.person_id = p.person_id) as role
               from person p
               left join organisation o
                 on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
               where p.collaborative_id = $1 and p.state = 'confirmed' and ($2 = '' or p.person_id = $2)
               order by p.name, p.person_id
               limit 200";
    let mut all: Vec<Persona> = reader.rows(sql, args![only]).await?;
    all.sort_by_key(|one| one.role.is_none());
    Ok(all)
}

fn only_in_demonstration(state: &AppState) -> Result<(), Error> {
    if state.settings.is_demonstration {
        return Ok(());
    }
    Err(Error::NotFound)
}

#[derive(Template)]
#[template(path = "accounts/demo.html")]
struct PeoplePage {
    frame: PlainFrame,
    words: Words,
    collaboratives: Vec<(CollaborativeRow, Vec<Persona>)>,
}

async fn people(State(state): State<AppState>, guest: Guest) -> Result<Response, Error> {
    only_in_demonstration(&state)?;
    let mut collaboratives = Vec::new();
    for row in crate::collaborative::store::collaboratives(&state.database.host()).await? {
        let (row, scope) = crate::collaborative::actions::find(&state.database, &row.slug).await?;
        let people = personas(&scope.read().await?, "").await?;
        collaboratives.push((row, people));
    }
    Ok(shown(&PeoplePage {
        frame: guest.frame(&guest.words.say("demo-title")),
        words: guest.words,
        collaboratives,
    }))
}

#[derive(Template)]
#[template(path = "accounts/demo_persona.html")]
struct PersonaPage {
    frame: PlainFrame,
    words: Words,
    collaborative: CollaborativeRow,
    persona: Persona,
}

async fn persona(
    State(state): State<AppState>,
    guest: Guest,
    Path((slug, person)): Path<(String, String)>,
) -> Result<Response, Error> {
    only_in_demonstration(&state)?;
    let (collaborative, persona) = found(&state.database, &slug, &person).await?;
    let arguments = [("name", persona.name.as_str().into())];
    let title = guest.words.with("demo-persona-title", &arguments);
    Ok(shown(&PersonaPage {
        frame: guest.frame(&title),
        words: guest.words,
        collaborative,
        persona,
    }))
}

async fn found(database: &Database, slug: &str, person: &str) -> Result<(CollaborativeRow, Persona), Error> {
    let (collaborative, scope) = crate::collaborative::actions::find(database, slug).await?;
    let persona = personas(&scope.read().await?, person).await?.pop();
    Ok((collaborative, persona.ok_or(Error::NotFound)?))
}

/// A session at the level of the second factor, so that everything can be tried.
async fn become_persona(
    State(state): State<AppState>,
    guest: Guest,
    Path((slug, person)): Path<(String, String)>,
) -> Result<Response, Error> {
    only_in_demonstration(&state)?;
    let (_, persona) = found(&state.database, &slug, &person).await?;
    let email = Email::parse(&persona.email).map_err(|_| Error::NotFound)?;
    let is_https = state.settings.is_https();
    let browser = browser_of(&guest, is_https);
    let tx = state.database.host().begin().await?;
    let account = account_of(&tx, email.as_str()).await?;
    if let Some(secret) = browser.session {
        session::end_by_secret(&tx, secret).await?;
    }
    let first = session::start(&tx, &account, false, browser.user_agent).await?;
    let raised = session::raise(&tx, &platform::secrets::sha256_hex(first)).await?;
    tx.commit().await?;
    let (secret, seconds) = raised.ok_or(Error::NotFound)?;
    let signed_in = SignedIn {
        secret,
        seconds,
        return_to: format!("/{slug}/work"),
    };
    Ok(signed_in_answer(&signed_in, is_https))
}

/// Counts the second factor as given, as the personas' links do.
async fn second_factor(
    State(state): State<AppState>,
    holder: Holder,
    Form(form): Form<SecondFactorForm>,
) -> Result<Response, Error> {
    only_in_demonstration(&state)?;
    let tx = state.database.host().begin().await?;
    let raised = session::raise(&tx, &holder.session.session_hash).await?;
    let (secret, seconds) = raised.ok_or(Error::NotFound)?;
    tx.commit().await?;
    let return_to = own_path(&form.return_to).unwrap_or("/account").to_owned();
    let signed_in = SignedIn {
        secret,
        seconds,
        return_to,
    };
    Ok(signed_in_answer(&signed_in, state.settings.is_https()))
}

/// Where to go on after the second factor.
#[derive(Debug, Deserialize)]
struct SecondFactorForm {
    #[serde(default)]
    return_to: String,
}

#[derive(Template)]
#[template(path = "accounts/demo_mail.html")]
struct MailPage {
    frame: PlainFrame,
    words: Words,
    mails: Vec<MailView>,
}

struct MailView {
    to: String,
    subject: String,
    when: String,
    lines: Vec<Line>,
}

/// A line of a mail; a line that is an address of ours can be followed.
enum Line {
    Text(String),
    Address(String),
}

#[derive(FromQueryResult)]
struct MailRow {
    to_address: String,
    subject: String,
    body_text: String,
    created_at: i64,
}

async fn mails(State(state): State<AppState>, guest: Guest) -> Result<Response, Error> {
    only_in_demonstration(&state)?;
    let sql = "select to_address, subject, body_text, created_at
               from mail
               order by created_at desc, mail_id desc
               limit $1";
    let rows: Vec<MailRow> = state.database.host().rows(sql, args![MAILS_MAX]).await?;
    let own = format!("{}/", state.settings.base_url);
    let line = |text: &str| {
        if text.trim().starts_with(&own) && !text.trim().contains(' ') {
            Line::Address(text.trim().to_owned())
        } else {
            Line::Text(text.to_owned())
        }
    };
    let mails = rows.into_iter().map(|row| MailView {
        to: row.to_address,
        subject: row.subject,
        when: from_millis(row.created_at)
            .strftime("%Y-%m-%d %H:%M UTC")
            .to_string(),
        lines: row.body_text.lines().map(line).collect(),
    });
    Ok(shown(&MailPage {
        frame: guest.frame(&guest.words.say("demo-mail-title")),
        words: guest.words,
        mails: mails.collect(),
    }))
}
