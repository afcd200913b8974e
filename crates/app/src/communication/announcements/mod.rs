//! Announcements: written once, in English and Spanish, to those who work together.
//!
//! They come with everybody's own letters and never leave the house: what is meant for the public is a newsletter, which has
//! tables, pages and a gate of its own. Nothing makes one of the other.

pub mod actions;
pub mod pages;
pub mod store;
