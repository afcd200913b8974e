//! What a goal asks of each group and year, and whether that was ever done (DOMAIN C2.2; METHODS 4).
//!
//! Rules only: series in, paths and history out. [`super::asks_page`] shows them from published figures.

use domain::period::Period;
use statistics::{Better, Equitable, Incremental, Series, closing_rate, fall_backs};

use crate::reading::word::{Mark, is_alike, yearly};

/// Part of each distance that an equitable goal leaves at its end, unless somebody says another.
pub const LEFT_USUAL: f64 = 0.1;

/// How a goal shares out what it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Every group gains as much a year as everyone together must.
    Sustained,
    /// Each group goes from where it is to the goal in equal steps.
    Incremental,
    /// The best group gains as everyone must, and the others faster, so that the distance closes.
    Equitable,
}

impl Kind {
    /// The kind for its code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "sustained" => Some(Self::Sustained),
            "incremental" => Some(Self::Incremental),
            "equitable" => Some(Self::Equitable),
            _ => None,
        }
    }
}

/// A goal to try.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// How it shares out what it asks.
    pub kind: Kind,
    /// The value to reach, in the unit.
    pub value: f64,
    /// By when.
    pub by: Period,
    /// Which way is better.
    pub better: Better,
    /// The best value there is, where the unit has one.
    pub best_possible: Option<f64>,
    /// Part of each distance that may be left at the end, from 0 to 1; for an equitable goal.
    pub left: f64,
}

/// What a goal asks of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Where the group stands.
    pub now: Mark,
    /// What is asked for each year after that.
    pub path: Vec<(Period, f64)>,
    /// Past stretches as long as this one.
    pub stretches: usize,
    /// How many of them gained at least as much.
    pub reached: usize,
    /// What is asked over the best past gain of the same length; none if nothing was ever gained, or nothing is asked.
    pub times_best: Option<f64>,
    /// Years that fell back by more than is normal: a sustained goal allows none.
    pub fell_back: Vec<i32>,
}

/// What a goal asks of a group, given its own figures, everyone's, and the best group's latest value.
///
/// None: no figure, or the goal's period is not ahead of the latest by one to fifty of its years.
pub fn asked(trial: &Trial, group: &[Mark], everyone: &[Mark], best: f64) -> Option<Asked> {
    let now = *group.last()?;
    let years = years_between(now.period, trial.by)?;
    let whole = everyone.last().map_or(now.value, |mark| mark.value);
    let path = path(trial, now.value, whole, best, years)?;
    let target = *path.last()?;
    let series = history(group, now.period)?;
    let incremental = Incremental {
        start: now.value,
        target,
        years,
    };
    let feasible = incremental.feasibility(&series, trial.better).ok();
    let wobble = series.wobble().unwrap_or(0.0);
    let mut period = now.period;
    let steps = path.into_iter().map(|value| {
        period = period.next();
        (period, value)
    });
    Some(Asked {
        now,
        path: steps.collect(),
        stretches: feasible.map_or(0, |feasible| feasible.stretches),
        reached: feasible.map_or(0, |feasible| feasible.reached),
        times_best: feasible.and_then(|feasible| feasible.times_best),
        fell_back: fall_backs(&series, wobble, trial.better).unwrap_or_default(),
    })
}

/// Years from one period to another of its kind that lies ahead.
pub fn years_between(now: Period, by: Period) -> Option<u32> {
    let years = u32::try_from(by.axis_year() - now.axis_year()).ok()?;
    (is_alike(now, by) && (1..=50).contains(&years)).then_some(years)
}

fn history(marks: &[Mark], now: Period) -> Option<Series> {
    let alike: Vec<Mark> = marks
        .iter()
        .filter(|mark| is_alike(mark.period, now))
        .copied()
        .collect();
    yearly(&alike)
}

