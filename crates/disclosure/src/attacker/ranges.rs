//! What facts say about the range of each unknown, one fact at a time, in whole numbers.

use crate::exact::ExactFact;

/// Rounds of propagation; more would only be a slower way to the same ends.
const ROUNDS_MAX: u32 = 200;

/// Whether a fact says no more than the bounds of its unknowns do.
pub(super) fn is_implied(fact: &ExactFact, bounds: &[(i64, i64)]) -> bool {
    let (terms, low, high) = fact;
    let (mut least, mut most) = (0i128, 0i128);
    for (unknown, by) in terms {
        let ends = [bounds[*unknown].0, bounds[*unknown].1].map(|end| i128::from(end) * i128::from(*by));
        least += ends[0].min(ends[1]);
        most += ends[0].max(ends[1]);
    }
    low.is_none_or(|low| i128::from(low) <= least) && high.is_none_or(|high| most <= i128::from(high))
}

/// What one fact leaves of one unknown's range, given those of the others; `None` if nothing.
fn consequence(fact: &ExactFact, unknown: usize, by: i64, bounds: &[(i64, i64)]) -> Option<(i64, i64)> {
    let (terms, low, high) = fact;
    let (mut least, mut most) = (0i128, 0i128);
    for (other, by) in terms.iter().filter(|(other, _)| *other != unknown) {
        let ends = [bounds[*other].0, bounds[*other].1].map(|end| i128::from(end) * i128::from(*by));
        least += ends[0].min(ends[1]);
        most += ends[0].max(ends[1]);
    }
    // by * x >= low - most of the others, and by * x <= high - least of the others; signs turn for a negative factor.
    let (by, sign) = (i128::from(by).abs(), i128::from(by).signum());
    let above = low.map(|low| (i128::from(low) - most) * sign);
    let below = high.map(|high| (i128::from(high) - least) * sign);
    let (lower, upper) = if sign > 0 { (above, below) } else { (below, above) };
    let (from, to) = (i128::from(bounds[unknown].0), i128::from(bounds[unknown].1));
    let from = lower.map_or(from, |lower| from.max(-(-lower).div_euclid(by)));
    let to = upper.map_or(to, |upper| to.min(upper.div_euclid(by)));
    (from <= to).then_some((from as i64, to as i64))
}

/// Draws each fact's consequences for each of its unknowns, in whole numbers, until nothing changes; `None` if nothing
/// is left of one.
pub(super) fn propagate(facts: &[ExactFact], bounds: &mut [(i64, i64)]) -> Option<()> {
    for _ in 0..ROUNDS_MAX {
        let before = bounds.to_vec();
        for fact in facts {
            for (unknown, by) in fact.0.iter().filter(|(_, by)| *by != 0) {
                bounds[*unknown] = consequence(fact, *unknown, *by, bounds)?;
            }
        }
        if bounds == before {
            break;
        }
    }
    Some(())
}
