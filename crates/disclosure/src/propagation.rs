//! What rows mean for whole-numbered bounds.

use crate::world::ExactRow;

/// Rounds of propagation; what is left after that is for the search to find out.
const ROUNDS_MAX: usize = 20;

/// Narrows the bounds of each cell by each row until nothing changes. Tells whether something is left of every cell.
pub(crate) fn propagate(rows: &[ExactRow], bounds: &mut [(i64, i64)]) -> bool {
    for _ in 0..ROUNDS_MAX {
        let mut has_changed = false;
        for row in rows {
            let (mut least, mut most) = (0i128, 0i128);
            for (cell, by) in &row.terms {
                let (low, high) = ends(bounds[*cell], *by);
                least += low;
                most += high;
            }
            for (cell, by) in row.terms.iter().filter(|(_, by)| *by != 0) {
                let (low, high) = ends(bounds[*cell], *by);
                // The term lies between what the row leaves when all others are as large, or as small, as they can be.
                let from = row.low.map(|end| end - (most - high)).filter(|from| *from > low);
                let to = row.high.map(|end| end - (least - low)).filter(|to| *to < high);
                if from.is_none() && to.is_none() {
                    continue;
                }
                let narrowed = divided(from.unwrap_or(low), to.unwrap_or(high), i128::from(*by));
                if narrowed.0 > narrowed.1 {
                    return false;
                }
                let (low_after, high_after) = ends(narrowed, *by);
                least += low_after - low;
                most += high_after - high;
                has_changed |= narrowed != bounds[*cell];
                bounds[*cell] = narrowed;
            }
        }
        if !has_changed {
            break;
        }
    }
    true
}

/// The least and the most of `by * cell`.
fn ends((low, high): (i64, i64), by: i64) -> (i128, i128) {
    let (one, other) = (
        i128::from(low) * i128::from(by),
        i128::from(high) * i128::from(by),
    );
    (one.min(other), one.max(other))
}

/// The whole numbers x with `from <= by * x <= to`.
fn divided(from: i128, to: i128, by: i128) -> (i64, i64) {
    let (from, to) = if by > 0 { (from, to) } else { (-to, -from) };
    let by = by.abs();
    let fit = |value: i128| value.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
    (fit(-(-from).div_euclid(by)), fit(to.div_euclid(by)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_rate_of_a_small_group_leaves_whole_numbers_only() {
        // 0.0% of at most 45: 2000 N <= D.
        let rows = [ExactRow {
            terms: vec![(0, 2000), (1, -1)],
            low: None,
            high: Some(0),
            fact: 0,
        }];
        let mut bounds = [(0, 45), (1, 45)];
        assert!(propagate(&rows, &mut bounds));
        assert_eq!(bounds, [(0, 0), (1, 45)]);
        let mut impossible = [(1, 45), (1, 45)];
        assert!(!propagate(&rows, &mut impossible));
    }

    #[test]
    fn signs_turn_for_negative_coefficients() {
        let rows = [ExactRow {
            terms: vec![(0, -2), (1, 1)],
            low: Some(3),
            high: Some(3),
            fact: 0,
        }];
        let mut bounds = [(0, 10), (0, 10)];
        assert!(propagate(&rows, &mut bounds));
        assert_eq!(bounds, [(0, 3), (3, 9)]);
    }
}
