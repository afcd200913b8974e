//! Gathers what whoever takes over a role must know, in the reader's words.

use domain::activities::Answer;
use domain::ids::PersonId;
use jiff::civil::Date;
use platform::db::Connection;
use platform::words::Words;

use super::store::{self, LineRow};
use crate::activities::commitments::store as commitments;
use crate::activities::outline::{self, Wanted};
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
        parts.extend(everybodys(connection, words, today).await?);
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

/// What the staff keeps going for everybody: the plan with how it stands, what organisations promised, the workplan, what is
/// asked of whom, and agreements with their ends.
async fn everybodys(
    connection: &Connection,
    words: Words,
    today: Date,
) -> Result<Vec<(&'static str, Vec<[String; 3]>)>, Error> {
    let day = |text: &str| {
        text.parse()
            .map_or_else(|_| text.to_owned(), |day| dates::plain(words, day))
    };
    let plan = outline::plan(connection, &Wanted::default(), today).await?;
    let activities = plan.iter().filter(|one| one.standing.is_open()).map(|one| {
        let standing = words.say(&format!("plan-standing-{}", one.standing.code()));
        [
            words.pick(&one.row.title_en, &one.row.title_es).to_owned(),
            format!("{}, {}", one.row.lead, standing.to_lowercase()),
            one.row.ends_on.as_deref().map(day).unwrap_or_default(),
        ]
    });
    let promised = commitments::promises(connection, "").await?;
    let promises = promised
        .iter()
        .filter(|row| !matches!(row.newest(), Some(Answer::Kept | Answer::Dropped)))
        .map(|row| {
            let changed = row.new_words.as_deref().filter(|new| !new.is_empty());
            let what = changed.unwrap_or_else(|| words.pick(&row.words_en, &row.words_es));
            [
                what.to_owned(),
                row.organisation.clone(),
                dates::plain(words, row.due()),
            ]
        });
    let line = |row: LineRow, note: String| {
        let what = words.pick(&row.what, &row.what_es).to_owned();
        [what, note, day(&row.day)]
    };
    let work = store::workplan(connection).await?.into_iter().map(|row| {
        let (function, owner) = row.note.split_once('|').unwrap_or((&row.note, ""));
        let function = words.say(&format!("function-{function}"));
        let note = [function.as_str(), owner].map(str::trim).join(", ");
        let note = note.trim_end_matches([',', ' ']).to_owned();
        line(row, note)
    });
    let policy = store::policy(connection).await?.into_iter().map(|row| {
        let (stage, who) = row.note.split_once('|').unwrap_or((&row.note, ""));
        let note = format!(
            "{who}, {}",
            words.say(&format!("policy-stage-{stage}")).to_lowercase()
        );
        line(row, note)
    });
    let agreements = store::agreements(connection).await?.into_iter().map(|row| {
        let note = match row.note.as_str() {
            "" => words.say("handover-with-team"),
            partner => partner.to_owned(),
        };
        line(row, note)
    });
    Ok(vec![
        ("handover-activities", activities.collect()),
        ("handover-commitments", promises.collect()),
        ("handover-workplan", work.collect()),
        ("handover-policy", policy.collect()),
        ("handover-agreements", agreements.collect()),
    ])
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
