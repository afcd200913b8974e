//! Queries of the pathway.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 10_000;

/// A stage.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct StageRow {
    /// Identifier.
    pub pathway_stage_id: String,
    /// Part of addresses.
    pub slug: String,
    /// Name, English.
    pub title_en: String,
    /// Name, Spanish.
    pub title_es: String,
    /// What it is about, English.
    pub about_en: String,
    /// What it is about, Spanish.
    pub about_es: String,
    /// Age at which it begins, in months.
    pub age_from: Option<i64>,
    /// Age at which it ends, in months.
    pub age_to: Option<i64>,
    /// Its place on the way.
    pub position: i64,
}

const STAGE: &str =
    "pathway_stage_id, slug, title_en, title_es, about_en, about_es, age_from, age_to, position";

/// Stages that were not removed, in order.
pub async fn stages(connection: &Connection) -> Result<Vec<StageRow>, DbError> {
    let sql = format!(
        "select {STAGE}
         from pathway_stage
         where collaborative_id = $1 and removed_at is null
         order by position, slug
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One stage that was not removed.
pub async fn stage(connection: &Connection, id: &str) -> Result<Option<StageRow>, DbError> {
    let sql = format!(
        "select {STAGE}
         from pathway_stage
         where collaborative_id = $1 and pathway_stage_id = $2 and removed_at is null"
    );
    connection.row(&sql, args![id]).await
}

/// Adds a stage; gives how many rows were added, none if it is there already.
pub async fn insert_stage(tx: &Tx, row: &StageRow) -> Result<u64, DbError> {
    let sql = "insert into pathway_stage
                 (collaborative_id, pathway_stage_id, slug, title_en, title_es, about_en, about_es, age_from, age_to,
                  position)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
               on conflict (collaborative_id, pathway_stage_id) do nothing";
    let row = row.clone();
    let values = args![
        row.pathway_stage_id,
        row.slug,
        row.title_en,
        row.title_es,
        row.about_en,
        row.about_es,
        row.age_from,
        row.age_to,
        row.position
    ];
    tx.run(sql, values).await
}

/// Changes what a stage says.
pub async fn update_stage(tx: &Tx, row: &StageRow) -> Result<(), DbError> {
    let sql = "update pathway_stage
               set title_en = $3, title_es = $4, about_en = $5, about_es = $6, age_from = $7, age_to = $8
               where collaborative_id = $1 and pathway_stage_id = $2";
    let row = row.clone();
    let values = args![
        row.pathway_stage_id,
        row.title_en,
        row.title_es,
        row.about_en,
        row.about_es,
        row.age_from,
        row.age_to
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Gives a stage its place.
pub async fn set_position(tx: &Tx, id: &str, position: i64) -> Result<(), DbError> {
    let sql = "update pathway_stage set position = $3 where collaborative_id = $1 and pathway_stage_id = $2";
    tx.run(sql, args![id, position]).await?;
    Ok(())
}

/// Takes a stage off the way; its activities keep it in their history.
pub async fn remove_stage(tx: &Tx, id: &str) -> Result<(), DbError> {
    let sql = "update pathway_stage set removed_at = $3, slug = slug || '-' || $2
               where collaborative_id = $1 and pathway_stage_id = $2";
    tx.run(sql, args![id, tx.clock().now_millis()]).await?;
    Ok(())
}

/// An indicator at a stage.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PlacedRow {
    /// The stage.
    pub pathway_stage_id: String,
    /// The indicator.
    pub indicator_id: String,
    /// Its slug.
    pub slug: String,
    /// `public` or `internal`.
    pub visibility: String,
}

/// Which indicators stand at which stages, in order.
pub async fn placed(connection: &Connection) -> Result<Vec<PlacedRow>, DbError> {
    let sql = "select p.pathway_stage_id, p.indicator_id, i.slug, i.visibility
               from pathway_indicator p
               join indicator i on i.collaborative_id = p.collaborative_id and i.indicator_id = p.indicator_id
               where p.collaborative_id = $1
               order by p.pathway_stage_id, p.position, i.position, i.slug
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Says which indicators stand at a stage.
pub async fn place(tx: &Tx, stage: &str, indicators: &[String]) -> Result<(), DbError> {
    let sql = "delete from pathway_indicator where collaborative_id = $1 and pathway_stage_id = $2";
    tx.run(sql, args![stage]).await?;
    for (position, indicator) in (1_i64..).zip(indicators) {
        let sql = "insert into pathway_indicator (collaborative_id, pathway_stage_id, indicator_id, position)
                   values ($1, $2, $3, $4)
                   on conflict (collaborative_id, pathway_stage_id, indicator_id) do nothing";
        tx.run(sql, args![stage, indicator.clone(), position]).await?;
    }
    Ok(())
}

/// Something weighs on something later.
#[derive(Debug, Clone, FromQueryResult)]
pub struct InfluenceRow {
    /// What is measured earlier.
    pub upstream_id: String,
    /// Its slug.
    pub upstream: String,
    /// What is measured later.
    pub downstream_id: String,
    /// Its slug.
    pub downstream: String,
    /// Whether the public knows both.
    pub is_public: bool,
    /// What it rests on, English.
    pub because_en: String,
    /// What it rests on, Spanish.
    pub because_es: String,
}

/// What weighs on what.
pub async fn influences(connection: &Connection) -> Result<Vec<InfluenceRow>, DbError> {
    let sql = "select f.upstream_id, u.slug as upstream, f.downstream_id, d.slug as downstream,
                 (u.visibility = 'public' and d.visibility = 'public') as is_public, f.because_en, f.because_es
               from pathway_influence f
               join indicator u on u.collaborative_id = f.collaborative_id and u.indicator_id = f.upstream_id
               join indicator d on d.collaborative_id = f.collaborative_id and d.indicator_id = f.downstream_id
               where f.collaborative_id = $1
               order by u.position, u.slug, d.position, d.slug
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Keeps that something weighs on something; a later word takes the place of an earlier.
pub async fn set_influence(
    tx: &Tx,
    (upstream, downstream): (&str, &str),
    (en, es): (&str, &str),
) -> Result<(), DbError> {
    let sql =
        "insert into pathway_influence (collaborative_id, upstream_id, downstream_id, because_en, because_es)
               values ($1, $2, $3, $4, $5)
               on conflict (collaborative_id, upstream_id, downstream_id)
               do update set because_en = excluded.because_en, because_es = excluded.because_es";
    tx.run(sql, args![upstream, downstream, en, es]).await?;
    Ok(())
}

/// Takes it back; gives how many rows went.
pub async fn remove_influence(tx: &Tx, (upstream, downstream): (&str, &str)) -> Result<u64, DbError> {
    let sql = "delete from pathway_influence
               where collaborative_id = $1 and upstream_id = $2 and downstream_id = $3";
    tx.run(sql, args![upstream, downstream]).await
}

/// How many activities under way or to come belong to a stage.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ActiveRow {
    /// The stage.
    pub pathway_stage_id: String,
    /// How many.
    pub n: i64,
}

/// How many activities under way or to come belong to each stage.
pub async fn active(connection: &Connection, today: &str) -> Result<Vec<ActiveRow>, DbError> {
    let sql = "select pathway_stage_id, count(*) as n
               from activity
               where collaborative_id = $1 and pathway_stage_id is not null and ended_at is null
                 and (ends_on is null or ends_on >= $2)
               group by pathway_stage_id
               order by pathway_stage_id
               limit $3";
    connection.rows(sql, args![today, LIST_MAX]).await
}