fn path(trial: &Trial, start: f64, everyone: f64, best: f64, years: u32) -> Option<Vec<f64>> {
    let sign = if trial.better == Better::Higher { 1.0 } else { -1.0 };
    let gain = (sign * (trial.value - everyone)).max(0.0) / f64::from(years);
    let within = |value: f64| match trial.best_possible {
        Some(most) if sign * (value - most) > 0.0 => most,
        Some(_) | None => value,
    };
    match trial.kind {
        Kind::Sustained => {
            let steps = (1..=years).map(|year| within(start + sign * gain * f64::from(year)));
            Some(steps.collect())
        }
        // Who is there already is asked to stay.
        Kind::Incremental if sign * (start - trial.value) >= 0.0 => Some(vec![start; years as usize]),
        Kind::Incremental => Incremental {
            start,
            target: trial.value,
            years,
        }
        .path()
        .ok(),
        Kind::Equitable => {
            let most = trial.best_possible.unwrap_or(best + sign * 1e9);
            let gain = (sign * (trial.value - best)).max(0.0) / f64::from(years);
            let plan = Equitable {
                reference: best,
                reference_gain: gain,
                closing: closing_rate(trial.left, years).ok()?,
                best_possible: most,
                better: trial.better,
            };
            plan.path(start, years).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(values: &[f64]) -> Vec<Mark> {
        let at = |(year, value): (i16, &f64)| Mark {
            period: Period::SchoolYear(year),
            value: *value,
            margin: None,
        };
        (2015..).zip(values).map(at).collect()
    }

    fn trial(kind: Kind) -> Trial {
        Trial {
            kind,
            value: 80.0,
            by: Period::SchoolYear(2021),
            better: Better::Higher,
            best_possible: Some(100.0),
            left: 0.25,
        }
    }

    fn values(asked: &Asked) -> Vec<f64> {
        asked.path.iter().map(|(_, value)| *value).collect()
    }

    #[test]
    fn each_kind_shares_out_what_it_asks() {
        let (group, everyone) = (
            marks(&[50.0, 51.0, 53.0, 54.0, 60.0]),
            marks(&[66.0, 67.0, 68.0, 69.0, 70.0]),
        );
        let of = |kind| asked(&trial(kind), &group, &everyone, 76.0).expect("two years ahead");
        // Everyone needs 10 points in two years, so every group is asked for 5 a year.
        assert_eq!(values(&of(Kind::Sustained)), [65.0, 70.0]);
        // This group alone needs 20.
        assert_eq!(values(&of(Kind::Incremental)), [70.0, 80.0]);
        // The best is at 76 and needs 2 a year; 16 points of distance become 8, then 4.
        assert_eq!(values(&of(Kind::Equitable)), [70.0, 76.0]);
        assert_eq!(of(Kind::Incremental).path[1].0, Period::SchoolYear(2021));
    }

    #[test]
    fn history_says_whether_it_was_ever_done() {
        let group = marks(&[50.0, 51.0, 53.0, 54.0, 60.0]);
        let told = asked(&trial(Kind::Incremental), &group, &group, 60.0).expect("a path");
        // Stretches of two years gained 3, 3 and 7; 20 is asked.
        assert_eq!((told.stretches, told.reached), (3, 0));
        assert!((told.times_best.expect("some gain") - 20.0 / 7.0).abs() < 1e-9);
        let fell = asked(
            &trial(Kind::Sustained),
            &marks(&[60.0, 61.0, 62.0, 40.0, 41.0]),
            &group,
            60.0,
        );
        assert!(fell.is_some());
    }

    #[test]
    fn nobody_is_asked_to_fall_and_no_goal_lies_behind() {
        let there = marks(&[80.0, 82.0, 84.0]);
        let now = Period::SchoolYear(2017);
        let kept = asked(
            &Trial {
                by: Period::SchoolYear(2019),
                ..trial(Kind::Incremental)
            },
            &there,
            &there,
            84.0,
        );
        assert_eq!(values(&kept.expect("a path")), [84.0, 84.0]);
        let past = Trial {
            by: now,
            ..trial(Kind::Incremental)
        };
        assert_eq!(asked(&past, &there, &there, 84.0), None);
        let other = Trial {
            by: Period::Year(2030),
            ..trial(Kind::Incremental)
        };
        assert_eq!(asked(&other, &there, &there, 84.0), None);
        assert_eq!(asked(&trial(Kind::Sustained), &[], &there, 84.0), None);
    }

    #[test]
    fn less_is_better_asks_downward() {
        let down = Trial {
            value: 10.0,
            better: Better::Lower,
            best_possible: Some(0.0),
            ..trial(Kind::Equitable)
        };
        let group = marks(&[30.0, 29.0, 28.0, 27.0, 26.0]);
        let told = asked(&down, &group, &group, 14.0).expect("a path");
        // The best goes from 14 to 10 in two years; 12 points of distance become 6, then 3.
        assert_eq!(values(&told), [18.0, 13.0]);
    }
}
