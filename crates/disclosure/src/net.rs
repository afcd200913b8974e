//! A problem as a net of movements: how far each count may lie from the truth (or a possible truth), and which movements
//! cancel out in every row. Built once; every question about one count is answered within a small part of it.

use crate::base::Base;
use crate::pattern::{Display, Pattern};
use crate::problem::{Figure, FigureState, Linear, Problem};
use crate::thin::{Terms, take_out};

/// Rows are said more shortly in problems with more cells than this; in smaller ones no search is long.
const SHORT_ENOUGH_CELLS: usize = 500;

/// What makes a row hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// It is known whatever is printed.
    Everybody,
    /// It is a statement of this figure: it holds while the figure is shown.
    Shown(usize),
    /// It is what this figure says when coded.
    Coded(usize),
}

/// A row over movements: `below <= sum of coefficient * movement <= above`, both sides of nothing.
#[derive(Debug, Clone)]
pub(crate) struct NetRow {
    /// Counts that can move at all.
    pub terms: Vec<(usize, i64)>,
    pub below: Option<i128>,
    pub above: Option<i128>,
    pub owner: Owner,
}

/// Lists of lists in one piece of memory.
#[derive(Debug)]
pub(crate) struct Lists<T> {
    starts: Vec<usize>,
    items: Vec<T>,
}

/// Cells, rows and figures, and which belong together.
pub(crate) struct Net {
    /// How far each cell can lie below (0 or less) and above its true value.
    pub room: Vec<(i64, i64)>,
    pub rows: Vec<NetRow>,
    /// The rows of each cell, with its coefficients.
    pub rows_of: Lists<(usize, i64)>,
    /// The free figures that print each cell.
    pub printed_by: Lists<usize>,
    /// The cells that each free figure prints.
    pub prints: Lists<usize>,
    /// The figures of which one hidden hides each cell with it: see [`hidden_with`].
    pub hidden_with: Lists<usize>,
    /// Cells printed by nothing that everybody has.
    pub is_hideable: Vec<bool>,
    /// What is lost by hiding each figure.
    pub weights: Vec<u64>,
    /// A middling weight, to compare costs with.
    pub usual_weight: f64,
    /// Cells of which no true value is known or found.
    pub has_unsolved: bool,
}

impl<T: Copy> Lists<T> {
    pub(crate) fn new(count: usize, pairs: &[(usize, T)]) -> Lists<T> {
        let mut starts = vec![0; count + 1];
        for (list, _) in pairs {
            starts[list + 1] += 1;
        }
        for list in 0..count {
            starts[list + 1] += starts[list];
        }
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|index| pairs[*index].0);
        let items = order.into_iter().map(|index| pairs[index].1).collect();
        Lists { starts, items }
    }

    pub(crate) fn of(&self, list: usize) -> &[T] {
        &self.items[self.starts[list]..self.starts[list + 1]]
    }
}

impl Net {
    pub(crate) fn new(problem: &Problem, base: &Base, weights: Vec<u64>) -> Net {
        let mut is_fixed: Vec<bool> = problem.cells.iter().map(|cell| cell.low == cell.high).collect();
        let mut is_hideable = vec![true; problem.cells.len()];
        for figure in &problem.figures {
            let is_open = matches!(figure.state, FigureState::MustShow | FigureState::Public);
            for cell in &figure.cells {
                is_fixed[cell.0] |= is_open;
                is_hideable[cell.0] &= !is_open;
            }
        }
        let room = problem
            .cells
            .iter()
            .zip(&base.point)
            .zip(&is_fixed)
            .map(|((cell, value), is_fixed)| {
                if *is_fixed {
                    return (0, 0);
                }
                ((cell.low - value).min(0), (cell.high - value).max(0))
            })
            .collect::<Vec<_>>();
        let mut net = Net {
            room,
            rows: Vec::new(),
            rows_of: Lists::new(0, &[]),
            printed_by: Lists::new(0, &[]),
            prints: Lists::new(0, &[]),
            hidden_with: Lists::new(0, &[]),
            is_hideable,
            usual_weight: usual(&weights),
            weights,
            has_unsolved: base.unsolved.iter().any(|unsolved| *unsolved),
        };
        for relation in &problem.relations {
            net.add(base, relation, Owner::Everybody);
        }
        for (index, figure) in problem.figures.iter().enumerate() {
            let owner = match figure.state {
                FigureState::Free => Owner::Shown(index),
                FigureState::MustShow | FigureState::Public => Owner::Everybody,
                FigureState::Withheld => continue,
            };
            for statement in &figure.statements {
                net.add(base, statement, owner);
            }
            for statement in figure.coded.iter().flatten() {
                net.add(base, statement, Owner::Coded(index));
            }
        }
        if !net.has_unsolved && net.room.len() > SHORT_ENOUGH_CELLS {
            net.shorten();
        }
        let mut pairs = Vec::new();
        for (row, net_row) in net.rows.iter().enumerate() {
            pairs.extend(net_row.terms.iter().map(|(cell, by)| (*cell, (row, *by))));
        }
        net.rows_of = Lists::new(problem.cells.len(), &pairs);
        let mut printed = Vec::new();
        for (index, figure) in problem.figures.iter().enumerate() {
            if figure.state == FigureState::Free {
                printed.extend(figure.cells.iter().map(|cell| (cell.0, index)));
            }
        }
        net.printed_by = Lists::new(problem.cells.len(), &printed);
        let prints: Vec<(usize, usize)> = printed.iter().map(|(cell, figure)| (*figure, *cell)).collect();
        net.prints = Lists::new(problem.figures.len(), &prints);
        let mut hidden = Vec::new();
        for (index, figure) in problem.figures.iter().enumerate() {
            hidden.extend(hidden_with(figure).map(|cell| (cell, index)));
        }
        net.hidden_with = Lists::new(problem.cells.len(), &hidden);
        net
    }

