//! Decisions (DOMAIN G3): who may vote on a proposal, what counts as a quorum, and what the answers add up to.
//!
//! Start with [`Vote`]: one proposal put to a body, from opening to its [`Outcome`]. [`Rules`] are the body's own, frozen
//! at opening. [`ranked`] counts several options. Nothing here knows mail, pages or time of day: they are passed in.

mod count;
#[cfg(test)]
mod elections_tests;
#[cfg(test)]
mod model;
#[cfg(test)]
mod model_tests;
pub mod ranked;
mod rules;
#[cfg(test)]
mod tests;
mod vote;

pub use count::{Because, Kind, Outcome, SECRET_MIN, Tally};
pub use rules::{
    ChairAbsent, Counting, MajorityOf, Method, NoQuorum, Quorum, RankedCount, Recusal, Rules, Secrecy, Share,
    Tie, Vacant,
};
pub use vote::{Ballot, Cast, Chairs, Given, Refused, Slip, Vote, Voter, Why};
