//! Where the tables of a sheet stand: titles, headings, first and last row, totals and notes.
//!
//! Start at `find`. A `Survey` says of each row whether it looks like data; everything else follows from that.

mod header;
mod survey;
#[cfg(test)]
mod tests;
mod totals;
mod trailing;

pub(crate) use header::names;
pub(crate) use totals::is_change_label;

use crate::Rules;
use crate::grid::{Grid, Row, tidy};
use survey::Survey;

/// Where one table stands. Rows and columns count from 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Layout {
    pub title_rows: Vec<u32>,
    /// Lines before the table that say what it was filtered by, or when it was made.
    pub filter_rows: Vec<u32>,
    pub notes_rows: Vec<u32>,
    pub header_rows: Vec<u32>,
    /// A row below the headings that names only the columns of keys.
    pub stub_row: Option<u32>,
    /// The headings again, in the middle of the data, as at a page break.
    pub repeated_rows: Vec<u32>,
    pub first_data_row: Option<u32>,
    pub last_data_row: Option<u32>,
    pub total_rows: Vec<u32>,
    /// Columns with a heading or a value, ascending.
    pub columns: Vec<u32>,
    /// The columns of figures, as far as the layout needed them.
    pub value_columns: Vec<u32>,
    /// The column whose name stands only in the first row of each block.
    pub carried_column: Option<u32>,
}

/// Finds the tables of a sheet, from top to bottom.
pub(crate) fn find(grid: &Grid, rules: &Rules) -> Vec<Layout> {
    let survey = Survey::of(grid, rules);
    let mut tables = Vec::new();
    let mut start = 0;
    while let Some(first) = survey.first_data(start) {
        let end = survey.end_of_table(first);
        tables.push(lay_out(&survey, start, first, end));
        start = end;
    }
    // A few figures below many full rows do not make those rows titles: it is a table of words.
    let full = |number: &u32| survey.row(*number).is_some_and(|row| row.filled().count() >= 2);
    let above = tables
        .iter()
        .flat_map(|table| &table.title_rows)
        .filter(|number| full(number))
        .count();
    let filled = survey.rows.iter().filter(|row| !row.is_blank()).count();
    if (tables.is_empty() || above * 2 > filled)
        && let Some(table) = only_words(&survey)
    {
        return vec![table];
    }
    tables
}

/// Lays out one table between two rows (indices into the grid's rows; `end` is the first row of the next table).
fn lay_out(survey: &Survey<'_>, start: usize, first: usize, end: usize) -> Layout {
    let values = survey.value_columns(first);
    let header = header::find(survey, start, first, &values);
    let mut layout = Layout {
        header_rows: header.rows.iter().map(|at| survey.rows[*at].number).collect(),
        stub_row: header.stub.map(|at| survey.rows[at].number),
        value_columns: values,
        ..Layout::default()
    };
    let top = header.rows.first().copied().or(header.stub).unwrap_or(first);
    preamble(survey, start, top, &mut layout);
    trailing::close(survey, first, end, &mut layout);
    let rows = &survey.rows[first..end];
    layout.columns = columns(survey, &layout, rows);
    layout
}

/// The columns that have a heading or a value in the table.
fn columns(survey: &Survey<'_>, layout: &Layout, rows: &[Row]) -> Vec<u32> {
    let last = layout.last_data_row.unwrap_or(0);
    let mut columns = std::collections::BTreeSet::new();
    let headings = layout
        .header_rows
        .iter()
        .chain(&layout.stub_row)
        .filter_map(|number| survey.row(*number));
    for row in headings.chain(rows.iter().filter(|row| row.number <= last)) {
        columns.extend(row.filled().map(|cell| cell.col));
    }
    columns.into_iter().collect()
}

/// Parts the rows above the table into titles, filters and notes.
fn preamble(survey: &Survey<'_>, start: usize, top: usize, layout: &mut Layout) {
    #[derive(Clone, Copy, PartialEq)]
    enum Part {
        Title,
        Filter,
        Notes,
    }
    let mut part = Part::Title;
    let mut before: Option<u32> = None;
    for row in &survey.rows[start..top] {
        let follows = before.is_some_and(|number| number + 1 == row.number);
        let Some(first) = row.filled().next() else {
            // A line of spaces belongs to the lines around it.
            if follows && part == Part::Title {
                layout.title_rows.push(row.number);
                before = Some(row.number);
            }
            continue;
        };
        if survey
            .rows
            .get(top)
            .is_some_and(|heading| header::repeats_below(row, heading))
        {
            // The heading again, just above itself: neither title nor note.
            continue;
        }
        let text = tidy(&first.text);
        if trailing::opens_notes(text) {
            part = Part::Notes;
        } else if text.ends_with(':') && part == Part::Title {
            part = Part::Filter;
        }
        match part {
            Part::Title => layout.title_rows.push(row.number),
            Part::Filter => layout.filter_rows.push(row.number),
            Part::Notes => layout.notes_rows.push(row.number),
        }
        before = Some(row.number);
    }
}

/// A table without a figure in it: the headings are the first row that is about as wide as the widest.
fn only_words(survey: &Survey<'_>) -> Option<Layout> {
    let widths: Vec<usize> = survey.rows.iter().map(|row| row.filled().count()).collect();
    let widest = widths.iter().copied().max().filter(|widest| *widest > 0)?;
    let top = widths
        .iter()
        .position(|width| *width * 10 >= widest * 6 && *width >= widest.min(2))?;
    let mut layout = Layout {
        header_rows: vec![survey.rows[top].number],
        ..Layout::default()
    };
    let mut first = top + 1;
    let number = survey.rows[top].number;
    let reach = survey
        .grid
        .merges
        .iter()
        .filter(|merge| merge.top == number)
        .map(|merge| merge.bottom)
        .max();
    while let (Some(bottom), Some(row)) = (reach, survey.rows.get(first))
        && row.number <= bottom.min(number + 10)
    {
        layout.header_rows.push(row.number);
        first += 1;
    }
    if let Some(bottom) = reach {
        layout.header_rows = (number..=bottom.min(number + 10)).collect();
    }
    preamble(survey, 0, top, &mut layout);
    let first = (first..survey.rows.len()).find(|at| widths[*at] > 0);
    if let Some(first) = first {
        trailing::close_words(survey, first, &widths, &mut layout);
        layout.columns = columns(survey, &layout, &survey.rows[first..]);
    } else if widest == 1 {
        // One cell with nothing below it names nothing.
        layout.title_rows = std::mem::take(&mut layout.header_rows);
    } else {
        layout.columns = columns(survey, &layout, &[]);
    }
    Some(layout)
}
