//! Published figures as files: CSV that opens safely in a spreadsheet, and JSON.

use serde::Serialize;

use super::frame::Visit;
use super::reply::{Body, Kind};
use super::rows::{Observation, observations};
use crate::editions::document::{Document, IndicatorPart};

const COLUMNS: [&str; 17] = [
    "indicator",
    "title",
    "place",
    "place_name",
    "period",
    "group",
    "group_label",
    "status",
    "value",
    "unit",
    "numerator",
    "denominator",
    "margin_90",
    "corrected_from",
    "note",
    "edition",
    "published_on",
];

/// The figures of one indicator, or of all, as CSV.
pub fn csv(visit: &Visit<'_>, slug: Option<&str>) -> Body {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let in_memory = "writing into memory does not fail";
    writer.write_record(COLUMNS).expect(in_memory);
    for indicator in chosen(visit.document, slug) {
        for row in observations(visit.document, indicator, visit.words) {
            let record = record(visit, indicator, &row);
            writer.write_record(record).expect(in_memory);
        }
    }
    Body {
        kind: Kind::Csv,
        bytes: writer.into_inner().expect(in_memory),
    }
}

fn record(visit: &Visit<'_>, indicator: &IndicatorPart, row: &Observation) -> [String; 17] {
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let count = |value: Option<i64>| value.map_or_else(String::new, |value| value.to_string());
    let title = visit.words.pick(&indicator.title.en, &indicator.title.es);
    [
        safe(&row.indicator),
        safe(title),
        safe(&row.place),
        safe(&row.place_name),
        safe(&row.period),
        safe(&row.group),
        safe(&row.group_label),
        row.status.clone(),
        number(row.value),
        safe(&indicator.unit),
        count(row.numerator),
        count(row.denominator),
        number(row.margin_90),
        number(row.corrected_from),
        safe(&row.note),
        visit.document.number.to_string(),
        safe(&visit.document.published_on),
    ]
}

/// A text that no spreadsheet takes for a formula: those begin with one of these, so a quote goes before.
///
/// Source: OWASP, "CSV Injection". Numbers are not texts and stay as they are.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        return format!("'{text}");
    }
    text.to_owned()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "＝1"] {
            assert_eq!(safe(text), format!("'{text}"));
        }
        for text in ["2018-19", "a=b", "race=asian&sex=female", ""] {
            assert_eq!(safe(text), text);
        }
    }
}
