//! Linear programs solved by a library, where the lean search would take too long: answers that move hundreds of
//! counts, and questions about many counts at once.
//!
//! What comes back is a candidate like any other; nothing is believed that is not checked in exact arithmetic.

use std::time::Duration;

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Solution, SolveOutcome, Variable};

use crate::around::Around;
use crate::lean::{Engine, Priced, Program};
use crate::net::Net;
use crate::pattern::Pattern;
use crate::solver::Outcome;

/// Programs with more entries are left to the lean search.
const ENTRIES_MAX: usize = 120_000;
/// How long the library works before it is asked whether to go on.
pub(crate) const SLICE: Duration = Duration::from_millis(250);
/// After so many slices a program is given up.
const SLICES_MAX: u32 = 160;
/// What a pivot of the library counts as, in entries looked at.
const EFFORT_OF_A_PIVOT: u64 = 20_000;
/// What is nearer to a whole number than this is one.
const BROKEN_MIN: f64 = 1e-6;
/// Farther bounds are none.
const FAR: f64 = 1e5;

/// A net by what hangs together, for programs over whole pieces of it.
pub(crate) struct Whole<'a> {
    net: &'a Net,
    /// The piece of each cell, and the entries in the rows of each piece.
    piece: Vec<usize>,
    entries: Vec<usize>,
    around: Around,
    moved: Vec<(usize, f64)>,
    /// The last answer, to go on from.
    last: Option<Last>,
    pub effort: u64,
}

/// An answer of the library: each cell with its variables, up and down, one for both ways or one for each.
pub(crate) struct Last {
    pub solution: Solution,
    pub variables: Vec<(usize, [Option<Variable>; 2])>,
}

impl Last {
    /// How far a cell moves.
    fn by(&self, [up, down]: &[Option<Variable>; 2]) -> f64 {
        let value = |way: &Option<Variable>| way.map_or(0.0, |way| self.solution.var_value(way));
        value(up) - value(down)
    }

    /// The answer once the movement that is nearest to a whole number, without being one, is set to it, and the pivots that
    /// took; `None` if there is none, or no answer.
    pub(crate) fn settle(self, unit: f64, go_on: &dyn Fn() -> bool) -> Option<(Last, u64)> {
        let broken = |by: f64| (by * unit - (by * unit).round()).abs();
        let mut nearest: Option<(usize, f64)> = None;
        for (at, (_, ways)) in self.variables.iter().enumerate() {
            let own = broken(self.by(ways));
            if own > BROKEN_MIN && nearest.is_none_or(|(_, least)| own < least) {
                nearest = Some((at, own));
            }
        }
        let ways = self.variables[nearest?.0].1;
        let wanted = (self.by(&ways) * unit).round() / unit;
        let Last { solution, variables } = self;
        let before = solution.stats().lp_iterations;
        let set = match ways {
            [Some(up), Some(down)] => vec![(up, wanted.max(0.0)), (down, (-wanted).max(0.0))],
            [only, none] => only.or(none).map(|way| (way, wanted)).into_iter().collect(),
        };
        let mut solution = solution;
        for (way, wanted) in set {
            solution = in_slices_from(solution.fix_var(way, wanted), go_on).1?;
        }
        let pivots = solution.stats().lp_iterations.saturating_sub(before);
        Some((Last { solution, variables }, pivots))
    }

    pub(crate) fn moved(&self) -> Vec<(usize, f64)> {
        let moved = self.variables.iter().map(|(cell, ways)| (*cell, self.by(ways)));
        let mut moved: Vec<(usize, f64)> = moved.filter(|(_, by)| *by != 0.0).collect();
        moved.sort_unstable_by_key(|(cell, _)| *cell);
        moved
    }
}

