//! Readers who know more than the public, and programs that read the report.

use serde_json::Value;

use super::{example, json, mainstay};

const READERS: &str = "readers.csv --hierarchy site=sites.csv --quiet";

#[test]
fn what_is_safe_from_the_public_is_not_safe_from_a_partner_until_it_is_asked_for() {
    let folder = example();
    let (code, _, error) = mainstay(
        folder.path(),
        &format!("protect {READERS} --out out.json --publish public --ledger ledger.json"),
    );
    assert_eq!(code, Some(0), "{error}");
    // Whoever sent a row that is hidden beside the small one knows it, and subtracts it.
    let published = std::fs::read_to_string(folder.path().join("public/readers.csv")).unwrap();
    let beside = published
        .lines()
        .find(|line| line.ends_with(",12-14,*") && !line.starts_with("Mill Pond"))
        .unwrap();
    let partner = beside.split(',').next().unwrap();
    let insider = format!("--insider \"site={partner}\"");
    let (code, _, error) = mainstay(folder.path(), &format!("audit public/{READERS} {insider}"));
    assert_eq!(code, Some(1));
    assert!(
        error.contains("what site") && error.contains("audit the ledger"),
        "{error}"
    );
    let audit = format!("audit --ledger ledger.json --quiet --rule minimum=10 {insider}");
    let (code, _, error) = mainstay(folder.path(), &audit);
    assert_eq!(code, Some(1), "{error}");
    assert!(
        error.contains(&format!("as site {partner} reads it: FAILS")),
        "{error}"
    );
    assert!(error.contains("age 12-14, site Mill Pond is 7"), "{error}");
    assert!(error.contains("not from those who know more"), "{error}");
    let (code, output, error) = mainstay(
        folder.path(),
        &format!(
            "protect {READERS} --insider site --insider member --out safe.json --ledger safe-ledger.json"
        ),
    );
    assert_eq!(code, Some(0), "{error}");
    assert!(
        output.contains("audit as everybody who is counted reads it: passes"),
        "{output}"
    );
    let pattern = json(&folder.path().join("safe.json"));
    let insiders = pattern["insiders"].as_array().unwrap();
    assert_eq!(insiders.len(), 7, "six sites and areas, and those counted");
    assert!(insiders.iter().all(|insider| insider["audit"]["passes"] == true));
    let (code, output, error) = mainstay(
        folder.path(),
        "audit --ledger safe-ledger.json --quiet --rule minimum=10 --insider site --insider member",
    );
    assert_eq!(code, Some(0), "{output}{error}");
    for (who, reason) in [
        ("shoe", "there is no breakdown shoe"),
        ("site=Nowhere", "no cell has the site Nowhere"),
    ] {
        let (code, _, error) = mainstay(
            folder.path(),
            &format!("protect {READERS} --insider {who} --out no.json"),
        );
        assert_eq!(code, Some(1));
        assert!(error.contains(reason), "{error}");
    }
    let (code, _, error) = mainstay(
        folder.path(),
        "protect gifts.json --insider member --out no.json --quiet",
    );
    assert_eq!(code, Some(1));
    assert!(error.contains("p-percent and dominance"), "{error}");
}

#[test]
fn programs_read_the_same_as_people() {
    let folder = example();
    let (code, output, error) = mainstay(
        folder.path(),
        &format!("protect {READERS} --out out.json --publish public --ledger ledger.json --json"),
    );
    assert_eq!(code, Some(0), "{error}");
    let told: Value = serde_json::from_str(&output).unwrap();
    let pattern = json(&folder.path().join("out.json"));
    assert_eq!(told["format"], "mainstay-protection/1");
    for same in ["result", "audit", "rules", "made_from", "notes"] {
        assert_eq!(told[same], pattern[same], "{same}");
    }
    assert!(told["seconds"].as_f64().unwrap() > 0.0);
    assert!(told.get("release").is_none(), "the cells stand in OUT.json");
    let (code, output, error) = mainstay(folder.path(), &format!("audit public/{READERS} --json"));
    assert_eq!(code, Some(0), "{error}");
    let told: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(
        (&told["format"], &told["passes"]),
        (&Value::from("mainstay-audit/1"), &Value::from(true))
    );
    let one = &told["audits"][0];
    for field in [
        "audited",
        "unknown",
        "relations",
        "narrowest",
        "solver",
        "steps",
        "seconds",
    ] {
        assert!(
            one.get(field).is_some_and(|field| !field.is_null()),
            "{field}: {one}"
        );
    }
    // All but the hidden cells: given away, told on standard output with the exit code of a refusal.
    let (code, output, error) = mainstay(folder.path(), &format!("audit {READERS} --json"));
    assert_eq!(code, Some(1), "{error}");
    let told: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(told["passes"], false);
    let given = &told["audits"][0]["given_away"][0];
    assert_eq!(given["cell"], "age 12-14, site Mill Pond");
    assert_eq!(
        (&given["low"], &given["high"]),
        (&Value::from("7"), &Value::from("7"))
    );
}
