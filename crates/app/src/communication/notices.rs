//! Something to tell one person, in their language. The next letter they want takes it along.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};
use platform::secrets;

use super::jobs;
use crate::collaborative::store::CollaborativeRow;

/// Most notices that wait and are looked at in one go.
const WAITING_MAX: i64 = 5_000;

/// Something to tell.
#[derive(Debug, Clone)]
pub struct Told {
    /// Whom.
    pub person_id: String,
    /// `meeting`, `minutes`, `action`, `mention`, `comment`, `announcement`.
    pub kind: &'static str,
    /// What makes it this one: told twice, it is one.
    pub told_once: String,
    /// Heading.
    pub heading: String,
    /// Words.
    pub words: String,
    /// Where it leads: a page after the collaborative's slug, or `meeting:` or `promises:` and an identifier for that person's own link.
    pub path: String,
}

/// Keeps what is to be told; those who want to hear at once are written to soon.
pub async fn tell(tx: &Tx, _collaborative: &CollaborativeRow, all: Vec<Told>) -> Result<usize, DbError> {
    let now = tx.clock().now_millis();
    let mut added = 0;
    for told in all {
        let sql = "insert into notice (collaborative_id, notice_id, person_id, kind, told_once, heading, words, path, created_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                   on conflict (collaborative_id, person_id, told_once) do nothing";
        let id = secrets::new_uuid().to_string();
        let values = args![
            id,
            told.person_id,
            told.kind,
            told.told_once,
            told.heading,
            told.words,
            told.path,
            now
        ];
        added += usize::try_from(tx.run(sql, values).await?).unwrap_or(0);
    }
    if added > 0 {
        platform::jobs::enqueue(tx, jobs::SEND, "{}", now).await?;
    }
    Ok(added)
}

/// A notice that waits, with whom it is for and how often they want to hear.
#[derive(Debug, Clone, FromQueryResult)]
pub struct WaitingRow {
    /// Identifier.
    pub notice_id: String,
    /// Whom.
    pub person_id: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their language.
    pub language: String,
    /// Code of a cadence; nothing where they never chose.
    pub cadence: Option<String>,
    /// When their last letter went out.
    pub last_mailed_at: Option<i64>,
    /// Letters in a row that came back.
    pub bounces: Option<i64>,
    /// What kind it is.
    pub kind: String,
    /// Heading.
    pub heading: String,
    /// Words.
    pub words: String,
    /// Where it leads.
    pub path: String,
    /// When it came up.
    pub created_at: i64,
}

/// Everything that waits, person by person, the oldest first.
pub async fn waiting(connection: &Connection) -> Result<Vec<WaitingRow>, DbError> {
    let sql = "select n.notice_id, n.person_id, p.name, p.email, p.language, c.cadence, c.last_mailed_at, c.bounces, n.kind,
                 n.heading, n.words, n.path, n.created_at
               from notice n
               join person p on p.collaborative_id = n.collaborative_id and p.person_id = n.person_id and p.state <> 'left'
               left join mail_choice c on c.collaborative_id = n.collaborative_id and c.person_id = n.person_id
               where n.collaborative_id = $1 and n.mailed_at is null
               order by n.person_id, n.created_at, n.notice_id
               limit $2";
    connection.rows(sql, args![WAITING_MAX]).await
}

/// Notes that a notice went out, or that nobody wants it.
pub async fn settle(tx: &Tx, notice: &str) -> Result<(), DbError> {
    let sql = "update notice set mailed_at = $3 where collaborative_id = $1 and notice_id = $2";
    tx.run(sql, args![notice, tx.clock().now_millis()]).await?;
    Ok(())
}
