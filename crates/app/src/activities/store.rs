//! Queries on activities.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx, Value};

/// An activity.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct ActivityRow {
    /// Identifier.
    pub activity_id: String,
    /// Part of its public address.
    pub slug: String,
    /// Title.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What is done.
    pub about_en: String,
    /// What is done, Spanish.
    pub about_es: String,
    /// The organisation that leads it.
    pub lead_id: String,
    /// The working group it belongs to.
    pub body_id: Option<String>,
    /// Key of a strategy of the agenda.
    pub strategy_key: Option<String>,
    /// The indicator it means to move.
    pub indicator_id: Option<String>,
    /// Where on the pathway.
    pub pathway_stage_id: Option<String>,
    /// `universal` or `targeted`.
    pub scope: String,
    /// For whom, in words.
    pub population_en: String,
    /// For whom, Spanish.
    pub population_es: String,
    /// First day.
    pub starts_on: String,
    /// Last day, if it has one.
    pub ends_on: Option<String>,
    /// Whether it went on before the plan.
    pub was_under_way: bool,
    /// `internal` or `public`.
    pub visibility: String,
    /// Grows with every change.
    pub revision: i64,
    /// Of the form or the row of a sheet that it came with.
    pub entry_key: String,
    /// When it was ended with a reason.
    pub ended_at: Option<i64>,
    /// That reason.
    pub ended_because: String,
}

/// What can change, in the order of [`changeable`]; then what stays as it was added.
const ACTIVITY: &str =
    "activity_id, revision, title_en, title_es, about_en, about_es, lead_id, body_id, strategy_key, indicator_id,
    pathway_stage_id, scope, population_en, population_es, starts_on, ends_on, was_under_way, visibility,
    slug, entry_key, ended_at, ended_because";

/// One activity.
pub async fn activity(connection: &Connection, id: &str) -> Result<Option<ActivityRow>, DbError> {
    let sql = format!("select {ACTIVITY} from activity where collaborative_id = $1 and activity_id = $2");
    connection.row(&sql, args![id]).await
}

/// One activity, kept from others until the change is done.
pub async fn activity_to_change(tx: &Tx, id: &str) -> Result<Option<ActivityRow>, DbError> {
    let end = tx.database().dialect().for_update();
    let sql =
        format!("select {ACTIVITY} from activity where collaborative_id = $1 and activity_id = $2{end}");
    tx.row(&sql, args![id]).await
}

/// Every activity that was made public.
pub async fn public_activities(connection: &Connection) -> Result<Vec<ActivityRow>, DbError> {
    let sql = format!(
        "select {ACTIVITY} from activity
         where collaborative_id = $1 and visibility = 'public'
         order by starts_on, activity_id
         limit 10000"
    );
    connection.rows(&sql, args![]).await
}

/// The activity that came with a form or a row of a sheet.
pub async fn by_entry_key(connection: &Connection, key: &str) -> Result<Option<ActivityRow>, DbError> {
    let sql = format!("select {ACTIVITY} from activity where collaborative_id = $1 and entry_key = $2");
    connection.row(&sql, args![key]).await
}

/// How many activities have a slug that begins so.
pub async fn slugs_like(connection: &Connection, slug: &str) -> Result<i64, DbError> {
    let sql =
        "select count(*) as n from activity where collaborative_id = $1 and (slug = $2 or slug like $3)";
    connection.number(sql, args![slug, format!("{slug}-%")]).await
}

/// Adds an activity; gives how many rows were added, none if it is there already.
pub async fn insert(tx: &Tx, row: &ActivityRow) -> Result<u64, DbError> {
    let mut values = changeable(row);
    let own = row.clone();
    values.extend(args![own.slug, own.entry_key, own.ended_at, own.ended_because]);
    values.extend(args![tx.clock().now_millis(), tx.actor().key()]);
    let places: Vec<String> = (2..values.len() + 2).map(|number| format!("${number}")).collect();
    let sql = format!(
        "insert into activity (collaborative_id, {ACTIVITY}, created_at, created_by)
         values ($1, {})
         on conflict (collaborative_id, entry_key) do nothing",
        places.join(", ")
    );
    tx.run(&sql, values).await
}

/// Changes an activity if nobody else did meanwhile; gives how many rows changed.
pub async fn update(tx: &Tx, row: &ActivityRow) -> Result<u64, DbError> {
    let sql = "update activity
               set title_en = $4, title_es = $5, about_en = $6, about_es = $7, lead_id = $8, body_id = $9,
                 strategy_key = $10, indicator_id = $11, pathway_stage_id = $12, scope = $13, population_en = $14,
                 population_es = $15, starts_on = $16, ends_on = $17, was_under_way = $18, visibility = $19,
                 revision = revision + 1
               where collaborative_id = $1 and activity_id = $2 and revision = $3";
    tx.run(sql, changeable(row)).await
}

/// Ends an activity with a reason, or takes it up again; gives how many rows changed.
pub async fn set_ended(tx: &Tx, id: &str, ended_at: Option<i64>, because: &str) -> Result<u64, DbError> {
    let sql = "update activity
               set ended_at = $3, ended_because = $4, revision = revision + 1
               where collaborative_id = $1 and activity_id = $2";
    tx.run(sql, args![id, ended_at, because]).await
}

/// The identifier, the revision and everything that a form can change.
fn changeable(row: &ActivityRow) -> Vec<Value> {
    let row = row.clone();
    args![
        row.activity_id,
        row.revision,
        row.title_en,
        row.title_es,
        row.about_en,
        row.about_es,
        row.lead_id,
        row.body_id,
        row.strategy_key,
        row.indicator_id,
        row.pathway_stage_id,
        row.scope,
        row.population_en,
        row.population_es,
        row.starts_on,
        row.ends_on,
        row.was_under_way,
        row.visibility,
    ]
}
