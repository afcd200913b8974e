//! OpenDocument spreadsheets.

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Reader};

use crate::grid::{Grid, GridBuilder, RawCell, Taken};
use crate::{Limits, Unreadable};

/// Reads every sheet of cells.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(broken)?;
    let order = workbook.sheet_names();
    if order.len() > limits.sheets {
        return Err(Unreadable::TooManySheets {
            sheets: order.len(),
            limit: limits.sheets,
        });
    }
    let mut taken = Taken::default();
    let mut ranges: std::collections::BTreeMap<String, _> = workbook.worksheets().into_iter().collect();
    let mut grids = Vec::new();
    for name in order {
        let Some(range) = ranges.remove(&name) else {
            continue;
        };
        let mut builder = GridBuilder::new(name, limits, &mut taken);
        let (top, left) = range.start().unwrap_or_default();
        for (row, col, value) in range.used_cells() {
            if let Some(cell) = data_cell(left + col as u32 + 1, value) {
                builder.push(top + row as u32 + 1, cell)?;
            }
        }
        grids.push(builder.finish());
    }
    Ok(grids)
}

fn broken(error: OdsError) -> Unreadable {
    match error {
        OdsError::Password => Unreadable::Locked,
        error => Unreadable::BrokenWorkbook {
            detail: error.to_string(),
        },
    }
}

/// A cell from calamine's own kind of value.
fn data_cell(col: u32, value: &Data) -> Option<RawCell> {
    let text_cell = |text: String| RawCell {
        col,
        text,
        ..RawCell::default()
    };
    let number_cell = |number: f64| RawCell {
        col,
        text: if number.is_finite() {
            number.to_string()
        } else {
            String::new()
        },
        number: Some(number).filter(|number| number.is_finite()),
        ..RawCell::default()
    };
    Some(match value {
        Data::Empty => return None,
        Data::String(text) => text_cell(text.clone()),
        Data::Bool(truth) => text_cell(if *truth { "TRUE" } else { "FALSE" }.into()),
        Data::Error(error) => text_cell(error.to_string()),
        Data::Int(number) => number_cell(*number as f64),
        Data::Float(number) => number_cell(*number),
        Data::DateTime(date) => super::xlsx::date_cell(col, date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            let text = text.split_once('T').map_or(text.as_str(), |(day, _)| day);
            RawCell {
                col,
                text: text.into(),
                date: true,
                ..RawCell::default()
            }
        }
    })
}
