//! The directory (DOMAIN X2): organisations, people with their roles, places with codes over time, bodies and seats.
//!
//! Start with [`actions`] for organisations and people, [`bodies`] for seats, [`places`] for places; [`store`] holds the queries.

pub mod actions;
pub mod bodies;
pub mod places;
pub mod places_import;
pub mod store;
