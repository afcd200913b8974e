//! Group-time figures together: overall, by group, by time since the beginning, by period.

use std::collections::BTreeMap;

use crate::fault::Fault;
use crate::participation::cluster::CLUSTERS_LEAST;
use crate::participation::doubly::{self, Gain};
use crate::participation::effect::Effect;
use crate::participation::staggered::{Beside, Gains, GroupTime};

/// All groups in all periods, with what each unit adds to each figure.
#[derive(Debug, Clone)]
pub struct GroupTimes {
    pub(crate) cells: Vec<GroupTime>,
    /// For each cell what each unit adds to its error (influence function, over the number of units).
    pub(crate) influences: Vec<Vec<f64>>,
    began: Vec<Option<i32>>,
    /// For each unit the position of its cluster.
    pub(crate) clusters: Vec<usize>,
    /// For each cluster its stratum: those whose units all began together, or never; else the mixed ones.
    pub(crate) strata: Vec<usize>,
    groups: BTreeMap<i32, usize>,
}

impl GroupTimes {
    pub(crate) fn new(
        began: Vec<Option<i32>>,
        names: Vec<usize>,
        groups: BTreeMap<i32, usize>,
    ) -> Result<Self, Fault> {
        let mut numbers = BTreeMap::new();
        for name in &names {
            let next = numbers.len();
            numbers.entry(*name).or_insert(next);
        }
        if numbers.len() < CLUSTERS_LEAST {
            return Err(Fault::TooFewClusters {
                found: numbers.len(),
                needed: CLUSTERS_LEAST,
            });
        }
        let clusters: Vec<usize> = names.iter().map(|name| numbers[name]).collect();
        let mut kinds: Vec<Option<Option<i32>>> = vec![None; numbers.len()];
        let mut is_mixed = vec![false; numbers.len()];
        for (cluster, began) in clusters.iter().zip(&began) {
            is_mixed[*cluster] |= kinds[*cluster].is_some_and(|kind| kind != *began);
            kinds[*cluster] = Some(*began);
        }
        let order: Vec<i32> = groups.keys().copied().collect();
        let stratum = |(kind, is_mixed): (&Option<Option<i32>>, &bool)| match kind.flatten() {
            _ if *is_mixed => order.len() + 1,
            None => order.len(),
            Some(group) => order.partition_point(|other| *other < group),
        };
        Ok(Self {
            cells: Vec::new(),
            influences: Vec::new(),
            strata: kinds.iter().zip(&is_mixed).map(stratum).collect(),
            began,
            clusters,
            groups,
        })
    }

    /// Adds one group in one period; nothing if there is nobody to compare with.
    pub(crate) fn add(&mut self, group: i32, period: i32, gains: Gains) -> Result<(), Fault> {
        let is_other = |began: Option<i32>| match gains.beside {
            Beside::Never => began.is_none(),
            Beside::NotYet => began != Some(group) && began.is_none_or(|began| began > gains.not_begun_by),
        };
        let side = |began: Option<i32>| match began {
            Some(own) if own == group => 1.0,
            began if is_other(began) => -1.0,
            _ => 0.0,
        };
        let sides: Vec<f64> = self.began.iter().map(|began| side(*began)).collect();
        if !sides.contains(&-1.0) {
            return Ok(());
        }
        let gain = if gains.features.is_empty() {
            plain(&sides, &gains.of_each)
        } else {
            doubly::gain(&sides, &gains.of_each, gains.features)?
        };
        let used: Vec<bool> = sides.iter().map(|side| *side != 0.0).collect();
        let effect = self.effect(gain.value, &gain.influences, &used)?;
        self.cells.push(GroupTime {
            group,
            period,
            effect,
        });
        self.influences.push(gain.influences);
        Ok(())
    }

    /// A figure with its error, from what each unit adds to it.
    fn effect(&self, value: f64, influences: &[f64], used: &[bool]) -> Result<Effect, Fault> {
        let mut sums = vec![0.0; self.strata.len()];
        let mut is_used = vec![false; self.strata.len()];
        for (unit, cluster) in self.clusters.iter().enumerate() {
            sums[*cluster] += influences[unit];
            is_used[*cluster] |= used[unit];
        }
        let mut strata: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for (cluster, sum) in sums.iter().enumerate().filter(|(cluster, _)| is_used[*cluster]) {
            let (count, squares) = strata.entry(self.strata[cluster]).or_default();
            *count += 1.0;
            *squares += sum * sum;
        }
        let (mut variance, mut spread) = (0.0, 0.0);
        for (count, squares) in strata.into_values() {
            if count < 2.0 {
                return Err(Fault::OneClusterDecides);
            }
            let own = squares * count / (count - 1.0);
            variance += own;
            spread += own * own / (count - 1.0);
        }
        Ok(Effect {
            value,
            standard_error: variance.sqrt(),
            freedom: if spread > 0.0 {
                (variance * variance / spread).max(1.0)
            } else {
                f64::INFINITY
            },
        })
    }

