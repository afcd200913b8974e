//! The common agenda (DOMAIN C1): problem, vision, population, place and principles, and one tree of results,
//! indicators and strategies, in versions that only a decision of the steering committee ratifies.
//!
//! Start with [`Kind`] for what the parts are and [`tree`] for how they hang together; [`compare`] tells two versions
//! apart, [`ratification`] is the only way from a draft to a ratified version.

pub mod compare;
pub mod ratification;
pub mod tree;

/// What a part of the agenda is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What is to be true one day, in a sentence.
    Vision,
    /// What is wrong now, with the data that shows it.
    Problem,
    /// For whom it is to be better.
    Population,
    /// Where.
    Place,
    /// How the partners mean to work.
    Principle,
    /// A condition of well-being wanted for the whole population.
    Result,
    /// A number that stands for a result.
    Indicator,
    /// What partners do together to turn the curve.
    Strategy,
}

impl Kind {
    /// Every kind, in the order of an agenda.
    pub const ALL: [Self; 8] = [
        Self::Vision,
        Self::Problem,
        Self::Population,
        Self::Place,
        Self::Principle,
        Self::Result,
        Self::Indicator,
        Self::Strategy,
    ];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vision => "vision",
            Self::Problem => "problem",
            Self::Population => "population",
            Self::Place => "place",
            Self::Principle => "principle",
            Self::Result => "result",
            Self::Indicator => "indicator",
            Self::Strategy => "strategy",
        }
    }

    /// The kind of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether a part of this kind may hang under a part of another kind, or under nothing.
    ///
    /// Results stand for the whole population and hang under nothing; every indicator and every strategy knows its
    /// path to a result.
    pub fn may_hang_under(self, parent: Option<Self>) -> bool {
        match self {
            Self::Vision
            | Self::Problem
            | Self::Population
            | Self::Place
            | Self::Principle
            | Self::Result => parent.is_none(),
            Self::Indicator => parent == Some(Self::Result),
            Self::Strategy => matches!(parent, Some(Self::Result | Self::Indicator)),
        }
    }

    /// Whether an agenda says this once.
    pub fn is_single(self) -> bool {
        match self {
            Self::Vision | Self::Population | Self::Place => true,
            Self::Problem | Self::Principle | Self::Result | Self::Indicator | Self::Strategy => false,
        }
    }
}

/// Most parts of one agenda.
pub const PARTS_MAX: usize = 400;

#[cfg(test)]
mod tests;
