//! Shared measurement: groups of people, and the word for where an indicator is going (DOMAIN C2).

mod figure;

pub use figure::{BadFigure, Figure, next_vintage};

use std::collections::BTreeMap;

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
    /// A trend for the better that chance alone would seldom show.
    Improving,
    /// No trend that stands out from the usual ups and downs.
    HoldingSteady,
    /// A trend for the worse that chance alone would seldom show.
    Slipping,
    /// Too few comparable points to tell a trend from chance, or neither direction is good.
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

    /// The course for a word.
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [
            Self::Improving,
            Self::HoldingSteady,
            Self::Slipping,
            Self::TooEarlyToSay,
        ];
        all.into_iter().find(|course| course.code() == code)
    }
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
    fn a_course_is_read_back_from_its_word() {
        for course in [
            Course::Improving,
            Course::HoldingSteady,
            Course::Slipping,
            Course::TooEarlyToSay,
        ] {
            assert_eq!(Course::from_code(course.code()), Some(course));
        }
        assert_eq!(Course::from_code("better"), None);
    }
}
