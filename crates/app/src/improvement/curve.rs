//! An indicator's curve as a published edition froze it, with what partners did drawn over it.

use charts::Gathered;
use jiff::civil::Date;
use platform::words::Words;

use crate::blocks::Drawing;
use crate::editions::document::{ActionPart, Document};
use crate::site::figures::Subject;
use crate::site::speech;

/// An edition's title and number.
pub fn edition_name(words: Words, edition: &Document) -> String {
    let day = speech::day(words, &edition.published_on);
    words.with(
        "edition-line",
        &[
            ("title", (&edition.title).into()),
            ("number", edition.number.to_string().into()),
            ("day", day.into()),
        ],
    )
}

/// The curve of an indicator in an edition, with `more` beside the actions that the edition tells. What is drawn until
/// `today` is drawn for people who work on it; without it, the curve is as the edition shows it.
///
/// Nothing: the edition does not have the indicator.
pub fn drawn(
    words: Words,
    edition: &Document,
    slug: &str,
    more: &[ActionPart],
    today: Option<&str>,
) -> Option<Drawing> {
    let mut edition = edition.clone();
    let name = edition_name(words, &edition);
    if let Some(today) = today {
        today.clone_into(&mut edition.published_on);
    }
    let indicator = edition.indicators.iter_mut().find(|one| one.slug == slug)?;
    if !more.is_empty() {
        let story = indicator.story.get_or_insert_default();
        for part in more {
            // What went out with the edition is told by it already.
            let is_there = |known: &ActionPart| known.title == part.title && known.began == part.began;
            if !story.actions.iter().any(is_there) {
                story.actions.push(part.clone());
            }
        }
    }
    let subject = Subject::of(&edition, slug, words)?;
    let marks = subject.action_marks().into_iter();
    let marks: Vec<String> = match subject.has_everyone() {
        true => marks.map(|(title, _)| title.to_owned()).collect(),
        // Where there is no line for everyone, groups are drawn, and nothing over them.
        false => Vec::new(),
    };
    let figure = subject.leading_figure();
    let mut notes = Vec::new();
    if !marks.is_empty() {
        notes.push(words.say("marks-caveat"));
    }
    notes.push(name);
    Some(Drawing {
        heading: subject.trend_heading(),
        subtitle: format!("{}, {}", subject.title(), subject.place_name()),
        marks,
        notes,
        ..Drawing::of(words, &figure, "learn")
    })
}

/// The curve of an indicator in an edition, with what partners did by each time counted below it: everything, and the
/// changes that stay. Each comes with its day and whether two people agree that it is such a change.
///
/// Nothing: the edition does not have the indicator, or no figure of everyone.
pub fn gathered(
    words: Words,
    edition: &Document,
    slug: &str,
    (came, today): (&[(Date, bool)], Date),
) -> Option<Drawing> {
    let subject = Subject::of(edition, slug, words).filter(Subject::has_everyone)?;
    let mut trend = subject.trend();
    let place = |day: Date| subject.hundredths_at(day);
    trend.gathered = Some(Gathered {
        all: words.say("gathered-all"),
        part: words.say("gathered-changes"),
        things: came
            .iter()
            .filter_map(|(day, is_change)| Some((place(*day)?, *is_change)))
            .collect(),
        until: place(today)?,
        until_words: words.say("gathered-today"),
    });
    // A hundred numbered marks would hide each other: the panel below counts them.
    trend.actions.clear();
    let figure = trend.draw(&subject.chart_words);
    Some(Drawing {
        heading: subject.trend_heading(),
        subtitle: format!("{}, {}", subject.title(), subject.place_name()),
        notes: vec![words.say("gathered-caveat"), edition_name(words, edition)],
        ..Drawing::of(words, &figure, "gathered")
    })
}
