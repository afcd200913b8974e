//! Queries on newsletters.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// A newsletter as stored.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct NewsletterRow {
    /// Identifier.
    pub newsletter_id: String,
    /// Part of its address, once it was sent.
    pub slug: Option<String>,
    /// `draft` or `sent`.
    pub state: String,
    /// Who of the directory gets it; may be empty.
    pub segment: String,
    /// Title.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Text.
    pub text_en: String,
    /// Text, Spanish.
    pub text_es: String,
    /// Who wrote it.
    pub author_id: String,
    /// Who wrote it, by name.
    pub author: Option<String>,
    /// The frozen letter, once it was sent.
    pub document_hash: Option<String>,
    /// When it was sent.
    pub sent_at: Option<i64>,
}

const COLUMNS: &str =
    "n.newsletter_id, n.slug, n.state, n.segment, n.title_en, n.title_es, n.text_en, n.text_es, n.author_id,
    p.name as author, n.document_hash, n.sent_at";

/// The newest newsletters: drafts, then those that were sent.
pub async fn all(connection: &Connection) -> Result<Vec<NewsletterRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from newsletter n
         left join person p on p.collaborative_id = n.collaborative_id and p.person_id = n.author_id
         where n.collaborative_id = $1
         order by n.state, coalesce(n.sent_at, n.created_at) desc, n.newsletter_id
         limit 200"
    );
    connection.rows(&sql, args![]).await
}

/// One newsletter.
pub async fn one(connection: &Connection, id: &str) -> Result<Option<NewsletterRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from newsletter n
         left join person p on p.collaborative_id = n.collaborative_id and p.person_id = n.author_id
         where n.collaborative_id = $1 and n.newsletter_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// How many newsletters have an address that begins like this.
pub async fn slugs_like(connection: &Connection, slug: &str) -> Result<i64, DbError> {
    let sql = "select count(*) as n from newsletter
               where collaborative_id = $1 and (slug = $2 or slug like $3)";
    connection.number(sql, args![slug, format!("{slug}-%")]).await
}

#[derive(FromQueryResult)]
struct HashRow {
    document_hash: Option<String>,
}

/// The frozen letters, the oldest first.
pub async fn frozen(connection: &Connection) -> Result<Vec<String>, DbError> {
    let sql = "select document_hash from newsletter
               where collaborative_id = $1 and state = 'sent' and document_hash is not null
               order by sent_at, newsletter_id
               limit 10000";
    let rows: Vec<HashRow> = connection.rows(sql, args![]).await?;
    Ok(rows.into_iter().filter_map(|row| row.document_hash).collect())
}

/// Adds a draft; gives how many rows were added.
pub async fn insert(tx: &Tx, row: &NewsletterRow) -> Result<u64, DbError> {
    let sql = "insert into newsletter
                 (collaborative_id, newsletter_id, state, segment, title_en, title_es, text_en, text_es, author_id, created_at)
               values ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9)
               on conflict (collaborative_id, newsletter_id) do nothing";
    let row = row.clone();
    let values = args![
        row.newsletter_id,
        row.segment,
        row.title_en,
        row.title_es,
        row.text_en,
        row.text_es,
        row.author_id,
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await
}

/// Changes a draft; gives how many rows were changed. What was sent stays.
pub async fn update(tx: &Tx, row: &NewsletterRow) -> Result<u64, DbError> {
    let sql = "update newsletter
               set segment = $3, title_en = $4, title_es = $5, text_en = $6, text_es = $7
               where collaborative_id = $1 and newsletter_id = $2 and state = 'draft'";
    let row = row.clone();
    let values = args![
        row.newsletter_id,
        row.segment,
        row.title_en,
        row.title_es,
        row.text_en,
        row.text_es,
    ];
    tx.run(sql, values).await
}

/// Notes that a draft was sent as a frozen letter; gives how many rows were changed.
pub async fn update_sent(
    tx: &Tx,
    id: &str,
    (slug, hash): (&str, &str),
    edition: i64,
) -> Result<u64, DbError> {
    let sql = "update newsletter
               set state = 'sent', slug = $3, document_hash = $4, edition_number = $5, sent_at = $6
               where collaborative_id = $1 and newsletter_id = $2 and state = 'draft'";
    let now = tx.clock().now_millis();
    tx.run(sql, args![id, slug, hash, edition, now]).await
}
