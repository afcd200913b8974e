//! A reader of everything printed: what he works out at once, and the search for how far each remaining count can lie
//! from the truth.

mod look;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::audit::Range;
use crate::base::Base;
use crate::fault::Fault;
use crate::nearby::Links;
use crate::pattern::Pattern;
use crate::problem::{CellId, Need, Problem};
use crate::propagation::propagate;
use crate::solver::Solver;
use crate::thin::thin;
use crate::world::{Knowledge, Piece, World};
use look::Look;

/// In pieces up to this many unknowns, both ends of every range are computed to the last one.
const EXACT_CELLS_MAX: usize = 60;
/// Rounds of working out what follows at once; what is left is found by the search.
const ROUNDS_MAX: usize = 5;
/// Cells looked at in one go, with what is found for one used for the next. Fixed, so that the answers do not depend on
/// the number of threads.
const TARGETS_PER_JOB: usize = 256;
/// A cell to look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub cell: usize,
    pub need: Option<Need>,
}

/// What was found about a target.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looked {
    pub range: Range,
    pub is_met: bool,
}

/// How far ends are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// In large pieces, only as far as shows that the count is safe.
    AsNeeded,
    /// To the last one, as far as that can be searched.
    ToTheLast,
}

/// A reader, before any search.
pub(crate) struct Reader<'a> {
    solver: &'a dyn Solver,
    problem: &'a Problem,
    base: &'a Base,
    fixed: Vec<Option<i64>>,
    pub world: World,
    /// How far below and above the truth each cell is known to be able to lie before any search; empty for unknown.
    pub seen: Vec<(i64, i64)>,
    /// The truth in each piece.
    starts: Vec<Vec<i64>>,
    /// For large pieces.
    links: Vec<Option<Links>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        solver: &'a dyn Solver,
        problem: &'a Problem,
        base: &'a Base,
        pattern: &Pattern,
    ) -> Reader<'a> {
        let mut knowledge = Knowledge::of_reader(problem, pattern);
        let mut rounds = 0;
        let world = loop {
            knowledge.settle(problem, &base.unsolved);
            let mut world = World::new(problem, &knowledge);
            thin(&mut world, EXACT_CELLS_MAX, &base.unsolved);
            let is_settled = narrow(&mut world, &mut knowledge.fixed, &base.unsolved);
            rounds += 1;
            if is_settled || rounds == ROUNDS_MAX {
                break world;
            }
        };
        let start = |cells: &Vec<usize>| cells.iter().map(|cell| base.point[*cell]).collect();
        let starts: Vec<Vec<i64>> = world.pieces.iter().map(|piece| start(&piece.cells)).collect();
        let links =
            world.pieces.iter().zip(&starts).map(|(piece, start)| {
                (piece.cells.len() > EXACT_CELLS_MAX).then(|| Links::new(piece, start))
            });
        Reader {
            solver,
            problem,
            base,
            fixed: knowledge.fixed,
            links: links.collect(),
            world,
            seen: Vec::new(),
            starts,
        }
    }

    /// What can be found about each target, in their order, and the steps taken. The same on any number of threads.
    ///
    /// Errors: the [`Fault`] of the first target that has one.
    pub(crate) fn look(
        &self,
        targets: &[Target],
        depth: Depth,
        threads: usize,
    ) -> Result<(Vec<Looked>, u64), Fault> {
        let mut looked: Vec<Option<Looked>> = vec![None; targets.len()];
        let mut by_piece: Vec<Vec<usize>> = vec![Vec::new(); self.world.pieces.len()];
        for (order, target) in targets.iter().enumerate() {
            match self.world.place[target.cell] {
                Some((piece, _)) => by_piece[piece].push(order),
                None => looked[order] = Some(self.known(target)),
            }
        }
        for orders in &mut by_piece {
            // What is found for one of those that must be uncertain mostly answers for others, so they are looked at together.
            orders.sort_by_key(|order| targets[*order].need.is_none());
        }
        let mut steps = 0;
        let jobs = jobs(&by_piece);
        let work = |job: &Vec<(usize, &[usize])>| {
            let mut found = Vec::new();
            let mut steps = 0;
            for (piece, orders) in job {
                let mut look = Look::new(self, *piece)?;
                for order in *orders {
                    found.push((*order, look.target(&targets[*order], depth)?));
                }
                steps += look.steps();
            }
            Ok((found, steps))
        };
        for result in in_parallel(&jobs, threads, &work) {
            let (found, taken): (Vec<(usize, Looked)>, u64) = result?;
            steps += taken;
            for (order, found) in found {
                looked[order] = Some(found);
            }
        }
        Ok((looked.into_iter().flatten().collect(), steps))
    }

    /// The least and the most that each cell of a piece is known to reach before any search.
    fn seen_in(&self, piece: &Piece, start: &[i64]) -> Vec<(i64, i64)> {
        let seen = |(cell, value): (&usize, &i64)| match self.seen.get(*cell) {
            Some((below, above)) => (value + below, value + above),
            None => (*value, *value),
        };
        piece.cells.iter().zip(start).map(seen).collect()
    }

    /// A count that the reader knows.
    fn known(&self, target: &Target) -> Looked {
        let value = self.fixed[target.cell].unwrap_or(self.base.point[target.cell]);
        let range = Range {
            cell: CellId(target.cell),
            low: value,
            high: value,
            is_exact: true,
        };
        Looked {
            range,
            is_met: self.is_met(&range, target.need),
        }
    }

    fn is_met(&self, range: &Range, need: Option<Need>) -> bool {
        let Some(need) = need else {
            return true;
        };
        let (low, high) = self.base.ends(self.problem, range.cell.0, need);
        match need {
            Need::Reach { .. } => range.low <= low && range.high >= high,
            Need::Width(_) => range.width() >= high - low,
            Need::Sliding { .. } => {
                range.low <= low && range.high >= high && range.width() >= self.width(range.cell.0, need)
            }
        }
    }

    /// How wide the range must be.
    fn width(&self, cell: usize, need: Need) -> i64 {
        let bounds = &self.problem.cells[cell];
        let (low, high) = self.base.ends(self.problem, cell, need);
        match need {
            Need::Reach { .. } | Need::Width(_) => high - low,
            Need::Sliding { width, .. } => width.min(bounds.high - bounds.low),
        }
    }
}

