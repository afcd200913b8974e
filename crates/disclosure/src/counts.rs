//! What follows from a row by itself: a percentage of a known group gives its count, if not exactly, then nearly.

use crate::problem::COUNT_MAX;
use crate::rounded::Rounded;
use crate::table::{Count, TableRow};

/// What is known of a row. Ranges hold what can be told about a count from its row alone; `None` is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowCounts {
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub numerator_range: Option<(i64, i64)>,
    pub denominator_range: Option<(i64, i64)>,
    pub complement_range: Option<(i64, i64)>,
}

impl RowCounts {
    pub(crate) fn of(row: &TableRow) -> RowCounts {
        let denominator = row.denominator.and_then(Count::known);
        let numerator = row.numerator.known().or(denominator.filter(|count| *count == 0));
        let mut counts = RowCounts {
            numerator,
            denominator,
            numerator_range: numerator.map(|count| (count, count)).or(between(row.numerator)),
            denominator_range: denominator
                .map(|count| (count, count))
                .or(row.denominator.and_then(between)),
            complement_range: None,
        };
        // A rate that its counts do not yield says nothing about them.
        let rate = row.rate.filter(|rate| match (numerator, denominator) {
            (Some(n), Some(d)) => rate.agrees(n, d),
            (None, _) | (_, None) => true,
        });
        counts.narrow(rate);
        counts.complement_range = match (counts.numerator_range, counts.denominator_range) {
            (Some(n), Some(d)) => Some(((d.0 - n.1).max(0), (d.1 - n.0).max(0))),
            (None, _) | (_, None) => None,
        };
        counts
    }

    pub(crate) fn complement(&self) -> Option<i64> {
        Some(self.denominator? - self.numerator?)
    }

    fn narrow(&mut self, rate: Option<Rounded>) {
        let Some(rate) = rate else {
            return;
        };
        // least * D <= by * N <= most * D.
        let (least, most, by) = rate.limits();
        let fit = |value: i128| value.clamp(0, i128::from(COUNT_MAX)) as i64;
        let times = |one: i64, other: i64| i128::from(one) * i128::from(other);
        let up = |value: i128, by: i64| fit(-(-value).div_euclid(i128::from(by)));
        let down = |value: i128, by: i64| fit(value.div_euclid(i128::from(by)));
        if self.numerator.is_none()
            && let Some((low, high)) = self.denominator_range
        {
            let (known_low, known_high) = self.numerator_range.unwrap_or((0, high));
            let range = (
                up(times(least, low), by).max(known_low),
                down(times(most, high), by).min(known_high),
            );
            self.numerator_range = Some(range);
        }
        if self.denominator.is_none()
            && let Some((low, high)) = self.numerator_range
        {
            let (known_low, known_high) = self.denominator_range.unwrap_or((low.max(1), COUNT_MAX));
            let most_people = if least > 0 {
                down(times(by, high), least)
            } else {
                COUNT_MAX
            };
            self.denominator_range = Some((
                up(times(by, low), most).max(known_low),
                most_people.min(known_high),
            ));
        }
    }
}

fn between(count: Count) -> Option<(i64, i64)> {
    match count {
        Count::Known(value) => Some((value, value)),
        Count::Between(low, high) => Some((low, high)),
        Count::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(numerator: Count, denominator: Count, rate: &str) -> RowCounts {
        let rate = Rounded::parse(rate, 100);
        RowCounts::of(&TableRow {
            numerator,
            denominator: Some(denominator),
            rate,
            ..TableRow::default()
        })
    }

    #[test]
    fn a_percentage_of_a_known_group_gives_its_count() {
        let counts = row(Count::Unknown, Count::Known(40), "95");
        assert_eq!(counts.numerator_range, Some((38, 38)));
        assert_eq!(counts.complement_range, Some((2, 2)));
    }

    #[test]
    fn a_percentage_and_a_count_give_the_group() {
        let counts = row(Count::Known(50), Count::Unknown, "98.0");
        assert_eq!(counts.denominator_range, Some((51, 51)));
        assert_eq!(counts.complement_range, Some((1, 1)));
    }

    #[test]
    fn a_percentage_alone_gives_nothing() {
        let counts = row(Count::Unknown, Count::Unknown, "50.0");
        assert_eq!((counts.numerator_range, counts.denominator_range), (None, None));
    }
}
