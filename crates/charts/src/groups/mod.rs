//! Groups against the goal: one row a group, from a ring (before) to a dot (now).
//!
//! Each group is compared with the goal and with its own past, never with another group; nothing is ranked here.
//! `layout` shares out the room, `plot` draws, `told` says it in words.

mod layout;
mod plot;
mod told;

use crate::figure::{Figure, Size};
use crate::number::{Unit, decimals, printed_difference, signed, with_unit};
use crate::palette::Ground;
use crate::value::{Goal, Reading, Value, is_drawable};
use crate::words::Words;

/// Groups against the goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups {
    /// What the figure and its table are of.
    pub title: String,
    /// What the values count.
    pub unit: Unit,
    /// Heading of the groups: "Group".
    pub group_heading: String,
    /// Heading of the numbers of people: "Students".
    pub people_heading: String,
    /// Under a group's name: "{count} students".
    pub people_phrase: String,
    /// Name of the period of the rings. Empty: no rings.
    pub before: String,
    /// Name of the period of the dots.
    pub now: String,
    /// The rows, in the order they are to stand in.
    pub rows: Vec<GroupRow>,
    /// Everyone together, with a name: "All students".
    pub everyone: Option<(String, Value)>,
    /// What every group is to reach.
    pub goal: Option<Goal>,
    /// Heading of the bands: "Middle half of schools". Used only where a row has a band.
    pub band_heading: String,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// As the group calls itself.
    pub name: String,
    /// Then.
    pub before: Value,
    /// Now. A blank here hatches the whole row.
    pub now: Value,
    /// Where the middle half of sites lies, where known.
    pub band: Option<(f64, f64)>,
}

/// A likely range narrower than this on both sides is not drawn: it would say nothing a reader needs.
const LIKELY_HALF_WIDTH_MIN: f64 = 5.0;

impl Groups {
    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        Figure {
            title: self.title.clone(),
            description: told::description(self, words),
            table: told::table(self, words),
            wide: plot::draw(self, words, Size::Wide),
            narrow: Some(plot::draw(self, words, Size::Narrow)),
            ground: Ground::Paper,
        }
    }

    fn value_words(&self, reading: Reading, words: &Words) -> String {
        let digits = decimals(self.unit, reading.people);
        with_unit(words.numbers, self.unit, reading.value, digits)
    }

    /// The change of a row as its printed values show it.
    fn change_words(&self, row: &GroupRow, words: &Words) -> Option<String> {
        let (before, now) = (row.before.reading()?, row.now.reading()?);
        // The coarser of the two roundings, or the sum would not come out.
        let digits = decimals(self.unit, before.people).min(decimals(self.unit, now.people));
        let change = printed_difference(now.value, before.value, digits);
        Some(signed(words.numbers, change, digits))
    }

    fn likely(&self, row: &GroupRow) -> Option<(f64, f64)> {
        let (low, high) = row.now.reading()?.likely?;
        let is_worth_showing = match self.unit {
            Unit::Percent => high - low > 2.0 * LIKELY_HALF_WIDTH_MIN,
            Unit::Count | Unit::Rate { .. } => high > low,
        };
        is_worth_showing.then_some((low, high))
    }

    fn has_before(&self) -> bool {
        !self.before.is_empty()
    }

    fn goal_value(&self) -> Option<f64> {
        let goal = self.goal.as_ref()?;
        is_drawable(goal.value).then_some(goal.value)
    }
}

impl GroupRow {
    fn band(&self) -> Option<(f64, f64)> {
        self.now.reading()?;
        self.band
            .filter(|(low, high)| is_drawable(*low) && is_drawable(*high) && low <= high)
    }
}
