//! Queries on announcements.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// An announcement as stored.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct AnnouncementRow {
    /// Identifier.
    pub announcement_id: String,
    /// `internal` or `external`.
    pub stream: String,
    /// `everybody`, `staff`, or a body's identifier.
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
    pub author: Option<String>,
    /// When it went out.
    pub sent_at: Option<i64>,
}

const COLUMNS: &str =
    "a.announcement_id, a.stream, a.segment, a.title_en, a.title_es, a.text_en, a.text_es, p.name as author,
    a.sent_at";

/// The newest announcements: all of them, or those that a person was told.
pub async fn all(connection: &Connection, reader: &str) -> Result<Vec<AnnouncementRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from announcement a
         left join person p on p.collaborative_id = a.collaborative_id and p.person_id = a.author_id
         where a.collaborative_id = $1
           and ($2 = '' or exists (
             select 1 from notice n
             where n.collaborative_id = $1 and n.person_id = $2 and n.told_once = 'announcement:' || a.announcement_id))
         order by a.created_at desc, a.announcement_id
         limit 100"
    );
    connection.rows(&sql, args![reader]).await
}

/// One announcement, for whoever may read all, or was told it.
pub async fn one(
    connection: &Connection,
    reader: &str,
    id: &str,
) -> Result<Option<AnnouncementRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from announcement a
         left join person p on p.collaborative_id = a.collaborative_id and p.person_id = a.author_id
         where a.collaborative_id = $1 and a.announcement_id = $3
           and ($2 = '' or exists (
             select 1 from notice n
             where n.collaborative_id = $1 and n.person_id = $2 and n.told_once = 'announcement:' || a.announcement_id))"
    );
    connection.row(&sql, args![reader, id]).await
}

/// Adds an announcement that goes out now; gives how many rows were added.
pub async fn insert(tx: &Tx, row: &AnnouncementRow, author: &str) -> Result<u64, DbError> {
    let sql = "insert into announcement
                 (collaborative_id, announcement_id, stream, segment, title_en, title_es, text_en, text_es, author_id, sent_at,
                  created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
               on conflict (collaborative_id, announcement_id) do nothing";
    let row = row.clone();
    let values = args![
        row.announcement_id,
        row.stream,
        row.segment,
        row.title_en,
        row.title_es,
        row.text_en,
        row.text_es,
        author,
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await
}
