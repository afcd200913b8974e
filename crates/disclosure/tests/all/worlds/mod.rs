//! Small worlds that publish one edition after the other: nested and overlapping areas, periods to date, percentages,
//! corrections, organisations that left.
//!
//! A [`World`] says who is counted and what each edition would print. [`publish`] protects each edition against the
//! ledger of those before. What was printed is then given to the attacker with pencil and paper, in equations that this
//! module writes down for itself: it never asks the ledger what a printed figure means.

mod attack;
#[cfg(test)]
mod handmade;
mod inside;
pub mod random;
pub mod releases;
#[cfg(test)]
mod tests;

use mainstay_disclosure::{
    Display, Draft, DraftFigure, Insider, Ledger, LedgerCount, Pattern, Policy, Problem, Protects, Said,
    Step, Why, Zeros, audit, protect, protect_primary_only,
};

pub use attack::{Found, Reading};

/// Who is counted, and what is printed of it, edition after edition.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub name: String,
    /// The finest groups.
    pub atoms: Vec<(String, i64)>,
    /// Groups made of others.
    pub totals: Vec<(String, Vec<String>)>,
    /// Parts of groups: key, group, count.
    pub parts: Vec<(String, String, i64)>,
    /// Parts made of other parts: key, group, parts.
    pub part_totals: Vec<(String, String, Vec<String>)>,
    pub editions: Vec<Edition>,
}

#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// Finest groups counted anew before it.
    pub restated: Vec<(String, i64)>,
    pub prints: Vec<Print>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Print {
    Count(String),
    /// Part and group, in whole percents.
    Percent(String, String),
    /// Rounded to the nearest multiple.
    Rounded(String, i64),
}

/// How editions are protected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Care {
    /// As they should be.
    Full,
    /// Only what is small itself is hidden.
    PrimaryOnly,
    /// Each edition as if it were the first.
    Singly,
}

/// What became of the editions of a world.
pub struct Published {
    /// What a reader has.
    pub reading: Reading,
    /// What he had after each edition.
    pub readings: Vec<Reading>,
    /// Editions that were refused by the audit, and so printed nothing.
    pub refused: usize,
    pub shown: usize,
    pub hidden: usize,
}

pub fn policy(minimum: i64) -> Policy {
    Policy {
        coding: None,
        ..Policy::with_minimum(minimum)
    }
}

/// Publishes all editions.
pub fn publish(world: &World, policy: &Policy, care: Care) -> Published {
    publish_before(world, policy, care, |_, _| {})
}

/// Publishes all editions, each before a witness.
pub fn publish_before(
    world: &World,
    policy: &Policy,
    care: Care,
    witness: impl FnMut(&Problem, &Pattern),
) -> Published {
    publish_to(world, policy, care, &[], witness)
}

/// Publishes all editions, each protected from these readers too, before a witness.
pub fn publish_to(
    world: &World,
    policy: &Policy,
    care: Care,
    readers: &[Insider],
    mut witness: impl FnMut(&Problem, &Pattern),
) -> Published {
    assert_eq!(
        (policy.protects, policy.zeros),
        (Protects::Both, Zeros::Protected)
    );
    let mut ledger = ledger(world);
    let mut published = Published {
        reading: Reading::new(world, policy.minimum),
        readings: Vec::new(),
        refused: 0,
        shown: 0,
        hidden: 0,
    };
    for edition in &world.editions {
        ledger
            .restate(&edition.restated)
            .expect("atoms are in the ledger");
        for (key, value) in &edition.restated {
            published.reading.restate(key, *value);
        }
        let draft = draft(&published.reading, edition);
        let known = match care {
            Care::Full | Care::PrimaryOnly => ledger.clone(),
            Care::Singly => Ledger {
                releases: Vec::new(),
                corrections: Vec::new(),
                ..ledger.clone()
            },
        };
        let built = known.problem(&draft, policy).expect("a sound ledger");
        let mut pattern = match care {
            Care::Full | Care::Singly => protect(&built.problem).expect("a sound problem").pattern,
            Care::PrimaryOnly => protect_primary_only(&built.problem).pattern,
        };
        witness(&built.problem, &pattern);
        let is_safe_inside = readers
            .iter()
            .all(|reader| inside::protect_from(&known, &draft, policy, reader, &mut pattern));
        let passes = is_safe_inside
            && (care == Care::PrimaryOnly
                || audit(&built.problem, &pattern).expect("a sound problem").passes());
        if !passes {
            published.refused += 1;
            continue;
        }
        ledger.publish(&draft, &pattern);
        published.read(&draft, edition, &pattern);
        published.readings.push(published.reading.clone());
    }
    published
}

