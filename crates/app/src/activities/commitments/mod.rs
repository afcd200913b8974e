//! What organisations promise for themselves (DOMAIN C3.3), and what they say became of it.
//!
//! Start with [`actions`] (promising, answering), then [`asking`]: one letter with one link to every promise of an
//! organisation that asks for an answer. [`link_pages`] is what that link opens; [`pages`] is the board of the staff.

pub mod actions;
pub mod asking;
pub mod link_pages;
pub mod pages;
pub mod store;
pub mod views;
