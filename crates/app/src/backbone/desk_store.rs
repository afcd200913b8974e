//! Queries of the desk: workplan, hours, roles, stage.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

const LIST_MAX: i64 = 2_000;

/// An item of the workplan.
#[derive(Debug, Clone, FromQueryResult)]
pub struct WorkItemRow {
    /// Identifier.
    pub work_item_id: String,
    /// Code of a function.
    pub function: String,
    /// What is to be done.
    pub title: String,
    /// More about it.
    pub note: String,
    /// Who does it.
    pub owner_id: Option<String>,
    /// First day.
    pub starts_on: Option<String>,
    /// Last day.
    pub due_on: Option<String>,
    /// `open`, `done` or `dropped`.
    pub state: String,
    /// When it was done or dropped.
    pub ended_on: Option<String>,
    /// Page of what it serves.
    pub serves_path: String,
    /// Name of what it serves.
    pub serves_title: String,
    /// Code of the benchmark whose gap it closes.
    pub benchmark: String,
}

const ITEM_COLUMNS: &str =
    "work_item_id, function, title, note, owner_id, starts_on, due_on, state, ended_on,
    serves_path, serves_title, benchmark";

/// Items that are open, and those that ended on a day or later; by day due.
pub async fn work_items(connection: &Connection, ended_from: &str) -> Result<Vec<WorkItemRow>, DbError> {
    let sql = format!(
        "select {ITEM_COLUMNS} from work_item
         where collaborative_id = $1 and (state = 'open' or ended_on >= $2)
         order by coalesce(due_on, '9999'), title, work_item_id
         limit $3"
    );
    connection.rows(&sql, args![ended_from, LIST_MAX]).await
}

/// One item.
pub async fn work_item(connection: &Connection, id: &str) -> Result<Option<WorkItemRow>, DbError> {
    let sql =
        format!("select {ITEM_COLUMNS} from work_item where collaborative_id = $1 and work_item_id = $2");
    connection.row(&sql, args![id]).await
}

