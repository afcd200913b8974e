//! Second factors: codes of an authenticator app, recovery codes, and the list with passkeys among them.
//!
//! Source: RFC 6238 (one-time passwords by time); NIST SP 800-63B-4 sections 3.1.2 and 3.1.4.

use data_encoding::BASE32_NOPAD;
use domain::ids::FactorId;
use platform::args;
use platform::clock::Clock;
use platform::db::{Database, DbError, FromQueryResult, HostTx};
use platform::mail::{Letter, enqueue_host};
use platform::secrets::{new_uuid, random_bytes, sha256_hex};
use platform::words::Words;
use totp_rs::{Builder, Totp};

use super::limit::{self, Counted};
use super::session;
use crate::error::Error;

/// Recovery codes made at a time.
pub const RECOVERY_CODES: usize = 10;
/// Factors of one account, recovery codes apart: enough for every device one has.
pub const FACTORS_MAX: usize = 20;

/// A second factor in the list that its account sees.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FactorRow {
    /// Identifier.
    pub factor_id: String,
    /// `passkey`, `totp` or `recovery`.
    pub kind: String,
    /// What its owner calls it.
    pub label: String,
    /// The secret of an authenticator app, the public key of a passkey, the hash of a recovery code.
    pub secret: String,
    /// The last step of an authenticator app that was used.
    pub last_step: i64,
    /// When it was added, milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it was last used.
    pub last_used_at: Option<i64>,
}

const COLUMNS: &str = "factor_id, kind, label, secret, last_step, created_at, last_used_at";

/// The confirmed factors of an account, recovery codes among them, oldest first.
pub async fn factors(database: &Database, account: &str) -> Result<Vec<FactorRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from account_factor
         where account_id = $1 and is_confirmed
         order by created_at, factor_id
         limit 100"
    );
    database.host().rows(&sql, args![account]).await
}

/// The authenticator app that waits for its first code, if any.
pub async fn unconfirmed_totp(database: &Database, account: &str) -> Result<Option<FactorRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from account_factor
         where account_id = $1 and kind = 'totp' and not is_confirmed
         order by created_at desc, factor_id
         limit 1"
    );
    database.host().row(&sql, args![account]).await
}

/// Begins with an authenticator app: a new secret, of no use until a code has shown that the app holds it.
pub async fn begin_totp(database: &Database, account: &str, label: &str) -> Result<(), Error> {
    let tx = database.host().begin().await?;
    let sql = "delete from account_factor where account_id = $1 and kind = 'totp' and not is_confirmed";
    tx.run(sql, args![account]).await?;
    // 160 bits, as RFC 4226 section 4 recommends.
    let secret = BASE32_NOPAD.encode(&random_bytes::<20>());
    insert(&tx, account, &NewFactor::new("totp", label, &secret)).await?;
    tx.commit().await?;
    Ok(())
}

/// A factor to be kept.
#[derive(Debug, Clone)]
pub struct NewFactor {
    /// `passkey`, `totp` or `recovery`.
    pub kind: &'static str,
    /// What its owner calls it.
    pub label: String,
    /// What is kept of it.
    pub secret: String,
    /// Whether it counts from now on.
    pub is_confirmed: bool,
}

impl NewFactor {
    /// A factor that does not count yet.
    pub fn new(kind: &'static str, label: &str, secret: &str) -> Self {
        Self {
            kind,
            label: label.chars().take(100).collect(),
            secret: secret.to_owned(),
            is_confirmed: false,
        }
    }

    /// One that counts at once.
    pub fn confirmed(mut self) -> Self {
        self.is_confirmed = true;
        self
    }
}

