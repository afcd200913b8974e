//! What hangs together with a count most closely: through short rows first, since what shares a short row belongs
//! together (a district), and what shares a long one is of the same kind (all districts). Of long rows some cells are
//! taken early by chance, rather those that are hidden anyway: a count of one district mostly needs one other to lie
//! further out, and not all of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::improve::Dice;
use crate::net::Net;
use crate::pattern::Pattern;

/// A part of a net.
pub(crate) struct Around {
    /// The round in which a cell was taken and reached, and a row passed.
    taken: Vec<u32>,
    reached: Vec<(u32, u64)>,
    passed: Vec<u32>,
    round: u32,
    dice: Dice,
    pub cells: Vec<usize>,
}

impl Around {
    pub(crate) fn new(net: &Net) -> Around {
        Around {
            taken: vec![0; net.room.len()],
            reached: vec![(0, 0); net.room.len()],
            passed: vec![0; net.rows.len()],
            round: 0,
            dice: Dice::new(),
            cells: Vec::new(),
        }
    }

    /// Whether the cell is in the part.
    pub(crate) fn has(&self, cell: usize) -> bool {
        self.taken[cell] == self.round
    }

    /// Takes up to `limit` cells around `start` that may move, other ones each time. Tells whether these are all that hang together with it.
    pub(crate) fn take(
        &mut self,
        net: &Net,
        pattern: &Pattern,
        start: usize,
        limit: usize,
        may_move: impl Fn(usize) -> bool,
    ) -> bool {
        self.round += 1;
        self.cells.clear();
        let mut heap = BinaryHeap::from([(Reverse(0u64), Reverse(start))]);
        self.reached[start] = (self.round, 0);
        while let Some((Reverse(distance), Reverse(cell))) = heap.pop() {
            if self.has(cell) {
                continue;
            }
            if self.cells.len() == limit {
                return false;
            }
            self.taken[cell] = self.round;
            self.cells.push(cell);
            for (row, _) in net.rows_of.of(cell) {
                if self.passed[*row] == self.round || !net.is_active(*row, pattern) {
                    continue;
                }
                self.passed[*row] = self.round;
                let terms = &net.rows[*row].terms;
                for (other, _) in terms {
                    let cost = (net.cost(*other, pattern) / net.usual_weight).min(4.0);
                    let chance = 20 + self.dice.below(180) + (40.0 * cost) as u64;
                    let distance = distance + terms.len() as u64 * chance;
                    let (round, before) = self.reached[*other];
                    let is_nearer = round != self.round || distance < before;
                    if is_nearer && !self.has(*other) && may_move(*other) {
                        self.reached[*other] = (self.round, distance);
                        heap.push((Reverse(distance), Reverse(*other)));
                    }
                }
            }
        }
        true
    }
}
