//! Which amounts of money give a contributor away: the p-percent rule and the dominance rule.
//!
//! Sources: Cox 1981 (linear sensitivity measures); Willenborg and de Waal 2001, section 4.2; Hundepool and others 2012,
//! section 4.2.2 (protection levels).

use crate::entry::Levels;

/// When a total gives too much away about its largest contributor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concentration {
    /// Sensitive if the second largest contributor could tell the largest one's amount to within this percentage of it:
    /// X - x1 - x2 < p / 100 x1.
    WithinPercent(u32),
    /// Sensitive if so many largest contributors make up more than this percentage of the total:
    /// x1 + ... + xn > k / 100 X.
    Dominance {
        /// How many contributors (n).
        largest: usize,
        /// More than so much of the total (k).
        percent: u32,
    },
}

/// A total and those who contribute most to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributions {
    /// The total, in whole units.
    pub total: i64,
    /// How many contribute.
    pub contributors: u64,
    /// The largest contributions, largest first; missing ones count as nothing.
    pub largest: Vec<i64>,
}

impl Concentration {
    /// Whether the total must be hidden.
    pub fn is_sensitive(self, of: &Contributions) -> bool {
        self.excess(of) > 0
    }

    /// How far the range of a sensitive total must reach on either side so that the rule would hold at its ends:
    /// p / 100 x1 - (X - x1 - x2), or 100 / k (x1 + ... + xn) - X. Nothing for a total that is not sensitive.
    pub fn levels(self, of: &Contributions) -> Levels {
        let divisor = match self {
            Concentration::WithinPercent(_) => 100,
            Concentration::Dominance { percent, .. } => i128::from(percent.max(1)),
        };
        let excess = self.excess(of).max(0);
        let level = excess.div_euclid(divisor) + i128::from(excess.rem_euclid(divisor) > 0);
        let level = i64::try_from(level).unwrap_or(i64::MAX);
        Levels {
            lower: level,
            upper: level,
            sliding: 0,
        }
    }

    /// By how much the rule is broken, in hundredths of a unit (or in `percent`ths for dominance).
    fn excess(self, of: &Contributions) -> i128 {
        let of_rank = |rank: usize| of.largest.get(rank).map_or(0, |amount| i128::from(*amount));
        let total = i128::from(of.total);
        match self {
            Concentration::WithinPercent(percent) => {
                let rest = total - of_rank(0) - of_rank(1);
                i128::from(percent) * of_rank(0) - 100 * rest
            }
            Concentration::Dominance { largest, percent } => {
                let most: i128 = (0..largest).map(of_rank).sum();
                100 * most - i128::from(percent) * total
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(total: i64, largest: &[i64]) -> Contributions {
        Contributions {
            total,
            contributors: 5,
            largest: largest.to_vec(),
        }
    }

    #[test]
    fn the_step_from_safe_to_sensitive_is_where_the_formulas_put_it() {
        // X - x1 - x2 = 10 against 10% of 100: not less, so not sensitive.
        let rule = Concentration::WithinPercent(10);
        assert!(!rule.is_sensitive(&of(160, &[100, 50])));
        assert!(rule.is_sensitive(&of(159, &[100, 50])));
        let rule = Concentration::Dominance {
            largest: 1,
            percent: 85,
        };
        assert!(!rule.is_sensitive(&of(100, &[85])));
        assert!(rule.is_sensitive(&of(100, &[86])));
    }

    #[test]
    fn levels_reach_to_where_the_rule_would_hold() {
        // 10% of 100 is 10, the rest is 4: six more on either side, worked by hand.
        let rule = Concentration::WithinPercent(10);
        assert_eq!(rule.levels(&of(154, &[100, 50])).upper, 6);
        // 100 / 85 of 90 is 105.88: six more than 100, rounded up.
        let rule = Concentration::Dominance {
            largest: 1,
            percent: 85,
        };
        assert_eq!(rule.levels(&of(100, &[90])).lower, 6);
        assert_eq!(rule.levels(&of(200, &[90])).lower, 0);
    }
}
