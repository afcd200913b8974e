//! Sessions are rows: an opaque secret in a cookie, its hash in the table, so that each can be listed and ended.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use platform::args;
use platform::db::{Database, DbError, FromQueryResult, HostTx};
use platform::secrets::{sha256_hex, token};

/// A session signed in by mail ends after 30 days.
pub const MAIL_MILLIS: i64 = 30 * 24 * 3600 * 1000;
/// A session on a shared computer ends after 30 minutes.
pub const SHARED_MILLIS: i64 = 30 * 60 * 1000;
/// A second factor counts for at most 24 hours …
pub const SECOND_FACTOR_MILLIS: i64 = 24 * 3600 * 1000;
/// … and for one hour without a request.
pub const SECOND_FACTOR_IDLE_MILLIS: i64 = 3600 * 1000;
/// A session's last-seen time is written at most this often.
const TOUCH_MILLIS: i64 = 60 * 1000;

/// A session in force.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SessionRow {
    /// SHA-256 of the cookie's secret.
    pub session_hash: String,
    /// Whose it is.
    pub account_id: String,
    /// E-mail address of the account.
    pub email: String,
    /// Last request, milliseconds since 1970 UTC.
    pub last_seen_at: i64,
    /// When the second factor was given.
    pub second_factor_at: Option<i64>,
    /// Last request at the level of the second factor.
    pub second_factor_seen_at: Option<i64>,
    /// Confirmed second factors of the account.
    pub factors: i64,
}

impl SessionRow {
    /// Whether the second factor still counts.
    pub fn has_second_factor(&self, now: i64) -> bool {
        let (Some(given), Some(seen)) = (self.second_factor_at, self.second_factor_seen_at) else {
            return false;
        };
        now < given + SECOND_FACTOR_MILLIS && now < seen + SECOND_FACTOR_IDLE_MILLIS
    }
}

/// Name of the cookie. Over https it is bound to the host by its prefix.
pub fn cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-session" } else { "session" }
}

/// The cookie header that sets a session's secret.
pub fn cookie(secret: &str, is_https: bool, seconds: i64) -> String {
    let secure = if is_https { "; Secure" } else { "" };
    let name = cookie_name(is_https);
    format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// The value of a cookie of this name.
pub fn cookie_value<'headers>(headers: &'headers HeaderMap, name: &str) -> Option<&'headers str> {
    let all = headers
        .get_all(COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    let pairs = all
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .filter(|(found, _)| *found == name)
        .map(|(_, value)| value)
        .next()
}

/// Starts a session for an account; gives the secret for the cookie. Always a new one: a secret that was
/// known before the sign-in is worth nothing after it.
pub async fn start(tx: &HostTx, account: &str, is_shared: bool, user_agent: &str) -> Result<String, DbError> {
    let secret = token();
    let now = tx.clock().now_millis();
    let lasts = if is_shared { SHARED_MILLIS } else { MAIL_MILLIS };
    let sql = "insert into session (session_hash, account_id, account_epoch, is_shared_computer, created_at,
                 last_seen_at, expires_at, user_agent)
               select $1, account_id, epoch, $3, $4, $4, $5, $6
               from account
               where account_id = $2";
    let agent: String = user_agent.chars().take(200).collect();
    tx.run(
        sql,
        args![sha256_hex(&secret), account, is_shared, now, now + lasts, agent],
    )
    .await?;
    Ok(secret)
}

/// Ends the session with this secret, if there is one.
pub async fn end_by_secret(tx: &HostTx, secret: &str) -> Result<(), DbError> {
    let sql = "delete from session where session_hash = $1";
    tx.run(sql, args![sha256_hex(secret)]).await?;
    Ok(())
}

/// Ends one session of an account, by the hash that its list shows.
pub async fn end(database: &Database, account: &str, session_hash: &str) -> Result<(), DbError> {
    let sql = "delete from session where session_hash = $1 and account_id = $2";
    database.host().run(sql, args![session_hash, account]).await?;
    Ok(())
}

