//! The attacker: what can be worked out about every hidden count from everything that is printed.

use crate::base::Base;
use crate::example::{Example, seen};
use crate::fault::Fault;
use crate::pattern::{Display, Pattern};
use crate::problem::{CellId, FigureState, Need, Problem};
use crate::reader::{Depth, Reader, Target};
use crate::simplex::Simplex;
use crate::solver::Solver;

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
    /// Cells looked into, known ones included.
    pub cells: usize,
    /// Cells that a reader does not know.
    pub unknown_cells: usize,
    /// Relations that a reader can use.
    pub relations: usize,
    /// Counts that must stay uncertain.
    pub functionals: usize,
    /// The solver that found the examples.
    pub solver: &'static str,
    /// Steps of the solver, the same on every machine and on any number of threads.
    pub steps: u64,
}

/// What is kept of an audit beside what was published. How long it took is for the caller to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Cells looked into.
    pub cells: usize,
    /// Cells that a reader does not know.
    pub unknown_cells: usize,
    /// Relations that a reader can use.
    pub relations: usize,
    /// Counts that must stay uncertain.
    pub functionals: usize,
    /// Of these, the ones that are not as uncertain as they must be.
    pub failing: usize,
    /// The narrowest range of a count that must stay uncertain, from its least to its most; `None` if there is none.
    pub narrowest: Option<(i64, i64)>,
    /// The solver that found the examples.
    pub solver: String,
    /// Steps of the solver.
    pub steps: u64,
}

/// How an audit is done. Whatever is chosen, the answer is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditOptions {
    /// Threads at work.
    pub threads: usize,
    /// Tables with more unknown cells are refused.
    pub unknown_cells_max: usize,
}

impl Default for AuditOptions {
    fn default() -> AuditOptions {
        AuditOptions {
            threads: 2,
            unknown_cells_max: 1_000_000,
        }
    }
}

impl Audit {
    /// Whether this may be published: it gives nothing away that was not given away before.
    pub fn passes(&self) -> bool {
        self.failures.iter().all(|failure| failure.is_already_public)
    }

    /// Whether nothing at all is given away, whether by this or by what was published before: what an audit of history
    /// asks.
    pub fn is_safe(&self) -> bool {
        self.failures.is_empty()
    }

    /// What is kept of it.
    pub fn certificate(&self) -> Certificate {
        Certificate {
            cells: self.cells,
            unknown_cells: self.unknown_cells,
            relations: self.relations,
            functionals: self.functionals,
            failing: self.failures.len(),
            narrowest: self.narrowest().map(|range| (range.low, range.high)),
            solver: self.solver.to_owned(),
            steps: self.steps,
        }
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
    audit_with(problem, pattern, &AuditOptions::default())
}

/// Audits a pattern.
///
/// A count is safe if its range, in whole numbers, reaches as far as its need says. In tables of more than a few dozen
/// unknown cells each range is followed only until that is shown; a count for which it could not be shown is a failure,
/// even where it could not be disproved either ([`Range::is_exact`] tells).
///
/// Errors: [`Fault`]; whoever gets one must not publish.
pub fn audit_with(problem: &Problem, pattern: &Pattern, options: &AuditOptions) -> Result<Audit, Fault> {
    audit_with_examples(problem, pattern, options, &[])
}

/// Audits a pattern, sparing the search wherever one of these examples already shows how far a count can lie.
///
/// The examples are not trusted: each is checked in whole numbers against everything that a reader knows, and dropped if
/// it does not hold. So whoever chose the pattern may hand over what he found ([`crate::Protection::examples`]), and nothing
/// he says can make a count safe that is not.
///
/// Errors: [`Fault`]; whoever gets one must not publish.
pub fn audit_with_examples(
    problem: &Problem,
    pattern: &Pattern,
    options: &AuditOptions,
    examples: &[Example],
) -> Result<Audit, Fault> {
    if pattern.displays.len() != problem.figures.len() {
        let (given, wanted) = (pattern.displays.len(), problem.figures.len());
        return Err(Fault::WrongPattern { given, wanted });
    }
    let solver = Simplex;
    let base = Base::new(problem, &solver)?;
    let mut reader = Reader::new(&solver, problem, &base, pattern);
    reader.seen = seen(problem, &base, pattern, examples);
    let targets: Vec<Target> = watched(problem, &base, pattern)
        .into_iter()
        .map(|(cell, need)| Target { cell, need })
        .collect();
    let mut audit = Audit {
        ranges: Vec::new(),
        failures: Vec::new(),
        cells: problem.cells.len(),
        unknown_cells: reader.world.place.iter().flatten().count(),
        relations: reader.world.pieces.iter().map(|piece| piece.rows.len()).sum(),
        functionals: targets.iter().filter(|target| target.need.is_some()).count(),
        solver: solver.name(),
        steps: 0,
    };
    if audit.unknown_cells > options.unknown_cells_max {
        return Err(Fault::TooBig {
            cells: audit.unknown_cells,
            relations: audit.relations,
        });
    }
    let (looked, steps) = reader.look(&targets, Depth::AsNeeded, options.threads)?;
    audit.steps = steps;
    let mut failing = Vec::new();
    for (target, looked) in targets.iter().zip(looked) {
        audit.ranges.push(looked.range);
        if let Some(need) = target.need.filter(|_| !looked.is_met) {
            failing.push((*target, need, looked.range));
        }
    }
    if failing.is_empty() {
        return Ok(audit);
    }
    // Told before? Then it must at least stay as wide as it was, or as wide as was asked.
    let nothing = Pattern {
        displays: vec![Display::Hidden(crate::Why::Withheld); problem.figures.len()],
    };
    let earlier = Reader::new(&solver, problem, &base, &nothing);
    let targets: Vec<Target> = failing.iter().map(|(target, _, _)| *target).collect();
    let (before, steps) = earlier.look(&targets, Depth::ToTheLast, options.threads)?;
    audit.steps += steps;
    for ((target, need, range), before) in failing.into_iter().zip(before) {
        let (low, high) = base.ends(problem, target.cell, need);
        let is_no_narrower = range.width() >= (high - low).min(before.range.width());
        audit.failures.push(Failure {
            range,
            need,
            is_already_public: is_no_narrower && before.range.is_exact && !before.is_met,
        });
    }
    Ok(audit)
}

/// The cells to look at: those with a need, and those that a hidden figure would have printed.
pub(crate) fn watched(problem: &Problem, base: &Base, pattern: &Pattern) -> Vec<(usize, Option<Need>)> {
    let mut is_hidden = vec![false; problem.cells.len()];
    for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
        let is_open = *display == Display::Shown || figure.state == FigureState::Public;
        // A rate prints no count; what is hidden with it is those it counts, whom it names first.
        let is_rate = figure.cells.is_empty() && figure.state == FigureState::Free;
        let counted = figure.about.iter().take(usize::from(is_rate));
        for cell in figure.cells.iter().chain(counted).filter(|_| !is_open) {
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
