//! The score interval of a ratio of two shares (Koopman, 1984), found by halving.

use crate::gap::Pair;
use crate::level::{Interval, Level};

/// Ratios beyond these are shown as 0 and infinity.
const RATIO_LEAST: f64 = 1e-12;
const RATIO_MOST: f64 = 1e12;
/// Halvings of a range of 24 decades: the ends are good to the last digits of a double.
const HALVINGS: usize = 64;

/// All ratios that the two counts do not contradict at this level.
pub(crate) fn interval(pair: Pair, level: Level) -> Interval {
    let bound = level.z() * level.z();
    let (group, reference) = (pair.group.part(), pair.reference.part());
    let estimate = match (group == 0.0, reference == 0.0) {
        (true, true) => {
            return Interval {
                lower: 0.0,
                upper: f64::INFINITY,
            };
        }
        (true, false) => RATIO_LEAST,
        (false, true) => RATIO_MOST,
        (false, false) => pair.group.value() / pair.reference.value(),
    };
    let is_outside = |ratio: f64| departure(pair, ratio) > bound;
    let lower = if group == 0.0 {
        0.0
    } else {
        edge(RATIO_LEAST, estimate, is_outside)
    };
    let upper = if reference == 0.0 {
        f64::INFINITY
    } else {
        edge(RATIO_MOST, estimate, is_outside)
    };
    Interval { lower, upper }
}

/// The border between an outer ratio that is outside and an inner one that is not, on the logarithmic scale.
fn edge(outer: f64, inner: f64, is_outside: impl Fn(f64) -> bool) -> f64 {
    let (mut outer, mut inner) = (outer.ln(), inner.ln());
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(outer, inner);
        if is_outside(middle.exp()) {
            outer = middle;
        } else {
            inner = middle;
        }
    }
    inner.exp()
}

/// How far the counts depart from this ratio, as a chi-square with one degree of freedom.
///
/// The shares are fitted under the condition that their ratio is φ: the reference share q is the smaller root of
/// (n₁+n₂)φ q² − (φ(n₁+x₂) + x₁ + n₂) q + (x₁+x₂) = 0.
fn departure(pair: Pair, ratio: f64) -> f64 {
    let (group, reference) = (pair.group, pair.reference);
    let square = (group.whole() + reference.whole()) * ratio;
    let linear = ratio * (group.whole() + reference.part()) + group.part() + reference.whole();
    let constant = group.part() + reference.part();
    let root = (linear * linear - 4.0 * square * constant).max(0.0).sqrt();
    // The smaller root, in the form that does not cancel.
    let fitted_reference = (2.0 * constant / (linear + root)).min(1.0);
    let fitted_group = (ratio * fitted_reference).min(1.0);
    let distance = group.value() - ratio * reference.value();
    let variance = fitted_group * (1.0 - fitted_group) / group.whole()
        + ratio * ratio * fitted_reference * (1.0 - fitted_reference) / reference.whole();
    if variance <= 0.0 {
        return if distance.abs() < 1e-12 {
            0.0
        } else {
            f64::INFINITY
        };
    }
    distance * distance / variance
}
