//! Kinds of values, read and written.

use jiff::civil::{Date, DateTime, Time};

use super::lines::Line;
use super::rule::Rule;
use super::{Problem, Property};

/// No meeting and no alarm is farther away than this; a longer duration is a mistake of a program.
const DURATION_SECONDS_MAX: i64 = 100 * 366 * 24 * 3600;

/// A value with its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Texts; most properties hold one.
    Text(Vec<String>),
    /// Days, or instants of the clock on a wall, or of the one in Greenwich.
    Moments(Vec<Moment>),
    /// Spans of time that begin somewhere.
    Periods(Vec<Period>),
    /// How long, or how long before.
    Duration(Duration),
    /// When it comes again.
    Rule(Rule),
    /// Seconds east of Greenwich.
    Offset(i32),
    /// A whole number.
    Number(i64),
    /// A kind we only carry along: addresses, people, attachments.
    Other(String),
}

/// A day, or a day with its hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A day without hours.
    Day(Date),
    /// The clock on a wall; which wall says the parameter TZID, if there is one.
    Local(DateTime),
    /// The clock in Greenwich.
    Utc(DateTime),
}

/// A span of time that begins somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Period {
    /// Where it begins.
    pub start: Moment,
    /// Where it ends.
    pub end: End,
}

/// Where a period ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    /// At a moment.
    At(Moment),
    /// After a while.
    After(Duration),
}

/// A duration as it was written: a day is a day on the calendar, not always 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// Before, rather than after.
    pub is_before: bool,
    /// Weeks; nothing else stands beside them.
    pub weeks: i64,
    /// Days.
    pub days: i64,
    /// Hours.
    pub hours: i64,
    /// Minutes.
    pub minutes: i64,
    /// Seconds.
    pub seconds: i64,
}

/// What kind of value a property has when its parameters do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Moment,
    Period,
    Duration,
    Rule,
    Offset,
    Number,
    Other,
}

/// A line as a property with its value read. Errors: the value is not of its kind.
pub(super) fn property(line: &Line) -> Result<Property, Problem> {
    let (kind, words) = kind(line);
    let bad = || Problem::BadValue {
        property: line.name.clone(),
        kind: words,
        value: line.value.chars().take(80).collect(),
    };
    let text = line.value.as_str();
    let value = match kind {
        Kind::Text => Some(Value::Text(texts(line))),
        Kind::Moment => {
            let is_day = line.parameter("VALUE") == Some("DATE");
            let moments: Option<Vec<Moment>> = text.split(',').map(moment).collect();
            let moments = moments.filter(|all| all.iter().all(|one| matches!(one, Moment::Day(_)) == is_day));
            moments.map(Value::Moments)
        }
        Kind::Period => {
            let periods: Option<Vec<Period>> = text.split(',').map(period).collect();
            periods.map(Value::Periods)
        }
        Kind::Duration => duration(text).map(Value::Duration),
        Kind::Rule => Rule::read(text).map(Value::Rule),
        Kind::Offset => offset(text).map(Value::Offset),
        Kind::Number => text.trim().parse().ok().map(Value::Number),
        Kind::Other => Some(Value::Other(text.to_owned())),
    };
    Ok(Property {
        name: line.name.clone(),
        parameters: line.parameters.clone(),
        value: value.ok_or_else(bad)?,
    })
}

fn kind(line: &Line) -> (Kind, &'static str) {
    match line.parameter("VALUE") {
        Some("DATE") => return (Kind::Moment, "day"),
        Some("DATE-TIME") => return (Kind::Moment, "day with its hour"),
        Some("PERIOD") => return (Kind::Period, "period"),
        Some("DURATION") => return (Kind::Duration, "duration"),
        Some("INTEGER") => return (Kind::Number, "whole number"),
        Some("URI" | "BINARY" | "UID" | "XML-REFERENCE") => return (Kind::Other, "value"),
        Some(_) | None => {}
    }
    match line.name.as_str() {
        "DTSTART" | "DTEND" | "DUE" | "RECURRENCE-ID" | "DTSTAMP" | "CREATED" | "LAST-MODIFIED"
        | "COMPLETED" | "EXDATE" | "RDATE" | "ACKNOWLEDGED" => (Kind::Moment, "day with its hour"),
        "FREEBUSY" => (Kind::Period, "period"),
        "DURATION" | "TRIGGER" | "REFRESH-INTERVAL" => (Kind::Duration, "duration"),
        "RRULE" | "EXRULE" => (Kind::Rule, "rule of recurrence"),
        "TZOFFSETFROM" | "TZOFFSETTO" => (Kind::Offset, "offset from Greenwich"),
        "SEQUENCE" | "PRIORITY" | "PERCENT-COMPLETE" | "REPEAT" => (Kind::Number, "whole number"),
        "SUMMARY" | "DESCRIPTION" | "LOCATION" | "COMMENT" | "CONTACT" | "UID" | "STATUS" | "TZID"
        | "TZNAME" | "CATEGORIES" | "RESOURCES" | "NAME" | "PRODID" | "VERSION" | "METHOD" | "CALSCALE"
        | "CLASS" | "TRANSP" | "ACTION" | "RELATED-TO" => (Kind::Text, "text"),
        _ => (Kind::Other, "value"),
    }
}

