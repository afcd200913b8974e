//! What was known of people before: the measure, and for each group its values but one, as far as enough people have them.

use std::collections::BTreeMap;

use crate::comparing::Sides;
use crate::reached::Table;
use crate::shown::Open;
use crate::{Person, Plan};

/// Features of some people, a column of each.
pub(crate) struct Features {
    names: Vec<FeatureName>,
    /// For each feature, each person's value.
    pub columns: Vec<Vec<f64>>,
}

/// What a feature is called, and whether how it differs may be told: from that and the totals a count can be worked out.
#[derive(Clone, Default)]
struct FeatureName {
    element: String,
    value: String,
    is_open: bool,
}

impl Features {
    /// Of these people, but for the element by which they are a group.
    pub fn of(plan: &Plan, people: &[&Person], without: &str, (tables, open): (&[Table], &Open)) -> Self {
        let mut features = Self {
            names: vec![FeatureName {
                element: plan.before.clone(),
                value: String::new(),
                is_open: without.is_empty(),
            }],
            columns: vec![people.iter().map(|person| person.before).collect()],
        };
        // Everyone and places stand before the groups.
        for (number, table) in tables.iter().skip(2).enumerate() {
            if table.by == without {
                continue;
            }
            for values in told_apart(plan, people, number).into_iter().skip(1) {
                let is = |person: &&Person| f64::from(u8::from(values.contains(&person.groups[number])));
                features.columns.push(people.iter().map(is).collect());
                let line = |value: &String| table.values.binary_search(value).unwrap_or_default();
                features.names.push(match values.as_slice() {
                    [value] => FeatureName {
                        element: table.by.clone(),
                        value: value.clone(),
                        // Within a group it would be a count of two groups crossed, of which nothing is shown.
                        is_open: without.is_empty() && open.lines[number + 2][line(value)],
                    },
                    _ => FeatureName {
                        element: table.by.clone(),
                        ..FeatureName::default()
                    },
                });
            }
        }
        features
    }

    /// What a feature is called: with its value only where that may be told.
    pub fn name(&self, feature: usize) -> String {
        self.names
            .get(feature)
            .map(FeatureName::whole)
            .unwrap_or_default()
    }

    /// Whether how a feature differs may be told.
    pub fn is_open(&self, feature: usize) -> bool {
        self.names.get(feature).is_some_and(|one| one.is_open)
    }
}

/// Values of a group as they are told apart, the first of them as the one that the rest differ from.
///
/// A value that hardly anybody has, or nobody of one side, would tell who took part; such values are taken together, and where they
/// are too few even so, they go with the first.
fn told_apart(plan: &Plan, people: &[&Person], number: usize) -> Vec<Vec<String>> {
    let mut sides: BTreeMap<&String, Sides> = BTreeMap::new();
    for person in people {
        sides.entry(&person.groups[number]).or_default().add(person);
    }
    let least = plan.minimum.max(1);
    let (rare, usual): (Vec<_>, Vec<_>) = sides.into_iter().partition(|(_, own)| own.is_below(least));
    let mut values: Vec<Vec<String>> = usual.into_iter().map(|(value, _)| vec![value.clone()]).collect();
    let together = rare.iter().fold(Sides::default(), |all, (_, own)| Sides {
        participants: all.participants + own.participants,
        others: all.others + own.others,
    });
    if !together.is_below(least) {
        values.push(rare.into_iter().map(|(value, _)| value.clone()).collect());
    }
    values
}

impl FeatureName {
    fn whole(&self) -> String {
        if self.is_open && !self.value.is_empty() {
            return format!("{}: {}", self.element, self.value);
        }
        self.element.clone()
    }
}
