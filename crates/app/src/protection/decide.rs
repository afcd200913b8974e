//! Deciding about one release: what is hidden, or how it is rounded, or which noise it gets; and the audit of it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use disclosure::{
    Audit, AuditOptions, Display, FigureState, Options, Pattern, Problem, Protection, Report, Weights, Why,
    audit, audit_with_examples, protect_with,
};
use rand::Rng as _;

use super::certificate::{Decided, certificate};
use super::combine::{Combined, Last, combine};
use super::insiders::{self, Insider};
use super::modes::{self, AskedMode};
use super::paper::PaperInsider;
use super::pooling;
use super::protect::{Before, Job};
use super::rules::Loss;
use super::tables::{Mark, Mode, Tables};
use super::watch::{Ended, Watch};
use super::{noise, rounding, words};

/// Most proposals to join groups that are told; the working paper holds all.
const OFFERS_TOLD_MAX: usize = 4;

/// Decides as it was asked for, and writes the marks into the tables.
///
/// Errors: the reason for which nothing may be published.
pub fn decide(
    job: &Job,
    tables: &mut Tables,
    before: &Before,
    sha256: &str,
    watch: &Watch,
) -> Result<Decided, String> {
    let told = |refusal: super::refusal::Refusal| refusal.to_string();
    let mode = match job.mode {
        AskedMode::Hiding => Mode::Hiding,
        AskedMode::Rounding(_) => Mode::Rounding { base: 0 },
        AskedMode::Noise(rho_thousandths) => Mode::Noise { rho_thousandths },
    };
    let notes = modes::mixed(&before.releases, tables, mode, job.is_mixed).map_err(told)?;
    for note in &notes {
        watch.step(&format!("note: {note}"));
    }
    tables.notes.extend(notes);
    let offers = pooling::offers(tables, job.rules.minimum());
    for offer in offers.iter().take(OFFERS_TOLD_MAX) {
        watch.step(&format!("before anything is hidden: {}", offer.told()));
    }
    let mut decided = match job.mode {
        AskedMode::Hiding => hide(job, tables, before, watch)?,
        AskedMode::Rounding(_) => {
            let base = job.mode.base(tables).map_err(told)?.unwrap_or(1);
            watch.step("rounding so that everything adds up");
            rounding::round(tables, base, sha256, watch).map_err(told)?;
            round(job, tables, before, watch)?
        }
        AskedMode::Noise(rho_thousandths) => {
            let mut random = rand::rng();
            noise::add(tables, rho_thousandths, || random.next_u64()).map_err(told)?;
            Decided {
                audited: None,
                insiders: Vec::new(),
                report: nothing_hidden(),
                why: BTreeMap::new(),
                offers: Vec::new(),
                ended: Ended::Finished,
            }
        }
    };
    decided.offers = offers;
    Ok(decided)
}

/// The report where nothing is searched for.
pub fn nothing_hidden() -> Report {
    Report {
        solver: "none",
        ..Report::default()
    }
}

/// Releases that tell something for certain; the draft, or the release in question, comes last.
fn certain<'a>(before: &'a Before, tables: &'a Tables) -> Vec<&'a Tables> {
    before
        .releases
        .iter()
        .filter(|release| !matches!(release.mode, Mode::Noise { .. }))
        .chain([tables])
        .collect()
}

/// What is hidden: a safe pattern of little loss, safe from insiders too.
fn hide(job: &Job, tables: &mut Tables, before: &Before, watch: &Watch) -> Result<Decided, String> {
    let releases = certain(before, tables);
    let last = Last::Draft(job.rules.loss);
    let mut combined = combine(&releases, last, job.rules.minimum(), job.comparing)
        .map_err(|refusal| refusal.to_string())?;
    // An insider may know some of the counts behind the tables and not others.
    if job.insiders.is_empty() {
        combined.merge_behind();
    }
    for (whole, part) in &combined.parts {
        let (whole, part) = (&releases[*whole].name, &releases[*part].name);
        watch.step(&format!("note: {}", words::is_part(whole, part)));
    }
    let readers = insiders::each(&job.insiders, &releases).map_err(|refusal| refusal.to_string())?;
    let fault = |fault: disclosure::Fault| words::fault(&fault);
    let mut protection =
        protect_with(&combined.problem, &job.options(&|progress| watch.look(progress))).map_err(fault)?;
    let ended = ended(watch, &protection);
    let mut found = Vec::new();
    for reader in &readers {
        watch.step(&format!("protecting from {}", reader.name()));
        protect_from(job, &combined, reader, &mut protection)?;
    }
    watch.step("auditing the pattern");
    let mut audited = examine(&combined.problem, &protection)?;
    // What an insider could not find must stay hidden, even where everybody else works it out.
    if readers.is_empty() && show_known(&combined, &audited, &mut protection, job.rules.loss) {
        audited = examine(&combined.problem, &protection)?;
    }
    if !audited.passes() {
        watch.clear();
        return Err(words::cannot_protect(&combined, &audited, ""));
    }
    for reader in &readers {
        found.push(read_by(&combined, &protection.pattern, reader, watch)?);
    }
    let why = mark(tables, &combined, &protection);
    Ok(Decided {
        audited: Some((combined, audited)),
        insiders: found,
        report: protection.report,
        why,
        offers: Vec::new(),
        ended,
    })
}

/// Audits the pattern. What the search found on its way spares the audit searches of its own; it checks each of them.
fn examine(problem: &Problem, protection: &Protection) -> Result<Audit, String> {
    let examples = &protection.examples;
    audit_with_examples(problem, &protection.pattern, &AuditOptions::default(), examples)
        .map_err(|fault| words::fault(&fault))
}

