//! The first look over a sheet: which columns hold figures, and which rows look like data.

use std::collections::BTreeMap;

use crate::Rules;
use crate::cell::{Look, is_year, look, marks};
use crate::grid::{Grid, Row, tidy};

/// A preamble of `label, value` lines is at most this long.
const PREAMBLE_ROWS: usize = 30;
/// A column of figures has at least one figure for so many words.
const WORDS_FOR_A_FIGURE: u32 = 5;

/// What one row shows in the columns of figures.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Facts {
    /// Numbers, marks and dates.
    pub numbers: u32,
    /// Words.
    pub words: u32,
    /// Cells of spaces only.
    pub spaces: u32,
    /// Columns of figures from here down.
    pub values: u32,
    /// Filled cells in the whole row.
    pub filled: u32,
}

/// A sheet with a first impression of each cell and row.
pub(crate) struct Survey<'a> {
    pub grid: &'a Grid,
    pub rows: &'a [Row],
    looks: Vec<Vec<Look>>,
    facts: Vec<Facts>,
    left_keys: u32,
    /// Columns with so few figures among their words that they are columns of words, whatever stands at their end.
    wordy: Vec<bool>,
}

impl<'a> Survey<'a> {
    pub fn of(grid: &'a Grid, rules: &Rules) -> Survey<'a> {
        let rows = grid.rows.as_slice();
        let mut looks: Vec<Vec<Look>> = rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| look(cell, rules)).collect())
            .collect();
        let width = grid.last_col() as usize + 1;
        read_letters(rows, &mut looks, width);
        let totals = count_columns(rows, &looks, width);
        let left_keys = left_keys(&totals);
        let wordy = totals
            .iter()
            .map(|column| column.numbers * WORDS_FOR_A_FIGURE < column.words)
            .collect();
        let mut survey = Survey {
            grid,
            rows,
            looks,
            facts: vec![Facts::default(); rows.len()],
            left_keys,
            wordy,
        };
        survey.count_facts(width);
        survey
    }

    /// From the bottom up, so that a column counts as figures by what stands below: headings do not disturb.
    fn count_facts(&mut self, width: usize) {
        let mut columns = vec![ColumnCount::default(); width];
        let mut values = 0_u32;
        for at in (0..self.rows.len()).rev() {
            let mut facts = Facts::default();
            for (cell, look) in self.rows[at].cells.iter().zip(&self.looks[at]) {
                let Some(column) = columns.get_mut(cell.col as usize) else {
                    continue;
                };
                let may_be = cell.col > self.left_keys && !self.wordy[cell.col as usize];
                let before = column.is_value() && may_be;
                column.count(*look);
                let after = column.is_value() && may_be;
                values = values + u32::from(after) - u32::from(before);
                facts.filled += u32::from(*look != Look::Blank);
            }
            for (cell, look) in self.rows[at].cells.iter().zip(&self.looks[at]) {
                let is_value = columns.get(cell.col as usize).is_some_and(ColumnCount::is_value);
                if !is_value || cell.col <= self.left_keys || self.wordy[cell.col as usize] {
                    continue;
                }
                match look {
                    Look::Number | Look::Mark | Look::Date => facts.numbers += 1,
                    Look::Text => facts.words += 1,
                    Look::Blank => facts.spaces += 1,
                }
            }
            facts.values = values;
            self.facts[at] = facts;
        }
    }

    pub fn facts(&self, at: usize) -> Facts {
        self.facts[at]
    }

    /// Whether a row has words, or numbers that are headings, in some columns.
    pub fn names(&self, at: usize, columns: &[u32]) -> bool {
        let mut cells = self.rows[at].cells.iter().zip(&self.looks[at]);
        cells.any(|(cell, look)| *look == Look::Text && columns.contains(&cell.col))
            || self.is_number_heading(at)
    }

    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows
            .binary_search_by_key(&number, |row| row.number)
            .ok()
            .map(|at| &self.rows[at])
    }

    /// Whether a row holds figures, or the spaces that stand for them.
    pub fn is_data(&self, at: usize) -> bool {
        let facts = self.facts[at];
        let blank_figures = facts.numbers == 0 && facts.words == 0 && facts.spaces >= 2 && facts.filled > 0;
        (facts.numbers > 0 && facts.numbers >= facts.words || blank_figures) && !self.is_number_heading(at)
    }

    /// Numbers that are headings: years across the top, or grades and levels in a row with words among them.
    pub fn is_number_heading(&self, at: usize) -> bool {
        let mut years = Numbers::default();
        let mut steps = Numbers::default();
        for (cell, look) in self.rows[at].cells.iter().zip(&self.looks[at]) {
            let text = tidy(&cell.text);
            match look {
                Look::Number if is_year(text) => years.take(cell.col, text),
                Look::Number if cell.col > self.left_keys => steps.take(cell.col, text),
                Look::Date | Look::Mark => return false,
                Look::Number | Look::Blank | Look::Text => {}
            }
        }
        if !years.columns.is_empty() {
            return steps.columns.is_empty() && years.go_one_way() && self.differs_below(at, &years);
        }
        // "K, 1, 2, 3, Total": one up at a time, beside words that the row below does not have.
        let below = (at + 1..self.rows.len()).find(|below| !self.rows[*below].is_blank());
        let no_words_below = below.is_some_and(|below| self.facts[below].words == 0);
        self.facts[at].words > 0 && no_words_below && steps.go_up_by_one()
    }

    /// Most cells below the years are no years.
    fn differs_below(&self, at: usize, headings: &Numbers) -> bool {
        let below = self.rows[at + 1..].iter().filter(|row| !row.is_blank()).take(6);
        let cells = below.flat_map(|row| headings.columns.iter().map(|col| row.text(*col)));
        let (mut same, mut other) = (0, 0);
        for text in cells.filter(|text| !text.is_empty()) {
            if is_year(text) { same += 1 } else { other += 1 }
        }
        other >= same
    }

    /// A row of words above figures.
    pub fn is_heading(&self, at: usize) -> bool {
        let facts = self.facts[at];
        let names_the_only_figures = facts.words == 1 && facts.values == 1 && facts.filled >= 2;
        !self.is_data(at) && (facts.words >= 2 || names_the_only_figures || self.is_number_heading(at))
    }

    /// The columns of figures, judged from one row down.
    pub fn value_columns(&self, from: usize) -> Vec<u32> {
        let width = self.grid.last_col() as usize + 1;
        let columns = count_columns(&self.rows[from..], &self.looks[from..], width);
        let is_value = |col: &u32| columns[*col as usize].is_value() && !self.wordy[*col as usize];
        (self.left_keys + 1..width as u32).filter(is_value).collect()
    }

    /// The first row of figures at or below `start`, past lines such as "Year, 2019" above the headings.
    pub fn first_data(&self, start: usize) -> Option<usize> {
        let next = |from: usize| (from..self.rows.len()).find(|at| self.is_data(*at));
        let first = next(start)?;
        if self.facts[first].filled > 2 {
            return Some(first);
        }
        let until = (first + PREAMBLE_ROWS).min(self.rows.len());
        for at in first + 1..until {
            if self.is_heading(at) && self.facts[at].filled >= 3 {
                return next(at)
                    .filter(|data| self.facts[*data].filled >= 2)
                    .or(Some(first));
            }
            if self.facts[at].filled > 2 {
                break;
            }
        }
        Some(first)
    }

    /// Whether an empty line stands above a row.
    pub fn has_gap_above(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.rows[before]) else {
            return true;
        };
        before.number + 1 < self.rows[at].number || before.is_blank()
    }

    /// The first row after the table that begins with the data at `first`: the title or heading of the next one.
    pub fn end_of_table(&self, first: usize) -> usize {
        for at in first + 1..self.rows.len() {
            let facts = self.facts[at];
            let wide = facts.words * 2 >= facts.values;
            if !(self.is_heading(at) && (wide || self.is_number_heading(at))) {
                continue;
            }
            let mut top = at;
            while top > first + 1 && !self.has_gap_above(top) && !self.is_data(top - 1) {
                top -= 1;
            }
            let data_follows = (at + 1..self.rows.len()).take(4).any(|below| self.is_data(below));
            if top > first && self.has_gap_above(top) && data_follows && !self.repeats_above(at) {
                return top;
            }
        }
        self.rows.len()
    }

    /// The same words stand in a row further up, as when headings are printed again at a page break.
    fn repeats_above(&self, at: usize) -> bool {
        let same = |row: &Row| {
            row.filled().count() == self.rows[at].filled().count()
                && row
                    .filled()
                    .zip(self.rows[at].filled())
                    .all(|(a, b)| a.col == b.col && a.text == b.text)
        };
        self.rows[..at].iter().take(20).any(same)
    }
}

