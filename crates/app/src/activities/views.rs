//! What pages say about activities: how they stand and why, who takes part, from when until when.

use domain::activities::{Standing, Why};
use jiff::civil::Date;
use platform::words::Words;

use super::outline::Standed;
use super::steps_store::MilestoneRow;
use crate::dates;

/// The class of the tag for a standing.
pub fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Late => "down",
        Standing::OnCourse => "ok",
        Standing::Planned => "wait",
        Standing::Done => "flat",
        Standing::Stopped => "warn",
    }
}

/// How something stands, in a word.
pub fn standing(words: Words, standing: Standing) -> String {
    words.say(&format!("plan-standing-{}", standing.code()))
}

/// What that follows from, in a sentence.
pub fn why(words: Words, why: Why) -> String {
    words.say(&format!("plan-why-{}", why.code()))
}

/// A day in words; as it stands if it is none.
pub fn day(words: Words, on: &str) -> String {
    on.parse::<Date>()
        .map_or_else(|_| on.to_owned(), |day| dates::plain(words, day))
}

/// "September 1, 2025 to June 30, 2026", "since September 1, 2025".
pub fn span(words: Words, starts_on: &str, ends_on: Option<&str>) -> String {
    let from = day(words, starts_on);
    match ends_on {
        Some(end) => words.with(
            "plan-from-to",
            &[("from", from.into()), ("to", day(words, end).into())],
        ),
        None => words.with("plan-since", &[("from", from.into())]),
    }
}

/// An activity's title.
pub fn title(words: Words, one: &Standed) -> String {
    words.pick(&one.row.title_en, &one.row.title_es).to_owned()
}

/// Where a milestone stands: class and word.
pub fn milestone_tag(words: Words, row: &MilestoneRow, today: Date) -> (&'static str, String) {
    if row.dropped_at.is_some() {
        return ("flat", words.say("milestone-dropped"));
    }
    if let Some(on) = &row.done_on {
        let key = format!("{}-reached-on", row.kind);
        return ("ok", words.with(&key, &[("day", day(words, on).into())]));
    }
    if row.due_on < today.to_string() {
        return ("down", words.say("milestone-late"));
    }
    ("wait", words.say("milestone-open"))
}

/// How many of some things are reached: "2 of 3 reached"; empty where there is none.
pub fn reached(words: Words, live: Option<i64>, reached: Option<i64>) -> String {
    match (live.unwrap_or(0), reached.unwrap_or(0)) {
        (0, _) => String::new(),
        (live, reached) => words.with(
            "plan-reached",
            &[("reached", reached.into()), ("count", live.into())],
        ),
    }
}

/// A number as it was typed: without decimals where it has none.
pub fn number(words: Words, value: f64) -> String {
    let text = if value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value}")
    };
    match words.code() {
        "es" => text.replace('.', ","),
        _ => text,
    }
}
