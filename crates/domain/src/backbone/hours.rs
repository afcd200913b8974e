//! Hours as people type them, and weeks.

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// Minutes of a week: more than this is a slip of the finger.
pub const WEEK_MINUTES_MAX: i64 = 100 * 60;

/// Minutes in hours as typed ("1.5", "1,5", "0:45", nothing), to five minutes; nothing where it is no number of hours.
pub fn minutes(typed: &str) -> Option<i64> {
    let typed = typed.trim().trim_end_matches('h').trim_end();
    if typed.is_empty() {
        return Some(0);
    }
    let minutes = match typed.split_once(':') {
        Some((hours, minutes)) => {
            let minutes: u32 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
            f64::from(hours.parse::<u32>().ok()?) * 60.0 + f64::from(minutes)
        }
        None => typed.replace(',', ".").parse::<f64>().ok()? * 60.0,
    };
    let within = (0.0..=WEEK_MINUTES_MAX as f64).contains(&minutes);
    within.then(|| (minutes / 5.0).round() as i64 * 5)
}

/// Minutes as hours with up to two decimals: "1.5".
pub fn hours(minutes: i64) -> String {
    let text = format!("{:.2}", minutes as f64 / 60.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The Monday of a day's week.
pub fn week_of(day: Date) -> Date {
    let back = day.weekday().to_monday_zero_offset();
    day.saturating_sub(Span::new().days(i64::from(back)))
}

/// The week that one is asked about on a day: its own from Thursday on, else the one before.
pub fn week_to_tell(today: Date) -> Date {
    let own = week_of(today);
    if today.weekday().to_monday_zero_offset() >= Weekday::Thursday.to_monday_zero_offset() {
        own
    } else {
        own.saturating_sub(Span::new().days(7))
    }
}

/// Weeks of a quarter.
pub const QUARTER_WEEKS: i64 = 13;

/// The last thirteen weeks that can be told: Monday of the first, and of the last.
pub fn quarter(today: Date) -> (Date, Date) {
    let last = week_to_tell(today);
    (
        last.saturating_sub(Span::new().days(7 * (QUARTER_WEEKS - 1))),
        last,
    )
}

/// Minutes a week on average over weeks that were told, to the nearest five; nothing where none was.
pub fn a_week(minutes: i64, weeks: i64) -> Option<i64> {
    (weeks > 0).then(|| (2 * minutes + 5 * weeks) / (10 * weeks) * 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn hours_are_read_as_people_type_them() {
        let cases = [
            ("", Some(0)),
            (" 2 ", Some(120)),
            ("1.5", Some(90)),
            ("1,5", Some(90)),
            ("0:45", Some(45)),
            ("2h", Some(120)),
            ("0.33", Some(20)),
            ("100", Some(6000)),
            ("100.2", None),
            ("-1", None),
            ("1:60", None),
            ("much", None),
            ("inf", None),
            ("nan", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(minutes(typed), expected, "{typed}");
        }
        assert_eq!(hours(90), "1.5");
        assert_eq!(hours(120), "2");
        assert_eq!(hours(45), "0.75");
        assert_eq!(hours(600), "10");
    }

    #[test]
    fn a_week_begins_on_monday_and_is_told_from_thursday_on() {
        assert_eq!(week_of(date(2026, 11, 22)), date(2026, 11, 16));
        assert_eq!(week_of(date(2026, 11, 16)), date(2026, 11, 16));
        assert_eq!(week_to_tell(date(2026, 11, 18)), date(2026, 11, 9));
        assert_eq!(week_to_tell(date(2026, 11, 19)), date(2026, 11, 16));
    }

    #[test]
    fn a_quarter_ends_with_the_week_that_can_be_told_and_averages_are_rounded() {
        // A Wednesday: this week cannot be told yet.
        let (first, last) = quarter(date(2026, 11, 18));
        assert_eq!((first, last), (date(2026, 8, 17), date(2026, 11, 9)));
        let cases = [
            ((0, 0), None),
            ((60, 1), Some(60)),
            ((62, 1), Some(60)),
            ((63, 1), Some(65)),
            ((754, 13), Some(60)),
        ];
        for ((minutes, weeks), expected) in cases {
            assert_eq!(a_week(minutes, weeks), expected, "{minutes} in {weeks}");
        }
    }
}
