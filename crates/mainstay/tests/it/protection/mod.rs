//! `mainstay protect` and `mainstay audit` as an analyst meets them: the worked example of their page, the instances that
//! others published, mistakes in files, and being killed.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod instances;
mod killed;
mod ledgers;
mod mistakes;
mod modes;
mod readers;
mod spoiled;

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::kit::run;

/// The page with the worked example.
fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/protect.md")
}

/// A folder with the example's files.
fn example() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/protect");
    for file in std::fs::read_dir(files).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

/// Runs the program with words separated by spaces (double quotes keep them together); gives its exit code, standard output and standard error.
fn mainstay(folder: &Path, words: &str) -> (Option<i32>, String, String) {
    let mut list: Vec<String> = vec![String::new()];
    let mut is_quoted = false;
    for letter in words.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => list.push(String::new()),
            other => list.last_mut().unwrap().push(other),
        }
    }
    let list: Vec<&str> = list
        .iter()
        .map(String::as_str)
        .filter(|word| !word.is_empty())
        .collect();
    run(&list, folder)
}

/// Writes a file and protects it; gives what was refused.
fn refused(folder: &Path, name: &str, text: &str, more: &str) -> String {
    std::fs::write(folder.join(name), text).unwrap();
    let (code, _, error) = mainstay(folder, &format!("protect {name} --out out.json --quiet {more}"));
    assert_eq!(code, Some(1), "{error}");
    assert!(!folder.join("out.json").exists(), "nothing is written");
    error
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// How many cells a pattern hides for this reason.
fn hidden(pattern: &Value, why: &str) -> usize {
    let cells = pattern["release"]["cells"].as_array().unwrap();
    cells.iter().filter(|cell| cell["why"] == why).count()
}

/// The lines of a page up to their first figure, without examples and repetitions.
fn sentences(page: &str) -> Vec<&str> {
    let mut sentences: Vec<&str> = page
        .lines()
        .filter(|line| !line.trim_start().starts_with("for example"))
        .map(|line| {
            let end = line.find(|letter: char| letter.is_ascii_digit() || letter == '(');
            &line[..end.unwrap_or(line.len())]
        })
        .collect();
    sentences.dedup();
    sentences
}

#[test]
fn the_worked_example_prints_what_its_page_says() {
    let folder = example();
    let kept = std::fs::read_to_string(page()).unwrap();
    let mut printed = String::new();
    let mut rest = kept.as_str();
    let mut commands = 0;
    while let Some((before, after)) = rest.split_once("```sh\nmainstay ") {
        let (command, after) = after.split_once("\n```").unwrap();
        let (between, after) = after.split_once("```text\n").unwrap();
        let (_, after) = after.split_once("```").unwrap();
        let (code, output, error) = mainstay(folder.path(), command);
        assert!(
            code == Some(0) || (command.starts_with("audit") && code == Some(1)),
            "{command}: {error}"
        );
        printed += &format!("{before}```sh\nmainstay {command}\n```{between}```text\n{output}{error}```");
        rest = after;
        commands += 1;
    }
    printed += rest;
    assert_eq!(commands, 9);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(page(), &printed).unwrap();
    }
    let kept = std::fs::read_to_string(page()).unwrap();
    // A better search may hide something else: figures are not compared, the sentences are.
    assert_eq!(
        sentences(&kept),
        sentences(&printed),
        "run it again with UPDATE=1, and read the difference"
    );
    // What the page tells in words.
    assert!(printed.contains("FAILS"), "the second release is caught");
    let public = std::fs::read_to_string(folder.path().join("public/readers.csv")).unwrap();
    assert!(public.contains(",*\n") && !public.contains(",7\n"), "{public}");
}

