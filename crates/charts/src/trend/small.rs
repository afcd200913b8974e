//! The same trend as a word-sized line, for a row of a table: shape, gaps, latest value and goal, nothing written.

use super::Trend;
use super::series::Series;
use crate::blank::Blank;
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::metrics::{Weight, shorten};
use crate::scale::Scale;
use crate::words::Words;

const WIDTH: f64 = 216.0;
const HEIGHT: f64 = 60.0;
/// The goal's diamond stands here in every row, so that a column of rows lines up.
const GOAL_X: f64 = 204.0;

pub(super) fn draw(trend: &Trend, series: &Series<'_>, words: &Words) -> Drawing {
    let mut drawing = Drawing::new(WIDTH, HEIGHT);
    let (across, step) = across(trend, series);
    let up = up(series);
    if let Some(goal) = series.goal {
        let spot = (GOAL_X, up.at(goal.value));
        drawing.line("goal-ln", (6.0, spot.1), spot);
        drawing.diamond("goal", spot, 5.0);
    }
    if series.dots.is_empty() {
        nothing(&mut drawing, series, words);
        return drawing;
    }
    for run in &series.runs {
        if run.blank == Blank::NotYetMeasured {
            continue;
        }
        let half = (step * 0.45).max(2.0);
        let area = Area {
            left: (across.at(f64::from(run.first.at)) - half).max(0.0),
            top: 6.0,
            right: (across.at(f64::from(run.last.at)) + half).min(WIDTH),
            bottom: HEIGHT - 4.0,
        };
        let shape = Shape::Box { area, radius: 0.0 };
        if run.blank == Blank::Late {
            drawing.mark_in("lead", shape, Manner::Dashed);
        } else {
            drawing.mark_in("", shape, Manner::Hatched);
        }
    }
    let spots: Vec<(f64, f64)> = series
        .dots
        .iter()
        .map(|dot| (across.at(f64::from(dot.period.at)), up.at(dot.reading.value)))
        .collect();
    for range in &series.lines {
        let is_old = series.dots[range.start].is_old;
        if range.len() > 1 {
            drawing.path(
                if is_old { "ln ctx" } else { "ln" },
                spots[range.clone()].to_vec(),
            );
        } else {
            drawing.circle(if is_old { "pt ctx" } else { "pt" }, spots[range.start], 3.0);
        }
    }
    let latest = spots[spots.len() - 1];
    if let Some(last) = series.course.last() {
        let mut line = vec![latest];
        line.push((across.at(f64::from(last.period.at)), up.at(last.value)));
        drawing.path("ln fc", line);
    }
    drawing.circle("pt", latest, 4.5);
    drawing
}

fn across(trend: &Trend, series: &Series<'_>) -> (Scale, f64) {
    let ahead = series
        .goal_ahead()
        .into_iter()
        .chain(series.course.last().map(|course| &course.period));
    let ahead = ahead.map(|period| period.at).max();
    let ats = series.points.iter().map(|point| point.period.at);
    let first = ats.clone().min().unwrap_or(0);
    let last = ats.chain(ahead).max().unwrap_or(0);
    // Without anything ahead the line stops short of the diamond.
    let end = if ahead.is_some() || series.goal.is_none() {
        GOAL_X
    } else {
        186.0
    };
    let span = (f64::from(last) - f64::from(first)).max(1.0);
    let scale = Scale {
        values: (f64::from(first), f64::from(last)),
        pixels: (8.0, end),
    };
    (scale, (end - 8.0) / span * f64::from(trend.step.max(1)))
}

/// Each small line has its own scale, which the page that shows it says.
fn up(series: &Series<'_>) -> Scale {
    let values = series
        .dots
        .iter()
        .map(|dot| dot.reading.value)
        .chain(series.goal.map(|goal| goal.value))
        .chain(series.course.last().map(|course| course.value));
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    Scale {
        values: (low, high),
        pixels: (HEIGHT - 10.0, 10.0),
    }
}

/// No value at all: the outline says so in words.
fn nothing(drawing: &mut Drawing, series: &Series<'_>, words: &Words) {
    let last = series.runs.last();
    let is_withheld = last.is_some_and(|run| !matches!(run.blank, Blank::NotYetMeasured | Blank::Late));
    let area = Area {
        left: 1.0,
        top: 22.0,
        right: GOAL_X - 12.0,
        bottom: 50.0,
    };
    let shape = Shape::Box { area, radius: 2.0 };
    if is_withheld {
        drawing.mark_in("", shape, Manner::Hatched);
    } else {
        drawing.mark_in("lead", shape, Manner::Dashed);
    }
    let text = last.map_or(words.no_numbers.as_ref(), |run| words.blanks.of(run.blank));
    let text = shorten(text, 16.0, Weight::Regular, area.right - area.left);
    let at = (f64::midpoint(area.left, area.right), 41.5);
    drawing.label(Label::new(at, Anchor::Middle, "t-halo", text).sized(16.0));
}
