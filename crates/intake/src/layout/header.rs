//! The headings of a table: which rows they are, and the name they give each column.

use std::collections::BTreeMap;

use crate::grid::{Grid, Merge, Row, tidy};
use crate::layout::Layout;
use crate::layout::survey::Survey;

/// Headings have at most this many rows.
const HEADER_ROWS: usize = 10;
/// A heading longer than this is a title or a note.
const HEADING_CHARACTERS: usize = 120;

/// The heading rows of a table, as indices into the survey's rows.
#[derive(Debug, Default)]
pub(crate) struct Header {
    pub rows: Vec<usize>,
    pub stub: Option<usize>,
}

/// Finds the headings above the first row of data; `values` are the columns of figures.
pub(crate) fn find(survey: &Survey<'_>, start: usize, first: usize, values: &[u32]) -> Header {
    let above: Vec<usize> = (start..first)
        .rev()
        .filter(|at| !survey.rows[*at].is_blank())
        .take(4)
        .collect();
    let Some(&last) = above.iter().find(|at| survey.names(**at, values)) else {
        // Nothing names the figures: the row just above may still name the keys.
        let nearest = above.first().filter(|at| survey.facts(**at).filled >= 2);
        return Header {
            rows: nearest.copied().into_iter().collect(),
            stub: None,
        };
    };
    let scene = Scene {
        survey,
        first,
        values,
    };
    if survey.facts(last).filled == 1 && scene.is_title(last) {
        return Header::default();
    }
    let stub = (last + 1..first).find(|at| !survey.rows[*at].is_blank());
    let mut rows = vec![last];
    let mut at = last;
    while rows.len() < HEADER_ROWS && at > start && scene.joins(at - 1, at) {
        at -= 1;
        if !survey.rows[at].is_blank() {
            rows.push(at);
        }
    }
    rows.reverse();
    Header { rows, stub }
}

/// What headings are judged against.
struct Scene<'a, 'b> {
    survey: &'a Survey<'b>,
    first: usize,
    values: &'a [u32],
}

impl Scene<'_, '_> {
    /// Whether the row above belongs to the same headings.
    fn joins(&self, above: usize, below: usize) -> bool {
        let survey = self.survey;
        let (upper, lower) = (&survey.rows[above], &survey.rows[below]);
        let spans = |merge: &Merge| merge.top <= upper.number && merge.bottom >= lower.number;
        let is_merged = survey.grid.merges.iter().any(spans);
        if upper.number + 1 != lower.number && !is_merged {
            return false;
        }
        if upper.is_blank() || survey.is_data(above) {
            return false;
        }
        if upper
            .filled()
            .any(|cell| cell.text.chars().count() > HEADING_CHARACTERS)
        {
            return false;
        }
        match survey.facts(above).filled {
            1 => !self.is_title(above) && !repeats_below(upper, lower),
            2 if is_label_and_value(upper, lower) && !is_merged => false,
            _ => survey.names(above, self.values),
        }
    }

    /// One cell alone in its row is a group's heading if it stands over figures and not over the whole table.
    fn is_title(&self, at: usize) -> bool {
        let (row, data) = (&self.survey.rows[at], &self.survey.rows[self.first]);
        let Some(cell) = row.filled().next() else {
            return true;
        };
        let leftmost = data.filled().next().map_or(1, |cell| cell.col);
        if cell.col <= leftmost && data.filled().count() > 1 {
            return true;
        }
        let width = data.filled().count().max(2) as u32;
        let is_wide = |merge: &&Merge| (merge.right - merge.left + 1) * 10 >= width * 8;
        let own = self
            .survey
            .grid
            .merges
            .iter()
            .filter(|merge| merge.top == row.number && merge.left == cell.col);
        let spans_all = own.filter(is_wide).count() > 0;
        let is_long = tidy(&cell.text).chars().count() > 60;
        !self.values.contains(&cell.col) || spans_all || is_long
    }
}

/// "Region, All" above "School, Enrolled, Absent": a line that says what the table is about.
fn is_label_and_value(upper: &Row, lower: &Row) -> bool {
    let mut cells = upper.filled().map(|cell| cell.col);
    let (Some(first), Some(second)) = (cells.next(), cells.next()) else {
        return false;
    };
    let starts = lower.filled().next().map(|cell| cell.col);
    starts == Some(first) && second == first + 1 && lower.filled().count() > 2
}

/// Whether a row says only what the row below it says in the same columns.
pub(crate) fn repeats_below(upper: &Row, lower: &Row) -> bool {
    upper
        .filled()
        .all(|cell| lower.text(cell.col) == tidy(&cell.text))
}

