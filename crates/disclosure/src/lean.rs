//! Linear programs over a whole net that touch only the few cells and rows that their answer needs.
//!
//! The dual simplex method starting from "nothing moved, but one count": each step mends the row that is broken most by
//! the movement that costs least. The basis starts as the identity and is kept as a product of elementary matrices, all
//! vectors are sparse, and nothing is set up in advance; a question costs what its answer costs, whatever the size of
//! the tables around it.
//!
//! Source: Lemke 1954 (the dual method); Dantzig and Orchard-Hays 1954 (the product form of the inverse).

mod step;

use crate::net::{Lists, Net};
use crate::solver::Outcome;

/// Values this close to a bound count as on it.
const TOLERANCE: f64 = 1e-7;
/// Entries smaller than this are rounding dust.
const DUST: f64 = 1e-11;
/// Entries smaller than this are not pivoted on.
const PIVOT_MIN: f64 = 1e-7;
/// By how much, in units of the movement asked for, a row that gives way may be wrong: as good as by any number.
const BROKEN_MAX: f64 = 1e9;
/// Costs for each unit that differ by less than this are about the same.
const TIED: f64 = 3e-4;
/// Not in the basis.
const NOWHERE: usize = usize::MAX;

/// Bounds and cost of one variable, in units of the movement asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Priced {
    pub low: f64,
    pub high: f64,
    pub cost: f64,
}

/// What a program is made of; asked only about what it touches.
pub(crate) trait Program {
    /// How far a cell may move up (and down), and what that costs.
    fn cell(&self, cell: usize, is_up: bool) -> Priced;

    /// Whether the cell may have anything to do with it.
    fn is_in(&self, cell: usize) -> bool;

    /// What it would cost to let a cell have to do with it that has not; `None` if it cannot move that way.
    fn admission(&self, cell: usize, is_up: bool) -> Option<f64>;

    /// What breaking a row costs for each unit; `None` if it never gives way.
    fn breaking(&self, row: usize) -> Option<f64>;

    /// Whether the row holds at all.
    fn is_on(&self, row: usize) -> bool;

    /// How many whole units of the net are one in the program.
    fn unit(&self) -> f64;

    /// Cells that start moved.
    fn starting(&self) -> Vec<usize>;
}

/// Whatever moves what must move at the least cost.
pub(crate) trait Engine {
    /// Searches with so much effort.
    fn solve(&mut self, program: &impl Program, effort_max: u64) -> Outcome;

    /// Cells that moved, with how far, in units of the program, in order of the cells.
    fn moved(&self) -> Vec<(usize, f64)>;

    /// Goes on from the last answer with one movement more set to the next multiple of one in `unit`; false if that was not
    /// possible.
    fn settle(&mut self, unit: f64) -> bool;
}

/// A sparse vector with room for everything.
#[derive(Default)]
struct Sparse {
    entries: Vec<f64>,
    used: Vec<usize>,
    is_used: Vec<bool>,
}

/// One variable as far as it was touched.
#[derive(Clone, Copy)]
struct Variable {
    round: u32,
    low: f64,
    high: f64,
    value: f64,
    slope: f64,
    /// The row in whose place it is in the basis.
    place: usize,
}

/// One elementary matrix: the column that replaced the unit column `place`.
struct Eta {
    place: usize,
    by: f64,
    others: std::ops::Range<usize>,
}

/// Why a program has no answer: multipliers of rows that permit no sum within the bounds.
pub(crate) struct Refutation {
    pub rows: Vec<(usize, f64)>,
}

/// Memory for programs over one net.
pub(crate) struct Lean<'a> {
    net: &'a Net,
    /// Rows and cells with coefficients scaled to one at most.
    terms: Lists<(usize, f64)>,
    entries: Lists<(usize, f64)>,
    scale: Vec<f64>,
    variables: Vec<Variable>,
    /// The variable in the basis in the place of each row; the row's own sum unless this search changed it.
    basic: Vec<usize>,
    basic_round: Vec<u32>,
    /// Places, variables and entries that this search has to do with.
    touched: Vec<usize>,
    seen: Vec<usize>,
    line: Vec<(usize, f64)>,
    candidates: Vec<(usize, f64, f64)>,
    etas: Vec<Eta>,
    eta_entries: Vec<(usize, f64)>,
    /// The multipliers of the row being mended, what they make of the cells, and the entering column.
    rho: Sparse,
    alpha: Sparse,
    column: Sparse,
    /// By how much the row being mended is short.
    wanted: f64,
    round: u32,
    pub steps: u64,
    /// Entries looked at so far: a measure of effort that is the same on every machine.
    pub effort: u64,
}

