//! The lower end of a table: the last row of data, totals, and notes.

use crate::grid::{Row, tidy};
use crate::layout::Layout;
use crate::layout::survey::Survey;
use crate::layout::totals::{Keys, Total, is_total_label, is_total_row};

/// Averages and totals above the data have at most this many rows.
const SUMMARY_ROWS: usize = 8;

/// Closes a table whose first data stand at `first`: fills in the last row, the totals and the notes.
pub(crate) fn close(survey: &Survey<'_>, first: usize, end: usize, layout: &mut Layout) {
    let last = last_data(survey, first, end);
    layout.carried_column = carried_column(survey, layout, first, last);
    let values = layout.value_columns.clone();
    let keys = Keys {
        values: &values,
        usual: usual_keys(survey, &values, first, last),
    };
    let mut first = first;
    let mut last = last;
    let in_blocks = layout.carried_column.is_some();
    if !in_blocks {
        first = past_summary(survey, first, last, layout);
        last = before_totals(survey, &keys, first..end, last, layout);
    }
    mark_totals(survey, &keys, first, last, layout);
    layout.first_data_row = Some(survey.rows[first].number);
    layout.last_data_row = Some(survey.rows[last].number);
    let below = layout
        .total_rows
        .iter()
        .max()
        .copied()
        .unwrap_or(0)
        .max(survey.rows[last].number);
    let rest = survey.rows[last + 1..end]
        .iter()
        .filter(|row| row.number > below && !row.is_blank());
    let rest: Vec<u32> = rest.map(|row| row.number).collect();
    layout.notes_rows.extend(rest);
    layout.total_rows.sort_unstable();
    layout.total_rows.dedup();
    let heads: Vec<&Row> = layout
        .header_rows
        .iter()
        .filter_map(|number| survey.row(*number))
        .collect();
    let repeats = |row: &&Row| {
        heads.iter().any(|head| {
            head.filled().count() > 1
                && head.filled().count() == row.filled().count()
                && head
                    .filled()
                    .zip(row.filled())
                    .all(|(a, b)| a.col == b.col && a.text == b.text)
        })
    };
    layout.repeated_rows = survey.rows[first..=last]
        .iter()
        .filter(repeats)
        .map(|row| row.number)
        .collect();
}

/// Closes a table of words only.
pub(crate) fn close_words(survey: &Survey<'_>, first: usize, widths: &[usize], layout: &mut Layout) {
    let typical = widths[first..].iter().copied().max().unwrap_or(1);
    let is_row = |at: &usize| widths[*at] * 2 >= typical && widths[*at] > 0;
    let last = (first..survey.rows.len()).rev().find(is_row).unwrap_or(first);
    layout.first_data_row = Some(survey.rows[first].number);
    layout.last_data_row = Some(survey.rows[last].number);
    let rest = survey.rows[last + 1..].iter().filter(|row| !row.is_blank());
    layout.notes_rows.extend(rest.map(|row| row.number));
}

/// The last row of data: figures, or a row that goes on without a gap and is no note.
fn last_data(survey: &Survey<'_>, first: usize, end: usize) -> usize {
    let mut last = (first..end).rev().find(|at| survey.is_data(*at)).unwrap_or(first);
    while last + 1 < end && !survey.has_gap_above(last + 1) {
        let row = &survey.rows[last + 1];
        let filled = row.filled().count();
        let Some(head) = row.filled().next() else { break };
        let names = filled >= 2 && !opens_notes(tidy(&head.text)) && head.text.len() <= 80;
        let name_only = filled == 1 && is_short_name(tidy(&head.text)) && head.col <= 2;
        if !(names || name_only) || is_total_label(&head.text).is_some() {
            break;
        }
        last += 1;
    }
    last
}

fn is_short_name(text: &str) -> bool {
    text.chars().count() <= 40
        && !text.ends_with([':', '.'])
        && !opens_notes(text)
        && text.starts_with(char::is_alphabetic)
}

/// Words and signs that a note begins with.
pub(crate) fn opens_notes(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = [
        "note",
        "source",
        "footnote",
        "prepared by",
        "data source",
        "data from",
        "report run",
        "report generated",
        "fuente",
        "nota",
        "quelle",
        "bron:",
        "generated on",
        "printed on",
        "last updated",
        "disclaimer",
        "suppress",
        "definition",
    ];
    if words.iter().any(|word| lower.starts_with(word)) {
        return true;
    }
    let mut chars = text.chars();
    match chars.next() {
        // A mark and a space, then its explanation.
        Some('*' | '†' | '‡' | '§' | '•' | '^') => {
            chars.next().is_some_and(char::is_whitespace) && chars.any(char::is_alphabetic)
        }
        Some('-') => chars.next() == Some(' ') && chars.any(char::is_alphabetic) && text.len() > 40,
        Some('0'..='9') => {
            let rest = text
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .trim_start_matches(['.', ')']);
            rest.starts_with(' ') && rest.split_whitespace().count() > 5
        }
        _ => false,
    }
}

