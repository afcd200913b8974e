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

use std::io::Write;
use std::path::PathBuf;

/// The folder of shared test data, or nothing, said loudly: a skipped test must not look like a passed one.
///
/// Written past the test harness, which swallows what `eprintln` says in a test that passes.
fn shared(test: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("MAINSTAY_SHARED")
        .map_or_else(beside, PathBuf::from)
        .join("data");
    if folder.is_dir() {
        return Some(folder);
    }
    let folder = folder.display();
    let said = writeln!(
        std::io::stderr(),
        "SKIPPED {test}: no folder {folder}; set MAINSTAY_SHARED for the real files"
    );
    said.expect("standard error takes a line");
    None
}
