//! From a cohort to a figure with its label: participants beside people like them.

use crate::fault::{Fault, finite};
use crate::level::Level;
use crate::participation::alike::Chosen;
use crate::participation::balance::{Balance, DIFFERENCE_MOST, Difference, Label, Reason};
use crate::participation::cluster::{CLUSTERS_LEAST, Correction};
use crate::participation::effect::Effect;
use crate::participation::logit::Choice;
use crate::participation::matching::Matching;
use crate::participation::regression::Regression;
use crate::participation::weighting::Target;
use crate::participation::wild::{Draws, Wild};

/// With so many clusters and more, the bootstrap has nothing to add.
const CLUSTERS_MANY: usize = 40;

/// People who took part or not, one entry for each in every list.
#[derive(Debug, Clone, Copy)]
pub struct Cohort<'a> {
    /// Who took part, and what was known of everyone before.
    pub choice: Choice<'a>,
    /// What came after.
    pub outcome: &'a [f64],
    /// Who was assigned together, by any number: the school, the programme; absent if everyone chose alone.
    pub clusters: Option<&'a [usize]>,
}

/// How to find people to compare with.
#[derive(Debug, Clone, Copy)]
pub enum Method<'a> {
    /// Weights by how likely people were to take part.
    Weighted {
        /// Of whom the figure is to speak; if absent, [`Target::suggested`].
        target: Option<Target>,
        /// Whether to leave out people below 10 or above 90 percent.
        trim: Trim,
    },
    /// The nearest others for each participant.
    Matched {
        /// How to match.
        how: Matching,
        /// Only within the same stratum, by any number: same school, grade and prior band.
        strata: Option<&'a [usize]>,
    },
}

/// Who is left out before weighting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trim {
    /// Nobody.
    Nobody,
    /// People who were less than 10 or more than 90 percent likely to take part (Crump and others, 2009).
    Tenths,
}

/// A comparison with everything that must be shown beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Of whom the figure speaks.
    pub target: Target,
    /// Participants minus people like them, adjusted for what balance left.
    pub effect: Effect,
    /// The same by weights or matches alone, without adjustment.
    pub unadjusted: Effect,
    /// Participants minus others as they are: for comparison, never as a result.
    pub naive: Effect,
    /// A second opinion from the bootstrap, where there are fewer than forty clusters. With six to eight of very unequal size
    /// it finds too much; `effect` is the result.
    pub wild: Option<Wild>,
    /// How alike they are.
    pub balance: Balance,
    /// For features with more than two values also their squares around the mean, with the feature's position: people who
    /// are alike on average may still differ in their extremes. Empty where people are few.
    pub squares: Vec<(usize, Difference)>,
    /// How much the likelihood of taking part still differs, in standard deviations.
    pub propensity_difference: f64,
    /// What may be said.
    pub label: Label,
    /// How much each person counts, in the order given; zero for those left out.
    pub weights: Vec<f64>,
    /// How many participants the figure does not speak of, unmatched or left out.
    pub participants_left_out: usize,
    /// How many clusters it rests on, if people were assigned together.
    pub clusters: Option<usize>,
}

