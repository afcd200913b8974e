//! The groups in sentences and as a table.

use super::{GroupRow, Groups};
use crate::number::{Unit, decimals, plain, shortest, with_unit};
use crate::table::{Cell, Column, Row, Status, Table};
use crate::value::Value;
use crate::words::{Words, fill};

pub(super) fn description(groups: &Groups, words: &Words) -> String {
    let mut told = vec![words.groups_kind.clone().into_owned()];
    for row in &groups.rows {
        told.push(row_sentence(groups, row, words));
    }
    if let Some((name, value)) = &groups.everyone
        && let Some(reading) = value.reading()
    {
        let now = groups.value_words(reading, words);
        told.push(fill(&words.everyone_is, &[("group", name), ("now", &now)]));
    }
    if let Some(goal) = groups.goal_value() {
        let value = shortest(words.numbers, groups.unit, goal, decimals(groups.unit, None));
        told.push(fill(&words.groups_goal, &[("value", &value)]));
    }
    told.join(" ")
}

fn row_sentence(groups: &Groups, row: &GroupRow, words: &Words) -> String {
    let now = match row.now.missing() {
        Some((blank, _)) => words.blanks_within.of(blank).to_owned(),
        None => row
            .now
            .reading()
            .map_or_else(String::new, |reading| groups.value_words(reading, words)),
    };
    let values = [("group", row.name.as_str()), ("now", &now)];
    match row.before.reading() {
        Some(before) if groups.has_before() && row.now.reading().is_some() => {
            let before = groups.value_words(before, words);
            let values = [values[0], values[1], ("before", before.as_str())];
            fill(&words.group_moved, &values)
        }
        _ => fill(&words.group_is, &values),
    }
}

pub(super) fn table(groups: &Groups, words: &Words) -> Table {
    let has_band = groups.rows.iter().any(|row| row.band().is_some());
    let has_likely = groups.rows.iter().any(|row| groups.likely(row).is_some());
    let mut columns = vec![
        Column::text(&groups.group_heading),
        Column::numbers(&groups.people_heading),
    ];
    if groups.has_before() {
        columns.push(Column::numbers(&groups.before));
    }
    columns.push(Column::numbers(&groups.now));
    if groups.has_before() {
        columns.push(Column::numbers(words.change.clone()));
    }
    if has_band {
        columns.push(Column::numbers(&groups.band_heading));
    }
    if has_likely {
        columns.push(Column::numbers(words.likely_heading.clone()));
    }
    columns.push(Column::text(words.status.clone()));
    let rows = groups
        .rows
        .iter()
        .map(|row| table_row(groups, row, words, has_band, has_likely))
        .collect();
    Table {
        caption: groups.title.clone(),
        columns,
        rows,
    }
}

fn table_row(groups: &Groups, row: &GroupRow, words: &Words, has_band: bool, has_likely: bool) -> Row {
    let now = row.now.reading();
    let people = now.and_then(|reading| reading.people);
    let people = people.map(|people| plain(words.numbers, people as f64, 0));
    let mut cells = vec![Cell::words(&row.name), Cell::words(people.unwrap_or_default())];
    if groups.has_before() {
        cells.push(value_cell(groups, &row.before, words));
    }
    cells.push(value_cell(groups, &row.now, words));
    if groups.has_before() {
        cells.push(Cell::words(groups.change_words(row, words).unwrap_or_default()));
    }
    if has_band {
        cells.push(range_cell(groups, row.band(), words));
    }
    if has_likely {
        cells.push(range_cell(groups, groups.likely(row), words));
    }
    let (status, name) = match row.now.missing() {
        Some((blank, reason)) => {
            let name = words.blanks.of(blank);
            let name = if reason.is_empty() {
                name.to_owned()
            } else {
                fill(&words.blank_with_reason, &[("blank", name), ("reason", reason)])
            };
            (Status::Blank(blank), name)
        }
        None => (Status::Measured, words.measured.clone().into_owned()),
    };
    cells.push(Cell::words(name));
    Row { cells, status }
}

fn value_cell(groups: &Groups, value: &Value, words: &Words) -> Cell {
    match value.missing() {
        Some((blank, _)) => Cell::blank(blank, words.blanks.of(blank)),
        None => Cell::words(
            value
                .reading()
                .map_or_else(String::new, |reading| groups.value_words(reading, words)),
        ),
    }
}

fn range_cell(groups: &Groups, range: Option<(f64, f64)>, words: &Words) -> Cell {
    let Some(range) = range else {
        return Cell::words("");
    };
    let (low, high) = range_ends(groups, range, words);
    Cell::words(fill(&words.range, &[("low", &low), ("high", &high)]))
}

/// "57" and "72%": the sign once, at the end.
pub(super) fn range_ends(groups: &Groups, (low, high): (f64, f64), words: &Words) -> (String, String) {
    let digits = match groups.unit {
        Unit::Percent | Unit::Count => 0,
        Unit::Rate { decimals } => usize::from(decimals),
    };
    (
        plain(words.numbers, low, digits),
        with_unit(words.numbers, groups.unit, high, digits),
    )
}
