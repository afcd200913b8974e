//! What adds up in a table with totals, and whether it does.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::columns::{Differences, Reading};
use super::hierarchy::{Breakdown, Hierarchy};
use super::levels::infer;
use super::refusal::Refusal;
use super::tables::{Measure, Sheet, Sum, TERMS_MAX, TableCell, Tables};

/// Most parts that a message lists.
const LISTED_MAX: usize = 6;

/// Adds the sums of the sheets from this one on to the tables, and checks them.
///
/// Errors: a code that a hierarchy does not know, a table without totals, sums that do not add up.
pub fn add(tables: &mut Tables, reading: &Reading, first_new: usize) -> Result<(), Refusal> {
    let mut known: HashSet<Vec<(usize, i64)>> = tables.sums.iter().map(|sum| sum.terms.clone()).collect();
    let mut terms: usize = tables.sums.iter().map(|sum| sum.terms.len()).sum();
    for position in first_new..tables.sheets.len() {
        let sheet = tables.sheets[position].clone();
        let (sums, notes) = of_sheet(tables, &sheet, reading)?;
        for mut sum in sums {
            sum.terms.sort_unstable();
            terms += sum.terms.len();
            if terms > TERMS_MAX {
                return Err(Refusal::of(
                    &tables.name,
                    format!("the sums name more than {TERMS_MAX} cells together"),
                )
                .mend("protect tables that share no cells one after the other, with --ledger"));
            }
            if known.insert(sum.terms.clone()) {
                tables.sums.push(sum);
            }
        }
        tables.notes.extend(notes);
    }
    settle(tables, reading.differences, None)
}

/// Checks every sum, and keeps the differences that rounding explains (or, if asked for, all of them).
///
/// `significant` says to how many digits the values were rounded, where that is so.
pub fn settle(
    tables: &mut Tables,
    differences: Differences,
    significant: Option<u32>,
) -> Result<(), Refusal> {
    let mut refused: Option<Refusal> = None;
    let (mut rounded, mut kept) = (0, 0);
    for position in 0..tables.sums.len() {
        let sum = &tables.sums[position];
        let Some(left) = left(&tables.cells, &sum.terms) else {
            continue;
        };
        let difference = left - i128::from(sum.constant);
        if difference == 0 {
            continue;
        }
        let is_rounding = difference.unsigned_abs() * 2 <= slack(tables, sum, significant);
        if is_rounding || differences == Differences::Kept {
            rounded += usize::from(is_rounding);
            kept += usize::from(!is_rounding);
            tables.sums[position].constant = i64::try_from(left).unwrap_or(i64::MAX);
            continue;
        }
        match &mut refused {
            Some(refusal) => {
                refusal.more += 1;
                if refusal.more <= LISTED_MAX {
                    let also = refusal.relation.get_or_insert_default();
                    *also += &format!("; also {}", tables.sums[position].name);
                }
            }
            None => refused = Some(does_not_add_up(tables, sum)),
        }
    }
    if let Some(refusal) = refused {
        return Err(refusal);
    }
    if rounded > 0 {
        tables.notes.push(format!(
            "{rounded} of the sums add up only within the rounding of their values; they are kept as they are"
        ));
    }
    if kept > 0 {
        tables.notes.push(format!(
            "{kept} of the sums do not add up; as asked, readers are taken to know the difference"
        ));
    }
    Ok(())
}

/// The sum of the terms; `None` if a value is not known.
pub fn left(cells: &[TableCell], terms: &[(usize, i64)]) -> Option<i128> {
    let mut left = 0i128;
    for (position, by) in terms {
        left += i128::from(cells[*position].value?) * i128::from(*by);
    }
    Some(left)
}

/// Twice the difference that the rounding of the values explains.
pub fn slack(tables: &Tables, sum: &Sum, significant: Option<u32>) -> u128 {
    let unit = |position: &usize| -> u128 {
        let value = tables.cells[*position].value.unwrap_or(0).unsigned_abs();
        let digits = value.checked_ilog10().map_or(0, |log| log + 1);
        match significant {
            Some(kept) if digits > kept => 10u128.pow(digits - kept),
            _ if tables.measure == Measure::Amounts => 1,
            _ => 0,
        }
    };
    sum.terms
        .iter()
        .map(|(position, by)| unit(position) * u128::from(by.unsigned_abs()))
        .sum()
}

fn does_not_add_up(tables: &Tables, sum: &Sum) -> Refusal {
    let whole = sum.terms.iter().find(|(_, by)| *by < 0);
    let parts = || sum.terms.iter().filter(|(_, by)| *by > 0);
    let value = |position: usize| tables.cells[position].value.unwrap_or(0);
    let total: i128 = parts()
        .map(|(position, by)| i128::from(value(*position)) * i128::from(*by))
        .sum();
    let (position, read) = match whole {
        Some((position, _)) => (*position, tables.shown(value(*position))),
        None => (
            sum.terms.first().map_or(0, |(position, _)| *position),
            "no total".to_owned(),
        ),
    };
    let cell = &tables.cells[position];
    let is_problem_file = tables.population.iter().any(|(what, _)| what == "problem");
    let mend = if is_problem_file {
        "correct a value or the relation; if the source is known to be off, --keep-differences takes it as it is"
    } else {
        "correct the total or a part; if codes have levels (schools in districts), name them with --hierarchy; if the source is known to be off, --keep-differences takes it as it is"
    };
    let made = i64::try_from(total).map_or_else(|_| total.to_string(), |total| tables.shown(total));
    let table = tables
        .sheets
        .iter()
        .find(|sheet| sheet.rows.iter().any(|(_, held)| *held == position));
    Refusal::of(tables.file(cell.place), "a total does not add up")
        .at(cell.place.line)
        .table(table.map_or(tables.name.as_str(), |sheet| sheet.name.as_str()))
        .cell(cell.key.to_string())
        .relation(&sum.name)
        .read(format!("{read}, while its {} parts make {made}", parts().count()))
        .expected("the total and its parts agree; a part without a line counts as zero")
        .mend(mend)
}