/// Properties whose value is a list of texts; a comma elsewhere is a comma that somebody forgot to escape.
fn is_list(name: &str) -> bool {
    matches!(name, "CATEGORIES" | "RESOURCES")
}

fn texts(line: &Line) -> Vec<String> {
    let (mut texts, mut text) = (Vec::new(), String::new());
    let mut letters = line.value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            ',' if is_list(&line.name) => texts.push(std::mem::take(&mut text)),
            other => text.push(other),
        }
    }
    texts.push(text);
    texts
}

/// `20260915`, `20260915T160000` or `20260915T200000Z`.
pub(super) fn moment(text: &str) -> Option<Moment> {
    if text.len() == 8 {
        return day(text).map(Moment::Day);
    }
    let (local, is_utc) = match text.strip_suffix('Z') {
        Some(local) => (local, true),
        None => (text, false),
    };
    let (date, time) = local.split_once('T')?;
    let at = DateTime::from_parts(day(date)?, hour(time)?);
    Some(if is_utc {
        Moment::Utc(at)
    } else {
        Moment::Local(at)
    })
}

fn digits(text: &str) -> Option<i64> {
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

fn day(text: &str) -> Option<Date> {
    if text.len() != 8 || digits(text).is_none() {
        return None;
    }
    Date::new(
        text[..4].parse().ok()?,
        text[4..6].parse().ok()?,
        text[6..].parse().ok()?,
    )
    .ok()
}

fn hour(text: &str) -> Option<Time> {
    if text.len() != 6 || digits(text).is_none() {
        return None;
    }
    // A leap second is written as 60; clocks that know none stand still for it.
    let seconds: i8 = text[4..].parse().ok()?;
    let seconds = if seconds == 60 { 59 } else { seconds };
    Time::new(text[..2].parse().ok()?, text[2..4].parse().ok()?, seconds, 0).ok()
}

fn period(text: &str) -> Option<Period> {
    let (start, end) = text.split_once('/')?;
    let start = moment(start)?;
    let end = match moment(end) {
        Some(at) => End::At(at),
        None => End::After(duration(end)?),
    };
    let has_hours = |one: &Moment| !matches!(one, Moment::Day(_));
    let is_whole = has_hours(&start)
        && match &end {
            End::At(at) => has_hours(at) && *at > start,
            End::After(duration) => !duration.is_before,
        };
    is_whole.then_some(Period { start, end })
}

/// `PT1H30M`, `-P1D`, `P2W`.
fn duration(text: &str) -> Option<Duration> {
    let (is_before, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut rest = rest.strip_prefix('P')?;
    let mut found = Duration {
        is_before,
        weeks: 0,
        days: 0,
        hours: 0,
        minutes: 0,
        seconds: 0,
    };
    let mut units = "WDTHMS";
    let mut has_any = false;
    while !rest.is_empty() {
        if let Some(hours) = rest.strip_prefix('T') {
            units = units.split_once('T')?.1;
            rest = hours;
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = (digits(&rest[..end])?, rest[end..].chars().next()?);
        let at = units.find(unit)?;
        // Hours before the T are none.
        if matches!(unit, 'H' | 'M' | 'S') && units.contains('T') {
            return None;
        }
        units = &units[at + 1..];
        match unit {
            'W' => found.weeks = number,
            'D' => found.days = number,
            'H' => found.hours = number,
            'M' => found.minutes = number,
            _ => found.seconds = number,
        }
        has_any = true;
        rest = &rest[end + 1..];
    }
    (has_any && found.total_seconds()? <= DURATION_SECONDS_MAX).then_some(found)
}

impl Duration {
    /// So many minutes.
    pub fn minutes(minutes: i64) -> Self {
        Self {
            is_before: false,
            weeks: 0,
            days: 0,
            hours: minutes / 60,
            minutes: minutes % 60,
            seconds: 0,
        }
    }

    /// Its length with days of 24 hours; nothing where that is beyond all numbers.
    pub fn total_seconds(&self) -> Option<i64> {
        let days = self.weeks.checked_mul(7)?.checked_add(self.days)?;
        let hours = days.checked_mul(24)?.checked_add(self.hours)?;
        let minutes = hours.checked_mul(60)?.checked_add(self.minutes)?;
        minutes.checked_mul(60)?.checked_add(self.seconds)
    }
}

/// `-0500`, `+002946`.
fn offset(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let numbers = &text[1..];
    digits(numbers)?;
    let part = |from: usize| {
        numbers
            .get(from..from + 2)
            .and_then(|two| two.parse::<i32>().ok())
    };
    let (hours, minutes) = (part(0)?, part(2)?);
    let seconds = match numbers.len() {
        4 => 0,
        6 => part(4)?,
        _ => return None,
    };
    let is_real = hours < 24 && minutes < 60 && seconds < 60;
    is_real.then_some(sign * (hours * 3600 + minutes * 60 + seconds))
}
