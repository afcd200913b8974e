//! What a stranger reads of an edition: the same rows from every format that has them.

use std::collections::BTreeMap;

use crate::kit::Client;

/// Which figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub indicator: String,
    pub period: String,
    pub place: String,
    pub group: String,
}

/// One published row, numbers as they are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub unit: String,
    pub status: String,
    pub value: Option<String>,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub margin: Option<String>,
    pub corrected_from: Option<String>,
}

/// One edition as a stranger reads it.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    pub number: i64,
    pub rows: BTreeMap<Key, Row>,
}

impl Row {
    /// Nothing is said of the group, not even that it exists.
    pub fn is_blank(&self) -> bool {
        self.value.is_none() && self.status != "protected"
    }

    /// Its number is kept back: hidden, or told only as a range.
    pub fn is_hidden(&self) -> bool {
        matches!(self.status.as_str(), "protected" | "at_least" | "at_most")
    }
}

/// Every edition of a collaborative from the programming interface, oldest first.
pub async fn from_interface(mut client: Client, slug: &str) -> Vec<Edition> {
    let mut ask = async |path: &str| client.get(path).await.expect_status(200).json();
    let list = ask(&format!("/api/v1/editions?collaborative={slug}")).await;
    let mut numbers: Vec<i64> = items(&list)
        .iter()
        .filter_map(|one| one["number"].as_i64())
        .collect();
    numbers.sort_unstable();
    let mut editions = Vec::new();
    for number in numbers {
        let which = format!("collaborative={slug}&edition={number}");
        let indicators = ask(&format!("/api/v1/indicators?{which}")).await;
        let units: BTreeMap<String, String> = items(&indicators)
            .iter()
            .map(|one| (text(one, "slug"), text(one, "unit")))
            .collect();
        let mut edition = Edition {
            number,
            ..Edition::default()
        };
        loop {
            let offset = edition.rows.len();
            let page = ask(&format!("/api/v1/observations?{which}&offset={offset}")).await;
            let rows = items(&page["observations"]);
            if rows.is_empty() {
                break;
            }
            for one in rows {
                let (key, row) = row_of(one, &units);
                let before = edition.rows.insert(key, row);
                assert!(before.is_none(), "a figure is told once");
            }
        }
        editions.push(edition);
    }
    editions
}

/// A row as JSON tells it.
pub fn row_of(one: &serde_json::Value, units: &BTreeMap<String, String>) -> (Key, Row) {
    let number = |name: &str| one[name].as_f64().map(|number| number.to_string());
    let key = Key {
        indicator: text(one, "indicator"),
        period: text(one, "period"),
        place: text(one, "place"),
        group: text(one, "group"),
    };
    let row = Row {
        unit: units[&key.indicator].clone(),
        status: text(one, "status"),
        value: number("value"),
        numerator: one["numerator"].as_i64(),
        denominator: one["denominator"].as_i64(),
        margin: number("margin_90"),
        corrected_from: number("corrected_from"),
    };
    (key, row)
}

fn items(value: &serde_json::Value) -> &[serde_json::Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text of a JSON object.
pub fn text(value: &serde_json::Value, key: &str) -> String {
    value[key].as_str().expect("a text").to_owned()
}
