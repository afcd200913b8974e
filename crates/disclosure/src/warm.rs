//! Questions about one count after the other in the same large piece: the simplex method with a basis that is kept.
//!
//! Every question starts at the truth, which agrees with everything, and walks from there; what is kept from one question to
//! the next is which counts follow from which others. The first questions find that out, and each later one takes some
//! dozens of steps, whatever hangs together with its count. Since every step from a whole-numbered place mostly leads to
//! another, what is found mostly is whole; it is checked exactly, and what is not whole is not used.
//!
//! Source: Dantzig 1963, chapter 18 (bounded variables); Harris 1973 (the choice among what stops a step).

mod factors;
mod step;

use crate::improve::Dice;
use crate::net::Lists;
use crate::world::{ExactRow, Piece};
use factors::Factors;
use step::Entering;

/// Values this close to a bound count as on it.
const TOLERANCE: f64 = 1e-9;
/// Changes of the basis after which it is factored anew.
const CHANGES_MAX: usize = 64;
/// Steps without progress after which chance decides, and steps after which a question is given up.
const STALLED_MAX: u32 = 30;
const STEPS_MAX: u64 = 3_000;
/// Walks for one question: each comes by another way.
const WALKS: usize = 3;
/// Changes of the basis in one walk by which nothing moves because nothing could.
const STIRRED_MAX: u32 = 40;
/// Not in the basis.
const NOWHERE: usize = usize::MAX;

/// Pieces with more entries in their rows are not searched.
const ENTRIES_MAX: usize = 1_000_000;

/// Whether the piece is within reach.
pub(crate) fn can_hold(piece: &Piece) -> bool {
    piece.rows.iter().map(|row| row.terms.len()).sum::<usize>() <= ENTRIES_MAX
}

/// How a question ended.
pub(crate) enum Reached {
    /// The count can lie there, with these cells elsewhere than at the start.
    There(Vec<(usize, i64)>),
    /// Not even fractions would do.
    Never,
    /// Nothing whole was found.
    Unclear,
}

/// How a walk ended.
#[derive(PartialEq, Eq)]
enum Walked {
    There,
    Blocked,
    /// Nothing led on, or it took too long.
    Stuck,
}

/// Cells and rows with a basis. Variables are the cells, and then the sum of each row.
pub(crate) struct Warm {
    cells: usize,
    scale: Vec<f64>,
    columns: Lists<(usize, f64)>,
    rows: Lists<(usize, f64)>,
    low: Vec<f64>,
    high: Vec<f64>,
    truth: Vec<f64>,
    value: Vec<f64>,
    /// The variable in each place of the basis, and the place of each variable.
    basic: Vec<usize>,
    place: Vec<usize>,
    factors: Factors,
    /// The entering variable's column and the multipliers, by rows; what these make of the cells.
    column: Vec<f64>,
    multipliers: Vec<f64>,
    alpha: Vec<f64>,
    offered: Vec<Entering>,
    dice: Dice,
    pub steps: u64,
}

impl Warm {
    /// Begins at a start that keeps all bounds and rows.
    pub(crate) fn new(bounds: &[(i64, i64)], rows: &[ExactRow], start: &[i64]) -> Warm {
        let mut by_row = Vec::new();
        let mut by_cell = Vec::new();
        let mut scales = Vec::with_capacity(rows.len());
        let mut truth: Vec<f64> = start.iter().map(|value| *value as f64).collect();
        for (index, row) in rows.iter().enumerate() {
            // Rows of rounded rates have large coefficients; scaled, one tolerance serves all rows.
            let largest = row.terms.iter().map(|(_, by)| by.unsigned_abs()).max();
            let scale = largest.unwrap_or(1).max(1) as f64;
            let mut level = 0i128;
            for (cell, by) in &row.terms {
                by_row.push((index, (*cell, *by as f64 / scale)));
                by_cell.push((*cell, (index, *by as f64 / scale)));
                level += i128::from(*by) * i128::from(start[*cell]);
            }
            truth.push(level as f64 / scale);
            scales.push(scale);
        }
        let mut warm = Warm {
            cells: start.len(),
            scale: scales,
            columns: Lists::new(start.len(), &by_cell),
            rows: Lists::new(rows.len(), &by_row),
            low: truth.clone(),
            high: truth.clone(),
            value: truth.clone(),
            truth,
            basic: Vec::new(),
            place: Vec::new(),
            factors: Factors::default(),
            column: vec![0.0; rows.len()],
            multipliers: vec![0.0; rows.len()],
            alpha: vec![0.0; start.len()],
            offered: Vec::new(),
            dice: Dice::new(),
            steps: 0,
        };
        for (cell, bounds) in bounds.iter().enumerate() {
            warm.bound(cell, *bounds);
        }
        for (index, row) in rows.iter().enumerate() {
            warm.bound_row(index, (row.low, row.high));
        }
        warm.forget();
        warm
    }