/// Whole numbers of one row, and their columns.
#[derive(Debug, Default)]
struct Numbers {
    columns: Vec<u32>,
    written: Vec<i32>,
}

impl Numbers {
    fn take(&mut self, col: u32, text: &str) {
        self.columns.push(col);
        // What is no whole number breaks every order.
        self.written.push(text.parse().unwrap_or(i32::MIN));
    }

    /// Counts near 2,000 go up and down; years stay, or go one way.
    fn go_one_way(&self) -> bool {
        let pairs = || self.written.windows(2);
        let one_way = pairs().all(|pair| pair[0] < pair[1]) || pairs().all(|pair| pair[0] > pair[1]);
        self.written.len() >= 2 && (one_way || pairs().all(|pair| pair[0] == pair[1]))
    }

    fn go_up_by_one(&self) -> bool {
        let by_one = self
            .written
            .windows(2)
            .all(|pair| pair[0].checked_add(1) == Some(pair[1]));
        self.written.len() >= 2 && by_one && self.written.iter().all(|number| (0..=20).contains(number))
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct ColumnCount {
    numbers: u32,
    words: u32,
}

impl ColumnCount {
    fn count(&mut self, look: Look) {
        match look {
            Look::Number | Look::Mark | Look::Date => self.numbers += 1,
            Look::Text => self.words += 1,
            Look::Blank => {}
        }
    }

    fn is_value(&self) -> bool {
        self.numbers > 0 && self.numbers >= self.words
    }
}

/// A letter such as "s" that comes again and again among a column's figures is a mark there, not a word.
fn read_letters(rows: &[Row], looks: &mut [Vec<Look>], width: usize) {
    let mut letters: BTreeMap<(u32, &str), u32> = BTreeMap::new();
    for (row, looks) in rows.iter().zip(looks.iter()) {
        for (cell, _) in row
            .cells
            .iter()
            .zip(looks)
            .filter(|(cell, look)| **look == Look::Text && cell.text.len() <= 8)
        {
            if marks::known_among_numbers(&cell.text).is_some() {
                *letters.entry((cell.col, tidy(&cell.text))).or_insert(0) += 1;
            }
        }
    }
    letters.retain(|_, count| *count >= 2);
    if letters.is_empty() {
        return;
    }
    let columns = count_columns(rows, looks, width);
    for (row, looks) in rows.iter().zip(looks.iter_mut()) {
        for (cell, look) in row.cells.iter().zip(looks.iter_mut()) {
            let among_figures = columns
                .get(cell.col as usize)
                .is_some_and(|column| column.numbers > 0);
            if *look == Look::Text && among_figures && letters.contains_key(&(cell.col, tidy(&cell.text))) {
                *look = Look::Mark;
            }
        }
    }
}

fn count_columns(rows: &[Row], looks: &[Vec<Look>], width: usize) -> Vec<ColumnCount> {
    let mut columns = vec![ColumnCount::default(); width];
    for (row, looks) in rows.iter().zip(looks) {
        for (cell, look) in row.cells.iter().zip(looks) {
            if let Some(column) = columns.get_mut(cell.col as usize) {
                column.count(*look);
            }
        }
    }
    columns
}

/// The last of up to two columns of numbers that stand left of the first column of words: numbers of rows, or codes.
fn left_keys(columns: &[ColumnCount]) -> u32 {
    let first_words = columns.iter().position(|column| column.words > column.numbers);
    let Some(first_words) = first_words.filter(|col| (2..=3).contains(col)) else {
        return 0;
    };
    let figures_follow = columns[first_words + 1..].iter().any(ColumnCount::is_value);
    if figures_follow { first_words as u32 - 1 } else { 0 }
}
