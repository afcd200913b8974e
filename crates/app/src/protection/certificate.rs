//! The working paper of a release: what was decided, what it costs, and its audit.

use std::collections::BTreeMap;

use disclosure::{Audit, Protection};

use super::combine::Combined;
use super::paper::{self, Narrowest, Paper, PaperAudit, PaperLedger, PaperResult, PaperRules, PaperSource};
use super::protect::{Before, Job};
use super::raw;
use super::release::{Release, Telling};
use super::tables::{Status, Tables};
use super::watch::Ended;
use super::words;

/// What was found for a release.
pub struct Found<'a> {
    /// The problem.
    pub combined: &'a Combined,
    /// What is hidden.
    pub protection: &'a Protection,
    /// What a reader can work out.
    pub audit: &'a Audit,
    /// Why each hidden cell is hidden.
    pub why: &'a BTreeMap<usize, &'static str>,
    /// How the search ended.
    pub ended: Ended,
}

/// The working paper.
pub fn paper_of(job: &Job, tables: &Tables, before: &Before, sha256: &str, found: &Found) -> Paper {
    let printed = tables
        .cells
        .iter()
        .filter(|cell| cell.status != Status::Behind)
        .count();
    let hidden = |reason: &str| found.why.values().filter(|why| **why == reason).count();
    let report = &found.protection.report;
    Paper {
        format: paper::PATTERN.to_owned(),
        notice: Paper::notice(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_from: tables
            .sources
            .iter()
            .map(|source| PaperSource {
                file: source.file.clone(),
                sha256: source.sha256.clone(),
            })
            .collect(),
        rules: PaperRules {
            rules: job.rules.rules.iter().map(ToString::to_string).collect(),
            protection: job.rules.protection.map(|percent| percent.to_string()),
            loss: job.rules.loss.to_string(),
        },
        ledger: job.ledger.as_ref().map(|_| PaperLedger {
            sha256: before.bytes.as_deref().map(raw::digest).unwrap_or_default(),
            releases: before
                .releases
                .iter()
                .map(|release| release.name.clone())
                .collect(),
        }),
        result: PaperResult {
            cells: printed,
            shown: printed - found.why.len(),
            hidden_primary: hidden("primary"),
            hidden_secondary: hidden("secondary"),
            withheld: hidden("withheld"),
            loss: report.loss,
            loss_primary: report.primary_loss,
            lower_bound: report.bound,
            gap_percent: (report.gap() * 10_000.0).ceil() / 100.0,
            ended: found.ended.word().to_owned(),
        },
        audit: certificate(found),
        notes: tables.notes.clone(),
        release: Release::of(tables, sha256, found.why, Telling::NoHiddenValue),
    }
}

fn certificate(found: &Found) -> PaperAudit {
    let (audit, combined) = (found.audit, found.combined);
    PaperAudit {
        passes: audit.passes(),
        given_away_before: audit.failures.len(),
        audited: audit.ranges.len(),
        unknown: audit.unknown_cells,
        relations: audit.relations,
        narrowest: words::narrowest(combined, audit).map(|range| Narrowest {
            cell: combined.origins[range.cell.index()].key.to_string(),
            width: super::decimal::text(range.width(), combined.decimals),
        }),
        solver: found.protection.report.solver.to_owned(),
        steps: audit.steps,
    }
}
