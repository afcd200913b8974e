//! What a partner answered on the check page, kept with the draft.

use std::collections::{BTreeMap, BTreeSet};

use intake::DateOrder;
use intake::tidy::TidyKind;
use serde::{Deserialize, Serialize};

/// Answers to questions about one file. An answer that no longer fits the file changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// For a column, the role chosen by hand.
    pub roles: BTreeMap<u32, String>,
    /// For a name as sent, the place it means, or [`LEAVE_OUT`].
    pub places: BTreeMap<String, String>,
    /// For `dimension|text as sent`, the category it means, or [`LEAVE_OUT`].
    pub categories: BTreeMap<String, String>,
    /// For a cell (`row:column`), what was typed over it.
    pub cells: BTreeMap<String, String>,
    /// For a column, whether its empty cells are zero or no number.
    pub blanks: BTreeMap<u32, Blank>,
    /// Rows left out.
    pub rows_out: BTreeSet<u32>,
    /// Rows taken in although they look like no data.
    pub rows_in: BTreeSet<u32>,
    /// Whether day or month comes first in days of figures, where the file does not tell.
    pub date_order: Option<DateOrder>,
    /// Tidying that was undone.
    pub undone: BTreeSet<TidyKind>,
    /// Whether the period asked for holds although the file names another.
    pub is_period_right: bool,
}

/// The answer that leaves rows out.
pub const LEAVE_OUT: &str = "leave-out";

/// What empty cells of a column mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// Zero.
    Zero,
    /// No number.
    NoNumber,
}

/// The key of a cell in [`Answers::cells`].
pub fn cell_key(row: u32, col: u32) -> String {
    format!("{row}:{col}")
}

impl Answers {
    /// What was typed over a cell.
    pub fn typed(&self, row: u32, col: u32) -> Option<&str> {
        self.cells.get(&cell_key(row, col)).map(String::as_str)
    }
}
