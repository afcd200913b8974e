//! What the marks in one source's files mean.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The marks of one source, each with its meaning in words: `{"*": "suppressed", "<= 10": "suppressed, between 1 and 10"}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rules {
    marks: BTreeMap<String, String>,
}

/// What a cell without a number says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning {
    /// There is a number, and the source keeps it back; the range is inclusive where it is known.
    Suppressed { low: Option<f64>, high: Option<f64> },
    /// There is no number to give.
    NotAvailable,
    /// Nothing was entered.
    Blank,
}

impl Rules {
    /// Rules from marks and their meanings.
    pub fn new<I, M, W>(marks: I) -> Rules
    where
        I: IntoIterator<Item = (M, W)>,
        M: Into<String>,
        W: Into<String>,
    {
        let marks = marks.into_iter().map(|(mark, words)| (mark.into(), words.into()));
        Rules {
            marks: marks.collect(),
        }
    }

    /// Rules from JSON, an object of mark and meaning.
    ///
    /// Errors: whatever `serde_json` says where it is not such an object.
    pub fn from_json(json: &str) -> Result<Rules, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The meaning of a cell's text, if the source has told us.
    pub(crate) fn meaning(&self, text: &str) -> Option<Meaning> {
        // Asked of every cell of every file: most texts do not even begin like a mark.
        let first = |text: &str| {
            text.chars()
                .find(|c| !c.is_whitespace() && *c != '\u{a0}')
                .map(|c| c.to_ascii_lowercase())
        };
        let begins = first(text);
        let alike = |mark: &&String| first(mark) == begins;
        if self.marks.is_empty() || !self.marks.keys().any(|mark| alike(&mark)) {
            return None;
        }
        let wanted = squeeze(text);
        let found = self
            .marks
            .iter()
            .find(|(mark, _)| alike(mark) && squeeze(mark) == wanted);
        found.and_then(|(_, words)| read_meaning(words))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// These rules and what a file's own notes say of its marks ("* Fewer than 10 students"); what we were told wins.
    pub(crate) fn with_notes<'a>(&self, notes: impl Iterator<Item = &'a str>) -> Rules {
        let mut rules = self.clone();
        for note in notes.filter(|note| note.len() <= 300) {
            let (mark, words) = match note.split_once([' ', '=', ':', '\u{a0}']) {
                Some((mark, words)) if (1..=3).contains(&mark.chars().count()) => (mark, words),
                _ => continue,
            };
            let is_mark = mark
                .chars()
                .all(|c| matches!(c, '*' | '†' | '‡' | '§' | '^' | '-' | '.' | '~' | '#' | '<'));
            let words = words.trim_matches([' ', '=', ':', '-', '–', '"']);
            if is_mark && self.meaning(mark).is_none() && read_meaning(words).is_some() {
                rules.marks.insert(mark.into(), words.into());
            }
        }
        rules
    }
}

