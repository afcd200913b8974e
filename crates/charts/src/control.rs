//! Control chart: a series over time with what the process does by itself, and the points that stand out.

use crate::blank::Blank;
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, text_width};
use crate::number::{Unit, decimals, plain, with_unit};
use crate::palette::Ground;
use crate::scale::{Grain, Scale, Start, Ticks, ticks};
use crate::table::{Cell, Column, Row, Status, Table};
use crate::value::{Point, Value, is_drawable};
use crate::words::{Words, fill};

/// A series with its limits, as somebody worked them out.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// What the figure and its table are of.
    pub title: String,
    /// The measure's short name.
    pub measure: String,
    /// What the values count.
    pub unit: Unit,
    /// Heading of the periods: "Month".
    pub period_heading: String,
    /// The points, earliest first.
    pub points: Vec<ControlPoint>,
    /// How many of the first points the limits were drawn from.
    pub baseline: usize,
}

/// One point with the limits that hold for it.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlPoint {
    /// When and what.
    pub point: Point,
    /// The centre line, the lower and the upper limit; none where no limit holds.
    pub limits: Option<Limits>,
    /// Why it stands out, in words; empty if it does not.
    pub stands_out: String,
}

/// The lines that hold for a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The centre line.
    pub centre: f64,
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

const GRID_LINES_MAX: usize = 5;

