//! Questions about one count: first by the lean search, then with what is around it, then by the library.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use super::{Ended, Work};
use crate::elastic::Move;
use crate::lean::Program;
use crate::net::Net;
use crate::options::Phase;
use crate::question::{Answer, Ask, BRANCHES_MAX, Give, Question};
use crate::whole::{Patient, SLICE, Whole};
use crate::witness::Proofs;

/// Effort in which most questions are answered, whatever hangs together with the cell.
const AT_ONCE: u64 = 5_000_000;
/// The same where many questions took longer.
const AT_ONCE_IF_LONG: u64 = 500_000;
/// Entries that are looked at in what is reported as one step.
const EFFORT_OF_A_STEP: u64 = 1_000;
/// Else only cells around it may move: so many at first, and a few more each time that these are not enough.
const NEAR: usize = 60;
const FEW: usize = 24;
/// How often more are taken before a demand is given up, and before a figure stays hidden.
const ROUNDS_TO_HIDE: usize = 64;
const ROUNDS_TO_SHOW: usize = 12;
/// The same where the whole can be solved by the library.
const ROUNDS_BEFORE_WHOLE: usize = 8;
/// The library is given so many cells around the one in question, and more if that is not enough.
const LIBRARY_CELLS: [usize; 4] = [300, 600, 1_500, usize::MAX];
/// It is given everything at once where that has no more entries than this.
const LIBRARY_ENTRIES: usize = 40_000;
/// Effort on one linear program.
const EFFORT_MAX: u64 = 20_000_000;
/// Branchings of the library where nothing more is to be hidden: each may take as long as the question itself.
const FEW_BRANCHES: u32 = 3;

/// How long to look for proofs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    OneFails,
    AllTried,
}

/// A question about one count, with nothing said yet about the effort it is worth.
fn question<'a>(
    (net, proofs, bias): (&'a Net, &'a Proofs, &'a [f64]),
    (cell, give, ask): (usize, Give, Ask),
) -> Question<'a> {
    Question {
        net,
        pattern: &proofs.pattern,
        cell,
        give,
        ask,
        bias,
        within: None,
        effort_max: 0,
        branches_max: match give {
            Give::HiddenOnly => FEW_BRANCHES,
            Give::Everything => BRANCHES_MAX,
        },
        narrowed: Vec::new(),
    }
}

