//! Multi-year figures that come out every year and overlap: a trend among them, without taking them as independent.

use std::f64::consts::FRAC_2_PI;

use crate::fault::{Fault, finite};
use crate::forecast::spread;
use crate::gap::Better;
use crate::level::{Level, two_sided};
use crate::period::{Period, independent};
use crate::series::{Point, Series};
use crate::trend::MannKendall;
use crate::word::{CHANCE_MOST, Reading, WOBBLES_LEAST, Word};

/// Pairs of pairs are compared, so the work grows with the fourth power.
const PERIODS_MOST: usize = 40;

/// Figures for periods of several years, such as 2016–2020 after 2015–2019.
#[derive(Debug, Clone, PartialEq)]
pub struct Rolling {
    periods: Vec<Period>,
    /// The figures by the last year of their period.
    series: Series,
}

impl Rolling {
    /// The figures of these periods.
    ///
    /// Errors: `LengthsDiffer`; `OutOfOrder` unless each period ends after the one before it; `NotFinite`; `TooMany` above
    /// 40.
    ///
    /// ```
    /// # use mainstay_statistics::{Fault, Period, Rolling};
    /// let period = Period { first: 2016, last: 2020 };
    /// assert_eq!(Rolling::new(vec![period], &[]).unwrap_err(), Fault::LengthsDiffer);
    /// ```
    pub fn new(periods: Vec<Period>, values: &[f64]) -> Result<Self, Fault> {
        if periods.len() != values.len() {
            return Err(Fault::LengthsDiffer);
        }
        if periods.len() > PERIODS_MOST {
            return Err(Fault::TooMany {
                found: periods.len(),
                most: PERIODS_MOST,
            });
        }
        independent(&periods)?;
        let points = periods.iter().zip(values).map(|(period, value)| Point {
            year: period.last,
            value: *value,
        });
        let series = Series::new(points.collect())?;
        Ok(Self { periods, series })
    }

    /// Whether any two of the periods have a year in common.
    ///
    /// ```
    /// # use mainstay_statistics::{Period, Rolling};
    /// let period = |first, last| Period { first, last };
    /// assert!(Rolling::new(vec![period(2015, 2019), period(2016, 2020)], &[9.1, 8.8])?.overlaps());
    /// assert!(!Rolling::new(vec![period(2011, 2015), period(2016, 2020)], &[9.1, 8.8])?.overlaps());
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn overlaps(&self) -> bool {
        self.periods.windows(2).any(|pair| pair[1].first <= pair[0].last)
    }

