//! A pattern in the making: which counts are not yet uncertain enough, and the two movements of the search: hide what
//! must give way for a count, and show again what need not be hidden.

mod asking;
mod demands;
mod walking;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use crate::base::Base;
use crate::elastic::{Move, everything_free_hidden};
use crate::fault::Fault;
use crate::integer::End;
use crate::lean::Lean;
use crate::near::Explorer;
use crate::net::{Net, hidden_with};
use crate::options::{Options, Phase, Progress};
use crate::pattern::{Display, Pattern, Why};
use crate::problem::{CellId, Need, Problem};
use crate::question::{Answer, Ask, Give};
use crate::slow::Slow;
use crate::whole::Whole;
use crate::witness::{Movement, Proofs};
use asking::Until;
use walking::Walking;

/// So many questions that take too long, and many counts are asked about at once.
const TOO_LONG_MAX: u32 = 6;
/// The thorough way is taken in problems up to this size.
const SLOW_CELLS_MAX: usize = 1_200;
/// Proofs kept before those that do not hold now are forgotten.
const FALLEN_MAX: usize = 200_000;

/// Counts that cannot be uncertain enough, and how far cells can reach where that is less than demanded.
pub(crate) type Exceptions = (Vec<CellId>, BTreeMap<(usize, End), i64>);

/// A pattern in the making.
pub(crate) struct Work<'a> {
    pub problem: &'a Problem,
    pub base: &'a Base,
    pub net: &'a Net,
    pub proofs: Proofs,
    pub exposed: Vec<CellId>,
    pub steps: u64,
    /// What the best safe pattern so far loses beside what is hidden for its own sake, and what is proved.
    pub best: Option<u64>,
    pub bound: u64,
    /// What is hidden for its own sake.
    pub primary_loss: u64,
    /// A factor on the cost of each figure while looking for variety; empty for none.
    pub bias: Vec<f64>,
    options: &'a Options<'a>,
    lean: Lean<'a>,
    pub whole: Whole<'a>,
    /// Another, for questions at the same time.
    other: Option<Whole<'a>>,
    /// For questions about what is hidden already.
    walking: Option<Walking>,
    /// How many questions proved too long for the lean search; from some on, many counts are asked about at once.
    too_long: u32,
    is_met_together: bool,
    phase: Cell<Phase>,
    explorer: Explorer,
    /// Whether nothing more could help after the last attempt.
    is_closed: bool,
    slow: Slow<'a>,
    /// How far a cell can reach at most, where that is less than demanded.
    attainable: BTreeMap<(usize, End), i64>,
}

/// The caller wants to stop.
pub(crate) struct Stop;

/// Why work ended early.
pub(crate) enum Ended {
    Fault(Fault),
    Stopped,
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Ended {
        Ended::Fault(fault)
    }
}

impl From<Stop> for Ended {
    fn from(_: Stop) -> Ended {
        Ended::Stopped
    }
}

