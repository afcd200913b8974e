//! Map in tiles: one equal square a place, about where it lies, shaded in five classes, with its name and value.
//!
//! Equal squares because real outlines of a few towns among many are too small to read on a phone, and because a large
//! outline with few people would shout louder than a small one with many. So a whole state of 169 towns fits on a phone, with
//! numbers only; the names are in the table.

use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, shorten, text_width, wrap};
use crate::number::{Unit, decimals, plain, shortest, with_unit};
use crate::palette::Ground;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::value::{Goal, Value, is_drawable};
use crate::words::{Words, fill};

/// A map in tiles.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiles {
    /// What the figure and its table are of.
    pub title: String,
    /// What the values count.
    pub unit: Unit,
    /// Heading of the places: "Town".
    pub place_heading: String,
    /// Heading of the numbers of people. Empty: no such column.
    pub people_heading: String,
    /// Heading of the values: the period.
    pub now: String,
    /// The places.
    pub tiles: Vec<Tile>,
    /// Where one class ends and the next begins, rising; at most four. The same for every period, so that maps compare.
    pub classes: Vec<f64>,
    /// What the community wants to reach.
    pub goal: Option<Goal>,
}

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Its name.
    pub name: String,
    /// Its column from the west and its row from the north, from 0.
    pub at: (u16, u16),
    /// Its value.
    pub value: Value,
    /// Whether it is the place that the page is about.
    pub is_own: bool,
}

const CLASSES: [&str; 5] = ["q1", "q2", "q3", "q4", "q5"];
/// From this class on the shade is dark and its words are light.
const DARK_FROM: usize = 3;
/// A drawing has no more columns or rows than this; places beyond it stand in the last.
const SIDE_MOST: u16 = 24;
/// More places than this are not told one by one: the table has them.
const TOLD_MOST: usize = 40;
/// Below this side a tile has no room for its place's name: it shows the number alone, and the own place is named beside.
const NAMED_FROM: f64 = 44.0;

impl Tiles {
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

    /// Round class borders for values: at most four, rising. They lie where most values do: the lowest and the highest tenth
    /// go to the outer classes, or a few far values would leave one shade for all the others.
    pub fn round_classes(values: &[f64]) -> Vec<f64> {
        let mut known: Vec<f64> = values
            .iter()
            .copied()
            .filter(|value| is_drawable(*value))
            .collect();
        known.sort_by(f64::total_cmp);
        let tenth = known.len() / 10;
        let most_of_them = &known[tenth..known.len() - tenth];
        let (Some(low), Some(high)) = (most_of_them.first(), most_of_them.last()) else {
            return Vec::new();
        };
        let mut step = crate::scale::round_step((high - low) / 5.0);
        while let Some(size) = step {
            let first = (low / size - 1e-9).ceil();
            let borders = (0..5).map(|index| (first + f64::from(index)) * size);
            let borders: Vec<f64> = borders.filter(|border| *border <= high + size * 1e-9).collect();
            if borders.len() < CLASSES.len() {
                return borders;
            }
            step = crate::scale::round_step(size * 1.5);
        }
        Vec::new()
    }

