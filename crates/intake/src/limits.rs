//! What a file may ask for before it is refused.

use serde::{Deserialize, Serialize};

/// The largest text file (CSV and its kin), in bytes.
pub const TEXT_FILE_BYTES: u64 = 100 * 1024 * 1024;
/// The largest workbook file as it arrives, in bytes.
pub const WORKBOOK_FILE_BYTES: u64 = 25 * 1024 * 1024;
/// The most a zipped workbook may unpack to, in bytes.
pub const INFLATED_BYTES: u64 = 250 * 1024 * 1024;
/// How much larger than its packed form one part of an archive may become, once past `RATIO_FREE_BYTES`.
pub const INFLATION_RATIO: u64 = 100;
/// Below this size a part of an archive may be as repetitive as it likes.
pub const RATIO_FREE_BYTES: u64 = 1024 * 1024;
/// The most parts an archive may hold.
pub const ARCHIVE_ENTRIES: usize = 1_000;
/// The most sheets in one workbook.
pub const SHEETS: usize = 50;
/// The most cells in one workbook, empty ones inside a table counted.
pub const CELLS: usize = 5_000_000;
/// The most rows in one sheet.
pub const ROWS: u32 = 2_000_000;
/// The most columns in one sheet.
pub const COLUMNS: u32 = 500;
/// The most text in all cells of a workbook together, in bytes.
pub const CELLS_TEXT_BYTES: u64 = 100 * 1024 * 1024;
/// The most characters in one cell, as in Excel itself.
pub const CELL_CHARACTERS: usize = 32_767;

/// The limits one reading keeps to.
///
/// Memory and processor time of the whole process are the caller's to bound: run the reading in a child process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Bytes of a text file.
    pub text_file_bytes: u64,
    /// Bytes of a workbook file.
    pub workbook_file_bytes: u64,
    /// Bytes an archive may unpack to.
    pub inflated_bytes: u64,
    /// Unpacked bytes for each packed byte, of one part.
    pub inflation_ratio: u64,
    /// Parts in an archive.
    pub archive_entries: usize,
    /// Sheets in a workbook.
    pub sheets: usize,
    /// Cells in a workbook.
    pub cells: usize,
    /// Rows in a sheet.
    pub rows: u32,
    /// Columns in a sheet.
    pub columns: u32,
    /// Bytes of text in all cells of a workbook.
    pub text_bytes: u64,
    /// Characters in a cell.
    pub cell_characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            text_file_bytes: TEXT_FILE_BYTES,
            workbook_file_bytes: WORKBOOK_FILE_BYTES,
            inflated_bytes: INFLATED_BYTES,
            inflation_ratio: INFLATION_RATIO,
            archive_entries: ARCHIVE_ENTRIES,
            sheets: SHEETS,
            cells: CELLS,
            rows: ROWS,
            columns: COLUMNS,
            text_bytes: CELLS_TEXT_BYTES,
            cell_characters: CELL_CHARACTERS,
        }
    }
}
