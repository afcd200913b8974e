//! Whenever `protect` is killed or stopped, its files are there whole or not at all.
//!
//! CI kills 20 times, `MAINSTAY_TEST_FULL=1` 200 times.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{example, json, mainstay};

fn kills() -> u32 {
    if std::env::var_os("MAINSTAY_TEST_FULL").is_some() {
        200
    } else {
        20
    }
}

fn start(folder: &Path, budget: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_mainstay"))
        .args([
            "protect",
            "many.csv",
            "--table",
            "area/site,age",
            "--table",
            "area/site,kind",
        ])
        .args([
            "--out",
            "out.json",
            "--publish",
            "public",
            "--ledger",
            "ledger.json",
        ])
        .args(["--budget", budget])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Enough finest counts to keep it busy for a moment, with many small ones among them.
fn lay(folder: &Path) {
    let mut text = "area,site,age,kind,n\n".to_owned();
    for site in 0..24 {
        for age in 0..6 {
            for kind in 0..3 {
                let count = (site * 7 + age * 13 + kind * 29 + site * age * kind) % 37;
                text += &format!("A{},S{site:02},a{age},k{kind},{count}\n", site % 4);
            }
        }
    }
    std::fs::write(folder.join("many.csv"), text).unwrap();
}

/// Every file that is there is whole.
fn look(folder: &Path) -> usize {
    let mut found = 0;
    for (name, format) in [
        ("out.json", "mainstay-pattern/1"),
        ("ledger.json", "mainstay-ledger/1"),
    ] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            continue;
        };
        let document: Value =
            serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{name} is torn: {error}"));
        assert_eq!(document["format"], format);
        found += 1;
    }
    if folder.join("out.json").exists() {
        assert!(
            folder.join("ledger.json").exists(),
            "nothing is published that the ledger does not know"
        );
        assert!(folder.join("public/site-by-age.csv").exists());
    }
    for table in ["site-by-age", "site-by-kind"] {
        if let Ok(text) = std::fs::read_to_string(folder.join(format!("public/{table}.csv"))) {
            assert!(
                text.ends_with('\n') && text.lines().count() > 29,
                "{table} is torn"
            );
        }
    }
    found
}

#[test]
fn killed_at_any_moment_it_leaves_no_half_written_file() {
    let folder = example();
    lay(folder.path());
    let begun = Instant::now();
    assert!(start(folder.path(), "0").wait().unwrap().success());
    let whole = begun.elapsed();
    assert_eq!(look(folder.path()), 2);
    let mut seen = [0; 3];
    for round in 0..kills() {
        for name in ["out.json", "ledger.json"] {
            // Half of the runs begin with nothing.
            if round % 2 == 0 && folder.path().join(name).exists() {
                std::fs::remove_file(folder.path().join(name)).unwrap();
            }
        }
        let mut child = start(folder.path(), "0");
        // From the first moment to a little after the end, in steps that do not repeat.
        let part = f64::from((round * 7) % kills()) / f64::from(kills());
        std::thread::sleep(whole.mul_f64(part * 1.1));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        seen[look(folder.path())] += 1;
    }
    assert!(
        seen.iter().filter(|seen| **seen > 0).count() > 1,
        "kills fell before and after writing: {seen:?}"
    );
    // What is left of the killed runs harms no later one.
    assert!(start(folder.path(), "0").wait().unwrap().success());
    assert_eq!(look(folder.path()), 2);
}

#[test]
fn stopped_it_writes_the_best_safe_pattern_so_far_or_nothing() {
    let folder = example();
    lay(folder.path());
    let mut child = start(folder.path(), "10m");
    std::thread::sleep(Duration::from_millis(1_500));
    let asked = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status()
        .unwrap();
    let begun = Instant::now();
    let status = child.wait().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(60), "it stops soon");
    if status.success() {
        let pattern = json(&folder.path().join("out.json"));
        assert_eq!(pattern["audit"]["passes"], true);
        let ended = pattern["result"]["ended"].as_str().unwrap();
        assert!(asked.success(), "the signal was sent");
        assert!(["asked", "finished"].contains(&ended), "{ended}");
        let (code, _, error) = mainstay(folder.path(), "audit --ledger ledger.json --quiet");
        assert_eq!(code, Some(0), "{error}");
    } else {
        assert_eq!(status.code(), Some(1), "refused, with the reason");
        assert_eq!(look(folder.path()), 0, "nothing was written");
    }
}

#[test]
fn when_the_time_is_over_there_is_a_safe_pattern() {
    let folder = example();
    lay(folder.path());
    assert!(start(folder.path(), "1s").wait().unwrap().success());
    let pattern = json(&folder.path().join("out.json"));
    assert_eq!(pattern["audit"]["passes"], true);
    let ended = pattern["result"]["ended"].as_str().unwrap();
    assert!(["budget", "finished"].contains(&ended), "{ended}");
}