    /// Every group in every period, groups in order and periods within.
    pub fn cells(&self) -> &[GroupTime] {
        &self.cells
    }

    /// Everyone who began, over all periods since: the average of all figures after the beginning, by the groups' sizes.
    ///
    /// Errors: `NobodyToCompare` if there is no figure after a beginning.
    ///
    /// Source: Callaway and Sant'Anna (2021), equation 3.11 (the simple average), with the error of the groups' sizes.
    ///
    /// ```
    /// # use mainstay_statistics::{Beside, Panel};
    /// let gains = [3.0, 5.0, 1.0, 1.0, 2.0, 0.0];
    /// let outcomes: Vec<Vec<f64>> = gains.iter().map(|gain| vec![10.0, 10.0 + gain]).collect();
    /// let began = [Some(2), Some(2), None, None, None, None];
    /// let panel = Panel { periods: &[1, 2], outcomes: &outcomes, began: &began, clusters: None, features: &[] };
    /// assert!((panel.group_times(Beside::NotYet)?.overall()?.value - 3.0).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn overall(&self) -> Result<Effect, Fault> {
        self.average(|cell| cell.period >= cell.group)
    }

    /// For each group, the average over its periods since it began. Errors: as [`GroupTimes::overall`]. Source: equation 3.7.
    pub fn by_group(&self) -> Result<Vec<(i32, Effect)>, Fault> {
        self.averages(|cell| (cell.period >= cell.group).then_some(cell.group))
    }

    /// For each number of periods since the beginning (below zero: before it), the average over groups by size. Periods
    /// count as the years they are named. Errors: as [`GroupTimes::overall`]. Source: equation 3.4.
    pub fn by_time_since(&self) -> Result<Vec<(i32, Effect)>, Fault> {
        self.averages(|cell| Some(cell.period - cell.group))
    }

    /// For each period, the average over all groups that had begun, by size. Errors: as [`GroupTimes::overall`]. Source:
    /// equation 3.10.
    pub fn by_period(&self) -> Result<Vec<(i32, Effect)>, Fault> {
        self.averages(|cell| (cell.period >= cell.group).then_some(cell.period))
    }

    fn averages(&self, kind: impl Fn(&GroupTime) -> Option<i32>) -> Result<Vec<(i32, Effect)>, Fault> {
        let mut kinds: Vec<i32> = self.cells.iter().filter_map(&kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
            .into_iter()
            .map(|one| Ok((one, self.average(|cell| kind(cell) == Some(one))?)))
            .collect()
    }

    fn average(&self, is_in: impl Fn(&GroupTime) -> bool) -> Result<Effect, Fault> {
        let chosen: Vec<usize> = (0..self.cells.len())
            .filter(|cell| is_in(&self.cells[*cell]))
            .collect();
        let size = |cell: usize| self.groups[&self.cells[cell].group] as f64;
        let total: f64 = chosen.iter().map(|cell| size(*cell)).sum();
        if total == 0.0 {
            return Err(Fault::NobodyToCompare);
        }
        let value = chosen
            .iter()
            .map(|cell| size(*cell) / total * self.cells[*cell].effect.value)
            .sum::<f64>();
        let mut influences = vec![0.0; self.began.len()];
        let mut used = vec![false; self.began.len()];
        for cell in chosen {
            let weight = size(cell) / total;
            let beyond = (self.cells[cell].effect.value - value) / total;
            for (unit, began) in self.began.iter().enumerate() {
                let own = self.influences[cell][unit];
                // One more unit of this group would move the average towards its figure.
                let by_size = if *began == Some(self.cells[cell].group) {
                    beyond
                } else {
                    0.0
                };
                influences[unit] += weight * own + by_size;
                used[unit] |= own != 0.0 || by_size != 0.0;
            }
        }
        self.effect(value, &influences, &used)
    }
}

/// The mean gain of one side beyond that of the other.
fn plain(sides: &[f64], gains: &[f64]) -> Gain {
    let mean = |sign: f64| {
        let of_side = || sides.iter().zip(gains).filter(|(side, _)| **side == sign);
        let count = of_side().count() as f64;
        (of_side().map(|(_, gain)| gain).sum::<f64>() / count, count)
    };
    let ((own, own_count), (others, others_count)) = (mean(1.0), mean(-1.0));
    let influence = |(side, gain): (&f64, &f64)| match *side {
        1.0 => (gain - own) / own_count,
        -1.0 => -(gain - others) / others_count,
        _ => 0.0,
    };
    Gain {
        value: own - others,
        influences: sides.iter().zip(gains).map(influence).collect(),
    }
}
