//! A basis as the product of two triangular matrices, with what changed since.
//!
//! Tables make bases that are almost triangular already: what has one entry in a column, or in a row, comes first and costs
//! nothing; only the small rest is eliminated. Each change since then is kept as one elementary matrix.
//!
//! Source: Markowitz 1957 (the order); Dantzig and Orchard-Hays 1954 (the product form of the changes).

/// Entries smaller than this are rounding dust.
const DUST: f64 = 1e-11;
/// Entries smaller than this are not divided by.
const PIVOT_MIN: f64 = 1e-8;
/// An entry so many times smaller than the largest of its column is not divided by while there is another.
const SMALLER_MAX: f64 = 0.1;

/// A row divided by, and what its column holds elsewhere.
struct Step {
    row: usize,
    by: f64,
    others: Vec<(usize, f64)>,
}

/// The factors. Places in the basis are named by the row that was divided by for them.
#[derive(Default)]
pub(super) struct Factors {
    /// Multiples of a row that were taken from others.
    lower: Vec<Step>,
    /// The columns of the upper triangle, with entries in rows of earlier steps.
    upper: Vec<Step>,
    changes: Vec<Step>,
}

/// Columns and rows while they wait for their turn.
struct Waiting<'a> {
    columns: &'a [Vec<(usize, f64)>],
    columns_of: Vec<Vec<usize>>,
    /// Columns not done that name each row, and rows not done that each column names.
    in_row: Vec<usize>,
    in_column: Vec<usize>,
    is_row_done: Vec<bool>,
    is_column_done: Vec<bool>,
    /// The row of each column that is done.
    row_of: Vec<usize>,
}

impl Factors {
    /// Factors a square matrix given by columns; returns the row in whose place each column stands. `None` if it has no
    /// inverse.
    pub(super) fn new(columns: &[Vec<(usize, f64)>]) -> Option<(Factors, Vec<usize>)> {
        let mut factors = Factors::default();
        let mut waiting = Waiting::new(columns);
        factors.columns_with_one_row(&mut waiting);
        factors.rows_with_one_column(&mut waiting);
        factors.the_rest(&mut waiting)?;
        Some((factors, waiting.row_of))
    }

    /// How many changes were made since.
    pub(super) fn changes(&self) -> usize {
        self.changes.len()
    }

    fn columns_with_one_row(&mut self, waiting: &mut Waiting) {
        let size = waiting.columns.len();
        let mut ready: Vec<usize> = (0..size)
            .filter(|column| waiting.in_column[*column] == 1)
            .collect();
        while let Some(column) = ready.pop() {
            let Some((row, by)) = waiting.only_row(column) else {
                continue;
            };
            let others = waiting.others(column, row);
            self.upper.push(Step { row, by, others });
            for other in waiting.done(column, row) {
                if waiting.in_column[other] == 1 {
                    ready.push(other);
                }
            }
        }
    }

    fn rows_with_one_column(&mut self, waiting: &mut Waiting) {
        let size = waiting.columns.len();
        let is_ready = |waiting: &Waiting, row: usize| !waiting.is_row_done[row] && waiting.in_row[row] == 1;
        let mut ready: Vec<usize> = (0..size).filter(|row| is_ready(waiting, *row)).collect();
        while let Some(row) = ready.pop() {
            let Some((column, by)) = waiting.only_column(row) else {
                continue;
            };
            let (mut above, mut below) = (Vec::new(), Vec::new());
            for (other, entry) in waiting.others(column, row) {
                if waiting.is_row_done[other] {
                    above.push((other, entry));
                } else {
                    below.push((other, entry / by));
                    waiting.in_row[other] -= 1;
                    if waiting.in_row[other] == 1 {
                        ready.push(other);
                    }
                }
            }
            self.upper.push(Step {
                row,
                by,
                others: above,
            });
            if !below.is_empty() {
                self.lower.push(Step {
                    row,
                    by: 1.0,
                    others: below,
                });
            }
            waiting.is_row_done[row] = true;
            waiting.is_column_done[column] = true;
            waiting.row_of[column] = row;
        }
    }

