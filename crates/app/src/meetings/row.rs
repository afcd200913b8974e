//! Rows of meetings: one rule for calendars, a meeting for each day.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// A row of meetings as stored.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct SeriesRow {
    /// Identifier.
    pub meeting_series_id: String,
    /// Title.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Code of a [`domain::meetings::rhythm::Rhythm`].
    pub rhythm: String,
    /// The first day.
    pub first_on: String,
    /// The last day.
    pub last_on: String,
    /// Hour by the clock there.
    pub begins: String,
    /// Zone of that clock.
    pub time_zone: String,
    /// How long.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// Changes that calendars took over.
    pub sequence: i64,
    /// When last changed.
    pub changed_at: i64,
}

/// Adds a row.
pub async fn insert(tx: &Tx, row: &SeriesRow) -> Result<(), DbError> {
    let sql = "insert into meeting_series
                 (collaborative_id, meeting_series_id, title, title_es, rhythm, first_on, last_on, begins, time_zone, minutes,
                  place, sequence, changed_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12)";
    let row = row.clone();
    let values = args![
        row.meeting_series_id,
        row.title,
        row.title_es,
        row.rhythm,
        row.first_on,
        row.last_on,
        row.begins,
        row.time_zone,
        row.minutes,
        row.place,
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Every row of meetings, the oldest first.
pub async fn all(connection: &Connection) -> Result<Vec<SeriesRow>, DbError> {
    let sql = "select meeting_series_id, title, title_es, rhythm, first_on, last_on, begins, time_zone, minutes, place, sequence,
                 changed_at
               from meeting_series
               where collaborative_id = $1
               order by first_on, meeting_series_id
               limit 1000";
    connection.rows(sql, args![]).await
}
