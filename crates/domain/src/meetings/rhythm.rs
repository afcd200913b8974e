//! On which days the meetings of a row fall, and the rule that tells calendars so.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, tz::TimeZone};

use crate::calendar::{Frequency, Rule};

/// Most meetings of a row that are laid down at once.
pub const ROW_MAX: usize = 60;

/// How often a body meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Every so many weeks, on the weekday of the first.
    Weekly {
        /// Weeks from one to the next.
        every: i8,
    },
    /// Every so many months, on the same weekday of the month as the first: the first Thursday.
    Monthly {
        /// Months from one to the next.
        every: i8,
    },
}

impl Rhythm {
    /// The choices that are offered.
    pub const ALL: [Self; 5] = [
        Self::Weekly { every: 1 },
        Self::Weekly { every: 2 },
        Self::Monthly { every: 1 },
        Self::Monthly { every: 2 },
        Self::Monthly { every: 3 },
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Weekly { every: 2 } => "two-weeks",
            Self::Weekly { .. } => "week",
            Self::Monthly { every: 2 } => "two-months",
            Self::Monthly { every: 3 } => "three-months",
            Self::Monthly { .. } => "month",
        }
    }

    /// The rhythm of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.code() == code)
    }

    /// The days of a row from its first on, up to a last one.
    ///
    /// The fifth Thursday is read as the last one, since not every month has a fifth.
    pub fn days(self, first: Date, last: Date) -> Vec<Date> {
        let mut days = Vec::new();
        for number in 0..i32::try_from(ROW_MAX).unwrap_or(i32::MAX) {
            let Some(day) = self.day(first, number).filter(|day| *day <= last) else {
                break;
            };
            days.push(day);
        }
        days
    }

    fn day(self, first: Date, number: i32) -> Option<Date> {
        match self {
            Self::Weekly { every } => first
                .checked_add(Span::new().weeks(number * i32::from(every)))
                .ok(),
            Self::Monthly { every } => first
                .first_of_month()
                .checked_add(Span::new().months(number * i32::from(every)))
                .ok()?
                .nth_weekday_of_month(nth_of(first), first.weekday())
                .ok(),
        }
    }

    /// The rule for calendars. It ends with the last meeting, told in Greenwich's time, as the format asks.
    pub fn rule(self, first: Date, last: DateTime, zone: &str) -> Rule {
        let (frequency, every) = match self {
            Self::Weekly { every } => (Frequency::Weekly, every),
            Self::Monthly { every } => (Frequency::Monthly, every),
        };
        let mut parts = Vec::new();
        if every > 1 {
            parts.push(("INTERVAL".to_owned(), every.to_string()));
        }
        let day = weekday(first.weekday());
        let day = match self {
            Self::Weekly { .. } => day.to_owned(),
            Self::Monthly { .. } => format!("{}{day}", nth_of(first)),
        };
        parts.push(("BYDAY".to_owned(), day));
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        if let Ok(last) = last.to_zoned(zone) {
            let last = last.with_time_zone(TimeZone::UTC).datetime();
            parts.push(("UNTIL".to_owned(), last.strftime("%Y%m%dT%H%M%SZ").to_string()));
        }
        Rule { frequency, parts }
    }
}

/// Which one of its weekday a day is in its month: 1 to 4, or -1 for a fifth.
fn nth_of(day: Date) -> i8 {
    match (day.day() - 1) / 7 + 1 {
        5 => -1,
        nth => nth,
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_committee_meets_on_its_thursday() {
        let days = Rhythm::Monthly { every: 1 }.days(date(2026, 9, 3), date(2026, 12, 31));
        assert_eq!(
            days,
            [
                date(2026, 9, 3),
                date(2026, 10, 1),
                date(2026, 11, 5),
                date(2026, 12, 3)
            ]
        );
        let last = Rhythm::Monthly { every: 1 }.days(date(2026, 7, 30), date(2026, 9, 30));
        assert_eq!(last, [date(2026, 7, 30), date(2026, 8, 27), date(2026, 9, 24)]);
        let weeks = Rhythm::Weekly { every: 2 }.days(date(2026, 9, 1), date(2026, 9, 30));
        assert_eq!(weeks, [date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 29)]);
        let many = Rhythm::Weekly { every: 1 }.days(date(2026, 9, 1), date(2040, 1, 1));
        assert_eq!(many.len(), ROW_MAX);
    }

    /// Four in the afternoon stays four in the afternoon, so the last one after the switch is an hour later in Greenwich.
    #[test]
    fn the_rule_ends_with_the_last_meeting_whatever_the_clocks_do() {
        let rhythm = Rhythm::Monthly { every: 1 };
        let last = date(2026, 12, 3).at(16, 0, 0, 0);
        let rule = rhythm.rule(date(2026, 9, 3), last, "America/New_York");
        assert_eq!(rule.part("BYDAY"), Some("1TH"));
        assert_eq!(rule.part("UNTIL"), Some("20261203T210000Z"));
        let before = date(2026, 10, 1).at(16, 0, 0, 0);
        let rule = rhythm.rule(date(2026, 9, 3), before, "America/New_York");
        assert_eq!(rule.part("UNTIL"), Some("20261001T200000Z"));
    }
}
