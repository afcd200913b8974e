//! Sign-in by mailed link: asking for it, sending it, following it, typing its code.
//!
//! The link works only in the browser that asked, which holds a nonce in a cookie; mail scanners, which open links
//! and even press buttons, spend nothing. Somebody who reads the mail elsewhere types its code in the first browser.
//! Source: NIST SP 800-63B-4 section 3.1.3, ASVS 5.0 sections 6.5 and 6.6.

use domain::text::Email;
use platform::args;
use platform::db::{Database, DbError, FromQueryResult, HostTx};
use platform::mail::{Letter, enqueue_host};
use platform::secrets::{sha256_hex, token, typed_code};
use platform::words::Language;
use serde::{Deserialize, Serialize};

use super::limit::{self, Counted};
use super::members::{Membership, account_of, memberships, take_up_invitations};
use super::session;
use crate::error::Error;
use crate::settings::Settings;

/// A link and its code are good for ten minutes.
pub const LINK_MILLIS: i64 = 10 * 60 * 1000;
/// Wrong codes before the link is dead.
pub const CODE_TRIES_MAX: i64 = 5;
/// Kind of the job that sends a link.
pub const SEND_LINK: &str = "accounts.send-sign-in-link";

/// What somebody asks for at the sign-in form.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ask {
    /// The address, in lower case.
    pub email: String,
    /// Path of ours to come back to; may be empty.
    pub return_to: String,
    /// Hash of the asking browser's nonce.
    pub browser_hash: String,
    /// Whether others use the same computer.
    pub is_shared: bool,
    /// Code of the language they read.
    pub language: String,
}

/// Notes the wish for a link; a job decides whether the address is known, so that nobody learns it from the answer.
pub async fn ask(database: &Database, ask: &Ask, network: &str) -> Result<Counted, Error> {
    let counted = [
        (limit::LINK_FROM_NETWORK, network),
        (limit::LINK_TO_ADDRESS, ask.email.as_str()),
        (limit::LINK_OF_INSTALLATION, "all"),
    ];
    for (limit, key) in counted {
        let counted = limit::count(database, limit, key).await?;
        if counted != Counted::Within {
            return Ok(counted);
        }
    }
    let payload = serde_json::to_string(ask).map_err(|error| Error::Fault(error.to_string()))?;
    let tx = database.host().begin().await?;
    platform::jobs::enqueue_host(&tx, SEND_LINK, &payload, tx.clock().now_millis()).await?;
    tx.commit().await?;
    Ok(Counted::Within)
}

/// Makes the link and its mail, if the address is anybody's. Earlier links of the address end: the newest wins.
pub async fn send_link(database: &Database, settings: &Settings, ask: &Ask) -> Result<(), Error> {
    let members = memberships(database, &ask.email).await?;
    let Some(first) = members.first() else {
        return Ok(());
    };
    let language = Language::from_code(&ask.language).unwrap_or(first.language);
    let words = crate::words::words(language);
    let (secret, code) = (token(), typed_code());
    let tx = database.host().begin().await?;
    insert_link(&tx, ask, &secret, &code, LINK_MILLIS).await?;
    let url = format!("{}/sign-in/link/{secret}", settings.base_url);
    let names: Vec<&str> = members
        .iter()
        .map(|one| one.collaborative.name.as_str())
        .collect();
    let shown = format!("{}-{}", &code[..4], &code[4..]);
    let arguments = [
        ("name", first.name.as_str().into()),
        ("where", names.join(", ").into()),
        ("url", url.into()),
        ("code", shown.into()),
    ];
    let letter = Letter {
        to: ask.email.clone(),
        subject: words.with("sign-in-mail-subject", &arguments),
        text: words.with("sign-in-mail-text", &arguments),
    };
    enqueue_host(&tx, letter).await?;
    tx.commit().await?;
    Ok(())
}

