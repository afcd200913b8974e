//! How much effort to spend on a pattern, and what came of it.

use std::fmt;
use std::ops::ControlFlow;

use crate::problem::Problem;

/// Steps spent on a release for each of its cells, at least and at most.
const STEPS_OF_A_CELL: u64 = 1;
const STEPS_OF_A_RELEASE: (u64, u64) = (500, 150_000);

/// What makes a hidden figure a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weights {
    /// The weight of each figure, as [`crate::Figure::weight`] has it.
    #[default]
    AsGiven,
    /// Every figure counts as one: as few hidden figures as possible.
    Count,
}

/// What is being worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Hiding whatever would give a protected count away.
    Hiding,
    /// Showing again what need not be hidden.
    ShowingAgain,
    /// Trying to lose less than the safe pattern at hand.
    Improving,
    /// Proving how little must be lost at least.
    Proving,
}

/// Where the work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being worked on.
    pub phase: Phase,
    /// Effort spent so far, the same on every machine.
    pub steps: u64,
    /// What the best safe pattern so far loses; `None` until there is one.
    pub loss: Option<u64>,
    /// What must be lost at least, as far as proved.
    pub bound: u64,
}

/// How to look for a pattern.
///
/// The crate reads no clock: whoever has a deadline answers [`ControlFlow::Break`] to `watch` when it has passed, and
/// gets the best safe pattern found until then. Without that, the answer is the same on every machine.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// What makes a hidden figure a loss.
    pub weights: Weights,
    /// Steps to spend on improving the first safe pattern and on proving a bound; 0 takes the first one.
    pub steps: u64,
    /// Asked now and then whether to go on.
    pub watch: &'a dyn Fn(&Progress) -> ControlFlow<()>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            weights: Weights::AsGiven,
            steps: 0,
            watch: &|_| ControlFlow::Continue(()),
        }
    }
}

impl Options<'_> {
    /// For a release that someone waits for: effort that grows with the problem, at most about a second beyond the
    /// first safe pattern. Counted and not timed, so that the same figures give the same release on every machine.
    pub fn for_release(problem: &Problem) -> Options<'static> {
        let (least, most) = STEPS_OF_A_RELEASE;
        Options {
            steps: (problem.cells.len() as u64 * STEPS_OF_A_CELL).clamp(least, most),
            ..Options::default()
        }
    }
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Options")
            .field("weights", &self.weights)
            .field("steps", &self.steps)
            .finish_non_exhaustive()
    }
}

/// What a pattern costs, and how good it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The weight of everything hidden, what had to be hidden for its own sake included.
    pub loss: u64,
    /// The part of `loss` that is hidden for its own sake.
    pub primary_loss: u64,
    /// No pattern that protects the same counts loses less: proved from the duals of a relaxation.
    pub bound: u64,
    /// The solver that was used.
    pub solver: &'static str,
    /// Effort spent, the same on every machine.
    pub steps: u64,
    /// Whether `watch` asked to stop before the work was done.
    pub was_stopped: bool,
}

impl Report {
    /// How much of the loss might be saved at best: from 0 (proved the least) to 1.
    pub fn gap(&self) -> f64 {
        if self.loss == 0 {
            return 0.0;
        }
        self.loss.saturating_sub(self.bound) as f64 / self.loss as f64
    }

    /// Whether nothing loses less.
    pub fn is_least(&self) -> bool {
        self.bound >= self.loss
    }
}
