//! From grids to sheets: each table's columns are judged, then each cell is read as its column is.

mod cells;
mod judge;
mod notes;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::grid::Grid;
use crate::layout::{self, Layout};
use crate::open::Opened;
use crate::problems::{Problem, ProblemKind};
use crate::sheet::{Cell, Column, Sheet, Table, Wide, Workbook};
use crate::tidy::{Tidied, TidyKind};
use crate::{Limits, Rules, Unreadable};

/// Empty lines are listed up to this many; a sheet with a cell far below has a million.
const BLANK_ROWS_LISTED: u32 = 10_000;

/// Reads every sheet of an opened file.
pub(crate) fn read(
    opened: Opened,
    file: &str,
    rules: &Rules,
    limits: &Limits,
) -> Result<Workbook, Unreadable> {
    let mut sheets = Vec::with_capacity(opened.grids.len());
    let mut cells = 0;
    for grid in opened.grids {
        sheets.push(read_sheet(&grid, rules, limits, &mut cells)?);
    }
    Ok(Workbook {
        file: file.into(),
        encoding: opened.encoding,
        delimiter: opened.delimiter,
        line_end: opened.line_end,
        sheets,
    })
}

/// What the reading of one sheet gathers.
#[derive(Default)]
pub(crate) struct Gathered {
    pub cells: Vec<Cell>,
    pub tidied: BTreeMap<TidyKind, Vec<(u32, u32)>>,
    pub problems: Vec<Problem>,
}

impl Gathered {
    pub fn tidied(&mut self, kind: TidyKind, row: u32, col: u32) {
        self.tidied.entry(kind).or_default().push((row, col));
    }

    pub fn problem(&mut self, kind: ProblemKind, row: u32, col: u32, raw: &str) {
        self.problems.push(Problem {
            row,
            col,
            kind,
            raw: raw.into(),
        });
    }
}

fn read_sheet(grid: &Grid, rules: &Rules, limits: &Limits, taken: &mut usize) -> Result<Sheet, Unreadable> {
    let layouts = layout::find(grid, rules);
    let explained = notes::texts(grid, &layouts);
    let rules = &rules.with_notes(explained.into_iter());
    let mut gathered = Gathered::default();
    let mut tables = Vec::with_capacity(layouts.len());
    let footnotes = notes::numbers(grid, &layouts);
    for layout in &layouts {
        // Empty cells inside a table are cells too: a few far apart must not become millions.
        let height = rows_between(grid, layout).count();
        *taken = taken.saturating_add(height.saturating_mul(layout.columns.len()));
        if *taken > limits.cells {
            return Err(Unreadable::TooManyCells {
                sheet: grid.sheet.clone(),
                limit: limits.cells,
            });
        }
        let columns = judge::columns(grid, layout, rules, &footnotes);
        cells::read_table(grid, layout, &columns, rules, &footnotes, &mut gathered);
        tables.push(table(
            layout,
            columns.into_iter().map(|judged| judged.column).collect(),
        ));
    }
    gathered.cells.sort_by_key(|cell| (cell.row, cell.col));
    cells::read_rest(grid, &mut gathered);
    gathered.cells.sort_by_key(|cell| (cell.row, cell.col));
    for (row, col) in &grid.cut {
        gathered.problem(ProblemKind::TextCut, *row, *col, "");
    }
    Ok(sheet(grid, &layouts, tables, gathered))
}

/// The rows of a layout that hold something.
fn rows_between<'a>(grid: &'a Grid, layout: &Layout) -> impl Iterator<Item = &'a crate::grid::Row> + use<'a> {
    let (first, last) = (
        layout.first_data_row.unwrap_or(u32::MAX),
        layout.last_data_row.unwrap_or(0),
    );
    let from = grid.rows.partition_point(|row| row.number < first);
    grid.rows[from..]
        .iter()
        .take_while(move |row| row.number <= last)
        .filter(|row| !row.is_blank())
}

fn table(layout: &Layout, columns: Vec<Column>) -> Table {
    Table {
        title_rows: layout.title_rows.clone(),
        header_rows: layout.header_rows.clone(),
        first_data_row: layout.first_data_row,
        last_data_row: layout.last_data_row,
        total_rows: layout.total_rows.clone(),
        columns,
    }
}

fn sheet(grid: &Grid, layouts: &[Layout], tables: Vec<Table>, gathered: Gathered) -> Sheet {
    // The table with the most cells is the one that is meant; the first of equals.
    let size = |layout: &Layout| rows_between(grid, layout).count() * layout.columns.len();
    let main = (0..layouts.len()).rev().max_by_key(|at| size(&layouts[*at]));
    let none = Layout::default();
    let layout = main.map_or(&none, |at| &layouts[at]);
    let columns = main.map_or_else(Vec::new, |at| tables[at].columns.clone());
    let mut tidied: Vec<Tidied> = gathered
        .tidied
        .into_iter()
        .map(|(kind, mut cells)| {
            cells.sort_unstable();
            cells.dedup();
            Tidied {
                kind,
                count: cells.len(),
                cells,
            }
        })
        .collect();
    tidied.sort_by_key(|tidied| tidied.kind);
    Sheet {
        name: grid.sheet.clone(),
        title_rows: layout.title_rows.clone(),
        filter_rows: layout.filter_rows.clone(),
        notes_rows: layout.notes_rows.clone(),
        blank_rows: blank_rows(grid, layout),
        header_rows: layout.header_rows.clone(),
        total_rows: layout.total_rows.clone(),
        repeated_rows: layout.repeated_rows.clone(),
        first_data_row: layout.first_data_row,
        last_data_row: layout.last_data_row,
        records: rows_between(grid, layout).count(),
        wide: wide(&columns),
        columns,
        cells: gathered.cells,
        tables,
        tidied,
        problems: gathered.problems,
    }
}

fn blank_rows(grid: &Grid, layout: &Layout) -> Vec<u32> {
    let last = grid
        .rows
        .iter()
        .rev()
        .find(|row| !row.is_blank())
        .map_or(0, |row| row.number);
    let filled: std::collections::BTreeSet<u32> = grid
        .rows
        .iter()
        .filter(|row| !row.is_blank())
        .map(|row| row.number)
        .collect();
    (1..=last.min(BLANK_ROWS_LISTED))
        .filter(|number| !filled.contains(number) && !layout.title_rows.contains(number))
        .filter(|number| !layout.header_rows.contains(number))
        .collect()
}

/// Periods across the top: at least two columns of figures whose headings are periods, and most of the figures are.
fn wide(columns: &[Column]) -> Option<Wide> {
    let figures = columns
        .iter()
        .filter(|column| column.kind == crate::ColumnKind::Number)
        .count();
    let periods: Vec<(u32, String)> = columns
        .iter()
        .filter_map(|column| Some((column.col, crate::melt::period(&column.name)?)))
        .collect();
    let distinct: std::collections::BTreeSet<&String> = periods.iter().map(|(_, period)| period).collect();
    let enough = distinct.len() >= 2 && distinct.len() == periods.len() && periods.len() * 2 >= figures;
    enough.then_some(Wide { periods })
}
