//! Rounding, noise, joined groups and shares, from the outside.

use std::collections::BTreeMap;
use std::path::Path;

use super::{example, hidden, json, mainstay};

const READERS: &str = "protect readers.csv --hierarchy site=sites.csv --quiet";

/// The rows of a published table: codes, then the printed value (and percentage).
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .skip(1)
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect()
}

fn counts(path: &Path) -> BTreeMap<Vec<String>, i64> {
    let rows = rows(path).into_iter();
    rows.map(|row| (row[..2].to_vec(), row[2].parse().unwrap()))
        .collect()
}

/// Sites and ages with what they are made of.
fn assert_adds_up(counts: &BTreeMap<Vec<String>, i64>) {
    const AGES: [&str; 3] = ["6-8", "9-11", "12-14"];
    const WITHIN: [(&str, [&str; 2]); 3] = [
        ("Total", ["North", "South"]),
        ("North", ["Lantern House", "Kite Street"]),
        ("South", ["Tidewater Hall", "Mill Pond"]),
    ];
    let of = |site: &str, age: &str| counts[&vec![site.to_owned(), age.to_owned()]];
    for site in counts.keys().map(|key| key[0].as_str()) {
        let parts: i64 = AGES.iter().map(|age| of(site, age)).sum();
        assert_eq!(parts, of(site, "Total"), "{site}");
    }
    for (whole, parts) in WITHIN {
        for age in AGES.into_iter().chain(["Total"]) {
            assert_eq!(
                parts.iter().map(|site| of(site, age)).sum::<i64>(),
                of(whole, age),
                "{whole} {age}"
            );
        }
    }
}

#[test]
fn a_rounded_table_adds_up_and_is_nowhere_the_base_away() {
    let folder = example();
    let truth = counts(&folder.path().join("readers.csv"));
    for base in [5, 10, 20] {
        let command = format!("{READERS} --round {base} --out out.json --publish rounded");
        let (code, output, error) = mainstay(folder.path(), &command);
        assert_eq!(code, Some(0), "{error}");
        assert!(output.contains(&format!("multiples of {base}")), "{output}");
        let rounded = counts(&folder.path().join("rounded/readers.csv"));
        assert_adds_up(&rounded);
        for (key, value) in &rounded {
            assert_eq!(value % base, 0, "{key:?}");
            assert!(
                (value - truth[key]).abs() < base,
                "{key:?}: {value} of {}",
                truth[key]
            );
        }
        let (code, output, error) = mainstay(
            folder.path(),
            &format!(
                "audit rounded/readers.csv --rounded {base} --rule minimum={base} --hierarchy site=sites.csv --quiet"
            ),
        );
        assert_eq!(code, Some(0), "{output}{error}");
    }
    // The same files, the same rounding: whoever could ask twice would learn more.
    let first = std::fs::read(folder.path().join("rounded/readers.csv")).unwrap();
    mainstay(
        folder.path(),
        &format!("{READERS} --round 20 --out out.json --publish rounded"),
    );
    assert_eq!(
        first,
        std::fs::read(folder.path().join("rounded/readers.csv")).unwrap()
    );
}

#[test]
fn a_base_that_is_too_small_for_the_minimum_is_refused() {
    let folder = example();
    let command = format!("{READERS} --round 5 --rule minimum=10 --out out.json --publish rounded");
    let (code, _, error) = mainstay(folder.path(), &command);
    assert_eq!(code, Some(1));
    assert!(
        error.contains("age 12-14, site Mill Pond lies between"),
        "{error}"
    );
    assert!(error.contains("take a larger --round"), "{error}");
    assert!(!folder.path().join("out.json").exists() && !folder.path().join("rounded").exists());
}

#[test]
fn noise_adds_up_keeps_its_budget_and_is_not_drawn_twice() {
    let folder = example();
    let noisy = format!("{READERS} --noise 0.1 --ledger ledger.json --out out.json");
    let (code, _, error) = mainstay(folder.path(), &format!("{noisy} --publish one"));
    assert_eq!(code, Some(0), "{error}");
    let one = counts(&folder.path().join("one/readers.csv"));
    assert_adds_up(&one);
    assert!(one.values().all(|count| *count >= 0));
    assert_ne!(one, counts(&folder.path().join("readers.csv")), "there is noise");
    let (code, _, error) = mainstay(folder.path(), &format!("{noisy} --publish two"));
    assert_eq!(code, Some(0), "{error}");
    assert_eq!(
        one,
        counts(&folder.path().join("two/readers.csv")),
        "averages tell the truth"
    );
    let more = noisy.replace("0.1", "0.2").replace("--quiet", "");
    let (code, _, error) = mainstay(folder.path(), &more);
    assert_eq!(code, Some(0), "{error}");
    assert!(error.contains("rho 0.2 for this release; 0.3 in all"), "{error}");
    let pattern = json(&folder.path().join("out.json"));
    assert_eq!(pattern["rules"]["mode"], "noise");
    assert_eq!(pattern["release"]["noise_rho"], "0.2");
    assert!(pattern.get("audit").is_none(), "noise has a budget and no ranges");
    let (code, _, _) = mainstay(folder.path(), &format!("{READERS} --noise 0.1 --out out.json"));
    assert_eq!(code, Some(2), "without a ledger nobody keeps the budget");
}

