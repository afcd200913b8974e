//! Prints of published editions.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// A print as stored.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PrintRow {
    /// Number of its edition.
    pub number: i64,
    /// Form.
    pub form: String,
    /// Language.
    pub language: String,
    /// Address of the PDF among the contents.
    pub hash: String,
    /// Pages.
    pub pages: i64,
}

/// The most prints that are looked up: six of every edition of a hundred years.
const PRINTS_MAX: i64 = 6000;

/// Every print of published editions, oldest edition first.
pub async fn prints(connection: &Connection) -> Result<Vec<PrintRow>, DbError> {
    let sql = "select edition.number, form, language, hash, pages
               from edition_print
               join edition on edition.collaborative_id = $1 and edition.edition_id = edition_print.edition_id
               where edition_print.collaborative_id = $1 and edition.number is not null
               order by edition.number, form, language
               limit $2";
    connection.rows(sql, args![PRINTS_MAX]).await
}

/// Keeps a print. One that is there already stays.
pub async fn insert(tx: &Tx, edition: &str, row: &PrintRow) -> Result<u64, DbError> {
    let sql = "insert into edition_print (collaborative_id, edition_id, form, language, hash, pages, made_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, edition_id, form, language) do nothing";
    let now = tx.clock().now_millis();
    tx.run(
        sql,
        args![
            edition,
            row.form.clone(),
            row.language.clone(),
            row.hash.clone(),
            row.pages,
            now
        ],
    )
    .await
}
