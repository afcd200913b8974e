//! The thorough way, for small pieces with rounded rates: whole numbers are searched for by branch and bound with all
//! that a reader knows, where the quick way finds fractions only.

use crate::base::Base;
use crate::elastic::{Elastic, GivesWay, Move, Whole, everything_free_hidden};
use crate::fault::Fault;
use crate::integer::{End, Search};
use crate::net::Net;
use crate::pattern::{Display, Pattern, Why};
use crate::problem::Problem;
use crate::solver::Solver;
use crate::witness::Movement;
use crate::world::{Knowledge, World};

/// The thorough way.
pub(crate) struct Slow<'a> {
    solver: &'a dyn Solver,
    problem: &'a Problem,
    base: &'a Base,
    elastic: Option<Elastic<'a>>,
}

impl<'a> Slow<'a> {
    pub(crate) fn new(solver: &'a dyn Solver, problem: &'a Problem, base: &'a Base) -> Slow<'a> {
        Slow {
            solver,
            problem,
            base,
            elastic: None,
        }
    }

    /// Errors: [`Fault::Contradiction`] if a cell that hangs together with this one has no count that agrees.
    pub(crate) fn check(&self, pattern: &Pattern, cell: usize) -> Result<(), Fault> {
        let world = World::new(self.problem, &Knowledge::of_reader(self.problem, pattern));
        let Some((piece, _)) = world.place[cell] else {
            return Ok(());
        };
        self.base.agrees_in(self.problem, &world.pieces[piece])
    }

    /// Movements that meet the demand, at the least cost in figures that was found.
    pub(crate) fn cheapest(
        &mut self,
        net: &Net,
        pattern: &Pattern,
        demand: Move,
    ) -> Result<Option<Movement>, Fault> {
        let elastic = self
            .elastic
            .get_or_insert_with(|| Elastic::new(self.solver, self.problem, self.base));
        if let Some(GivesWay::Figures(figures)) = elastic.cheapest(demand, net, pattern, Whole::Anything) {
            let mut trial = pattern.clone();
            for figure in figures {
                if trial.displays[figure] == Display::Shown {
                    trial.displays[figure] = Display::Hidden(Why::Complementary);
                }
            }
            if let Some(moved) = self.reach(&trial, demand)? {
                return Ok(Some(moved));
            }
        }
        let elastic = self
            .elastic
            .get_or_insert_with(|| Elastic::new(self.solver, self.problem, self.base));
        if let Some(GivesWay::Point(point)) = elastic.cheapest(demand, net, pattern, Whole::Counts) {
            return Ok(Some(self.movement(&point)));
        }
        self.reach(&everything_free_hidden(self.problem), demand)
    }

    /// Movements that meet the demand under this pattern, with nothing more hidden.
    pub(crate) fn reach(&self, pattern: &Pattern, demand: Move) -> Result<Option<Movement>, Fault> {
        self.search(pattern, demand.cell, |search, position, _| {
            search.reach(position, demand.end, demand.wanted)
        })
    }

    /// The movements furthest out at one end of a cell under this pattern; `None` if the pattern tells the cell.
    pub(crate) fn furthest(
        &self,
        pattern: &Pattern,
        cell: usize,
        end: End,
    ) -> Result<Option<Movement>, Fault> {
        self.search(pattern, cell, |search, position, start| {
            Some(search.extreme(position, end, start).point)
        })
    }

    fn search(
        &self,
        pattern: &Pattern,
        cell: usize,
        look: impl FnOnce(&mut Search, usize, Vec<i64>) -> Option<Vec<i64>>,
    ) -> Result<Option<Movement>, Fault> {
        let world = World::new(self.problem, &Knowledge::of_reader(self.problem, pattern));
        let Some((piece, position)) = world.place[cell] else {
            return Ok(None);
        };
        let piece = &world.pieces[piece];
        self.base.agrees_in(self.problem, piece)?;
        let mut session = piece.session(self.solver, self.problem, &self.base.point)?;
        let start = piece.cells.iter().map(|cell| self.base.point[*cell]).collect();
        let mut search = Search::within(piece, session.as_mut());
        let Some(found) = look(&mut search, position, start) else {
            return Ok(None);
        };
        let mut movement: Movement = piece
            .cells
            .iter()
            .zip(found)
            .map(|(cell, value)| (*cell, value - self.base.point[*cell]))
            .filter(|(_, by)| *by != 0)
            .collect();
        movement.sort_unstable();
        Ok(Some(movement))
    }

    fn movement(&self, point: &[i64]) -> Movement {
        let values = point.iter().zip(&self.base.point).enumerate();
        values
            .map(|(cell, (value, truth))| (cell, value - truth))
            .filter(|(_, by)| *by != 0)
            .collect()
    }
}
