//! One question: how do counts move at the least loss when one of them moves so far?
//!
//! min sum c_i (z+_i + z-_i) subject to M z = 0 and z_p = the movement asked for, with c_i = 0 for what is hidden anyway
//! and w_i / min(capacity_i, movement) else (Fischetti and Salazar 2001, section 5, the linear heuristic).

use crate::lean::{Engine, Priced, Program};
use crate::movements::{rounded, whole};
use crate::near::Explorer;
use crate::net::{Net, Owner};
use crate::pattern::Pattern;
use crate::solver::Outcome;
use crate::witness::Movement;

/// No cell moves more than so many times as far as the one that is asked about.
const FURTHER_MAX: f64 = 1e6;
/// A movement smaller than this share of the one asked for is rounding dust.
const DUST: f64 = 1e-9;
/// What moving a hidden cell costs, as a share of the usual weight: proofs that touch little last longer.
pub(crate) const HIDDEN_COST: f64 = 1e-4;
/// So many movements that are not whole are set to whole numbers, one after the other, before anything is branched on.
const SETTLED_MAX: u32 = 60;
const SETTLED_BETWEEN: u32 = 10;
/// Branchings permitted where movements are not whole.
pub(crate) const BRANCHES_MAX: u32 = 24;

/// Which cells may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Give {
    /// Those that nothing shown prints.
    HiddenOnly,
    /// All that can be hidden.
    Everything,
}

/// What is asked of a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ask {
    /// To move by so much.
    By(i64),
    /// To move as far as possible up to this; the sign tells which way.
    UpTo(i64),
}

/// How a question ended.
pub(crate) enum Answer {
    Moves(Movement),
    /// It cannot be done.
    Never,
    /// No whole numbers were found, although fractions would do.
    Unclear,
    /// It took too long.
    TooLong,
}

/// A question with all that it needs.
pub(crate) struct Question<'a> {
    pub net: &'a Net,
    pub pattern: &'a Pattern,
    pub cell: usize,
    pub give: Give,
    pub ask: Ask,
    /// A factor on the cost of each figure, for variety; empty for none.
    pub bias: &'a [f64],
    /// Only these cells may move; all if `None`.
    pub within: Option<&'a Explorer>,
    /// Effort on one linear program.
    pub effort_max: u64,
    /// Branchings permitted.
    pub branches_max: u32,
    /// Narrower bounds of some cells, while looking for whole numbers; the last one for a cell counts.
    pub narrowed: Vec<(usize, (i64, i64))>,
}

