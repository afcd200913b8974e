//! The model: how likely each level of agreement is for the same person, for a household, for neighbours, by chance.

use crate::compare::{level, level_of};
use crate::role::{Group, Role};

/// Classes of pairs. Besides people who are the same and people who have nothing to do with each other, pairs are
/// expected that share more than chance gives and are not the same: this is what keeps families apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// One person.
    Same,
    /// One person who moved between the records.
    Moved,
    /// Two people of one household: surname, dwelling and area agree as for one person.
    Household,
    /// Two people at one address: dwelling and area agree as for one person.
    Address,
    /// Two people of one area: town, state and postcode agree as for one person.
    Area,
    /// Two people at random.
    Chance,
}

/// How many classes there are.
pub const CLASS_COUNT: usize = 6;
/// How many of them are one person: the first.
pub(crate) const MATCHES: usize = 2;

/// All classes, in the order of shares.
pub const CLASSES: [Class; CLASS_COUNT] = [
    Class::Same,
    Class::Moved,
    Class::Household,
    Class::Address,
    Class::Area,
    Class::Chance,
];

/// A probability for each level.
pub type Levels = [f64; level::COUNT];

/// What is known of one field.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldWeights {
    /// Its name.
    pub name: String,
    /// What it says.
    pub role: Role,
    /// Probability of each level where both records are of one person (m); the missing level has none.
    pub same: Levels,
    /// The same for two people at random (u).
    pub chance: Levels,
    /// The same for two people of one household.
    pub household: Levels,
    /// The same for one person who moved.
    pub moved: Levels,
}

/// A learned model.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// One entry for each field, in their order.
    pub fields: Vec<FieldWeights>,
    /// Share of all pairs that belong to each class, in the order of [`CLASSES`].
    pub shares: [f64; CLASS_COUNT],
}

/// Which of a field's distributions counts in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Same,
    Household,
    Moved,
    Chance,
}

/// Which distribution of a field counts in a class.
pub(crate) fn used(class: Class, group: Group) -> Use {
    match (class, group) {
        (Class::Moved, Group::Dwelling | Group::Area) => Use::Moved,
        (Class::Same, _)
        | (Class::Moved, Group::Person | Group::Family)
        | (Class::Household, Group::Family | Group::Dwelling | Group::Area)
        | (Class::Address, Group::Dwelling | Group::Area)
        | (Class::Area, Group::Area) => Use::Same,
        (Class::Household, Group::Person) => Use::Household,
        (Class::Address, Group::Family | Group::Person)
        | (Class::Area, Group::Family | Group::Person | Group::Dwelling)
        | (Class::Chance, _) => Use::Chance,
    }
}

/// Logarithms of a model, ready for many patterns.
pub(crate) struct Tables {
    shares: [f64; CLASS_COUNT],
    logs: Vec<[Levels; CLASS_COUNT]>,
}

impl Tables {
    pub(crate) fn new(model: &Model) -> Tables {
        let of_field = |field: &FieldWeights| {
            CLASSES.map(|class| {
                let levels = match used(class, field.role.group()) {
                    Use::Same => &field.same,
                    Use::Household => &field.household,
                    Use::Moved => &field.moved,
                    Use::Chance => &field.chance,
                };
                let mut logs = levels.map(|probability| probability.max(1e-12).ln());
                // What is missing speaks neither for nor against.
                logs[usize::from(level::MISSING)] = 0.0;
                // The surname of exchanged names is said with the given name.
                if field.role == Role::Surname {
                    logs[usize::from(level::EXCHANGED)] = 0.0;
                }
                logs
            })
        };
        Tables {
            shares: model.shares.map(|share| share.max(1e-300).ln()),
            logs: model.fields.iter().map(of_field).collect(),
        }
    }

    /// The logarithm of each class's share times the probability of this pattern in it.
    pub(crate) fn joint(&self, pattern: u64) -> [f64; CLASS_COUNT] {
        let mut joint = self.shares;
        for (place, logs) in self.logs.iter().enumerate() {
            let level = usize::from(level_of(pattern, place));
            if level != 0 {
                for (sum, logs) in joint.iter_mut().zip(logs) {
                    *sum += logs[level];
                }
            }
        }
        joint
    }

    /// The logarithm of the odds that a pattern is of one person.
    pub(crate) fn log_odds(&self, pattern: u64) -> f64 {
        let joint = self.joint(pattern);
        sum_of_logs(&joint[..MATCHES]) - sum_of_logs(&joint[MATCHES..])
    }
}

/// log(sum of exp), without overflow.
pub(crate) fn sum_of_logs(logs: &[f64]) -> f64 {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + logs.iter().map(|log| (log - most).exp()).sum::<f64>().ln()
}

impl Model {
    /// The level of each field in a pattern, in words.
    pub fn levels(&self, pattern: u64) -> Vec<&'static str> {
        (0..self.fields.len())
            .map(|place| level::word(level_of(pattern, place)))
            .collect()
    }

    /// The weight of each field's level in a pattern, in bits: log2 of how much likelier it is for one person than by
    /// chance (Fellegi and Sunter 1969).
    pub fn weights(&self, pattern: u64) -> Vec<f64> {
        let of_field = |(place, field): (usize, &FieldWeights)| {
            let level = usize::from(level_of(pattern, place));
            if level == 0 {
                return 0.0;
            }
            (field.same[level].max(1e-12) / field.chance[level].max(1e-12)).log2()
        };
        self.fields.iter().enumerate().map(of_field).collect()
    }
}
