//! The records of one source as they come: named columns of text, each different text kept once.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use crate::fault::Fault;

/// Rows of one source at most.
pub const ROWS_MAX: usize = 50_000_000;
/// Columns of one source at most.
pub const COLUMNS_MAX: usize = 512;

/// One source of records: a file of a partner.
#[derive(Debug, Clone, Default)]
pub struct Source {
    names: Vec<String>,
    columns: Vec<Texts>,
    ids: Vec<Vec<u32>>,
    rows: usize,
}

impl Source {
    /// A source with these columns and no rows yet.
    ///
    /// Errors: too many columns.
    pub fn new(names: Vec<String>) -> Result<Source, Fault> {
        if names.len() > COLUMNS_MAX {
            return Err(Fault::TooMany {
                what: "columns",
                found: names.len(),
                most: COLUMNS_MAX,
            });
        }
        Ok(Source {
            columns: names.iter().map(|_| Texts::default()).collect(),
            ids: names.iter().map(|_| Vec::new()).collect(),
            names,
            rows: 0,
        })
    }

    /// Adds one record, its cells in the order of the columns.
    ///
    /// Errors: another number of cells than columns; too many rows.
    pub fn push<'a>(&mut self, cells: impl ExactSizeIterator<Item = &'a str>) -> Result<(), Fault> {
        if cells.len() != self.names.len() {
            return Err(Fault::CellCount {
                found: cells.len(),
                needed: self.names.len(),
            });
        }
        if self.rows == ROWS_MAX {
            return Err(Fault::TooMany {
                what: "rows",
                found: ROWS_MAX + 1,
                most: ROWS_MAX,
            });
        }
        for ((cell, column), ids) in cells.zip(&mut self.columns).zip(&mut self.ids) {
            ids.push(column.id(cell));
        }
        self.rows += 1;
        Ok(())
    }

    /// How many records there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of its columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// One cell as it came.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.columns[column].text(self.ids[column][row])
    }

    /// Takes one column out: its different texts, and for each row which of them it has.
    pub(crate) fn take(&mut self, column: usize) -> (Texts, Vec<u32>) {
        (
            std::mem::take(&mut self.columns[column]),
            std::mem::take(&mut self.ids[column]),
        )
    }

    /// The different texts of a column.
    pub(crate) fn texts(&self, column: usize) -> &Texts {
        &self.columns[column]
    }
}

/// Different texts, each once, numbered from 0 in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<usize>,
    known: FxHashMap<u64, u32>,
}

impl Texts {
    /// The number of a text, new or known.
    pub(crate) fn id(&mut self, text: &str) -> u32 {
        let mut hash = hash(text.as_bytes());
        // Two texts with one hash are rare, and then told apart by looking one further.
        while let Some(&id) = self.known.get(&hash) {
            if self.text(id) == text {
                return id;
            }
            hash = hash.wrapping_add(1);
        }
        let id = u32::try_from(self.ends.len()).expect("at most ROWS_MAX texts, which fit");
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.known.insert(hash, id);
        id
    }

    /// A text by its number.
    pub(crate) fn text(&self, id: u32) -> &str {
        let index = id as usize;
        let begin = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.text[begin..self.ends[index]]
    }

    /// How many different ones.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Forgets what is only needed while texts are added.
    pub(crate) fn settle(&mut self) {
        self.known = FxHashMap::default();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// A hash that is the same on every run and machine of one word size.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    mix(hasher.finish())
}

/// Spreads a number over all bits (the finalizer of SplitMix64; Steele, Lea, Flood 2014).
pub(crate) fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_once_and_come_back() {
        let mut source = Source::new(vec!["name".into(), "city".into()]).unwrap();
        source.push(["Ada", "Leeds"].into_iter()).unwrap();
        source.push(["Ben", "Leeds"].into_iter()).unwrap();
        assert_eq!(source.texts(1).len(), 1);
        assert_eq!((source.cell(1, 0), source.cell(1, 1)), ("Ben", "Leeds"));
        assert_eq!(
            source.push(["Ada"].into_iter()),
            Err(Fault::CellCount { found: 1, needed: 2 })
        );
    }
}
