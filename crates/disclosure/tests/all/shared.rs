//! The shared data beside the checkout, where it is there.

use std::path::PathBuf;

/// The text of a shared file; says loudly that its test was skipped where it is missing.
pub fn text(path: &str) -> Option<String> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("MAINSTAY_SHARED").map_or(beside, PathBuf::from);
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        eprintln!(
            "SKIPPED: {path} is not beside the checkout (set MAINSTAY_SHARED); nothing was tested with it"
        );
    }
    text
}

/// The lines of a CSV text as fields; quotes are understood, line breaks within them are not.
pub fn records(text: &str) -> Vec<Vec<String>> {
    text.lines().skip(1).map(fields).collect()
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    for character in line.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            other => fields.last_mut().expect("there is always one field").push(other),
        }
    }
    fields
}
