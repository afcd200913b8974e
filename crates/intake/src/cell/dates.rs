//! Dates written as `10/31/2012` or `31.10.2012`, and spans of two.

use serde::{Deserialize, Serialize};

use crate::grid::tidy;

/// Which of the first two numbers of a written date is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 12/31/2027.
    MonthFirst,
    /// 31/12/2027.
    DayFirst,
}

/// The three numbers of a written date, in written order; an ISO date has its year first.
fn parts(text: &str) -> Option<[u32; 3]> {
    let text = tidy(text);
    let text = text
        .split_once([' ', 'T'])
        .map_or(text, |(date, time)| if time.contains(':') { date } else { text });
    if text.len() > 10 || text.len() < 6 {
        return None;
    }
    let sign = ['/', '-', '.']
        .into_iter()
        .find(|sign| text.matches(*sign).count() == 2)?;
    let mut numbers = [0; 3];
    for (at, part) in text.split(sign).enumerate() {
        let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        if !digits {
            return None;
        }
        *numbers.get_mut(at)? = part.parse().ok()?;
    }
    Some(numbers)
}

/// Whether a text is a date, or a span of two, in any order.
pub(crate) fn looks_like_date(text: &str) -> bool {
    date(text, DateOrder::MonthFirst)
        .or_else(|| date(text, DateOrder::DayFirst))
        .is_some()
        || span(text, DateOrder::MonthFirst).is_some()
}

/// Whether a date of figures could be two different days: 1/2/2027 could, 31/12/2027 and 5/5/2027 could not.
pub(crate) fn is_ambiguous(text: &str) -> bool {
    let both = [DateOrder::MonthFirst, DateOrder::DayFirst];
    let days = both.map(|order| date(text, order));
    let spans = both.map(|order| span(text, order));
    let differ = |one: bool, other: bool, same: bool| one && other && !same;
    differ(days[0].is_some(), days[1].is_some(), days[0] == days[1])
        || differ(spans[0].is_some(), spans[1].is_some(), spans[0] == spans[1])
}

/// The order that a date, or a span of two, proves by itself.
pub fn proven_order(text: &str) -> Option<DateOrder> {
    if let Some((first, last)) = halves(text) {
        return proven_order(first).or_else(|| proven_order(last));
    }
    let [a, b, _] = parts(text)?;
    match (a, b) {
        (13..=31, 1..=12) => Some(DateOrder::DayFirst),
        (1..=12, 13..=31) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// The date in ISO 8601; nothing where the text is no date of figures, or none in this order.
pub fn date(text: &str, order: DateOrder) -> Option<String> {
    let [a, b, c] = parts(text)?;
    let (year, month, day) = if a >= 1000 {
        (a, b, c)
    } else {
        let (month, day) = match order {
            DateOrder::MonthFirst => (a, b),
            DateOrder::DayFirst => (b, a),
        };
        // Two digits of a year: nobody sends figures of 1950, and plans reach a few years ahead.
        let year = match c {
            0..=49 => 2000 + c,
            50..=99 => 1900 + c,
            _ => c,
        };
        (year, month, day)
    };
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let real = (1800..=2200).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
    real.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// What stands on both sides of a dash or "to".
fn halves(text: &str) -> Option<(&str, &str)> {
    [" - ", " – ", " to ", " through "]
        .iter()
        .find_map(|sign| text.split_once(sign))
}

/// Two dates with a dash or "to" between: first and last day.
pub fn span(text: &str, order: DateOrder) -> Option<[String; 2]> {
    let (first, last) = halves(text)?;
    let (first, last) = (date(first, order)?, date(last, order)?);
    (first <= last).then_some([first, last])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_their_order() {
        let month_first = |text| date(text, DateOrder::MonthFirst);
        assert_eq!(month_first("10/31/2012").as_deref(), Some("2012-10-31"));
        assert_eq!(month_first("1/5/20").as_deref(), Some("2020-01-05"));
        assert_eq!(month_first("2012-10-31 00:00:00").as_deref(), Some("2012-10-31"));
        assert_eq!(
            date("31.10.2012", DateOrder::DayFirst).as_deref(),
            Some("2012-10-31")
        );
        assert_eq!(month_first("31/10/2012"), None);
        assert_eq!(month_first("02/30/2012"), None);
        assert_eq!(month_first("860-263-6275"), None);
    }

    #[test]
    fn a_span_has_a_first_and_a_last_day() {
        let span = span("07/01/2010 - 06/30/2011", DateOrder::MonthFirst);
        assert_eq!(span, Some(["2010-07-01".to_string(), "2011-06-30".to_string()]));
        assert_eq!(proven_order("31/10/2012"), Some(DateOrder::DayFirst));
        assert_eq!(proven_order("01/02/2012"), None);
        assert_eq!(proven_order("01/02/2012 - 30/06/2012"), Some(DateOrder::DayFirst));
    }

    #[test]
    fn a_date_is_ambiguous_only_where_it_could_be_two_days() {
        for text in ["1/2/2027", "1/2/2027 - 3/4/2027"] {
            assert!(is_ambiguous(text), "{text}");
        }
        for text in ["31/12/2027", "12/31/2027", "5/5/2027", "2027-01-02", "soon"] {
            assert!(!is_ambiguous(text), "{text}");
        }
    }
}
