//! What people are told about meetings: each in their language, each only what is theirs. How it reaches them is their choice.

use jiff::civil::Date;
use platform::db::{Connection, Tx};
use platform::words::{Language, Words};

use super::agenda_store::{self, ItemRow, ReadingRow};
use super::minutes_store;
use super::promises::store as promises;
use super::store::{self, GuestRow, MeetingRow};
use super::views;
use crate::collaborative::store::CollaborativeRow;
use crate::communication::notices::{self, Told};
use crate::dates;
use crate::error::Error;

/// Most items of an agenda that a letter lists.
const ITEMS_MAX: usize = 30;

fn words_of(guest: &GuestRow) -> Words {
    crate::words::words(Language::from_code(&guest.language).unwrap_or_default())
}

/// The notice for one guest about a meeting.
fn told(guest: &GuestRow, row: &MeetingRow, kind: &'static str, what: &str) -> Told {
    Told {
        person_id: guest.person_id.clone(),
        kind,
        told_once: format!("{what}:{}:{}", row.meeting_id, row.sequence),
        heading: String::new(),
        words: String::new(),
        path: format!("meeting:{}", row.meeting_id),
    }
}

/// Invites everybody to a meeting, or tells that it changed.
pub async fn invite(tx: &Tx, collaborative: &CollaborativeRow, meeting: &str) -> Result<(), Error> {
    let row = store::meeting(tx, meeting).await?.ok_or(Error::NotFound)?;
    let key = if row.sequence == 0 {
        "meeting-invitation"
    } else {
        "meeting-changed"
    };
    tell_all(tx, collaborative, &row, "invite", key).await
}

/// Tells everybody that a meeting was called off.
pub async fn call_off(tx: &Tx, collaborative: &CollaborativeRow, meeting: &str) -> Result<(), Error> {
    let row = store::meeting(tx, meeting).await?.ok_or(Error::NotFound)?;
    tell_all(tx, collaborative, &row, "off", "meeting-called-off").await
}

async fn tell_all(
    tx: &Tx,
    collaborative: &CollaborativeRow,
    row: &MeetingRow,
    what: &str,
    key: &str,
) -> Result<(), Error> {
    let bodies = store::bodies_of(tx, &row.meeting_id).await?;
    let mut letters = Vec::new();
    for guest in store::guests(tx, &row.meeting_id).await? {
        let words = words_of(&guest);
        let title = views::title(words, row);
        let mut told = told(&guest, row, "meeting", what);
        told.heading = words.with(key, &[("title", title.into())]);
        let mut lines = vec![views::when(words, row), views::body_names(words, &bodies)];
        lines.extend([row.place.clone(), row.video.clone(), row.because.clone()]);
        lines.retain(|line| !line.is_empty());
        told.words = lines.join("\n");
        letters.push(told);
    }
    notices::tell(tx, collaborative, letters).await?;
    Ok(())
}

/// Sends agenda and readings; gives how many people are told.
pub async fn send_agenda(
    tx: &Tx,
    collaborative: &CollaborativeRow,
    row: &MeetingRow,
) -> Result<usize, Error> {
    let items = agenda_store::items(tx, &row.meeting_id).await?;
    let readings = agenda_store::readings(tx, &row.meeting_id).await?;
    let now = tx.clock().now_millis();
    let mut letters = Vec::new();
    for guest in store::guests(tx, &row.meeting_id).await? {
        let words = words_of(&guest);
        // Sent again after a change, it is told again.
        let mut told = told(&guest, row, "meeting", &format!("agenda-{now}"));
        told.heading = words.with(
            "meeting-agenda-for",
            &[("title", views::title(words, row).into())],
        );
        let mut lines = vec![views::when(words, row)];
        for (number, item) in items.iter().take(ITEMS_MAX).enumerate() {
            lines.push(item_line(words, number + 1, item));
            let own = readings
                .iter()
                .filter(|reading| reading.agenda_item_id == item.agenda_item_id);
            lines.extend(own.map(|reading| reading_line(words, reading)));
        }
        told.words = lines.join("\n");
        letters.push(told);
    }
    let count = letters.len();
    notices::tell(tx, collaborative, letters).await?;
    Ok(count)
}