impl Question<'_> {
    pub(crate) fn answer(&mut self, engine: &mut impl Engine) -> Answer {
        let amount = self.amount();
        let (below, above) = self.net.room[self.cell];
        if amount < below || amount > above || amount == 0 {
            return Answer::Never;
        }
        match engine.solve(self, self.effort_max) {
            Outcome::Infeasible => Answer::Never,
            Outcome::Stopped => Answer::TooLong,
            Outcome::Optimal => {
                let mut left = self.branches_max;
                let found = self.whole_or_branch(engine, &mut left);
                found.map_or(Answer::Unclear, Answer::Moves)
            }
        }
    }

    fn amount(&self) -> i64 {
        match self.ask {
            Ask::By(amount) | Ask::UpTo(amount) => amount,
        }
    }

    fn cost_of(&self, figures: &[usize]) -> f64 {
        cost_of(self.net, self.pattern, self.bias, figures)
    }

    fn room(&self, cell: usize) -> (i64, i64) {
        let narrowed = self.narrowed.iter().rev().find(|(other, _)| *other == cell);
        narrowed.map_or(self.net.room[cell], |(_, room)| *room)
    }

    fn whole_or_branch(&mut self, engine: &mut impl Engine, left: &mut u32) -> Option<Movement> {
        let moved = self.moved(engine);
        if let Some(found) = self.made_whole(&moved) {
            return Some(found);
        }
        for settled in 1..=SETTLED_MAX {
            if !engine.settle(self.unit()) {
                break;
            }
            // Solving the sums for what is left takes long in large tables, so it is not tried each time.
            let moved = self.moved(engine);
            let found = if settled.is_multiple_of(SETTLED_BETWEEN) {
                self.made_whole(&moved)
            } else {
                Some(rounded(&moved)).filter(|moved| self.holds(moved))
            };
            if found.is_some() {
                return found;
            }
        }
        self.branch(engine, &moved, left)
    }

    fn moved(&self, engine: &impl Engine) -> Vec<(usize, f64)> {
        let unit = self.unit();
        let moved = engine.moved().into_iter().filter(|(_, by)| by.abs() > DUST);
        moved.map(|(cell, by)| (cell, by * unit)).collect()
    }

    fn made_whole(&self, moved: &[(usize, f64)]) -> Option<Movement> {
        whole(
            self.net,
            moved,
            |cell| cell == self.cell,
            |moved| self.holds(moved),
        )
    }

    /// Whether whole movements do what is asked and keep bounds and rows; rows that may give way are let be. Exact.
    fn holds(&self, moved: &Movement) -> bool {
        let at = moved.binary_search_by_key(&self.cell, |(cell, _)| *cell);
        let by = at.map_or(0, |at| moved[at].1);
        let is_asked = match self.ask {
            Ask::By(amount) => by == amount,
            Ask::UpTo(_) => by != 0,
        };
        let may_move = |(cell, _): &(usize, i64)| {
            self.give == Give::Everything || self.net.is_loose(*cell, self.pattern)
        };
        is_asked
            && self.net.has_room_for(moved)
            && moved.iter().all(may_move)
            && self.net.sums(moved).into_iter().all(|(row, sum)| {
                self.breaking(row).is_some()
                    || !self.net.is_active(row, self.pattern)
                    || self.net.rows[row].permits(sum)
            })
    }

    /// Depth-first over the cells whose movement is not whole.
    fn branch(
        &mut self,
        engine: &mut impl Engine,
        moved: &[(usize, f64)],
        left: &mut u32,
    ) -> Option<Movement> {
        let broken = |by: f64| (by - by.round()).abs();
        let mut worst: Option<(usize, f64)> = None;
        for (cell, by) in moved {
            if broken(*by) > 1e-6 && worst.is_none_or(|(_, most)| broken(*by) > broken(most)) {
                worst = Some((*cell, *by));
            }
        }
        let (cell, by) = worst?;
        let (below, above) = self.room(cell);
        let floor = by.floor() as i64;
        let halves = [(below, floor), (floor + 1, above)];
        let nearer = usize::from(by - by.floor() > 0.5);
        for half in [halves[nearer], halves[1 - nearer]] {
            if *left == 0 {
                return None;
            }
            *left -= 1;
            if half.0 > half.1 {
                continue;
            }
            self.narrowed.push((cell, half));
            let found = match engine.solve(self, self.effort_max) {
                Outcome::Optimal => self.whole_or_branch(engine, left),
                Outcome::Infeasible | Outcome::Stopped => None,
            };
            self.narrowed.pop();
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// What hiding these figures costs, in middling weights.
pub(crate) fn cost_of(net: &Net, pattern: &Pattern, bias: &[f64], figures: &[usize]) -> f64 {
    let cost = |figure: &usize| bias.get(*figure).copied().unwrap_or(1.0) * net.figure_cost(*figure, pattern);
    figures.iter().map(cost).sum::<f64>() / net.usual_weight
}

impl Program for Question<'_> {
    fn cell(&self, cell: usize, is_up: bool) -> Priced {
        if cell == self.cell {
            let is_asked = is_up == (self.amount() > 0);
            let (low, cost) = match self.ask {
                Ask::By(_) => (1.0, 0.0),
                Ask::UpTo(_) => (0.0, -1e3),
            };
            return if is_asked {
                Priced { low, high: 1.0, cost }
            } else {
                Priced {
                    low: 0.0,
                    high: 0.0,
                    cost: 0.0,
                }
            };
        }
        let cost = self.cost_of(self.net.printed_by.of(cell));
        let (below, above) = self.room(cell);
        let (least, most) = if is_up { (below, above) } else { (-above, -below) };
        let end = |end: i64| (end.max(0) as f64 / self.unit()).min(FURTHER_MAX);
        let may_move = self.is_in(cell) && (cost == 0.0 || self.give == Give::Everything);
        let high = if may_move { end(most) } else { 0.0 };
        // A little unevenness, the same everywhere, keeps ties from going round in circles.
        let uneven = 1.0 + (cell.wrapping_mul(0x9E37_79B1) % 1024) as f64 / 1024.0;
        Priced {
            low: end(least).min(high),
            high,
            cost: cost / high.clamp(1e-3, 1.0) + HIDDEN_COST * uneven,
        }
    }

    fn is_in(&self, cell: usize) -> bool {
        self.within.is_none_or(|explorer| explorer.has(cell))
    }

    fn admission(&self, cell: usize, is_up: bool) -> Option<f64> {
        let cost = self.cost_of(self.net.printed_by.of(cell));
        let (below, above) = self.room(cell);
        let has_room = if is_up { above > 0 } else { below < 0 };
        (has_room && (cost == 0.0 || self.give == Give::Everything)).then_some(cost)
    }

    fn breaking(&self, row: usize) -> Option<f64> {
        match (self.net.rows[row].owner, self.give) {
            (Owner::Shown(figure), Give::Everything) if self.net.is_active(row, self.pattern) => {
                Some(self.cost_of(&[figure]) + HIDDEN_COST)
            }
            (Owner::Shown(_) | Owner::Coded(_) | Owner::Everybody, _) => None,
        }
    }

    fn is_on(&self, row: usize) -> bool {
        self.net.is_active(row, self.pattern)
    }

    fn unit(&self) -> f64 {
        self.amount().unsigned_abs() as f64
    }

    fn starting(&self) -> Vec<usize> {
        let narrowed = self.narrowed.iter().map(|(cell, _)| *cell);
        let mut cells: Vec<usize> = narrowed.chain([self.cell]).collect();
        cells.sort_unstable();
        cells.dedup();
        cells
    }
}
