//! Protects the shared instances and prints a line for each: `cargo run --release -p mainstay-disclosure --example
//! instances -- FOLDER [--seconds 30] [--cpu] [--steps N] [--write FOLDER] [NAME …]`. With `--write`, each problem is written down
//! as JSON with the pattern found, so that other programs can be given the same (`bench/disclosure_peers.py`). With `--cpu` the
//! seconds are those of the processor for the searching thread, as on a machine with nothing else to do. With `--written FOLDER`
//! nothing is searched for: the patterns written down there are audited.

mod instance;

use std::cell::Cell as Slot;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use instance::{Instance, all};
use mainstay_disclosure::{
    AuditOptions, Options, Problem, Protection, Why, audit_with_examples, protect_with,
};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder_of_instances =
        PathBuf::from(arguments.next().expect("the folder of the instances comes first"));
    let mut wanted = Wanted {
        seconds: 30.0,
        clock: Clock::Wall,
        steps: u64::MAX,
        audit: Auditing::WithExamples,
        written: None,
        audited: None,
    };
    let mut names = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--cpu" => wanted.clock = Clock::Processor,
            "--seconds" => wanted.seconds = number(arguments.next()),
            "--steps" => wanted.steps = number(arguments.next()),
            "--no-audit" => wanted.audit = Auditing::No,
            "--audit-alone" => wanted.audit = Auditing::Alone,
            "--write" => wanted.written = Some(PathBuf::from(arguments.next().expect("a folder follows"))),
            "--written" => wanted.audited = Some(PathBuf::from(arguments.next().expect("a folder follows"))),
            _ => names.push(argument),
        }
    }
    if let Some(folder) = &wanted.audited {
        for instance in all(&folder_of_instances, &names) {
            audit_written(&instance, folder);
        }
        return;
    }
    println!(
        "{:<24}{:>8}{:>10}{:>10}{:>8}{:>16}{:>16}{:>7}{:>8}{:>8}{:>6}{:>10}",
        "instance",
        "cells",
        "relations",
        "primaries",
        "hidden",
        "loss",
        "bound",
        "gap",
        "protect",
        "audit",
        "MB",
        "verdict"
    );
    for instance in all(&folder_of_instances, &names) {
        line(&instance, &wanted);
    }
}

/// What was asked for.
struct Wanted {
    seconds: f64,
    clock: Clock,
    steps: u64,
    audit: Auditing,
    written: Option<PathBuf>,
    /// Where patterns are that are to be audited only.
    audited: Option<PathBuf>,
}

/// By which clock the search is stopped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    Wall,
    Processor,
}

#[derive(Clone, Copy)]
enum Auditing {
    No,
    /// Without what the search found on its way.
    Alone,
    WithExamples,
}

fn verdict(problem: &Problem, protection: &Protection, audit: Auditing) -> String {
    let examples = match audit {
        Auditing::No => return "-".to_owned(),
        Auditing::Alone => &[],
        Auditing::WithExamples => &protection.examples[..],
    };
    match audit_with_examples(problem, &protection.pattern, &AuditOptions::default(), examples) {
        Ok(audit) if audit.passes() => "safe".to_owned(),
        Ok(audit) => format!("{} fail", audit.failures.len()),
        Err(fault) => fault.to_string(),
    }
}

/// Audits a pattern that was written down, without any help.
fn audit_written(instance: &Instance, folder: &Path) {
    let Some(pattern) = instance.written(folder) else {
        return;
    };
    let (started, before) = (Instant::now(), of_all_threads());
    let audit = audit_with_examples(&instance.problem, &pattern, &AuditOptions::default(), &[]);
    let told = match &audit {
        Ok(audit) => format!(
            "{} unknown, {} to be uncertain, {} failing, {} steps",
            audit.unknown_cells,
            audit.functionals,
            audit.failures.len(),
            audit.steps
        ),
        Err(fault) => fault.to_string(),
    };
    println!(
        "{:<24}{told}, seconds {:.2}, of the processor {:.2}, {} MB",
        instance.name,
        started.elapsed().as_secs_f64(),
        of_all_threads() - before,
        memory_in_megabytes(),
    );
}

fn number<T: std::str::FromStr>(text: Option<String>) -> T {
    let number = text.and_then(|text| text.parse().ok());
    number.expect("a number follows the option")
}

fn line(instance: &Instance, wanted: &Wanted) {
    let seconds = wanted.seconds;
    let started = Instant::now();
    let (before, before_here) = (of_all_threads(), of_this_thread());
    let last = Slot::new(0.0);
    let is_loud = std::env::var_os("LOUD").is_some();
    let watch = |progress: &mainstay_disclosure::Progress| {
        let now = match wanted.clock {
            Clock::Wall => started.elapsed().as_secs_f64(),
            Clock::Processor => of_this_thread() - before_here,
        };
        if is_loud && now - last.get() > 1.0 {
            last.set(now);
            eprintln!("  {now:.1} {progress:?}");
        }
        if now > seconds {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let options = Options {
        weights: instance.weights,
        steps: wanted.steps,
        watch: &watch,
    };
    let problem = &instance.problem;
    let protection = match protect_with(problem, &options) {
        Ok(protection) => protection,
        Err(fault) => {
            println!("{:<24} {fault}", instance.name);
            return;
        }
    };
    let protected = started.elapsed().as_secs_f64();
    let spent = of_all_threads();
    let verdict = verdict(problem, &protection, wanted.audit);
    if let Some(folder) = &wanted.written {
        instance
            .write(folder, &protection)
            .expect("the folder can be written to");
    }
    let report = &protection.report;
    println!(
        "{:<24}{:>8}{:>10}{:>10}{:>8}{:>16}{:>16}{:>6.1}%{:>8.2}{:>8.2}{:>6}{:>10}  exposed {} steps {} processor {:.1} + {:.1}",
        instance.name,
        problem.cells.len(),
        problem.relations.len(),
        protection.pattern.hidden(Why::Primary),
        protection.pattern.hidden(Why::Complementary),
        report.loss,
        report.bound,
        report.gap() * 100.0,
        protected,
        started.elapsed().as_secs_f64() - protected,
        memory_in_megabytes(),
        verdict,
        protection.exposed.len(),
        report.steps,
        spent - before,
        of_all_threads() - spent,
    );
}

/// The most memory used so far, where the system tells.
fn memory_in_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// Seconds that the processor spent on this thread, where the system tells.
fn of_this_thread() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = told.split(' ').next().and_then(|text| text.parse::<f64>().ok());
    first.unwrap_or(0.0) / 1e9
}

/// Seconds that the processor spent on all threads, where the system tells; it counts in hundredths.
fn of_all_threads() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: f64 = fields
        .skip(11)
        .take(2)
        .filter_map(|text| text.parse::<f64>().ok())
        .sum();
    ticks / 100.0
}
