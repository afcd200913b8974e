//! How good a linkage is thought to be, from its own probabilities.

use crate::pair::Pair;

/// Estimates without known truth. They are as good as the probabilities are.
#[derive(Debug, Clone, PartialEq)]
pub struct Quality {
    /// Pairs with a probability of at least each tenth, from 0.1.
    pub at: Vec<AtThreshold>,
    /// Pairs of one person that are expected in all.
    pub expected: f64,
    /// Share of true matches that the keys are expected to bring together.
    pub brought_together: f64,
}

/// What taking every pair from a probability on would give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtThreshold {
    /// The probability.
    pub probability: f32,
    /// Pairs taken.
    pub pairs: usize,
    /// Share of them expected to be right.
    pub precision: f64,
    /// Share of all true matches expected among them.
    pub recall: f64,
}

/// Probabilities at which a report tells what taking all above would give.
const THRESHOLDS: [f32; 7] = [0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99];

pub(crate) fn quality(pairs: &[Pair], brought_together: f64) -> Quality {
    let found: f64 = pairs.iter().map(|pair| f64::from(pair.probability)).sum();
    let expected = found / brought_together.max(0.01);
    let at = |threshold: &f32| {
        let taken: Vec<f64> = pairs
            .iter()
            .filter(|pair| pair.probability >= *threshold)
            .map(|pair| f64::from(pair.probability))
            .collect();
        let right: f64 = taken.iter().sum();
        AtThreshold {
            probability: *threshold,
            pairs: taken.len(),
            precision: if taken.is_empty() {
                1.0
            } else {
                right / taken.len() as f64
            },
            recall: if expected > 0.0 { right / expected } else { 1.0 },
        }
    };
    Quality {
        at: THRESHOLDS.iter().map(at).collect(),
        expected,
        brought_together,
    }
}
