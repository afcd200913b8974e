//! Reads each cell as its column is: a value, a status, and a note of what was tidied.

use std::collections::BTreeSet;

use crate::Rules;
use crate::cell::{dates, marks, numbers, unguarded};
use crate::grid::{Grid, RawCell, Row, tidy};
use crate::layout::{Layout, is_change_label};
use crate::problems::ProblemKind;
use crate::reading::Gathered;
use crate::reading::judge::Judged;
use crate::reading::notes::without_footnotes;
use crate::rules::{Meaning, squeeze};
use crate::sheet::{Cell, ColumnKind, Status, Value};
use crate::tidy::TidyKind;

/// Reads the headings, data and totals of one table.
pub(crate) fn read_table(
    grid: &Grid,
    layout: &Layout,
    columns: &[Judged],
    rules: &Rules,
    footnotes: &BTreeSet<u32>,
    gathered: &mut Gathered,
) {
    let mut reader = Reader {
        rules,
        footnotes,
        gathered,
        key: String::new(),
    };
    let first = layout.first_data_row.unwrap_or(u32::MAX);
    let last = layout.last_data_row.unwrap_or(0);
    let totals: BTreeSet<u32> = layout.total_rows.iter().copied().collect();
    let outer: Vec<u32> = totals
        .iter()
        .copied()
        .filter(|row| !(first..=last).contains(row))
        .collect();
    for number in layout
        .header_rows
        .iter()
        .chain(&layout.stub_row)
        .chain(&layout.repeated_rows)
    {
        if let Some(row) = find(grid, *number) {
            reader.headings(row);
        }
    }
    for number in &layout.repeated_rows {
        reader
            .gathered
            .tidied(TidyKind::RepeatedHeadingsLeftOut, *number, 1);
    }
    let inside = grid
        .rows
        .iter()
        .filter(|row| (first..=last).contains(&row.number) || outer.contains(&row.number));
    for row in inside.filter(|row| !row.is_blank() && !layout.repeated_rows.contains(&row.number)) {
        reader.row(row, layout, columns, totals.contains(&row.number));
    }
}

/// Reads what stands outside the tables: titles and notes are words.
///
/// The cells gathered so far must be in the order of rows and columns; these are added behind them.
pub(crate) fn read_rest(grid: &Grid, gathered: &mut Gathered) {
    let done = gathered.cells.len();
    for row in &grid.rows {
        let from = gathered.cells[..done].partition_point(|cell| cell.row < row.number);
        let to = gathered.cells[..done].partition_point(|cell| cell.row <= row.number);
        for cell in &row.cells {
            let text = tidy(&cell.text);
            let in_table = from < to;
            let read = gathered.cells[from..to]
                .binary_search_by_key(&cell.col, |cell| cell.col)
                .is_ok();
            if read || (text.is_empty() && !in_table) {
                continue;
            }
            let status = if text.is_empty() {
                Status::Blank
            } else {
                Status::Ok
            };
            let value = if text.is_empty() {
                Value::None
            } else {
                Value::Text(text.into())
            };
            gathered
                .cells
                .push(plain(row.number, cell.col, &cell.text, value, status));
        }
    }
}

fn find(grid: &Grid, number: u32) -> Option<&Row> {
    grid.rows
        .binary_search_by_key(&number, |row| row.number)
        .ok()
        .map(|at| &grid.rows[at])
}

fn plain(row: u32, col: u32, raw: &str, value: Value, status: Status) -> Cell {
    Cell {
        row,
        col,
        raw: raw.into(),
        value,
        status,
        low: None,
        high: None,
        row_key: None,
    }
}

struct Reader<'a> {
    rules: &'a Rules,
    footnotes: &'a BTreeSet<u32>,
    gathered: &'a mut Gathered,
    /// The name of the block, where names stand only in a block's first row.
    key: String,
}

/// What a cell was read as.
struct Read {
    value: Value,
    status: Status,
    low: Option<f64>,
    high: Option<f64>,
}

impl Read {
    fn of(value: Value) -> Read {
        Read {
            value,
            status: Status::Ok,
            low: None,
            high: None,
        }
    }

    fn meaning(meaning: Meaning) -> Read {
        let (status, low, high) = match meaning {
            Meaning::Suppressed { low, high } => (Status::Suppressed, low, high),
            Meaning::NotAvailable => (Status::NotAvailable, None, None),
            Meaning::Blank => (Status::Blank, None, None),
        };
        Read {
            value: Value::None,
            status,
            low,
            high,
        }
    }
}

