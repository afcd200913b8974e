//! `mainstay protect`: reads tables, chooses what to hide, audits it, and only then writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use disclosure::audit;

use super::certificate::{Decided, paper_of};
use super::columns::Reading;
use super::combine::{Comparing, Last, combine};
use super::decide::{self, decide};
use super::input::{self, Asked};
use super::insiders::Insider;
use super::machine::{self, Answer};
use super::modes::AskedMode;
use super::paper::{self, Paper};
use super::refusal::Refusal;
use super::release::{self, Release};
use super::rules::{Rule, Rules};
use super::tables::{Key, Mark, Measure, Mode, Tables};
use super::watch::{Ended, Stop, Telling, Watch};
use super::{atomic, raw, words};

/// What `mainstay protect` was asked to do.
pub struct Job {
    /// The tables.
    pub tables: Vec<PathBuf>,
    /// Where the pattern goes.
    pub out: PathBuf,
    /// Where the tables with marks go.
    pub publish: Option<PathBuf>,
    /// The ledger, read and extended.
    pub ledger: Option<PathBuf>,
    /// How to read.
    pub reading: Reading,
    /// What to protect.
    pub rules: Rules,
    /// Whether the loss was named.
    pub is_loss_asked: bool,
    /// Time for finding less to hide.
    pub budget: Duration,
    /// Whether releases are compared.
    pub comparing: Comparing,
    /// Whether progress is told.
    pub telling: Telling,
    /// How small counts are kept from readers.
    pub mode: AskedMode,
    /// Whether releases about the same cells may be protected in different ways.
    pub is_mixed: bool,
    /// Who else reads.
    pub insiders: Vec<Insider>,
    /// How the end is told.
    pub answer: Answer,
}

/// Does the job; gives what is printed at its end.
///
/// Errors: the reason for which nothing was written.
pub fn run(mut job: Job, stop: &Stop) -> Result<String, String> {
    // Without a budget the first safe pattern is taken, however long it takes.
    let budget = Some(job.budget).filter(|budget| !budget.is_zero());
    let watch = Watch::new(stop.clone(), budget, job.telling);
    let asked = Asked {
        reading: &job.reading,
        is_loss_asked: job.is_loss_asked,
    };
    let mut tables = input::one_release(&job.tables, &asked, &mut job.rules).map_err(told)?;
    if let Some(base) = job.mode.base(&tables).map_err(told)?
        && job.rules.rules.is_empty()
        && tables.measure == Measure::Counts
    {
        // What rounding keeps from readers is what is below the base.
        job.rules.rules.push(Rule::Minimum(base));
    }
    let note = job.rules.complete(&tables).map_err(told)?;
    tables.notes.extend(note);
    ignore_marks(&mut tables);
    job.rules.apply(&mut tables).map_err(told)?;
    for note in &tables.notes {
        watch.step(&format!("note: {note}"));
    }
    let before = Before::read(job.ledger.as_deref()).map_err(told)?;
    let sha256 = digest(&tables, &job);
    if let Some(known) = before
        .releases
        .iter()
        .find(|release| release.sources[0].sha256 == sha256)
    {
        return again(&job, &mut tables, known.clone(), &before, &sha256, &watch);
    }
    let cells = tables
        .cells
        .iter()
        .filter(|cell| cell.status.is_printed())
        .count();
    let sensitive = tables.cells.iter().filter(|cell| cell.need.is_some()).count();
    let sums = tables.sums.len();
    watch.step(&format!(
        "read {cells} cells, {sensitive} of them to be protected, and {sums} sums"
    ));
    let decided = decide(&job, &mut tables, &before, &sha256, &watch)?;
    finish(&job, &tables, &before, &sha256, &decided, &watch)
}

fn told(refusal: Refusal) -> String {
    refusal.to_string()
}

/// Marks of an earlier pattern in the file decide nothing here.
fn ignore_marks(tables: &mut Tables) {
    let hidden = tables
        .cells
        .iter()
        .filter(|cell| cell.mark == Some(Mark::Hidden) && cell.value.is_some())
        .count();
    if hidden > 0 {
        tables.notes.push(format!(
            "{hidden} cells are marked as suppressed in the file; what is hidden is chosen anew (mainstay audit looks at the marks)"
        ));
    }
}

/// The ledger before this release.
pub struct Before {
    /// The file as it was read.
    pub bytes: Option<Vec<u8>>,
    /// Its releases, oldest first.
    pub releases: Vec<Tables>,
}

impl Before {
    fn read(path: Option<&Path>) -> Result<Before, Refusal> {
        let none = Before {
            bytes: None,
            releases: Vec::new(),
        };
        let Some(path) = path.filter(|path| path.exists()) else {
            return Ok(none);
        };
        let (bytes, source) = raw::bytes(path)?;
        let releases = paper::ledger(&source.file, &bytes)?;
        Ok(Before {
            bytes: Some(bytes),
            releases,
        })
    }
}

