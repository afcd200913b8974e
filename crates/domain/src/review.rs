//! Review: what a reviewer should look at before accepting what a partner sent (DOMAIN C2.5).

use crate::measurement::Figure;
use crate::quantity::{Status, Unit};

/// A share that moves by this many points since last time is asked about.
pub const FAR_POINTS: f64 = 15.0;
/// A count that grows or shrinks by this factor is asked about …
pub const FAR_FACTOR: f64 = 2.0;
/// … unless it moves by fewer people than this: small numbers jump by themselves.
pub const FAR_COUNT_MIN: i64 = 20;

/// Something that stands out in a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Another figure for the same place, period and group was accepted before: this one would correct it.
    Corrects,
    /// Far from last time.
    FarFromLastTime,
    /// Last time there was a value, now there is none.
    NoValueNow,
    /// A count below the threshold: never published.
    SmallCount,
    /// Nothing to compare with.
    FirstTime,
}

impl Flag {
    /// The word kept in catalogue keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Corrects => "corrects",
            Self::FarFromLastTime => "far",
            Self::NoValueNow => "no-value",
            Self::SmallCount => "small",
            Self::FirstTime => "first",
        }
    }

    /// Whether somebody should look, rather than merely know.
    pub fn needs_a_look(self) -> bool {
        match self {
            Self::Corrects | Self::FarFromLastTime | Self::NoValueNow => true,
            Self::SmallCount | Self::FirstTime => false,
        }
    }
}

/// What a figure is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Known {
    /// The accepted figure of the period before.
    pub before: Option<Figure>,
    /// The figure accepted for this very period, if any.
    pub accepted: Option<Figure>,
}

/// What stands out in a figure, in the order in which it is told.
pub fn flags(now: &Figure, known: Known, unit: Unit, threshold: i64) -> Vec<Flag> {
    let mut flags = Vec::new();
    if known.accepted.is_some_and(|accepted| accepted != *now) {
        flags.push(Flag::Corrects);
    }
    match known.before {
        None => flags.push(Flag::FirstTime),
        Some(before) if before.status == Status::Ok && now.status != Status::Ok => {
            flags.push(Flag::NoValueNow)
        }
        Some(before) if is_far(now, &before, unit) => flags.push(Flag::FarFromLastTime),
        Some(_) => {}
    }
    if has_small_count(now, unit, threshold) {
        flags.push(Flag::SmallCount);
    }
    flags.sort();
    flags
}

/// Whether a figure is so far from last time's that it may be a slip.
pub fn is_far(now: &Figure, before: &Figure, unit: Unit) -> bool {
    let counts = [
        (now.numerator, before.numerator),
        (now.denominator, before.denominator),
    ];
    let jumps = |(now, before): (Option<i64>, Option<i64>)| match (now, before) {
        (Some(now), Some(before)) => is_jump(now as f64, before as f64),
        _ => false,
    };
    // With a share, the whole tells of a slip; the part may well double.
    let by_count = match unit {
        Unit::Percent | Unit::PerThousand => jumps(counts[1]),
        Unit::Count | Unit::Number => counts.into_iter().any(jumps),
    };
    let by_value = match (now.value, before.value) {
        (Some(now), Some(before)) => match unit {
            Unit::Percent => (now - before).abs() >= FAR_POINTS,
            Unit::PerThousand | Unit::Number => {
                let (most, least) = (now.abs().max(before.abs()), now.abs().min(before.abs()));
                least > 0.0 && most / least >= FAR_FACTOR
            }
            Unit::Count => is_jump(now, before),
        },
        _ => false,
    };
    by_count || by_value
}

fn is_jump(now: f64, before: f64) -> bool {
    let (most, least) = (now.max(before), now.min(before));
    most - least >= FAR_COUNT_MIN as f64 && most >= least * FAR_FACTOR
}

/// Whether a count behind a figure is below the threshold: the part, those not in it, or the whole.
pub fn has_small_count(figure: &Figure, unit: Unit, threshold: i64) -> bool {
    let rest = match (figure.numerator, figure.denominator) {
        (Some(part), Some(whole)) if unit == Unit::Percent => Some(whole - part),
        _ => None,
    };
    let counted = match unit {
        Unit::Count => figure
            .value
            .filter(|_| figure.numerator.is_none())
            .map(|value| value as i64),
        Unit::Percent | Unit::PerThousand | Unit::Number => None,
    };
    let counts = [figure.numerator, figure.denominator, rest, counted];
    counts.into_iter().flatten().any(|count| count < threshold)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(numerator: i64, denominator: i64) -> Figure {
        let figure = Figure {
            numerator: Some(numerator),
            denominator: Some(denominator),
            value: None,
            margin: None,
            numerator_margin: None,
            status: Status::Ok,
        };
        figure.checked(Unit::Percent).unwrap()
    }

    fn withheld() -> Figure {
        Figure {
            numerator: None,
            denominator: None,
            value: None,
            margin: None,
            numerator_margin: None,
            status: Status::SuppressedAtSource,
        }
    }

    fn flags_of(now: Figure, before: Option<Figure>, accepted: Option<Figure>) -> Vec<Flag> {
        flags(&now, Known { before, accepted }, Unit::Percent, 10)
    }

    #[test]
    fn a_grade_that_grew_threefold_is_asked_about() {
        assert_eq!(
            flags_of(share(111, 148), Some(share(30, 41)), None),
            [Flag::FarFromLastTime]
        );
        assert_eq!(flags_of(share(31, 42), Some(share(30, 41)), None), []);
    }

    #[test]
    fn small_numbers_may_jump() {
        // 6 to 19 is threefold, yet thirteen people only.
        assert!(!is_far(&share(13, 19), &share(4, 6), Unit::Percent));
        assert!(is_far(&share(20, 26), &share(4, 6), Unit::Percent));
    }

    #[test]
    fn a_share_is_far_from_fifteen_points_on() {
        assert!(!is_far(&share(649, 1000), &share(500, 1000), Unit::Percent));
        assert!(is_far(&share(650, 1000), &share(500, 1000), Unit::Percent));
        assert!(is_far(&share(350, 1000), &share(500, 1000), Unit::Percent));
    }

    #[test]
    fn what_is_small_is_the_part_the_rest_or_the_whole() {
        assert!(has_small_count(&share(9, 100), Unit::Percent, 10));
        assert!(has_small_count(&share(91, 100), Unit::Percent, 10));
        assert!(!has_small_count(&share(10, 20), Unit::Percent, 10));
        assert!(!has_small_count(&share(10, 20), Unit::Percent, 3));
        assert!(!has_small_count(&withheld(), Unit::Percent, 10));
    }

    #[test]
    fn corrections_first_times_and_lost_values_are_told() {
        assert_eq!(flags_of(share(30, 41), None, None), [Flag::FirstTime]);
        assert_eq!(
            flags_of(withheld(), Some(share(30, 41)), None),
            [Flag::NoValueNow]
        );
        let same = share(30, 60);
        assert_eq!(flags_of(same, Some(same), Some(same)), []);
        assert_eq!(flags_of(share(31, 60), Some(same), Some(same)), [Flag::Corrects]);
    }
}
