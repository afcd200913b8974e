//! Numbers, periods and days as the reader's language writes them.

use charts::NumberStyle;
use domain::period::Period;
use domain::quantity::Unit;
use jiff::civil::Date;
use platform::words::{Language, Words};

use crate::editions::document::{IndicatorPart, Shown, Text};

/// People from which a percentage deserves a decimal.
const DECIMAL_FROM: i64 = 100;
/// Most decimals of a rate or score.
const DECIMALS_MAX: usize = 2;

/// Says an indicator's figures in a language.
#[derive(Debug, Clone, Copy)]
pub struct Speech {
    /// The words.
    pub words: Words,
    /// What the values count.
    pub unit: Unit,
    /// Decimals of rates and scores, as they were published.
    pub decimals: usize,
}

impl Speech {
    /// For an indicator.
    pub fn of(words: Words, indicator: &IndicatorPart) -> Self {
        let unit = Unit::from_code(&indicator.unit).unwrap_or(Unit::Number);
        let values = indicator
            .figures
            .iter()
            .filter_map(|figure| match figure.shown() {
                Shown::Value { value, .. } => Some(decimals_of(*value)),
                Shown::AtLeast { .. } | Shown::AtMost { .. } | Shown::Protected | Shown::NotAvailable => None,
            });
        let decimals = match unit {
            Unit::Percent => 1,
            Unit::Count => 0,
            Unit::PerThousand | Unit::Number => {
                let goals = indicator.targets.iter().map(|target| decimals_of(target.value));
                values.chain(goals).max().unwrap_or(0)
            }
        };
        Self {
            words,
            unit,
            decimals,
        }
    }

    /// A value with its unit: "20.7%", "7.7 per 1,000", "947".
    pub fn value(&self, value: f64, people: Option<i64>) -> String {
        let number = self.number(value, people);
        match self.unit {
            Unit::Percent => format!("{number}{}", style(self.words.language).percent),
            Unit::PerThousand => self.words.with("per-thousand", &[("number", number.into())]),
            Unit::Count | Unit::Number => number,
        }
    }

    /// A goal: with no more decimals than it needs.
    pub fn goal(&self, value: f64) -> String {
        let number = plain(style(self.words.language), value, decimals_of(value));
        match self.unit {
            Unit::Percent => format!("{number}{}", style(self.words.language).percent),
            Unit::PerThousand => self.words.with("per-thousand", &[("number", number.into())]),
            Unit::Count | Unit::Number => number,
        }
    }

    /// A value without its unit.
    pub fn number(&self, value: f64, people: Option<i64>) -> String {
        let decimals = match self.unit {
            Unit::Percent if people.is_some_and(|people| people < DECIMAL_FROM) => 0,
            Unit::Percent | Unit::PerThousand | Unit::Count | Unit::Number => self.decimals,
        };
        plain(style(self.words.language), value, decimals)
    }

    /// The size of a step, without its sign: "7.5 points", "3.2 per 1,000", "287".
    pub fn step(&self, step: f64) -> String {
        let number = plain(style(self.words.language), step.abs(), self.decimals);
        match self.unit {
            // "1 point" and "1.0 points": what is written decides, so the number goes in as text and as number.
            Unit::Percent => self.words.with("points", &[("number", number.into())]),
            Unit::PerThousand => self.words.with("per-thousand", &[("number", number.into())]),
            Unit::Count | Unit::Number => number,
        }
    }

    /// A step with its sign: "+7.5 points", "−1.2 points".
    pub fn signed_step(&self, step: f64) -> String {
        let words = self.step(step);
        match self.rounded(step) {
            step if step > 0.0 => format!("+{words}"),
            step if step < 0.0 => format!("−{words}"),
            _ => words,
        }
    }

    /// The difference between two values as they are printed, so that a reader's own sum agrees.
    pub fn difference(&self, now: f64, before: f64) -> f64 {
        self.rounded(self.rounded(now) - self.rounded(before))
    }

    fn rounded(&self, value: f64) -> f64 {
        let factor = 10f64.powi(i32::try_from(self.decimals).unwrap_or(0));
        (value * factor).round() / factor
    }

    /// A number of people or cases: "15,730".
    pub fn count(&self, count: i64) -> String {
        count_words(self.words, count)
    }

