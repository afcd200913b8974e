//! How sure an interval is, and the interval itself.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

use crate::fault::Fault;

/// How often an interval made this way holds the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level(f64);

impl Level {
    /// 80 percent: the "likely range" of a forecast.
    pub const EIGHTY: Self = Self(0.80);
    /// 90 percent: the margin of error of the American Community Survey.
    pub const NINETY: Self = Self(0.90);
    /// 95 percent: the usual interval around a share.
    pub const NINETY_FIVE: Self = Self(0.95);

    /// A level in percent, above 0 and below 100.
    ///
    /// ```
    /// # use mainstay_statistics::{Fault, Level};
    /// assert_eq!(Level::percent(95.0), Ok(Level::NINETY_FIVE));
    /// assert_eq!(Level::percent(100.0), Err(Fault::NotAProbability));
    /// ```
    pub fn percent(percent: f64) -> Result<Self, Fault> {
        if percent > 0.0 && percent < 100.0 {
            Ok(Self(percent / 100.0))
        } else {
            Err(Fault::NotAProbability)
        }
    }

    /// The probability, between 0 and 1.
    pub fn probability(self) -> f64 {
        self.0
    }

    /// How many standard errors of a normal distribution lie on each side: 1.96 for 95 percent.
    ///
    /// ```
    /// # use mainstay_statistics::Level;
    /// assert!((Level::NINETY_FIVE.z() - 1.959964).abs() < 1e-6);
    /// assert!((Level::NINETY.z() - 1.644854).abs() < 1e-6);
    /// ```
    pub fn z(self) -> f64 {
        Normal::standard().inverse_cdf(0.5 + self.0 / 2.0)
    }

    /// The same for Student's distribution (Student, 1908) with so many degrees of freedom.
    pub(crate) fn t(self, freedom: f64) -> f64 {
        student(freedom).inverse_cdf(0.5 + self.0 / 2.0)
    }
}

/// Student's distribution around zero with unit scale.
pub(crate) fn student(freedom: f64) -> StudentsT {
    StudentsT::new(0.0, 1.0, freedom).expect("every caller gives at least one degree of freedom")
}

/// The probability that a normal variable lies further from zero than `z`, on either side.
pub(crate) fn two_sided(z: f64) -> f64 {
    2.0 * Normal::standard().sf(z.abs())
}

/// From the least to the most that a figure may well be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least.
    pub lower: f64,
    /// The most; infinite where a ratio has no upper limit.
    pub upper: f64,
}

impl Interval {
    /// Whether the value lies inside, ends included.
    ///
    /// ```
    /// # use mainstay_statistics::Interval;
    /// assert!(Interval { lower: -0.1, upper: 0.3 }.holds(0.0));
    /// ```
    pub fn holds(self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// Upper minus lower end.
    pub fn width(self) -> f64 {
        self.upper - self.lower
    }

    /// The part of the interval that lies within another.
    pub(crate) fn within(self, least: f64, most: f64) -> Self {
        Self {
            lower: self.lower.clamp(least, most),
            upper: self.upper.clamp(least, most),
        }
    }
}

/// A figure with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// What it may well be.
    pub interval: Interval,
}

impl Estimate {
    /// Whether zero lies outside the interval: a difference that is not merely chance.
    ///
    /// ```
    /// # use mainstay_statistics::{Estimate, Interval};
    /// let gap = Estimate { value: 0.2, interval: Interval { lower: 0.05, upper: 0.33 } };
    /// assert!(gap.is_beyond_chance());
    /// ```
    pub fn is_beyond_chance(self) -> bool {
        !self.interval.holds(0.0)
    }
}

/// One term of a sum of independent estimates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    /// What the estimate is multiplied with; below zero where it is taken away.
    pub factor: f64,
    /// The estimate.
    pub estimate: Estimate,
}

/// A sum of independent estimates with the interval that follows from theirs.
///
/// Source: Zou and Donner (2008), "Construction of confidence limits about effect measures", the method of variance
/// estimates recovery. For a difference of two shares with Wilson intervals it is Newcombe's (1998) method 10.
pub(crate) fn sum(terms: &[Term]) -> Estimate {
    let value: f64 = terms.iter().map(|term| term.factor * term.estimate.value).sum();
    let (mut below, mut above) = (0.0, 0.0);
    for Term { factor, estimate } in terms {
        let down = factor * (estimate.value - estimate.interval.lower);
        let up = factor * (estimate.interval.upper - estimate.value);
        let (down, up) = if *factor >= 0.0 { (down, up) } else { (up, down) };
        below += down * down;
        above += up * up;
    }
    Estimate {
        value,
        interval: Interval {
            lower: value - below.sqrt(),
            upper: value + above.sqrt(),
        },
    }
}