    fn class_of(&self, value: f64) -> usize {
        let classes = self.classes.iter().take(CLASSES.len() - 1);
        classes.filter(|border| value >= **border).count()
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

    fn description(&self, words: &Words) -> String {
        let mut known: Vec<&Tile> = self
            .tiles
            .iter()
            .filter(|tile| tile.value.reading().is_some())
            .collect();
        known.sort_by(|a, b| {
            let value = |tile: &Tile| tile.value.reading().map_or(0.0, |reading| reading.value);
            value(a).total_cmp(&value(b)).then_with(|| a.name.cmp(&b.name))
        });
        let (Some(low), Some(high)) = (known.first(), known.last()) else {
            return format!("{}.", words.no_numbers);
        };
        let mut told = vec![fill(
            &words.tiles_kind,
            &[
                ("count", &known.len().to_string()),
                ("low", &self.value_words(&low.value, words)),
                ("low_place", &low.name),
                ("high", &self.value_words(&high.value, words)),
                ("high_place", &high.name),
            ],
        )];
        if self.tiles.len() > TOLD_MOST {
            told.extend(self.blanks_told(words));
            return told.join(" ");
        }
        for tile in &self.tiles {
            let value = match tile.value.missing() {
                Some((blank, _)) => words.blanks_within.of(blank).to_owned(),
                None => self.value_words(&tile.value, words),
            };
            told.push(fill(
                &words.everyone_is,
                &[("group", &tile.name), ("now", &value)],
            ));
        }
        told.join(" ")
    }

    /// How many places have no value, and why: "6 protected."
    fn blanks_told(&self, words: &Words) -> Option<String> {
        let counts = crate::blank::Blank::ALL.map(|blank| {
            let missing = self.tiles.iter().filter_map(|tile| tile.value.missing());
            (blank, missing.filter(|(own, _)| *own == blank).count())
        });
        let told: Vec<String> = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(blank, count)| {
                let values = [
                    ("count", count.to_string()),
                    ("state", words.blanks_within.of(blank).to_owned()),
                ];
                fill(
                    &words.plan.so_many,
                    &values.each_ref().map(|(name, value)| (*name, value.as_str())),
                )
            })
            .collect();
        (!told.is_empty()).then(|| format!("{}.", told.join(", ")))
    }

    fn table(&self, words: &Words) -> Table {
        let has_people = !self.people_heading.is_empty();
        let mut columns = vec![Column::text(&self.place_heading)];
        if has_people {
            columns.push(Column::numbers(&self.people_heading));
        }
        columns.extend([Column::numbers(&self.now), Column::text(words.status.clone())]);
        let rows = self.tiles.iter().map(|tile| {
            let missing = tile.value.missing();
            let people = tile.value.reading().and_then(|reading| reading.people);
            let mut cells = vec![Cell::words(&tile.name)];
            if has_people {
                let people = people.map(|people| plain(words.numbers, people as f64, 0));
                cells.push(Cell::words(people.unwrap_or_default()));
            }
            let value = self.value_words(&tile.value, words);
            cells.push(missing.map_or_else(|| Cell::words(&value), |(blank, _)| Cell::blank(blank, &value)));
            let status = match missing {
                Some((blank, reason)) if !reason.is_empty() => fill(
                    &words.blank_with_reason,
                    &[("blank", words.blanks.of(blank)), ("reason", reason)],
                ),
                Some((blank, _)) => words.blanks.of(blank).to_owned(),
                None => words.measured.clone().into_owned(),
            };
            cells.push(Cell::words(status));
            Row {
                cells,
                status: missing.map_or(Status::Measured, |(blank, _)| Status::Blank(blank)),
            }
        });
        Table {
            caption: self.title.clone(),
            columns,
            rows: rows.collect(),
        }
    }

