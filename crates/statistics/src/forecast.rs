//! Today's course: where an indicator goes if nothing else changes, and how sure one can be of it.
//!
//! The method, for values on their scale (shares on the logistic one, so that nothing leaves 0 to 100 percent):
//!
//! - **Middle**: the last value plus h times a careful yearly change. The change is the average of the median and of a mean
//!   that forgets (each year counts 0.8 of the next), d; it is shrunk by d² / (d² + v), v being its variance: the less
//!   sure the change, the less of it is carried forward. Below five points none is.
//! - **Range**: middle ± 0.87 t √(m · h (1 + h / k)), where m is the mean square of the k yearly changes around zero, not
//!   around their average: a trend that may stop is part of what is uncertain. t has at most 4 degrees of freedom.
//!
//! Common methods are over-confident on so few points: their 80 percent ranges hold 50 to 70 percent of what comes. The two
//! fitted figures (0.87 and 4 degrees of freedom) are the same for every length and every horizon; they were set on one half
//! of the yearly series of two forecasting competitions and checked by halves; `examples/forecast_honesty.rs` prints the
//! table. Sources of the parts: Gardner and McKenzie (1985) for damped trends; Makridakis and Hibon (2000) for the series
//! and the finding that simple methods win; Student (1908).

use crate::fault::{Fault, not_negative};
use crate::gap::Better;
use crate::level::{Interval, Level, student};
use crate::scale::Scale;
use crate::series::{Series, Step, median};

/// Below so many points the course has no direction, only a width.
const POINTS_FOR_DIRECTION: usize = 5;
/// How much a year counts of the one after it.
const MEMORY: f64 = 0.8;
/// Fitted: few points have tails like Student's with 4 degrees of freedom ...
const FREEDOM_MOST: usize = 4;
/// ... and 0.87 of its width.
const NARROWING: f64 = 0.87;
/// Nobody knows more than ten years ahead.
const YEARS_MOST: u32 = 10;

/// Half the width of a range one year ahead, for a mean square of one and so many changes.
pub(crate) fn spread(changes: usize, level: Level) -> f64 {
    NARROWING * level.t(changes.min(FREEDOM_MOST) as f64)
}

/// The course of an indicator from its last point on.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    scale: Scale,
    last_year: i32,
    last_value: f64,
    /// On the inner scale, a year.
    slope: f64,
    /// Root mean square of the yearly changes on the inner scale.
    usual_change: f64,
    changes: usize,
}

impl Series {
    /// Today's course of this indicator.
    ///
    /// Errors: `TooFew` below three points; `OutsideScale` if a value does not fit the scale.
    ///
    /// By hand, 50, 52, 54, 56, 58, 60 without a scale: every change is 2, nothing is unsure about it, so the next year
    /// is 62; the likely range is ± 0.87 × 1.533 × √(4 × 1 × 1.2) = 2.922.
    ///
    /// ```
    /// # use mainstay_statistics::{Level, Scale, Series};
    /// let course = Series::yearly(2018, &[50.0, 52.0, 54.0, 56.0, 58.0, 60.0])?.course(Scale::Any)?;
    /// assert!((course.middle(1)? - 62.0).abs() < 1e-9);
    /// let likely = course.range(1, Level::EIGHTY)?;
    /// assert!((likely.upper - 64.922).abs() < 1e-3);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn course(&self, scale: Scale) -> Result<Course, Fault> {
        self.at_least(3)?;
        let mut inner = self.points().to_vec();
        for point in &mut inner {
            point.value = scale.inner(point.value)?;
        }
        let steps = Self::new(inner)?.steps();
        let slope = if self.points().len() < POINTS_FOR_DIRECTION {
            0.0
        } else {
            careful_slope(&steps)
        };
        let square: f64 = steps
            .iter()
            .map(|step| step.change * step.change / step.years)
            .sum();
        let last = self.points()[steps.len()];
        // Published figures are rounded; a series that stood still may have moved that much unseen.
        let rounding = scale.steepness(last.value) * rounding_step(self) / 6.0_f64.sqrt();
        let usual_change = (square / steps.len() as f64).sqrt().max(rounding);
        Ok(Course {
            scale,
            last_year: last.year,
            last_value: last.value,
            slope,
            usual_change,
            changes: steps.len(),
        })
    }
}

