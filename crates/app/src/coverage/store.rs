//! Queries of coverage: the plan as far as it is asked about, and what was done about gaps.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows of one kind that are gathered.
const ROWS_MAX: i64 = 100_000;

/// An activity that has not been ended.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ActivityRow {
    /// Identifier.
    pub activity_id: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// The organisation that leads.
    pub lead_id: String,
    /// Key of its strategy.
    pub strategy_key: Option<String>,
    /// Its stage.
    pub pathway_stage_id: Option<String>,
    /// `universal` or `targeted`.
    pub scope: String,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: Option<String>,
}

/// Activities that were not ended before their time.
pub async fn activities(connection: &Connection) -> Result<Vec<ActivityRow>, DbError> {
    let sql = "select activity_id, title_en, title_es, lead_id, strategy_key, pathway_stage_id, scope, starts_on, ends_on
               from activity
               where collaborative_id = $1 and ended_at is null
               order by title_en, activity_id
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// Something that belongs to an activity.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PairRow {
    /// The activity.
    pub activity_id: String,
    /// What belongs to it.
    pub other_id: String,
}

/// Who does activities besides their leads.
pub async fn partners(connection: &Connection) -> Result<Vec<PairRow>, DbError> {
    pairs(connection, ("activity_partner", "organisation_id")).await
}

/// Where activities are.
pub async fn places(connection: &Connection) -> Result<Vec<PairRow>, DbError> {
    pairs(connection, ("activity_place", "place_id")).await
}

/// For whom activities are.
pub async fn groups(connection: &Connection) -> Result<Vec<PairRow>, DbError> {
    pairs(connection, ("activity_group", "category_id")).await
}

/// What a table ties to activities; table and column are names of ours.
async fn pairs(
    connection: &Connection,
    (table, column): (&'static str, &'static str),
) -> Result<Vec<PairRow>, DbError> {
    let sql = format!(
        "select activity_id, {column} as other_id
         from {table}
         where collaborative_id = $1
         order by activity_id, {column}
         limit $2"
    );
    connection.rows(&sql, args![ROWS_MAX]).await
}

/// A thing with its name and what it is measured by.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AxisRow {
    /// Identifier or key.
    pub id: String,
    /// Name, English.
    pub en: String,
    /// Name, Spanish; may be empty.
    pub es: String,
    /// Slug of an indicator, or of a dimension and category; empty where there is none.
    pub measured: String,
}

