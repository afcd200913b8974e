//! One figure: what must hold between its counts, its value and its status; when it replaces an earlier one.

use crate::quantity::{Status, Unit};

/// What a figure says, without saying about what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The part: people or cases.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// The value, in the indicator's unit.
    pub value: Option<f64>,
    /// Margin of error of the value, in its unit, at 90 percent.
    pub margin: Option<f64>,
    /// Margin of error of the numerator, at 90 percent.
    pub numerator_margin: Option<f64>,
    /// What is known of it.
    pub status: Status,
}

/// Why a figure cannot be right. The sentence for it stands in the catalogue under `figure-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BadFigure {
    /// Said to be known, yet there is neither a value nor counts to make it from.
    #[error("there is no value")]
    NoValue,
    /// Said to be unknown, yet there is a value.
    #[error("a figure that is withheld or missing has no value")]
    ValueThough,
    /// Counts and margins are never negative.
    #[error("less than zero")]
    Negative,
    /// More counted than there are: 37 of 31.
    #[error("{numerator} is more than {denominator}")]
    MoreThanAll {
        /// The part.
        numerator: i64,
        /// The whole.
        denominator: i64,
    },
    /// More than 100 percent.
    #[error("{0} is not a percent")]
    NotAPercent(f64),
    /// Of nobody there is no share.
    #[error("the denominator is zero")]
    OfNobody,
    /// Not a number at all.
    #[error("not a number")]
    NotFinite,
}

impl BadFigure {
    /// The stable code of this refusal.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoValue => "no-value",
            Self::ValueThough => "value-though",
            Self::Negative => "negative",
            Self::MoreThanAll { .. } => "more-than-all",
            Self::NotAPercent(_) => "not-a-percent",
            Self::OfNobody => "of-nobody",
            Self::NotFinite => "not-finite",
        }
    }
}

impl Figure {
    /// The figure with its value made from its counts where none was given.
    ///
    /// Errors: [`BadFigure`].
    pub fn checked(mut self, unit: Unit) -> Result<Self, BadFigure> {
        self.check_numbers(unit)?;
        match self.status {
            Status::Ok => {
                self.value = self.value.or_else(|| self.implied(unit));
                let value = self.value.ok_or(BadFigure::NoValue)?;
                if unit == Unit::Percent && value > 100.0 {
                    return Err(BadFigure::NotAPercent(value));
                }
                Ok(self)
            }
            Status::SuppressedAtSource | Status::NotAvailable if self.value.is_some() => {
                Err(BadFigure::ValueThough)
            }
            Status::SuppressedAtSource | Status::NotAvailable => Ok(self),
        }
    }

    fn check_numbers(&self, unit: Unit) -> Result<(), BadFigure> {
        let amounts = [self.value, self.margin, self.numerator_margin];
        if amounts.into_iter().flatten().any(|amount| !amount.is_finite()) {
            return Err(BadFigure::NotFinite);
        }
        let counts = [self.numerator, self.denominator];
        let is_negative = counts.into_iter().flatten().any(|count| count < 0)
            || [self.margin, self.numerator_margin]
                .into_iter()
                .flatten()
                .any(|margin| margin < 0.0)
            || (unit != Unit::Number && self.value.is_some_and(|value| value < 0.0));
        if is_negative {
            return Err(BadFigure::Negative);
        }
        // Cases per 1,000 may count more events than there are people; shares in percent may not.
        if let (Some(numerator), Some(denominator), Unit::Percent) = (self.numerator, self.denominator, unit)
            && numerator > denominator
        {
            return Err(BadFigure::MoreThanAll {
                numerator,
                denominator,
            });
        }
        let has_only_counts = self.value.is_none() && self.numerator.is_some();
        if has_only_counts && unit.factor().is_some() && self.denominator == Some(0) {
            return Err(BadFigure::OfNobody);
        }
        Ok(())
    }

    /// The value that the counts give, unrounded.
    pub fn implied(&self, unit: Unit) -> Option<f64> {
        let numerator = self.numerator? as f64;
        match unit.factor() {
            None => Some(numerator),
            Some(factor) => {
                let denominator = self.denominator.filter(|denominator| *denominator > 0)?;
                Some(numerator * factor / denominator as f64)
            }
        }
    }

