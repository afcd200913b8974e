//! The surroundings of a count: the cells that could move with it, nearest and cheapest first.
//!
//! Whatever is possible while all other cells stay where they are is possible; so a question about one count that proves
//! long is put to its surroundings, and to more of them only when they have no answer.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::net::Net;
use crate::pattern::Pattern;

/// How much further each step away from the start is.
const STEP: f64 = 0.3;
/// How much further a cell is for each of its rows in which nothing could balance it yet, and how much nearer for each
/// in which it is the first to balance what is there.
const OPENS: f64 = 0.5;
/// How much further a cell is for each other cell of the row through which it was reached: of a long row, few matter.
const CROWD: f64 = 0.02;

/// Memory for explorations, so that each costs no more than what it looks at.
pub(crate) struct Explorer {
    /// The round in which a cell was reached, and how far it is without regard to its rows.
    reached: Vec<u32>,
    distance: Vec<f64>,
    steps: Vec<f64>,
    taken: Vec<u32>,
    /// The round in which a row was reached, and how many of its cells were taken.
    touched: Vec<u32>,
    inside: Vec<u32>,
    round: u32,
}

impl Explorer {
    pub(crate) fn new(net: &Net) -> Explorer {
        Explorer {
            reached: vec![0; net.room.len()],
            distance: vec![0.0; net.room.len()],
            steps: vec![0.0; net.room.len()],
            taken: vec![0; net.room.len()],
            touched: vec![0; net.rows.len()],
            inside: vec![0; net.rows.len()],
            round: 0,
        }
    }

    /// Whether the cell is among those taken last.
    pub(crate) fn has(&self, cell: usize) -> bool {
        self.taken[cell] == self.round
    }

    /// Takes one more cell.
    pub(crate) fn take(&mut self, cell: usize) {
        self.taken[cell] = self.round;
    }

    /// Takes up to `limit` cells around `start`: near, cheap, and balancing each other in their rows. Tells whether
    /// these are all that hang together with it.
    pub(crate) fn explore(
        &mut self,
        net: &Net,
        pattern: &Pattern,
        start: usize,
        may_move: impl Fn(f64) -> bool,
        limit: usize,
    ) -> bool {
        self.round += 1;
        let round = self.round;
        let mut heap: BinaryHeap<(Reverse<i64>, Reverse<usize>)> = BinaryHeap::new();
        (self.reached[start], self.distance[start], self.steps[start]) = (round, 0.0, 0.0);
        heap.push((Reverse(i64::MIN), Reverse(start)));
        let mut count = 0;
        while let Some((Reverse(key), Reverse(cell))) = heap.pop() {
            if self.taken[cell] == round {
                continue;
            }
            if cell != start {
                let now = self.key(net, pattern, cell);
                if now > key {
                    heap.push((Reverse(now), Reverse(cell)));
                    continue;
                }
            }
            if count == limit {
                return false;
            }
            self.taken[cell] = round;
            count += 1;
            for (row, _) in net.rows_of.of(cell) {
                if !net.is_active(*row, pattern) {
                    continue;
                }
                if self.touched[*row] == round {
                    self.inside[*row] += 1;
                    continue;
                }
                (self.touched[*row], self.inside[*row]) = (round, 1);
                let step = STEP + CROWD * net.rows[*row].terms.len() as f64;
                for (other, _) in &net.rows[*row].terms {
                    let cost = net.cost(*other, pattern);
                    if self.taken[*other] == round || !may_move(cost) {
                        continue;
                    }
                    let steps = self.steps[cell] + step;
                    if self.reached[*other] != round || steps < self.steps[*other] {
                        self.reached[*other] = round;
                        self.steps[*other] = steps;
                        self.distance[*other] = steps + cost / net.usual_weight;
                    }
                    heap.push((Reverse(self.key(net, pattern, *other)), Reverse(*other)));
                }
            }
        }
        true
    }

    /// How late a cell is to be taken, now.
    fn key(&self, net: &Net, pattern: &Pattern, cell: usize) -> i64 {
        let mut sum = self.distance[cell];
        for (row, _) in net.rows_of.of(cell) {
            let is_touched = self.touched[*row] == self.round;
            if !is_touched && net.is_active(*row, pattern) {
                sum += OPENS;
            } else if is_touched && self.inside[*row] == 1 {
                sum -= OPENS;
            }
        }
        (sum * 1e6).min(1e15) as i64
    }
}
