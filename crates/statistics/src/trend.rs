//! Tests for a trend that are honest with 5 to 15 yearly points.

use crate::fault::Fault;
use crate::level::{Interval, Level, two_sided};
use crate::series::{Series, median};

/// Up to so many points the distribution of the test is computed exactly.
const EXACT_POINTS_MOST: usize = 60;

/// The test of Mann and Kendall: do later points tend to be higher than earlier ones?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Pairs that rise minus pairs that fall.
    pub s: i64,
    /// The variance of `s` if there is no trend, corrected for ties.
    pub variance: f64,
    /// The normal score, corrected for continuity.
    pub z: f64,
    /// The two-sided probability by the normal approximation; too rough below ten points.
    pub p_normal: f64,
    /// The two-sided probability, exact up to 60 points, ties included.
    pub p: f64,
}

/// The median slope between all pairs of points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SenSlope {
    /// Change of the indicator a year.
    pub slope: f64,
    /// Its interval; none where there are too few points for one at this level.
    pub interval: Option<Interval>,
}

impl Series {
    /// Mann and Kendall's test for a trend.
    ///
    /// With four points the least two-sided probability is 0.083, so nothing can be called a trend; with five it is
    /// 0.0167. Errors: `TooFew` below three points.
    ///
    /// Source: Mann (1945), "Nonparametric tests against trend"; Kendall (1975), "Rank correlation methods".
    ///
    /// By hand, 52, 54, 53, 57, 58: nine of ten pairs rise and one falls, so S = 8; variance 5·4·15 / 18 = 16.67. Of the
    /// 120 orders of five values, one has S = 10 and four have S = 8, and as many fall: p = 10 / 120 = 0.0833.
    ///
    /// ```
    /// # use mainstay_statistics::Series;
    /// let test = Series::yearly(2018, &[52.0, 54.0, 53.0, 57.0, 58.0])?.mann_kendall()?;
    /// assert_eq!(test.s, 8);
    /// assert!((test.p - 10.0 / 120.0).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn mann_kendall(&self) -> Result<MannKendall, Fault> {
        self.at_least(3)?;
        let points = self.points();
        let mut s = 0_i64;
        for (index, earlier) in points.iter().enumerate() {
            for later in &points[index + 1..] {
                s += i64::from(later.value > earlier.value) - i64::from(later.value < earlier.value);
            }
        }
        let ties = ties(self);
        let cubic = |count: usize| {
            let count = count as f64;
            count * (count - 1.0) * (2.0 * count + 5.0)
        };
        let variance = (cubic(points.len()) - ties.iter().map(|count| cubic(*count)).sum::<f64>()) / 18.0;
        let z = if s == 0 {
            0.0
        } else {
            (s - s.signum()) as f64 / variance.sqrt()
        };
        let p_normal = two_sided(z);
        let p = if points.len() <= EXACT_POINTS_MOST {
            exact(s, &ties)
        } else {
            p_normal
        };
        Ok(MannKendall {
            s,
            variance,
            z,
            p_normal,
            p,
        })
    }

    /// The median of the yearly slopes between all pairs of points; one odd year does not move it much.
    ///
    /// Units: indicator per year. Errors: `TooFew` below two points.
    ///
    /// Source: Theil (1950); Sen (1968), "Estimates of the regression coefficient based on Kendall's tau", for the
    /// interval.
    ///
    /// By hand, 52, 54, 53: slopes 2, 0.5, −1; the middle one is 0.5.
    ///
    /// ```
    /// # use mainstay_statistics::{Level, Series};
    /// assert_eq!(Series::yearly(2018, &[52.0, 54.0, 53.0])?.sen_slope(Level::NINETY)?.slope, 0.5);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn sen_slope(&self, level: Level) -> Result<SenSlope, Fault> {
        self.at_least(2)?;
        let points = self.points();
        let mut slopes = Vec::new();
        for (index, earlier) in points.iter().enumerate() {
            for later in &points[index + 1..] {
                slopes
                    .push((later.value - earlier.value) / (f64::from(later.year) - f64::from(earlier.year)));
            }
        }
        slopes.sort_by(f64::total_cmp);
        let variance = self.mann_kendall().map_or(0.0, |test| test.variance);
        let interval = sen_interval(&slopes, level.z() * variance.sqrt());
        Ok(SenSlope {
            slope: median(slopes),
            interval,
        })
    }
}

/// The slopes at ranks (N − C) / 2 and (N + C) / 2 + 1, rounded outwards.
fn sen_interval(slopes: &[f64], spread: f64) -> Option<Interval> {
    let below = ((slopes.len() as f64 - spread) / 2.0).floor();
    if below < 1.0 || spread == 0.0 {
        return None;
    }
    let rank = below as usize;
    Some(Interval {
        lower: slopes[rank - 1],
        upper: slopes[slopes.len() - rank],
    })
}

/// How many points share each value.
fn ties(series: &Series) -> Vec<usize> {
    let mut values: Vec<f64> = series.points().iter().map(|point| point.value).collect();
    values.sort_by(f64::total_cmp);
    values
        .chunk_by(|left, right| left == right)
        .map(<[f64]>::len)
        .collect()
}

/// The probability of a score at least as far from zero, over all orders of these values.
///
/// Falling pairs among the orders of a multiset are counted by a Gaussian multinomial coefficient, built here as
/// probabilities, value by value: (s choose t) = t/s · (s−1 choose t−1) + (s−t)/s · q^t (s−1 choose t), a sum of positive
/// terms that loses no digits.
fn exact(s: i64, ties: &[usize]) -> f64 {
    let mut falling = vec![1.0];
    let mut seen = 0;
    for tie in ties {
        seen += tie;
        falling = multiply(&falling, &gaussian_binomial(seen, *tie));
    }
    // The degree of the polynomial: all untied pairs fall.
    let pairs = falling.len() as i64 - 1;
    let far = |(fall, probability): (usize, &f64)| {
        let score = pairs - 2 * fall as i64;
        if score.abs() >= s.abs() { *probability } else { 0.0 }
    };
    falling.iter().enumerate().map(far).sum::<f64>().min(1.0)
}

/// The distribution of inversions between `chosen` alike and the other `all − chosen` values.
fn gaussian_binomial(all: usize, chosen: usize) -> Vec<f64> {
    // row[t] is the polynomial for t alike among the values so far.
    let mut row: Vec<Vec<f64>> = vec![vec![1.0]];
    for size in 1..=all {
        let mut next = Vec::with_capacity(chosen + 1);
        for alike in 0..=chosen.min(size) {
            let mut terms = vec![0.0; alike * (size - alike) + 1];
            if alike > 0 {
                add(&mut terms, &row[alike - 1], alike as f64 / size as f64, 0);
            }
            if alike < size {
                add(
                    &mut terms,
                    &row[alike],
                    (size - alike) as f64 / size as f64,
                    alike,
                );
            }
            next.push(terms);
        }
        row = next;
    }
    row.swap_remove(chosen)
}

fn add(sum: &mut [f64], terms: &[f64], factor: f64, shift: usize) {
    for (place, term) in terms.iter().enumerate() {
        sum[place + shift] += factor * term;
    }
}

fn multiply(left: &[f64], right: &[f64]) -> Vec<f64> {
    let mut product = vec![0.0; left.len() + right.len() - 1];
    for (place, term) in left.iter().enumerate() {
        add(&mut product, right, *term, place);
    }
    product
}
