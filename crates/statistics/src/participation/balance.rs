//! Whether participants and those they are compared with were alike before: the table, the picture, the verdict.

use crate::fault::{Fault, finite, not_negative};
use crate::participation::logit::Choice;
use crate::participation::weighting::{Target, effective_size};

/// At and above so many standard deviations, a feature is not balanced (Austin, 2009).
pub const DIFFERENCE_MOST: f64 = 0.1;
/// With fewer people than these on a side, counting weights, nothing is labelled green.
pub const EFFECTIVE_LEAST: f64 = 20.0;

/// How one feature differs between participants and others, before and after weighting or matching.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Mean of those who took part.
    pub participants: f64,
    /// Mean of the others, as they are.
    pub others_before: f64,
    /// Mean of the others after weighting or matching; `participants_after` is its counterpart.
    pub others_after: f64,
    /// Mean of those who took part after weighting or matching.
    pub participants_after: f64,
    /// Participants minus others in standard deviations, as they are; infinite where the deviation is zero.
    pub before: f64,
    /// The same after weighting or matching, in the same standard deviations.
    pub after: f64,
    /// Spread of the participants over spread of the others after weighting; shown, not judged. None without spread.
    pub variance_ratio: Option<f64>,
}

/// The balance of all features.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// For each feature, in the order given.
    pub features: Vec<Difference>,
    /// How many people the participants are worth after weighting.
    pub participants_effective: f64,
    /// How many people the others are worth after weighting.
    pub others_effective: f64,
}

/// What may be said of the comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// Participants and others were alike in everything that is known.
    Green,
    /// They were not, or too few are left; all the reasons.
    Refused(Vec<Reason>),
}

/// Why a comparison is not labelled green.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// A feature differs by a tenth of a standard deviation or more.
    Unbalanced {
        /// Its position, from 0.
        feature: usize,
        /// By how many standard deviations.
        difference: f64,
    },
    /// The square of a feature around its mean differs: the extremes are not alike.
    UnbalancedSquare {
        /// The feature's position, from 0.
        feature: usize,
        /// By how many standard deviations.
        difference: f64,
    },
    /// How likely people were to take part still differs by a tenth of a standard deviation or more.
    UnbalancedPropensity {
        /// By how many standard deviations.
        difference: f64,
    },
    /// Too few people are left on a side, counting their weights.
    FewLeft {
        /// How many the side is worth.
        effective: f64,
    },
}

/// One line of the picture of balance (love plot), the largest difference before at the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LovePoint {
    /// The feature's position.
    pub feature: usize,
    /// Its difference before, without sign, in standard deviations.
    pub before: f64,
    /// The same after.
    pub after: f64,
}

impl Choice<'_> {
    /// The balance table for given weights.
    ///
    /// Standardised by the spread of those who took part for [`Target::Participants`], else by the average spread of both
    /// sides, always as it was before weighting, so that before and after are in one unit. For features of 0 and 1 the
    /// spread is √(p(1−p)).
    ///
    /// Errors: as [`Choice::propensity`] for the input; `LengthsDiffer`, `Negative` or `Empty` for the weights.
    ///
    /// Source: Austin (2009), "Balance diagnostics for comparing the distribution of baseline covariates", section 3; Love
    /// (2002) for the picture.
    ///
    /// By hand: 3 of 4 participants and 1 of 4 others have a feature: (0.75 − 0.25) / √(0.75 · 0.25) = 1.1547. Weights that
    /// let the one other count nine times leave nothing.
    ///
    /// ```
    /// # use mainstay_statistics::{Choice, Target};
    /// let took_part = [true, true, true, true, false, false, false, false];
    /// let choice = Choice { took_part: &took_part, features: &[vec![1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0]] };
    /// let weights = [1.0, 1.0, 1.0, 1.0, 9.0, 1.0, 1.0, 1.0];
    /// let balance = choice.balance(&weights, Target::Participants)?;
    /// assert!((balance.features[0].before - 1.154701).abs() < 1e-6 && balance.features[0].after.abs() < 1e-12);
    /// assert!((balance.others_effective - 12.0 * 12.0 / 84.0).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn balance(&self, weights: &[f64], target: Target) -> Result<Balance, Fault> {
        self.sides()?;
        if weights.len() != self.took_part.len() {
            return Err(Fault::LengthsDiffer);
        }
        for weight in weights {
            not_negative(*weight)?;
        }
        let side = |side: bool| -> Vec<f64> {
            let both = weights.iter().zip(self.took_part);
            both.filter(|(_, took_part)| **took_part == side)
                .map(|(weight, _)| *weight)
                .collect()
        };
        let sides = [side(true), side(false)];
        let (participants_effective, others_effective) =
            (effective_size(&sides[0])?, effective_size(&sides[1])?);
        let mut features = Vec::new();
        for feature in self.features {
            features.push(self.difference(feature, &sides, target)?);
        }
        Ok(Balance {
            features,
            participants_effective,
            others_effective,
        })
    }

    fn difference(
        &self,
        feature: &[f64],
        weights: &[Vec<f64>; 2],
        target: Target,
    ) -> Result<Difference, Fault> {
        let values = |side: bool| -> Vec<f64> {
            let both = feature.iter().zip(self.took_part);
            both.filter(|(_, took_part)| **took_part == side)
                .map(|(value, _)| *value)
                .collect()
        };
        let (participants, others) = (values(true), values(false));
        let is_binary = feature.iter().all(|value| *value == 0.0 || *value == 1.0);
        let before = [&participants, &others].map(|side| Spread::of(side, &vec![1.0; side.len()], is_binary));
        let after = [
            Spread::of(&participants, &weights[0], is_binary),
            Spread::of(&others, &weights[1], is_binary),
        ];
        let average = (before[0].variance + before[1].variance) / 2.0;
        let unit = match target {
            // Participants who are all alike in this feature have no spread of their own to measure with.
            Target::Participants if before[0].variance > 0.0 => before[0].variance.sqrt(),
            Target::Participants | Target::Overlap | Target::Everyone => average.sqrt(),
        };
        let standardised = |difference: f64| {
            if difference.abs() <= 1e-12 * (1.0 + before[0].mean.abs()) {
                0.0
            } else {
                difference / unit
            }
        };
        let has_spread = after[0].variance > 0.0 && after[1].variance > 0.0;
        finite(before[0].mean + before[1].mean)?;
        finite(after[0].variance + after[1].variance + average)?;
        Ok(Difference {
            participants: before[0].mean,
            others_before: before[1].mean,
            others_after: after[1].mean,
            participants_after: after[0].mean,
            before: standardised(before[0].mean - before[1].mean),
            after: standardised(after[0].mean - after[1].mean),
            variance_ratio: has_spread.then(|| after[0].variance / after[1].variance),
        })
    }
}