/// Keeps a factor.
pub async fn insert(tx: &HostTx, account: &str, new: &NewFactor) -> Result<(), DbError> {
    let sql =
        "insert into account_factor (factor_id, account_id, kind, label, secret, is_confirmed, created_at)
               values ($1, $2, $3, $4, $5, $6, $7)";
    let id = FactorId::from_uuid(new_uuid()).to_string();
    let now = tx.clock().now_millis();
    let new = new.clone();
    let values = args![
        id,
        account,
        new.kind,
        new.label,
        new.secret,
        new.is_confirmed,
        now
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// The one-time passwords of a secret. `None`: the stored secret is damaged.
fn totp(secret: &str) -> Option<Totp> {
    let bytes = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    // Six digits, 30 seconds, one step of clock drift either way, SHA-1: what every app speaks.
    Builder::new().with_secret(bytes).build().ok()
}

/// The step of a code, if it is one of the secret's at this moment.
fn step_of(secret: &str, code: &str, clock: &Clock) -> Option<i64> {
    let seconds = u64::try_from(clock.now_millis() / 1000).ok()?;
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let step = totp(secret)?.check(&digits, seconds)?;
    i64::try_from(step).ok()
}

/// What an app reads from the picture: the secret, whose it is, and of which place.
pub fn totp_address(secret: &str, email: &str, issuer: &str) -> String {
    let (email, issuer) = (super::visit::encoded(email), super::visit::encoded(issuer));
    format!("otpauth://totp/{issuer}:{email}?secret={secret}&issuer={issuer}")
}

/// Whether a change of factors was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// It was; the session has a new secret, which lasts so many seconds.
    Given {
        /// The session's new secret.
        secret: String,
        /// How long its cookie lasts.
        seconds: i64,
    },
    /// The code was wrong, or used before.
    Wrong,
    /// Too many were tried.
    TooMany {
        /// When to try again, in seconds.
        retry_after: i64,
    },
}

/// Who proves something, and in which session.
#[derive(Debug, Clone, Copy)]
pub struct Prover<'request> {
    /// The account.
    pub account: &'request str,
    /// Its address, for notices.
    pub email: &'request str,
    /// Hash of the session.
    pub session_hash: &'request str,
    /// Words for the notice.
    pub words: Words,
}

async fn is_within_limit(database: &Database, account: &str) -> Result<Option<Proof>, Error> {
    let counted = limit::count(database, limit::SECOND_FACTOR, account).await?;
    Ok(match counted {
        Counted::Within => None,
        Counted::Beyond { retry_after } => Some(Proof::TooMany { retry_after }),
    })
}

/// Confirms an authenticator app by its first code; the session then counts as having given the second factor.
pub async fn confirm_totp(database: &Database, prover: Prover<'_>, code: &str) -> Result<Proof, Error> {
    if let Some(refused) = is_within_limit(database, prover.account).await? {
        return Ok(refused);
    }
    let Some(factor) = unconfirmed_totp(database, prover.account).await? else {
        return Ok(Proof::Wrong);
    };
    let Some(step) = step_of(&factor.secret, code, database.clock()) else {
        return Ok(Proof::Wrong);
    };
    let tx = database.host().begin().await?;
    let sql = "update account_factor
               set is_confirmed = $2, last_step = $3, last_used_at = $4
               where factor_id = $1";
    let now = tx.clock().now_millis();
    tx.run(sql, args![factor.factor_id, true, step, now]).await?;
    changed(tx, prover, "factor-mail-added").await
}

/// Ends a change of factors: other sessions end, this one is raised, and the owner hears of it by mail.
pub async fn changed(tx: HostTx, prover: Prover<'_>, notice: &str) -> Result<Proof, Error> {
    let sql = "update account set epoch = epoch + 1 where account_id = $1";
    tx.run(sql, args![prover.account]).await?;
    let letter = Letter {
        to: prover.email.to_owned(),
        subject: prover.words.say("factor-mail-subject"),
        text: prover.words.say(notice),
    };
    enqueue_host(&tx, letter).await?;
    raised(tx, prover.session_hash).await
}

async fn raised(tx: HostTx, session_hash: &str) -> Result<Proof, Error> {
    let raised = session::raise(&tx, session_hash).await?;
    let (secret, seconds) = raised.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(Proof::Given { secret, seconds })
}

/// Takes a code as the second factor: six digits of an authenticator app, or a recovery code, which is then used up.
pub async fn give_code(database: &Database, prover: Prover<'_>, code: &str) -> Result<Proof, Error> {
    if let Some(refused) = is_within_limit(database, prover.account).await? {
        return Ok(refused);
    }
    let plain = plain_code(code);
    let tx = database.host().begin().await?;
    let is_given = if plain.len() == 6 {
        use_totp(database, &tx, prover.account, &plain).await?
    } else {
        use_recovery_code(&tx, prover.account, &plain).await?
    };
    if !is_given {
        return Ok(Proof::Wrong);
    }
    raised(tx, prover.session_hash).await
}

