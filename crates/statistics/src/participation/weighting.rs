//! Weights that make those who did not take part look like those who did, or both like the people in between.

use std::ops::RangeInclusive;

use crate::fault::{Fault, not_negative};

/// Of whom the difference is to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// Of those who took part (average effect on the treated): others count by their odds of taking part.
    Participants,
    /// Of those who might as well have done either (overlap): nobody counts much whose choice was all but certain.
    Overlap,
    /// Of everyone, those who took part and the others.
    Everyone,
}

/// Below this share of the participants' number, the others who count are too few: see [`Target::suggested`].
const EFFECTIVE_LEAST: f64 = 0.5;
/// Participants who were all but certain to take part have nobody like them among the others.
const CERTAIN_FROM: f64 = 0.9;
const CERTAIN_MOST: f64 = 0.05;

impl Target {
    /// Weights for each person from how likely each was to take part.
    ///
    /// Units: participants count 1, others p/(1−p); for the overlap 1−p and p; for everyone 1/p and 1/(1−p).
    ///
    /// Errors: `LengthsDiffer`; `NotAProbability` outside 0 to 1; `Separated` where a weight would be infinite.
    ///
    /// Source: Hirano and Imbens (2001) for participants and everyone; Li, Morgan and Zaslavsky (2018), "Balancing
    /// covariates via propensity score weighting", table 1.
    ///
    /// By hand: another person who was 20 percent likely to take part counts 0.2 / 0.8 = 0.25.
    ///
    /// ```
    /// # use mainstay_statistics::Target;
    /// let weights = Target::Participants.weights(&[0.5, 0.2], &[true, false])?;
    /// assert!((weights[0] - 1.0).abs() < 1e-12 && (weights[1] - 0.25).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn weights(self, shares: &[f64], took_part: &[bool]) -> Result<Vec<f64>, Fault> {
        if shares.len() != took_part.len() {
            return Err(Fault::LengthsDiffer);
        }
        let mut weights = Vec::with_capacity(shares.len());
        for (share, took_part) in shares.iter().zip(took_part) {
            if !(0.0..=1.0).contains(share) {
                return Err(Fault::NotAProbability);
            }
            let weight = match (self, took_part) {
                (Self::Participants, true) => 1.0,
                (Self::Participants, false) => share / (1.0 - share),
                (Self::Overlap, true) => 1.0 - share,
                (Self::Overlap, false) => *share,
                (Self::Everyone, true) => 1.0 / share,
                (Self::Everyone, false) => 1.0 / (1.0 - share),
            };
            if !weight.is_finite() {
                return Err(Fault::Separated);
            }
            weights.push(weight);
        }
        Ok(weights)
    }

    /// Participants, unless too few of the others are like them: then the overlap.
    ///
    /// The overlap is suggested if more than 5 percent of those who took part were more than 90 percent likely to, or if
    /// the others, weighted to be like them, are worth fewer than half their number.
    ///
    /// Errors: as [`Target::weights`]; `NobodyToCompare`.
    ///
    /// Source: Crump, Hotz, Imbens and Mitnik (2009), "Dealing with limited overlap", for the bound of 0.9; the other
    /// bounds are ours.
    ///
    /// ```
    /// # use mainstay_statistics::Target;
    /// let alike = Target::suggested(&[0.5, 0.5, 0.5, 0.5], &[true, true, false, false])?;
    /// assert_eq!(alike, Target::Participants);
    /// let certain = Target::suggested(&[0.95, 0.95, 0.05, 0.05], &[true, true, false, false])?;
    /// assert_eq!(certain, Target::Overlap);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn suggested(shares: &[f64], took_part: &[bool]) -> Result<Self, Fault> {
        let weights = Self::Participants.weights(shares, took_part)?;
        let of = |side: bool| {
            let both = weights.iter().zip(shares).zip(took_part);
            both.filter(move |(_, took_part)| **took_part == side)
                .map(|(pair, _)| pair)
        };
        let participants = of(true).count();
        let others: Vec<f64> = of(false).map(|(weight, _)| *weight).collect();
        if participants == 0 || others.is_empty() {
            return Err(Fault::NobodyToCompare);
        }
        let certain = of(true).filter(|(_, share)| **share > CERTAIN_FROM).count();
        let is_poor = certain as f64 > CERTAIN_MOST * participants as f64
            || effective_size(&others)? < EFFECTIVE_LEAST * participants as f64;
        Ok(if is_poor {
            Self::Overlap
        } else {
            Self::Participants
        })
    }
}

/// Who stays when people are left out whose taking part was all but certain either way.
///
/// Source: Crump, Hotz, Imbens and Mitnik (2009), who recommend 0.1 to 0.9. Then the figure speaks of those who stay.
///
/// ```
/// # use mainstay_statistics::trimmed;
/// assert_eq!(trimmed(&[0.05, 0.5, 0.95], 0.1..=0.9), [false, true, false]);
/// ```
pub fn trimmed(shares: &[f64], kept: RangeInclusive<f64>) -> Vec<bool> {
    shares.iter().map(|share| kept.contains(share)).collect()
}

/// How many equally weighted people the weighted ones are worth: (Σ w)² / Σ w².
///
/// Errors: `Negative`, `NotFinite`; `Empty` if no weight is above zero.
///
/// Source: Kish (1965), "Survey sampling", section 11.7. By hand: weights 3 and 1 give 16 / 10 = 1.6 people.
///
/// ```
/// # use mainstay_statistics::effective_size;
/// assert!((effective_size(&[3.0, 1.0])? - 1.6).abs() < 1e-12);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn effective_size(weights: &[f64]) -> Result<f64, Fault> {
    let (mut sum, mut squares) = (0.0, 0.0);
    for weight in weights {
        sum += not_negative(*weight)?;
        squares += weight * weight;
    }
    if squares > 0.0 {
        Ok(sum * sum / squares)
    } else {
        Err(Fault::Empty)
    }
}