impl<'a> Work<'a> {
    pub(crate) fn new(
        problem: &'a Problem,
        base: &'a Base,
        net: &'a Net,
        slow: Slow<'a>,
        options: &'a Options<'a>,
        pattern: Pattern,
    ) -> Work<'a> {
        Work {
            problem,
            base,
            net,
            proofs: Proofs::new(net, pattern),
            exposed: Vec::new(),
            steps: 0,
            best: None,
            bound: 0,
            primary_loss: 0,
            bias: Vec::new(),
            options,
            lean: Lean::new(net),
            whole: Whole::new(net),
            other: None,
            walking: None,
            too_long: 0,
            is_met_together: false,
            phase: Cell::new(Phase::Hiding),
            explorer: Explorer::new(net),
            is_closed: false,
            slow,
            attainable: BTreeMap::new(),
        }
    }

    /// Errors: [`Stop`] if the caller wants to stop.
    pub(crate) fn go_on(&self, phase: Phase) -> Result<(), Stop> {
        self.phase.set(phase);
        match (self.options.watch)(&self.progress()) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop),
        }
    }

    fn progress(&self) -> Progress {
        Progress {
            phase: self.phase.get(),
            steps: self.steps,
            loss: self.best.map(|loss| loss.saturating_add(self.primary_loss)),
            bound: self.bound.saturating_add(self.primary_loss),
        }
    }

    /// Hides figures until these cells, and those that hiding makes needy, are uncertain enough. Returns what was
    /// hidden.
    pub(crate) fn meet_all(
        &mut self,
        cells: impl IntoIterator<Item = usize>,
        phase: Phase,
    ) -> Result<Vec<usize>, Ended> {
        let mut hidden = Vec::new();
        let mut queue: BTreeSet<usize> = cells.into_iter().collect();
        let mut asked = 0u32;
        while let Some(cell) = queue.pop_first() {
            while let Some(demand) = self.unmet(cell) {
                let is_long = phase == Phase::Hiding && self.too_long >= TOO_LONG_MAX;
                if is_long && !self.is_met_together {
                    self.is_met_together = true;
                    queue.insert(cell);
                    let found = self.meet_together(&queue, phase)?;
                    queue.extend(
                        found
                            .iter()
                            .flat_map(|figure| hidden_with(&self.problem.figures[*figure])),
                    );
                    hidden.extend(found);
                    let cells: Vec<usize> = queue.iter().copied().collect();
                    self.prove_in_pairs(&cells, Until::AllTried)?;
                    continue;
                }
                asked += 1;
                if asked.is_multiple_of(4) {
                    self.go_on(phase)?;
                }
                for figure in self.meet(demand)? {
                    hidden.push(figure);
                    queue.extend(hidden_with(&self.problem.figures[figure]));
                }
            }
        }
        Ok(hidden)
    }

    /// Meets one demand; returns the figures that were hidden for it.
    fn meet(&mut self, demand: Move) -> Result<Vec<usize>, Fault> {
        if self.net.has_unsolved {
            self.slow.check(&self.proofs.pattern, demand.cell)?;
        }
        let ask = Ask::By(demand.wanted - self.base.point[demand.cell]);
        if let Answer::Moves(moved) = self.ask(demand.cell, Give::Everything, ask)
            && let Some(figures) = self.open(moved)
        {
            return Ok(figures);
        }
        if self.is_small()
            && let Some(moved) = self.slow.cheapest(self.net, &self.proofs.pattern, demand)?
            && let Some(figures) = self.open(moved)
        {
            return Ok(figures);
        }
        self.settle_for_less(demand)
    }

    /// Whether the thorough way can be taken.
    fn is_small(&self) -> bool {
        self.problem.cells.len() <= SLOW_CELLS_MAX
    }

    /// Keeps a proof, and hides the figures that would contradict it. `None` if it is no proof.
    pub(crate) fn open(&mut self, moved: Movement) -> Option<Vec<usize>> {
        let figures = self.proofs.admit(self.net, moved)?;
        for figure in &figures {
            self.proofs.display(*figure, Display::Hidden(Why::Complementary));
        }
        Some(figures)
    }

    /// Even with everything hidden the demand cannot be met: notes why, and demands what can be.
    fn settle_for_less(&mut self, demand: Move) -> Result<Vec<usize>, Fault> {
        let truth = self.base.point[demand.cell];
        let everything = everything_free_hidden(self.problem);
        let furthest = if self.is_small() {
            self.slow.furthest(&everything, demand.cell, demand.end)?
        } else {
            let ask = Ask::UpTo(demand.wanted - truth);
            match self.ask(demand.cell, Give::Everything, ask) {
                Answer::Moves(moved) => Some(moved),
                Answer::Never | Answer::Unclear | Answer::TooLong => None,
            }
        };
        let by = |moved: &Movement| {
            let at = moved.binary_search_by_key(&demand.cell, |(cell, _)| *cell);
            at.map_or(0, |at| moved[at].1)
        };
        let attained = truth + furthest.as_ref().map_or(0, by);
        let known = self.attainable.insert((demand.cell, demand.end), attained);
        let cell = CellId(demand.cell);
        if self.base.needs[demand.cell].is_some() && !self.exposed.contains(&cell) {
            self.exposed.push(cell);
        }
        if known == Some(attained)
            && let Some(moved) = furthest
        {
            // Asked for the second time: no cheaper way there was found, so everything on this one gives way.
            return Ok(self.open(moved).unwrap_or_default());
        }
        Ok(Vec::new())
    }

    /// Looks for proofs that the cell is uncertain enough, with nothing more hidden.
    fn is_met(&mut self, cell: usize) -> Result<bool, Fault> {
        let mut asked = None;
        while let Some(demand) = self.unmet(cell) {
            if asked == Some(demand) {
                return Ok(false);
            }
            asked = Some(demand);
            let ask = Ask::By(demand.wanted - self.base.point[cell]);
            if self.prove(demand, ask)? {
                continue;
            }
            match self.need_of(cell) {
                Some(Need::Width(_)) => {}
                Some(Need::Sliding { .. } | Need::Reach { .. }) | None => return Ok(false),
            }
            // Any range that is wide enough will do, so see how far it reaches at either end.
            for end in [End::Low, End::High] {
                let (below, above) = self.net.room[cell];
                let width = self.problem.hidden_width.max(demand_size(self.need_of(cell)));
                let amount = match end {
                    End::Low => below.max(-width),
                    End::High => above.min(width),
                };
                let wanted = self.base.point[cell] + amount;
                if amount != 0 {
                    self.prove(Move { cell, end, wanted }, Ask::UpTo(amount))?;
                }
            }
        }
        Ok(true)
    }

    /// Looks for one proof under the present pattern; tells whether one was found.
    fn prove(&mut self, demand: Move, ask: Ask) -> Result<bool, Fault> {
        let moved = match self.ask(demand.cell, Give::HiddenOnly, ask) {
            Answer::Moves(moved) => Some(moved),
            Answer::Never => None,
            Answer::Unclear | Answer::TooLong if self.is_small() => match ask {
                Ask::By(_) => self.slow.reach(&self.proofs.pattern, demand)?,
                Ask::UpTo(_) => self
                    .slow
                    .furthest(&self.proofs.pattern, demand.cell, demand.end)?,
            },
            Answer::Unclear | Answer::TooLong => None,
        };
        Ok(moved.is_some_and(|moved| self.proofs.admit(self.net, moved).is_some()))
    }

    /// Displays a figure otherwise, if every count stays uncertain enough. Tells whether it was done.
    pub(crate) fn try_display(&mut self, figure: usize, display: Display) -> Result<bool, Ended> {
        let before = self.proofs.pattern.displays[figure];
        let narrowed = self.proofs.display(figure, display);
        let found = self.are_met(narrowed);
        if !matches!(found, Ok(true)) {
            self.proofs.display(figure, before);
        }
        found
    }

    fn are_met(&mut self, mut cells: Vec<usize>) -> Result<bool, Ended> {
        if self.is_met_together {
            let is_range = |need: Option<Need>| matches!(need, Some(Need::Width(_)));
            let (ranges, others): (Vec<usize>, Vec<usize>) =
                cells.into_iter().partition(|cell| is_range(self.need_of(*cell)));
            if !self.prove_in_pairs(&others, Until::OneFails)?.is_empty() {
                return Ok(false);
            }
            cells = ranges;
        }
        for cell in cells {
            if !self.is_met(cell)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Shows these figures again where they need not be hidden, in this order. Tells whether any was.
    pub(crate) fn show_again(&mut self, figures: &[usize], phase: Phase) -> Result<bool, Ended> {
        let mut any = false;
        for figure in figures {
            self.go_on(phase)?;
            any |= self.try_display(*figure, Display::Shown)?;
        }
        Ok(any)
    }

    /// Figures hidden for the sake of others, dearest first.
    pub(crate) fn secondaries(&self) -> Vec<usize> {
        let displays = &self.proofs.pattern.displays;
        let mut figures: Vec<usize> = (0..displays.len())
            .filter(|figure| displays[*figure] == Display::Hidden(Why::Complementary))
            .collect();
        figures.sort_by_key(|figure| (std::cmp::Reverse(self.net.weights[*figure]), *figure));
        figures
    }

    /// What the figures hidden for the sake of others cost.
    pub(crate) fn loss(&self) -> u64 {
        let displays = self.proofs.pattern.displays.iter().zip(&self.net.weights);
        displays
            .filter(|(display, _)| **display == Display::Hidden(Why::Complementary))
            .map(|(_, weight)| *weight)
            .fold(0, u64::saturating_add)
    }

    /// What makes up the state beside the pattern, to go back to.
    pub(crate) fn exceptions(&self) -> Exceptions {
        (self.exposed.clone(), self.attainable.clone())
    }

    /// Goes back to a pattern, given what was changed since, and to its exceptions.
    pub(crate) fn go_back(&mut self, changes: &[(usize, Display)], exceptions: Exceptions) {
        for (figure, display) in changes.iter().rev() {
            self.proofs.display(*figure, *display);
        }
        self.proofs.take_changes();
        (self.exposed, self.attainable) = exceptions;
    }

    /// Keeps memory bounded.
    pub(crate) fn tidy(&mut self) {
        if self.proofs.count() > FALLEN_MAX {
            self.proofs.forget_fallen();
        }
    }
}

fn demand_size(need: Option<Need>) -> i64 {
    match need {
        Some(Need::Width(width)) => width,
        Some(Need::Reach { .. } | Need::Sliding { .. }) | None => 0,
    }
}