/// Hides what an insider could use beside what is hidden already. Hiding more never tells anybody more, so what was
/// safe from others stays safe.
fn protect_from(
    job: &Job,
    combined: &Combined,
    reader: &Insider,
    protection: &mut Protection,
) -> Result<(), String> {
    let fault = |fault: disclosure::Fault| words::fault(&fault);
    let mut problem: Problem = insiders::as_read_by(combined, reader);
    let audited = audit(&problem, &protection.pattern).map_err(fault)?;
    if audited.passes() {
        return Ok(());
    }
    let displays = &protection.pattern.displays;
    for (figure, display) in problem.figures.iter_mut().zip(displays) {
        if matches!(display, Display::Hidden(_)) {
            figure.state = FigureState::Withheld;
        }
    }
    let options = Options {
        steps: 0,
        ..job.options(&|_| ControlFlow::Continue(()))
    };
    let more: Pattern = protect_with(&problem, &options).map_err(fault)?.pattern;
    for (index, (display, more)) in protection
        .pattern
        .displays
        .iter_mut()
        .zip(more.displays)
        .enumerate()
    {
        if *display == Display::Shown && matches!(more, Display::Hidden(_)) {
            *display = Display::Hidden(Why::Complementary);
            let weight = match job.rules.loss {
                Loss::Count => 1,
                Loss::Weight | Loss::Value => combined.problem.figures[index].weight,
            };
            protection.report.loss = protection.report.loss.saturating_add(weight);
        }
    }
    Ok(())
}

/// The audit as an insider reads it, who must not find out what is not his own.
fn read_by(
    combined: &Combined,
    pattern: &Pattern,
    reader: &Insider,
    watch: &Watch,
) -> Result<PaperInsider, String> {
    let problem = insiders::as_read_by(combined, reader);
    let audited = audit(&problem, pattern).map_err(|fault| words::fault(&fault))?;
    if !audited.passes() {
        watch.clear();
        let who = format!(" to {}", reader.name());
        return Err(words::cannot_protect(combined, &audited, &who));
    }
    Ok(PaperInsider {
        who: reader.name(),
        audit: certificate(combined, &problem, &audited),
    })
}

/// The audit of a rounded release: each figure is the range it stands for.
fn round(job: &Job, tables: &Tables, before: &Before, watch: &Watch) -> Result<Decided, String> {
    let releases = certain(before, tables);
    let last = Last::Published {
        from_ledger: releases.len() - 1,
    };
    let mut combined = combine(&releases, last, job.rules.minimum(), job.comparing)
        .map_err(|refusal| refusal.to_string())?;
    if job.insiders.is_empty() {
        combined.merge_behind();
    }
    let fault = |fault: disclosure::Fault| words::fault(&fault);
    watch.step("auditing what the rounded figures tell");
    let audited = audit(&combined.problem, &combined.pattern).map_err(fault)?;
    if !audited.passes() {
        watch.clear();
        return Err(format!(
            "{}\n  rounding protects a minimum of n with a base of n or more: take a larger --round, or a smaller --rule minimum",
            words::cannot_protect(&combined, &audited, "")
        ));
    }
    let mut found = Vec::new();
    for reader in insiders::each(&job.insiders, &releases).map_err(|refusal| refusal.to_string())? {
        found.push(read_by(&combined, &combined.pattern, &reader, watch)?);
    }
    let withheld = tables.cells.iter().enumerate();
    let why = withheld
        .filter(|(_, cell)| cell.status.is_printed() && cell.mark == Some(Mark::Hidden))
        .map(|(position, _)| (position, "withheld"));
    Ok(Decided {
        why: why.collect(),
        audited: Some((combined, audited)),
        insiders: found,
        report: nothing_hidden(),
        offers: Vec::new(),
        ended: Ended::Finished,
    })
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

/// Writes what was decided into the cells and shares; tells for each hidden one why.
fn mark(tables: &mut Tables, combined: &Combined, protection: &Protection) -> BTreeMap<usize, &'static str> {
    let mut why = BTreeMap::new();
    for (position, cell) in tables.cells.iter_mut().enumerate() {
        let figure = combined.figures.get(&combined.last[position]);
        let Some(figure) = figure.filter(|_| cell.status.is_printed()) else {
            cell.mark = None;
            continue;
        };
        let is_public = combined.problem.figures[figure.index()].state == FigureState::Public;
        let display = if is_public {
            Display::Shown
        } else {
            protection.pattern.of(*figure)
        };
        cell.mark = Some(marked(display, position, &mut why));
    }
    for (share, figure) in tables.shares.iter_mut().zip(&combined.shares) {
        share.mark = Some(match (figure, &share.percent) {
            (Some(figure), _) => marked(protection.pattern.of(*figure), share.counted, &mut why),
            (None, Some(_)) => Mark::Shown,
            (None, None) => {
                why.insert(share.counted, "withheld");
                Mark::Hidden
            }
        });
    }
    why
}

fn marked(display: Display, position: usize, why: &mut BTreeMap<usize, &'static str>) -> Mark {
    match display {
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
    }
}

impl Job {
    fn options<'a>(&self, watch: &'a dyn Fn(&disclosure::Progress) -> ControlFlow<()>) -> Options<'a> {
        Options {
            weights: match self.rules.loss {
                Loss::Count => Weights::Count,
                Loss::Weight | Loss::Value => Weights::AsGiven,
            },
            steps: if self.budget.is_zero() { 0 } else { u64::MAX },
            watch,
        }
    }
}
