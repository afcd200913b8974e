//! The parts of one step: which row to mend, with which variable, and what becomes of the rest.

use super::{DUST, Eta, Lean, NOWHERE, PIVOT_MIN, Program, Sparse, TIED, TOLERANCE};

impl Lean<'_> {
    /// The row broken most: its place, and the bound it is to be brought to.
    pub(super) fn most_broken(&self) -> Option<(usize, f64)> {
        let mut worst: Option<(usize, f64, f64)> = None;
        for place in &self.touched {
            let variable = &self.variables[self.basic[*place]];
            let (out, bound) = if variable.value < variable.low {
                (variable.low - variable.value, variable.low)
            } else {
                (variable.value - variable.high, variable.high)
            };
            if out > TOLERANCE && worst.is_none_or(|(_, _, most)| out > most) {
                worst = Some((*place, bound, out));
            }
        }
        worst.map(|(place, bound, _)| (place, bound))
    }

    /// The multipliers that make the row in this place out of the rows of the program.
    pub(super) fn multiply_back(&mut self, place: usize) {
        self.rho.clear();
        self.rho.add(place, 1.0);
        self.effort += 16 + (self.eta_entries.len() + self.touched.len()) as u64;
        for eta in self.etas.iter().rev() {
            let mut sum = self.rho.entries[eta.place] * eta.by;
            for (row, by) in &self.eta_entries[eta.others.clone()] {
                sum += self.rho.entries[*row] * by;
            }
            if sum != 0.0 || self.rho.is_used[eta.place] {
                let sum = if sum.abs() < DUST { 0.0 } else { sum };
                self.rho.add(eta.place, 0.0);
                self.rho.entries[eta.place] = sum;
            }
        }
        let Sparse {
            entries,
            used,
            is_used,
        } = &mut self.rho;
        used.retain(|row| {
            is_used[*row] = entries[*row] != 0.0;
            is_used[*row]
        });
    }

    /// What the multiplied rows add up to in each cell.
    pub(super) fn price(&mut self, program: &impl Program) {
        self.alpha.clear();
        for row in &self.rho.used {
            if !program.is_on(*row) {
                continue;
            }
            let by = self.rho.entries[*row];
            self.effort += self.terms.of(*row).len() as u64;
            for (cell, times) in self.terms.of(*row) {
                if program.is_in(*cell) {
                    self.alpha.add(*cell, by * times);
                }
            }
        }
    }

    /// The variable that mends the row at the least cost for each unit, and its entry in the row.
    pub(super) fn entering(&mut self, program: &impl Program, wanted: f64) -> Option<(usize, f64)> {
        self.entries_of_row(program);
        let upwards = wanted > 0.0;
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        let mut least = f64::INFINITY;
        for (variable, entry) in &self.line {
            let size = entry.abs();
            let known = &self.variables[*variable];
            if size < PIVOT_MIN || known.place != NOWHERE || known.high - known.low <= DUST {
                continue;
            }
            let rises = (*entry > 0.0) == upwards;
            let has_room = if rises {
                known.value < known.high
            } else {
                known.value > known.low
            };
            if has_room {
                let ratio = known.slope.abs() / size;
                least = least.min(ratio);
                candidates.push((*variable, ratio, *entry));
            }
        }
        // Of those that cost about the same, the one that balances most of what is broken elsewhere.
        let mut best: Option<(usize, f64, f64)> = None;
        for (variable, ratio, entry) in &candidates {
            if *ratio > least + TIED {
                continue;
            }
            let gain = self.gain(program, *variable, wanted / entry);
            self.effort += 8;
            let is_better = best.is_none_or(|(chosen, most, pivot)| {
                let is_tied = (gain - most).abs() <= 1e-9;
                let is_larger = entry.abs() > pivot.abs() + 1e-9;
                let is_first = entry.abs() >= pivot.abs() - 1e-9 && *variable < chosen;
                (gain > most && !is_tied) || (is_tied && (is_larger || is_first))
            });
            if is_better {
                best = Some((*variable, gain, *entry));
            }
        }
        self.candidates = candidates;
        best.map(|(variable, _, entry)| (variable, entry))
    }

    /// By how much less is broken when a variable moves, in rows of which nothing else is in the basis.
    pub(super) fn gain(&self, program: &impl Program, variable: usize, moved: f64) -> f64 {
        let cells = self.net.room.len();
        if variable >= 2 * cells {
            return 0.0;
        }
        let moved = if variable.is_multiple_of(2) { moved } else { -moved };
        let mut gain = 0.0;
        for (row, by) in self.entries.of(variable / 2) {
            if !program.is_on(*row) {
                continue;
            }
            let sum = self.sum_of(*row);
            let known = &self.variables[sum];
            if known.round != self.round {
                gain -= (by * moved).abs();
            } else if known.place == *row {
                let out = |value: f64| (known.low - value).max(value - known.high).max(0.0);
                gain += out(known.value) - out(known.value + by * moved);
            }
        }
        gain
    }

    /// The row being mended, in the variables outside the basis.
    pub(super) fn entries_of_row(&mut self, program: &impl Program) {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        for index in 0..self.alpha.used.len() {
            let cell = self.alpha.used[index];
            let entry = self.alpha.entries[cell];
            if entry.abs() > DUST {
                line.extend([(2 * cell, entry), (2 * cell + 1, -entry)]);
            }
        }
        for index in 0..self.rho.used.len() {
            let row = self.rho.used[index];
            let (sum, entry) = (self.sum_of(row), self.rho.entries[row]);
            line.push((sum, -entry));
            if program.breaking(row).is_some() {
                line.extend([(sum + 1, entry), (sum + 2, -entry)]);
            }
        }
        self.effort += 4 * line.len() as u64;
        for (variable, _) in &line {
            self.touch(program, *variable);
        }
        self.line = line;
    }

    /// The entering variable's column under the present basis.
    pub(super) fn fetch(&mut self, program: &impl Program, entering: usize) {
        self.column.clear();
        let cells = self.net.room.len();
        if entering < 2 * cells {
            let sign = if entering.is_multiple_of(2) { -1.0 } else { 1.0 };
            for (row, by) in self.entries.of(entering / 2) {
                if program.is_on(*row) {
                    self.column.add(*row, sign * by);
                }
            }
        } else {
            let (row, kind) = ((entering - 2 * cells) / 3, (entering - 2 * cells) % 3);
            self.column.add(row, if kind == 1 { -1.0 } else { 1.0 });
        }
        for eta in &self.etas {
            let times = self.column.entries[eta.place];
            if times == 0.0 {
                continue;
            }
            self.column.entries[eta.place] = eta.by * times;
            for (row, by) in &self.eta_entries[eta.others.clone()] {
                self.column.add(*row, by * times);
            }
        }
    }

    /// Brings the row to its bound by moving the entering variable, which takes the place of the row's in the basis.
    pub(super) fn change(
        &mut self,
        program: &impl Program,
        place: usize,
        entering: usize,
        target: f64,
        entry: f64,
    ) {
        let leaving = self.basic[place];
        let pivot = self.column.entries[place];
        // The dictionary's column is the negative of the fetched one.
        let moved = (target - self.variables[leaving].value) / -pivot;
        for index in 0..self.column.used.len() {
            let row = self.column.used[index];
            let by = self.column.entries[row];
            if by.abs() > DUST {
                let variable = self.basic_at(program, row);
                self.variables[variable].value -= by * moved;
            }
        }
        self.variables[entering].value += moved;
        self.variables[leaving].value = target;
        let slope = self.variables[entering].slope;
        if slope != 0.0 {
            for (variable, by) in &self.line {
                let known = &mut self.variables[*variable];
                if known.place == NOWHERE {
                    known.slope -= slope * by / entry;
                    // A choice among what costs about the same shifts the costs of the others to match.
                    let is_low = known.value <= known.low;
                    if known.slope.abs() < 2.0 * TIED && (known.slope < 0.0) == is_low {
                        known.slope = 0.0;
                    }
                }
            }
        }
        self.variables[leaving].slope = slope / entry;
        self.variables[leaving].place = NOWHERE;
        self.variables[entering].slope = 0.0;
        self.variables[entering].place = place;
        self.basic[place] = entering;
        let from = self.eta_entries.len();
        for row in &self.column.used {
            let by = self.column.entries[*row];
            if *row != place && by.abs() > DUST {
                self.eta_entries.push((*row, -by / pivot));
            }
        }
        self.etas.push(Eta {
            place,
            by: 1.0 / pivot,
            others: from..self.eta_entries.len(),
        });
    }
}
