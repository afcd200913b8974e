//! A trend in sentences and as a table.

use super::Trend;
use super::series::{Dot, Series};
use crate::number::{decimals, plain, shortest, with_unit};
use crate::table::{Cell, Column, Row, Status, Table};
use crate::value::Point;
use crate::words::{Words, fill};

/// The sentences of a trend: kind, early values, blanks, breaks, baseline and latest, course, goal.
pub(super) fn description(trend: &Trend, series: &Series<'_>, words: &Words) -> String {
    let mut told = Vec::new();
    if !trend.periods.is_empty() {
        told.push(fill(&words.trend_kind, &[("periods", &trend.periods)]));
    }
    told.extend(early_values(trend, series, words));
    for run in &series.runs {
        let when = words.join(&run.names);
        let blank = words.blanks_within.of(run.blank);
        let phrase = if run.reason.is_empty() {
            &words.run_blank
        } else {
            &words.run_blank_because
        };
        told.push(fill(
            phrase,
            &[("when", &when), ("blank", blank), ("reason", run.reason)],
        ));
    }
    for at in &trend.breaks {
        let first_new = series.points.iter().find(|point| point.period.at >= *at);
        if let Some(point) = first_new {
            told.push(fill(&words.breaks, &[("when", &point.period.long)]));
        }
    }
    told.extend(latest_value(trend, series, words));
    told.extend(course(trend, series, words));
    told.extend(goal(trend, series, words));
    told.extend(trend.gathered.as_ref().map(|gathered| gathered.told(words)));
    if series.dots.is_empty() && series.runs.is_empty() {
        told.push(format!("{}.", words.no_numbers));
    }
    told.join(" ")
}

/// The ends of each stretch of line before the baseline, or the first value where there is no baseline.
fn early_values(trend: &Trend, series: &Series<'_>, words: &Words) -> Option<String> {
    let latest = series.dots.len().saturating_sub(1);
    let mut early: Vec<usize> = Vec::new();
    for range in &series.lines {
        for index in [range.start, range.end.saturating_sub(1)] {
            let is_before_baseline = series.baseline.map_or(index == 0, |baseline| index < baseline);
            if is_before_baseline && index < latest && !early.contains(&index) {
                early.push(index);
            }
        }
    }
    let values: Vec<String> = early
        .into_iter()
        .map(|index| {
            let dot = &series.dots[index];
            let value = value(trend, dot, words);
            fill(&words.value_in, &[("value", &value), ("when", &dot.period.long)])
        })
        .collect();
    if values.is_empty() {
        return None;
    }
    let values = words.join(&values);
    Some(fill(
        &words.was,
        &[("measure", &trend.measure), ("values", &values)],
    ))
}

fn latest_value(trend: &Trend, series: &Series<'_>, words: &Words) -> Option<String> {
    let latest = series.latest()?;
    let now = value(trend, latest, words);
    let Some(index) = series.baseline else {
        return Some(fill(
            &words.is_now,
            &[("value", &now), ("when", &latest.period.long)],
        ));
    };
    let baseline = &series.dots[index];
    Some(fill(
        &words.baseline_and_now,
        &[
            ("baseline", &value(trend, baseline, words)),
            ("since", &baseline.period.long),
            ("value", &now),
            ("when", &latest.period.long),
        ],
    ))
}

fn course(trend: &Trend, series: &Series<'_>, words: &Words) -> Option<String> {
    let last = series.course.last()?;
    let expected = shortest(words.numbers, trend.unit, last.value, 0);
    let when = &last.period.long;
    let Some((low, high)) = last.likely else {
        return Some(fill(&words.course_is, &[("value", &expected), ("when", when)]));
    };
    let low = shortest(words.numbers, trend.unit, low, 0);
    let high = shortest(words.numbers, trend.unit, high, 0);
    let values = [
        ("value", expected.as_str()),
        ("when", when),
        ("low", &low),
        ("high", &high),
    ];
    Some(fill(&words.course_is_likely, &values))
}

fn goal(trend: &Trend, series: &Series<'_>, words: &Words) -> Option<String> {
    let goal = series.goal?;
    let value = goal_value(trend, goal.value, words);
    Some(match &goal.by {
        Some(by) => fill(&words.goal_is_by, &[("value", &value), ("when", &by.long)]),
        None => fill(&words.goal_is, &[("value", &value)]),
    })
}

