//! Rows that add nothing to the plan: none of them goes without its words and the reason, and whoever knows better takes it in.

use std::collections::BTreeSet;

use super::reading::Work;

/// Longest words of a row that are shown.
const TEXT_MAX: usize = 160;

/// A row that adds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Row in the sheet.
    pub row: u32,
    /// What stands in it.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// Why a row adds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Only one of its cells is filled: a remark, or a heading between rows.
    Remark,
    /// A total.
    Total,
    /// Headings, in a second row or once more.
    Heading,
    /// It stands apart from the table.
    Apart,
    /// Somebody left it out.
    Chosen,
    /// Who leads it is nobody of ours, as somebody said.
    Unknown,
    /// The plan has it already.
    There,
    /// It stands in the sheet twice.
    Twice,
}

impl Why {
    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Remark => "remark",
            Self::Total => "total",
            Self::Heading => "heading",
            Self::Apart => "apart",
            Self::Chosen => "chosen",
            Self::Unknown => "unknown",
            Self::There => "there",
            Self::Twice => "twice",
        }
    }

    /// Whether the plan has it, from this sheet or before.
    pub fn is_there(self) -> bool {
        matches!(self, Self::There | Self::Twice)
    }

    /// Whether it can be taken in all the same.
    pub fn can_return(self) -> bool {
        match self {
            Self::Remark | Self::Total | Self::Heading | Self::Apart | Self::Chosen => true,
            Self::Unknown | Self::There | Self::Twice => false,
        }
    }
}

impl Work<'_> {
    /// Every row below the first headings in which anything stands.
    pub(super) fn rows(&self) -> Vec<u32> {
        let first = self.sheet.header_rows.last().map(|row| row + 1);
        let Some(first) = first.or(self.sheet.first_data_row) else {
            return Vec::new();
        };
        let filled = self.sheet.cells.iter().filter(|cell| !cell.raw.trim().is_empty());
        let rows: BTreeSet<u32> = filled.map(|cell| cell.row).filter(|row| *row >= first).collect();
        rows.into_iter().collect()
    }

    /// Why a row adds nothing, whatever its names mean.
    pub(super) fn why_left(&self, row: u32) -> Option<Why> {
        if self.answers.rows_out.contains(&row) {
            return Some(Why::Chosen);
        }
        if self.answers.rows_in.contains(&row) {
            return None;
        }
        let filled = self
            .columns
            .iter()
            .filter(|column| !self.raw(row, column.col).is_empty());
        // A line with a single cell is a remark or a heading between rows, unless somebody says otherwise.
        let is_remark = filled.count() < 2;
        // In a sheet of nothing but words a first row of data may be read as a second row of headings.
        let is_heading = self.sheet.first_data_row.is_some_and(|first| row < first)
            || self.sheet.repeated_rows.binary_search(&row).is_ok();
        if is_heading && !is_remark {
            return Some(Why::Heading);
        }
        if self.sheet.total_rows.binary_search(&row).is_ok() {
            return Some(Why::Total);
        }
        if self.sheet.notes_rows.contains(&row) || self.sheet.last_data_row.is_some_and(|last| row > last) {
            return Some(Why::Apart);
        }
        is_remark.then_some(Why::Remark)
    }

    /// Leaves a row out, with its words.
    pub(super) fn leave(&mut self, row: u32, why: Why) {
        let cells = &self.sheet.cells;
        let from = cells.partition_point(|cell| cell.row < row);
        let to = cells.partition_point(|cell| cell.row <= row);
        let texts = cells[from..to].iter().map(|cell| cell.raw.trim());
        let text: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        let text = text.join(" · ");
        let text = if text.chars().count() > TEXT_MAX {
            format!("{}…", text.chars().take(TEXT_MAX).collect::<String>().trim_end())
        } else {
            text
        };
        self.done.left.push(Left { row, text, why });
    }
}
