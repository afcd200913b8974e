//! Days as people read them, in their language.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::clock::from_millis;
use platform::words::Words;

/// "Tuesday, September 30, 2026".
pub fn long(words: Words, day: Date) -> String {
    say(words, "date-long", day)
}

/// "Tuesday, September 30": for days near today.
pub fn near(words: Words, day: Date) -> String {
    say(words, "date-near", day)
}

/// "September 30, 2026".
pub fn plain(words: Words, day: Date) -> String {
    say(words, "date-plain", day)
}

/// The day of an instant (milliseconds since 1970 UTC), where the collaborative is.
pub fn day_of(millis: i64, time_zone: &str) -> Date {
    from_millis(millis).to_zoned(zone(time_zone)).date()
}

/// Milliseconds since 1970 UTC at which a full hour of a day begins, where the collaborative is.
pub fn at_hour(day: Date, hour: i8, time_zone: &str) -> i64 {
    let zoned = day.at(hour, 0, 0, 0).to_zoned(zone(time_zone));
    zoned.map_or(0, |zoned| zoned.timestamp().as_millisecond())
}

/// The last instant of a day, where the collaborative is: what ends "on Friday" ends on Friday evening.
pub fn end_of(day: Date, time_zone: &str) -> Timestamp {
    let next = day.saturating_add(jiff::Span::new().days(1));
    from_millis(at_hour(next, 0, time_zone) - 1)
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

fn say(words: Words, key: &str, day: Date) -> String {
    let weekday = words.say(&format!("weekday-{}", day.weekday().to_monday_one_offset()));
    let month = words.say(&format!("month-{}", day.month()));
    words.with(
        key,
        &[
            ("weekday", weekday.into()),
            ("month", month.into()),
            ("day", day.day().to_string().into()),
            ("year", day.year().to_string().into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use platform::words::Language;

    #[test]
    fn days_are_said_in_both_languages() {
        let day = date(2026, 9, 30);
        assert_eq!(
            long(crate::words::words(Language::English), day),
            "Wednesday, September 30, 2026"
        );
        assert_eq!(
            long(crate::words::words(Language::Spanish), day),
            "miércoles, 30 de septiembre de 2026"
        );
        assert_eq!(
            near(crate::words::words(Language::Spanish), day),
            "miércoles, 30 de septiembre"
        );
        assert_eq!(
            plain(crate::words::words(Language::English), day),
            "September 30, 2026"
        );
    }

    #[test]
    fn a_day_ends_in_the_evening_where_people_live() {
        let end = end_of(date(2026, 9, 30), "America/New_York");
        assert_eq!(end.to_string(), "2026-10-01T03:59:59.999Z");
        assert_eq!(
            day_of(end.as_millisecond(), "America/New_York"),
            date(2026, 9, 30)
        );
    }
}