    /// Column by column, fullest last.
    fn the_rest(&mut self, waiting: &mut Waiting) -> Option<()> {
        let size = waiting.columns.len();
        let mut rest: Vec<usize> = (0..size)
            .filter(|column| !waiting.is_column_done[*column])
            .collect();
        rest.sort_by_key(|column| (waiting.columns[*column].len(), *column));
        // Rows that were done before stand in none of these columns, so their multiples need not be taken.
        let first = self.lower.len();
        let mut entries = vec![0.0; size];
        let mut is_used = vec![false; size];
        for column in rest {
            let mut used = Vec::new();
            for (row, by) in &waiting.columns[column] {
                entries[*row] += by;
                is_used[*row] = true;
                used.push(*row);
            }
            for step in &self.lower[first..] {
                let times = entries[step.row];
                if times == 0.0 {
                    continue;
                }
                for (row, by) in &step.others {
                    if !is_used[*row] {
                        is_used[*row] = true;
                        used.push(*row);
                    }
                    entries[*row] -= by * times;
                }
            }
            let open = || used.iter().filter(|row| !waiting.is_row_done[**row]);
            let largest = open().map(|row| entries[*row].abs()).fold(0.0, f64::max);
            let is_large = |row: &&usize| entries[**row].abs() >= SMALLER_MAX * largest;
            let row = *open()
                .filter(is_large)
                .min_by_key(|row| (waiting.in_row[**row], **row))
                .filter(|_| largest > PIVOT_MIN)?;
            let by = entries[row];
            let (mut above, mut below) = (Vec::new(), Vec::new());
            for other in used.iter().copied().filter(|other| *other != row) {
                let entry = entries[other];
                if entry.abs() <= DUST {
                } else if waiting.is_row_done[other] {
                    above.push((other, entry));
                } else {
                    below.push((other, entry / by));
                }
            }
            for other in used {
                entries[other] = 0.0;
                is_used[other] = false;
            }
            self.upper.push(Step {
                row,
                by,
                others: above,
            });
            self.lower.push(Step {
                row,
                by: 1.0,
                others: below,
            });
            waiting.is_row_done[row] = true;
            waiting.row_of[column] = row;
        }
        Some(())
    }

    /// A column written in the basis, in place.
    pub(super) fn forwards(&self, entries: &mut [f64]) {
        for step in &self.lower {
            let times = entries[step.row];
            if times != 0.0 {
                for (row, by) in &step.others {
                    entries[*row] -= by * times;
                }
            }
        }
        for step in self.upper.iter().rev() {
            let entry = entries[step.row];
            if entry != 0.0 {
                let times = entry / step.by;
                entries[step.row] = times;
                for (row, by) in &step.others {
                    entries[*row] -= by * times;
                }
            }
        }
        for step in &self.changes {
            let times = entries[step.row];
            if times != 0.0 {
                entries[step.row] = step.by * times;
                for (row, by) in &step.others {
                    entries[*row] += by * times;
                }
            }
        }
    }

    /// The multipliers of the rows that make these entries in the places of the basis, in place.
    pub(super) fn backwards(&self, entries: &mut [f64]) {
        for step in self.changes.iter().rev() {
            let mut sum = entries[step.row] * step.by;
            for (row, by) in &step.others {
                sum += entries[*row] * by;
            }
            entries[step.row] = sum;
        }
        for step in &self.upper {
            let mut sum = entries[step.row];
            for (row, by) in &step.others {
                sum -= entries[*row] * by;
            }
            entries[step.row] = if sum.abs() < DUST { 0.0 } else { sum / step.by };
        }
        for step in self.lower.iter().rev() {
            let mut sum = entries[step.row];
            for (row, by) in &step.others {
                sum -= entries[*row] * by;
            }
            entries[step.row] = sum;
        }
    }

    /// Puts a column, written in the basis, in place of another.
    pub(super) fn replace(&mut self, place: usize, column: &[f64]) {
        let pivot = column[place];
        let others = column.iter().enumerate();
        let others = others.filter(|(row, by)| *row != place && by.abs() > DUST);
        self.changes.push(Step {
            row: place,
            by: 1.0 / pivot,
            others: others.map(|(row, by)| (row, -by / pivot)).collect(),
        });
    }
}