    /// Where a cell may lie from now on; the start must lie there.
    pub(crate) fn bound(&mut self, cell: usize, (low, high): (i64, i64)) {
        (self.low[cell], self.high[cell]) = (low as f64, high as f64);
    }

    /// What a row permits from now on; the start must keep it.
    pub(crate) fn bound_row(&mut self, row: usize, (low, high): (Option<i128>, Option<i128>)) {
        let sum = self.cells + row;
        let end = |end: i128| end as f64 / self.scale[row];
        // Scaled, the start may lie a hair beyond.
        let low = low.map_or(f64::NEG_INFINITY, end).min(self.truth[sum]);
        let high = high.map_or(f64::INFINITY, end).max(self.truth[sum]);
        (self.low[sum], self.high[sum]) = (low, high);
    }

    /// Whole numbers where the cell lies at `wanted`, if they hold: whoever asks checks that exactly.
    pub(crate) fn reach(
        &mut self,
        position: usize,
        wanted: i64,
        holds: impl Fn(&[(usize, i64)]) -> bool,
    ) -> Reached {
        for walk in 0..WALKS {
            self.value.copy_from_slice(&self.truth);
            match self.walk(position, wanted, walk > 0) {
                Walked::There => {
                    let found = self.moved();
                    if holds(&found) {
                        return Reached::There(found);
                    }
                }
                Walked::Blocked => return Reached::Never,
                Walked::Stuck => {}
            }
        }
        Reached::Unclear
    }

    /// The cells that are not where they started, with where they are.
    fn moved(&self) -> Vec<(usize, i64)> {
        let values = self.value[..self.cells].iter().zip(&self.truth).enumerate();
        let moved = values.filter(|(_, (value, start))| (*value - *start).abs() > 0.5);
        moved
            .map(|(cell, (value, _))| (cell, value.round() as i64))
            .collect()
    }

    fn walk(&mut self, position: usize, goal: i64, by_chance: bool) -> Walked {
        let goal = (position, goal as f64);
        let is_up = goal.1 > self.value[position];
        let (mut stalled, mut stirred) = (0, 0);
        for _ in 0..STEPS_MAX {
            if (self.value[position] - goal.1).abs() <= TOLERANCE {
                return Walked::There;
            }
            self.steps += 1;
            self.offered.clear();
            match self.place[position] {
                NOWHERE => self.offered.push(Entering {
                    variable: position,
                    direction: if is_up { 1.0 } else { -1.0 },
                    rank: 0,
                }),
                place => self.offer(place, is_up, by_chance || stalled > STALLED_MAX),
            }
            if self.offered.is_empty() {
                return Walked::Blocked;
            }
            let moved = self.step(goal);
            if moved.is_none() {
                stirred += 1;
                if stirred > STIRRED_MAX || !self.stir(goal) {
                    return Walked::Stuck;
                }
            }
            let has_moved = moved.is_some_and(|moved| moved > 0.5);
            stalled = if has_moved { 0 } else { stalled + 1 };
            if self.factors.changes() >= CHANGES_MAX && !self.factor() {
                self.forget();
                return Walked::Stuck;
            }
        }
        Walked::Stuck
    }

