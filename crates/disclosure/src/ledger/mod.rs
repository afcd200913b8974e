//! The ledger: everything ever published about one population, as fixed knowledge of every reader.
//!
//! A release that is safe by itself can complete an older one. So each release is made into a [`Problem`] together with
//! all that came before: [`Ledger::problem`] builds it, [`crate::protect`] and [`crate::audit`] work on it, and
//! [`Ledger::publish`] writes down what readers have now. A release that was published never leaves the ledger.
//!
//! Counts are known by their keys, and everything here is a plain public structure, so that whoever keeps the ledger
//! (a file, a database) can write it down as it is.
//!
//! Start reading at [`Ledger`]. `said` turns what was printed into rows, `groups` finds groups within groups, `build`
//! makes the problem, `corrections` restates counts, `insiders` adds what someone knows of his own.

mod build;
mod corrections;
mod groups;
mod insiders;
mod said;
#[cfg(test)]
mod tests;

use thiserror::Error;

pub use build::{LedgerProblem, Meaning};
pub use insiders::Insider;
pub use said::{Said, Step};

use crate::pattern::{Display, Pattern};
use crate::problem::COUNT_MAX;
use crate::table::Adding;

/// Everything published about one population, and how its counts hang together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Every count that something published speaks of, that must be protected, or that others are made of.
    pub counts: Vec<LedgerCount>,
    /// Which counts add up to which, as every reader knows: groups, nested and overlapping places, periods to date.
    pub sums: Vec<LedgerSum>,
    /// What readers know otherwise, without a release: flows between two years, figures of another publisher.
    pub known: Vec<Said>,
    /// Counts that were restated.
    pub corrections: Vec<Correction>,
    /// What was published, oldest first.
    pub releases: Vec<LedgerRelease>,
}

/// One count of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerCount {
    /// The name by which everything in the ledger refers to it.
    pub key: String,
    /// The count; `None` where we do not know it ourselves.
    pub value: Option<i64>,
    /// What any reader takes for granted: not less than this …
    pub low: i64,
    /// … and not more than this.
    pub high: i64,
    /// What it counts, and so how it is protected.
    pub role: Role,
    /// The organisation that told it, and knows it; see [`Insider::Partner`].
    pub owner: Option<String>,
}

/// What a count counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A group of people; protected while it is small. What a group within it leaves is protected too.
    Group,
    /// Those of a group to whom something applies; it is protected together with those to whom it does not.
    PartOf(String),
    /// A group, or a part of one, that whoever reads this ledger may know; groups around it are protected all the same.
    Open,
    /// Finer than anything that is protected: it only carries sums.
    Fine,
}

/// How parts relate to a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerSum {
    /// Key of the total.
    pub total: String,
    /// Keys of its parts.
    pub parts: Vec<String>,
    /// How they add up.
    pub adding: Adding,
}

/// A count that was restated: what readers were told before was another count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Key of the count as it is now.
    pub now: String,
    /// Key of the count as it was thought to be.
    pub before: String,
}

/// What one release told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerRelease {
    /// Name, for reports.
    pub name: String,
    /// Everything it printed.
    pub said: Vec<Said>,
    /// Keys of the counts for which it printed the mark for hidden figures.
    pub hidden: Vec<String>,
}

/// A release that is not published yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Name, for reports.
    pub name: String,
    /// What it would print.
    pub figures: Vec<DraftFigure>,
}

/// What a draft would print as one thing; shown or hidden as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFigure {
    /// Name, for reports.
    pub name: String,
    /// What it says.
    pub said: Vec<Said>,
    /// What may be printed in its place ("95% or more"); `None` where it is shown or hidden.
    pub coded: Option<Vec<Said>>,
    /// What is lost by hiding it.
    pub weight: u64,
    /// Whether it is shown whatever it costs; a conflict is then reported, and not solved by hiding it.
    pub is_required: bool,
}

/// What is wrong with a ledger or a draft.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LedgerFault {
    /// Something refers to a count that is not there.
    #[error("the ledger has no count {key}")]
    NoSuchCount {
        /// The key.
        key: String,
    },
    /// Two counts have the same key.
    #[error("the ledger has two counts {key}")]
    Twice {
        /// The key.
        key: String,
    },
    /// A count is a part of itself.
    #[error("{key} is a part of itself")]
    Circular {
        /// The key.
        key: String,
    },
    /// A printed rate is not a plain decimal, or a base or step is not above zero.
    #[error("{text} is not how a figure is printed")]
    Unreadable {
        /// What was given.
        text: String,
    },
}

impl LedgerCount {
    /// A group of people.
    pub fn group(key: impl Into<String>, value: i64) -> LedgerCount {
        LedgerCount {
            key: key.into(),
            value: Some(value),
            low: 0,
            high: COUNT_MAX,
            role: Role::Group,
            owner: None,
        }
    }

    /// Those of a group to whom something applies.
    pub fn part(key: impl Into<String>, of: impl Into<String>, value: i64) -> LedgerCount {
        LedgerCount {
            role: Role::PartOf(of.into()),
            ..LedgerCount::group(key, value)
        }
    }

    /// A count that only carries sums.
    pub fn fine(key: impl Into<String>, value: i64) -> LedgerCount {
        LedgerCount {
            role: Role::Fine,
            ..LedgerCount::group(key, value)
        }
    }

    /// The same count, told by this organisation.
    pub fn told_by(mut self, owner: impl Into<String>) -> LedgerCount {
        self.owner = Some(owner.into());
        self
    }
}

impl DraftFigure {
    /// A figure that prints one count.
    pub fn count(key: impl Into<String>, value: i64, weight: u64) -> DraftFigure {
        let what = key.into();
        DraftFigure {
            name: what.clone(),
            said: vec![Said::Exactly { what, value }],
            coded: None,
            weight,
            is_required: false,
        }
    }
}

impl Ledger {
    /// Adds a count.
    pub fn count(&mut self, count: LedgerCount) {
        self.counts.push(count);
    }

    /// Says that each person of the total is in exactly one part.
    pub fn sum<T: Into<String>>(&mut self, total: impl Into<String>, parts: impl IntoIterator<Item = T>) {
        self.sums.push(LedgerSum {
            total: total.into(),
            parts: parts.into_iter().map(Into::into).collect(),
            adding: Adding::Exactly,
        });
    }

    /// Writes down what readers have once the draft is published under a pattern for [`Ledger::problem`].
    pub fn publish(&mut self, draft: &Draft, pattern: &Pattern) {
        let mut release = LedgerRelease {
            name: draft.name.clone(),
            ..LedgerRelease::default()
        };
        for (figure, display) in draft.figures.iter().zip(&pattern.displays) {
            let is_new = |said: &&Said| !release.said.contains(said);
            match display {
                Display::Shown => release.said.extend(figure.said.clone()),
                Display::Coded => {
                    let coded: Vec<Said> = figure.coded.iter().flatten().filter(is_new).cloned().collect();
                    release.said.extend(coded);
                    release.hidden.extend(figure.told());
                }
                Display::Hidden(_) => release.hidden.extend(figure.told()),
            }
        }
        self.releases.push(release);
    }
}

impl DraftFigure {
    /// Keys of the counts that it prints, exactly or as a share.
    fn told(&self) -> impl Iterator<Item = String> + '_ {
        self.said.iter().filter_map(Said::told).map(str::to_owned)
    }
}
