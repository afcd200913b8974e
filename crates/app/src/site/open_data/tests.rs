//! Promises about the files of open data, kept on editions that hold every kind of figure.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use platform::words::Language;
use serde_json::Value;

use super::files::File;
use super::tables::Table;
use crate::editions::document::Document;
use crate::site::reply::Kind;
use crate::site::{export, pages, specimen};
use crate::state::PublicState;

const HOME: &str = "/harbor-together/";

/// Two editions, in which texts try to be formulas, markup and broken lines.
fn public() -> PublicState {
    let public = PublicState {
        shelf: std::sync::Arc::default(),
        base_url: "https://harbor.example".into(),
        pages: std::sync::Arc::default(),
    };
    for number in [1, 2] {
        public.shelf.put(hostile(number));
    }
    public
}

fn hostile(number: i64) -> Document {
    let mut document = specimen::document(number);
    document.collaborative.name = "</script><b>&\"'\u{2028}Harbor\u{7}".into();
    document.indicators[1].title.en = "=HYPERLINK(\"https://elsewhere.example\",\"x\")".into();
    document.indicators[2].definition.about.en = "one line\r\nand, \"another\"".into();
    document.sources[0].title = "-2+3".into();
    document
}

fn bytes(public: &PublicState, path: &str) -> Vec<u8> {
    let body = pages::at(public, path).unwrap_or_else(|| panic!("{path} is not there"));
    body.bytes
}