impl<'a> Whole<'a> {
    pub(crate) fn new(net: &'a Net) -> Whole<'a> {
        let mut leader: Vec<usize> = (0..net.room.len()).collect();
        for row in &net.rows {
            for pair in row.terms.windows(2) {
                crate::world::join(&mut leader, pair[0].0, pair[1].0);
            }
        }
        let piece: Vec<usize> = (0..net.room.len())
            .map(|cell| crate::world::find(&mut leader, cell))
            .collect();
        let mut entries = vec![0; net.room.len()];
        for row in &net.rows {
            entries[piece[row.terms[0].0]] += row.terms.len();
        }
        Whole {
            net,
            piece,
            entries,
            around: Around::new(net),
            moved: Vec::new(),
            last: None,
            effort: 0,
        }
    }

    /// Whether what hangs together with the cell is small enough to be solved as a whole.
    pub(crate) fn can_hold(&self, cell: usize) -> bool {
        self.entries[self.piece[cell]] <= ENTRIES_MAX
    }

    /// Cells that moved in the last answer, with how far, in units of the program.
    pub(crate) fn moved(&self) -> impl Iterator<Item = (usize, f64)> {
        self.moved.iter().copied()
    }

    /// The entries in the rows of what hangs together with the cell.
    pub(crate) fn entries_around(&self, cell: usize) -> usize {
        self.entries[self.piece[cell]]
    }

    /// Takes up to `limit` cells around one, which are then all that may move; tells whether there are no others.
    pub(crate) fn narrow(
        &mut self,
        pattern: &Pattern,
        cell: usize,
        limit: usize,
        may_move: impl Fn(usize) -> bool,
    ) -> bool {
        self.around.take(self.net, pattern, cell, limit, may_move)
    }

    /// Whether a cell is among those that may move.
    pub(crate) fn is_near(&self, cell: usize) -> bool {
        self.around.has(cell)
    }

    /// Moves what must move at the least cost, among the cells taken last.
    ///
    /// [`Outcome::Stopped`] as soon as `go_on` says no.
    pub(crate) fn solve(&mut self, program: &impl Program, go_on: &dyn Fn() -> bool) -> Outcome {
        self.moved.clear();
        self.last = None;
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        problem.set_time_limit(SLICE);
        let mut variables = Vec::new();
        let mut entries: Vec<(usize, usize, i64)> = Vec::new();
        for cell in self
            .around
            .cells
            .iter()
            .copied()
            .filter(|cell| program.is_in(*cell))
        {
            let ways = [program.cell(cell, true), program.cell(cell, false)];
            if ways.iter().all(|way| way.high <= 0.0) {
                continue;
            }
            let rows = self
                .net
                .rows_of
                .of(cell)
                .iter()
                .filter(|(row, _)| program.is_on(*row));
            entries.extend(rows.map(|(row, by)| (*row, variables.len(), *by)));
            let far = |way: &Priced| way.high.min(FAR.max(way.low));
            let [up, down] = &ways;
            // What costs as much one way as it saves the other needs no variable for each way.
            let ways = if up.cost == -down.cost && up.low == 0.0 && down.low == 0.0 {
                let both = problem.add_var(up.cost, (-far(down), far(up)));
                [Some(both), None]
            } else {
                [up, down].map(|way| Some(problem.add_var(way.cost, (way.low, far(way)))))
            };
            variables.push((cell, ways));
        }
        entries.sort_unstable();
        for terms in entries.chunk_by(|one, other| one.0 == other.0) {
            let mut sum = LinearExpr::empty();
            for (_, variable, by) in terms {
                let [up, down] = variables[*variable].1;
                for (way, by) in [(up, *by as f64), (down, -*by as f64)] {
                    if let Some(way) = way {
                        sum.add(way, by);
                    }
                }
            }
            self.add_row(&mut problem, program, terms[0].0, sum);
        }
        let (outcome, solution, pivots) = in_slices(&problem, go_on);
        self.effort += pivots * EFFORT_OF_A_PIVOT + entries.len() as u64;
        self.last = solution.map(|solution| Last { solution, variables });
        self.moved = self.last.as_ref().map_or(Vec::new(), Last::moved);
        outcome
    }

    /// Goes on from the last answer with one movement more that is whole; see [`Last::settle`].
    fn settle(&mut self, unit: f64, go_on: &dyn Fn() -> bool) -> bool {
        let Some((next, pivots)) = self.last.take().and_then(|last| last.settle(unit, go_on)) else {
            return false;
        };
        self.effort += pivots * EFFORT_OF_A_PIVOT;
        self.moved = next.moved();
        self.last = Some(next);
        true
    }

    fn add_row(&self, problem: &mut Problem, program: &impl Program, index: usize, mut sum: LinearExpr) {
        if let Some(cost) = program.breaking(index) {
            sum.add(problem.add_var(cost, (0.0, f64::INFINITY)), 1.0);
            sum.add(problem.add_var(cost, (0.0, f64::INFINITY)), -1.0);
        }
        let row = &self.net.rows[index];
        let end = |end: i128| end as f64 / program.unit();
        match (row.below, row.above) {
            (Some(below), Some(above)) if below == above => {
                problem.add_constraint(sum, ComparisonOp::Eq, end(below));
            }
            (below, above) => {
                if let Some(below) = below {
                    problem.add_constraint(sum.clone(), ComparisonOp::Ge, end(below));
                }
                if let Some(above) = above {
                    problem.add_constraint(sum, ComparisonOp::Le, end(above));
                }
            }
        }
    }
}

/// Solves a program a little at a time, so that whoever waits can stop.
pub(crate) fn in_slices(problem: &Problem, go_on: &dyn Fn() -> bool) -> (Outcome, Option<Solution>, u64) {
    in_slices_from(problem.solve(), go_on)
}

fn in_slices_from(
    mut outcome: Result<SolveOutcome, microlp::Error>,
    go_on: &dyn Fn() -> bool,
) -> (Outcome, Option<Solution>, u64) {
    let mut pivots = 0;
    for _ in 0..SLICES_MAX {
        match outcome {
            Ok(SolveOutcome::Solution(solution)) => {
                pivots = solution.stats().lp_iterations;
                return (Outcome::Optimal, Some(solution), pivots);
            }
            Ok(SolveOutcome::Interrupted(interrupted)) => {
                pivots = interrupted.stats().lp_iterations;
                if !go_on() {
                    return (Outcome::Stopped, None, pivots);
                }
                outcome = SolveOutcome::Interrupted(interrupted).resume();
            }
            Err(microlp::Error::Infeasible) => return (Outcome::Infeasible, None, pivots),
            Err(_) => return (Outcome::Stopped, None, pivots),
        }
    }
    (Outcome::Stopped, None, pivots)
}

/// A library with someone to ask whether to go on.
pub(crate) struct Patient<'a, 'b> {
    pub whole: &'b mut Whole<'a>,
    pub go_on: &'b dyn Fn() -> bool,
}

impl Engine for Patient<'_, '_> {
    fn solve(&mut self, program: &impl Program, _: u64) -> Outcome {
        self.whole.solve(program, self.go_on)
    }

    fn moved(&self) -> Vec<(usize, f64)> {
        self.whole.moved.clone()
    }

    fn settle(&mut self, unit: f64) -> bool {
        (self.go_on)() && self.whole.settle(unit, self.go_on)
    }
}
