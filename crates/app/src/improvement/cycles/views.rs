//! What the page of a cycle shows of its months: the line, the table with limits, and what stands out in words.

use charts::{
    Control, ControlPoint, Limits, Period as At, Point, Reading as ChartReading, Unit as ChartUnit, Value,
};
use domain::quantity::Unit;
use jiff::civil::Date;
use platform::words::Words;

use super::months::{read, said};
use super::store::{CycleRow, LimitsRow, MonthRow};
use crate::blocks::{Drawing, Table, cell};
use crate::numbers;
use crate::site::figures::chart_words;
use crate::site::speech;

/// With fewer months there is no line to look at.
const LINE_LEAST: usize = 2;

/// The months of a cycle, with the limits that people drew anew.
#[derive(Debug, Clone, Copy)]
pub struct Series<'series> {
    /// The months, the oldest first.
    pub months: &'series [MonthRow],
    /// New limits.
    pub renewed: &'series [LimitsRow],
}

/// What was decided of limits: from which month on, and why.
pub fn renewals(words: Words, renewed: &[LimitsRow]) -> Vec<(String, String)> {
    let named = renewed.iter().map(|row| {
        let month = month_words(words, &row.from_month);
        let heading = words.with("cycle-limits-from", &[("month", month.into())]);
        (heading, row.reason.clone())
    });
    named.collect()
}

/// A month in words: "September 2026". As it stands if it is none.
fn month_words(words: Words, month: &str) -> String {
    first_of(month).map_or_else(
        || month.to_owned(),
        |day| speech::month_words(words, day.year(), day.month()),
    )
}

fn first_of(month: &str) -> Option<Date> {
    format!("{month}-01").parse().ok()
}

/// A value with its unit.
fn value_words(cycle: &CycleRow, value: f64) -> String {
    let unit = match cycle.unit.as_str() {
        "percent" => Unit::Percent,
        "people" => Unit::Count,
        _ => Unit::Number,
    };
    numbers::value(unit, value)
}

/// The months as a control chart: the line, and once there are enough months, its limits and what stands out.
pub fn drawn(words: Words, cycle: &CycleRow, series: Series<'_>) -> Option<Drawing> {
    let months = series.months;
    if months.len() < LINE_LEAST {
        return None;
    }
    let reading = read(months, series.renewed);
    let points = months
        .iter()
        .zip(&reading.months)
        .filter_map(|(row, (limits, rules))| {
            let why: Vec<String> = rules.iter().map(|rule| said(words, *rule)).collect();
            Some(ControlPoint {
                point: point(words, row)?,
                limits: limits.map(|limits| Limits {
                    centre: limits.centre,
                    lower: shown(cycle, limits.lower),
                    upper: shown(cycle, limits.upper),
                }),
                stands_out: why.join(", "),
            })
        });
    let control = Control {
        title: cycle.measure.clone(),
        measure: cycle.measure.clone(),
        unit: match cycle.unit.as_str() {
            "percent" => ChartUnit::Percent,
            "people" => ChartUnit::Count,
            _ => ChartUnit::Rate { decimals: 1 },
        },
        period_heading: words.say("cycle-month"),
        points: points.collect(),
        baseline: reading.baseline,
    };
    let figure = control.draw(&chart_words(words.language));
    Some(Drawing {
        heading: cycle.measure.clone(),
        subtitle: words.say("cycle-months"),
        svg: figure.inline("cycle"),
        ..Drawing::default()
    })
}

fn point(words: Words, row: &MonthRow) -> Option<Point> {
    let day = first_of(&row.month)?;
    Some(Point {
        period: At {
            at: i32::from(day.year()) * 12 + i32::from(day.month()),
            long: month_words(words, &row.month),
            short: row.month.clone(),
        },
        value: Value::Measured(ChartReading {
            value: row.value,
            people: None,
            likely: None,
        }),
        note: row.remark.clone(),
    })
}

/// What the series says, a sentence each: what stands out, or that nothing does, or how many months are missing.
pub fn signals(words: Words, cycle: &CycleRow, series: Series<'_>) -> Vec<String> {
    let months = series.months;
    let reading = read(months, series.renewed);
    if reading.missing > 0 {
        return vec![words.with("cycle-too-early", &[("missing", reading.missing.into())])];
    }
    let Some((Some(limits), _)) = reading.months.last() else {
        return Vec::new();
    };
    let mut told = vec![words.with(
        "cycle-limits",
        &[
            ("lower", value_words(cycle, shown(cycle, limits.lower)).into()),
            ("upper", value_words(cycle, shown(cycle, limits.upper)).into()),
            ("months", reading.baseline.into()),
        ],
    )];
    let standing: Vec<String> = months
        .iter()
        .zip(&reading.months)
        .filter(|(_, (_, rules))| !rules.is_empty())
        .map(|(row, (_, rules))| {
            let why: Vec<String> = rules.iter().map(|rule| said(words, *rule)).collect();
            format!("{}: {}", month_words(words, &row.month), why.join(", "))
        })
        .collect();
    if standing.is_empty() {
        told.push(words.say("cycle-nothing-stands-out"));
    } else {
        told.push(words.with("cycle-stands-out", &[("months", standing.join("; ").into())]));
    }
    told
}

/// A limit within what can be: no share below nothing or above all, and no fewer than no people.
fn shown(cycle: &CycleRow, limit: f64) -> f64 {
    match cycle.unit.as_str() {
        "percent" => limit.clamp(0.0, 100.0),
        "people" => limit.max(0.0),
        _ => limit,
    }
}

/// The months as a table.
pub fn month_table(words: Words, cycle: &CycleRow, series: Series<'_>) -> Table {
    let months = series.months;
    let reading = read(months, series.renewed);
    let rows = months.iter().zip(&reading.months).map(|(row, (_, rules))| {
        let why: Vec<String> = rules.iter().map(|rule| said(words, *rule)).collect();
        vec![
            cell(month_words(words, &row.month)),
            cell(value_words(cycle, row.value)),
            cell(why.join(", ")),
            cell(&row.remark),
        ]
    });
    let head = [
        "cycle-month",
        "field-measured",
        "cycle-signal",
        "field-month_note",
    ];
    Table::new(words, "cycle-months", &head, rows.collect())
}
