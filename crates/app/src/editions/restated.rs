//! Corrections: how many people a restated figure and the one printed before differ by.
//!
//! Whoever sees 212 in one edition and 209 in the next learns that three people were counted wrong, and often who. So a
//! correction is judged like a small count: if it is about fewer people than the minimum, the figure stays as it was
//! printed until the next period, and what the correction is must not follow from anything else.

use domain::quantity::Unit;

use super::printed::Known;

/// How a figure differs from what was told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Restated {
    /// It was never told, or says the same as when it was told last.
    No,
    /// By as many people as may be told, or more.
    ByMany,
    /// By fewer people than may be told.
    ByFew,
    /// Only rates were told, and no count stands behind them: nobody can say by how many.
    CannotTell,
}

/// The counts behind a figure: those counted, the group, and those not counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Counts {
    /// As far as they are known.
    pub(super) known: [Option<i64>; 3],
    /// As far as they follow from the rate too, roughly.
    roughly: [Option<i64>; 3],
    value: Option<f64>,
}

impl Counts {
    /// The counts of what an edition printed, or of what is known now.
    pub(super) fn of(known: &Known, unit: Unit) -> Self {
        let value = known.value;
        let plain = value
            .filter(|_| unit == Unit::Count)
            .map(|value| value.round() as i64);
        let (mut part, mut whole) = (known.numerator.or(plain), known.denominator);
        let known = with_rest(part, whole);
        if let (Some(value), Some(factor)) = (value, unit.factor()) {
            part = part.or(whole.map(|whole| (value * whole as f64 / factor).round() as i64));
            whole = whole.or(part
                .filter(|_| value > 0.0)
                .map(|part| (part as f64 * factor / value).round() as i64));
        }
        Self {
            known,
            roughly: with_rest(part, whole),
            value,
        }
    }

    /// How these differ from the counts printed earlier.
    pub(super) fn against(&self, before: &Self, minimum: i64) -> Restated {
        let is_same_value = match (self.value, before.value) {
            (Some(now), Some(before)) => now == before,
            (None, _) | (_, None) => true,
        };
        // Counts taken from a rounded rate are too rough to say that anything changed; they say by how many.
        let sizes = if is_same_value {
            sizes(&self.known, &before.known)
        } else {
            sizes(&self.roughly, &before.roughly)
        };
        if sizes.iter().any(|size| (1..minimum).contains(size)) {
            return Restated::ByFew;
        }
        if sizes.iter().any(|size| *size > 0) {
            return Restated::ByMany;
        }
        if is_same_value || !sizes.is_empty() {
            return Restated::No;
        }
        Restated::CannotTell
    }
}

fn with_rest(part: Option<i64>, whole: Option<i64>) -> [Option<i64>; 3] {
    [part, whole, whole.zip(part).map(|(whole, part)| whole - part)]
}

fn sizes(now: &[Option<i64>; 3], before: &[Option<i64>; 3]) -> Vec<i64> {
    let pairs = now.iter().zip(before);
    pairs
        .filter_map(|(now, before)| Some(((*now)? - (*before)?).abs()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: i64, whole: i64) -> Counts {
        let known = Known {
            value: Some((part as f64 * 1000.0 / whole as f64).round() / 10.0),
            numerator: Some(part),
            denominator: Some(whole),
            ..Known::default()
        };
        Counts::of(&known, Unit::Percent)
    }

    fn rate(value: f64, whole: Option<i64>) -> Counts {
        let known = Known {
            value: Some(value),
            denominator: whole,
            ..Known::default()
        };
        Counts::of(&known, Unit::Percent)
    }

    #[test]
    fn a_correction_is_judged_by_the_people_it_is_about() {
        for (now, before, expected) in [
            (share(200, 1000), share(200, 1000), Restated::No),
            (share(203, 1000), share(200, 1000), Restated::ByFew),
            (share(209, 1000), share(200, 1000), Restated::ByFew),
            (share(210, 1000), share(200, 1000), Restated::ByMany),
            // The group shrank by three who were counted: those not counted are the same.
            (share(197, 997), share(200, 1000), Restated::ByFew),
            // 20 fewer in the group, 15 fewer counted: 5 fewer not counted.
            (share(185, 980), share(200, 1000), Restated::ByFew),
            (rate(18.3, None), rate(18.5, None), Restated::CannotTell),
            (rate(18.3, Some(1000)), rate(18.5, Some(1000)), Restated::ByFew),
            (rate(18.3, Some(9000)), rate(18.5, Some(9000)), Restated::ByMany),
            (rate(18.3, None), rate(18.3, None), Restated::No),
        ] {
            assert_eq!(now.against(&before, 10), expected, "{now:?} {before:?}");
        }
    }
}
