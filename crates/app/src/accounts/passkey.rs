//! Passkeys: a sign-in and second factor in one step, which a phisher's page cannot ask for.
//!
//! A ceremony is two requests: the first gives the browser a challenge, the second brings its answer. Between them
//! the server keeps the state, for five minutes and one use.
//! Source: W3C Web Authentication Level 3, sections 7.1 and 7.2 (checked by webauthn-rs).

use platform::args;
use platform::db::{Database, FromQueryResult};
use platform::secrets::{sha256_hex, token};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::factors::{self, FACTORS_MAX, FactorRow, NewFactor, Proof, Prover};
use super::members::memberships;
use super::session;
use super::sign_in::{Browser, SignedIn, landing};
use crate::error::Error;
use crate::settings::Settings;

/// A ceremony must end within five minutes.
const CEREMONY_MILLIS: i64 = 5 * 60 * 1000;

/// The rules of this installation's address. `None`: the address is an IP, and passkeys belong to names.
pub fn webauthn(settings: &Settings) -> Option<Webauthn> {
    let origin = Url::parse(&settings.base_url).ok()?;
    let host = origin.domain()?.to_owned();
    let builder = WebauthnBuilder::new(&host, &origin).ok()?;
    builder.rp_name("Mainstay").build().ok()
}

fn required(settings: &Settings) -> Result<Webauthn, Error> {
    webauthn(settings).ok_or(Error::NotFound)
}

/// A refusal by the rules of passkeys; the reason goes to the log, since it helps nobody at the page.
fn refused(error: WebauthnError) -> Error {
    tracing::info!(%error, "a passkey was refused");
    Error::Bad("passkey-refused".into())
}

/// What the browser is asked, and the name under which the answer comes back.
#[derive(Debug, Clone, Serialize)]
pub struct Challenge {
    /// Names the ceremony in the answer.
    pub ceremony: String,
    /// The options for `navigator.credentials`.
    pub options: Value,
}

async fn keep(
    database: &Database,
    kind: &str,
    account: &str,
    state: &impl Serialize,
) -> Result<String, Error> {
    let ceremony = token();
    let now = database.clock().now_millis();
    let state = serde_json::to_string(state).map_err(|error| Error::Fault(error.to_string()))?;
    let sql = "insert into ceremony (ceremony_hash, kind, account_id, state, expires_at)
               values ($1, $2, $3, $4, $5)";
    let values = args![sha256_hex(&ceremony), kind, account, state, now + CEREMONY_MILLIS];
    database.host().run(sql, values).await?;
    Ok(ceremony)
}

/// Takes the state of a ceremony, once.
async fn take<T: DeserializeOwned>(
    database: &Database,
    kind: &str,
    account: &str,
    ceremony: &str,
) -> Result<T, Error> {
    #[derive(FromQueryResult)]
    struct StateRow {
        state: String,
    }
    let tx = database.host().begin().await?;
    let now = tx.clock().now_millis();
    let hash = sha256_hex(ceremony);
    let sql = "select state from ceremony
               where ceremony_hash = $1 and kind = $2 and account_id = $3 and expires_at > $4";
    let row: Option<StateRow> = tx.row(sql, args![hash.clone(), kind, account, now]).await?;
    let row = row.ok_or(Error::NotFound)?;
    let sql = "delete from ceremony where ceremony_hash = $1";
    if tx.run(sql, args![hash]).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    serde_json::from_str(&row.state).map_err(|error| Error::Fault(error.to_string()))
}

fn options_of(challenge: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(challenge).map_err(|error| Error::Fault(error.to_string()))
}

/// The passkeys among an account's factors.
async fn passkeys(database: &Database, account: &str) -> Result<Vec<(FactorRow, Passkey)>, Error> {
    let mut found = Vec::new();
    for factor in factors::factors(database, account).await? {
        if factor.kind != "passkey" {
            continue;
        }
        let passkey: Passkey =
            serde_json::from_str(&factor.secret).map_err(|error| Error::Fault(error.to_string()))?;
        found.push((factor, passkey));
    }
    Ok(found)
}

