//! Bars: a few numbers side by side from zero, the one in question picked out.

use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::Figure;
use crate::metrics::{Weight, text_width};
use crate::number::{Unit, decimals, with_unit};
use crate::palette::Ground;
use crate::scale::Scale;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::value::{Point, Reading};
use crate::words::{Words, fill};

/// A few numbers side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What they are: "Students enrolled at Carver Middle, grade 8, each fall".
    pub title: String,
    /// What the values count.
    pub unit: Unit,
    /// Heading of the periods: "Fall".
    pub period_heading: String,
    /// Heading of the values: "Students".
    pub value_heading: String,
    /// The bars, in the order they are to stand in.
    pub points: Vec<Point>,
    /// Which period is in question, if one is.
    pub picked: Option<i32>,
}

const TOP: f64 = 24.0;
const FOOT: f64 = 104.0;
const HEIGHT: f64 = 124.0;

impl Bars {
    /// Draws them. One drawing serves every width.
    pub fn draw(&self, words: &Words) -> Figure {
        Figure {
            title: self.title.clone(),
            description: self.description(words),
            table: self.table(words),
            wide: self.drawing(words),
            narrow: None,
            ground: Ground::Paper,
        }
    }

    fn value_words(&self, reading: Reading, words: &Words) -> String {
        with_unit(
            words.numbers,
            self.unit,
            reading.value,
            decimals(self.unit, reading.people),
        )
    }

    fn description(&self, words: &Words) -> String {
        let told: Vec<String> = self
            .points
            .iter()
            .map(|point| {
                let value = self.point_words(point, words, true);
                fill(
                    &words.at_value,
                    &[("when", &point.period.long), ("value", &value)],
                )
            })
            .collect();
        if told.is_empty() {
            return format!("{}.", words.no_numbers);
        }
        format!("{}.", told.join(", "))
    }

    fn point_words(&self, point: &Point, words: &Words, is_within_sentence: bool) -> String {
        match (point.value.missing(), point.value.reading()) {
            (Some((blank, _)), _) if is_within_sentence => words.blanks_within.of(blank).to_owned(),
            (Some((blank, _)), _) => words.blanks.of(blank).to_owned(),
            (None, reading) => reading.map_or_else(String::new, |reading| self.value_words(reading, words)),
        }
    }

    fn table(&self, words: &Words) -> Table {
        let rows = self
            .points
            .iter()
            .map(|point| {
                let value = self.point_words(point, words, false);
                let blank = point.value.missing().map(|(blank, _)| blank);
                Row {
                    cells: vec![
                        Cell::words(&point.period.long),
                        blank.map_or_else(|| Cell::words(&value), |blank| Cell::blank(blank, &value)),
                    ],
                    status: blank.map_or(Status::Measured, Status::Blank),
                }
            })
            .collect();
        Table {
            caption: self.title.clone(),
            columns: vec![
                Column::text(&self.period_heading),
                Column::numbers(&self.value_heading),
            ],
            rows,
        }
    }

    fn drawing(&self, words: &Words) -> Drawing {
        let widest = self
            .points
            .iter()
            .filter_map(|point| point.value.reading())
            .map(|reading| text_width(&self.value_words(reading, words), 14.0, Weight::Strong))
            .fold(0.0, f64::max);
        let room = (250.0 - 10.0) / self.points.len().max(1) as f64;
        // Never narrower than the numbers over the bars: then the sheet grows and the page scales it.
        let step = room.clamp(26.0, 60.0).max(widest + 8.0);
        let width = (self.points.len() as f64 * step + 10.0).max(250.0);
        let mut drawing = Drawing::new(width, HEIGHT);
        let values = self.points.iter().filter_map(|point| point.value.reading());
        let values = values.map(|reading| reading.value);
        let up = Scale {
            values: (values.clone().fold(0.0, f64::min), values.fold(0.0, f64::max)),
            pixels: (FOOT, TOP),
        };
        let zero = if up.values.0 == up.values.1 {
            FOOT
        } else {
            up.at(0.0)
        };
        for (index, point) in self.points.iter().enumerate() {
            let left = 5.0 + index as f64 * step + (step * 0.13).min(8.0);
            let right = 5.0 + (index + 1) as f64 * step - (step * 0.13).min(8.0);
            let middle = f64::midpoint(left, right);
            self.bar(&mut drawing, point, (left, right), (&up, zero), words);
            let name = Label::new(
                (middle, HEIGHT - 4.0),
                Anchor::Middle,
                "t-ctx",
                &point.period.short,
            );
            let name = name.sized(13.0);
            if name.width() <= step {
                drawing.label(name);
            }
        }
        drawing.line("axis", (4.0, zero), (width - 4.0, zero));
        drawing
    }

    fn bar(
        &self,
        drawing: &mut Drawing,
        point: &Point,
        (left, right): (f64, f64),
        (up, zero): (&Scale, f64),
        words: &Words,
    ) {
        let middle = f64::midpoint(left, right);
        let Some(reading) = point.value.reading() else {
            let area = Area {
                left,
                top: TOP,
                right,
                bottom: FOOT,
            };
            drawing.mark_in("", Shape::Box { area, radius: 0.0 }, Manner::Hatched);
            let name = self.point_words(point, words, false);
            let mut label = Label::new((middle + 4.0, FOOT - 6.0), Anchor::Start, "t-halo", name).sized(13.0);
            label.is_turned = true;
            drawing.label(label);
            return;
        };
        let end = if up.values.0 == up.values.1 {
            zero
        } else {
            up.at(reading.value)
        };
        let is_picked = self.picked == Some(point.period.at);
        let area = Area {
            left,
            top: end.min(zero),
            right,
            bottom: end.max(zero),
        };
        let class = if is_picked { "s2" } else { "ctxbar" };
        drawing.mark(class, Shape::Box { area, radius: 0.0 });
        let number = self.value_words(reading, words);
        let is_inside = is_picked && area.bottom - area.top > 22.0;
        let (class, y) = if is_inside {
            ("t-inv", area.top + 16.0)
        } else {
            ("t-strong", area.top - 5.0)
        };
        drawing.label(Label::new((middle, y), Anchor::Middle, class, number));
    }
}
