//! The simplex method with bounded variables, in pure Rust: the default [`Solver`].
//!
//! Kept as a dictionary (every basic variable written in the nonbasic ones), with the equations eliminated once before
//! the first solve, which leaves very little of tables that add up. Values out of bounds are first repaired by
//! minimising how far they are out (a composite phase one), so bounds may change freely between solves.
//!
//! Source: Dantzig 1963, chapter 18 (bounded variables); Bland 1977 for the rule that stops it from circling.

use crate::solver::{Outcome, Program, Session, Solver};

/// Values this close to a bound count as on it.
const TOLERANCE: f64 = 1e-7;
/// Entries smaller than this are rounding dust.
const DUST: f64 = 1e-11;
/// Entries smaller than this are not pivoted on.
const PIVOT_MIN: f64 = 1e-8;
/// Steps without progress after which the safe but slow rule takes over.
const STALLED_STEPS: u32 = 40;
/// Steps permitted in one solve.
const STEPS_MAX: u64 = 50_000;
/// Entries of a dictionary (8 bytes each) that are still within reach.
const ENTRIES_MAX: usize = 40_000_000;

/// The pure solver that comes with the crate.
#[derive(Debug, Clone, Copy, Default)]
pub struct Simplex;

impl Solver for Simplex {
    fn name(&self) -> &'static str {
        "simplex of the crate"
    }

    fn session(&self, program: &Program) -> Box<dyn Session> {
        Box::new(Dictionary::new(program))
    }

    fn can_hold(&self, columns: usize, rows: usize) -> bool {
        columns.saturating_mul(rows) <= ENTRIES_MAX
    }
}

/// Variables are the columns of the program, then one per row (the row's sum), then one that is always 1, which
/// stands first among the nonbasic ones and carries the constants.
#[derive(Debug, Clone)]
struct Dictionary {
    /// One line per basic variable, one entry per nonbasic variable.
    entries: Vec<Vec<f64>>,
    basic: Vec<usize>,
    nonbasic: Vec<usize>,
    value: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
    steps: u64,
}

/// The variable that enters the basis, and which way it moves.
struct Entering {
    position: usize,
    direction: f64,
}

/// What stops the entering variable.
enum Block {
    OwnBound(f64),
    Basic { line: usize, step: f64, at: f64 },
}

impl Dictionary {
    fn new(program: &Program) -> Dictionary {
        let columns = program.columns.len();
        let mut value: Vec<f64> = program
            .columns
            .iter()
            .map(|c| c.start.clamp(c.low, c.high))
            .collect();
        let mut low: Vec<f64> = program.columns.iter().map(|c| c.low).collect();
        let mut high: Vec<f64> = program.columns.iter().map(|c| c.high).collect();
        let mut entries = Vec::with_capacity(program.rows.len());
        for row in &program.rows {
            // Rows of rounded rates have large coefficients; scaled, one tolerance serves all rows.
            let scale = row.terms.iter().map(|(_, by)| by.abs()).fold(1.0, f64::max);
            let mut line = vec![0.0; columns + 1];
            for (column, by) in &row.terms {
                line[column + 1] += by / scale;
            }
            value.push(line[1..].iter().zip(&value).map(|(a, b)| a * b).sum());
            low.push(row.low / scale);
            high.push(row.high / scale);
            entries.push(line);
        }
        let basic = (columns..columns + entries.len()).collect();
        let nonbasic = std::iter::once(value.len()).chain(0..columns).collect();
        for values in [&mut value, &mut low, &mut high] {
            values.push(1.0);
        }
        let mut dictionary = Dictionary {
            entries,
            basic,
            nonbasic,
            value,
            low,
            high,
            steps: 0,
        };
        dictionary.eliminate_equations();
        dictionary
    }

    /// Solves every equation that already holds for one of its columns, and forgets the equation's own variable.
    fn eliminate_equations(&mut self) {
        for line in 0..self.basic.len() {
            let variable = self.basic[line];
            let equation = self.low[variable] == self.high[variable];
            if !equation || (self.value[variable] - self.low[variable]).abs() > DUST {
                continue;
            }
            // Prefer an entry of one in a column that few other lines use: it keeps whole numbers and zeros.
            let mut best: Option<(usize, (bool, usize))> = None;
            for (position, entry) in self.entries[line].iter().enumerate() {
                let fixed = self.low[self.nonbasic[position]] == self.high[self.nonbasic[position]];
                if entry.abs() < 1e-6 || fixed {
                    continue;
                }
                let used = self.entries.iter().filter(|other| other[position] != 0.0).count();
                let rank = ((entry.abs() - 1.0).abs() > DUST, used);
                if best.as_ref().is_none_or(|(_, least)| rank < *least) {
                    best = Some((position, rank));
                }
            }
            let Some((position, _)) = best else {
                continue;
            };
            self.value[variable] = self.low[variable];
            self.pivot(line, position);
            self.nonbasic.swap_remove(position);
            for line in &mut self.entries {
                let entry = line.swap_remove(position);
                line[0] += entry * self.value[variable];
            }
        }
    }

