//! The pages of second factors: giving one, adding one, recovery codes, removing one.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::access::{Action, Level};
use platform::clock::from_millis;
use platform::words::Words;
use qrcode::{Color, EcLevel, QrCode};
use serde::Deserialize;

use super::factors::{self, FACTORS_MAX, Proof, Prover};
use super::guest::own_path;
use super::holder::Holder;
use super::pages::{redirect_with, shown, too_many};
use super::visit::encoded;
use super::{passkey, session};
use crate::collaborative::pages::PlainFrame;
use crate::error::Error;
use crate::state::AppState;

/// The routes of second factors.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/account/second-factor", get(step_up).post(give_code))
        .route("/account/factors", get(list))
        .route("/account/factors/remove", post(remove))
        .route("/account/factors/totp", get(totp_form).post(begin_totp))
        .route("/account/factors/totp/confirm", post(confirm_totp))
        .route("/account/factors/recovery", post(recovery))
}

/// Where to go on, and what went wrong.
#[derive(Debug, Default, Deserialize)]
pub struct FactorQuery {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    wrong: bool,
}

impl FactorQuery {
    fn path(&self) -> String {
        own_path(&self.return_to).unwrap_or("/account").to_owned()
    }
}

#[derive(Template)]
#[template(path = "accounts/second_factor.html")]
struct StepUpPage {
    frame: PlainFrame,
    words: Words,
    return_to: String,
    is_wrong: bool,
    has_passkey: bool,
    has_totp: bool,
    is_demonstration: bool,
}

/// Asks for the second factor; who has none yet is led to adding one.
async fn step_up(
    State(state): State<AppState>,
    holder: Holder,
    Query(query): Query<FactorQuery>,
) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    let return_to = query.path();
    if holder.level == Level::SecondFactor {
        return Ok(Redirect::to(&return_to).into_response());
    }
    let own = factors::factors(&state.database, holder.account_id()).await?;
    let has = |kind: &str| own.iter().any(|factor| factor.kind == kind);
    if !has("passkey") && !has("totp") && !state.settings.is_demonstration {
        let to = format!("/account/factors?return_to={}", encoded(&return_to));
        return Ok(Redirect::to(&to).into_response());
    }
    let words = holder.guest.words;
    Ok(shown(&StepUpPage {
        frame: holder.guest.frame(&words.say("second-factor-title")),
        words,
        return_to,
        is_wrong: query.wrong,
        has_passkey: has("passkey"),
        has_totp: has("totp"),
        is_demonstration: state.settings.is_demonstration,
    }))
}

/// What the forms with a code send.
#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    return_to: String,
}

/// Takes a code as the second factor.
async fn give_code(
    State(state): State<AppState>,
    holder: Holder,
    Form(form): Form<CodeForm>,
) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    let proof = factors::give_code(&state.database, prover(&holder), &form.code).await?;
    Ok(proof_answer(
        &state,
        &holder,
        proof,
        &form.return_to,
        "/account/second-factor",
    ))
}

pub(super) fn prover(holder: &Holder) -> Prover<'_> {
    Prover {
        account: holder.account_id(),
        email: &holder.session.email,
        session_hash: &holder.session.session_hash,
        words: holder.guest.words,
    }
}

/// Leads on after a proof, or back to the form that it failed at.
fn proof_answer(state: &AppState, holder: &Holder, proof: Proof, return_to: &str, form: &str) -> Response {
    let return_to = own_path(return_to).unwrap_or("/account");
    match proof {
        Proof::Given { secret, seconds } => {
            let cookie = session::cookie(&secret, state.settings.is_https(), seconds);
            redirect_with(&[cookie], return_to)
        }
        Proof::Wrong => redirect_with(
            &[],
            &format!("{form}?wrong=true&return_to={}", encoded(return_to)),
        ),
        Proof::TooMany { retry_after } => too_many(&holder.guest, retry_after, "too-many-codes"),
    }
}

#[derive(Template)]
#[template(path = "accounts/factors.html")]
struct FactorsPage {
    frame: PlainFrame,
    words: Words,
    return_to: String,
    factors: Vec<FactorView>,
    recovery_left: usize,
    may_change: bool,
    may_add: bool,
    can_have_passkeys: bool,
    is_full: bool,
}

struct FactorView {
    id: String,
    kind: String,
    label: String,
    times: String,
}

/// The factors of the account, and what can be added.
async fn list(
    State(state): State<AppState>,
    holder: Holder,
    Query(query): Query<FactorQuery>,
) -> Result<Response, Error> {
    holder.allow(Action::ManageOwnSessions)?;
    let own = factors::factors(&state.database, holder.account_id()).await?;
    let words = holder.guest.words;
    let day = |millis| from_millis(millis).strftime("%Y-%m-%d").to_string();
    let recovery_left = own.iter().filter(|factor| factor.kind == "recovery").count();
    let shown_factors = own.into_iter().filter(|factor| factor.kind != "recovery");
    let factors: Vec<FactorView> = shown_factors
        .map(|factor| FactorView {
            kind: words.say(&format!("factor-kind-{}", factor.kind)),
            times: match factor.last_used_at {
                Some(used) => words.with(
                    "factor-times",
                    &[
                        ("added", day(factor.created_at).into()),
                        ("used", day(used).into()),
                    ],
                ),
                None => words.with("factor-times-unused", &[("added", day(factor.created_at).into())]),
            },
            id: factor.factor_id,
            label: factor.label,
        })
        .collect();
    Ok(shown(&FactorsPage {
        frame: holder.guest.frame(&words.say("factors-title")),
        words,
        return_to: query.path(),
        may_change: holder.level == Level::SecondFactor,
        may_add: holder.allow(Action::AddOwnFactor).is_ok(),
        is_full: factors.len() >= FACTORS_MAX,
        factors,
        recovery_left,
        can_have_passkeys: passkey::webauthn(&state.settings).is_some(),
    }))
}

