//! The monthly series of a cycle: which months stand out from what the process does by itself, in words.

use platform::words::Words;
use statistics::{Limits, Rule, individuals};

use super::store::{LimitsRow, MonthRow};

/// Limits are drawn from the first months, at most so many, and stay there: what comes later is judged by them.
const BASELINE_MONTHS: usize = 12;
/// With fewer months, any limits would say more than is known.
const MONTHS_LEAST: usize = 6;

/// The series as it is read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// By month: its limits, once there are enough months, and why it stands out.
    pub months: Vec<(Option<Limits>, Vec<Rule>)>,
    /// How many months are still missing until limits can be drawn; none once they can.
    pub missing: usize,
    /// How many months the limits come from.
    pub baseline: usize,
}

/// Reads a series, the oldest month first; from each month in `renewed` on, limits are drawn anew.
pub fn read(rows: &[MonthRow], renewed: &[LimitsRow]) -> Reading {
    let begins = |row: &MonthRow| renewed.iter().any(|limits| limits.from_month == row.month);
    let mut all = Reading::default();
    let mut from = 0;
    for to in (1..rows.len())
        .filter(|at| begins(&rows[*at]))
        .chain([rows.len()])
    {
        let part = read_part(&rows[from..to]);
        all.months.extend(part.months);
        (all.missing, all.baseline) = (part.missing, part.baseline);
        from = to;
    }
    all
}

/// Months that one set of limits holds for.
fn read_part(rows: &[MonthRow]) -> Reading {
    let values: Vec<f64> = rows.iter().map(|row| row.value).collect();
    let baseline = values.len().min(BASELINE_MONTHS);
    let chart = (values.len() >= MONTHS_LEAST).then(|| individuals(&values, baseline));
    let Some(Ok(chart)) = chart else {
        return Reading {
            months: vec![(None, Vec::new()); rows.len()],
            missing: MONTHS_LEAST.saturating_sub(rows.len()),
            baseline: 0,
        };
    };
    let months = chart.points.iter().enumerate().map(|(index, limits)| {
        let rules = chart.signals.iter().filter(|signal| signal.index == index);
        (Some(*limits), rules.map(|signal| signal.rule).collect())
    });
    Reading {
        months: months.collect(),
        missing: 0,
        baseline,
    }
}

/// Why a month stands out, in words.
pub fn said(words: Words, rule: Rule) -> String {
    words.say(match rule {
        Rule::BeyondLimit => "signal-beyond-limit",
        Rule::EightOnOneSide => "signal-eight-on-one-side",
        Rule::TwoOfThree => "signal-two-of-three",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(values: &[f64]) -> Vec<MonthRow> {
        let rows = values.iter().enumerate().map(|(index, value)| MonthRow {
            month: format!("2026-{:02}", index + 1),
            value: *value,
            remark: String::new(),
        });
        rows.collect()
    }

    #[test]
    fn new_limits_hold_from_their_month_on_and_the_old_ones_before() {
        let values = [
            10.0, 12.0, 11.0, 13.0, 12.0, 11.0, 30.0, 32.0, 31.0, 33.0, 32.0, 31.0,
        ];
        let renewed = [LimitsRow {
            from_month: "2026-07".to_owned(),
            reason: "A nurse at every school since July".to_owned(),
        }];
        let frozen = read(&rows(&values[..8]), &[]);
        let all = read(&rows(&values), &renewed);
        let alone = read(&rows(&values[..6]), &[]);
        assert_eq!(all.months[..6], alone.months[..]);
        assert!(all.months.iter().all(|(_, rules)| rules.is_empty()), "{all:?}");
        assert!((all.months[11].0.unwrap().centre - 31.5).abs() < 1e-9);
        assert_eq!((all.missing, all.baseline), (0, 6));
        // Without the decision the same months stand out; with it, its first months wait for limits.
        assert!(frozen.months.iter().any(|(_, rules)| !rules.is_empty()));
        assert_eq!(read(&rows(&values[..8]), &renewed).missing, 4);
    }

    #[test]
    fn limits_wait_for_six_months_and_are_frozen_after_twelve() {
        let five = read(&rows(&[10.0, 12.0, 11.0, 13.0, 12.0]), &[]);
        assert_eq!((five.missing, five.baseline), (1, 0));
        assert!(
            five.months
                .iter()
                .all(|(limits, rules)| limits.is_none() && rules.is_empty())
        );
        let six = read(&rows(&[10.0, 12.0, 11.0, 13.0, 12.0, 11.0]), &[]);
        assert_eq!((six.missing, six.baseline), (0, 6));
        let steady = [
            10.0, 12.0, 11.0, 13.0, 12.0, 11.0, 10.0, 12.0, 11.0, 13.0, 12.0, 11.0,
        ];
        let mut year = steady.to_vec();
        let before = read(&rows(&year), &[]).months[0].0.unwrap();
        year.push(40.0);
        let after = read(&rows(&year), &[]);
        assert_eq!(
            after.months[0].0.unwrap(),
            before,
            "a thirteenth month moves no limit"
        );
        assert_eq!(after.months[12].1, [Rule::BeyondLimit]);
    }
}