async fn insert_link(tx: &HostTx, ask: &Ask, secret: &str, code: &str, lasts: i64) -> Result<(), DbError> {
    let sql = "delete from sign_in_link where email = $1 and used_at is null";
    tx.run(sql, args![ask.email.clone()]).await?;
    let sql =
        "insert into sign_in_link (token_hash, code_hash, browser_hash, email, return_to, is_shared_computer,
                 created_at, expires_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let now = tx.clock().now_millis();
    let token_hash = sha256_hex(secret);
    let values = args![
        token_hash.clone(),
        code_hash(&token_hash, code),
        ask.browser_hash.clone(),
        ask.email.clone(),
        ask.return_to.clone(),
        ask.is_shared,
        now,
        now + lasts
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// A code has 40 bits only; with its link's hash beside it, codes cannot be looked up in a table made beforehand.
fn code_hash(token_hash: &str, code: &str) -> String {
    sha256_hex(format!("{token_hash}:{code}"))
}

/// What stands behind a link's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// This browser asked for it: the button signs in.
    Ready {
        /// Whose sign-in it is.
        email: String,
    },
    /// Another browser asked for it: there, the code is typed.
    Elsewhere,
    /// It is used, too old, replaced by a newer one, or never was.
    Ended,
}

#[derive(Debug, Clone, FromQueryResult)]
struct LinkRow {
    token_hash: String,
    code_hash: String,
    browser_hash: String,
    email: String,
    return_to: String,
    is_shared_computer: bool,
}

const COLUMNS: &str = "token_hash, code_hash, browser_hash, email, return_to, is_shared_computer";

/// Looks at a link without spending anything.
pub async fn open(database: &Database, secret: &str, nonce: Option<&str>) -> Result<Opened, Error> {
    let sql = format!(
        "select {COLUMNS} from sign_in_link where token_hash = $1 and used_at is null and expires_at > $2"
    );
    let now = database.clock().now_millis();
    let row: Option<LinkRow> = database.host().row(&sql, args![sha256_hex(secret), now]).await?;
    let Some(row) = row else {
        return Ok(Opened::Ended);
    };
    if !is_of_browser(&row, nonce) {
        return Ok(Opened::Elsewhere);
    }
    Ok(Opened::Ready { email: row.email })
}

fn is_of_browser(row: &LinkRow, nonce: Option<&str>) -> bool {
    nonce.is_some_and(|nonce| sha256_hex(nonce) == row.browser_hash)
}

/// A finished sign-in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The new session's secret, for its cookie.
    pub secret: String,
    /// How long the cookie lasts, in seconds.
    pub seconds: i64,
    /// Where to go on.
    pub return_to: String,
}

/// What became of a typed code.
#[derive(Debug, Clone)]
pub enum Typed {
    /// It was right.
    SignedIn(SignedIn),
    /// It was wrong; so many tries are left.
    Wrong {
        /// Tries left; with none the link is dead.
        tries_left: i64,
    },
    /// There is nothing to type a code for.
    Ended,
}

/// Signs in by the pressed button of a link. `None`: the link opens nothing for this browser any more.
pub async fn follow(
    database: &Database,
    secret: &str,
    nonce: Option<&str>,
    browser: &Browser<'_>,
) -> Result<Option<SignedIn>, Error> {
    let tx = database.host().begin().await?;
    let sql = format!("select {COLUMNS} from sign_in_link where token_hash = $1");
    let Some(row) = tx.row::<LinkRow>(&sql, args![sha256_hex(secret)]).await? else {
        return Ok(None);
    };
    if !is_of_browser(&row, nonce) {
        return Ok(None);
    }
    finish(database, tx, row, browser).await
}

/// Signs in by the code of the newest link that this browser asked for.
pub async fn type_code(
    database: &Database,
    nonce: Option<&str>,
    typed: &str,
    browser: &Browser<'_>,
) -> Result<Typed, Error> {
    #[derive(FromQueryResult)]
    struct TriesRow {
        tries: i64,
    }
    let Some(nonce) = nonce else {
        return Ok(Typed::Ended);
    };
    let tx = database.host().begin().await?;
    let now = tx.clock().now_millis();
    let sql = format!(
        "select {COLUMNS}
         from sign_in_link
         where browser_hash = $1 and used_at is null and expires_at > $2
         order by created_at desc, token_hash
         limit 1"
    );
    let Some(row) = tx.row::<LinkRow>(&sql, args![sha256_hex(nonce), now]).await? else {
        return Ok(Typed::Ended);
    };
    // Counted before it is compared, in one statement: two guesses at once are two guesses.
    let sql = "update sign_in_link set tries = tries + 1 where token_hash = $1 and tries < $2";
    if tx.run(sql, args![row.token_hash.clone(), CODE_TRIES_MAX]).await? == 0 {
        return Ok(Typed::Ended);
    }
    if code_hash(&row.token_hash, &plain_code(typed)) == row.code_hash {
        let signed_in = finish(database, tx, row, browser).await?;
        return Ok(signed_in.map_or(Typed::Ended, Typed::SignedIn));
    }
    let sql = "select tries from sign_in_link where token_hash = $1";
    let tries = tx.row::<TriesRow>(sql, args![row.token_hash]).await?;
    tx.commit().await?;
    let tries_left = CODE_TRIES_MAX - tries.map_or(CODE_TRIES_MAX, |row| row.tries);
    Ok(Typed::Wrong { tries_left })
}

