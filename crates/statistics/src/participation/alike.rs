//! Who counts how much in a comparison, and the regression that takes up what is left.

use crate::fault::Fault;
use crate::participation::comparison::{Cohort, Method, Trim};
use crate::participation::logit::Choice;
use crate::participation::matching::{Pool, Reuse};
use crate::participation::regression::{Regression, Sample};
use crate::participation::weighting::{Target, effective_size, trimmed};

/// People per coefficient on the smaller side, from which on squares are known, and participants and others have slopes of
/// their own.
const PEOPLE_PER_SLOPE: f64 = 10.0;

/// Who counts how much.
pub(crate) struct Chosen {
    pub target: Target,
    pub weights: Vec<f64>,
    pub shares: Vec<f64>,
    /// The features given, then squares.
    pub features: Vec<Vec<f64>>,
    /// Of which features the squares are.
    pub squares_of: Vec<usize>,
    /// Numbers of matched sets, where nobody is in two.
    pub sets: Option<Vec<usize>>,
}

/// What everyone is described by.
struct Described {
    /// All features, after them the squares around the mean of those with more than two values.
    features: Vec<Vec<f64>>,
    /// Of which features the squares are.
    squares_of: Vec<usize>,
    /// How likely everyone was to take part.
    shares: Vec<f64>,
}

impl Cohort<'_> {
    /// Weights or matches. Likelihoods rest on all features and, with people enough, on their squares.
    pub(crate) fn chosen(&self, method: Method) -> Result<Chosen, Fault> {
        let took_part = self.choice.took_part;
        let Described {
            features,
            squares_of,
            shares,
        } = self.described()?;
        match method {
            Method::Weighted { target, trim } => {
                let kept = match trim {
                    Trim::Nobody => vec![true; shares.len()],
                    Trim::Tenths => trimmed(&shares, 0.1..=0.9),
                };
                let target = match target {
                    Some(target) => target,
                    None => Target::suggested(&shares, took_part)?,
                };
                let mut weights = target.weights(&shares, took_part)?;
                for (weight, kept) in weights.iter_mut().zip(kept) {
                    *weight *= f64::from(u8::from(kept));
                }
                Ok(Chosen {
                    target,
                    weights,
                    shares,
                    features,
                    squares_of,
                    sets: None,
                })
            }
            Method::Matched { how, strata } => {
                let pool = Pool {
                    shares: &shares,
                    took_part,
                    strata,
                };
                let matched = pool.matched(how)?;
                Ok(Chosen {
                    target: Target::Participants,
                    weights: matched.weights(),
                    sets: (how.reuse == Reuse::Once).then(|| matched.set_numbers()),
                    shares,
                    features,
                    squares_of,
                })
            }
        }
    }

    /// Without squares where people are few or squares tell who took part.
    fn described(&self) -> Result<Described, Fault> {
        let given = self.choice.features;
        let [participants, others] = self.choice.sides()?;
        let has_more_than_two = |feature: &usize| {
            let values = &given[*feature];
            let other = values.iter().find(|value| **value != values[0]);
            values
                .iter()
                .any(|value| *value != values[0] && Some(value) != other)
        };
        let squares_of: Vec<usize> = (0..given.len()).filter(has_more_than_two).collect();
        let coefficients = given.len() + squares_of.len() + 1;
        if participants.min(others) as f64 >= PEOPLE_PER_SLOPE * coefficients as f64 {
            let mut features = given.to_vec();
            for feature in &squares_of {
                let values = &given[*feature];
                let mean = values.iter().sum::<f64>() / values.len() as f64;
                features.push(values.iter().map(|value| (value - mean).powi(2)).collect());
            }
            let choice = Choice {
                features: &features,
                ..self.choice
            };
            if let Ok(fitted) = choice.propensity() {
                return Ok(Described {
                    features,
                    squares_of,
                    shares: fitted.shares,
                });
            }
        }
        Ok(Described {
            features: given.to_vec(),
            squares_of: Vec::new(),
            shares: self.choice.propensity()?.shares,
        })
    }

    pub(crate) fn fit(&self, columns: &[Vec<f64>], weights: &[f64]) -> Result<Regression, Fault> {
        Sample {
            outcome: self.outcome,
            columns,
            weights: Some(weights),
        }
        .regress()
    }

    /// The regression with all features: with slopes on each side if people are many and chose alone, else with common
    /// slopes. A feature that is constant among those who count is left out.
    pub(crate) fn adjusted(&self, side: &[f64], chosen: &Chosen) -> Result<Regression, Fault> {
        let centre = |feature: &Vec<f64>| -> Vec<f64> {
            let weight = |person: usize| chosen.weights[person] * side[person];
            let total: f64 = (0..side.len()).map(weight).sum();
            let mean = (0..side.len())
                .map(|person| weight(person) * feature[person])
                .sum::<f64>()
                / total;
            feature.iter().map(|value| value - mean).collect()
        };
        let mut features: Vec<Vec<f64>> = chosen.features.iter().map(centre).collect();
        let on_side = |wanted: f64| -> Vec<f64> {
            let both = chosen.weights.iter().zip(side);
            both.filter(|(_, side)| **side == wanted)
                .map(|(weight, _)| *weight)
                .collect()
        };
        let smaller = effective_size(&on_side(1.0))?.min(effective_size(&on_side(0.0))?);
        let has_slopes = self.clusters.is_none() && smaller >= PEOPLE_PER_SLOPE * (features.len() + 1) as f64;
        if has_slopes {
            let slopes = features.iter().map(|feature| {
                feature
                    .iter()
                    .zip(side)
                    .map(|(value, side)| value * side)
                    .collect()
            });
            let columns: Vec<Vec<f64>> = std::iter::once(side.to_vec())
                .chain(features.iter().cloned())
                .chain(slopes)
                .collect();
            // A feature may be constant on one side alone; then both sides share its slope.
            if let Ok(fit) = self.fit(&columns, &chosen.weights) {
                return Ok(fit);
            }
        }
        loop {
            let columns: Vec<Vec<f64>> = std::iter::once(side.to_vec())
                .chain(features.iter().cloned())
                .collect();
            match self.fit(&columns, &chosen.weights) {
                Err(Fault::Collinear { column }) if column > 0 => drop(features.remove(column - 1)),
                answer => return answer,
            }
        }
    }
}
