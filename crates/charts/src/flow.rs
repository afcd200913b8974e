//! Funding flow: sources left, uses right, ribbons as wide as the money; what keeps the work together is grey, what nobody
//! has confirmed is hatched.

use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::Figure;
use crate::metrics::{Weight, shorten, wrap};
use crate::number::plain;
use crate::palette::Ground;
use crate::place::spread;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::value::is_drawable;
use crate::words::{Words, fill};

/// Where money comes from and what it goes to. Whoever hands it in has pooled fewer than three private givers.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// What the figure and its table are of.
    pub title: String,
    /// The sources.
    pub sources: Vec<String>,
    /// The uses.
    pub uses: Vec<Use>,
    /// From which source to which use, by their places.
    pub ribbons: Vec<Ribbon>,
    /// Heading of the column of kinds: "New or realigned". Empty: no such column.
    pub kind_heading: String,
}

/// What money goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What it is.
    pub name: String,
    /// Whether it keeps the work together rather than doing it.
    pub is_backbone: bool,
}

/// Money from a source to a use.
#[derive(Debug, Clone, PartialEq)]
pub struct Ribbon {
    /// Place in `sources`.
    pub source: usize,
    /// Place in `uses`.
    pub to: usize,
    /// In dollars, above zero.
    pub amount: f64,
    /// Whether its giver has confirmed it.
    pub is_confirmed: bool,
    /// "New", "Realigned". May be empty.
    pub kind: String,
}

/// Straight pieces of a side of a ribbon.
const PIECES: usize = 16;
const TALL: f64 = 330.0;
const GAP: f64 = 14.0;
const NODE: f64 = 8.0;