/// Letters and digits only, in upper case: people type dashes, spaces and small letters.
fn plain_code(typed: &str) -> String {
    let kept = typed.chars().filter(char::is_ascii_alphanumeric);
    // The alphabet of codes has no 0, 1 or 8; whoever types them means the letter they look like.
    let kept = kept.map(|c| match c.to_ascii_uppercase() {
        '0' => 'O',
        '1' => 'I',
        '8' => 'B',
        other => other,
    });
    kept.take(16).collect()
}

/// The browser that signs in, and the session it had.
#[derive(Debug, Clone)]
pub struct Browser<'request> {
    /// What it calls itself.
    pub user_agent: &'request str,
    /// Secret of the session it comes with; that one ends.
    pub session: Option<&'request str>,
}

async fn finish(
    database: &Database,
    tx: HostTx,
    row: LinkRow,
    browser: &Browser<'_>,
) -> Result<Option<SignedIn>, Error> {
    let now = tx.clock().now_millis();
    let sql =
        "update sign_in_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2";
    if tx.run(sql, args![row.token_hash, now]).await? == 0 {
        return Ok(None);
    }
    let account = account_of(&tx, &row.email).await?;
    if let Some(secret) = browser.session {
        session::end_by_secret(&tx, secret).await?;
    }
    let secret = session::start(&tx, &account, row.is_shared_computer, browser.user_agent).await?;
    tx.commit().await?;
    let members = memberships(database, &row.email).await?;
    take_up_invitations(database, &members).await?;
    let lasts = if row.is_shared_computer {
        session::SHARED_MILLIS
    } else {
        session::MAIL_MILLIS
    };
    Ok(Some(SignedIn {
        secret,
        seconds: lasts / 1000,
        return_to: landing(&row.return_to, &members),
    }))
}

/// Where somebody goes after signing in: where they wanted to, else to the one place they take part in.
pub fn landing(return_to: &str, members: &[Membership]) -> String {
    match (return_to, members) {
        ("", [only]) => format!("/{}/work", only.collaborative.slug),
        ("", _) => "/account".to_owned(),
        (path, _) => path.to_owned(),
    }
}

/// A link for the console: for the first director of a new installation, whoever opens it first.
///
/// It is bound to no browser, so it is shown on the console only and never mailed.
pub async fn console_link(
    database: &Database,
    base_url: &str,
    email: &Email,
    lasts: i64,
) -> Result<String, Error> {
    let nonce = token();
    let ask = Ask {
        email: email.to_string(),
        return_to: String::new(),
        browser_hash: sha256_hex(&nonce),
        is_shared: false,
        language: String::new(),
    };
    let secret = token();
    let tx = database.host().begin().await?;
    insert_link(&tx, &ask, &secret, &typed_code(), lasts).await?;
    tx.commit().await?;
    Ok(format!("{base_url}/sign-in/link/{secret}?first={nonce}"))
}

/// Throws away links that ended a day ago.
pub async fn forget_old(database: &Database) -> Result<(), DbError> {
    let before = database.clock().now_millis() - 24 * 3600 * 1000;
    let sql = "delete from sign_in_link where expires_at < $1";
    database.host().run(sql, args![before]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(plain_code(" abcd-efgh "), "ABCDEFGH");
        assert_eq!(plain_code("ab0d 1fg8"), "ABODIFGB");
    }
}
