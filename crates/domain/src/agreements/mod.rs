//! Data-sharing agreements (DOMAIN C2.6): what one partner lets another do with its data, and what follows from it.
//!
//! Start with [`Terms`] (what was agreed) and [`decide`] (whether one use is within it, or which clause stands against
//! it). [`term`] says when it begins, when people are told that it ends, and when the data go; [`columns`] says which
//! columns of a file it covers.

pub mod columns;
mod gate;
pub mod term;
#[cfg(test)]
mod tests;

pub use gate::{Act, Against, Clause, Refused, Use, decide};

use jiff::civil::Date;

use crate::ids::{IndicatorId, PersonId};

macro_rules! codes {
    ($($(#[$about:meta])* $name:ident { $($(#[$own:meta])* $variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$own])* $variant),+ }

        impl $name {
            /// Every one, in the order in which people are asked.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word for it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The one of a word.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

codes! {
    /// What an element tells about a person.
    Class {
        /// Names one person: name, number, address.
        DirectIdentifier = "direct",
        /// Narrows down who it is: birth date, school, grade.
        QuasiIdentifier = "quasi",
        /// Would hurt if it were known: health, immigration status, income.
        Sensitive = "sensitive",
        /// Anything else.
        Plain = "plain",
    }
    /// What data may be used for.
    Purpose {
        /// Counts for the shared measures.
        SharedMeasures = "shared-measures",
        /// Who is reached by services, and what goes with it.
        TakeUp = "take-up",
        /// Seeing how the partner's own programmes do.
        Improvement = "improvement",
    }
    /// What may become public.
    Publication {
        /// Nothing.
        Nothing = "nothing",
        /// Counts of everyone, together with other partners'.
        Totals = "totals",
        /// Counts by group and place too, after disclosure control.
        Groups = "groups",
    }
    /// Whether the data may be joined with those of other partners.
    Linking {
        /// They may not.
        Refused = "refused",
        /// They may, by the other side, for the purposes named.
        Allowed = "allowed",
    }
    /// Whether families are asked.
    Consent {
        /// The law or the partner's own rules are enough.
        NotAsked = "not-asked",
        /// Whoever says no is left out.
        OptOut = "opt-out",
        /// Only whoever says yes is in.
        OptIn = "opt-in",
    }
    /// What somebody named in an agreement may do.
    May {
        /// Send data.
        Send = "send",
        /// Use them.
        Use = "use",
    }
    /// The two sides.
    Side {
        /// Whose data they are.
        Gives = "gives",
        /// Who gets them.
        Receives = "receives",
    }
    /// Where an agreement stands.
    Standing {
        /// Being written.
        Draft = "draft",
        /// Its text is frozen and waits for signatures.
        Signing = "signing",
        /// Signed by both sides.
        InForce = "in-force",
        /// A newer version is in force.
        Replaced = "replaced",
        /// Over; the data wait for their destruction.
        Ended = "ended",
        /// Over, and what was sent under it is gone.
        Destroyed = "destroyed",
    }
}

/// One kind of datum that the agreement covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Other headings under which it comes.
    pub headings: Vec<String>,
    /// What it tells about a person.
    pub class: Class,
}

/// What was agreed, as far as rules follow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// What for.
    pub purposes: Vec<Purpose>,
    /// The indicators it serves; none named: all of the shared measures.
    pub indicators: Vec<IndicatorId>,
    /// What is shared; nothing else is taken.
    pub elements: Vec<Element>,
    /// The people, by name and by what they may do.
    pub people: Vec<(PersonId, May)>,
    /// Whether it may be joined with others' data.
    pub linking: Linking,
    /// What may become public.
    pub publication: Publication,
    /// The first day.
    pub starts_on: Date,
    /// The last day, which counts in full.
    pub ends_on: Date,
    /// Days after the end for which data are kept.
    pub kept_days: u16,
    /// Whether families are asked.
    pub consent: Consent,
}

/// Whether both sides have signed this very text. A signature under another text counts for nothing.
pub fn is_signed_by_both<'a>(signatures: impl IntoIterator<Item = (Side, &'a str)>, text_hash: &str) -> bool {
    let valid: Vec<Side> = signatures
        .into_iter()
        .filter(|(_, hash)| !hash.is_empty() && *hash == text_hash)
        .map(|(side, _)| side)
        .collect();
    Side::ALL.iter().all(|side| valid.contains(side))
}
