//! The attacker: what can be worked out about every hidden count from everything that is printed.

use crate::base::Base;
use crate::fault::Fault;
use crate::integer::{End, Search};
use crate::pattern::{Display, Pattern};
use crate::problem::{CellId, FigureState, Need, Problem};
use crate::simplex::Simplex;
use crate::solver::{Session, Solver};
use crate::world::{Knowledge, World};

/// In pieces up to this many unknowns, both ends of every range are computed to the last one.
const EXACT_CELLS_MAX: usize = 60;

/// What a reader can work out about one count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The count.
    pub cell: CellId,
    /// The least it can be.
    pub low: i64,
    /// The most it can be.
    pub high: i64,
    /// Whether both ends are the last ones. If not, the true range is at least this wide.
    pub is_exact: bool,
}

impl Range {
    /// How uncertain the reader remains; 0 means that the count is given away.
    pub fn width(&self) -> i64 {
        self.high - self.low
    }
}

/// A count that is not protected as it must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    /// What a reader can work out.
    pub range: Range,
    /// What must remain uncertain.
    pub need: Need,
    /// Whether it could be worked out as well from what was published before, so that hiding cannot help any more.
    pub is_already_public: bool,
}

/// The result of an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The range of every count that is hidden or needs protection.
    pub ranges: Vec<Range>,
    /// Every count that is not protected as it must be.
    pub failures: Vec<Failure>,
    /// Cells that a reader does not know.
    pub unknown_cells: usize,
    /// Relations that a reader can use.
    pub relations: usize,
    /// Steps of the solver, the same on every machine.
    pub steps: u64,
}

impl Audit {
    /// Whether this may be published: it gives nothing away that was not given away before.
    pub fn passes(&self) -> bool {
        self.failures.iter().all(|failure| failure.is_already_public)
    }

    /// The count about which most can be worked out.
    pub fn narrowest(&self) -> Option<&Range> {
        self.ranges.iter().min_by_key(|range| range.width())
    }
}

/// Audits a pattern with the solver of this crate.
///
/// Errors: [`Fault`]; whoever gets one must not publish.
pub fn audit(problem: &Problem, pattern: &Pattern) -> Result<Audit, Fault> {
    audit_with(&Simplex, problem, pattern)
}

/// Audits a pattern with the given solver.
///
/// Errors: [`Fault`]; whoever gets one must not publish.
pub fn audit_with(solver: &dyn Solver, problem: &Problem, pattern: &Pattern) -> Result<Audit, Fault> {
    if pattern.displays.len() != problem.figures.len() {
        let (given, wanted) = (pattern.displays.len(), problem.figures.len());
        return Err(Fault::WrongPattern { given, wanted });
    }
    let base = Base::new(problem, solver)?;
    let mut attacker = Attacker::new(solver, problem, &base, pattern);
    let before = Pattern {
        displays: vec![Display::Hidden(crate::Why::Withheld); problem.figures.len()],
    };
    let mut earlier = Attacker::new(solver, problem, &base, &before);
    let mut audit = Audit {
        ranges: Vec::new(),
        failures: Vec::new(),
        unknown_cells: attacker.world.place.iter().flatten().count(),
        relations: attacker.world.pieces.iter().map(|piece| piece.rows.len()).sum(),
        steps: 0,
    };
    for (cell, need) in watched(problem, &base, pattern) {
        let range = attacker.range(cell, need, Depth::AsNeeded)?;
        let Some(need) = need.filter(|need| !attacker.is_met(&range, *need)) else {
            audit.ranges.push(range);
            continue;
        };
        let range = attacker.range(cell, Some(need), Depth::ToTheLast)?;
        audit.ranges.push(range);
        if attacker.is_met(&range, need) {
            continue;
        }
        let before = earlier.range(cell, Some(need), Depth::ToTheLast)?;
        // Told before: then it must at least stay as wide as it was, or as wide as was asked.
        let (low, high) = base.ends(problem, cell, need);
        let is_no_narrower =
            range.width() >= (high - low) || (before.is_exact && range.width() >= before.width());
        let is_already_public = is_no_narrower && !earlier.is_met(&before, need);
        audit.failures.push(Failure {
            range,
            need,
            is_already_public,
        });
    }
    audit.steps = attacker.steps() + earlier.steps();
    Ok(audit)
}

/// The cells to look at: those with a need, and those that a hidden figure would have printed.
pub(crate) fn watched(problem: &Problem, base: &Base, pattern: &Pattern) -> Vec<(usize, Option<Need>)> {
    let mut is_hidden = vec![false; problem.cells.len()];
    for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
        let is_open = *display == Display::Shown || figure.state == FigureState::Public;
        for cell in figure.cells.iter().filter(|_| !is_open) {
            is_hidden[cell.0] = true;
        }
    }
    for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
        let is_open = *display == Display::Shown || figure.state == FigureState::Public;
        for cell in figure.cells.iter().filter(|_| is_open) {
            is_hidden[cell.0] = false;
        }
    }
    let mut watched = Vec::new();
    for (cell, is_hidden) in is_hidden.into_iter().enumerate() {
        let bounds = &problem.cells[cell];
        let by_hiding = is_hidden && problem.hidden_width > 0 && bounds.low < bounds.high;
        let need = base.needs[cell].or(by_hiding.then_some(Need::Width(problem.hidden_width)));
        if is_hidden || need.is_some() {
            watched.push((cell, need));
        }
    }
    watched
}

