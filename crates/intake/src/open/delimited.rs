//! Text tables: any delimiter, any line end, quotes as spreadsheets write them.
//!
//! Split by hand: the usual CSV readers pass over empty lines, and then every address we show a partner is wrong.

use crate::grid::{GridBuilder, RawCell, Taken};
use crate::open::{Opened, encoding};
use crate::{Limits, Unreadable};

/// Delimiters, likeliest first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// How much of a file is looked at to tell its delimiter.
const SAMPLE_CHARACTERS: usize = 128 * 1024;
/// How many quotes without an end are taken as letters before all quotes are.
const STRAY_QUOTES: usize = 16;

/// Opens a text file as one sheet without a name.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Opened, Unreadable> {
    let decoded = encoding::decode(bytes);
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    let declared = declared_delimiter(text);
    let delimiter = declared.unwrap_or_else(|| guess_delimiter(text));
    let mut taken = Taken::default();
    let mut builder = GridBuilder::new(String::new(), limits, &mut taken);
    split(text, delimiter, |row, col, cell| {
        let is_declaration = row == 1 && declared.is_some();
        if is_declaration {
            Ok(())
        } else {
            builder.push(
                row,
                RawCell {
                    col,
                    text: cell,
                    ..RawCell::default()
                },
            )
        }
    })?;
    let grid = builder.finish();
    if grid.rows.iter().all(|row| row.is_blank()) {
        return Err(Unreadable::Empty);
    }
    Ok(Opened {
        grids: vec![grid],
        encoding: Some(decoded.encoding),
        delimiter: Some(delimiter),
        line_end: Some(line_end(text).into()),
    })
}

/// Excel's own first line `sep=;`.
fn declared_delimiter(text: &str) -> Option<char> {
    let line = text.lines().next()?.trim().trim_matches('"');
    let mut rest = line.strip_prefix("sep=")?.chars();
    let sign = rest.next()?;
    (rest.next().is_none() && DELIMITERS.contains(&sign)).then_some(sign)
}

/// Splits a text into cells, each with its row and column from 1. Line ends inside quotes stay inside.
///
/// A quote that never ends would swallow the rest of the file: it is then a letter.
fn split<F>(text: &str, delimiter: char, mut take: F) -> Result<(), Unreadable>
where
    F: FnMut(u32, u32, String) -> Result<(), Unreadable>,
{
    let bytes = text.as_bytes();
    let delimiter = delimiter as u8;
    let (mut at, mut row, mut col) = (0, 1, 1);
    let mut stray = 0;
    while at < bytes.len() {
        let quoted = bytes[at] == b'"' && stray < STRAY_QUOTES;
        let (cell, next) = match quoted.then(|| quoted_cell(text, at, delimiter)) {
            Some(Some(found)) => found,
            Some(None) => {
                stray += 1;
                plain_cell(text, at, delimiter)
            }
            None => plain_cell(text, at, delimiter),
        };
        take(row, col, cell)?;
        at = next;
        match bytes.get(at) {
            Some(b'\r' | b'\n') => {
                at += if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                    2
                } else {
                    1
                };
                row += 1;
                col = 1;
            }
            Some(_) => {
                at += 1;
                col += 1;
            }
            None => {}
        }
    }
    Ok(())
}

/// A cell without quotes: up to the next delimiter or line end.
fn plain_cell(text: &str, start: usize, delimiter: u8) -> (String, usize) {
    let rest = &text.as_bytes()[start..];
    let length = rest
        .iter()
        .position(|b| *b == delimiter || matches!(b, b'\r' | b'\n'))
        .unwrap_or(rest.len());
    (text[start..start + length].to_string(), start + length)
}

/// A cell in quotes, doubled quotes inside standing for one; nothing if the quote never ends.
fn quoted_cell(text: &str, start: usize, delimiter: u8) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let mut cell = String::new();
    let mut at = start + 1;
    loop {
        let length = bytes[at..].iter().position(|b| *b == b'"')?;
        cell.push_str(&text[at..at + length]);
        at += length + 1;
        match bytes.get(at) {
            Some(b'"') => {
                cell.push('"');
                at += 1;
            }
            None => return Some((cell, at)),
            Some(b) if *b == delimiter || matches!(b, b'\r' | b'\n') => return Some((cell, at)),
            Some(_) => {
                // Something stands behind the closing quote: keep it, as spreadsheets do.
                let (tail, next) = plain_cell(text, at, delimiter);
                cell.push_str(&tail);
                return Some((cell, next));
            }
        }
    }
}

