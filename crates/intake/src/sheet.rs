//! A sheet as it was read: columns, cells with their addresses, and what was made of them.

use serde::{Deserialize, Serialize};

use crate::problems::Problem;
use crate::tidy::Tidied;

/// A file as it was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The name the file came with.
    pub file: String,
    /// The encoding of a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What parts the cells of a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The line ends of a text file: `LF`, `CRLF`, `CR` or `mixed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_end: Option<String>,
    /// The sheets in the file's own order; a text file has one without a name.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// The sheet of a name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }

    /// The sheet most likely meant: the one with the most records.
    pub fn main_sheet(&self) -> Option<&Sheet> {
        // The first of equals, as people put the sheet that matters first.
        self.sheets.iter().rev().max_by_key(|sheet| sheet.records)
    }
}

/// One sheet. Rows and columns count from 1, as spreadsheet programs show them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name; empty for a text file.
    pub name: String,
    /// Lines above the table that name it.
    pub title_rows: Vec<u32>,
    /// Lines above the table that say what it was filtered by.
    pub filter_rows: Vec<u32>,
    /// Lines of notes, above or below the table.
    pub notes_rows: Vec<u32>,
    /// Lines without anything in them.
    pub blank_rows: Vec<u32>,
    /// The headings.
    pub header_rows: Vec<u32>,
    /// Totals and averages, kept apart from the data.
    pub total_rows: Vec<u32>,
    /// The headings printed again inside the data.
    pub repeated_rows: Vec<u32>,
    /// The first row of data.
    pub first_data_row: Option<u32>,
    /// The last row of data.
    pub last_data_row: Option<u32>,
    /// Rows with something in them, from the first row of data to the last.
    pub records: usize,
    /// The columns of the main table.
    pub columns: Vec<Column>,
    /// Every cell that holds something, and the empty ones inside the tables.
    pub cells: Vec<Cell>,
    /// All tables of the sheet; the main one is described by the fields above.
    pub tables: Vec<Table>,
    /// Periods across the top, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wide: Option<Wide>,
    /// What was tidied, with the cells it touched.
    pub tidied: Vec<Tidied>,
    /// What a person should look at.
    pub problems: Vec<Problem>,
}

/// One table of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Lines above that name it.
    pub title_rows: Vec<u32>,
    /// Its headings.
    pub header_rows: Vec<u32>,
    /// Its first row of data.
    pub first_data_row: Option<u32>,
    /// Its last row of data.
    pub last_data_row: Option<u32>,
    /// Its totals.
    pub total_rows: Vec<u32>,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Counted from 1.
    pub col: u32,
    /// The headings above it, from group to column, parted by " / "; empty if there are none.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// What its numbers count, where the file says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Codes of digits, which are never numbers: leading zeros count.
    Code,
    /// Numbers.
    Number,
    /// The margin of error of the column before.
    Margin,
    /// Dates, or spans of two.
    Date,
    /// Nothing but empty cells.
    Empty,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hundredths: 52 stands for 52 %, whatever was stored.
    Percent,
    /// An amount of money.
    Money,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Counted from 1.
    pub row: u32,
    /// Counted from 1.
    pub col: u32,
    /// What a plain reader gives.
    pub raw: String,
    /// What it means.
    pub value: Value,
    /// What kind of cell it is.
    pub status: Status,
    /// The least a number that is kept back can be, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The most a number that is kept back can be, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// The name of the block, where it stands only in the block's first row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_key: Option<String>,
}

/// What a cell means.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// No value: the status says why.
    #[default]
    None,
    /// A number.
    Number(f64),
    /// Words, a code, or a date in ISO 8601.
    Text(String),
    /// First and last day.
    Span([String; 2]),
}

impl Value {
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            Value::None | Value::Text(_) | Value::Span(_) => None,
        }
    }

    /// The words, if there are any.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::None | Value::Number(_) | Value::Span(_) => None,
        }
    }
}

/// What kind of cell it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A value, or words outside the table.
    Ok,
    /// A number that the source keeps back.
    Suppressed,
    /// There is no number to give.
    NotAvailable,
    /// Nothing was entered.
    Blank,
    /// In a row of totals.
    TotalRow,
    /// The margin of error of another number.
    MarginOfError,
    /// A heading.
    Header,
    /// The change between the rows above, in percent.
    PercentChange,
    /// A name cut off at the width of the column.
    TruncatedName,
}

/// Periods across the top: each column is one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wide {
    /// The columns that are periods, with the period's name.
    pub periods: Vec<(u32, String)>,
}

impl Sheet {
    /// The cell at an address.
    pub fn cell(&self, row: u32, col: u32) -> Option<&Cell> {
        let at = self
            .cells
            .binary_search_by_key(&(row, col), |cell| (cell.row, cell.col))
            .ok()?;
        self.cells.get(at)
    }

    /// The column at a position.
    pub fn column(&self, col: u32) -> Option<&Column> {
        self.columns.iter().find(|column| column.col == col)
    }

    /// The cells of one column in the rows of data, totals left out.
    pub fn data_cells(&self, col: u32) -> impl Iterator<Item = &Cell> {
        let first = self.first_data_row.unwrap_or(u32::MAX);
        let last = self.last_data_row.unwrap_or(0);
        self.cells.iter().filter(move |cell| {
            cell.col == col
                && (first..=last).contains(&cell.row)
                && self.total_rows.binary_search(&cell.row).is_err()
                && self.repeated_rows.binary_search(&cell.row).is_err()
        })
    }

    /// The sheet without some columns: nothing of them is left, not in the cells and not in the lists of what was done.
    ///
    /// For columns that should never be saved, such as names where counts were asked for. Titles and notes stay.
    #[must_use]
    pub fn without_columns(mut self, columns: &[u32]) -> Sheet {
        let outside: Vec<u32> = [&self.title_rows, &self.filter_rows, &self.notes_rows]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let gone = |row: u32, col: u32| columns.contains(&col) && !outside.contains(&row);
        let carried_away = self.cells.iter().any(|cell| cell.row_key.is_some())
            && self.carried_column().is_some_and(|col| columns.contains(&col));
        self.cells.retain(|cell| !gone(cell.row, cell.col));
        if carried_away {
            self.cells.iter_mut().for_each(|cell| cell.row_key = None);
        }
        self.columns.retain(|column| !columns.contains(&column.col));
        for table in &mut self.tables {
            table.columns.retain(|column| !columns.contains(&column.col));
        }
        if let Some(wide) = &mut self.wide {
            wide.periods.retain(|(col, _)| !columns.contains(col));
        }
        for tidied in &mut self.tidied {
            tidied.cells.retain(|(row, col)| !gone(*row, *col));
        }
        self.tidied.retain(|tidied| !tidied.cells.is_empty());
        self.problems.retain(|problem| !gone(problem.row, problem.col));
        self
    }

    /// The column whose keys were carried down: the leftmost column with a name.
    fn carried_column(&self) -> Option<u32> {
        let first = self.first_data_row?;
        self.cells
            .iter()
            .find(|cell| cell.row == first && cell.status != Status::Blank)
            .map(|cell| cell.col)
    }
}
