//! Who is reached of those who could be, and by how much people took part: counts, and of them what may be shown.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use statistics::{Doses, Level};

use crate::shown::{Open, rounded, rounded_share};
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

/// A share with what it rests on. In a report every count is rounded.
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

/// People by what they are in one respect.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Table {
    /// The element; empty for everyone.
    pub by: String,
    /// Its values, in order.
    pub values: Vec<String>,
    /// The counts of each, exact: they never leave.
    pub shares: Vec<Share>,
    /// For each person the line they are in.
    pub of: Vec<usize>,
}

/// Everyone, by place, and by each group.
pub(crate) fn tables(plan: &Plan, people: &[Person]) -> Vec<Table> {
    let mut all = vec![
        table("", people, |_| ""),
        table(&plan.place, people, |person| &person.place),
    ];
    for (number, name) in plan.groups.iter().enumerate() {
        all.push(table(name, people, |person| &person.groups[number]));
    }
    all
}

fn table(by: &str, people: &[Person], value: impl Fn(&Person) -> &str) -> Table {
    let values: BTreeSet<&str> = people.iter().map(&value).collect();
    let values: Vec<&str> = values.into_iter().collect();
    let line = |person: &Person| values.binary_search(&value(person)).unwrap_or_default();
    let of: Vec<usize> = people.iter().map(line).collect();
    let mut shares = vec![Share::default(); values.len()];
    for (person, line) in people.iter().zip(&of) {
        shares[*line].add(person);
    }
    Table {
        by: by.to_owned(),
        values: values.into_iter().map(str::to_owned).collect(),
        shares,
        of,
    }
}

impl Share {
    fn add(&mut self, person: &Person) {
        let is_reached = person.dose.is_some();
        self.could += 1;
        self.reached += usize::from(is_reached);
        self.least += usize::from(is_reached && person.sure >= SURE);
        self.most += usize::from(is_reached || person.missed >= MAYBE);
    }
}

/// Who is reached of these people.
pub(crate) fn share(people: &[&Person]) -> Share {
    let mut share = Share::default();
    people.iter().for_each(|person| share.add(person));
    share
}

/// The lines as they are shown.
pub(crate) fn shown(tables: &[Table], open: &Open) -> Vec<Reach> {
    let mut all = Vec::new();
    for (table, open) in tables.iter().zip(&open.lines) {
        for ((value, share), is_open) in table.values.iter().zip(&table.shares).zip(open) {
            all.push(Reach {
                by: table.by.clone(),
                value: value.clone(),
                share: is_open.then(|| rounded_share(*share)),
            });
        }
    }
    all
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

/// Bands of dose among those who took part, outcome and starting point side by side: exact.
pub(crate) fn banded(plan: &Plan, people: &[Person]) -> Vec<statistics::Band> {
    let own: Vec<&Person> = people.iter().filter(|person| person.dose.is_some()).collect();
    let values = |of: fn(&Person) -> f64| own.iter().map(|person| of(person)).collect::<Vec<f64>>();
    let (dose, after, before) = (
        values(|person| person.dose.unwrap_or(0.0)),
        values(|person| person.after),
        values(|person| person.before),
    );
    let clusters = crate::comparing::clusters(own.iter().map(|person| &person.place));
    let doses = Doses {
        dose: &dose,
        outcome: &after,
        baseline: Some(&before),
        clusters: Some(&clusters),
    };
    doses
        .bands(&plan.dose_edges, Level::NINETY_FIVE)
        .unwrap_or_default()
}

/// The bands as they are shown.
pub(crate) fn bands(found: &[statistics::Band], open: &Open) -> Vec<Band> {
    let end = |edge: f64| edge.is_finite().then_some(edge);
    let band = |(band, is_shown): (&statistics::Band, &bool)| {
        let estimate = band.outcome.filter(|_| *is_shown);
        let interval = estimate.map(|estimate| (estimate.interval.lower, estimate.interval.upper));
        Band {
            from: end(band.from),
            below: end(band.below),
            people: is_shown.then(|| rounded(band.people)),
            before: band.baseline.filter(|_| *is_shown),
            after: estimate.map(|estimate| estimate.value),
            interval: interval.filter(|(lower, upper)| lower.is_finite() && upper.is_finite()),
        }
    };
    found.iter().zip(&open.bands).map(band).collect()
}
