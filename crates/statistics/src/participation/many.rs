//! Many comparisons at once: how many of those that stand out may be chance.

use crate::fault::Fault;

/// What remains of many tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Many {
    /// For each test, in the order given: the smallest share of false findings at which it would still be one.
    pub adjusted: Vec<f64>,
    /// How many tests there were, which is shown with every finding.
    pub tests: usize,
}

impl Many {
    /// Which tests are findings if at most this share of all findings may be false.
    ///
    /// Example: at [`many`].
    pub fn findings(&self, false_most: f64) -> Vec<bool> {
        self.adjusted
            .iter()
            .map(|adjusted| *adjusted <= false_most)
            .collect()
    }
}

/// Corrects p values for the number of tests: all subgroups times all outcomes that were looked at, not only those shown.
///
/// Errors: `Empty`; `NotAProbability`.
///
/// Source: Benjamini and Hochberg (1995), "Controlling the false discovery rate", for tests that are independent or go
/// together. adjusted₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎ · m / j.
///
/// By hand: .01, .04, .03 become .03 (.01 · 3), .04 (.04 · 3/3) and .04 (the smaller of .03 · 3/2 and .04).
///
/// ```
/// # use mainstay_statistics::many;
/// let tests = many(&[0.01, 0.04, 0.03])?;
/// let near = |one: f64, other: f64| (one - other).abs() < 1e-12;
/// assert!(near(tests.adjusted[0], 0.03) && near(tests.adjusted[1], 0.04) && near(tests.adjusted[2], 0.04));
/// assert_eq!((tests.tests, tests.findings(0.035)), (3, vec![true, false, false]));
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn many(p_values: &[f64]) -> Result<Many, Fault> {
    let tests = p_values.len();
    if tests == 0 {
        return Err(Fault::Empty);
    }
    if p_values.iter().any(|p| !(0.0..=1.0).contains(p)) {
        return Err(Fault::NotAProbability);
    }
    let mut order: Vec<usize> = (0..tests).collect();
    order.sort_by(|one, other| p_values[*other].total_cmp(&p_values[*one]));
    let mut adjusted = vec![0.0; tests];
    let mut least = 1.0_f64;
    for (place, test) in order.into_iter().enumerate() {
        least = least.min(p_values[test] * tests as f64 / (tests - place) as f64);
        adjusted[test] = least;
    }
    Ok(Many { adjusted, tests })
}
