//! The dual simplex method with bounded variables, kept as a dictionary: for programs that start at a point of least cost
//! which breaks a few rows, as every question "what must give way so that this count can lie further out?" does.
//!
//! Starting from nothing moved, each step mends the row that is broken most; a handful of steps answers most questions.
//! Rows may be added later (cuts), and the last answer is where the next search starts.
//!
//! Source: Lemke 1954 (the dual method); Dantzig 1963, chapter 18 (bounded variables).

use crate::solver::Outcome;

/// Values this close to a bound count as on it.
const TOLERANCE: f64 = 1e-7;
/// Entries smaller than this are rounding dust.
const DUST: f64 = 1e-11;
/// Entries smaller than this are not pivoted on.
const PIVOT_MIN: f64 = 1e-7;

/// A column of a program: its bounds and what one of it costs. It starts at the bound that costs less.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Priced {
    pub low: f64,
    pub high: f64,
    pub cost: f64,
}

/// Where a variable stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Basic(usize),
    Nonbasic(usize),
}

/// A program in the middle of being solved. Variables are columns and sums of rows, in the order of their making.
#[derive(Debug, Clone)]
pub(crate) struct Dual {
    /// One line per basic variable: its coefficients in the nonbasic ones.
    lines: Vec<Vec<f64>>,
    basic: Vec<usize>,
    nonbasic: Vec<usize>,
    place: Vec<Place>,
    value: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
    /// What one more of each nonbasic variable costs.
    slope: Vec<f64>,
    /// The variable of each column, and of each row.
    columns: Vec<usize>,
    rows: Vec<usize>,
    steps: u64,
}

impl Dual {
    pub(crate) fn new(columns: &[Priced]) -> Dual {
        let mut dual = Dual {
            lines: Vec::new(),
            basic: Vec::new(),
            nonbasic: Vec::new(),
            place: Vec::new(),
            value: Vec::new(),
            low: Vec::new(),
            high: Vec::new(),
            slope: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            steps: 0,
        };
        for column in columns {
            dual.column(*column);
        }
        dual
    }

    /// Adds a column that no row has yet; returns its number.
    pub(crate) fn column(&mut self, column: Priced) -> usize {
        let variable = self.value.len();
        self.place.push(Place::Nonbasic(self.nonbasic.len()));
        self.nonbasic.push(variable);
        self.value.push(if column.cost < 0.0 {
            column.high
        } else {
            column.low
        });
        self.low.push(column.low);
        self.high.push(column.high);
        self.slope.push(column.cost);
        for line in &mut self.lines {
            line.push(0.0);
        }
        self.columns.push(variable);
        self.columns.len() - 1
    }

    /// Adds a row `low <= sum of coefficient * column <= high`; returns its number.
    pub(crate) fn row(&mut self, terms: &[(usize, f64)], low: f64, high: f64) -> usize {
        let mut line = vec![0.0; self.nonbasic.len()];
        let mut sum = 0.0;
        for (column, by) in terms {
            let variable = self.columns[*column];
            sum += by * self.value[variable];
            match self.place[variable] {
                Place::Nonbasic(position) => line[position] += by,
                Place::Basic(other) => {
                    for (entry, known) in line.iter_mut().zip(&self.lines[other]) {
                        *entry += by * known;
                    }
                }
            }
        }
        let variable = self.value.len();
        self.place.push(Place::Basic(self.lines.len()));
        self.basic.push(variable);
        self.lines.push(line);
        self.value.push(sum);
        self.low.push(low);
        self.high.push(high);
        self.rows.push(variable);
        self.rows.len() - 1
    }

    pub(crate) fn value(&self, column: usize) -> f64 {
        self.value[self.columns[column]]
    }

