//! Targets for one line: what they ask each year, whether that was ever done before, and how far one has come.

use crate::fault::{Fault, finite, not_negative};
use crate::gap::Better;
use crate::series::Series;

/// Healthy People count a change of less than a tenth of what was asked as little.
const LITTLE: f64 = 0.10;
/// The farthest a target may lie ahead.
const YEARS_MOST: u32 = 50;

/// From where to where, in how many years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Incremental {
    /// The value at the baseline.
    pub start: f64,
    /// The value to reach.
    pub target: f64,
    /// In how many years.
    pub years: u32,
}

/// What history says about a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Feasibility {
    /// How many past stretches of the same length there were.
    pub stretches: usize,
    /// How many of them gained at least as much as the target asks.
    pub reached: usize,
    /// What the target asks over the best past gain of the same length; none if no past stretch gained anything.
    pub times_best: Option<f64>,
}

impl Incremental {
    /// What the target asks each year: (target − start) / years.
    ///
    /// Errors: `TooFew` for no years, `TooMany` above 50, `NotFinite`.
    ///
    /// By hand, 60 to 72 in 4 years: 3 a year.
    ///
    /// ```
    /// # use mainstay_statistics::Incremental;
    /// assert_eq!(Incremental { start: 60.0, target: 72.0, years: 4 }.a_year()?, 3.0);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn a_year(self) -> Result<f64, Fault> {
        check_years(self.years)?;
        Ok((finite(self.target)? - finite(self.start)?) / f64::from(self.years))
    }

    /// The value that the target asks for in each year after the start.
    ///
    /// Errors: as [`Incremental::a_year`]. By hand, 60 to 72 in 4 years: 63, 66, 69, 72.
    ///
    /// ```
    /// # use mainstay_statistics::Incremental;
    /// assert_eq!(Incremental { start: 60.0, target: 72.0, years: 4 }.path()?, [63.0, 66.0, 69.0, 72.0]);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn path(self) -> Result<Vec<f64>, Fault> {
        let step = self.a_year()?;
        let mut path: Vec<f64> = (1..self.years)
            .map(|year| self.start + step * f64::from(year))
            .collect();
        path.push(self.target);
        Ok(path)
    }

    /// What the target asks beside what was done before, over stretches of the same number of years. For the chance of
    /// reaching it on today's course see [`Course::chance`](crate::Course::chance).
    ///
    /// Errors: as [`Incremental::a_year`]; `NoChangeAsked` if the target asks for no gain.
    ///
    /// By hand, 50, 51, 53, 54, 54 and 9 more in 3 years: stretches gained 4 and 3; 9 / 4 = 2.25 times the best.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Incremental, Series};
    /// let history = Series::yearly(2018, &[50.0, 51.0, 53.0, 54.0, 54.0])?;
    /// let asked = Incremental { start: 54.0, target: 63.0, years: 3 };
    /// let feasibility = asked.feasibility(&history, Better::Higher)?;
    /// assert_eq!((feasibility.stretches, feasibility.reached, feasibility.times_best), (2, 0, Some(2.25)));
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn feasibility(self, history: &Series, better: Better) -> Result<Feasibility, Fault> {
        check_years(self.years)?;
        let asked = better.gain(finite(self.target)?, finite(self.start)?);
        if asked <= 0.0 {
            return Err(Fault::NoChangeAsked);
        }
        let points = history.points();
        let mut gains = Vec::new();
        for (index, earlier) in points.iter().enumerate() {
            let is_later = |later: &&crate::Point| {
                i64::from(later.year) - i64::from(earlier.year) == i64::from(self.years)
            };
            let later = points[index + 1..].iter().find(is_later);
            gains.extend(later.map(|later| better.gain(later.value, earlier.value)));
        }
        let best = gains.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let reached = gains.iter().filter(|gain| **gain >= asked).count();
        let times_best = (best > 0.0).then(|| asked / best);
        Ok(Feasibility {
            stretches: gains.len(),
            reached,
            times_best,
        })
    }

    /// How much of the change asked for has been achieved, in percent: 100 (value − start) / (target − start). Above 100
    /// beyond the target, below 0 on the wrong side of the start.
    ///
    /// Source: National Center for Health Statistics, Healthy People 2020 and 2030. Errors: `NoChangeAsked`, `NotFinite`.
    ///
    /// By hand, 60 to 72 and now at 63: 100 × 3 / 12 = 25.
    ///
    /// ```
    /// # use mainstay_statistics::Incremental;
    /// assert_eq!(Incremental { start: 60.0, target: 72.0, years: 4 }.achieved(63.0)?, 25.0);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn achieved(self, value: f64) -> Result<f64, Fault> {
        let asked = finite(self.target)? - finite(self.start)?;
        if asked == 0.0 {
            return Err(Fault::NoChangeAsked);
        }
        Ok(100.0 * (finite(value)? - self.start) / asked)
    }

    /// The word for the progress so far. With standard errors, a change counts when it is beyond chance (95 percent);
    /// without, when it is at least a tenth of what was asked.
    ///
    /// Source: Healthy People 2030 progress categories. Errors: as [`Incremental::achieved`]; `Negative`.
    ///
    /// By hand, 60 to 72: 72 is met; 61 is a twelfth, little; 63 a quarter, improving; 58 worse.
    ///
    /// ```
    /// # use mainstay_statistics::{Incremental, Progress};
    /// let asked = Incremental { start: 60.0, target: 72.0, years: 4 };
    /// let word = |value| asked.progress(value, None);
    /// assert_eq!([word(72.0)?, word(61.0)?, word(63.0)?, word(58.0)?],
    ///     [Progress::Met, Progress::Little, Progress::Improving, Progress::Worse]);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn progress(self, value: f64, standard_errors: Option<[f64; 2]>) -> Result<Progress, Fault> {
        let achieved = self.achieved(value)? / 100.0;
        if achieved >= 1.0 {
            return Ok(Progress::Met);
        }
        let counts = match standard_errors {
            Some([start, now]) => {
                let error = not_negative(start)?.hypot(not_negative(now)?);
                (value - self.start).abs() > crate::Level::NINETY_FIVE.z() * error
            }
            // A tenth that arrives as 0.09999 by rounding is a tenth.
            None => achieved.abs() >= LITTLE - 1e-9,
        };
        Ok(match (counts, achieved > 0.0) {
            (false, _) => Progress::Little,
            (true, true) => Progress::Improving,
            (true, false) => Progress::Worse,
        })
    }
}

