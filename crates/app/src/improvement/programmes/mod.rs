//! What partners' programmes do for an indicator (DOMAIN C2.10): how much, how well, whether anyone is better off, and
//! how many of those it is meant for take part. Entered by the partner or the team, read in the workspace only: nothing
//! here goes into an edition. Small counts are shown to the partner itself; `domain::programmes` says which are small.
//!
//! Start with [`actions`].

pub mod actions;
pub mod pages;
pub mod store;
mod views;
