//! The ways in which participants are compared with others: weights, matches, gains.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use statistics::{
    Balance, Choice, Cohort, Draws, Effect, Fault, Label, Level, Matching, MatchingScale, Method, Reuse,
    Trim, TwoTimes,
};

use crate::{Person, Plan};

/// Most others beside one participant: the farther ones are hardly alike.
pub const EACH_MOST: usize = 5;
/// How far the likelihoods of two who are alike may differ: standard deviations of their log odds (Austin, 2011).
const FARTHEST: f64 = 0.2;
/// Drawings of the bootstrap that is shown beside the interval.
const DRAWS: Draws = Draws { count: 999, seed: 7 };

/// With whom participants are compared, and how; frozen with the question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by")]
pub enum Comparing {
    /// With everyone else, who count by how like participants they are.
    #[default]
    Weighting,
    /// With the nearest of those at the same place and in the same band of the earlier measure.
    Matching {
        /// How many others stand beside each participant.
        each: usize,
        /// Where bands of the earlier measure begin, rising.
        edges: Vec<f64>,
    },
    /// By what both sides gained since the earlier measure.
    DifferenceInDifferences,
}

impl Comparing {
    /// Words of all ways, the usual one first.
    pub const CODES: [&'static str; 3] = ["weighting", "matching", "difference-in-differences"];

    /// Its word, as it stands in forms.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Weighting => Self::CODES[0],
            Self::Matching { .. } => Self::CODES[1],
            Self::DifferenceInDifferences => Self::CODES[2],
        }
    }

    /// Whether it is the way in which questions compare that name none.
    pub fn is_usual(&self) -> bool {
        *self == Self::Weighting
    }
}

/// How many people of each side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sides {
    pub participants: usize,
    pub others: usize,
}

impl Sides {
    pub fn of<'a>(people: impl IntoIterator<Item = &'a Person>) -> Self {
        let mut sides = Self::default();
        people.into_iter().for_each(|person| sides.add(person));
        sides
    }

    pub fn add(&mut self, person: &Person) {
        match person.dose {
            Some(_) => self.participants += 1,
            None => self.others += 1,
        }
    }

    pub fn is_below(self, minimum: usize) -> bool {
        self.participants < minimum || self.others < minimum
    }
}

/// What one comparison found: exact, it never leaves.
pub(crate) struct Found {
    /// Participants minus those they are compared with.
    pub effect: Effect,
    /// Participants minus everyone else as they are.
    pub naive: f64,
    /// The same of the earlier measure, where gains are compared.
    pub started: Option<f64>,
    /// In how many places the people are who count.
    pub places: usize,
    /// How many people count.
    pub counting: Sides,
    /// How alike they are, where that is looked at, and what may be said.
    pub alike: Option<(Balance, Label)>,
}

/// People that each side must be worth, else a label says that they are few.
const WORTH_LEAST: usize = 20;

/// Compares as the plan says.
pub(crate) fn compare(plan: &Plan, people: &[&Person], features: &[Vec<f64>]) -> Result<Found, Fault> {
    match &plan.comparing {
        Comparing::Weighting => {
            let method = Method::Weighted {
                target: None,
                trim: Trim::Nobody,
            };
            alike(people, features, method)
        }
        Comparing::Matching { each, edges } => {
            // Decided before anybody is matched: neither that there is a figure nor its label tells how few found nobody.
            let needed = WORTH_LEAST + 2 * plan.minimum;
            let sides = Sides::of(people.iter().copied());
            if sides.is_below(needed) {
                return Err(Fault::TooFew {
                    found: sides.participants.min(sides.others),
                    needed,
                });
            }
            let strata = strata(people, edges);
            let how = Matching {
                each: *each,
                scale: MatchingScale::LogOdds,
                caliper: Some(FARTHEST),
                reuse: Reuse::Once,
            };
            let method = Method::Matched {
                how,
                strata: Some(&strata),
            };
            let found = alike(people, features, method)?;
            if found.counting.is_below(plan.minimum) {
                return Err(Fault::TooFew {
                    found: found.counting.participants,
                    needed: plan.minimum,
                });
            }
            Ok(found)
        }
        Comparing::DifferenceInDifferences => gains(people),
    }
}

/// Beside people like them, by weights or matches.
fn alike(people: &[&Person], features: &[Vec<f64>], method: Method) -> Result<Found, Fault> {
    let took_part = took_part(people);
    let outcome: Vec<f64> = people.iter().map(|person| person.after).collect();
    let clusters = clusters(people.iter().map(|person| &person.place));
    let cohort = Cohort {
        choice: Choice {
            took_part: &took_part,
            features,
        },
        outcome: &outcome,
        clusters: Some(&clusters),
    };
    let found = cohort.compare(method, DRAWS, Level::NINETY_FIVE)?;
    let count = people.iter().zip(&found.weights);
    let count = count.filter(|(_, weight)| **weight > 0.0);
    Ok(Found {
        effect: found.effect,
        naive: found.naive.value,
        started: None,
        places: found.clusters.unwrap_or(0),
        counting: Sides::of(count.map(|(person, _)| *person)),
        alike: Some((found.balance, found.label)),
    })
}

/// Gains beside gains. With one earlier measure nothing shows whether both sides were on one path before.
fn gains(people: &[&Person]) -> Result<Found, Fault> {
    let before: Vec<f64> = people.iter().map(|person| person.before).collect();
    let after: Vec<f64> = people.iter().map(|person| person.after).collect();
    let took_part = took_part(people);
    let clusters = clusters(people.iter().map(|person| &person.place));
    let times = TwoTimes {
        before: &before,
        after: &after,
        took_part: &took_part,
        weights: None,
        clusters: Some(&clusters),
    };
    Ok(Found {
        effect: times.difference()?,
        naive: apart(&took_part, &after),
        started: Some(apart(&took_part, &before)),
        places: clusters.iter().max().map_or(0, |last| last + 1),
        counting: Sides::of(people.iter().copied()),
        alike: None,
    })
}

fn took_part(people: &[&Person]) -> Vec<bool> {
    people.iter().map(|person| person.dose.is_some()).collect()
}

/// The mean of those who took part minus that of the others; both sides hold somebody.
fn apart(took_part: &[bool], values: &[f64]) -> f64 {
    let mean = |side: bool| {
        let own = took_part.iter().zip(values).filter(|(own, _)| **own == side);
        let (count, sum) = own.fold((0.0, 0.0), |(count, sum), (_, value)| (count + 1.0, sum + value));
        sum / count
    };
    mean(true) - mean(false)
}

/// For each person the number of their place.
pub(crate) fn clusters<'a>(places: impl Iterator<Item = &'a String>) -> Vec<usize> {
    numbered(places)
}

/// For each person the number of those at the same place and in the same band.
fn strata(people: &[&Person], edges: &[f64]) -> Vec<usize> {
    let band = |person: &Person| edges.partition_point(|edge| *edge <= person.before);
    numbered(people.iter().map(|person| (&person.place, band(person))))
}

fn numbered<T: Ord>(values: impl Iterator<Item = T>) -> Vec<usize> {
    let mut known: BTreeMap<T, usize> = BTreeMap::new();
    values
        .map(|value| {
            let next = known.len();
            *known.entry(value).or_insert(next)
        })
        .collect()
}
