//! A text as words, numbers and marks, each with its place.

use std::ops::Range;

use super::words;

/// One piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, in lower case; whether it begins with a capital.
    Word(String, bool),
    /// A number in digits: its digits without separators of thousands, and its decimals if it has some.
    Number(Digits),
    /// A number in words.
    Spelled(i64, String),
    /// Anything else.
    Mark(char),
}

/// A number written in digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    /// The whole part.
    pub(super) whole: i64,
    /// Decimals as written; empty for whole numbers.
    pub(super) decimals: String,
    /// Whether it is written with separators of thousands.
    pub(super) is_grouped: bool,
}

/// Cuts a text up, with numbers in words put together.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    spelled(raw(text))
}

fn raw(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        let mut end = start + letter.len_utf8();
        if letter.is_ascii_digit() {
            while let Some((at, next)) = rest.peek().copied() {
                let is_inside = matches!(next, '.' | ',')
                    && text[at + 1..].starts_with(|after: char| after.is_ascii_digit());
                if !next.is_ascii_digit() && !is_inside {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
            if let Some(digits) = digits(&text[start..end]) {
                found.push(token(Kind::Number(digits), start..end));
            }
        } else if letter.is_alphabetic() {
            while let Some((at, next)) = rest.peek().copied() {
                if !next.is_alphabetic() {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
            let word = text[start..end].to_lowercase();
            found.push(token(Kind::Word(word, letter.is_uppercase()), start..end));
        } else if !letter.is_whitespace() {
            let plain = if matches!(letter, '–' | '—' | '‑') {
                '-'
            } else {
                letter
            };
            found.push(token(Kind::Mark(plain), start..end));
        }
    }
    found
}

fn token(kind: Kind, span: Range<usize>) -> Token {
    Token { kind, span }
}

/// Reads `3,689`, `3.689`, `18.8` and `18,8`: groups of three after the separator are thousands.
fn digits(written: &str) -> Option<Digits> {
    let groups: Vec<&str> = written.split(['.', ',']).collect();
    let (first, rest) = groups.split_first()?;
    let are_thousands = !rest.is_empty() && first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    if are_thousands && *first != "0" {
        return Some(Digits {
            whole: groups.concat().parse().ok()?,
            decimals: String::new(),
            is_grouped: true,
        });
    }
    let (decimals, whole) = match rest.split_last() {
        None => ("", (*first).to_owned()),
        Some((last, middle)) => (*last, format!("{first}{}", middle.concat())),
    };
    Some(Digits {
        whole: whole.parse().ok()?,
        decimals: decimals.to_owned(),
        is_grouped: rest.len() > 1,
    })
}

/// Puts the words of a number together.
fn spelled(raw: Vec<Token>) -> Vec<Token> {
    let words: Vec<&str> = raw
        .iter()
        .map(|token| match &token.kind {
            Kind::Word(word, _) => word.as_str(),
            Kind::Mark('-') => "-",
            Kind::Mark(_) | Kind::Number(_) | Kind::Spelled(_, _) => "",
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        // "Por ciento" is a percent and no hundred.
        let is_percent = words[at] == "ciento" && at > 0 && words[at - 1] == "por";
        match words::number(&words[at..]).filter(|_| !words[at].is_empty() && !is_percent) {
            Some((value, taken)) => {
                let span = raw[at].span.start..raw[at + taken - 1].span.end;
                found.push(token(Kind::Spelled(value, words[at].to_owned()), span));
                at += taken;
            }
            None => {
                found.push(raw[at].clone());
                at += 1;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_with_their_separators() {
        for (written, whole, decimals) in [
            ("3,689", 3689, ""),
            ("1.042", 1042, ""),
            ("18.8", 18, "8"),
            ("18,8", 18, "8"),
            ("0.125", 0, "125"),
            ("1,234.5", 1234, "5"),
            ("7", 7, ""),
        ] {
            let read = digits(written).unwrap();
            assert_eq!(
                (read.whole, read.decimals.as_str()),
                (whole, decimals),
                "{written}"
            );
        }
    }
}
