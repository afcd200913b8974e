//! What each number of a text counts, as far as the words beside it say.

use std::ops::Range;

use super::lexicon::{
    ends_a_count, is_determiner, is_label, is_month, is_person, is_speech, is_thing, is_time,
    says_what_they_did,
};
use super::plain;
use super::tokens::{Digits, Kind, Token, tokens};

/// How many words after a number may name what it counts.
const REACH: usize = 4;
/// Numbers that are years where nothing says otherwise.
const YEARS: Range<i64> = 1900..2101;

/// A number that a text tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) meaning: Meaning,
    pub(super) span: Range<usize>,
    pub(super) sentence: Range<usize>,
}

/// What it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// So many people.
    People(i64),
    /// So many of something; of what, the sentence does not say.
    Count(i64),
    /// So many of so many.
    Fraction(i64, i64),
    /// A percent or another rate, without zeros at its end.
    Rate(String),
}

/// Every number of a text that may tell a count, in its order.
pub(super) fn said(text: &str) -> Vec<Said> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for sentence in sentences(&tokens) {
        let Some((first, last)) = sentence.first().zip(sentence.last()) else {
            continue;
        };
        let reading = Reading {
            tokens: sentence,
            text,
            is_about_people: sentence.iter().any(|token| word(token).is_some_and(is_person)),
        };
        let span = first.span.start..last.span.end;
        reading.said(&span, &mut found);
    }
    found
}

/// A sentence ends at a full stop, a question or exclamation mark, a colon in no time of day, or a semicolon.
fn sentences(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    tokens.split_inclusive(|token| matches!(token.kind, Kind::Mark('.' | '!' | '?' | ';' | '¿' | '¡')))
}

fn word(token: &Token) -> Option<&str> {
    match &token.kind {
        Kind::Word(word, _) => Some(word),
        Kind::Number(_) | Kind::Spelled(_, _) | Kind::Mark(_) => None,
    }
}

/// What a number is, before it is asked what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It may count something.
    Open,
    /// It is a name, a date, an age, a sum of money: nothing is counted.
    Name,
}

struct Reading<'text> {
    tokens: &'text [Token],
    text: &'text str,
    is_about_people: bool,
}

