//! Before and after, beside people who did not take part: did those who took part gain more?

use crate::fault::Fault;
use crate::participation::cluster::Correction;
use crate::participation::effect::Effect;
use crate::participation::regression::Sample;

/// The same people at two times, one entry for each in every list.
#[derive(Debug, Clone, Copy)]
pub struct TwoTimes<'a> {
    /// The outcome before anyone took part.
    pub before: &'a [f64],
    /// The outcome after.
    pub after: &'a [f64],
    /// Who took part in between.
    pub took_part: &'a [bool],
    /// Weights, if people were weighted or matched to be alike.
    pub weights: Option<&'a [f64]>,
    /// Who was assigned together, by any number; absent if everyone chose alone.
    pub clusters: Option<&'a [usize]>,
}

impl TwoTimes<'_> {
    /// Difference in differences: the gain of those who took part minus the gain of the others.
    ///
    /// Between two times before anyone took part, the same figure tests whether both sides were on one path already: it
    /// should be near zero. Standard error: HC2, with clusters CR2; both with Satterthwaite's degrees of freedom.
    ///
    /// Errors: `LengthsDiffer`, `NobodyToCompare`, `NotFinite`, `TooFew`; with clusters those of
    /// [`crate::Regression::clustered`].
    ///
    /// Source: Ashenfelter and Card (1985), "Using the longitudinal structure of earnings"; Angrist and Pischke (2009),
    /// section 5.2.
    ///
    /// By hand: those who took part gained 3 and 5, the others 1 and 1: 4 − 1 = 3, standard error √(2/2 + 0/2) = 1.
    ///
    /// ```
    /// # use mainstay_statistics::TwoTimes;
    /// let times = TwoTimes {
    ///     before: &[1.0, 2.0, 1.0, 2.0],
    ///     after: &[4.0, 7.0, 2.0, 3.0],
    ///     took_part: &[true, true, false, false],
    ///     weights: None,
    ///     clusters: None,
    /// };
    /// let effect = times.difference()?;
    /// assert!((effect.value - 3.0).abs() < 1e-12 && (effect.standard_error - 1.0).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn difference(&self) -> Result<Effect, Fault> {
        if self.before.len() != self.after.len() || self.before.len() != self.took_part.len() {
            return Err(Fault::LengthsDiffer);
        }
        let participants = self.took_part.iter().filter(|took_part| **took_part).count();
        if participants == 0 || participants == self.took_part.len() {
            return Err(Fault::NobodyToCompare);
        }
        let gains: Vec<f64> = self
            .before
            .iter()
            .zip(self.after)
            .map(|(before, after)| after - before)
            .collect();
        let side = self
            .took_part
            .iter()
            .map(|took_part| f64::from(u8::from(*took_part)))
            .collect();
        let fit = Sample {
            outcome: &gains,
            columns: &[side],
            weights: self.weights,
        }
        .regress()?;
        match self.clusters {
            Some(clusters) => fit.clustered(0, clusters, Correction::Cr2),
            None => fit.robust(0),
        }
    }
}
