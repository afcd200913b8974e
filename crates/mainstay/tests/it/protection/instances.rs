//! The instances that others published, read as they are.

use std::path::PathBuf;

use super::{hidden, json, mainstay};
use crate::kit::shared_folder;

/// The folder of the instances, if it is there.
fn instances() -> Option<PathBuf> {
    shared_folder("published instances of disclosure control", "data/disclosure")
}

/// Protects instances with the first safe pattern; gives the pattern.
fn protected(files: &[&str], more: &str) -> Option<serde_json::Value> {
    let from = instances()?;
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<String> = files
        .iter()
        .map(|file| from.join(file).display().to_string())
        .collect();
    let more = more.replace("{}", &from.display().to_string());
    let command = format!(
        "protect {} --out out.json --budget 0 --quiet {more}",
        files.join(" ")
    );
    let (code, _, error) = mainstay(folder.path(), &command);
    assert_eq!(code, Some(0), "{error}");
    Some(json(&folder.path().join("out.json")))
}

#[test]
fn two_releases_each_safe_alone_are_caught_together() {
    let Some(from) = instances() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| {
        from.join(format!("two-releases-{name}.csv"))
            .display()
            .to_string()
    });
    let (code, _, error) = mainstay(folder.path(), &format!("audit {a} {b}"));
    assert_eq!(code, Some(1));
    for name in [&a, &b] {
        assert!(
            error.contains(&format!(
                "{name} alone: FAILS: no protected cells can be worked out exactly"
            )),
            "{error}"
        );
    }
    assert!(error.contains("readers can subtract"), "{error}");
    let subject =
        format!("people in {a} and not in {b}: of 72 counts below 10, 50 can be worked out exactly");
    assert!(error.contains(&subject), "{error}");
    assert!(
        error.contains("which lies in which was found from the values"),
        "{error}"
    );
}

#[test]
fn the_second_of_two_releases_is_protected_against_the_first() {
    let Some(from) = instances() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let schools = from.join("schools24.csv");
    let table = "--table district/school,race --value n --budget 0 --ledger ledger.json --quiet";
    for (name, selection) in [("all", ""), ("some", "--where swd=notSWD")] {
        let command = format!(
            "protect {} {table} {selection} --out {name}.json",
            schools.display()
        );
        let (code, _, error) = mainstay(path, &command);
        assert_eq!(code, Some(0), "{name}: {error}");
    }
    let (code, output, error) = mainstay(path, "audit --ledger ledger.json --quiet");
    assert_eq!(code, Some(0), "{error}");
    assert!(output.contains("both together: passes"), "{output}");
}

#[test]
fn problem_files_are_read_as_they_are() {
    for (name, cells, sensitive) in [("table7", 624, 17), ("table8", 1_271, 3)] {
        let Some(pattern) = protected(&[&format!("{name}.json")], "") else {
            return;
        };
        assert_eq!(pattern["result"]["cells"], cells, "{name}");
        assert_eq!(hidden(&pattern, "primary"), sensitive, "{name}");
        assert_eq!(pattern["audit"]["passes"], true, "{name}");
        assert_eq!(
            pattern["rules"]["rules"].as_array().unwrap().len(),
            0,
            "{name}: levels are in the file"
        );
    }
}

#[test]
fn linked_business_tables_share_their_cells() {
    let rules = "--rule minimum=3 --rule dominance=1,85 --protection 10% --value TOT --contributors N_OBS \
         --hierarchy ACTIVITY={}/insee-activity-hierarchy.csv";
    let Some(pattern) = protected(&["insee-turnover-act-size.csv"], rules) else {
        return;
    };
    assert_eq!(pattern["result"]["cells"], 414);
    assert_eq!(hidden(&pattern, "primary"), 77);
    let Some(both) = protected(
        &["insee-turnover-act-size.csv", "insee-turnover-act-cj.csv"],
        rules,
    ) else {
        return;
    };
    // The 105 activities by themselves stand in both tables.
    let cells = both["result"]["cells"].as_u64().unwrap();
    assert!(cells < 414 + 406, "{cells} cells");
    assert_eq!(both["audit"]["passes"], true);
}

#[test]
fn levels_are_found_in_codes_that_begin_with_each_other() {
    let rules = "--rule minimum=3 --rule dominance=1,85 --protection 10% --value TOT --contributors N_OBS";
    let Some(by_prefix) = protected(&["insee-turnover-nuts-size.csv"], rules) else {
        return;
    };
    let told = format!("{rules} --hierarchy NUTS={{}}/insee-nuts-hierarchy.csv");
    let Some(by_file) = protected(&["insee-turnover-nuts-size.csv"], &told) else {
        return;
    };
    assert_eq!(hidden(&by_prefix, "primary"), 72);
    assert_eq!(by_prefix["release"]["cells"], by_file["release"]["cells"]);
}
