//! The scale of an indicator: what its values can be at all.

use crate::fault::{Fault, finite, not_negative};

/// A hundredth of the whole is added at both ends, so that 0 and 100 percent have a place on the logistic scale.
const MARGIN: f64 = 0.01;

/// What values an indicator can have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// A share of a whole: 100 for percent, 1 for fractions, 1,000 for deaths per 1,000 births.
    Share {
        /// The value that stands for everyone; above zero.
        whole: f64,
    },
    /// Counts, amounts and rates, which are never below zero.
    NotNegative,
    /// Anything, such as a net change.
    Any,
}

impl Scale {
    /// The value on the scale where changes are added: logistic for shares, as it is otherwise.
    pub(crate) fn inner(self, value: f64) -> Result<f64, Fault> {
        match self {
            Self::Any => finite(value),
            Self::NotNegative => not_negative(value),
            Self::Share { whole } => {
                if not_negative(whole)? == 0.0 {
                    return Err(Fault::Empty);
                }
                if finite(value)? < 0.0 || value > whole {
                    return Err(Fault::OutsideScale);
                }
                let margin = MARGIN * whole;
                Ok(((value + margin) / (whole - value + margin)).ln())
            }
        }
    }

    /// Back from the inner scale, never outside what is possible.
    pub(crate) fn outer(self, inner: f64) -> f64 {
        match self {
            Self::Any => inner,
            Self::NotNegative => inner.max(0.0),
            Self::Share { whole } => {
                let margin = MARGIN * whole;
                let stretched = (whole + 2.0 * margin) / (1.0 + (-inner).exp());
                (stretched - margin).clamp(0.0, whole)
            }
        }
    }

    /// How much the inner value moves for one unit of the value.
    pub(crate) fn steepness(self, value: f64) -> f64 {
        match self {
            Self::Any | Self::NotNegative => 1.0,
            Self::Share { whole } => {
                let margin = MARGIN * whole;
                1.0 / (value + margin) + 1.0 / (whole - value + margin)
            }
        }
    }
}
