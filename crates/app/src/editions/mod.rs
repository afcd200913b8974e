//! Editions (DOMAIN C2.5, C2.8, U1): draft, vetting under embargo, disclosure control, publishing.
//!
//! Start with [`document`]: what an edition holds; everything public is rendered from it.

pub mod actions;
pub mod assemble;
pub mod document;
pub mod gather;
pub mod release;
pub mod selection;
pub mod shelf;
pub mod store;

#[cfg(test)]
mod release_tests;