#[test]
fn a_pattern_holds_what_its_page_says_and_no_hidden_value() {
    let folder = example();
    let command = "protect readers.csv --hierarchy site=sites.csv --out out.json --publish public --quiet";
    let (code, _, error) = mainstay(folder.path(), command);
    assert_eq!(code, Some(0), "{error}");
    let pattern = json(&folder.path().join("out.json"));
    assert_eq!(pattern["format"], "mainstay-pattern/1");
    assert_eq!(pattern["rules"]["rules"][0], "minimum=10");
    assert_eq!(pattern["made_from"][0]["file"], "readers.csv");
    assert_eq!(pattern["made_from"][0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(pattern["audit"]["passes"], true);
    let result = &pattern["result"];
    assert_eq!(result["ended"], "finished");
    assert!(result["lower_bound"].as_u64() <= result["loss"].as_u64());
    assert_eq!(result["hidden_primary"], hidden(&pattern, "primary"));
    assert_eq!(result["hidden_secondary"], hidden(&pattern, "secondary"));
    assert!(
        hidden(&pattern, "secondary") >= 3,
        "one hidden alone would be given away by its totals"
    );
    for cell in pattern["release"]["cells"].as_array().unwrap() {
        assert_eq!(cell["display"] == "shown", cell.get("value").is_some(), "{cell}");
        assert_eq!(cell.get("need"), None);
    }
    let before = std::fs::read(folder.path().join("out.json")).unwrap();
    mainstay(folder.path(), command);
    let after = std::fs::read(folder.path().join("out.json")).unwrap();
    assert_eq!(before, after, "the same input gives the same pattern");
}

#[test]
fn what_was_published_passes_its_audit_and_fails_when_a_hidden_value_is_put_back() {
    let folder = example();
    let hierarchy = "--hierarchy site=sites.csv --quiet";
    let (code, _, error) = mainstay(
        folder.path(),
        &format!("protect readers.csv --out out.json --publish public {hierarchy}"),
    );
    assert_eq!(code, Some(0), "{error}");
    for published in ["out.json", "public/readers.csv"] {
        let (code, output, error) = mainstay(folder.path(), &format!("audit {published} {hierarchy}"));
        assert_eq!(code, Some(0), "{published}: {error}");
        assert!(output.contains("passes"), "{output}");
    }
    let path = folder.path().join("public/readers.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let truth = std::fs::read_to_string(folder.path().join("readers.csv")).unwrap();
    // Everything but the small count itself: its row and its column give it away.
    let restored: Vec<&str> = text
        .lines()
        .map(|line| {
            let (codes, _) = line.rsplit_once(',').unwrap();
            let full = truth.lines().find(|full| full.starts_with(codes)).unwrap();
            if codes == "Mill Pond,12-14" { line } else { full }
        })
        .collect();
    std::fs::write(&path, restored.join("\n")).unwrap();
    let (code, _, error) = mainstay(folder.path(), &format!("audit public/readers.csv {hierarchy}"));
    assert_eq!(code, Some(1));
    assert!(
        error.contains("1 protected cell can be worked out exactly"),
        "{error}"
    );
    assert!(error.contains("age 12-14, site Mill Pond is 7"), "{error}");
}

#[test]
fn wrong_use_is_told_from_refusal() {
    let folder = example();
    for command in [
        "protect readers.csv",
        "protect --out out.json",
        "protect readers.csv --out out.json --rule smallish=3",
        "protect readers.csv --out out.json --budget soon",
        "protect readers.csv --out readers.csv",
        "protect readers.csv --out out.json --ledger out.json",
        "protect readers.csv --out nowhere/out.json",
        "protect readers.csv --out out.json --where age=6-8",
        "audit",
    ] {
        let (code, _, error) = mainstay(folder.path(), command);
        assert_eq!(code, Some(2), "{command}: {error}");
    }
    assert!(!folder.path().join("out.json").exists());
}

#[test]
fn progress_goes_to_standard_error_alone() {
    let folder = example();
    let (code, output, error) = mainstay(
        folder.path(),
        "protect readers.csv --hierarchy site=sites.csv --out out.json",
    );
    assert_eq!(code, Some(0), "{error}");
    assert!(
        error.contains("read 28 cells, 1 of them to be protected"),
        "{error}"
    );
    assert!(error.contains("no rule was named"), "{error}");
    assert!(output.starts_with("28 cells: "), "{output}");
}

#[test]
fn losses_and_rules_of_amounts_are_those_that_were_asked_for() {
    let folder = example();
    for loss in ["value", "count"] {
        let (code, _, error) = mainstay(
            folder.path(),
            &format!("protect gifts.json --out {loss}.json --loss {loss} --quiet"),
        );
        assert_eq!(code, Some(0), "{error}");
    }
    let by_count = json(&folder.path().join("count.json"));
    assert_eq!(by_count["result"]["loss"], 4, "a two by two of hidden cells");
    let by_value = json(&folder.path().join("value.json"));
    assert_eq!(by_value["result"]["loss"], 12_700 + 7_450 + 18_500 + 9_600);
    assert_eq!(by_value["rules"]["rules"][0], "p-percent=30");
    // Nobody is too large a share at 80 percent; at 45 percent, three cells are dominated.
    for (rule, sensitive) in [
        ("dominance=1,80", 0),
        ("dominance=1,45", 2),
        ("dominance=2,88", 1),
    ] {
        let (code, _, error) = mainstay(
            folder.path(),
            &format!("protect gifts.json --out out.json --rule {rule} --quiet"),
        );
        assert_eq!(code, Some(0), "{rule}: {error}");
        let pattern = json(&folder.path().join("out.json"));
        assert_eq!(hidden(&pattern, "primary"), sensitive, "{rule}");
    }
}
