//! A difference with its standard error, and what follows from the two.

use crate::level::{Estimate, Interval, Level, student, two_sided};

/// Above so many degrees of freedom Student's distribution is the normal one to nine digits.
const NORMAL_FROM: f64 = 1e8;

/// A difference, how uncertain it is, and on how much information that uncertainty itself rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The difference, in the unit of the outcome.
    pub value: f64,
    /// Its standard error, in the same unit.
    pub standard_error: f64,
    /// Degrees of freedom of the standard error; infinite for large samples. Few clusters leave few, and below four
    /// even a corrected interval is rough.
    pub freedom: f64,
}

impl Effect {
    /// The difference with its interval: value ± t · standard error.
    ///
    /// Source: Student (1908), "The probable error of a mean".
    ///
    /// By hand: 2 with standard error 1 and 10 degrees of freedom; t is 2.2281, so −0.228 to 4.228.
    ///
    /// ```
    /// # use mainstay_statistics::{Effect, Level};
    /// let effect = Effect { value: 2.0, standard_error: 1.0, freedom: 10.0 };
    /// assert!((effect.estimate(Level::NINETY_FIVE).interval.upper - 4.2281).abs() < 1e-4);
    /// ```
    pub fn estimate(self, level: Level) -> Estimate {
        let quantile = if self.freedom < NORMAL_FROM {
            level.t(self.freedom)
        } else {
            level.z()
        };
        let half = quantile * self.standard_error;
        Estimate {
            value: self.value,
            interval: Interval {
                lower: self.value - half,
                upper: self.value + half,
            },
        }
    }

    /// How often chance alone gives a difference this large or larger, on either side; between 0 and 1.
    ///
    /// By hand: 2.2281 standard errors with 10 degrees of freedom, one time in twenty.
    ///
    /// ```
    /// # use mainstay_statistics::Effect;
    /// let effect = Effect { value: 2.2281, standard_error: 1.0, freedom: 10.0 };
    /// assert!((effect.p() - 0.05).abs() < 1e-5);
    /// ```
    pub fn p(self) -> f64 {
        use statrs::distribution::ContinuousCDF;
        if self.standard_error == 0.0 {
            return if self.value == 0.0 { 1.0 } else { 0.0 };
        }
        let t = self.value / self.standard_error;
        if self.freedom < NORMAL_FROM {
            2.0 * student(self.freedom).sf(t.abs())
        } else {
            two_sided(t)
        }
    }
}
