//! Yearly points of one indicator, same definition and same population throughout.

use crate::fault::{Fault, finite};
use crate::period::{Period, independent};

/// The longest series that is looked at; indicators have 5 to 15 yearly points.
const POINTS_MOST: usize = 200;

/// One yearly figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The year.
    pub year: i32,
    /// The figure, in the unit of the indicator.
    pub value: f64,
}

/// Yearly points in order; years may be missing. A break (another test, another definition) starts a new series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series(Vec<Point>);

/// The move from one point to the next.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// Years between the two points.
    pub years: f64,
    /// Later minus earlier value.
    pub change: f64,
}

impl Series {
    /// The series of these points.
    ///
    /// Errors: `OutOfOrder` unless every year is later than the one before; `NotFinite`; `TooMany` above 200 points.
    ///
    /// ```
    /// # use mainstay_statistics::{Fault, Point, Series};
    /// let point = |year, value| Point { year, value };
    /// assert!(Series::new(vec![point(2019, 52.0), point(2022, 54.0)]).is_ok());
    /// assert_eq!(Series::new(vec![point(2019, 52.0), point(2019, 54.0)]), Err(Fault::OutOfOrder));
    /// ```
    pub fn new(points: Vec<Point>) -> Result<Self, Fault> {
        if points.len() > POINTS_MOST {
            return Err(Fault::TooMany {
                found: points.len(),
                most: POINTS_MOST,
            });
        }
        for point in &points {
            finite(point.value)?;
        }
        if points.windows(2).any(|pair| pair[0].year >= pair[1].year) {
            return Err(Fault::OutOfOrder);
        }
        Ok(Self(points))
    }

    /// One value a year without a gap, from the given year on.
    ///
    /// ```
    /// # use mainstay_statistics::Series;
    /// assert_eq!(Series::yearly(2019, &[52.0, 54.0])?.points()[1].year, 2020);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn yearly(first: i32, values: &[f64]) -> Result<Self, Fault> {
        Self::new(
            (first..)
                .zip(values)
                .map(|(year, value)| Point { year, value: *value })
                .collect(),
        )
    }

    /// The series of multi-year figures that share no year, chosen from the latest backwards. Figures of overlapping
    /// periods move together because they rest on the same years; as if independent, they would show trends that are
    /// not there. For a trend among all of them see [`Rolling`](crate::Rolling).
    ///
    /// Errors: as for [`Series::new`]; `LengthsDiffer`.
    ///
    /// By hand: of 2012–2016, 2013–2017, 2016–2020 and 2017–2021 the last is kept, and before it 2012–2016.
    ///
    /// ```
    /// # use mainstay_statistics::{Period, Series};
    /// let period = |first, last| Period { first, last };
    /// let periods = [period(2012, 2016), period(2013, 2017), period(2016, 2020), period(2017, 2021)];
    /// let series = Series::from_periods(&periods, &[9.1, 8.8, 8.0, 7.7])?;
    /// assert_eq!(series.points().iter().map(|point| point.year).collect::<Vec<_>>(), [2016, 2021]);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn from_periods(periods: &[Period], values: &[f64]) -> Result<Self, Fault> {
        if periods.len() != values.len() {
            return Err(Fault::LengthsDiffer);
        }
        let kept = independent(periods)?;
        Self::new(
            kept.into_iter()
                .map(|index| Point {
                    year: periods[index].last,
                    value: values[index],
                })
                .collect(),
        )
    }

    /// The points, earliest first.
    pub fn points(&self) -> &[Point] {
        &self.0
    }

    pub(crate) fn at_least(&self, needed: usize) -> Result<(), Fault> {
        let found = self.0.len();
        if found < needed {
            Err(Fault::TooFew { found, needed })
        } else {
            Ok(())
        }
    }

    pub(crate) fn steps(&self) -> Vec<Step> {
        let step = |pair: &[Point]| Step {
            years: f64::from(pair[1].year) - f64::from(pair[0].year),
            change: pair[1].value - pair[0].value,
        };
        self.0.windows(2).map(step).collect()
    }

    /// Years from the first point to the last.
    pub(crate) fn span(&self) -> f64 {
        self.steps().iter().map(|step| step.years).sum()
    }
}

/// The middle value, or the average of the two in the middle; zero of nothing.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => 0.0,
        length if length % 2 == 1 => values[half],
        _ => f64::midpoint(values[half - 1], values[half]),
    }
}