    fn add(&mut self, base: &Base, linear: &Linear, owner: Owner) {
        let mut terms: Vec<(usize, i64)> = Vec::with_capacity(linear.terms.len());
        let mut sum = 0i128;
        for (cell, by) in &linear.terms {
            sum += i128::from(*by) * i128::from(base.point[cell.0]);
            if *by != 0 && self.room[cell.0] != (0, 0) {
                terms.push((cell.0, *by));
            }
        }
        terms.sort_unstable();
        terms.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        terms.retain(|(_, by)| *by != 0);
        if terms.is_empty() {
            return;
        }
        self.rows.push(NetRow {
            terms,
            below: linear.low.map(|low| (i128::from(low) - sum).min(0)),
            above: linear.high.map(|high| (i128::from(high) - sum).max(0)),
            owner,
        });
    }

    /// Says the same with shorter rows: totals of totals less the totals that they contain. What takes part in dozens of
    /// long rows makes every search long.
    fn shorten(&mut self) {
        let known = |row: &NetRow| row.owner == Owner::Everybody;
        let mut rows: Vec<Terms> = self
            .rows
            .iter()
            .map(|row| {
                if known(row) {
                    row.terms.iter().copied().collect()
                } else {
                    Terms::new()
                }
            })
            .collect();
        // Movements of an equation add up to nothing, so nothing changes at the ends of the rows.
        let is_equation: Vec<bool> = self
            .rows
            .iter()
            .map(|row| known(row) && row.below == Some(0) && row.above == Some(0))
            .collect();
        take_out(&mut rows, &is_equation, self.room.len());
        for (row, terms) in self.rows.iter_mut().zip(rows) {
            if known(row) {
                row.terms = terms.into_iter().collect();
            }
        }
        self.rows.retain(|row| !row.terms.is_empty());
    }

    /// Whether the row holds under this pattern.
    pub(crate) fn is_active(&self, row: usize, pattern: &Pattern) -> bool {
        match self.rows[row].owner {
            Owner::Everybody => true,
            Owner::Shown(figure) => pattern.displays[figure] == Display::Shown,
            Owner::Coded(figure) => pattern.displays[figure] == Display::Coded,
        }
    }

    /// Whether the cell may move under this pattern: nothing shown prints it.
    pub(crate) fn is_loose(&self, cell: usize, pattern: &Pattern) -> bool {
        let is_shown = |figure: &usize| pattern.displays[*figure] == Display::Shown;
        self.room[cell] != (0, 0) && !self.printed_by.of(cell).iter().any(is_shown)
    }

    /// Whether readers see a mark where this cell would be.
    pub(crate) fn is_hidden(&self, cell: usize, pattern: &Pattern) -> bool {
        let is_shown = |figure: &usize| pattern.displays[*figure] == Display::Shown;
        self.is_hideable[cell]
            && self.hidden_with.of(cell).iter().any(|figure| !is_shown(figure))
            && !self.printed_by.of(cell).iter().any(is_shown)
    }

    /// What must be given up for the cell to move.
    pub(crate) fn cost(&self, cell: usize, pattern: &Pattern) -> f64 {
        let figures = self.printed_by.of(cell).iter();
        figures.map(|figure| self.figure_cost(*figure, pattern)).sum()
    }

    pub(crate) fn figure_cost(&self, figure: usize, pattern: &Pattern) -> f64 {
        match pattern.displays[figure] {
            Display::Shown => self.weights[figure].max(1) as f64,
            Display::Coded | Display::Hidden(_) => 0.0,
        }
    }
}

impl NetRow {
    /// Whether it permits this sum of movements.
    pub(crate) fn permits(&self, sum: i128) -> bool {
        self.below.is_none_or(|below| sum >= below) && self.above.is_none_or(|above| sum <= above)
    }
}

impl Net {
    /// The rows that movements touch, with their sums, in order of the rows. Exact.
    pub(crate) fn sums(&self, moved: &[(usize, i64)]) -> Vec<(usize, i128)> {
        let mut sums: Vec<(usize, i128)> = Vec::with_capacity(moved.len() * 3);
        for (cell, by) in moved {
            let entries = self.rows_of.of(*cell).iter();
            sums.extend(entries.map(|(row, times)| (*row, i128::from(*times) * i128::from(*by))));
        }
        sums.sort_unstable();
        sums.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        sums
    }

    /// Whether every bound is kept.
    pub(crate) fn has_room_for(&self, moved: &[(usize, i64)]) -> bool {
        moved.iter().all(|(cell, by)| {
            let (below, above) = self.room[*cell];
            below <= *by && *by <= above
        })
    }
}

/// The cells that a figure hides with it: those it would print; of a rate, which prints no count, those it counts.
pub(crate) fn hidden_with(figure: &Figure) -> impl Iterator<Item = usize> {
    let is_rate = figure.cells.is_empty() && figure.state == FigureState::Free;
    let counted = figure.about.iter().take(usize::from(is_rate));
    figure.cells.iter().chain(counted).map(|cell| cell.0)
}

fn usual(weights: &[u64]) -> f64 {
    let mut sorted = weights.to_vec();
    sorted.sort_unstable();
    sorted
        .get(sorted.len() / 2)
        .map_or(1.0, |weight| (*weight).max(1) as f64)
}
