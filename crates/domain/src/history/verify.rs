//! Checking a log: what was done to it, and where.
//!
//! What is stored beside the log can be altered by whoever altered the log; a checkpoint held by somebody else
//! cannot. So stored hashes and checkpoints serve to name the place exactly, and outside checkpoints to be sure.

use jiff::Timestamp;

use super::checkpoint::Checkpoint;
use super::encoding::read_head;
use super::finding::{FINDINGS_MAX, Finding, Report, StoredFact, Witness, missing_count, place, says_more};
use super::merkle::{Frontier, leaf_hash};
use super::placement::{Misplaced, explain};

struct Compared {
    size: u64,
    witness: Witness,
    agrees: bool,
    narrowed: std::ops::Range<u64>,
}

/// Reads a log from front to back, in constant memory for a sound one.
pub struct Verifier {
    checkpoints: std::vec::IntoIter<(Witness, Checkpoint)>,
    waiting: Option<(Witness, Checkpoint)>,
    log: Frontier,
    last_at: Option<Timestamp>,
    next_row: u64,
    compared: Vec<Compared>,
    misplaced: Vec<Misplaced>,
    findings: Vec<Finding>,
}

impl Verifier {
    /// Starts with every checkpoint there is. Signatures of outside ones were checked before.
    pub fn new(stored: Vec<Checkpoint>, outside: Vec<Checkpoint>) -> Self {
        let stored = stored.into_iter().map(|one| (Witness::Stored, one));
        let outside = outside.into_iter().map(|one| (Witness::Outside, one));
        let mut all: Vec<_> = stored.chain(outside).collect();
        all.sort_by_key(|(_, checkpoint)| checkpoint.size);
        let mut checkpoints = all.into_iter();
        let waiting = checkpoints.next();
        let mut verifier = Self {
            checkpoints,
            waiting,
            log: Frontier::new(),
            last_at: None,
            next_row: 0,
            compared: Vec::new(),
            misplaced: Vec::new(),
            findings: Vec::new(),
        };
        verifier.compare();
        verifier
    }

    /// Takes the next row, in the order of `seq`.
    pub fn push(&mut self, row: StoredFact<'_>) {
        if row.seq > self.next_row {
            let count = row.seq - self.next_row;
            self.find(Finding::FactMissing {
                after: self.next_row.checked_sub(1),
                count,
            });
        } else if row.seq < self.next_row {
            self.find(Finding::FactInserted {
                at: row.seq,
                count: 1,
            });
        }
        self.next_row = row.seq + 1;
        self.log.append(row.leaf);
        self.check_bytes(row);
        self.compare();
    }

    /// Closes the log and says what was found.
    pub fn finish(mut self) -> Report {
        let misplaced = std::mem::take(&mut self.misplaced);
        for finding in explain(&misplaced, self.next_row) {
            self.find(finding);
        }
        self.find_cut();
        self.find_disagreements();
        self.findings.sort_by_key(place);
        self.findings.dedup();
        Report {
            checkpoints_agreed: self.compared.iter().filter(|one| one.agrees).count(),
            has_more: self.findings.len() > FINDINGS_MAX,
            findings: {
                self.findings.truncate(FINDINGS_MAX);
                self.findings
            },
            log: self.log,
        }
    }

    fn check_bytes(&mut self, row: StoredFact<'_>) {
        let head = read_head(row.bytes);
        let is_changed = leaf_hash(row.bytes) != row.leaf;
        let Ok((holds, at)) = head else {
            self.find(Finding::FactChanged { seq: row.seq });
            return;
        };
        if is_changed {
            self.find(Finding::FactChanged { seq: row.seq });
            return;
        }
        if holds != row.seq {
            self.misplaced.push(Misplaced { row: row.seq, holds });
            return;
        }
        if self.last_at.is_some_and(|last| at < last) {
            self.find(Finding::ClockWentBack { seq: row.seq });
        }
        self.last_at = Some(at);
    }

    /// Compares the checkpoints of exactly the size read so far.
    fn compare(&mut self) {
        while let Some((witness, checkpoint)) = self.waiting.take_if(|(_, one)| one.size == self.log.size()) {
            let agrees = self.log.root() == checkpoint.root;
            let narrowed = if agrees {
                0..0
            } else {
                narrow(&self.log, &checkpoint)
            };
            self.compared.push(Compared {
                size: checkpoint.size,
                witness,
                agrees,
                narrowed,
            });
            self.waiting = self.checkpoints.next();
        }
    }

    /// Checkpoints beyond the end say that the end is gone.
    fn find_cut(&mut self) {
        let beyond: Vec<_> = self
            .waiting
            .take()
            .into_iter()
            .chain(self.checkpoints.by_ref())
            .collect();
        // An outside witness weighs more than our own file, so it is named where both know.
        let largest = beyond
            .iter()
            .max_by_key(|(witness, one)| (*witness == Witness::Outside, one.size));
        let Some((witness, checkpoint)) = largest else {
            return;
        };
        // Facts taken out in the middle make the log shorter too; they were named already.
        let taken_out: u64 = self.findings.iter().map(missing_count).sum();
        let end = self.next_row.max(self.log.size().saturating_add(taken_out));
        if checkpoint.size > end {
            let last = end.checked_sub(1);
            self.find(Finding::CutAfter {
                last,
                size: checkpoint.size,
                witness: *witness,
            });
        }
    }

    fn find_disagreements(&mut self) {
        let agreed = |witness: Witness, before: u64| {
            let sizes = self.compared.iter().filter(|one| {
                // Our own file agrees with whatever its owner wants: it never speaks against an outside one.
                one.agrees
                    && one.size <= before
                    && (witness == Witness::Stored || one.witness == Witness::Outside)
            });
            sizes.map(|one| one.size).max().unwrap_or(0)
        };
        let sure = agreed(Witness::Outside, u64::MAX);
        let mut found = Vec::new();
        for witness in [Witness::Outside, Witness::Stored] {
            for one in self
                .compared
                .iter()
                .filter(|one| !one.agrees && one.witness == witness)
            {
                if one.size <= sure {
                    found.push(Finding::CheckpointAltered {
                        size: one.size,
                        witness,
                    });
                    continue;
                }
                let from = agreed(witness, one.size).max(one.narrowed.start);
                let to = one.narrowed.end.saturating_sub(1);
                // A finding with an exact place in this range is the reason why the roots differ.
                let is_explained = self
                    .findings
                    .iter()
                    .any(|finding| (from..=to).contains(&place(finding)));
                if !is_explained && to >= from {
                    found.push(Finding::Rebuilt { from, to, witness });
                }
                // Every later one disagrees for the same reason.
                break;
            }
        }
        found.dedup_by(|stored, outside| !says_more(stored, outside));
        self.findings.extend(found);
    }

    fn find(&mut self, finding: Finding) {
        // One more than are named, so that the report can say that there are more.
        if self.findings.len() <= FINDINGS_MAX {
            self.findings.push(finding);
        }
    }
}

/// Where the log and a checkpoint of the same size differ, as narrow as its subtrees allow.
fn narrow(log: &Frontier, checkpoint: &Checkpoint) -> std::ops::Range<u64> {
    let whole = 0..checkpoint.size;
    let Some(theirs) = checkpoint.frontier() else {
        return whole;
    };
    let both = log.ranges().into_iter().zip(theirs.ranges());
    let mut differing = both
        .filter(|(ours, theirs)| ours.1 != theirs.1)
        .map(|(ours, _)| ours.0);
    let Some(first) = differing.next() else {
        return whole;
    };
    let end = differing.next_back().map_or(first.end, |last| last.end);
    first.start..end
}
