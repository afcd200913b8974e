//! Queries on the minutes.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most lines of one meeting's minutes.
const LINES_MAX: i64 = 2_000;

/// A line of the minutes as stored.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct LineRow {
    /// Identifier.
    pub minutes_line_id: String,
    /// The meeting.
    pub meeting_id: String,
    /// The item of the agenda.
    pub agenda_item_id: Option<String>,
    /// Its place.
    pub position: i64,
    /// Code of a [`domain::meetings::minutes::Mark`].
    pub mark: String,
    /// What it says.
    pub words: String,
    /// Who will do it.
    pub owner_id: Option<String>,
    /// Who, by name.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<String>,
}

/// The minutes of a meeting, in the order of typing.
pub async fn lines(connection: &Connection, meeting: &str) -> Result<Vec<LineRow>, DbError> {
    let sql = "select l.minutes_line_id, l.meeting_id, l.agenda_item_id, l.position, l.mark, l.words, l.owner_id, p.name as owner,
                 l.due_on
               from minutes_line l
               left join person p on p.collaborative_id = l.collaborative_id and p.person_id = l.owner_id
               where l.collaborative_id = $1 and l.meeting_id = $2 and l.removed_at is null
               order by l.position, l.minutes_line_id
               limit $3";
    connection.rows(sql, args![meeting, LINES_MAX]).await
}

/// The place after the last line.
pub async fn next_position(connection: &Connection, meeting: &str) -> Result<i64, DbError> {
    let sql = "select coalesce(max(position), 0) + 1 as n from minutes_line where collaborative_id = $1 and meeting_id = $2";
    connection.number(sql, args![meeting]).await
}

/// Adds a line; gives how many rows were added, none if the entry is there already.
pub async fn insert(tx: &Tx, row: &LineRow, entry: &str) -> Result<u64, DbError> {
    let sql = "insert into minutes_line
                 (collaborative_id, minutes_line_id, meeting_id, agenda_item_id, position, mark, words, owner_id, due_on,
                  entry_key, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
               on conflict (collaborative_id, meeting_id, entry_key) do nothing";
    let row = row.clone();
    let values = args![
        row.minutes_line_id,
        row.meeting_id,
        row.agenda_item_id,
        row.position,
        row.mark,
        row.words,
        row.owner_id,
        row.due_on,
        entry,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Takes a line out; gives how many rows that touched.
pub async fn remove(tx: &Tx, meeting: &str, line: &str) -> Result<u64, DbError> {
    let sql = "update minutes_line
               set removed_at = $4
               where collaborative_id = $1 and meeting_id = $2 and minutes_line_id = $3 and removed_at is null";
    tx.run(sql, args![meeting, line, tx.clock().now_millis()]).await
}