/// How far an end is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// In large pieces, only as far as shows that the count is safe.
    AsNeeded,
    /// To the last one.
    ToTheLast,
}

/// A reader with a solver.
struct Attacker<'a> {
    solver: &'a dyn Solver,
    problem: &'a Problem,
    base: &'a Base,
    fixed: Vec<Option<i64>>,
    world: World,
    sessions: Vec<Option<Box<dyn Session>>>,
    /// Points of each piece found so far: one found for one cell often shows how far others reach.
    points: Vec<Vec<Vec<i64>>>,
}

impl<'a> Attacker<'a> {
    fn new(solver: &'a dyn Solver, problem: &'a Problem, base: &'a Base, pattern: &Pattern) -> Attacker<'a> {
        let knowledge = Knowledge::of_reader(problem, pattern);
        let world = World::new(problem, &knowledge);
        let sessions = world.pieces.iter().map(|_| None).collect();
        let points = vec![Vec::new(); world.pieces.len()];
        Attacker {
            solver,
            problem,
            base,
            fixed: knowledge.fixed,
            world,
            sessions,
            points,
        }
    }

    fn steps(&self) -> u64 {
        self.sessions
            .iter()
            .flatten()
            .map(|session| session.steps())
            .sum()
    }

    fn is_met(&self, range: &Range, need: Need) -> bool {
        let (low, high) = self.base.ends(self.problem, range.cell.0, need);
        match need {
            Need::Reach { .. } => range.low <= low && range.high >= high,
            Need::Width(_) => range.width() >= high - low,
            Need::Sliding { width, .. } => {
                let bounds = &self.problem.cells[range.cell.0];
                let is_wide = range.width() >= width.min(bounds.high - bounds.low);
                range.low <= low && range.high >= high && is_wide
            }
        }
    }

    fn range(&mut self, cell: usize, need: Option<Need>, depth: Depth) -> Result<Range, Fault> {
        let Some((piece, position)) = self.world.place[cell] else {
            let value = self.fixed[cell].unwrap_or(self.base.point[cell]);
            return Ok(Range {
                cell: CellId(cell),
                low: value,
                high: value,
                is_exact: true,
            });
        };
        let wanted = need.map(|need| self.base.ends(self.problem, cell, need));
        let is_low_last = self.end(piece, position, End::Low, wanted.map(|ends| ends.0), depth)?;
        let is_high_last = self.end(piece, position, End::High, wanted.map(|ends| ends.1), depth)?;
        let start = self.base.point[cell];
        let known = self.points[piece].iter().map(|point| point[position]);
        let (low, high) = known.fold((start, start), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        Ok(Range {
            cell: CellId(cell),
            low,
            high,
            is_exact: is_low_last && is_high_last,
        })
    }

    /// Looks for one end, keeps the points found, and tells whether it is the last one.
    fn end(
        &mut self,
        piece: usize,
        position: usize,
        end: End,
        wanted: Option<i64>,
        depth: Depth,
    ) -> Result<bool, Fault> {
        let shape = &self.world.pieces[piece];
        self.base.agrees_in(self.problem, shape)?;
        let is_seen = |wanted: i64| {
            self.points[piece]
                .iter()
                .any(|point| end.reaches(point[position], wanted))
        };
        let is_enough = wanted.is_none_or(is_seen);
        // In large pieces the last end is looked for only where less would not show that the count is safe.
        let is_small = shape.cells.len() <= EXACT_CELLS_MAX || depth == Depth::ToTheLast;
        if is_enough && !is_small {
            return Ok(false);
        }
        if self.sessions[piece].is_none() {
            self.sessions[piece] = Some(shape.session(self.solver, self.problem, &self.base.point)?);
        }
        let session = self.sessions[piece].as_mut().expect("it was made just now");
        let mut search = Search::within(shape, session.as_mut());
        if let Some(wanted) = wanted.filter(|_| !is_enough) {
            let reached = search.reach(position, end, wanted);
            let is_reached = reached.is_some();
            self.points[piece].extend(reached);
            if is_reached && !is_small {
                return Ok(false);
            }
        }
        let start: Vec<i64> = shape.cells.iter().map(|cell| self.base.point[*cell]).collect();
        let known = self.points[piece].iter().chain([&start]);
        let furthest = match end {
            End::Low => known.min_by_key(|point| point[position]),
            End::High => known.max_by_key(|point| point[position]),
        };
        let extreme = search.extreme(position, end, furthest.unwrap_or(&start).clone());
        self.points[piece].push(extreme.point);
        Ok(extreme.is_exact)
    }
}
