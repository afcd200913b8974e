//! Why a figure cannot be computed.

use thiserror::Error;

/// Why an input was refused. Every function of this crate either answers with finite figures or with one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// A count of people that is larger than the group it belongs to.
    #[error("the part is larger than the whole")]
    PartAboveWhole,
    /// A group, an exposure or a population of nothing.
    #[error("the group is empty")]
    Empty,
    /// A value that is not a finite number, or larger than any figure about people (10¹⁰⁰).
    #[error("a value is not a finite number")]
    NotFinite,
    /// A value below zero where nothing can be below zero.
    #[error("a value is below zero")]
    Negative,
    /// A value outside its scale, such as a share above 100 percent.
    #[error("a value lies outside its scale")]
    OutsideScale,
    /// Too few points, groups or periods for this measure.
    #[error("{found} are too few; {needed} are needed")]
    TooFew {
        /// How many there are.
        found: usize,
        /// How many the measure needs.
        needed: usize,
    },
    /// More than the measure allows.
    #[error("{found} are too many; {most} are allowed")]
    TooMany {
        /// How many there are.
        found: usize,
        /// How many the measure allows.
        most: usize,
    },
    /// Years or periods that do not follow each other.
    #[error("the years do not follow each other")]
    OutOfOrder,
    /// Two lists that belong together differ in length.
    #[error("two lists that belong together differ in length")]
    LengthsDiffer,
    /// A measure relative to an average, a reference or a baseline that is zero.
    #[error("the figure to compare with is zero")]
    ZeroReference,
    /// A group of zero, where the measure takes a logarithm.
    #[error("a group has the value zero, for which this measure is not defined")]
    ZeroGroup,
    /// A name or position that is not there.
    #[error("there is no such group")]
    NoSuchGroup,
    /// A confidence that is not between 0 and 100 percent, or a rate of closing that is not between 0 and 1.
    #[error("a probability or closing rate lies outside its range")]
    NotAProbability,
    /// Target and start are the same: no change is asked for.
    #[error("the target equals the start")]
    NoChangeAsked,
    /// A curve through groups that are all at 0 or at 100 percent has no steepness.
    #[error("the line of best fit cannot be found: every group is at 0 or at 100 percent")]
    Separated,
    /// A column that adds nothing: it is constant or can be computed from those before it.
    #[error("column {column} is constant or follows from the columns before it")]
    Collinear {
        /// Its position, from 0.
        column: usize,
    },
    /// Too few schools, programmes or other units that were assigned together to tell an effect from chance.
    #[error("{found} clusters are too few to judge chance; {needed} are needed")]
    TooFewClusters {
        /// How many there are.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A figure that one cluster or one person decides alone: nothing can be said of its uncertainty.
    #[error("the figure rests on one cluster alone")]
    OneClusterDecides,
    /// All took part, or none did: there is nobody to compare with.
    #[error("there is nobody on one of the two sides")]
    NobodyToCompare,
    /// No participant found a match.
    #[error("no participant found a match")]
    NoMatch,
    /// Both coders put everything into one and the same category.
    #[error("everything was put into one category, which chance alone explains")]
    OneCategory,
}

/// Squares and products of smaller values stay finite.
const SIZE_MOST: f64 = 1e100;

/// Refuses what is not a finite number of a sensible size.
pub(crate) fn finite(value: f64) -> Result<f64, Fault> {
    if value.is_finite() && value.abs() <= SIZE_MOST {
        Ok(value)
    } else {
        Err(Fault::NotFinite)
    }
}

/// Refuses what is not a finite number of zero or more.
pub(crate) fn not_negative(value: f64) -> Result<f64, Fault> {
    if finite(value)? < 0.0 {
        Err(Fault::Negative)
    } else {
        Ok(value)
    }
}
