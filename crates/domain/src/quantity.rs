//! Quantities: shares are numerator and denominator, never a bare float; what is blank says why.

/// Unit of an indicator's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Percent, 0 to 100.
    Percent,
    /// Cases per 1,000.
    PerThousand,
    /// A count of people or cases.
    Count,
    /// Any other number, such as a score.
    Number,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 4] = [Self::Percent, Self::PerThousand, Self::Count, Self::Number];

    /// The word kept in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::PerThousand => "per-thousand",
            Self::Count => "count",
            Self::Number => "number",
        }
    }

    /// The unit for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// What a numerator over a denominator is multiplied with to give the value; none for plain numbers.
    pub fn factor(self) -> Option<f64> {
        match self {
            Self::Percent => Some(100.0),
            Self::PerThousand => Some(1000.0),
            Self::Count | Self::Number => None,
        }
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Context only: neither is better.
    Neither,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 3] = [Self::Higher, Self::Lower, Self::Neither];

    /// The word kept in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Neither => "neither",
        }
    }

    /// The direction for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.code() == code)
    }
}

/// What is known of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// A value is there.
    Ok,
    /// Withheld by the source for privacy.
    SuppressedAtSource,
    /// The source has no value.
    NotAvailable,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Ok, Self::SuppressedAtSource, Self::NotAvailable];

    /// The word kept in tables and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::SuppressedAtSource => "suppressed",
            Self::NotAvailable => "not_available",
        }
    }

    /// The status for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// Why a share cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadShare {
    /// More counted than there are: 37 of 31.
    #[error("{numerator} is more than {denominator}")]
    MoreThanAll {
        /// The part.
        numerator: u64,
        /// The whole.
        denominator: u64,
    },
    /// Of nobody there is no share.
    #[error("the denominator is zero")]
    OfNobody,
}

/// A part of a whole, in people or cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Share {
    numerator: u64,
    denominator: u64,
}

impl Share {
    /// A share of `numerator` in `denominator`. Errors: [`BadShare`].
    pub fn new(numerator: u64, denominator: u64) -> Result<Self, BadShare> {
        if denominator == 0 {
            return Err(BadShare::OfNobody);
        }
        if numerator > denominator {
            return Err(BadShare::MoreThanAll {
                numerator,
                denominator,
            });
        }
        Ok(Self {
            numerator,
            denominator,
        })
    }

    /// The part.
    pub fn numerator(self) -> u64 {
        self.numerator
    }

    /// The whole.
    pub fn denominator(self) -> u64 {
        self.denominator
    }

    /// Those of the whole that are not in the part.
    pub fn complement(self) -> u64 {
        self.denominator - self.numerator
    }

    /// Percent, 0 to 100.
    pub fn percent(self) -> f64 {
        self.numerator as f64 * 100.0 / self.denominator as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_more_than_all() {
        assert_eq!(
            Share::new(37, 31),
            Err(BadShare::MoreThanAll {
                numerator: 37,
                denominator: 31
            })
        );
        assert_eq!(Share::new(0, 0), Err(BadShare::OfNobody));
        assert_eq!(Share::new(31, 31).unwrap().complement(), 0);
        assert!((Share::new(1, 8).unwrap().percent() - 12.5).abs() < 1e-12);
    }
}
