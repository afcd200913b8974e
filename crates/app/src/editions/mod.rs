//! Editions (DOMAIN C2.5, C2.8, U1): draft, vetting under embargo, disclosure control, publishing.
//!
//! Start with [`document`]: what an edition holds; everything public is rendered from it.

pub mod document;
pub mod shelf;
