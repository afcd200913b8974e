//! `mainstay protect`: reads tables, chooses what to hide, audits it, and only then writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use disclosure::{Audit, Display, FigureState, Options, Protection, Weights, Why, audit, protect_with};

use super::certificate::{Found, paper_of};
use super::columns::Reading;
use super::combine::{Combined, Comparing, Last, combine};
use super::input::{self, Asked};
use super::paper::{self, Paper};
use super::refusal::Refusal;
use super::release::{self, Release};
use super::rules::{Loss, Rules};
use super::tables::{Key, Mark, Status, Tables};
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
}

/// Does the job; gives what is printed at its end.
///
/// Errors: the reason for which nothing was written.
pub fn run(mut job: Job, stop: &Stop) -> Result<String, String> {
    let watch = Watch::new(stop.clone(), Some(job.budget), job.telling);
    let asked = Asked {
        reading: &job.reading,
        is_loss_asked: job.is_loss_asked,
    };
    let mut tables = input::one_release(&job.tables, &asked, &mut job.rules).map_err(told)?;
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
        .filter(|cell| cell.status != Status::Behind)
        .count();
    let sensitive = tables.cells.iter().filter(|cell| cell.need.is_some()).count();
    let sums = tables.sums.len();
    watch.step(&format!(
        "read {cells} cells, {sensitive} of them to be protected, and {sums} sums"
    ));
    let releases: Vec<&Tables> = before.releases.iter().chain([&tables]).collect();
    let last = Last::Draft(job.rules.loss);
    let combined = combine(&releases, last, job.rules.minimum(), job.comparing).map_err(told)?;
    for (whole, part) in &combined.parts {
        let (whole, part) = (&releases[*whole].name, &releases[*part].name);
        watch.step(&format!("note: {}", words::is_part(whole, part)));
    }
    let mut protection = search(&combined, &job, &watch)?;
    watch.step("auditing the pattern");
    let mut audited = audit(&combined.problem, &protection.pattern).map_err(|fault| words::fault(&fault))?;
    if show_known(&combined, &audited, &mut protection, job.rules.loss) {
        audited = audit(&combined.problem, &protection.pattern).map_err(|fault| words::fault(&fault))?;
    }
    if !audited.passes() {
        watch.clear();
        return Err(words::cannot_protect(&combined, &audited));
    }
    let why = mark(&mut tables, &combined, &protection);
    finish(
        &job,
        &tables,
        &before,
        &sha256,
        Found {
            combined: &combined,
            protection: &protection,
            audit: &audited,
            why: &why,
            ended: ended(&watch, &protection),
        },
        &watch,
    )
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
    told += &format!("{:?}\n{:?}\n", job.rules, job.reading);
    raw::digest(told.as_bytes())
}

fn search(combined: &Combined, job: &Job, watch: &Watch) -> Result<Protection, String> {
    let options = Options {
        weights: match job.rules.loss {
            Loss::Count => Weights::Count,
            Loss::Weight | Loss::Value => Weights::AsGiven,
        },
        steps: if job.budget.is_zero() { 0 } else { u64::MAX },
        watch: &|progress| watch.look(progress),
    };
    protect_with(&combined.problem, &options).map_err(|fault| words::fault(&fault))
}

/// Shows what is hidden for the sake of others and can be worked out all the same: hiding it helps nobody. Tells whether
/// there was any.
fn show_known(combined: &Combined, audit: &Audit, protection: &mut Protection, loss: Loss) -> bool {
    let mut is_any = false;
    for range in audit
        .ranges
        .iter()
        .filter(|range| range.is_exact && range.width() == 0)
    {
        let needs = combined.problem.cells[range.cell.index()].need.is_some();
        let Some(figure) = combined.figures.get(&range.cell).filter(|_| !needs) else {
            continue;
        };
        let display = &mut protection.pattern.displays[figure.index()];
        if *display == Display::Hidden(Why::Complementary) {
            *display = Display::Shown;
            let weight = match loss {
                Loss::Count => 1,
                Loss::Weight | Loss::Value => combined.problem.figures[figure.index()].weight,
            };
            protection.report.loss = protection.report.loss.saturating_sub(weight);
            is_any = true;
        }
    }
    is_any
}

fn ended(watch: &Watch, protection: &Protection) -> Ended {
    if protection.report.was_stopped {
        return match watch.ended() {
            Ended::Finished => Ended::Budget,
            ended @ (Ended::Budget | Ended::Asked) => ended,
        };
    }
    Ended::Finished
}

/// Writes what was decided into the cells; tells for each hidden one why.
fn mark(tables: &mut Tables, combined: &Combined, protection: &Protection) -> BTreeMap<usize, &'static str> {
    let mut why = BTreeMap::new();
    for (position, cell) in tables.cells.iter_mut().enumerate() {
        let figure = combined.figures.get(&combined.last[position]);
        let Some(figure) = figure.filter(|_| cell.status != Status::Behind) else {
            cell.mark = None;
            continue;
        };
        let is_public = combined.problem.figures[figure.index()].state == FigureState::Public;
        let display = if is_public {
            Display::Shown
        } else {
            protection.pattern.of(*figure)
        };
        cell.mark = Some(match display {
            Display::Shown | Display::Coded => Mark::Shown,
            Display::Hidden(reason) => {
                why.insert(
                    position,
                    match reason {
                        Why::Primary => "primary",
                        Why::Complementary => "secondary",
                        Why::Withheld => "withheld",
                    },
                );
                Mark::Hidden
            }
        });
    }
    why
}

/// Writes the ledger, the tables and the pattern, in this order: whoever is stopped in between has published nothing
/// that the ledger does not know.
fn finish(
    job: &Job,
    tables: &Tables,
    before: &Before,
    sha256: &str,
    found: Found,
    watch: &Watch,
) -> Result<String, String> {
    let paper = paper_of(job, tables, before, sha256, &found);
    let release = Release::of(tables, sha256, found.why, release::Telling::Everything);
    if let Some(path) = &job.ledger {
        extend(path, before, release)?;
    }
    write_all(job, tables, &paper)?;
    watch.clear();
    Ok(words::protected(&paper, &job.out))
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
    let releases: Vec<&Tables> = before.releases.iter().collect();
    let last = Last::Published { from_ledger: 0 };
    let combined = combine(&releases, last, job.rules.minimum(), job.comparing).map_err(told)?;
    let audited = audit(&combined.problem, &combined.pattern).map_err(|fault| words::fault(&fault))?;
    let mut why = BTreeMap::new();
    let mut report = disclosure::Report {
        solver: "none",
        ..disclosure::Report::default()
    };
    for (position, cell) in tables.cells.iter().enumerate() {
        if cell.mark != Some(Mark::Hidden) {
            continue;
        }
        let weight = super::rules::weight(cell, job.rules.loss, tables.decimals);
        report.loss = report.loss.saturating_add(weight);
        let reason = match (cell.value, cell.need) {
            (None, _) => "withheld",
            (Some(_), Some(_)) => "primary",
            (Some(_), None) => "secondary",
        };
        if reason == "primary" {
            report.primary_loss = report.primary_loss.saturating_add(weight);
        }
        why.insert(position, reason);
    }
    report.bound = report.primary_loss;
    let protection = Protection {
        pattern: combined.pattern.clone(),
        exposed: Vec::new(),
        report,
    };
    let found = Found {
        combined: &combined,
        protection: &protection,
        audit: &audited,
        why: &why,
        ended: Ended::Finished,
    };
    let paper = paper_of(job, tables, before, sha256, &found);
    write_all(job, tables, &paper)?;
    Ok(words::protected(&paper, &job.out))
}