/// The column whose names stand only in the first row of each block: a third of its cells or more are empty, and the
/// figures go on beside the empty ones.
fn carried_column(survey: &Survey<'_>, layout: &Layout, first: usize, last: usize) -> Option<u32> {
    let keys_end = layout.value_columns.first().copied()?;
    let rows: Vec<&Row> = (first..=last)
        .filter(|at| survey.is_data(*at))
        .map(|at| &survey.rows[at])
        .collect();
    let head = rows.first()?.filled().next()?;
    let col = head.col;
    if rows.len() < 4 || col >= keys_end {
        return None;
    }
    let is_key = |row: &&&Row| !row.text(col).is_empty();
    let named = rows.iter().filter(is_key).count();
    let has_inner_key = |row: &&&Row| row.filled().any(|cell| cell.col > col && cell.col <= keys_end);
    let empty_with_more = rows
        .iter()
        .filter(|row| row.text(col).is_empty())
        .filter(has_inner_key)
        .count();
    let blocks = named >= 2 && empty_with_more * 3 >= rows.len() && named + empty_with_more >= rows.len();
    blocks.then_some(col)
}

/// Averages and totals that stand above the data and apart from them: the first row of the data themselves.
fn past_summary(survey: &Survey<'_>, first: usize, last: usize, layout: &mut Layout) -> usize {
    let run = (first..=last)
        .take(SUMMARY_ROWS + 1)
        .skip(1)
        .find(|at| survey.has_gap_above(*at));
    let Some(next) = run.and_then(|at| (at..=last).find(|at| survey.is_data(*at))) else {
        return first;
    };
    let rows: Vec<usize> = (first..next).filter(|at| !survey.rows[*at].is_blank()).collect();
    let named = |at: &&usize| {
        survey.rows[**at]
            .filled()
            .next()
            .is_some_and(|cell| is_total_label(&cell.text).is_some())
    };
    let some_named = rows.iter().filter(named).count() > 0;
    if !some_named || last - next < rows.len() {
        return first;
    }
    layout
        .total_rows
        .extend(rows.iter().map(|at| survey.rows[*at].number));
    next
}

/// Totals at the end are taken off the data, as are those just below them.
fn before_totals(
    survey: &Survey<'_>,
    keys: &Keys<'_>,
    rows: std::ops::Range<usize>,
    last: usize,
    layout: &mut Layout,
) -> usize {
    let first = rows.start;
    let total = |at: usize| is_total_row(&survey.rows[at], keys, None);
    let mut found = Vec::new();
    let mut at = last + 1;
    while at < rows.end && at <= last + 4 && total(at).is_some() {
        found.push(survey.rows[at].number);
        at += 1;
    }
    let mut last = last;
    while last > first && (total(last).is_some() || survey.rows[last].is_blank()) {
        if !survey.rows[last].is_blank() {
            found.push(survey.rows[last].number);
        }
        last -= 1;
    }
    layout.total_rows.extend(found);
    last
}

/// The columns up to the last column of words that at least four fifths of the rows fill.
fn usual_keys(survey: &Survey<'_>, values: &[u32], first: usize, last: usize) -> Vec<u32> {
    let rows: Vec<&Row> = survey.rows[first..=last]
        .iter()
        .filter(|row| !row.is_blank())
        .collect();
    let mut filled = std::collections::BTreeMap::new();
    for cell in rows.iter().flat_map(|row| row.filled()) {
        *filled.entry(cell.col).or_insert(0_usize) += 1;
    }
    filled.retain(|_, count| *count * 5 >= rows.len() * 4);
    let words_end = filled
        .keys()
        .rev()
        .find(|col| !values.contains(col))
        .copied()
        .unwrap_or(0);
    filled.into_keys().filter(|col| *col <= words_end).collect()
}

/// Totals between the data: by a name such as "Statewide", or "Total" where nothing else names the row.
fn mark_totals(survey: &Survey<'_>, keys: &Keys<'_>, first: usize, last: usize, layout: &mut Layout) {
    // Where names are indented, totals are the upper levels of the same table.
    let indented = layout.carried_column.is_some_and(|col| {
        let names = survey.rows[first..=last]
            .iter()
            .filter_map(|row| row.cell(col))
            .filter(|c| !tidy(&c.text).is_empty());
        let (mut inner, mut all) = (0, 0);
        for name in names {
            all += 1;
            inner += usize::from(name.text.starts_with([' ', '\u{a0}', '\t']));
        }
        inner > 0 && inner < all
    });
    if indented {
        return;
    }
    let rows = &survey.rows[first..=last];
    let blocks: Vec<&str> = layout.carried_column.map_or_else(Vec::new, |col| {
        rows.iter()
            .map(|row| row.text(col))
            .filter(|name| !name.is_empty())
            .collect()
    });
    let mut key = "";
    let mut found = Vec::new();
    for row in rows {
        let own = layout.carried_column.map_or("", |col| row.text(col));
        if !own.is_empty() {
            key = own;
        }
        let carried = layout.carried_column.map(|_| key).filter(|_| !row.is_blank());
        // "Connecticut Total" is a name inside a list, and a total as its first or last block.
        let at_an_end = carried.is_some() && (blocks.first() == Some(&key) || blocks.last() == Some(&key));
        let ends_in_total = at_an_end && is_total_label(key) == Some(Total::Phrase) && !row.is_blank();
        match is_total_row(row, keys, carried) {
            Some(Total::Place | Total::Word) => found.push(row.number),
            Some(Total::Phrase) | None if ends_in_total => found.push(row.number),
            Some(Total::Phrase) | None => {}
        }
    }
    // A table of nothing but totals is a table.
    if found.len() * 2 <= last - first + 1 {
        layout.total_rows.extend(found);
    }
}
