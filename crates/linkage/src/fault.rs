//! Why records cannot be linked.

use thiserror::Error;

/// Why an input was refused, or nothing came of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// A row with more or fewer cells than there are columns.
    #[error("a row has {found} cells where there are {needed} columns")]
    CellCount {
        /// How many cells the row has.
        found: usize,
        /// How many columns there are.
        needed: usize,
    },
    /// More than the crate works with.
    #[error("{found} {what} are too many; {most} are allowed")]
    TooMany {
        /// What is too many.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many are allowed.
        most: usize,
    },
    /// No column of one source means the same as a column of the other.
    #[error("no two columns mean the same: name them alike, or say in a model what they are")]
    NothingInCommon,
    /// Too little to tell people apart: one column, or only columns that hardly differ.
    #[error(
        "the columns do not tell people apart: at least a name or a birth date, and one more column, are needed"
    )]
    TooLittle,
    /// A model speaks of a column that is not there.
    #[error("there is no column {column}")]
    NoSuchColumn {
        /// The name the model gives.
        column: String,
    },
    /// A blocking rule needs a part that no field has.
    #[error("no field has what the blocking rule {rule} asks for")]
    NoSuchKey {
        /// The rule.
        rule: String,
    },
    /// The weights of a given model are of other fields.
    #[error("the model has weights for {model}, and the files have {files}")]
    ModelDiffers {
        /// The model's fields.
        model: String,
        /// The fields of the sources.
        files: String,
    },
    /// A source without rows.
    #[error("a source has no rows")]
    NoRows,
    /// Somebody asked to stop.
    #[error("stopped as asked")]
    Stopped,
}
