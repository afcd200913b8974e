//! Rolling small groups together: offered before anything is hidden, done when it is asked for.

use std::collections::BTreeMap;

use disclosure::{PoolGroup, poolings};
use serde::{Deserialize, Serialize};

use super::columns::{self, Columns, Reading};
use super::decimal::{self, Decimal};
use super::raw::RawTable;
use super::refusal::Refusal;
use super::tables::{Measure, Tables};

/// Proposals for one breakdown.
const OFFERS_MAX: usize = 2;
/// A breakdown with more codes is no list of groups.
const CODES_MAX: usize = 60;

/// Codes of a breakdown to be read as one: `race=Asian+Other:Asian or other`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The breakdown.
    pub dimension: String,
    /// The codes.
    pub codes: Vec<String>,
    /// What they are called together.
    pub name: String,
}

impl Pool {
    /// Reads `race=Asian+Other` or `race=Asian+Other:Asian or other`.
    pub fn parse(text: &str) -> Result<Pool, String> {
        let wrong = || format!("\"{text}\" joins nothing: write race=Asian+Other:Asian or other");
        let (dimension, rest) = text.split_once('=').ok_or_else(wrong)?;
        let (codes, name) = rest.split_once(':').unwrap_or((rest, rest));
        let codes: Vec<String> = codes.split('+').map(|code| code.trim().to_owned()).collect();
        let (dimension, name) = (dimension.trim().to_owned(), name.trim().to_owned());
        let is_empty = dimension.is_empty() || name.is_empty() || codes.iter().any(String::is_empty);
        if codes.len() < 2 || is_empty {
            return Err(wrong());
        }
        Ok(Pool {
            dimension,
            codes,
            name,
        })
    }
}

/// A proposal, as the working paper keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The breakdown.
    pub dimension: String,
    /// The codes that would become one.
    pub codes: Vec<String>,
    /// Small cells of these groups now.
    pub small_before: usize,
    /// Small cells of these groups afterwards.
    pub small_after: usize,
    /// People in cells that could be shown by themselves and would no longer be.
    pub people_joined: i64,
}

impl Offer {
    /// In words.
    pub fn told(&self) -> String {
        format!(
            "joining {} of {} would leave {} small cells there in place of {}, and takes {} people out of cells of their own that could be shown: --pool \"{}={}\"",
            self.codes.join(" and "),
            self.dimension,
            self.small_after,
            self.small_before,
            self.people_joined,
            self.dimension,
            self.codes.join("+")
        )
    }
}

/// What joining groups would save: for each breakdown and parent, the best proposals that leave fewer small cells.
pub fn offers(tables: &Tables, minimum: Option<i64>) -> Vec<Offer> {
    let Some(minimum) = minimum.filter(|_| tables.measure == Measure::Counts) else {
        return Vec::new();
    };
    // The counts of the parts of one total, line by line: one line for each combination of the other breakdowns.
    let mut lines: BTreeMap<(String, Vec<String>), Vec<Vec<i64>>> = BTreeMap::new();
    // Of levels within each other only the finest counts, or the same people would be counted on each.
    let mut is_total = vec![false; tables.cells.len()];
    for (cell, by) in tables.sums.iter().flat_map(|sum| &sum.terms) {
        let is_made_of_printed = *by < 0 && tables.cells[*cell].status.is_printed();
        is_total[*cell] |= is_made_of_printed;
    }
    for (total, behind) in made_of_behind(tables) {
        is_total[total] &= !behind;
    }
    for sum in &tables.sums {
        let parts: Vec<usize> = sum
            .terms
            .iter()
            .filter(|(_, by)| *by == 1)
            .map(|(part, _)| *part)
            .collect();
        let is_printed = parts.iter().all(|part| {
            tables.cells[*part].status.is_printed() && tables.cells[*part].value.is_some() && !is_total[*part]
        });
        if !is_printed || parts.len() < 3 || parts.len() > CODES_MAX {
            continue;
        }
        if let Some((dimension, codes)) = varying(tables, &parts) {
            let mut told: Vec<(String, i64)> = codes
                .into_iter()
                .zip(parts.iter().map(|part| tables.cells[*part].value.unwrap_or(0)))
                .collect();
            told.sort();
            let (codes, counts) = told.into_iter().unzip();
            lines.entry((dimension, codes)).or_default().push(counts);
        }
    }
    let mut offers = Vec::new();
    for ((dimension, codes), lines) in lines {
        let groups: Vec<PoolGroup> = codes
            .iter()
            .enumerate()
            .map(|(at, code)| PoolGroup {
                name: code.clone(),
                counts: lines.iter().map(|line| line[at]).collect(),
            })
            .collect();
        let is_small = |count: &&i64| 0 < **count && **count < minimum;
        let small_before = lines.iter().flatten().filter(is_small).count();
        let better = poolings(&groups, minimum)
            .into_iter()
            .filter(|pooling| !pooling.members.is_empty() && pooling.small_left < small_before);
        offers.extend(better.take(OFFERS_MAX).map(|pooling| Offer {
            dimension: dimension.clone(),
            codes: pooling.members.iter().map(|at| codes[*at].clone()).collect(),
            small_before,
            small_after: pooling.small_left,
            people_joined: pooling.people_lost,
        }));
    }
    offers
}

