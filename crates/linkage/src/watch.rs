//! Where a linkage stands, seen from another thread, and the wish to stop it.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};

use crate::fault::Fault;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Cleaning and counting values.
    Reading,
    /// Choosing which pairs to compare.
    Blocking,
    /// Learning the weights.
    Learning,
    /// Comparing pairs.
    Comparing,
    /// Choosing among links that exclude each other.
    Assigning,
}

const PHASES: [Phase; 5] = [
    Phase::Reading,
    Phase::Blocking,
    Phase::Learning,
    Phase::Comparing,
    Phase::Assigning,
];

/// Shared between the thread that links and one that looks on.
#[derive(Debug, Default)]
pub struct Watch {
    stop: AtomicBool,
    phase: AtomicU8,
    done: AtomicU64,
    whole: AtomicU64,
}

impl Watch {
    /// Asks the linkage to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// What is being done, and how many of how many steps of it; `0` of `0` where that is not known.
    pub fn progress(&self) -> (Phase, u64, u64) {
        (
            PHASES[usize::from(self.phase.load(Ordering::Relaxed))],
            self.done.load(Ordering::Relaxed),
            self.whole.load(Ordering::Relaxed),
        )
    }

    pub(crate) fn begin(&self, phase: Phase, whole: u64) -> Result<(), Fault> {
        let place = PHASES.iter().position(|other| *other == phase).unwrap_or(0);
        self.phase
            .store(u8::try_from(place).unwrap_or(0), Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.whole.store(whole, Ordering::Relaxed);
        self.check()
    }

    pub(crate) fn advance(&self, steps: u64) {
        self.done.fetch_add(steps, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop it.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(crate) fn check(&self) -> Result<(), Fault> {
        if self.is_stopped() {
            Err(Fault::Stopped)
        } else {
            Ok(())
        }
    }
}
