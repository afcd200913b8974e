//! What happens to each figure of a problem.

use crate::problem::FigureId;

/// Why a figure is hidden. For reports to the data manager; readers see one mark for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It would show a count that must be protected.
    Primary,
    /// It would give a protected count away.
    Complementary,
    /// It came to us without a figure.
    Withheld,
}

/// What happens to one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Printed as it is.
    Shown,
    /// Printed as its coded statement ("95% or more").
    Coded,
    /// Replaced by the one mark for all hidden figures.
    Hidden(Why),
}

/// What happens to every figure of a problem, in the order of [`Problem::figures`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// One display per figure.
    pub displays: Vec<Display>,
}

impl Pattern {
    /// What happens to this figure.
    pub fn of(&self, figure: FigureId) -> Display {
        self.displays[figure.0]
    }

    /// How many figures are hidden for this reason.
    pub fn hidden(&self, why: Why) -> usize {
        self.displays
            .iter()
            .filter(|display| **display == Display::Hidden(why))
            .count()
    }
}
