//! The files of the project, as git knows them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file with its path from the root.
#[derive(Debug)]
pub struct SourceFile {
    /// Path from the root, with `/`.
    pub path: String,
    /// Content.
    pub text: String,
}

impl SourceFile {
    /// The number of the line that holds a byte.
    pub fn line_of(&self, byte: usize) -> usize {
        self.text[..byte].matches('\n').count() + 1
    }

    /// Whether the whole file is test code: by its place, its name, or an attribute at its head.
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let is_named = self.path.contains("/tests/") || name.starts_with("tests") || name.contains("_tests");
        is_named || self.text.contains("#![cfg(test)]")
    }

    /// The part before the tests at a file's end.
    pub fn without_tests(&self) -> &str {
        if self.is_test() {
            return "";
        }
        const MARK: &str = "#[cfg(test)]\n";
        for (at, _) in self.text.match_indices(MARK) {
            // `mod tests;` near the head names a file; what has a body stands at the end.
            let next = self.text[at + MARK.len()..].lines().next().unwrap_or_default();
            if !next.ends_with(';') {
                return &self.text[..at];
            }
        }
        &self.text
    }
}

/// The root of the project: where xtask's own folder lies. Asked when it runs, since clones that share a target folder
/// share this program too.
pub fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let own = PathBuf::from(own);
    own.parent().map_or_else(|| own.clone(), Path::to_owned)
}

/// Every text file that is tracked or would be; pictures and spreadsheets are left out.
pub fn all() -> Vec<SourceFile> {
    let listing = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the project's files");
    let paths = String::from_utf8_lossy(&listing.stdout).into_owned();
    let mut files = Vec::new();
    for path in paths.lines() {
        // What is no text is nobody's to read here; what was deleted but not yet committed is gone.
        if let Ok(text) = std::fs::read_to_string(root().join(path)) {
            let path = path.to_owned();
            files.push(SourceFile { path, text });
        }
    }
    files
}
