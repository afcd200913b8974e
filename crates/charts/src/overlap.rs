//! Overlap: how many organizations or people two initiatives share, as a lower triangle; and which combinations there are.

use crate::blank::Blank;
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, shorten, text_width, wrap};
use crate::number::{Unit, plain, with_unit};
use crate::palette::Ground;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::words::{Words, fill};

/// What each two of several initiatives share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// What the figure and its table are of.
    pub title: String,
    /// What is counted: "{count} organizations".
    pub counted: String,
    /// The initiatives, each with its size.
    pub sets: Vec<(String, u64)>,
    /// What two of them share, by their places in `sets`, the later first. A pair that is not here was not measured.
    pub pairs: Vec<(usize, usize, Shared)>,
}

/// What two initiatives share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// So many.
    Count(u64),
    /// So few that the number would tell who they are.
    Few,
    /// It is not said, for one of the five reasons, or because one of the two does not want it.
    Blank(Blank),
}

/// From which share of the two together a cell is one shade darker.
const SHADES: [f64; 4] = [0.05, 0.10, 0.15, 0.25];
const CLASSES: [&str; 5] = ["q1", "q2", "q3", "q4", "q5"];
/// From this class on the shade is dark and its words are light.
const DARK_FROM: usize = 3;
/// More initiatives than this have no room in a drawing: the table has them all.
const SETS_MOST: usize = 12;

impl Overlap {
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

    /// Every pair, the later first, with what it shares.
    fn all_pairs(&self) -> Vec<(usize, usize, Shared)> {
        let count = self.sets.len();
        let pairs = (1..count).flat_map(|row| (0..row).map(move |column| (row, column)));
        pairs
            .map(|(row, column)| (row, column, self.shared(row, column)))
            .collect()
    }

    fn shared(&self, row: usize, column: usize) -> Shared {
        let is_it = |pair: &&(usize, usize, Shared)| {
            (pair.0, pair.1) == (row, column) || (pair.1, pair.0) == (row, column)
        };
        self.pairs
            .iter()
            .find(is_it)
            .map_or(Shared::Blank(Blank::NotYetMeasured), |pair| pair.2)
    }

    /// The part of the two together that both have (Jaccard, 1901).
    fn part(&self, row: usize, column: usize, count: u64) -> f64 {
        let both = self.sets[row]
            .1
            .saturating_add(self.sets[column].1)
            .saturating_sub(count);
        if both == 0 {
            0.0
        } else {
            (count as f64 / both as f64).min(1.0)
        }
    }

    fn percent(&self, row: usize, column: usize, count: u64, words: &Words) -> String {
        with_unit(
            words.numbers,
            Unit::Percent,
            100.0 * self.part(row, column, count),
            0,
        )
    }

    fn counted(&self, count: u64, words: &Words) -> String {
        fill(
            &self.counted,
            &[("count", &plain(words.numbers, count as f64, 0))],
        )
    }

    fn description(&self, words: &Words) -> String {
        if self.sets.is_empty() {
            return format!("{}.", words.no_numbers);
        }
        let mut told = vec![fill(
            &words.ties.overlap_kind,
            &[("count", &self.sets.len().to_string())],
        )];
        for (row, column, shared) in self.all_pairs() {
            let (first, second) = (&self.sets[column].0, &self.sets[row].0);
            let names = [("first", first.as_str()), ("second", second.as_str())];
            told.push(match shared {
                Shared::Count(count) => {
                    let [first, second] = names;
                    let count_words = plain(words.numbers, count as f64, 0);
                    let share = self.percent(row, column, count, words);
                    fill(
                        &words.ties.pair,
                        &[first, second, ("count", &count_words), ("share", &share)],
                    )
                }
                Shared::Few => fill(
                    &words.ties.pair_without,
                    &[names[0], names[1], ("blank", &words.ties.few)],
                ),
                Shared::Blank(blank) => {
                    let blank = words.blanks_within.of(blank);
                    fill(&words.ties.pair_without, &[names[0], names[1], ("blank", blank)])
                }
            });
        }
        told.join(" ")
    }

    fn table(&self, words: &Words) -> Table {
        let rows = self.all_pairs().into_iter().map(|(row, column, shared)| {
            let (count, share, status) = match shared {
                Shared::Count(count) => (
                    Cell::words(plain(words.numbers, count as f64, 0)),
                    Cell::words(self.percent(row, column, count, words)),
                    Status::Measured,
                ),
                // "few" is what may be said of a protected number.
                Shared::Few => (
                    Cell::blank(Blank::Protected, words.ties.few.clone()),
                    Cell::words(""),
                    Status::Blank(Blank::Protected),
                ),
                Shared::Blank(blank) => (
                    Cell::blank(blank, words.blanks.of(blank)),
                    Cell::words(""),
                    Status::Blank(blank),
                ),
            };
            Row {
                cells: vec![
                    Cell::words(&self.sets[column].0),
                    Cell::words(&self.sets[row].0),
                    count,
                    share,
                ],
                status,
            }
        });
        Table {
            caption: self.title.clone(),
            columns: vec![
                Column::text(words.ties.first.clone()),
                Column::text(words.ties.second.clone()),
                Column::numbers(words.ties.shared.clone()),
                Column::numbers(words.ties.share.clone()),
            ],
            rows: rows.collect(),
        }
    }