    /// A text in the reader's language, or in the other if it was not translated.
    pub fn pick<'text>(&self, text: &'text Text) -> &'text str {
        self.words.pick(&text.en, &text.es)
    }

    /// A period: "2018–19", "fiscal year 2017".
    pub fn period(&self, period: Period) -> String {
        match period {
            Period::FiscalYear(year) => self
                .words
                .with("fiscal-year", &[("year", year.to_string().into())]),
            Period::Month(year, month) => month_words(self.words, year, month),
            Period::SchoolYear(_) | Period::Year(_) | Period::Years(_, _) => period.label(),
        }
    }
}

/// A label with a small first letter, unless it begins with an abbreviation.
pub fn within_a_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        (_, _) => label.to_owned(),
    }
}

/// How the language writes numbers. Spanish here is that of the United States, with a decimal point.
pub fn style(language: Language) -> NumberStyle {
    match language {
        Language::English => NumberStyle::POINT,
        Language::Spanish => NumberStyle {
            percent: "\u{a0}%",
            ..NumberStyle::POINT
        },
    }
}

/// A number of people or cases: "15,730".
pub fn count_words(words: Words, count: i64) -> String {
    plain(style(words.language), count as f64, 0)
}

/// A day in full: "October 20, 2025", "20 de octubre de 2025". What is no day stays as it is.
pub fn day(words: Words, iso: &str) -> String {
    let Ok(date) = iso.parse::<Date>() else {
        return iso.to_owned();
    };
    words.with(
        "date-plain",
        &[
            ("day", date.day().to_string().into()),
            ("month", month_name(words, date.month()).into()),
            ("year", date.year().to_string().into()),
        ],
    )
}

/// A month: "October 2025".
pub fn month_words(words: Words, year: i16, month: i8) -> String {
    let name = month_name(words, month);
    words.with(
        "month-year",
        &[("month", name.into()), ("year", year.to_string().into())],
    )
}

fn month_name(words: Words, month: i8) -> String {
    words.say(&format!("month-{month}"))
}

fn decimals_of(value: f64) -> usize {
    let written = format!("{value:.DECIMALS_MAX$}");
    let fraction = written.split_once('.').map_or("", |(_, fraction)| fraction);
    fraction.trim_end_matches('0').len()
}

/// Digits in groups of three, a real minus sign, and never a minus before zero.
pub fn plain(style: NumberStyle, value: f64, decimals: usize) -> String {
    let written = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let is_zero = written.bytes().all(|digit| !(b'1'..=b'9').contains(&digit));
    let mut number = String::new();
    if value < 0.0 && !is_zero {
        number.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            number.push_str(style.thousands);
        }
        number.push(digit);
    }
    if !fraction.is_empty() {
        number.push(style.decimal);
        number.push_str(fraction);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speech(language: Language, unit: Unit, decimals: usize) -> Speech {
        Speech {
            words: crate::words::words(language),
            unit,
            decimals,
        }
    }

    #[test]
    fn values_are_written_as_the_language_does() {
        let (english, spanish) = (Language::English, Language::Spanish);
        let cases = [
            (english, Unit::Percent, 1, 20.7, None, "20.7%"),
            (english, Unit::Percent, 1, 20.7, Some(99), "21%"),
            (spanish, Unit::Percent, 1, 20.7, Some(100), "20.7\u{a0}%"),
            (english, Unit::Count, 0, 15730.0, None, "15,730"),
            (english, Unit::PerThousand, 1, 7.7, None, "7.7 per 1,000"),
            (spanish, Unit::PerThousand, 1, 7.7, None, "7.7 por cada 1,000"),
        ];
        for (language, unit, decimals, value, people, expected) in cases {
            assert_eq!(speech(language, unit, decimals).value(value, people), expected);
        }
    }

    #[test]
    fn a_step_agrees_with_the_printed_values() {
        let speech = speech(Language::English, Unit::Percent, 1);
        assert_eq!(speech.signed_step(speech.difference(64.24, 56.06)), "+8.1 points");
        assert_eq!(speech.signed_step(-0.04), "0.0 points");
        assert_eq!(speech.signed_step(-1.0), "−1.0 points");
        assert_eq!(speech.goal(15.0), "15%");
        assert_eq!(speech.goal(82.5), "82.5%");
    }

    #[test]
    fn days_are_written_as_the_language_does() {
        let words = |language| crate::words::words(language);
        assert_eq!(day(words(Language::English), "2022-10-18"), "October 18, 2022");
        assert_eq!(
            day(words(Language::Spanish), "2022-10-18"),
            "18 de octubre de 2022"
        );
        assert_eq!(day(words(Language::English), "soon"), "soon");
    }
}
