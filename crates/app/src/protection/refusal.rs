//! Why a table cannot be worked on: where, what was read, what was expected, and how to mend it.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// A refusal that a tired person can act on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal(Box<Parts>);

/// What a refusal tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// What is wrong, in a few words.
    pub what: String,
    /// The file, and the line if there is one.
    pub file: String,
    /// The line; 0 if none.
    pub line: usize,
    /// The table, if the file holds several.
    pub table: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// The relation between cells.
    pub relation: Option<String>,
    /// What was read.
    pub read: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// What to do about it.
    pub mend: Option<String>,
    /// How many more of the same kind there are.
    pub more: usize,
}

impl Refusal {
    /// A refusal of a file.
    pub fn of(file: &str, what: impl Into<String>) -> Refusal {
        Refusal(Box::new(Parts {
            what: what.into(),
            file: file.to_owned(),
            ..Parts::default()
        }))
    }

    /// At this line.
    pub fn at(mut self, line: usize) -> Refusal {
        self.line = line;
        self
    }

    /// In this table.
    pub fn table(mut self, table: impl Into<String>) -> Refusal {
        self.table = Some(table.into());
        self
    }

    /// In this cell.
    pub fn cell(mut self, cell: impl Into<String>) -> Refusal {
        self.cell = Some(cell.into());
        self
    }

    /// In this relation.
    pub fn relation(mut self, relation: impl Into<String>) -> Refusal {
        self.relation = Some(relation.into());
        self
    }

    /// What was read there.
    pub fn read(mut self, read: impl Into<String>) -> Refusal {
        self.read = Some(read.into());
        self
    }

    /// What should stand there.
    pub fn expected(mut self, expected: impl Into<String>) -> Refusal {
        self.expected = Some(expected.into());
        self
    }

    /// What to do.
    pub fn mend(mut self, mend: impl Into<String>) -> Refusal {
        self.mend = Some(mend.into());
        self
    }
}

impl Deref for Refusal {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Refusal {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.file)?;
        if self.line > 0 {
            write!(to, ", line {}", self.line)?;
        }
        write!(to, ": {}", self.what)?;
        let parts = [
            ("table", &self.table),
            ("cell", &self.cell),
            ("relation", &self.relation),
            ("read", &self.read),
            ("expected", &self.expected),
            ("to mend", &self.mend),
        ];
        for (label, text) in parts {
            if let Some(text) = text {
                write!(to, "\n  {label}: {text}")?;
            }
        }
        if self.more > 0 {
            write!(to, "\n  and {} more like it", self.more)?;
        }
        Ok(())
    }
}

impl From<Refusal> for crate::cli::Failure {
    fn from(refusal: Refusal) -> Self {
        crate::cli::Failure::Refused(refusal.to_string())
    }
}
