//! Queries of the first steps: which screens were passed, and what is there already.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// A screen that was passed.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StepRow {
    /// Its code.
    pub step: String,
    /// `done` or `skipped`.
    pub outcome: String,
}

/// The screens that were passed.
pub async fn steps(connection: &Connection) -> Result<Vec<StepRow>, DbError> {
    let sql = "select step, outcome from setup_step where collaborative_id = $1 order by step limit 100";
    connection.rows(sql, args![]).await
}

/// Notes that a screen was passed; passed again, what became of it last counts.
pub async fn put_step(tx: &Tx, step: &str, outcome: &str) -> Result<u64, DbError> {
    let sql = "insert into setup_step (collaborative_id, step, outcome, done_at, done_by)
               values ($1, $2, $3, $4, $5)
               on conflict (collaborative_id, step) do update
               set outcome = excluded.outcome, done_at = excluded.done_at, done_by = excluded.done_by";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    tx.run(sql, args![step, outcome, now, by]).await
}

/// Where the collaborative works, and what it is.
pub async fn put_place_name(tx: &Tx, name: &str) -> Result<u64, DbError> {
    let sql = "update collaborative set place_name = $2 where collaborative_id = $1";
    tx.run(sql, args![name]).await
}

/// What readers see first about the collaborative.
pub async fn put_about(tx: &Tx, (en, es): (&str, &str)) -> Result<u64, DbError> {
    let sql = "update collaborative set about_en = $2, about_es = $3 where collaborative_id = $1";
    tx.run(sql, args![en, es]).await
}

/// How much of everything there is.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct Counts {
    /// Results.
    pub results: i64,
    /// People in the directory.
    pub people: i64,
    /// Requests to partners.
    pub requests: i64,
    /// Figures.
    pub observations: i64,
    /// Drafts and editions.
    pub editions: i64,
    /// Published editions.
    pub published: i64,
    /// Ratified versions of the agenda.
    pub ratified: i64,
    /// Decisions.
    pub decisions: i64,
    /// Endorsements of the agenda.
    pub endorsements: i64,
    /// Goals.
    pub targets: i64,
}

/// How much of everything there is, in one query: "This week" asks for it at every visit.
pub async fn counts(connection: &Connection) -> Result<Counts, DbError> {
    let sql = "select
        (select count(*) from result r where r.collaborative_id = $1) as results,
        (select count(*) from person p where p.collaborative_id = $1) as people,
        (select count(*) from data_request d where d.collaborative_id = $1) as requests,
        (select count(*) from (select 1 as one from observation o where o.collaborative_id = $1 limit 1) f) as observations,
        (select count(*) from edition e where e.collaborative_id = $1) as editions,
        (select count(*) from edition e where e.collaborative_id = $1 and e.number is not null) as published,
        (select count(*) from agenda_version v where v.collaborative_id = $1 and v.state = 'ratified') as ratified,
        (select count(*) from decision n where n.collaborative_id = $1) as decisions,
        (select count(*) from agenda_endorsement a where a.collaborative_id = $1 and a.withdrawn_at is null) as endorsements,
        (select count(*) from target t where t.collaborative_id = $1) as targets";
    Ok(connection.row(sql, args![]).await?.unwrap_or_default())
}