    fn drawing(&self, words: &Words, size: Size) -> Drawing {
        let (width, room) = match size {
            Size::Wide => (760.0, 530.0),
            Size::Narrow => (360.0, 360.0),
        };
        let side = |at: fn(&Tile) -> u16| {
            self.tiles
                .iter()
                .map(|tile| at(tile).min(SIDE_MOST - 1) + 1)
                .max()
        };
        let columns = f64::from(side(|tile| tile.at.0).unwrap_or(1));
        let rows = f64::from(side(|tile| tile.at.1).unwrap_or(1));
        let step = (room / columns).min(104.0);
        let mut legend = self.legend(words);
        if step < NAMED_FROM && self.named_below(step).is_none() {
            let own = self.tiles.iter().find(|tile| tile.is_own);
            let own = own.map(|tile| {
                (
                    Swatch::Own,
                    format!("{}: {}", tile.name, self.value_words(&tile.value, words)),
                )
            });
            legend.extend(own);
        }
        let (legend_at, height) = match size {
            Size::Wide => (
                (columns * step + 36.0, 20.0),
                (rows * step).max(legend.len() as f64 * 24.0 + 24.0),
            ),
            Size::Narrow => (
                (0.0, rows * step + 22.0),
                rows * step + 16.0 + legend.len() as f64 * 24.0,
            ),
        };
        let mut drawing = Drawing::new(width, height + 4.0);
        for tile in &self.tiles {
            self.tile(&mut drawing, tile, step, words);
        }
        self.name_own(&mut drawing, step);
        for (index, (class, text)) in legend.into_iter().enumerate() {
            let y = legend_at.1 + index as f64 * 24.0;
            let area = Area {
                left: legend_at.0 + 1.0,
                top: y - 12.0,
                right: legend_at.0 + 19.0,
                bottom: y + 4.0,
            };
            swatch(&mut drawing, class, area);
            let left = if class == Swatch::None {
                legend_at.0
            } else {
                legend_at.0 + 28.0
            };
            let words_class = if class == Swatch::None { "t-goal" } else { "" };
            let text = shorten(&text, 14.0, Weight::Strong, width - left);
            drawing.label(Label::new((left, y + 1.0), Anchor::Start, words_class, text));
        }
        drawing
    }

    fn tile(&self, drawing: &mut Drawing, tile: &Tile, step: f64, words: &Words) {
        let place = |index: u16| f64::from(index.min(SIDE_MOST - 1)) * step;
        let area = Area {
            left: place(tile.at.0) + 1.5,
            top: place(tile.at.1) + 1.5,
            right: place(tile.at.0) + step - 1.5,
            bottom: place(tile.at.1) + step - 1.5,
        };
        let class = tile.value.reading().map(|reading| self.class_of(reading.value));
        swatch(drawing, class.map_or(Swatch::Blank, Swatch::Class), area);
        if tile.is_own {
            let shape = Shape::Box { area, radius: 2.0 };
            drawing.mark("own", shape);
        }
        let is_dark = class.is_some_and(|class| class >= DARK_FROM);
        let (name_class, value_class) = match (class, is_dark) {
            (_, true) => ("t-on", "t-on"),
            (Some(_), false) => ("t-mid", "t-mid"),
            (None, _) => ("t-halo", "t-halo"),
        };
        let middle = f64::midpoint(area.left, area.right);
        if step < NAMED_FROM {
            let size = (step / 2.1).clamp(8.0, 12.0);
            let at = (middle, f64::midpoint(area.top, area.bottom) + size * 0.35);
            let number = self.short_number(&tile.value, size, step - 4.0, words);
            drawing.label(Label::new(at, Anchor::Middle, value_class, number).sized(size));
            return;
        }
        let size = (step / 6.2).clamp(8.0, 14.0);
        let lines = wrap(&tile.name, size, Weight::Strong, step - 6.0, 2);
        let value = shorten(
            &self.value_words(&tile.value, words),
            size,
            Weight::Strong,
            step - 4.0,
        );
        let text_height = size * 1.2;
        let total = (lines.len() as f64 + 1.0) * text_height;
        let mut y = f64::midpoint(area.top, area.bottom) - total / 2.0 + text_height * 0.8;
        for line in lines {
            let line = shorten(&line, size, Weight::Strong, step - 4.0);
            drawing.label(Label::new((middle, y), Anchor::Middle, name_class, line).sized(size));
            y += text_height;
        }
        drawing.label(Label::new((middle, y), Anchor::Middle, value_class, value).sized(size));
    }