/// Which factor, or where to go on.
#[derive(Debug, Deserialize)]
pub struct FactorForm {
    #[serde(default)]
    factor: String,
    #[serde(default)]
    return_to: String,
}

async fn remove(
    State(state): State<AppState>,
    holder: Holder,
    Form(form): Form<FactorForm>,
) -> Result<Response, Error> {
    holder.allow(Action::RemoveOwnFactor)?;
    let proof = factors::remove(&state.database, prover(&holder), &form.factor).await?;
    Ok(proof_answer(
        &state,
        &holder,
        proof,
        "/account/factors",
        "/account/factors",
    ))
}

/// Makes a secret for an authenticator app.
async fn begin_totp(
    State(state): State<AppState>,
    holder: Holder,
    Form(form): Form<FactorForm>,
) -> Result<Response, Error> {
    holder.allow(Action::AddOwnFactor)?;
    let label = holder.guest.words.say("factor-kind-totp");
    factors::begin_totp(&state.database, holder.account_id(), &label).await?;
    let return_to = encoded(own_path(&form.return_to).unwrap_or("/account"));
    Ok(redirect_with(
        &[],
        &format!("/account/factors/totp?return_to={return_to}"),
    ))
}

#[derive(Template)]
#[template(path = "accounts/totp.html")]
struct TotpPage {
    frame: PlainFrame,
    words: Words,
    return_to: String,
    secret: String,
    address: String,
    picture: Picture,
    is_wrong: bool,
}

/// A QR code as one path of squares, in units of a module.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    /// Width and height.
    pub(crate) size: usize,
    /// The dark squares.
    pub(crate) path: String,
}

/// Draws a QR code with the quiet border of four modules that readers need.
pub(crate) fn picture_of(text: &str) -> Result<Picture, Error> {
    const BORDER: usize = 4;
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Error::Fault(format!("the picture of a secret: {error}")))?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate();
    let squares = dark.filter(|(_, color)| *color == Color::Dark).map(|(place, _)| {
        let (x, y) = (place % width + BORDER, place / width + BORDER);
        format!("M{x} {y}h1v1h-1z")
    });
    Ok(Picture {
        size: width + 2 * BORDER,
        path: squares.collect(),
    })
}

/// Shows the secret of an authenticator app until its first code was typed.
async fn totp_form(
    State(state): State<AppState>,
    holder: Holder,
    Query(query): Query<FactorQuery>,
) -> Result<Response, Error> {
    holder.allow(Action::AddOwnFactor)?;
    let waiting = factors::unconfirmed_totp(&state.database, holder.account_id()).await?;
    let Some(factor) = waiting else {
        return Ok(Redirect::to("/account/factors").into_response());
    };
    let words = holder.guest.words;
    let address = factors::totp_address(&factor.secret, &holder.session.email, "Mainstay");
    Ok(shown(&TotpPage {
        frame: holder.guest.frame(&words.say("totp-title")),
        words,
        return_to: query.path(),
        secret: factors::in_fours(&factor.secret),
        picture: picture_of(&address)?,
        address,
        is_wrong: query.wrong,
    }))
}

async fn confirm_totp(
    State(state): State<AppState>,
    holder: Holder,
    Form(form): Form<CodeForm>,
) -> Result<Response, Error> {
    holder.allow(Action::AddOwnFactor)?;
    let proof = factors::confirm_totp(&state.database, prover(&holder), &form.code).await?;
    if matches!(proof, Proof::Given { .. }) {
        // Recovery codes are the next step; the way back stays in the address.
        let return_to = encoded(own_path(&form.return_to).unwrap_or("/account"));
        let next = format!("/account/factors?return_to={return_to}");
        return Ok(proof_answer(&state, &holder, proof, &next, ""));
    }
    let form_page = "/account/factors/totp";
    Ok(proof_answer(&state, &holder, proof, &form.return_to, form_page))
}

#[derive(Template)]
#[template(path = "accounts/recovery.html")]
struct RecoveryPage {
    frame: PlainFrame,
    words: Words,
    return_to: String,
    codes: Vec<String>,
}

/// Makes recovery codes and shows them.
///
/// The one form that answers with its page instead of a redirect: the codes are nowhere kept to be shown again.
async fn recovery(
    State(state): State<AppState>,
    holder: Holder,
    Form(form): Form<FactorForm>,
) -> Result<Response, Error> {
    holder.allow(Action::RemoveOwnFactor)?;
    let (codes, proof) = factors::new_recovery_codes(&state.database, prover(&holder)).await?;
    let words = holder.guest.words;
    let mut response = shown(&RecoveryPage {
        frame: holder.guest.frame(&words.say("recovery-title")),
        words,
        return_to: own_path(&form.return_to).unwrap_or("/account").to_owned(),
        codes,
    });
    if let Proof::Given { secret, seconds } = proof {
        let cookie = session::cookie(&secret, state.settings.is_https(), seconds);
        if let Ok(value) = axum::http::HeaderValue::from_str(&cookie) {
            response
                .headers_mut()
                .append(axum::http::header::SET_COOKIE, value);
        }
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_holds_the_address_and_its_quiet_border() {
        let picture = picture_of("otpauth://totp/Mainstay:ana@harbor.example?secret=AAAA").unwrap();
        // Version 4 has 33 modules; the finder pattern begins after the border of 4.
        assert_eq!(picture.size, 33 + 8);
        assert!(picture.path.starts_with("M4 4h1v1h-1z"));
    }
}
