//! A reader of everything printed: what he works out at once, and the search for how far each remaining count can lie
//! from the truth.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::audit::Range;
use crate::base::Base;
use crate::far;
use crate::fault::Fault;
use crate::integer::{End, Search};
use crate::nearby::{Links, Nearby, Place};
use crate::pattern::Pattern;
use crate::problem::{CellId, Need, Problem};
use crate::propagation::propagate;
use crate::solver::{Session, Solver};
use crate::thin::thin;
use crate::world::{Knowledge, Piece, World};

/// In pieces up to this many unknowns, both ends of every range are computed to the last one.
const EXACT_CELLS_MAX: usize = 60;
/// Pieces up to this many unknowns are searched as a whole where looking nearby is not enough.
const WHOLE_CELLS_MAX: usize = 1_500;
/// Rounds of working out what follows at once; what is left is found by the search.
const ROUNDS_MAX: usize = 5;
/// Cells looked at in one go, with what is found for one used for the next. Fixed, so that the answers do not depend on
/// the number of threads.
const TARGETS_PER_JOB: usize = 256;
/// Dear searches in one go.
const DEAR_MAX: u32 = 192;
/// Where so many of them found nothing, one after the other, the library is asked about the whole first.
const DEAR_MISSED_MAX: u32 = 3;
/// Searches of the whole in one go that may find nothing.
const FAR_MAX: u32 = 192;

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

/// The search in one piece.
struct Look<'a> {
    reader: &'a Reader<'a>,
    piece: usize,
    /// The least and the most that each cell is known to reach.
    seen: Vec<(i64, i64)>,
    nearby: Option<Nearby<'a>>,
    /// Searches of the whole by the library that may still find nothing, and their steps so far.
    far_left: u32,
    far_steps: u64,
    /// Dear searches near by that found nothing, one after the other.
    dear_missed: u32,
    session: Option<Box<dyn Session>>,
}

