//! Every figure of an indicator as a table: the leading place first, then the other places to read it beside.

use askama::Template;

use super::address::{Format, Order, Page};
use super::frame::{PublicFrame, Visit};
use super::reply::{Body, Kind};
use super::rows::{Observation, observations};
use super::speech::Speech;
use domain::period::Period;

#[derive(Template)]
#[template(path = "site/table.html")]
struct TablePage {
    frame: PublicFrame,
    title: String,
    edition_title: String,
    indicator: String,
    places: Vec<PlaceTable>,
    others: Vec<PlaceTable>,
    csv: String,
    json: String,
}

struct PlaceTable {
    id: String,
    name: String,
    rows: Vec<Line>,
}

struct Line {
    group: String,
    period: String,
    value: String,
    is_blank: bool,
    part: String,
    whole: String,
    remarks: String,
}

/// The table of an indicator.
pub fn page(visit: &Visit<'_>, slug: &str) -> Option<Body> {
    let document = visit.document;
    let indicator = document.indicator(slug)?;
    let speech = Speech::of(visit.words, indicator);
    let rows = observations(document, indicator, visit.words);
    let table = |place: &str, everyone_only: bool| PlaceTable {
        id: format!("place-{place}"),
        name: document.place_name(place).to_owned(),
        rows: lines(&rows, place, everyone_only, &speech),
    };
    let lead = indicator.headline_place.as_str();
    let mut others: Vec<&str> = rows.iter().map(|row| row.place.as_str()).collect();
    others.sort_by_key(|slug| document.place_name(slug).to_lowercase());
    others.dedup();
    others.retain(|place| *place != lead);
    let title = speech.pick(&indicator.title).to_owned();
    // Groups of other places are in the files: here they would bury the place the page is about.
    let others = others.into_iter().map(|place| table(place, true));
    let page = TablePage {
        frame: visit.frame(
            &visit.words.with("table-title", &[("title", (&title).into())]),
            &visit
                .words
                .with("table-description", &[("title", (&title).into())]),
        ),
        edition_title: document.title.clone(),
        places: vec![table(lead, false)],
        others: others.filter(|table| !table.rows.is_empty()).collect(),
        title,
        indicator: visit.path(Page::Indicator(slug.to_owned(), Order::Name)),
        csv: visit.path(Page::Data(Some(slug.to_owned()), Format::Csv)),
        json: visit.path(Page::Data(Some(slug.to_owned()), Format::Json)),
    };
    Some(super::pages::html(&page, Kind::Page))
}

fn lines(rows: &[Observation], place: &str, everyone_only: bool, speech: &Speech) -> Vec<Line> {
    let mut rows: Vec<&Observation> = rows
        .iter()
        .filter(|row| row.place == place && (!everyone_only || row.group.is_empty()))
        .collect();
    rows.sort_by(|a, b| {
        let by_group = (!a.group.is_empty(), &a.group).cmp(&(!b.group.is_empty(), &b.group));
        by_group.then_with(|| Period::parse(&a.period).ok().cmp(&Period::parse(&b.period).ok()))
    });
    let count = |count: Option<i64>| count.map_or_else(String::new, |count| speech.count(count));
    let lines = rows.into_iter().map(|row| {
        let (value, is_blank) = row.told(speech);
        Line {
            group: row.group_label.clone(),
            period: Period::parse(&row.period)
                .map_or_else(|_| row.period.clone(), |period| speech.period(period)),
            value,
            is_blank,
            part: count(row.numerator),
            whole: count(row.denominator),
            remarks: row.remarks(speech),
        }
    });
    lines.collect()
}