impl Sparse {
    fn sized(size: usize) -> Sparse {
        Sparse {
            entries: vec![0.0; size],
            used: Vec::new(),
            is_used: vec![false; size],
        }
    }

    fn add(&mut self, index: usize, by: f64) {
        if !self.is_used[index] {
            self.is_used[index] = true;
            self.used.push(index);
        }
        self.entries[index] += by;
    }

    fn clear(&mut self) {
        for index in self.used.drain(..) {
            self.entries[index] = 0.0;
            self.is_used[index] = false;
        }
    }
}

impl Engine for Lean<'_> {
    fn solve(&mut self, program: &impl Program, effort_max: u64) -> Outcome {
        self.search(program, effort_max)
    }

    fn settle(&mut self, _: f64) -> bool {
        // It starts anew each time, so that branching costs no more.
        false
    }

    fn moved(&self) -> Vec<(usize, f64)> {
        let cells = self.net.room.len();
        let mut moved: Vec<usize> = self
            .seen
            .iter()
            .filter(|variable| **variable < 2 * cells)
            .map(|variable| variable / 2)
            .collect();
        moved.sort_unstable();
        moved.dedup();
        let by = |cell: usize| self.value(2 * cell) - self.value(2 * cell + 1);
        let moved = moved.into_iter().map(|cell| (cell, by(cell)));
        moved.filter(|(_, by)| *by != 0.0).collect()
    }
}