impl<'a> Waiting<'a> {
    fn new(columns: &'a [Vec<(usize, f64)>]) -> Waiting<'a> {
        let size = columns.len();
        let mut columns_of = vec![Vec::new(); size];
        for (column, entries) in columns.iter().enumerate() {
            for (row, _) in entries {
                columns_of[*row].push(column);
            }
        }
        Waiting {
            columns,
            in_row: columns_of.iter().map(Vec::len).collect(),
            in_column: columns.iter().map(Vec::len).collect(),
            columns_of,
            is_row_done: vec![false; size],
            is_column_done: vec![false; size],
            row_of: vec![usize::MAX; size],
        }
    }

    fn only_row(&self, column: usize) -> Option<(usize, f64)> {
        if self.is_column_done[column] || self.in_column[column] != 1 {
            return None;
        }
        let open = self.columns[column]
            .iter()
            .find(|(row, _)| !self.is_row_done[*row]);
        open.copied().filter(|(_, by)| by.abs() > PIVOT_MIN)
    }

    fn only_column(&self, row: usize) -> Option<(usize, f64)> {
        if self.is_row_done[row] || self.in_row[row] != 1 {
            return None;
        }
        let column = *self.columns_of[row]
            .iter()
            .find(|column| !self.is_column_done[**column])?;
        let (_, by) = self.columns[column].iter().find(|(other, _)| *other == row)?;
        Some((column, *by)).filter(|(_, by)| by.abs() > PIVOT_MIN)
    }

    fn others(&self, column: usize, row: usize) -> Vec<(usize, f64)> {
        let others = self.columns[column].iter().filter(|(other, _)| *other != row);
        others.copied().collect()
    }

    /// Notes that a column took its row; returns the other columns that name it.
    fn done(&mut self, column: usize, row: usize) -> Vec<usize> {
        self.is_row_done[row] = true;
        self.is_column_done[column] = true;
        self.row_of[column] = row;
        let mut others = Vec::new();
        for other in &self.columns_of[row] {
            if !self.is_column_done[*other] {
                self.in_column[*other] -= 1;
                others.push(*other);
            }
        }
        others
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::improve::Dice;

    /// A matrix that is partly triangular, with a full corner.
    fn a_matrix(size: usize) -> Vec<Vec<(usize, f64)>> {
        let mut dice = Dice::new();
        let mut columns = Vec::new();
        for column in 0..size {
            let mut entries = vec![(column, 1.0 + dice.below(3) as f64)];
            for row in 0..size {
                let is_corner = column > size / 2 && row > size / 2;
                if row != column && dice.below(if is_corner { 3 } else { 9 }) == 0 {
                    entries.push((row, dice.below(7) as f64 - 3.5));
                }
            }
            columns.push(entries);
        }
        columns
    }

    fn times(columns: &[Vec<(usize, f64)>], row_of: &[usize], by_place: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; columns.len()];
        for (column, entries) in columns.iter().enumerate() {
            for (row, by) in entries {
                sums[*row] += by * by_place[row_of[column]];
            }
        }
        sums
    }

    #[test]
    fn what_is_solved_for_gives_the_column_back_before_and_after_a_change() {
        for size in [1, 2, 5, 12, 30] {
            let mut columns = a_matrix(size);
            let (mut factors, row_of) = Factors::new(&columns).unwrap();
            for round in 0..3 {
                let wanted: Vec<f64> = (0..size).map(|row| (row * 7 % 5) as f64 - 2.0).collect();
                let mut found = wanted.clone();
                factors.forwards(&mut found);
                for (one, other) in times(&columns, &row_of, &found).iter().zip(&wanted) {
                    assert!((one - other).abs() < 1e-6, "{size}: {one} {other}");
                }
                let mut multipliers = wanted.clone();
                factors.backwards(&mut multipliers);
                for (column, entries) in columns.iter().enumerate() {
                    let sum: f64 = entries.iter().map(|(row, by)| by * multipliers[*row]).sum();
                    assert!((sum - wanted[row_of[column]]).abs() < 1e-6, "{size}: {sum}");
                }
                // Another column in place of one.
                let column = (round * 3) % size;
                columns[column] = (0..size)
                    .map(|row| (row, ((row + round) % 4) as f64 + 0.5))
                    .collect();
                let mut written: Vec<f64> = vec![0.0; size];
                for (row, by) in &columns[column] {
                    written[*row] = *by;
                }
                factors.forwards(&mut written);
                if written[row_of[column]].abs() < 1e-3 {
                    break;
                }
                factors.replace(row_of[column], &written);
            }
        }
    }

    #[test]
    fn a_matrix_without_an_inverse_is_refused() {
        let columns = vec![vec![(0, 1.0), (1, 1.0)], vec![(0, 2.0), (1, 2.0)]];
        assert!(Factors::new(&columns).is_none());
        assert!(Factors::new(&[vec![(0, 1.0)], vec![(0, 1.0)]]).is_none());
    }
}
