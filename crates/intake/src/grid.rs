//! The cells of one sheet before anything is read into them: sparse, addressed from 1.

use crate::{Limits, Unreadable};

/// One cell as the file holds it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct RawCell {
    /// Column, counted from 1.
    pub col: u32,
    /// The text a plain reader gives.
    pub text: String,
    /// The stored number, where the file keeps numbers apart from text.
    pub number: Option<f64>,
    /// The number is shown as a percentage: 0.52 stands for 52.
    pub percent: bool,
    /// The number format pads to this many digits: 15 shown as 015.
    pub padded: Option<usize>,
    /// The file says that this is a date; `text` is then ISO 8601.
    pub date: bool,
}

/// One row that has at least one cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Row {
    /// Row, counted from 1.
    pub number: u32,
    /// Cells in ascending columns; never an empty text.
    pub cells: Vec<RawCell>,
}

impl Row {
    pub fn cell(&self, col: u32) -> Option<&RawCell> {
        self.cells
            .binary_search_by_key(&col, |cell| cell.col)
            .ok()
            .map(|at| &self.cells[at])
    }

    /// The trimmed text of a cell, empty where there is none.
    pub fn text(&self, col: u32) -> &str {
        self.cell(col).map_or("", |cell| tidy(&cell.text))
    }

    /// Cells that hold more than spaces.
    pub fn filled(&self) -> impl Iterator<Item = &RawCell> {
        self.cells.iter().filter(|cell| !tidy(&cell.text).is_empty())
    }

    pub fn is_blank(&self) -> bool {
        self.filled().next().is_none()
    }
}

/// A block of merged cells, counted from 1, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// The cells of one sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    pub sheet: String,
    /// Rows with cells, in ascending order.
    pub rows: Vec<Row>,
    pub merges: Vec<Merge>,
    /// Cells whose text was cut at the limit.
    pub cut: Vec<(u32, u32)>,
}

impl Grid {
    /// The last column that holds something.
    pub fn last_col(&self) -> u32 {
        self.rows
            .iter()
            .filter_map(|row| row.filled().last())
            .map(|cell| cell.col)
            .max()
            .unwrap_or(0)
    }
}

/// Spaces of all kinds off both ends.
pub(crate) fn tidy(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{feff}' | '\u{200b}' | '\0'))
}

/// What the sheets of a workbook have taken so far.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    cells: usize,
    text: u64,
}

/// Collects cells into a grid and keeps the limits while doing so.
pub(crate) struct GridBuilder<'a> {
    grid: Grid,
    limits: &'a Limits,
    taken: &'a mut Taken,
    sorted: bool,
}

impl<'a> GridBuilder<'a> {
    pub fn new(sheet: String, limits: &'a Limits, taken: &'a mut Taken) -> Self {
        let grid = Grid {
            sheet,
            ..Grid::default()
        };
        GridBuilder {
            grid,
            limits,
            taken,
            sorted: true,
        }
    }

    /// Adds one cell; empty ones are passed over.
    pub fn push(&mut self, row: u32, mut cell: RawCell) -> Result<(), Unreadable> {
        if cell.text.is_empty() {
            return Ok(());
        }
        self.check(row, cell.col, cell.text.len())?;
        if cell.text.len() > self.limits.cell_characters
            && let Some((end, _)) = cell.text.char_indices().nth(self.limits.cell_characters)
        {
            cell.text.truncate(end);
            self.grid.cut.push((row, cell.col));
        }
        match self.grid.rows.last_mut() {
            Some(last) if last.number == row => {
                self.sorted &= last.cells.last().is_none_or(|before| before.col < cell.col);
                last.cells.push(cell);
            }
            before => {
                self.sorted &= before.is_none_or(|before| before.number < row);
                self.grid.rows.push(Row {
                    number: row,
                    cells: vec![cell],
                });
            }
        }
        Ok(())
    }

    fn check(&mut self, row: u32, column: u32, text: usize) -> Result<(), Unreadable> {
        let sheet = || self.grid.sheet.clone();
        if row > self.limits.rows {
            return Err(Unreadable::TooManyRows {
                sheet: sheet(),
                row,
                limit: self.limits.rows,
            });
        }
        if column > self.limits.columns {
            let limit = self.limits.columns;
            return Err(Unreadable::TooManyColumns {
                sheet: sheet(),
                column,
                limit,
            });
        }
        self.taken.cells += 1;
        if self.taken.cells > self.limits.cells {
            return Err(Unreadable::TooManyCells {
                sheet: sheet(),
                limit: self.limits.cells,
            });
        }
        // One long text shared by many cells is small in the file and huge outside it.
        self.taken.text += text as u64;
        if self.taken.text > self.limits.text_bytes {
            return Err(Unreadable::TooMuchText {
                sheet: sheet(),
                limit: self.limits.text_bytes,
            });
        }
        Ok(())
    }

    pub fn merge(&mut self, merge: Merge) {
        self.grid.merges.push(merge);
    }

    /// The finished grid: rows and cells in order, later cells at the same address winning.
    pub fn finish(mut self) -> Grid {
        if !self.sorted {
            self.grid.rows.sort_by_key(|row| row.number);
            let mut rows: Vec<Row> = Vec::with_capacity(self.grid.rows.len());
            for row in self.grid.rows {
                match rows.last_mut() {
                    Some(last) if last.number == row.number => last.cells.extend(row.cells),
                    _ => rows.push(row),
                }
            }
            for row in &mut rows {
                row.cells.sort_by_key(|cell| cell.col);
                row.cells.reverse();
                row.cells.dedup_by_key(|cell| cell.col);
                row.cells.reverse();
            }
            self.grid.rows = rows;
        }
        self.grid
    }
}
