//! Meetings as calendars get them: rows as one entry with a rule, what differs from it as an entry of its own.

use std::collections::BTreeSet;

use domain::calendar::event::{Attending, Event, Mailbox, Method, Standing, calendar};
use domain::calendar::write;
use domain::meetings::rhythm::Rhythm;
use jiff::civil::{Date, DateTime, Time};
use platform::clock::from_millis;
use platform::db::Connection;
use platform::words::Words;

use super::row::{self, SeriesRow};
use super::store::{self, MeetingBodyRow, MeetingRow, Wanted};
use super::views;
use crate::collaborative::store::CollaborativeRow;
use crate::error::Error;

/// Whose calendar it is, and where its links lead.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The collaborative.
    pub collaborative: &'a CollaborativeRow,
    /// Address that readers use.
    pub base_url: &'a str,
    /// Words of the reader.
    pub words: Words,
}

impl Desk<'_> {
    fn organizer(&self) -> Option<Mailbox> {
        let email = self.collaborative.contact_email.clone();
        (!email.is_empty()).then(|| Mailbox {
            name: self.collaborative.name.clone(),
            email,
        })
    }

    fn url(&self, row: &MeetingRow) -> String {
        format!(
            "{}/{}/work/meetings/{}",
            self.base_url, self.collaborative.slug, row.meeting_id
        )
    }
}

/// A feed of the meetings wanted.
pub async fn feed(
    connection: &Connection,
    desk: Desk<'_>,
    wanted: &Wanted,
    name: &str,
) -> Result<String, Error> {
    let rows = store::meetings(connection, wanted, store::LIST_MAX).await?;
    let bodies = store::bodies_between(connection, wanted.from, wanted.until).await?;
    let series = row::all(connection).await?;
    let mut events = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for row in &rows {
        let own = row
            .meeting_series_id
            .as_ref()
            .and_then(|id| series.iter().find(|one| one.meeting_series_id == *id));
        let Some(own) = own else {
            events.push(single(desk, row, &bodies));
            continue;
        };
        if known.insert(&own.meeting_series_id) {
            events.push(whole_row(desk, own, row, &bodies));
        }
        if row.sequence > 0 {
            events.push(one_of_row(desk, own, row, &bodies));
        }
    }
    Ok(write(&calendar(Method::Publish, name, &events)))
}

/// What one guest's calendar gets about a meeting: an invitation, its change, or that it is off. Its METHOD comes first.
pub async fn invitation(
    connection: &Connection,
    desk: Desk<'_>,
    row: &MeetingRow,
    guest: (Mailbox, &str),
) -> Result<(&'static str, String), Error> {
    let method = if row.state == "cancelled" {
        Method::Cancel
    } else {
        Method::Request
    };
    let bodies = store::bodies_of(connection, &row.meeting_id).await?;
    let mut event = event_of(connection, desk, row, &bodies).await?;
    let attending = match guest.1 {
        "yes" => Attending::Yes,
        "no" => Attending::No,
        "maybe" => Attending::Maybe,
        _ => Attending::NotSaid,
    };
    event.attendees.push((guest.0, attending));
    let name = &desk.collaborative.name;
    Ok((method.word(), write(&calendar(method, name, &[event]))))
}

/// The calendar file of one meeting.
pub async fn file(connection: &Connection, desk: Desk<'_>, row: &MeetingRow) -> Result<String, Error> {
    let bodies = store::bodies_of(connection, &row.meeting_id).await?;
    let event = event_of(connection, desk, row, &bodies).await?;
    Ok(write(&calendar(
        Method::Publish,
        &desk.collaborative.name,
        &[event],
    )))
}

/// A row is invited to as a whole; what changes is one of its meetings.
async fn event_of(
    connection: &Connection,
    desk: Desk<'_>,
    row: &MeetingRow,
    bodies: &[MeetingBodyRow],
) -> Result<Event, Error> {
    let Some(id) = &row.meeting_series_id else {
        return Ok(single(desk, row, bodies));
    };
    let all = row::all(connection).await?;
    let series = all
        .iter()
        .find(|one| one.meeting_series_id == *id)
        .ok_or(Error::NotFound)?;
    let is_first = row.planned_on.as_ref() == Some(&series.first_on);
    Ok(if row.sequence == 0 && is_first {
        whole_row(desk, series, row, bodies)
    } else {
        one_of_row(desk, series, row, bodies)
    })
}

/// Part of an identifier that is ours everywhere.
fn uid(id: &str) -> String {
    format!("{id}@mainstay")
}

fn local(day: &str, begins: &str) -> DateTime {
    let day: Date = day.parse().unwrap_or_default();
    day.to_datetime(begins.parse().unwrap_or(Time::midnight()))
}

fn single(desk: Desk<'_>, row: &MeetingRow, bodies: &[MeetingBodyRow]) -> Event {
    let words = desk.words;
    let bodies: Vec<MeetingBodyRow> = bodies
        .iter()
        .filter(|body| body.meeting_id == row.meeting_id)
        .cloned()
        .collect();
    let mut about = vec![views::body_names(words, &bodies), row.video.clone()];
    about.retain(|line| !line.is_empty());
    Event {
        uid: uid(&row.meeting_id),
        sequence: row.sequence,
        changed_at: from_millis(row.changed_at),
        starts: local(&row.held_on, &row.begins),
        zone: row.time_zone.clone(),
        minutes: row.minutes,
        rule: None,
        instead_of: None,
        without: Vec::new(),
        standing: match row.state.as_str() {
            "cancelled" => Standing::Cancelled,
            _ => Standing::Confirmed,
        },
        summary: views::title(words, row),
        description: about.join("\n"),
        location: row.place.clone(),
        url: desk.url(row),
        organizer: desk.organizer(),
        attendees: Vec::new(),
    }
}

fn one_of_row(desk: Desk<'_>, series: &SeriesRow, row: &MeetingRow, bodies: &[MeetingBodyRow]) -> Event {
    let planned_on = row.planned_on.as_deref().unwrap_or(&row.held_on);
    Event {
        uid: uid(&series.meeting_series_id),
        instead_of: Some(local(planned_on, &series.begins)),
        ..single(desk, row, bodies)
    }
}

fn whole_row(desk: Desk<'_>, series: &SeriesRow, row: &MeetingRow, bodies: &[MeetingBodyRow]) -> Event {
    let first: Date = series.first_on.parse().unwrap_or_default();
    let last = local(&series.last_on, &series.begins);
    let rhythm = Rhythm::from_code(&series.rhythm);
    Event {
        uid: uid(&series.meeting_series_id),
        sequence: series.sequence,
        changed_at: from_millis(series.changed_at),
        starts: local(&series.first_on, &series.begins),
        zone: series.time_zone.clone(),
        minutes: series.minutes,
        rule: rhythm.map(|rhythm| rhythm.rule(first, last, &series.time_zone)),
        standing: Standing::Confirmed,
        summary: desk.words.pick(&series.title, &series.title_es).to_owned(),
        location: series.place.clone(),
        url: format!("{}/{}/work/meetings", desk.base_url, desk.collaborative.slug),
        ..single(desk, row, bodies)
    }
}
