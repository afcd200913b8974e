//! What was tidied on the way from the file to the figures: by kind, counted, with addresses, and undoable.

use serde::{Deserialize, Serialize};

use crate::cell::numbers::{self, Decimal};
use crate::sheet::{Cell, Sheet, Status, Value};

/// One kind of tidying and the cells it touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tidied {
    /// What was done.
    pub kind: TidyKind,
    /// How many cells it touched.
    pub count: usize,
    /// Their rows and columns, counted from 1.
    pub cells: Vec<(u32, u32)>,
}

/// What can be tidied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TidyKind {
    /// Spaces off both ends of words.
    SpacesTrimmed,
    /// `*` or `<5` read as a number that is kept back.
    MarksRead,
    /// `N/A`, `-` or `NULL` read as no number.
    NoNumberRead,
    /// Totals and averages left out of the data.
    TotalsLeftOut,
    /// `="0150011"` read as the code 0150011.
    GuardsUnwrapped,
    /// `26.4%` read as 26.4.
    PercentSignsRead,
    /// 0.52, shown as 52 %, read as 52.
    FractionsToPercent,
    /// `1,234` read as 1234.
    SeparatorsRead,
    /// `- 1` and `(1)` read as -1.
    NegativesRead,
    /// `$5` read as 5.
    CurrencyRead,
    /// `Northeast6` read as Northeast, and `12*` as 12.
    FootnotesRemoved,
    /// The name of a block, standing in its first row only, given to all its rows.
    KeysCarriedDown,
    /// `10/31/2012` read as 2012-10-31.
    DatesRead,
    /// 15 given back its zeros: 015.
    ZerosRestored,
    /// Headings printed again inside the data, left out.
    RepeatedHeadingsLeftOut,
}

impl Sheet {
    /// Undoes one kind of tidying: the cells it touched hold again what the file holds.
    ///
    /// Totals become data; words stay words; what can be read as a plain number without the tidying is one.
    pub fn undo(&mut self, kind: TidyKind) {
        let Some(at) = self.tidied.iter().position(|tidied| tidied.kind == kind) else {
            return;
        };
        let tidied = self.tidied.remove(at);
        match kind {
            TidyKind::TotalsLeftOut => self.keep_totals(),
            TidyKind::KeysCarriedDown => self.cells.iter_mut().for_each(|cell| cell.row_key = None),
            TidyKind::RepeatedHeadingsLeftOut => self.repeated_rows.clear(),
            _ => {
                for (row, col) in tidied.cells {
                    if let Some(cell) = self.cell_mut(row, col) {
                        untidy(cell, kind);
                    }
                }
            }
        }
    }

    fn cell_mut(&mut self, row: u32, col: u32) -> Option<&mut Cell> {
        let at = self
            .cells
            .binary_search_by_key(&(row, col), |cell| (cell.row, cell.col))
            .ok()?;
        self.cells.get_mut(at)
    }

    fn keep_totals(&mut self) {
        let rows = std::mem::take(&mut self.total_rows);
        for cell in self
            .cells
            .iter_mut()
            .filter(|cell| cell.status == Status::TotalRow)
        {
            cell.status = Status::Ok;
        }
        let inside = |row: &&u32| Some(**row) >= self.first_data_row && Some(**row) <= self.last_data_row;
        self.records += rows.iter().filter(|row| !inside(row)).count();
        self.first_data_row = self.first_data_row.into_iter().chain(rows.iter().copied()).min();
        self.last_data_row = self.last_data_row.into_iter().chain(rows.iter().copied()).max();
    }
}

/// Puts one cell back to what the file holds.
fn untidy(cell: &mut Cell, kind: TidyKind) {
    cell.low = None;
    cell.high = None;
    let stored = (kind == TidyKind::FractionsToPercent)
        .then(|| cell.raw.parse::<f64>().ok())
        .flatten();
    let written = numbers::shape(&cell.raw).filter(|_| kind == TidyKind::FootnotesRemoved);
    let number = stored.or_else(|| written.and_then(|shape| numbers::value(&shape, Decimal::Point)));
    cell.value = number.map_or_else(|| Value::Text(cell.raw.clone()), Value::Number);
    if matches!(
        cell.status,
        Status::Suppressed | Status::NotAvailable | Status::Blank
    ) {
        cell.status = Status::Ok;
    }
}
