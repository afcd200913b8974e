//! The worker as the server meets it: an order on standard input, an answer on standard output, sentences on standard error.
#![allow(missing_docs, reason = "tests are read by their names")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use std::io::{Seek, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const NAME: &str = "Zzyzx Quillfeather";

fn ask(key_file: &Path, line: &Value, tail: &[u8]) -> Output {
    let mut input = tempfile::tempfile().unwrap();
    writeln!(input, "{line}").unwrap();
    input.write_all(tail).unwrap();
    input.rewind().unwrap();
    Command::new(env!("CARGO_BIN_EXE_mainstay-vault"))
        .env_clear()
        .arg("--key-file")
        .arg(key_file)
        .stdin(Stdio::from(input))
        .output()
        .expect("the worker starts")
}

/// The answer's line and the bytes behind it.
fn answered(output: &Output) -> (Value, Vec<u8>) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    let end = output.stdout.iter().position(|byte| *byte == b'\n').unwrap();
    let line = serde_json::from_slice(&output.stdout[..end]).unwrap();
    (line, output.stdout[end + 1..].to_vec())
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(confine::REFUSED_EXIT_CODE.into()));
    assert!(output.stdout.is_empty(), "nothing is answered beside a refusal");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A kept table of two people, as an order names it, and its bytes.
fn kept(key_file: &Path) -> (Value, Vec<u8>) {
    let about = "collaborative-1/agreement-1";
    let (made, _) = answered(&ask(key_file, &json!({ "do": "make-key", "about": about }), b""));
    let rows = json!([["1", NAME], ["2", "Yolande Xanthos"]]).to_string();
    let order = json!({
        "do": "store", "about": about, "agreement_key": made["agreement_key"], "table": "table-1",
        "columns": [{ "name": "person", "class": "direct", "kind": "text" }, { "name": "name", "class": "direct", "kind": "text" }],
        "rows_at": [0, rows.len()],
    });
    let (stored, bytes) = answered(&ask(key_file, &order, rows.as_bytes()));
    assert_eq!(stored["rows"], 2);
    let sealed = json!({
        "about": about, "agreement_key": made["agreement_key"], "data_key": stored["data_key"], "table": "table-1",
        "at": [0, bytes.len()],
    });
    (sealed, bytes)
}

#[test]
fn what_is_kept_is_sealed_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let key_file = folder.path().join("worker.key");
    let (sealed, bytes) = kept(&key_file);
    let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(
        !holds(NAME) && !holds("person"),
        "neither a value nor a column's name"
    );
    let look = json!({ "do": "look", "sealed": sealed, "rows": 10 });
    let (seen, _) = answered(&ask(&key_file, &look, &bytes));
    assert_eq!(seen["rows"], 2);
    assert_eq!(seen["seen"][0], json!(["1", NAME]));
}

#[test]
fn another_key_and_another_table_open_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let key_file = folder.path().join("worker.key");
    let (sealed, bytes) = kept(&key_file);
    let look = json!({ "do": "look", "sealed": sealed, "rows": 10 });
    let stranger = folder.path().join("stranger.key");
    let told = refused(&ask(&stranger, &look, &bytes));
    assert!(!told.contains(NAME), "{told}");
    for (field, value) in [
        ("table", json!("table-2")),
        ("about", json!("collaborative-2/agreement-1")),
        ("at", json!([0, bytes.len() * 2])),
        ("at", json!([bytes.len() / 2, bytes.len() / 2])),
    ] {
        let mut spoiled = sealed.clone();
        spoiled[field] = value;
        let look = json!({ "do": "look", "sealed": spoiled, "rows": 10 });
        let told = refused(&ask(&key_file, &look, &bytes));
        assert!(!told.trim().is_empty(), "a refusal gives its reason");
    }
    std::fs::write(&key_file, "no key").unwrap();
    let broken = ask(&key_file, &look, &bytes);
    assert_eq!(broken.status.code(), Some(1));
    assert_eq!(
        std::fs::read_to_string(&key_file).unwrap(),
        "no key",
        "never replaced"
    );
}

/// Rows of events in which a name stands where a day or a number is asked for.
#[test]
fn what_a_cell_holds_is_in_no_refusal() {
    let folder = tempfile::tempdir().unwrap();
    let key_file = folder.path().join("worker.key");
    let about = "collaborative-1/agreement-1";
    let (made, _) = answered(&ask(&key_file, &json!({ "do": "make-key", "about": about }), b""));
    let text = |name: &str| json!({ "name": name, "class": "plain", "kind": "text" });
    let mut tail = Vec::new();
    let mut kept = |table: &str, columns: Value, rows: Value| {
        let rows = rows.to_string();
        let order = json!({
            "do": "store", "about": about, "agreement_key": made["agreement_key"], "table": table, "columns": columns,
            "rows_at": [0, rows.len()],
        });
        let (stored, bytes) = answered(&ask(&key_file, &order, rows.as_bytes()));
        let at = [tail.len(), bytes.len()];
        tail.extend_from_slice(&bytes);
        json!({
            "about": about, "agreement_key": made["agreement_key"], "data_key": stored["data_key"], "table": table, "at": at,
        })
    };
    let people = kept("people", json!([text("ID")]), json!([["1"]]));
    let events = kept(
        "events",
        json!([text("ID"), text("Day"), text("Hours")]),
        json!([["1", NAME, NAME]]),
    );
    let measure = |day: Value, fold: Value| {
        json!({
            "do": "measure",
            "definition": {
                "numerator": { "by": "happened", "source": "events", "day": day, "conditions": [], "fold": fold, "at_least": 1.0 },
            },
            "span": { "from": 0, "until": 30_000 },
            "tables": [
                { "sealed": people, "source": "people", "organisation": "one", "key": "ID" },
                { "sealed": events, "source": "events", "organisation": "one", "key": "ID" },
            ],
        })
    };
    let by_day = ask(&key_file, &measure(json!("Day"), json!("count")), &tail);
    let told = refused(&by_day);
    assert!(
        !told.contains(NAME) && told.contains("a cell of the column Day"),
        "{told}"
    );
    // Words that are added up: refused or nothing, and quoted in neither.
    let summed = ask(&key_file, &measure(Value::Null, json!({ "sum": "Hours" })), &tail);
    let told = String::from_utf8_lossy(&summed.stderr).into_owned();
    assert!(!told.contains(NAME), "{told}");
    // A cell that is no cell.
    let rows = format!("[[{{\"{NAME}\": 1}}], \"{NAME}\"]");
    let order = json!({
        "do": "store", "about": about, "agreement_key": made["agreement_key"], "table": "other", "columns": [text("ID")],
        "rows_at": [0, rows.len()],
    });
    let told = refused(&ask(&key_file, &order, rows.as_bytes()));
    assert!(!told.contains(NAME), "{told}");
    let told = refused(&ask(&key_file, &json!({ "do": NAME }), b""));
    assert!(!told.contains(NAME), "{told}");
}

#[test]
fn an_order_that_is_none_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let key_file = folder.path().join("worker.key");
    let told = refused(&ask(&key_file, &json!({ "do": "tell-everything" }), b""));
    assert!(told.contains("the order cannot be read"), "{told}");
    let alone = Command::new(env!("CARGO_BIN_EXE_mainstay-vault"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(alone.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&alone.stderr).contains("--key-file FILE"));
}