#[test]
fn ways_are_never_mixed_silently() {
    let folder = example();
    let command = format!("{READERS} --ledger ledger.json --out out.json");
    let (code, _, error) = mainstay(folder.path(), &command);
    assert_eq!(code, Some(0), "{error}");
    for other in ["--round 10", "--noise 0.1"] {
        let (code, _, error) = mainstay(folder.path(), &format!("{command} {other}"));
        assert_eq!(code, Some(1), "{other}");
        assert!(error.contains("two ways are never mixed silently"), "{error}");
    }
    let loud = command.replace("--quiet", "");
    let (code, _, error) = mainstay(folder.path(), &format!("{loud} --noise 0.1 --mix"));
    assert_eq!(code, Some(0), "{error}");
    assert!(
        error.contains("hiding there, noise here, as --mix permits"),
        "{error}"
    );
}

#[test]
fn joining_is_offered_and_done() {
    let folder = example();
    let loud = READERS.replace("--quiet", "");
    let (code, _, error) = mainstay(folder.path(), &format!("{loud} --out out.json"));
    assert_eq!(code, Some(0), "{error}");
    assert!(error.contains("before anything is hidden: joining"), "{error}");
    let offers = json(&folder.path().join("out.json"))["poolings"]
        .as_array()
        .unwrap()
        .clone();
    let offer = offers.iter().find(|offer| offer["dimension"] == "age").unwrap();
    assert_eq!(
        (offer["small_before"].as_i64(), offer["small_after"].as_i64()),
        (Some(1), Some(0))
    );
    let pool = "--pool \"age=9-11+12-14:9 and over\"";
    let (code, output, error) = mainstay(
        folder.path(),
        &format!("{READERS} {pool} --out out.json --publish joined"),
    );
    assert_eq!(code, Some(0), "{error}");
    assert!(output.contains("21 cells: 21 shown"), "{output}");
    let joined = counts(&folder.path().join("joined/readers.csv"));
    assert_eq!(joined[&vec!["Mill Pond".to_owned(), "9 and over".to_owned()]], 30);
    for (pool, reason) in [
        ("\"age=9-11+99\"", "a code to be joined is not in the table"),
        ("\"shoe=1+2\"", "there is no breakdown shoe"),
        ("\"site=Kite Street+Mill Pond\"", "do not lie in the same parent"),
    ] {
        let (code, _, error) = mainstay(folder.path(), &format!("{READERS} --pool {pool} --out no.json"));
        assert_eq!(code, Some(1), "{error}");
        assert!(error.contains(reason), "{error}");
    }
}

/// Of a group of so many, who can be meant by a printed percentage?
fn meant(percent: i64, of: i64) -> Vec<i64> {
    (0..=of)
        .filter(|counted| (2 * percent - 1) * of <= 200 * counted && 200 * counted <= (2 * percent + 1) * of)
        .collect()
}

#[test]
fn no_printed_percentage_is_about_fewer_than_the_minimum() {
    let folder = example();
    let command = "protect finished.csv --rate finished/n --table site,age --budget 0 --out out.json --publish public --quiet";
    let (code, _, error) = mainstay(folder.path(), command);
    assert_eq!(code, Some(0), "{error}");
    let published = rows(&folder.path().join("public/site-by-age.csv"));
    assert_eq!(published.len(), 20);
    for row in &published {
        let (Ok(of), Ok(percent)) = (row[2].parse(), row[3].parse()) else {
            continue;
        };
        let small = |counted: &i64| *counted >= 10 && of - counted >= 10;
        assert!(meant(percent, of).iter().all(small), "{row:?}");
    }
    // Three of Kite Street's youngest did not finish: their group is large enough to be told, they are not.
    let pattern = json(&folder.path().join("out.json"));
    assert_eq!(
        hidden(&pattern, "primary") + hidden(&pattern, "secondary"),
        0,
        "no group is small"
    );
    assert_eq!(pattern["result"]["hidden_primary"], 3);
    let shares = pattern["release"]["shares"].as_array().unwrap();
    assert!(shares.iter().filter(|share| share["display"] == "hidden").count() >= 4);
    for share in shares {
        assert_eq!(
            share["display"] == "shown",
            share.get("percent").is_some(),
            "{share}"
        );
    }
    let (code, output, error) = mainstay(
        folder.path(),
        "audit public/site-by-age.csv --rate finished/n --quiet",
    );
    assert_eq!(code, Some(0), "{output}{error}");
    // One percentage put back gives a site away.
    let path = folder.path().join("public/site-by-age.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        text.replace("Kite Street,6-8,28,*", "Kite Street,6-8,28,89"),
    )
    .unwrap();
    let (code, _, error) = mainstay(
        folder.path(),
        "audit public/site-by-age.csv --rate finished/n --quiet",
    );
    assert_eq!(code, Some(1));
    assert!(
        error.contains("of them not finished, site Kite Street is 3"),
        "{error}"
    );
}
