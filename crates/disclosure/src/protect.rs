//! Choosing what to hide: first what must be protected itself, then whatever would give it away.
//!
//! Every count that must stay uncertain makes two *demands*: its range must reach so far down, and so far up. A demand
//! is met once a whole-numbered point is known that agrees with everything printed and lies that far out; one such
//! point often meets many demands. Unmet demands are met by the cheapest move ([`Elastic`]); at the end, figures hidden
//! on the way are shown again, dearest first, wherever all demands stay met.
//!
//! Source: Fischetti and Salazar 2001, with a final clean-up.

use std::collections::BTreeMap;

use crate::audit::watched;
use crate::base::Base;
use crate::elastic::{Elastic, GivesWay, Move, Whole, everything_free_hidden};
use crate::fault::Fault;
use crate::integer::{End, Search};
use crate::options::{Options, Report, Weights};
use crate::pattern::{Display, Pattern, Why};
use crate::problem::{CellId, FigureId, FigureState, Need, Problem};
use crate::simplex::Simplex;
use crate::solver::Solver;
use crate::world::{Knowledge, World};

/// Rounds of showing hidden figures again.
const CLEANING_ROUNDS: usize = 3;

/// What to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// What happens to every figure.
    pub pattern: Pattern,
    /// Counts that cannot stay as uncertain as they should, whatever else is hidden: [`crate::audit`] tells whether
    /// that is new, or was so before.
    pub exposed: Vec<CellId>,
    /// What it costs, and how good it is.
    pub report: Report,
}

/// Chooses what to hide, without looking for anything better than the first safe pattern.
///
/// The result is a proposal: whoever publishes asks [`crate::audit`] first, which does not rely on anything found here.
/// Errors: [`Fault`]; nothing may be published then.
pub fn protect(problem: &Problem) -> Result<Protection, Fault> {
    protect_with(problem, &Options::default())
}

/// Chooses what to hide, with so much effort as the options permit.
///
/// Errors: [`Fault`]; nothing may be published then.
pub fn protect_with(problem: &Problem, options: &Options) -> Result<Protection, Fault> {
    let solver: &dyn Solver = &Simplex;
    let base = Base::new(problem, solver)?;
    let mut work = Work {
        solver,
        problem,
        base: &base,
        elastic: Elastic::new(solver, problem, &base),
        pattern: primary_pattern(problem),
        witnesses: Vec::new(),
        attainable: BTreeMap::new(),
        exposed: Vec::new(),
    };
    work.meet_all_demands()?;
    for _ in 0..CLEANING_ROUNDS {
        if !work.show_again()? {
            break;
        }
    }
    work.offer_coded()?;
    let report = report(problem, &work.pattern, options.weights);
    Ok(Protection {
        pattern: work.pattern,
        exposed: work.exposed,
        report,
    })
}

fn report(problem: &Problem, pattern: &Pattern, weights: Weights) -> Report {
    let mut report = Report {
        solver: "simplex of the crate",
        ..Report::default()
    };
    for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
        let weight = match weights {
            Weights::AsGiven => figure.weight,
            Weights::Count => 1,
        };
        if matches!(display, Display::Hidden(Why::Primary | Why::Complementary)) {
            report.loss = report.loss.saturating_add(weight);
        }
        if *display == Display::Hidden(Why::Primary) {
            report.primary_loss = report.primary_loss.saturating_add(weight);
        }
    }
    report.bound = report.primary_loss;
    report
}

/// Hides only what must be protected itself. Not safe; it exists so that tests can show that they would notice.
#[doc(hidden)]
pub fn protect_primary_only(problem: &Problem) -> Protection {
    let pattern = primary_pattern(problem);
    Protection {
        report: report(problem, &pattern, Weights::AsGiven),
        pattern,
        exposed: Vec::new(),
    }
}

fn primary_pattern(problem: &Problem) -> Pattern {
    let needs = |cell: &CellId| {
        let cell = &problem.cells[cell.0];
        cell.need.is_some() && cell.low < cell.high
    };
    let display = |figure: &crate::problem::Figure| match figure.state {
        FigureState::MustShow => Display::Shown,
        FigureState::Withheld => Display::Hidden(Why::Withheld),
        FigureState::Free | FigureState::Public if figure.cells.iter().chain(&figure.about).any(needs) => {
            Display::Hidden(Why::Primary)
        }
        FigureState::Free | FigureState::Public => Display::Shown,
    };
    Pattern {
        displays: problem.figures.iter().map(display).collect(),
    }
}

/// A point that proves how far cells can reach, and the figures that would show that it is not the truth.
struct Witness {
    point: Vec<i64>,
    betrayed_by: Vec<usize>,
}

struct Work<'a> {
    solver: &'a dyn Solver,
    problem: &'a Problem,
    base: &'a Base,
    elastic: Elastic<'a>,
    pattern: Pattern,
    witnesses: Vec<Witness>,
    /// How far a cell can reach at most, where that is less than demanded.
    attainable: BTreeMap<(usize, End), i64>,
    exposed: Vec<CellId>,
}

