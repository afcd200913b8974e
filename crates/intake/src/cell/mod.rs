//! What one cell's text says by itself: a number, a mark, a date, or words. Start at `look`.

pub(crate) mod dates;
pub(crate) mod marks;
pub(crate) mod numbers;

use crate::Rules;
use crate::grid::{RawCell, tidy};

/// What kind of thing stands in a cell, before its column is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Blank,
    Number,
    Mark,
    Date,
    Text,
}

/// The first impression of a cell, in either convention for numbers.
pub(crate) fn look(cell: &RawCell, rules: &Rules) -> Look {
    if cell.date {
        return Look::Date;
    }
    if cell.number.is_some() {
        return Look::Number;
    }
    let text = tidy(&cell.text);
    if text.is_empty() {
        return Look::Blank;
    }
    if text.len() > 60 {
        return Look::Text;
    }
    if rules.meaning(text).is_some() || marks::known(text).is_some() {
        return Look::Mark;
    }
    if numbers::shape(text).is_some() {
        return Look::Number;
    }
    if marks::range(text).is_some() {
        return Look::Mark;
    }
    if dates::looks_like_date(text) {
        return Look::Date;
    }
    Look::Text
}

/// The text inside a guard that keeps Excel from reading a code as a number: `="0150011"`, or a leading apostrophe.
pub(crate) fn unguarded(text: &str) -> Option<&str> {
    let text = tidy(text);
    if let Some(inside) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return (!inside.contains('"')).then_some(inside);
    }
    let inside = text.strip_prefix('\'')?;
    (inside.starts_with(['=', '+', '-', '@', '0']) && !inside.ends_with('\'')).then_some(inside)
}

/// A calendar year written with four digits.
pub(crate) fn is_year(text: &str) -> bool {
    let text = text.strip_suffix(".0").unwrap_or(text);
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && ("1900"..="2100").contains(&text)
}
