//! The rules of Mainstay, pure: no input or output, no clock, no randomness, no database words.
//!
//! Start with [`ids`], [`period`] and [`quantity`]; each feature has a module of its own.

pub mod access;
pub mod activities;
pub mod agenda;
pub mod agreements;
pub mod backbone;
pub mod bodies;
pub mod calendar;
pub mod choosing;
pub mod contributions;
pub mod coverage;
pub mod credit;
pub mod decisions;
pub mod editions;
pub mod history;
pub mod ids;
pub mod measurement;
pub mod meetings;
pub mod money;
pub mod pathway;
pub mod payments;
pub mod period;
pub mod place;
pub mod policy;
pub mod programmes;
pub mod quantity;
pub mod requests;
pub mod review;
pub mod selection;
pub mod telling;
pub mod text;
