//! The numbers that a text writes in digits, for whoever holds them against the figures.

use std::ops::Range;

use super::tokens::{Digits, Kind, tokens};

/// A number that a text writes in digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// With a decimal point, without separators of thousands and needless zeros: `3689`, `18.8`.
    pub plain: String,
    /// Whether a percent sign or its word follows.
    pub is_percent: bool,
    /// Where it stands: bytes of the text.
    pub span: Range<usize>,
}

/// The numbers of a text, in their order.
pub fn written(text: &str) -> Vec<Written> {
    let tokens = tokens(text);
    let word = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word, _)) => word.as_str(),
        Some(Kind::Mark('%')) => "%",
        Some(Kind::Mark(_) | Kind::Number(_) | Kind::Spelled(_, _)) | None => "",
    };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Number(digits) = &token.kind else {
            continue;
        };
        let is_percent = matches!(
            (word(at + 1), word(at + 2)),
            ("%" | "percent", _) | ("per", "cent") | ("por", "ciento")
        );
        found.push(Written {
            plain: plain(digits),
            is_percent,
            span: token.span.clone(),
        });
    }
    found
}

fn plain(digits: &Digits) -> String {
    let decimals = digits.decimals.trim_end_matches('0');
    if decimals.is_empty() {
        return digits.whole.to_string();
    }
    format!("{}.{decimals}", digits.whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_both_languages_write_them() {
        let read = |text: &str| -> Vec<(String, bool)> {
            let found = written(text).into_iter();
            found.map(|one| (one.plain, one.is_percent)).collect()
        };
        let expected = |all: &[(&str, bool)]| -> Vec<(String, bool)> {
            all.iter().map(|(plain, is)| ((*plain).to_owned(), *is)).collect()
        };
        assert_eq!(
            read("In 2018–19, 3,689 students (18.80%); 13 % before, 40 percent by 2026."),
            expected(&[
                ("2018", false),
                ("19", false),
                ("3689", false),
                ("18.8", true),
                ("13", true),
                ("40", true),
                ("2026", false)
            ])
        );
        assert_eq!(
            read("18,8 por ciento de 1.042"),
            expected(&[("18.8", true), ("1042", false)])
        );
    }

    #[test]
    fn the_place_of_a_number_is_its_digits() {
        let text = "It fell to 7.7, from 10.9.";
        let spans: Vec<&str> = written(text).iter().map(|one| &text[one.span.clone()]).collect();
        assert_eq!(spans, ["7.7", "10.9"]);
    }
}
