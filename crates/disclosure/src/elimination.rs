//! Equations solved exactly for some of their cells, so that rounding the others keeps every equation.

use std::collections::BTreeMap;

use crate::world::ExactRow;

/// For each solved cell: its constant and its terms in free cells.
pub(crate) struct Elimination {
    solved: Vec<(usize, Line)>,
}

#[derive(Clone)]
struct Line {
    terms: BTreeMap<usize, i64>,
    constant: i128,
}

impl Elimination {
    /// Solves each equation for its largest cell (by `values`): there a difference of a few people matters least.
    /// Equations without a coefficient of one are left; the exact check of the point sees to them.
    pub(crate) fn new(rows: &[ExactRow], values: &[f64]) -> Elimination {
        let mut solved: Vec<(usize, Line)> = Vec::new();
        for row in rows {
            let (Some(low), Some(high)) = (row.low, row.high) else {
                continue;
            };
            if low != high {
                continue;
            }
            let mut line = Line {
                terms: row.terms.iter().copied().collect(),
                constant: -low,
            };
            for (cell, known) in &solved {
                line.replace(*cell, known);
            }
            let units = line.terms.iter().filter(|(_, by)| by.abs() == 1);
            let Some((pivot, sign)) = units
                .max_by(|one, other| values[*one.0].total_cmp(&values[*other.0]))
                .map(|(cell, by)| (*cell, *by))
            else {
                continue;
            };
            line.terms.remove(&pivot);
            for by in line.terms.values_mut() {
                *by *= -sign;
            }
            line.constant *= -i128::from(sign);
            for (_, known) in &mut solved {
                known.replace(pivot, &line);
            }
            solved.push((pivot, line));
        }
        Elimination { solved }
    }

    /// The point with its solved cells following from the free ones.
    ///
    /// Errors: `None` where a count would not fit.
    pub(crate) fn follow(&self, mut point: Vec<i64>) -> Option<Vec<i64>> {
        for (cell, line) in &self.solved {
            let sum: i128 = line
                .terms
                .iter()
                .map(|(cell, by)| i128::from(*by) * i128::from(point[*cell]))
                .sum();
            point[*cell] = i64::try_from(sum + line.constant).ok()?;
        }
        Some(point)
    }
}

impl Line {
    /// Writes the line without `cell`, which equals `known`.
    fn replace(&mut self, cell: usize, known: &Line) {
        let Some(times) = self.terms.remove(&cell) else {
            return;
        };
        for (other, by) in &known.terms {
            let sum = self
                .terms
                .get(other)
                .copied()
                .unwrap_or(0)
                .saturating_add(times.saturating_mul(*by));
            if sum == 0 {
                self.terms.remove(other);
            } else {
                self.terms.insert(*other, sum);
            }
        }
        self.constant += i128::from(times) * known.constant;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_the_free_cells_keeps_the_sums() {
        let row = |terms: &[(usize, i64)]| ExactRow {
            terms: terms.to_vec(),
            low: Some(0),
            high: Some(0),
            fact: 0,
        };
        // 0 = 1 + 2 and 0 = 3 + 4.
        let rows = [row(&[(0, -1), (1, 1), (2, 1)]), row(&[(0, -1), (3, 1), (4, 1)])];
        let values = [10.4, 4.4, 6.0, 5.2, 5.2];
        let plain = values.iter().map(|value: &f64| value.round() as i64).collect();
        let point = Elimination::new(&rows, &values).follow(plain).unwrap();
        assert_eq!(point[0], point[1] + point[2]);
        assert_eq!(point[0], point[3] + point[4]);
    }
}