/// Strategies of the newest ratified agenda, each with the indicator it hangs under.
pub async fn strategies(connection: &Connection) -> Result<Vec<AxisRow>, DbError> {
    let sql = "select p.part_key as id, p.title_en as en, p.title_es as es, coalesce(i.slug, '') as measured
               from agenda_part p
               left join agenda_part u on u.collaborative_id = p.collaborative_id
                 and u.agenda_version_id = p.agenda_version_id and u.part_key = p.parent_key
               left join indicator i
                 on i.collaborative_id = p.collaborative_id and i.indicator_id = u.indicator_id
               where p.collaborative_id = $1 and p.kind = 'strategy'
                 and p.agenda_version_id = (select v.agenda_version_id from agenda_version v
                                            where v.collaborative_id = p.collaborative_id and v.state = 'ratified'
                                            order by v.number desc limit 1)
               order by p.position, p.part_key
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// Stages of the pathway with their indicators, a row for each.
pub async fn stages(connection: &Connection) -> Result<Vec<AxisRow>, DbError> {
    let sql = "select s.pathway_stage_id as id, s.title_en as en, s.title_es as es, coalesce(i.slug, '') as measured
               from pathway_stage s
               left join pathway_indicator p
                 on p.collaborative_id = s.collaborative_id and p.pathway_stage_id = s.pathway_stage_id
               left join indicator i
                 on i.collaborative_id = s.collaborative_id and i.indicator_id = p.indicator_id
               where s.collaborative_id = $1 and s.removed_at is null
               order by s.position, s.slug, p.position, i.slug
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// Places that activities name.
pub async fn named_places(connection: &Connection) -> Result<Vec<AxisRow>, DbError> {
    let sql = "select p.place_id as id, p.name as en, '' as es, '' as measured
               from place p
               where p.collaborative_id = $1
                 and exists (select 1 from activity_place a
                             where a.collaborative_id = p.collaborative_id and a.place_id = p.place_id)
               order by p.position, p.slug
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// Groups that activities are meant for.
pub async fn named_groups(connection: &Connection) -> Result<Vec<AxisRow>, DbError> {
    let sql =
        "select c.category_id as id, c.label_en as en, c.label_es as es, d.slug || '=' || c.slug as measured
               from category c
               join dimension d on d.collaborative_id = c.collaborative_id and d.dimension_id = c.dimension_id
               where c.collaborative_id = $1
                 and exists (select 1 from activity_group a
                             where a.collaborative_id = c.collaborative_id and a.category_id = c.category_id)
               order by d.position, d.slug, c.position, c.slug
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// Organisations, by name. The backbone is not among those who act.
pub async fn organisations(connection: &Connection) -> Result<Vec<AxisRow>, DbError> {
    let sql = "select organisation_id as id, name as en, '' as es, '' as measured
               from organisation
               where collaborative_id = $1 and kind <> 'backbone'
               order by name, organisation_id
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// What was done about a cell.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct StepRow {
    /// Identifier.
    pub coverage_step_id: String,
    /// Code of the matrix.
    pub matrix: String,
    /// Key of the row.
    pub row_key: String,
    /// Key of the column; empty for the whole row.
    pub column_key: String,
    /// `invited`, `agenda` or `meant`.
    pub step: String,
    /// Who was asked.
    pub organisation_id: Option<String>,
    /// At which meeting it is talked about.
    pub meeting_id: Option<String>,
    /// What was said.
    pub words: String,
    /// When.
    pub created_at: i64,
}

/// Everything that was done about gaps, the newest first.
pub async fn steps(connection: &Connection) -> Result<Vec<StepRow>, DbError> {
    let sql = "select coverage_step_id, matrix, row_key, column_key, step, organisation_id, meeting_id, words, created_at
               from coverage_step
               where collaborative_id = $1
               order by created_at desc, coverage_step_id
               limit $2";
    connection.rows(sql, args![ROWS_MAX]).await
}

/// Keeps a step; gives how many rows were added, none if it is there already.
pub async fn insert_step(tx: &Tx, row: &StepRow) -> Result<u64, DbError> {
    let sql = "insert into coverage_step
                 (collaborative_id, coverage_step_id, matrix, row_key, column_key, step, organisation_id, meeting_id,
                  words, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
               on conflict (collaborative_id, coverage_step_id) do nothing";
    let row = row.clone();
    let values = args![
        row.coverage_step_id,
        row.matrix,
        row.row_key,
        row.column_key,
        row.step,
        row.organisation_id,
        row.meeting_id,
        row.words,
        tx.clock().now_millis(),
        tx.actor().key()
    ];
    tx.run(sql, values).await
}

/// Whom a letter to an organisation reaches.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ReachedRow {
    /// Name of the person; empty for the organisation itself.
    pub name: String,
    /// Address.
    pub email: String,
    /// Language.
    pub language: String,
}

/// Whom a letter to an organisation reaches: its person who is longest with us, else its own address.
pub async fn reached(connection: &Connection, organisation: &str) -> Result<Option<ReachedRow>, DbError> {
    let sql = "select name, email, language from (
                 select p.name, p.email, p.language, 1 as rank, p.created_at as at
                 from person p
                 where p.collaborative_id = $1 and p.organisation_id = $2 and p.state = 'confirmed' and p.email <> ''
                 union all
                 select '' as name, o.email, 'en' as language, 2 as rank, o.created_at as at
                 from organisation o
                 where o.collaborative_id = $1 and o.organisation_id = $2 and o.email <> ''
               ) known
               order by rank, at, email
               limit 1";
    connection.row(sql, args![organisation]).await
}

/// A meeting to come.
#[derive(Debug, Clone, FromQueryResult)]
pub struct MeetingRow {
    /// Identifier.
    pub meeting_id: String,
    /// Name of a body that meets.
    pub body_en: String,
    /// Its Spanish name.
    pub body_es: String,
    /// Day.
    pub held_on: String,
}

/// The next meetings of bodies, the soonest first.
pub async fn meetings(connection: &Connection, from: i64) -> Result<Vec<MeetingRow>, DbError> {
    let sql = "select m.meeting_id, b.name as body_en, b.name_es as body_es, m.held_on
               from meeting m
               join meeting_body x on x.collaborative_id = m.collaborative_id and x.meeting_id = m.meeting_id
               join body b on b.collaborative_id = m.collaborative_id and b.body_id = x.body_id
               where m.collaborative_id = $1 and m.begins_at >= $2 and m.state = 'planned'
               order by m.begins_at, b.name, m.meeting_id
               limit 40";
    connection.rows(sql, args![from]).await
}
