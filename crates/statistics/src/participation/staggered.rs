//! Difference in differences where groups begin at different times: for each group that began together and each period,
//! its gain since just before it began, beside those who had not begun.
//!
//! One regression over all would use those who began early as a comparison for those who began late, with weights below
//! zero (Goodman-Bacon, 2021); here only people who have not begun are compared with.

use std::collections::BTreeMap;

use crate::fault::{Fault, finite};
use crate::participation::effect::Effect;
use crate::participation::over_periods::GroupTimes;

/// People or schools over several periods, one entry for each in every list.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    /// The periods in order, such as years.
    pub periods: &'a [i32],
    /// For each unit its outcome in each period.
    pub outcomes: &'a [Vec<f64>],
    /// For each unit the first period in which it took part; none if it never did. It stays in from then on.
    pub began: &'a [Option<i32>],
    /// What was known of each unit before: one list for each feature, with an entry for each unit. Empty for none; with
    /// features, each group is compared with units alike.
    pub features: &'a [Vec<f64>],
    /// Which units were assigned together, by any number; absent if each for itself.
    pub clusters: Option<&'a [usize]>,
}

/// Who is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Those who never began within the periods.
    Never,
    /// Those who had not begun yet, and those who never did.
    NotYet,
}

/// One group in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupTime {
    /// The period in which the group began.
    pub group: i32,
    /// The period of the figure. Before `group`, the figure is a test: nothing should have happened yet.
    pub period: i32,
    /// The group's gain beyond that of the others: from the period before it began, or, earlier, from the period before.
    pub effect: Effect,
}

impl Panel<'_> {
    /// The gain of every group in every period beside those who had not begun.
    ///
    /// Units that took part from the first period on have no before and are left out; those who begin after the last
    /// period have not begun. Standard errors are clustered, each stratum of clusters with m/(m−1) and
    /// Welch–Satterthwaite degrees of freedom.
    ///
    /// Errors: `LengthsDiffer`; `OutOfOrder` periods; `TooFew` periods below two; `NotFinite`; `NobodyToCompare` if
    /// nobody began or no period has anyone who had not; `TooFewClusters` below six; `OneClusterDecides` if all who began
    /// in one period, or all they are compared with, are one cluster; with features those of
    /// [`crate::Choice::propensity`], which needs more units in each group than features.
    ///
    /// Source: Callaway and Sant'Anna (2021), "Difference-in-differences with multiple time periods", equations 2.8 and 2.9
    /// without features, 2.4 and 2.7 (doubly robust) with them; influence functions of their theorem 2. Degrees of
    /// freedom: Welch (1947).
    ///
    /// By hand: two units begin in year 2 and gain 3 and 5, four never do and gain 1, 1, 2 and 0: 4 − 1 = 3, standard
    /// error √(2/2 + (2/3)/4) = 1.0801.
    ///
    /// ```
    /// # use mainstay_statistics::{Beside, Panel};
    /// let gains = [3.0, 5.0, 1.0, 1.0, 2.0, 0.0];
    /// let outcomes: Vec<Vec<f64>> = gains.iter().map(|gain| vec![10.0, 10.0 + gain]).collect();
    /// let began = [Some(2), Some(2), None, None, None, None];
    /// let panel = Panel { periods: &[1, 2], outcomes: &outcomes, began: &began, clusters: None, features: &[] };
    /// let cell = panel.group_times(Beside::Never)?.cells()[0];
    /// assert!((cell.effect.value - 3.0).abs() < 1e-12 && (cell.effect.standard_error - 1.080123).abs() < 1e-6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn group_times(&self, beside: Beside) -> Result<GroupTimes, Fault> {
        self.check()?;
        let first = self.periods[0];
        let last = self.periods[self.periods.len() - 1];
        // Always in since the first period: no before. After the last: not begun.
        let kept: Vec<usize> = (0..self.began.len())
            .filter(|unit| self.began[*unit].is_none_or(|began| began > first))
            .collect();
        let began: Vec<Option<i32>> = kept
            .iter()
            .map(|unit| self.began[*unit].filter(|began| *began <= last))
            .collect();
        let mut groups: BTreeMap<i32, usize> = BTreeMap::new();
        for group in began.iter().flatten() {
            *groups.entry(*group).or_default() += 1;
        }
        let clusters = kept
            .iter()
            .enumerate()
            .map(|(position, unit)| self.clusters.map_or(position, |names| names[*unit]));
        let features: Vec<Vec<f64>> = self
            .features
            .iter()
            .map(|feature| kept.iter().map(|unit| feature[*unit]).collect())
            .collect();
        let mut found = GroupTimes::new(began, clusters.collect(), groups.clone())?;
        for group in groups.into_keys() {
            let start = self.periods.partition_point(|period| *period < group);
            for now in 1..self.periods.len() {
                let base = if now >= start { start - 1 } else { now - 1 };
                let gains = kept
                    .iter()
                    .map(|unit| self.outcomes[*unit][now] - self.outcomes[*unit][base])
                    .collect();
                found.add(
                    group,
                    self.periods[now],
                    Gains {
                        of_each: gains,
                        not_begun_by: self.periods[now.max(base)],
                        beside,
                        features: &features,
                    },
                )?;
            }
        }
        if found.cells().is_empty() {
            Err(Fault::NobodyToCompare)
        } else {
            Ok(found)
        }
    }

    fn check(&self) -> Result<(), Fault> {
        let units = self.outcomes.len();
        let same_length = self.began.len() == units
            && self.clusters.is_none_or(|clusters| clusters.len() == units)
            && self
                .outcomes
                .iter()
                .all(|outcomes| outcomes.len() == self.periods.len());
        if !same_length {
            return Err(Fault::LengthsDiffer);
        }
        if self.periods.len() < 2 {
            return Err(Fault::TooFew {
                found: self.periods.len(),
                needed: 2,
            });
        }
        if self.periods.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(Fault::OutOfOrder);
        }
        for value in self.outcomes.iter().chain(self.features).flatten() {
            finite(*value)?;
        }
        Ok(())
    }
}

/// The gains from which one cell is made.
pub(crate) struct Gains<'a> {
    pub of_each: Vec<f64>,
    /// Those compared with had not begun by this period.
    pub not_begun_by: i32,
    pub beside: Beside,
    /// What was known of each unit.
    pub features: &'a [Vec<f64>],
}
