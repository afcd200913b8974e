//! How much people took part, in bands, and what came after in each: outcome and starting point side by side.

use crate::fault::{Fault, finite};
use crate::level::{Estimate, Level};
use crate::participation::cluster::{CLUSTERS_LEAST, Correction};
use crate::participation::effect::Effect;
use crate::participation::regression::{Regression, Sample};

/// People by how much they took part, one entry for each in every list.
#[derive(Debug, Clone, Copy)]
pub struct Doses<'a> {
    /// How much: hours, visits, sessions.
    pub dose: &'a [f64],
    /// What came after.
    pub outcome: &'a [f64],
    /// The same measure before, if it is known.
    pub baseline: Option<&'a [f64]>,
    /// Who was assigned together, by any number; absent if everyone chose alone.
    pub clusters: Option<&'a [usize]>,
}

/// The people of one band of doses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// From this dose on; minus infinity for the lowest band.
    pub from: f64,
    /// Below this dose; infinity for the highest band.
    pub below: f64,
    /// How many people.
    pub people: usize,
    /// Their mean outcome. Without an interval where people or clusters are too few for one: then both ends are infinite.
    pub outcome: Option<Estimate>,
    /// Their mean before, if it is known.
    pub baseline: Option<f64>,
}

impl Doses<'_> {
    /// The bands between the edges, lowest first; an edge belongs to the band above it. Empty bands are there with nobody.
    ///
    /// Differences between bands are no effect of the dose: people choose how much they take part, and those who gain
    /// stay longer. The baseline beside each band shows how different they were before.
    ///
    /// Errors: `LengthsDiffer`, `NotFinite`, `Empty`, `TooFew` without an edge, `OutOfOrder` edges.
    ///
    /// By hand: hours 0, 2, 5, 9 with an edge at 5: two people below with outcomes 1 and 3 have a mean of 2, and with t of
    /// 12.706 for one degree of freedom and a standard error of 1 an interval from −10.7 to 14.7.
    ///
    /// ```
    /// # use mainstay_statistics::{Doses, Level};
    /// let doses = Doses { dose: &[0.0, 2.0, 5.0, 9.0], outcome: &[1.0, 3.0, 5.0, 6.0], baseline: None, clusters: None };
    /// let bands = doses.bands(&[5.0], Level::NINETY_FIVE)?;
    /// let low = bands[0].outcome.expect("two people");
    /// assert_eq!((bands[0].people, bands[1].people), (2, 2));
    /// assert!((low.value - 2.0).abs() < 1e-12 && (low.interval.upper - 14.7062).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn bands(&self, edges: &[f64], level: Level) -> Result<Vec<Band>, Fault> {
        let numbers = self.numbers(edges)?;
        let end =
            |edge: Option<usize>, open: f64| edge.and_then(|edge| edges.get(edge)).copied().unwrap_or(open);
        let mut bands = Vec::with_capacity(edges.len() + 1);
        for number in 0..=edges.len() {
            let members: Vec<usize> = (0..numbers.len())
                .filter(|person| numbers[*person] == number)
                .collect();
            let of = |values: &[f64]| -> Vec<f64> { members.iter().map(|person| values[*person]).collect() };
            let average = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
            let clusters: Option<Vec<usize>> = self
                .clusters
                .map(|clusters| members.iter().map(|person| clusters[*person]).collect());
            bands.push(Band {
                from: end(number.checked_sub(1), f64::NEG_INFINITY),
                below: end(Some(number), f64::INFINITY),
                people: members.len(),
                outcome: (!members.is_empty()).then(|| mean(&of(self.outcome), clusters.as_deref(), level)),
                baseline: self
                    .baseline
                    .filter(|_| !members.is_empty())
                    .map(|baseline| average(of(baseline))),
            });
        }
        Ok(bands)
    }

    /// How much more the outcome is for one band more, people with the same baseline compared; standard error HC2, with
    /// clusters CR2. A description of order, no effect of the dose.
    ///
    /// Errors: as [`Doses::bands`] and [`Regression::clustered`].
    ///
    /// By hand: two bands with means 2 and 5.5: 3.5.
    ///
    /// ```
    /// # use mainstay_statistics::{Doses, Level};
    /// let doses = Doses { dose: &[0.0, 2.0, 5.0, 9.0], outcome: &[1.0, 3.0, 5.0, 6.0], baseline: None, clusters: None };
    /// assert!((doses.slope(&[5.0])?.value - 3.5).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn slope(&self, edges: &[f64]) -> Result<Effect, Fault> {
        let numbers = self.numbers(edges)?;
        let mut columns = vec![numbers.iter().map(|number| *number as f64).collect()];
        columns.extend(self.baseline.map(<[f64]>::to_vec));
        let fit = Sample {
            outcome: self.outcome,
            columns: &columns,
            weights: None,
        }
        .regress()?;
        match self.clusters {
            Some(clusters) => fit.clustered(0, clusters, Correction::Cr2),
            None => fit.robust(0),
        }
    }

    /// For each person the number of the band.
    fn numbers(&self, edges: &[f64]) -> Result<Vec<usize>, Fault> {
        let people = self.dose.len();
        let same_length = self.outcome.len() == people
            && self.baseline.is_none_or(|baseline| baseline.len() == people)
            && self.clusters.is_none_or(|clusters| clusters.len() == people);
        if !same_length {
            return Err(Fault::LengthsDiffer);
        }
        if people == 0 {
            return Err(Fault::Empty);
        }
        if edges.is_empty() {
            return Err(Fault::TooFew { found: 0, needed: 1 });
        }
        for value in self
            .dose
            .iter()
            .chain(self.outcome)
            .chain(self.baseline.unwrap_or(&[]))
            .chain(edges)
        {
            finite(*value)?;
        }
        if edges.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(Fault::OutOfOrder);
        }
        Ok(self
            .dose
            .iter()
            .map(|dose| edges.partition_point(|edge| edge <= dose))
            .collect())
    }
}

/// The mean with its interval, clustered where people were assigned together.
fn mean(values: &[f64], clusters: Option<&[usize]>, level: Level) -> Estimate {
    let value = values.iter().sum::<f64>() / values.len() as f64;
    let unknown = Effect {
        value,
        standard_error: f64::INFINITY,
        freedom: f64::INFINITY,
    };
    let effect = || -> Result<Effect, Fault> {
        let fit = Sample {
            outcome: values,
            columns: &[],
            weights: None,
        }
        .regress()?;
        let alone: Vec<usize> = (0..values.len()).collect();
        let members = fit.members(clusters.unwrap_or(&alone))?;
        if clusters.is_some() && members.len() < CLUSTERS_LEAST {
            return Err(Fault::TooFewClusters {
                found: members.len(),
                needed: CLUSTERS_LEAST,
            });
        }
        fit.corrected_at(Regression::INTERCEPT, &members)
    };
    effect().unwrap_or(unknown).estimate(level)
}