    fn pivot(&mut self, line: usize, position: usize) {
        let mut pivot_line = std::mem::take(&mut self.entries[line]);
        let by = pivot_line[position];
        for entry in &mut pivot_line {
            *entry /= -by;
        }
        pivot_line[position] = 1.0 / by;
        let used: Vec<usize> = (0..pivot_line.len()).filter(|k| pivot_line[*k] != 0.0).collect();
        for (index, other) in self.entries.iter_mut().enumerate() {
            if index == line || other[position] == 0.0 {
                continue;
            }
            let factor = std::mem::replace(&mut other[position], 0.0);
            for k in &used {
                let sum = other[*k] + factor * pivot_line[*k];
                other[*k] = if sum.abs() < DUST { 0.0 } else { sum };
            }
        }
        self.entries[line] = pivot_line;
        std::mem::swap(&mut self.basic[line], &mut self.nonbasic[position]);
    }

    /// +1 above the upper bound, -1 below the lower, 0 within.
    fn outside(&self, variable: usize) -> f64 {
        let slack = TOLERANCE;
        if self.value[variable] > self.high[variable] + slack {
            return 1.0;
        }
        if self.value[variable] < self.low[variable] - slack {
            return -1.0;
        }
        0.0
    }

    /// How much the cost changes with each nonbasic variable.
    fn gradient(&self, cost_of: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut gradient: Vec<f64> = self.nonbasic.iter().map(|variable| cost_of(*variable)).collect();
        for (line, variable) in self.basic.iter().enumerate() {
            let cost = cost_of(*variable);
            if cost != 0.0 {
                for (sum, entry) in gradient.iter_mut().zip(&self.entries[line]) {
                    *sum += cost * entry;
                }
            }
        }
        gradient
    }

    fn entering(&self, gradient: &[f64], careful: bool) -> Option<Entering> {
        let mut best: Option<(Entering, f64, usize)> = None;
        for (position, slope) in gradient.iter().enumerate() {
            let variable = self.nonbasic[position];
            let direction = -slope.signum();
            let room = if direction > 0.0 {
                self.high[variable] - self.value[variable]
            } else {
                self.value[variable] - self.low[variable]
            };
            if slope.abs() < 1e-9 || room <= DUST {
                continue;
            }
            let better = match &best {
                None => true,
                Some((_, _, least)) if careful => variable < *least,
                Some((_, steepest, least)) => {
                    slope.abs() > *steepest || (slope.abs() == *steepest && variable < *least)
                }
            };
            if better {
                best = Some((Entering { position, direction }, slope.abs(), variable));
            }
        }
        best.map(|(entering, _, _)| entering)
    }

    fn block(&self, entering: &Entering, careful: bool) -> Block {
        let variable = self.nonbasic[entering.position];
        let own = if entering.direction > 0.0 {
            self.high[variable] - self.value[variable]
        } else {
            self.value[variable] - self.low[variable]
        };
        let mut best = Block::OwnBound(own);
        let mut best_size = 0.0;
        for (line, basic) in self.basic.iter().enumerate() {
            let rate = self.entries[line][entering.position] * entering.direction;
            if rate.abs() < PIVOT_MIN {
                continue;
            }
            // One that is out of bounds is stopped where it comes back in; moving further out, by nothing.
            let at = match (self.outside(*basic), rate > 0.0) {
                (out, true) if out > 0.0 => continue,
                (out, false) if out < 0.0 => continue,
                (out, true) if out < 0.0 => self.low[*basic],
                (out, false) if out > 0.0 => self.high[*basic],
                (_, true) => self.high[*basic],
                (_, false) => self.low[*basic],
            };
            if at.is_infinite() {
                continue;
            }
            let step = ((at - self.value[*basic]) / rate).max(0.0);
            let (least, size_needed) = match &best {
                Block::OwnBound(least) => (*least, 0.0),
                Block::Basic { step, .. } => (*step, best_size),
            };
            let tied = (step - least).abs() <= DUST;
            let better = if careful && tied {
                matches!(&best, Block::Basic { line, .. } if *basic < self.basic[*line])
            } else {
                step < least - DUST || (tied && size_needed > 0.0 && rate.abs() > size_needed)
            };
            if better {
                best_size = rate.abs();
                best = Block::Basic { line, step, at };
            }
        }
        best
    }

    fn walk(&mut self, entering: &Entering, distance: f64) {
        let moved = distance * entering.direction;
        self.value[self.nonbasic[entering.position]] += moved;
        for (line, basic) in self.basic.iter().enumerate() {
            self.value[*basic] += self.entries[line][entering.position] * moved;
        }
    }

    /// Recomputes the basic values, so that rounding dust does not pile up over many solves.
    fn refresh(&mut self) {
        for (line, basic) in self.basic.iter().enumerate() {
            let sum = self.entries[line]
                .iter()
                .zip(&self.nonbasic)
                .map(|(entry, n)| entry * self.value[*n])
                .sum();
            self.value[*basic] = sum;
        }
    }
}

