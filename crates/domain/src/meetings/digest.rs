//! When a person's mail goes out: as it comes, once a day, once a week, or never.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// The hour of the morning at which digests go out, where the collaborative is.
pub const HOUR: i8 = 7;
/// Who gets mail as it comes gets what came within this many minutes in one letter.
pub const PAUSE_MINUTES: i64 = 60;

/// How often somebody wants to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// As it comes, gathered for an hour.
    Now,
    /// In the morning.
    Daily,
    /// On Monday morning.
    Weekly,
    /// Never.
    Never,
}

impl Cadence {
    /// Every choice.
    pub const ALL: [Self; 4] = [Self::Now, Self::Daily, Self::Weekly, Self::Never];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Never => "none",
        }
    }

    /// The choice of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cadence| cadence.code() == code)
    }

    /// Whether a letter may go out at an instant, given when the last one did.
    pub fn is_due(self, last: Option<Timestamp>, now: Timestamp, zone: &str) -> bool {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let since = match self {
            Self::Never => return false,
            Self::Now => now - PAUSE_MINUTES.minutes(),
            Self::Daily => morning(now, &zone, |_| true),
            Self::Weekly => morning(now, &zone, |day| day.weekday() == Weekday::Monday),
        };
        last.is_none_or(|last| last <= since && (self == Self::Now || last < since))
    }
}

/// The last morning before an instant, on a day that counts.
fn morning(now: Timestamp, zone: &TimeZone, counts: impl Fn(Date) -> bool) -> Timestamp {
    let mut day = now.to_zoned(zone.clone()).date();
    for _ in 0..8 {
        let at: DateTime = day.at(HOUR, 0, 0, 0);
        let instant = at.to_zoned(zone.clone()).map(|zoned| zoned.timestamp());
        if let Ok(instant) = instant.as_ref()
            && *instant <= now
            && counts(day)
        {
            return *instant;
        }
        day = day.saturating_sub(1.days());
    }
    now
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(cadence: Cadence, last: Option<&str>, now: &str) -> bool {
        let last = last.map(|last| last.parse().unwrap());
        cadence.is_due(last, now.parse().unwrap(), "America/New_York")
    }

    #[test]
    fn each_choice_keeps_its_hours() {
        // 7 in the morning in New York is 11 in Greenwich in September, and 12 in December.
        assert!(due(
            Cadence::Daily,
            Some("2026-09-14T12:00:00Z"),
            "2026-09-15T11:00:00Z"
        ));
        assert!(!due(
            Cadence::Daily,
            Some("2026-09-14T12:00:00Z"),
            "2026-09-15T10:59:00Z"
        ));
        assert!(!due(
            Cadence::Daily,
            Some("2026-09-15T11:00:00Z"),
            "2026-09-15T18:00:00Z"
        ));
        assert!(!due(
            Cadence::Daily,
            Some("2026-12-14T12:00:00Z"),
            "2026-12-15T11:30:00Z"
        ));
        assert!(due(
            Cadence::Weekly,
            Some("2026-09-07T11:00:00Z"),
            "2026-09-14T11:00:00Z"
        ));
        assert!(!due(
            Cadence::Weekly,
            Some("2026-09-14T11:00:00Z"),
            "2026-09-18T18:00:00Z"
        ));
        assert!(due(
            Cadence::Now,
            Some("2026-09-15T11:00:00Z"),
            "2026-09-15T12:00:00Z"
        ));
        assert!(!due(
            Cadence::Now,
            Some("2026-09-15T11:00:00Z"),
            "2026-09-15T11:59:00Z"
        ));
        assert!(!due(Cadence::Never, None, "2026-09-15T11:00:00Z"));
        assert!(due(Cadence::Now, None, "2026-09-15T11:00:00Z"));
    }

    #[test]
    fn a_busy_week_is_one_letter_for_who_chose_weekly() {
        let mut last = Some("2026-09-14T11:00:00Z".parse::<Timestamp>().unwrap());
        let mut now = last.unwrap();
        let mut sent = 0;
        for _ in 0..7 * 24 {
            now += 1.hours();
            if Cadence::Weekly.is_due(last, now, "America/New_York") {
                (sent, last) = (sent + 1, Some(now));
            }
        }
        assert_eq!(sent, 1);
    }
}
