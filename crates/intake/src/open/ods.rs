//! OpenDocument spreadsheets.

use std::io::Cursor;

use calamine::{Ods, OdsError, Reader};

use crate::grid::{Grid, GridBuilder};
use crate::open::xls::data_cell;
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
    let mut taken = 0;
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