fn plain_code(code: &str) -> String {
    let kept = code.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).take(64).collect()
}

async fn use_totp(database: &Database, tx: &HostTx, account: &str, code: &str) -> Result<bool, Error> {
    let now = tx.clock().now_millis();
    for factor in factors(database, account).await? {
        if factor.kind != "totp" {
            continue;
        }
        let Some(step) = step_of(&factor.secret, code, database.clock()) else {
            continue;
        };
        // One statement compares and notes the step: the same code twice at once counts once.
        let sql = "update account_factor
                   set last_step = $2, last_used_at = $3
                   where factor_id = $1 and last_step < $2";
        return Ok(tx.run(sql, args![factor.factor_id, step, now]).await? == 1);
    }
    Ok(false)
}

async fn use_recovery_code(tx: &HostTx, account: &str, code: &str) -> Result<bool, Error> {
    let sql = "delete from account_factor where account_id = $1 and kind = 'recovery' and secret = $2";
    let used = tx.run(sql, args![account, recovery_hash(account, code)]).await?;
    Ok(used == 1)
}

/// A code has 80 random bits, too many to try out; the account in the hash keeps equal codes apart.
fn recovery_hash(account: &str, code: &str) -> String {
    sha256_hex(format!("recovery:{account}:{code}"))
}

/// Makes ten new recovery codes; those made before end. They are shown once, and only their hashes are kept.
pub async fn new_recovery_codes(
    database: &Database,
    prover: Prover<'_>,
) -> Result<(Vec<String>, Proof), Error> {
    let tx = database.host().begin().await?;
    let sql = "delete from account_factor where account_id = $1 and kind = 'recovery'";
    tx.run(sql, args![prover.account]).await?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = BASE32_NOPAD.encode(&random_bytes::<10>());
        let hash = recovery_hash(prover.account, &code);
        insert(
            &tx,
            prover.account,
            &NewFactor::new("recovery", "", &hash).confirmed(),
        )
        .await?;
        codes.push(in_fours(&code));
    }
    let proof = changed(tx, prover, "factor-mail-recovery").await?;
    Ok((codes, proof))
}

/// In groups of four, as people copy codes.
pub fn in_fours(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// Removes a factor. With the last one go the recovery codes: they stand for a factor that is no more.
pub async fn remove(database: &Database, prover: Prover<'_>, factor: &str) -> Result<Proof, Error> {
    let tx = database.host().begin().await?;
    let sql = "delete from account_factor where account_id = $1 and factor_id = $2 and kind <> 'recovery'";
    if tx.run(sql, args![prover.account, factor]).await? == 0 {
        return Err(Error::NotFound);
    }
    let sql = "delete from account_factor
               where account_id = $1 and kind = 'recovery' and not exists (
                 select 1 from account_factor other
                 where other.account_id = $1 and other.kind <> 'recovery' and other.is_confirmed)";
    tx.run(sql, args![prover.account]).await?;
    changed(tx, prover, "factor-mail-removed").await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B: the shared secret "12345678901234567890" at 59 s gives 94287082; six digits are its end.
    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_no_more() {
        let secret = BASE32_NOPAD.encode(b"12345678901234567890");
        let at = |second: i64| Clock::fixed(jiff::Timestamp::from_second(second).unwrap());
        for (second, is_taken) in [
            (0, true),
            (29, true),
            (30, true),
            (59, true),
            (89, true),
            (90, false),
        ] {
            let step = step_of(&secret, "287 082", &at(second));
            assert_eq!(step, is_taken.then_some(1), "{second}");
        }
        assert_eq!(step_of(&secret, "287083", &at(59)), None);
        assert_eq!(step_of("not a secret", "287082", &at(59)), None);
    }

    #[test]
    fn codes_are_shown_in_fours_and_read_without_them() {
        assert_eq!(in_fours("ABCDEFGH23"), "ABCD-EFGH-23");
        assert_eq!(plain_code(" abcd-efgh-23 "), "ABCDEFGH23");
    }
}
