//! Queries on programmes and what they did.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 10_000;

const PROGRAMME: &str =
    "p.programme_id, p.organisation_id, p.indicator_id, p.name, p.meant_for, p.how_well, p.better_off,
    o.name as organisation";

/// A programme.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct ProgrammeRow {
    /// Identifier.
    pub programme_id: String,
    /// Whose it is.
    pub organisation_id: String,
    /// Which indicator it serves.
    pub indicator_id: String,
    /// Name.
    pub name: String,
    /// For whom it is meant.
    pub meant_for: String,
    /// What counts as served well.
    pub how_well: String,
    /// What counts as better off.
    pub better_off: String,
    /// The partner's name.
    pub organisation: String,
}

/// What a programme did in a period.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct MeasureRow {
    /// Key of the period.
    pub period: String,
    /// People for whom it is meant.
    pub meant_for: Option<i64>,
    /// People reached.
    pub reached: i64,
    /// People served well.
    pub served_well: Option<i64>,
    /// People better off.
    pub better_off: Option<i64>,
    /// What to know of it.
    pub remark: String,
}

/// Every programme, by name.
pub async fn programmes(connection: &Connection) -> Result<Vec<ProgrammeRow>, DbError> {
    let sql = format!(
        "select {PROGRAMME} from programme p
         join organisation o on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
         where p.collaborative_id = $1
         order by p.name, p.programme_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One programme.
pub async fn programme(connection: &Connection, id: &str) -> Result<Option<ProgrammeRow>, DbError> {
    let sql = format!(
        "select {PROGRAMME} from programme p
         join organisation o on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
         where p.collaborative_id = $1 and p.programme_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// Adds a programme; gives how many rows were added, none if it is there already.
pub async fn insert(tx: &Tx, row: &ProgrammeRow) -> Result<u64, DbError> {
    let sql = "insert into programme
                 (collaborative_id, programme_id, organisation_id, indicator_id, name, meant_for, how_well, better_off,
                  created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
               on conflict (collaborative_id, programme_id) do nothing";
    let now = tx.clock().now_millis();
    let row = row.clone();
    let values = args![
        row.programme_id,
        row.organisation_id,
        row.indicator_id,
        row.name,
        row.meant_for,
        row.how_well,
        row.better_off,
        now,
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// What a programme did, the newest period first.
pub async fn measures(connection: &Connection, id: &str) -> Result<Vec<MeasureRow>, DbError> {
    let sql = "select period, meant_for, reached, served_well, better_off, remark from programme_measure
               where collaborative_id = $1 and programme_id = $2
               order by period desc
               limit $3";
    connection.rows(sql, args![id, LIST_MAX]).await
}

/// Keeps a period; what was there before is replaced.
pub async fn set_measure(tx: &Tx, id: &str, row: &MeasureRow) -> Result<(), DbError> {
    let sql = "insert into programme_measure
                 (collaborative_id, programme_id, period, meant_for, reached, served_well, better_off, remark,
                  recorded_at, recorded_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
               on conflict (collaborative_id, programme_id, period)
               do update set meant_for = excluded.meant_for, reached = excluded.reached,
                 served_well = excluded.served_well, better_off = excluded.better_off, remark = excluded.remark,
                 recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by";
    let now = tx.clock().now_millis();
    let row = row.clone();
    let values = args![
        id,
        row.period,
        row.meant_for,
        row.reached,
        row.served_well,
        row.better_off,
        row.remark,
        now,
        tx.actor().key(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}
