//! A logistic regression: how likely each person was to take part, from what was known before.

use nalgebra::{DMatrix, DVector};

use crate::fault::{Fault, finite};
use crate::participation::regression::orthonormal;

const STEPS_MAX: usize = 200;
/// A last step that moves no person's log odds further than this has arrived.
const ARRIVED: f64 = 1e-9;

/// People of whom it is known whether they took part, and what was known of them before.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// Whether each person took part.
    pub took_part: &'a [bool],
    /// What was known of them: one list for each feature, with an entry for each person. A feature with more than two
    /// values without order, such as a neighbourhood, is one list of 0 and 1 for each value but one.
    pub features: &'a [Vec<f64>],
}

/// How likely each person was to take part (propensity score).
#[derive(Debug, Clone, PartialEq)]
pub struct Propensity {
    /// For each person, between 0 and 1.
    pub shares: Vec<f64>,
    /// Intercept, then the change in log odds for one more of each feature.
    pub coefficients: Vec<f64>,
}

impl Choice<'_> {
    /// Fits the logistic regression by iterated weighted least squares.
    ///
    /// Errors: `NobodyToCompare` if all or none took part; `Separated` if features tell exactly who took part (then there
    /// is nobody alike to compare with, and the likelihood has no maximum); `Collinear`, `LengthsDiffer`, `NotFinite`,
    /// `TooFew` people for so many features.
    ///
    /// Source: McCullagh and Nelder (1989), section 4.4; Albert and Anderson (1984), "On the existence of maximum
    /// likelihood estimates in logistic regression models", for separation; Rosenbaum and Rubin (1983) for its use.
    ///
    /// By hand, one feature of 0 and 1: 1 of 4 took part at 0 and 3 of 4 at 1. The fitted shares are these.
    ///
    /// ```
    /// # use mainstay_statistics::Choice;
    /// let took_part = [true, false, false, false, true, true, true, false];
    /// let feature = vec![0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0];
    /// let fitted = Choice { took_part: &took_part, features: &[feature] }.propensity()?;
    /// assert!((fitted.shares[0] - 0.25).abs() < 1e-9 && (fitted.shares[7] - 0.75).abs() < 1e-9);
    /// assert!((fitted.coefficients[1] - 9.0_f64.ln()).abs() < 1e-9); // odds of 3 beside odds of 1/3
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn propensity(&self) -> Result<Propensity, Fault> {
        let (people, width) = (self.took_part.len(), self.features.len() + 1);
        self.sides()?;
        if people <= width {
            return Err(Fault::TooFew {
                found: people,
                needed: width + 1,
            });
        }
        // In an orthonormal basis of the columns the steps do not suffer from cubes of ages beside shares.
        let columns = DMatrix::from_fn(people, width, |row, column| match column {
            0 => 1.0,
            other => self.features[other - 1][row],
        });
        let (mut basis, mut inverse) = orthonormal(columns, &vec![1.0; people])?;
        let scale = (people as f64).sqrt();
        basis *= scale;
        inverse *= scale;
        let place = self.greatest_likelihood(&basis)?;
        Ok(Propensity {
            shares: (&basis * &place).iter().map(|odds| expit(*odds)).collect(),
            coefficients: (inverse * place).iter().copied().collect(),
        })
    }

    /// How many took part and how many did not. Errors: as [`Choice::propensity`], of the input alone.
    pub(crate) fn sides(&self) -> Result<[usize; 2], Fault> {
        for feature in self.features {
            if feature.len() != self.took_part.len() {
                return Err(Fault::LengthsDiffer);
            }
            for value in feature {
                finite(*value)?;
            }
        }
        let participants = self.took_part.iter().filter(|took_part| **took_part).count();
        let others = self.took_part.len() - participants;
        if participants == 0 || others == 0 {
            return Err(Fault::NobodyToCompare);
        }
        Ok([participants, others])
    }

    fn greatest_likelihood(&self, basis: &DMatrix<f64>) -> Result<DVector<f64>, Fault> {
        let mut place = DVector::zeros(basis.ncols());
        let mut odds = basis * &place;
        for _ in 0..STEPS_MAX {
            let mut information = DMatrix::zeros(basis.ncols(), basis.ncols());
            let mut score = DVector::zeros(basis.ncols());
            let mut weighted = basis.clone();
            for (row, took_part) in self.took_part.iter().enumerate() {
                // 1 − p from the odds themselves: near 1 the subtraction would lose all digits.
                let (share, rest) = (expit(odds[row]), expit(-odds[row]));
                weighted.row_mut(row).scale_mut(share * rest);
                let residual = if *took_part { rest } else { -share };
                score.axpy(residual, &basis.row(row).transpose(), 1.0);
            }
            information.gemm_tr(1.0, basis, &weighted, 0.0);
            // The information vanishes along a direction only where all likelihoods there have reached one.
            let Some(root) = information.cholesky() else {
                return Err(Fault::Separated);
            };
            let step = root.solve(&score);
            let change = basis * &step;
            let farthest = change.amax();
            let gain = score.dot(&step);
            if !gain.is_finite() {
                return Err(Fault::Separated);
            }
            let fraction = self.fraction(&odds, &change);
            place.axpy(fraction, &step, 1.0);
            odds.axpy(fraction, &change, 1.0);
            if farthest < ARRIVED * (1.0 + odds.amax()) {
                return Ok(place);
            }
            // Nothing left to gain, and yet someone's odds still grow by a factor of e with every step: for them the best
            // odds are infinite. A maximum that exists is reached by steps that shrink with the gain.
            if gain < 1e-8 && farthest > 0.1 {
                return Err(Fault::Separated);
            }
        }
        Err(Fault::Separated)
    }

    /// The part of a step that does not make the likelihood smaller: 1, or ½, ¼, …
    fn fraction(&self, odds: &DVector<f64>, change: &DVector<f64>) -> f64 {
        let likelihood = |fraction: f64| -> f64 {
            let sum = |(row, took_part): (usize, &bool)| {
                let odds = odds[row] + fraction * change[row];
                let odds = if *took_part { odds } else { -odds };
                // ln expit(odds), without overflow on either side.
                odds.min(0.0) - (-odds.abs()).exp().ln_1p()
            };
            self.took_part.iter().enumerate().map(sum).sum()
        };
        let before = likelihood(0.0);
        let mut fraction = 1.0;
        while fraction > 1e-6 && likelihood(fraction) < before - 1e-9 * before.abs() {
            fraction /= 2.0;
        }
        fraction
    }
}

fn expit(odds: f64) -> f64 {
    if odds >= 0.0 {
        1.0 / (1.0 + (-odds).exp())
    } else {
        odds.exp() / (1.0 + odds.exp())
    }
}
