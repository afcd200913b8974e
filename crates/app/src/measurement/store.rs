//! Queries on results, indicators, definitions, dimensions, targets and stories.

use platform::args;
use platform::db::{Connection, DbError, Tx, Value};

pub use super::rows::*;

/// Most rows that a list of measurement holds, figures aside.
const LIST_MAX: i64 = 20_000;

const RESULT: &str = "result_id, slug, kind, title_en, title_es, about_en, about_es, position";
const INDICATOR: &str = "indicator_id, slug, result_id, steward_person_id, owner_organisation_id,
    headline_place_id, visibility, suppression, minimum_count, position";
const VERSION: &str = "indicator_version_id, indicator_id, version, valid_from, title_en, title_es, unit,
    direction, definition, created_at";

/// Every result, in order.
pub async fn results(connection: &Connection) -> Result<Vec<ResultRow>, DbError> {
    let sql =
        format!("select {RESULT} from result where collaborative_id = $1 order by position, slug limit $2");
    connection.rows(&sql, args![LIST_MAX]).await
}

/// Adds a result.
pub async fn insert_result(tx: &Tx, row: &ResultRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into result (collaborative_id, {RESULT}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    tx.run(&sql, result_values(row)).await?;
    Ok(())
}

/// Changes a result; its address stays.
pub async fn update_result(tx: &Tx, row: &ResultRow) -> Result<(), DbError> {
    let sql = "update result
               set slug = $3, kind = $4, title_en = $5, title_es = $6, about_en = $7, about_es = $8, position = $9
               where collaborative_id = $1 and result_id = $2";
    tx.run(sql, result_values(row)).await?;
    Ok(())
}

fn result_values(row: &ResultRow) -> Vec<Value> {
    let row = row.clone();
    args![
        row.result_id,
        row.slug,
        row.kind,
        row.title_en,
        row.title_es,
        row.about_en,
        row.about_es,
        row.position,
    ]
}

/// Every indicator, in order.
pub async fn indicators(connection: &Connection) -> Result<Vec<IndicatorRow>, DbError> {
    let sql = format!(
        "select {INDICATOR} from indicator where collaborative_id = $1 order by position, slug limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One indicator.
pub async fn indicator(connection: &Connection, id: &str) -> Result<Option<IndicatorRow>, DbError> {
    let sql = format!("select {INDICATOR} from indicator where collaborative_id = $1 and indicator_id = $2");
    connection.row(&sql, args![id]).await
}

/// The indicator at a slug.
pub async fn indicator_by_slug(connection: &Connection, slug: &str) -> Result<Option<IndicatorRow>, DbError> {
    let sql = format!("select {INDICATOR} from indicator where collaborative_id = $1 and slug = $2");
    connection.row(&sql, args![slug]).await
}

/// Adds an indicator.
pub async fn insert_indicator(tx: &Tx, row: &IndicatorRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into indicator (collaborative_id, {INDICATOR}, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    );
    let mut values = indicator_values(row);
    values.extend(args![tx.clock().now_millis()]);
    tx.run(&sql, values).await?;
    Ok(())
}

/// Changes what is not part of the definition; its address stays.
pub async fn update_indicator(tx: &Tx, row: &IndicatorRow) -> Result<(), DbError> {
    let sql = "update indicator
               set slug = $3, result_id = $4, steward_person_id = $5, owner_organisation_id = $6,
                   headline_place_id = $7, visibility = $8, suppression = $9, minimum_count = $10, position = $11
               where collaborative_id = $1 and indicator_id = $2";
    tx.run(sql, indicator_values(row)).await?;
    Ok(())
}

fn indicator_values(row: &IndicatorRow) -> Vec<Value> {
    let row = row.clone();
    args![
        row.indicator_id,
        row.slug,
        row.result_id,
        row.steward_person_id,
        row.owner_organisation_id,
        row.headline_place_id,
        row.visibility,
        row.suppression,
        row.minimum_count,
        row.position,
    ]
}

/// Every version of every definition: by indicator, oldest first.
pub async fn versions(connection: &Connection) -> Result<Vec<VersionRow>, DbError> {
    let sql = format!(
        "select {VERSION} from indicator_version
         where collaborative_id = $1
         order by indicator_id, version
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// Every version of one definition, newest first.
pub async fn versions_of(connection: &Connection, indicator_id: &str) -> Result<Vec<VersionRow>, DbError> {
    let sql = format!(
        "select {VERSION} from indicator_version
         where collaborative_id = $1 and indicator_id = $2
         order by version desc
         limit $3"
    );
    connection.rows(&sql, args![indicator_id, LIST_MAX]).await
}

/// Adds a version. There is no update: a definition is never edited.
pub async fn insert_version(tx: &Tx, row: &VersionRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into indicator_version (collaborative_id, {VERSION})
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    let row = row.clone();
    let values = args![
        row.indicator_version_id,
        row.indicator_id,
        row.version,
        row.valid_from,
        row.title_en,
        row.title_es,
        row.unit,
        row.direction,
        row.definition,
        row.created_at,
    ];
    tx.run(&sql, values).await?;
    Ok(())
}

/// Says which dimensions an indicator is broken down by, in order.
pub async fn set_indicator_dimensions(
    tx: &Tx,
    indicator_id: &str,
    dimension_ids: &[String],
) -> Result<(), DbError> {
    let sql = "delete from indicator_dimension where collaborative_id = $1 and indicator_id = $2";
    tx.run(sql, args![indicator_id]).await?;
    let rows = dimension_ids.iter().zip(0_i64..);
    let rows = rows.map(|(dimension_id, position)| args![indicator_id, dimension_id.clone(), position]);
    let columns = &["indicator_id", "dimension_id", "position"];
    tx.insert_many("indicator_dimension", columns, rows.collect())
        .await
}

/// Every dimension, in order.
pub async fn dimensions(connection: &Connection) -> Result<Vec<DimensionRow>, DbError> {
    let sql = "select dimension_id, slug, label_en, label_es, note_en, note_es, position from dimension
               where collaborative_id = $1
               order by position, slug
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Every category of every dimension: by dimension, in order.
pub async fn categories(connection: &Connection) -> Result<Vec<CategoryRow>, DbError> {
    let sql = "select category_id, dimension_id, slug, label_en, label_es, position from category
               where collaborative_id = $1
               order by dimension_id, position, slug
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Every name that a source has for a category: by dimension and name.
pub async fn crosswalk(connection: &Connection) -> Result<Vec<CrosswalkRow>, DbError> {
    let sql = "select dimension_id, name_key, source_value, category_id from crosswalk
               where collaborative_id = $1
               order by dimension_id, name_key
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Adds dimensions.
pub async fn insert_dimensions(tx: &Tx, rows: Vec<DimensionRow>) -> Result<(), DbError> {
    let columns = &[
        "dimension_id",
        "slug",
        "label_en",
        "label_es",
        "note_en",
        "note_es",
        "position",
    ];
    let rows = rows.into_iter().map(|row| {
        args![
            row.dimension_id,
            row.slug,
            row.label_en,
            row.label_es,
            row.note_en,
            row.note_es,
            row.position,
        ]
    });
    tx.insert_many("dimension", columns, rows.collect()).await
}

/// Adds categories.
pub async fn insert_categories(tx: &Tx, rows: Vec<CategoryRow>) -> Result<(), DbError> {
    let columns = &[
        "category_id",
        "dimension_id",
        "slug",
        "label_en",
        "label_es",
        "position",
    ];
    let rows = rows.into_iter().map(|row| {
        args![
            row.category_id,
            row.dimension_id,
            row.slug,
            row.label_en,
            row.label_es,
            row.position,
        ]
    });
    tx.insert_many("category", columns, rows.collect()).await
}

/// Says what a source's name for a category means; a later word replaces an earlier one.
pub async fn set_crosswalk(tx: &Tx, row: &CrosswalkRow) -> Result<(), DbError> {
    let sql = "insert into crosswalk (collaborative_id, dimension_id, name_key, source_value, category_id)
               values ($1, $2, $3, $4, $5)
               on conflict (collaborative_id, dimension_id, name_key)
               do update set source_value = excluded.source_value, category_id = excluded.category_id";
    let row = row.clone();
    tx.run(
        sql,
        args![row.dimension_id, row.name_key, row.source_value, row.category_id],
    )
    .await?;
    Ok(())
}

/// Every break of every series: by indicator and period.
pub async fn breaks(connection: &Connection) -> Result<Vec<BreakRow>, DbError> {
    let sql = "select indicator_id, period, kind, applies_to, reason_en, reason_es from series_break
               where collaborative_id = $1
               order by indicator_id, period, applies_to
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Sets a break, or its reason anew.
pub async fn set_break(tx: &Tx, row: &BreakRow) -> Result<(), DbError> {
    let sql = "insert into series_break
                 (collaborative_id, indicator_id, period, kind, applies_to, reason_en, reason_es)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, indicator_id, period, applies_to)
               do update set kind = excluded.kind, reason_en = excluded.reason_en, reason_es = excluded.reason_es";
    let row = row.clone();
    let values = args![
        row.indicator_id,
        row.period,
        row.kind,
        row.applies_to,
        row.reason_en,
        row.reason_es,
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Takes a break away; gives how many.
pub async fn remove_break(
    tx: &Tx,
    indicator_id: &str,
    period: &str,
    applies_to: &str,
) -> Result<u64, DbError> {
    let sql = "delete from series_break
               where collaborative_id = $1 and indicator_id = $2 and period = $3 and applies_to = $4";
    tx.run(sql, args![indicator_id, period, applies_to]).await
}

/// Every baseline: by indicator, place and group.
pub async fn baselines(connection: &Connection) -> Result<Vec<BaselineRow>, DbError> {
    let sql = "select indicator_id, place_id, group_key, period, value from baseline
               where collaborative_id = $1
               order by indicator_id, place_id, group_key
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Sets a baseline, or sets it anew.
pub async fn set_baseline(tx: &Tx, row: &BaselineRow) -> Result<(), DbError> {
    let sql = "insert into baseline (collaborative_id, indicator_id, place_id, group_key, period, value)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, indicator_id, place_id, group_key)
               do update set period = excluded.period, value = excluded.value";
    let row = row.clone();
    let values = args![
        row.indicator_id,
        row.place_id,
        row.group_key,
        row.period,
        row.value
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Every target: by indicator, place, group and period.
pub async fn targets(connection: &Connection) -> Result<Vec<TargetRow>, DbError> {
    let sql =
        "select target_id, indicator_id, place_id, group_key, kind, period, value, agreed_on, agreed_by,
                      note_en, note_es
               from target
               where collaborative_id = $1
               order by indicator_id, place_id, group_key, period
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Sets a target, or sets it anew for the same place, group and period.
pub async fn set_target(tx: &Tx, row: &TargetRow) -> Result<(), DbError> {
    let sql =
        "insert into target (collaborative_id, target_id, indicator_id, place_id, group_key, kind, period,
                 value, agreed_on, agreed_by, note_en, note_es)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
               on conflict (collaborative_id, indicator_id, place_id, group_key, period)
               do update set kind = excluded.kind, value = excluded.value, agreed_on = excluded.agreed_on,
                 agreed_by = excluded.agreed_by, note_en = excluded.note_en, note_es = excluded.note_es";
    let row = row.clone();
    let values = args![
        row.target_id,
        row.indicator_id,
        row.place_id,
        row.group_key,
        row.kind,
        row.period,
        row.value,
        row.agreed_on,
        row.agreed_by,
        row.note_en,
        row.note_es,
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Takes a target away; gives how many.
pub async fn remove_target(tx: &Tx, target_id: &str) -> Result<u64, DbError> {
    let sql = "delete from target where collaborative_id = $1 and target_id = $2";
    tx.run(sql, args![target_id]).await
}

/// Every source, by slug.
pub async fn sources(connection: &Connection) -> Result<Vec<SourceRow>, DbError> {
    let sql = "select source_id, slug, publisher, title, licence, credit from source
               where collaborative_id = $1
               order by slug
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Adds sources.
pub async fn insert_sources(tx: &Tx, rows: Vec<SourceRow>) -> Result<(), DbError> {
    let columns = &["source_id", "slug", "publisher", "title", "licence", "credit"];
    let rows = rows.into_iter().map(|row| {
        args![
            row.source_id,
            row.slug,
            row.publisher,
            row.title,
            row.licence,
            row.credit,
        ]
    });
    tx.insert_many("source", columns, rows.collect()).await
}

/// The newest version of every story, by indicator.
pub async fn latest_stories(connection: &Connection) -> Result<Vec<StoryRow>, DbError> {
    let sql = "select indicator_id, version, body, created_at, created_by
               from story
               where collaborative_id = $1
                 and version = (select max(newer.version) from story newer
                                where newer.collaborative_id = story.collaborative_id
                                  and newer.indicator_id = story.indicator_id)
               order by indicator_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Every version of an indicator's story, the newest first.
pub async fn story_versions(connection: &Connection, indicator_id: &str) -> Result<Vec<StoryRow>, DbError> {
    let sql = "select indicator_id, version, body, created_at, created_by
               from story
               where collaborative_id = $1 and indicator_id = $2
               order by version desc
               limit $3";
    connection.rows(sql, args![indicator_id, LIST_MAX]).await
}

/// Adds a version of a story.
pub async fn insert_story(tx: &Tx, row: &StoryRow) -> Result<(), DbError> {
    let sql = "insert into story (collaborative_id, indicator_id, version, body, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6)";
    let row = row.clone();
    let values = args![
        row.indicator_id,
        row.version,
        row.body,
        row.created_at,
        tx.actor().key(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}