/// By what a release is known again: what was read, and what was asked.
fn digest(tables: &Tables, job: &Job) -> String {
    let mut told = String::new();
    for source in &tables.sources {
        told += &format!("{}\n", source.sha256);
    }
    told += &format!("{:?}\n{:?}\n{:?}\n", job.rules, job.reading, job.mode);
    raw::digest(told.as_bytes())
}

/// Writes the ledger, the tables and the pattern, in this order: whoever is stopped in between has published nothing
/// that the ledger does not know.
fn finish(
    job: &Job,
    tables: &Tables,
    before: &Before,
    sha256: &str,
    decided: &Decided,
    watch: &Watch,
) -> Result<String, String> {
    let paper = paper_of(job, tables, before, sha256, decided);
    let release = Release::of(tables, sha256, &decided.why, release::Telling::Everything);
    if let Some(path) = &job.ledger {
        extend(path, before, release)?;
    }
    write_all(job, tables, &paper)?;
    watch.clear();
    Ok(job.answer(&paper, watch))
}

fn extend(path: &Path, before: &Before, release: Release) -> Result<(), String> {
    let file = path.display().to_string();
    let now = match std::fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("{file}: it cannot be read: {error}")),
    };
    if now != before.bytes {
        return Err(format!(
            "{file}: the ledger was changed by somebody else meanwhile; nothing was written\n  to mend: run the command again, so that this release is checked against that one"
        ));
    }
    let bytes = paper::extended(&file, before.bytes.as_deref(), release).map_err(told)?;
    atomic::write(path, &bytes).map_err(|error| format!("{file}: it cannot be written: {error}"))
}

fn write_all(job: &Job, tables: &Tables, paper: &Paper) -> Result<(), String> {
    if let Some(folder) = &job.publish {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("{}: it cannot be made: {error}", folder.display()))?;
        for (name, bytes) in words::published(tables) {
            let path = folder.join(name);
            atomic::write(&path, &bytes)
                .map_err(|error| format!("{}: it cannot be written: {error}", path.display()))?;
        }
    }
    atomic::write(&job.out, &paper::lines(paper))
        .map_err(|error| format!("{}: it cannot be written: {error}", job.out.display()))
}

/// This very release stands in the ledger: what was published stays as it is, and the files are written again.
fn again(
    job: &Job,
    tables: &mut Tables,
    known: Tables,
    before: &Before,
    sha256: &str,
    watch: &Watch,
) -> Result<String, String> {
    watch.step(
        "this release stands in the ledger already: its pattern is kept, and the files are written again",
    );
    let marks: BTreeMap<&Key, Option<Mark>> = known.cells.iter().map(|cell| (&cell.key, cell.mark)).collect();
    for cell in &mut tables.cells {
        cell.mark = marks.get(&cell.key).copied().flatten();
    }
    for (share, known) in tables.shares.iter_mut().zip(&known.shares) {
        share.mark = known.mark;
    }
    tables.mode = known.mode;
    let certain = before.releases.iter();
    let releases: Vec<&Tables> = certain
        .filter(|release| !matches!(release.mode, Mode::Noise { .. }))
        .collect();
    let mut audited = None;
    if !releases.is_empty() {
        let last = Last::Published { from_ledger: 0 };
        let combined = combine(&releases, last, job.rules.minimum(), job.comparing).map_err(told)?;
        let audit = audit(&combined.problem, &combined.pattern).map_err(|fault| words::fault(&fault))?;
        audited = Some((combined, audit));
    }
    let mut why = BTreeMap::new();
    let mut report = decide::nothing_hidden();
    let shares = tables
        .shares
        .iter()
        .filter(|share| share.mark == Some(Mark::Hidden));
    let shares = shares.map(|share| (share.counted, share.of, [share.of, share.counted, share.others]));
    let cells = (0..tables.cells.len())
        .filter(|position| tables.cells[*position].mark == Some(Mark::Hidden))
        .map(|position| (position, position, [position; 3]));
    for (name, weighed, about) in cells.chain(shares) {
        let cell = &tables.cells[weighed];
        let weight = super::rules::weight(cell, job.rules.loss, tables.decimals);
        report.loss = report.loss.saturating_add(weight);
        let is_primary = about.iter().any(|at| tables.cells[*at].need.is_some());
        let reason = match cell.value {
            None => "withheld",
            Some(_) if is_primary => "primary",
            Some(_) => "secondary",
        };
        if reason == "primary" {
            report.primary_loss = report.primary_loss.saturating_add(weight);
        }
        why.insert(name, reason);
    }
    report.bound = report.primary_loss;
    let decided = Decided {
        audited,
        insiders: Vec::new(),
        report,
        why,
        offers: Vec::new(),
        ended: Ended::Finished,
    };
    let paper = paper_of(job, tables, before, sha256, &decided);
    write_all(job, tables, &paper)?;
    Ok(job.answer(&paper, watch))
}

impl Job {
    /// What is printed at the end.
    fn answer(&self, paper: &Paper, watch: &Watch) -> String {
        match self.answer {
            Answer::Words => words::protected(paper, &self.out),
            Answer::Json => machine::protected(paper, &self.out, watch.seconds()),
        }
    }
}