    /// Whether the value given is another than the counts give, beyond rounding to `decimals`.
    ///
    /// Sources do this (they round counts, or compute from days); so it is worth a question, not a refusal.
    pub fn disagrees(&self, unit: Unit, decimals: u32) -> bool {
        let (Some(value), Some(implied)) = (self.value, self.implied(unit)) else {
            return false;
        };
        let half_step = 0.5 / 10f64.powi(i32::try_from(decimals).unwrap_or(9));
        // A little more than half a step: halves are rounded either way.
        (value - implied).abs() > half_step * 1.000_001
    }
}

/// The vintage a figure gets, given the latest one kept; nothing if it says the same and is not kept again.
pub fn next_vintage(latest: Option<(i64, Figure)>, new: &Figure) -> Option<i64> {
    match latest {
        None => Some(1),
        Some((_, old)) if old == *new => None,
        Some((vintage, _)) => Some(vintage + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(numerator: i64, denominator: i64) -> Figure {
        Figure {
            numerator: Some(numerator),
            denominator: Some(denominator),
            value: None,
            margin: None,
            numerator_margin: None,
            status: Status::Ok,
        }
    }

    fn with_value(value: f64) -> Figure {
        Figure {
            numerator: None,
            denominator: None,
            value: Some(value),
            ..counts(0, 0)
        }
    }

    #[test]
    fn a_value_is_made_from_counts() {
        assert_eq!(
            counts(1, 8).checked(Unit::Percent).map(|figure| figure.value),
            Ok(Some(12.5))
        );
        assert_eq!(
            counts(3, 1000)
                .checked(Unit::PerThousand)
                .map(|figure| figure.value),
            Ok(Some(3.0))
        );
        let count = Figure {
            denominator: None,
            ..counts(42, 0)
        };
        assert_eq!(
            count.checked(Unit::Count).map(|figure| figure.value),
            Ok(Some(42.0))
        );
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let withheld = Figure {
            status: Status::SuppressedAtSource,
            ..with_value(3.0)
        };
        let empty = Figure {
            value: None,
            ..with_value(0.0)
        };
        let cases = [
            (
                counts(37, 31),
                BadFigure::MoreThanAll {
                    numerator: 37,
                    denominator: 31,
                },
            ),
            (counts(-1, 31), BadFigure::Negative),
            (counts(0, 0), BadFigure::OfNobody),
            (with_value(100.5), BadFigure::NotAPercent(100.5)),
            (with_value(f64::NAN), BadFigure::NotFinite),
            (withheld, BadFigure::ValueThough),
            (empty, BadFigure::NoValue),
        ];
        for (figure, expected) in cases {
            let refused = figure.checked(Unit::Percent).expect_err("it cannot be");
            assert_eq!(refused.code(), expected.code(), "{figure:?}");
        }
        assert!(with_value(100.0).checked(Unit::Percent).is_ok());
        assert!(counts(31, 31).checked(Unit::Percent).is_ok());
    }

    #[test]
    fn a_suppressed_figure_may_keep_the_counts_its_source_printed() {
        let figure = Figure {
            status: Status::SuppressedAtSource,
            ..counts(5, 50)
        };
        assert_eq!(figure.checked(Unit::Percent).map(|figure| figure.value), Ok(None));
    }

    #[test]
    fn a_value_may_differ_from_its_counts_by_rounding_only() {
        let figure = |value| Figure {
            value: Some(value),
            ..counts(1, 3)
        };
        assert!(!figure(33.3).disagrees(Unit::Percent, 1));
        assert!(figure(33.2).disagrees(Unit::Percent, 1));
        assert!(!figure(33.0).disagrees(Unit::Percent, 0));
    }

    #[test]
    fn a_correction_is_the_next_vintage_and_a_repetition_is_none() {
        let (old, new) = (counts(1, 8), counts(2, 8));
        assert_eq!(next_vintage(None, &new), Some(1));
        assert_eq!(next_vintage(Some((1, old)), &new), Some(2));
        assert_eq!(next_vintage(Some((2, new)), &new), None);
    }
}
