//! Letters that can be printed. An accessible PDF may not show a letter that its fonts do not have.

use std::collections::BTreeSet;

use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::desk::FONTS;

/// What stands for a letter that cannot be written at all.
const UNKNOWN: char = '?';

/// Rewrites every text in a description so that our fonts can print it; gives the letters that were replaced.
///
/// A letter with marks that the fonts do not have keeps what they have of it: `ễ` becomes `ê`. Ends of lines become spaces,
/// other control characters go.
pub fn make_printable(value: &mut Value) -> String {
    let mut replaced = BTreeSet::new();
    walk(value, &mut replaced);
    replaced.into_iter().collect()
}

fn walk(value: &mut Value, replaced: &mut BTreeSet<char>) {
    match value {
        Value::String(text) if !text.chars().all(is_printable) || !is_nfc(text) => {
            *text = printable(text, replaced)
        }
        Value::Array(list) => list.iter_mut().for_each(|one| walk(one, replaced)),
        Value::Object(fields) => fields.values_mut().for_each(|one| walk(one, replaced)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printable(text: &str, replaced: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(text.len());
    // Composed first: a letter and its mark typed apart are often one letter of the font.
    for letter in text.nfc() {
        if is_printable(letter) {
            out.push(letter);
        } else if letter.is_whitespace() {
            out.push(' ');
        } else if !letter.is_control() {
            replaced.insert(letter);
            out.push_str(&nearest(letter));
        }
    }
    out
}

/// The letter with as many of its marks as the fonts have.
fn nearest(letter: char) -> String {
    let mut parts: Vec<char> = letter.nfkd().collect();
    while !parts.is_empty() {
        let composed: String = parts.iter().copied().nfc().collect();
        if composed.chars().all(is_printable) {
            return composed;
        }
        parts.pop();
    }
    UNKNOWN.to_string()
}

fn is_printable(letter: char) -> bool {
    !letter.is_control() && FONTS[0].info().coverage.contains(u32::from(letter))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_keep_what_the_fonts_have() {
        let cases = [
            ("Ana López, 75 % – “así”", "Ana López, 75 % – “así”", ""),
            ("Nguyễn", "Nguyên", "ễ"),
            ("two\nlines\tand\u{7}", "two lines and", ""),
            ("cafe\u{301}", "café", ""),
            ("漢字 👍", "?? ?", "字漢👍"),
            ("ﬁve", "five", "ﬁ"),
            ("#let x = $y$ \\ @z", "#let x = $y$ \\ @z", ""),
        ];
        for (text, expected, replaced) in cases {
            let mut value = json!([{ "text": text, "number": 1 }]);
            assert_eq!(make_printable(&mut value), replaced, "{text}");
            assert_eq!(value[0]["text"], expected);
        }
    }
}