fn json(public: &PublicState, path: &str) -> Value {
    serde_json::from_slice(&bytes(public, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn records(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    let records = reader.records().map(|record| record.expect("a record"));
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

fn table(public: &PublicState, table: Table) -> Vec<Vec<String>> {
    records(&bytes(public, &format!("{HOME}{}", table.file())))
}

fn column(rows: &[Vec<String>], name: &str) -> Vec<String> {
    let at = rows[0].iter().position(|other| other == name);
    let at = at.unwrap_or_else(|| panic!("no column {name}"));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[test]
fn keys_tell_rows_apart_and_references_lead_somewhere() {
    let public = public();
    for own in Table::ALL {
        let rows = table(&public, own);
        let key = match own {
            Table::Figures => &["indicator", "place", "period", "group"][..],
            Table::Indicators
            | Table::Places
            | Table::Groups
            | Table::Targets
            | Table::Breaks
            | Table::Sources
            | Table::Plan
            | Table::Decisions => own.key(),
        };
        let parts: Vec<Vec<String>> = key.iter().map(|name| column(&rows, name)).collect();
        let mut seen = BTreeSet::new();
        for row in 0..rows.len() - 1 {
            let key: Vec<&String> = parts.iter().map(|part| &part[row]).collect();
            assert!(
                key.is_empty() || seen.insert(key.clone()),
                "{own:?} has {key:?} twice"
            );
        }
        for reference in own.references() {
            let known: BTreeSet<String> = column(&table(&public, reference.table), reference.to)
                .into_iter()
                .collect();
            for value in column(&rows, reference.column) {
                assert!(
                    value.is_empty() || known.contains(&value),
                    "{own:?}, {reference:?}: {value}"
                );
            }
        }
    }
}

#[test]
fn every_column_says_what_it_means_in_both_languages() {
    for language in Language::ALL {
        let words = crate::words::words(language);
        for table in Table::ALL {
            let mut names = BTreeSet::new();
            for column in table.columns() {
                let about = table.about_column(column.name, words);
                assert!(!about.starts_with("open-column"), "{about}");
                assert!(names.insert(column.name), "{table:?} has {} twice", column.name);
            }
        }
    }
}

#[test]
fn the_schema_is_the_files_own_and_no_cell_breaks_it() {
    let public = public();
    let package = json(&public, &format!("{HOME}datapackage.json"));
    for resource in package["resources"].as_array().expect("resources") {
        let path = resource["path"].as_str().expect("a path");
        let file = bytes(&public, &format!("{HOME}{path}"));
        assert_eq!(resource["bytes"], file.len(), "{path}");
        let Some(fields) = resource["schema"]["fields"].as_array() else {
            assert_eq!(path, "edition.json");
            continue;
        };
        let rows = records(&file);
        let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        assert_eq!(rows[0], names, "{path}");
        for row in &rows[1..] {
            for (cell, field) in row.iter().zip(fields) {
                let is_allowed = match (cell.as_str(), field["type"].as_str()) {
                    ("", _) => field["constraints"]["required"] != true,
                    (text, Some("number")) => text.parse::<f64>().is_ok(),
                    (text, Some("integer")) => text.parse::<u64>().is_ok(),
                    (text, Some("date")) => text.parse::<jiff::civil::Date>().is_ok(),
                    (text, Some("string")) => {
                        let choices = field["constraints"]["enum"].as_array();
                        choices.is_none_or(|choices| choices.iter().any(|choice| choice == text))
                    }
                    (_, _) => false,
                };
                assert!(is_allowed, "{path}: {cell:?} is no {field}");
            }
        }
    }
}

#[test]
fn a_protected_row_has_a_reason_and_no_number() {
    let rows = table(&public(), Table::Figures);
    let numbers = ["value", "numerator", "denominator", "margin_90", "corrected_from"];
    let numbers = numbers.map(|name| column(&rows, name));
    let (statuses, notes) = (column(&rows, "status"), column(&rows, "note"));
    let hidden: Vec<usize> = (0..statuses.len())
        .filter(|row| statuses[*row] == "protected")
        .collect();
    assert_eq!(hidden.len(), 4);
    for row in hidden {
        assert!(!notes[row].is_empty());
        assert!(numbers.iter().all(|column| column[row].is_empty()));
    }
}

#[test]
fn a_workbook_holds_the_tables_as_texts_and_numbers() {
    let public = public();
    let workbook = bytes(&public, &format!("{HOME}data.xlsx"));
    let (rules, limits) = (intake::Rules::default(), intake::Limits::default());
    let read = intake::read(&workbook, "data.xlsx", &rules, &limits).expect("a workbook");
    assert_eq!(read.sheets.len(), Table::ALL.len() + 2);
    let figures = &read.sheets[1];
    let rows = table(&public, Table::Figures);
    let cell = |row: usize, col: usize| {
        let (row, col) = (u32::try_from(row + 1).unwrap(), u32::try_from(col + 1).unwrap());
        figures
            .cells
            .iter()
            .find(|cell| (cell.row, cell.col) == (row, col))
    };
    let mut compared = 0;
    for (at, record) in rows.iter().enumerate() {
        for (col, text) in record.iter().enumerate() {
            let text = text.strip_prefix('\'').unwrap_or(text);
            let raw = cell(at, col).map_or("", |cell| cell.raw.as_str());
            let is_same =
                raw == text || matches!((raw.parse::<f64>(), text.parse::<f64>()), (Ok(a), Ok(b)) if a == b);
            assert!(is_same, "row {at}, column {col}: {text:?}, and {raw:?}");
            compared += 1;
        }
    }
    assert!(compared > 600, "{compared} cells");
    for part in parts(&workbook) {
        let (name, text) = (part.0, String::from_utf8_lossy(&part.1).into_owned());
        assert!(!text.contains("<f>"), "{name} holds a formula");
        assert!(!name.contains("comment") && !name.contains("external"), "{name}");
    }
}

/// Files of an archive, by name.
fn parts(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

#[test]
fn the_archive_holds_the_files_that_are_served_and_no_hour() {
    let public = public();
    for tree in ["", "es/", "editions/1/"] {
        let path = |name: &str| format!("{HOME}{tree}{name}");
        let archive = bytes(&public, &path("datapackage.zip"));
        assert_eq!(archive, bytes(&public, &path("datapackage.zip")));
        let parts = parts(&archive);
        assert_eq!(parts.len(), Table::ALL.len() + 6);
        for (name, content) in parts {
            assert!(content == bytes(&public, &path(&name)), "{name}");
        }
    }
}

#[test]
fn an_edition_that_was_taken_over_gives_the_same_files() {
    let there = public();
    let here = PublicState {
        shelf: std::sync::Arc::default(),
        pages: std::sync::Arc::default(),
        ..there.clone()
    };
    for number in [1, 2] {
        let kept = bytes(&there, &format!("{HOME}editions/{number}/edition.json"));
        let text = String::from_utf8_lossy(&kept).into_owned();
        // The pages do not tell it, since the figures that it speaks of are hidden.
        assert!(
            !text.contains("Only 7 children") && !text.contains("7 of 31"),
            "{text}"
        );
        assert!(text.contains("Home visits"));
        here.shelf.put(Document::from_bytes(&kept).expect("an edition"));
    }
    for path in export::paths(&there) {
        if !path.ends_with(".png") {
            assert!(bytes(&here, &path) == bytes(&there, &path), "{path}");
        }
    }
}

#[test]
fn data_in_the_page_cannot_end_its_element() {
    let public = public();
    let page = String::from_utf8(bytes(&public, &format!("{HOME}open-data"))).expect("text");
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .expect("data");
    let (data, rest) = rest.split_once("</script>").expect("an end");
    assert!(!rest.contains("</script>"));
    let data: Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data, json(&public, &format!("{HOME}dataset.jsonld")));
    assert!(data["name"].as_str().expect("a name").contains("</script>"));
}

#[test]
fn a_feed_escapes_its_texts_and_tells_editions_and_corrections() {
    let public = public();
    let body = pages::at(&public, &format!("{HOME}feed.atom")).expect("a feed");
    assert_eq!(body.kind, Kind::Feed);
    let feed = String::from_utf8(body.bytes).expect("text");
    assert!(!feed.contains("<b>") && !feed.contains('\u{7}'), "{feed}");
    assert_eq!(feed.matches("<entry>").count(), 4);
    assert_eq!(feed.matches("term=\"edition\"").count(), 2);
    assert_eq!(feed.matches("term=\"correction\"").count(), 2);
    assert_eq!(feed.matches("rel=\"enclosure\"").count(), 2);
    let places: Vec<usize> = ["/editions/2/</id>", "/editions/1/</id>"]
        .map(|id| feed.find(id).expect("an id"))
        .into();
    assert!(places[0] < places[1], "the newest comes first");
}

#[test]
fn a_catalogue_lists_every_edition_with_what_the_standard_asks_for() {
    let public = public();
    public.shelf.put(specimen::document_of("tern-valley", 1));
    for (path, sets) in [
        ("/data.json".to_owned(), 3),
        (format!("{HOME}catalog.json"), 2),
        (format!("{HOME}es/catalog.json"), 2),
    ] {
        let catalog = json(&public, &path);
        let datasets = catalog["dataset"].as_array().expect("data sets");
        assert_eq!(datasets.len(), sets, "{path}");
        for set in datasets {
            for name in [
                "title",
                "description",
                "modified",
                "identifier",
                "accessLevel",
                "license",
            ] {
                assert!(
                    set[name].as_str().is_some_and(|text| !text.is_empty()),
                    "{path}: {name}"
                );
            }
            assert_eq!(set["contactPoint"]["hasEmail"], "mailto:hello@harbor.example");
            assert!(set["keyword"].as_array().is_some_and(|words| !words.is_empty()));
            for file in set["distribution"].as_array().expect("files") {
                let address = file["downloadURL"].as_str().expect("an address");
                let path = address.strip_prefix("https://harbor.example").expect("ours");
                assert!(pages::at(&public, path).is_some(), "{address}");
            }
        }
    }
}

#[test]
fn files_about_every_edition_have_one_address() {
    let public = public();
    let paths = export::paths(&public);
    let unique: BTreeSet<&String> = paths.iter().collect();
    assert_eq!(unique.len(), paths.len());
    for file in File::ALL {
        let path = format!("{HOME}editions/1/{}", file.name());
        assert_eq!(
            pages::at(&public, &path).is_none(),
            file.is_of_every_edition(),
            "{path}"
        );
    }
}

#[test]
fn the_plan_and_the_decisions_say_what_their_pages_say() {
    let public = public();
    let rows = table(&public, Table::Plan);
    assert_eq!(column(&rows, "activity"), ["first-day-calls", "walks"]);
    // A text that a spreadsheet would calculate is none here either.
    assert_eq!(column(&rows, "title"), ["'=First day calls", "Walks"]);
    assert_eq!(
        column(&rows, "strategy_title"),
        ["Call home on the first day", ""]
    );
    // A measure that is not in the edition leads nowhere.
    assert_eq!(column(&rows, "indicator"), ["attendance", ""]);
    assert_eq!(column(&rows, "partners"), ["Lantern Schools; Tide", ""]);
    assert_eq!(column(&rows, "standing"), ["on-course", "planned"]);
    assert_eq!(column(&rows, "ends_on"), ["2022-06-30", ""]);
    assert_eq!(column(&rows, "milestones"), ["2", "0"]);
    assert_eq!(column(&rows, "milestones_reached"), ["1", "0"]);
    assert_eq!(column(&rows, "promises_kept"), ["1", "0"]);
    let rows = table(&public, Table::Decisions);
    assert_eq!(column(&rows, "decision"), ["3"]);
    assert_eq!(column(&rows, "outcome"), ["adopted"]);
    assert_eq!(column(&rows, "reasons"), ["'+People asked."]);
    let spanish = records(&bytes(&public, &format!("{HOME}es/decisions.csv")));
    assert_eq!(column(&spanish, "title"), ["Publish the card (es)"]);
    // An edition from before there was a plan has the same tables, without a row.
    let first = records(&bytes(&public, &format!("{HOME}editions/1/plan.csv")));
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].len(), Table::Plan.columns().len());
}
