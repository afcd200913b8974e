//! Every format in which the rows of an edition are offered, read back and compared: what one hides, all hide.

use std::collections::BTreeMap;

use super::demonstration::Pages;
use super::markup;
use super::publication::{Edition, Key, Row, row_of, text};

/// How many rows were compared, by format.
#[derive(Debug, Default, Clone, Copy)]
pub struct Compared {
    pub csv: usize,
    pub json: usize,
    pub html: usize,
    /// Rows of tables on pages that a reader finds hidden.
    pub html_hidden: usize,
}

/// Labels of groups and names of places, as the comma-separated file gives them.
pub type Labels = BTreeMap<(String, String), String>;

/// Compares every format of an edition with what the programming interface told. Panics at the first difference.
pub fn compare(edition: &Edition, pages: &Pages, compared: &mut Compared) {
    let base = format!("/{}/editions/{}/", app::demo::SLUG, edition.number);
    let (all, labels) = from_csv(pages.bytes(&format!("{base}data.csv")));
    assert_eq!(all, edition.rows, "data.csv");
    compared.csv += all.len();
    let all = from_json(pages.bytes(&format!("{base}data.json")));
    assert_eq!(all, edition.rows, "data.json");
    compared.json += all.len();
    for (indicator, rows) in by_indicator(edition) {
        let csv = from_csv(pages.bytes(&format!("{base}results/{indicator}.csv"))).0;
        assert_eq!(csv, rows, "{indicator}.csv");
        compared.csv += csv.len();
        let json = from_json(pages.bytes(&format!("{base}results/{indicator}.json")));
        assert_eq!(json, rows, "{indicator}.json");
        compared.json += json.len();
        let page = pages.text(&format!("{base}results/{indicator}/table"));
        compare_table(&page, indicator, (edition, &labels), compared);
    }
}

fn by_indicator(edition: &Edition) -> BTreeMap<&str, BTreeMap<Key, Row>> {
    let mut found: BTreeMap<&str, BTreeMap<Key, Row>> = BTreeMap::new();
    for (key, row) in &edition.rows {
        let rows = found.entry(&key.indicator).or_default();
        rows.insert(key.clone(), row.clone());
    }
    found
}

/// The rows of a comma-separated file.
pub fn from_csv(bytes: &[u8]) -> (BTreeMap<Key, Row>, Labels) {
    let mut reader = csv::Reader::from_reader(bytes);
    let headers = reader.headers().expect("headers").clone();
    let place_of = |name: &str| headers.iter().position(|other| other == name).expect("a column");
    let columns = ["indicator", "period", "place", "group", "unit", "status"].map(place_of);
    let numbers = ["value", "numerator", "denominator", "margin_90", "corrected_from"].map(place_of);
    let label = place_of("group_label");
    let (mut rows, mut labels) = (BTreeMap::new(), Labels::new());
    for record in reader.records() {
        let record = record.expect("a record");
        let [indicator, period, place, group, unit, status] = columns.map(|column| record[column].to_owned());
        let [value, numerator, denominator, margin, corrected_from] =
            numbers.map(|column| Some(record[column].to_owned()).filter(|text| !text.is_empty()));
        let count = |text: Option<String>| text.map(|text| text.parse().expect("a count"));
        labels.insert((indicator.clone(), record[label].to_owned()), group.clone());
        let key = Key {
            indicator,
            period,
            place,
            group,
        };
        let row = Row {
            unit,
            status,
            value,
            numerator: count(numerator),
            denominator: count(denominator),
            margin,
            corrected_from,
        };
        assert!(rows.insert(key, row).is_none(), "a figure stands once");
    }
    (rows, labels)
}

fn from_json(bytes: &[u8]) -> BTreeMap<Key, Row> {
    let file: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    let indicators = file["indicators"].as_array().expect("indicators");
    let units: BTreeMap<String, String> = indicators
        .iter()
        .map(|one| (text(one, "slug"), text(one, "unit")))
        .collect();
    let rows = indicators
        .iter()
        .flat_map(|one| one["observations"].as_array().expect("rows"));
    rows.map(|one| row_of(one, &units)).collect()
}

/// The page with every figure: groups of the leading place, everyone of the others.
fn compare_table(
    page: &str,
    indicator: &str,
    (edition, labels): (&Edition, &Labels),
    compared: &mut Compared,
) {
    for (table, cells) in markup::rows(page) {
        let Some(place) = table.strip_prefix("place-") else {
            continue;
        };
        let [label, period, value, part, whole, note] = &cells[..] else {
            panic!("{indicator}: a row of {} cells", cells.len());
        };
        if label == "Group" {
            continue;
        }
        let key = Key {
            indicator: indicator.to_owned(),
            period: period.replace('–', "-").replace("fiscal year ", "SFY "),
            place: place.to_owned(),
            group: labels[&(indicator.to_owned(), label.clone())].clone(),
        };
        let row = edition
            .rows
            .get(&key)
            .unwrap_or_else(|| panic!("{key:?} is in no file"));
        let count = |count: Option<i64>| count.map_or(String::new(), |count| count.to_string());
        assert_eq!(part.replace(',', ""), count(row.numerator), "{key:?}");
        assert_eq!(whole.replace(',', ""), count(row.denominator), "{key:?}");
        let told = numbers_in(value);
        match (&row.value, row.status.as_str()) {
            (None, _) => assert!(told.is_empty(), "{key:?}: {value}"),
            (Some(known), "at_least" | "at_most") => assert_eq!(told, [parsed(known)], "{key:?}: {value}"),
            (Some(known), _) => {
                // A percentage of few people is told without decimals.
                let away = (told[0] - parsed(known)).abs();
                assert!(away < 0.501, "{key:?}: {value}");
            }
        }
        if row.is_hidden() {
            compared.html_hidden += 1;
            assert!(
                row.corrected_from.is_some() || numbers_in(note).is_empty() || note.contains("20"),
                "{key:?}: {note}"
            );
        }
        compared.html += 1;
    }
}

fn parsed(text: &str) -> f64 {
    text.parse().expect("a number")
}

/// The numbers of a text, without their thousands separators; "per 1,000" is a unit.
pub fn numbers_in(text: &str) -> Vec<f64> {
    let text = text.replace("per 1,000", "");
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    words
        .filter_map(|word| word.trim_matches(['.', ',']).replace(',', "").parse().ok())
        .collect()
}
