//! Queries on policies, positions, and work on them.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};
use platform::words::Words;

/// Most rows that a list holds.
const LIST_MAX: i64 = 5_000;

const ITEM: &str = "policy_item_id, title_en, title_es, ask_en, ask_es, decision_maker, level, stage, because_en, because_es, \
                    body_id, allies, outcome_en, outcome_es, adopted_on, money, currency, money_years, indicators, \
                    conditions_en, conditions_es, contribution_id, visibility, revision, decision_maker_es";

/// A policy.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct ItemRow {
    /// Identifier.
    pub policy_item_id: String,
    /// What it is called.
    pub title_en: String,
    /// The same, Spanish.
    pub title_es: String,
    /// What is asked.
    pub ask_en: String,
    /// The same, Spanish.
    pub ask_es: String,
    /// Who decides.
    pub decision_maker: String,
    /// The same, Spanish.
    pub decision_maker_es: String,
    /// Code of the level.
    pub level: String,
    /// Code of the stage.
    pub stage: String,
    /// Why it is lost or dropped.
    pub because_en: String,
    /// The same, Spanish.
    pub because_es: String,
    /// The body that put it on the agenda.
    pub body_id: Option<String>,
    /// Who else is for it.
    pub allies: String,
    /// What came of it.
    pub outcome_en: String,
    /// The same, Spanish.
    pub outcome_es: String,
    /// Day of adoption.
    pub adopted_on: Option<String>,
    /// Money committed, minor units.
    pub money: Option<i64>,
    /// Its currency.
    pub currency: String,
    /// Over how many years.
    pub money_years: Option<i64>,
    /// JSON: identifiers of indicators.
    pub indicators: String,
    /// Conditions it should move.
    pub conditions_en: String,
    /// The same, Spanish.
    pub conditions_es: String,
    /// The change on the curve it became.
    pub contribution_id: Option<String>,
    /// `internal` or `public`.
    pub visibility: String,
    /// Grows with every change.
    pub revision: i64,
}

/// Where a partner stands.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct PositionRow {
    /// On which policy.
    pub policy_item_id: String,
    /// Which partner.
    pub organisation_id: String,
    /// Its name.
    pub organisation: String,
    /// Code of the position.
    pub position: String,
    /// What it adds.
    pub words: String,
    /// Since when.
    pub taken_on: String,
}

/// Work on a policy.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct WorkRow {
    /// Identifier.
    pub policy_action_id: String,
    /// On which policy.
    pub policy_item_id: String,
    /// Whose.
    pub organisation_id: String,
    /// Its name.
    pub organisation: String,
    /// Day.
    pub done_on: String,
    /// What was done.
    pub what_en: String,
    /// The same, Spanish.
    pub what_es: String,
    /// Minutes of lobbying.
    pub lobbying_minutes: i64,
    /// Minutes of other work.
    pub other_minutes: i64,
}

/// How many partners stand where, on one policy.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StandRow {
    /// On which policy.
    pub policy_item_id: String,
    /// Code of the position.
    pub position: String,
    /// How many.
    pub n: i64,
}

/// Minutes on one policy, of both kinds.
#[derive(Debug, Clone, FromQueryResult)]
pub struct TimeRow {
    /// On which policy.
    pub policy_item_id: String,
    /// Of lobbying.
    pub lobbying: i64,
    /// Of other work.
    pub other: i64,
}

impl ItemRow {
    /// Who decides, in a language.
    pub fn decider(&self, words: Words) -> String {
        words
            .pick(&self.decision_maker, &self.decision_maker_es)
            .to_owned()
    }
}

