//! A test that cannot run here says so aloud and is counted; it never passes in silence.

use std::io::Write;

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
