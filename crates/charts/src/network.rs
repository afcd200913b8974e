//! Network: who works with whom, on a fixed ring ordered by sector, never a moving hairball. Thicker: more that they do
//! together; larger: more ties; one partner picked out.

use std::f64::consts::TAU;

use crate::drawing::{Anchor, Drawing, Label};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, shorten, text_width, wrap};
use crate::palette::Ground;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::words::{Words, fill};

/// Who works with whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// What the figure and its table are of.
    pub title: String,
    /// The partners, each with its sector. They stand on the ring by sector, in the order in which sectors first come.
    pub partners: Vec<(String, String)>,
    /// Two partners, by their places in `partners`, and how many things they do together.
    pub ties: Vec<(usize, usize, u32)>,
    /// The partner that is picked out.
    pub picked: Option<usize>,
}

/// Fewer partners than this are a list, not a ring.
const RING_LEAST: usize = 5;
/// More than this have no room on a ring: the table has them all.
const RING_MOST: usize = 40;
/// Straight pieces of a bent tie.
const PIECES: usize = 14;

impl Network {
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

    /// Ties between two different partners who are here.
    fn known_ties(&self) -> impl Iterator<Item = (usize, usize, u32)> + '_ {
        let count = self.partners.len();
        let ties = self.ties.iter().copied();
        ties.filter(move |(a, b, many)| a != b && *a < count && *b < count && *many > 0)
    }

    /// With whom a partner works, in the order of partners.
    fn with(&self, partner: usize) -> Vec<usize> {
        let mut with: Vec<usize> = self
            .known_ties()
            .filter_map(|(a, b, _)| match (a == partner, b == partner) {
                (true, _) => Some(b),
                (_, true) => Some(a),
                (false, false) => None,
            })
            .collect();
        with.sort_unstable();
        with.dedup();
        with
    }

    fn names(&self, partners: &[usize], words: &Words) -> String {
        let names: Vec<String> = partners
            .iter()
            .map(|index| self.partners[*index].0.clone())
            .collect();
        words.join(&names)
    }

    fn sectors(&self) -> Vec<&str> {
        let mut sectors: Vec<&str> = Vec::new();
        for (_, sector) in &self.partners {
            if !sectors.contains(&sector.as_str()) {
                sectors.push(sector);
            }
        }
        sectors
    }

    /// Who is picked out: the caller's choice, or whoever has most ties.
    fn picked(&self) -> Option<usize> {
        let by_ties =
            (0..self.partners.len()).max_by_key(|index| (self.with(*index).len(), std::cmp::Reverse(*index)));
        self.picked
            .filter(|index| *index < self.partners.len())
            .or(by_ties)
    }

    fn description(&self, words: &Words) -> String {
        let Some(picked) = self.picked() else {
            return format!("{}.", words.no_numbers);
        };
        let mut told = vec![fill(
            &words.ties.network_kind,
            &[
                ("count", &self.partners.len().to_string()),
                ("sectors", &self.sectors().len().to_string()),
            ],
        )];
        let told_of = |index: usize| {
            let with = self.with(index);
            let partner = self.partners[index].0.as_str();
            if with.is_empty() {
                return fill(&words.ties.no_ties, &[("partner", partner)]);
            }
            fill(
                &words.ties.picked,
                &[
                    ("partner", partner),
                    ("count", &with.len().to_string()),
                    ("with", &self.names(&with, words)),
                ],
            )
        };
        told.push(told_of(picked));
        let others = (0..self.partners.len()).filter(|index| *index != picked);
        told.extend(others.map(told_of));
        told.join(" ")
    }

    fn table(&self, words: &Words) -> Table {
        let rows = self.partners.iter().enumerate().map(|(index, (name, sector))| {
            let with = self.with(index);
            Row {
                cells: vec![
                    Cell::words(name),
                    Cell::words(sector),
                    Cell::words(with.len().to_string()),
                    Cell::words(self.names(&with, words)),
                ],
                status: Status::Measured,
            }
        });
        Table {
            caption: self.title.clone(),
            columns: vec![
                Column::text(words.ties.partner.clone()),
                Column::text(words.ties.sector.clone()),
                Column::numbers(words.ties.ties.clone()),
                Column::text(words.ties.with.clone()),
            ],
            rows: rows.collect(),
        }
    }

    fn drawing(&self, words: &Words, size: Size) -> Drawing {
        if !(RING_LEAST..=RING_MOST).contains(&self.partners.len()) {
            return self.list(words, size);
        }
        let (width, height, reach) = match size {
            Size::Wide => (760.0, 500.0, (205.0, 190.0)),
            Size::Narrow => (360.0, 380.0, (126.0, 150.0)),
        };
        let centre = (width / 2.0, height / 2.0);
        let places = self.ring(centre, reach);
        let picked = self.picked();
        let mut drawing = Drawing::new(width, height);
        let is_on = |(a, b, _): &(usize, usize, u32)| Some(*a) == picked || Some(*b) == picked;
        // The picked ties last, on top.
        let (on, off): (Vec<_>, Vec<_>) = self.known_ties().partition(is_on);
        for (is_on, ties) in [(false, off), (true, on)] {
            for (a, b, many) in ties {
                drawing.path(tie_class(is_on, many), bent(places[a], places[b], centre));
            }
        }
        let with_picked = picked.map(|index| self.with(index)).unwrap_or_default();
        for (index, place) in places.iter().enumerate() {
            let is_strong = Some(index) == picked || with_picked.contains(&index);
            let radius = 3.5 + (self.with(index).len() as f64).sqrt() * 1.6;
            let class = if is_strong { "pt" } else { "pt ctx" };
            drawing.circle(class, *place, radius.min(11.0));
            if size == Size::Narrow && !is_strong {
                continue;
            }
            self.label(&mut drawing, index, (*place, centre), (is_strong, size));
        }
        drawing
    }

    fn label(
        &self,
        drawing: &mut Drawing,
        index: usize,
        (place, centre): ((f64, f64), (f64, f64)),
        (is_strong, size): (bool, Size),
    ) {
        let (dx, dy) = (place.0 - centre.0, place.1 - centre.1);
        let far = (dx * dx + dy * dy).sqrt().max(1.0);
        let letters = match size {
            Size::Wide => 13.0,
            Size::Narrow => 12.0,
        };
        let (x, y) = (place.0 + dx / far * 16.0, place.1 + dy / far * 18.0 + 4.0);
        let anchor = match dx / far {
            // Two partners beside each other at the top or bottom of the ring: their names go apart.
            part if part > 0.05 => Anchor::Start,
            part if part < -0.05 => Anchor::End,
            _ => Anchor::Middle,
        };
        let room = match anchor {
            Anchor::Start => drawing.width - x,
            Anchor::End => x,
            Anchor::Middle => 2.0 * x.min(drawing.width - x),
        };
        let class = if is_strong {
            "t-strong t-halo"
        } else {
            "t-ctx t-halo"
        };
        let weight = if is_strong {
            Weight::Strong
        } else {
            Weight::Regular
        };
        let text = &self.partners[index].0;
        let lines = if text_width(text, letters, weight) <= room {
            vec![text.clone()]
        } else {
            wrap(text, letters, weight, room.max(50.0), 2)
        };
        let up = if dy < 0.0 { (lines.len() - 1) as f64 } else { 0.0 };
        for (line, words) in lines.into_iter().enumerate() {
            let y = y + (line as f64 - up) * (letters + 2.0);
            drawing.label(Label::new((x, y), anchor, class, words).sized(letters));
        }
    }

    /// Where each partner stands: by sector, with a gap between sectors, from the top on.
    fn ring(&self, centre: (f64, f64), reach: (f64, f64)) -> Vec<(f64, f64)> {
        let sectors = self.sectors();
        let steps = self.partners.len() as f64 + 0.6 * sectors.len() as f64;
        let mut places = vec![centre; self.partners.len()];
        let mut at = 0.3;
        for sector in sectors {
            let own = self.partners.iter().enumerate();
            for (index, _) in own.filter(|(_, (_, other))| other == sector) {
                let angle = TAU * (at + 0.5) / steps - TAU / 4.0;
                places[index] = (centre.0 + reach.0 * angle.cos(), centre.1 + reach.1 * angle.sin());
                at += 1.0;
            }
            at += 0.6;
        }
        places
    }

    /// Few partners, or too many: who works with whom, one a line.
    fn list(&self, words: &Words, size: Size) -> Drawing {
        let width = match size {
            Size::Wide => 760.0,
            Size::Narrow => 360.0,
        };
        let mut lines: Vec<(String, &'static str)> = Vec::new();
        for (index, (name, _)) in self.partners.iter().take(RING_MOST).enumerate() {
            lines.push((shorten(name, 14.0, Weight::Strong, width), "t-strong"));
            let with = self.names(&self.with(index), words);
            lines.extend(
                wrap(&with, 14.0, Weight::Regular, width, 2)
                    .into_iter()
                    .map(|line| (line, "")),
            );
        }
        if lines.is_empty() {
            lines.push((words.no_numbers.clone().into_owned(), ""));
        }
        let mut drawing = Drawing::new(width, lines.len() as f64 * 19.0 + 6.0);
        for (index, (line, class)) in lines.into_iter().enumerate() {
            drawing.label(Label::new(
                (0.0, 15.0 + index as f64 * 19.0),
                Anchor::Start,
                class,
                line,
            ));
        }
        drawing
    }
}

