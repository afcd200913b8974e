//! Footnotes: the numbers that notes below a table explain, and names freed from them.

use std::collections::BTreeSet;

use crate::grid::{Grid, tidy};
use crate::layout::Layout;

/// Footnote numbers of a sheet: a note line that begins with a number explains that number.
pub(crate) fn numbers(grid: &Grid, layouts: &[Layout]) -> BTreeSet<u32> {
    let notes: BTreeSet<u32> = layouts
        .iter()
        .flat_map(|layout| layout.notes_rows.iter().copied())
        .collect();
    let mut numbers = BTreeSet::new();
    for row in grid.rows.iter().filter(|row| notes.contains(&row.number)) {
        let Some(cell) = row.filled().next() else { continue };
        let text = tidy(&cell.text).trim_start_matches(['(', '[']);
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let rest = &text[digits.len()..];
        let explains = rest.starts_with([' ', '.', ')', ']', ':']) && rest.chars().any(char::is_alphabetic);
        if let (true, Ok(number @ 1..=99)) = (explains, digits.parse::<u32>()) {
            numbers.insert(number);
        }
    }
    numbers
}

/// The texts of the notes, as far as they are one cell to a row.
pub(crate) fn texts<'a>(grid: &'a Grid, layouts: &[Layout]) -> Vec<&'a str> {
    let notes: BTreeSet<u32> = layouts
        .iter()
        .flat_map(|layout| layout.notes_rows.iter().copied())
        .collect();
    let rows = grid.rows.iter().filter(|row| notes.contains(&row.number));
    rows.filter_map(|row| row.filled().next())
        .map(|cell| tidy(&cell.text))
        .collect()
}

/// A name without the footnote numbers glued to it: `United States Total6, 7, 8, 9`.
///
/// Only numbers that a note explains are taken off, and only where they touch a letter: "District 9" keeps its nine.
pub(crate) fn without_footnotes<'a>(text: &'a str, known: &BTreeSet<u32>) -> &'a str {
    let raised = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰'];
    let text = text.trim_end_matches(|c: char| raised.contains(&c) || matches!(c, '†' | '‡'));
    if known.is_empty() {
        return tidy(text);
    }
    let end = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | ' '));
    let tail = &text[end.len()..];
    let touches = end.ends_with(|c: char| c.is_alphabetic() || c == ')')
        && tail.starts_with(|c: char| c.is_ascii_digit());
    let mut marks = tail.split(',').map(|mark| tidy(mark).parse::<u32>());
    if touches && marks.all(|mark| mark.is_ok_and(|number| known.contains(&number))) {
        return tidy(end);
    }
    tidy(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_explained_numbers_that_touch_a_letter_are_taken_off() {
        let known = BTreeSet::from([6, 7, 8, 9]);
        for (text, wanted) in [
            ("United States Total6, 7, 8, 9", "United States Total"),
            ("Northeast6", "Northeast"),
            ("Puerto Rico9 ", "Puerto Rico"),
            ("District 9", "District 9"),
            ("PS5", "PS5"),
            ("Region7, 5", "Region7, 5"),
            ("Area²", "Area"),
        ] {
            assert_eq!(without_footnotes(text, &known), wanted);
        }
    }
}