impl Reader<'_> {
    fn headings(&mut self, row: &Row) {
        for cell in row.filled() {
            let text = without_footnotes(tidy(&cell.text), self.footnotes).to_string();
            self.gathered.cells.push(plain(
                row.number,
                cell.col,
                &cell.text,
                Value::Text(text),
                Status::Header,
            ));
        }
    }

    fn row(&mut self, row: &Row, layout: &Layout, columns: &[Judged], is_total: bool) {
        let is_change = row.filled().any(|cell| is_change_label(&cell.text));
        let mut carried = None;
        if let Some(col) = layout.carried_column {
            let own = row.text(col);
            if own.is_empty() {
                carried = Some(self.key.clone()).filter(|key| !key.is_empty());
            } else {
                self.key = without_footnotes(own, self.footnotes).to_string();
            }
        }
        if let (Some(_), Some(col)) = (&carried, layout.carried_column) {
            self.gathered.tidied(TidyKind::KeysCarriedDown, row.number, col);
        }
        let empty = RawCell::default();
        for judged in columns {
            let cell = row.cell(judged.column.col).unwrap_or(&empty);
            let mut read = self.read(row.number, cell, judged);
            let has_value = read.value != Value::None;
            let is_figure = matches!(judged.column.kind, ColumnKind::Number | ColumnKind::Margin);
            if is_total && has_value {
                read.status = Status::TotalRow;
                self.gathered
                    .tidied(TidyKind::TotalsLeftOut, row.number, judged.column.col);
            } else if is_change && is_figure && read.value.number().is_some() {
                read.status = Status::PercentChange;
            } else if judged.column.kind == ColumnKind::Margin && read.value.number().is_some() {
                read.status = Status::MarginOfError;
            }
            let Read {
                value,
                status,
                low,
                high,
            } = read;
            let (row_number, col, raw) = (row.number, judged.column.col, cell.text.clone());
            let cell = Cell {
                row: row_number,
                col,
                raw,
                value,
                status,
                low,
                high,
                row_key: carried.clone(),
            };
            self.gathered.cells.push(cell);
        }
    }

    fn read(&mut self, row: u32, cell: &RawCell, judged: &Judged) -> Read {
        let col = judged.column.col;
        let text = tidy(&cell.text);
        if let Some(meaning) = self.rules.meaning(text).filter(|_| !self.rules.is_empty()) {
            return self.mark(row, col, text, meaning);
        }
        if text.is_empty() {
            return Read::meaning(Meaning::Blank);
        }
        if text.starts_with('#') && (text.ends_with('!') || text.ends_with('?') || text == "#N/A") {
            self.gathered.problem(ProblemKind::FormulaError, row, col, text);
        }
        match judged.column.kind {
            ColumnKind::Number | ColumnKind::Margin => self.figure(row, cell, judged),
            ColumnKind::Date => self.date(row, cell, judged),
            ColumnKind::Code => self.code(row, cell, judged),
            ColumnKind::Text | ColumnKind::Empty => self.words(row, cell, judged),
        }
    }

    fn mark(&mut self, row: u32, col: u32, text: &str, meaning: Meaning) -> Read {
        if !text.is_empty() {
            let kind = match meaning {
                Meaning::Suppressed { .. } => TidyKind::MarksRead,
                Meaning::NotAvailable | Meaning::Blank => TidyKind::NoNumberRead,
            };
            self.gathered.tidied(kind, row, col);
        }
        Read::meaning(meaning)
    }

    fn figure(&mut self, row: u32, cell: &RawCell, judged: &Judged) -> Read {
        let col = judged.column.col;
        let text = tidy(&cell.text);
        if let Some(number) = cell.number {
            let beside_percents = judged.percent_written && number.abs() <= 1.0;
            if cell.percent || beside_percents {
                self.gathered.tidied(TidyKind::FractionsToPercent, row, col);
                return Read::of(Value::Number(numbers::hundredfold(number)));
            }
            return Read::of(Value::Number(number));
        }
        if let Some(meaning) = marks::known_among_numbers(text) {
            return self.mark(row, col, text, meaning);
        }
        let unwrapped = unguarded(text);
        if unwrapped.is_some() {
            self.gathered.tidied(TidyKind::GuardsUnwrapped, row, col);
        }
        if let Some(shape) = numbers::shape(unwrapped.unwrap_or(text))
            && let Some(number) = numbers::value(&shape, judged.decimal)
        {
            self.note_shape(row, col, &shape);
            return Read::of(Value::Number(number));
        }
        if let Some(meaning) = marks::range(text) {
            return self.mark(row, col, text, meaning);
        }
        if !is_change_label(text) {
            self.gathered.problem(ProblemKind::NotANumber, row, col, text);
        }
        Read::of(Value::Text(text.into()))
    }

    fn note_shape(&mut self, row: u32, col: u32, shape: &numbers::Shape<'_>) {
        let separated =
            shape.body.contains([',', ' ', '\u{a0}', '\'', '’']) || shape.body.matches('.').count() > 1;

        for (happened, kind) in [
            (shape.percent, TidyKind::PercentSignsRead),
            (shape.money, TidyKind::CurrencyRead),
            (shape.noted, TidyKind::FootnotesRemoved),
            (separated, TidyKind::SeparatorsRead),
            (shape.odd_sign, TidyKind::NegativesRead),
        ] {
            if happened {
                self.gathered.tidied(kind, row, col);
            }
        }
    }

    fn date(&mut self, row: u32, cell: &RawCell, judged: &Judged) -> Read {
        let col = judged.column.col;
        let text = tidy(&cell.text);
        if cell.date {
            return Read::of(Value::Text(text.into()));
        }
        if !judged.order_is_proven && dates::is_ambiguous(text) {
            self.gathered.problem(ProblemKind::AmbiguousDate, row, col, text);
        }
        if let Some(span) = dates::span(text, judged.order) {
            self.gathered.tidied(TidyKind::DatesRead, row, col);
            return Read::of(Value::Span(span));
        }
        if let Some(date) = dates::date(text, judged.order) {
            if date != text {
                self.gathered.tidied(TidyKind::DatesRead, row, col);
            }
            return Read::of(Value::Text(date));
        }
        self.words(row, cell, judged)
    }

    fn code(&mut self, row: u32, cell: &RawCell, judged: &Judged) -> Read {
        let col = judged.column.col;
        let text = tidy(&cell.text);
        if let Some(inside) = unguarded(text) {
            self.gathered.tidied(TidyKind::GuardsUnwrapped, row, col);
            return Read::of(Value::Text(tidy(inside).into()));
        }
        if let Some(digits) = judged.restored.get(&row) {
            self.gathered.tidied(TidyKind::ZerosRestored, row, col);
            return Read::of(Value::Text(digits.clone()));
        }
        if let (Some(_), Some(width)) = (cell.number, cell.padded)
            && text.len() < width
        {
            self.gathered.tidied(TidyKind::ZerosRestored, row, col);
            return Read::of(Value::Text(format!("{text:0>width$}")));
        }
        if numbers::shape(text).is_some_and(|shape| shape.body.contains(['E', 'e'])) {
            self.gathered.problem(ProblemKind::RoundedCode, row, col, text);
        }
        self.words(row, cell, judged)
    }

    fn words(&mut self, row: u32, cell: &RawCell, judged: &Judged) -> Read {
        let col = judged.column.col;
        let text = tidy(&cell.text);
        if let Some(meaning) = mark_among_words(text) {
            return self.mark(row, col, text, meaning);
        }
        let text = match unguarded(text) {
            Some(inside) => {
                self.gathered.tidied(TidyKind::GuardsUnwrapped, row, col);
                tidy(inside)
            }
            None => text,
        };
        let name = without_footnotes(text, self.footnotes);
        if name.len() < text.len() {
            self.gathered.tidied(TidyKind::FootnotesRemoved, row, col);
        } else if text.len() < cell.text.len() {
            self.gathered.tidied(TidyKind::SpacesTrimmed, row, col);
        }
        let mut read = Read::of(Value::Text(name.into()));
        let last = name.split_whitespace().last().unwrap_or("");
        if judged.cut_at == Some(name.chars().count()) && !judged.whole_words.contains(last) {
            self.gathered.problem(ProblemKind::NameCut, row, col, name);
            read.status = Status::TruncatedName;
        }
        read
    }
}

/// Marks that are never a word of their own.
fn mark_among_words(text: &str) -> Option<Meaning> {
    let sure = [
        "*", "**", "***", "-", "--", "---", "–", "—", ".", "..", "...", "null", "(null)", "n/a", "#n/a",
        "n.a.",
    ];
    sure.contains(&squeeze(text).as_str())
        .then(|| marks::known(text))
        .flatten()
}