/// A page with its address; a file stands behind the reader's own link, which the letter holds.
fn reading_line(words: Words, reading: &ReadingRow) -> String {
    if reading.file_hash.is_none() {
        return format!("   {}: {}", reading.title, reading.href);
    }
    let told = words.with("reading-behind-link", &[("title", (&reading.title).into())]);
    format!("   {told}")
}

fn item_line(words: Words, number: usize, item: &ItemRow) -> String {
    let title = views::item_title(words, item);
    let minutes = words.with("minutes-short", &[("minutes", item.minutes.into())]);
    format!("{number}. {title} ({minutes})")
}

/// Sends the minutes: decisions for everybody, and to each person what they promised, and nobody else's promises.
pub async fn send_minutes(
    tx: &Tx,
    collaborative: &CollaborativeRow,
    row: &MeetingRow,
) -> Result<usize, Error> {
    let lines = minutes_store::lines(tx, &row.meeting_id).await?;
    let actions = promises::of_meeting(tx, &row.meeting_id).await?;
    let mut letters = Vec::new();
    let mut readers = store::guests(tx, &row.meeting_id).await?;
    readers.extend(store::helpers(tx, &row.meeting_id).await?);
    for guest in readers {
        let words = words_of(&guest);
        let mut told = told(&guest, row, "minutes", "minutes");
        told.heading = words.with("minutes-of", &[("title", views::title(words, row).into())]);
        let mut text = vec![views::day(words, &row.held_on)];
        let marked = |mark: &str| {
            let lines = lines.iter().filter(|line| line.mark == mark);
            lines.map(|line| format!("- {}", line.words)).collect::<Vec<_>>()
        };
        let own = actions
            .iter()
            .filter(|action| action.owner_id.as_ref() == Some(&guest.person_id));
        let own: Vec<String> = own
            .map(|action| match &action.due_on {
                Some(due) => {
                    let due = words.with("action-until", &[("day", views::day(words, due).into())]);
                    format!("- {} ({due})", action.title)
                }
                None => format!("- {}", action.title),
            })
            .collect();
        let parts = [
            ("minutes-decided", marked("decision")),
            ("minutes-yours", own),
            ("minutes-thanks", marked("thanks")),
        ];
        for (key, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            text.push(format!("\n{}", words.say(key)));
            text.extend(lines);
        }
        told.words = text.join("\n");
        letters.push(told);
    }
    let count = letters.len();
    notices::tell(tx, collaborative, letters).await?;
    Ok(count)
}

/// Reminds of what is due: the owners of promises whose day is tomorrow or has passed. Told once for each day due.
pub async fn remind(tx: &Tx, collaborative: &CollaborativeRow, today: Date) -> Result<usize, Error> {
    let soon = today.saturating_add(jiff::Span::new().days(1)).to_string();
    let people = languages(tx).await?;
    let mut letters = Vec::new();
    for action in promises::open(tx, "").await? {
        let (Some(owner), Some(due)) = (&action.owner_id, &action.due_on) else {
            continue;
        };
        if *due > soon {
            continue;
        }
        let language = people
            .iter()
            .find(|(id, _)| id == owner)
            .map(|(_, language)| language.as_str());
        let words = crate::words::words(language.and_then(Language::from_code).unwrap_or_default());
        let day = due
            .parse()
            .map_or_else(|_| due.clone(), |due| dates::near(words, due));
        letters.push(Told {
            person_id: owner.clone(),
            kind: "action",
            told_once: format!("due:{}:{due}", action.action_item_id),
            heading: action.title.clone(),
            words: words.with("action-due", &[("day", day.into())]),
            path: match &action.meeting_id {
                Some(meeting) => format!("meeting:{meeting}"),
                None => "/work/actions".to_owned(),
            },
        });
    }
    Ok(notices::tell(tx, collaborative, letters).await?)
}

async fn languages(connection: &Connection) -> Result<Vec<(String, String)>, Error> {
    let people = crate::directory::store::people(connection).await?;
    Ok(people
        .into_iter()
        .map(|row| (row.person_id, row.language))
        .collect())
}
