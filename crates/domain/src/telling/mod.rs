//! What a text tells of counts (THREATS P2): people write what the gate hides, in digits and in words.
//!
//! Two questions are asked of a text. Does it tell a count of people that is smaller than may be shown
//! ([`small_counts`])? And does it tell a number that is hidden among the figures ([`findings`])? The first depends on
//! nothing but the text, so its answer may be given to anybody; the second must be answered only to those who may see
//! what is hidden, since whoever may ask it can find a hidden number by trying.
//!
//! Nobody can read every sentence right. So the reading errs towards asking: a number beside a word for people counts
//! people. Years, dates, ages, grades, rates "one in five" and numbers of schools are left alone where the words
//! beside them say that they are such. A person decides about the rest.

mod lexicon;
mod meaning;
mod tokens;
mod words;
mod written;

use std::collections::BTreeSet;
use std::ops::Range;

use meaning::{Meaning, Said, said};
pub use written::{Written, written};

/// Numbers from here on that are hidden figures tell them, whatever the sentence is about.
const SPEAKS_FOR_ITSELF: i64 = 100;

/// A place in a text that tells a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The words that tell it: bytes of the text.
    pub span: Range<usize>,
    /// The sentence that they stand in.
    pub sentence: Range<usize>,
    /// Why it must not stand there unseen.
    pub why: Why,
}

/// Why a number in a text must be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It counts people, and fewer than may be shown.
    SmallCount,
    /// It is what a hidden figure would print, or follows from it.
    HiddenFigure,
}

impl Why {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::SmallCount => "small",
            Self::HiddenFigure => "hidden",
        }
    }
}

/// What one figure prints, or would print if it were shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Printed {
    /// What its group is called, in lower case, in every language; none for everyone.
    pub names: Vec<String>,
    /// The part.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// The value, as it is rounded for print: `18.8`, `18.0`.
    pub value: Option<String>,
}

/// The figures that a text stands beside.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    /// Figures that are hidden.
    pub hidden: Vec<Printed>,
    /// Figures that are shown: a text may tell what stands beside it.
    pub shown: Vec<Printed>,
    /// Whether the text stands beside many tables and not beside one: then a number is taken for a hidden figure only
    /// where the sentence names the group, since among thousands of figures every number is one of them.
    pub is_far: bool,
}

/// Counts of people below a minimum.
pub fn small_counts(text: &str, minimum: i64) -> Vec<Finding> {
    findings(text, minimum, &Beside::default())
}

/// Counts of people below a minimum, and numbers that are hidden among the figures.
pub fn findings(text: &str, minimum: i64, beside: &Beside) -> Vec<Finding> {
    let mut found = Vec::new();
    for one in said(text) {
        let sentence = text[one.sentence.clone()].to_lowercase();
        let reader = Reader {
            sentence: &sentence,
            beside,
        };
        let why = if reader.is_small(&one, minimum) {
            Why::SmallCount
        } else if reader.tells_hidden(&one, minimum) {
            Why::HiddenFigure
        } else {
            continue;
        };
        found.push(Finding {
            span: one.span,
            sentence: one.sentence,
            why,
        });
    }
    found
}

/// Somebody who reads one sentence beside the figures.
struct Reader<'text> {
    sentence: &'text str,
    beside: &'text Beside,
}

impl Reader<'_> {
    fn is_small(&self, said: &Said, minimum: i64) -> bool {
        let is_small = |count: i64| (0..minimum).contains(&count);
        match said.meaning {
            Meaning::People(count) => is_small(count) && !self.is_shown_count(count),
            Meaning::Fraction(part, whole) => {
                let counts = [part, whole, (whole - part).abs()];
                let is_shown = self
                    .beside
                    .shown
                    .iter()
                    .any(|figure| figure.numerator == Some(part) && figure.denominator == Some(whole));
                counts.into_iter().any(is_small) && !is_shown
            }
            Meaning::Count(_) | Meaning::Rate(_) => false,
        }
    }

    fn tells_hidden(&self, said: &Said, minimum: i64) -> bool {
        let hidden = self.beside.hidden.iter();
        match &said.meaning {
            Meaning::People(count) => {
                *count >= minimum
                    && hidden
                        .clone()
                        .any(|figure| figure.has_count(*count) && self.is_near(figure))
                    && !self.is_shown_count(*count)
            }
            Meaning::Count(count) => {
                let of = |figure: &&Printed| figure.has_count(*count);
                let is_told = if *count >= SPEAKS_FOR_ITSELF {
                    hidden.clone().any(|figure| of(&figure) && self.is_near(figure))
                } else {
                    hidden.clone().any(|figure| of(&figure) && self.names(figure))
                };
                is_told && !self.is_shown_count(*count)
            }
            Meaning::Fraction(part, whole) => hidden
                .clone()
                .any(|figure| figure.has_count(*part) && figure.denominator == Some(*whole)),
            Meaning::Rate(rate) => self.tells_rate(rate),
        }
    }

    /// A rate as it would be printed; or roughly so, where the sentence names the group.
    fn tells_rate(&self, rate: &str) -> bool {
        let is_shown = |by: &dyn Fn(&Printed) -> bool| self.beside.shown.iter().any(by);
        let mut hidden = self.beside.hidden.iter();
        hidden.any(|figure| {
            let tells = |other: &Printed| other.rates().contains(rate);
            let tells_roughly = |other: &Printed| other.rounded_rates().contains(rate);
            if self.names(figure) {
                tells_roughly(figure)
                    && !is_shown(&|shown| shown.names == figure.names && tells_roughly(shown))
            } else {
                !self.beside.is_far && tells(figure) && !is_shown(&tells)
            }
        })
    }

    fn is_near(&self, figure: &Printed) -> bool {
        !self.beside.is_far || self.names(figure)
    }

    /// Whether the sentence names the group of a figure.
    fn names(&self, figure: &Printed) -> bool {
        figure
            .names
            .iter()
            .any(|name| !name.is_empty() && self.sentence.contains(name.as_str()))
    }

    fn is_shown_count(&self, count: i64) -> bool {
        let mut shown = self.beside.shown.iter();
        shown.any(|figure| figure.has_count(count) && self.is_near(figure))
    }
}

impl Printed {
    fn has_count(&self, count: i64) -> bool {
        let rest = self
            .denominator
            .zip(self.numerator)
            .map(|(whole, part)| whole - part);
        [self.numerator, self.denominator, rest].contains(&Some(count))
    }

    /// The value and what it leaves of a hundred, as a sentence writes them: 18.0 is 18.
    fn rates(&self) -> BTreeSet<String> {
        let Some(value) = &self.value else {
            return BTreeSet::new();
        };
        let decimals = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let rest = value
            .parse::<f64>()
            .ok()
            .map(|value| format!("{:.decimals$}", 100.0 - value));
        [Some(value.clone()), rest]
            .into_iter()
            .flatten()
            .map(|rate| plain(&rate))
            .collect()
    }

    /// These, and with fewer decimals.
    fn rounded_rates(&self) -> BTreeSet<String> {
        let mut rates = self.rates();
        let Some(value) = self.value.as_ref().and_then(|value| value.parse::<f64>().ok()) else {
            return rates;
        };
        rates.extend([value, 100.0 - value].map(|rate| format!("{rate:.0}")));
        rates
    }
}

/// 18.0 is written 18 in a sentence.
fn plain(rate: &str) -> String {
    match rate.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|digit| digit == b'0') => whole.to_owned(),
        Some(_) | None => rate.to_owned(),
    }
}

#[cfg(test)]
mod tests;
