//! What a figure is told: periods, and values that are either measured or blank for a named reason.

use crate::blank::Blank;

/// The greatest size a value may have. Beyond it nothing a community measures makes sense.
const VALUE_MAX: f64 = 1e15;

/// A year, a school year, a span of years: a place in time and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Place in time, in the caller's own count (most often the year). Neighbours are one `step` apart.
    pub at: i32,
    /// The name in full: "2016–17", "2016–2020".
    pub long: String,
    /// The name where room is short: "’17".
    pub short: String,
}

impl Period {
    /// A period whose short name is the last two digits of the long one, where it ends in digits.
    pub fn new(at: i32, long: impl Into<String>) -> Self {
        let long = long.into();
        let digits: Vec<char> = long
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .take(2)
            .collect();
        let short = match digits[..] {
            [last, before] => format!("’{before}{last}"),
            _ => long.clone(),
        };
        Self { at, long, short }
    }
}

/// A measured value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// In the unit of the figure.
    pub value: f64,
    /// How many people or things it is about, where known.
    pub people: Option<u64>,
    /// Between which values the truth likely lies, where somebody worked that out.
    pub likely: Option<(f64, f64)>,
}

/// A value, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// There is one.
    Measured(Reading),
    /// There is none.
    Blank {
        /// Which of the five kinds.
        blank: Blank,
        /// The reason in a few words, for people: "schools closed or remote". May be empty.
        reason: String,
    },
}

impl Value {
    /// A value of a known number of people.
    pub fn of(value: f64, people: u64) -> Self {
        Self::Measured(Reading {
            value,
            people: Some(people),
            likely: None,
        })
    }

    /// A value whose number of people is not known.
    pub fn alone(value: f64) -> Self {
        Self::Measured(Reading {
            value,
            people: None,
            likely: None,
        })
    }

    /// No value, with its reason.
    pub fn blank(blank: Blank, reason: impl Into<String>) -> Self {
        Self::Blank {
            blank,
            reason: reason.into(),
        }
    }

    /// The reading, if there is one that can be drawn: finite and of a size that makes sense.
    pub(crate) fn reading(&self) -> Option<Reading> {
        match self {
            Self::Measured(reading) if is_drawable(reading.value) => Some(Reading {
                likely: reading
                    .likely
                    .filter(|(low, high)| is_drawable(*low) && is_drawable(*high) && low <= high),
                ..*reading
            }),
            Self::Measured(_) | Self::Blank { .. } => None,
        }
    }

    /// The blank and its reason. What cannot be drawn counts as not measured.
    pub(crate) fn missing(&self) -> Option<(Blank, &str)> {
        match self {
            Self::Measured(_) if self.reading().is_some() => None,
            Self::Measured(_) => Some((Blank::NotYetMeasured, "")),
            Self::Blank { blank, reason } => Some((*blank, reason)),
        }
    }
}

/// Whether a number can stand on paper at all.
pub(crate) fn is_drawable(value: f64) -> bool {
    value.is_finite() && value.abs() <= VALUE_MAX
}

/// A value at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When.
    pub period: Period,
    /// What.
    pub value: Value,
    /// What readers of the table should know about it: "Corrected October 3". May be empty.
    pub note: String,
}

impl Point {
    /// A point without a note.
    pub fn new(period: Period, value: Value) -> Self {
        Self {
            period,
            value,
            note: String::new(),
        }
    }
}

/// What the community wants to reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// In the unit of the figure.
    pub value: f64,
    /// By when, where that was agreed.
    pub by: Option<Period>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_the_last_two_digits() {
        for (long, short) in [
            ("2016–17", "’17"),
            ("2016–2020", "’20"),
            ("SFY 2011", "’11"),
            ("2005", "’05"),
            ("Fall", "Fall"),
        ] {
            assert_eq!(Period::new(0, long).short, short);
        }
    }

    #[test]
    fn what_cannot_be_drawn_counts_as_not_measured() {
        for value in [f64::NAN, f64::INFINITY, 1e300] {
            let value = Value::alone(value);
            assert_eq!(value.missing(), Some((Blank::NotYetMeasured, "")));
            assert_eq!(value.reading(), None);
        }
    }
}
