//! The certificate of an edition: what its audit was given, and how it ended.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::document::{Document, IndicatorPart};
use super::release_table::METHOD;
use super::report::{Checked, Report};

/// The certificate of an audit: what an attacker with everything published was tried on, and how it ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Tables that were audited: an indicator at a place in a period.
    pub tables: i64,
    /// Counts behind what is printed in them, now and earlier.
    pub cells: i64,
    /// Sums and earlier statements that bind them.
    pub relations: i64,
    /// Counts that a reader does not know.
    pub unknown: i64,
    /// Counts that must stay uncertain.
    pub guarded: i64,
    /// Of these, the ones that earlier editions give away, and that no hiding can protect any more.
    pub already_public: i64,
    /// Narrowest range in which a hidden count can be pinned.
    pub narrowest_range: Option<i64>,
    /// Earlier editions that were taken as known.
    pub editions_known: i64,
    /// Solver that worked.
    pub solver: String,
    /// Its steps, at most: a power of ten.
    pub steps: i64,
    /// How long it took, in milliseconds, rounded up to whole seconds; 0 in a draft.
    pub milliseconds: i64,
    /// SHA-256 of what readers get of the figures and of the earlier editions, in hexadecimal. Never of what is hidden:
    /// a guess at a hidden number could be tried on it.
    pub inputs: String,
    /// Engine and its version.
    pub engine: String,
}

/// The certificate of everything a report tells of, computed with these editions as known.
///
/// It is the same on every machine, but for the time, which a published edition gets ([`milliseconds`]).
///
/// It is public, and whoever has the program can run it on every guess at what is hidden. So nothing in it depends on a
/// hidden number by which a right guess could be told from a wrong one: the digest is made of what readers get, of the
/// solver's steps and time only the magnitude is told, and of the narrowest range no more than the rule asks.
pub(super) fn certificate(
    report: &Report,
    (indicators, minimum): (&[IndicatorPart], i64),
    earlier: &[Document],
) -> Certificate {
    let checked: Vec<&Checked> = checked(report).collect();
    let sum = |count: fn(&Checked) -> i64| checked.iter().map(|one| count(one)).sum();
    Certificate {
        tables: sum(|one| one.tables),
        cells: sum(|one| one.cells),
        relations: sum(|one| one.relations),
        unknown: sum(|one| one.unknown),
        guarded: sum(|one| one.guarded),
        already_public: sum(|one| one.already_public),
        // A range is followed only until it is wide enough: how far beyond it was found to reach depends on the way there.
        narrowest_range: checked
            .iter()
            .filter_map(|one| one.narrowest)
            .min()
            .map(|width| width.min((minimum - 2).max(1))),
        editions_known: earlier.len() as i64,
        solver: solvers(&checked),
        steps: magnitude(sum(|one| one.steps)),
        milliseconds: 0,
        inputs: inputs(indicators, earlier),
        engine: engine(),
    }
}

fn solvers(checked: &[&Checked]) -> String {
    let names: BTreeSet<&str> = checked.iter().map(|one| one.solver.as_str()).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// How long it took, rounded up to whole seconds.
pub(super) fn milliseconds(report: &Report) -> i64 {
    let micros: i64 = checked(report).map(|one| one.micros).sum();
    (micros.div_euclid(1_000_000) + 1) * 1000
}

/// The next power of ten.
fn magnitude(count: i64) -> i64 {
    let mut most = 1_000;
    while most < count {
        most = most.saturating_mul(10);
    }
    most
}

/// The engine and its version.
pub(super) fn engine() -> String {
    format!("mainstay-disclosure {}, {METHOD}", env!("CARGO_PKG_VERSION"))
}

fn checked(report: &Report) -> impl Iterator<Item = &Checked> {
    report.tables.iter().filter_map(|table| table.checked.as_ref())
}

/// A digest of everything that readers get of the indicators, and of every edition that was known.
fn inputs(indicators: &[IndicatorPart], earlier: &[Document]) -> String {
    let mut text = engine();
    for document in earlier {
        text.push_str(&platform::secrets::sha256_hex(document.to_bytes()));
    }
    let released = serde_json::to_string(indicators);
    text.push_str(&released.expect("an edition has only texts, numbers and lists"));
    platform::secrets::sha256_hex(text)
}
