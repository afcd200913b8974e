//! Gears: actions, systems and results turn at different speeds. One row a gear, one tooth an item, wider where it turns
//! slower, told by fill and outline as well as by hue.

use crate::blank::Blank;
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, wrap};
use crate::palette::Ground;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::words::{Words, fill};

/// What moves, gear by gear, the quickest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gears {
    /// What the figure and its table are of.
    pub title: String,
    /// The gears.
    pub gears: Vec<Gear>,
}

/// One gear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gear {
    /// "What partners do".
    pub name: String,
    /// How fast it turns: "weeks to months".
    pub clock: String,
    /// Its teeth, in the order they are drawn.
    pub teeth: Vec<Tooth>,
}

/// One tooth: an action, a condition, a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tooth {
    /// What it stands for.
    pub name: String,
    /// How it turns.
    pub turn: Turn,
    /// The same in the words of its gear: "slower than planned", "holding steady". Empty: the blank's own name.
    pub state: String,
    /// Since when, ready to show. May be empty.
    pub since: String,
}

/// How a tooth turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It moves: on course, done, better, improving.
    Moving,
    /// It moves slowly or stands: slower than planned, holding steady.
    Slow,
    /// It stopped or turns back.
    Stopped,
    /// It has not begun.
    NotStarted,
    /// Nobody can say, for one of the five reasons.
    Blank(Blank),
}

/// Width and height of a tooth of the first, second and further gears.
const TEETH: [(f64, f64); 3] = [(13.0, 18.0), (32.0, 23.0), (58.0, 28.0)];
const APART: f64 = 4.0;
/// More teeth of one gear than this are drawn in the width of the first gear.
const WIDE_MOST: usize = 24;

impl Gears {
    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        let told: Vec<String> = self
            .gears
            .iter()
            .map(|gear| {
                let counts = gear.counts(words);
                fill(&words.plan.gear, &[("gear", &gear.name), ("counts", &counts)])
            })
            .collect();
        Figure {
            title: self.title.clone(),
            description: if told.is_empty() {
                format!("{}.", words.plan.nothing_agreed)
            } else {
                told.join(" ")
            },
            table: self.table(words),
            wide: self.drawing(words, Size::Wide),
            narrow: Some(self.drawing(words, Size::Narrow)),
            ground: Ground::Paper,
        }
    }

    fn table(&self, words: &Words) -> Table {
        let mut rows = Vec::new();
        for gear in &self.gears {
            for tooth in &gear.teeth {
                let state = tooth.state(words);
                let (cell, status) = match tooth.turn {
                    Turn::Blank(blank) => (Cell::blank(blank, state), Status::Blank(blank)),
                    Turn::Moving | Turn::Slow | Turn::Stopped | Turn::NotStarted => {
                        (Cell::words(state), Status::Measured)
                    }
                };
                let cells = vec![
                    Cell::words(&tooth.name),
                    Cell::words(&gear.name),
                    cell,
                    Cell::words(&tooth.since),
                ];
                rows.push(Row { cells, status });
            }
        }
        let headings = [
            &words.plan.item,
            &words.plan.part,
            &words.state,
            &words.plan.since,
        ];
        Table {
            caption: self.title.clone(),
            columns: headings
                .into_iter()
                .map(|heading| Column::text(heading.clone()))
                .collect(),
            rows,
        }
    }

    fn drawing(&self, words: &Words, size: Size) -> Drawing {
        let (width, left) = match size {
            Size::Wide => (760.0, 230.0),
            Size::Narrow => (360.0, 0.0),
        };
        let mut drawing = Drawing::new(width, 0.0);
        let mut labels = Vec::new();
        let mut y = 4.0;
        for (index, gear) in self.gears.iter().enumerate() {
            if index > 0 {
                drawing.line("grid", (0.0, y), (width, y));
                y += 14.0;
            }
            let top = y;
            let room = if left > 0.0 { left - 16.0 } else { width };
            let mut text_y = y + 12.0;
            for line in wrap(&gear.name, 14.0, Weight::Strong, room, 2) {
                labels.push(Label::new((0.0, text_y), Anchor::Start, "t-strong", line));
                text_y += 17.0;
            }
            for line in wrap(&gear.clock, 13.0, Weight::Regular, room, 2) {
                labels.push(Label::new((0.0, text_y), Anchor::Start, "t-ctx", line).sized(13.0));
                text_y += 16.0;
            }
            y = if left > 0.0 { top } else { text_y - 4.0 };
            y = gear.teeth(&mut drawing, index, (left, y), width);
            for line in wrap(&gear.counts(words), 13.0, Weight::Regular, width - left, 3) {
                labels.push(Label::new((left, y + 14.0), Anchor::Start, "", line).sized(13.0));
                y += 17.0;
            }
            y = y.max(text_y - 10.0) + 14.0;
        }
        if self.gears.is_empty() {
            labels.push(Label::new(
                (0.0, 18.0),
                Anchor::Start,
                "",
                words.plan.nothing_agreed.clone(),
            ));
            y = 28.0;
        }
        drawing.height = y;
        for label in labels {
            drawing.label(label);
        }
        drawing
    }
}

impl Gear {
    /// "4 on course, 1 slower than planned", in the order in which the states come.
    fn counts(&self, words: &Words) -> String {
        let mut states: Vec<(String, usize)> = Vec::new();
        for tooth in &self.teeth {
            let state = tooth.state(words);
            match states.iter_mut().find(|(known, _)| *known == state) {
                Some((_, count)) => *count += 1,
                None => states.push((state, 1)),
            }
        }
        if states.is_empty() {
            return words.plan.nothing_agreed.clone().into_owned();
        }
        let told: Vec<String> = states
            .iter()
            .map(|(state, count)| {
                fill(
                    &words.plan.so_many,
                    &[("count", &count.to_string()), ("state", state)],
                )
            })
            .collect();
        told.join(", ")
    }

    /// Draws the teeth in lines from a corner on; returns where the next thing may stand.
    fn teeth(&self, drawing: &mut Drawing, gear: usize, corner: (f64, f64), width: f64) -> f64 {
        let size = if self.teeth.len() > WIDE_MOST {
            0
        } else {
            gear.min(TEETH.len() - 1)
        };
        let (wide, high) = TEETH[size];
        let (mut x, mut y) = corner;
        for tooth in &self.teeth {
            if x + wide > width {
                x = corner.0;
                y += high + APART;
            }
            let inset = 0.75;
            let shape = |by: f64| Shape::Box {
                area: Area {
                    left: x + by,
                    top: y + by,
                    right: x + wide - by,
                    bottom: y + high - by,
                },
                radius: 2.0,
            };
            match tooth.turn {
                Turn::Moving => drawing.mark("s1", shape(0.0)),
                Turn::Slow => drawing.mark("ctxbar", shape(0.0)),
                Turn::Stopped => drawing.mark_in("slip", shape(inset), Manner::Hatched),
                Turn::NotStarted | Turn::Blank(_) => drawing.mark_in("lead", shape(inset), Manner::Dashed),
            }
            x += wide + APART;
        }
        if self.teeth.is_empty() { y } else { y + high }
    }
}

impl Tooth {
    fn state(&self, words: &Words) -> String {
        match (self.turn, self.state.is_empty()) {
            (Turn::Blank(blank), true) => words.blanks_within.of(blank).to_owned(),
            (Turn::Blank(_) | Turn::Moving | Turn::Slow | Turn::Stopped | Turn::NotStarted, _) => {
                self.state.clone()
            }
        }
    }
}
