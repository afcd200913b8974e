//! The one gate: whether a use of data is within an agreement, or which clause stands against it.

use jiff::civil::Date;

use super::{Class, Linking, May, Publication, Purpose, Standing, Terms};
use crate::ids::{IndicatorId, PersonId};

/// What somebody is about to do with data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Send them.
    Upload,
    /// Join them with another partner's.
    Link,
    /// Make figures of them.
    Compute,
    /// Make something public: totals, or groups and places too.
    Publish(Publication),
    /// Read rows.
    Look,
}

/// One use.
#[derive(Debug, Clone, Copy)]
pub struct Use<'a> {
    /// What is done.
    pub act: Act,
    /// What for.
    pub purpose: Purpose,
    /// The indicator it serves, if any.
    pub indicator: Option<IndicatorId>,
    /// Names of the elements it needs, as the agreement calls them.
    pub elements: &'a [&'a str],
    /// Who does it; nobody where the installation itself does, for an act that a named person began.
    pub person: Option<PersonId>,
    /// When.
    pub on: Date,
}

/// A clause of an agreement, by its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clause {
    /// Who the two sides are, and their signatures.
    Parties,
    /// What for.
    Purpose,
    /// What is shared.
    Elements,
    /// Who may send and use.
    People,
    /// Joining with others' data.
    Linking,
    /// What may become public.
    Publication,
    /// From when until when.
    Term,
    /// Whether families are asked.
    Consent,
    /// How long data are kept, and how they are destroyed.
    Destruction,
    /// What else was agreed.
    Further,
}

impl Clause {
    /// Every clause, in the order of the text.
    pub const ALL: &'static [Self] = &[
        Self::Parties,
        Self::Purpose,
        Self::Elements,
        Self::People,
        Self::Linking,
        Self::Publication,
        Self::Term,
        Self::Consent,
        Self::Destruction,
        Self::Further,
    ];

    /// Its number in the text.
    pub fn number(self) -> usize {
        Self::ALL
            .iter()
            .position(|one| *one == self)
            .map_or(0, |at| at + 1)
    }

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Parties => "parties",
            Self::Purpose => "purpose",
            Self::Elements => "elements",
            Self::People => "people",
            Self::Linking => "linking",
            Self::Publication => "publication",
            Self::Term => "term",
            Self::Consent => "consent",
            Self::Destruction => "destruction",
            Self::Further => "further",
        }
    }
}

/// What stands against a use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// It is not signed by both sides.
    NotSigned,
    /// It has ended, or a newer version stands in its place.
    Over,
    /// It has not begun.
    NotYet {
        /// The first day.
        from: Date,
    },
    /// Its last day has passed.
    TooLate {
        /// The last day.
        until: Date,
    },
    /// It is for something else.
    OtherPurpose,
    /// It is for other indicators.
    OtherIndicator,
    /// Not among those who may send.
    MayNotSend,
    /// Not among those who may use.
    MayNotUse,
    /// Nothing in the file is covered.
    NothingCovered,
    /// This is not covered.
    NotCovered {
        /// The element.
        element: String,
    },
    /// Names and numbers of people enter no figure.
    Identifies {
        /// The element.
        element: String,
    },
    /// Families are asked, and the file does not say who is who.
    NoKey {
        /// The element by which participants are known.
        element: String,
    },
    /// It may not be joined with others' data.
    NoLinking,
    /// Nothing of it may become public.
    NothingPublic,
    /// Only totals may become public.
    OnlyTotals,
}

impl Against {
    /// The stable word for it; the sentence stands in the catalogue under `agreement-against-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSigned => "not-signed",
            Self::Over => "over",
            Self::NotYet { .. } => "not-yet",
            Self::TooLate { .. } => "too-late",
            Self::OtherPurpose => "other-purpose",
            Self::OtherIndicator => "other-indicator",
            Self::MayNotSend => "may-not-send",
            Self::MayNotUse => "may-not-use",
            Self::NothingCovered => "nothing-covered",
            Self::NotCovered { .. } => "not-covered",
            Self::Identifies { .. } => "identifies",
            Self::NoKey { .. } => "no-key",
            Self::NoLinking => "no-linking",
            Self::NothingPublic => "nothing-public",
            Self::OnlyTotals => "only-totals",
        }
    }

    /// The clause that says so.
    pub fn clause(&self) -> Clause {
        match self {
            Self::NotSigned => Clause::Parties,
            Self::Over | Self::NotYet { .. } | Self::TooLate { .. } => Clause::Term,
            Self::OtherPurpose | Self::OtherIndicator => Clause::Purpose,
            Self::MayNotSend | Self::MayNotUse => Clause::People,
            Self::NothingCovered | Self::NotCovered { .. } | Self::Identifies { .. } => Clause::Elements,
            Self::NoKey { .. } => Clause::Consent,
            Self::NoLinking => Clause::Linking,
            Self::NothingPublic | Self::OnlyTotals => Clause::Publication,
        }
    }
}

