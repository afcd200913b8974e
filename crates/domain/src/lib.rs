//! The rules of Mainstay, pure: no input or output, no clock, no randomness, no database words.
//!
//! Start with [`ids`], [`period`] and [`quantity`]; each feature has a module of its own.

pub mod access;
pub mod agenda;
pub mod bodies;
pub mod calendar;
pub mod choosing;
pub mod decisions;
pub mod editions;
pub mod history;
pub mod ids;
pub mod measurement;
pub mod meetings;
pub mod period;
pub mod place;
pub mod programmes;
pub mod quantity;
pub mod requests;
pub mod review;
pub mod telling;
pub mod text;