impl Dictionary {
    /// Walks to the least cost. The cost of a variable is given by `costs`; with `repair`, by how far it is out.
    fn descend(&mut self, costs: &[f64], repair: bool) -> Outcome {
        let limit = self.steps + STEPS_MAX;
        let mut stalled = 0;
        let mut gradient: Option<Vec<f64>> = None;
        loop {
            if repair && self.basic.iter().all(|variable| self.outside(*variable) == 0.0) {
                return Outcome::Optimal;
            }
            if self.steps >= limit {
                return Outcome::Stopped;
            }
            self.steps += 1;
            // While repairing, the cost itself changes from step to step.
            let current = match gradient.take() {
                Some(kept) => kept,
                None if repair => self.gradient(|variable| self.outside(variable)),
                None => self.gradient(|variable| costs.get(variable).copied().unwrap_or(0.0)),
            };
            let careful = stalled > STALLED_STEPS;
            let Some(entering) = self.entering(&current, careful) else {
                return if repair {
                    Outcome::Infeasible
                } else {
                    Outcome::Optimal
                };
            };
            let kept = match self.block(&entering, careful) {
                Block::OwnBound(distance) => {
                    let variable = self.nonbasic[entering.position];
                    self.walk(&entering, distance);
                    self.value[variable] = if entering.direction > 0.0 {
                        self.high[variable]
                    } else {
                        self.low[variable]
                    };
                    stalled = 0;
                    current
                }
                Block::Basic { line, step, at } => {
                    self.walk(&entering, step);
                    self.value[self.basic[line]] = at;
                    self.pivot(line, entering.position);
                    stalled = if step <= DUST { stalled + 1 } else { 0 };
                    self.carry(current, line, entering.position)
                }
            };
            gradient = (!repair).then_some(kept);
        }
    }

    /// The gradient after a pivot, from the one before it.
    fn carry(&self, mut gradient: Vec<f64>, line: usize, position: usize) -> Vec<f64> {
        let slope = std::mem::replace(&mut gradient[position], 0.0);
        for (sum, entry) in gradient.iter_mut().zip(&self.entries[line]) {
            *sum += slope * entry;
        }
        gradient
    }
}

impl Session for Dictionary {
    fn bound(&mut self, column: usize, low: f64, high: f64) {
        self.low[column] = low;
        self.high[column] = high;
        if self.nonbasic.contains(&column) {
            self.value[column] = self.value[column].clamp(low, high);
        }
    }

    fn minimise(&mut self, costs: &[(usize, f64)]) -> Outcome {
        self.refresh();
        let repaired = self.descend(&[], true);
        if repaired != Outcome::Optimal || costs.is_empty() {
            return repaired;
        }
        let mut dense = vec![0.0; self.value.len()];
        for (column, cost) in costs {
            dense[*column] = *cost;
        }
        let outcome = self.descend(&dense, false);
        self.refresh();
        outcome
    }

    fn value(&self, column: usize) -> f64 {
        self.value[column]
    }

    fn steps(&self) -> u64 {
        self.steps
    }

    fn fork(&self) -> Box<dyn Session> {
        Box::new(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solver::{Column, Row};

    fn column(low: f64, high: f64) -> Column {
        Column {
            low,
            high,
            start: low,
        }
    }

    #[test]
    fn a_hand_worked_program_is_solved() {
        // Dantzig's style: maximise 3x + 5y with x <= 4, 2y <= 12, 3x + 2y <= 18; the answer is 36 at (2, 6).
        let program = Program {
            columns: vec![column(0.0, 4.0), column(0.0, 6.0)],
            rows: vec![Row {
                terms: vec![(0, 3.0), (1, 2.0)],
                low: f64::NEG_INFINITY,
                high: 18.0,
            }],
        };
        let mut session = Simplex.session(&program);
        assert_eq!(session.minimise(&[(0, -3.0), (1, -5.0)]), Outcome::Optimal);
        assert!((session.value(0) - 2.0).abs() < 1e-9);
        assert!((session.value(1) - 6.0).abs() < 1e-9);
    }

    #[test]
    fn bounds_may_change_between_solves_and_what_cannot_be_is_said() {
        let program = Program {
            columns: vec![column(0.0, 10.0), column(0.0, 10.0)],
            rows: vec![Row {
                terms: vec![(0, 1.0), (1, 1.0)],
                low: 12.0,
                high: 12.0,
            }],
        };
        let mut session = Simplex.session(&program);
        assert_eq!(session.minimise(&[(0, 1.0)]), Outcome::Optimal);
        assert!((session.value(0) - 2.0).abs() < 1e-9);
        session.bound(1, 0.0, 5.0);
        assert_eq!(session.minimise(&[(0, 1.0)]), Outcome::Optimal);
        assert!((session.value(0) - 7.0).abs() < 1e-9);
        session.bound(0, 0.0, 6.0);
        assert_eq!(session.minimise(&[(0, 1.0)]), Outcome::Infeasible);
    }
}
