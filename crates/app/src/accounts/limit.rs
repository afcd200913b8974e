//! Limits on how often something may be tried, kept in the database: a restart does not forget them.

use platform::args;
use platform::db::{Database, DbError, FromQueryResult};
use platform::secrets::sha256_hex;

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
/// Counts older than this are of no use to any limit.
const KEPT_MILLIS: i64 = 24 * HOUR;

/// One limit: so many uses within so long.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// What is counted; part of the key.
    pub name: &'static str,
    /// Uses within the time.
    pub most: i64,
    /// The time, in milliseconds.
    pub within: i64,
}

/// Sign-in links to one address.
pub const LINK_TO_ADDRESS: Limit = Limit {
    name: "sign-in-address",
    most: 5,
    within: 15 * MINUTE,
};
/// Sign-in links asked for from one network.
pub const LINK_FROM_NETWORK: Limit = Limit {
    name: "sign-in-network",
    most: 20,
    within: HOUR,
};
/// Sign-in links of the whole installation.
pub const LINK_OF_INSTALLATION: Limit = Limit {
    name: "sign-in-installation",
    most: 2000,
    within: HOUR,
};
/// Codes of an authenticator app, and recovery codes, tried for one account.
pub const SECOND_FACTOR: Limit = Limit {
    name: "second-factor",
    most: 10,
    within: HOUR,
};
/// Sign-ins by passkey begun from one network.
pub const PASSKEY_FROM_NETWORK: Limit = Limit {
    name: "passkey-network",
    most: 60,
    within: HOUR,
};
/// New scoped links asked for by one person.
pub const NEW_SCOPED_LINK: Limit = Limit {
    name: "new-scoped-link",
    most: 5,
    within: HOUR,
};

/// Newsletters asked for, to one address.
pub const NEWSLETTER_TO_ADDRESS: Limit = Limit {
    name: "newsletter-address",
    most: 3,
    within: 12 * HOUR,
};
/// Newsletters asked for from one network.
pub const NEWSLETTER_FROM_NETWORK: Limit = Limit {
    name: "newsletter-network",
    most: 20,
    within: HOUR,
};
/// Newsletters asked for, of the whole installation.
pub const NEWSLETTER_OF_INSTALLATION: Limit = Limit {
    name: "newsletter-installation",
    most: 1000,
    within: HOUR,
};

/// Words of one family, by its own link.
pub const FAMILY_WORD: Limit = Limit {
    name: "family-word",
    most: 12,
    within: HOUR,
};
/// Words of families from one network: an evening at a school comes from one.
pub const FAMILY_WORD_FROM_NETWORK: Limit = Limit {
    name: "family-word-network",
    most: 300,
    within: HOUR,
};
/// Lists of links for families, made by one signatory.
pub const FAMILY_LISTS: Limit = Limit {
    name: "family-lists",
    most: 30,
    within: HOUR,
};

/// Whether one more use is within a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Counted {
    /// It is, and was counted.
    Within,
    /// It is not, and was not counted.
    Beyond {
        /// When the next use will be within it again, in seconds.
        retry_after: i64,
    },
}

#[derive(FromQueryResult)]
struct UsesRow {
    uses: Option<i64>,
    first: Option<i64>,
}

/// Counts a use of `limit` by `key`, unless it is beyond the limit. Addresses are kept as hashes only.
pub async fn count(database: &Database, limit: Limit, key: &str) -> Result<Counted, DbError> {
    let tx = database.host().begin().await?;
    let now = tx.clock().now_millis();
    let bucket = format!("{}:{}", limit.name, sha256_hex(key));
    let sql = "insert into rate_count (bucket, window_start, uses)
               values ($1, $2, 1)
               on conflict (bucket, window_start) do update set uses = rate_count.uses + 1";
    tx.run(sql, args![bucket.clone(), now]).await?;
    let sql = "select cast(sum(uses) as bigint) as uses, min(window_start) as first
               from rate_count
               where bucket = $1 and window_start > $2";
    let row: Option<UsesRow> = tx.row(sql, args![bucket, now - limit.within]).await?;
    let (uses, first) = row.map_or((0, now), |row| (row.uses.unwrap_or(0), row.first.unwrap_or(now)));
    if uses > limit.most {
        // Left without a commit: a refused try does not make the wait longer.
        let wait = (first + limit.within - now).max(1000);
        return Ok(Counted::Beyond {
            retry_after: (wait + 999) / 1000,
        });
    }
    tx.commit().await?;
    Ok(Counted::Within)
}

/// Throws away counts that no limit looks at any more.
pub async fn forget_old(database: &Database) -> Result<(), DbError> {
    let before = database.clock().now_millis() - KEPT_MILLIS;
    let sql = "delete from rate_count where window_start < $1";
    database.host().run(sql, args![before]).await?;
    Ok(())
}
