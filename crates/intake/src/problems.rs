//! What a person should look at, with the cell it concerns.

use serde::{Deserialize, Serialize};

/// Something in one cell that was not understood, or may not mean what it seems to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Counted from 1.
    pub row: u32,
    /// Counted from 1.
    pub col: u32,
    /// What it is.
    pub kind: ProblemKind,
    /// What stands in the cell.
    pub raw: String,
}

/// Kinds of problems, each repaired in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// Words in a column of numbers.
    NotANumber,
    /// An error of a formula, such as `#REF!`.
    FormulaError,
    /// A date whose day and month cannot be told apart: no other date of the table says which comes first.
    AmbiguousDate,
    /// A code that a spreadsheet program has rounded: `2.25E+14`.
    RoundedCode,
    /// A text longer than a cell may be; the rest was cut off.
    TextCut,
    /// A name cut off at the width of the column.
    NameCut,
    /// A number that may be a fraction or a percentage: 0.4 among 40s.
    FractionOrPercent,
}
