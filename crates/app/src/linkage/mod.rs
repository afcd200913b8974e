//! Linking records of people on the command line: `mainstay link`, and `mainstay encode` for partners who may not show
//! names (issue of the vault, part 3). Formats and rules are
//! described in `docs/link.md`; the engine is `crates/linkage`.
//!
//! Start reading at [`cli`], then [`linking`]. [`reading`] makes sources of files, [`instructions`] reads and writes
//! models, [`writing`] makes the list of pairs, [`report`] says what came of it.

pub mod cli;
pub mod encode_cli;
mod encoding;
mod instructions;
mod linking;
mod pairing;
mod reading;
mod report;
mod schema_file;
mod watching;
mod weights;
mod writing;

pub use schema_file::with_fresh_salt;

/// The open linkage schema from its text.
///
/// Errors: what is malformed, with its place.
pub fn schema_of(text: &str) -> Result<::linkage::encode::Schema, String> {
    schema_file::of_text(text).map_err(|(place, reason)| format!("{reason}{place}"))
}
