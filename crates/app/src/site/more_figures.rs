//! Figures of an indicator's page beside the trend and the groups, each with its words, table and pictures.

use charts::Table;

use super::address::{Drawn, Image, Page};
use super::figures::Subject;
use super::frame::Visit;

/// A figure with its words and its table.
pub struct MoreView {
    /// Where it stands on the page.
    pub id: &'static str,
    /// As lines.
    pub svg: String,
    /// As dots.
    pub png: String,
    /// What it shows.
    pub heading: String,
    /// Of what, whom and when.
    pub subtitle: String,
    /// Wide and narrow.
    pub drawing: String,
    /// The same in numbers.
    pub table: Table,
    /// How to read it.
    pub note: String,
}

/// Address of a figure as a picture.
fn drawn_at(visit: &Visit<'_>, subject: &Subject<'_>, drawn: Drawn, image: Image) -> String {
    visit.path(Page::Picture(subject.sheet.indicator.slug.clone(), drawn, image))
}

/// How far apart groups are, year by year.
pub fn spread(visit: &Visit<'_>, subject: &Subject<'_>) -> Option<MoreView> {
    let spread = subject.spread()?;
    let drawn = spread.plot.draw(&subject.chart_words);
    Some(MoreView {
        id: "spread",
        svg: drawn_at(visit, subject, Drawn::Spread, Image::Svg),
        png: drawn_at(visit, subject, Drawn::Spread, Image::Png),
        heading: spread.heading,
        subtitle: spread.subtitle,
        drawing: drawn.inline("eq"),
        table: drawn.table,
        note: subject.speech.words.say("spread-note"),
    })
}

/// The control chart of a monthly measure.
pub fn control(visit: &Visit<'_>, subject: &Subject<'_>) -> Option<MoreView> {
    let control = subject.control()?;
    let drawn = control.draw(&subject.chart_words);
    Some(MoreView {
        id: "control",
        svg: drawn_at(visit, subject, Drawn::Control, Image::Svg),
        png: drawn_at(visit, subject, Drawn::Control, Image::Png),
        heading: control.title.clone(),
        subtitle: drawn.description.clone(),
        drawing: drawn.inline("co"),
        table: drawn.table,
        note: subject.speech.words.say("control-note"),
    })
}

/// The place of the page beside others.
pub fn places(visit: &Visit<'_>, subject: &Subject<'_>) -> Option<MoreView> {
    let places = subject.places()?;
    let drawn = places.draw(&subject.chart_words);
    let words = subject.speech.words;
    Some(MoreView {
        id: "places",
        svg: drawn_at(visit, subject, Drawn::Places, Image::Svg),
        png: drawn_at(visit, subject, Drawn::Places, Image::Png),
        heading: words.say("other-places"),
        subtitle: places.title.clone(),
        drawing: drawn.inline("pl"),
        table: drawn.table,
        note: words.say("other-places-note"),
    })
}

/// The places on a map in tiles.
pub fn map(visit: &Visit<'_>, subject: &Subject<'_>) -> Option<MoreView> {
    let map = subject.map()?;
    let drawn = map.draw(&subject.chart_words);
    let words = subject.speech.words;
    Some(MoreView {
        id: "map",
        svg: drawn_at(visit, subject, Drawn::Map, Image::Svg),
        png: drawn_at(visit, subject, Drawn::Map, Image::Png),
        heading: words.say("map-heading"),
        subtitle: map.title.clone(),
        drawing: drawn.inline("mp"),
        table: drawn.table,
        note: words.say("map-note"),
    })
}
