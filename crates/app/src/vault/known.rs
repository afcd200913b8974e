//! What rows on their way into the vault are held against: places, categories, and what measures read their columns as.

use std::collections::{BTreeMap, BTreeSet};

use platform::db::Connection;
use platform::words::Words;

use super::asks::AskRow;
use super::doubts::{Known, KnownDimension, Meaning};
use super::measures::order;
use super::measures::store as measures;
use super::measures::written::{ByElement, Written};
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::submissions::context::category_key;

/// Loads it; dimensions are called as `words` call them.
pub async fn known(connection: &Connection, ask: &AskRow, words: Words) -> Result<Known, Error> {
    let zone = crate::collaborative::store::time_zone(connection).await?;
    let mut by_measures = BTreeMap::new();
    let mut read_as: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in measures::measures(connection).await? {
        let written = Written::of(&row.definition);
        for (element, meaning) in [
            (&written.place_element, Meaning::Place),
            (&written.enrolled_from, Meaning::First),
            (&written.enrolled_until, Meaning::Last),
            (&written.counted_day, Meaning::Day),
        ] {
            if !element.is_empty() {
                by_measures.entry(element.clone()).or_insert(meaning);
            }
        }
        for one in written.dimensions {
            read_as.entry(one.slug).or_default().insert(one.element);
        }
    }
    let places = order::places(connection, "").await?.into_keys().collect();
    let all = measurement::dimensions(connection).await?;
    let asked: Vec<ByElement> = all
        .iter()
        .map(|one| ByElement {
            slug: one.slug.clone(),
            element: String::new(),
        })
        .collect();
    let mut dimensions = Vec::new();
    for (wanted, means) in order::categories(connection, &asked).await? {
        let Some(row) = all.iter().find(|one| one.slug == wanted.slug) else {
            continue;
        };
        let names = [&row.slug, &row.label_en, &row.label_es];
        let mut named: BTreeSet<String> = names.iter().map(|name| category_key(name)).collect();
        named.remove("");
        dimensions.push(KnownDimension {
            label: words.pick(&row.label_en, &row.label_es).to_owned(),
            named,
            elements: read_as.remove(&row.slug).unwrap_or_default(),
            values: means.into_keys().collect(),
        });
    }
    Ok(Known {
        today: connection.clock().today(&zone),
        places,
        dimensions,
        by_measures,
        is_people: ask.kind == "people",
    })
}