/// A use that is refused, with the clause that stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The clause.
    pub clause: Clause,
    /// What it says.
    pub against: Against,
}

impl From<Against> for Refused {
    fn from(against: Against) -> Self {
        Self {
            clause: against.clause(),
            against,
        }
    }
}

/// Whether a use is within an agreement.
///
/// Errors: the first clause that stands against it, in the order signatures, term, purpose, people, linking and publication,
/// elements.
pub fn decide(standing: Standing, terms: &Terms, wanted: &Use<'_>) -> Result<(), Refused> {
    stands(standing, terms, wanted.on)?;
    serves(terms, wanted)?;
    is_named(terms, wanted)?;
    let shown = match wanted.act {
        Act::Link if terms.linking == Linking::Refused => return Err(Against::NoLinking.into()),
        Act::Publish(shown) => shown,
        Act::Upload | Act::Link | Act::Compute | Act::Look => Publication::Nothing,
    };
    if shown > terms.publication {
        return Err(match terms.publication {
            Publication::Nothing => Against::NothingPublic.into(),
            Publication::Totals | Publication::Groups => Against::OnlyTotals.into(),
        });
    }
    covers(terms, wanted)
}

fn stands(standing: Standing, terms: &Terms, on: Date) -> Result<(), Refused> {
    let against = match standing {
        Standing::Draft | Standing::Signing => Against::NotSigned,
        Standing::Replaced | Standing::Ended | Standing::Destroyed => Against::Over,
        Standing::InForce if on < terms.starts_on => Against::NotYet {
            from: terms.starts_on,
        },
        // "Until Friday" means Friday evening: the last day counts in full.
        Standing::InForce if on > terms.ends_on => Against::TooLate { until: terms.ends_on },
        Standing::InForce => return Ok(()),
    };
    Err(against.into())
}

fn serves(terms: &Terms, wanted: &Use<'_>) -> Result<(), Refused> {
    if !terms.purposes.contains(&wanted.purpose) {
        return Err(Against::OtherPurpose.into());
    }
    let is_other = |one: IndicatorId| !terms.indicators.is_empty() && !terms.indicators.contains(&one);
    match wanted.indicator {
        Some(indicator) if is_other(indicator) => Err(Against::OtherIndicator.into()),
        Some(_) | None => Ok(()),
    }
}

fn is_named(terms: &Terms, wanted: &Use<'_>) -> Result<(), Refused> {
    let Some(person) = wanted.person else {
        return Ok(());
    };
    let needed = match wanted.act {
        Act::Upload => May::Send,
        Act::Link | Act::Compute | Act::Look => May::Use,
        // Whoever publishes answers to the rules of editions; what may become public is the agreement's matter.
        Act::Publish(_) => return Ok(()),
    };
    if terms.people.contains(&(person, needed)) {
        return Ok(());
    }
    Err(match needed {
        May::Send => Against::MayNotSend.into(),
        May::Use => Against::MayNotUse.into(),
    })
}

fn covers(terms: &Terms, wanted: &Use<'_>) -> Result<(), Refused> {
    for name in wanted.elements {
        let Some(element) = terms.elements.iter().find(|element| element.name == *name) else {
            return Err(Against::NotCovered {
                element: (*name).to_owned(),
            }
            .into());
        };
        let is_figure = matches!(wanted.act, Act::Compute | Act::Publish(_));
        if is_figure && element.class == Class::DirectIdentifier {
            return Err(Against::Identifies {
                element: element.name.clone(),
            }
            .into());
        }
    }
    Ok(())
}
