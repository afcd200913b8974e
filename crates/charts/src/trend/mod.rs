//! Trend: one measure over time, with its baseline, its goal, its gaps and its breaks.
//!
//! `series` sorts out which points are joined, `plot` draws, `labels` writes on the drawing, `told` says it in words.

mod gathered;
mod labels;
mod plot;
mod series;
mod small;
mod told;

use crate::figure::{Figure, Size};
use crate::number::Unit;
use crate::palette::Ground;
use crate::value::{Goal, Period, Point};
use crate::words::Words;
pub use gathered::Gathered;
pub(crate) use series::Series;

/// One measure over time.
///
/// Limits: made for up to 16 periods; more are drawn, with fewer of them labelled.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What the figure and its table are of: "Regular attendance, grades 6–9, Linden County".
    pub title: String,
    /// The measure's short name: "Regular attendance".
    pub measure: String,
    /// What the values count.
    pub unit: Unit,
    /// Heading of the periods: "School year".
    pub period_heading: String,
    /// The periods within a sentence: "school year".
    pub periods: String,
    /// Heading of the numbers of people: "Students". Empty: no such column.
    pub people_heading: String,
    /// How far apart neighbours are in [`Period::at`]. Points further apart are not joined.
    pub step: u32,
    /// The values, in any order.
    pub points: Vec<Point>,
    /// Which period is the baseline.
    pub baseline: Option<i32>,
    /// What the community wants to reach.
    pub goal: Option<Goal>,
    /// Where counting changed: the first period of each new way.
    pub breaks: Vec<i32>,
    /// Where the line goes if nothing else changes.
    pub course: Vec<Course>,
    /// When actions began, as a place in time between periods; numbered in this order.
    pub actions: Vec<f64>,
    /// What gathered over the same time, in a panel of its own under the curve.
    pub gathered: Option<Gathered>,
    /// What the short period names mean on phones: "Years end in spring." May be empty.
    pub periods_note: String,
}

/// One step of a forecast.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// When.
    pub period: Period,
    /// The middle of what is expected.
    pub value: f64,
    /// Between which values it likely lies.
    pub likely: Option<(f64, f64)>,
}

impl Trend {
    /// A trend of yearly points with nothing around it yet.
    pub fn new(title: impl Into<String>, measure: impl Into<String>, unit: Unit) -> Self {
        Self {
            title: title.into(),
            measure: measure.into(),
            unit,
            period_heading: String::new(),
            periods: String::new(),
            people_heading: String::new(),
            step: 1,
            points: Vec::new(),
            baseline: None,
            goal: None,
            breaks: Vec::new(),
            course: Vec::new(),
            actions: Vec::new(),
            gathered: None,
            periods_note: String::new(),
        }
    }

    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        let series = Series::of(self);
        Figure {
            title: self.title.clone(),
            description: told::description(self, &series, words),
            table: told::table(self, &series, words),
            wide: plot::draw(self, &series, words, Size::Wide),
            narrow: Some(plot::draw(self, &series, words, Size::Narrow)),
            ground: Ground::Paper,
        }
    }

    /// Draws it as a word-sized line for a row of a table, with the same description and table.
    ///
    /// Each such line has its own scale: the page must say so.
    pub fn draw_small(&self, words: &Words) -> Figure {
        let series = Series::of(self);
        Figure {
            title: self.title.clone(),
            description: told::description(self, &series, words),
            table: told::table(self, &series, words),
            wide: small::draw(self, &series, words),
            narrow: None,
            ground: Ground::Paper,
        }
    }
}