impl Flow {
    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        Figure {
            title: self.title.clone(),
            description: self.description(words),
            table: self.table(words),
            wide: self.wide(words),
            narrow: Some(self.narrow(words)),
            ground: Ground::Paper,
        }
    }

    /// The ribbons that can be drawn, by source and then by use.
    fn known(&self) -> Vec<&Ribbon> {
        let is_known = |ribbon: &&Ribbon| {
            ribbon.source < self.sources.len()
                && ribbon.to < self.uses.len()
                && is_drawable(ribbon.amount)
                && ribbon.amount > 0.0
        };
        let mut known: Vec<&Ribbon> = self.ribbons.iter().filter(is_known).collect();
        known.sort_by_key(|ribbon| (ribbon.source, ribbon.to));
        known
    }

    fn description(&self, words: &Words) -> String {
        let known = self.known();
        let told = self.sources.iter().enumerate().filter_map(|(index, source)| {
            let own = known.iter().filter(|ribbon| ribbon.source == index);
            let uses: Vec<String> = own
                .map(|ribbon| {
                    let money = money(ribbon.amount, words);
                    let name = &self.uses[ribbon.to].name;
                    if ribbon.is_confirmed {
                        format!("{name} {money}")
                    } else {
                        format!("{name} {money} ({})", words.ties.not_confirmed.to_lowercase())
                    }
                })
                .collect();
            let values = [("source", source.as_str()), ("uses", &uses.join(", "))];
            (!uses.is_empty()).then(|| fill(&words.ties.flow, &values))
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() {
            return format!("{}.", words.no_numbers);
        }
        told.join(" ")
    }

    fn table(&self, words: &Words) -> Table {
        let has_kinds = !self.kind_heading.is_empty();
        let mut columns = vec![
            Column::text(words.ties.comes_from.clone()),
            Column::text(words.ties.goes_to.clone()),
            Column::numbers(words.ties.amount.clone()),
        ];
        if has_kinds {
            columns.push(Column::text(&self.kind_heading));
        }
        columns.push(Column::text(words.status.clone()));
        let rows = self.known().into_iter().map(|ribbon| {
            let exact = plain(words.numbers, ribbon.amount, 0);
            let mut cells = vec![
                Cell::words(&self.sources[ribbon.source]),
                Cell::words(&self.uses[ribbon.to].name),
                Cell::words(fill(&words.ties.money, &[("value", &exact)])),
            ];
            if has_kinds {
                cells.push(Cell::words(&ribbon.kind));
            }
            let status = if ribbon.is_confirmed {
                &words.ties.confirmed
            } else {
                &words.ties.not_confirmed
            };
            cells.push(Cell::words(status.clone()));
            Row {
                cells,
                status: Status::Measured,
            }
        });
        Table {
            caption: self.title.clone(),
            columns,
            rows: rows.collect(),
        }
    }

    fn wide(&self, words: &Words) -> Drawing {
        let known = self.known();
        let total: f64 = known.iter().map(|ribbon| ribbon.amount).sum();
        if known.is_empty() || total <= 0.0 {
            return nothing(760.0, words);
        }
        let most = self.sources.len().max(self.uses.len());
        let height = TALL + GAP * most as f64 + 40.0;
        let mut drawing = Drawing::new(760.0, height);
        let scale = TALL / total;
        let of_source = |index: usize| sum(&known, |ribbon| ribbon.source == index);
        let of_use = |index: usize| sum(&known, |ribbon| ribbon.to == index);
        let mut left = stack(self.sources.len(), of_source, scale);
        let mut right = stack(self.uses.len(), of_use, scale);
        let (x1, x2) = (206.0, 560.0);
        for ribbon in &known {
            let wide = ribbon.amount * scale;
            let (from, to) = (left[ribbon.source].1, right[ribbon.to].1);
            left[ribbon.source].1 += wide;
            right[ribbon.to].1 += wide;
            let shape = Shape::Path {
                points: ribbon_points((x1, from), (x2, to), wide),
                is_closed: true,
            };
            let class = if self.uses[ribbon.to].is_backbone {
                "rib bb"
            } else {
                "rib"
            };
            if ribbon.is_confirmed {
                drawing.mark(class, shape);
            } else {
                drawing.mark_in("", shape, Manner::Hatched);
            }
        }
        let ends = [(x1, Anchor::End, &left), (x2, Anchor::Start, &right)];
        for (side, (x, anchor, nodes)) in ends.into_iter().enumerate() {
            let sum_of = |index: usize| {
                if side == 0 {
                    of_source(index)
                } else {
                    of_use(index)
                }
            };
            let centres: Vec<f64> = nodes
                .iter()
                .map(|(top, bottom)| f64::midpoint(*top, *bottom))
                .collect();
            let placed = spread(&centres, 36.0, 40.0, height - 14.0);
            for (index, (top, bottom)) in nodes.iter().enumerate() {
                let node_left = if side == 0 { x - NODE } else { x };
                let area = Area {
                    left: node_left,
                    top: *top,
                    right: node_left + NODE,
                    bottom: *bottom,
                };
                let is_backbone = side == 1 && self.uses[index].is_backbone;
                let class = if is_backbone { "bar-done" } else { "s1" };
                drawing.mark(class, Shape::Box { area, radius: 0.0 });
                let name = if side == 0 {
                    &self.sources[index]
                } else {
                    &self.uses[index].name
                };
                let text_x = if side == 0 { x - NODE - 8.0 } else { x + NODE + 8.0 };
                let name = shorten(name, 14.0, Weight::Strong, 184.0);
                let y = placed[index];
                drawing.label(Label::new((text_x, y), anchor, "t-strong", name));
                let amount = money(sum_of(index), words);
                drawing.label(Label::new((text_x, y + 16.0), anchor, "t-ctx", amount).sized(13.0));
            }
        }
        drawing.label(Label::new(
            (0.0, 12.0),
            Anchor::Start,
            "t-ctx",
            words.ties.comes_from.clone(),
        ));
        drawing.label(Label::new(
            (760.0, 12.0),
            Anchor::End,
            "t-ctx",
            words.ties.goes_to.clone(),
        ));
        drawing
    }

    /// On a phone: a bar a use, in pieces by source, with the sources named below it.
    fn narrow(&self, words: &Words) -> Drawing {
        let known = self.known();
        let of_use = |index: usize| sum(&known, |ribbon| ribbon.to == index);
        let most = (0..self.uses.len()).map(of_use).fold(0.0, f64::max);
        if known.is_empty() || most <= 0.0 {
            return nothing(360.0, words);
        }
        let mut drawing = Drawing::new(360.0, 0.0);
        let mut labels = Vec::new();
        let mut y = 0.0;
        for (index, to) in self.uses.iter().enumerate() {
            let own: Vec<&&Ribbon> = known.iter().filter(|ribbon| ribbon.to == index).collect();
            if own.is_empty() {
                continue;
            }
            let amount = Label::new(
                (360.0, y + 15.0),
                Anchor::End,
                "t-d1",
                money(of_use(index), words),
            );
            let room = 352.0 - amount.width();
            let name = shorten(&to.name, 14.0, Weight::Strong, room);
            labels.push(Label::new((0.0, y + 15.0), Anchor::Start, "t-strong", name));
            labels.push(amount);
            let mut x = 0.0;
            for ribbon in &own {
                let wide = 358.0 * ribbon.amount / most;
                let area = Area {
                    left: x,
                    top: y + 22.0,
                    right: x + (wide - 2.0).max(1.0),
                    bottom: y + 40.0,
                };
                let shape = Shape::Box { area, radius: 1.0 };
                match (ribbon.is_confirmed, to.is_backbone) {
                    (false, _) => drawing.mark_in("bar-to", shape, Manner::Dashed),
                    (true, true) => drawing.mark("bar-done", shape),
                    (true, false) => drawing.mark("s1", shape),
                }
                x += wide;
            }
            let parts: Vec<String> = own
                .iter()
                .map(|ribbon| format!("{} {}", self.sources[ribbon.source], money(ribbon.amount, words)))
                .collect();
            y += 46.0;
            for line in wrap(&parts.join(", "), 12.5, Weight::Regular, 358.0, 4) {
                labels.push(Label::new((0.0, y + 11.0), Anchor::Start, "", line).sized(12.5));
                y += 16.0;
            }
            y += 12.0;
        }
        drawing.height = y;
        for label in labels {
            drawing.label(label);
        }
        drawing
    }
}

fn nothing(width: f64, words: &Words) -> Drawing {
    let mut drawing = Drawing::new(width, 28.0);
    drawing.label(Label::new(
        (0.0, 18.0),
        Anchor::Start,
        "",
        words.no_numbers.clone(),
    ));
    drawing
}

fn sum(known: &[&Ribbon], is_wanted: impl Fn(&Ribbon) -> bool) -> f64 {
    let wanted = known.iter().filter(|ribbon| is_wanted(ribbon));
    wanted.map(|ribbon| ribbon.amount).sum()
}

/// Top of each node and where its next ribbon starts; the second grows to its bottom as ribbons are drawn.
fn stack(count: usize, amount: impl Fn(usize) -> f64, scale: f64) -> Vec<(f64, f64)> {
    let mut y = 30.0;
    let mut nodes = Vec::with_capacity(count);
    for index in 0..count {
        nodes.push((y, y));
        y += amount(index) * scale + GAP;
    }
    nodes
}

/// The outline of a ribbon: two bent sides (cubic curves in straight pieces).
fn ribbon_points(from: (f64, f64), to: (f64, f64), wide: f64) -> Vec<(f64, f64)> {
    let at = |step: usize, below: f64| {
        let t = step as f64 / PIECES as f64;
        // Both control points lie half way: 3t² − 2t³ between the ends, x by the same curve's own thirds.
        let x = (from.0 * ((1.0 - t).powi(3)))
            + f64::midpoint(from.0, to.0) * (3.0 * t * (1.0 - t))
            + to.0 * t.powi(3);
        let y = from.1 + (to.1 - from.1) * (3.0 * t * t - 2.0 * t.powi(3));
        (x, y + below)
    };
    let there = (0..=PIECES).map(|step| at(step, 0.0));
    let back = (0..=PIECES).rev().map(|step| at(step, wide));
    there.chain(back).collect()
}

/// "$4.88M", "$520K", "$900": as few digits as say it.
fn money(amount: f64, words: &Words) -> String {
    let (phrase, value, decimals) = match amount {
        amount if amount >= 999_500.0 => (&words.ties.millions, amount / 1e6, 2),
        amount if amount >= 1000.0 => (&words.ties.thousands, amount / 1e3, 0),
        amount => (&words.ties.money, amount, 0),
    };
    fill(phrase, &[("value", &plain(words.numbers, value, decimals))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_short() {
        let words = Words::english();
        for (amount, written) in [
            (4_880_000.0, "$4.88M"),
            (999_600.0, "$1.00M"),
            (520_400.0, "$520K"),
            (900.0, "$900"),
        ] {
            assert_eq!(money(amount, &words), written);
        }
        assert_eq!(money(520_400.0, &Words::spanish()), "$520 mil");
    }
}
