//! Releases one after another: what was published before is taken into account.

use super::{example, hidden, json, mainstay};

const HIERARCHY: &str = "--hierarchy site=sites.csv --quiet";

#[test]
fn a_second_release_is_protected_against_the_first() {
    let folder = example();
    let path = folder.path();
    let protect = |name: &str, ledger: &str| {
        let (code, _, error) = mainstay(
            path,
            &format!("protect {name}.csv --out {name}.json --publish public {ledger} {HIERARCHY}"),
        );
        assert_eq!(code, Some(0), "{error}");
    };
    protect("readers", "");
    protect("readers-town", "");
    // Each is safe alone; together they give away who is not from the town.
    let (code, _, error) = mainstay(
        path,
        &format!("audit public/readers.csv public/readers-town.csv {HIERARCHY}"),
    );
    assert_eq!(code, Some(1), "{error}");
    assert!(
        error.contains("Each is safe alone; together they are not."),
        "{error}"
    );
    assert!(
        error.contains("what remains of age 6-8, site Lantern House is 3"),
        "{error}"
    );
    let alone = hidden(&json(&path.join("readers-town.json")), "secondary");
    protect("readers", "--ledger ledger.json");
    protect("readers-town", "--ledger ledger.json");
    let against = hidden(&json(&path.join("readers-town.json")), "secondary");
    assert!(
        against > alone,
        "{against} hidden beside the first release, {alone} without it"
    );
    for audit in [
        "audit --ledger ledger.json",
        "audit public/readers.csv public/readers-town.csv",
    ] {
        let (code, _, error) = mainstay(path, &format!("{audit} {HIERARCHY}"));
        assert_eq!(code, Some(0), "{audit}: {error}");
    }
}

#[test]
fn what_the_ledger_shows_is_never_hidden_again_and_a_release_given_twice_is_known() {
    let folder = example();
    let path = folder.path();
    let command = format!("protect readers.csv --out out.json --ledger ledger.json {HIERARCHY}");
    assert_eq!(mainstay(path, &command).0, Some(0));
    let ledger = std::fs::read(path.join("ledger.json")).unwrap();
    let cells = json(&path.join("out.json"))["release"]["cells"].clone();
    std::fs::remove_file(path.join("out.json")).unwrap();
    assert_eq!(mainstay(path, &command).0, Some(0));
    assert_eq!(
        std::fs::read(path.join("ledger.json")).unwrap(),
        ledger,
        "it is not entered twice"
    );
    assert_eq!(json(&path.join("out.json"))["release"]["cells"], cells);
    // Another rule would hide more, but what readers have cannot be called back.
    let command =
        format!("protect readers.csv --rule minimum=20 --out strict.json --ledger ledger.json {HIERARCHY}");
    let (code, output, error) = mainstay(path, &command);
    if code == Some(0) {
        let strict = json(&path.join("strict.json"));
        for (before, now) in cells
            .as_array()
            .unwrap()
            .iter()
            .zip(strict["release"]["cells"].as_array().unwrap())
        {
            assert!(
                before["display"] != "shown" || now["display"] == "shown",
                "{before} {now}"
            );
        }
        assert!(
            output.contains("given away by earlier releases already"),
            "{output}"
        );
    } else {
        assert!(error.contains("nothing was written"), "{error}");
    }
}

#[test]
fn releases_that_contradict_each_other_are_refused_until_they_are_called_apart() {
    let folder = example();
    let path = folder.path();
    std::fs::write(path.join("one.csv"), "site,n\nTotal,60\nNorth,22\nSouth,38\n").unwrap();
    std::fs::write(path.join("two.csv"), "site,n\nTotal,60\nNorth,32\nSouth,28\n").unwrap();
    let (code, _, error) = mainstay(path, "audit one.csv two.csv --quiet");
    assert_eq!(code, Some(1));
    assert!(
        error.contains("two.csv: it tells cells of one.csv with other values"),
        "{error}"
    );
    assert!(error.contains("--apart"), "{error}");
    let (code, output, _) = mainstay(path, "audit one.csv two.csv --apart --quiet");
    assert_eq!(code, Some(0), "{output}");
}

#[test]
fn a_damaged_ledger_is_refused_and_left_as_it_is() {
    let folder = example();
    let path = folder.path();
    std::fs::write(
        path.join("ledger.json"),
        "{\"format\": \"mainstay-ledger/1\", \"rel",
    )
    .unwrap();
    let command = format!("protect readers.csv --out out.json --ledger ledger.json {HIERARCHY}");
    let (code, _, error) = mainstay(path, &command);
    assert_eq!(code, Some(1));
    assert!(error.contains("the ledger cannot be read"), "{error}");
    assert!(error.contains("backup"), "{error}");
    assert!(!path.join("out.json").exists());
}
