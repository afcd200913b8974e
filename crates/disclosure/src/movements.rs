//! Movements in fractions made whole, and taken apart into what moves together.

use crate::elimination::Elimination;
use crate::net::{Net, Owner};
use crate::witness::Movement;
use crate::world::{ExactRow, find, join};

/// The movements in whole numbers: rounded as they are, or with the sums solved for some of them. Those named by `keep`
/// are the last to be changed.
pub(crate) fn whole(
    net: &Net,
    moved: &[(usize, f64)],
    keep: impl Fn(usize) -> bool,
    holds: impl Fn(&Movement) -> bool,
) -> Option<Movement> {
    let plain: Vec<i64> = moved.iter().map(|(_, by)| by.round() as i64).collect();
    let with = |whole: &[i64]| -> Movement {
        let cells = moved.iter().map(|(cell, _)| *cell).zip(whole.iter().copied());
        cells.filter(|(_, by)| *by != 0).collect()
    };
    let movement = with(&plain);
    if holds(&movement) {
        return Some(movement);
    }
    // Those that move, and nothing else, are adjusted so that every sum holds.
    let rows = sums_between(net, moved);
    let size = |(cell, by): &(usize, f64)| if keep(*cell) { f64::NEG_INFINITY } else { by.abs() };
    let sizes: Vec<f64> = moved.iter().map(size).collect();
    let movement = with(&Elimination::new(&rows, &sizes).follow(plain)?);
    holds(&movement).then_some(movement)
}

/// The movements as the nearest whole numbers, whether they add up or not.
pub(crate) fn rounded(moved: &[(usize, f64)]) -> Movement {
    let whole = moved.iter().map(|(cell, by)| (*cell, by.round() as i64));
    whole.filter(|(_, by)| *by != 0).collect()
}

/// The sums between cells that move, in positions among these.
fn sums_between(net: &Net, moved: &[(usize, f64)]) -> Vec<ExactRow> {
    let mut entries: Vec<(usize, usize, i64)> = Vec::new();
    for (position, (cell, _)) in moved.iter().enumerate() {
        let of_cell = net.rows_of.of(*cell).iter();
        entries.extend(of_cell.map(|(row, by)| (*row, position, *by)));
    }
    entries.sort_unstable();
    let mut rows: Vec<ExactRow> = Vec::new();
    for (row, position, by) in entries {
        let net_row = &net.rows[row];
        if net_row.below != Some(0) || net_row.above != Some(0) || net_row.owner != Owner::Everybody {
            continue;
        }
        if rows.last().is_none_or(|last| last.fact != row) {
            rows.push(ExactRow {
                terms: Vec::new(),
                low: Some(0),
                high: Some(0),
                fact: row,
            });
        }
        rows.last_mut()
            .expect("one was pushed")
            .terms
            .push((position, by));
    }
    rows
}

/// Takes movements apart: those in one part share rows with each other and with no other part, so each part keeps every
/// equation that the whole keeps.
pub(crate) fn apart(net: &Net, moved: &[(usize, f64)]) -> Vec<Vec<(usize, f64)>> {
    let mut first_of: Vec<(usize, usize)> = Vec::new();
    for (position, (cell, _)) in moved.iter().enumerate() {
        first_of.extend(net.rows_of.of(*cell).iter().map(|(row, _)| (*row, position)));
    }
    first_of.sort_unstable();
    let mut leader: Vec<usize> = (0..moved.len()).collect();
    for pair in first_of.windows(2) {
        if pair[0].0 == pair[1].0 {
            join(&mut leader, pair[0].1, pair[1].1);
        }
    }
    let mut part_of = vec![usize::MAX; moved.len()];
    let mut parts: Vec<Vec<(usize, f64)>> = Vec::new();
    for (position, movement) in moved.iter().enumerate() {
        let root = find(&mut leader, position);
        if part_of[root] == usize::MAX {
            part_of[root] = parts.len();
            parts.push(Vec::new());
        }
        parts[part_of[root]].push(*movement);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Base;
    use crate::{Cell, Linear, Problem, Simplex};

    /// Two totals of two parts each, which have nothing to do with each other.
    fn two_tables() -> Net {
        let mut problem = Problem::default();
        for _ in 0..2 {
            let all = problem.cell(Cell::known("all", 20));
            let parts = [4, 16].map(|value| problem.cell(Cell::known("part", value)));
            problem.relation(Linear::sum(all, &parts));
        }
        let base = Base::new(&problem, &Simplex).unwrap();
        Net::new(&problem, &base, Vec::new())
    }

    #[test]
    fn movements_fall_apart_where_no_row_joins_them() {
        let moved = [(1, 2.0), (2, -2.0), (3, 1.0), (4, 1.0)];
        let parts = apart(&two_tables(), &moved);
        assert_eq!(parts, [vec![(1, 2.0), (2, -2.0)], vec![(3, 1.0), (4, 1.0)]]);
    }

    #[test]
    fn fractions_become_whole_where_the_sums_permit() {
        let net = two_tables();
        // 2 is 0.4 and 1.6, and nothing and 2 as well.
        let holds = |moved: &Movement| net.sums(moved).iter().all(|(_, sum)| *sum == 0);
        let moved = [(0, 2.0), (1, 0.4), (2, 1.6)];
        assert_eq!(whole(&net, &moved, |_| false, holds), Some(vec![(0, 2), (2, 2)]));
        // Rounded as they are, these would not add up: the largest follows from the others.
        let moved = [(0, 1.5), (1, 0.75), (2, 0.75)];
        let found = whole(&net, &moved, |cell| cell == 0, holds).unwrap();
        assert!(holds(&found), "{found:?}");
    }
}