fn tie_class(is_on: bool, many: u32) -> &'static str {
    match (is_on, many) {
        (false, 0..=1) => "tie",
        (false, 2) => "tie two",
        (false, _) => "tie many",
        (true, 0..=1) => "tie on",
        (true, 2) => "tie on two",
        (true, _) => "tie on many",
    }
}

/// A line bent towards the centre, so that neighbours on the ring are told apart (a quadratic curve in straight pieces).
fn bent(from: (f64, f64), to: (f64, f64), centre: (f64, f64)) -> Vec<(f64, f64)> {
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    // Neighbours are joined almost straight: a bow to the centre and back would be a loop.
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (cx, cy) = (middle.0 - centre.0, middle.1 - centre.1);
    let far = (dx * dx + dy * dy).sqrt() / (2.0 * (cx * cx + cy * cy).sqrt().max(1.0));
    let pull = 0.7 * far.min(1.0);
    let control = (
        middle.0 + (centre.0 - middle.0) * pull,
        middle.1 + (centre.1 - middle.1) * pull,
    );
    let at = |step: usize| {
        let t = step as f64 / PIECES as f64;
        let part = |a: f64, b: f64, c: f64| (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
        (part(from.0, control.0, to.0), part(from.1, control.1, to.1))
    };
    (0..=PIECES).map(at).collect()
}
