//! Sheets of activities as partners keep them, taken into the plan (DOMAIN C3.1) through the same intake and the same repair
//! page as the figures that partners send.
//!
//! Start with [`reading`]: a sheet, what is known here, and the answers so far give activities that are ready and questions
//! that remain; [`names`] and `days` say what is meant by them, and [`left`] keeps the rows that add nothing. [`actions`] keeps
//! the draft, and sends it as a whole or not at all; [`views`] are the questions as cards, [`preview`] the rows as they will stand.

pub mod actions;
pub mod columns;
mod days;
pub mod left;
pub mod names;
pub mod pages;
pub mod preview;
pub mod reading;
pub mod store;
pub mod views;
