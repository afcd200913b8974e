#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use serde_json::{Value, json};

use super::*;
use crate::table::{NewTable, seal};

fn sealed(master: &Key, tail: &mut Vec<u8>, (name, columns, rows): (&str, Value, Value)) -> Value {
    let (agreement, key) = (Key::fresh(), Key::fresh());
    let new: NewTable = serde_json::from_value(json!({ "columns": columns, "rows": rows })).unwrap();
    let file = seal(&new.batch().unwrap(), &key, name).unwrap();
    let at = (tail.len(), file.len());
    tail.extend_from_slice(&file);
    json!({
        "about": "a/b", "agreement_key": master.wrap(&agreement, "a/b"), "data_key": agreement.wrap(&key, name),
        "table": name, "at": at,
    })
}

fn column(name: &str, kind: &str) -> Value {
    json!({ "name": name, "class": "plain", "kind": kind })
}

/// Six people of one partner, one of whom another partner knows too; some of their days.
fn order(definition: &Value, links: &Value) -> (Key, Vec<u8>, Value) {
    let master = Key::fresh();
    let mut tail = Vec::new();
    let people = json!([
        ["a1", "North", "Black", "7", "2025-09-01", null],
        ["A2", "north ", "White", "7", "2025-09-01", null],
        ["a3", "South", "Black", "8", "2025-09-01", "2025-09-20"],
        ["a4", "South", "black", "8", "2025-08-01", null],
        ["a5", "South", "", "8", "2025-09-01", null],
        ["a6", "Elsewhere", "White", "8", "2025-09-01", null],
        [null, "South", "White", "8", "2025-09-01", null],
    ]);
    let columns = json!([
        column("ID", "text"),
        column("School", "text"),
        column("Race", "text"),
        column("Grade", "text"),
        column("From", "date"),
        column("Until", "date"),
    ]);
    let first = sealed(&master, &mut tail, ("people-1", columns.clone(), people));
    let others = json!([["z9", "North", "White", "7", "2025-10-01", null]]);
    let second = sealed(&master, &mut tail, ("people-2", columns, others));
    let days = |key: &str, absent: usize, present: usize| -> Vec<Value> {
        let day = |n: usize| format!("2025-10-{:02}", 1 + n);
        let absent = (0..absent).map(|n| json!([key, day(n), "Absent"]));
        let present = (absent.clone().count()..absent.clone().count() + present)
            .map(|n| json!([key, day(n), "Present"]));
        absent.chain(present).collect()
    };
    let mut events = [
        days("a1", 3, 17),
        days("a2", 1, 19),
        days("a4", 2, 18),
        days("a5", 0, 20),
    ]
    .concat();
    events.push(json!(["a2", "2024-10-01", "absent"]));
    events.push(json!(["a2", "2024-10-02", "absent"]));
    let columns = json!([
        column("Pupil", "text"),
        column("Day", "date"),
        column("What", "text")
    ]);
    let third = sealed(&master, &mut tail, ("events-1", columns, Value::Array(events)));
    let links_at = match links {
        Value::Null => Value::Null,
        links => {
            let bytes = serde_json::to_vec(links).unwrap();
            let at = (tail.len(), bytes.len());
            tail.extend_from_slice(&bytes);
            json!(at)
        }
    };
    let columns = json!([
        column("Member", "text"),
        column("Day", "date"),
        column("What", "text")
    ]);
    let fourth = sealed(
        &master,
        &mut tail,
        ("events-2", columns, Value::Array(days("V5", 4, 1))),
    );
    let order = json!({
        "definition": definition,
        "span": { "from": definition::day("2025-09-01").unwrap(), "until": definition::day("2026-06-30").unwrap() },
        "tables": [
            { "sealed": first, "source": "people", "organisation": "district", "key": "ID" },
            { "sealed": second, "source": "people", "organisation": "club", "key": "ID" },
            { "sealed": third, "source": "events", "organisation": "district", "key": "Pupil" },
            { "sealed": fourth, "source": "events", "organisation": "club", "key": "Member" },
        ],
        "links_at": links_at,
    });
    (master, tail, order)
}

/// Absent on at least 10 % of days, of those enrolled thirty days.
fn absences() -> Value {
    json!({
        "enrolment": { "from": "From", "until": "Until", "at_least": 30.0 },
        "numerator": {
            "by": "happened", "source": "events", "day": "Day",
            "conditions": [{ "column": "What", "compare": "is", "values": ["absent"] }],
            "fold": "count", "share_of": "all", "at_least": 0.1,
        },
        "place": "School",
        "places": { "north": "n", "south": "s" },
        "whole": "all",
        "dimensions": [
            { "slug": "race", "column": "Race", "categories": { "black": "black", "white": "white" } },
            { "slug": "grade", "column": "Grade", "categories": { "7": "g7", "8": "g8" } },
        ],
    })
}

async fn run(definition: &Value, links: &Value) -> Value {
    let (master, tail, order) = order(definition, links);
    let order: Measure = serde_json::from_value(order).unwrap();
    let line = tokio::task::spawn_blocking(move || {
        measure(&machines(), &master, &order, &Tail::new(tail))
            .unwrap()
            .line
    });
    line.await.unwrap()
}