/// Ends every session of an account at once: its epoch goes on, and what was begun before counts no more.
pub async fn end_all(tx: &HostTx, account: &str) -> Result<(), DbError> {
    let sql = "update account set epoch = epoch + 1 where account_id = $1";
    tx.run(sql, args![account]).await?;
    tx.run("delete from session where account_id = $1", args![account])
        .await?;
    Ok(())
}

/// Notes that the second factor was given. The session gets a new secret: one that leaked before the step-up
/// stays where it was, and is worth nothing.
pub async fn raise(tx: &HostTx, session_hash: &str) -> Result<Option<(String, i64)>, DbError> {
    #[derive(FromQueryResult)]
    struct EndRow {
        expires_at: i64,
    }
    let secret = token();
    let now = tx.clock().now_millis();
    let sql = "update session
               set session_hash = $2, second_factor_at = $3, second_factor_seen_at = $3, last_seen_at = $3,
                 account_epoch = (select epoch from account a where a.account_id = session.account_id)
               where session_hash = $1";
    let new_hash = sha256_hex(&secret);
    if tx.run(sql, args![session_hash, new_hash.clone(), now]).await? == 0 {
        return Ok(None);
    }
    let sql = "select expires_at from session where session_hash = $1";
    let row: Option<EndRow> = tx.row(sql, args![new_hash]).await?;
    Ok(row.map(|row| (secret, (row.expires_at - now) / 1000)))
}

/// One session in the list that its account sees.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ListedSession {
    /// Names it in the form that ends it.
    pub session_hash: String,
    /// When it began, milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it was last used.
    pub last_seen_at: i64,
    /// Whether it began on a shared computer.
    pub is_shared_computer: bool,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// The sessions of an account that are in force, the last used first.
pub async fn list(database: &Database, account: &str) -> Result<Vec<ListedSession>, DbError> {
    let sql = "select s.session_hash, s.created_at, s.last_seen_at, s.is_shared_computer, s.user_agent
               from session s
               join account a on a.account_id = s.account_id
               where s.account_id = $1 and s.expires_at > $2 and s.account_epoch = a.epoch
               order by s.last_seen_at desc, s.session_hash
               limit 100";
    let now = database.clock().now_millis();
    database.host().rows(sql, args![account, now]).await
}

/// Throws away sessions that are over.
pub async fn forget_old(database: &Database) -> Result<(), DbError> {
    let sql = "delete from session where expires_at < $1";
    let now = database.clock().now_millis();
    database.host().run(sql, args![now]).await?;
    Ok(())
}

/// The session of a request, if its cookie names one in force; notes that it was seen.
pub async fn of_request(
    database: &Database,
    headers: &HeaderMap,
    is_https: bool,
) -> Result<Option<SessionRow>, DbError> {
    let Some(secret) = cookie_value(headers, cookie_name(is_https)) else {
        return Ok(None);
    };
    let now = database.clock().now_millis();
    let sql = "select s.session_hash, s.account_id, a.email, s.last_seen_at, s.second_factor_at,
                 s.second_factor_seen_at,
                 (select count(*) from account_factor f
                  where f.account_id = a.account_id and f.is_confirmed and f.kind <> 'recovery') as factors
               from session s
               join account a on a.account_id = s.account_id
               where s.session_hash = $1 and s.expires_at > $2 and s.account_epoch = a.epoch";
    let found: Option<SessionRow> = database.host().row(sql, args![sha256_hex(secret), now]).await?;
    let Some(session) = found else {
        return Ok(None);
    };
    if now - session.last_seen_at > TOUCH_MILLIS {
        let is_strong = session.has_second_factor(now);
        let sql = "update session
                   set last_seen_at = $2, second_factor_seen_at = case when $3 then $2 else second_factor_seen_at end
                   where session_hash = $1";
        database
            .host()
            .run(sql, args![session.session_hash.clone(), now, is_strong])
            .await?;
    }
    Ok(Some(session))
}
