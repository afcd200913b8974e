//! Queries on those who asked for newsletters.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Somebody who asked.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct SubscriberRow {
    /// Identifier.
    pub subscriber_id: String,
    /// Address.
    pub email: String,
    /// Code of their language.
    pub language: String,
    /// `asked` or `confirmed`.
    pub state: String,
    /// The key that ends their letters.
    pub end_key: String,
    /// When they asked last.
    pub asked_at: i64,
}

const COLUMNS: &str = "s.subscriber_id, s.email, s.language, s.state, s.end_key, s.asked_at";

/// Whoever asked from an address.
pub async fn by_email(connection: &Connection, email: &str) -> Result<Option<SubscriberRow>, DbError> {
    let sql = format!("select {COLUMNS} from subscriber s where s.collaborative_id = $1 and s.email = $2");
    connection.row(&sql, args![email]).await
}

/// Whoever was sent a key to confirm.
pub async fn by_confirm(connection: &Connection, hash: &str) -> Result<Option<SubscriberRow>, DbError> {
    let sql = format!(
        "select {COLUMNS} from subscriber s
         where s.collaborative_id = $1 and s.confirm_hash = $2 and s.confirm_hash <> ''"
    );
    connection.row(&sql, args![hash]).await
}

/// Whoever ends their letters with a key.
pub async fn by_end(connection: &Connection, key: &str) -> Result<Option<SubscriberRow>, DbError> {
    let sql = format!("select {COLUMNS} from subscriber s where s.collaborative_id = $1 and s.end_key = $2");
    connection.row(&sql, args![key]).await
}

/// How many confirmed that they want letters.
pub async fn confirmed(connection: &Connection) -> Result<i64, DbError> {
    let sql = "select count(*) as n from subscriber where collaborative_id = $1 and state = 'confirmed'";
    connection.number(sql, args![]).await
}

/// Keeps that somebody asked, with the hash of the key that confirms it. Asked anew, the newest key counts.
pub async fn ask(tx: &Tx, row: &SubscriberRow, confirm_hash: &str) -> Result<(), DbError> {
    let sql = "insert into subscriber
                 (collaborative_id, subscriber_id, email, language, state, confirm_hash, end_key, asked_at)
               values ($1, $2, $3, $4, 'asked', $5, $6, $7)
               on conflict (collaborative_id, email) do update
               set language = excluded.language, confirm_hash = excluded.confirm_hash, asked_at = excluded.asked_at";
    let row = row.clone();
    let now = tx.clock().now_millis();
    let values = args![
        row.subscriber_id,
        row.email,
        row.language,
        confirm_hash,
        row.end_key,
        now
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Notes that somebody confirmed; gives how many rows were changed.
pub async fn confirm(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "update subscriber set state = 'confirmed', confirmed_at = $3, bounces = 0
               where collaborative_id = $1 and subscriber_id = $2 and state = 'asked'";
    tx.run(sql, args![id, tx.clock().now_millis()]).await
}

/// Forgets somebody.
pub async fn forget(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "delete from subscriber where collaborative_id = $1 and subscriber_id = $2";
    tx.run(sql, args![id]).await
}

/// Forgets whoever asked before an instant and never confirmed; gives how many they were.
pub async fn forget_unconfirmed(tx: &Tx, before: i64) -> Result<u64, DbError> {
    let sql = "delete from subscriber where collaborative_id = $1 and state = 'asked' and asked_at < $2";
    tx.run(sql, args![before]).await
}

/// Notes that a letter to an address came back; gives how many rows were changed.
pub async fn bounced(tx: &Tx, email: &str) -> Result<u64, DbError> {
    let sql = "update subscriber set bounces = bounces + 1 where collaborative_id = $1 and email = $2";
    tx.run(sql, args![email]).await
}

/// Whoever is still to get a newsletter that was sent at an instant: confirmed before, and not left in peace.
pub async fn waiting(
    connection: &Connection,
    newsletter: &str,
    (sent_at, bounces_max): (i64, i64),
    limit: i64,
) -> Result<Vec<SubscriberRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from subscriber s
         where s.collaborative_id = $1 and s.state = 'confirmed' and s.confirmed_at <= $3 and s.bounces < $4
           and not exists (
             select 1 from newsletter_delivery d
             where d.collaborative_id = $1 and d.newsletter_id = $2 and d.subscriber_id = s.subscriber_id)
         order by s.subscriber_id
         limit $5"
    );
    connection
        .rows(&sql, args![newsletter, sent_at, bounces_max, limit])
        .await
}

/// Notes that a newsletter went out to somebody, or reached them in another way; gives how many rows were added.
pub async fn delivered(tx: &Tx, newsletter: &str, subscriber: &str) -> Result<u64, DbError> {
    let sql = "insert into newsletter_delivery (collaborative_id, newsletter_id, subscriber_id, mailed_at)
               values ($1, $2, $3, $4)
               on conflict (collaborative_id, newsletter_id, subscriber_id) do nothing";
    tx.run(sql, args![newsletter, subscriber, tx.clock().now_millis()])
        .await
}
