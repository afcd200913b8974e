//! The story behind the curve (DOMAIN C2.9): written by hand, kept in versions with author and day. Two versions can be
//! compared, an earlier one restored, and each tells which editions went out with it. Start with [`actions`].

pub mod actions;
mod changes;
pub mod pages;
mod reading;
pub mod version_pages;
