//! Questions about one count: first by the lean search, then with what is around it, then by the library.

use super::Work;
use crate::lean::Program;
use crate::question::{Answer, Ask, Give, Question};
use crate::whole::Patient;

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
        let mut question = Question {
            net: self.net,
            pattern: &self.proofs.pattern,
            cell,
            give,
            ask,
            bias: &self.bias,
            within: None,
            effort_max: 0,
            narrowed: Vec::new(),
        };
        let (options, progress) = (self.options, self.progress());
        let before = self.whole.effort;
        let mut patient = Patient {
            whole: &mut self.whole,
            go_on: &|| (options.watch)(&progress).is_continue(),
        };
        let answer = question.answer(&mut patient);
        self.steps += (self.whole.effort - before) / EFFORT_OF_A_STEP + 1;
        answer
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
        let mut question = Question {
            net: self.net,
            pattern: &self.proofs.pattern,
            cell,
            give,
            ask,
            bias: &self.bias,
            within: more.map(|_| &self.explorer),
            effort_max,
            narrowed: Vec::new(),
        };
        let before = self.lean.effort;
        let answer = question.answer(&mut self.lean);
        self.steps += (self.lean.effort - before) / EFFORT_OF_A_STEP + 1;
        if let (Answer::Never, Some(more)) = (&answer, more) {
            let helpful = self.lean.helpful(&question, more);
            self.is_closed = helpful.is_empty();
            for cell in helpful {
                self.explorer.take(cell);
            }
        }
        answer
    }
}
