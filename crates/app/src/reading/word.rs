//! The word for a series and what is normal in it, from the `statistics` crate.

use std::mem::discriminant;

use domain::measurement::Course;
use domain::period::Period;
use domain::quantity::Direction;
use statistics::{Better, Period as Span, Point, Reading, Rolling, Rule, Series, Word, individuals};

/// Months that the limits of a monthly series are drawn from, and the fewest it takes to say anything.
pub const MONTHS_OF_BASELINE: usize = 12;
/// Series longer than this are read from their latest points.
const POINTS_MOST: usize = 40;

/// A published value at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// When.
    pub period: Period,
    /// In the unit.
    pub value: f64,
    /// Margin of error at 90 percent, in the unit.
    pub margin: Option<f64>,
}

/// What a series says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    /// The word.
    pub course: Course,
    /// The first point that it was told from.
    pub since: Mark,
    /// The last one.
    pub until: Mark,
    /// The change from one point to the next that is normal, either way; none for months and below three points.
    pub wobble: Option<f64>,
    /// The latest change, if it was out of the ordinary.
    pub unusual: Option<f64>,
}

/// What a series of values that compare says, oldest first: since the baseline where that is long enough to tell
/// anything, else as a whole. None: there is no value.
///
/// Only periods of the latest's kind and length are read together. A trend is named as [`statistics::Series::read`]
/// and, where periods share years, [`Rolling::read`] do; months as a control chart does. A change that two margins of
/// error explain is none.
pub fn tell(marks: &[Mark], baseline: Option<Period>, direction: Direction) -> Option<Told> {
    let last = marks.last()?;
    let mut alike: Vec<Mark> = marks
        .iter()
        .filter(|mark| is_alike(mark.period, last.period))
        .copied()
        .collect();
    alike.drain(..alike.len().saturating_sub(POINTS_MOST));
    let since: Vec<Mark> = alike
        .iter()
        .filter(|mark| baseline.is_some_and(|baseline| mark.period >= baseline))
        .copied()
        .collect();
    let own = told(&since, direction).filter(|told| told.course != Course::TooEarlyToSay);
    own.or_else(|| told(&alike, direction))
}

/// Whether two periods are of one kind, so that a step between them means something.
pub fn is_alike(one: Period, other: Period) -> bool {
    let length = |period| match period {
        Period::Years(from, to) => to - from,
        Period::SchoolYear(_) | Period::FiscalYear(_) | Period::Year(_) | Period::Month(_, _) => 0,
    };
    discriminant(&one) == discriminant(&other) && length(one) == length(other)
}

/// The points as a yearly series, each at the year it ends in. None: they do not follow each other.
pub fn yearly(marks: &[Mark]) -> Option<Series> {
    let points = marks.iter().map(|mark| Point {
        year: i32::from(mark.period.axis_year()),
        value: mark.value,
    });
    Series::new(points.collect()).ok()
}

fn told(marks: &[Mark], direction: Direction) -> Option<Told> {
    let (since, until) = (*marks.first()?, *marks.last()?);
    let better = match direction {
        Direction::Lower => Better::Lower,
        Direction::Higher | Direction::Neither => Better::Higher,
    };
    if matches!(until.period, Period::Month(_, _)) {
        return Some(Told {
            course: of_months(marks, direction),
            since,
            until,
            wobble: None,
            unusual: None,
        });
    }
    let reading = read(marks, better);
    let word = reading.map_or(Word::TooEarly, |reading| reading.word);
    let course = match word {
        _ if direction == Direction::Neither => Course::TooEarlyToSay,
        Word::TooEarly => Course::TooEarlyToSay,
        Word::HoldingSteady => Course::HoldingSteady,
        Word::Improving | Word::Slipping if is_within_margin(since, until) => Course::HoldingSteady,
        Word::Improving => Course::Improving,
        Word::Slipping => Course::Slipping,
    };
    let latest = yearly(marks).filter(|_| !matches!(until.period, Period::Years(_, _)));
    let latest = latest.and_then(|series| series.latest_change().ok());
    Some(Told {
        course,
        since,
        until,
        wobble: reading.and_then(|reading| reading.wobble),
        unusual: latest
            .filter(|latest| latest.is_beyond)
            .map(|latest| latest.change),
    })
}

fn read(marks: &[Mark], better: Better) -> Option<Reading> {
    let spans: Vec<Span> = marks
        .iter()
        .filter_map(|mark| match mark.period {
            Period::Years(from, to) => Some(Span {
                first: i32::from(from),
                last: i32::from(to),
            }),
            Period::SchoolYear(_) | Period::FiscalYear(_) | Period::Year(_) | Period::Month(_, _) => None,
        })
        .collect();
    if spans.is_empty() {
        return yearly(marks)?.read(better).ok();
    }
    let values: Vec<f64> = marks.iter().map(|mark| mark.value).collect();
    Rolling::new(spans, &values).ok()?.read(better).ok()
}

/// The word for months: whether the latest stands out from what the first year did by itself.
fn of_months(marks: &[Mark], direction: Direction) -> Course {
    let values: Vec<f64> = marks.iter().map(|mark| mark.value).collect();
    let chart = match (individuals(&values, MONTHS_OF_BASELINE), direction) {
        (Ok(chart), Direction::Higher | Direction::Lower) if values.len() > MONTHS_OF_BASELINE => chart,
        (_, _) => return Course::TooEarlyToSay,
    };
    let latest = values.len() - 1;
    let stands_out = chart.signals.iter().any(|signal| {
        // One point beyond two of three lines may be chance; a run or a point beyond the limits is not.
        signal.index == latest && matches!(signal.rule, Rule::BeyondLimit | Rule::EightOnOneSide)
    });
    let is_higher = chart.points[latest].value > chart.points[latest].centre;
    match (stands_out, is_higher == (direction == Direction::Higher)) {
        (false, _) => Course::HoldingSteady,
        (true, true) => Course::Improving,
        (true, false) => Course::Slipping,
    }
}

/// Margins of independent estimates add as squares (US Census Bureau, "Understanding and Using ACS Data", ch. 7).
fn is_within_margin(first: Mark, last: Mark) -> bool {
    match (first.margin, last.margin) {
        (Some(before), Some(now)) => (last.value - first.value).abs() <= before.hypot(now),
        (_, _) => false,
    }
}
