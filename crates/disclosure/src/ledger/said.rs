//! What was printed, and the rows it means for a reader.

use super::LedgerFault;
use crate::problem::{CellId, Linear};
use crate::rounded::{Rounded, at_least, at_most};

/// One thing that a release says.
///
/// A figure that is hidden says nothing, and has no `Said`: with one mark for all hidden figures the mark tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// A count.
    Exactly {
        /// Key of the count.
        what: String,
        /// What was printed.
        value: i64,
    },
    /// A count rounded to a multiple of a base.
    Rounded {
        /// Key of the count.
        what: String,
        /// What was printed.
        value: i64,
        /// The base.
        base: i64,
        /// Which way.
        step: Step,
    },
    /// A count as a range.
    Between {
        /// Key of the count.
        what: String,
        /// Not less than this.
        low: i64,
        /// Not more than this.
        high: i64,
    },
    /// A rounded rate.
    Rate {
        /// Key of the numerator.
        part: String,
        /// Key of the denominator.
        of: String,
        /// As printed, with all decimals.
        printed: String,
        /// 100 for percent, 1000 for a rate per thousand.
        per: i64,
    },
    /// "5% or less".
    AtMostPercent {
        /// Key of the numerator.
        part: String,
        /// Key of the denominator.
        of: String,
        /// Percent.
        percent: i64,
    },
    /// "95% or more".
    AtLeastPercent {
        /// Key of the numerator.
        part: String,
        /// Key of the denominator.
        of: String,
        /// Percent.
        percent: i64,
    },
    /// Anything else that is linear: a difference, an index, an average with known weights.
    Linear {
        /// Keys with their coefficients.
        terms: Vec<(String, i64)>,
        /// The least the sum can be.
        low: Option<i64>,
        /// The most it can be.
        high: Option<i64>,
    },
}

/// How a count is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// To the nearest multiple; halves either way.
    Nearest,
    /// To either neighbour, by chance or so that totals agree.
    EitherWay,
}

impl Said {
    /// The count that is told, exactly or within a range or as the numerator of a share.
    pub(super) fn told(&self) -> Option<&str> {
        match self {
            Said::Exactly { what, .. } | Said::Rounded { what, .. } | Said::Between { what, .. } => {
                Some(what)
            }
            Said::Rate { part, .. }
            | Said::AtMostPercent { part, .. }
            | Said::AtLeastPercent { part, .. } => Some(part),
            Said::Linear { .. } => None,
        }
    }

    /// Every count it speaks of.
    pub(super) fn keys_mut(&mut self) -> Vec<&mut String> {
        match self {
            Said::Exactly { what, .. } | Said::Rounded { what, .. } | Said::Between { what, .. } => {
                vec![what]
            }
            Said::Rate { part, of, .. }
            | Said::AtMostPercent { part, of, .. }
            | Said::AtLeastPercent { part, of, .. } => {
                vec![part, of]
            }
            Said::Linear { terms, .. } => terms.iter_mut().map(|(key, _)| key).collect(),
        }
    }

    /// The rows it means.
    ///
    /// Errors: [`LedgerFault`].
    pub(super) fn rows(
        &self,
        find: impl Fn(&str) -> Result<CellId, LedgerFault>,
    ) -> Result<Vec<Linear>, LedgerFault> {
        let between = |what: &str, low: i64, high: i64| {
            Ok(vec![Linear {
                terms: vec![(find(what)?, 1)],
                low: Some(low),
                high: Some(high),
            }])
        };
        match self {
            Said::Exactly { what, value } => between(what, *value, *value),
            Said::Rounded {
                what,
                value,
                base,
                step,
            } => {
                if *base < 1 {
                    return Err(unreadable(base));
                }
                let away = match step {
                    Step::Nearest => base / 2,
                    Step::EitherWay => base - 1,
                };
                between(what, value - away, value + away)
            }
            Said::Between { what, low, high } => between(what, *low, *high),
            Said::Rate {
                part,
                of,
                printed,
                per,
            } => {
                let rate = Rounded::parse(printed, *per).ok_or_else(|| unreadable(printed))?;
                Ok(rate.linear(find(part)?, find(of)?))
            }
            Said::AtMostPercent { part, of, percent } => Ok(vec![at_most(find(part)?, find(of)?, *percent)]),
            Said::AtLeastPercent { part, of, percent } => {
                Ok(vec![at_least(find(part)?, find(of)?, *percent)])
            }
            Said::Linear { terms, low, high } => {
                let terms: Result<Vec<(CellId, i64)>, LedgerFault> =
                    terms.iter().map(|(key, by)| Ok((find(key)?, *by))).collect();
                Ok(vec![Linear {
                    terms: terms?,
                    low: *low,
                    high: *high,
                }])
            }
        }
    }
}

fn unreadable(text: impl ToString) -> LedgerFault {
    LedgerFault::Unreadable {
        text: text.to_string(),
    }
}
