//! The pages of signing in.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::text::Email;
use platform::secrets::{sha256_hex, token};
use platform::words::Words;
use serde::Deserialize;

use super::guest::{Guest, own_path};
use super::limit::Counted;
use super::session::{self, cookie_value};
use super::sign_in::{self, Ask, Browser, Opened, SignedIn, Typed};
use super::visit::encoded;
use crate::collaborative::pages::PlainFrame;
use crate::error::Error;
use crate::state::AppState;

/// The asking browser keeps its nonce a little longer than a link lasts.
const NONCE_SECONDS: i64 = 20 * 60;

/// What the sign-in pages are asked for with.
#[derive(Debug, Default, Deserialize)]
pub struct SignInQuery {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    first: String,
    tries_left: Option<i64>,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    frame: PlainFrame,
    words: Words,
    email: String,
    error: Option<String>,
    return_to: String,
    is_shared: bool,
    can_have_passkeys: bool,
}

#[derive(Template)]
#[template(path = "accounts/code.html")]
struct CodePage {
    frame: PlainFrame,
    words: Words,
    error: Option<String>,
    return_to: String,
    again: String,
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    frame: PlainFrame,
    words: Words,
    opened: Opened,
    token: String,
    first: String,
}

#[derive(Template)]
#[template(path = "accounts/too_many.html")]
struct TooManyPage {
    frame: PlainFrame,
    words: Words,
    minutes: i64,
    way_on: String,
}

/// A page of the accounts: never kept, never followed, with no trace of its address elsewhere.
pub(super) fn shown(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => platform::web::private(Html(html).into_response()),
        Err(error) => Error::Fault(error.to_string()).into_response(),
    }
}

/// A redirect that sets cookies.
pub(super) fn redirect_with(cookies: &[String], to: &str) -> Response {
    let mut response = platform::web::private(Redirect::to(to).into_response());
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// The answer when something was tried too often: it says how long to wait, and another way on.
pub(crate) fn too_many(guest: &Guest, retry_after: i64, way_on: &str) -> Response {
    let words = guest.words;
    let page = TooManyPage {
        frame: guest.frame(&words.say("too-many-title")),
        words,
        minutes: (retry_after + 59) / 60,
        way_on: words.say(way_on),
    };
    let mut response = shown(&page);
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
    response
}

fn nonce_cookie_name(is_https: bool) -> &'static str {
    if is_https {
        "__Host-sign-in-browser"
    } else {
        "sign-in-browser"
    }
}

fn nonce_cookie(nonce: &str, is_https: bool, seconds: i64) -> String {
    let secure = if is_https { "; Secure" } else { "" };
    let name = nonce_cookie_name(is_https);
    // Lax, not Strict: the link is followed from a mail page of another site.
    format!("{name}={nonce}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

fn nonce(headers: &HeaderMap, is_https: bool) -> Option<String> {
    cookie_value(headers, nonce_cookie_name(is_https)).map(str::to_owned)
}

/// The form that asks for a link.
pub async fn form(State(state): State<AppState>, guest: Guest, Query(query): Query<SignInQuery>) -> Response {
    let return_to = own_path(&query.return_to).unwrap_or_default().to_owned();
    shown(&sign_in_page(&state, &guest, return_to))
}

/// The empty form.
fn sign_in_page(state: &AppState, guest: &Guest, return_to: String) -> SignInPage {
    let words = guest.words;
    SignInPage {
        frame: guest.frame(&words.say("sign-in-title")),
        words,
        email: String::new(),
        error: None,
        return_to,
        is_shared: false,
        can_have_passkeys: super::passkey::webauthn(&state.settings).is_some(),
    }
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct AskForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    return_to: String,
    shared: Option<String>,
}

/// Notes the wish and leads to the page where the code can be typed; the same for every address.
pub async fn ask(
    State(state): State<AppState>,
    guest: Guest,
    Form(form): Form<AskForm>,
) -> Result<Response, Error> {
    let return_to = own_path(&form.return_to).unwrap_or_default().to_owned();
    let is_shared = form.shared.is_some();
    let email = match Email::parse(&form.email) {
        Ok(email) => email,
        Err(error) => {
            let page = SignInPage {
                email: form.email,
                error: Some(guest.words.say(&format!("text-{}", error.code()))),
                is_shared,
                ..sign_in_page(&state, &guest, return_to)
            };
            let mut response = shown(&page);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response);
        }
    };
    let is_https = state.settings.is_https();
    let browser = token();
    let wish = Ask {
        email: email.to_string(),
        return_to: return_to.clone(),
        browser_hash: sha256_hex(&browser),
        is_shared,
        language: guest.words.code().to_owned(),
    };
    match sign_in::ask(&state.database, &wish, &guest.network).await? {
        Counted::Within => {}
        Counted::Beyond { retry_after } => return Ok(too_many(&guest, retry_after, "too-many-sign-in")),
    }
    let to = format!("/sign-in/code?return_to={}", encoded(&return_to));
    Ok(redirect_with(
        &[nonce_cookie(&browser, is_https, NONCE_SECONDS)],
        &to,
    ))
}

/// The page after asking: look into the mailbox, or type the code here.
pub async fn code_form(guest: Guest, Query(query): Query<SignInQuery>) -> Response {
    let words = guest.words;
    let error = query.tries_left.map(|left| match left {
        ..=0 => words.say("sign-in-code-dead"),
        left => words.with("sign-in-code-wrong", &[("left", left.into())]),
    });
    let return_to = own_path(&query.return_to).unwrap_or_default().to_owned();
    shown(&CodePage {
        frame: guest.frame(&words.say("sign-in-sent-title")),
        words,
        error,
        again: format!("/sign-in?return_to={}", encoded(&return_to)),
        return_to,
    })
}

/// What the code's form sends.
#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    return_to: String,
}

