//! The files that protection writes: a pattern with its audit, and the ledger of releases.

use serde::{Deserialize, Serialize};

use super::pooling::Offer;
use super::refusal::Refusal;
use super::release::Release;
use super::tables::Tables;

/// What a pattern calls itself.
pub const PATTERN: &str = "mainstay-pattern/1";
/// What a ledger calls itself.
pub const LEDGER: &str = "mainstay-ledger/1";

/// Longest line of these files, where it can be broken.
const LINE_MAX: usize = 160;
const FIRST: [&str; 8] = [
    "format",
    "notice",
    "name",
    "version",
    "result",
    "audit",
    "rules",
    "made_from",
];
const PATTERN_NOTICE: &str = "For the data manager. It tells which figures are hidden for their own sake, which readers \
     must not learn; it holds no hidden value. Publish the tables of --publish instead.";
const LEDGER_NOTICE: &str = "Confidential: it holds the hidden values of every release, so that later ones can be checked. \
     Keep it with the source data, and keep a backup.";

/// A pattern: what is done with each cell, what it costs, and its audit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// [`PATTERN`].
    pub format: String,
    /// What this file is for.
    pub notice: String,
    /// The version of Mainstay.
    pub version: String,
    /// What was read.
    pub made_from: Vec<PaperSource>,
    /// What was decided by.
    pub rules: PaperRules,
    /// The ledger that was taken into account.
    pub ledger: Option<PaperLedger>,
    /// What it costs, and how good it is.
    pub result: PaperResult,
    /// Groups that could be joined, and what that would save.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub poolings: Vec<Offer>,
    /// What a reader can work out; noise is not audited, its budget is its promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<PaperAudit>,
    /// What readers who know more can work out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub insiders: Vec<PaperInsider>,
    /// What a person should know about how the tables were read.
    pub notes: Vec<String>,
    /// The cells.
    pub release: Release,
}

/// A file, as in [`Source`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSource {
    /// Its name.
    pub file: String,
    /// Its digest.
    pub sha256: String,
}

/// What decided which cells are protected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperRules {
    /// As on the command line.
    pub rules: Vec<String>,
    /// As on the command line, in percent.
    pub protection: Option<String>,
    /// What makes hiding a loss.
    pub loss: String,
    /// `hiding`, `rounding` or `noise`.
    pub mode: String,
}

/// The ledger that was taken into account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLedger {
    /// Its digest before this release.
    pub sha256: String,
    /// The releases in it.
    pub releases: Vec<String>,
}

/// What the pattern costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperResult {
    /// Printed cells.
    pub cells: usize,
    /// Those that are shown.
    pub shown: usize,
    /// Those hidden for their own sake.
    pub hidden_primary: usize,
    /// Those hidden because they would give another away.
    pub hidden_secondary: usize,
    /// Those whose value the source did not tell.
    pub withheld: usize,
    /// The loss of all that is hidden.
    pub loss: u64,
    /// The part of it that is hidden for its own sake.
    pub loss_primary: u64,
    /// No pattern that protects the same cells loses less.
    pub lower_bound: u64,
    /// How much of the loss might be saved at best, in percent.
    pub gap_percent: f64,
    /// `finished`, `budget` or `asked`.
    pub ended: String,
}

/// The certificate of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperAudit {
    /// Whether nothing is given away that must be protected.
    pub passes: bool,
    /// Cells that must stay uncertain, and were told so closely by earlier releases that hiding no longer helps.
    pub given_away_before: usize,
    /// Cells that were looked at.
    pub audited: usize,
    /// Cells that a reader does not know.
    pub unknown: usize,
    /// Relations that a reader can use.
    pub relations: usize,
    /// The cell about which most can be worked out.
    pub narrowest: Option<Narrowest>,
    /// The solver.
    pub solver: String,
    /// Its steps, the same on every machine.
    pub steps: u64,
}

/// The audit as an insider reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperInsider {
    /// Who.
    pub who: String,
    /// What he can work out of what is not his own.
    pub audit: PaperAudit,
}

/// The cell about which most can be worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrowest {
    /// What it is about.
    pub cell: String,
    /// How wide its range is at least.
    pub width: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct LedgerFile {
    format: String,
    notice: String,
    releases: Vec<Release>,
}

impl Paper {
    /// The notice of a pattern.
    pub fn notice() -> String {
        PATTERN_NOTICE.to_owned()
    }

    /// Reads a pattern.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Paper, Refusal> {
        serde_json::from_slice(bytes).map_err(|error| {
            Refusal::of(file, format!("the pattern cannot be read: {error}")).at(error.line())
        })
    }

    /// Its release as tables with marks.
    pub fn tables(&self, file: &str) -> Result<Tables, Refusal> {
        self.release.tables(file)
    }
}

/// Reads the releases of a ledger, oldest first.
pub fn ledger(file: &str, bytes: &[u8]) -> Result<Vec<Tables>, Refusal> {
    let ledger: LedgerFile = serde_json::from_slice(bytes).map_err(|error| {
        Refusal::of(file, format!("the ledger cannot be read: {error}"))
            .at(error.line())
            .mend("take it from a backup; a new ledger would forget what readers already know")
    })?;
    if ledger.format != LEDGER {
        return Err(Refusal::of(file, "this is no ledger")
            .read(&ledger.format)
            .expected(LEDGER));
    }
    ledger
        .releases
        .iter()
        .map(|release| release.tables(file))
        .collect()
}

/// The ledger with one release more.
pub fn extended(file: &str, before: Option<&[u8]>, release: Release) -> Result<Vec<u8>, Refusal> {
    let mut ledger = match before {
        Some(bytes) => serde_json::from_slice(bytes)
            .map_err(|error| Refusal::of(file, format!("the ledger cannot be read: {error}")))?,
        None => LedgerFile {
            format: LEDGER.to_owned(),
            notice: LEDGER_NOTICE.to_owned(),
            releases: Vec::new(),
        },
    };
    ledger.releases.push(release);
    Ok(lines(&ledger))
}

/// JSON with one line for each cell and each sum, so that people can read it and compare two of them.
pub fn lines(document: &impl Serialize) -> Vec<u8> {
    let value = serde_json::to_value(document).expect("plain structures become JSON");
    let mut text = String::new();
    print(&value, 0, &mut text);
    text.push('\n');
    text.into_bytes()
}

/// What fits into a line stays in it.
fn print(value: &serde_json::Value, depth: usize, to: &mut String) {
    use serde_json::Value;
    let inner = "  ".repeat(depth + 1);
    let short = value.to_string();
    let is_long = short.len() + inner.len() > LINE_MAX;
    match value {
        Value::Object(fields) if is_long => {
            let mut fields: Vec<_> = fields.iter().collect();
            // What a person should read first comes first.
            fields.sort_by_key(|(name, _)| {
                FIRST
                    .iter()
                    .position(|first| first == name)
                    .unwrap_or(FIRST.len())
            });
            for (position, (name, field)) in fields.into_iter().enumerate() {
                *to += if position == 0 { "{\n" } else { ",\n" };
                *to += &format!("{inner}{}: ", Value::from(name.as_str()));
                print(field, depth + 1, to);
            }
            *to += &format!("\n{}}}", "  ".repeat(depth));
        }
        Value::Array(items) if is_long => {
            for (position, item) in items.iter().enumerate() {
                *to += if position == 0 { "[\n" } else { ",\n" };
                *to += &inner;
                print(item, depth + 1, to);
            }
            *to += &format!("\n{}]", "  ".repeat(depth));
        }
        Value::Object(_)
        | Value::Array(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_) => *to += &short,
    }
}
