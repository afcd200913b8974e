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
