//! What each column of a table holds, judged by its heading and by everything in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::Rules;
use crate::cell::dates::{self, DateOrder};
use crate::cell::numbers::{self, Ballot, Decimal};
use crate::cell::{Look, look, unguarded};
use crate::columns::words;
use crate::grid::{Grid, RawCell, Row, tidy};
use crate::layout::{self, Layout};
use crate::reading::notes::without_footnotes;
use crate::reading::rows_between;
use crate::sheet::{Column, ColumnKind, Unit};

/// A number of at least this many digits is an identifier: counts and amounts stay shorter.
const IDENTIFIER_DIGITS: usize = 12;
/// Columns of words cut at a width are told from this width on.
const CUT_CHARACTERS: usize = 20;

/// A column with what is needed to read its cells.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub column: Column,
    pub decimal: Decimal,
    pub order: DateOrder,
    /// Some date of the column, or else of the table, proves the order, and none contradicts it.
    pub order_is_proven: bool,
    /// Most numbers are written with a percent sign: a bare fraction beside them is one of them.
    pub percent_written: bool,
    /// The zeros lost at the front of a code, by row, as another column shows them.
    pub restored: BTreeMap<u32, String>,
    /// The length at which names were cut off.
    pub cut_at: Option<usize>,
    /// Words that stand whole in many names.
    pub whole_words: BTreeSet<String>,
}

/// What a column's cells show.
#[derive(Debug, Default)]
struct Count {
    numbers: usize,
    stored: usize,
    marks: usize,
    dates: usize,
    words: usize,
    percents: usize,
    percent_signs: usize,
    money: usize,
    guarded: usize,
    leading_zeros: usize,
    long: usize,
    whole: usize,
    padded: usize,
    orders: Orders,
    ballot: Ballot,
}

/// Dates that prove an order.
#[derive(Debug, Default, Clone, Copy)]
struct Orders {
    month_first: usize,
    day_first: usize,
}

impl Orders {
    /// The order that is proven, and by nothing contradicted.
    fn certain(self) -> Option<DateOrder> {
        match (self.month_first, self.day_first) {
            (0, 0) => None,
            (_, 0) => Some(DateOrder::MonthFirst),
            (0, _) => Some(DateOrder::DayFirst),
            _ => None,
        }
    }

    fn guess(self) -> DateOrder {
        if self.day_first > self.month_first {
            DateOrder::DayFirst
        } else {
            DateOrder::MonthFirst
        }
    }
}

/// Judges the columns of a table.
pub(crate) fn columns(grid: &Grid, layout: &Layout, rules: &Rules, footnotes: &BTreeSet<u32>) -> Vec<Judged> {
    let names = layout::names(grid, layout, |part| {
        without_footnotes(part, footnotes).to_string()
    });
    let mut counts: BTreeMap<u32, Count> = layout
        .columns
        .iter()
        .map(|col| (*col, Count::default()))
        .collect();
    for row in rows_between(grid, layout).filter(|row| !layout.repeated_rows.contains(&row.number)) {
        for cell in &row.cells {
            if let Some(count) = counts.get_mut(&cell.col) {
                count.take(cell, rules);
            }
        }
    }
    let mut sheet = Ballot::default();
    counts.values().for_each(|count| sheet.add(&count.ballot));
    let order = counts.values().fold(Orders::default(), |all, count| Orders {
        month_first: all.month_first + count.orders.month_first,
        day_first: all.day_first + count.orders.day_first,
    });
    let mut judged: Vec<Judged> = counts
        .iter()
        .map(|(col, count)| {
            let name = names.get(col).map_or("", String::as_str);
            judge(*col, name, count, (&sheet, order))
        })
        .collect();
    let rows: Vec<&Row> = rows_between(grid, layout).collect();
    for judged in &mut judged {
        match judged.column.kind {
            ColumnKind::Code => judged.restored = lost_zeros(&rows, &layout.columns, judged.column.col),
            ColumnKind::Text => find_cut(&rows, judged),
            ColumnKind::Number | ColumnKind::Margin | ColumnKind::Date | ColumnKind::Empty => {}
        }
    }
    judged
}

impl Count {
    fn take(&mut self, cell: &RawCell, rules: &Rules) {
        let text = tidy(&cell.text);
        if unguarded(text).is_some() {
            self.guarded += 1;
            return;
        }
        match look(cell, rules) {
            Look::Blank => {}
            Look::Mark => self.marks += 1,
            Look::Text => self.words += 1,
            Look::Date => {
                self.dates += 1;
                match dates::proven_order(text) {
                    Some(DateOrder::MonthFirst) => self.orders.month_first += 1,
                    Some(DateOrder::DayFirst) => self.orders.day_first += 1,
                    None => {}
                }
            }
            Look::Number => {
                self.numbers += 1;
                self.stored += usize::from(cell.number.is_some());
                self.percents += usize::from(cell.percent);
                self.padded += usize::from(cell.padded.is_some());
                let digits = text.bytes().all(|b| b.is_ascii_digit());
                self.whole += usize::from(digits);
                self.long += usize::from(digits && text.len() >= IDENTIFIER_DIGITS);
                self.leading_zeros += usize::from(digits && text.len() > 1 && text.starts_with('0'));
                if let (None, Some(shape)) = (cell.number, numbers::shape(text)) {
                    self.percent_signs += usize::from(shape.percent);
                    self.money += usize::from(shape.money);
                    self.ballot.count(&shape);
                }
            }
        }
    }

