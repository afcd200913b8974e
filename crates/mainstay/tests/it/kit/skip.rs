//! A test that cannot run here says so aloud and is counted; it never passes in silence.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Tells that a part was not tested, and why. `cargo xtask test` counts these.
pub fn skip(what: &str, why: &str) {
    // Not through the print macros: the test harness would keep the text of a passing test to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED {what}: {why}");
    let Some(file) = std::env::var_os("MAINSTAY_TEST_SKIPS") else {
        return;
    };
    let file = std::fs::OpenOptions::new().create(true).append(true).open(file);
    let mut file = file.expect("the list of skips can be written");
    writeln!(file, "{what}: {why}").expect("the list of skips can be written");
}

/// A folder of real files, of `MAINSTAY_SHARED` or of the folder `shared` beside the checkout. Says what is not tested if
/// it is not there.
pub fn shared_folder(what: &str, folder: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("MAINSTAY_SHARED").map_or_else(beside, PathBuf::from);
    let found = Some(shared.join(folder)).filter(|folder| folder.is_dir());
    if found.is_none() {
        skip(
            what,
            "the real files are not beside the checkout (MAINSTAY_SHARED)",
        );
    }
    found
}