/// The sums of one sheet, and what a person should know about how they were found.
fn of_sheet(tables: &Tables, sheet: &Sheet, reading: &Reading) -> Result<(Vec<Sum>, Vec<String>), Refusal> {
    let lines = Lines::of(sheet);
    let file = sheet.rows.first().map_or(tables.name.as_str(), |(_, cell)| {
        tables.file(tables.cells[*cell].place)
    });
    let has_total = |at: usize| lines.codes(at).contains(reading.total());
    if sheet.rows.len() > 1 && !(0..sheet.dimensions.len()).any(has_total) {
        return Err(Refusal::of(file, "no line is a total")
            .table(&sheet.name)
            .expected(format!("\"{}\" in the breakdowns {}", reading.total(), sheet.dimensions.join(", ")))
            .mend("if totals are called otherwise, say --total WORD; if these are the finest counts, name the tables to be published from them, such as --table school,race"));
    }
    let (mut sums, mut notes) = (Vec::new(), Vec::new());
    for (at, dimension) in sheet
        .dimensions
        .iter()
        .enumerate()
        .filter(|(at, _)| has_total(*at))
    {
        let codes = lines.codes(at);
        let parts: BTreeSet<&str> = codes
            .iter()
            .copied()
            .filter(|code| *code != reading.total())
            .collect();
        let breakdowns = match reading.hierarchies.get(dimension) {
            Some(hierarchy) => {
                if let Some(code) = parts.iter().find(|code| !hierarchy.knows(code)) {
                    return Err(unknown_code(tables, sheet, at, code, hierarchy));
                }
                hierarchy.breakdowns(reading.total(), &codes)
            }
            None => {
                let (breakdowns, note) = infer(tables, &lines, at, &parts, reading.total());
                notes.extend(note.map(|note| format!("{file}: {dimension}: {note}")));
                breakdowns
            }
        };
        sums.extend(lines.sums(at, dimension, &breakdowns));
    }
    Ok((sums, notes))
}

fn unknown_code(tables: &Tables, sheet: &Sheet, at: usize, code: &str, hierarchy: &Hierarchy) -> Refusal {
    let row = sheet.rows.iter().find(|(codes, _)| codes[at] == code);
    let place = row.map(|(_, cell)| tables.cells[*cell].place).unwrap_or_default();
    Refusal::of(tables.file(place), "a code has no parent in its hierarchy")
        .at(place.line)
        .table(&sheet.name)
        .cell(format!("{} {code}", sheet.dimensions[at]))
        .read(format!("{code}, which {} does not hold", hierarchy.file))
        .expected("every code of the table in the hierarchy, or the word for the total")
        .mend(format!(
            "add a line for {code} to {}, or correct the code",
            hierarchy.file
        ))
}

/// The rows of a sheet, found by their codes.
pub struct Lines<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The cell of each row by its codes.
    pub by_codes: HashMap<Vec<&'a str>, usize>,
}

impl<'a> Lines<'a> {
    fn of(sheet: &'a Sheet) -> Lines<'a> {
        let by_codes = sheet
            .rows
            .iter()
            .map(|(codes, cell)| (codes.iter().map(String::as_str).collect(), *cell))
            .collect();
        Lines { sheet, by_codes }
    }

    fn codes(&self, at: usize) -> BTreeSet<&'a str> {
        self.sheet
            .rows
            .iter()
            .map(|(codes, _)| codes[at].as_str())
            .collect()
    }

    /// One sum for each row that stands at a parent, over the rows of its parts.
    pub fn sums(&self, at: usize, dimension: &str, breakdowns: &[Breakdown]) -> Vec<Sum> {
        let mut by_parent: BTreeMap<&str, Vec<&Breakdown>> = BTreeMap::new();
        for breakdown in breakdowns {
            by_parent.entry(&breakdown.parent).or_default().push(breakdown);
        }
        let mut sums = Vec::new();
        for (codes, whole) in &self.sheet.rows {
            for breakdown in by_parent.get(codes[at].as_str()).into_iter().flatten() {
                let mut row: Vec<&str> = codes.iter().map(String::as_str).collect();
                let mut terms = vec![(*whole, -1)];
                for part in &breakdown.parts {
                    row[at] = part;
                    terms.extend(self.by_codes.get(&row).map(|cell| (*cell, 1)));
                }
                if terms.len() > 1 {
                    let name = self.name(codes, at, dimension, breakdown);
                    sums.push(Sum {
                        terms,
                        constant: 0,
                        name,
                    });
                }
            }
        }
        sums
    }

    fn name(&self, codes: &[String], at: usize, dimension: &str, breakdown: &Breakdown) -> String {
        if dimension.is_empty() {
            return String::new();
        }
        let others: Vec<String> = (0..codes.len())
            .filter(|other| *other != at)
            .map(|other| format!("{} {}", self.sheet.dimensions[other], codes[other]))
            .collect();
        let place = if others.is_empty() {
            String::new()
        } else {
            format!(" at {}", others.join(", "))
        };
        format!(
            "{dimension} {} = {}{place}",
            breakdown.parent,
            added(&breakdown.parts)
        )
    }
}

/// "A + B + C" or "A + B + 9 more".
fn added(parts: &[String]) -> String {
    if parts.len() <= LISTED_MAX {
        return parts.join(" + ");
    }
    let first = parts[..3].join(" + ");
    format!("{first} + {} more", parts.len() - 3)
}
