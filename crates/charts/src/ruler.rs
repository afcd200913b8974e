//! Ruler: where we were, where we are, where we want to be, on one scale. It stands in the dark head of a page.

use crate::drawing::{Anchor, Drawing, Label};
use crate::figure::{Figure, Size};
use crate::number::{Unit, decimals, shortest, with_unit};
use crate::palette::Ground;
use crate::scale::Scale;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::value::{Goal, Period, Reading, is_drawable};
use crate::words::{Words, fill};

/// Baseline, now and goal on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// What it is of: "Where we are".
    pub title: String,
    /// What the values count.
    pub unit: Unit,
    /// Where the community started.
    pub baseline: Option<(Period, Reading)>,
    /// Where it is.
    pub now: (Period, Reading),
    /// Where it is heading if nothing else changes.
    pub course: Option<(Period, f64)>,
    /// Where it wants to be.
    pub goal: Option<Goal>,
}

/// A mark on the ruler with its two lines of words.
struct Stop {
    value: f64,
    kind: Kind,
    name: String,
    words: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Baseline,
    Now,
    Course,
    Goal,
}

const LINE_Y: f64 = 80.0;

impl Ruler {
    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        let stops = self.stops(words);
        Figure {
            title: self.title.clone(),
            description: self.description(words),
            table: self.table(&stops, words),
            wide: draw(&stops, Size::Wide),
            narrow: Some(draw(&stops, Size::Narrow)),
            ground: Ground::Hero,
        }
    }

    fn stops(&self, words: &Words) -> Vec<Stop> {
        let mut stops = Vec::new();
        let reading = |reading: Reading| {
            let digits = decimals(self.unit, reading.people);
            with_unit(words.numbers, self.unit, reading.value, digits)
        };
        if let Some((period, baseline)) = &self.baseline
            && is_drawable(baseline.value)
        {
            stops.push(Stop {
                value: baseline.value,
                kind: Kind::Baseline,
                name: fill(&words.baseline_in, &[("when", &period.long)]),
                words: reading(*baseline),
            });
        }
        if is_drawable(self.now.1.value) {
            stops.push(Stop {
                value: self.now.1.value,
                kind: Kind::Now,
                name: words.now.clone().into_owned(),
                words: reading(self.now.1),
            });
        }
        if let Some((_, value)) = &self.course
            && is_drawable(*value)
        {
            stops.push(Stop {
                value: *value,
                kind: Kind::Course,
                name: words.course.clone().into_owned(),
                words: shortest(words.numbers, self.unit, *value, 0),
            });
        }
        if let Some(goal) = &self.goal
            && is_drawable(goal.value)
        {
            let name = match &goal.by {
                Some(by) => fill(&words.goal_for, &[("when", &by.long)]),
                None => words.goal.clone().into_owned(),
            };
            stops.push(Stop {
                value: goal.value,
                kind: Kind::Goal,
                name,
                words: shortest(words.numbers, self.unit, goal.value, decimals(self.unit, None)),
            });
        }
        stops
    }

    fn description(&self, words: &Words) -> String {
        let mut told = Vec::new();
        let find = |kind: Kind| self.stops(words).into_iter().find(|stop| stop.kind == kind);
        let now = find(Kind::Now);
        let when_now = &self.now.0.long;
        if let (Some(stop), Some((since, _)), Some(now)) = (find(Kind::Baseline), &self.baseline, &now) {
            let values = [
                ("baseline", stop.words.as_str()),
                ("since", &since.long),
                ("value", &now.words),
                ("when", when_now),
            ];
            told.push(fill(&words.baseline_and_now, &values));
        } else if let Some(now) = &now {
            told.push(fill(&words.is_now, &[("value", &now.words), ("when", when_now)]));
        }
        if let (Some(stop), Some((period, _))) = (find(Kind::Course), &self.course) {
            told.push(fill(
                &words.course_is,
                &[("value", &stop.words), ("when", &period.long)],
            ));
        }
        if let (Some(stop), Some(goal)) = (find(Kind::Goal), &self.goal) {
            told.push(match &goal.by {
                Some(by) => fill(&words.goal_is_by, &[("value", &stop.words), ("when", &by.long)]),
                None => fill(&words.goal_is, &[("value", &stop.words)]),
            });
        }
        told.join(" ")
    }

    fn table(&self, stops: &[Stop], words: &Words) -> Table {
        let rows = stops
            .iter()
            .map(|stop| Row {
                cells: vec![Cell::words(&stop.name), Cell::words(&stop.words)],
                status: match stop.kind {
                    Kind::Baseline | Kind::Now => Status::Measured,
                    Kind::Course => Status::Course,
                    Kind::Goal => Status::Goal,
                },
            })
            .collect();
        Table {
            caption: self.title.clone(),
            columns: vec![
                Column::text(words.state.clone()),
                Column::numbers(words.number.clone()),
            ],
            rows,
        }
    }
}