impl Published {
    fn read(&mut self, draft: &Draft, edition: &Edition, pattern: &Pattern) {
        for ((figure, print), display) in draft.figures.iter().zip(&edition.prints).zip(&pattern.displays) {
            match display {
                Display::Shown => {
                    self.shown += 1;
                    self.reading.read(print, &figure.said[0]);
                }
                Display::Hidden(why) => {
                    self.hidden += 1;
                    self.reading.see_mark(print);
                    if *why == Why::Primary {
                        self.reading.note_small(print);
                    }
                }
                Display::Coded => panic!("nothing is coded here"),
            }
        }
    }
}

pub fn ledger(world: &World) -> Ledger {
    let mut ledger = Ledger::default();
    for (key, value) in &world.atoms {
        ledger.count(LedgerCount::group(key, *value));
    }
    for (key, parts) in &world.totals {
        ledger.count(LedgerCount::group(key, world.value(key)));
        ledger.sum(key, parts);
    }
    for (key, of, value) in &world.parts {
        ledger.count(LedgerCount::part(key, of, *value));
    }
    for (key, of, parts) in &world.part_totals {
        ledger.count(LedgerCount::part(key, of, world.value(key)));
        ledger.sum(key, parts);
    }
    for count in &mut ledger.counts {
        count.owner = inside::owner(&count.key);
    }
    ledger
}

pub fn draft(reading: &Reading, edition: &Edition) -> Draft {
    let figure = |print: &Print| {
        let said = match print {
            Print::Count(what) => Said::Exactly {
                what: what.clone(),
                value: reading.value(what),
            },
            Print::Percent(part, of) => {
                let (counted, group) = (reading.value(part), reading.value(of).max(1));
                Said::Rate {
                    part: part.clone(),
                    of: of.clone(),
                    printed: ((200 * counted + group) / (2 * group)).to_string(),
                    per: 100,
                }
            }
            Print::Rounded(what, base) => Said::Rounded {
                what: what.clone(),
                value: (2 * reading.value(what) + base) / (2 * base) * base,
                base: *base,
                step: Step::Nearest,
            },
        };
        DraftFigure {
            name: format!("{print:?}"),
            said: vec![said],
            coded: None,
            weight: 10 + reading.value(print.key()) as u64,
            is_required: false,
        }
    };
    Draft {
        name: "edition".into(),
        figures: edition.prints.iter().map(figure).collect(),
    }
}

impl Print {
    pub fn key(&self) -> &str {
        match self {
            Print::Count(key) | Print::Percent(key, _) | Print::Rounded(key, _) => key,
        }
    }
}

impl World {
    /// The count of a key at the beginning.
    pub fn value(&self, key: &str) -> i64 {
        if let Some((_, value)) = self.atoms.iter().find(|(known, _)| known == key) {
            return *value;
        }
        if let Some((_, _, value)) = self.parts.iter().find(|(known, _, _)| known == key) {
            return *value;
        }
        self.made_of(key).iter().map(|part| self.value(part)).sum()
    }

    fn made_of(&self, key: &str) -> &[String] {
        let total = self
            .totals
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, parts)| parts);
        let part = self
            .part_totals
            .iter()
            .find(|(known, _, _)| known == key)
            .map(|(_, _, parts)| parts);
        total
            .or(part)
            .unwrap_or_else(|| panic!("{key} is not in the world {}", self.name))
    }
}
