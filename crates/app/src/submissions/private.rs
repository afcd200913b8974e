//! Columns that look like people: never kept where counts were asked for.

use intake::Sheet;
use intake::columns::personal;

/// Columns (counted from 1) that look like names, birth dates, addresses or numbers of people.
pub fn personal_columns(sheet: &Sheet) -> Vec<u32> {
    personal::find(sheet).into_iter().map(|found| found.col).collect()
}
