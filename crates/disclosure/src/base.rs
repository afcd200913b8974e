//! One set of whole counts that agrees with everything we know: the truth where we know it, a possible truth where the
//! source kept it to itself.

use crate::fault::Fault;
use crate::integer::{End, Search};
use crate::problem::{Need, Problem};
use crate::solver::Solver;
use crate::world::{Knowledge, Piece, World};

/// Groups of unknown size are taken to be no larger than this while a possible truth is looked for.
const ROOMY_COUNT_MAX: f64 = 1_000_000.0;

/// A possible truth, and where none was found.
pub(crate) struct Base {
    /// One count per cell.
    pub point: Vec<i64>,
    /// Cells for which no agreeing count was found.
    pub unsolved: Vec<bool>,
    /// What must remain uncertain, as it applies: see [`Base::applicable_needs`].
    pub needs: Vec<Option<Need>>,
}

impl Base {
    /// Completes what we know.
    ///
    /// Errors: [`Fault::TooBig`]; whatever [`Problem::check`] finds.
    pub(crate) fn new(problem: &Problem, solver: &dyn Solver) -> Result<Base, Fault> {
        problem.check()?;
        let point = problem
            .cells
            .iter()
            .map(|cell| cell.value.unwrap_or(cell.low))
            .collect();
        let needs = problem.cells.iter().map(|cell| cell.need).collect();
        let mut base = Base {
            point,
            unsolved: vec![false; problem.cells.len()],
            needs,
        };
        let world = World::new(problem, &Knowledge::our_own(problem));
        for piece in &world.pieces {
            base.complete(problem, solver, piece)?;
        }
        Ok(base)
    }

    fn complete(&mut self, problem: &Problem, solver: &dyn Solver, piece: &Piece) -> Result<(), Fault> {
        let mut session = match piece.session(solver, problem, &self.point) {
            Ok(session) => session,
            Err(Fault::Contradiction { .. }) => {
                self.leave(piece);
                return Ok(());
            }
            Err(fault) => return Err(fault),
        };
        let roomy = self.roomy(solver, piece);
        let mut search = Search::within(piece, session.as_mut());
        let Some(found) = roomy.or_else(|| search.dive(&[])) else {
            self.leave(piece);
            return Ok(());
        };
        for (cell, value) in piece.cells.iter().zip(found) {
            self.point[*cell] = value;
        }
        // A count the source hid, but which we ourselves can tell is not small, need not look small to the reader; it
        // still must not be told.
        for (position, cell) in piece.cells.iter().enumerate() {
            let Some(Need::Reach { low, high }) = self.needs[*cell] else {
                continue;
            };
            let known = piece.cells.iter().map(|cell| self.point[*cell]).collect();
            let least = search.extreme(position, End::Low, known).point[position];
            if least > high {
                self.needs[*cell] = Some(Need::Width(high - low));
            }
        }
        Ok(())
    }

    /// Notes that nothing agrees: a fault as soon as a need depends on it, and not before.
    fn leave(&mut self, piece: &Piece) {
        for cell in &piece.cells {
            self.unsolved[*cell] = true;
        }
    }

    /// A point well inside what rounded rates allow. Only for pieces with such rates; groups whose size nobody told are
    /// taken for large ones.
    fn roomy(&self, solver: &dyn Solver, piece: &Piece) -> Option<Vec<i64>> {
        let (mut program, rooms) = piece.program(|cell| self.point[cell]);
        for column in &mut program.columns[..piece.cells.len()] {
            column.high = column.high.min(column.low.max(ROOMY_COUNT_MAX));
        }
        if rooms.is_empty() || !solver.can_hold(program.columns.len(), program.rows.len()) {
            return None;
        }
        let mut session = solver.session(&program);
        Search::within(piece, session.as_mut()).dive(&rooms)
    }

    /// Errors: [`Fault::Contradiction`] if a need cannot be judged because no counts agree with what is said.
    pub(crate) fn agrees_in(&self, problem: &Problem, piece: &Piece) -> Result<(), Fault> {
        if !piece.cells.iter().any(|cell| self.unsolved[*cell]) {
            return Ok(());
        }
        let names: Vec<&str> = piece
            .cells
            .iter()
            .map(|cell| problem.cells[*cell].name.as_str())
            .collect();
        Err(Fault::Contradiction {
            cells: names.join(", "),
        })
    }

    /// The ends that a cell's range must reach: lowest and highest.
    pub(crate) fn ends(&self, problem: &Problem, cell: usize, need: Need) -> (i64, i64) {
        let bounds = &problem.cells[cell];
        match need {
            Need::Reach { low, high } | Need::Sliding { low, high, .. } => {
                (low.max(bounds.low), high.min(bounds.high))
            }
            Need::Width(width) => {
                // As much below the count as above it, as far as there is room.
                let value = self.point[cell];
                let low = (value - width / 2).max(bounds.low);
                let high = (low + width).min(bounds.high);
                ((high - width).max(bounds.low).min(low), high)
            }
        }
    }
}
