//! Real files, each compared with what a person read in it: layout and single cells.

use std::path::Path;

use intake::{Limits, Rules};
use serde_json::Value as Json;

/// What is compared of a layout.
const LAYOUT: [&str; 8] = [
    "header_rows",
    "first_data_row",
    "last_data_row",
    "records",
    "title_rows",
    "total_rows",
    "delimiter",
    "encoding",
];

#[test]
fn real_files_are_read_as_a_person_reads_them() {
    let Some(data) = super::shared("real_files_are_read_as_a_person_reads_them") else {
        return;
    };
    let list: Json =
        serde_json::from_str(&std::fs::read_to_string(data.join("expected.json")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    let mut items = 0;
    for entry in list["files"].as_array().unwrap() {
        compare(&data, entry, &mut items, &mut wrong);
    }
    println!("{} of {items} items right", items - wrong.len());
    assert!(items > 300, "the list has {items} items");
    assert!(
        wrong.len() <= 1,
        "{} of {items} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn compare(data: &Path, entry: &Json, items: &mut usize, wrong: &mut Vec<String>) {
    let file = entry["file"].as_str().unwrap();
    let rules = entry.get("rules").map_or_else(Rules::default, |rules| {
        Rules::from_json(&rules.to_string()).unwrap()
    });
    let workbook = intake::read_path(&data.join(file), &rules, &Limits::default()).unwrap();
    let sheets = intake::contract(&workbook);
    let is_wanted = |sheet: &&Json| entry.get("sheet").is_none_or(|name| sheet["sheet"] == *name);
    let sheet = sheets.as_array().unwrap().iter().find(is_wanted).unwrap();
    for key in LAYOUT {
        let Some(wanted) = entry.get(key) else { continue };
        *items += 1;
        let same = if key == "encoding" {
            encoding(&sheet[key]) == encoding(wanted)
        } else {
            sheet[key] == *wanted
        };
        if !same {
            wrong.push(format!("{file} {key}: wanted {wanted}, got {}", sheet[key]));
        }
    }
    for wanted in entry["cells"].as_array().unwrap() {
        *items += 1;
        let address = |cell: &&Json| cell["row"] == wanted["row"] && cell["col"] == wanted["col"];
        let got = sheet["cells"]
            .as_array()
            .unwrap()
            .iter()
            .find(address)
            .unwrap_or(&Json::Null);
        let keys = ["value", "status", "low", "high"];
        if keys
            .iter()
            .any(|key| wanted.get(key).is_some_and(|value| !same(&got[key], value)))
        {
            wrong.push(format!("{file} wanted {wanted}, got {got}"));
        }
    }
}

fn same(got: &Json, wanted: &Json) -> bool {
    let number = |json: &Json| {
        json.as_f64()
            .or_else(|| json.as_str().and_then(|text| text.parse::<f64>().ok()))
    };
    match wanted {
        Json::Number(_) => match (number(got), number(wanted)) {
            (Some(got), Some(wanted)) => (got - wanted).abs() <= 1e-9 * wanted.abs().max(1.0),
            _ => false,
        },
        Json::String(wanted) => got.as_str().is_some_and(|got| got.trim() == wanted.trim()),
        _ => got == wanted,
    }
}

/// Names that mean the same to a reader.
fn encoding(name: &Json) -> String {
    let name = name.as_str().unwrap_or_default().to_lowercase();
    match name.as_str() {
        "ascii" | "utf-8-bom" => "utf-8".into(),
        "iso-8859-1" => "windows-1252".into(),
        _ => name,
    }
}
