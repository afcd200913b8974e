//! What a partner decided while sending: shown to whoever reviews, so that nobody wonders where a figure comes from.

use std::collections::BTreeMap;

use platform::db::Connection;
use platform::words::Words;

use super::answers::{Answers, Blank, LEAVE_OUT};
use super::roles::Role;
use crate::directory::places;
use crate::error::Error;
use crate::measurement::store as measurement;

/// Most lines shown.
const LINES_MAX: usize = 100;

/// Names that answers give by slug or code.
struct Names {
    places: BTreeMap<String, String>,
    dimensions: BTreeMap<String, String>,
    categories: BTreeMap<String, String>,
}

/// One sentence for each answer, in the order of the check page. Typed cells are told without their value where small
/// counts are not to be seen.
pub async fn sentences(
    connection: &Connection,
    words: Words,
    answers: &str,
    is_small_shown: bool,
) -> Result<Vec<String>, Error> {
    let answers: Answers = serde_json::from_str(answers).unwrap_or_default();
    if answers == Answers::default() {
        return Ok(Vec::new());
    }
    let names = names(connection, words).await?;
    let mut lines = columns(words, &answers, &names);
    lines.extend(matches(words, &answers, &names));
    lines.extend(cells(words, &answers, is_small_shown));
    if !answers.rows_out.is_empty() {
        let rows: Vec<String> = answers.rows_out.iter().map(ToString::to_string).collect();
        lines.push(words.with(
            "decided-rows-out",
            &[("count", rows.len().into()), ("rows", rows.join(", ").into())],
        ));
    }
    if answers.is_period_right {
        lines.push(words.say("decided-period"));
    }
    lines.truncate(LINES_MAX);
    Ok(lines)
}

fn columns(words: Words, answers: &Answers, names: &Names) -> Vec<String> {
    let mut lines = Vec::new();
    for (col, code) in &answers.roles {
        let role = match Role::from_code(code) {
            Some(Role::Category(slug)) => names.dimensions.get(&slug).cloned().unwrap_or(slug),
            Some(plain) => words.say(&format!("read-as-{}", plain.code())),
            None => continue,
        };
        lines.push(words.with(
            "decided-column",
            &[("column", i64::from(*col).into()), ("role", role.into())],
        ));
    }
    for (col, blank) in &answers.blanks {
        let key = match blank {
            Blank::Zero => "decided-blank-zero",
            Blank::NoNumber => "decided-blank-none",
        };
        lines.push(words.with(key, &[("column", i64::from(*col).into())]));
    }
    lines
}

fn matches(words: Words, answers: &Answers, names: &Names) -> Vec<String> {
    let told = |sent: &str, meant: &str, known: &BTreeMap<String, String>| {
        if meant == LEAVE_OUT {
            return words.with("decided-left-out", &[("sent", sent.into())]);
        }
        let meant = known.get(meant).map_or(meant, String::as_str);
        words.with("decided-means", &[("sent", sent.into()), ("meant", meant.into())])
    };
    let places = answers
        .places
        .iter()
        .map(|(sent, meant)| told(sent, meant, &names.places));
    let categories = answers.categories.iter().map(|(sent, meant)| {
        let sent = sent.split_once('|').map_or(sent.as_str(), |(_, text)| text);
        if meant.is_empty() {
            return words.with("decided-everyone", &[("sent", sent.into())]);
        }
        told(sent, meant, &names.categories)
    });
    places.chain(categories).collect()
}

fn cells(words: Words, answers: &Answers, is_small_shown: bool) -> Vec<String> {
    let lines = answers.cells.iter().filter_map(|(key, typed)| {
        let (row, col) = key.split_once(':')?;
        let mut about = vec![("row", row.into()), ("column", col.into())];
        if !is_small_shown {
            return Some(words.with("decided-cell-kept", &about));
        }
        about.push(("typed", typed.as_str().into()));
        Some(words.with("decided-cell", &about))
    });
    lines.collect()
}

async fn names(connection: &Connection, words: Words) -> Result<Names, Error> {
    let pick = |english: &str, spanish: &str| words.pick(english, spanish).to_owned();
    let places = places::places(connection).await?;
    let dimensions = measurement::dimensions(connection).await?;
    let categories = measurement::categories(connection).await?;
    Ok(Names {
        places: places
            .into_iter()
            .map(|row| (row.place_id, pick(&row.name, &row.name_es)))
            .collect(),
        dimensions: dimensions
            .into_iter()
            .map(|row| (row.slug, pick(&row.label_en, &row.label_es)))
            .collect(),
        categories: categories
            .into_iter()
            .map(|row| (row.slug, pick(&row.label_en, &row.label_es)))
            .collect(),
    })
}
