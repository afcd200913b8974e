//! Equitable targets: every group gains, and those behind gain faster, so that the gap closes.

use crate::fault::{Fault, finite, not_negative};
use crate::gap::Better;
use crate::target::check_years;

/// Where a group stands today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Its value, in the unit of the indicator.
    pub value: f64,
    /// Its people.
    pub people: f64,
}

/// A plan for all groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equitable {
    /// Where the group that the others catch up with stands today.
    pub reference: f64,
    /// What the reference gains each year, towards the better; zero or more, since nobody is asked to fall.
    pub reference_gain: f64,
    /// The part of what is left of each gap that closes each year, from 0 to 1.
    pub closing: f64,
    /// The best value there is: 100 for a share of which more is better, 0 where less is better.
    pub best_possible: f64,
    /// Which way is better.
    pub better: Better,
}

impl Equitable {
    /// What the plan asks of a group that stands at `start` today, for each of so many years.
    ///
    /// The reference moves by its gain a year, not beyond the best possible; a group behind is asked for the reference
    /// less the gap that is left, gap · (1 − closing)^t. A group ahead of the reference keeps what it has until the
    /// reference comes by, and is never asked to fall.
    ///
    /// Units: those of the indicator. Errors: `Negative` gain, `NotAProbability` for the closing, `OutsideScale` for a
    /// value better than the best possible, `TooFew` or `TooMany` years.
    ///
    /// By hand, reference 80 with 1 a year, group at 60, half of the gap closing each year: gaps 20, 10, 5; the group is
    /// asked for 81 − 10 = 71, then 82 − 5 = 77.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Equitable};
    /// let plan = Equitable {
    ///     reference: 80.0, reference_gain: 1.0, closing: 0.5, best_possible: 100.0, better: Better::Higher,
    /// };
    /// assert_eq!(plan.path(60.0, 2)?, [71.0, 77.0]);
    /// assert_eq!(plan.path(81.5, 2)?, [81.5, 82.0]);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn path(&self, start: f64, years: u32) -> Result<Vec<f64>, Fault> {
        check_years(years)?;
        self.check(start)?;
        let sign = self.better.gain(1.0, 0.0);
        let gap = self.better.gain(self.reference, start);
        let mut path = Vec::new();
        let mut held = start;
        for year in 1..=years {
            let reached = self.reference + sign * self.reference_gain * f64::from(year);
            // Not beyond the best possible.
            let reference = self.worse(reached, self.best_possible);
            let left = (1.0 - self.closing).powi(year as i32);
            let asked = if gap > 0.0 {
                reference - sign * gap * left
            } else {
                reference
            };
            held = if self.better.gain(asked, held) > 0.0 {
                asked
            } else {
                held
            };
            path.push(held);
        }
        Ok(path)
    }

    /// What the plan asks of everyone together: for each year the groups' values, weighted by their people.
    ///
    /// Errors: as [`Equitable::path`]; `Empty` if there is nobody.
    ///
    /// By hand, as above with 100 people at 60 and 300 at 80: (71 + 3 × 81) / 4 = 78.5.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Equitable, Standing};
    /// let plan = Equitable {
    ///     reference: 80.0, reference_gain: 1.0, closing: 0.5, best_possible: 100.0, better: Better::Higher,
    /// };
    /// let groups = [Standing { value: 60.0, people: 100.0 }, Standing { value: 80.0, people: 300.0 }];
    /// assert_eq!(plan.path_of_everyone(&groups, 1)?, [78.5]);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn path_of_everyone(&self, groups: &[Standing], years: u32) -> Result<Vec<f64>, Fault> {
        check_years(years)?;
        let mut sums = vec![0.0; years as usize];
        let mut everyone = 0.0;
        for group in groups {
            everyone += not_negative(group.people)?;
            for (sum, asked) in sums.iter_mut().zip(self.path(group.value, years)?) {
                *sum += group.people * asked;
            }
        }
        if everyone == 0.0 {
            return Err(Fault::Empty);
        }
        Ok(sums.into_iter().map(|sum| sum / everyone).collect())
    }

    fn worse(&self, left: f64, right: f64) -> f64 {
        if self.better.gain(left, right) > 0.0 {
            right
        } else {
            left
        }
    }

    fn check(&self, start: f64) -> Result<(), Fault> {
        not_negative(self.reference_gain)?;
        if !(0.0..=1.0).contains(&self.closing) {
            return Err(Fault::NotAProbability);
        }
        let best = finite(self.best_possible)?;
        let is_beyond = |value: f64| Ok(self.better.gain(finite(value)?, best) > 0.0);
        if is_beyond(self.reference)? || is_beyond(start)? {
            Err(Fault::OutsideScale)
        } else {
            Ok(())
        }
    }
}

/// The yearly closing rate that leaves this part of a gap after so many years: 1 − left^(1 / years).
///
/// Errors: `NotAProbability` unless the part left is from 0 to 1; `TooFew` or `TooMany` years.
///
/// By hand, a quarter left after two years: 1 − √0.25 = 0.5 each year.
///
/// ```
/// # use mainstay_statistics::closing_rate;
/// assert_eq!(closing_rate(0.25, 2)?, 0.5);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn closing_rate(left: f64, years: u32) -> Result<f64, Fault> {
    check_years(years)?;
    if !(0.0..=1.0).contains(&left) {
        return Err(Fault::NotAProbability);
    }
    Ok(1.0 - left.powf(1.0 / f64::from(years)))
}
