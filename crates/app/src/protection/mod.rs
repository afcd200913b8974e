//! Protection of tables for analysts who use nothing else of Mainstay: `mainstay protect` and `mainstay audit`
//! (issue of disclosure; DOMAIN C2.8). Formats and rules are described in `docs/protect.md`.
//!
//! Start reading at [`protect`] and [`audit`]. Files become [`tables`] by [`input`]; [`rules`] says what must be
//! protected; [`combine`] joins releases to one problem for the engine; [`paper`] is what is written.

pub(crate) mod atomic;
mod audit;
mod bundle;
mod cells;
mod certificate;
pub mod cli;
mod columns;
mod combine;
mod decide;
mod decimal;
mod hierarchy;
mod input;
mod insiders;
mod instance;
mod levels;
mod machine;
mod merging;
mod modes;
mod nesting;
mod noise;
mod paper;
mod pooling;
mod printed;
mod protect;
mod raw;
mod records;
mod refusal;
mod release;
mod report;
mod rounding;
mod rules;
mod shares;
mod sums;
mod tables;
mod told;
mod watch;
mod words;
