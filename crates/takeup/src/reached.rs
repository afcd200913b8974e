//! Who is reached of those who could be, and by how much people took part: counts, with small ones left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use statistics::{Doses, Level};

use crate::{Person, Plan};

/// Links at least as sure as this count for the lower bound.
const SURE: f64 = 0.9;
/// People who are this likely to have taken part unseen count for the upper bound.
const MAYBE: f64 = 0.1;

/// Who is reached of one group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reach {
    /// The element by which people are grouped; empty for everyone.
    pub by: String,
    /// What they are.
    pub value: String,
    /// Nothing where a count is small, or would betray one that is.
    pub share: Option<Share>,
}

/// A share with what it rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Share {
    /// Who could be reached.
    pub could: usize,
    /// Who is.
    pub reached: usize,
    /// At least so many, by links that are sure.
    pub least: usize,
    /// At most so many, with those who may have taken part unseen.
    pub most: usize,
}

/// Everyone, by place, and by each group.
pub(crate) fn all(plan: &Plan, people: &[Person]) -> Vec<Reach> {
    let everyone: Vec<&Person> = people.iter().collect();
    let mut all = vec![Reach {
        by: String::new(),
        value: String::new(),
        share: Some(share(&everyone)).filter(|share| is_large(share, plan.minimum)),
    }];
    all.extend(grouped(plan, &plan.place, people, |person| &person.place));
    for (number, name) in plan.groups.iter().enumerate() {
        all.extend(grouped(plan, name, people, |person| &person.groups[number]));
    }
    all
}

fn grouped(plan: &Plan, by: &str, people: &[Person], value: impl Fn(&Person) -> &String) -> Vec<Reach> {
    let mut groups: BTreeMap<&String, Vec<&Person>> = BTreeMap::new();
    for person in people {
        groups.entry(value(person)).or_default().push(person);
    }
    let shares: Vec<(String, Share)> = groups
        .into_iter()
        .map(|(value, members)| (value.clone(), share(&members)))
        .collect();
    let mut is_hidden: Vec<bool> = shares
        .iter()
        .map(|(_, share)| !is_large(share, plan.minimum))
        .collect();
    // One hidden line of a table with a total is the total less the others: the smallest of the others goes with it.
    if is_hidden.iter().filter(|hidden| **hidden).count() == 1 {
        let open = (0..shares.len()).filter(|place| !is_hidden[*place]);
        if let Some(smallest) = open.min_by_key(|place| shares[*place].1.reached.min(shares[*place].1.could))
        {
            is_hidden[smallest] = true;
        }
    }
    shares
        .into_iter()
        .zip(is_hidden)
        .map(|((value, share), is_hidden)| Reach {
            by: by.to_owned(),
            value,
            share: (!is_hidden).then_some(share),
        })
        .collect()
}

/// Who is reached of these people.
pub(crate) fn share(people: &[&Person]) -> Share {
    let count = |is: fn(&Person) -> bool| people.iter().filter(|person| is(person)).count();
    let reached = count(|person| person.dose.is_some());
    Share {
        could: people.len(),
        reached,
        least: count(|person| person.dose.is_some() && person.sure >= SURE),
        most: reached + count(|person| person.dose.is_none() && person.missed >= MAYBE),
    }
}

/// Neither side of a share is small; bounds that differ by a few do not count persons but doubt.
fn is_large(share: &Share, minimum: usize) -> bool {
    share.reached >= minimum && share.could - share.reached >= minimum && share.least >= minimum
}

/// People who took part about as much.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Band {
    /// From this dose on; none for the lowest.
    pub from: Option<f64>,
    /// Below this one; none for the highest.
    pub below: Option<f64>,
    /// How many; nothing where they are few.
    pub people: Option<usize>,
    /// The measure before.
    pub before: Option<f64>,
    /// And after, with its interval of 95 percent where there is one.
    pub after: Option<f64>,
    /// The interval's ends.
    pub interval: Option<(f64, f64)>,
}

/// Bands of dose among those who took part, outcome and starting point side by side.
pub(crate) fn bands(plan: &Plan, people: &[Person]) -> Vec<Band> {
    let own: Vec<&Person> = people.iter().filter(|person| person.dose.is_some()).collect();
    let values = |of: fn(&Person) -> f64| own.iter().map(|person| of(person)).collect::<Vec<f64>>();
    let (dose, after, before) = (
        values(|person| person.dose.unwrap_or(0.0)),
        values(|person| person.after),
        values(|person| person.before),
    );
    let clusters = crate::beside::clusters(own.iter().map(|person| &person.place));
    let doses = Doses {
        dose: &dose,
        outcome: &after,
        baseline: Some(&before),
        clusters: Some(&clusters),
    };
    let Ok(found) = doses.bands(&plan.dose_edges, Level::NINETY_FIVE) else {
        return Vec::new();
    };
    let end = |edge: f64| edge.is_finite().then_some(edge);
    found
        .iter()
        .map(|band| {
            let is_shown = band.people >= plan.minimum;
            let estimate = band.outcome.filter(|_| is_shown);
            let interval = estimate.map(|estimate| (estimate.interval.lower, estimate.interval.upper));
            Band {
                from: end(band.from),
                below: end(band.below),
                people: is_shown.then_some(band.people),
                before: band.baseline.filter(|_| is_shown),
                after: estimate.map(|estimate| estimate.value),
                interval: interval.filter(|(lower, upper)| lower.is_finite() && upper.is_finite()),
            }
        })
        .collect()
}