fn value(trend: &Trend, dot: &Dot<'_>, words: &Words) -> String {
    let digits = decimals(trend.unit, dot.reading.people);
    with_unit(words.numbers, trend.unit, dot.reading.value, digits)
}

fn goal_value(trend: &Trend, value: f64, words: &Words) -> String {
    shortest(words.numbers, trend.unit, value, decimals(trend.unit, None))
}

/// Period, value, people, status, note; then what is expected and what is wanted.
pub(super) fn table(trend: &Trend, series: &Series<'_>, words: &Words) -> Table {
    let has_people = !trend.people_heading.is_empty();
    let mut columns = vec![
        Column::text(&trend.period_heading),
        Column::numbers(&trend.measure),
    ];
    if has_people {
        columns.push(Column::numbers(&trend.people_heading));
    }
    columns.push(Column::text(words.status.clone()));
    columns.push(Column::text(words.note.clone()));
    columns.extend(trend.gathered.iter().flat_map(|gathered| gathered.columns()));
    let mut rows: Vec<Row> = series
        .points
        .iter()
        .map(|point| {
            let mut row = point_row(trend, point, words);
            if let Some(gathered) = &trend.gathered {
                gathered.extend(&mut row, point.period.at);
            }
            row
        })
        .collect();
    if let Some(last) = series.course.last() {
        let mut expected = shortest(words.numbers, trend.unit, last.value, 0);
        if let Some((low, high)) = last.likely {
            let (low, high) = (plain(words.numbers, low, 0), plain(words.numbers, high, 0));
            let range = fill(&words.range, &[("low", &low), ("high", &high)]);
            expected = format!("{expected} ({range})");
        }
        let name = words.course.clone().into_owned();
        rows.push(outlook(
            &last.period.long,
            expected,
            name,
            Status::Course,
            has_people,
        ));
    }
    if let Some(goal) = series.goal {
        let when = goal.by.as_ref().map_or("", |by| by.long.as_str());
        let wanted = goal_value(trend, goal.value, words);
        let name = words.goal.clone().into_owned();
        rows.push(outlook(when, wanted, name, Status::Goal, has_people));
    }
    // What is expected and what is wanted has gathered nothing yet.
    for row in &mut rows {
        row.cells.resize_with(columns.len(), || Cell::words(""));
    }
    Table {
        caption: trend.title.clone(),
        columns,
        rows,
    }
}

fn outlook(when: &str, value: String, name: String, status: Status, has_people: bool) -> Row {
    // A goal without a date still needs a name for its row.
    let when = if when.is_empty() {
        name.clone()
    } else {
        when.to_owned()
    };
    let mut cells = vec![Cell::words(when), Cell::words(value)];
    if has_people {
        cells.push(Cell::words(""));
    }
    cells.push(Cell::words(name));
    cells.push(Cell::words(""));
    Row { cells, status }
}

fn point_row(trend: &Trend, point: &Point, words: &Words) -> Row {
    let mut cells = vec![Cell::words(&point.period.long)];
    let mut notes: Vec<String> = Vec::new();
    let has_people = !trend.people_heading.is_empty();
    let status = if let Some((blank, reason)) = point.value.missing() {
        let name = words.blanks.of(blank);
        cells.push(Cell::blank(blank, name));
        if has_people {
            cells.push(Cell::blank(blank, ""));
        }
        cells.push(Cell::blank(blank, name));
        notes.push(reason.to_owned());
        Status::Blank(blank)
    } else {
        let reading = point.value.reading();
        let people = reading.and_then(|reading| reading.people);
        let digits = decimals(trend.unit, people);
        let number = reading.map_or(0.0, |reading| reading.value);
        cells.push(Cell::words(with_unit(words.numbers, trend.unit, number, digits)));
        if has_people {
            let people = people.map(|people| plain(words.numbers, people as f64, 0));
            cells.push(Cell::words(people.unwrap_or_default()));
        }
        cells.push(Cell::words(words.measured.clone()));
        Status::Measured
    };
    if trend.baseline == Some(point.period.at) {
        notes.push(words.baseline.clone().into_owned());
    }
    if trend.breaks.contains(&point.period.at) {
        notes.push(words.new_count.clone().into_owned());
    }
    notes.push(point.note.clone());
    notes.retain(|note| !note.is_empty());
    cells.push(Cell::words(notes.join(". ")));
    Row { cells, status }
}
