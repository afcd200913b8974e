//! Questions about what is hidden already, where everything hangs together: walks through the whole net, with what was
//! learnt from the questions before.

use super::Work;
use crate::net::{Net, Owner};
use crate::pattern::{Display, Pattern};
use crate::question::Answer;
use crate::warm::{Reached, Warm};
use crate::witness::Movement;
use crate::world::ExactRow;

/// Steps of a walk that count as one.
const STEPS_OF_A_STEP: u64 = 4;
/// Nets with more entries than this are not walked through.
const ENTRIES_MAX: usize = 1_000_000;

/// A net to walk through under a pattern.
pub(super) struct Walking {
    warm: Warm,
    /// The pattern that it knows.
    displays: Vec<Display>,
    /// The rows that each figure makes hold, shown or coded.
    rows_of: Vec<Vec<usize>>,
}

impl Work<'_> {
    /// A movement of what is hidden that takes the cell so far; `None` if the net cannot be walked through.
    pub(super) fn walk(&mut self, cell: usize, amount: i64) -> Option<Answer> {
        let (net, pattern) = (self.net, &self.proofs.pattern);
        let entries: usize = net.rows.iter().map(|row| row.terms.len()).sum();
        if net.has_unsolved || entries > ENTRIES_MAX {
            return None;
        }
        let (below, above) = net.room[cell];
        if amount < below || above < amount || amount == 0 || !net.is_loose(cell, pattern) {
            return Some(Answer::Never);
        }
        let walking = self.walking.get_or_insert_with(|| Walking::new(net, pattern));
        walking.follow(net, pattern);
        let before = walking.warm.steps;
        let reached = walking
            .warm
            .reach(cell, amount, |moved| holds(net, pattern, (cell, amount), moved));
        self.steps += (walking.warm.steps - before) / STEPS_OF_A_STEP + 1;
        Some(match reached {
            Reached::There(moved) => Answer::Moves(moved),
            Reached::Never => Answer::Never,
            Reached::Unclear => Answer::Unclear,
        })
    }
}

/// Whether movements do what is asked and keep bounds and rows. Exact.
fn holds(net: &Net, pattern: &Pattern, (cell, amount): (usize, i64), moved: &[(usize, i64)]) -> bool {
    let moved: Movement = moved.to_vec();
    let at = moved.binary_search_by_key(&cell, |(cell, _)| *cell);
    at.is_ok_and(|at| moved[at].1 == amount)
        && net.has_room_for(&moved)
        && moved.iter().all(|(cell, _)| net.is_loose(*cell, pattern))
        && net
            .sums(&moved)
            .into_iter()
            .all(|(row, sum)| !net.is_active(row, pattern) || net.rows[row].permits(sum))
}

impl Walking {
    fn new(net: &Net, pattern: &Pattern) -> Walking {
        let mut rows_of = vec![Vec::new(); pattern.displays.len()];
        let mut rows = Vec::with_capacity(net.rows.len());
        for (index, row) in net.rows.iter().enumerate() {
            match row.owner {
                Owner::Everybody => {}
                Owner::Shown(figure) | Owner::Coded(figure) => rows_of[figure].push(index),
            }
            rows.push(ExactRow {
                terms: row.terms.clone(),
                low: row.below,
                high: row.above,
                fact: index,
            });
        }
        let mut walking = Walking {
            warm: Warm::new(&net.room, &rows, &vec![0; net.room.len()]),
            displays: pattern.displays.clone(),
            rows_of,
        };
        for cell in 0..net.room.len() {
            walking.bound(net, pattern, cell);
        }
        for row in 0..net.rows.len() {
            walking.bound_row(net, pattern, row);
        }
        walking
    }

    /// Learns what changed in the pattern.
    fn follow(&mut self, net: &Net, pattern: &Pattern) {
        for figure in 0..self.displays.len() {
            if self.displays[figure] == pattern.displays[figure] {
                continue;
            }
            self.displays[figure] = pattern.displays[figure];
            for cell in net.prints.of(figure) {
                self.bound(net, pattern, *cell);
            }
            for row in std::mem::take(&mut self.rows_of[figure]) {
                self.bound_row(net, pattern, row);
                self.rows_of[figure].push(row);
            }
        }
    }

    fn bound(&mut self, net: &Net, pattern: &Pattern, cell: usize) {
        let is_loose = net.is_loose(cell, pattern);
        self.warm
            .bound(cell, if is_loose { net.room[cell] } else { (0, 0) });
    }

    fn bound_row(&mut self, net: &Net, pattern: &Pattern, row: usize) {
        let own = &net.rows[row];
        let is_on = net.is_active(row, pattern);
        self.warm.bound_row(
            row,
            if is_on {
                (own.below, own.above)
            } else {
                (None, None)
            },
        );
    }
}
