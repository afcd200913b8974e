//! The levels of a breakdown that no hierarchy tells: the first reading under which all that is known adds up.

use std::collections::{BTreeMap, BTreeSet};

use super::hierarchy::{Breakdown, Hierarchy, shapes};
use super::sums::{Lines, left, slack};
use super::tables::{Measure, Sum, Tables};

/// Finds the levels of a breakdown that no hierarchy tells: the first reading under which all that is known adds up.
pub fn infer(
    tables: &Tables,
    lines: &Lines,
    at: usize,
    parts: &BTreeSet<&str>,
    total: &str,
) -> (Vec<Breakdown>, Option<String>) {
    let owned = |codes: &BTreeSet<&str>| codes.iter().map(|code| (*code).to_owned()).collect();
    let whole = |parts: Vec<String>| Breakdown {
        parent: total.to_owned(),
        parts,
    };
    let flat = vec![whole(owned(parts))];
    let adds_up = |breakdowns: &[Breakdown]| {
        let sums = lines.sums(at, "", breakdowns);
        sums.iter().all(|sum| is_possible(tables, sum))
    };
    if adds_up(&flat) {
        return (flat, None);
    }
    if let Some(hierarchy) = Hierarchy::of_prefixes(parts) {
        let held = parts.iter().copied().chain([total]).collect();
        let breakdowns = hierarchy.breakdowns(total, &held);
        if adds_up(&breakdowns) {
            let note = "codes that begin with another code are read as parts of it, which adds up";
            return (breakdowns, Some(note.to_owned()));
        }
    }
    let groups = shapes(parts);
    let names: Vec<String> = groups.iter().map(|group| listed(group)).collect();
    let apart: Vec<Breakdown> = groups.into_iter().map(whole).collect();
    if apart.len() > 1 && adds_up(&apart) {
        if let Some(hierarchy) = nested(tables, lines, at, &apart, total) {
            let held = parts.iter().copied().chain([total]).collect();
            let breakdowns = hierarchy.breakdowns(total, &held);
            let note = format!(
                "{} are read as levels; which lies in which was found from the values",
                names.join(" and ")
            );
            return (breakdowns, Some(note));
        }
        let note = format!(
            "{} each make up the total, so they are read as separate levels. Readers know which lies in which; say so with --hierarchy, or what follows from it is not seen",
            names.join(" and ")
        );
        return (apart, Some(note));
    }
    (flat, None)
}

/// Which codes of two levels lie in which, if their values tell.
fn nested(tables: &Tables, lines: &Lines, at: usize, levels: &[Breakdown], total: &str) -> Option<Hierarchy> {
    let [one, other] = levels else {
        return None;
    };
    let (coarser, finer) = if one.parts.len() < other.parts.len() {
        (one, other)
    } else {
        (other, one)
    };
    let values = |code: &String, row: &[&str]| {
        let mut row = row.to_vec();
        row[at] = code;
        // A combination without a line is an empty one.
        lines
            .by_codes
            .get(&row)
            .map_or(Some(0), |cell| tables.cells[*cell].value)
    };
    let mut of_finer: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    let mut of_coarser: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (codes, _) in lines.sheet.rows.iter().filter(|(codes, _)| codes[at] == total) {
        let row: Vec<&str> = codes.iter().map(String::as_str).collect();
        let read = |codes: &[String]| {
            codes
                .iter()
                .map(|code| values(code, &row))
                .collect::<Option<Vec<i64>>>()
        };
        let (Some(coarse), Some(fine)) = (read(&coarser.parts), read(&finer.parts)) else {
            continue;
        };
        for (level, values, told) in [(&coarser, coarse, &mut of_coarser), (&finer, fine, &mut of_finer)] {
            for (code, value) in level.parts.iter().zip(values) {
                told.entry(code).or_default().push(value);
            }
        }
    }
    let parents = super::nesting::parents(&of_finer, &of_coarser)?;
    let pairs = parents.into_iter().map(|(code, parent)| (parent, code)).collect();
    Hierarchy::of_parents("the values", pairs, total).ok()
}

/// Whether known values leave room for the unknown ones.
fn is_possible(tables: &Tables, sum: &Sum) -> bool {
    if let Some(left) = left(&tables.cells, &sum.terms) {
        return (left.unsigned_abs() * 2) <= slack(tables, sum, None);
    }
    let (mut parts, mut whole) = (0i128, None);
    for (position, by) in &sum.terms {
        let value = tables.cells[*position].value.map(i128::from);
        if *by > 0 {
            parts += value.unwrap_or(0);
        } else {
            whole = value;
        }
    }
    whole.is_none_or(|whole| parts <= whole + i128::from(tables.measure == Measure::Amounts))
}

fn listed(codes: &[String]) -> String {
    match codes {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [first, .., last] => format!("{first} to {last}"),
    }
}
