//! Which points of a trend are joined by a line, which periods are blank, which point is which.

use super::{Course, Trend};
use crate::blank::Blank;
use crate::value::{Goal, Period, Point, Reading, is_drawable};

/// A measured point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dot<'a> {
    pub period: &'a Period,
    pub reading: Reading,
    /// Whether a later break in the series separates it from the latest values.
    pub is_old: bool,
}

/// Neighbouring blank periods of one kind and reason.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run<'a> {
    pub first: &'a Period,
    pub last: &'a Period,
    pub names: Vec<String>,
    pub blank: Blank,
    pub reason: &'a str,
}

/// A trend sorted out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Series<'a> {
    /// The points in order of time, one for each period.
    pub points: Vec<&'a Point>,
    /// The measured ones.
    pub dots: Vec<Dot<'a>>,
    /// Ranges of `dots` that are joined.
    pub lines: Vec<std::ops::Range<usize>>,
    /// The blanks.
    pub runs: Vec<Run<'a>>,
    /// Which dot is the baseline, unless that is the latest itself.
    pub baseline: Option<usize>,
    pub goal: Option<&'a Goal>,
    pub course: Vec<&'a Course>,
}

impl<'a> Series<'a> {
    pub(crate) fn of(trend: &'a Trend) -> Self {
        let mut points: Vec<&Point> = trend.points.iter().collect();
        points.sort_by_key(|point| point.period.at);
        points.dedup_by_key(|point| point.period.at);
        let last_break = trend.breaks.iter().copied().max().unwrap_or(i32::MIN);
        let dots: Vec<Dot<'_>> = points
            .iter()
            .filter_map(|point| {
                Some(Dot {
                    period: &point.period,
                    reading: point.value.reading()?,
                    is_old: point.period.at < last_break,
                })
            })
            .collect();
        let latest = dots.len().checked_sub(1);
        let baseline = dots
            .iter()
            .position(|dot| Some(dot.period.at) == trend.baseline)
            .filter(|index| Some(*index) != latest);
        let after = dots.last().map_or(i32::MIN, |dot| dot.period.at);
        let mut course: Vec<&Course> = trend
            .course
            .iter()
            .filter(|course| is_drawable(course.value) && course.period.at > after)
            .collect();
        course.sort_by_key(|course| course.period.at);
        Self {
            lines: lines(trend, &dots),
            runs: runs(trend, &points),
            baseline,
            goal: trend.goal.as_ref().filter(|goal| is_drawable(goal.value)),
            course: if dots.is_empty() { Vec::new() } else { course },
            points,
            dots,
        }
    }

    pub(crate) fn latest(&self) -> Option<&Dot<'a>> {
        self.dots.last()
    }

    /// The goal's date, where it lies ahead of the latest value: then a path leads there.
    pub(crate) fn goal_ahead(&self) -> Option<&'a Period> {
        let by = self.goal?.by.as_ref()?;
        (by.at > self.latest()?.period.at).then_some(by)
    }
}

fn lines(trend: &Trend, dots: &[Dot<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for index in 1..=dots.len() {
        let is_joined = index < dots.len() && {
            let (before, after) = (dots[index - 1].period.at, dots[index].period.at);
            let is_near = i64::from(after) - i64::from(before) <= i64::from(trend.step);
            let is_broken = trend.breaks.iter().any(|at| before < *at && *at <= after);
            is_near && !is_broken
        };
        if !is_joined {
            lines.push(start..index);
            start = index;
        }
    }
    lines
}

fn runs<'a>(trend: &Trend, points: &[&'a Point]) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for point in points {
        let Some((blank, reason)) = point.value.missing() else {
            continue;
        };
        let name = point.period.long.clone();
        if let Some(run) = runs.last_mut() {
            let distance = i64::from(point.period.at) - i64::from(run.last.at);
            if run.blank == blank && run.reason == reason && distance <= i64::from(trend.step) {
                run.last = &point.period;
                run.names.push(name);
                continue;
            }
        }
        runs.push(Run {
            first: &point.period,
            last: &point.period,
            names: vec![name],
            blank,
            reason,
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Unit;
    use crate::value::Value;

    fn trend_of(values: &[(i32, Value)]) -> Trend {
        let mut trend = Trend::new("", "", Unit::Percent);
        trend.points = values
            .iter()
            .map(|(at, value)| Point::new(Period::new(*at, at.to_string()), value.clone()))
            .collect();
        trend
    }

    #[test]
    fn a_line_is_never_drawn_through_a_blank_a_missing_year_or_a_break() {
        let mut trend = trend_of(&[
            (2011, Value::alone(1.0)),
            (2012, Value::blank(Blank::Protected, "")),
            (2013, Value::alone(2.0)),
            (2014, Value::alone(3.0)),
            (2016, Value::alone(4.0)),
            (2017, Value::alone(5.0)),
        ]);
        trend.breaks = vec![2017];
        assert_eq!(Series::of(&trend).lines, [0..1, 1..3, 3..4, 4..5]);
    }

    #[test]
    fn neighbouring_blanks_of_one_reason_become_one_band() {
        let trend = trend_of(&[
            (2013, Value::blank(Blank::Protected, "")),
            (2011, Value::blank(Blank::NotComparable, "closed")),
            (2012, Value::blank(Blank::NotComparable, "closed")),
        ]);
        let series = Series::of(&trend);
        let names: Vec<_> = series.runs.iter().map(|run| run.names.len()).collect();
        assert_eq!(names, [2, 1]);
    }
}
