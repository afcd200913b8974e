//! The report of an audit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use disclosure::Failure;

use super::audit::Audited;
use super::combine::Combined;
use super::decimal;
use super::hierarchy;
use super::tables::{Key, Tables};
use super::words::{counted, example, is_part, narrowest};

/// Most examples of one kind.
const EXAMPLES_MAX: usize = 3;
/// Most levels that a report tells apart.
const LEVELS_MAX: usize = 20;

/// The report of an audit.
pub fn audited(
    releases: &[Tables],
    alone: &[Audited],
    together: Option<&Audited>,
    inside: &[Audited],
    minimum: Option<i64>,
) -> String {
    let names: Vec<String> = releases.iter().map(|tables| tables.name.clone()).collect();
    let mut text = String::new();
    for audited in alone {
        let name = audited
            .releases
            .first()
            .map_or("", |release| names[*release].as_str());
        let _ = writeln!(text, "{name} alone: {}", verdict(audited));
        kinds(&mut text, audited, &names, minimum);
    }
    if let Some(audited) = together {
        let all = match audited.releases.len() {
            2 => "both".to_owned(),
            number => format!("all {number}"),
        };
        let _ = writeln!(text, "{all} together: {}", verdict(audited));
        for (whole, part) in &audited.combined.parts {
            let _ = writeln!(text, "  {}", is_part(&names[*whole], &names[*part]));
        }
        kinds(&mut text, audited, &names, minimum);
    }
    for audited in inside {
        let who = audited.reader.as_deref().unwrap_or_default();
        let _ = writeln!(text, "as {who} reads it: {}", verdict(audited));
        kinds(&mut text, audited, &names, minimum);
    }
    let fails = |audited: &Audited| !audited.audit.passes();
    let tells = |audited: &Audited| {
        let failures = &audited.audit.failures;
        failures.iter().any(|failure| failure.range.width() == 0)
    };
    let is_any_alone = alone.iter().any(fails);
    if together.is_some_and(fails) && !alone.is_empty() && !is_any_alone {
        text += "Each is safe alone; together they are not. ";
    } else if together.is_some_and(tells) && !alone.is_empty() && !alone.iter().any(tells) {
        text += "Alone, none gives a cell away exactly; together they do. ";
    }
    if together.is_some_and(fails) {
        text += "Do not publish the newest of them as it is: protect it against the others with\n  mainstay protect TABLES --ledger LEDGER.json --out OUT.json";
    } else if is_any_alone {
        text += "Do not publish what fails as it is: protect it with mainstay protect TABLES --out OUT.json";
    } else if inside.iter().any(fails) {
        text += "Safe from the public, and not from those who know more: protect it with the same --insider.";
    } else {
        text += "Nothing that must be protected is given away.";
    }
    text
}

fn verdict(audited: &Audited) -> String {
    let audit = &audited.audit;
    let exact = audit
        .failures
        .iter()
        .filter(|failure| failure.range.width() == 0)
        .count();
    let narrow = audit.failures.len() - exact;
    if audit.failures.is_empty() {
        let narrowest = narrowest(&audited.combined.problem, audit).map_or_else(String::new, |range| {
            format!(
                "; the narrowest range of a protected cell is {} wide",
                decimal::text(range.width(), audited.combined.decimals)
            )
        });
        return format!(
            "passes, {} looked at{narrowest}",
            counted(audit.ranges.len(), "cell", "cells")
        );
    }
    format!(
        "FAILS: {} can be worked out exactly, {narrow} more closely than the rule allows",
        counted(exact, "protected cell", "protected cells"),
    )
}

/// What is given away, by what it is about and by level.
fn kinds(text: &mut String, audited: &Audited, names: &[String], minimum: Option<i64>) {
    let combined = &audited.combined;
    let shapes = Shapes::of(combined);
    let mut subjects: BTreeMap<String, BTreeMap<String, (usize, Vec<&Failure>)>> = BTreeMap::new();
    let at = |position: usize| {
        let origin = &combined.origins[position];
        (subject(audited, position, names), shapes.level(&origin.key))
    };
    for (position, cell) in combined.problem.cells.iter().enumerate() {
        if cell.need.is_some() {
            let (subject, level) = at(position);
            subjects.entry(subject).or_default().entry(level).or_default().0 += 1;
        }
    }
    for failure in &audited.audit.failures {
        let (subject, level) = at(failure.range.cell.index());
        let levels = subjects.entry(subject).or_default();
        levels.entry(level).or_default().1.push(failure);
    }
    let small = match minimum {
        Some(minimum) => format!("counts below {minimum}"),
        None => "protected cells".to_owned(),
    };
    let told = |needing: usize, failures: &[&Failure]| {
        let exact = failures
            .iter()
            .filter(|failure| failure.range.width() == 0)
            .count();
        let narrow = failures.len() - exact;
        format!("of {needing} {small}, {exact} can be worked out exactly and {narrow} too closely")
    };
    for (subject, levels) in subjects {
        let needing = levels.values().map(|(needing, _)| needing).sum();
        let mut all: Vec<&Failure> = levels
            .values()
            .flat_map(|(_, failures)| failures)
            .copied()
            .collect();
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(text, "  {subject}: {}", told(needing, &all));
        for (level, (needing, failures)) in levels
            .iter()
            .filter(|(_, (_, failures))| !failures.is_empty())
            .take(LEVELS_MAX)
        {
            let _ = writeln!(text, "    {level}: {}", told(*needing, failures));
        }
        all.sort_by_key(|failure| failure.range.width());
        for failure in all.into_iter().take(EXAMPLES_MAX) {
            let _ = writeln!(text, "    for example, {}", example(combined, failure));
        }
    }
}

fn subject(audited: &Audited, position: usize, names: &[String]) -> String {
    let origin = &audited.combined.origins[position];
    if !origin.is_difference {
        return "the cells themselves".to_owned();
    }
    let name = |at: usize| {
        let release = origin
            .releases
            .get(at)
            .and_then(|release| audited.releases.get(*release));
        release.map_or("", |release| names[*release].as_str())
    };
    format!("people in {} and not in {}", name(0), name(1))
}

/// For each breakdown, its codes by shape, so that schools are told apart from their districts.
struct Shapes(BTreeMap<String, Vec<Vec<String>>>);

impl Shapes {
    fn of(combined: &Combined) -> Shapes {
        let mut codes: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for origin in &combined.origins {
            for (dimension, code) in &origin.key.0 {
                codes.entry(dimension.clone()).or_default().insert(code);
            }
        }
        Shapes(
            codes
                .into_iter()
                .map(|(dimension, codes)| (dimension, hierarchy::shapes(&codes)))
                .collect(),
        )
    }

    fn level(&self, key: &Key) -> String {
        if key.0.is_empty() {
            return key.to_string();
        }
        let parts = key.0.iter().map(|(dimension, code)| {
            let shapes = self.0.get(dimension).map_or(&[][..], Vec::as_slice);
            // Words have a shape each: only codes with digits make levels.
            let has_levels = shapes.len() > 1 && shapes.iter().all(|shape| shape.len() > 1);
            match shapes.iter().find(|shape| shape.contains(code)) {
                Some(shape) if has_levels => {
                    format!("{dimension} {} to {}", shape[0], shape[shape.len() - 1])
                }
                Some(_) | None => dimension.clone(),
            }
        });
        parts.collect::<Vec<_>>().join(" by ")
    }
}
