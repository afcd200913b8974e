//! The working paper of a release: what was decided, what it costs, and its audit.

use std::collections::BTreeMap;

use disclosure::{Audit, Problem, Report};

use super::combine::Combined;
use super::paper::{
    self, Narrowest, Paper, PaperAudit, PaperInsider, PaperLedger, PaperResult, PaperRules, PaperSource,
};
use super::pooling::Offer;
use super::protect::{Before, Job};
use super::raw;
use super::release::{Release, Telling};
use super::tables::Tables;
use super::watch::Ended;
use super::words;

/// What was decided about a release.
pub struct Decided {
    /// The problem; none where there is noise.
    pub audited: Option<(Combined, Audit)>,
    /// The audit of each insider.
    pub insiders: Vec<PaperInsider>,
    /// What the search says of the pattern.
    pub report: Report,
    /// Why each hidden cell is hidden; a share is known by the cell of those it counts.
    pub why: BTreeMap<usize, &'static str>,
    /// Groups that could be joined.
    pub offers: Vec<Offer>,
    /// How the search ended.
    pub ended: Ended,
}

/// The working paper.
pub fn paper_of(job: &Job, tables: &Tables, before: &Before, sha256: &str, decided: &Decided) -> Paper {
    let printed = tables
        .cells
        .iter()
        .filter(|cell| cell.status.is_printed())
        .count()
        + tables.shares.len();
    let hidden = |reason: &str| decided.why.values().filter(|why| **why == reason).count();
    let report = &decided.report;
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
            mode: tables.mode.word().to_owned(),
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
            shown: printed - decided.why.len(),
            hidden_primary: hidden("primary"),
            hidden_secondary: hidden("secondary"),
            withheld: hidden("withheld"),
            loss: report.loss,
            loss_primary: report.primary_loss,
            lower_bound: report.bound,
            gap_percent: (report.gap() * 10_000.0).ceil() / 100.0,
            ended: decided.ended.word().to_owned(),
        },
        poolings: decided.offers.clone(),
        audit: decided
            .audited
            .as_ref()
            .map(|(combined, audit)| certificate(combined, &combined.problem, audit)),
        insiders: decided.insiders.clone(),
        notes: tables.notes.clone(),
        release: Release::of(tables, sha256, &decided.why, Telling::NoHiddenValue),
    }
}

/// The certificate of an audit of the problem as somebody reads it.
pub fn certificate(combined: &Combined, problem: &Problem, audit: &Audit) -> PaperAudit {
    PaperAudit {
        passes: audit.passes(),
        given_away_before: audit
            .failures
            .iter()
            .filter(|failure| failure.is_already_public)
            .count(),
        audited: audit.ranges.len(),
        unknown: audit.unknown_cells,
        relations: audit.relations,
        narrowest: words::narrowest(problem, audit).map(|range| Narrowest {
            cell: combined.origins[range.cell.index()].key.to_string(),
            width: super::decimal::text(range.width(), combined.decimals),
        }),
        solver: audit.solver.to_owned(),
        steps: audit.steps,
    }
}