impl Work<'_> {
    fn meet_all_demands(&mut self) -> Result<(), Fault> {
        while let Some(demand) = self.unmet(&self.pattern) {
            let pattern = self.pattern.clone();
            if self.is_met_under(&pattern, demand)? {
                continue;
            }
            match self.cheapest_witness(demand)? {
                Some(point) => self.open(point),
                None => self.settle_for_less(demand)?,
            }
        }
        Ok(())
    }

    /// Looks for witnesses that meet the demand under this pattern, with nothing more hidden.
    fn is_met_under(&mut self, pattern: &Pattern, demand: Move) -> Result<bool, Fault> {
        if let Some(point) = self.reach(pattern, demand)? {
            let witness = self.witness(point);
            self.witnesses.push(witness);
            return Ok(true);
        }
        let cell = demand.cell;
        if self.base.needs[cell].is_some_and(|need| matches!(need, Need::Reach { .. } | Need::Sliding { .. }))
        {
            return Ok(false);
        }
        // Any range that is wide enough will do, so see how far it reaches at either end.
        for end in [End::Low, End::High] {
            let furthest = self.furthest(pattern, cell, end)?;
            if let Some(point) = furthest {
                let witness = self.witness(point);
                self.witnesses.push(witness);
            }
        }
        Ok(self.unmet(pattern).is_none_or(|left| left.cell != cell))
    }

    /// A point that meets the demand, at the least cost in figures that was found.
    fn cheapest_witness(&mut self, demand: Move) -> Result<Option<Vec<i64>>, Fault> {
        if let Some(GivesWay::Figures(figures)) =
            self.elastic.cheapest(demand, &self.pattern, Whole::Anything)
        {
            let mut trial = self.pattern.clone();
            for figure in figures {
                if trial.displays[figure] == Display::Shown {
                    trial.displays[figure] = Display::Hidden(Why::Complementary);
                }
            }
            if trial != self.pattern
                && let Some(point) = self.reach(&trial, demand)?
            {
                return Ok(Some(point));
            }
        }
        if let Some(GivesWay::Point(point)) = self.elastic.cheapest(demand, &self.pattern, Whole::Counts) {
            return Ok(Some(point));
        }
        self.reach(&everything_free_hidden(self.problem), demand)
    }

    /// Keeps a witness, and hides the figures that would betray it.
    fn open(&mut self, point: Vec<i64>) {
        let witness = self.witness(point);
        for figure in &witness.betrayed_by {
            if self.pattern.displays[*figure] == Display::Shown {
                self.pattern.displays[*figure] = Display::Hidden(Why::Complementary);
            }
        }
        self.witnesses.push(witness);
    }

    fn witness(&self, point: Vec<i64>) -> Witness {
        let betrayed_by = (0..self.problem.figures.len())
            .filter(|f| self.betrays(*f, &point))
            .collect();
        Witness { point, betrayed_by }
    }

    fn betrays(&self, figure: usize, point: &[i64]) -> bool {
        let figure = &self.problem.figures[figure];
        figure.state == FigureState::Free
            && (figure
                .cells
                .iter()
                .any(|cell| point[cell.0] != self.base.point[cell.0])
                || figure
                    .statements
                    .iter()
                    .any(|statement| !statement.holds_at(point)))
    }

    /// The first demand that no witness meets under this pattern.
    fn unmet(&self, pattern: &Pattern) -> Option<Move> {
        let mut seen = self
            .base
            .point
            .iter()
            .map(|value| (*value, *value))
            .collect::<Vec<_>>();
        for witness in self
            .witnesses
            .iter()
            .filter(|witness| self.is_valid(witness, pattern))
        {
            for ((low, high), value) in seen.iter_mut().zip(&witness.point) {
                (*low, *high) = ((*low).min(*value), (*high).max(*value));
            }
        }
        watched(self.problem, self.base, pattern)
            .into_iter()
            .find_map(|(cell, need)| match need? {
                Need::Reach { .. } => self.short_of_reach(cell, need?, seen[cell]),
                Need::Width(width) => self.short_of_width(cell, width, seen[cell]),
                Need::Sliding { width, .. } => self
                    .short_of_reach(cell, need?, seen[cell])
                    .or_else(|| self.short_of_width(cell, width, seen[cell])),
            })
    }

    /// How far a cell can reach at either end, as far as known.
    fn limits(&self, cell: usize) -> (i64, i64) {
        let bounds = &self.problem.cells[cell];
        let limit = |end: End| self.attainable.get(&(cell, end)).copied();
        (
            limit(End::Low).unwrap_or(bounds.low),
            limit(End::High).unwrap_or(bounds.high),
        )
    }

    fn short_of_reach(&self, cell: usize, need: Need, seen: (i64, i64)) -> Option<Move> {
        let (low, high) = self.base.ends(self.problem, cell, need);
        let (least, most) = self.limits(cell);
        // What is missing below must be made up for above, and the other way round.
        let (missing_below, missing_above) = ((least - low).max(0), (high - most).max(0));
        let low = (low - missing_above).max(least);
        let high = (high + missing_below).min(most);
        if seen.0 > low {
            return Some(Move {
                cell,
                end: End::Low,
                wanted: low,
            });
        }
        (seen.1 < high).then_some(Move {
            cell,
            end: End::High,
            wanted: high,
        })
    }

    fn short_of_width(&self, cell: usize, width: i64, seen: (i64, i64)) -> Option<Move> {
        let (least, most) = self.limits(cell);
        let width = width.min(most - least);
        if seen.1 - seen.0 >= width {
            return None;
        }
        let low = seen.1 - width;
        if low >= least {
            return Some(Move {
                cell,
                end: End::Low,
                wanted: low,
            });
        }
        let high = (least + width).min(most);
        if seen.1 < high {
            return Some(Move {
                cell,
                end: End::High,
                wanted: high,
            });
        }
        Some(Move {
            cell,
            end: End::Low,
            wanted: least,
        })
    }

    fn is_valid(&self, witness: &Witness, pattern: &Pattern) -> bool {
        let not_betrayed = witness
            .betrayed_by
            .iter()
            .all(|figure| pattern.displays[*figure] != Display::Shown);
        let agrees = |(index, display): (usize, &Display)| match display {
            Display::Coded => self.problem.figures[index]
                .coded
                .iter()
                .flatten()
                .all(|statement| statement.holds_at(&witness.point)),
            Display::Shown | Display::Hidden(_) => true,
        };
        not_betrayed && pattern.displays.iter().enumerate().all(agrees)
    }

    /// A point that meets the demand under this pattern, with nothing more hidden.
    fn reach(&self, pattern: &Pattern, demand: Move) -> Result<Option<Vec<i64>>, Fault> {
        self.search(pattern, demand.cell, |search, position, _| {
            search.reach(position, demand.end, demand.wanted)
        })
    }

    /// The point furthest out at one end of a cell under this pattern; `None` if the pattern tells the cell.
    fn furthest(&self, pattern: &Pattern, cell: usize, end: End) -> Result<Option<Vec<i64>>, Fault> {
        self.search(pattern, cell, |search, position, start| {
            Some(search.extreme(position, end, start).point)
        })
    }

    fn search(
        &self,
        pattern: &Pattern,
        cell: usize,
        look: impl FnOnce(&mut Search, usize, Vec<i64>) -> Option<Vec<i64>>,
    ) -> Result<Option<Vec<i64>>, Fault> {
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
        let mut point = self.base.point.clone();
        for (cell, value) in piece.cells.iter().zip(found) {
            point[*cell] = value;
        }
        Ok(Some(point))
    }

    /// Even with everything hidden the demand cannot be met: notes why, and demands what can be.
    fn settle_for_less(&mut self, demand: Move) -> Result<(), Fault> {
        let all_hidden = everything_free_hidden(self.problem);
        let furthest = self.furthest(&all_hidden, demand.cell, demand.end)?;
        let attained = furthest
            .as_ref()
            .map_or(self.base.point[demand.cell], |point| point[demand.cell]);
        let known = self.attainable.insert((demand.cell, demand.end), attained);
        let cell = CellId(demand.cell);
        if known == Some(attained)
            && let Some(point) = furthest
        {
            // Asked for the second time: no cheaper way there was found, so everything on this one gives way.
            self.open(point);
        }
        if self.base.needs[demand.cell].is_some() && !self.exposed.contains(&cell) {
            self.exposed.push(cell);
        }
        Ok(())
    }

    /// Shows figures again that need not be hidden. Tells whether there were any.
    fn show_again(&mut self) -> Result<bool, Fault> {
        let mut candidates: Vec<FigureId> = (0..self.problem.figures.len()).map(FigureId).collect();
        candidates.retain(|figure| self.pattern.of(*figure) == Display::Hidden(Why::Complementary));
        candidates.sort_by_key(|figure| (std::cmp::Reverse(self.problem.figures[figure.0].weight), figure.0));
        let mut any = false;
        for figure in candidates {
            any |= self.try_display(figure, Display::Shown)?;
        }
        Ok(any)
    }

    /// Prints "95% or more" and the like instead of the mark, where that gives nothing away.
    fn offer_coded(&mut self) -> Result<(), Fault> {
        for index in 0..self.problem.figures.len() {
            let is_hidden = matches!(
                self.pattern.displays[index],
                Display::Hidden(Why::Primary | Why::Complementary)
            );
            if is_hidden && self.problem.figures[index].coded.is_some() {
                self.try_display(FigureId(index), Display::Coded)?;
            }
        }
        Ok(())
    }

    fn try_display(&mut self, figure: FigureId, display: Display) -> Result<bool, Fault> {
        let mut trial = self.pattern.clone();
        trial.displays[figure.0] = display;
        while let Some(demand) = self.unmet(&trial) {
            if !self.is_met_under(&trial, demand)? {
                return Ok(false);
            }
        }
        self.pattern = trial;
        Ok(true)
    }
}
