//! Shares: how many of how many, with the interval that small groups deserve.

use crate::fault::Fault;
use crate::level::{Estimate, Interval, Level};

/// How many of a group: 81 of 263.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Those counted.
    pub part: u64,
    /// Everyone in the group.
    pub whole: u64,
}

/// A checked share of a group that is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    part: u64,
    whole: u64,
}

impl Counts {
    /// The counts as a share.
    ///
    /// Errors: `Empty` for a group of nobody, `PartAboveWhole`.
    ///
    /// ```
    /// # use mainstay_statistics::{Counts, Fault};
    /// assert_eq!(Counts { part: 3, whole: 4 }.share()?.value(), 0.75);
    /// assert_eq!(Counts { part: 5, whole: 4 }.share(), Err(Fault::PartAboveWhole));
    /// assert_eq!(Counts { part: 0, whole: 0 }.share(), Err(Fault::Empty));
    /// # Ok::<(), Fault>(())
    /// ```
    pub fn share(self) -> Result<Share, Fault> {
        if self.whole == 0 {
            return Err(Fault::Empty);
        }
        if self.part > self.whole {
            return Err(Fault::PartAboveWhole);
        }
        Ok(Share {
            part: self.part,
            whole: self.whole,
        })
    }
}

impl Share {
    /// Those counted.
    pub fn part(self) -> f64 {
        self.part as f64
    }

    /// Everyone in the group.
    pub fn whole(self) -> f64 {
        self.whole as f64
    }

    /// The share, from 0 to 1.
    pub fn value(self) -> f64 {
        self.part() / self.whole()
    }

    /// The share with its interval, from 0 to 1. Never outside these, and never empty at 0 or 100 percent.
    ///
    /// With p the share, n the group and z the quantile: centre (p + z²/2n) / (1 + z²/n), half width
    /// z √(p(1−p)/n + z²/4n²) / (1 + z²/n).
    ///
    /// Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
    ///
    /// By hand, nobody of 10 at 95 percent: centre and half width are both (3.8415/20) / 1.38415 = 0.1388, so the
    /// interval is 0 to 0.2775.
    ///
    /// ```
    /// # use mainstay_statistics::{Counts, Level};
    /// let nobody = Counts { part: 0, whole: 10 }.share()?.estimate(Level::NINETY_FIVE);
    /// assert_eq!(nobody.interval.lower, 0.0);
    /// assert!((nobody.interval.upper - 0.2775).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn estimate(self, level: Level) -> Estimate {
        let (share, whole, z) = (self.value(), self.whole(), level.z());
        let shrink = 1.0 + z * z / whole;
        let centre = (share + z * z / (2.0 * whole)) / shrink;
        let half = z * (share * (1.0 - share) / whole + z * z / (4.0 * whole * whole)).sqrt() / shrink;
        // The ends are exact at nobody and everybody; rounding must not put them a hair beyond.
        let lower = if self.part == 0 {
            0.0
        } else {
            (centre - half).max(0.0)
        };
        let upper = if self.part == self.whole {
            1.0
        } else {
            (centre + half).min(1.0)
        };
        Estimate {
            value: share,
            interval: Interval { lower, upper },
        }
    }
}
