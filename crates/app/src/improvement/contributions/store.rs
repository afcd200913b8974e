//! Queries on contributions.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 10_000;

/// A contribution.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct ContributionRow {
    /// Identifier.
    pub contribution_id: String,
    /// Beside which indicator.
    pub indicator_id: String,
    /// Whose it is.
    pub organisation_id: Option<String>,
    /// `event` or `action`.
    pub kind: String,
    /// Day, ISO 8601.
    pub happened_on: String,
    /// What was done, English.
    pub title_en: String,
    /// What was done, Spanish.
    pub title_es: String,
    /// `internal` or `public`.
    pub visibility: String,
    /// What shows it, in words.
    pub evidence: String,
    /// Where that stands.
    pub evidence_address: String,
}

/// A contribution with its partner's name.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ToldRow {
    /// Identifier.
    pub contribution_id: String,
    /// `event` or `action`.
    pub kind: String,
    /// Day.
    pub happened_on: String,
    /// What was done, English.
    pub title_en: String,
    /// What was done, Spanish.
    pub title_es: String,
    /// `internal` or `public`.
    pub visibility: String,
    /// The partner's name.
    pub organisation: Option<String>,
}

/// Contributions to an indicator that were not withdrawn, the oldest first.
pub async fn told(connection: &Connection, indicator: &str) -> Result<Vec<ToldRow>, DbError> {
    let sql = "select c.contribution_id, c.kind, c.happened_on, c.title_en, c.title_es, c.visibility,
                 o.name as organisation
               from contribution c
               left join organisation o
                 on o.collaborative_id = c.collaborative_id and o.organisation_id = c.organisation_id
               where c.collaborative_id = $1 and c.indicator_id = $2 and c.withdrawn_at is null
               order by c.happened_on, c.contribution_id
               limit $3";
    connection.rows(sql, args![indicator, LIST_MAX]).await
}

/// One contribution that was not withdrawn.
pub async fn contribution(connection: &Connection, id: &str) -> Result<Option<ContributionRow>, DbError> {
    let sql = "select contribution_id, indicator_id, organisation_id, kind, happened_on, title_en, title_es, visibility,
                 evidence, evidence_address
               from contribution
               where collaborative_id = $1 and contribution_id = $2 and withdrawn_at is null";
    connection.row(sql, args![id]).await
}

/// Adds a contribution; gives how many rows were added, none if it is there already.
pub async fn insert(tx: &Tx, row: &ContributionRow) -> Result<u64, DbError> {
    let sql = "insert into contribution
                 (collaborative_id, contribution_id, indicator_id, organisation_id, kind, happened_on, title_en,
                  title_es, visibility, evidence, evidence_address, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
               on conflict (collaborative_id, contribution_id) do nothing";
    let now = tx.clock().now_millis();
    let row = row.clone();
    let values = args![
        row.contribution_id,
        row.indicator_id,
        row.organisation_id,
        row.kind,
        row.happened_on,
        row.title_en,
        row.title_es,
        row.visibility,
        row.evidence,
        row.evidence_address,
        now,
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Says whether a contribution goes out with the next edition.
pub async fn set_visibility(tx: &Tx, id: &str, visibility: &str) -> Result<(), DbError> {
    let sql = "update contribution set visibility = $3 where collaborative_id = $1 and contribution_id = $2";
    tx.run(sql, args![id, visibility]).await?;
    Ok(())
}

/// Withdraws a contribution.
pub async fn withdraw(tx: &Tx, id: &str) -> Result<(), DbError> {
    let sql =
        "update contribution set withdrawn_at = $3 where collaborative_id = $1 and contribution_id = $2";
    let now = tx.clock().now_millis();
    tx.run(sql, args![id, now]).await?;
    Ok(())
}

/// Says which activity of the plan a contribution came from.
pub async fn set_activity(tx: &Tx, id: &str, activity: &str) -> Result<(), DbError> {
    let sql = "insert into contribution_activity (collaborative_id, contribution_id, activity_id)
               values ($1, $2, $3)
               on conflict (collaborative_id, contribution_id) do update set activity_id = excluded.activity_id";
    tx.run(sql, args![id, activity]).await?;
    Ok(())
}

/// Names a partner who did it too.
pub async fn add_partner(tx: &Tx, id: &str, organisation: &str) -> Result<(), DbError> {
    let sql = "insert into contribution_partner (collaborative_id, contribution_id, organisation_id)
               values ($1, $2, $3)
               on conflict (collaborative_id, contribution_id, organisation_id) do nothing";
    tx.run(sql, args![id, organisation]).await?;
    Ok(())
}

/// A thing with its name.
#[derive(Debug, Clone, FromQueryResult)]
pub struct NamedRow {
    /// Identifier.
    pub id: String,
    /// Name, English.
    pub en: String,
    /// Name, Spanish; empty where there is only one.
    pub es: String,
}

/// Most things that a form offers.
const CHOICES_MAX: i64 = 5_000;

/// Activities of the plan, by title.
pub async fn activities(connection: &Connection) -> Result<Vec<NamedRow>, DbError> {
    let sql = "select activity_id as id, title_en as en, title_es as es
               from activity
               where collaborative_id = $1
               order by title_en, activity_id
               limit $2";
    connection.rows(sql, args![CHOICES_MAX]).await
}

/// The activity that a contribution came from.
pub async fn activity_of(connection: &Connection, id: &str) -> Result<Option<NamedRow>, DbError> {
    let sql = "select a.activity_id as id, a.title_en as en, a.title_es as es
               from contribution_activity c
               join activity a on a.collaborative_id = c.collaborative_id and a.activity_id = c.activity_id
               where c.collaborative_id = $1 and c.contribution_id = $2";
    connection.row(sql, args![id]).await
}

/// Partners who did it together with the one it is told of, by name.
pub async fn partners_of(connection: &Connection, id: &str) -> Result<Vec<NamedRow>, DbError> {
    let sql = "select o.organisation_id as id, o.name as en, '' as es
               from contribution_partner c
               join organisation o
                 on o.collaborative_id = c.collaborative_id and o.organisation_id = c.organisation_id
               where c.collaborative_id = $1 and c.contribution_id = $2
               order by o.name, o.organisation_id
               limit $3";
    connection.rows(sql, args![id, CHOICES_MAX]).await
}
