//! The monthly series of a cycle: which months stand out from what the process does by itself, in words.

use platform::words::Words;
use statistics::{Limits, Rule, individuals};

use super::store::MonthRow;

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

/// Reads a series, the oldest month first.
pub fn read(rows: &[MonthRow]) -> Reading {
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
    fn limits_wait_for_six_months_and_are_frozen_after_twelve() {
        let five = read(&rows(&[10.0, 12.0, 11.0, 13.0, 12.0]));
        assert_eq!((five.missing, five.baseline), (1, 0));
        assert!(
            five.months
                .iter()
                .all(|(limits, rules)| limits.is_none() && rules.is_empty())
        );
        let six = read(&rows(&[10.0, 12.0, 11.0, 13.0, 12.0, 11.0]));
        assert_eq!((six.missing, six.baseline), (0, 6));
        let steady = [
            10.0, 12.0, 11.0, 13.0, 12.0, 11.0, 10.0, 12.0, 11.0, 13.0, 12.0, 11.0,
        ];
        let mut year = steady.to_vec();
        let before = read(&rows(&year)).months[0].0.unwrap();
        year.push(40.0);
        let after = read(&rows(&year));
        assert_eq!(
            after.months[0].0.unwrap(),
            before,
            "a thirteenth month moves no limit"
        );
        assert_eq!(after.months[12].1, [Rule::BeyondLimit]);
    }
}