impl<'a> Look<'a> {
    fn new(reader: &'a Reader<'a>, piece: usize) -> Result<Look<'a>, Fault> {
        let shape = &reader.world.pieces[piece];
        reader.base.agrees_in(reader.problem, shape)?;
        let start = &reader.starts[piece];
        let engine = (reader.solver, reader.problem, reader.base);
        let links = reader.links[piece].as_ref();
        Ok(Look {
            reader,
            piece,
            seen: reader.seen_in(shape, start),
            far_left: FAR_MAX,
            far_steps: 0,
            dear_missed: 0,
            nearby: links.map(|links| Nearby::new(engine, shape, links, start, DEAR_MAX)),
            session: None,
        })
    }

    fn steps(&self) -> u64 {
        let nearby = self.nearby.as_ref().map_or(0, |nearby| nearby.steps);
        self.far_steps + nearby + self.session.as_ref().map_or(0, |session| session.steps())
    }

    fn target(&mut self, target: &Target, depth: Depth) -> Result<Looked, Fault> {
        let (_, position) = self.reader.world.place[target.cell].expect("it was found in this piece");
        let shape = &self.reader.world.pieces[self.piece];
        let is_large = self.nearby.is_some();
        let can_search_all = shape.cells.len() <= WHOLE_CELLS_MAX;
        if is_large && (depth == Depth::AsNeeded || !can_search_all) {
            self.look_nearby(position, target);
        }
        let looked = self.so_far(position, target);
        if is_large && (!can_search_all || (looked.is_met && depth == Depth::AsNeeded)) {
            return Ok(looked);
        }
        let wanted = target
            .need
            .map(|need| self.reader.base.ends(self.reader.problem, target.cell, need));
        let is_first = self.last(position, End::Low, wanted.map(|ends| ends.0))?;
        let is_last = self.last(position, End::High, wanted.map(|ends| ends.1))?;
        let mut looked = self.so_far(position, target);
        looked.range.is_exact |= is_first && is_last;
        Ok(looked)
    }

    fn so_far(&self, position: usize, target: &Target) -> Looked {
        let (low, high) = self.seen[position];
        let range = Range {
            cell: CellId(target.cell),
            low,
            high,
            // Nothing lies beyond what single rows leave.
            is_exact: (low, high) == self.reader.world.pieces[self.piece].bounds[position],
        };
        Looked {
            range,
            is_met: self.reader.is_met(&range, target.need),
        }
    }

    /// Moves the cell as far as it must be movable, looking only at the cells around it.
    fn look_nearby(&mut self, position: usize, target: &Target) {
        let Some(need) = target.need else {
            return;
        };
        let (low, high) = self.reader.base.ends(self.reader.problem, target.cell, need);
        self.reach(position, End::Low, low);
        self.reach(position, End::High, high);
        if matches!(need, Need::Reach { .. }) || self.so_far(position, target).is_met {
            return;
        }
        // Any range that is wide enough will do: what is missing at one end is made up for at the other.
        let width = self.reader.width(target.cell, need);
        self.reach(position, End::High, self.seen[position].0.saturating_add(width));
        for end in [End::Low, End::High] {
            if self.so_far(position, target).is_met {
                return;
            }
            let furthest = self
                .nearby
                .as_mut()
                .and_then(|nearby| nearby.furthest(position, end));
            self.see(furthest);
            self.reach(position, End::High, self.seen[position].0.saturating_add(width));
        }
    }

    /// Looks nearby for a place where the cell lies at `wanted`, or where single rows stop it, or further out.
    fn reach(&mut self, position: usize, end: End, wanted: i64) {
        let (low, high) = self.reader.world.pieces[self.piece].bounds[position];
        let wanted = wanted.clamp(low, high);
        let (least, most) = self.seen[position];
        if end.reaches(least, wanted) || end.reaches(most, wanted) {
            return;
        }
        let place = if self.dear_missed < DEAR_MISSED_MAX {
            let place = self.look_dearly(position, end, wanted);
            place.or_else(|| self.look_far(position, wanted))
        } else {
            let dear = self.dear(0);
            let place = self.look_near(position, end, wanted);
            let place = place.or_else(|| self.look_far(position, wanted));
            self.dear(dear);
            place.or_else(|| self.look_dearly(position, end, wanted))
        };
        self.see(place);
    }

    fn look_near(&mut self, position: usize, end: End, wanted: i64) -> Option<Place> {
        let nearby = self.nearby.as_mut()?;
        nearby.reach(position, end, wanted)
    }

    /// Looks near by with dear searches too, and notes whether these were in vain.
    fn look_dearly(&mut self, position: usize, end: End, wanted: i64) -> Option<Place> {
        let left = |look: &Look| look.nearby.as_ref().map_or(0, |nearby| nearby.dear_left);
        let before = left(self);
        let place = self.look_near(position, end, wanted);
        if place.is_some() {
            self.dear_missed = 0;
        } else if left(self) < before {
            self.dear_missed += 1;
        }
        place
    }

    /// Permits so many dear searches near by; tells how many were permitted before.
    fn dear(&mut self, permitted: u32) -> u32 {
        let left = self.nearby.as_mut().map(|nearby| &mut nearby.dear_left);
        left.map_or(0, |left| std::mem::replace(left, permitted))
    }

    /// Whether the library can be asked about the whole piece.
    fn can_look_far(&self) -> bool {
        let shape = &self.reader.world.pieces[self.piece];
        shape.cells.len() > WHOLE_CELLS_MAX && far::can_hold(shape)
    }

    /// Looks in the whole piece, where it is too large for the dictionary.
    fn look_far(&mut self, position: usize, wanted: i64) -> Option<Place> {
        if self.far_left == 0 || !self.can_look_far() {
            return None;
        }
        let shape = &self.reader.world.pieces[self.piece];
        let (place, steps) = far::reach(shape, &self.reader.starts[self.piece], position, wanted);
        self.far_steps += steps;
        if place.is_none() {
            self.far_left -= 1;
        }
        place
    }

    fn see(&mut self, place: Option<Place>) {
        for (cell, value) in place.into_iter().flatten() {
            let (low, high) = &mut self.seen[cell];
            (*low, *high) = ((*low).min(value), (*high).max(value));
        }
    }

    /// Follows one end to the last in the whole piece; tells whether it is the last.
    fn last(&mut self, position: usize, end: End, wanted: Option<i64>) -> Result<bool, Fault> {
        let reader = self.reader;
        let shape = &reader.world.pieces[self.piece];
        if self.session.is_none() {
            self.session = Some(shape.session(reader.solver, reader.problem, &reader.base.point)?);
        }
        let session = self.session.as_mut().expect("it was made just now");
        let mut search = Search::within(shape, session.as_mut());
        let (low, high) = self.seen[position];
        let mut found = Vec::new();
        let is_seen = |wanted: i64| end.reaches(low, wanted) || end.reaches(high, wanted);
        if let Some(wanted) = wanted.filter(|wanted| !is_seen(*wanted)) {
            found.extend(search.reach(position, end, wanted));
        }
        let furthest = found
            .iter()
            .map(|point: &Vec<i64>| point[position])
            .chain([low, high]);
        let furthest = match end {
            End::Low => furthest.min(),
            End::High => furthest.max(),
        };
        // Only the cell's own value matters to what follows, so the truth stands for the rest of the point.
        let mut known = reader.starts[self.piece].clone();
        known[position] = furthest.unwrap_or(known[position]);
        let extreme = search.extreme(position, end, known);
        found.push(extreme.point);
        for point in found {
            self.see(Some(point.into_iter().enumerate().collect()));
        }
        Ok(extreme.is_exact)
    }
}