impl Work<'_> {
    /// Solves a program whole, with the caller asked now and then whether to go on.
    pub(crate) fn solve_whole(&mut self, program: &impl Program) {
        let (options, progress) = (self.options, self.progress());
        let before = self.whole.effort;
        self.whole
            .solve(program, &|| (options.watch)(&progress).is_continue());
        self.steps += (self.whole.effort - before) / EFFORT_OF_A_STEP + 1;
    }

    pub(super) fn ask(&mut self, cell: usize, give: Give, ask: Ask) -> Answer {
        let can_hold = self.whole.can_hold(cell);
        let is_long = self.is_met_together && can_hold;
        let at_once = if is_long { AT_ONCE_IF_LONG } else { AT_ONCE };
        let answer = self.ask_within(cell, give, ask, None, at_once);
        let Answer::TooLong = answer else {
            return answer;
        };
        self.too_long += 1;
        if let (Give::HiddenOnly, Ask::By(amount)) = (give, ask) {
            // What stays hidden for want of a proof is no great loss; what is not yet safe is worth every effort.
            let is_safe = self.phase.get() != Phase::Hiding;
            let answer = self.walk(cell, amount);
            let is_final = |answer: &Answer| is_safe || !matches!(answer, Answer::Unclear);
            if let Some(answer) = answer.filter(is_final) {
                return answer;
            }
        }
        let rounds = match give {
            _ if is_long => 0,
            _ if can_hold => ROUNDS_BEFORE_WHOLE,
            Give::Everything => ROUNDS_TO_HIDE,
            Give::HiddenOnly => ROUNDS_TO_SHOW,
        };
        let may_move = |cost: f64| cost == 0.0 || give == Give::Everything;
        self.explorer
            .explore(self.net, &self.proofs.pattern, cell, may_move, NEAR);
        for round in 0..rounds {
            if self.go_on(self.phase.get()).is_err() {
                return Answer::TooLong;
            }
            let answer = self.ask_within(cell, give, ask, Some(FEW << (round / 8)), EFFORT_MAX);
            if !matches!(answer, Answer::Never) || self.is_closed {
                return answer;
            }
        }
        if !can_hold {
            return Answer::TooLong;
        }
        // Once most is hidden for many counts together, single ones mostly need nothing more.
        if give == Give::Everything && self.is_met_together {
            let answer = self.ask_library(cell, Give::HiddenOnly, ask);
            if let Answer::Moves(_) = answer {
                return answer;
            }
        }
        self.ask_library(cell, give, ask)
    }

    /// Attempts with more and more of what hangs together with the cell, by the library.
    fn ask_library(&mut self, cell: usize, give: Give, ask: Ask) -> Answer {
        let net = self.net;
        let is_large = self.whole.entries_around(cell) > LIBRARY_ENTRIES;
        let limits = if is_large {
            &LIBRARY_CELLS[..]
        } else {
            &[usize::MAX]
        };
        for limit in limits.iter().copied() {
            let pattern = &self.proofs.pattern;
            let is_all = self.whole.narrow(pattern, cell, limit, |cell| {
                net.room[cell] != (0, 0) && (give == Give::Everything || net.is_loose(cell, pattern))
            });
            let answer = self.ask_whole(cell, give, ask);
            if is_all || matches!(answer, Answer::Moves(_)) {
                return answer;
            }
        }
        Answer::Unclear
    }

    /// One attempt with the cells that the library was given.
    fn ask_whole(&mut self, cell: usize, give: Give, ask: Ask) -> Answer {
        let (options, progress) = (self.options, self.progress());
        let before = self.whole.effort;
        let mut asked = question((self.net, &self.proofs, &self.bias), (cell, give, ask));
        let go_on = || (options.watch)(&progress).is_continue();
        let answer = asked.answer(&mut Patient {
            whole: &mut self.whole,
            go_on: &go_on,
        });
        self.steps += (self.whole.effort - before) / EFFORT_OF_A_STEP + 1;
        answer
    }

    /// Two questions at the same time, each on a thread of its own, about what is hidden already.
    fn ask_both(&mut self, [(cell, ask), (other_cell, other_ask)]: [(usize, Ask); 2]) -> [Answer; 2] {
        let (options, progress) = (self.options, self.progress());
        let (net, pattern) = (self.net, &self.proofs.pattern);
        let other = self.other.get_or_insert_with(|| Whole::new(net));
        let may_move = |cell: usize| net.room[cell] != (0, 0) && net.is_loose(cell, pattern);
        self.whole.narrow(pattern, cell, usize::MAX, may_move);
        other.narrow(pattern, other_cell, usize::MAX, may_move);
        let before = self.whole.effort + other.effort;
        let hidden = Give::HiddenOnly;
        let mut asked = question((net, &self.proofs, &self.bias), (cell, hidden, ask));
        let mut other_question = question((net, &self.proofs, &self.bias), (other_cell, hidden, other_ask));
        let is_stopped = AtomicBool::new(false);
        let go_on = || {
            let goes_on = (options.watch)(&progress).is_continue();
            is_stopped.store(!goes_on, Ordering::Relaxed);
            goes_on
        };
        let answers = std::thread::scope(|scope| {
            let (teller, told) = mpsc::channel();
            let is_stopped = &is_stopped;
            scope.spawn(move || {
                let answer = other_question.answer(&mut Patient {
                    whole: other,
                    go_on: &|| !is_stopped.load(Ordering::Relaxed),
                });
                teller.send(answer)
            });
            let first = asked.answer(&mut Patient {
                whole: &mut self.whole,
                go_on: &go_on,
            });
            let second = loop {
                match told.recv_timeout(SLICE) {
                    Ok(answer) => break answer,
                    // Whoever waits may want to stop while the other is still at it.
                    Err(mpsc::RecvTimeoutError::Timeout) => _ = go_on(),
                    Err(mpsc::RecvTimeoutError::Disconnected) => break Answer::TooLong,
                }
            };
            [first, second]
        });
        let after = self.whole.effort + self.other.as_ref().map_or(0, |other| other.effort);
        self.steps += (after - before) / EFFORT_OF_A_STEP + 1;
        answers
    }

    /// Looks for proofs that these cells are uncertain enough, with nothing more hidden, two at a time. Returns those
    /// without one; with [`Until::OneFails`] the first of them.
    pub(super) fn prove_in_pairs(&mut self, cells: &[usize], until: Until) -> Result<Vec<usize>, Ended> {
        let mut without = Vec::new();
        let mut waiting: Vec<Move> = Vec::new();
        let mut left = cells.iter().copied();
        let mut again: Vec<usize> = Vec::new();
        let mut asked = 0u32;
        loop {
            while waiting.len() < 2 {
                let Some(cell) = again.pop().or_else(|| left.next()) else {
                    break;
                };
                let Some(demand) = self.unmet(cell) else { continue };
                let ask = Ask::By(demand.wanted - self.base.point[cell]);
                asked += 1;
                if asked.is_multiple_of(8) {
                    self.go_on(self.phase.get())?;
                }
                let mut answer = self.ask_within(cell, Give::HiddenOnly, ask, None, AT_ONCE_IF_LONG);
                let mut is_final = false;
                if matches!(answer, Answer::TooLong | Answer::Unclear)
                    && let Some(walked) = self.walk(cell, demand.wanted - self.base.point[cell])
                {
                    answer = walked;
                    is_final = until == Until::OneFails;
                }
                if matches!(answer, Answer::TooLong | Answer::Unclear) && !is_final {
                    waiting.push(demand);
                } else if self.is_proof(demand, answer) {
                    again.push(cell);
                } else {
                    without.push(cell);
                }
            }
            if until == Until::OneFails && !without.is_empty() || waiting.is_empty() {
                return Ok(without);
            }
            self.go_on(self.phase.get())?;
            let asks = [0, waiting.len() - 1].map(|at| {
                let demand = waiting[at];
                (demand.cell, Ask::By(demand.wanted - self.base.point[demand.cell]))
            });
            let answers = match asks {
                [only, _] if waiting.len() == 1 => vec![self.ask_library(only.0, Give::HiddenOnly, only.1)],
                both => self.ask_both(both).into(),
            };
            for (demand, answer) in waiting.drain(..).zip(answers) {
                if self.is_proof(demand, answer) {
                    again.push(demand.cell);
                } else {
                    without.push(demand.cell);
                }
            }
        }
    }

    /// Keeps an answer as a proof; tells whether it is one.
    fn is_proof(&mut self, demand: Move, answer: Answer) -> bool {
        let Answer::Moves(moved) = answer else {
            return false;
        };
        self.proofs.admit(self.net, moved).is_some() && self.unmet(demand.cell) != Some(demand)
    }

    /// One attempt; with `more`, only explored cells may move, and so many that would help are explored if that is not
    /// enough.
    fn ask_within(
        &mut self,
        cell: usize,
        give: Give,
        ask: Ask,
        more: Option<usize>,
        effort_max: u64,
    ) -> Answer {
        let mut asked = Question {
            within: more.map(|_| &self.explorer),
            effort_max,
            branches_max: BRANCHES_MAX,
            ..question((self.net, &self.proofs, &self.bias), (cell, give, ask))
        };
        let before = self.lean.effort;
        let answer = asked.answer(&mut self.lean);
        self.steps += (self.lean.effort - before) / EFFORT_OF_A_STEP + 1;
        if let (Answer::Never, Some(more)) = (&answer, more) {
            let helpful = self.lean.helpful(&asked, more);
            self.is_closed = helpful.is_empty();
            for cell in helpful {
                self.explorer.take(cell);
            }
        }
        answer
    }
}