/// The delimiter that cuts the most rows into the same number of cells.
fn guess_delimiter(text: &str) -> char {
    let end = text
        .char_indices()
        .nth(SAMPLE_CHARACTERS)
        .map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    let scores = DELIMITERS.map(|delimiter| Score::of(sample, delimiter));
    let best = scores
        .iter()
        .max_by(|a, b| a.weight().total_cmp(&b.weight()))
        .filter(|best| best.weight() > 0.0);
    let Some(best) = best else { return DELIMITERS[0] };
    if best.delimiter == ',' && best.decimal_share > 0.8 {
        // "1,5;2,3;4,1": the commas stand inside the numbers.
        let other = scores[1..]
            .iter()
            .filter(|score| score.share > 0.5)
            .max_by(|a, b| a.weight().total_cmp(&b.weight()));
        return other.map_or(',', |score| score.delimiter);
    }
    best.delimiter
}

/// How well one delimiter explains a text.
struct Score {
    delimiter: char,
    /// Cells in most of the rows that are cut at all.
    width: usize,
    /// Share of all filled rows that have this many cells.
    share: f64,
    /// Share of the delimiters that stand between two digits.
    decimal_share: f64,
}

impl Score {
    fn of(sample: &str, delimiter: char) -> Score {
        let mut widths: Vec<usize> = Vec::new();
        let mut filled: Vec<bool> = Vec::new();
        // The splitter cannot fail here: the closure never does.
        let done = split(sample, delimiter, |row, col, cell| {
            widths.resize(row as usize, 0);
            filled.resize(row as usize, false);
            widths[row as usize - 1] = col as usize;
            filled[row as usize - 1] |= !cell.trim().is_empty();
            Ok(())
        });
        debug_assert!(done.is_ok());
        let mut counts = std::collections::BTreeMap::new();
        let rows = filled.iter().filter(|filled| **filled).count().max(1);
        for (width, _) in widths.iter().zip(&filled).filter(|(_, filled)| **filled) {
            *counts.entry(*width).or_insert(0_usize) += 1;
        }
        counts.remove(&1);
        let (width, count) = counts
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .unwrap_or((1, 0));
        let share = count as f64 / rows as f64;
        Score {
            delimiter,
            width,
            share,
            decimal_share: decimal_share(sample, delimiter),
        }
    }

    fn weight(&self) -> f64 {
        self.share * (self.width as f64).ln()
    }
}

fn decimal_share(sample: &str, delimiter: char) -> f64 {
    let bytes = sample.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let (mut all, mut between) = (0_usize, 0_usize);
    for (at, _) in sample.match_indices(delimiter) {
        all += 1;
        between += usize::from(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)));
    }
    between as f64 / all.max(1) as f64
}

/// The line ends of a text, by name.
fn line_end(text: &str) -> &'static str {
    let both = text.matches("\r\n").count();
    let returns = text.matches('\r').count() - both;
    let feeds = text.matches('\n').count() - both;
    match (both > 0, returns > 0, feeds > 0) {
        (false, false, _) => "LF",
        (true, false, false) => "CRLF",
        (false, true, false) => "CR",
        _ => "mixed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let opened = open(text.as_bytes(), &Limits::default()).unwrap();
        let row = |row: &crate::grid::Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
        opened.grids[0].rows.iter().map(row).collect()
    }

    #[test]
    fn every_line_end_parts_rows_and_empty_lines_keep_their_numbers() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "1,2", ""].join(end);
            let opened = open(text.as_bytes(), &Limits::default()).unwrap();
            let numbers: Vec<u32> = opened.grids[0].rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers, [1, 3], "{end:?}");
        }
    }

    #[test]
    fn quotes_hold_delimiters_line_ends_and_quotes() {
        assert_eq!(
            cells("a,b\n\"x, y\",\"1\n2\"\n"),
            [vec!["a", "b"], vec!["x, y", "1\n2"]]
        );
        assert_eq!(
            cells("a,b\n\"say \"\"hi\"\"\",2\n"),
            [vec!["a", "b"], vec!["say \"hi\"", "2"]]
        );
        assert_eq!(
            cells("a,b\n\"=\"\"015\"\"\",2\n"),
            [vec!["a", "b"], vec!["=\"015\"", "2"]]
        );
    }

    #[test]
    fn a_quote_without_an_end_is_a_letter() {
        assert_eq!(
            cells("a,b\n\"x,1\ny,2\n"),
            [vec!["a", "b"], vec!["\"x", "1"], vec!["y", "2"]]
        );
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_rows_alike() {
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", ','),
            ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ';'),
            ("Title, with comma\na\tb\n1\t2\n3\t4\n", '\t'),
            ("a|b\n1|2\n", '|'),
            ("name,subjects\nAnn,Math;Reading\nBo,Art;Music\n", ','),
            ("only one column\n1\n2\n", ','),
            ("sep=;\na;b\n", ';'),
        ] {
            assert_eq!(
                open(text.as_bytes(), &Limits::default()).unwrap().delimiter,
                Some(delimiter),
                "{text}"
            );
        }
    }
}