impl Reading<'_> {
    fn said(&self, sentence: &Range<usize>, found: &mut Vec<Said>) {
        let mut at = 0;
        let mut is_name_before = false;
        while at < self.tokens.len() {
            let Some(value) = self.whole(at).or_else(|| self.decimal(at).map(|_| 0)) else {
                let joins = self.word(at).is_some_and(|word| {
                    matches!(
                        word,
                        "or" | "and" | "to" | "through" | "o" | "y" | "a" | "e" | "u"
                    )
                }) || self.is_mark(at, '-')
                    || self.is_mark(at, ',');
                is_name_before = is_name_before && joins;
                at += 1;
                continue;
            };
            let place = if is_name_before && self.person_after(at).is_none() {
                Place::Name
            } else {
                self.place(at)
            };
            is_name_before = place == Place::Name;
            if place == Place::Name {
                at += 1;
                continue;
            }
            let (meaning, end) = self.meaning(at, value);
            if let Some(meaning) = meaning {
                let span = self.tokens[at].span.start..self.tokens[end].span.end;
                found.push(Said {
                    meaning,
                    span,
                    sentence: sentence.clone(),
                });
            }
            at = end + 1;
        }
    }

    /// What the number at a place tells, and the last token that belongs to it.
    fn meaning(&self, at: usize, value: i64) -> (Option<Meaning>, usize) {
        if let Some(end) = self.percent(at) {
            return (self.rate(at).map(Meaning::Rate), end);
        }
        if self.decimal(at).is_some() {
            return (self.rate(at).map(Meaning::Rate), at);
        }
        if let Some((whole, end)) = self.fraction(at) {
            let Some(whole) = whole else {
                return (None, end);
            };
            return (self.fraction_meaning(end, (value, whole)), end);
        }
        // "7 per 1,000": a rate, and its base.
        if self
            .word(at + 1)
            .is_some_and(|word| matches!(word, "per" | "por"))
            && self.whole(at + 2).is_some()
        {
            return (Some(Meaning::Rate(value.to_string())), at + 2);
        }
        let is_article =
            matches!(&self.tokens[at].kind, Kind::Spelled(1, word) if word == "un" || word == "una");
        let is_one = matches!(self.tokens[at].kind, Kind::Spelled(1, _));
        if is_article && !self.word_before(at).is_some_and(is_only) {
            return (None, at);
        }
        match self.noun(at) {
            Noun::Person(person) if is_one && self.is_said_by(person) => (None, at),
            Noun::Person(person) => (Some(Meaning::People(value)), person),
            Noun::Thing => (None, at),
            // "One" alone is a word like any other.
            Noun::None if is_one => (None, at),
            Noun::None if self.did_something(at) || self.is_about_people => {
                (Some(Meaning::People(value)), at)
            }
            Noun::None | Noun::Unknown => (Some(Meaning::Count(value)), at),
        }
    }

    fn fraction_meaning(&self, end: usize, (part, whole): (i64, i64)) -> Option<Meaning> {
        let is_of_people = match self.noun(end) {
            Noun::Thing => false,
            Noun::Person(_) | Noun::None => true,
            Noun::Unknown => self.is_about_people,
        };
        is_of_people.then_some(Meaning::Fraction(part, whole))
    }

    /// Whether the number at a place is a name or a measure of something that nobody is.
    fn place(&self, at: usize) -> Place {
        let is_glued = self.is_glued(at);
        let before = self.word_before(at);
        // "This year 4 girls" is no name of a year.
        let is_label = |word: &str| is_label(word) && !(is_time(word) && self.person_after(at).is_some());
        let is_after_label = before.is_some_and(is_label) || at > 0 && self.is_mark(at - 1, '#');
        let is_money = at > 0 && ['$', '€', '£'].iter().any(|mark| self.is_mark(at - 1, *mark));
        let is_base = before.is_some_and(|word| matches!(word, "per" | "cada" | "every" | "each"));
        let is_name = is_glued
            || self.is_scale(at)
            || is_after_label
            || is_money
            || is_base
            || self.is_date(at)
            || self.is_year(at);
        if is_name { Place::Name } else { Place::Open }
    }

    /// COVID-19, 3rd, 3-year-old, one-on-one, K3, 3.º
    fn is_glued(&self, at: usize) -> bool {
        let span = &self.tokens[at].span;
        let before = self.text[..span.start].chars().next_back();
        let mut after = self.text[span.end..].chars();
        let (next, second) = (after.next(), after.next());
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
        let is_dash = |letter: Option<char>| letter.is_some_and(|letter| matches!(letter, '-' | '‑'));
        let is_ordinal =
            matches!(next, Some('º' | 'ª' | '°')) || next == Some('.') && matches!(second, Some('º' | 'ª'));
        let mut behind = self.text[..span.start].chars().rev();
        let is_dashed_before = is_dash(behind.next()) && is_letter(behind.next());
        is_letter(before)
            || is_letter(next)
            || is_ordinal
            || is_dash(next) && is_letter(second)
            || is_dashed_before
    }

    /// Rated from 1 to 3, del 1 al 3.
    fn is_scale(&self, at: usize) -> bool {
        let is_from = |at: usize| {
            self.word(at)
                .is_some_and(|word| matches!(word, "from" | "del" | "de"))
        };
        let is_to = |at: usize| {
            self.word(at)
                .is_some_and(|word| matches!(word, "to" | "al" | "a"))
        };
        let starts = |at: usize| self.whole(at).is_some_and(|whole| whole < 2);
        let is_start =
            at > 0 && is_from(at - 1) && starts(at) && is_to(at + 1) && self.whole(at + 2).is_some();
        let is_end = at > 2 && is_to(at - 1) && starts(at - 2) && is_from(at - 3);
        is_start || is_end && self.person_after(at).is_none()
    }

    /// October 3, 3 October, 3 de octubre, 10/18/2022, 3:30.
    fn is_date(&self, at: usize) -> bool {
        let is_month_at = |at: usize| match self.tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Word(word, is_capital)) => is_month(word, *is_capital),
            Some(Kind::Number(_) | Kind::Spelled(_, _) | Kind::Mark(_)) | None => false,
        };
        let is_by_month = at > 0 && is_month_at(at - 1)
            || is_month_at(at + 1)
            || self.word(at + 1) == Some("de") && is_month_at(at + 2);
        let is_digits = |at: usize| {
            let kind = self.tokens.get(at).map(|token| &token.kind);
            matches!(kind, Some(Kind::Number(_)))
        };
        let slash = |at: usize| self.is_mark(at, '/');
        let is_slashed = slash(at + 1) && is_digits(at + 2) && slash(at + 3) && is_digits(at + 4)
            || at > 1 && slash(at - 1) && is_digits(at - 2) && (slash(at + 1) || at > 3 && slash(at - 3));
        let is_time = self.is_mark(at + 1, ':') && is_digits(at + 2)
            || at > 1 && self.is_mark(at - 1, ':') && is_digits(at - 2)
            || self
                .word(at + 1)
                .is_some_and(|word| matches!(word, "am" | "pm" | "o"))
                && self.word(at + 1) != Some("o");
        is_by_month || is_slashed || is_time
    }

    /// 2019, and both of 2018–19.
    fn is_year(&self, at: usize) -> bool {
        let is_plain_year = |at: usize| match self.tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Number(digits)) => {
                !digits.is_grouped && digits.decimals.is_empty() && YEARS.contains(&digits.whole)
            }
            Some(Kind::Word(_, _) | Kind::Spelled(_, _) | Kind::Mark(_)) | None => false,
        };
        let is_counted = self.word(at + 1).is_some_and(is_person);
        let is_second = at > 1
            && (self.is_mark(at - 1, '-') || self.is_mark(at - 1, '/'))
            && is_plain_year(at - 2)
            && self.tokens[at].span.start == self.tokens[at - 1].span.end;
        is_plain_year(at) && !is_counted || is_second
    }

    /// The last token of the words that make the number a percentage.
    fn percent(&self, at: usize) -> Option<usize> {
        let end = match self.word(at + 1) {
            Some("percent" | "pct" | "porciento") => at + 1,
            Some("per") if self.word(at + 2) == Some("cent") => at + 2,
            Some("por") if self.word(at + 2) == Some("ciento") => at + 2,
            _ if self.is_mark(at + 1, '%') => at + 1,
            _ => return None,
        };
        Some(end)
    }

    /// The number of all that a number of some is out of, and where it stands; without a number for a rate such as
    /// "one in five".
    fn fraction(&self, at: usize) -> Option<(Option<i64>, usize)> {
        let mut next = at + 1;
        let mut is_rate = false;
        match self.word(next) {
            Some("of" | "de") => next += 1,
            Some("out") if self.word(next + 1) == Some("of") => next += 2,
            Some("in" | "en") => {
                is_rate = true;
                next += 1;
            }
            _ if self.is_mark(next, '/') => next += 1,
            _ => return None,
        }
        // "Of a total of".
        let skips = [["a", "total", "of"], ["un", "total", "de"]];
        for skip in skips {
            let is_here = |(index, word): (usize, &&str)| {
                self.tokens
                    .get(next + index)
                    .is_some_and(|token| match &token.kind {
                        Kind::Word(own, _) | Kind::Spelled(_, own) => own == word,
                        Kind::Number(_) | Kind::Mark(_) => false,
                    })
            };
            if skip.iter().enumerate().all(is_here) {
                next += skip.len();
            }
        }
        while self.word(next).is_some_and(is_determiner) {
            next += 1;
        }
        if self
            .word(next)
            .is_some_and(|word| matches!(word, "every" | "cada" | "each"))
        {
            is_rate = true;
            next += 1;
        }
        let whole = self.whole(next)?;
        if self.is_year(next) || self.is_date(next) || self.percent(next).is_some() {
            return None;
        }
        Some((Some(whole).filter(|_| !is_rate), next))
    }

    fn noun(&self, at: usize) -> Noun {
        let after = self.word(at + 1);
        // Whether nothing that is counted is named after the number.
        let alone = match after {
            Some(word) if says_what_they_did(word) => Noun::None,
            Some(_) => Noun::Unknown,
            None => {
                let is_open = ['“', '"', '(', '*', '_']
                    .iter()
                    .any(|mark| self.is_mark(at + 1, *mark));
                return if is_open { Noun::Unknown } else { Noun::None };
            }
        };
        for index in at + 1..=at + REACH {
            let Some(word) = self.word(index) else {
                return alone;
            };
            if is_person(word) {
                return Noun::Person(index);
            }
            // School students, district families.
            let is_kind_of_person = self.word(index + 1).is_some_and(is_person);
            if is_thing(word) && !is_kind_of_person {
                return Noun::Thing;
            }
            if ends_a_count(word) {
                return if index == at + 1 { Noun::None } else { alone };
            }
        }
        alone
    }

    fn person_after(&self, at: usize) -> Option<usize> {
        match self.noun(at) {
            Noun::Person(index) => Some(index),
            Noun::Thing | Noun::None | Noun::Unknown => None,
        }
    }

    fn did_something(&self, at: usize) -> bool {
        self.word(at + 1).is_some_and(says_what_they_did)
    }

    fn is_said_by(&self, person: usize) -> bool {
        (person + 1..=person + 2).any(|at| self.word(at).is_some_and(is_speech))
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).and_then(word)
    }

    fn word_before(&self, at: usize) -> Option<&str> {
        at.checked_sub(1).and_then(|before| self.word(before))
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    fn whole(&self, at: usize) -> Option<i64> {
        match &self.tokens.get(at)?.kind {
            Kind::Number(digits) => digits.decimals.is_empty().then_some(digits.whole),
            Kind::Spelled(value, _) => Some(*value),
            Kind::Word(_, _) | Kind::Mark(_) => None,
        }
    }

    fn decimal(&self, at: usize) -> Option<&Digits> {
        match &self.tokens.get(at)?.kind {
            Kind::Number(digits) => Some(digits).filter(|digits| !digits.decimals.is_empty()),
            Kind::Spelled(_, _) | Kind::Word(_, _) | Kind::Mark(_) => None,
        }
    }

    fn rate(&self, at: usize) -> Option<String> {
        let written = match self.decimal(at) {
            Some(digits) => format!("{}.{}", digits.whole, digits.decimals),
            None => self.whole(at)?.to_string(),
        };
        Some(plain(&written))
    }
}

/// What a number counts.
enum Noun {
    /// People; with the place of the word.
    Person(usize),
    /// Something that nobody is.
    Thing,
    /// Nothing that is named after it.
    None,
    /// Some other word.
    Unknown,
}

fn is_only(word: &str) -> bool {
    matches!(
        word,
        "solo" | "sólo" | "solamente" | "apenas" | "único" | "únicamente"
    )
}
