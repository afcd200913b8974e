//! Groups side by side: how far apart they are.

use crate::fault::{Fault, finite, not_negative};
use crate::gap::Better;

/// The fewest groups for a measure that looks at all of them; with two, the difference says it better.
const GROUPS_LEAST: usize = 3;

/// One group: its rate and how many people it has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// The rate, zero or more, in any unit; all groups in the same.
    pub rate: f64,
    /// How many people, or their share of all people.
    pub size: f64,
    /// The standard error of the rate, in its unit; zero if it is known exactly.
    pub standard_error: f64,
}

/// Two or more groups that do not overlap and together make up the population.
///
/// Groups that overlap ("Hispanic of any race" beside races) must not be put into one such list, and suppressed groups
/// must be left out by whoever publishes: a summary of hidden figures tells about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups(Vec<Group>);

/// A measure of inequality with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The measure.
    pub value: f64,
    /// Its standard error; zero where the groups' are.
    pub standard_error: f64,
}

impl Groups {
    /// The groups, checked.
    ///
    /// Errors: `TooFew` below two, `Negative` or `NotFinite` values, `Empty` if nobody is in any of them.
    ///
    /// ```
    /// # use mainstay_statistics::{Fault, Group, Groups};
    /// let one = Group { rate: 40.0, size: 100.0, standard_error: 0.0 };
    /// assert_eq!(Groups::new(vec![one]).unwrap_err(), Fault::TooFew { found: 1, needed: 2 });
    /// ```
    pub fn new(groups: Vec<Group>) -> Result<Self, Fault> {
        for group in &groups {
            not_negative(group.rate)?;
            not_negative(group.size)?;
            not_negative(group.standard_error)?;
        }
        if groups.len() < 2 {
            return Err(Fault::TooFew {
                found: groups.len(),
                needed: 2,
            });
        }
        if finite(groups.iter().map(|group| group.size).sum())? == 0.0 {
            return Err(Fault::Empty);
        }
        Ok(Self(groups))
    }

    /// The groups in the order given.
    pub fn list(&self) -> &[Group] {
        &self.0
    }

    /// Each group's share of all people, adding up to 1.
    pub(crate) fn shares(&self) -> Vec<f64> {
        let total: f64 = self.0.iter().map(|group| group.size).sum();
        self.0.iter().map(|group| group.size / total).collect()
    }

    /// The rate of everyone together: each group counts as much as it has people.
    ///
    /// By hand: 100 people at 40 and 300 at 60 make 0.25 × 40 + 0.75 × 60 = 55.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate, size| Group { rate, size, standard_error: 0.0 };
    /// assert_eq!(Groups::new(vec![group(40.0, 100.0), group(60.0, 300.0)])?.mean(), 55.0);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn mean(&self) -> f64 {
        self.shares()
            .iter()
            .zip(&self.0)
            .map(|(share, group)| share * group.rate)
            .sum()
    }

    /// The rate of the best group.
    pub fn best(&self, better: Better) -> f64 {
        match better {
            Better::Higher => self.highest(),
            Better::Lower => self.lowest(),
        }
    }

    /// The highest rate minus the lowest (maximal rate difference).
    ///
    /// By hand: 60 − 40 = 20, as in the example of [`Groups::range_ratio`].
    pub fn range_difference(&self) -> f64 {
        self.highest() - self.lowest()
    }

    /// The highest rate divided by the lowest (maximal rate ratio). Errors: `ZeroReference` if the lowest is zero.
    ///
    /// By hand: 60 / 40 = 1.5.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate, size| Group { rate, size, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0, 100.0), group(60.0, 300.0)])?;
    /// assert_eq!((groups.range_difference(), groups.range_ratio()?), (20.0, 1.5));
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn range_ratio(&self) -> Result<f64, Fault> {
        divided(self.highest(), self.lowest())
    }

    /// The best rate against the plain average of the other groups, the larger divided by the smaller (summary rate
    /// ratio). Errors: `ZeroReference` if the smaller is zero.
    ///
    /// Source: National Center for Health Statistics, Healthy People 2020 and 2030, measures of disparity.
    ///
    /// By hand: best 80, others 40 and 60 with average 50: 80 / 50 = 1.6.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// assert_eq!(Groups::new(vec![group(40.0), group(60.0), group(80.0)])?.summary_ratio(Better::Higher)?, 1.6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn summary_ratio(&self, better: Better) -> Result<f64, Fault> {
        let best = self.best(better);
        let others = (self.0.iter().map(|group| group.rate).sum::<f64>() - best) / (self.0.len() - 1) as f64;
        divided(best.max(others), best.min(others))
    }

    /// Any measure of these groups with its standard error, from the groups' own standard errors.
    ///
    /// The delta method: the measure's slope in each rate times that rate's standard error, squared and added. Trust it
    /// where the groups clearly differ; for groups that hardly differ a measure that cannot be negative has no normal
    /// distribution.
    ///
    /// By hand: the mean of two equal groups with standard errors 3 and 4 has √(1.5² + 2²) = 2.5.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate, standard_error| Group { rate, size: 50.0, standard_error };
    /// let groups = Groups::new(vec![group(40.0, 3.0), group(60.0, 4.0)])?;
    /// let mean = groups.measured(|groups| Ok(groups.mean()))?;
    /// assert!((mean.standard_error - 2.5).abs() < 1e-6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn measured(&self, measure: impl Fn(&Self) -> Result<f64, Fault>) -> Result<Measured, Fault> {
        let value = measure(self)?;
        let mut variance = 0.0;
        for (index, group) in self.0.iter().enumerate() {
            if group.standard_error == 0.0 {
                continue;
            }
            // Central differences, kept above zero where rates cannot go.
            let step = (1e-5 * group.rate.max(1e-3 * group.standard_error)).max(1e-12);
            let mut moved = self.clone();
            moved.0[index].rate = group.rate + step;
            let above = measure(&moved)?;
            moved.0[index].rate = (group.rate - step).max(0.0);
            let apart = group.rate + step - moved.0[index].rate;
            let slope = (above - measure(&moved)?) / apart;
            variance += (slope * group.standard_error).powi(2);
        }
        Ok(Measured {
            value,
            standard_error: finite(variance.sqrt())?,
        })
    }

    fn highest(&self) -> f64 {
        self.0.iter().map(|group| group.rate).fold(0.0, f64::max)
    }

    fn lowest(&self) -> f64 {
        self.0
            .iter()
            .map(|group| group.rate)
            .fold(f64::INFINITY, f64::min)
    }

    /// The groups with their shares of the population, if there are enough of them.
    pub(crate) fn weighted(&self) -> Result<Vec<(f64, f64)>, Fault> {
        if self.0.len() < GROUPS_LEAST {
            return Err(Fault::TooFew {
                found: self.0.len(),
                needed: GROUPS_LEAST,
            });
        }
        Ok(self
            .shares()
            .into_iter()
            .zip(&self.0)
            .map(|(share, group)| (share, group.rate))
            .collect())
    }
}

/// A quotient whose divisor may be zero.
pub(crate) fn divided(value: f64, by: f64) -> Result<f64, Fault> {
    if by == 0.0 {
        Err(Fault::ZeroReference)
    } else {
        finite(value / by)
    }
}
