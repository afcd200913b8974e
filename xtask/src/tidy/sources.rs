//! Rules about files as such.

use super::Finding;
use crate::files::SourceFile;

/// Longest source file, in lines.
const LINES_MAX: usize = 500;

/// Sources are read by tired people: a file has one subject and at most 500 lines.
pub fn files_stay_short(files: &[SourceFile]) -> Vec<Finding> {
    let sources = files.iter().filter(|file| file.path.ends_with(".rs"));
    let long = sources.filter(|file| file.text.lines().count() > LINES_MAX);
    long.map(|file| {
        let lines = file.text.lines().count();
        Finding::of(
            file,
            format!("{lines} lines; split it by subject (at most {LINES_MAX})"),
        )
    })
    .collect()
}

/// `expect` says why it cannot fail; `unwrap` says nothing.
pub fn no_unwrap(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let test_modules = test_modules(files);
    let sources = files.iter().filter(|file| file.path.ends_with(".rs"));
    for file in sources.filter(|file| !test_modules.contains(&file.path)) {
        // Put together here so that this line does not find itself.
        let wanted = concat!(".unwrap", "()");
        for (byte, _) in file.without_tests().match_indices(wanted) {
            findings.push(Finding::at(file, byte, "say with `expect` why it cannot fail"));
        }
    }
    findings
}

/// Files that their folder's `mod.rs` takes in for tests only.
fn test_modules(files: &[SourceFile]) -> Vec<String> {
    let mut paths = Vec::new();
    for file in files {
        let Some(folder) = file.path.strip_suffix("mod.rs") else {
            continue;
        };
        for part in file.text.split("#[cfg(test)]\nmod ").skip(1) {
            let name = part.split([';', ' ']).next().unwrap_or_default();
            paths.push(format!("{folder}{name}.rs"));
        }
    }
    paths
}

/// What belongs to one machine or one way of working is of no use to a reader elsewhere.
pub fn no_machine_names(files: &[SourceFile]) -> Vec<Finding> {
    const WORDS: [&str; 14] = [
        concat!("/root", "/"),
        concat!("/work", "/main"),
        concat!("/work", "/shared"),
        concat!("/work", "/.library"),
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
        concat!("registry.npmjs", ".org"),
        concat!("pypi", ".org"),
        concat!("pythonhosted", ".org"),
        concat!("deb.debian", ".org"),
        concat!("sub", "agent"),
        concat!("language", " model"),
        concat!("../shared", "/DOMAIN"),
        concat!("BRIEF", ".md"),
    ];
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path != "Cargo.lock") {
        for word in WORDS {
            for (byte, _) in file.text.match_indices(word) {
                findings.push(Finding::at(file, byte, format!("names {word}; say it without")));
            }
        }
        for (byte, _) in file.text.match_indices(concat!("sess", "ion ")) {
            let is_numbered = file.text[byte + 8..].starts_with(|c: char| c.is_ascii_digit());
            if is_numbered {
                findings.push(Finding::at(
                    file,
                    byte,
                    "numbers a working session; say what, not when",
                ));
            }
        }
    }
    findings
}

/// Users read the changelog; it has a section for what is not released yet, with at least one line.
pub fn changelog_is_kept(files: &[SourceFile]) -> Vec<Finding> {
    let Some(file) = files.iter().find(|file| file.path == "CHANGELOG.md") else {
        return vec![Finding {
            place: "CHANGELOG.md".into(),
            text: "is missing".into(),
        }];
    };
    let unreleased = file
        .text
        .split("\n## ")
        .find(|part| part.starts_with("Unreleased"));
    let has_line = unreleased.is_some_and(|part| part.lines().any(|line| line.starts_with("- ")));
    if has_line {
        return Vec::new();
    }
    vec![Finding::of(
        file,
        "needs a section `## Unreleased` with what is new for users",
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        let (path, text) = (path.to_owned(), text.to_owned());
        SourceFile { path, text }
    }

    #[test]
    fn a_file_of_500_lines_is_kept_and_one_of_501_is_split() {
        let fits = file("crates/a/src/lib.rs", &"//\n".repeat(500));
        let long = file("crates/a/src/lib.rs", &"//\n".repeat(501));
        assert!(files_stay_short(&[fits]).is_empty());
        assert_eq!(files_stay_short(&[long]).len(), 1);
    }

    #[test]
    fn unwrap_is_found_in_code_and_allowed_in_tests() {
        let text = "fn a() { b().unwrap(); }\n#[cfg(test)]\nmod tests { fn c() { d().unwrap(); } }\n";
        let findings = no_unwrap(&[file("crates/a/src/lib.rs", text)]);
        assert_eq!(findings.len(), 1);
        assert!(no_unwrap(&[file("crates/a/tests/it/main.rs", text)]).is_empty());
    }

    #[test]
    fn machine_paths_are_found_anywhere() {
        let text = concat!("see /root", "/x and sess", "ion 3");
        assert_eq!(no_machine_names(&[file("README.md", text)]).len(), 2);
    }

    #[test]
    fn an_empty_unreleased_section_does_not_count() {
        let empty = file(
            "CHANGELOG.md",
            "# Changelog\n\n## Unreleased\n\n## 0.1\n- first\n",
        );
        let kept = file("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n- new\n");
        assert_eq!(changelog_is_kept(&[empty]).len(), 1);
        assert!(changelog_is_kept(&[kept]).is_empty());
    }
}
