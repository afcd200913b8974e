//! What readers already know: everything that earlier editions printed of one indicator.
//!
//! A group that an edition printed stays known when a later one leaves it out, and a group that was hidden must not be
//! given away by its absence; so the gate keeps a row for both (`table_build`).

use std::collections::{BTreeMap, BTreeSet};

use domain::measurement::Group;

use super::document::{Document, Released, Shown};

/// Everything that earlier editions printed of one indicator, by place and period.
#[derive(Debug, Default)]
pub(super) struct History<'document>(BTreeMap<(String, String), PrintedTable<'document>>);

/// What earlier editions printed about one place in one period.
#[derive(Debug, Default)]
pub(super) struct PrintedTable<'document> {
    /// What each edition that knew of the table printed, oldest first.
    editions: Vec<BTreeMap<Group, &'document Released>>,
}

impl<'document> History<'document> {
    /// What `earlier` editions, oldest first, printed of an indicator.
    pub(super) fn of(indicator: &str, earlier: &[&'document Document]) -> Self {
        let mut history = Self::default();
        let parts = earlier
            .iter()
            .filter_map(|document| document.indicator(indicator));
        for part in parts {
            let mut printed: BTreeMap<(String, String), BTreeMap<Group, &Released>> = BTreeMap::new();
            for figure in &part.figures {
                // A key that is no group cannot be related to any other figure.
                let Ok(group) = Group::parse(figure.group()) else {
                    continue;
                };
                let key = (figure.place().to_owned(), figure.period().to_owned());
                printed.entry(key).or_default().insert(group, figure);
            }
            for (key, groups) in printed {
                history.0.entry(key).or_default().editions.push(groups);
            }
        }
        history
    }

    /// Every place and period of which something was printed.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .keys()
            .map(|(place, period)| (place.as_str(), period.as_str()))
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

impl<'document> PrintedTable<'document> {
    /// Groups of which an edition said that they exist, whether it told their figures or not.
    pub(super) fn groups(&self) -> BTreeSet<&Group> {
        self.editions.iter().flat_map(existing).collect()
    }

    /// For each edition, oldest first, the groups of which it said that they exist.
    pub(super) fn listed(&self) -> impl Iterator<Item = BTreeSet<Group>> {
        self.editions
            .iter()
            .map(|edition| existing(edition).cloned().collect())
    }

    /// What is known of a group. What a later edition corrected is not known any more.
    pub(super) fn known(&self, group: &Group) -> Known {
        let mut known = Known::default();
        for figure in self.figures(group) {
            known.learn(figure.shown());
        }
        known
    }

    /// What each edition that told a group's figure told of it, oldest first, with the edition's place in the order.
    ///
    /// An edition that held a correction back told nothing: it printed once more what was printed before.
    pub(super) fn tellings(&self, group: &Group) -> Vec<(usize, Known)> {
        let of = |(index, edition): (usize, &BTreeMap<Group, &Released>)| {
            let figure = edition.get(group).filter(|figure| !figure.is_held())?;
            let mut known = Known::default();
            known.learn(figure.shown());
            known.is_told().then_some((index, known))
        };
        self.editions.iter().enumerate().filter_map(of).collect()
    }

    /// What the newest edition that had the group printed of it.
    pub(super) fn newest(&self, group: &Group) -> Option<&'document Shown> {
        self.figures(group).last().map(Released::shown)
    }

    fn figures(&self, group: &Group) -> impl Iterator<Item = &'document Released> {
        self.editions
            .iter()
            .filter_map(|edition| edition.get(group).copied())
    }
}

fn existing<'printed>(
    edition: &'printed BTreeMap<Group, &Released>,
) -> impl Iterator<Item = &'printed Group> {
    let exists = edition
        .iter()
        .filter(|(_, figure)| *figure.shown() != Shown::NotAvailable);
    exists.map(|(group, _)| group)
}

impl Known {
    /// Whether the figure itself was told at some time, and not only its place in a range.
    pub(super) fn is_told(&self) -> bool {
        self.value.is_some()
    }

    fn learn(&mut self, shown: &Shown) {
        match shown {
            Shown::Value {
                value,
                numerator,
                denominator,
                ..
            } => {
                self.value = Some(*value);
                self.numerator = numerator.or(self.numerator);
                self.denominator = denominator.or(self.denominator);
            }
            Shown::AtLeast { value } => self.at_least = Some(*value),
            Shown::AtMost { value } => self.at_most = Some(*value),
            Shown::Protected | Shown::NotAvailable => {}
        }
    }
}
