//! The printed report card (DOMAIN U2): a published edition as a PDF, set by the worker `mainstay-press`.
//!
//! Everything comes from the frozen document of the edition, through the same views and figures as the public pages.
//! Start with [`book`] (what is printed), then [`press`] (who prints it) and
//! [`actions`] (when, and where it is kept).

pub mod actions;
pub mod back;
pub mod book;
pub mod cli;
pub mod form;
pub mod jobs;
pub mod measure;
pub mod press;
pub mod store;
