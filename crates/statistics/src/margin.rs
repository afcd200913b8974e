//! Margins of error from the source, carried through sums, shares, ratios and differences.
//!
//! Source of the formulas: US Census Bureau (2020), "Understanding and using American Community Survey data", chapter 8.
//! They take estimates as independent; figures of one survey for neighbouring groups often are not quite, and the margin of
//! a sum of many is then rough. Where the source publishes the sum itself, use that.

use crate::fault::{Fault, finite, not_negative};
use crate::level::{Estimate, Interval, Level};
use crate::period::Period;

/// An estimate with its margin of error at 90 percent, as the American Community Survey publishes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Survey {
    /// The estimate.
    pub value: f64,
    /// Half the width of its 90 percent interval, in the same unit.
    pub margin: f64,
}

impl Survey {
    /// The standard error: the margin divided by 1.645, as the source rounds it.
    ///
    /// By hand, a margin of 329: 329 / 1.645 = 200.
    ///
    /// ```
    /// # use mainstay_statistics::Survey;
    /// assert!((Survey { value: 5000.0, margin: 329.0 }.standard_error() - 200.0).abs() < 1e-9);
    /// ```
    pub fn standard_error(self) -> f64 {
        self.margin / Self::Z
    }

    /// The estimate with its interval at another level.
    ///
    /// Errors: `NotFinite`, `Negative` margin. By hand, 5000 ± 329 at 95 percent: 5000 ± 1.96 × 200 = 4608 to 5392.
    ///
    /// ```
    /// # use mainstay_statistics::{Level, Survey};
    /// let wider = Survey { value: 5000.0, margin: 329.0 }.estimate(Level::NINETY_FIVE)?;
    /// assert!((wider.interval.lower - 4608.0).abs() < 0.1);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn estimate(self, level: Level) -> Result<Estimate, Fault> {
        self.check()?;
        let half = level.z() * self.standard_error();
        Ok(Estimate {
            value: self.value,
            interval: Interval {
                lower: self.value - half,
                upper: self.value + half,
            },
        })
    }

    /// The sum of estimates: the margin is the root of the summed squares. Of several estimates of zero only the widest
    /// margin counts, since each of them holds the same uncertainty about a count that may not exist.
    ///
    /// Errors: `TooFew` for none, `NotFinite`, `Negative` margin.
    ///
    /// By hand, 100 ± 30 and 200 ± 40: 300 ± 50.
    ///
    /// ```
    /// # use mainstay_statistics::Survey;
    /// let sum = Survey::sum(&[Survey { value: 100.0, margin: 30.0 }, Survey { value: 200.0, margin: 40.0 }])?;
    /// assert_eq!(sum, Survey { value: 300.0, margin: 50.0 });
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn sum(parts: &[Self]) -> Result<Self, Fault> {
        if parts.is_empty() {
            return Err(Fault::TooFew { found: 0, needed: 1 });
        }
        let (mut value, mut squares, mut widest_of_zeros) = (0.0, 0.0, 0.0_f64);
        for part in parts {
            part.check()?;
            value += part.value;
            if part.value == 0.0 {
                widest_of_zeros = widest_of_zeros.max(part.margin);
            } else {
                squares += part.margin * part.margin;
            }
        }
        let margin = finite((squares + widest_of_zeros * widest_of_zeros).sqrt())?;
        Ok(Self {
            value: finite(value)?,
            margin,
        })
    }

    /// The difference to another, independent estimate.
    ///
    /// Errors: `NotFinite`, `Negative` margin. By hand, 200 ± 40 less 100 ± 30: 100 ± 50.
    ///
    /// ```
    /// # use mainstay_statistics::Survey;
    /// let more = Survey { value: 200.0, margin: 40.0 }.less(Survey { value: 100.0, margin: 30.0 })?;
    /// assert_eq!(more, Survey { value: 100.0, margin: 50.0 });
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn less(self, other: Self) -> Result<Self, Fault> {
        self.check()?;
        other.check()?;
        Ok(Self {
            value: finite(self.value - other.value)?,
            margin: finite(self.margin.hypot(other.margin))?,
        })
    }

    /// The change between estimates for periods that may overlap. The margin shrinks by √(1 − c), c being the part in
    /// common; of the same period there is no change to speak of.
    ///
    /// Errors: as above; `OutOfOrder` for a period that ends before it begins; `NoChangeAsked` for one and the same.
    ///
    /// By hand, 2014–2018 and 2016–2020 share 3 of 5 years: √0.4 × 50 = 31.6.
    ///
    /// ```
    /// # use mainstay_statistics::{Period, Survey};
    /// let change = Survey::change(
    ///     (Survey { value: 100.0, margin: 30.0 }, Period { first: 2014, last: 2018 }),
    ///     (Survey { value: 200.0, margin: 40.0 }, Period { first: 2016, last: 2020 }),
    /// )?;
    /// assert!((change.value - 100.0).abs() < 1e-12 && (change.margin - 31.623).abs() < 1e-3);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn change(before: (Self, Period), after: (Self, Period)) -> Result<Self, Fault> {
        let overlap = before.1.overlap(after.1)?;
        if overlap >= 1.0 {
            return Err(Fault::NoChangeAsked);
        }
        let plain = after.0.less(before.0)?;
        Ok(Self {
            margin: plain.margin * (1.0 - overlap).sqrt(),
            ..plain
        })
    }

    /// The share that this estimate is of a whole which contains it: margin √(m₁² − p² m₂²) / whole. Where the root would
    /// be of a negative figure, that of [`Survey::ratio`] stands in, as the source says.
    ///
    /// Units: a fraction. Errors: `ZeroReference` for a whole of zero, `Negative` values.
    ///
    /// By hand, 200 ± 50 of 1000 ± 100: p = 0.2; √(2500 − 0.04 × 10000) / 1000 = 0.0458.
    ///
    /// ```
    /// # use mainstay_statistics::Survey;
    /// let share = Survey { value: 200.0, margin: 50.0 }.share_of(Survey { value: 1000.0, margin: 100.0 })?;
    /// assert!((share.value - 0.2).abs() < 1e-12 && (share.margin - 0.045826).abs() < 1e-6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn share_of(self, whole: Self) -> Result<Self, Fault> {
        self.over(whole, -1.0)
    }

    /// The ratio to an estimate that does not contain this one: margin √(m₁² + r² m₂²) / other.
    ///
    /// Errors: `ZeroReference`, `Negative` values. By hand, 200 ± 50 to 1000 ± 100: √(2500 + 400) / 1000 = 0.0539.
    ///
    /// ```
    /// # use mainstay_statistics::Survey;
    /// let ratio = Survey { value: 200.0, margin: 50.0 }.ratio(Survey { value: 1000.0, margin: 100.0 })?;
    /// assert!((ratio.margin - 0.053852).abs() < 1e-6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn ratio(self, other: Self) -> Result<Self, Fault> {
        self.over(other, 1.0)
    }

    /// The standard error in percent of the estimate; above 30 or 40 many publishers call a figure unreliable.
    ///
    /// Errors: `ZeroReference` for an estimate of zero. By hand, 5000 ± 329: 100 × 200 / 5000 = 4.
    ///
    /// ```
    /// # use mainstay_statistics::Survey;
    /// assert!((Survey { value: 5000.0, margin: 329.0 }.coefficient_of_variation()? - 4.0).abs() < 1e-9);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn coefficient_of_variation(self) -> Result<f64, Fault> {
        self.check()?;
        crate::groups::divided(100.0 * self.standard_error(), self.value.abs())
    }

    const Z: f64 = 1.645;

    fn over(self, other: Self, sign: f64) -> Result<Self, Fault> {
        self.check()?;
        other.check()?;
        let ratio = crate::groups::divided(not_negative(self.value)?, not_negative(other.value)?)?;
        let (own, others) = (self.margin.powi(2), (ratio * other.margin).powi(2));
        let squares = if own + sign * others < 0.0 {
            own + others
        } else {
            own + sign * others
        };
        Ok(Self {
            value: finite(ratio)?,
            margin: finite(squares.sqrt() / other.value)?,
        })
    }

    fn check(self) -> Result<(), Fault> {
        finite(self.value)?;
        not_negative(self.margin).map(|_| ())
    }
}
