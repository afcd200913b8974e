//! Measures from rows and their runs in the database.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};
use serde::{Deserialize, Serialize};

/// Most lines of a list.
const LIST_MAX: i64 = 1_000;

/// A measure.
#[derive(Debug, Clone, FromQueryResult)]
pub struct MeasureRow {
    /// Identifier.
    pub vault_measure_id: String,
    /// The indicator it computes.
    pub indicator_id: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// `Written` as JSON.
    pub definition: String,
    /// When it was changed.
    pub changed_at: i64,
}

const MEASURE: &str = "vault_measure_id, indicator_id, title_en, title_es, definition, changed_at";

/// Every measure, by title.
pub async fn measures(connection: &Connection) -> Result<Vec<MeasureRow>, DbError> {
    let sql = format!(
        "select {MEASURE} from vault_measure where collaborative_id = $1 order by title_en, vault_measure_id limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One measure.
pub async fn measure(connection: &Connection, id: &str) -> Result<Option<MeasureRow>, DbError> {
    let sql =
        format!("select {MEASURE} from vault_measure where collaborative_id = $1 and vault_measure_id = $2");
    connection.row(&sql, args![id]).await
}

/// Keeps a measure, new or changed.
pub async fn keep(tx: &Tx, row: &MeasureRow) -> Result<(), DbError> {
    let sql = "insert into vault_measure (collaborative_id, vault_measure_id, indicator_id, title_en, title_es, definition,
                 changed_at, changed_by, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $7)
               on conflict (collaborative_id, vault_measure_id)
               do update set indicator_id = excluded.indicator_id, title_en = excluded.title_en,
                 title_es = excluded.title_es, definition = excluded.definition, changed_at = excluded.changed_at,
                 changed_by = excluded.changed_by";
    let row = row.clone();
    let values = args![
        row.vault_measure_id,
        row.indicator_id,
        row.title_en,
        row.title_es,
        row.definition,
        tx.clock().now_millis(),
        tx.actor().key()
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// A run.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RunRow {
    /// Identifier.
    pub vault_run_id: String,
    /// Of which measure.
    pub vault_measure_id: String,
    /// Key of the period.
    pub period: String,
    /// `waiting`, `running`, `done`, `failed`, `stopped`, `accepted`.
    pub state: String,
    /// The definition as it was.
    pub definition: String,
    /// [`Outcome`] as JSON.
    pub result: String,
    /// Why it failed.
    pub failure: String,
    /// When.
    pub asked_at: i64,
}

const RUN: &str = "vault_run_id, vault_measure_id, period, state, definition, result, failure, asked_at";

/// The runs of a measure, the newest first.
pub async fn runs(connection: &Connection, measure: &str) -> Result<Vec<RunRow>, DbError> {
    let sql = format!(
        "select {RUN} from vault_run
         where collaborative_id = $1 and vault_measure_id = $2
         order by asked_at desc, vault_run_id
         limit $3"
    );
    connection.rows(&sql, args![measure, LIST_MAX]).await
}

/// One run.
pub async fn run(connection: &Connection, id: &str) -> Result<Option<RunRow>, DbError> {
    let sql = format!("select {RUN} from vault_run where collaborative_id = $1 and vault_run_id = $2");
    connection.row(&sql, args![id]).await
}

/// Keeps a new run that waits.
pub async fn insert_run(tx: &Tx, row: &RunRow, roots: &[String]) -> Result<(), DbError> {
    let sql = "insert into vault_run (collaborative_id, vault_run_id, vault_measure_id, period, state, definition, asked_at,
                 asked_by)
               values ($1, $2, $3, $4, 'waiting', $5, $6, $7)";
    let row = row.clone();
    let values = args![
        row.vault_run_id.clone(),
        row.vault_measure_id,
        row.period,
        row.definition,
        tx.clock().now_millis(),
        tx.actor().key()
    ];
    tx.run(sql, values).await?;
    for root in roots {
        let sql = "insert into vault_run_root (collaborative_id, vault_run_id, root_id) values ($1, $2, $3)";
        tx.run(sql, args![row.vault_run_id.clone(), root.clone()]).await?;
    }
    Ok(())
}

/// Changes a run's state if it stands in one of two; tells whether it did.
pub async fn change_state(tx: &Tx, id: &str, from: [&str; 2], to: &str) -> Result<bool, DbError> {
    let sql = "update vault_run set state = $5
               where collaborative_id = $1 and vault_run_id = $2 and state in ($3, $4)";
    Ok(tx.run(sql, args![id, from[0], from[1], to]).await? > 0)
}

/// Keeps what came of a run that is still running.
pub async fn finish(
    tx: &Tx,
    id: &str,
    (state, result, failure): (&str, &str, &str),
) -> Result<bool, DbError> {
    let sql = "update vault_run
               set state = $3, result = $4, failure = $5, ended_at = $6
               where collaborative_id = $1 and vault_run_id = $2 and state = 'running'";
    let now = tx.clock().now_millis();
    Ok(tx.run(sql, args![id, state, result, failure, now]).await? > 0)
}

#[derive(FromQueryResult)]
struct RootRow {
    root_id: String,
}

/// The agreements whose rows went into a run.
pub async fn roots(connection: &Connection, run: &str) -> Result<Vec<String>, DbError> {
    let sql = "select root_id from vault_run_root where collaborative_id = $1 and vault_run_id = $2 order by root_id limit $3";
    let rows: Vec<RootRow> = connection.rows(sql, args![run, LIST_MAX]).await?;
    Ok(rows.into_iter().map(|row| row.root_id).collect())
}

/// The runs that work on rows of an agreement at this moment.
pub async fn running_of_root(connection: &Connection, root: &str) -> Result<Vec<RunRow>, DbError> {
    let sql = format!(
        "select {RUN} from vault_run
         where collaborative_id = $1 and state = 'running'
           and exists (select 1 from vault_run_root r
                       where r.collaborative_id = $1 and r.vault_run_id = vault_run.vault_run_id and r.root_id = $2)
         order by asked_at, vault_run_id
         limit $3"
    );
    connection.rows(&sql, args![root, LIST_MAX]).await
}

/// At an agreement's end: what was computed from its rows and never accepted goes too.
pub async fn forget_results(tx: &Tx, root: &str) -> Result<u64, DbError> {
    let sql = "update vault_run set result = '{}', state = case when state = 'accepted' then state else 'stopped' end
               where collaborative_id = $1
                 and exists (select 1 from vault_run_root r
                             where r.collaborative_id = $1 and r.vault_run_id = vault_run.vault_run_id and r.root_id = $2)";
    tx.run(sql, args![root]).await
}

/// When somebody leaves the rows: figures that were computed with them and wait for acceptance go. Gives how many runs lost theirs.
pub async fn forget_waiting(tx: &Tx, root: &str) -> Result<u64, DbError> {
    let sql = "update vault_run set result = '{}', state = 'stopped'
               where collaborative_id = $1 and state = 'done'
                 and exists (select 1 from vault_run_root r
                             where r.collaborative_id = $1 and r.vault_run_id = vault_run.vault_run_id and r.root_id = $2)";
    tx.run(sql, args![root]).await
}

/// What the worker answered to a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// The figures.
    pub cells: Vec<OutcomeCell>,
    /// People altogether.
    pub people: i64,
    /// Rows of people that were read.
    pub rows: i64,
    /// People who were not there long enough.
    pub not_enrolled: i64,
    /// Rows of counted people that the linkage does not know, so that nobody can tell whether another partner knows them.
    pub unlinked: i64,
    /// People whose place is unknown.
    pub without_place: i64,
    /// People without a known category, by dimension.
    pub without_category: std::collections::BTreeMap<String, i64>,
}

/// One figure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutcomeCell {
    /// The place.
    pub place: Option<String>,
    /// Dimension and category.
    pub group: Vec<(String, String)>,
    /// The part.
    pub numerator: i64,
    /// The whole.
    pub denominator: i64,
    /// Least and most, where it is uncertain who is the same person.
    pub bounds: Option<OutcomeBounds>,
}

/// Where links are uncertain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct OutcomeBounds {
    /// The part.
    pub numerator: (i64, i64),
    /// The whole.
    pub denominator: (i64, i64),
    /// The share of the two, where the worker tells it.
    #[serde(default)]
    pub share: Option<(f64, f64)>,
}

impl OutcomeBounds {
    /// The share, least and most: as the worker told it, or else as far as the counts let it be.
    pub fn shares(&self) -> (f64, f64) {
        let of = |part: i64, whole: i64| match whole {
            0 => 0.0,
            _ => part as f64 / whole as f64,
        };
        let ends = (
            of(self.numerator.0, self.denominator.1),
            of(self.numerator.1, self.denominator.0),
        );
        self.share.unwrap_or(ends)
    }
}