fn draw(stops: &[Stop], size: Size) -> Drawing {
    let width = if size == Size::Wide { 440.0 } else { 360.0 };
    let mut drawing = Drawing::new(width, 160.0);
    drawing.line("base", (8.0, LINE_Y), (width - 8.0, LINE_Y));
    let low = stops.iter().map(|stop| stop.value).fold(f64::INFINITY, f64::min);
    let high = stops
        .iter()
        .map(|stop| stop.value)
        .fold(f64::NEG_INFINITY, f64::max);
    let scale = Scale {
        values: (low, high),
        pixels: (width * 0.2, width * 0.8),
    };
    let x_of = |kind: Kind| {
        let stop = stops.iter().find(|stop| stop.kind == kind)?;
        Some(scale.at(stop.value))
    };
    if let (Some(from), Some(to)) = (x_of(Kind::Baseline), x_of(Kind::Now)) {
        drawing.line("done", (from, LINE_Y), (to, LINE_Y));
    }
    if let (Some(from), Some(to)) = (x_of(Kind::Now), x_of(Kind::Course)) {
        drawing.line("rest", (from, LINE_Y), (to, LINE_Y));
    }
    // The goal first, so that a value that has reached it is seen on top.
    if let Some(x) = x_of(Kind::Goal) {
        drawing.diamond("mark", (x, LINE_Y), 11.0);
    }
    for kind in [Kind::Baseline, Kind::Course] {
        if let Some(x) = x_of(kind) {
            drawing.circle("ring", (x, LINE_Y), 7.0);
        }
    }
    if let Some(x) = x_of(Kind::Now) {
        drawing.circle("dot", (x, LINE_Y), 11.0);
    }
    let small = if size == Size::Wide { 16.0 } else { 15.0 };
    row(&mut drawing, stops, &scale, [Kind::Now, Kind::Goal], small, 36.0);
    row(
        &mut drawing,
        stops,
        &scale,
        [Kind::Baseline, Kind::Course],
        small,
        118.0,
    );
    drawing
}

/// Words of up to two stops side by side, moved apart where their marks are close, with a tick to their mark.
fn row(drawing: &mut Drawing, stops: &[Stop], scale: &Scale, kinds: [Kind; 2], small: f64, y: f64) {
    let mut placed: Vec<(f64, f64, &Stop)> = stops
        .iter()
        .filter(|stop| kinds.contains(&stop.kind))
        .map(|stop| {
            let (name, value) = two_lines(stop, 0.0, small, y);
            (scale.at(stop.value), name.width().max(value.width()) / 2.0, stop)
        })
        .collect();
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut centres: Vec<f64> = placed
        .iter()
        .map(|(x, half, _)| x.clamp(half + 1.0, (drawing.width - half - 1.0).max(half + 1.0)))
        .collect();
    if let [(_, first, _), (_, second, _)] = placed[..] {
        let lack = first + second + 16.0 - (centres[1] - centres[0]);
        if lack > 0.0 {
            centres[0] -= lack / 2.0;
            centres[1] += lack / 2.0;
            let over = (centres[1] + second + 1.0 - drawing.width).max(0.0);
            centres[0] -= over;
            centres[1] -= over;
            let under = (first + 1.0 - centres[0]).max(0.0);
            centres[0] += under;
            centres[1] += under;
        }
    }
    for ((x, half, stop), centre) in placed.iter().zip(centres) {
        let (name, value) = two_lines(stop, centre, small, y);
        if (x - centre).abs() > half - 4.0 {
            let (near, far) = if y < LINE_Y {
                (y + 25.0, LINE_Y - 12.0)
            } else {
                (y - 14.0, LINE_Y + 9.0)
            };
            let foot = if centre < *x {
                centre + half - 6.0
            } else {
                centre - half + 6.0
            };
            drawing.line("tick", (foot, near), (*x, far));
        }
        drawing.label(name);
        drawing.label(value);
    }
}

fn two_lines(stop: &Stop, x: f64, small: f64, y: f64) -> (Label, Label) {
    let (name_class, value_class, value_size) = match stop.kind {
        Kind::Goal => ("t-mark", "t-mark", small + 4.0),
        Kind::Now => ("", "t-strong", small + 4.0),
        Kind::Baseline | Kind::Course => ("", "t-strong", small + 2.0),
    };
    (
        Label::new((x, y), Anchor::Middle, name_class, &stop.name).sized(small),
        Label::new((x, y + 21.0), Anchor::Middle, value_class, &stop.words).sized(value_size),
    )
}
