//! Content lines: unfolded, split into name, parameters and value.

use super::{Fault, LINES_MAX, Problem};

/// Something said about a value: `TZID=America/New_York`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Name, in capitals.
    pub name: String,
    /// Values, without quotes and with the signs of RFC 6868 read.
    pub values: Vec<String>,
}

impl Parameter {
    /// A parameter with one value.
    pub fn new(name: &str, value: &str) -> Self {
        Self {
            name: name.to_owned(),
            values: vec![value.to_owned()],
        }
    }
}

/// A line, put together again.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Where it begins, from 1.
    pub number: usize,
    /// Name, in capitals.
    pub name: String,
    /// Parameters, in order.
    pub parameters: Vec<Parameter>,
    /// What stands after the colon.
    pub value: String,
}

impl Line {
    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|one| one.name == name);
        found.and_then(|one| one.values.first()).map(String::as_str)
    }
}

/// Every line of a file. Lines may end in LF alone and empty ones are passed over, as programs out there write them.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<Line>, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut whole: Vec<(usize, Vec<u8>)> = Vec::new();
    for (at, part) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if at >= LINES_MAX {
            return Err(Fault {
                line: at + 1,
                problem: Problem::TooLong,
            });
        }
        let part = part.strip_suffix(b"\r").unwrap_or(part);
        match (part.first(), whole.last_mut()) {
            (None, _) => {}
            // A fold may stand within a letter of several bytes, so bytes are joined before they are read.
            (Some(b' ' | b'\t'), Some((_, line))) => line.extend_from_slice(&part[1..]),
            (Some(_), _) => whole.push((at + 1, part.to_vec())),
        }
    }
    let read = whole.into_iter().map(|(number, bytes)| {
        line(number, bytes).map_err(|problem| Fault {
            line: number,
            problem,
        })
    });
    read.collect()
}

fn line(number: usize, bytes: Vec<u8>) -> Result<Line, Problem> {
    let text = String::from_utf8(bytes).map_err(|_| Problem::NotText)?;
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err(Problem::NotText);
    }
    let (head, value) = split_at_colon(&text).ok_or(Problem::NoValue)?;
    let mut parts = pieces(head, ';').into_iter();
    let name = parts.next().unwrap_or_default().to_ascii_uppercase();
    if !is_name(&name) {
        return Err(Problem::BadName(name));
    }
    let parameters = parts
        .map(|part| parameter(part).ok_or_else(|| Problem::BadParameter(name.clone())))
        .collect::<Result<_, _>>()?;
    Ok(Line {
        number,
        parameters,
        value: value.to_owned(),
        name,
    })
}

/// Letters, digits and hyphens.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn parameter(text: &str) -> Option<Parameter> {
    let (name, values) = text.split_once('=')?;
    let name = name.to_ascii_uppercase();
    let values: Option<Vec<String>> = pieces(values, ',').into_iter().map(unquoted).collect();
    is_name(&name).then_some(Parameter {
        name,
        values: values?,
    })
}

/// Without quotes; a quote within is none that the format knows.
fn unquoted(text: &str) -> Option<String> {
    let inner = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text);
    (!inner.contains('"')).then(|| decoded(inner))
}

/// RFC 6868: `^n` is a line end, `^'` a quote, `^^` a caret; a caret before anything else stands for itself.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let meant = match (letter, letters.peek()) {
            ('^', Some('n')) => Some('\n'),
            ('^', Some('\'')) => Some('"'),
            ('^', Some('^')) => Some('^'),
            _ => None,
        };
        match meant {
            Some(meant) => {
                letters.next();
                out.push(meant);
            }
            None => out.push(letter),
        }
    }
    out
}

fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ':' if !is_quoted => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}

/// The pieces between a sign that stands outside quotes.
fn pieces(text: &str, between: char) -> Vec<&str> {
    let (mut pieces, mut start, mut is_quoted) = (Vec::new(), 0, false);
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            is_quoted = !is_quoted;
        } else if letter == between && !is_quoted {
            pieces.push(&text[start..at]);
            start = at + letter.len_utf8();
        }
    }
    pieces.push(&text[start..]);
    pieces
}