/// A mark without the spaces people vary: `<= 10` and `<=10` are the same mark.
pub(crate) fn squeeze(mark: &str) -> String {
    mark.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{a0}')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Reads the words of a rule. Words that say nothing known are taken as "not available" only if they say so.
fn read_meaning(words: &str) -> Option<Meaning> {
    let words = words.to_lowercase();
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if says(&[
        "suppress",
        "protected",
        "withheld",
        "masked",
        "redacted",
        "confidential",
        "too few",
        "too small",
        "suprimid",
        "protegid",
    ]) {
        let (low, high) = read_range(&words);
        return Some(Meaning::Suppressed { low, high });
    }
    if says(&[
        "not available",
        "not applicable",
        "none",
        "not reported",
        "no data",
        "unknown",
        "no disponible",
        "no aplica",
        "n/a",
    ]) {
        return Some(Meaning::NotAvailable);
    }
    if says(&["blank", "missing", "empty", "not entered", "null", "vac", "falta"]) {
        return Some(Meaning::Blank);
    }
    match read_range(&words) {
        (None, None) => None,
        (low, high) => Some(Meaning::Suppressed { low, high }),
    }
}

/// The range that words give: "below 5", "between 1 and 10", "10 or fewer".
///
/// A rule with two conditions ("numerator < 6 or denominator < 20") bounds neither number, so it gives none.
fn read_range(words: &str) -> (Option<f64>, Option<f64>) {
    if words.contains("numerator") || words.contains("denominator") || words.contains("cohort") {
        return (None, None);
    }
    let words = words
        .replace("<=", " at most ")
        .replace('≤', " at most ")
        .replace('<', " below ");
    let tokens: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
        .filter(|token| !token.is_empty())
        .collect();
    let number = |at: usize| {
        tokens
            .get(at)
            .and_then(|token| token.trim_end_matches(['.', '%']).parse::<f64>().ok())
    };
    for (at, token) in tokens.iter().enumerate() {
        let after = number(at + 1);
        match *token {
            "between" | "from" | "entre" => {
                if let (Some(low), Some(high)) = (after, number(at + 3)) {
                    return (Some(low), Some(high));
                }
            }
            "to" | "through" | "a" => {
                if let (Some(low), Some(high)) = (at.checked_sub(1).and_then(number), after) {
                    return (Some(low), Some(high));
                }
            }
            "below" | "under" if after.is_some() => return (Some(0.0), after.map(|n| n - 1.0)),
            "than" => {
                let (Some(n), Some(before)) = (after, at.checked_sub(1)) else {
                    continue;
                };
                match tokens[before] {
                    "less" | "fewer" | "smaller" => return (Some(0.0), Some(n - 1.0)),
                    "more" | "greater" => return (Some(n + 1.0), None),
                    _ => continue,
                }
            }
            "most" if after.is_some() => return (Some(0.0), after),
            "or" => {
                let before = at.checked_sub(1).and_then(number);
                if let (Some(n), Some("fewer" | "less" | "under" | "below")) =
                    (before, tokens.get(at + 1).copied())
                {
                    return (Some(0.0), Some(n));
                }
            }
            _ => {
                if let Some((low, high)) = token.split_once(['-', '–'])
                    && let (Ok(low), Ok(high)) = (low.parse::<f64>(), high.parse::<f64>())
                    && low < high
                {
                    return (Some(low), Some(high));
                }
            }
        }
    }
    (None, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_rule_give_a_meaning_and_a_range() {
        let suppressed = |low, high| Some(Meaning::Suppressed { low, high });
        for (words, wanted) in [
            ("suppressed", suppressed(None, None)),
            (
                "suppressed (numerator < 6 or denominator < 20)",
                suppressed(None, None),
            ),
            ("suppressed, below 5", suppressed(Some(0.0), Some(4.0))),
            ("suppressed, between 1 and 10", suppressed(Some(1.0), Some(10.0))),
            (
                "fewer than 11 students, suppressed",
                suppressed(Some(0.0), Some(10.0)),
            ),
            ("protected: 10 or fewer", suppressed(Some(0.0), Some(10.0))),
            ("suppressed, 1-9", suppressed(Some(1.0), Some(9.0))),
            ("not available (no such students)", Some(Meaning::NotAvailable)),
            ("none / not reported that year", Some(Meaning::NotAvailable)),
            (
                "blank: no student at that level or not shown",
                Some(Meaning::Blank),
            ),
            ("missing", Some(Meaning::Blank)),
            ("a footnote", None),
        ] {
            assert_eq!(read_meaning(words), wanted, "{words}");
        }
    }

    #[test]
    fn the_notes_of_a_file_explain_its_marks() {
        let notes = [
            "* Fewer than 10 students",
            "* In this report, year means graduating class",
            "† = not available",
        ];
        let rules = Rules::default().with_notes(notes.into_iter());
        assert_eq!(
            rules.meaning("*"),
            Some(Meaning::Suppressed {
                low: Some(0.0),
                high: Some(9.0)
            })
        );
        assert_eq!(rules.meaning("†"), Some(Meaning::NotAvailable));
        let told = Rules::new([("*", "not available")]).with_notes(notes.into_iter());
        assert_eq!(told.meaning("*"), Some(Meaning::NotAvailable));
    }

    #[test]
    fn a_mark_is_found_whatever_its_spaces() {
        let rules = Rules::from_json(r#"{"<= 10": "suppressed, between 1 and 10"}"#).unwrap();
        let wanted = Some(Meaning::Suppressed {
            low: Some(1.0),
            high: Some(10.0),
        });
        assert_eq!(rules.meaning("<=10"), wanted);
        assert_eq!(rules.meaning("<=1"), None);
    }
}