impl Balance {
    /// Green only when every feature differs by less than a tenth of a standard deviation and enough people are left on
    /// both sides; otherwise refused with every reason.
    ///
    /// ```
    /// # use mainstay_statistics::{Choice, Label, Reason, Target};
    /// let took_part: Vec<bool> = (0..80).map(|person| person < 40).collect();
    /// let older: Vec<f64> = (0..80).map(|person| if person < 30 || person > 70 { 1.0 } else { 0.0 }).collect();
    /// let choice = Choice { took_part: &took_part, features: &[older] };
    /// let label = choice.balance(&vec![1.0; 80], Target::Participants)?.label();
    /// assert!(matches!(label, Label::Refused(reasons) if matches!(reasons[0], Reason::Unbalanced { feature: 0, .. })));
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn label(&self) -> Label {
        let mut reasons = Vec::new();
        for (feature, difference) in self.features.iter().enumerate() {
            // Written so that what is not a number is refused as well.
            let is_balanced = difference.after.abs() < DIFFERENCE_MOST;
            if !is_balanced {
                reasons.push(Reason::Unbalanced {
                    feature,
                    difference: difference.after,
                });
            }
        }
        for effective in [self.participants_effective, self.others_effective] {
            if effective < EFFECTIVE_LEAST {
                reasons.push(Reason::FewLeft { effective });
            }
        }
        if reasons.is_empty() {
            Label::Green
        } else {
            Label::Refused(reasons)
        }
    }

    /// The picture's lines: without sign, the largest difference before first.
    ///
    /// ```
    /// # use mainstay_statistics::{Choice, Target};
    /// let took_part = [true, true, false, false];
    /// let features = [vec![1.0, 2.0, 1.0, 3.0], vec![5.0, 6.0, 1.0, 2.0]];
    /// let choice = Choice { took_part: &took_part, features: &features };
    /// let lines = choice.balance(&[1.0; 4], Target::Overlap)?.love_plot();
    /// assert_eq!((lines[0].feature, lines[1].feature), (1, 0));
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn love_plot(&self) -> Vec<LovePoint> {
        let line = |(feature, difference): (usize, &Difference)| LovePoint {
            feature,
            before: difference.before.abs(),
            after: difference.after.abs(),
        };
        let mut lines: Vec<LovePoint> = self.features.iter().enumerate().map(line).collect();
        lines.sort_by(|one, other| other.before.total_cmp(&one.before));
        lines
    }
}

/// Weighted mean and variance of one side.
struct Spread {
    mean: f64,
    variance: f64,
}

impl Spread {
    fn of(values: &[f64], weights: &[f64], is_binary: bool) -> Self {
        let total: f64 = weights.iter().sum();
        let mean = values
            .iter()
            .zip(weights)
            .map(|(value, weight)| value * weight)
            .sum::<f64>()
            / total;
        if is_binary {
            return Self {
                mean,
                variance: (mean * (1.0 - mean)).max(0.0),
            };
        }
        let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
        let sum: f64 = values
            .iter()
            .zip(weights)
            .map(|(value, weight)| weight * (value - mean).powi(2))
            .sum();
        // Reduces to division by n − 1 for equal weights.
        let freedom = total - squares / total;
        let variance = if freedom > 1e-9 * total {
            sum / freedom
        } else {
            0.0
        };
        Self { mean, variance }
    }
}