    /// Steps taken so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
    }

    /// The multiplier of every row at the last optimum.
    pub(crate) fn multipliers(&self) -> Vec<f64> {
        let of = |row: &usize| match self.place[*row] {
            Place::Basic(_) => 0.0,
            Place::Nonbasic(position) => self.slope[position],
        };
        self.rows.iter().map(of).collect()
    }

    /// Mends rows and bounds at the least cost.
    pub(crate) fn solve(&mut self, steps_max: u64) -> Outcome {
        let limit = self.steps + steps_max;
        loop {
            let Some((line, target)) = self.most_broken() else {
                return Outcome::Optimal;
            };
            if self.steps >= limit {
                return Outcome::Stopped;
            }
            self.steps += 1;
            let upwards = target > self.value[self.basic[line]];
            let Some(position) = self.entering(line, upwards) else {
                return Outcome::Infeasible;
            };
            let leaving = self.basic[line];
            let moved = (target - self.value[leaving]) / self.lines[line][position];
            let entering = self.nonbasic[position];
            self.value[entering] += moved;
            self.walk(position, moved);
            self.value[leaving] = target;
            self.pivot(line, position);
        }
    }

    /// The basic variable furthest out of its bounds, and the bound.
    fn most_broken(&self) -> Option<(usize, f64)> {
        let mut worst: Option<(usize, f64, f64)> = None;
        for (line, variable) in self.basic.iter().enumerate() {
            let value = self.value[*variable];
            let (out, bound) = if value < self.low[*variable] {
                (self.low[*variable] - value, self.low[*variable])
            } else {
                (value - self.high[*variable], self.high[*variable])
            };
            if out > TOLERANCE && worst.is_none_or(|(_, _, most)| out > most) {
                worst = Some((line, bound, out));
            }
        }
        worst.map(|(line, bound, _)| (line, bound))
    }

    /// The nonbasic variable that mends the line at the least cost for each unit.
    fn entering(&self, line: usize, upwards: bool) -> Option<usize> {
        let mut best: Option<(usize, f64, f64)> = None;
        for (position, entry) in self.lines[line].iter().enumerate() {
            let size = entry.abs();
            if size < PIVOT_MIN {
                continue;
            }
            let variable = self.nonbasic[position];
            let (low, high) = (self.low[variable], self.high[variable]);
            if high - low <= DUST {
                continue;
            }
            let rises = (*entry > 0.0) == upwards;
            let value = self.value[variable];
            let has_room = if rises { value < high } else { value > low };
            if !has_room {
                continue;
            }
            let ratio = self.slope[position].abs() / size;
            let is_better = best.is_none_or(|(_, least, pivot)| {
                ratio < least - 1e-12 || (ratio <= least + 1e-12 && size > pivot)
            });
            if is_better {
                best = Some((position, ratio, size));
            }
        }
        best.map(|(position, _, _)| position)
    }

    fn walk(&mut self, position: usize, moved: f64) {
        for (line, variable) in self.lines.iter().zip(&self.basic) {
            let entry = line[position];
            if entry != 0.0 {
                self.value[*variable] += entry * moved;
            }
        }
    }

    fn pivot(&mut self, index: usize, position: usize) {
        let mut pivot = std::mem::take(&mut self.lines[index]);
        let by = pivot[position];
        pivot[position] = -1.0;
        let mut used = Vec::with_capacity(64);
        for (k, entry) in pivot.iter_mut().enumerate() {
            if *entry == 0.0 {
                continue;
            }
            *entry /= -by;
            if entry.abs() < DUST {
                *entry = 0.0;
            } else {
                used.push(k);
            }
        }
        let add = |line: &mut [f64]| {
            let factor = line[position];
            if factor == 0.0 {
                return;
            }
            line[position] = 0.0;
            for k in &used {
                let sum = line[*k] + factor * pivot[*k];
                line[*k] = if sum.abs() < DUST { 0.0 } else { sum };
            }
        };
        for line in self.lines.iter_mut().filter(|line| !line.is_empty()) {
            add(line);
        }
        add(&mut self.slope);
        self.lines[index] = pivot;
        let (leaving, entering) = (self.basic[index], self.nonbasic[position]);
        self.basic[index] = entering;
        self.nonbasic[position] = leaving;
        self.place[entering] = Place::Basic(index);
        self.place[leaving] = Place::Nonbasic(position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn priced(low: f64, high: f64, cost: f64) -> Priced {
        Priced { low, high, cost }
    }

    #[test]
    fn a_hand_worked_program_is_solved_and_its_multipliers_prove_it() {
        // Least 3x + 5y with x + y >= 4 and x <= 3: x = 3, y = 1, cost 14; one more in the row costs 5.
        let mut dual = Dual::new(&[priced(0.0, 3.0, 3.0), priced(0.0, 10.0, 5.0)]);
        dual.row(&[(0, 1.0), (1, 1.0)], 4.0, f64::INFINITY);
        assert_eq!(dual.solve(100), Outcome::Optimal);
        assert_eq!((dual.value(0), dual.value(1)), (3.0, 1.0));
        assert_eq!(dual.multipliers(), [5.0]);
        // A cut: y <= x / 2 - 1 leaves nothing; y >= 2 makes it 3 * 2 + 5 * 2.
        dual.row(&[(1, 1.0)], 2.0, f64::INFINITY);
        assert_eq!(dual.solve(100), Outcome::Optimal);
        assert_eq!((dual.value(0), dual.value(1)), (2.0, 2.0));
    }

    #[test]
    fn what_cannot_be_is_told() {
        let mut dual = Dual::new(&[priced(0.0, 1.0, 1.0), priced(0.0, 1.0, 1.0)]);
        dual.row(&[(0, 1.0), (1, 2.0)], 4.0, 4.0);
        assert_eq!(dual.solve(100), Outcome::Infeasible);
    }

    #[test]
    fn columns_and_rows_come_in_any_order() {
        let mut dual = Dual::new(&[priced(0.0, 3.0, 3.0)]);
        dual.row(&[(0, 1.0)], 1.0, f64::INFINITY);
        assert_eq!(dual.solve(100), Outcome::Optimal);
        let late = dual.column(priced(0.0, 9.0, 1.0));
        dual.row(&[(0, 1.0), (late, 1.0)], 4.0, f64::INFINITY);
        assert_eq!(dual.solve(100), Outcome::Optimal);
        assert_eq!((dual.value(0), dual.value(late)), (1.0, 3.0));
    }
}
