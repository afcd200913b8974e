//! Queries on questions about take-up.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows of a list.
const LIST_MAX: i64 = 1_000;

const TAKE_UP: &str = "take_up_id, linkage_id, people_root_id, service_root_id, title_en, title_es, note, plan, state, frozen_hash, \
                       frozen_at, report, answered_at, created_at, created_by";

/// A question.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct TakeUpRow {
    /// Identifier.
    pub take_up_id: String,
    /// The linkage that says who is who.
    pub linkage_id: String,
    /// The agreement under which those are known who could be reached.
    pub people_root_id: String,
    /// The agreement of the service.
    pub service_root_id: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What is expected, and why: written before.
    pub note: String,
    /// `takeup::Plan` as JSON.
    pub plan: String,
    /// `draft`, `frozen` or `answered`.
    pub state: String,
    /// Digest of what was frozen.
    pub frozen_hash: Option<String>,
    /// When.
    pub frozen_at: Option<i64>,
    /// `takeup::Report` as JSON.
    pub report: String,
    /// When it was computed.
    pub answered_at: Option<i64>,
    /// When it was begun.
    pub created_at: i64,
    /// Who began it.
    pub created_by: String,
}

/// Every question, the newest first.
pub async fn all(connection: &Connection) -> Result<Vec<TakeUpRow>, DbError> {
    let sql = format!(
        "select {TAKE_UP} from take_up
         where collaborative_id = $1
         order by created_at desc, take_up_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One question.
pub async fn one(connection: &Connection, id: &str) -> Result<Option<TakeUpRow>, DbError> {
    let sql = format!("select {TAKE_UP} from take_up where collaborative_id = $1 and take_up_id = $2");
    connection.row(&sql, args![id]).await
}

/// Keeps a new question, or a draft that was changed. What is frozen stays.
pub async fn keep(tx: &Tx, row: &TakeUpRow) -> Result<u64, DbError> {
    let sql = "insert into take_up (collaborative_id, take_up_id, linkage_id, people_root_id, service_root_id, title_en,
                 title_es, note, plan, state, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11)
               on conflict (collaborative_id, take_up_id) do nothing";
    let row = row.clone();
    let values = args![
        row.take_up_id,
        row.linkage_id,
        row.people_root_id,
        row.service_root_id,
        row.title_en,
        row.title_es,
        row.note,
        row.plan,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Freezes a draft.
pub async fn freeze(tx: &Tx, id: &str, hash: &str) -> Result<u64, DbError> {
    let sql = "update take_up set state = 'frozen', frozen_hash = $3, frozen_at = $4
               where collaborative_id = $1 and take_up_id = $2 and state = 'draft'";
    tx.run(sql, args![id, hash, tx.clock().now_millis()]).await
}

/// Keeps an answer. Only what was frozen has one.
pub async fn note_answer(tx: &Tx, id: &str, report: &str) -> Result<u64, DbError> {
    let sql = "update take_up set state = 'answered', report = $3, answered_at = $4
               where collaborative_id = $1 and take_up_id = $2 and state in ('frozen', 'answered')";
    tx.run(sql, args![id, report, tx.clock().now_millis()]).await
}

/// Forgets answers that rest on who is who in a linkage; the questions stay.
pub async fn forget_of_linkage(tx: &Tx, linkage: &str) -> Result<u64, DbError> {
    let sql = "update take_up set state = 'frozen', report = '', answered_at = null
               where collaborative_id = $1 and state = 'answered' and linkage_id = $2";
    tx.run(sql, args![linkage]).await
}

/// Forgets answers that rest on an agreement's rows; the questions stay.
pub async fn forget(tx: &Tx, root: &str) -> Result<u64, DbError> {
    let sql = "update take_up set state = 'frozen', report = '', answered_at = null
               where collaborative_id = $1 and state = 'answered' and (people_root_id = $2 or service_root_id = $2)";
    tx.run(sql, args![root]).await
}
