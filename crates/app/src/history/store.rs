//! Facts as stored, and the names of what they point at.

use std::collections::BTreeMap;

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};

/// Facts on one page.
pub const PAGE: i64 = 50;

/// A fact's bytes.
#[derive(Debug, FromQueryResult)]
pub struct BodyRow {
    /// Number of the fact.
    pub seq: i64,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// A page of the history, the newest first, before a number; of one organisation only where one is given.
pub async fn facts_before(
    connection: &Connection,
    before: i64,
    organisation: &str,
) -> Result<Vec<BodyRow>, DbError> {
    let sql = "select seq, body
               from fact
               where collaborative_id = $1 and seq < $2
                 and ($3 = '' or subject = 'organisation:' || $3 or actor in (
                   select 'person:' || person_id from person where collaborative_id = $1 and organisation_id = $3))
               order by seq desc
               limit $4";
    connection.rows(sql, args![before, organisation, PAGE]).await
}

#[derive(FromQueryResult)]
struct NameRow {
    id: String,
    name: String,
}

/// Names of everything that facts point at, by identifier.
pub async fn names(connection: &Connection) -> Result<BTreeMap<String, String>, DbError> {
    let sql = "select person_id as id, name from person where collaborative_id = $1
               union all
               select organisation_id, name from organisation where collaborative_id = $1
               union all
               select place_id, name from place where collaborative_id = $1
               union all
               select body_id, name from body where collaborative_id = $1
               union all
               select result_id, title_en from result where collaborative_id = $1
               union all
               select indicator_id, slug from indicator where collaborative_id = $1
               union all
               select data_request_id, title from data_request where collaborative_id = $1
               union all
               select edition_id, title from edition where collaborative_id = $1
               order by id
               limit 20000";
    let rows: Vec<NameRow> = connection.rows(sql, args![]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