/// Adds an item, or changes it as a whole.
pub async fn upsert_work_item(tx: &Tx, row: &WorkItemRow) -> Result<(), DbError> {
    let sql = "insert into work_item (collaborative_id, work_item_id, function, title, note, owner_id, starts_on, due_on,
                 state, ended_on, serves_path, serves_title, benchmark, created_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
               on conflict (collaborative_id, work_item_id) do update set function = $3, title = $4, note = $5,
                 owner_id = $6, starts_on = $7, due_on = $8, state = $9, ended_on = $10, serves_path = $11,
                 serves_title = $12, benchmark = $13";
    let (row, now) = (row.clone(), tx.clock().now_millis());
    let values = args![
        row.work_item_id,
        row.function,
        row.title,
        row.note,
        row.owner_id,
        row.starts_on,
        row.due_on,
        row.state,
        row.ended_on,
        row.serves_path,
        row.serves_title,
        row.benchmark,
        now
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Minutes of somebody for a function, planned in a week or worked in one.
#[derive(Debug, Clone, FromQueryResult)]
pub struct MinutesRow {
    /// Who.
    pub person_id: String,
    /// First day of the week; empty for what is planned.
    pub week_from: String,
    /// Code of a function.
    pub function: String,
    /// How many.
    pub minutes: i64,
}

/// What everybody means to give each week.
pub async fn planned(connection: &Connection) -> Result<Vec<MinutesRow>, DbError> {
    let sql = "select person_id, '' as week_from, function, minutes from planned_time
               where collaborative_id = $1
               order by person_id, function
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// What everybody gave since a week, the newest week first.
pub async fn worked(connection: &Connection, since: &str) -> Result<Vec<MinutesRow>, DbError> {
    let sql = "select person_id, week_from, function, minutes from worked_time
               where collaborative_id = $1 and week_from >= $2
               order by week_from desc, person_id, function
               limit 20000";
    connection.rows(sql, args![since]).await
}

/// Keeps planned minutes.
pub async fn keep_planned(tx: &Tx, row: &MinutesRow) -> Result<(), DbError> {
    let sql = "insert into planned_time (collaborative_id, person_id, function, minutes)
               values ($1, $2, $3, $4)
               on conflict (collaborative_id, person_id, function) do update set minutes = $4";
    let row = row.clone();
    tx.run(sql, args![row.person_id, row.function, row.minutes])
        .await?;
    Ok(())
}

/// Keeps the minutes of a week.
pub async fn keep_worked(tx: &Tx, row: &MinutesRow) -> Result<(), DbError> {
    let sql = "insert into worked_time (collaborative_id, person_id, week_from, function, minutes)
               values ($1, $2, $3, $4, $5)
               on conflict (collaborative_id, person_id, week_from, function) do update set minutes = $5";
    let row = row.clone();
    let values = args![row.person_id, row.week_from, row.function, row.minutes];
    tx.run(sql, values).await?;
    Ok(())
}

/// Somebody of the staff, in force on a day.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StaffRow {
    /// Who.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Language.
    pub language: String,
}

/// The staff on a day.
pub async fn staff(connection: &Connection, day: &str) -> Result<Vec<StaffRow>, DbError> {
    let sql = "select distinct p.person_id, p.name, p.language
               from staff_role r
               join person p on p.collaborative_id = r.collaborative_id and p.person_id = r.person_id and p.state <> 'left'
               where r.collaborative_id = $1 and r.role in ('director', 'facilitator', 'data-manager')
                 and r.since_on <= $2 and (r.until_on is null or r.until_on >= $2)
               order by p.name, p.person_id
               limit $3";
    connection.rows(sql, args![day, LIST_MAX]).await
}

/// A role in the backbone.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RoleRow {
    /// Identifier.
    pub backbone_role_id: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Who fills it.
    pub person_id: Option<String>,
    /// JSON: part by code of a function.
    pub functions: String,
    /// Its place.
    pub position: i64,
}

/// Every role that is not removed.
pub async fn roles(connection: &Connection) -> Result<Vec<RoleRow>, DbError> {
    let sql = "select backbone_role_id, title_en, title_es, person_id, functions, position
               from backbone_role
               where collaborative_id = $1 and removed_at is null
               order by position, title_en, backbone_role_id
               limit 50";
    connection.rows(sql, Vec::new()).await
}

/// Adds a role, or changes it.
pub async fn upsert_role(tx: &Tx, row: &RoleRow) -> Result<(), DbError> {
    let sql = "insert into backbone_role (collaborative_id, backbone_role_id, title_en, title_es, person_id, functions, position)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, backbone_role_id) do update set title_en = $3, title_es = $4,
                 person_id = $5, functions = $6, position = $7, removed_at = null";
    let row = row.clone();
    let values = args![
        row.backbone_role_id,
        row.title_en,
        row.title_es,
        row.person_id,
        row.functions,
        row.position
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// A stage as it was chosen.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StageRow {
    /// Code of the stage.
    pub stage: String,
    /// Why, in words.
    pub because: String,
    /// JSON: facts that stood beside the choice.
    pub facts: String,
    /// When.
    pub chosen_on: String,
}

/// The stage as last chosen.
pub async fn stage(connection: &Connection) -> Result<Option<StageRow>, DbError> {
    let sql = "select stage, because, facts, chosen_on from stage_choice
               where collaborative_id = $1
               order by chosen_on desc, stage_choice_id desc
               limit 1";
    connection.row(sql, Vec::new()).await
}

/// Keeps a choice beside the earlier ones.
pub async fn insert_stage(tx: &Tx, id: &str, row: &StageRow) -> Result<(), DbError> {
    let sql = "insert into stage_choice (collaborative_id, stage_choice_id, stage, because, facts, chosen_on, chosen_by)
               values ($1, $2, $3, $4, $5, $6, $7)";
    let (row, by) = (row.clone(), tx.actor().key());
    let values = args![id, row.stage, row.because, row.facts, row.chosen_on, by];
    tx.run(sql, values).await?;
    Ok(())
}
