//! The time of an agreement: when people are told that it ends, and when its data are destroyed.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days before the end on which everyone concerned is told.
pub const TELL_DAYS: [i32; 3] = [90, 30, 7];

/// Which telling is due today: the nearest to the end whose day has come. Nothing after the end.
///
/// Told late, it is told once: an agreement of twenty days is told of as one that ends within thirty.
pub fn telling(ends_on: Date, today: Date) -> Option<i32> {
    let left = days_between(today, ends_on);
    if left < 0 {
        return None;
    }
    TELL_DAYS.iter().rev().copied().find(|days| left <= *days)
}

/// Whether the last day has passed.
pub fn is_over(ends_on: Date, today: Date) -> bool {
    today > ends_on
}

/// The day on which data are destroyed: so many days after the end, at the earliest the day after it.
pub fn destroyed_on(ended_on: Date, kept_days: u16) -> Date {
    let days = i64::from(kept_days).max(1);
    ended_on.checked_add(days.days()).unwrap_or(Date::MAX)
}

/// Days from one to the other; negative if the other is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    // Two dates of the calendar always have a distance in days.
    from.until(to).map_or(0, |span| span.get_days())
}