/// Asks the browser to make a passkey.
pub async fn begin_adding(
    database: &Database,
    settings: &Settings,
    prover: Prover<'_>,
) -> Result<Challenge, Error> {
    let rules = required(settings)?;
    let own = passkeys(database, prover.account).await?;
    if own.len() >= FACTORS_MAX {
        return Err(Error::Bad("passkey-too-many".into()));
    }
    let known = own.iter().map(|(_, passkey)| passkey.cred_id().clone()).collect();
    let account = Uuid::parse_str(prover.account).map_err(|_| Error::NotFound)?;
    let (challenge, state) = rules
        .start_passkey_registration(account, prover.email, prover.email, Some(known))
        .map_err(refused)?;
    let mut options = options_of(&challenge)?;
    // Kept on the device with the account, so that a rare visitor signs in without typing even an address.
    let selection = &mut options["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = json!("required");
    selection["requireResidentKey"] = json!(true);
    let ceremony = keep(database, "add", prover.account, &state).await?;
    Ok(Challenge { ceremony, options })
}

/// Keeps the passkey that the browser made.
pub async fn finish_adding(
    database: &Database,
    settings: &Settings,
    prover: Prover<'_>,
    ceremony: &str,
    label: &str,
    answer: &RegisterPublicKeyCredential,
) -> Result<Proof, Error> {
    let rules = required(settings)?;
    let state: PasskeyRegistration = take(database, "add", prover.account, ceremony).await?;
    let passkey = rules
        .finish_passkey_registration(answer, &state)
        .map_err(refused)?;
    let secret = serde_json::to_string(&passkey).map_err(|error| Error::Fault(error.to_string()))?;
    let tx = database.host().begin().await?;
    factors::insert(
        &tx,
        prover.account,
        &NewFactor::new("passkey", label, &secret).confirmed(),
    )
    .await?;
    factors::changed(tx, prover, "factor-mail-added").await
}

/// Asks the browser for one of the account's passkeys, as the second factor.
pub async fn begin_step_up(
    database: &Database,
    settings: &Settings,
    account: &str,
) -> Result<Challenge, Error> {
    let rules = required(settings)?;
    let own: Vec<Passkey> = passkeys(database, account)
        .await?
        .into_iter()
        .map(|(_, passkey)| passkey)
        .collect();
    let (challenge, state) = rules.start_passkey_authentication(&own).map_err(refused)?;
    let options = options_of(&challenge)?;
    let ceremony = keep(database, "step-up", account, &state).await?;
    Ok(Challenge { ceremony, options })
}

/// Takes a passkey as the second factor of a session.
pub async fn finish_step_up(
    database: &Database,
    settings: &Settings,
    prover: Prover<'_>,
    ceremony: &str,
    answer: &PublicKeyCredential,
) -> Result<Proof, Error> {
    let rules = required(settings)?;
    let state: PasskeyAuthentication = take(database, "step-up", prover.account, ceremony).await?;
    let result = rules
        .finish_passkey_authentication(answer, &state)
        .map_err(refused)?;
    note_use(database, prover.account, &result).await?;
    let tx = database.host().begin().await?;
    let raised = session::raise(&tx, prover.session_hash).await?;
    let (secret, seconds) = raised.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(Proof::Given { secret, seconds })
}

/// Keeps the passkey's counter, which shows a copied device.
async fn note_use(
    database: &Database,
    account: &str,
    result: &webauthn_rs::prelude::AuthenticationResult,
) -> Result<(), Error> {
    for (factor, mut passkey) in passkeys(database, account).await? {
        if passkey.update_credential(result).is_none() {
            continue;
        }
        let secret = serde_json::to_string(&passkey).map_err(|error| Error::Fault(error.to_string()))?;
        let sql = "update account_factor set secret = $2, last_used_at = $3 where factor_id = $1";
        let now = database.clock().now_millis();
        database
            .host()
            .run(sql, args![factor.factor_id, secret, now])
            .await?;
    }
    Ok(())
}

/// Asks the browser for any passkey of this place, before anybody is known.
pub async fn begin_sign_in(database: &Database, settings: &Settings) -> Result<Challenge, Error> {
    let (challenge, state) = required(settings)?
        .start_discoverable_authentication()
        .map_err(refused)?;
    let mut options = options_of(&challenge)?;
    // A button is pressed; nothing waits behind the address field.
    if let Some(fields) = options.as_object_mut() {
        fields.remove("mediation");
    }
    let ceremony = keep(database, "sign-in", "", &state).await?;
    Ok(Challenge { ceremony, options })
}

/// Signs in by a passkey: a session that has given its second factor.
pub async fn finish_sign_in(
    database: &Database,
    settings: &Settings,
    ceremony: &str,
    answer: &PublicKeyCredential,
    return_to: &str,
    browser: &Browser<'_>,
) -> Result<SignedIn, Error> {
    #[derive(FromQueryResult)]
    struct EmailRow {
        email: String,
    }
    let rules = required(settings)?;
    let state: DiscoverableAuthentication = take(database, "sign-in", "", ceremony).await?;
    let (account, credential) = rules
        .identify_discoverable_authentication(answer)
        .map_err(refused)?;
    let account = account.to_string();
    let own = passkeys(database, &account).await?;
    let found = own.into_iter().find(|(_, passkey)| {
        let id: &[u8] = passkey.cred_id().as_ref();
        id == credential
    });
    let (_, passkey) = found.ok_or_else(|| Error::Bad("passkey-refused".into()))?;
    let result = rules
        .finish_discoverable_authentication_v2(answer, state, &passkey)
        .map_err(refused)?;
    note_use(database, &account, &result).await?;
    let tx = database.host().begin().await?;
    if let Some(secret) = browser.session {
        session::end_by_secret(&tx, secret).await?;
    }
    let first = session::start(&tx, &account, false, browser.user_agent).await?;
    let raised = session::raise(&tx, &sha256_hex(first)).await?;
    let (secret, seconds) = raised.ok_or(Error::NotFound)?;
    let sql = "select email from account where account_id = $1";
    let row: Option<EmailRow> = tx.row(sql, args![account]).await?;
    tx.commit().await?;
    let email = row.ok_or(Error::NotFound)?.email;
    let members = memberships(database, &email).await?;
    Ok(SignedIn {
        secret,
        seconds,
        return_to: landing(return_to, &members),
    })
}

/// Throws away ceremonies that were never ended.
pub async fn forget_old(database: &Database) -> Result<(), platform::db::DbError> {
    let sql = "delete from ceremony where expires_at < $1";
    let now = database.clock().now_millis();
    database.host().run(sql, args![now]).await?;
    Ok(())
}
