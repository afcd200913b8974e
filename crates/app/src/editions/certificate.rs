//! The certificate of an edition: what its audit was given, and how it ended.

use std::collections::BTreeSet;

use super::document::{Certificate, Document};
use super::release_table::METHOD;
use super::report::{Checked, Report};

/// The certificate of everything a report tells of, computed with these editions as known.
///
/// It is the same on every machine, but for the time, which a published edition gets ([`milliseconds`]).
pub(super) fn certificate(report: &Report, earlier: &[Document]) -> Certificate {
    let checked: Vec<&Checked> = checked(report).collect();
    let sum = |count: fn(&Checked) -> i64| checked.iter().map(|one| count(one)).sum();
    Certificate {
        tables: checked.len() as i64,
        cells: sum(|one| one.cells),
        relations: sum(|one| one.relations),
        unknown: sum(|one| one.unknown),
        guarded: sum(|one| one.guarded),
        already_public: sum(|one| one.already_public),
        narrowest_range: checked.iter().filter_map(|one| one.narrowest).min(),
        editions_known: earlier.len() as i64,
        solver: solvers(&checked),
        steps: sum(|one| one.steps),
        milliseconds: 0,
        inputs: inputs(report, earlier),
        engine: engine(),
    }
}

fn solvers(checked: &[&Checked]) -> String {
    let names: BTreeSet<&str> = checked.iter().map(|one| one.solver.as_str()).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// How long the audit took, rounded up.
pub(super) fn milliseconds(report: &Report) -> i64 {
    let micros: i64 = checked(report).map(|one| one.micros).sum();
    micros.div_euclid(1000) + 1
}

/// The engine and its version.
pub(super) fn engine() -> String {
    format!("mainstay-disclosure {}, {METHOD}", env!("CARGO_PKG_VERSION"))
}

fn checked(report: &Report) -> impl Iterator<Item = &Checked> {
    report.tables.iter().filter_map(|table| table.checked.as_ref())
}

/// A digest of the rules and figures of every table, and of every edition that was known.
fn inputs(report: &Report, earlier: &[Document]) -> String {
    let mut text = engine();
    for document in earlier {
        text.push_str(&platform::secrets::sha256_hex(document.to_bytes()));
    }
    for table in &report.tables {
        text.push_str(&table.decided_from);
    }
    platform::secrets::sha256_hex(text)
}
