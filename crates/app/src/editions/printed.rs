//! What readers already know: everything that earlier editions printed of one indicator.
//!
//! A group that an edition printed stays known when a later one leaves it out, and a group that was hidden must not be
//! given away by its absence; so the gate keeps a row for both (`release_table`).

use std::collections::{BTreeMap, BTreeSet};

use domain::measurement::Group;

use super::document::{Document, Shown};

/// Everything that earlier editions printed of one indicator, by place and period.
#[derive(Debug, Default)]
pub(super) struct History<'document>(BTreeMap<(String, String), PrintedTable<'document>>);

/// What earlier editions printed about one place in one period.
#[derive(Debug, Default)]
pub(super) struct PrintedTable<'document> {
    groups: BTreeMap<Group, Vec<&'document Shown>>,
    /// For each edition, the groups of which it said that they exist.
    editions: Vec<BTreeSet<Group>>,
}

impl<'document> History<'document> {
    /// What `earlier` editions, oldest first, printed of an indicator.
    pub(super) fn of(indicator: &str, earlier: &[&'document Document]) -> Self {
        let mut history = Self::default();
        let parts = earlier
            .iter()
            .filter_map(|document| document.indicator(indicator));
        for part in parts {
            let mut listed: BTreeMap<(String, String), BTreeSet<Group>> = BTreeMap::new();
            for figure in &part.figures {
                // A key that is no group cannot be related to any other figure.
                let Ok(group) = Group::parse(figure.group()) else {
                    continue;
                };
                let key = (figure.place().to_owned(), figure.period().to_owned());
                let table = history.0.entry(key.clone()).or_default();
                table
                    .groups
                    .entry(group.clone())
                    .or_default()
                    .push(figure.shown());
                if *figure.shown() != Shown::NotAvailable {
                    listed.entry(key).or_default().insert(group);
                }
            }
            for (key, groups) in listed {
                history.0.entry(key).or_default().editions.push(groups);
            }
        }
        history
    }

    /// What was printed about one place in one period.
    pub(super) fn table(&self, place: &str, period: &str) -> Option<&PrintedTable<'document>> {
        self.0.get(&(place.to_owned(), period.to_owned()))
    }
}

/// What readers know of one group, each thing as it was printed last.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Known {
    /// The value.
    pub(super) value: Option<f64>,
    /// The part.
    pub(super) numerator: Option<i64>,
    /// The whole.
    pub(super) denominator: Option<i64>,
    /// "This much or more".
    pub(super) at_least: Option<f64>,
    /// "This much or less".
    pub(super) at_most: Option<f64>,
}

impl PrintedTable<'_> {
    /// Groups of which an edition said that they exist, whether it told their figures or not.
    pub(super) fn groups(&self) -> impl Iterator<Item = &Group> {
        let exists = |shown: &&Shown| **shown != Shown::NotAvailable;
        self.groups
            .iter()
            .filter(move |(_, shown)| shown.iter().any(exists))
            .map(|(group, _)| group)
    }

    /// For each edition, the groups of which it said that they exist.
    pub(super) fn editions(&self) -> &[BTreeSet<Group>] {
        &self.editions
    }

    /// What is known of a group. What a later edition corrected is not known any more.
    pub(super) fn known(&self, group: &Group) -> Known {
        let mut known = Known::default();
        for shown in self.groups.get(group).into_iter().flatten() {
            match shown {
                Shown::Value {
                    value,
                    numerator,
                    denominator,
                    ..
                } => {
                    known.value = Some(*value);
                    known.numerator = numerator.or(known.numerator);
                    known.denominator = denominator.or(known.denominator);
                }
                Shown::AtLeast { value } => known.at_least = Some(*value),
                Shown::AtMost { value } => known.at_most = Some(*value),
                Shown::Protected | Shown::NotAvailable => {}
            }
        }
        known
    }
}

impl Known {
    /// Whether the figure itself was told at some time, and not only its place in a range.
    pub(super) fn is_told(&self) -> bool {
        self.value.is_some()
    }
}