    /// A number without its sign, with as many decimals as have room; nothing where none has.
    fn short_number(&self, value: &Value, size: f64, room: f64, words: &Words) -> String {
        let Some(reading) = value.reading() else {
            return String::new();
        };
        let most = decimals(self.unit, reading.people);
        let tries = [most, 0].map(|digits| plain(words.numbers, reading.value, digits));
        let fits = |text: &String| text_width(text, size, Weight::Strong) <= room;
        tries.into_iter().find(fits).unwrap_or_default()
    }

    /// The own place, where tiles are too small for names and its own has room for one below; else the legend names it.
    fn named_below(&self, step: f64) -> Option<&Tile> {
        let own = self.tiles.iter().find(|tile| tile.is_own)?;
        let is_taken = |column: u16| {
            let is_there = |tile: &Tile| tile.at == (column, own.at.1.saturating_add(1));
            self.tiles.iter().any(is_there)
        };
        // A name is wider than its tile: both neighbours below have to be free as well.
        let around = own.at.0.saturating_sub(1)..=own.at.0.saturating_add(1);
        (step < NAMED_FROM && !around.into_iter().any(is_taken)).then_some(own)
    }

    /// The name of the own place below its tile.
    fn name_own(&self, drawing: &mut Drawing, step: f64) {
        let Some(own) = self.named_below(step) else {
            return;
        };
        let place = |index: u16| f64::from(index.min(SIDE_MOST - 1)) * step;
        let at = (place(own.at.0) + step / 2.0, place(own.at.1) + step + 13.0);
        let label = Label::new(at, Anchor::Middle, "t-strong t-halo", &own.name).sized(13.0);
        drawing.label(label);
    }

    /// Each class with how many places are in it, the blanks, and the goal.
    fn legend(&self, words: &Words) -> Vec<(Swatch, String)> {
        let most = self.classes.len().min(CLASSES.len() - 1);
        let digits = decimals(self.unit, None);
        let border = |index: usize| shortest(words.numbers, self.unit, self.classes[index], digits);
        let count = |wanted: usize| {
            let tiles = self.tiles.iter().filter_map(|tile| tile.value.reading());
            tiles
                .filter(|reading| self.class_of(reading.value) == wanted)
                .count()
        };
        let mut legend = Vec::new();
        for class in 0..=most {
            let name = match class {
                _ if most == 0 => words.measured.clone().into_owned(),
                0 => fill(&words.under, &[("value", &border(0))]),
                last if last == most => fill(&words.or_more, &[("value", &border(most - 1))]),
                class => {
                    // The sign stands once, at the end.
                    let low = border(class - 1);
                    let low = low.strip_suffix(words.numbers.percent).unwrap_or(&low);
                    fill(&words.range, &[("low", low), ("high", &border(class))])
                }
            };
            legend.push((Swatch::Class(class), format!("{name}: {}", count(class))));
        }
        for blank in crate::blank::Blank::ALL {
            let missing = self.tiles.iter().filter_map(|tile| tile.value.missing());
            let count = missing.filter(|(own, _)| *own == blank).count();
            if count > 0 {
                legend.push((Swatch::Blank, format!("{}: {count}", words.blanks.of(blank))));
            }
        }
        if let Some(goal) = self.goal.as_ref().filter(|goal| is_drawable(goal.value)) {
            let value = shortest(words.numbers, self.unit, goal.value, digits);
            legend.push((Swatch::None, format!("{} {value}", words.goal)));
        }
        legend
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Swatch {
    Class(usize),
    Blank,
    /// The outline of the own place.
    Own,
    None,
}

fn swatch(drawing: &mut Drawing, kind: Swatch, area: Area) {
    let shape = Shape::Box { area, radius: 2.0 };
    match kind {
        Swatch::Class(class) => {
            drawing.mark(CLASSES[class.min(CLASSES.len() - 1)], shape.clone());
            drawing.mark("edge", shape);
        }
        Swatch::Blank => drawing.mark_in("", shape, Manner::Hatched),
        Swatch::Own => drawing.mark("own", shape),
        Swatch::None => {}
    }
}