    /// Mann and Kendall's test with the variance that overlapping periods have.
    ///
    /// Figures are taken as averages of years that vary independently; then two differences of figures have a known
    /// correlation r, and their signs have the covariance 2/π · arcsin r. The sum over all pairs of pairs is the variance of
    /// S. Without any overlap this is the usual variance. The probability is the normal approximation, which errs on the
    /// careful side here.
    ///
    /// Errors: `TooFew` below three figures. Source: Hamed and Rao (1998), "A modified Mann-Kendall trend test for
    /// autocorrelated data"; Sheppard (1899) for the arcsine.
    ///
    /// By hand, three periods that share nothing: three pairs with variance 1, and covariances ⅓, −⅓ and ⅓ between them,
    /// each twice: 3 + ⅔ = 11⁄3, as n(n − 1)(2n + 5) / 18 says.
    ///
    /// ```
    /// # use mainstay_statistics::{Period, Rolling};
    /// let periods = [2011, 2012, 2013].map(|year| Period { first: year, last: year });
    /// let test = Rolling::new(periods.to_vec(), &[5.0, 6.0, 8.0])?.mann_kendall()?;
    /// assert!((test.variance - 11.0 / 3.0).abs() < 1e-9);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn mann_kendall(&self) -> Result<MannKendall, Fault> {
        let plain = self.series.mann_kendall()?;
        let variance = self.variance()?;
        let z = score(plain.s, variance);
        let p_normal = two_sided(z);
        Ok(MannKendall {
            variance,
            z,
            p_normal,
            p: p_normal,
            ..plain
        })
    }

    /// The word for the whole series, as [`Series::read`] gives it for single years. "Too early to say" as long as even
    /// figures that only rise could not be told from chance: eight five-year figures in a row are too early, ten are not.
    ///
    /// The wobble is the normal change between two periods that have no year in common. Errors: `TooFew` without figures.
    ///
    /// By hand, with eight that only rise: S = 28 and its standard deviation 14.56, so z = 27 / 14.56 = 1.85, below 1.96;
    /// with twelve, 65 / 28.04 = 2.32.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Period, Rolling, Word};
    /// let word = |figures: i32| {
    ///     let periods = (0..figures).map(|year| Period { first: 2000 + year, last: 2004 + year }).collect();
    ///     let values: Vec<f64> = (0..figures).map(|year| 60.0 + f64::from(year)).collect();
    ///     Ok(Rolling::new(periods, &values)?.read(Better::Higher)?.word)
    /// };
    /// assert_eq!((word(8)?, word(12)?), (Word::TooEarly, Word::Improving));
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn read(&self, better: Better) -> Result<Reading, Fault> {
        if !self.overlaps() {
            return self.series.read(better);
        }
        let slope = self.series.sen_slope(Level::EIGHTY).map_or(0.0, |sen| sen.slope);
        let wobble = self.wobble(slope);
        let (Some(wobble), Ok(test)) = (wobble, self.mann_kendall()) else {
            return Ok(Reading {
                word: Word::TooEarly,
                slope,
                wobble,
            });
        };
        let count = self.periods.len() as i64;
        let clearest = two_sided(score(count * (count - 1) / 2, test.variance));
        let word = if clearest > CHANCE_MOST {
            Word::TooEarly
        } else if test.p > CHANCE_MOST || (slope * self.series.span()).abs() <= WOBBLES_LEAST * wobble {
            Word::HoldingSteady
        } else if better.gain(slope, 0.0) > 0.0 {
            Word::Improving
        } else {
            Word::Slipping
        };
        Ok(Reading {
            word,
            slope,
            wobble: Some(wobble),
        })
    }

    /// Half the likely range of the change between periods that share nothing, from the changes of those that do: these are
    /// smaller by √(1 − overlap).
    fn wobble(&self, slope: f64) -> Option<f64> {
        let steps = self.series.steps();
        if steps.len() < 2 {
            return None;
        }
        let mut squares = 0.0;
        for (step, pair) in steps.iter().zip(self.periods.windows(2)) {
            let apart = 1.0 - pair[0].overlap(pair[1]).ok()?;
            squares += (step.change - slope * step.years).powi(2) / apart;
        }
        finite((squares / (steps.len() - 1) as f64).sqrt() * spread(steps.len(), Level::EIGHTY)).ok()
    }

    /// The variance of S over all pairs of pairs.
    fn variance(&self) -> Result<f64, Fault> {
        let count = self.periods.len();
        let mut together = vec![vec![0.0; count]; count];
        for (row, period) in together.iter_mut().zip(&self.periods) {
            for (cell, other) in row.iter_mut().zip(&self.periods) {
                *cell = period.in_common(*other) / (period.years()? * other.years()?);
            }
        }
        let pairs: Vec<(usize, usize)> = (0..count)
            .flat_map(|first| (first + 1..count).map(move |second| (first, second)))
            .collect();
        let covariance = |(a, b): (usize, usize), (c, d): (usize, usize)| {
            together[b][d] - together[b][c] - together[a][d] + together[a][c]
        };
        let mut sum = 0.0;
        for (index, pair) in pairs.iter().enumerate() {
            let own = covariance(*pair, *pair);
            sum += 1.0;
            for other in &pairs[index + 1..] {
                let correlation = covariance(*pair, *other) / (own * covariance(*other, *other)).sqrt();
                sum += 2.0 * FRAC_2_PI * correlation.clamp(-1.0, 1.0).asin();
            }
        }
        finite(sum)
    }
}

/// The normal score, corrected for continuity.
fn score(s: i64, variance: f64) -> f64 {
    if s == 0 {
        0.0
    } else {
        (s - s.signum()) as f64 / variance.sqrt()
    }
}
