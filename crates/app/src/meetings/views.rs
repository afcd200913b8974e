//! What pages and letters say about meetings.

use jiff::civil::{DateTime, Time};
use platform::words::Words;

use super::agenda_store::ItemRow;
use super::store::{MeetingBodyRow, MeetingRow};
use crate::dates;

/// A meeting's title.
pub fn title(words: Words, row: &MeetingRow) -> String {
    words.pick(&row.title, &row.title_es).to_owned()
}

/// An item's title: its own, else what its kind is called. What is decided is said to be.
pub fn item_title(words: Words, item: &ItemRow) -> String {
    let title = words.pick(&item.title, &item.title_es);
    if title.is_empty() {
        return words.say(&format!("item-kind-{}", item.kind));
    }
    match item.kind.as_str() {
        "decide" => words.with("item-decide", &[("title", title.into())]),
        "data" => words.with("item-data", &[("title", title.into())]),
        _ => title.to_owned(),
    }
}

/// The names of the bodies that meet.
pub fn body_names(words: Words, bodies: &[MeetingBodyRow]) -> String {
    let names = bodies.iter().map(|body| words.pick(&body.name, &body.name_es));
    names.collect::<Vec<_>>().join(", ")
}

/// A day in words; as it stands if it is none.
pub fn day(words: Words, on: &str) -> String {
    on.parse()
        .map_or_else(|_| on.to_owned(), |day| dates::long(words, day))
}

/// "Thursday, October 16, 2026, 4:00–5:30 pm".
pub fn when(words: Words, row: &MeetingRow) -> String {
    let day = day(words, &row.held_on);
    words.with(
        "meeting-when",
        &[
            ("day", day.into()),
            ("hours", hours(words, &row.begins, row.minutes).into()),
        ],
    )
}

/// "4:00–5:30 pm", "11:30 am–1:00 pm"; as they stand if they are no hours.
pub fn hours(words: Words, begins: &str, minutes: i64) -> String {
    let Ok(start) = begins.parse::<Time>() else {
        return begins.to_owned();
    };
    let start = DateTime::from_parts(jiff::civil::date(2000, 1, 1), start);
    let end = start.saturating_add(jiff::Span::new().minutes(minutes.clamp(0, 10_000)));
    let half = |at: DateTime| {
        words.say(if at.hour() < 12 {
            "hour-before-noon"
        } else {
            "hour-after-noon"
        })
    };
    let clock = |at: DateTime| {
        let hour = match at.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        format!("{hour}:{:02}", at.minute())
    };
    if half(start) == half(end) {
        return format!("{}–{} {}", clock(start), clock(end), half(end));
    }
    format!("{} {}–{} {}", clock(start), half(start), clock(end), half(end))
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;

    #[test]
    fn hours_are_said_as_people_say_them() {
        let english = crate::words::words(Language::English);
        assert_eq!(hours(english, "16:00", 90), "4:00–5:30 pm");
        assert_eq!(hours(english, "11:30", 90), "11:30 am–1:00 pm");
        assert_eq!(hours(english, "00:15", 30), "12:15–12:45 am");
        assert_eq!(hours(english, "soon", 30), "soon");
        let spanish = crate::words::words(Language::Spanish);
        assert_eq!(hours(spanish, "16:00", 60), "4:00–5:00 p. m.");
    }
}
