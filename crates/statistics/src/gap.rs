//! Gaps between two groups: difference and ratio, always both, always with their intervals.

use crate::fault::Fault;
use crate::koopman;
use crate::level::{Estimate, Interval, Level, Term, sum};
use crate::share::Share;

/// Which way is better for this indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better: graduation.
    Higher,
    /// Less is better: chronic absence.
    Lower,
}

impl Better {
    /// How much better the first value is than the second; below zero if it is worse.
    pub(crate) fn gain(self, value: f64, other: f64) -> f64 {
        match self {
            Self::Higher => value - other,
            Self::Lower => other - value,
        }
    }
}

/// Two groups to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The group that the sentence is about.
    pub group: Share,
    /// The group it is compared with.
    pub reference: Share,
}

impl Pair {
    /// The share of the group minus the share of the reference, from −1 to 1.
    ///
    /// With Wilson limits l and u of each share: lower d − √((p₁−l₁)² + (u₂−p₂)²), upper d + √((u₁−p₁)² + (p₂−l₂)²).
    ///
    /// Source: Newcombe (1998), "Interval estimation for the difference between independent proportions", method 10.
    ///
    /// By hand, 56 of 70 against 48 of 80: 0.8 − 0.6 = 0.2; Wilson 0.6917 to 0.8771 and 0.4905 to 0.7002; lower end
    /// 0.2 − √(0.1083² + 0.1002²) = 0.0524.
    ///
    /// ```
    /// # use mainstay_statistics::{Counts, Level, Pair};
    /// let pair = Pair { group: Counts { part: 56, whole: 70 }.share()?, reference: Counts { part: 48, whole: 80 }.share()? };
    /// let gap = pair.difference(Level::NINETY_FIVE);
    /// assert!((gap.value - 0.2).abs() < 1e-12);
    /// assert!((gap.interval.lower - 0.0524).abs() < 1e-4 && (gap.interval.upper - 0.3339).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn difference(self, level: Level) -> Estimate {
        let plus = Term {
            factor: 1.0,
            estimate: self.group.estimate(level),
        };
        let minus = Term {
            factor: -1.0,
            estimate: self.reference.estimate(level),
        };
        let gap = sum(&[plus, minus]);
        Estimate {
            interval: gap.interval.within(-1.0, 1.0),
            ..gap
        }
    }

    /// The share of the group divided by the share of the reference, with a score interval that stands at 0 and 100
    /// percent and in small groups, where Katz's logarithmic interval covers as little as 78 percent.
    ///
    /// The upper end is infinite where the reference may be at zero. Errors: `ZeroReference` if the reference is at
    /// zero: there is no ratio then, only a difference.
    ///
    /// Source: Koopman (1984), "Confidence intervals for the ratio of two binomial proportions".
    ///
    /// By hand, 56 of 70 against 48 of 80: 0.8 / 0.6 = 1.3333; the interval, 1.0798 to 1.6708, agrees with statsmodels.
    ///
    /// ```
    /// # use mainstay_statistics::{Counts, Level, Pair};
    /// let pair = Pair { group: Counts { part: 56, whole: 70 }.share()?, reference: Counts { part: 48, whole: 80 }.share()? };
    /// let ratio = pair.ratio(Level::NINETY_FIVE)?;
    /// assert!((ratio.value - 4.0 / 3.0).abs() < 1e-12);
    /// assert!((ratio.interval.lower - 1.0798).abs() < 1e-4 && (ratio.interval.upper - 1.6708).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn ratio(self, level: Level) -> Result<Estimate, Fault> {
        if self.reference.part() == 0.0 {
            return Err(Fault::ZeroReference);
        }
        let value = self.group.value() / self.reference.value();
        Ok(Estimate {
            value,
            interval: self.ratio_interval(level),
        })
    }

    /// The score interval of the ratio alone, also where the ratio itself is not defined: from 0 to infinity if both
    /// groups are at zero.
    ///
    /// By hand: with nobody in either group nothing is known about the ratio.
    ///
    /// ```
    /// # use mainstay_statistics::{Counts, Level, Pair};
    /// let nobody = Counts { part: 0, whole: 12 }.share()?;
    /// let interval = Pair { group: nobody, reference: nobody }.ratio_interval(Level::NINETY_FIVE);
    /// assert_eq!((interval.lower, interval.upper), (0.0, f64::INFINITY));
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn ratio_interval(self, level: Level) -> Interval {
        koopman::interval(self, level)
    }

    /// The logarithmic interval of the ratio, known from textbooks and other tools: R exp(±z √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)).
    /// Use [`Pair::ratio`] to publish.
    ///
    /// Errors: `ZeroGroup` if either count is zero; no half is added in silence.
    ///
    /// Source: Katz, Baptista, Azen and Pike (1978), "Obtaining confidence intervals for the risk ratio".
    ///
    /// By hand, 56 of 70 against 48 of 80: √(1/56 − 1/70 + 1/48 − 1/80) = 0.1091; 1.3333 exp(−1.96 × 0.1091) = 1.0766.
    ///
    /// ```
    /// # use mainstay_statistics::{Counts, Level, Pair};
    /// let pair = Pair { group: Counts { part: 56, whole: 70 }.share()?, reference: Counts { part: 48, whole: 80 }.share()? };
    /// let interval = pair.ratio_interval_katz(Level::NINETY_FIVE)?;
    /// assert!((interval.lower - 1.0766).abs() < 1e-4 && (interval.upper - 1.6512).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn ratio_interval_katz(self, level: Level) -> Result<Interval, Fault> {
        let (group, reference) = (self.group, self.reference);
        if group.part() == 0.0 || reference.part() == 0.0 {
            return Err(Fault::ZeroGroup);
        }
        let variance =
            1.0 / group.part() - 1.0 / group.whole() + 1.0 / reference.part() - 1.0 / reference.whole();
        let ratio = group.value() / reference.value();
        let spread = (level.z() * variance.max(0.0).sqrt()).exp();
        Ok(Interval {
            lower: ratio / spread,
            upper: ratio * spread,
        })
    }
}
