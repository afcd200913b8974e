//! What the worker is asked: the definition with the collaborative's own words for places and categories.

use std::collections::{BTreeMap, BTreeSet};

use domain::period::Period;
use jiff::civil::{Date, date};
use platform::args;
use platform::db::{Connection, FromQueryResult};
use serde_json::{Value, json};

use super::written::{ByElement, Written};
use crate::directory::places::{self, PlaceRow};
use crate::error::Error;
use crate::linkages::across;
use crate::measurement::store as measurement;
use crate::vault::store::{self, TableRow};
use crate::vault::worker::Order;

/// Most aliases and codes of places.
const NAMES_MAX: i64 = 100_000;

/// The order of a run over some tables.
pub async fn order(
    connection: &Connection,
    written: &Written,
    period: Period,
    tables: &[TableRow],
) -> Result<Order, Error> {
    let mut order = Order::new("measure");
    let mut given = Vec::new();
    for table in tables {
        given.push(json!({
            "sealed": store::sealed(connection, &mut order, table).await?,
            "source": table.kind,
            "organisation": table.organisation_id,
            "key": table.key_element,
        }));
    }
    if !written.linkage.is_empty() {
        let lines = across::lines(connection, &written.linkage).await?;
        let at = order.attach(&lines);
        order = order.with("links_at", at);
    }
    let definition = definition(connection, written).await?;
    let span = json!({ "from": day(period.start()), "until": day(period.end()) });
    Ok(order
        .with("definition", definition)
        .with("span", span)
        .with("tables", given))
}

/// Days since 1970-01-01.
fn day(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

async fn definition(connection: &Connection, written: &Written) -> Result<Value, Error> {
    let named = |text: &String| (!text.is_empty()).then(|| text.clone());
    let enrolment = written.enrolled_least.map(|least| {
        json!({
            "from": named(&written.enrolled_from), "until": named(&written.enrolled_until),
            "days": named(&written.enrolled_days), "at_least": least,
        })
    });
    let dimensions = dimensions(connection, written).await?;
    Ok(json!({
        "cohort": written.cohort,
        "enrolment": enrolment,
        "numerator": numerator(written),
        "place": named(&written.place_element),
        "places": places(connection, &written.whole_place).await?,
        "whole": named(&written.whole_place),
        "dimensions": dimensions,
    }))
}

fn numerator(written: &Written) -> Value {
    if written.counted_by == "person" {
        return json!({ "by": "person", "conditions": written.counted });
    }
    // People write shares in percent.
    let is_share = written.share_of != "none";
    let threshold = |number: Option<f64>| number.map(|one| if is_share { one / 100.0 } else { one });
    let fold = match written.fold.as_str() {
        "sum" => json!({ "sum": written.fold_element }),
        _ => json!("count"),
    };
    json!({
        "by": "happened",
        "source": written.counted_by,
        "day": (!written.counted_day.is_empty()).then_some(&written.counted_day),
        "conditions": written.counted,
        "fold": fold,
        "share_of": is_share.then_some(&written.share_of),
        "at_least": threshold(written.at_least),
        "at_most": threshold(written.at_most),
    })
}

/// A value as the worker compares values.
fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Every name by which a place may stand in rows. A name that means two places means none.
///
/// Where everybody is counted together under a whole, only places that are part of it are counted beside it: what is hidden of
/// one could else be worked out from the whole, since what is protected adds up along the places.
pub async fn places(connection: &Connection, whole: &str) -> Result<BTreeMap<String, String>, Error> {
    #[derive(FromQueryResult)]
    struct NameRow {
        name: String,
        place_id: String,
    }
    let mut named: Vec<(String, String)> = Vec::new();
    let all = places::places(connection).await?;
    let parts = parts_of(&all, whole);
    for place in &all {
        for name in [&place.name, &place.name_es, &place.slug] {
            named.push((key(name), place.place_id.clone()));
        }
    }
    for sql in [
        "select alias as name, place_id from place_alias where collaborative_id = $1 order by name_key, place_id limit $2",
        "select code as name, place_id from place_code where collaborative_id = $1 order by code, place_id limit $2",
    ] {
        let rows: Vec<NameRow> = connection.rows(sql, args![NAMES_MAX]).await?;
        named.extend(rows.into_iter().map(|row| (key(&row.name), row.place_id)));
    }
    let mut places: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (name, place) in named.into_iter().filter(|(name, _)| !name.is_empty()) {
        let known = places.entry(name).or_insert_with(|| Some(place.clone()));
        if known.as_ref() != Some(&place) {
            *known = None;
        }
    }
    Ok(places
        .into_iter()
        .filter_map(|(name, place)| Some((name, place?)))
        .filter(|(_, place)| whole.is_empty() || parts.contains(place.as_str()))
        .collect())
}

/// A place with everything that is part of it, however far down.
fn parts_of<'a>(all: &'a [PlaceRow], whole: &'a str) -> BTreeSet<&'a str> {
    let mut parts = BTreeSet::from([whole]);
    let mut known = 0;
    while known < parts.len() {
        known = parts.len();
        let below = all.iter().filter(|place| {
            let parent = place.parent_id.as_deref();
            parent.is_some_and(|parent| parts.contains(parent))
        });
        let below: Vec<&str> = below.map(|place| place.place_id.as_str()).collect();
        parts.extend(below);
    }
    parts
}

/// Breakdowns as the worker reads them.
async fn dimensions(connection: &Connection, written: &Written) -> Result<Vec<Value>, Error> {
    let all = categories(connection, &written.dimensions).await?.into_iter();
    let said = |(wanted, means): (&ByElement, _)| json!({ "slug": wanted.slug, "column": wanted.element, "categories": means });
    Ok(all.map(said).collect())
}

/// Breakdowns with every value that means one of their categories.
pub async fn categories<'a>(
    connection: &Connection,
    by_element: &'a [ByElement],
) -> Result<Vec<(&'a ByElement, BTreeMap<String, String>)>, Error> {
    let all = measurement::dimensions(connection).await?;
    let categories = measurement::categories(connection).await?;
    let crosswalk = measurement::crosswalk(connection).await?;
    let mut dimensions = Vec::new();
    for wanted in by_element {
        let Some(dimension) = all.iter().find(|one| one.slug == wanted.slug) else {
            continue;
        };
        let mut means: BTreeMap<String, String> = BTreeMap::new();
        for one in categories
            .iter()
            .filter(|one| one.dimension_id == dimension.dimension_id)
        {
            for name in [&one.slug, &one.label_en, &one.label_es] {
                means.insert(key(name), one.slug.clone());
            }
            let sources = crosswalk.iter().filter(|row| row.category_id == one.category_id);
            means.extend(sources.map(|row| (key(&row.source_value), one.slug.clone())));
        }
        means.remove("");
        dimensions.push((wanted, means));
    }
    Ok(dimensions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_has_its_parts_however_far_down_and_nothing_else() {
        let place = |id: &str, parent: &str| PlaceRow {
            place_id: id.to_owned(),
            parent_id: (!parent.is_empty()).then(|| parent.to_owned()),
            ..PlaceRow::default()
        };
        let all = [
            place("room", "school"),
            place("school", "city"),
            place("city", "state"),
            place("state", ""),
            place("elsewhere", "state"),
        ];
        let parts: Vec<&str> = parts_of(&all, "city").into_iter().collect();
        assert_eq!(parts, ["city", "room", "school"]);
    }
}
