//! The end of both commands as JSON, for programs.

use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use super::audit::Audited;
use super::certificate::certificate;
use super::decimal;
use super::paper::{self, Paper, PaperAudit};
use super::tables::Tables;

/// What the report of an audit calls itself.
const AUDIT: &str = "mainstay-audit/1";
/// What the report of a protection calls itself.
const PROTECTION: &str = "mainstay-protection/1";
/// Most cells that a report lists.
const LISTED_MAX: usize = 1_000;

/// How the end of a command is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// In words.
    Words,
    /// As JSON.
    Json,
}

/// A protection: its working paper without the cells, and how long it took.
pub fn protected(paper: &Paper, out: &Path, seconds: f64) -> String {
    let mut told = serde_json::to_value(paper).expect("plain structures become JSON");
    if let Some(fields) = told.as_object_mut() {
        for left_out in ["release", "notice"] {
            fields.remove(left_out);
        }
        fields.insert("format".to_owned(), Value::from(PROTECTION));
        fields.insert("written".to_owned(), Value::from(out.display().to_string()));
        fields.insert("seconds".to_owned(), rounded(seconds));
    }
    printed(&told)
}

#[derive(Serialize)]
struct Report<'a> {
    format: &'a str,
    passes: bool,
    releases: Vec<&'a str>,
    seconds: Value,
    audits: Vec<One>,
}

/// One audit of a report.
#[derive(Serialize)]
struct One {
    releases: Vec<String>,
    reader: String,
    #[serde(flatten)]
    certificate: PaperAudit,
    seconds: Value,
    exactly: usize,
    too_closely: usize,
    given_away: Vec<Value>,
}

/// An audit: the certificate of each release alone, of all together and of each insider, with what is given away.
pub fn audited(releases: &[Tables], audits: &[&Audited], seconds: f64) -> String {
    let report = Report {
        format: AUDIT,
        passes: audits.iter().all(|audited| audited.audit.passes()),
        releases: releases.iter().map(|release| release.name.as_str()).collect(),
        seconds: rounded(seconds),
        audits: audits.iter().map(|audited| one(releases, audited)).collect(),
    };
    printed(&serde_json::to_value(&report).expect("plain structures become JSON"))
}

fn one(releases: &[Tables], audited: &Audited) -> One {
    let failures = &audited.audit.failures;
    let shown = |units: i64| decimal::text(units, audited.combined.decimals);
    let exactly = failures
        .iter()
        .filter(|failure| failure.range.width() == 0)
        .count();
    let given_away = failures.iter().take(LISTED_MAX).map(|failure| {
        let origin = &audited.combined.origins[failure.range.cell.index()];
        let names = origin
            .releases
            .iter()
            .filter_map(|release| audited.releases.get(*release))
            .map(|release| releases[*release].name.as_str());
        json!({
            "cell": origin.key.to_string(),
            "what_remains": origin.is_difference,
            "releases": names.collect::<Vec<_>>(),
            "low": shown(failure.range.low),
            "high": shown(failure.range.high),
            "exact": failure.range.is_exact,
            "told_before": failure.is_already_public,
        })
    });
    One {
        releases: audited
            .releases
            .iter()
            .map(|release| releases[*release].name.clone())
            .collect(),
        reader: audited.reader.clone().unwrap_or_else(|| "everybody".to_owned()),
        certificate: certificate(&audited.combined, &audited.combined.problem, &audited.audit),
        seconds: rounded(audited.seconds),
        exactly,
        too_closely: failures.len() - exactly,
        given_away: given_away.collect(),
    }
}

fn rounded(seconds: f64) -> Value {
    Value::from((seconds * 1000.0).round() / 1000.0)
}

fn printed(told: &Value) -> String {
    let text = String::from_utf8(paper::lines(told)).expect("JSON is UTF-8");
    text.trim_end().to_owned()
}
