//! The finest counts, and the tables that are made from them: each published cell is a sum of counts that stay behind.
//!
//! Knowing what lies behind makes protection stronger than knowing the printed cells alone: it sees what tables with
//! different breakdowns tell about each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cells;
use super::columns::{self, Published, Reading};
use super::raw::RawTable;
use super::refusal::Refusal;
use super::tables::{CELLS_MAX, Key, Place, Sheet, Status, Sum, TableCell, Tables};

/// In the key of every count that stands behind the tables, so that it is no printed cell.
const BEHIND: &str = "(finest)";

/// Adds the tables that `reading` names, made from these rows.
///
/// Errors: a row that is no count, a column that is not there, a code that lies in two.
pub fn add(tables: &mut Tables, raw: &RawTable, source: usize, reading: &Reading) -> Result<(), Refusal> {
    let reading = Reading {
        dimensions: Some(columns_of_breakdown(raw, reading)?),
        ..reading.clone()
    };
    let mut finest = Tables {
        name: tables.name.clone(),
        sources: tables.sources.clone(),
        ..Tables::default()
    };
    cells::add(&mut finest, raw, source, &reading)?;
    if let Some(cell) = finest.cells.iter().find(|cell| cell.value.is_none()) {
        return Err(Refusal::of(&raw.file, "a finest count is not known")
            .at(cell.place.line)
            .cell(cell.key.to_string())
            .expected("a number in every line, since totals are made from them")
            .mend("fill it in, or give the tables with their totals instead"));
    }
    cells::rescale(tables, finest.decimals);
    tables.measure = finest.measure;
    tables.notes.append(&mut finest.notes);
    tables.population.clone_from(&reading.population);
    let (sheet, behind) = keep_behind(tables, finest)?;
    let mut made: HashMap<Key, usize> = HashMap::new();
    for published in &reading.published {
        let made_now = table(tables, &sheet, &behind, published, &reading, &mut made)?;
        tables.sheets.push(made_now);
    }
    Ok(())
}

/// Breakdowns: the columns that tables name, and every other column of texts, so that releases about some of the
/// rows are seen together with releases about others.
fn columns_of_breakdown(raw: &RawTable, reading: &Reading) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<String> = Vec::new();
    let axes = reading
        .published
        .iter()
        .flat_map(|published| published.axes.iter().flatten());
    let selected = reading.population.iter().map(|(column, _)| column);
    for name in axes.chain(selected) {
        let at = raw.column(name).ok_or_else(|| columns::missing(raw, name))?;
        if !names.contains(&raw.columns[at]) {
            names.push(raw.columns[at].clone());
        }
    }
    if let Some(told) = &reading.dimensions {
        names.extend(
            told.iter()
                .filter(|name| !names.contains(name))
                .cloned()
                .collect::<Vec<_>>(),
        );
        return Ok(names);
    }
    for (at, name) in raw.columns.iter().enumerate() {
        let is_figure = raw
            .rows
            .iter()
            .all(|(_, fields)| fields[at].is_empty() || super::decimal::parse(&fields[at]).is_ok());
        if !is_figure && !names.contains(name) && !reading.ignored.contains(name) {
            names.push(name.clone());
        }
    }
    Ok(names)
}

/// Moves the finest counts behind the tables; gives their sheet and their positions.
fn keep_behind(tables: &mut Tables, mut finest: Tables) -> Result<(Sheet, Vec<usize>), Refusal> {
    let sheet = finest.sheets.pop().unwrap_or_else(|| Sheet {
        name: String::new(),
        dimensions: Vec::new(),
        value: String::new(),
        percent: None,
        rows: Vec::new(),
    });
    let known: HashMap<Key, usize> = tables
        .cells
        .iter()
        .enumerate()
        .map(|(position, cell)| (cell.key.clone(), position))
        .collect();
    let mut behind = Vec::with_capacity(finest.cells.len());
    for mut cell in finest.cells {
        cell.key.0.push((BEHIND.to_owned(), String::new()));
        cell.status = Status::Behind;
        cell.mark = None;
        let position = known.get(&cell.key).copied().unwrap_or(tables.cells.len());
        if position == tables.cells.len() {
            tables.cells.push(cell);
        }
        behind.push(position);
    }
    Ok((sheet, behind))
}

/// Makes one table: cells for every combination of levels, each joined to the finest counts or to its parts.
fn table(
    tables: &mut Tables,
    finest: &Sheet,
    behind: &[usize],
    published: &Published,
    reading: &Reading,
    made: &mut HashMap<Key, usize>,
) -> Result<Sheet, Refusal> {
    let axes = axes(tables, finest, published, reading)?;
    let mut rows: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    let selected = selected(finest, reading);
    for ((codes, _), atom) in finest.rows.iter().zip(behind) {
        let is_selected = selected.iter().all(|(at, code)| codes[*at] == **code);
        if !is_selected {
            continue;
        }
        let paths: Vec<Vec<&str>> = axes
            .iter()
            .map(|axis| axis.path(codes, reading.total()))
            .collect();
        let finest_codes = paths.iter().map(|path| path[path.len() - 1].to_owned()).collect();
        rows.entry(finest_codes).or_default().push(*atom);
    }
    let mut sheet = Sheet {
        name: published.name(),
        dimensions: axes.iter().map(|axis| axis.name.clone()).collect(),
        value: finest.value.clone(),
        percent: finest.percent.clone(),
        rows: Vec::new(),
    };
    // From the finest combinations upwards, one breakdown after the other: each cell is the sum of those below it.
    let mut level: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (codes, atoms) in rows {
        let cell = cell(tables, &sheet, &codes, &atoms, reading, made)?;
        level.insert(codes, cell);
    }
    for (at, axis) in axes.iter().enumerate() {
        let mut above = level.clone();
        let mut below = level;
        for _ in 0..axis.columns.len() {
            let mut parts: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
            for (codes, position) in &below {
                if let Some(parent) = axis.parents.get(&codes[at]) {
                    let mut codes = codes.clone();
                    codes[at].clone_from(parent);
                    parts.entry(codes).or_default().push(*position);
                }
            }
            below = BTreeMap::new();
            for (codes, parts) in parts {
                let cell = cell(tables, &sheet, &codes, &parts, reading, made)?;
                below.insert(codes.clone(), cell);
                above.insert(codes, cell);
            }
        }
        level = above;
    }
    sheet.rows = level.into_iter().collect();
    // Totals first, as people read tables.
    sheet.rows.sort_by_key(|(codes, _)| {
        codes
            .iter()
            .map(|code| code != reading.total())
            .collect::<Vec<_>>()
    });
    Ok(sheet)
}

