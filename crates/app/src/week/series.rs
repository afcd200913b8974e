//! One measure's figures of everyone over time, as this page may show them, and which way they go.

use std::collections::BTreeSet;

use domain::measurement::{Course, Figure};
use domain::period::Period;
use domain::quantity::{Direction, Status, Unit};
use domain::review::has_small_count;

use crate::reading::word::{Mark, tell};

/// What may be shown of a figure here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown {
    /// Its value.
    Value(Known),
    /// A small count stands behind it.
    Protected,
    /// It does not compare with its neighbours.
    NotComparable,
    /// There is no value.
    Nothing,
}

/// A known value at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// When.
    pub period: Period,
    /// Value, in the unit.
    pub value: f64,
    /// Margin of error, at 90 percent.
    pub margin: Option<f64>,
}

/// Where and how a measure's way of counting changed, for everyone.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The last period with a new way of counting.
    pub break_at: Option<Period>,
    /// Periods that do not compare with their neighbours.
    pub not_comparable: BTreeSet<Period>,
}

/// Values over time, oldest first.
#[derive(Debug, Clone)]
pub struct Series(pub Vec<(Period, Shown)>);

impl Series {
    /// The series of figures; below `least` a count is small.
    pub fn of(figures: &[(Period, Figure)], notes: &Notes, unit: Unit, least: i64) -> Self {
        let shown = figures.iter().map(|(period, figure)| {
            let period = *period;
            let shown = match figure.value {
                Some(_) if has_small_count(figure, unit, least) => Shown::Protected,
                Some(_) if notes.not_comparable.contains(&period) => Shown::NotComparable,
                Some(value) if figure.status == Status::Ok => Shown::Value(Known {
                    period,
                    value,
                    margin: figure.margin,
                }),
                Some(_) | None => Shown::Nothing,
            };
            (period, shown)
        });
        let mut series: Vec<(Period, Shown)> = shown.collect();
        series.sort_by_key(|(period, _)| *period);
        Self(series)
    }

    /// The latest that says something: a value, or that it is protected.
    pub fn latest(&self) -> Shown {
        let said = self
            .0
            .iter()
            .rev()
            .find(|(_, shown)| matches!(shown, Shown::Value(_) | Shown::Protected));
        said.map_or(Shown::Nothing, |(_, shown)| *shown)
    }

    /// Which way it goes, and since when: as the public page tells it, from the values that compare.
    pub fn course(
        &self,
        notes: &Notes,
        baseline: Option<Period>,
        direction: Direction,
    ) -> (Course, Option<(Known, Known)>) {
        let values = self.0.iter().filter_map(|(_, shown)| match shown {
            Shown::Value(known) => Some(*known),
            Shown::Protected | Shown::NotComparable | Shown::Nothing => None,
        });
        let comparable = values.filter(|known| notes.break_at.is_none_or(|from| known.period >= from));
        let marks: Vec<Mark> = comparable
            .map(|known| Mark {
                period: known.period,
                value: known.value,
                margin: known.margin,
            })
            .collect();
        let known = |mark: Mark| Known {
            period: mark.period,
            value: mark.value,
            margin: mark.margin,
        };
        let told = tell(&marks, baseline, direction);
        let course = told.map_or(Course::TooEarlyToSay, |told| told.course);
        (course, told.map(|told| (known(told.since), known(told.until))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64) -> Figure {
        Figure {
            numerator: None,
            denominator: None,
            value: Some(value),
            margin: None,
            numerator_margin: None,
            status: Status::Ok,
        }
    }

    fn years(values: &[f64]) -> Vec<(Period, Figure)> {
        (2011..)
            .zip(values)
            .map(|(year, value)| (Period::SchoolYear(year), figure(*value)))
            .collect()
    }

    fn told(values: &[f64], notes: &Notes, baseline: Option<Period>) -> Course {
        let series = Series::of(&years(values), notes, Unit::Percent, 10);
        series.course(notes, baseline, Direction::Higher).0
    }

    #[test]
    fn what_came_before_a_break_or_the_baseline_does_not_count() {
        let values = [80.0, 79.0, 60.0, 62.0, 64.0, 65.0, 67.0];
        assert_eq!(told(&values, &Notes::default(), None), Course::HoldingSteady);
        let broken = Notes {
            break_at: Some(Period::SchoolYear(2013)),
            ..Notes::default()
        };
        assert_eq!(told(&values, &broken, None), Course::Improving);
        assert_eq!(
            told(&values, &Notes::default(), Some(Period::SchoolYear(2013))),
            Course::Improving
        );
    }

    #[test]
    fn a_period_that_does_not_compare_is_left_out() {
        let odd = Notes {
            not_comparable: BTreeSet::from([Period::SchoolYear(2016)]),
            ..Notes::default()
        };
        let values = [60.0, 62.0, 64.0, 65.0, 67.0, 10.0];
        assert_eq!(told(&values, &odd, None), Course::Improving);
        assert_eq!(told(&values, &Notes::default(), None), Course::HoldingSteady);
    }

    #[test]
    fn a_small_count_is_protected_and_tells_no_course() {
        let small = Figure {
            numerator: Some(9),
            denominator: Some(100),
            ..figure(9.0)
        };
        let mut figures = years(&[60.0, 62.0, 63.0, 65.0]);
        figures.push((Period::SchoolYear(2015), small));
        let series = Series::of(&figures, &Notes::default(), Unit::Percent, 10);
        assert_eq!(series.latest(), Shown::Protected);
        let (course, _) = series.course(&Notes::default(), None, Direction::Higher);
        assert_eq!(course, Course::TooEarlyToSay);
    }

    #[test]
    fn years_shared_by_two_figures_count_once() {
        let spans = [(2010, 12.3), (2011, 11.0), (2012, 10.0), (2015, 8.0)];
        let figures: Vec<(Period, Figure)> = spans
            .map(|(from, value)| (Period::Years(from, from + 4), figure(value)))
            .to_vec();
        let series = Series::of(&figures, &Notes::default(), Unit::Percent, 10);
        let (course, _) = series.course(&Notes::default(), None, Direction::Lower);
        assert_eq!(
            course,
            Course::TooEarlyToSay,
            "years that two figures share are not two years"
        );
    }
}