/// The name of each column: the headings above it, from the group down to the column itself.
///
/// `clean` frees a heading from footnote numbers.
pub(crate) fn names(grid: &Grid, layout: &Layout, clean: impl Fn(&str) -> String) -> BTreeMap<u32, String> {
    let row = |number: u32| {
        grid.rows
            .binary_search_by_key(&number, |row| row.number)
            .ok()
            .map(|at| &grid.rows[at])
    };
    let rows: Vec<&Row> = layout
        .header_rows
        .iter()
        .filter_map(|number| row(*number))
        .collect();
    let lines: Vec<BTreeMap<u32, String>> = rows.iter().map(|row| spread(grid, row, &rows, layout)).collect();
    let wrapped = is_wrapped(&lines);
    let stub = layout.stub_row.and_then(row);
    let mut names = BTreeMap::new();
    for col in &layout.columns {
        let mut parts: Vec<String> = lines
            .iter()
            .filter_map(|line| line.get(col))
            .map(|part| clean(part))
            .collect();
        parts.dedup();
        let mut name = join(&parts, wrapped);
        if name.is_empty()
            && let Some(stub) = stub
        {
            name = one_line(stub.text(*col));
        }
        names.insert(*col, name);
    }
    number_repeats(&mut names);
    names
}

/// The cells of one heading row, groups spread over the columns they stand for.
fn spread(grid: &Grid, row: &Row, rows: &[&Row], layout: &Layout) -> BTreeMap<u32, String> {
    let mut line: BTreeMap<u32, String> = row
        .filled()
        .map(|cell| (cell.col, one_line(&cell.text)))
        .collect();
    let number = row.number;
    let headings =
        layout.header_rows.first().copied().unwrap_or(0)..=layout.header_rows.last().copied().unwrap_or(0);
    let merges: Vec<_> = grid
        .merges
        .iter()
        .filter(|merge| headings.contains(&merge.top))
        .collect();
    for merge in merges
        .iter()
        .filter(|merge| merge.top == number && merge.right > merge.left)
    {
        if let Some(group) = line.get(&merge.left).cloned() {
            (merge.left..=merge.right).for_each(|col| {
                line.insert(col, group.clone());
            });
        }
    }
    // Without merged cells, a group reaches right to the next one, as far as the groups beside it do.
    let is_last = rows.last().is_some_and(|last| last.number == number);
    if is_last || !merges.is_empty() {
        return line;
    }
    let below: Vec<u32> = rows
        .iter()
        .filter(|other| other.number > number)
        .flat_map(|row| row.filled())
        .map(|c| c.col)
        .collect();
    let starts: Vec<u32> = line.keys().copied().collect();
    let gaps: Vec<u32> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let usual = gaps
        .iter()
        .copied()
        .max_by_key(|gap| gaps.iter().filter(|other| *other == gap).count());
    let alike = gaps.iter().filter(|gap| Some(**gap) == usual).count();
    if usual == Some(1) || alike * 10 < gaps.len() * 7 {
        return line;
    }
    // Only what stands over figures names a group; what stands over keys names the table.
    for (at, start) in starts
        .iter()
        .enumerate()
        .filter(|(_, start)| layout.value_columns.contains(start))
    {
        let group = line[start].clone();
        let end = starts
            .get(at + 1)
            .copied()
            .unwrap_or_else(|| usual.map_or(u32::MAX, |gap| start + gap));
        for col in layout
            .columns
            .iter()
            .filter(|col| **col > *start && **col < end && below.contains(col))
        {
            line.insert(*col, group.clone());
        }
    }
    line
}

/// Three or more rows that name nearly every column are one heading broken over lines, not groups.
fn is_wrapped(lines: &[BTreeMap<u32, String>]) -> bool {
    let widest = lines.iter().map(BTreeMap::len).max().unwrap_or(0);
    lines.len() >= 3
        && lines[..lines.len() - 1]
            .iter()
            .filter(|line| line.len() * 2 > widest)
            .count()
            >= 2
}

fn join(parts: &[String], wrapped: bool) -> String {
    let mut name = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if name.is_empty() {
            name.push_str(part);
        } else if let Some(rest) = part
            .strip_prefix('-')
            .filter(|rest| rest.starts_with(char::is_alphabetic))
        {
            name.truncate(name.trim_end_matches('-').len());
            name.push_str(rest);
        } else if name.ends_with('-') && wrapped {
            name.pop();
            name.push_str(part);
        } else {
            name.push_str(if wrapped { " " } else { " / " });
            name.push_str(part);
        }
    }
    name
}

fn one_line(text: &str) -> String {
    let text = text
        .split(|c: char| c.is_whitespace() || c == '\u{a0}')
        .filter(|word| !word.is_empty());
    text.collect::<Vec<_>>().join(" ")
}

/// Two columns of one name become "name" and "name (2)".
fn number_repeats(names: &mut BTreeMap<u32, String>) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for name in names.values_mut().filter(|name| !name.is_empty()) {
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            *name = format!("{name} ({count})");
        }
    }
}
