//! Queries on cycles of change and their monthly measurements.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 10_000;

const CYCLE: &str =
    "c.improvement_cycle_id, c.indicator_id, c.organisation_id, c.title, c.aim, c.prediction, c.measure,
    c.unit, c.direction, c.began_on, c.did, c.learnt, c.decision, c.follows_id, o.name as organisation";

/// A cycle of change.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct CycleRow {
    /// Identifier.
    pub improvement_cycle_id: String,
    /// For which indicator.
    pub indicator_id: String,
    /// Who tries it.
    pub organisation_id: Option<String>,
    /// What is tried, in a line.
    pub title: String,
    /// What it is to achieve.
    pub aim: String,
    /// What people expect.
    pub prediction: String,
    /// What is measured every month.
    pub measure: String,
    /// `percent`, `people`, `number`.
    pub unit: String,
    /// `higher` or `lower`: which way is good.
    pub direction: String,
    /// First day.
    pub began_on: String,
    /// What was done.
    pub did: String,
    /// What was learnt.
    pub learnt: String,
    /// `adopt`, `adapt`, `abandon`; nothing while it runs.
    pub decision: Option<String>,
    /// The cycle whose lesson it goes on with.
    pub follows_id: Option<String>,
    /// Name of who tries it.
    pub organisation: Option<String>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct MonthRow {
    /// As 2026-09.
    pub month: String,
    /// What was measured.
    pub value: f64,
    /// What to know of it.
    pub remark: String,
}

/// Cycles for an indicator, the newest first.
pub async fn cycles(connection: &Connection, indicator: &str) -> Result<Vec<CycleRow>, DbError> {
    let sql = format!(
        "select {CYCLE} from improvement_cycle c
         left join organisation o
           on o.collaborative_id = c.collaborative_id and o.organisation_id = c.organisation_id
         where c.collaborative_id = $1 and c.indicator_id = $2
         order by c.began_on desc, c.improvement_cycle_id desc
         limit $3"
    );
    connection.rows(&sql, args![indicator, LIST_MAX]).await
}

/// One cycle.
pub async fn cycle(connection: &Connection, id: &str) -> Result<Option<CycleRow>, DbError> {
    let sql = format!(
        "select {CYCLE} from improvement_cycle c
         left join organisation o
           on o.collaborative_id = c.collaborative_id and o.organisation_id = c.organisation_id
         where c.collaborative_id = $1 and c.improvement_cycle_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// Adds a cycle; gives how many rows were added, none if it is there already.
pub async fn insert(tx: &Tx, row: &CycleRow) -> Result<u64, DbError> {
    let sql = "insert into improvement_cycle
                 (collaborative_id, improvement_cycle_id, indicator_id, organisation_id, title, aim, prediction,
                  measure, unit, direction, began_on, follows_id, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
               on conflict (collaborative_id, improvement_cycle_id) do nothing";
    let now = tx.clock().now_millis();
    let row = row.clone();
    let values = args![
        row.improvement_cycle_id,
        row.indicator_id,
        row.organisation_id,
        row.title,
        row.aim,
        row.prediction,
        row.measure,
        row.unit,
        row.direction,
        row.began_on,
        row.follows_id,
        now,
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Keeps what was done and learnt, and the decision once there is one. A cycle that was decided on stays as it is;
/// gives how many rows changed.
pub async fn study(
    tx: &Tx,
    id: &str,
    did: &str,
    learnt: &str,
    decision: Option<&str>,
) -> Result<u64, DbError> {
    let sql = "update improvement_cycle
               set did = $3, learnt = $4, decision = $5, decided_at = $6
               where collaborative_id = $1 and improvement_cycle_id = $2 and decision is null";
    let decided_at = decision.map(|_| tx.clock().now_millis());
    let decision = decision.map(str::to_owned);
    tx.run(sql, args![id, did, learnt, decision, decided_at]).await
}

/// The months of a cycle, the oldest first.
pub async fn months(connection: &Connection, id: &str) -> Result<Vec<MonthRow>, DbError> {
    let sql = "select month, value, remark from cycle_measurement
               where collaborative_id = $1 and improvement_cycle_id = $2
               order by month
               limit $3";
    connection.rows(sql, args![id, LIST_MAX]).await
}

/// The last month that was measured in a cycle.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LastRow {
    /// The cycle.
    pub improvement_cycle_id: String,
    /// The month, `2026-03`.
    pub month: String,
}

/// The last month of each cycle about an indicator.
pub async fn last_months(connection: &Connection, indicator: &str) -> Result<Vec<LastRow>, DbError> {
    let sql = "select m.improvement_cycle_id, max(m.month) as month
               from cycle_measurement m
               join improvement_cycle c on c.collaborative_id = m.collaborative_id
                 and c.improvement_cycle_id = m.improvement_cycle_id
               where m.collaborative_id = $1 and c.indicator_id = $2
               group by m.improvement_cycle_id
               order by m.improvement_cycle_id
               limit $3";
    connection.rows(sql, args![indicator, LIST_MAX]).await
}

/// Keeps a month; what was there before is replaced, and history tells both.
pub async fn set_month(tx: &Tx, id: &str, row: &MonthRow) -> Result<(), DbError> {
    let sql = "insert into cycle_measurement (collaborative_id, improvement_cycle_id, month, value, remark, measured_at)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, improvement_cycle_id, month)
               do update set value = excluded.value, remark = excluded.remark, measured_at = excluded.measured_at";
    let now = tx.clock().now_millis();
    let row = row.clone();
    tx.run(sql, args![id, row.month, row.value, row.remark, now])
        .await?;
    Ok(())
}

/// New limits that people decided on.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LimitsRow {
    /// From this month on, as 2026-09.
    pub from_month: String,
    /// Why.
    pub reason: String,
}

/// The new limits of a cycle, the earliest first.
pub async fn limits(connection: &Connection, id: &str) -> Result<Vec<LimitsRow>, DbError> {
    let sql = "select from_month, reason from cycle_limits
               where collaborative_id = $1 and improvement_cycle_id = $2
               order by from_month
               limit $3";
    connection.rows(sql, args![id, LIST_MAX]).await
}

/// Keeps new limits; gives how many rows were added, none if that month has some already.
pub async fn insert_limits(tx: &Tx, id: &str, row: &LimitsRow) -> Result<u64, DbError> {
    let sql = "insert into cycle_limits
                 (collaborative_id, improvement_cycle_id, from_month, reason, decided_at, decided_by)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, improvement_cycle_id, from_month) do nothing";
    let now = tx.clock().now_millis();
    let row = row.clone();
    tx.run(sql, args![id, row.from_month, row.reason, now, tx.actor().key()])
        .await
}