impl Control {
    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        Figure {
            title: self.title.clone(),
            description: self.description(words),
            table: self.table(words),
            wide: self.drawing(words, Size::Wide),
            narrow: Some(self.drawing(words, Size::Narrow)),
            ground: Ground::Paper,
        }
    }

    fn value_words(&self, value: &Value, words: &Words) -> String {
        match (value.missing(), value.reading()) {
            (None, Some(reading)) => with_unit(
                words.numbers,
                self.unit,
                reading.value,
                decimals(self.unit, reading.people),
            ),
            (Some((blank, _)), _) => words.blanks.of(blank).to_owned(),
            (None, None) => String::new(),
        }
    }

    fn limit_words(&self, value: f64, words: &Words) -> String {
        with_unit(words.numbers, self.unit, value, decimals(self.unit, None))
    }

    /// The limits that can stand on paper.
    fn limits(point: &ControlPoint) -> Option<Limits> {
        point
            .limits
            .filter(|limits| {
                [limits.centre, limits.lower, limits.upper]
                    .into_iter()
                    .all(is_drawable)
            })
            .filter(|limits| limits.lower <= limits.centre && limits.centre <= limits.upper)
    }

    fn description(&self, words: &Words) -> String {
        let mut told = vec![words.control_kind.clone().into_owned()];
        let last = self
            .points
            .iter()
            .rfind(|point| point.point.value.reading().is_some());
        let Some(last) = last else {
            return format!("{}.", words.no_numbers);
        };
        let value = self.value_words(&last.point.value, words);
        let arguments = [
            ("measure", self.measure.as_str()),
            ("value", &value),
            ("when", &last.point.period.long),
        ];
        told.push(fill(&words.is_only, &arguments));
        if let Some(limits) = Self::limits(last) {
            told.push(fill(
                &words.control_limits,
                &[
                    ("centre", &self.limit_words(limits.centre, words)),
                    ("lower", &self.limit_words(limits.lower, words)),
                    ("upper", &self.limit_words(limits.upper, words)),
                ],
            ));
            let count = self.baseline.to_string();
            told.push(fill(&words.control_baseline, &[("count", &count)]));
        }
        let out: Vec<&ControlPoint> = self
            .points
            .iter()
            .filter(|point| !point.stands_out.is_empty())
            .collect();
        if out.is_empty() {
            told.push(words.nothing_stands_out.clone().into_owned());
        }
        for point in out {
            let arguments = [
                ("when", point.point.period.long.as_str()),
                ("value", &point.stands_out),
            ];
            told.push(format!("{}.", fill(&words.at_value, &arguments)));
        }
        told.join(" ")
    }

    fn table(&self, words: &Words) -> Table {
        let columns = vec![
            Column::text(&self.period_heading),
            Column::numbers(&self.measure),
            Column::numbers(words.centre.clone()),
            Column::numbers(words.limits.clone()),
            Column::text(words.note.clone()),
        ];
        let rows = self.points.iter().map(|point| {
            let value = self.value_words(&point.point.value, words);
            let blank = point.point.value.missing().map(|(blank, _)| blank);
            let limits = Self::limits(point);
            let range = limits.map(|limits| {
                let digits = decimals(self.unit, None);
                let low = plain(words.numbers, limits.lower, digits);
                fill(
                    &words.range,
                    &[("low", &low), ("high", &self.limit_words(limits.upper, words))],
                )
            });
            let note = [point.stands_out.as_str(), point.point.note.as_str()];
            let note: Vec<&str> = note.into_iter().filter(|note| !note.is_empty()).collect();
            Row {
                cells: vec![
                    Cell::words(&point.point.period.long),
                    blank.map_or_else(|| Cell::words(&value), |blank| Cell::blank(blank, &value)),
                    Cell::words(
                        limits
                            .map(|limits| self.limit_words(limits.centre, words))
                            .unwrap_or_default(),
                    ),
                    Cell::words(range.unwrap_or_default()),
                    Cell::words(note.join(". ")),
                ],
                status: blank.map_or(Status::Measured, Status::Blank),
            }
        });
        Table {
            caption: self.title.clone(),
            columns,
            rows: rows.collect(),
        }
    }

    /// What the limits rest on, and that the axis does not start at zero where it does not.
    fn note(&self, words: &Words, ticks: &Ticks) -> String {
        let mut notes = Vec::new();
        if self.points.iter().any(|point| Self::limits(point).is_some()) {
            let count = self.baseline.to_string();
            notes.push(fill(&words.control_baseline, &[("count", &count)]));
        }
        if ticks.low() != 0.0 {
            let low = with_unit(words.numbers, self.unit, ticks.low(), ticks.decimals);
            notes.push(fill(&words.scale_starts, &[("value", &low)]));
        }
        notes.join(" ")
    }

    fn value_ticks(&self) -> Ticks {
        let mut values: Vec<f64> = Vec::new();
        for point in &self.points {
            values.extend(point.point.value.reading().map(|reading| reading.value));
            values.extend(
                Self::limits(point)
                    .into_iter()
                    .flat_map(|limits| [limits.lower, limits.upper]),
            );
        }
        let grain = match self.unit {
            Unit::Count => Grain::Whole,
            Unit::Percent | Unit::Rate { .. } => Grain::Fractions,
        };
        ticks(&values, GRID_LINES_MAX, Start::NearData, grain)
    }

    fn drawing(&self, words: &Words, size: Size) -> Drawing {
        let (width, bottom) = match size {
            Size::Wide => (760.0, 290.0),
            Size::Narrow => (360.0, 260.0),
        };
        let ticks = self.value_ticks();
        let tick = |value: f64| with_unit(words.numbers, self.unit, value, ticks.decimals);
        let widest = ticks
            .values
            .iter()
            .map(|value| text_width(&tick(*value), 14.0, Weight::Regular));
        let left = (widest.fold(0.0, f64::max) + 12.0).min(width * 0.35);
        let gutter = if size == Size::Wide { 92.0 } else { 12.0 };
        let area = Area {
            left,
            top: 26.0,
            right: width - gutter,
            bottom,
        };
        let count = self.points.len().max(2) as f64;
        let mut plot = Plot {
            control: self,
            words,
            size,
            up: Scale {
                values: (ticks.low(), ticks.high()),
                pixels: (bottom, area.top),
            },
            across: Scale {
                values: (0.0, count - 1.0),
                pixels: (left + 14.0, area.right - 8.0),
            },
            area,
            drawing: Drawing::new(width, bottom + 54.0),
        };
        for (index, value) in ticks.values.iter().enumerate() {
            let y = plot.up.at(*value);
            let class = if index == 0 { "axis" } else { "grid" };
            plot.drawing.line(class, (left, y), (area.right, y));
            plot.drawing.label(Label::new(
                (left - 6.0, y + 4.5),
                Anchor::End,
                "t-ctx",
                tick(*value),
            ));
        }
        plot.limits();
        plot.line();
        plot.dots();
        plot.time();
        let note = self.note(words, &ticks);
        let at = (left, bottom + 46.0);
        plot.drawing
            .label(Label::new(at, Anchor::Start, "t-ctx", note).sized(12.5));
        plot.drawing
    }
}

/// The sheet in the making.
struct Plot<'a> {
    control: &'a Control,
    words: &'a Words,
    size: Size,
    area: Area,
    up: Scale,
    across: Scale,
    drawing: Drawing,
}