/// Every policy, the newest first.
pub async fn items(connection: &Connection) -> Result<Vec<ItemRow>, DbError> {
    let sql = format!(
        "select {ITEM} from policy_item where collaborative_id = $1 order by created_at desc, policy_item_id limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One policy.
pub async fn item(connection: &Connection, id: &str) -> Result<Option<ItemRow>, DbError> {
    let sql = format!("select {ITEM} from policy_item where collaborative_id = $1 and policy_item_id = $2");
    connection.row(&sql, args![id]).await
}

/// Adds a policy; gives how many rows were added.
pub async fn insert_item(tx: &Tx, row: &ItemRow) -> Result<u64, DbError> {
    let sql = "insert into policy_item
                 (collaborative_id, policy_item_id, title_en, title_es, ask_en, ask_es, decision_maker, level, stage,
                  because_en, because_es, body_id, allies, outcome_en, outcome_es, adopted_on, money, currency,
                  money_years, indicators, conditions_en, conditions_es, decision_maker_es, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                 $22, $23, $24, $25)
               on conflict (collaborative_id, policy_item_id) do nothing";
    let mut values = args![row.policy_item_id.clone()];
    values.extend(said(row));
    values.extend(args![tx.clock().now_millis(), tx.actor().key()]);
    tx.run(sql, values).await
}

fn said(row: &ItemRow) -> Vec<platform::db::Value> {
    let row = row.clone();
    args![
        row.title_en,
        row.title_es,
        row.ask_en,
        row.ask_es,
        row.decision_maker,
        row.level,
        row.stage,
        row.because_en,
        row.because_es,
        row.body_id,
        row.allies,
        row.outcome_en,
        row.outcome_es,
        row.adopted_on,
        row.money,
        row.currency,
        row.money_years,
        row.indicators,
        row.conditions_en,
        row.conditions_es,
        row.decision_maker_es,
    ]
}

/// Changes a policy that nobody changed meanwhile; gives how many rows changed.
pub async fn update_item(tx: &Tx, row: &ItemRow, revision: i64) -> Result<u64, DbError> {
    let sql = "update policy_item
               set title_en = $3, title_es = $4, ask_en = $5, ask_es = $6, decision_maker = $7, level = $8, stage = $9,
                 because_en = $10, because_es = $11, body_id = $12, allies = $13, outcome_en = $14, outcome_es = $15,
                 adopted_on = $16, money = $17, currency = $18, money_years = $19, indicators = $20,
                 conditions_en = $21, conditions_es = $22, decision_maker_es = $23, revision = revision + 1
               where collaborative_id = $1 and policy_item_id = $2 and revision = $24";
    let mut values = args![row.policy_item_id.clone()];
    values.extend(said(row));
    values.extend(args![revision]);
    tx.run(sql, values).await
}

/// Says whether a policy that was won goes out with the next edition.
pub async fn set_visibility(tx: &Tx, id: &str, visibility: &str) -> Result<(), DbError> {
    let sql = "update policy_item set visibility = $3 where collaborative_id = $1 and policy_item_id = $2";
    tx.run(sql, args![id, visibility]).await?;
    Ok(())
}

/// Keeps which change on the curve a policy became.
pub async fn set_contribution(tx: &Tx, id: &str, contribution: &str) -> Result<(), DbError> {
    let sql =
        "update policy_item set contribution_id = $3 where collaborative_id = $1 and policy_item_id = $2";
    tx.run(sql, args![id, contribution]).await?;
    Ok(())
}

const POSITION: &str =
    "p.policy_item_id, p.organisation_id, o.name as organisation, p.position, p.words, p.taken_on";

/// Where partners stand on one policy, by name.
pub async fn positions(connection: &Connection, item: &str) -> Result<Vec<PositionRow>, DbError> {
    let sql = format!(
        "select {POSITION}
         from policy_position p
         join organisation o on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
         where p.collaborative_id = $1 and p.policy_item_id = $2
         order by o.name, p.organisation_id
         limit $3"
    );
    connection.rows(&sql, args![item, LIST_MAX]).await
}

/// Where one partner stands on every policy.
pub async fn positions_of(connection: &Connection, organisation: &str) -> Result<Vec<PositionRow>, DbError> {
    let sql = format!(
        "select {POSITION}
         from policy_position p
         join organisation o on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
         where p.collaborative_id = $1 and p.organisation_id = $2
         order by p.policy_item_id
         limit $3"
    );
    connection.rows(&sql, args![organisation, LIST_MAX]).await
}

/// How many partners stand where, on every policy.
pub async fn stands(connection: &Connection) -> Result<Vec<StandRow>, DbError> {
    let sql = "select policy_item_id, position, count(*) as n
               from policy_position
               where collaborative_id = $1
               group by policy_item_id, position
               order by policy_item_id, position
               limit $2";
    connection.rows(sql, args![LIST_MAX * 3]).await
}

/// Keeps where a partner stands.
pub async fn upsert_position(tx: &Tx, row: &PositionRow) -> Result<(), DbError> {
    let sql = "insert into policy_position
                 (collaborative_id, policy_item_id, organisation_id, position, words, taken_on, taken_by)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, policy_item_id, organisation_id)
               do update set position = $4, words = $5, taken_on = $6, taken_by = $7";
    let row = row.clone();
    let values = args![
        row.policy_item_id,
        row.organisation_id,
        row.position,
        row.words,
        row.taken_on,
        tx.actor().key(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Minutes on every policy, of both kinds.
pub async fn times(connection: &Connection) -> Result<Vec<TimeRow>, DbError> {
    let sql = "select policy_item_id, cast(sum(lobbying_minutes) as bigint) as lobbying,
                 cast(sum(other_minutes) as bigint) as other
               from policy_action
               where collaborative_id = $1 and removed_at is null
               group by policy_item_id
               order by policy_item_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Work on one policy, the newest first.
pub async fn work(connection: &Connection, item: &str) -> Result<Vec<WorkRow>, DbError> {
    let sql = "select a.policy_action_id, a.policy_item_id, a.organisation_id, o.name as organisation, a.done_on, a.what_en,
                 a.what_es, a.lobbying_minutes, a.other_minutes
               from policy_action a
               join organisation o on o.collaborative_id = a.collaborative_id and o.organisation_id = a.organisation_id
               where a.collaborative_id = $1 and a.policy_item_id = $2 and a.removed_at is null
               order by a.done_on desc, a.policy_action_id
               limit $3";
    connection.rows(sql, args![item, LIST_MAX]).await
}

/// Notes work; gives how many rows were added.
pub async fn insert_work(tx: &Tx, row: &WorkRow) -> Result<u64, DbError> {
    let sql = "insert into policy_action
                 (collaborative_id, policy_action_id, policy_item_id, organisation_id, done_on, what_en, what_es,
                  lobbying_minutes, other_minutes, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
               on conflict (collaborative_id, policy_action_id) do nothing";
    let row = row.clone();
    let values = args![
        row.policy_action_id,
        row.policy_item_id,
        row.organisation_id,
        row.done_on,
        row.what_en,
        row.what_es,
        row.lobbying_minutes,
        row.other_minutes,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Takes work off; gives how many rows changed.
pub async fn remove_work(tx: &Tx, item: &str, id: &str) -> Result<u64, DbError> {
    let sql = "update policy_action set removed_at = $4
               where collaborative_id = $1 and policy_item_id = $2 and policy_action_id = $3 and removed_at is null";
    tx.run(sql, args![item, id, tx.clock().now_millis()]).await
}
