//! Announcements: written once, in English and Spanish, to everybody, the staff, or the members of a body.
//!
//! Those who work together get them with their letters; what is meant for the public is published with an edition, like
//! everything that strangers read.

pub mod actions;
pub mod pages;
pub mod store;
