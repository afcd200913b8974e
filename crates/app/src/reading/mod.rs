//! What the published figures say (DOMAIN C2.7, C2.9, E1; METHODS 3 and 4): the word, what is normal from year to
//! year, today's course, the distance of groups, and a sentence in both languages.
//!
//! Everything here is worked out from an edition's printed, rounded figures and from nothing else, when the edition is
//! made ([`freeze`]). So it tells a reader nothing that a pencil would not, and a hidden figure cannot be in it.
//! [`word`] translates for the `statistics` crate and is also used where staff look at figures; [`support`] checks
//! sentences that people wrote against the figures.

pub mod course;
mod freeze;
pub mod gaps;
mod sentence;
pub mod support;
pub mod word;

pub use freeze::freeze;

#[cfg(test)]
mod tests;
