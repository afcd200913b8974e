//! What a reader still does not know under a pattern, in pieces that have nothing to do with each other.

use crate::pattern::{Display, Pattern};
use crate::problem::{Cell, FigureState, Linear, Problem};
use crate::solver::{Column, Program, Row, Session, Solver};

/// A row over the unknown cells of one piece, in exact integers.
#[derive(Debug, Clone)]
pub(crate) struct ExactRow {
    pub terms: Vec<(usize, i64)>,
    pub low: Option<i128>,
    pub high: Option<i128>,
    /// Which fact of the knowledge it came from.
    pub fact: usize,
}

/// Unknown cells that hang together. Positions in `rows` refer to `cells`, which are indices of the problem's cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Piece {
    pub cells: Vec<usize>,
    pub rows: Vec<ExactRow>,
}

/// The pieces, and in which piece (and where in it) each cell stands; known cells stand in none.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub pieces: Vec<Piece>,
    pub place: Vec<Option<(usize, usize)>>,
}

/// What is known about each cell, and which linear statements hold.
pub(crate) struct Knowledge<'a> {
    pub fixed: Vec<Option<i64>>,
    pub facts: Vec<&'a Linear>,
}

impl<'a> Knowledge<'a> {
    /// What every reader knows when this pattern is printed.
    pub(crate) fn of_reader(problem: &'a Problem, pattern: &Pattern) -> Knowledge<'a> {
        let mut fixed: Vec<Option<i64>> = problem.cells.iter().map(pinned_by_bounds).collect();
        let mut facts: Vec<&Linear> = problem.relations.iter().collect();
        for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
            let shown = matches!(figure.state, FigureState::Public) || *display == Display::Shown;
            if shown {
                for cell in &figure.cells {
                    fixed[cell.0] = problem.cells[cell.0].value;
                }
                facts.extend(&figure.statements);
            } else if *display == Display::Coded {
                facts.extend(figure.coded.iter().flatten());
            }
        }
        Knowledge { fixed, facts }
    }

    /// What we know ourselves.
    pub(crate) fn our_own(problem: &'a Problem) -> Knowledge<'a> {
        let fixed = problem
            .cells
            .iter()
            .map(|cell| cell.value.or(pinned_by_bounds(cell)))
            .collect();
        Knowledge {
            fixed,
            facts: problem.truths().collect(),
        }
    }
}

fn pinned_by_bounds(cell: &Cell) -> Option<i64> {
    (cell.low == cell.high).then_some(cell.low)
}

impl World {
    /// Splits what is unknown into pieces.
    pub(crate) fn new(knowledge: &Knowledge) -> World {
        let count = knowledge.fixed.len();
        let mut leader: Vec<usize> = (0..count).collect();
        for fact in &knowledge.facts {
            let mut unknown = fact
                .terms
                .iter()
                .map(|(cell, _)| cell.0)
                .filter(|cell| knowledge.fixed[*cell].is_none());
            if let Some(first) = unknown.next() {
                for other in unknown {
                    join(&mut leader, first, other);
                }
            }
        }
        let mut world = World {
            pieces: Vec::new(),
            place: vec![None; count],
        };
        let mut piece_of = vec![usize::MAX; count];
        for cell in 0..count {
            if knowledge.fixed[cell].is_some() {
                continue;
            }
            let root = find(&mut leader, cell);
            if piece_of[root] == usize::MAX {
                piece_of[root] = world.pieces.len();
                world.pieces.push(Piece::default());
            }
            let piece = &mut world.pieces[piece_of[root]];
            world.place[cell] = Some((piece_of[root], piece.cells.len()));
            piece.cells.push(cell);
        }
        for (index, fact) in knowledge.facts.iter().enumerate() {
            world.add(index, fact, &knowledge.fixed);
        }
        world
    }

    fn add(&mut self, index: usize, fact: &Linear, fixed: &[Option<i64>]) {
        let mut known = 0i128;
        let mut terms: Vec<(usize, i64)> = Vec::new();
        let mut piece = None;
        for (cell, by) in &fact.terms {
            match (self.place[cell.0], fixed[cell.0]) {
                (Some((found, position)), _) => {
                    piece = Some(found);
                    match terms.iter_mut().find(|(other, _)| *other == position) {
                        Some((_, sum)) => *sum += by,
                        None => terms.push((position, *by)),
                    }
                }
                (None, Some(value)) => known += i128::from(value) * i128::from(*by),
                (None, None) => {}
            }
        }
        // A fact about known cells only teaches nothing more.
        if let Some(piece) = piece {
            let low = fact.low.map(|low| i128::from(low) - known);
            let high = fact.high.map(|high| i128::from(high) - known);
            self.pieces[piece].rows.push(ExactRow {
                terms,
                low,
                high,
                fact: index,
            });
        }
    }
}

fn find(leader: &mut [usize], cell: usize) -> usize {
    let mut root = cell;
    while leader[root] != root {
        leader[root] = leader[leader[root]];
        root = leader[root];
    }
    root
}

fn join(leader: &mut [usize], one: usize, other: usize) {
    let (one, other) = (find(leader, one), find(leader, other));
    leader[one.max(other)] = one.min(other);
}

impl Piece {
    /// Whether whole numbers (one per cell of the piece) satisfy every row and bound. Exact.
    pub(crate) fn holds(&self, point: &[i64], problem: &Problem) -> bool {
        let within = self.cells.iter().zip(point).all(|(cell, value)| {
            let cell = &problem.cells[*cell];
            cell.low <= *value && *value <= cell.high
        });
        within && self.rows.iter().all(|row| row.holds(point))
    }

    /// The piece as a linear program, starting at the given point.
    pub(crate) fn program(&self, problem: &Problem, start: impl Fn(usize) -> i64) -> Program {
        let columns = self.cells.iter().map(|cell| {
            let bounds = &problem.cells[*cell];
            Column {
                low: bounds.low as f64,
                high: bounds.high as f64,
                start: start(*cell) as f64,
            }
        });
        Program {
            columns: columns.collect(),
            rows: self.rows.iter().map(ExactRow::in_floats).collect(),
        }
    }

    /// A session on the piece.
    ///
    /// Errors: `None` if the solver cannot hold it.
    pub(crate) fn session(
        &self,
        solver: &dyn Solver,
        problem: &Problem,
        base: &[i64],
    ) -> Option<Box<dyn Session>> {
        solver
            .can_hold(self.cells.len(), self.rows.len())
            .then(|| solver.session(&self.program(problem, |cell| base[cell])))
    }
}

impl ExactRow {
    /// Whether it holds at a point of its piece. Exact.
    pub(crate) fn holds(&self, point: &[i64]) -> bool {
        let sum: i128 = self
            .terms
            .iter()
            .map(|(cell, by)| i128::from(*by) * i128::from(point[*cell]))
            .sum();
        self.low.is_none_or(|low| sum >= low) && self.high.is_none_or(|high| sum <= high)
    }

    pub(crate) fn in_floats(&self) -> Row {
        Row {
            terms: self.terms.iter().map(|(cell, by)| (*cell, *by as f64)).collect(),
            low: self.low.map_or(f64::NEG_INFINITY, |low| low as f64),
            high: self.high.map_or(f64::INFINITY, |high| high as f64),
        }
    }
}
