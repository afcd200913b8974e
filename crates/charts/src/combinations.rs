//! Combinations: how many organizations or people belong to exactly these initiatives, the largest first (an UpSet plot:
//! Lex and others, 2014).

use crate::drawing::{Anchor, Area, Drawing, Label, Shape};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, shorten};
use crate::number::plain;
use crate::overlap::{key, letter};
use crate::palette::Ground;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::words::{Words, fill};

/// How many belong to exactly which of several initiatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combinations {
    /// What the figure and its table are of.
    pub title: String,
    /// The initiatives.
    pub sets: Vec<String>,
    /// Each combination, as places in `sets`, with how many belong to all of these and to no other. Whoever hands it in has
    /// left out those that are too few to be told.
    pub combinations: Vec<(Vec<usize>, u64)>,
}

/// More columns than this are left to the table.
const COLUMNS_MOST: usize = 12;
const SETS_MOST: usize = 12;
const BARS: f64 = 100.0;
const ROW: f64 = 26.0;

impl Combinations {
    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        let sorted = self.sorted();
        let told: Vec<String> = sorted
            .iter()
            .map(|(sets, count)| {
                let values = [
                    ("combination", self.named(sets, words)),
                    ("count", plain(words.numbers, *count as f64, 0)),
                ];
                fill(
                    &words.ties.combination_is,
                    &values.each_ref().map(|(name, value)| (*name, value.as_str())),
                )
            })
            .collect();
        let rows = sorted.iter().map(|(sets, count)| Row {
            cells: vec![
                Cell::words(self.named(sets, words)),
                Cell::words(plain(words.numbers, *count as f64, 0)),
            ],
            status: Status::Measured,
        });
        Figure {
            title: self.title.clone(),
            description: if told.is_empty() {
                format!("{}.", words.no_numbers)
            } else {
                told.join(" ")
            },
            table: Table {
                caption: self.title.clone(),
                columns: vec![
                    Column::text(words.ties.combination.clone()),
                    Column::numbers(words.number.clone()),
                ],
                rows: rows.collect(),
            },
            wide: self.drawing(&sorted, words, Size::Wide),
            narrow: Some(self.drawing(&sorted, words, Size::Narrow)),
            ground: Ground::Paper,
        }
    }

    /// The combinations that there are, the largest first, each with its sets in order.
    fn sorted(&self) -> Vec<(Vec<usize>, u64)> {
        let known = self.combinations.iter().map(|(sets, count)| {
            let mut sets: Vec<usize> = sets
                .iter()
                .copied()
                .filter(|set| *set < self.sets.len())
                .collect();
            sets.sort_unstable();
            sets.dedup();
            (sets, *count)
        });
        let mut sorted: Vec<_> = known
            .filter(|(sets, count)| !sets.is_empty() && *count > 0)
            .collect();
        sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        sorted
    }

    fn named(&self, sets: &[usize], words: &Words) -> String {
        let names: Vec<String> = sets.iter().map(|set| self.sets[*set].clone()).collect();
        words.join(&names)
    }

    fn drawing(&self, sorted: &[(Vec<usize>, u64)], words: &Words, size: Size) -> Drawing {
        let (width, left) = match size {
            Size::Wide => (760.0, 190.0),
            Size::Narrow => (360.0, 30.0),
        };
        let shown = self.sets.len().min(SETS_MOST);
        let drawable = sorted
            .iter()
            .filter(|(sets, _)| sets.iter().all(|set| *set < shown))
            .take(COLUMNS_MOST);
        let columns: Vec<&(Vec<usize>, u64)> = drawable.collect();
        let mut drawing = Drawing::new(width, 0.0);
        let mut labels = Vec::new();
        let top = BARS + 14.0;
        for (row, name) in self.sets.iter().take(shown).enumerate() {
            let y = top + row as f64 * ROW;
            if row.is_multiple_of(2) {
                let area = Area {
                    left: 0.0,
                    top: y,
                    right: width,
                    bottom: y + ROW,
                };
                drawing.mark("stripe", Shape::Box { area, radius: 0.0 });
            }
            let (x, anchor, text) = match size {
                Size::Wide => (
                    left - 14.0,
                    Anchor::End,
                    shorten(name, 14.0, Weight::Strong, left - 14.0),
                ),
                Size::Narrow => (14.0, Anchor::Middle, letter(row)),
            };
            labels.push(Label::new((x, y + 18.0), anchor, "t-strong", text));
        }
        let step = ((width - left) / columns.len().max(1) as f64).min(68.0);
        let most = columns.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1) as f64;
        for (index, (sets, count)) in columns.iter().enumerate() {
            let x = left + (index as f64 + 0.5) * step;
            let high = (BARS - 22.0) * *count as f64 / most;
            let half = (step * 0.28).min(17.0);
            let area = Area {
                left: x - half,
                top: BARS - high,
                right: x + half,
                bottom: BARS,
            };
            drawing.mark("s1", Shape::Box { area, radius: 2.0 });
            let text = shorten(
                &plain(words.numbers, *count as f64, 0),
                14.0,
                Weight::Strong,
                step,
            );
            labels.push(Label::new(
                (x, BARS - high - 6.0),
                Anchor::Middle,
                "t-strong",
                text,
            ));
            let at = |row: usize| top + (row as f64 + 0.5) * ROW;
            for row in 0..shown {
                let class = if sets.contains(&row) { "s1" } else { "off" };
                drawing.circle(class, (x, at(row)), 6.0);
            }
            if let (Some(first), Some(last)) = (sets.first(), sets.last()) {
                drawing.line("joint", (x, at(*first)), (x, at(*last)));
            }
        }
        let mut y = top + shown as f64 * ROW + 6.0;
        if size == Size::Narrow {
            y = key(&mut labels, self.sets.iter().map(String::as_str).take(shown), y);
        }
        if columns.is_empty() {
            labels.push(Label::new(
                (left, BARS),
                Anchor::Start,
                "",
                words.no_numbers.clone(),
            ));
        }
        drawing.height = y + 4.0;
        for label in labels {
            drawing.label(label);
        }
        drawing
    }
}
