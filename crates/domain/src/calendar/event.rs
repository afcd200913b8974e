//! A meeting as an entry of a calendar: published in a feed, sent as an invitation, changed, or called off (RFC 5546).

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};

use super::values::{Duration, Moment};
use super::{Component, Property, Rule, Value, zone};

/// What a calendar is for: its METHOD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A feed that anybody with its address reads.
    Publish,
    /// An invitation, or its change: the newer replaces the older.
    Request,
    /// It is called off.
    Cancel,
}

impl Method {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Whether a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It takes place.
    Confirmed,
    /// It was called off.
    Cancelled,
}

/// Somebody with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
}

/// What somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attending {
    /// Nothing yet.
    NotSaid,
    /// Comes.
    Yes,
    /// Does not come.
    No,
    /// May come.
    Maybe,
}

impl Attending {
    /// The word of calendars for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotSaid => "NEEDS-ACTION",
            Self::Yes => "ACCEPTED",
            Self::No => "DECLINED",
            Self::Maybe => "TENTATIVE",
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Never changes: by it a change finds what it changes.
    pub uid: String,
    /// Rises with every change that matters.
    pub sequence: i64,
    /// When this was last changed.
    pub changed_at: Timestamp,
    /// When it begins, by the clock on the wall there.
    pub starts: DateTime,
    /// The zone of that clock.
    pub zone: String,
    /// How long it lasts.
    pub minutes: i64,
    /// When it comes again, for the entry that stands for all of a row.
    pub rule: Option<Rule>,
    /// The meeting of a row that this entry is about: when it was to begin.
    pub instead_of: Option<DateTime>,
    /// Days of a row that fall out without a word.
    pub without: Vec<DateTime>,
    /// Whether it stands.
    pub standing: Standing,
    /// Title.
    pub summary: String,
    /// What it is about.
    pub description: String,
    /// Where.
    pub location: String,
    /// A page about it; may be empty.
    pub url: String,
    /// Who calls the meeting.
    pub organizer: Option<Mailbox>,
    /// Who is asked to come, and what they said.
    pub attendees: Vec<(Mailbox, Attending)>,
}

/// A calendar with entries, and every zone that they name.
pub fn calendar(method: Method, name: &str, events: &[Event]) -> Component {
    let mut calendar = Component::new("VCALENDAR");
    calendar.properties = vec![
        text("VERSION", "2.0"),
        text("PRODID", "-//Mainstay//Meetings//EN"),
        text("CALSCALE", "GREGORIAN"),
        text("METHOD", method.word()),
    ];
    if method == Method::Publish {
        calendar.properties.push(text("NAME", name));
        calendar.properties.push(Property::new(
            "X-WR-CALNAME",
            Value::Other(name.replace('\n', " ")),
        ));
        let often = Value::Duration(Duration::minutes(60));
        let often = Property::new("REFRESH-INTERVAL", often);
        calendar.properties.push(often.with("VALUE", "DURATION"));
    }
    let mut zones: Vec<(&str, Date)> = Vec::new();
    for event in events {
        let first = event.starts.date();
        match zones.iter_mut().find(|(name, _)| *name == event.zone) {
            Some((_, from)) => *from = first.min(*from),
            None => zones.push((&event.zone, first)),
        }
    }
    zones.sort_unstable();
    calendar.parts.extend(
        zones
            .iter()
            .filter_map(|(name, from)| zone::described(name, *from)),
    );
    calendar.parts.extend(events.iter().map(entry));
    calendar
}

fn text(name: &str, text: &str) -> Property {
    Property::new(name, Value::Text(vec![text.to_owned()]))
}

fn utc(name: &str, at: Timestamp) -> Property {
    let at = at
        .to_zoned(TimeZone::UTC)
        .datetime()
        .with()
        .subsec_nanosecond(0)
        .build();
    let at = at.unwrap_or_default();
    Property::new(name, Value::Moments(vec![Moment::Utc(at)]))
}

fn local(event: &Event, name: &str, at: DateTime) -> Property {
    Property::new(name, Value::Moments(vec![Moment::Local(at)])).with("TZID", &event.zone)
}

fn entry(event: &Event) -> Component {
    let mut entry = Component::new("VEVENT");
    let put = &mut entry.properties;
    put.push(text("UID", &event.uid));
    put.push(Property::new("SEQUENCE", Value::Number(event.sequence)));
    put.push(utc("DTSTAMP", event.changed_at));
    put.push(utc("LAST-MODIFIED", event.changed_at));
    if let Some(instead_of) = event.instead_of {
        put.push(local(event, "RECURRENCE-ID", instead_of));
    }
    put.push(local(event, "DTSTART", event.starts));
    let length = Value::Duration(Duration::minutes(event.minutes));
    put.push(Property::new("DURATION", length));
    if let Some(rule) = &event.rule {
        put.push(Property::new("RRULE", Value::Rule(rule.clone())));
    }
    for without in &event.without {
        put.push(local(event, "EXDATE", *without));
    }
    let status = match event.standing {
        Standing::Confirmed => "CONFIRMED",
        Standing::Cancelled => "CANCELLED",
    };
    put.push(text("STATUS", status));
    put.push(text("SUMMARY", &event.summary));
    for (name, value) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
        if !value.is_empty() {
            put.push(text(name, value));
        }
    }
    if !event.url.is_empty() {
        put.push(Property::new("URL", Value::Other(event.url.clone())));
    }
    if let Some(organizer) = &event.organizer {
        put.push(mailbox("ORGANIZER", organizer));
    }
    for (who, attending) in &event.attendees {
        let attendee = mailbox("ATTENDEE", who).with("ROLE", "REQ-PARTICIPANT");
        let attendee = attendee.with("PARTSTAT", attending.word());
        put.push(attendee.with("RSVP", "TRUE"));
    }
    entry
}

fn mailbox(name: &str, who: &Mailbox) -> Property {
    Property::new(name, Value::Other(format!("mailto:{}", who.email))).with("CN", &who.name)
}
