//! The same figure as a table: what screen readers, printers and spreadsheets get.

use crate::blank::Blank;

/// A table twin, in words ready to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is a table of.
    pub caption: String,
    /// The columns; the first holds the names of the rows.
    pub columns: Vec<Column>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Row>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether it holds numbers, which are set to the right.
    pub is_numeric: bool,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What stands in each column.
    pub cells: Vec<Cell>,
    /// What kind of row it is.
    pub status: Status,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What people read.
    pub words: String,
    /// Why there is no value here, where there is none.
    pub blank: Option<Blank>,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// A measured value.
    Measured,
    /// No value, and why.
    Blank(Blank),
    /// What would come if nothing else changed.
    Course,
    /// What the community wants to reach.
    Goal,
}

impl Status {
    /// The stable name for data files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Measured => "ok",
            Self::Blank(blank) => blank.code(),
            Self::Course => "course",
            Self::Goal => "goal",
        }
    }
}

impl Cell {
    pub(crate) fn words(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            blank: None,
        }
    }

    pub(crate) fn blank(blank: Blank, words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            blank: Some(blank),
        }
    }
}

impl Column {
    pub(crate) fn text(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            is_numeric: false,
        }
    }

    pub(crate) fn numbers(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            is_numeric: true,
        }
    }
}
