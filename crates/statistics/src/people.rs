//! What a gap means in people: how many more would be served if it closed.

use crate::fault::{Fault, not_negative};
use crate::gap::Better;
use crate::groups::{Groups, divided};
use crate::level::{Estimate, Interval, Level, Term, sum};
use crate::share::Share;

/// One group whose share was observed, and how many people it has today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Served {
    /// The observed share.
    pub share: Share,
    /// The people whom a closed gap would concern; usually the whole of the share.
    pub people: f64,
}

/// What the groups are compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reference {
    /// One of the groups, by position.
    Group(usize),
    /// Everyone together.
    Overall,
    /// A fixed share, such as a target, from 0 to 1.
    Fixed(f64),
}

/// How far everyone together is from the reference (population attributable gap).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PopulationGap {
    /// Reference minus average (the other way round where less is better), in the unit of the rate; 0 if the average
    /// is the better one.
    pub absolute: f64,
    /// The same in percent of the average.
    pub percent: f64,
}

impl Groups {
    /// How much better everyone together would be if every group had the reference rate.
    ///
    /// Errors: `ZeroReference` if the average is zero.
    ///
    /// Source: World Health Organization (2013), population attributable risk and fraction.
    ///
    /// By hand, average 60, reference 80: 20, and 100 × 20 / 60 = 33.3 percent.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let gap = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?.population_gap(80.0, Better::Higher)?;
    /// assert!((gap.absolute - 20.0).abs() < 1e-9);
    /// assert!((gap.percent - 33.3333).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn population_gap(&self, reference: f64, better: Better) -> Result<PopulationGap, Fault> {
        let absolute = better.gain(not_negative(reference)?, self.mean()).max(0.0);
        Ok(PopulationGap {
            absolute,
            percent: divided(100.0 * absolute, self.mean())?,
        })
    }
}

/// "N more people would … if every group matched the reference": Σ people · max(0, reference − share), with an interval;
/// where less is better, how many fewer.
///
/// Groups at or beyond the reference add nothing. The interval rests on the Wilson intervals of the shares (method of
/// variance estimates recovery, Zou and Donner, 2008), and never goes below zero.
///
/// Errors: `TooFew` without groups, `NoSuchGroup`, `OutsideScale` for a fixed reference outside 0 to 1.
///
/// By hand: 40 of 100 and 80 of 100; if the first matched the second, 100 × 0.4 = 40 more.
///
/// ```
/// # use mainstay_statistics::{Better, Counts, Level, Reference, Served, more_people};
/// let group = |part| Ok(Served { share: Counts { part, whole: 100 }.share()?, people: 100.0 });
/// let more = more_people(&[group(40)?, group(80)?], Reference::Group(1), Better::Higher, Level::NINETY_FIVE)?;
/// assert!((more.value - 40.0).abs() < 1e-9);
/// assert!(more.interval.lower > 26.0 && more.interval.upper < 52.0);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn more_people(
    groups: &[Served],
    reference: Reference,
    better: Better,
    level: Level,
) -> Result<Estimate, Fault> {
    if groups.is_empty() {
        return Err(Fault::TooFew { found: 0, needed: 1 });
    }
    let mut total = 0.0;
    for group in groups {
        total += not_negative(group.people)?;
    }
    // The reference as a weighted sum of the groups' shares, so that its own uncertainty is counted.
    let mut weights = vec![0.0; groups.len()];
    let mut fixed = 0.0;
    match reference {
        Reference::Group(index) => *weights.get_mut(index).ok_or(Fault::NoSuchGroup)? = 1.0,
        Reference::Overall if total == 0.0 => return Err(Fault::Empty),
        Reference::Overall => {
            for (weight, group) in weights.iter_mut().zip(groups) {
                *weight = group.people / total;
            }
        }
        Reference::Fixed(share) if (0.0..=1.0).contains(&share) => fixed = share,
        Reference::Fixed(_) => return Err(Fault::OutsideScale),
    }
    let weighted = |(weight, group): (&f64, &Served)| weight * group.share.value();
    let aim = fixed + weights.iter().zip(groups).map(weighted).sum::<f64>();
    let mut factors = vec![0.0; groups.len()];
    let mut constant = 0.0;
    for (index, group) in groups.iter().enumerate() {
        if better.gain(aim, group.share.value()) <= 0.0 {
            continue;
        }
        let people = better.gain(group.people, 0.0);
        constant += people * fixed;
        factors[index] -= people;
        for (factor, weight) in factors.iter_mut().zip(&weights) {
            *factor += people * weight;
        }
    }
    let term = |(factor, group): (&f64, &Served)| Term {
        factor: *factor,
        estimate: group.share.estimate(level),
    };
    let terms: Vec<Term> = factors.iter().zip(groups).map(term).collect();
    let more = sum(&terms);
    let shift = |value: f64| (value + constant).max(0.0);
    let interval = Interval {
        lower: shift(more.interval.lower),
        upper: shift(more.interval.upper),
    };
    Ok(Estimate {
        value: shift(more.value),
        interval,
    })
}
