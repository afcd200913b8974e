//! Published figures as files: CSV that opens safely in a spreadsheet, and JSON.

use serde::Serialize;

use super::frame::Visit;
use super::open_data::cells;
use super::open_data::tables::Table;
use super::reply::{Body, Kind};
use super::rows::{Observation, observations};
use crate::editions::document::{Document, IndicatorPart};

/// The figures of one indicator, or of all, as CSV.
pub fn csv(visit: &Visit<'_>, slug: Option<&str>) -> Body {
    let indicators = chosen(visit.document, slug).into_iter();
    let rows: Vec<cells::Row> = indicators.flat_map(|part| cells::figures(visit, part)).collect();
    Body {
        kind: Kind::Csv,
        bytes: cells::csv(&Table::Figures.columns(), &rows),
    }
}

#[derive(Serialize)]
struct File<'a> {
    collaborative: &'a str,
    edition: i64,
    title: &'a str,
    published_on: &'a str,
    credit: &'a str,
    licence_note: String,
    indicators: Vec<IndicatorFile<'a>>,
}

#[derive(Serialize)]
struct IndicatorFile<'a> {
    slug: &'a str,
    title: &'a str,
    unit: &'a str,
    direction: &'a str,
    definition: &'a crate::editions::document::DefinitionPart,
    breaks: &'a [crate::editions::document::BreakPart],
    targets: &'a [crate::editions::document::TargetPart],
    readings: &'a [crate::editions::said::ReadingPart],
    gaps: &'a [crate::editions::said::GapPart],
    observations: Vec<Observation>,
}

/// The figures of one indicator, or of all, as JSON.
pub fn json(visit: &Visit<'_>, slug: Option<&str>) -> Body {
    let (document, words) = (visit.document, visit.words);
    let indicators = chosen(document, slug).into_iter().map(|indicator| IndicatorFile {
        slug: &indicator.slug,
        title: words.pick(&indicator.title.en, &indicator.title.es),
        unit: &indicator.unit,
        direction: &indicator.direction,
        definition: &indicator.definition,
        breaks: &indicator.breaks,
        targets: &indicator.targets,
        readings: &indicator.readings,
        gaps: &indicator.gaps,
        observations: observations(document, indicator, words),
    });
    let credit = &document.collaborative.credit;
    let file = File {
        collaborative: &document.collaborative.slug,
        edition: document.number,
        title: &document.title,
        published_on: &document.published_on,
        credit: words.pick(&credit.en, &credit.es),
        licence_note: words.say("data-note"),
        indicators: indicators.collect(),
    };
    Body {
        kind: Kind::Json,
        bytes: serde_json::to_vec(&file).expect("texts and numbers become JSON"),
    }
}

fn chosen<'d>(document: &'d Document, slug: Option<&str>) -> Vec<&'d IndicatorPart> {
    let indicators = document.indicators.iter();
    indicators
        .filter(|indicator| slug.is_none_or(|slug| indicator.slug == slug))
        .collect()
}
