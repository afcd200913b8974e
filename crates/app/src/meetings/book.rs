//! The book of a meeting as the press gets it: agenda with readings, what waits for a decision, the minutes of last time.
//!
//! Texts ready to show; the press (crates/press/templates/meeting.typ) loops and chooses.

use std::collections::BTreeMap;

use jiff::civil::Date;
use platform::words::Words;
use serde::Serialize;

use super::agenda_store::DecisionRow;
use super::minutes_store::LineRow;
use super::pages::{ItemView, PromiseView};
use super::store::MeetingRow;
use super::views;
use crate::dates;

/// The press's name of this form.
const FORM: &str = "meeting";
/// Texts around what the meeting says: the press's key, and the catalogue's.
const WORDS: [(&str, &str); 4] = [
    ("agenda", "meeting-agenda"),
    ("readings", "book-readings"),
    ("decisions", "book-decisions"),
    ("none", "item-none"),
];

/// What a book is made from, as read for whoever asked for it.
#[derive(Debug)]
pub struct Material {
    /// The meeting.
    pub row: MeetingRow,
    /// Who meets, by name.
    pub bodies: String,
    /// Who chairs, takes notes, keeps the time.
    pub roles: Vec<(String, String)>,
    /// The agenda.
    pub items: Vec<ItemView>,
    /// What was promised and is open.
    pub promises: Vec<PromiseView>,
    /// What waits for a decision.
    pub decisions: Vec<DecisionRow>,
    /// The meeting before, with its minutes.
    pub before: Option<(MeetingRow, Vec<LineRow>)>,
    /// Name of the collaborative.
    pub collaborative: String,
    /// Where it is.
    pub place: String,
    /// Zone of its clock.
    pub time_zone: String,
    /// The meeting's page in full.
    pub address: String,
}

/// An order for the press.
#[derive(Debug, Serialize)]
pub struct Order {
    form: &'static str,
    book: Book,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Book {
    form: &'static str,
    language: &'static str,
    name: String,
    place: String,
    title: String,
    whole: String,
    date: [i32; 3],
    address: String,
    foot: String,
    bodies: String,
    when: String,
    places: Vec<String>,
    roles: Vec<String>,
    words: BTreeMap<&'static str, String>,
    items: Vec<Item>,
    decisions: Vec<Decision>,
    minutes: Minutes,
}

#[derive(Debug, Serialize)]
struct Item {
    title: String,
    minutes: String,
    about: String,
    readings: Vec<Reading>,
    points: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Reading {
    title: String,
    address: String,
    file: String,
}

#[derive(Debug, Serialize)]
struct Decision {
    title: String,
    closes: String,
    paragraphs: Vec<String>,
}

#[derive(Debug, Default, Serialize)]
struct Minutes {
    heading: String,
    standing: String,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    label: String,
    text: String,
}

/// The order for a meeting's book.
pub fn order(words: Words, material: Material) -> Order {
    let row = &material.row;
    let title = views::title(words, row);
    let when = views::when(words, row);
    let mut places = vec![row.place.clone(), row.video.clone()];
    places.retain(|place| !place.is_empty());
    let roles = material.roles.iter();
    let roles = roles.map(|(role, name)| format!("{role}: {name}"));
    let texts = WORDS.map(|(own, key)| (own, words.say(key)));
    let book = Book {
        form: FORM,
        language: words.code(),
        whole: format!("{when}. {}", material.bodies),
        date: date(&row.held_on),
        foot: format!("{} · {title}", material.collaborative),
        places,
        roles: roles.collect(),
        words: texts.into_iter().collect(),
        items: items(material.items, &material.promises),
        decisions: decisions(words, &material.time_zone, material.decisions),
        minutes: minutes(words, material.before),
        name: material.collaborative,
        place: material.place,
        address: material.address,
        bodies: material.bodies,
        title,
        when,
    };
    Order { form: FORM, book }
}

fn date(on: &str) -> [i32; 3] {
    let day: Date = on.parse().unwrap_or(jiff::civil::date(2000, 1, 1));
    [
        i32::from(day.year()),
        i32::from(day.month()),
        i32::from(day.day()),
    ]
}

fn items(items: Vec<ItemView>, promises: &[PromiseView]) -> Vec<Item> {
    let items = items.into_iter().map(|item| Item {
        points: promises
            .iter()
            .filter(|_| item.has_actions)
            .map(|promise| match promise.due.as_str() {
                "" => promise.text.clone(),
                due => format!("{} ({due})", promise.text),
            })
            .collect(),
        readings: item
            .readings
            .into_iter()
            .map(|reading| Reading {
                // A file stands behind a sign-in or a link: on paper its name says which it is.
                address: match reading.file_hash {
                    Some(_) => String::new(),
                    None => reading.href,
                },
                title: reading.title,
                file: reading.file_name,
            })
            .collect(),
        title: item.title,
        minutes: item.minutes,
        about: item.about,
    });
    items.collect()
}

fn decisions(words: Words, time_zone: &str, rows: Vec<DecisionRow>) -> Vec<Decision> {
    let decisions = rows.into_iter().map(|row| Decision {
        closes: row.closes_at.map_or_else(String::new, |at| {
            let day = dates::long(words, dates::day_of(at, time_zone));
            words.with("book-closes", &[("day", day.into())])
        }),
        paragraphs: words
            .pick(&row.text, &row.text_es)
            .split("\n\n")
            .filter(|part| !part.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        title: words.pick(&row.title, &row.title_es).to_owned(),
    });
    decisions.collect()
}

fn minutes(words: Words, before: Option<(MeetingRow, Vec<LineRow>)>) -> Minutes {
    let Some((row, lines)) = before else {
        return Minutes::default();
    };
    let day = views::day(words, &row.held_on);
    let lines = lines.into_iter().map(|line| {
        let due = line.due_on.as_deref().map(|due| views::day(words, due));
        let told: Vec<String> = line.owner.into_iter().chain(due).collect();
        Line {
            label: match line.mark.as_str() {
                "note" => String::new(),
                mark => words.say(&format!("mark-{mark}")),
            },
            text: match told.as_slice() {
                [] => line.words,
                told => format!("{} ({})", line.words, told.join(", ")),
            },
        }
    });
    Minutes {
        heading: words.with("book-minutes", &[("day", day.into())]),
        standing: words.say(&format!("minutes-state-{}", row.minutes_state)),
        lines: lines.collect(),
    }
}
