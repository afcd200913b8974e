//! What checking a log can find, and how findings relate.

use super::merkle::{Frontier, Hash};

/// One row of the stored log.
#[derive(Debug, Clone, Copy)]
pub struct StoredFact<'row> {
    /// The number of the row, from 0.
    pub seq: u64,
    /// The bytes of the fact.
    pub bytes: &'row [u8],
    /// The leaf hash stored when the fact was written.
    pub leaf: Hash,
}

/// Who kept a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Witness {
    /// It stands in the same database as the log.
    Stored,
    /// A partner, a printed page, a public address.
    Outside,
}

/// Something that was done to the log, with its place. Facts are numbered from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The bytes of this fact are not those that were written.
    FactChanged {
        /// Number of the fact.
        seq: u64,
    },
    /// Facts were taken out.
    FactMissing {
        /// The last fact before them; `None` when they were the first.
        after: Option<u64>,
        /// How many.
        count: u64,
    },
    /// Facts were put in between others.
    FactInserted {
        /// Where the first of them stands.
        at: u64,
        /// How many.
        count: u64,
    },
    /// Two facts changed places.
    FactsExchanged {
        /// The earlier one.
        one: u64,
        /// The later one.
        other: u64,
    },
    /// A fact was moved to another place.
    FactMoved {
        /// Its own place.
        from: u64,
        /// Where it stands.
        to: u64,
    },
    /// A fact says it happened before the one in front of it.
    ClockWentBack {
        /// Number of the fact.
        seq: u64,
    },
    /// The end of the log is gone, or an older copy was put in its place.
    CutAfter {
        /// The last fact that is left; `None` when nothing is.
        last: Option<u64>,
        /// How many facts there were.
        size: u64,
        /// Who knows of them.
        witness: Witness,
    },
    /// Facts were written anew so that everything fits, except this checkpoint.
    Rebuilt {
        /// The earliest fact that may have been changed.
        from: u64,
        /// The last fact that may have been changed.
        to: u64,
        /// Who kept the checkpoint that disagrees.
        witness: Witness,
    },
    /// The log is right, and this checkpoint is not of it.
    CheckpointAltered {
        /// Size that the checkpoint states.
        size: u64,
        /// Who kept it.
        witness: Witness,
    },
}

/// What checking a log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Size and root of the log as it was found.
    pub log: Frontier,
    /// How many checkpoints were compared and agreed.
    pub checkpoints_agreed: usize,
    /// What was done to it, in the order of the places; empty for a sound log.
    pub findings: Vec<Finding>,
    /// Whether [`FINDINGS_MAX`] kept further findings out.
    pub has_more: bool,
}

impl Report {
    /// Nothing was found.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Most findings that one report names.
pub const FINDINGS_MAX: usize = 1_000;

/// Whether our own file's word on a rebuilt log is worth naming beside the outside one: only where it names a
/// narrower place within. It is less sure, since who rebuilt the log may have written it too.
pub(super) fn says_more(stored: &Finding, outside: &Finding) -> bool {
    let (
        Finding::Rebuilt { from, to, .. },
        Finding::Rebuilt {
            from: outer_from,
            to: outer_to,
            ..
        },
    ) = (stored, outside)
    else {
        return true;
    };
    from >= outer_from && to <= outer_to && (from, to) != (outer_from, outer_to)
}

/// How many facts a finding says are gone.
pub(super) fn missing_count(finding: &Finding) -> u64 {
    match finding {
        Finding::FactMissing { count, .. } => *count,
        Finding::FactChanged { .. }
        | Finding::FactInserted { .. }
        | Finding::FactsExchanged { .. }
        | Finding::FactMoved { .. }
        | Finding::ClockWentBack { .. }
        | Finding::CutAfter { .. }
        | Finding::Rebuilt { .. }
        | Finding::CheckpointAltered { .. } => 0,
    }
}

/// The first fact a finding is about: what findings are ordered by.
pub(super) fn place(finding: &Finding) -> u64 {
    match finding {
        Finding::FactChanged { seq } | Finding::ClockWentBack { seq } => *seq,
        Finding::FactMissing { after, .. } => after.map_or(0, |after| after + 1),
        Finding::FactInserted { at, .. } => *at,
        Finding::FactsExchanged { one, .. } => *one,
        Finding::FactMoved { from, to } => *from.min(to),
        Finding::CutAfter { last, .. } => last.map_or(0, |last| last + 1),
        Finding::Rebuilt { from, .. } => *from,
        Finding::CheckpointAltered { size, .. } => *size,
    }
}