    fn kind(&self, name: &str) -> ColumnKind {
        let named_code = words::names_a_code(name) && self.whole == self.numbers;
        let filled = self.numbers + self.words + self.guarded;
        // One "080" among numbers is a slip; codes have many.
        let many_zeros =
            self.leading_zeros > 0 && self.leading_zeros * 50 >= self.numbers && self.stored == 0;
        let zeros = many_zeros && self.whole == self.numbers;
        let guarded = self.guarded > 0 && self.guarded * 10 >= filled;
        let padded = self.padded > 0 && self.padded * 2 >= self.numbers;
        if guarded || zeros || padded || self.long > 0 {
            return ColumnKind::Code;
        }
        if self.numbers > 0 && self.numbers >= self.words && (named_code || words::names_a_grade(name)) {
            return ColumnKind::Code;
        }
        if self.dates > 0 && self.dates >= self.words + self.numbers {
            return ColumnKind::Date;
        }
        if self.numbers > 0 && self.numbers + self.marks >= self.words {
            return if words::names_a_margin(name) {
                ColumnKind::Margin
            } else {
                ColumnKind::Number
            };
        }
        if self.words > 0 || self.dates > 0 {
            return ColumnKind::Text;
        }
        if self.marks > 0 {
            ColumnKind::Number
        } else {
            ColumnKind::Empty
        }
    }
}

fn judge(col: u32, name: &str, count: &Count, (sheet, orders): (&Ballot, Orders)) -> Judged {
    let kind = count.kind(name);
    let percent = (count.percents + count.percent_signs) * 2 >= count.numbers.max(1);
    let money = count.money * 2 >= count.numbers.max(1);
    let is_figures = matches!(kind, ColumnKind::Number | ColumnKind::Margin);
    let unit = match (is_figures, percent, money) {
        (true, true, _) => Some(Unit::Percent),
        (true, false, true) => Some(Unit::Money),
        _ => None,
    };
    // A column that proves nothing follows the sheet: one person's settings wrote all of it.
    let decimal = count.ballot.certain().unwrap_or_else(|| sheet.guess());
    // So do dates: one column that proves its order settles it for its neighbours.
    let has_own = count.orders.month_first + count.orders.day_first > 0;
    let voters = if has_own { count.orders } else { orders };
    let certain = voters.certain();
    Judged {
        column: Column {
            col,
            name: name.into(),
            kind,
            unit,
        },
        decimal,
        order: certain.unwrap_or_else(|| voters.guess()),
        order_is_proven: certain.is_some(),
        percent_written: count.percent_signs * 2 >= count.numbers.max(1),
        restored: BTreeMap::new(),
        cut_at: None,
        whole_words: BTreeSet::new(),
    }
}

/// Zeros that a code has lost, where another column ends with the whole code: `0600000US0900108070` and 900108070.
fn lost_zeros(rows: &[&Row], columns: &[u32], col: u32) -> BTreeMap<u32, String> {
    for other in columns.iter().filter(|other| **other != col) {
        let mut restored = BTreeMap::new();
        let (mut agree, mut all) = (0, 0);
        for row in rows {
            let code = row.text(col);
            if code.is_empty() || !code.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            all += 1;
            let Some(front) = row
                .text(*other)
                .strip_suffix(code)
                .filter(|front| !front.is_empty())
            else {
                continue;
            };
            let kept = front.trim_end_matches('0');
            // The zeros belong to the code only if something else than a digit stands before them.
            if kept.ends_with(|c: char| c.is_ascii_digit()) || kept.is_empty() {
                continue;
            }
            agree += 1;
            if kept.len() < front.len() {
                restored.insert(row.number, format!("{}{code}", &front[kept.len()..]));
            }
        }
        if !restored.is_empty() && agree * 10 >= all * 9 {
            return restored;
        }
    }
    BTreeMap::new()
}

/// Names cut off at the width of a column: several different ones end at exactly the longest length, inside a word.
fn find_cut(rows: &[&Row], judged: &mut Judged) {
    let col = judged.column.col;
    let names: BTreeSet<&str> = rows
        .iter()
        .map(|row| row.text(col))
        .filter(|name| !name.is_empty())
        .collect();
    let length = |name: &str| name.chars().count();
    let longest = names.iter().map(|name| length(name)).max().unwrap_or(0);
    if longest < CUT_CHARACTERS {
        return;
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for word in names
        .iter()
        .filter(|name| length(name) < longest)
        .flat_map(|name| name.split_whitespace())
    {
        *seen.entry(word).or_insert(0) += 1;
    }
    let common: BTreeSet<&str> = seen
        .iter()
        .filter(|(_, count)| **count >= 2)
        .map(|(word, _)| *word)
        .collect();
    let ends_inside = |name: &&&str| {
        let last = name.split_whitespace().last().unwrap_or("");
        let is_word = last.chars().all(char::is_alphabetic) && last.chars().any(|c| !last.starts_with(c));
        let begins_another = common
            .iter()
            .any(|word| word.len() > last.len() && word.starts_with(last));
        length(name) == longest && is_word && !common.contains(last) && begins_another
    };
    if names.iter().filter(ends_inside).count() >= 2 {
        judged.cut_at = Some(longest);
        judged.whole_words = common.into_iter().map(str::to_string).collect();
    }
}