impl Plot<'_> {
    fn x(&self, index: usize) -> f64 {
        self.across.at(index as f64)
    }

    /// The band between the limits, stepped where they change, with the centre line.
    fn limits(&mut self) {
        let half = if self.control.points.len() > 1 {
            (self.x(1) - self.x(0)) / 2.0
        } else {
            12.0
        };
        let mut runs: Vec<Vec<(usize, Limits)>> = Vec::new();
        for (index, point) in self.control.points.iter().enumerate() {
            let Some(limits) = Control::limits(point) else {
                continue;
            };
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|(last, _)| last + 1 == index) => {
                    run.push((index, limits))
                }
                _ => runs.push(vec![(index, limits)]),
            }
        }
        for run in &runs {
            let line = |value: fn(&Limits) -> f64| -> Vec<(f64, f64)> {
                let steps = run.iter().flat_map(|(index, limits)| {
                    let (x, y) = (self.x(*index), self.up.at(value(limits)));
                    [
                        ((x - half).max(self.area.left), y),
                        ((x + half).min(self.area.right), y),
                    ]
                });
                steps.collect()
            };
            let (upper, lower, centre) = (line(|it| it.upper), line(|it| it.lower), line(|it| it.centre));
            let mut band = upper.clone();
            band.extend(lower.iter().rev().copied());
            self.drawing.polygon("band", band);
            for edge in [upper.clone(), lower.clone()] {
                let shape = Shape::Path {
                    points: edge,
                    is_closed: false,
                };
                self.drawing.mark_in("lead", shape, Manner::Dashed);
            }
            self.drawing.path("lead", centre.clone());
        }
        let Some((_, limits)) = runs
            .last()
            .and_then(|run| run.last())
            .filter(|_| self.size == Size::Wide)
        else {
            return;
        };
        let (centre, upper, lower) = (
            self.up.at(limits.centre),
            self.up.at(limits.upper),
            self.up.at(limits.lower),
        );
        let mut written = vec![(centre, self.words.centre.clone())];
        if centre - upper > 18.0 {
            written.push((upper, self.words.upper_limit.clone()));
        }
        if lower - centre > 18.0 {
            written.push((lower, self.words.lower_limit.clone()));
        }
        for (y, words) in written {
            let at = (self.area.right + 6.0, y + 4.5);
            self.drawing
                .label(Label::new(at, Anchor::Start, "", words).sized(13.0));
        }
    }

    /// The line runs through neighbours only; a blank interrupts it and is hatched.
    fn line(&mut self) {
        let mut run: Vec<(f64, f64)> = Vec::new();
        let points = &self.control.points;
        for (index, point) in points.iter().enumerate() {
            match point.point.value.reading() {
                Some(reading) => run.push((self.x(index), self.up.at(reading.value))),
                None => {
                    self.flush(&mut run);
                    let half = (self.across.at(1.0) - self.across.at(0.0)) * 0.45;
                    let area = Area {
                        left: self.x(index) - half,
                        right: self.x(index) + half,
                        ..self.area
                    };
                    let shape = Shape::Box { area, radius: 0.0 };
                    match point.point.value.missing().map(|(blank, _)| blank) {
                        Some(Blank::NotYetMeasured | Blank::Late) => {
                            self.drawing.mark_in("lead", shape, Manner::Dashed);
                        }
                        Some(_) | None => self.drawing.mark_in("", shape, Manner::Hatched),
                    }
                    if let Some((blank, _)) = point.point.value.missing() {
                        let name = self.words.blanks.of(blank).to_owned();
                        let at = (self.x(index) + 4.0, self.area.bottom - 8.0);
                        let mut label = Label::new(at, Anchor::Start, "t-halo", name).sized(12.5);
                        label.is_turned = true;
                        self.drawing.label(label);
                    }
                }
            }
        }
        self.flush(&mut run);
    }

    fn flush(&mut self, run: &mut Vec<(f64, f64)>) {
        let line = std::mem::take(run);
        if line.len() > 1 {
            self.drawing.path("ln ctx", line);
        }
    }

    /// A dot each; what stands out is a diamond, larger, with its value beside it.
    fn dots(&mut self) {
        let mut last_label = f64::NEG_INFINITY;
        for (index, point) in self.control.points.iter().enumerate() {
            let Some(reading) = point.point.value.reading() else {
                continue;
            };
            let spot = (self.x(index), self.up.at(reading.value));
            if point.stands_out.is_empty() {
                self.drawing.circle("pt", spot, 3.5);
                continue;
            }
            self.drawing.diamond("s2", spot, 8.0);
            let words = self.control.value_words(&point.point.value, self.words);
            let is_high = Control::limits(point).is_none_or(|limits| reading.value >= limits.centre);
            let y = if is_high { spot.1 - 12.0 } else { spot.1 + 22.0 };
            let label = Label::new((spot.0, y), Anchor::Middle, "t-strong t-halo", words).sized(13.0);
            let area = label.area();
            if area.left > last_label + 4.0 {
                last_label = area.right;
                self.drawing.label(label);
            }
        }
    }

    fn time(&mut self) {
        let mut last_end = f64::NEG_INFINITY;
        for (index, point) in self.control.points.iter().enumerate() {
            let period = &point.point.period;
            let name = if self.size == Size::Wide {
                &period.long
            } else {
                &period.short
            };
            let label = Label::new(
                (self.x(index), self.area.bottom + 20.0),
                Anchor::Middle,
                "t-ctx",
                name.clone(),
            );
            let area = label.area();
            if area.left > last_end + 8.0 && area.right < self.drawing.width {
                last_end = area.right;
                let (x, foot) = (self.x(index), self.area.bottom);
                self.drawing.line("axis", (x, foot), (x, foot + 5.0));
                self.drawing.label(label);
            }
        }
    }
}
