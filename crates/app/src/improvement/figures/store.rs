//! Queries on who works on what: organisations only, never people.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};

/// Most rows that a list holds.
const LIST_MAX: i64 = 10_000;

/// An organisation in a group, or at work on an indicator.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TieRow {
    /// The organisation.
    pub organisation_id: String,
    /// The group, or the indicator.
    pub thing: String,
}

/// Which organisations sit in which groups on a day.
pub async fn seated(connection: &Connection, today: &str) -> Result<Vec<TieRow>, DbError> {
    let sql = "select distinct organisation_id, body_id as thing
               from seat
               where collaborative_id = $1 and organisation_id is not null and since_on <= $2
                 and coalesce(until_on, '9999') >= $2
               order by organisation_id, body_id
               limit $3";
    connection.rows(sql, args![today, LIST_MAX]).await
}

/// Which organisations are at work on which indicators: it is their data, they did something for it, try a change, or run a
/// programme that serves it.
pub async fn at_work(connection: &Connection) -> Result<Vec<TieRow>, DbError> {
    let sql = "select owner_organisation_id as organisation_id, indicator_id as thing
               from indicator
               where collaborative_id = $1 and owner_organisation_id is not null
               union
               select organisation_id, indicator_id as thing
               from contribution
               where collaborative_id = $1 and organisation_id is not null and withdrawn_at is null
               union
               select organisation_id, indicator_id as thing
               from improvement_cycle
               where collaborative_id = $1 and organisation_id is not null
               union
               select organisation_id, indicator_id as thing
               from programme
               where collaborative_id = $1
               order by organisation_id, thing
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}
