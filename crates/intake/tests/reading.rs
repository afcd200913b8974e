//! The crate from outside: real files against what a person read in them, corner cases, and hostile files.

#![allow(
    clippy::unwrap_used,
    reason = "clippy exempts test functions, but not their helpers"
)]

#[path = "reading/expected.rs"]
mod expected;
#[path = "reading/hostile.rs"]
mod hostile;
#[path = "reading/spectrum.rs"]
mod spectrum;

use std::path::PathBuf;

/// The folder of shared test data, or nothing, said loudly: a skipped test must not look like a passed one.
fn shared(test: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("MAINSTAY_SHARED")
        .map_or_else(beside, PathBuf::from)
        .join("data");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "SKIPPED {test}: there is no folder {}; set MAINSTAY_SHARED to test with real files",
        folder.display()
    );
    None
}