    fn drawing(&self, words: &Words, size: Size) -> Drawing {
        let shown = self.sets.len().min(SETS_MOST);
        let (width, left) = match size {
            Size::Wide => (760.0, 196.0),
            Size::Narrow => (360.0, 40.0),
        };
        let step = ((width - left) / shown.max(1) as f64).min(if left > 100.0 { 66.0 } else { 45.0 });
        let mut labels = Vec::new();
        let mut drawing = Drawing::new(width, 0.0);
        for row in 0..shown {
            let top = 8.0 + row as f64 * step;
            let middle = top + step / 2.0;
            match size {
                Size::Wide => self.name(&mut labels, row, middle, left - 12.0, words),
                Size::Narrow => {
                    labels.push(Label::new(
                        (26.0, middle + 5.0),
                        Anchor::Middle,
                        "t-strong",
                        letter(row),
                    ));
                }
            }
            for column in 0..=row {
                let area = Area {
                    left: left + column as f64 * step + 1.0,
                    top: top + 1.0,
                    right: left + (column + 1) as f64 * step - 1.0,
                    bottom: top + step - 1.0,
                };
                self.cell(&mut drawing, &mut labels, (row, column), area, words);
            }
        }
        let mut y = 8.0 + shown as f64 * step + 20.0;
        let foot = y;
        for column in 0..shown {
            let x = left + (column as f64 + 0.5) * step;
            let lines = match size {
                Size::Wide => wrap(&self.sets[column].0, 12.0, Weight::Regular, step - 3.0, 3),
                Size::Narrow => vec![letter(column)],
            };
            for (index, line) in lines.into_iter().enumerate() {
                let at = (x, foot - 4.0 + 14.0 * index as f64);
                y = y.max(at.1 + 4.0);
                labels.push(Label::new(at, Anchor::Middle, "", line).sized(12.0));
            }
        }
        if size == Size::Narrow {
            y = key(
                &mut labels,
                self.sets.iter().map(|set| set.0.as_str()).take(shown),
                y + 8.0,
            );
        }
        if shown == 0 {
            labels.push(Label::new(
                (0.0, 18.0),
                Anchor::Start,
                "",
                words.no_numbers.clone(),
            ));
        }
        drawing.height = y + 8.0;
        for label in labels {
            drawing.label(label);
        }
        drawing
    }

    fn name(&self, labels: &mut Vec<Label>, row: usize, middle: f64, right: f64, words: &Words) {
        let (name, size) = &self.sets[row];
        let lines = wrap(name, 14.0, Weight::Strong, right, 2);
        let mut y = middle + 4.0 - 8.0 * lines.len() as f64;
        for line in lines {
            labels.push(Label::new((right, y), Anchor::End, "t-strong", line));
            y += 16.0;
        }
        let counted = shorten(&self.counted(*size, words), 12.5, Weight::Regular, right);
        labels.push(Label::new((right, y), Anchor::End, "t-ctx", counted).sized(12.5));
    }

    fn cell(
        &self,
        drawing: &mut Drawing,
        labels: &mut Vec<Label>,
        (row, column): (usize, usize),
        area: Area,
        words: &Words,
    ) {
        let shape = Shape::Box { area, radius: 3.0 };
        let at = (
            f64::midpoint(area.left, area.right),
            f64::midpoint(area.top, area.bottom) + 5.0,
        );
        let room = area.right - area.left - 4.0;
        let mut set = |class: &'static str, text: &str| {
            // The names of blanks are longer than numbers.
            let letters = if text_width(text, 14.0, Weight::Strong) <= room {
                14.0
            } else {
                11.0
            };
            let text = shorten(text, letters, Weight::Strong, room);
            labels.push(Label::new(at, Anchor::Middle, class, text).sized(letters));
        };
        if row == column {
            drawing.mark("diag", shape);
            set("t-ctx", &plain(words.numbers, self.sets[row].1 as f64, 0));
            return;
        }
        match self.shared(row, column) {
            Shared::Count(0) => {
                drawing.mark("none0", shape);
                set("t-ctx", "0");
            }
            Shared::Count(count) => {
                let part = self.part(row, column, count);
                let class = SHADES.iter().filter(|border| part >= **border).count();
                drawing.mark(CLASSES[class], shape.clone());
                drawing.mark("edge", shape);
                let text_class = if class >= DARK_FROM { "t-on" } else { "t-mid" };
                set(text_class, &plain(words.numbers, count as f64, 0));
            }
            Shared::Few => {
                drawing.mark("none0", shape);
                set("", &words.ties.few);
            }
            Shared::Blank(blank) => {
                drawing.mark_in("", shape, Manner::Hatched);
                set("t-strong t-halo", words.blanks.of(blank));
            }
        }
    }
}

/// A, B, C …: what stands for a name on a phone.
pub(crate) fn letter(index: usize) -> String {
    const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    LETTERS.get(index).map_or_else(
        || (index + 1).to_string(),
        |letter| char::from(*letter).to_string(),
    )
}

/// The names that the letters stand for, one a line; returns where the next thing may stand.
pub(crate) fn key<'a>(labels: &mut Vec<Label>, names: impl Iterator<Item = &'a str>, from: f64) -> f64 {
    let mut y = from;
    for (index, name) in names.enumerate() {
        let text = shorten(name, 13.0, Weight::Regular, 320.0);
        labels.push(Label::new((0.0, y + 12.0), Anchor::Start, "t-strong", letter(index)).sized(13.0));
        labels.push(Label::new((22.0, y + 12.0), Anchor::Start, "", text).sized(13.0));
        y += 18.0;
    }
    y
}