impl Course {
    /// The course of an indicator whose last point has this standard error, such as √(p(1 − p) / n) of a small school: its
    /// changes cannot be steadier than two such errors make them, however steady the few points look.
    ///
    /// Units: those of the indicator. Errors: `Negative`, `NotFinite`.
    ///
    /// By hand: three years at exactly 10 percent with a standard error of 3 points: the usual change is √2 × 3 = 4.24
    /// points rather than none.
    ///
    /// ```
    /// # use mainstay_statistics::{Level, Scale, Series};
    /// let course = Series::yearly(2020, &[10.0, 10.0, 10.0])?.course(Scale::Any)?;
    /// let wider = course.clone().with_standard_error(3.0)?;
    /// assert!(course.range(1, Level::EIGHTY)?.width() < 3.0 && wider.range(1, Level::EIGHTY)?.width() > 13.0);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn with_standard_error(mut self, standard_error: f64) -> Result<Self, Fault> {
        let inner = self.scale.steepness(self.last_value) * not_negative(standard_error)?;
        self.usual_change = self.usual_change.max(2.0_f64.sqrt() * inner);
        Ok(self)
    }

    /// The year so many years after the last point.
    ///
    /// ```
    /// # use mainstay_statistics::{Scale, Series};
    /// assert_eq!(Series::yearly(2020, &[10.0, 11.0, 10.0])?.course(Scale::Any)?.year(3), 2025);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn year(&self, ahead: u32) -> i32 {
        self.last_year.saturating_add_unsigned(ahead)
    }

    /// The middle of the course so many years ahead: as likely above as below.
    ///
    /// Units: those of the indicator. Errors: `TooMany` beyond ten years. Example: [`Series::course`].
    pub fn middle(&self, ahead: u32) -> Result<f64, Fault> {
        Ok(self.scale.outer(self.inner_middle(ahead)?))
    }

    /// The range so many years ahead that holds what comes as often as its level says.
    ///
    /// Units: those of the indicator; never outside its scale. Errors: `TooMany` beyond ten years. Example:
    /// [`Series::course`].
    pub fn range(&self, ahead: u32, level: Level) -> Result<Interval, Fault> {
        let middle = self.inner_middle(ahead)?;
        let half = level.t(self.freedom()) * self.inner_scale(ahead);
        Ok(Interval {
            lower: self.scale.outer(middle - half),
            upper: self.scale.outer(middle + half),
        })
    }

    /// How likely this course reaches a target so many years ahead, from 0 to 1.
    ///
    /// Errors: `TooMany` beyond ten years; `OutsideScale` for a target that does not fit the scale.
    ///
    /// By hand: the middle of the course is reached with one half.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Scale, Series};
    /// let course = Series::yearly(2018, &[50.0, 52.0, 51.0, 53.0, 54.0, 53.0])?.course(Scale::Share { whole: 100.0 })?;
    /// let middle = course.middle(3)?;
    /// assert!((course.chance(3, middle, Better::Higher)? - 0.5).abs() < 1e-9);
    /// assert!(course.chance(3, 70.0, Better::Higher)? < 0.05);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn chance(&self, ahead: u32, target: f64, better: Better) -> Result<f64, Fault> {
        use statrs::distribution::ContinuousCDF;
        let needed = better.gain(self.scale.inner(target)?, self.inner_middle(ahead)?);
        let width = self.inner_scale(ahead);
        if width == 0.0 {
            return Ok(if needed <= 0.0 { 1.0 } else { 0.0 });
        }
        Ok(student(self.freedom()).sf(needed / width))
    }

    fn inner_middle(&self, ahead: u32) -> Result<f64, Fault> {
        if ahead > YEARS_MOST {
            return Err(Fault::TooMany {
                found: ahead as usize,
                most: YEARS_MOST as usize,
            });
        }
        Ok(self.scale.inner(self.last_value)? + self.slope * f64::from(ahead))
    }

    fn inner_scale(&self, ahead: u32) -> f64 {
        let (ahead, changes) = (f64::from(ahead), self.changes as f64);
        NARROWING * self.usual_change * (ahead * (1.0 + ahead / changes)).sqrt()
    }

    fn freedom(&self) -> f64 {
        self.changes.min(FREEDOM_MOST) as f64
    }
}

/// The yearly change that may be carried forward.
fn careful_slope(steps: &[Step]) -> f64 {
    let yearly: Vec<f64> = steps.iter().map(|step| step.change / step.years).collect();
    let count = yearly.len() as f64;
    let mean = yearly.iter().sum::<f64>() / count;
    let variance = yearly.iter().map(|change| (change - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let (mut weights, mut squares, mut weighted) = (0.0, 0.0, 0.0);
    let mut weight = 1.0;
    for change in yearly.iter().rev() {
        weights += weight;
        squares += weight * weight;
        weighted += weight * change;
        weight *= MEMORY;
    }
    let slope = f64::midpoint(weighted / weights, median(yearly));
    let unsure = variance * squares / (weights * weights);
    if slope == 0.0 {
        0.0
    } else {
        slope * slope * slope / (slope * slope + unsure)
    }
}

/// The coarsest step of 1, 0.1, 0.01 or 0.001 that all values are multiples of; zero if none.
fn rounding_step(series: &Series) -> f64 {
    let fits = |step: f64| {
        series.points().iter().all(|point| {
            let multiple = point.value / step;
            (multiple - multiple.round()).abs() < 1e-6
        })
    };
    [1.0, 0.1, 0.01, 0.001]
        .into_iter()
        .find(|step| fits(*step))
        .unwrap_or(0.0)
}
