//! What people are owed for their lived experience, and hours that volunteers gave (DOMAIN R8).

/// What is paid for.
pub const KINDS: [&str; 4] = ["time", "childcare", "transport", "interpretation"];
/// What a rate can be for: the same, and what an hour of a volunteer is worth.
pub const RATE_KINDS: [&str; 5] = ["time", "childcare", "transport", "interpretation", "volunteer"];
/// What a rate is counted by.
pub const PER: [&str; 3] = ["hour", "mile", "occasion"];
/// A total is told of so many people at least: of fewer, one could tell another's part from their own.
pub const PEOPLE_LEAST: i64 = 5;
/// Totals are told to the next hundred dollars: whoever knows all parts but one cannot take that one out to the dollar.
pub const TOLD_TO: i64 = 10_000;

/// Of rates by the day from which each holds, ISO 8601, which one holds on a day: the newest that has begun. None: none has.
pub fn in_force(begins: &[&str], day: &str) -> Option<usize> {
    let begun = begins.iter().enumerate().filter(|(_, from)| **from <= day);
    begun.max_by_key(|(at, from)| (**from, *at)).map(|(at, _)| at)
}

/// What those who keep no payments are told of the sum over a year that is over: rounded, and of enough people only.
///
/// Both are minor units.
pub fn total_told(people: i64, minor: i64) -> Option<i64> {
    (people >= PEOPLE_LEAST).then(|| (minor + TOLD_TO / 2) / TOLD_TO * TOLD_TO)
}

/// What minutes are worth at a rate for an hour, in minor units; half a unit and more counts as one.
pub fn worth(minutes: i64, rate: i64) -> i64 {
    let exact = i128::from(minutes) * i128::from(rate);
    i64::try_from((exact + 30) / 60).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_of_a_day_is_the_newest_that_has_begun() {
        let begins = ["2024-01-01", "2026-01-01", "2025-01-01"];
        let cases = [
            ("2023-12-31", None),
            ("2024-01-01", Some(0)),
            ("2024-12-31", Some(0)),
            ("2025-06-01", Some(2)),
            ("2026-01-01", Some(1)),
            ("2030-01-01", Some(1)),
        ];
        for (day, expected) in cases {
            assert_eq!(in_force(&begins, day), expected, "{day}");
        }
        assert_eq!(in_force(&[], "2026-01-01"), None);
    }

    #[test]
    fn a_total_is_told_of_five_people_and_never_to_the_dollar() {
        let cases = [
            (0, 0, None),
            (4, 123_456, None),
            (5, 123_456, Some(120_000)),
            (5, 125_000, Some(130_000)),
            (6, 4_999, Some(0)),
        ];
        for (people, minor, expected) in cases {
            assert_eq!(total_told(people, minor), expected, "{people} people, {minor}");
        }
    }

    #[test]
    fn minutes_are_worth_their_part_of_an_hour() {
        // 90 minutes at 29.95: 44.925.
        assert_eq!(worth(90, 2_995), 4_493);
        assert_eq!(worth(60, 2_995), 2_995);
        assert_eq!(worth(0, 2_995), 0);
    }
}
