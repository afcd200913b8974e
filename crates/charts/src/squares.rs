//! Squares: one square a reply, so that "15 of 23 have come" is seen at a glance. Told by shape, not by hue alone.

use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::Figure;
use crate::palette::Ground;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::words::{Phrase, Words, fill};

/// How many replies stand where.
///
/// Limits: past [`Squares::MOST`] squares the drawing shows the parts in proportion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squares {
    /// What they are: "Fall data from 23 partners".
    pub title: String,
    /// Here and done with.
    pub received: usize,
    /// Here and looked at.
    pub being_checked: usize,
    /// Not yet due.
    pub to_come: usize,
    /// Due and not here.
    pub late: usize,
}

const SQUARE: f64 = 22.0;
const STEP: f64 = 27.8;
const ROW: f64 = 34.0;

#[derive(Clone, Copy)]
enum State {
    Received,
    BeingChecked,
    ToCome,
    Late,
}

impl Squares {
    /// The most squares that are drawn one by one.
    pub const MOST: usize = 230;

    /// Draws them, wide and narrow.
    pub fn draw(&self, words: &Words) -> Figure {
        let parts = self.parts(words);
        let told: Vec<String> = parts
            .iter()
            .filter(|(_, count, _)| *count > 0)
            .map(|(_, count, phrase)| fill(phrase, &[("count", &count.to_string())]))
            .collect();
        let description = if told.is_empty() {
            format!("{}.", words.no_numbers)
        } else {
            format!("{}.", told.join(", "))
        };
        let rows = parts
            .iter()
            .map(|(_, count, phrase)| Row {
                cells: vec![
                    Cell::words(fill(phrase, &[("count", "")]).trim()),
                    Cell::words(count.to_string()),
                ],
                status: Status::Measured,
            })
            .collect();
        Figure {
            title: self.title.clone(),
            description,
            table: Table {
                caption: self.title.clone(),
                columns: vec![
                    Column::text(words.state.clone()),
                    Column::numbers(words.number.clone()),
                ],
                rows,
            },
            wide: self.drawing(640.0, words),
            narrow: Some(self.drawing(320.0, words)),
            ground: Ground::Paper,
        }
    }

    fn parts<'a>(&self, words: &'a Words) -> [(State, usize, &'a Phrase); 4] {
        [
            (State::Received, self.received, &words.received),
            (State::BeingChecked, self.being_checked, &words.being_checked),
            (State::ToCome, self.to_come, &words.to_come),
            (State::Late, self.late, &words.late),
        ]
    }

    fn drawing(&self, width: f64, words: &Words) -> Drawing {
        let parts = self.parts(words);
        let total: usize = parts.iter().map(|(_, count, _)| *count).sum();
        let shrink = |count: usize| {
            if total <= Self::MOST || count == 0 {
                return count;
            }
            // Whoever is there keeps at least one square.
            (count * Self::MOST / total).max(1)
        };
        let states: Vec<State> = parts
            .iter()
            .flat_map(|(state, count, _)| std::iter::repeat_n(*state, shrink(*count)))
            .collect();
        let per_row = ((width + STEP - SQUARE) / STEP).floor().max(1.0) as usize;
        let rows = states.len().div_ceil(per_row).max(1);
        let mut drawing = Drawing::new(width, rows as f64 * ROW);
        for (index, state) in states.into_iter().enumerate() {
            let left = (index % per_row) as f64 * STEP;
            let top = (index / per_row) as f64 * ROW + 2.0;
            square(&mut drawing, state, left, top);
        }
        drawing
    }
}

fn square(drawing: &mut Drawing, state: State, left: f64, top: f64) {
    let inset = |by: f64| Shape::Box {
        area: Area {
            left: left + by,
            top: top + by,
            right: left + SQUARE - by,
            bottom: top + 26.0 - by,
        },
        radius: 2.0,
    };
    match state {
        State::Received => drawing.mark("s1", inset(0.0)),
        State::BeingChecked => {
            drawing.mark("spread", inset(0.0));
            drawing.line("arrow", (left + 6.0, top + 13.0), (left + 16.0, top + 13.0));
        }
        State::ToCome => drawing.mark_in("lead", inset(0.75), Manner::Dashed),
        State::Late => {
            drawing.mark("late", inset(1.0));
            let at = (left + SQUARE / 2.0, top + 18.5);
            drawing.label(Label::new(at, Anchor::Middle, "t-late", "!").sized(17.0));
        }
    }
}