impl Cohort<'_> {
    /// Compares participants with people like them, and says whether the result may be labelled green.
    ///
    /// The figure is the coefficient of taking part in a weighted regression with all features, whose centre is the
    /// weighted mean of the participants. With at least ten people per coefficient on the smaller side, squares of features
    /// with more than two values are known, balanced and adjusted for as well, and each side has its own slopes. The figure
    /// is right if either the likelihood of taking part or the outcome is well described (doubly robust). Intervals are about these people, not
    /// about others like them. With clusters: CR2, and the wild bootstrap below forty; without: HC2; matches without reuse
    /// are clusters by set. Weights count as given.
    ///
    /// Shape: `draws` is for the bootstrap alone.
    ///
    /// Errors: those of [`Choice::propensity`], [`crate::Pool::matched`] and [`Regression::clustered`].
    ///
    /// Source: Robins, Rotnitzky and Zhao (1995) for the idea; Lin (2013) for slopes on each side; Abadie and Spiess (2022),
    /// "Robust post-matching inference"; Li, Morgan and Zaslavsky (2018).
    ///
    /// By hand: half took part of those with a feature and of those without, and the outcome is 1 more for the feature and
    /// 2 more for taking part.
    ///
    /// ```
    /// # use mainstay_statistics::*;
    /// let took_part: Vec<bool> = (0..80).map(|person| person % 2 == 0).collect();
    /// let feature: Vec<f64> = (0..80).map(|person| f64::from(person / 2 % 2)).collect();
    /// let noise = |person: usize| if person / 4 % 2 == 0 { 0.1 } else { -0.1 };
    /// let outcome: Vec<f64> = (0..80)
    ///     .map(|person| feature[person] + if took_part[person] { 2.0 } else { 0.0 } + noise(person))
    ///     .collect();
    /// let cohort = Cohort {
    ///     choice: Choice { took_part: &took_part, features: &[feature] },
    ///     outcome: &outcome,
    ///     clusters: None,
    /// };
    /// let method = Method::Weighted { target: None, trim: Trim::Nobody };
    /// let found = cohort.compare(method, Draws { count: 999, seed: 1 }, Level::NINETY_FIVE)?;
    /// assert!((found.effect.value - 2.0).abs() < 1e-9);
    /// assert_eq!((found.label, found.target), (Label::Green, Target::Participants));
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn compare(&self, method: Method, draws: Draws, level: Level) -> Result<Comparison, Fault> {
        let people = self.choice.took_part.len();
        if self.outcome.len() != people || self.clusters.is_some_and(|clusters| clusters.len() != people) {
            return Err(Fault::LengthsDiffer);
        }
        for outcome in self.outcome {
            finite(*outcome)?;
        }
        let chosen = self.chosen(method)?;
        let side = side(self.choice.took_part);
        let clusters = chosen
            .sets
            .as_deref()
            .filter(|_| self.clusters.is_none())
            .or(self.clusters);
        let ones = vec![1.0; people];
        let naive = self.fit(std::slice::from_ref(&side), &ones)?;
        let plain = self.fit(std::slice::from_ref(&side), &chosen.weights)?;
        let adjusted = self.adjusted(&side, &chosen)?;
        let effect_of = |fit: &Regression, clusters: Option<&[usize]>| match clusters {
            Some(clusters) => fit.clustered(0, clusters, Correction::Cr2),
            None => fit.robust(0),
        };
        let of_people = self
            .clusters
            .map(|clusters| adjusted.members(clusters).map(|members| members.len()))
            .transpose()?;
        let wild = match (self.clusters, of_people) {
            (Some(clusters), Some(count)) if (CLUSTERS_LEAST..CLUSTERS_MANY).contains(&count) => {
                Some(adjusted.wild(0, clusters, draws, level)?)
            }
            _ => None,
        };
        let checked = self.checked(&chosen)?;
        Ok(Comparison {
            target: chosen.target,
            effect: effect_of(&adjusted, clusters)?,
            unadjusted: effect_of(&plain, clusters)?,
            naive: effect_of(&naive, self.clusters)?,
            wild,
            label: checked.label(),
            balance: checked.balance,
            squares: checked.squares,
            propensity_difference: checked.propensity_difference,
            participants_left_out: left_out(self.choice.took_part, &chosen.weights),
            weights: chosen.weights,
            clusters: of_people,
        })
    }
}

fn side(took_part: &[bool]) -> Vec<f64> {
    took_part
        .iter()
        .map(|took_part| f64::from(u8::from(*took_part)))
        .collect()
}

fn left_out(took_part: &[bool], weights: &[f64]) -> usize {
    took_part
        .iter()
        .zip(weights)
        .filter(|(took_part, weight)| **took_part && **weight == 0.0)
        .count()
}

/// How alike both sides are in everything that is looked at.
struct Checked {
    balance: Balance,
    squares: Vec<(usize, Difference)>,
    propensity_difference: f64,
}

impl Cohort<'_> {
    fn checked(&self, chosen: &Chosen) -> Result<Checked, Fault> {
        let balance_of = |features: &[Vec<f64>]| {
            let choice = Choice {
                took_part: self.choice.took_part,
                features,
            };
            choice.balance(&chosen.weights, chosen.target)
        };
        let squares = balance_of(&chosen.features[self.choice.features.len()..])?.features;
        let scores = balance_of(std::slice::from_ref(&chosen.shares))?;
        Ok(Checked {
            balance: balance_of(self.choice.features)?,
            squares: chosen.squares_of.iter().copied().zip(squares).collect(),
            propensity_difference: scores.features[0].after,
        })
    }
}

impl Checked {
    /// The verdict on all features, their squares, and how likely people were to take part.
    fn label(&self) -> Label {
        let mut reasons = match self.balance.label() {
            Label::Green => Vec::new(),
            Label::Refused(reasons) => reasons,
        };
        // Written so that what is not a number is refused as well.
        let is_balanced = |difference: f64| difference.abs() < DIFFERENCE_MOST;
        for (feature, square) in &self.squares {
            if !is_balanced(square.after) {
                reasons.push(Reason::UnbalancedSquare {
                    feature: *feature,
                    difference: square.after,
                });
            }
        }
        if !is_balanced(self.propensity_difference) {
            reasons.push(Reason::UnbalancedPropensity {
                difference: self.propensity_difference,
            });
        }
        if reasons.is_empty() {
            Label::Green
        } else {
            Label::Refused(reasons)
        }
    }
}
