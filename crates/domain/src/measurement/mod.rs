//! Shared measurement: groups of people, and the word for where an indicator is going (DOMAIN C2).

mod figure;

pub use figure::{BadFigure, Figure, next_vintage};

use std::collections::BTreeMap;

use crate::quantity::Direction;

/// One category in each of one or more dimensions, by their slugs; everyone is the empty group.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(BTreeMap<String, String>);

/// The text is no group key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a group: {0}")]
pub struct NotAGroup(pub String);

impl Group {
    /// Everyone.
    pub fn everyone() -> Self {
        Self::default()
    }

    /// The group of one category.
    pub fn of(dimension: &str, category: &str) -> Self {
        Self(BTreeMap::from([(dimension.to_owned(), category.to_owned())]))
    }

    /// This group narrowed to a category of one more dimension (or another category of the same one).
    pub fn with(mut self, dimension: &str, category: &str) -> Self {
        self.0.insert(dimension.to_owned(), category.to_owned());
        self
    }

    /// This group without one of its dimensions: the total that it is a part of.
    pub fn without(&self, dimension: &str) -> Self {
        let mut wider = self.clone();
        wider.0.remove(dimension);
        wider
    }

    /// Whether it is everyone.
    pub fn is_everyone(&self) -> bool {
        self.0.is_empty()
    }

    /// Its dimensions and categories, in the order of the dimensions' slugs.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(dimension, category)| (dimension.as_str(), category.as_str()))
    }

    /// The key kept in tables: empty for everyone, else `dimension=category` joined by `&`.
    pub fn key(&self) -> String {
        let parts: Vec<String> = self.0.iter().map(|(d, c)| format!("{d}={c}")).collect();
        parts.join("&")
    }

    /// Reads a key back. Errors: [`NotAGroup`].
    pub fn parse(key: &str) -> Result<Self, NotAGroup> {
        let mut group = Self::default();
        for part in key.split('&').filter(|part| !part.is_empty()) {
            let pair = part
                .split_once('=')
                .filter(|(d, c)| !d.is_empty() && !c.is_empty());
            let (dimension, category) = pair.ok_or_else(|| NotAGroup(key.to_owned()))?;
            group.0.insert(dimension.to_owned(), category.to_owned());
        }
        Ok(group)
    }
}

/// Where an indicator is going, in the words that readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Course {
    /// Better than before by more than the normal yearly wobble.
    Improving,
    /// Changed by no more than the normal yearly wobble.
    HoldingSteady,
    /// Worse than before by more than the normal yearly wobble.
    Slipping,
    /// Fewer than three comparable points, or neither direction is good.
    TooEarlyToSay,
}

impl Course {
    /// The word kept in documents and catalogue keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Improving => "improving",
            Self::HoldingSteady => "holding-steady",
            Self::Slipping => "slipping",
            Self::TooEarlyToSay => "too-early",
        }
    }
}

/// Fewest comparable points from which a course is told.
pub const COURSE_POINTS_MIN: usize = 3;

/// The course of comparable values, oldest first, since the first of them.
///
/// The normal wobble is the mean absolute deviation of the yearly changes from their mean: what a year
/// does beyond the trend. A change over all the years counts when it exceeds that.
pub fn course(values: &[f64], direction: Direction) -> Course {
    let is_good_up = match direction {
        Direction::Higher => true,
        Direction::Lower => false,
        Direction::Neither => return Course::TooEarlyToSay,
    };
    let [first, .., last] = values else {
        return Course::TooEarlyToSay;
    };
    if values.len() < COURSE_POINTS_MIN {
        return Course::TooEarlyToSay;
    }
    let change = last - first;
    if change.abs() <= wobble(values) {
        return Course::HoldingSteady;
    }
    if (change > 0.0) == is_good_up {
        Course::Improving
    } else {
        Course::Slipping
    }
}

/// Mean absolute deviation of the yearly changes from their mean, in the unit of the values.
pub fn wobble(values: &[f64]) -> f64 {
    let changes: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
    if changes.is_empty() {
        return 0.0;
    }
    let mean = changes.iter().sum::<f64>() / changes.len() as f64;
    changes.iter().map(|change| (change - mean).abs()).sum::<f64>() / changes.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_written_and_read_back() {
        let group = Group::of("race", "black").with("disability", "yes");
        assert_eq!(group.key(), "disability=yes&race=black");
        assert_eq!(Group::parse(&group.key()).unwrap(), group);
        assert!(Group::parse("").unwrap().is_everyone());
        assert!(Group::parse("race").is_err());
    }

    #[test]
    fn a_course_is_told_only_beyond_the_wobble() {
        // Changes 2, 2, 2: no wobble at all, so a rise of 6 counts.
        assert_eq!(
            course(&[60.0, 62.0, 64.0, 66.0], Direction::Higher),
            Course::Improving
        );
        assert_eq!(
            course(&[60.0, 62.0, 64.0, 66.0], Direction::Lower),
            Course::Slipping
        );
        // Changes +5, -4: mean 0.5, deviations 4.5 and 4.5; the change of 1 is within the wobble.
        assert_eq!(
            course(&[60.0, 65.0, 61.0], Direction::Higher),
            Course::HoldingSteady
        );
        assert_eq!(course(&[60.0, 65.0], Direction::Higher), Course::TooEarlyToSay);
        assert_eq!(
            course(&[1.0, 2.0, 3.0], Direction::Neither),
            Course::TooEarlyToSay
        );
    }
}
