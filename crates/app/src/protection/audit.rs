//! `mainstay audit`: what can a reader work out from published tables, each alone and all together?

use std::path::PathBuf;
use std::time::Instant;

use disclosure::{Audit, Need, audit};

use super::columns::Reading;
use super::combine::{Combined, Comparing, Last, combine};
use super::input::{self, Asked, FILES_MAX, Opened};
use super::insiders::{self, Insider};
use super::machine::{self, Answer};
use super::refusal::Refusal;
use super::rules::{MINIMUM_DEFAULT, Rule, Rules};
use super::tables::{Mark, Measure, Mode, Tables};
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
    /// Who else reads.
    pub insiders: Vec<Insider>,
    /// How the end is told.
    pub answer: Answer,
}

/// How an audit ended.
pub struct Ended {
    /// What is printed.
    pub report: String,
    /// Whether nothing is given away.
    pub is_safe: bool,
}

/// One audit with what was audited.
pub struct Audited {
    /// Positions among the releases.
    pub releases: Vec<usize>,
    /// The problem.
    pub combined: Combined,
    /// What was found.
    pub audit: Audit,
    /// Who reads, if he knows more than everybody.
    pub reader: Option<String>,
    /// How long it took.
    pub seconds: f64,
}

/// Does the job.
///
/// Errors: the reason for which there is no report.
pub fn run(mut job: Job) -> Result<Ended, String> {
    let watch = Watch::new(Stop::default(), None, job.telling);
    let mut releases = Vec::new();
    let mut from_ledger = 0;
    if let Some(path) = &job.ledger.clone() {
        open(path, &mut releases, &mut job).map_err(told)?;
        leave_noise_out(&mut releases, &watch);
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
    leave_noise_out(&mut releases, &watch);
    if releases.is_empty() {
        return Err("nothing to audit: name published files, or a ledger with --ledger".to_owned());
    }
    prepare(&mut releases, &mut job, &watch).map_err(told)?;
    let minimum = job.rules.minimum();
    let mut alone = Vec::new();
    if releases.len() <= ALONE_MAX {
        for (position, release) in releases.iter().enumerate().skip(from_ledger) {
            watch.step(&format!("auditing {} alone", release.name));
            alone.push(one(&job, &releases, vec![position], 0)?);
        }
    }
    let together = if releases.len() > 1 {
        watch.step(&format!("auditing {} releases together", releases.len()));
        let all = (0..releases.len()).collect();
        Some(one(&job, &releases, all, from_ledger)?)
    } else {
        None
    };
    let mut inside = Vec::new();
    let everything: Vec<&Tables> = releases.iter().collect();
    for insider in insiders::each(&job.insiders, &everything).map_err(told)? {
        watch.step(&format!("auditing as {} reads it", insider.name()));
        if let Some(whole) = together.as_ref().or(alone.first()) {
            inside.push(read_by(whole, &insider, &job, from_ledger, &releases)?);
        }
    }
    watch.clear();
    let all: Vec<&Audited> = alone.iter().chain(&together).chain(&inside).collect();
    let is_safe = all.iter().all(|audited| audited.audit.passes());
    let report = match job.answer {
        Answer::Words => report::audited(&releases, &alone, together.as_ref(), &inside, minimum),
        Answer::Json => machine::audited(&releases, &all, watch.seconds()),
    };
    Ok(Ended { report, is_safe })
}

/// Audits some of the releases together.
fn one(job: &Job, releases: &[Tables], positions: Vec<usize>, from_ledger: usize) -> Result<Audited, String> {
    let begun = Instant::now();
    let minimum = job.rules.minimum();
    let chosen: Vec<&Tables> = positions.iter().map(|position| &releases[*position]).collect();
    let last = Last::Published { from_ledger };
    let mut combined = combine(&chosen, last, minimum, job.comparing).map_err(told)?;
    if job.insiders.is_empty() {
        combined.merge_behind();
    }
    let mut audit = audit(&combined.problem, &combined.pattern).map_err(|fault| words::fault(&fault))?;
    keep_possible(&mut combined, &mut audit, minimum);
    Ok(Audited {
        releases: positions,
        combined,
        audit,
        reader: None,
        seconds: begun.elapsed().as_secs_f64(),
    })
}

/// The same as an insider reads it.
fn read_by(
    whole: &Audited,
    insider: &Insider,
    job: &Job,
    from_ledger: usize,
    releases: &[Tables],
) -> Result<Audited, String> {
    let begun = Instant::now();
    let mut inside = one(job, releases, whole.releases.clone(), from_ledger)?;
    if let Some(key) = insiders::unknown_to_us(&inside.combined, insider) {
        return Err(Refusal::of(
            &releases[0].name,
            format!("what {} knows is not in it", insider.name()),
        )
        .cell(key.to_string())
        .expected("the values behind the marks")
        .mend("audit the ledger, which holds them: mainstay audit --ledger LEDGER.json --insider WHO")
        .to_string());
    }
    let problem = insiders::as_read_by(&inside.combined, insider);
    inside.audit = audit(&problem, &inside.combined.pattern).map_err(|fault| words::fault(&fault))?;
    inside.combined.problem = problem;
    keep_possible(&mut inside.combined, &mut inside.audit, job.rules.minimum());
    inside.reader = Some(insider.name());
    inside.seconds = begun.elapsed().as_secs_f64();
    Ok(inside)
}

/// Noise tells nothing for certain.
fn leave_noise_out(releases: &mut Vec<Tables>, watch: &Watch) {
    releases.retain(|release| {
        let is_noise = matches!(release.mode, Mode::Noise { .. });
        if is_noise {
            watch.step(&format!(
                "note: {} has noise, which tells nothing for certain: it is left out",
                release.name
            ));
        }
        !is_noise
    });
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
        for cell in tables.cells.iter_mut().filter(|cell| cell.status.is_printed()) {
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
fn keep_possible(combined: &mut Combined, audit: &mut Audit, minimum: Option<i64>) {
    let Some(minimum) = minimum else {
        return;
    };
    for range in &audit.ranges {
        let cell = &mut combined.problem.cells[range.cell.index()];
        let is_large_or_none = range.low >= minimum || range.high <= 0;
        if cell.value.is_none() && matches!(cell.need, Some(Need::Width(_))) && is_large_or_none {
            cell.need = None;
        }
    }
    audit.failures.retain(|failure| {
        let is_known = combined.problem.cells[failure.range.cell.index()].value.is_some();
        is_known
            || !matches!(failure.need, Need::Width(_))
            || failure.range.low < minimum && failure.range.high > 0
    });
}
