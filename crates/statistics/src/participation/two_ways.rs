//! Standard errors where people share two things, such as their school and their year.

use std::collections::BTreeMap;

use crate::fault::Fault;
use crate::participation::cluster::{CLUSTERS_LEAST, Correction};
use crate::participation::effect::Effect;
use crate::participation::regression::Regression;

/// For each person two clusters, such as the school and the year.
#[derive(Debug, Clone, Copy)]
pub struct TwoWays<'a> {
    /// The first, by any number.
    pub first: &'a [usize],
    /// The second, by any number.
    pub second: &'a [usize],
}

impl Regression {
    /// The coefficient of a column with a standard error clustered in two ways at once.
    ///
    /// The variance is that of the first way plus that of the second minus that of both together, each with the factor
    /// of [`Correction::Cr1`]; never below the larger of the two. Degrees of freedom: those of the way with fewer clusters.
    ///
    /// Errors: as [`Regression::clustered`]; each way needs six clusters.
    ///
    /// Source: Cameron, Gelbach and Miller (2011), "Robust inference with multiway clustering", equation 2.11.
    ///
    /// By hand: where every person is a cluster of the second way, both together are the second way, and the first is left.
    ///
    /// ```
    /// # use mainstay_statistics::{Correction, Sample, TwoWays};
    /// let column = vec![0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0];
    /// let outcome = [1.0, 2.0, 3.0, 3.0, 4.0, 8.0, 2.0, 1.0, 5.0, 4.0, 4.0, 7.0];
    /// let fit = Sample { outcome: &outcome, columns: &[column], weights: None }.regress()?;
    /// let first: Vec<usize> = (0..12).map(|person| person / 2).collect();
    /// let second: Vec<usize> = (0..12).collect();
    /// let both = fit.clustered_two_ways(0, TwoWays { first: &first, second: &second })?;
    /// let one = fit.clustered(0, &first, Correction::Cr1)?;
    /// assert!(both.standard_error >= one.standard_error - 1e-12);
    /// assert_eq!(both.freedom, 5.0);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn clustered_two_ways(&self, column: usize, ways: TwoWays) -> Result<Effect, Fault> {
        let first = self.clustered(column, ways.first, Correction::Cr1)?;
        let second = self.clustered(column, ways.second, Correction::Cr1)?;
        let mut numbers = BTreeMap::new();
        let mut both = Vec::with_capacity(self.given);
        for pair in ways.first.iter().zip(ways.second) {
            let next = numbers.len();
            both.push(*numbers.entry(pair).or_insert(next));
        }
        debug_assert!(
            numbers.len() >= CLUSTERS_LEAST,
            "both together are no fewer than either"
        );
        let both = self.clustered(column, &both, Correction::Cr1)?;
        let variance = |effect: Effect| effect.standard_error * effect.standard_error;
        let larger = variance(first).max(variance(second));
        // The difference may come out below either in small samples; a smaller standard error than one way gives would
        // claim that sharing a second thing makes people more informative.
        let variance = (variance(first) + variance(second) - variance(both)).max(larger);
        Ok(Effect {
            value: first.value,
            standard_error: variance.sqrt(),
            freedom: first.freedom.min(second.freedom),
        })
    }
}
