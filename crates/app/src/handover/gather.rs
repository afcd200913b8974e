//! Gathers what whoever takes over a role must know, in the reader's words.

use domain::ids::PersonId;
use platform::db::Connection;
use platform::words::Words;

use super::store::{self, LineRow};
use crate::dates;
use crate::directory::store as directory;
use crate::error::Error;
use crate::meetings::promises::store as promises;

/// Tasks are looked for over this long.
const YEAR_MILLIS: i64 = 400 * 24 * 3600 * 1000;
/// Terms that end within this many days are told.
const TERM_DAYS: i64 = 200;

/// A part of the file: a heading, and lines of what, note and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Key of its heading in the catalogue.
    pub key: &'static str,
    /// Its lines.
    pub lines: Vec<[String; 3]>,
}

/// The whole file about a person's roles. Parts without lines are left out.
pub async fn gather(
    connection: &Connection,
    words: Words,
    person: PersonId,
    time_zone: &str,
) -> Result<Vec<Part>, Error> {
    let id = person.to_string();
    let today = connection.clock().today(time_zone);
    let now = connection.clock().now_millis();
    let day = today.to_string();
    let roles = store::roles(connection, &id, &day).await?;
    let all = i64::from(roles.iter().any(|role| role.note == "staff"));
    let before = today
        .saturating_add(jiff::Span::new().days(TERM_DAYS))
        .to_string();
    let line = |row: LineRow| {
        let day = row
            .day
            .parse()
            .map_or(row.day.clone(), |day| dates::plain(words, day));
        [words.pick(&row.what, &row.what_es).to_owned(), row.note, day]
    };
    let lines = |rows: Vec<LineRow>| rows.into_iter().map(line).collect::<Vec<_>>();
    let own_roles = roles.into_iter().map(|mut role| {
        if role.note == "staff" {
            role.what = words.say(&format!("role-{}", role.what));
            role.note = String::new();
        } else {
            role.note = words.say(&format!("seat-role-{}", role.note));
        }
        line(role)
    });
    let own_promises = promises::open(connection, &id).await?.into_iter().map(|action| {
        let due = action.due_on.unwrap_or_default();
        let due = due.parse().map_or(due.clone(), |due| dates::plain(words, due));
        [
            action.title,
            words.pick(&action.body, &action.body_es).to_owned(),
            due,
        ]
    });
    let mut parts = vec![
        ("handover-roles", own_roles.collect()),
        (
            "handover-decisions",
            lines(store::decisions(connection, &id, all, &day).await?),
        ),
        ("handover-promises", own_promises.collect()),
        (
            "handover-meetings",
            lines(store::meetings(connection, &id, all, now).await?),
        ),
    ];
    if all == 1 {
        parts.push(("handover-reviews", lines(store::reviews(connection).await?)));
        parts.push(("handover-requests", lines(store::requests(connection).await?)));
        parts.push(("handover-terms", lines(store::terms(connection, &before).await?)));
        parts.push(("handover-partners", lines(store::partners(connection).await?)));
    }
    let actor = format!("person:{id}");
    let tasks = store::tasks(connection, &actor, now - YEAR_MILLIS).await?;
    let tasks = tasks.into_iter().map(|task| {
        let last = dates::plain(words, dates::day_of(task.last_at, time_zone));
        let key = format!("fact-{}", task.kind.replace('.', "-"));
        let what = if words.has(&key) {
            words.say(&key)
        } else {
            task.kind.clone()
        };
        let note = words.with(
            "handover-task",
            &[("own", task.own.into()), ("others", task.others.into())],
        );
        [what, note, last]
    });
    parts.push(("handover-tasks", tasks.collect()));
    let parts = parts.into_iter().map(|(key, lines)| Part { key, lines });
    Ok(parts.filter(|part| !part.lines.is_empty()).collect())
}

/// The file as plain text with Markdown's marks: it outlives any program.
pub fn text(words: Words, name: &str, parts: &[Part]) -> String {
    let mut text = format!("# {}\n", words.with("handover-of", &[("name", name.into())]));
    for part in parts {
        text.push_str(&format!("\n## {}\n\n", words.say(part.key)));
        for [what, note, day] in &part.lines {
            let rest: Vec<&str> = [note.as_str(), day.as_str()]
                .into_iter()
                .filter(|one| !one.is_empty())
                .collect();
            match rest.is_empty() {
                true => text.push_str(&format!("- {what}\n")),
                false => text.push_str(&format!("- {what}: {}\n", rest.join(", "))),
            }
        }
    }
    text
}

/// Somebody by their address.
pub async fn person_by_email(connection: &Connection, email: &str) -> Result<(PersonId, String), Error> {
    let row = directory::person_by_email(connection, &email.trim().to_lowercase()).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok((row.person_id.parse().map_err(|_| Error::NotFound)?, row.name))
}