/// Printed cells that are the sum of nothing but counts behind the tables.
fn made_of_behind(tables: &Tables) -> Vec<(usize, bool)> {
    let mut made: BTreeMap<usize, bool> = BTreeMap::new();
    for sum in &tables.sums {
        let mut parts = sum.terms.iter().filter(|(_, by)| *by > 0);
        let are_behind = parts.all(|(part, _)| !tables.cells[*part].status.is_printed());
        for (total, _) in sum.terms.iter().filter(|(_, by)| *by < 0) {
            *made.entry(*total).or_insert(true) &= are_behind;
        }
    }
    made.into_iter().collect()
}

/// The one breakdown in which cells differ, and their codes in it.
fn varying(tables: &Tables, parts: &[usize]) -> Option<(String, Vec<String>)> {
    let keys: Vec<&Vec<(String, String)>> = parts.iter().map(|part| &tables.cells[*part].key.0).collect();
    let first = keys.first()?;
    let (dimension, _) = first
        .iter()
        .find(|pair| keys.iter().any(|key| !key.contains(pair)))?;
    let codes: Option<Vec<String>> = keys
        .iter()
        .map(|key| {
            let own = key.iter().find(|(held, _)| held == dimension)?;
            let others = key.iter().filter(|(held, _)| held != dimension);
            let same = others.eq(first.iter().filter(|(held, _)| held != dimension));
            same.then(|| own.1.clone())
        })
        .collect();
    Some((dimension.clone(), codes?))
}

/// Reads codes as one wherever that was asked for: their rows become one row.
///
/// Errors: a breakdown or a code that is not there; values that cannot be added.
pub fn apply(raw: &mut RawTable, reading: &Reading) -> Result<(), Refusal> {
    let asked: Vec<(usize, &Pool)> = reading
        .pools
        .iter()
        .filter_map(|pool| Some((raw.column(&pool.dimension)?, pool)))
        .collect();
    if asked.is_empty() {
        return Ok(());
    }
    let columns = columns::find(raw, reading)?;
    for (at, pool) in &asked {
        for code in &pool.codes {
            if !raw.rows.iter().any(|(_, fields)| fields[*at] == *code) {
                return Err(Refusal::of(&raw.file, "a code to be joined is not in the table")
                    .table(&raw.name)
                    .cell(format!("{} {code}", pool.dimension)));
            }
        }
    }
    let mut joined: Vec<(usize, Vec<String>)> = Vec::new();
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (line, mut fields) in std::mem::take(&mut raw.rows) {
        let mut is_pooled = false;
        for (at, pool) in &asked {
            if pool.codes.contains(&fields[*at]) {
                fields[*at].clone_from(&pool.name);
                is_pooled = true;
            }
        }
        if !is_pooled {
            joined.push((line, fields));
            continue;
        }
        let codes: Vec<String> = columns.dimensions.iter().map(|at| fields[*at].clone()).collect();
        match known.get(&codes) {
            Some(at) => {
                let into = &mut joined[*at].1;
                join(into, &fields, &columns).map_err(|column| {
                    Refusal::of(&raw.file, "rows to be joined hold what cannot be added")
                        .at(line)
                        .table(&raw.name)
                        .read(format!(
                            "\"{}\" in column {}",
                            fields[column], raw.columns[column]
                        ))
                        .expected("numbers")
                })?;
            }
            None => {
                known.insert(codes, joined.len());
                joined.push((line, fields));
            }
        }
    }
    raw.rows = joined;
    Ok(())
}

/// Adds a row to another. Errors: the column that cannot be added.
fn join(into: &mut [String], row: &[String], columns: &Columns) -> Result<(), usize> {
    let number = |text: &str, at: usize| decimal::parse(text).map_err(|_| at);
    let added = [
        Some(columns.value),
        columns.contributors,
        columns.counted,
        columns.weight,
    ];
    for at in added.into_iter().flatten() {
        into[at] = sum(number(&into[at], at)?, number(&row[at], at)?).ok_or(at)?;
    }
    let largest = [columns.largest, columns.second];
    if let [Some(first), Some(second)] = largest {
        let mut told = [&into[first], &into[second], &row[first], &row[second]]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| Ok((number(text, first)?, text.clone())))
            .collect::<Result<Vec<_>, usize>>()?;
        told.sort_by(|(one, _), (other, _)| compared(*other, *one));
        into[first] = told.first().map_or_else(String::new, |(_, text)| text.clone());
        into[second] = told.get(1).map_or_else(String::new, |(_, text)| text.clone());
    } else if let Some(at) = columns.largest {
        let is_larger = compared(number(&row[at], at)?, number(&into[at], at)?).is_gt();
        if is_larger {
            into[at].clone_from(&row[at]);
        }
    }
    // What was true of one part is kept for the whole: rather too careful.
    for at in [columns.primary, columns.suppressed].into_iter().flatten() {
        if ["true", "1", "yes"].contains(&row[at].to_ascii_lowercase().as_str()) {
            into[at].clone_from(&row[at]);
        }
    }
    Ok(())
}

fn compared(one: Decimal, other: Decimal) -> std::cmp::Ordering {
    let places = one.decimals.max(other.decimals);
    one.at(places).cmp(&other.at(places))
}

fn sum(one: Decimal, other: Decimal) -> Option<String> {
    let places = one.decimals.max(other.decimals);
    let sum = one.at(places)?.checked_add(other.at(places)?)?;
    Some(decimal::text(sum, places))
}
