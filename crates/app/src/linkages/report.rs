//! How good a linkage is thought to be, from its own probabilities: no truth is known.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::child::Found;
use super::people::{DOUBT_BELOW, DOUBT_FROM, LINKED_FROM, SidePeople};

/// Where bands of probability begin, the surest first.
pub const BANDS: [f32; 5] = [0.99, DOUBT_BELOW, LINKED_FROM, DOUBT_FROM, 0.0];
/// Width of a step of likeness in the chart of weights.
const STEP: f32 = 0.05;
/// Below these pairs a step is not shown: it says little, and of few.
const STEP_PAIRS_LEAST: usize = 10;

/// The report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// What each two sides have in common.
    pub between: Vec<Between>,
    /// What each step of likeness speaks for or against one person.
    pub weights: Vec<Weight>,
    /// People in all.
    pub people: usize,
    /// How many of them are at one side, at two, …
    pub at_sides: Vec<usize>,
    /// Seconds that the run took.
    pub seconds: f64,
}

/// What two sides have in common.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Between {
    /// The earlier side, from 0.
    pub left: usize,
    /// The later side.
    pub right: usize,
    /// Pairs that were compared.
    pub compared: u64,
    /// Pairs by [`BANDS`].
    pub bands: Vec<usize>,
    /// People in common that are expected.
    pub expected: f64,
    /// Share of the links that is expected to be right.
    pub precision: f64,
    /// Share of people in common that is expected to be found, of those that were seen at all.
    pub recall: f64,
}

/// A step of likeness.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weight {
    /// From this likeness on, of a hundred.
    pub from: i32,
    /// Best partners at this step.
    pub pairs: usize,
    /// Odds that they are one person, as a power of two.
    pub bits: f64,
}

/// The report of a run; `sizes` are the sides' records.
pub fn report(sizes: &[usize], found: &[Found], people: &[SidePeople]) -> Report {
    let mut between = Vec::new();
    for left in 0..sizes.len() {
        for right in left + 1..sizes.len() {
            let own: Vec<&Found> = found
                .iter()
                .filter(|one| one.left_side == left && one.right_side == right)
                .collect();
            between.push(of_two(
                (left, right),
                (sizes[left] as u64) * (sizes[right] as u64),
                &own,
            ));
        }
    }
    let mut sides_of: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (side, records) in people.iter().enumerate() {
        for record in &records.records {
            sides_of.entry(&record.person).or_default().insert(side);
        }
    }
    let at = |count: usize| sides_of.values().filter(|sides| sides.len() == count).count();
    Report {
        between,
        weights: weights(found),
        people: sides_of.len(),
        at_sides: (1..=sizes.len()).map(at).collect(),
        seconds: 0.0,
    }
}

fn of_two((left, right): (usize, usize), compared: u64, found: &[&Found]) -> Between {
    let mut bands = vec![0; BANDS.len()];
    let (mut expected, mut right_links, mut linked) = (0.0, 0.0, 0_usize);
    for one in found {
        let band = BANDS.iter().position(|from| one.probability >= *from);
        bands[band.unwrap_or(BANDS.len() - 1)] += 1;
        expected += f64::from(one.probability);
        if one.probability >= LINKED_FROM {
            right_links += f64::from(one.probability);
            linked += 1;
        }
    }
    Between {
        left,
        right,
        compared,
        bands,
        expected,
        precision: if linked == 0 {
            1.0
        } else {
            right_links / linked as f64
        },
        recall: if expected > 0.0 {
            right_links / expected
        } else {
            1.0
        },
    }
}

fn weights(found: &[Found]) -> Vec<Weight> {
    let mut steps: BTreeMap<i32, (usize, f64)> = BTreeMap::new();
    for one in found {
        // Full likeness belongs to the highest step.
        let step = ((one.likeness / STEP).floor() as i32).min(19);
        let at = steps.entry(step).or_default();
        at.0 += 1;
        at.1 += f64::from(one.probability);
    }
    steps
        .into_iter()
        .filter(|(_, (pairs, _))| *pairs >= STEP_PAIRS_LEAST)
        .map(|(step, (pairs, sum))| {
            let share = (sum / pairs as f64).clamp(0.001, 0.999);
            Weight {
                from: (step as f32 * STEP * 100.0).round() as i32,
                pairs,
                bits: (share / (1.0 - share)).log2(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_and_recall_follow_from_the_probabilities() {
        let found = |left, probability| Found {
            left_side: 0,
            right_side: 1,
            left,
            right: left,
            likeness: 0.8,
            probability,
            marks: String::new(),
        };
        let found = [found(0, 1.0), found(1, 0.8), found(2, 0.2)];
        let report = report(&[3, 3], &found, &[]);
        let own = &report.between[0];
        assert_eq!(
            (own.compared, own.bands.as_slice()),
            (9, [1, 0, 1, 1, 0].as_slice())
        );
        assert!((own.expected - 2.0).abs() < 1e-6);
        assert!((own.precision - 0.9).abs() < 1e-6 && (own.recall - 0.9).abs() < 1e-6);
    }
}
