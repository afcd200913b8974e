//! The reading as other tools expect it: one flat JSON object for each sheet.

use serde::Serialize;

use crate::problems::Problem;
use crate::sheet::{Cell, Column, Sheet, Table, Wide, Workbook};
use crate::tidy::TidyKind;

/// A workbook in the shape that `mainstay inspect FILE --json` prints: one object for each sheet.
///
/// It borrows the workbook, so that printing a large one takes no second copy of its cells.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Contract<'a> {
    sheets: Vec<SheetObject<'a>>,
}

impl<'a> Contract<'a> {
    /// The contract of a workbook.
    pub fn of(workbook: &'a Workbook) -> Contract<'a> {
        Contract {
            sheets: workbook
                .sheets
                .iter()
                .map(|sheet| SheetObject::of(workbook, sheet))
                .collect(),
        }
    }
}

/// One object for each sheet, as a JSON value.
pub fn contract(workbook: &Workbook) -> serde_json::Value {
    serde_json::to_value(Contract::of(workbook)).expect("plain structs with text keys always become JSON")
}

#[derive(Debug, Serialize)]
struct SheetObject<'a> {
    file: &'a str,
    encoding: Option<&'a str>,
    delimiter: Option<char>,
    line_end: Option<&'a str>,
    sheet: Option<&'a str>,
    title_rows: &'a [u32],
    filter_rows: &'a [u32],
    header_rows: &'a [u32],
    blank_rows: &'a [u32],
    total_rows: &'a [u32],
    notes_rows: &'a [u32],
    first_data_row: Option<u32>,
    last_data_row: Option<u32>,
    records: usize,
    columns: Vec<&'a str>,
    column_kinds: &'a [Column],
    wide: Option<&'a Wide>,
    tables: &'a [Table],
    tidied: Vec<TidiedCount>,
    problems: &'a [Problem],
    cells: &'a [Cell],
}

/// How often one kind of tidying happened; the addresses are left to the sheet itself.
#[derive(Debug, Serialize)]
struct TidiedCount {
    kind: TidyKind,
    count: usize,
}

impl<'a> SheetObject<'a> {
    fn of(workbook: &'a Workbook, sheet: &'a Sheet) -> SheetObject<'a> {
        SheetObject {
            file: &workbook.file,
            encoding: workbook.encoding.as_deref(),
            delimiter: workbook.delimiter,
            line_end: workbook.line_end.as_deref(),
            sheet: Some(sheet.name.as_str()).filter(|name| !name.is_empty()),
            title_rows: &sheet.title_rows,
            filter_rows: &sheet.filter_rows,
            header_rows: &sheet.header_rows,
            blank_rows: &sheet.blank_rows,
            total_rows: &sheet.total_rows,
            notes_rows: &sheet.notes_rows,
            first_data_row: sheet.first_data_row,
            last_data_row: sheet.last_data_row,
            records: sheet.records,
            columns: sheet.columns.iter().map(|column| column.name.as_str()).collect(),
            column_kinds: &sheet.columns,
            wide: sheet.wide.as_ref(),
            tables: &sheet.tables,
            tidied: sheet
                .tidied
                .iter()
                .map(|tidied| TidiedCount {
                    kind: tidied.kind,
                    count: tidied.count,
                })
                .collect(),
            problems: &sheet.problems,
            cells: &sheet.cells,
        }
    }
}