/// The columns that select rows, with the codes selected.
fn selected<'a>(finest: &Sheet, reading: &'a Reading) -> Vec<(usize, &'a String)> {
    reading
        .population
        .iter()
        .filter_map(|(column, code)| {
            let same = |name: &String| name.eq_ignore_ascii_case(column);
            finest.dimensions.iter().position(same).map(|at| (at, code))
        })
        .collect()
}

/// The cell of these codes, as the sum of these parts; made before by another table, it only gets the sum.
fn cell(
    tables: &mut Tables,
    sheet: &Sheet,
    codes: &[String],
    parts: &[usize],
    reading: &Reading,
    made: &mut HashMap<Key, usize>,
) -> Result<usize, Refusal> {
    let told = sheet.dimensions.iter().cloned().zip(codes.iter().cloned());
    let key = Key::of(told.filter(|(_, code)| code != reading.total()).collect());
    let position = match made.get(&key) {
        Some(position) => *position,
        None => {
            if tables.cells.len() == CELLS_MAX {
                return Err(Refusal::of(&tables.name, format!("more than {CELLS_MAX} cells")));
            }
            let value = parts
                .iter()
                .map(|part| tables.cells[*part].value.unwrap_or(0))
                .sum();
            tables.cells.push(TableCell {
                key: key.clone(),
                value: Some(value),
                contributors: tables.cells[parts[0]].contributors.map(|_| {
                    parts
                        .iter()
                        .filter_map(|part| tables.cells[*part].contributors)
                        .sum()
                }),
                counted: parts.iter().map(|part| tables.cells[*part].counted).sum(),
                place: Place {
                    line: 0,
                    ..tables.cells[parts[0]].place
                },
                ..TableCell::default()
            });
            made.insert(key.clone(), tables.cells.len() - 1);
            tables.cells.len() - 1
        }
    };
    let mut terms = vec![(position, -1)];
    terms.extend(parts.iter().map(|part| (*part, 1)));
    tables.sums.push(Sum {
        terms,
        constant: 0,
        name: format!("{key} = the sum of its {} parts", parts.len()),
    });
    Ok(position)
}

/// One breakdown of a table: a path of columns, from the coarsest to the finest.
struct Axis {
    name: String,
    columns: Vec<usize>,
    parents: BTreeMap<String, String>,
}

impl Axis {
    /// The codes of a row from the total down to the finest column.
    fn path<'a>(&self, codes: &'a [String], total: &'a str) -> Vec<&'a str> {
        let mut path = vec![total];
        path.extend(self.columns.iter().map(|at| codes[*at].as_str()));
        path
    }
}

fn axes(
    tables: &Tables,
    finest: &Sheet,
    published: &Published,
    reading: &Reading,
) -> Result<Vec<Axis>, Refusal> {
    let mut axes = Vec::new();
    for path in &published.axes {
        let find = |name: &String| {
            let same = |column: &String| column.eq_ignore_ascii_case(name);
            finest.dimensions.iter().position(same)
        };
        let columns: Vec<usize> = path.iter().filter_map(find).collect();
        let mut axis = Axis {
            name: columns
                .last()
                .map_or_else(String::new, |at| finest.dimensions[*at].clone()),
            columns,
            parents: BTreeMap::new(),
        };
        for (codes, cell) in &finest.rows {
            let told = axis.path(codes, reading.total());
            let place = tables.sources.first().map_or("", |source| source.file.as_str());
            let distinct: BTreeSet<&str> = told.iter().copied().collect();
            if distinct.len() < told.len() {
                return Err(Refusal::of(place, "a code is the same on two levels")
                    .cell(told.join(" / "))
                    .mend("give each level codes of its own"));
            }
            for pair in told.windows(2) {
                let before = axis.parents.insert(pair[1].to_owned(), pair[0].to_owned());
                if before.as_deref().is_some_and(|before| before != pair[0]) {
                    return Err(Refusal::of(place, "a code lies in two parents")
                        .cell(format!("{} {}", axis.name, pair[1]))
                        .relation(format!(
                            "{} (row {} of the finest counts)",
                            path.join("/"),
                            cell + 1
                        ))
                        .read(format!("{} and {}", before.unwrap_or_default(), pair[0]))
                        .expected("one parent for each code")
                        .mend("give the two places codes of their own, or make two breakdowns of it"));
                }
            }
        }
        axes.push(axis);
    }
    Ok(axes)
}