impl<'a> Lean<'a> {
    pub(crate) fn new(net: &'a Net) -> Lean<'a> {
        let (cells, rows) = (net.room.len(), net.rows.len());
        let scale: Vec<f64> = net
            .rows
            .iter()
            .map(|row| {
                row.terms
                    .iter()
                    .map(|(_, by)| by.unsigned_abs())
                    .max()
                    .unwrap_or(1) as f64
            })
            .collect();
        let mut terms = Vec::new();
        let mut entries = Vec::new();
        for (index, row) in net.rows.iter().enumerate() {
            for (cell, by) in &row.terms {
                terms.push((index, (*cell, *by as f64 / scale[index])));
                entries.push((*cell, (index, *by as f64 / scale[index])));
            }
        }
        let variable = Variable {
            round: 0,
            low: 0.0,
            high: 0.0,
            value: 0.0,
            slope: 0.0,
            place: NOWHERE,
        };
        Lean {
            net,
            terms: Lists::new(rows, &terms),
            entries: Lists::new(cells, &entries),
            scale,
            variables: vec![variable; 2 * cells + 3 * rows],
            basic: (0..rows).map(|row| 2 * cells + 3 * row).collect(),
            basic_round: vec![0; rows],
            touched: Vec::new(),
            seen: Vec::new(),
            line: Vec::new(),
            candidates: Vec::new(),
            etas: Vec::new(),
            eta_entries: Vec::new(),
            rho: Sparse::sized(rows),
            alpha: Sparse::sized(cells),
            column: Sparse::sized(rows),
            wanted: 0.0,
            round: 0,
            steps: 0,
            effort: 0,
        }
    }

    fn search(&mut self, program: &impl Program, effort_max: u64) -> Outcome {
        let limit = self.effort + effort_max;
        self.round += 1;
        self.touched.clear();
        self.seen.clear();
        self.etas.clear();
        self.eta_entries.clear();
        self.start(program);
        while self.effort < limit {
            let Some((place, target)) = self.most_broken() else {
                return Outcome::Optimal;
            };
            self.steps += 1;
            self.wanted = wanted_of(&self.variables[self.basic[place]], target);
            self.multiply_back(place);
            self.price(program);
            let Some((entering, entry)) = self.entering(program, self.wanted) else {
                return Outcome::Infeasible;
            };
            self.fetch(program, entering);
            let pivot = self.column.entries[place];
            if pivot.abs() < PIVOT_MIN {
                return Outcome::Stopped;
            }
            self.change(program, place, entering, target, entry);
        }
        Outcome::Stopped
    }

    /// After an infeasible solve: the multipliers that show why.
    pub(crate) fn refutation(&self) -> Refutation {
        let row = |row: &usize| (*row, self.rho.entries[*row] / self.scale[*row]);
        Refutation {
            rows: self.rho.used.iter().map(row).collect(),
        }
    }

    /// After an infeasible solve among some cells: up to `count` others that would mend the broken row, those first
    /// that cost little and balance most. None at all if nothing would.
    pub(crate) fn helpful(&mut self, program: &impl Program, count: usize) -> Vec<usize> {
        self.alpha.clear();
        for row in &self.rho.used {
            if program.is_on(*row) {
                let by = self.rho.entries[*row];
                for (cell, times) in self
                    .terms
                    .of(*row)
                    .iter()
                    .filter(|(cell, _)| !program.is_in(*cell))
                {
                    self.alpha.add(*cell, by * times);
                }
            }
        }
        let mut found: Vec<(i64, usize)> = Vec::new();
        for cell in &self.alpha.used {
            let entry = self.alpha.entries[*cell];
            if entry.abs() < PIVOT_MIN {
                continue;
            }
            let moved = self.wanted / entry;
            if let Some(cost) = program.admission(*cell, moved > 0.0) {
                let gain = self.gain(program, 2 * cell, moved) / moved.abs();
                found.push((((cost - gain) * 1e6).clamp(-1e15, 1e15) as i64, *cell));
            }
        }
        found.sort_unstable();
        found.into_iter().take(count).map(|(_, cell)| cell).collect()
    }

    fn value(&self, variable: usize) -> f64 {
        let known = &self.variables[variable];
        if known.round == self.round {
            known.value
        } else {
            0.0
        }
    }

    fn sum_of(&self, row: usize) -> usize {
        2 * self.net.room.len() + 3 * row
    }

    /// Looks a variable up, asking the program about it the first time.
    fn touch(&mut self, program: &impl Program, variable: usize) {
        if self.variables[variable].round == self.round {
            return;
        }
        let cells = self.net.room.len();
        let priced = if variable < 2 * cells {
            program.cell(variable / 2, variable.is_multiple_of(2))
        } else {
            let (row, kind) = ((variable - 2 * cells) / 3, (variable - 2 * cells) % 3);
            if kind == 0 {
                let size = program.unit() * self.scale[row];
                let end = |end: Option<i128>, none: f64| end.map_or(none, |end| end as f64 / size);
                Priced {
                    low: end(self.net.rows[row].below, f64::NEG_INFINITY),
                    high: end(self.net.rows[row].above, f64::INFINITY),
                    cost: 0.0,
                }
            } else {
                let cost = program.breaking(row).unwrap_or(0.0);
                let high = if program.breaking(row).is_some() {
                    BROKEN_MAX
                } else {
                    0.0
                };
                Priced { low: 0.0, high, cost }
            }
        };
        let is_sum = variable >= 2 * cells && (variable - 2 * cells).is_multiple_of(3);
        let value = match (is_sum, priced.cost < 0.0) {
            (true, _) => 0.0,
            (false, true) => priced.high,
            (false, false) => priced.low,
        };
        self.seen.push(variable);
        self.variables[variable] = Variable {
            round: self.round,
            low: priced.low,
            high: priced.high,
            value,
            slope: priced.cost,
            place: if is_sum {
                (variable - 2 * cells) / 3
            } else {
                NOWHERE
            },
        };
    }

    fn basic_at(&mut self, program: &impl Program, place: usize) -> usize {
        if self.basic_round[place] != self.round {
            self.basic_round[place] = self.round;
            self.basic[place] = self.sum_of(place);
            self.touched.push(place);
        }
        let variable = self.basic[place];
        self.touch(program, variable);
        variable
    }

    fn start(&mut self, program: &impl Program) {
        for cell in program.starting() {
            for variable in [2 * cell, 2 * cell + 1] {
                self.touch(program, variable);
                let value = self.variables[variable].value;
                if value == 0.0 {
                    continue;
                }
                let sign = if variable.is_multiple_of(2) { value } else { -value };
                for index in 0..self.entries.of(cell).len() {
                    let (row, by) = self.entries.of(cell)[index];
                    if program.is_on(row) {
                        let sum = self.basic_at(program, row);
                        self.variables[sum].value += by * sign;
                    }
                }
            }
        }
    }
}

fn wanted_of(variable: &Variable, target: f64) -> f64 {
    target - variable.value
}
