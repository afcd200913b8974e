//! Which facts stand in the wrong place, and what that says was done: facts taken out, put in, moved, exchanged.
//!
//! Every fact carries its own number in its bytes. Where a row holds a fact with another number, the pattern of
//! the wrong places tells what happened.

use std::collections::BTreeMap;

use super::finding::Finding;

/// A row that holds the fact of another row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misplaced {
    pub row: u64,
    pub holds: u64,
}

impl Misplaced {
    /// How far the fact has come from its own row.
    fn shift(self) -> i128 {
        i128::from(self.holds) - i128::from(self.row)
    }
}

/// Explains the misplaced facts of a log of `rows`, given in the order of their rows.
pub(super) fn explain(misplaced: &[Misplaced], rows: u64) -> Vec<Finding> {
    let by_row: BTreeMap<u64, u64> = misplaced.iter().map(|one| (one.row, one.holds)).collect();
    let mut findings = Vec::new();
    let mut others: Vec<Misplaced> = Vec::new();
    for one in misplaced {
        let is_exchanged = by_row.get(&one.holds) == Some(&one.row);
        if !is_exchanged {
            others.push(*one);
        } else if one.row < one.holds {
            findings.push(Finding::FactsExchanged {
                one: one.row,
                other: one.holds,
            });
        }
    }
    let mut rest = others.as_slice();
    while !rest.is_empty() {
        let (finding, used) = explain_next(rest, rows);
        findings.push(finding);
        rest = &rest[used..];
    }
    findings
}

/// Explains the first misplaced facts, and says how many of them it explained.
fn explain_next(rest: &[Misplaced], rows: u64) -> (Finding, usize) {
    if let Some(moved_or_inserted) = explain_slide(rest) {
        return moved_or_inserted;
    }
    let first = rest[0];
    let run = run_length(rest);
    let reaches_the_end = first.row + run as u64 == rows;
    if run == 1 && !reaches_the_end {
        // One row alone holds a copy of another fact: its own is gone.
        return (Finding::FactChanged { seq: first.row }, 1);
    }
    let count = u64::try_from(first.shift().unsigned_abs()).unwrap_or(u64::MAX);
    if first.shift() > 0 {
        return (
            Finding::FactMissing {
                after: first.row.checked_sub(1),
                count,
            },
            run,
        );
    }
    (
        Finding::FactInserted {
            at: first.holds,
            count,
        },
        run,
    )
}

/// Recognises a row with a foreign fact beside a run of rows that slid by one.
fn explain_slide(rest: &[Misplaced]) -> Option<(Finding, usize)> {
    let first = rest[0];
    let run = run_length(rest);
    let behind = rest.get(run)?;
    // Everything slid forward, and the row behind holds the fact that was in front: it was moved back.
    if first.shift() == 1 && behind.row == first.row + run as u64 && behind.holds == first.row {
        return Some((
            Finding::FactMoved {
                from: first.row,
                to: behind.row,
            },
            run + 1,
        ));
    }
    let slid = run_length(&rest[1..]);
    if run > 1 || behind.row != first.row + 1 || behind.shift() != -1 {
        return None;
    }
    // Everything behind slid back: the first row holds the fact that was at its end, or one from nowhere.
    if first.holds == first.row + slid as u64 {
        return Some((
            Finding::FactMoved {
                from: first.holds,
                to: first.row,
            },
            slid + 1,
        ));
    }
    Some((
        Finding::FactInserted {
            at: first.row,
            count: 1,
        },
        slid + 1,
    ))
}

/// How many neighbouring rows at the start are shifted by the same distance.
fn run_length(rest: &[Misplaced]) -> usize {
    let first = rest[0];
    let same = rest
        .iter()
        .zip(0_u64..)
        .take_while(|(one, steps)| one.row == first.row + steps && one.shift() == first.shift());
    same.count()
}
