//! Rounding to a base instead of hiding: what is printed is a range, and is protected and audited as one.

use crate::problem::{CellId, Figure, FigureId, Linear, Problem};

/// A base to round to, at least 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundingBase(i64);

impl RoundingBase {
    /// `None` for a base below 2, which would not round.
    pub fn new(base: i64) -> Option<RoundingBase> {
        (base >= 2).then_some(RoundingBase(base))
    }

    /// The nearest multiple of the base; from the middle, the even multiple, so that sums do not drift.
    pub fn nearest(self, count: i64) -> i64 {
        let (times, rest) = (count.div_euclid(self.0), count.rem_euclid(self.0));
        let goes_up = match (2 * rest).cmp(&self.0) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => times.rem_euclid(2) == 1,
        };
        (times + i64::from(goes_up)) * self.0
    }

    /// The counts that are printed as this multiple: the least and the most.
    pub fn range(self, printed: i64) -> (i64, i64) {
        let half = self.0 / 2;
        let (low, high) = (printed - half, printed + half);
        let fits = |count: i64| self.nearest(count) == printed;
        (low + i64::from(!fits(low)), high - i64::from(!fits(high)))
    }
}

impl Problem {
    /// Adds a figure that prints a cell rounded to a base: a reader learns the range, and nothing else. Each is rounded
    /// by itself, so printed parts need not add up to the printed total. `None` for a count that we do not know.
    pub fn rounded(&mut self, name: &str, cell: CellId, base: RoundingBase, weight: u64) -> Option<FigureId> {
        let value = self.cells.get(cell.index())?.value?;
        let (low, high) = base.range(base.nearest(value));
        let mut figure = Figure::count(name, cell, weight);
        figure.cells.clear();
        figure.statements = vec![Linear {
            terms: vec![(cell, 1)],
            low: Some(low),
            high: Some(high),
        }];
        Some(self.figure(figure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Display;
    use crate::problem::{Cell, Need};
    use crate::protect::protect;

    #[test]
    fn every_count_lies_in_the_range_of_what_is_printed_and_no_other_does() {
        for base in [2, 3, 5, 10] {
            let base = RoundingBase::new(base).unwrap();
            for printed in (0..100).step_by(base.0 as usize) {
                let (low, high) = base.range(printed);
                for count in 0..120 {
                    let is_in = low <= count && count <= high;
                    assert_eq!(
                        is_in,
                        base.nearest(count) == printed,
                        "{count} to base {}",
                        base.0
                    );
                }
            }
        }
        assert_eq!(RoundingBase::new(1), None);
    }

    #[test]
    fn rounded_parts_whose_total_is_exact_are_shown_only_where_they_leave_enough_open() {
        let mut problem = Problem::default();
        let base = RoundingBase::new(10).unwrap();
        let small = problem.cell(Cell::known("small", 3).needing(Need::Width(4)));
        let large = problem.cell(Cell::known("large", 48));
        let total = problem.cell(Cell::known("total", 51));
        problem.relation(Linear::sum(total, &[small, large]));
        let first = problem.rounded("small", small, base, 3).unwrap();
        problem.rounded("large", large, base, 48).unwrap();
        let exact = problem.figure(Figure::count("total", total, 51));
        // 0 to 5, 45 to 55 and 51: the small one is 0 to 5, six wide at the ends.
        let pattern = protect(&problem).unwrap().pattern;
        assert_eq!(
            (pattern.of(first), pattern.of(exact)),
            (Display::Shown, Display::Shown)
        );
        problem.cells[small.index()].need = Some(Need::Width(6));
        let pattern = protect(&problem).unwrap().pattern;
        assert_ne!(pattern.of(first), Display::Shown);
    }
}
