//! Reads a document's own figures and writes into it what they say.

use domain::period::Period;
use domain::quantity::Direction;
use platform::words::Language;

use super::course::{course, rounded, steps};
use super::gaps::gaps;
use super::sentence::sentence;
use super::word::{Mark, Told, tell};
use crate::editions::document::{Document, IndicatorPart, Text};
use crate::editions::said::ReadingPart;
use crate::site::figures::Subject;
use crate::site::sheet::{Known, Sheet};
use crate::site::speech::Speech;

/// Writes into a document what its own printed figures say. Doing it twice changes nothing.
pub fn freeze(document: &mut Document) {
    for index in 0..document.indicators.len() {
        let part = &mut document.indicators[index];
        (part.readings, part.gaps) = (Vec::new(), Vec::new());
        let readings = readings(part);
        document.indicators[index].readings = readings;
        let (sentence, gaps) = told(document, index);
        let part = &mut document.indicators[index];
        part.gaps = gaps;
        let place = part.headline_place.clone();
        let everyone = |reading: &&mut ReadingPart| reading.place == place && reading.group.is_empty();
        if let Some(reading) = part.readings.iter_mut().find(everyone) {
            reading.sentence = sentence;
        }
    }
}

/// A published value as a point of a series.
pub(super) fn mark(known: &Known) -> Mark {
    Mark {
        period: known.period,
        value: known.value,
        margin: known.margin,
    }
}

/// Everyone and every group where the page leads, and everyone elsewhere.
fn readings(part: &IndicatorPart) -> Vec<ReadingPart> {
    let sheet = Sheet::of(part);
    let mut series: Vec<(&str, &str)> = vec![(&part.headline_place, "")];
    series.extend(
        sheet
            .groups(&part.headline_place)
            .into_iter()
            .map(|group| (part.headline_place.as_str(), group)),
    );
    let mut elsewhere: Vec<(&str, &str)> = part
        .figures
        .iter()
        .filter(|figure| figure.group().is_empty() && figure.place() != part.headline_place)
        .map(|figure| (figure.place(), ""))
        .collect();
    elsewhere.dedup();
    series.extend(elsewhere);
    series
        .into_iter()
        .filter_map(|(place, group)| reading(part, &sheet, place, group))
        .collect()
}

fn reading(part: &IndicatorPart, sheet: &Sheet<'_>, place: &str, group: &str) -> Option<ReadingPart> {
    let direction = Direction::from_code(&part.direction).unwrap_or(Direction::Neither);
    let series = sheet.series(place, group);
    let known = series.comparable();
    let marks: Vec<Mark> = known.iter().map(mark).collect();
    let baseline = part
        .baselines
        .iter()
        .find(|baseline| baseline.place == place && baseline.group == group)
        .and_then(|baseline| Period::parse(&baseline.period).ok());
    let Told {
        course: word,
        since,
        until,
        wobble,
        ..
    } = tell(&marks, baseline, direction)?;
    let speech = Speech::of(crate::words::words(Language::English), part);
    let is_leading = place == part.headline_place && group.is_empty();
    let goal = part
        .targets
        .iter()
        .filter(|target| target.place == place && target.group == group)
        .filter_map(|target| Period::parse(&target.period).ok())
        .max();
    let people = known.last().and_then(|known| known.denominator);
    let course = is_leading
        .then(|| course(&marks, people, speech.unit))
        .flatten()
        .map(|course| steps(&course, until.period, goal, speech.decimals));
    Some(ReadingPart {
        place: place.to_owned(),
        group: group.to_owned(),
        word: word.code().to_owned(),
        since: since.period.key(),
        until: until.period.key(),
        wobble: wobble.map(|wobble| rounded(wobble, speech.decimals)),
        course: course.unwrap_or_default(),
        sentence: Text::default(),
    })
}

fn told(document: &Document, index: usize) -> (Text, Vec<crate::editions::said::GapPart>) {
    let slug = &document.indicators[index].slug;
    let subject = |language| Subject::of(document, slug, crate::words::words(language));
    let say = |language| {
        subject(language)
            .and_then(|subject| sentence(&subject))
            .unwrap_or_default()
    };
    let text = Text {
        en: say(Language::English),
        es: say(Language::Spanish),
    };
    let gaps = subject(Language::English).map_or_else(Vec::new, |subject| gaps(&subject));
    (text, gaps)
}