fn cell(line: &Value, place: &str, group: Value) -> Option<(u64, u64)> {
    let cells = line["cells"].as_array().unwrap().iter();
    let mut found = cells.filter(|cell| cell["place"] == place && cell["group"] == group);
    let cell = found.next()?;
    Some((
        cell["numerator"].as_u64().unwrap(),
        cell["denominator"].as_u64().unwrap(),
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_of_days_is_folded_by_person_within_the_period_and_counted_in_every_cell() {
    let line = run(&absences(), &Value::Null).await;
    assert_eq!(line["rows"], 7, "a row without a key belongs to nobody");
    assert_eq!(line["not_enrolled"], 1, "a3 stayed for twenty days");
    assert_eq!(line["people"], 6);
    // a1: 3 of 20; a2: 1 of 20, what was a year before does not count; a4: 2 of 20; a5, a6, z9: never.
    assert_eq!(cell(&line, "all", json!([])), Some((2, 6)));
    assert_eq!(cell(&line, "n", json!([])), Some((1, 3)));
    assert_eq!(cell(&line, "s", json!([])), Some((1, 2)));
    assert_eq!(cell(&line, "all", json!([["race", "black"]])), Some((2, 2)));
    assert_eq!(
        cell(&line, "all", json!([["race", "white"], ["grade", "g7"]])),
        Some((0, 2))
    );
    assert_eq!(
        cell(&line, "s", json!([["race", "black"], ["grade", "g8"]])),
        Some((1, 1))
    );
    assert_eq!(
        cell(&line, "s", json!([["race", "white"]])),
        None,
        "a6 is elsewhere"
    );
    assert_eq!(line["without_place"], 1);
    assert_eq!(line["without_category"], json!({ "race": 1 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_whom_two_partners_know_is_counted_once_with_bounds_where_it_is_uncertain() {
    // a2 and z9 are probably one; certain links alone would keep them apart.
    let links = json!([
        ["district", "a2", "p2", "p2", "p2"],
        ["club", "z9", "p2", "p9", "p2"],
    ]);
    let line = run(&absences(), &links).await;
    assert_eq!(line["people"], 5);
    assert_eq!(cell(&line, "n", json!([])), Some((1, 2)));
    let cells = line["cells"].as_array().unwrap();
    let north = cells
        .iter()
        .find(|cell| cell["place"] == "n" && cell["group"] == json!([]))
        .unwrap();
    assert_eq!(
        north["bounds"],
        json!({ "numerator": [1, 1], "denominator": [2, 3], "share": [1.0 / 3.0, 0.5] })
    );
    let south = cells
        .iter()
        .find(|cell| cell["place"] == "s" && cell["group"] == json!([]))
        .unwrap();
    assert!(south.get("bounds").is_none(), "nobody there is uncertain");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_at_a_partner_without_a_row_of_the_person_counts_where_a_linkage_says_who_it_was() {
    let south = |line: &Value| cell(line, "s", json!([]));
    let nobody = run(&absences(), &json!([["club", "v5", "p7", "p7", "p7"]])).await;
    assert_eq!(
        south(&nobody),
        Some((1, 2)),
        "whom nobody of the cohort is linked to"
    );
    assert_eq!(nobody["unlinked"], 6);
    // a5 was never absent at the district; at the club it was on four of five days.
    let links = json!([
        ["district", "a5", "p5", "p5", "p5"],
        ["club", "V5", "p5", "p5", "p5"],
    ]);
    let line = run(&absences(), &links).await;
    assert_eq!(south(&line), Some((2, 2)));
    assert_eq!((&line["people"], &line["unlinked"]), (&json!(6), &json!(5)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cohort_and_conditions_on_the_person_need_no_events() {
    let definition = json!({
        "cohort": [{ "column": "Grade", "compare": "is", "values": ["8"] }],
        "numerator": { "by": "person", "conditions": [{ "column": "Until", "compare": "filled" }] },
        "place": "School",
        "places": { "south": "s" },
    });
    let line = run(&definition, &Value::Null).await;
    assert_eq!(cell(&line, "s", json!([])), Some((1, 3)));
    let apart = json!({
        "numerator": { "by": "person", "conditions": [
            { "column": "From", "compare": "at-most", "values": ["2025-08-31"] },
            { "column": "Race", "compare": "is-not", "values": ["White"] },
        ] },
        "whole": "all",
    });
    let line = run(&apart, &Value::Null).await;
    assert_eq!(cell(&line, "all", json!([])), Some((1, 7)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_is_not_there_is_a_sentence_and_no_figure() {
    let mut definition = absences();
    definition["numerator"]["conditions"][0]["column"] = json!("Nothing");
    let (master, tail, order) = order(&definition, &Value::Null);
    let order: Measure = serde_json::from_value(order).unwrap();
    let refused =
        tokio::task::spawn_blocking(move || measure(&machines(), &master, &order, &Tail::new(tail)));
    assert_eq!(refused.await.unwrap(), Err(Fault::NoColumn("Nothing".into())));
}
