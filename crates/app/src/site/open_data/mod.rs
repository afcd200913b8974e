//! Open data from an edition (DOMAIN U3): the same public figures as files for people, spreadsheets and programs.
//!
//! Every file is made from the frozen document and nothing else. [`files`] lists them; [`tables`] says which tables
//! and columns there are, [`cells`] fills them (`deeds` those of the plan and the decisions), and [`package`], [`workbook`], [`csvw`], [`dataset`], [`catalog`] and
//! [`feed`] write them in the form each reader expects. [`page`] tells people which file is for what.

pub mod archive;
pub mod catalog;
pub mod cells;
pub mod cite;
pub mod csvw;
pub mod dataset;
mod deeds;
pub mod feed;
pub mod files;
pub mod kept;
pub mod licence;
pub mod links;
pub mod package;
pub mod page;
pub mod tables;
pub mod workbook;

#[cfg(test)]
mod tests;
