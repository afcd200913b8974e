//! Rules about what people read: catalogues and templates.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::files::SourceFile;
use crate::literals::literals;

/// Keys of one catalogue file.
fn keys(text: &str) -> BTreeSet<&str> {
    let lines = text
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .collect()
}

/// What is said in English is said in Spanish, in the file of the same name, and the other way round.
pub fn both_languages(files: &[SourceFile]) -> Vec<Finding> {
    let mut by_name: BTreeMap<&str, Vec<&SourceFile>> = BTreeMap::new();
    for file in files {
        for language in ["en", "es"] {
            let folder = format!("crates/app/locales/{language}/");
            if let Some(name) = file.path.strip_prefix(&folder) {
                by_name.entry(name).or_default().push(file);
            }
        }
    }
    let mut findings = Vec::new();
    for pair in by_name.values() {
        let [one, other] = pair.as_slice() else {
            findings.push(Finding::of(pair[0], "has no counterpart in the other language"));
            continue;
        };
        for (here, there) in [(one, other), (other, one)] {
            for key in keys(&here.text).difference(&keys(&there.text)) {
                findings.push(Finding::of(there, format!("lacks the text {key}")));
            }
        }
    }
    findings
}

/// A text that stands twice stops every page; features that name theirs alike find out here.
pub fn no_text_stands_twice(files: &[SourceFile]) -> Vec<Finding> {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("crates/app/locales/en/"))
    {
        for key in keys(&file.text) {
            if let Some(other) = known.insert(key, &file.path) {
                findings.push(Finding::of(file, format!("{key} stands in {other} too")));
            }
        }
    }
    findings
}

/// Keys that code or templates say literally stand in the catalogue.
pub fn used_texts_exist(files: &[SourceFile]) -> Vec<Finding> {
    let catalogue = files
        .iter()
        .filter(|file| file.path.starts_with("crates/app/locales/en/"));
    let known: BTreeSet<&str> = catalogue.flat_map(|file| keys(&file.text)).collect();
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("crates/app/")) {
        for (byte, key) in said(file) {
            if !known.contains(key.as_str()) {
                findings.push(Finding::at(
                    file,
                    byte,
                    format!("says {key}, which no catalogue holds"),
                ));
            }
        }
    }
    findings
}

/// Literal keys given to `words.say(…)` and `words.with(…)`.
fn said(file: &SourceFile) -> Vec<(usize, String)> {
    let code = if file.path.ends_with(".rs") {
        file.without_tests()
    } else if file.path.contains("/templates/") {
        &file.text
    } else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for call in [".say(\"", ".with(\""] {
        for (byte, _) in code.match_indices(call) {
            let rest = &code[byte + call.len()..];
            let key = &rest[..rest.find('"').unwrap_or(0)];
            let is_key = key.contains('-') || known_plain(key);
            if is_key
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            {
                found.push((byte, key.to_owned()));
            }
        }
    }
    found
}

/// One-word keys look like any other word; only those of the catalogue's first lines are taken for keys.
fn known_plain(key: &str) -> bool {
    key == "product"
}

/// The policy forbids inline script and style, so a page that has them is broken in every browser.
pub fn templates_have_no_inline_code(files: &[SourceFile]) -> Vec<Finding> {
    const INLINE: [&str; 6] = [
        " style=\"",
        "<style",
        " onclick=",
        " onchange=",
        " onsubmit=",
        "javascript:",
    ];
    let mut findings = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("crates/app/templates/"))
    {
        for inline in INLINE {
            for (byte, _) in file.text.match_indices(inline) {
                let text = format!(
                    "{} breaks the content security policy; use a class",
                    inline.trim()
                );
                findings.push(Finding::at(file, byte, text));
            }
        }
        for (byte, _) in file.text.match_indices("<script") {
            let tag = file.text[byte..].split('>').next().unwrap_or_default();
            if !tag.contains(" src=")
                && !tag.contains("application/json")
                && !tag.contains("application/ld+json")
            {
                findings.push(Finding::at(file, byte, "inline script; put it into assets"));
            }
        }
    }
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("crates/charts/src/"))
    {
        let code = file.without_tests();
        for literal in literals(code) {
            if literal.text.contains(" style=") {
                findings.push(Finding::at(
                    file,
                    literal.start,
                    "drawings style by attributes and classes",
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        let (path, text) = (path.to_owned(), text.to_owned());
        SourceFile { path, text }
    }

    #[test]
    fn a_text_in_one_language_only_is_found() {
        let english = file("crates/app/locales/en/a.ftl", "one = One\ntwo = Two\n");
        let spanish = file("crates/app/locales/es/a.ftl", "one = Uno\n");
        assert_eq!(both_languages(&[english, spanish]).len(), 1);
        let alone = file("crates/app/locales/en/b.ftl", "one = One\n");
        assert_eq!(both_languages(&[alone]).len(), 1);
    }

    #[test]
    fn a_text_that_stands_twice_is_found() {
        let one = file("crates/app/locales/en/a.ftl", "way-home = Home\n");
        let other = file("crates/app/locales/en/b.ftl", "way-home = Back\n");
        assert_eq!(no_text_stands_twice(&[one, other]).len(), 1);
    }

    #[test]
    fn a_text_that_nobody_wrote_is_found() {
        let english = file("crates/app/locales/en/a.ftl", "way-home = Home\n");
        let page = file(
            "crates/app/templates/a.html",
            "{{ words.say(\"way-home\") }}{{ words.say(\"way-out\") }}",
        );
        let findings = used_texts_exist(&[english, page]);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].text.contains("way-out"));
    }

    #[test]
    fn inline_style_and_script_are_found() {
        let bad = file("crates/app/templates/a.html", "<p style=\"x\"><script>1</script>");
        let good = file(
            "crates/app/templates/a.html",
            "<p class=\"x\"><script src=\"/assets/a.js\"></script>",
        );
        assert_eq!(templates_have_no_inline_code(&[bad]).len(), 2);
        assert!(templates_have_no_inline_code(&[good]).is_empty());
    }
}
