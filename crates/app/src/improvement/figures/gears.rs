//! What moves at which speed: what partners do, beside what is measured, as the newest edition tells both.

use charts::{Gear, Gears, Tooth, Turn};
use platform::words::Words;

use crate::blocks::Drawing;
use crate::dates;
use crate::editions::document::Document;
use crate::site::figures::{Subject, chart_words};
use crate::site::speech;

/// The gears of an edition. None: it tells of nothing that partners do.
pub(in crate::improvement) fn drawn(words: Words, edition: &Document) -> Option<Drawing> {
    let (mut done, mut measured) = (Vec::new(), Vec::new());
    for indicator in &edition.indicators {
        let Some(subject) = Subject::of(edition, &indicator.slug, words) else {
            continue;
        };
        let tag = subject.tag();
        let turn = match tag.class {
            "up" => Some(Turn::Moving),
            "flat" => Some(Turn::Slow),
            "down" => Some(Turn::Stopped),
            // What nobody steers, or what is told by group alone, has no speed of its own.
            _ => None,
        };
        measured.extend(turn.map(|turn| Tooth {
            name: subject.title().to_owned(),
            turn,
            state: speech::within_a_sentence(&tag.label),
            since: String::new(),
        }));
        let actions = subject.story().map(|story| story.actions.as_slice());
        for action in actions.unwrap_or_default() {
            let turn = match action.state.as_str() {
                "on-course" | "complete" => Turn::Moving,
                "slower" => Turn::Slow,
                _ => Turn::NotStarted,
            };
            done.push(Tooth {
                name: words.pick(&action.title.en, &action.title.es).to_owned(),
                turn,
                state: speech::within_a_sentence(&words.say(&format!("action-state-{}", action.state))),
                since: action
                    .began
                    .parse()
                    .map_or_else(|_| String::new(), |day| dates::plain(words, day)),
            });
        }
    }
    if done.is_empty() || measured.is_empty() {
        return None;
    }
    let gear = |key: &str, teeth| Gear {
        name: words.say(&format!("gear-{key}")),
        clock: words.say(&format!("gear-{key}-clock")),
        teeth,
    };
    let gears = Gears {
        title: words.say("gears-title"),
        gears: vec![gear("done", done), gear("measured", measured)],
    };
    let mut drawing = Drawing::of(words, &gears.draw(&chart_words(words.language)), "gears");
    drawing.subtitle = words.say("gears-subtitle");
    drawing.notes = vec![crate::improvement::curve::edition_name(words, edition)];
    Some(drawing)
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;
    use crate::site::specimen;

    #[test]
    fn every_action_and_every_measure_with_a_goal_is_a_tooth() {
        let words = crate::words::words(Language::English);
        let mut document = specimen::document(1);
        let drawing = drawn(words, &document).expect("the specimen tells of actions");
        let table = drawing.table.expect("a table");
        // As on the pages: the story of figures that are all hidden is not told, nor are its actions.
        let told = |slug: &str| {
            let subject = Subject::of(&document, slug, words).expect("it is there");
            subject.story().map_or(0, |story| story.actions.len())
        };
        let actions: usize = document.indicators.iter().map(|one| told(&one.slug)).sum();
        assert!(actions > 0);
        let of_gear = |key: &str| {
            table
                .rows
                .iter()
                .filter(|row| row[1].text == words.say(key))
                .count()
        };
        assert_eq!(of_gear("gear-done"), actions);
        assert!(table.rows.iter().all(|row| row[0].text != "Home visits"));
        assert!(of_gear("gear-measured") > 0);
        for indicator in &mut document.indicators {
            indicator.story = None;
        }
        assert!(drawn(words, &document).is_none(), "no box without teeth");
    }
}