/// Signs in by the typed code.
pub async fn type_code(
    State(state): State<AppState>,
    guest: Guest,
    Form(form): Form<CodeForm>,
) -> Result<Response, Error> {
    let is_https = state.settings.is_https();
    let nonce = nonce(&guest.headers, is_https);
    let browser = browser_of(&guest, is_https);
    let typed = sign_in::type_code(&state.database, nonce.as_deref(), &form.code, &browser).await?;
    let tries_left = match typed {
        Typed::SignedIn(signed_in) => return Ok(signed_in_answer(&signed_in, is_https)),
        Typed::Wrong { tries_left } => tries_left,
        Typed::Ended => 0,
    };
    let return_to = own_path(&form.return_to).unwrap_or_default();
    let back = encoded(return_to);
    let to = format!("/sign-in/code?tries_left={tries_left}&return_to={back}");
    Ok(redirect_with(&[], &to))
}

pub(super) fn browser_of<'guest>(guest: &'guest Guest, is_https: bool) -> Browser<'guest> {
    Browser {
        user_agent: &guest.user_agent,
        session: cookie_value(&guest.headers, session::cookie_name(is_https)),
    }
}

pub(super) fn signed_in_answer(signed_in: &SignedIn, is_https: bool) -> Response {
    let cookies = [
        session::cookie(&signed_in.secret, is_https, signed_in.seconds),
        nonce_cookie("", is_https, 0),
    ];
    redirect_with(&cookies, &signed_in.return_to)
}

/// The page behind the mailed link. It spends nothing; the button does.
pub async fn open_link(
    State(state): State<AppState>,
    guest: Guest,
    Path(token): Path<String>,
    Query(query): Query<SignInQuery>,
) -> Result<Response, Error> {
    let nonce = first_or_cookie(&query.first, &guest, state.settings.is_https());
    let opened = sign_in::open(&state.database, &token, nonce.as_deref()).await?;
    let words = guest.words;
    let title = match opened {
        Opened::Ready { .. } => "sign-in-link-title",
        Opened::Elsewhere => "sign-in-elsewhere-title",
        Opened::Ended => "sign-in-ended-title",
    };
    let mut response = shown(&LinkPage {
        frame: guest.frame(&words.say(title)),
        words,
        first: query.first,
        token,
        opened: opened.clone(),
    });
    if opened == Opened::Ended {
        *response.status_mut() = StatusCode::GONE;
    }
    Ok(response)
}

/// The console's link carries its own nonce, since no browser asked for it.
fn first_or_cookie(first: &str, guest: &Guest, is_https: bool) -> Option<String> {
    if first.is_empty() {
        nonce(&guest.headers, is_https)
    } else {
        Some(first.to_owned())
    }
}

/// What the button of the link's page sends.
#[derive(Debug, Deserialize)]
pub struct FollowForm {
    #[serde(default)]
    first: String,
}

/// Signs in by the pressed button.
pub async fn follow_link(
    State(state): State<AppState>,
    guest: Guest,
    Path(token): Path<String>,
    Form(form): Form<FollowForm>,
) -> Result<Response, Error> {
    let is_https = state.settings.is_https();
    let nonce = first_or_cookie(&form.first, &guest, is_https);
    let browser = browser_of(&guest, is_https);
    let signed_in = sign_in::follow(&state.database, &token, nonce.as_deref(), &browser).await?;
    let Some(signed_in) = signed_in else {
        return Ok(redirect_with(&[], &format!("/sign-in/link/{}", encoded(&token))));
    };
    Ok(signed_in_answer(&signed_in, is_https))
}