/// How far one has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The target is reached.
    Met,
    /// A change for the better that counts.
    Improving,
    /// Little or no detectable change.
    Little,
    /// A change for the worse that counts.
    Worse,
}

/// A sustained target asks that no year falls back: the years whose value is worse than the one before by more than the
/// wobble.
///
/// Units: those of the indicator. Errors: `Negative` or `NotFinite` wobble.
///
/// By hand, 50, 53, 52, 48 with a wobble of 2: 53 to 52 is within it, 52 to 48 is not.
///
/// ```
/// # use mainstay_statistics::{Better, Series, fall_backs};
/// let series = Series::yearly(2018, &[50.0, 53.0, 52.0, 48.0])?;
/// assert_eq!(fall_backs(&series, 2.0, Better::Higher)?, [2021]);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn fall_backs(series: &Series, wobble: f64, better: Better) -> Result<Vec<i32>, Fault> {
    let wobble = not_negative(wobble)?;
    let fell = series
        .points()
        .windows(2)
        .filter(|pair| better.gain(pair[0].value, pair[1].value) > wobble);
    Ok(fell.map(|pair| pair[1].year).collect())
}

pub(crate) fn check_years(years: u32) -> Result<(), Fault> {
    match years {
        0 => Err(Fault::TooFew { found: 0, needed: 1 }),
        1..=YEARS_MOST => Ok(()),
        _ => Err(Fault::TooMany {
            found: years as usize,
            most: YEARS_MOST as usize,
        }),
    }
}
