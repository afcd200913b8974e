//! Queries on learning sessions and who was there.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 10_000;

const SESSION: &str =
    "learning_session_id, indicator_id, held_on, edition_number, we_see, because, we_will, others";

/// A learning session.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct SessionRow {
    /// Identifier.
    pub learning_session_id: String,
    /// About which indicator.
    pub indicator_id: String,
    /// Day, ISO 8601.
    pub held_on: String,
    /// Number of the edition whose chart was looked at.
    pub edition_number: Option<i64>,
    /// What do we see?
    pub we_see: String,
    /// Why may it be so?
    pub because: String,
    /// What will we do? Only in sessions from before commitments had an owner and a day.
    pub we_will: String,
    /// People whose names are not in the directory.
    pub others: i64,
}

/// Somebody who was there.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PresentRow {
    /// Name.
    pub name: String,
    /// Their organisation.
    pub organisation: Option<String>,
}

/// Sessions about an indicator, the newest first.
pub async fn sessions(connection: &Connection, indicator: &str) -> Result<Vec<SessionRow>, DbError> {
    let sql = format!(
        "select {SESSION} from learning_session
         where collaborative_id = $1 and indicator_id = $2
         order by held_on desc, learning_session_id desc
         limit $3"
    );
    connection.rows(&sql, args![indicator, LIST_MAX]).await
}

/// One session.
pub async fn session(connection: &Connection, id: &str) -> Result<Option<SessionRow>, DbError> {
    let sql = format!(
        "select {SESSION} from learning_session where collaborative_id = $1 and learning_session_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// Who was there, by name.
pub async fn present(connection: &Connection, id: &str) -> Result<Vec<PresentRow>, DbError> {
    let sql = "select p.name, o.name as organisation
               from learning_session_person s
               join person p on p.collaborative_id = s.collaborative_id and p.person_id = s.person_id
               left join organisation o
                 on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
               where s.collaborative_id = $1 and s.learning_session_id = $2
               order by p.name, p.person_id
               limit $3";
    connection.rows(sql, args![id, LIST_MAX]).await
}

/// Adds a session; gives how many rows were added, none if it is there already.
pub async fn insert(tx: &Tx, row: &SessionRow, people: &[String]) -> Result<u64, DbError> {
    let sql = "insert into learning_session
                 (collaborative_id, learning_session_id, indicator_id, held_on, edition_number, we_see, because,
                  others, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
               on conflict (collaborative_id, learning_session_id) do nothing";
    let now = tx.clock().now_millis();
    let id = row.learning_session_id.clone();
    let row = row.clone();
    let values = args![
        row.learning_session_id,
        row.indicator_id,
        row.held_on,
        row.edition_number,
        row.we_see,
        row.because,
        row.others,
        now,
        tx.actor().key(),
    ];
    let added = tx.run(sql, values).await?;
    if added > 0 {
        let rows = people.iter().map(|person| args![id.clone(), person.clone()]);
        let columns = &["learning_session_id", "person_id"];
        tx.insert_many("learning_session_person", columns, rows.collect())
            .await?;
    }
    Ok(added)
}
