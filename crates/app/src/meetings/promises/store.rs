//! Queries on action items.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most action items in a list.
pub const LIST_MAX: i64 = 500;

/// An action item as it is read.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct ActionRow {
    /// Identifier.
    pub action_item_id: String,
    /// The meeting in which it was promised.
    pub meeting_id: Option<String>,
    /// The body it was promised to.
    pub body_id: String,
    /// The body's name.
    pub body: String,
    /// The body's name, Spanish.
    pub body_es: String,
    /// What.
    pub title: String,
    /// Who.
    pub owner_id: Option<String>,
    /// Who, by name.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<String>,
    /// `open`, `done`, `dropped`.
    pub state: String,
    /// The learning session it came out of.
    pub learning_session_id: Option<String>,
}

const COLUMNS: &str =
    "a.action_item_id, a.meeting_id, a.body_id, b.name as body, b.name_es as body_es, a.title, a.owner_id,
    p.name as owner, a.due_on, a.state, a.learning_session_id";

/// One action item.
pub async fn action(connection: &Connection, id: &str) -> Result<Option<ActionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from action_item a
         join body b on b.collaborative_id = a.collaborative_id and b.body_id = a.body_id
         left join person p on p.collaborative_id = a.collaborative_id and p.person_id = a.owner_id
         where a.collaborative_id = $1 and a.action_item_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// Everything open that was promised to a body of the meeting, what is late first.
pub async fn open_of_meeting(connection: &Connection, meeting: &str) -> Result<Vec<ActionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from meeting_body m
         join action_item a on a.collaborative_id = m.collaborative_id and a.body_id = m.body_id
         join body b on b.collaborative_id = a.collaborative_id and b.body_id = a.body_id
         left join person p on p.collaborative_id = a.collaborative_id and p.person_id = a.owner_id
         where m.collaborative_id = $1 and m.meeting_id = $2 and a.state = 'open'
         order by coalesce(a.due_on, '9999'), a.created_at, a.action_item_id
         limit $3"
    );
    connection.rows(&sql, args![meeting, LIST_MAX]).await
}

/// Everything open of one person, or of everybody, what is late first.
pub async fn open(connection: &Connection, owner: &str) -> Result<Vec<ActionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from action_item a
         join body b on b.collaborative_id = a.collaborative_id and b.body_id = a.body_id
         left join person p on p.collaborative_id = a.collaborative_id and p.person_id = a.owner_id
         where a.collaborative_id = $1 and a.state = 'open' and ($2 = '' or a.owner_id = $2)
         order by coalesce(a.due_on, '9999'), a.created_at, a.action_item_id
         limit $3"
    );
    connection.rows(&sql, args![owner, LIST_MAX]).await
}

/// Everything open that people of an organisation promised, what is late first.
pub async fn open_of_organisation(
    connection: &Connection,
    organisation: &str,
) -> Result<Vec<ActionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from person p
         join action_item a on a.collaborative_id = p.collaborative_id and a.owner_id = p.person_id
         join body b on b.collaborative_id = a.collaborative_id and b.body_id = a.body_id
         where p.collaborative_id = $1 and p.organisation_id = $2 and a.state = 'open'
         order by coalesce(a.due_on, '9999'), a.created_at, a.action_item_id
         limit $3"
    );
    connection.rows(&sql, args![organisation, LIST_MAX]).await
}

/// Everything that was promised in a meeting, in the order of promising.
pub async fn of_meeting(connection: &Connection, meeting: &str) -> Result<Vec<ActionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from action_item a
         join body b on b.collaborative_id = a.collaborative_id and b.body_id = a.body_id
         left join person p on p.collaborative_id = a.collaborative_id and p.person_id = a.owner_id
         where a.collaborative_id = $1 and a.meeting_id = $2
         order by a.created_at, a.action_item_id
         limit $3"
    );
    connection.rows(&sql, args![meeting, LIST_MAX]).await
}

/// Everything that was promised in a learning session, what is due first.
pub async fn of_session(connection: &Connection, session: &str) -> Result<Vec<ActionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from action_item a
         join body b on b.collaborative_id = a.collaborative_id and b.body_id = a.body_id
         left join person p on p.collaborative_id = a.collaborative_id and p.person_id = a.owner_id
         where a.collaborative_id = $1 and a.learning_session_id = $2
         order by coalesce(a.due_on, '9999'), a.created_at, a.action_item_id
         limit $3"
    );
    connection.rows(&sql, args![session, LIST_MAX]).await
}

/// What was promised in sessions about an indicator, what is due first.
pub async fn of_indicator(connection: &Connection, indicator: &str) -> Result<Vec<ActionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from action_item a
         join learning_session s on s.collaborative_id = a.collaborative_id
           and s.learning_session_id = a.learning_session_id
         join body b on b.collaborative_id = a.collaborative_id and b.body_id = a.body_id
         left join person p on p.collaborative_id = a.collaborative_id and p.person_id = a.owner_id
         where a.collaborative_id = $1 and s.indicator_id = $2
         order by coalesce(a.due_on, '9999'), a.created_at, a.action_item_id
         limit $3"
    );
    connection.rows(&sql, args![indicator, LIST_MAX]).await
}

/// Adds an action item, that of a line of the minutes with its line; gives how many rows were added, none if it is there already.
pub async fn insert(tx: &Tx, row: &ActionRow, line: Option<&str>) -> Result<u64, DbError> {
    let sql = "insert into action_item
                 (collaborative_id, action_item_id, meeting_id, body_id, title, owner_id, due_on, state, minutes_line_id,
                  learning_session_id, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11)
               on conflict (collaborative_id, action_item_id) do nothing";
    let row = row.clone();
    let values = args![
        row.action_item_id,
        row.meeting_id,
        row.body_id,
        row.title,
        row.owner_id,
        row.due_on,
        line.map(str::to_owned),
        row.learning_session_id,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Ends an open action item; gives how many rows that touched.
pub async fn end(tx: &Tx, id: &str, state: &str) -> Result<u64, DbError> {
    let sql = "update action_item
               set state = $3, ended_at = $4
               where collaborative_id = $1 and action_item_id = $2 and state = 'open'";
    tx.run(sql, args![id, state, tx.clock().now_millis()]).await
}

/// Takes back what a removed line of the minutes had promised.
pub async fn remove_of_line(tx: &Tx, line: &str) -> Result<(), DbError> {
    let sql =
        "delete from action_item where collaborative_id = $1 and minutes_line_id = $2 and state = 'open'";
    tx.run(sql, args![line]).await?;
    Ok(())
}
