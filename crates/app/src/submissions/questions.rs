//! Questions about a file, grouped by how they are repaired: one answer mends every row it concerns.

use domain::ids::PlaceId;

/// A question with the rows it holds up.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// A column that is needed was not recognised: `place`, `figures`, `period`.
    MissingColumn {
        /// Which.
        what: &'static str,
    },
    /// The file names another period than the one asked for.
    OtherPeriod {
        /// What the file says.
        found: String,
    },
    /// A name that no place answers to.
    UnknownPlace {
        /// The name as sent.
        raw: String,
        /// Rows with it.
        rows: Vec<u32>,
        /// Places it may mean.
        suggestions: Vec<PlaceId>,
    },
    /// More unknown names than anyone wants to answer one by one.
    UnknownPlaces {
        /// Names, some of them.
        names: Vec<String>,
        /// How many names.
        count: usize,
        /// Rows with them.
        rows: usize,
    },
    /// A text that no category of a dimension answers to.
    UnknownCategory {
        /// The dimension.
        dimension: String,
        /// The text as sent.
        raw: String,
        /// Rows with it.
        rows: Vec<u32>,
    },
    /// Numbers that cannot be: 37 of 31.
    Impossible {
        /// Each row.
        rows: Vec<ImpossibleRow>,
    },
    /// Empty cells in a column of numbers.
    Blank {
        /// The column.
        col: u32,
        /// Its heading.
        heading: String,
        /// Rows.
        rows: Vec<u32>,
    },
    /// Words where a number should stand.
    NotANumber {
        /// Each cell.
        cells: Vec<TypedCell>,
    },
    /// The same place, period and group twice, with different figures.
    Twice {
        /// Each pair.
        pairs: Vec<TwiceRow>,
    },
}

/// A row whose numbers cannot be.
#[derive(Debug, Clone, PartialEq)]
pub struct ImpossibleRow {
    /// Row in the sheet.
    pub row: u32,
    /// What the row is about.
    pub what: String,
    /// Why, as a code of `BadFigure`.
    pub why: &'static str,
    /// Its numbers, each with the column.
    pub cells: Vec<TypedCell>,
}

/// A cell that can be typed over.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedCell {
    /// Row.
    pub row: u32,
    /// Column.
    pub col: u32,
    /// Heading of the column.
    pub heading: String,
    /// What stands in it now.
    pub now: String,
}

/// Two rows about the same.
#[derive(Debug, Clone, PartialEq)]
pub struct TwiceRow {
    /// What they are about.
    pub what: String,
    /// The first row and its figures.
    pub first: (u32, String),
    /// The second row and its figures.
    pub second: (u32, String),
}

impl Question {
    /// Rows that cannot be sent before this is answered.
    pub fn holds_up(&self, all: usize) -> usize {
        match self {
            Self::MissingColumn { .. } | Self::OtherPeriod { .. } => all,
            Self::UnknownPlace { rows, .. }
            | Self::UnknownCategory { rows, .. }
            | Self::Blank { rows, .. } => rows.len(),
            Self::UnknownPlaces { rows, .. } => *rows,
            Self::Impossible { rows } => rows.len(),
            Self::NotANumber { cells } => cells.len(),
            Self::Twice { pairs } => pairs.len() * 2,
        }
    }
}
