//! What is normal from year to year, and the word that follows.

use crate::fault::Fault;
use crate::forecast::spread;
use crate::gap::Better;
use crate::level::Level;
use crate::series::Series;

/// Fewer points than this cannot tell a trend from chance (see [`Series::mann_kendall`]).
const POINTS_LEAST: usize = 5;
/// A trend is named only if chance alone would show one as clear in at most one series of twenty.
pub(crate) const CHANCE_MOST: f64 = 0.05;
/// ... and only if it is larger than so many wobbles: years often remember the one before a little, which makes the test
/// see trends where there are none.
pub(crate) const WOBBLES_LEAST: f64 = 1.5;

/// The word for what an indicator does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// A trend for the better, beyond the wobble.
    Improving,
    /// No trend that stands out from the wobble.
    HoldingSteady,
    /// A trend for the worse, beyond the wobble.
    Slipping,
    /// Fewer than five points.
    TooEarly,
}

/// What the points say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The word.
    pub word: Word,
    /// The trend a year (median slope), in the unit of the indicator; 0 with one point.
    pub slope: f64,
    /// The normal change from one year to the next, either way; none below three points.
    pub wobble: Option<f64>,
}

/// The change of the latest year beside what was normal before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LatestChange {
    /// Last value minus the one before.
    pub change: f64,
    /// The normal change between points so far apart, from the earlier points alone.
    pub wobble: f64,
    /// Whether the change was larger.
    pub is_beyond: bool,
}

impl Series {
    /// The wobble: the change from one year to the next, up or down, that four years of five stay within, apart from the
    /// trend.
    ///
    /// It is half the likely range of a one-year forecast: 0.87 t · √(mean square of the changes around the median slope),
    /// with t the 90 percent point of Student's distribution with 4 degrees of freedom (fewer below five points).
    /// Changes over several years are divided by the root of the years.
    ///
    /// Units: those of the indicator. Errors: `TooFew` below three points.
    ///
    /// By hand, 50, 52, 50, 52, 50: no slope, four changes of 2, corrected for the slope 2 √(4⁄3) = 2.309, t = 1.533:
    /// 0.87 × 1.533 × 2.309 = 3.08.
    ///
    /// ```
    /// # use mainstay_statistics::Series;
    /// let wobble = Series::yearly(2018, &[50.0, 52.0, 50.0, 52.0, 50.0])?.wobble()?;
    /// assert!((wobble - 3.08).abs() < 0.01);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn wobble(&self) -> Result<f64, Fault> {
        self.at_least(3)?;
        let slope = self.sen_slope(Level::EIGHTY)?.slope;
        let steps = self.steps();
        let squares: f64 = steps
            .iter()
            .map(|step| (step.change - slope * step.years).powi(2) / step.years)
            .sum();
        // One is taken off for the slope.
        let usual = (squares / (steps.len() - 1) as f64).sqrt();
        Ok(usual * spread(steps.len(), Level::EIGHTY))
    }

    /// The word for the whole series: a trend is named if Mann and Kendall's exact test would show one as clear in at most
    /// one trendless series of twenty, and the change over all years is larger than one and a half wobbles.
    ///
    /// On points that vary around a level independently from year to year, "improving" and "slipping" together are wrong
    /// at most 5 percent of the time, by construction; and still so if each year remembers a fifth of the last. Where
    /// years hang together more closely than that, the words come too easily (`examples/flat_series.rs`). Figures of
    /// overlapping periods are not for this test; see [`Rolling::read`](crate::Rolling::read). Errors: `TooFew` without points.
    ///
    /// By hand, five points that rise each year: p = 2 / 120 = 0.0167, a trend.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Series, Word};
    /// let word = |values: &[f64]| Ok(Series::yearly(2018, values)?.read(Better::Higher)?.word);
    /// assert_eq!(word(&[52.0, 53.0, 55.0, 57.0, 58.0])?, Word::Improving);
    /// assert_eq!(word(&[52.0, 54.0, 53.0, 57.0, 58.0])?, Word::HoldingSteady);
    /// assert_eq!(word(&[52.0, 53.0, 55.0, 57.0])?, Word::TooEarly);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn read(&self, better: Better) -> Result<Reading, Fault> {
        self.at_least(1)?;
        let slope = self.sen_slope(Level::EIGHTY).map_or(0.0, |sen| sen.slope);
        let wobble = self.wobble().ok();
        if self.points().len() < POINTS_LEAST {
            return Ok(Reading {
                word: Word::TooEarly,
                slope,
                wobble,
            });
        }
        let is_trend = self.mann_kendall()?.p <= CHANCE_MOST;
        let is_large = wobble.is_some_and(|wobble| (slope * self.span()).abs() > WOBBLES_LEAST * wobble);
        let word = if !is_trend || !is_large {
            Word::HoldingSteady
        } else if better.gain(slope, 0.0) > 0.0 {
            Word::Improving
        } else {
            Word::Slipping
        };
        Ok(Reading { word, slope, wobble })
    }

    /// The latest change beside the wobble before it: was this year out of the ordinary?
    ///
    /// About one ordinary year in five lies beyond; a single year is no trend. Errors: `TooFew` below four points.
    ///
    /// By hand, 50, 52, 50, 52, 50 and then 58: a change of 8 where 3.08 was normal.
    ///
    /// ```
    /// # use mainstay_statistics::Series;
    /// let latest = Series::yearly(2018, &[50.0, 52.0, 50.0, 52.0, 50.0, 58.0])?.latest_change()?;
    /// assert_eq!(latest.change, 8.0);
    /// assert!(latest.is_beyond && (latest.wobble - 3.08).abs() < 0.01);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn latest_change(&self) -> Result<LatestChange, Fault> {
        self.at_least(4)?;
        let points = self.points();
        let before = Self::new(points[..points.len() - 1].to_vec())?;
        let last = *self.steps().last().expect("four points have three steps");
        let wobble = before.wobble()? * last.years.sqrt();
        Ok(LatestChange {
            change: last.change,
            wobble,
            is_beyond: last.change.abs() > wobble,
        })
    }
}
