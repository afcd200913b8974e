//! One indicator's part of a document, but for its figures: definition, breaks, baselines, targets.

use platform::db::Connection;
use serde_json::Value;

use super::document::{BaselinePart, BreakPart, DefinitionPart, IndicatorPart, StoryPart, TargetPart, Text};
use super::gather::{self, IndicatorRow};
use crate::error::Error;
use crate::improvement::contributions::actions::public_parts;

/// Everything about an indicator but its figures.
pub(super) async fn part(
    connection: &Connection,
    row: &IndicatorRow,
    definition: &Value,
) -> Result<IndicatorPart, Error> {
    let mut part = empty_part(row, definition);
    let dimensions = gather::dimensions_of(connection, &row.indicator_id).await?;
    part.definition.dimensions = dimensions.into_iter().map(|row| row.slug).collect();
    part.breaks = breaks(connection, row).await?;
    part.baselines = baselines(connection, row).await?;
    part.targets = targets(connection, row).await?;
    let story = gather::story(connection, &row.indicator_id).await?;
    part.story = story.and_then(|body| serde_json::from_str::<StoryPart>(&body).ok());
    // What partners did is told with the story's actions: one list, one way out, one gate.
    let contributions = public_parts(connection, &row.indicator_id).await?;
    if !contributions.is_empty() {
        part.story.get_or_insert_default().actions.extend(contributions);
    }
    Ok(part)
}

fn empty_part(row: &IndicatorRow, definition: &Value) -> IndicatorPart {
    let text = |key: &str| text_of(definition, key);
    IndicatorPart {
        slug: row.slug.clone(),
        title: Text {
            en: row.title_en.clone(),
            es: row.title_es.clone(),
        },
        unit: row.unit.clone(),
        direction: row.direction.clone(),
        headline_place: row.headline_place.clone().unwrap_or_default(),
        definition: DefinitionPart {
            about: text("about"),
            numerator: text("numerator"),
            denominator: text("denominator"),
            population: text("population"),
            source: text("source"),
            cadence: text("cadence"),
            method: text("method"),
            cautions: text("caution"),
            version: row.version,
            dimensions: Vec::new(),
            compare_with: definition
                .get("compare_with")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
        },
        breaks: Vec::new(),
        baselines: Vec::new(),
        targets: Vec::new(),
        figures: Vec::new(),
        story: None,
        checks: Vec::new(),
        sources: Vec::new(),
        readings: Vec::new(),
        gaps: Vec::new(),
    }
}

/// A text of a definition sheet: both languages under one key, `key_en` and `key_es`, or one text for both.
fn text_of(definition: &Value, key: &str) -> Text {
    if let Some(text) = definition.get(key).filter(|value| value.is_object()) {
        return serde_json::from_value(text.clone()).unwrap_or_default();
    }
    let read = |key: &str| {
        definition
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let (en, es) = (read(&format!("{key}_en")), read(&format!("{key}_es")));
    if en.is_empty() && es.is_empty() {
        Text {
            en: read(key),
            es: String::new(),
        }
    } else {
        Text { en, es }
    }
}

async fn breaks(connection: &Connection, row: &IndicatorRow) -> Result<Vec<BreakPart>, Error> {
    let rows = gather::breaks(connection, &row.indicator_id).await?;
    let parts = rows.into_iter().map(|row| BreakPart {
        period: row.period,
        kind: row.kind,
        applies_to: row.applies_to,
        reason: Text {
            en: row.reason_en,
            es: row.reason_es,
        },
    });
    Ok(parts.collect())
}

async fn baselines(connection: &Connection, row: &IndicatorRow) -> Result<Vec<BaselinePart>, Error> {
    let rows = gather::baselines(connection, &row.indicator_id).await?;
    let parts = rows.into_iter().map(|row| BaselinePart {
        place: row.place,
        group: row.group_key,
        period: row.period,
    });
    Ok(parts.collect())
}

async fn targets(connection: &Connection, row: &IndicatorRow) -> Result<Vec<TargetPart>, Error> {
    let rows = gather::targets(connection, &row.indicator_id).await?;
    let parts = rows.into_iter().map(|row| TargetPart {
        place: row.place,
        group: row.group_key,
        kind: row.kind,
        period: row.period,
        value: row.value,
    });
    Ok(parts.collect())
}
