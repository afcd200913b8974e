//! Queries on drafts of sheets, and on what is there already.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// A sheet on its way into the plan.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct SheetRow {
    /// Identifier.
    pub activity_sheet_id: String,
    /// Whose draft it is.
    pub person_id: String,
    /// The file's own name.
    pub file_name: String,
    /// Address of the reading among the contents.
    pub reading_hash: String,
    /// The sheet that is read.
    pub sheet: String,
    /// JSON: answers so far.
    pub answers: String,
    /// JSON: headings of columns that were not kept.
    pub dropped_columns: String,
    /// When it was last changed.
    pub saved_at: i64,
}

/// Somebody's open draft, the newest.
pub async fn draft(connection: &Connection, person: &str) -> Result<Option<SheetRow>, DbError> {
    let sql = "select activity_sheet_id, person_id, file_name, reading_hash, sheet, answers, dropped_columns, saved_at
               from activity_sheet
               where collaborative_id = $1 and person_id = $2 and sent_at is null
               order by saved_at desc, activity_sheet_id desc
               limit 1";
    connection.row(sql, args![person]).await
}

/// Keeps a reading as somebody's draft in the place of the one before.
pub async fn put(tx: &Tx, row: &SheetRow) -> Result<(), DbError> {
    let sql = "delete from activity_sheet where collaborative_id = $1 and person_id = $2 and sent_at is null";
    tx.run(sql, args![row.person_id.clone()]).await?;
    let sql = "insert into activity_sheet
                 (collaborative_id, activity_sheet_id, person_id, file_name, reading_hash, sheet, dropped_columns, saved_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let row = row.clone();
    let values = args![
        row.activity_sheet_id,
        row.person_id,
        row.file_name,
        row.reading_hash,
        row.sheet,
        row.dropped_columns,
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Keeps answers, and the sheet they are about; gives how many rows changed.
pub async fn keep_answers(tx: &Tx, id: &str, answers: &str, sheet: &str) -> Result<u64, DbError> {
    let sql = "update activity_sheet set answers = $3, sheet = $4, saved_at = $5
               where collaborative_id = $1 and activity_sheet_id = $2 and sent_at is null";
    tx.run(sql, args![id, answers, sheet, tx.clock().now_millis()])
        .await
}

/// Notes that a draft was sent; gives how many rows changed: none if it was sent before.
pub async fn sent(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "update activity_sheet set sent_at = $3
               where collaborative_id = $1 and activity_sheet_id = $2 and sent_at is null";
    tx.run(sql, args![id, tx.clock().now_millis()]).await
}
