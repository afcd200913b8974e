//! Figures for several years at once, and what happens when such periods overlap.

use crate::fault::Fault;

/// The years that a figure covers, both ends included: 2016 to 2020 for a five-year figure of 2020.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first year.
    pub first: i32,
    /// The last year; not before the first.
    pub last: i32,
}

impl Period {
    /// How many years it covers. Errors: `OutOfOrder` if it ends before it begins.
    ///
    /// ```
    /// # use mainstay_statistics::Period;
    /// assert_eq!(Period { first: 2016, last: 2020 }.years(), Ok(5.0));
    /// ```
    pub fn years(self) -> Result<f64, Fault> {
        if self.last < self.first {
            return Err(Fault::OutOfOrder);
        }
        Ok(f64::from(self.last) - f64::from(self.first) + 1.0)
    }

    /// How much of two periods is the same, from 0 (no year in common) to 1 (the same period): years in common divided
    /// by the geometric mean of their lengths, which is the correlation of two averages over these years.
    ///
    /// Errors: `OutOfOrder`. By hand: 2012–2016 and 2014–2018 have 3 of 5 years in common: 0.6.
    ///
    /// ```
    /// # use mainstay_statistics::Period;
    /// let overlap = Period { first: 2012, last: 2016 }.overlap(Period { first: 2014, last: 2018 })?;
    /// assert!((overlap - 0.6).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn overlap(self, other: Self) -> Result<f64, Fault> {
        Ok(self.in_common(other) / (self.years()? * other.years()?).sqrt())
    }

    /// Years in common.
    pub(crate) fn in_common(self, other: Self) -> f64 {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        (f64::from(last) - f64::from(first) + 1.0).max(0.0)
    }
}

/// Positions of periods that share no year with each other, chosen from the latest backwards and returned in order.
///
/// Errors: `OutOfOrder` if a period ends before it begins, or not later than the one before it.
///
/// By hand: 2012–2016, 2013–2017, 2017–2021: the last and the first.
///
/// ```
/// # use mainstay_statistics::{Period, independent};
/// let period = |first, last| Period { first, last };
/// assert_eq!(independent(&[period(2012, 2016), period(2013, 2017), period(2017, 2021)]), Ok(vec![0, 2]));
/// ```
pub fn independent(periods: &[Period]) -> Result<Vec<usize>, Fault> {
    for period in periods {
        period.years()?;
    }
    if periods.windows(2).any(|pair| pair[0].last >= pair[1].last) {
        return Err(Fault::OutOfOrder);
    }
    let mut kept: Vec<usize> = Vec::new();
    for index in (0..periods.len()).rev() {
        let is_free = kept
            .last()
            .is_none_or(|later| periods[index].last < periods[*later].first);
        if is_free {
            kept.push(index);
        }
    }
    kept.reverse();
    Ok(kept)
}
