//! `mainstay audit`: what can a reader work out from published tables, each alone and all together?

use std::path::PathBuf;

use disclosure::{Audit, Need, audit};

use super::columns::Reading;
use super::combine::{Combined, Comparing, Last, combine};
use super::input::{self, Asked, FILES_MAX, Opened};
use super::refusal::Refusal;
use super::rules::{MINIMUM_DEFAULT, Rule, Rules};
use super::tables::{Mark, Measure, Status, Tables};
use super::watch::{Stop, Telling, Watch};
use super::{report, words};

/// Up to so many releases are audited each alone too; more only together.
const ALONE_MAX: usize = 20;

/// What `mainstay audit` was asked to do.
pub struct Job {
    /// The published files.
    pub published: Vec<PathBuf>,
    /// What was published before them.
    pub ledger: Option<PathBuf>,
    /// How to read.
    pub reading: Reading,
    /// What to protect.
    pub rules: Rules,
    /// Whether releases are compared.
    pub comparing: Comparing,
    /// Whether progress is told.
    pub telling: Telling,
}

/// One audit with what was audited.
pub struct Audited {
    /// Positions among the releases.
    pub releases: Vec<usize>,
    /// The problem.
    pub combined: Combined,
    /// What was found.
    pub audit: Audit,
}

/// Does the job; gives the report if nothing is given away.
///
/// Errors: the report if something is, or the reason for which there is none.
pub fn run(mut job: Job) -> Result<String, String> {
    let watch = Watch::new(Stop::default(), None, job.telling);
    let mut releases = Vec::new();
    let mut from_ledger = 0;
    if let Some(path) = &job.ledger.clone() {
        open(path, &mut releases, &mut job).map_err(told)?;
        // Without anything new, it is history itself that is asked about.
        from_ledger = if job.published.is_empty() {
            0
        } else {
            releases.len()
        };
    }
    for path in &job.published.clone() {
        open(path, &mut releases, &mut job).map_err(told)?;
    }
    if releases.is_empty() {
        return Err("nothing to audit: name published files, or a ledger with --ledger".to_owned());
    }
    prepare(&mut releases, &mut job, &watch).map_err(told)?;
    let minimum = job.rules.minimum();
    let run = |positions: Vec<usize>, from_ledger: usize| -> Result<Audited, String> {
        let chosen: Vec<&Tables> = positions.iter().map(|position| &releases[*position]).collect();
        let last = Last::Published { from_ledger };
        let combined = combine(&chosen, last, minimum, job.comparing).map_err(told)?;
        let mut audit = audit(&combined.problem, &combined.pattern).map_err(|fault| words::fault(&fault))?;
        keep_possible(&combined, &mut audit, minimum);
        Ok(Audited {
            releases: positions,
            combined,
            audit,
        })
    };
    let mut alone = Vec::new();
    if releases.len() <= ALONE_MAX {
        for (position, release) in releases.iter().enumerate().skip(from_ledger) {
            watch.step(&format!("auditing {} alone", release.name));
            alone.push(run(vec![position], 0)?);
        }
    }
    let together = if releases.len() > 1 {
        watch.step(&format!("auditing {} releases together", releases.len()));
        Some(run((0..releases.len()).collect(), from_ledger)?)
    } else {
        None
    };
    watch.clear();
    let is_safe = alone
        .iter()
        .chain(&together)
        .all(|audited| audited.audit.passes());
    let report = report::audited(&releases, &alone, together.as_ref(), minimum);
    if is_safe { Ok(report) } else { Err(report) }
}

fn told(refusal: Refusal) -> String {
    refusal.to_string()
}

fn open(path: &std::path::Path, releases: &mut Vec<Tables>, job: &mut Job) -> Result<(), Refusal> {
    let asked = Asked {
        reading: &job.reading,
        is_loss_asked: true,
    };
    match input::published(path, &asked, &mut job.rules)? {
        Opened::Tables(tables) => releases.push(*tables),
        Opened::Ledger(all) => releases.extend(all),
    }
    if releases.len() > FILES_MAX {
        return Err(Refusal::of(
            &path.display().to_string(),
            format!("more than {FILES_MAX} releases"),
        ));
    }
    Ok(())
}

/// Completes and applies the rules; a file without any mark shows all that it tells.
fn prepare(releases: &mut [Tables], job: &mut Job, watch: &Watch) -> Result<(), Refusal> {
    let is_published_only = |tables: &Tables| {
        tables
            .cells
            .iter()
            .all(|cell| cell.mark == Some(Mark::Shown) || cell.value.is_none() || cell.need.is_some())
    };
    for tables in releases.iter_mut() {
        for note in &tables.notes {
            watch.step(&format!("note: {note}"));
        }
        for cell in tables
            .cells
            .iter_mut()
            .filter(|cell| cell.status != Status::Behind)
        {
            let mark = if cell.value.is_some() {
                Mark::Shown
            } else {
                Mark::Hidden
            };
            cell.mark.get_or_insert(mark);
        }
        if job.rules.rules.is_empty() && tables.measure == Measure::Amounts && is_published_only(tables) {
            continue;
        }
        if let Some(note) = job.rules.complete(tables)? {
            watch.step(&format!("note: {note}"));
        }
        job.rules.apply(tables)?;
    }
    let has_minimum = job.rules.minimum().is_some();
    let has_counts = releases.iter().any(|tables| tables.measure == Measure::Counts);
    if has_counts && !has_minimum {
        job.rules.rules.push(Rule::Minimum(MINIMUM_DEFAULT));
    }
    Ok(())
}

/// Of counts that we do not know ourselves, only those are given away that may be small at all.
fn keep_possible(combined: &Combined, audit: &mut Audit, minimum: Option<i64>) {
    let Some(minimum) = minimum else {
        return;
    };
    audit.failures.retain(|failure| {
        let is_known = combined.problem.cells[failure.range.cell.index()].value.is_some();
        is_known
            || !matches!(failure.need, Need::Width(_))
            || failure.range.low < minimum && failure.range.high > 0
    });
}
