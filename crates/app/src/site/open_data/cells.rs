//! The rows of each table, as cells that know whether they are texts or numbers.

use std::collections::BTreeSet;

use super::deeds;
use super::tables::{Column, Table};
use crate::editions::document::{Document, IndicatorPart, Text};
use crate::site::frame::Visit;
use crate::site::rows::observations;

/// A cell. A number is never kept as text, nor a text as a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing, whose reason stands in another column of the row.
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A count.
    Whole(i64),
}

/// The cells of one row.
pub type Row = Vec<Cell>;

/// A table as CSV (RFC 4180) that opens safely in a spreadsheet.
pub fn csv(columns: &[Column], rows: &[Row]) -> Vec<u8> {
    let in_memory = "writing into memory does not fail";
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let names = columns.iter().map(|column| column.name);
    writer.write_record(names).expect(in_memory);
    for row in rows {
        let record = row.iter().map(Cell::in_csv);
        writer.write_record(record).expect(in_memory);
    }
    writer.into_inner().expect(in_memory)
}

/// The figures of one indicator.
pub fn figures(visit: &Visit<'_>, indicator: &IndicatorPart) -> Vec<Row> {
    let title = said(visit, &indicator.title);
    let rows = observations(visit.document, indicator, visit.words);
    let rows = rows.into_iter().map(|row| {
        vec![
            Cell::Text(row.indicator),
            title.clone(),
            Cell::Text(row.place),
            Cell::Text(row.place_name),
            Cell::Text(row.period),
            Cell::Text(row.group),
            Cell::Text(row.group_label),
            Cell::Text(row.status),
            number(row.value),
            text(&indicator.unit),
            count(row.numerator),
            count(row.denominator),
            number(row.margin_90),
            number(row.corrected_from),
            Cell::Text(row.note),
            Cell::Whole(visit.document.number),
            text(&visit.document.published_on),
        ]
    });
    rows.collect()
}

impl Table {
    /// Its rows, in the document's order.
    pub fn rows(self, visit: &Visit<'_>) -> Vec<Row> {
        let document = visit.document;
        match self {
            Self::Figures => {
                let indicators = document.indicators.iter();
                indicators.flat_map(|part| figures(visit, part)).collect()
            }
            Self::Indicators => document
                .indicators
                .iter()
                .map(|part| indicator(visit, part))
                .collect(),
            Self::Places => places(document),
            Self::Groups => groups(visit),
            Self::Targets => targets(document),
            Self::Breaks => breaks(visit),
            Self::Plan => deeds::plan(visit),
            Self::Decisions => deeds::decisions(visit),
            Self::Sources => document
                .sources
                .iter()
                .map(|source| {
                    [
                        &source.slug,
                        &source.publisher,
                        &source.title,
                        &source.licence,
                        &source.credit,
                    ]
                    .map(|part| text(part))
                    .into()
                })
                .collect(),
        }
    }
}

impl Cell {
    /// What stands in a CSV file. A text that a spreadsheet would take for a formula gets a quote before it.
    ///
    /// Source: OWASP, "CSV Injection". Numbers are not texts and stay as they are.
    pub fn in_csv(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Number(value) => value.to_string(),
            Self::Whole(count) => count.to_string(),
            Self::Text(text) if begins_a_formula(text) => format!("'{text}"),
            Self::Text(text) => text.clone(),
        }
    }
}

fn begins_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

pub(super) fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

pub(super) fn said(visit: &Visit<'_>, words: &Text) -> Cell {
    text(visit.words.pick(&words.en, &words.es))
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::Blank, Cell::Number)
}

fn count(value: Option<i64>) -> Cell {
    value.map_or(Cell::Blank, Cell::Whole)
}

fn indicator(visit: &Visit<'_>, part: &IndicatorPart) -> Row {
    let result = visit
        .document
        .results
        .iter()
        .find(|result| result.indicators.contains(&part.slug));
    let definition = &part.definition;
    let mut row = vec![
        text(&part.slug),
        said(visit, &part.title),
        result.map_or(Cell::Blank, |result| text(&result.slug)),
        result.map_or(Cell::Blank, |result| said(visit, &result.title)),
        text(&part.unit),
        text(&part.direction),
        text(&part.headline_place),
    ];
    let words = [
        &definition.about,
        &definition.numerator,
        &definition.denominator,
        &definition.population,
        &definition.source,
        &definition.cadence,
        &definition.method,
        &definition.cautions,
    ];
    row.extend(words.map(|words| said(visit, words)));
    row.push(Cell::Whole(definition.version));
    row.push(Cell::Text(definition.dimensions.join(" ")));
    row.push(Cell::Text(part.sources.join(" ")));
    row
}

/// Every place, those that only a figure or a goal names among them, so that each reference leads somewhere.
fn places(document: &Document) -> Vec<Row> {
    let mut rows: Vec<Row> = document
        .places
        .iter()
        .map(|place| {
            let codes = place.codes.join(" ");
            [&place.slug, &place.name, &place.kind, &codes]
                .map(|part| text(part))
                .into()
        })
        .collect();
    let indicators = document.indicators.iter();
    let mut named: BTreeSet<&str> = indicators
        .flat_map(|part| {
            let figures = part.figures.iter().map(|figure| figure.place());
            let targets = part.targets.iter().map(|target| target.place.as_str());
            figures.chain(targets).chain([part.headline_place.as_str()])
        })
        .filter(|slug| !slug.is_empty())
        .collect();
    for place in &document.places {
        named.remove(place.slug.as_str());
    }
    rows.extend(
        named
            .into_iter()
            .map(|slug| vec![text(slug), text(slug), Cell::Blank, Cell::Blank]),
    );
    rows
}

fn groups(visit: &Visit<'_>) -> Vec<Row> {
    let dimensions = visit.document.dimensions.iter();
    let rows = dimensions.flat_map(|dimension| {
        dimension.categories.iter().map(|category| {
            vec![
                text(&dimension.slug),
                said(visit, &dimension.label),
                text(&category.slug),
                said(visit, &category.label),
            ]
        })
    });
    rows.collect()
}

fn targets(document: &Document) -> Vec<Row> {
    let indicators = document.indicators.iter();
    let rows = indicators.flat_map(|part| {
        part.targets.iter().map(|target| {
            vec![
                text(&part.slug),
                text(&target.place),
                text(&target.group),
                text(&target.kind),
                text(&target.period),
                Cell::Number(target.value),
            ]
        })
    });
    rows.collect()
}

fn breaks(visit: &Visit<'_>) -> Vec<Row> {
    let indicators = visit.document.indicators.iter();
    let rows = indicators.flat_map(|part| {
        part.breaks.iter().map(|at| {
            vec![
                text(&part.slug),
                text(&at.period),
                text(&at.kind),
                text(&at.applies_to),
                said(visit, &at.reason),
            ]
        })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "＝1"] {
            assert_eq!(text(formula).in_csv(), format!("'{formula}"));
        }
        for plain in ["2018-19", "a=b", "race=asian&sex=female", ""] {
            assert_eq!(text(plain).in_csv(), plain);
        }
        assert_eq!(Cell::Number(-1.5).in_csv(), "-1.5");
    }
}