/// Draws what each row means for each cell, and notes the cells of which nothing remains open. Tells whether there were
/// none.
fn narrow(world: &mut World, fixed: &mut [Option<i64>], unsolved: &[bool]) -> bool {
    let mut is_settled = true;
    for piece in &mut world.pieces {
        let mut bounds = piece.bounds.clone();
        let is_sound = piece.cells.iter().all(|cell| !unsolved[*cell]);
        if !is_sound || !propagate(&piece.rows, &mut bounds) {
            continue;
        }
        for (cell, (low, high)) in piece.cells.iter().zip(&bounds) {
            if low == high {
                fixed[*cell] = Some(*low);
                is_settled = false;
            }
        }
        piece.bounds = bounds;
    }
    is_settled
}

/// The targets of each piece in portions: of small pieces several together, of large ones some at a time.
fn jobs(by_piece: &[Vec<usize>]) -> Vec<Vec<(usize, &[usize])>> {
    let mut jobs: Vec<Vec<(usize, &[usize])>> = Vec::new();
    let mut room = 0;
    for (piece, orders) in by_piece.iter().enumerate() {
        for part in orders.chunks(TARGETS_PER_JOB) {
            if part.len() > room {
                jobs.push(Vec::new());
                room = TARGETS_PER_JOB;
            }
            room -= part.len();
            jobs.last_mut()
                .expect("one was pushed if there was no room")
                .push((piece, part));
        }
    }
    jobs
}

/// Does all jobs on so many threads; the results are in the order of the jobs.
fn in_parallel<Job: Sync, Done: Send>(
    jobs: &[Job],
    threads: usize,
    work: &(impl Fn(&Job) -> Done + Sync),
) -> Vec<Done> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(index) else {
                break done;
            };
            done.push((index, work(job)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads.min(jobs.len())).map(|_| scope.spawn(run)).collect();
        let mut done = run();
        for helper in helpers {
            done.extend(helper.join().expect("looking does not panic"));
        }
        done
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, done)| done).collect()
}
