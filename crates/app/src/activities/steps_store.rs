//! Queries on milestones and on what activities count of themselves.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 20_000;
/// Most milestones that somebody's own list holds.
const OWN_MAX: i64 = 200;

/// What an activity means to reach by a day.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct MilestoneRow {
    /// Identifier.
    pub milestone_id: String,
    /// Of which activity.
    pub activity_id: String,
    /// `milestone` or `deliverable`.
    pub kind: String,
    /// What.
    pub title_en: String,
    /// What, Spanish.
    pub title_es: String,
    /// By when.
    pub due_on: String,
    /// When it was reached.
    pub done_on: Option<String>,
    /// When it was dropped.
    pub dropped_at: Option<i64>,
    /// Why.
    pub because: String,
}

/// What an activity counts of itself.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct MetricRow {
    /// Identifier.
    pub activity_metric_id: String,
    /// Of which activity.
    pub activity_id: String,
    /// What is counted.
    pub title_en: String,
    /// What is counted, Spanish.
    pub title_es: String,
    /// How much was planned.
    pub planned: Option<f64>,
    /// How much was reached so far.
    pub reached: Option<f64>,
    /// As of which day.
    pub measured_on: Option<String>,
}

/// An open milestone of somebody's, with its activity.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct DueRow {
    /// Identifier.
    pub milestone_id: String,
    /// What.
    pub title_en: String,
    /// What, Spanish.
    pub title_es: String,
    /// By when.
    pub due_on: String,
    /// Of which activity.
    pub activity_id: String,
    /// Its title.
    pub activity_en: String,
    /// Its title, Spanish.
    pub activity_es: String,
    /// Name of the organisation that leads it.
    pub lead: String,
    /// Whether the person's own organisation takes part; else only their group has to do with it.
    pub is_own: bool,
}

const MILESTONE: &str =
    "milestone_id, activity_id, kind, title_en, title_es, due_on, done_on, dropped_at, because";

/// The milestones of an activity, of all of them where none is named; the earliest first.
pub async fn milestones(connection: &Connection, activity: &str) -> Result<Vec<MilestoneRow>, DbError> {
    let sql = format!(
        "select {MILESTONE} from milestone
         where collaborative_id = $1 and ($2 = '' or activity_id = $2)
         order by activity_id, due_on, position, milestone_id
         limit $3"
    );
    connection.rows(&sql, args![activity, LIST_MAX]).await
}

/// One milestone.
pub async fn milestone(connection: &Connection, id: &str) -> Result<Option<MilestoneRow>, DbError> {
    let sql = format!("select {MILESTONE} from milestone where collaborative_id = $1 and milestone_id = $2");
    connection.row(&sql, args![id]).await
}

/// Open milestones, due by a day, of the activities that a person has to do with: their organisation leads them or
/// contributes, or they sit in the group, which is told apart.
pub async fn due_for(
    connection: &Connection,
    person: &str,
    (today, until): (&str, &str),
) -> Result<Vec<DueRow>, DbError> {
    let sql = "select m.milestone_id, m.title_en, m.title_es, m.due_on, a.activity_id, a.title_en as activity_en,
                 a.title_es as activity_es, o.name as lead,
                 exists (select 1 from person mine
                         where mine.collaborative_id = $1 and mine.person_id = $2
                           and (mine.organisation_id = a.lead_id
                             or exists (select 1 from activity_partner q
                                  where q.collaborative_id = $1 and q.activity_id = a.activity_id
                                    and q.organisation_id = mine.organisation_id))) as is_own
               from milestone m
               join activity a on a.collaborative_id = m.collaborative_id and a.activity_id = m.activity_id
               join organisation o on o.collaborative_id = a.collaborative_id and o.organisation_id = a.lead_id
               where m.collaborative_id = $1 and m.done_on is null and m.dropped_at is null and m.due_on <= $4
                 and a.ended_at is null
                 and (exists (select 1 from person me
                        where me.collaborative_id = $1 and me.person_id = $2
                          and (me.organisation_id = a.lead_id
                            or exists (select 1 from activity_partner p
                                 where p.collaborative_id = $1 and p.activity_id = a.activity_id
                                   and p.organisation_id = me.organisation_id)))
                   or exists (select 1 from seat s
                        where s.collaborative_id = $1 and s.person_id = $2 and s.body_id = a.body_id
                          and s.since_on <= $3 and (s.until_on is null or s.until_on >= $3)))
               order by m.due_on, m.milestone_id
               limit $5";
    connection.rows(sql, args![person, today, until, OWN_MAX]).await
}

/// Adds a milestone; gives how many rows were added, none if it is there already.
pub async fn insert_milestone(tx: &Tx, row: &MilestoneRow) -> Result<u64, DbError> {
    let sql = "insert into milestone
                 (collaborative_id, milestone_id, activity_id, kind, title_en, title_es, due_on, done_on)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (collaborative_id, milestone_id) do nothing";
    let row = row.clone();
    let values = args![
        row.milestone_id,
        row.activity_id,
        row.kind,
        row.title_en,
        row.title_es,
        row.due_on,
        row.done_on
    ];
    tx.run(sql, values).await
}

/// Says what became of a milestone, or moves its day.
pub async fn update_milestone(tx: &Tx, row: &MilestoneRow) -> Result<u64, DbError> {
    let sql = "update milestone
               set due_on = $3, done_on = $4, dropped_at = $5, because = $6
               where collaborative_id = $1 and milestone_id = $2";
    let row = row.clone();
    let values = args![
        row.milestone_id,
        row.due_on,
        row.done_on,
        row.dropped_at,
        row.because
    ];
    tx.run(sql, values).await
}

const METRIC: &str = "activity_metric_id, activity_id, title_en, title_es, planned, reached, measured_on";

/// What an activity counts.
pub async fn metrics(connection: &Connection, activity: &str) -> Result<Vec<MetricRow>, DbError> {
    let sql = format!(
        "select {METRIC} from activity_metric
         where collaborative_id = $1 and activity_id = $2
         order by position, activity_metric_id
         limit $3"
    );
    connection.rows(&sql, args![activity, LIST_MAX]).await
}

/// One thing that an activity counts.
pub async fn metric(connection: &Connection, id: &str) -> Result<Option<MetricRow>, DbError> {
    let sql = format!(
        "select {METRIC} from activity_metric where collaborative_id = $1 and activity_metric_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// Adds or changes what an activity counts.
pub async fn put_metric(tx: &Tx, row: &MetricRow) -> Result<u64, DbError> {
    let sql = "insert into activity_metric
                 (collaborative_id, activity_metric_id, activity_id, title_en, title_es, planned, reached, measured_on)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (collaborative_id, activity_metric_id) do update
               set title_en = excluded.title_en, title_es = excluded.title_es, planned = excluded.planned,
                 reached = excluded.reached, measured_on = excluded.measured_on";
    let row = row.clone();
    let values = args![
        row.activity_metric_id,
        row.activity_id,
        row.title_en,
        row.title_es,
        row.planned,
        row.reached,
        row.measured_on
    ];
    tx.run(sql, values).await
}