    /// The sums of the rows as the basis, from which nothing follows.
    fn forget(&mut self) {
        let cells = self.cells;
        self.basic = (cells..self.low.len()).collect();
        self.place = vec![NOWHERE; self.low.len()];
        for (place, variable) in self.basic.iter().enumerate() {
            self.place[*variable] = place;
        }
        let is_factored = self.factor();
        assert!(is_factored, "a diagonal has an inverse");
    }

    /// Factors the basis anew; false if it has no inverse.
    fn factor(&mut self) -> bool {
        let columns: Vec<Vec<(usize, f64)>> = self
            .basic
            .iter()
            .map(|variable| self.column_of(*variable))
            .collect();
        let Some((factors, row_of)) = Factors::new(&columns) else {
            return false;
        };
        self.factors = factors;
        let before = std::mem::take(&mut self.basic);
        self.basic = vec![0; before.len()];
        for (variable, row) in before.into_iter().zip(row_of) {
            self.basic[row] = variable;
            self.place[variable] = row;
        }
        true
    }

    fn column_of(&self, variable: usize) -> Vec<(usize, f64)> {
        match variable.checked_sub(self.cells) {
            Some(row) => vec![(row, -1.0)],
            None => self.columns.of(variable).to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integer::{End, Search};
    use crate::simplex::Simplex;
    use crate::solver::{Outcome, Solver};
    use crate::world::ExactRow;

    /// Counts in three dimensions of which all sums over one dimension are told, some of them roughly.
    fn a_cube(side: usize, dice: &mut Dice) -> (Piece, Vec<i64>) {
        let start: Vec<i64> = (0..side.pow(3)).map(|_| dice.below(12) as i64).collect();
        let mut rows = Vec::new();
        for dimension in 0..3u32 {
            let stride = side.pow(dimension);
            for first in (0..start.len()).filter(|cell| cell / stride % side == 0) {
                let terms: Vec<(usize, i64)> = (0..side).map(|at| (first + at * stride, 1)).collect();
                let sum: i128 = terms.iter().map(|(cell, _)| i128::from(start[*cell])).sum();
                let about = i128::from(dice.below(4) == 0) * 2;
                rows.push(ExactRow {
                    terms,
                    low: Some(sum - about),
                    high: Some(sum + about),
                    fact: rows.len(),
                });
            }
        }
        let bounds = start.iter().map(|value| (0, value + 20)).collect();
        let cells = (0..start.len()).collect();
        (Piece { cells, bounds, rows }, start)
    }

    #[test]
    fn what_is_reached_agrees_with_everything_and_what_is_refused_cannot_be() {
        let mut dice = Dice::new();
        let (mut reached, mut refused) = (0, 0);
        for _ in 0..12 {
            let (piece, start) = a_cube(4, &mut dice);
            let program = piece.program(|cell| start[cell]).0;
            let mut warm = Warm::new(&piece.bounds, &piece.rows, &start);
            for position in 0..start.len() {
                let wanted = dice.below(30) as i64;
                if wanted == start[position] || wanted > piece.bounds[position].1 {
                    continue;
                }
                let holds = |moved: &[(usize, i64)]| {
                    let mut point = start.clone();
                    moved.iter().for_each(|(cell, value)| point[*cell] = *value);
                    piece.holds(&point) && point[position] == wanted
                };
                match warm.reach(position, wanted, holds) {
                    Reached::There(_) => {
                        reached += 1;
                    }
                    Reached::Never => {
                        let mut session = Simplex.session(&program);
                        let mut search = Search::within(&piece, session.as_mut());
                        let end = if wanted < start[position] {
                            End::Low
                        } else {
                            End::High
                        };
                        assert_eq!(search.reach(position, end, wanted), None);
                        session.bound(position, wanted as f64, wanted as f64);
                        assert_eq!(session.minimise(&[]), Outcome::Infeasible);
                        refused += 1;
                    }
                    Reached::Unclear => {}
                }
            }
        }
        assert!(reached > 100 && refused > 100, "{reached} {refused}");
    }
}
