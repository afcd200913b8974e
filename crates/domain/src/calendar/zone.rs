//! A time zone as calendars want it described (VTIMEZONE), from the rules that its place keeps.
//!
//! Where the switches of a year follow a rule ("the second Sunday of March"), and the coming years keep to it, the rule is
//! written; where they do not, each switch is.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::values::Moment;
use super::{Component, Frequency, Property, Rule, Value};

/// Years for which a rule must hold before it is written.
const YEARS_TRIED: i16 = 10;
/// Most switches that are looked at: two a year, and a few for places that changed their minds.
const SWITCHES_MAX: usize = 60;

/// One switch of the clocks.
#[derive(Debug, Clone, PartialEq)]
struct Switch {
    /// What the clock on the wall showed when it was changed.
    wall: DateTime,
    from: i32,
    to: i32,
    name: String,
    is_daylight: bool,
}

/// The description of a zone for everything from a day on. Nothing for a zone that nobody knows.
pub fn described(name: &str, from: Date) -> Option<Component> {
    let zone = TimeZone::get(name).ok()?;
    let mut description = Component::new("VTIMEZONE");
    let id = Property::new("TZID", Value::Text(vec![name.to_owned()]));
    description.properties.push(id);
    let begin = from
        .first_of_year()
        .saturating_sub(Span::new().years(1))
        .at(0, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .ok()?
        .timestamp();
    let switches = switches(&zone, begin);
    if switches.is_empty() {
        description.parts.push(unchanging(&zone, begin));
        return Some(description);
    }
    for is_daylight in [true, false] {
        let own: Vec<&Switch> = switches
            .iter()
            .filter(|switch| switch.is_daylight == is_daylight)
            .collect();
        description.parts.extend(observances(&own, is_daylight));
    }
    Some(description)
}

fn switches(zone: &TimeZone, begin: Timestamp) -> Vec<Switch> {
    let mut found = Vec::new();
    for switch in zone.following(begin).take(SWITCHES_MAX) {
        let at = switch.timestamp();
        let before = at.as_second() - 1;
        let Ok(before) = Timestamp::from_second(before) else {
            break;
        };
        let from = zone.to_offset(before).seconds();
        let Ok(wall) = Timestamp::from_second(at.as_second() + i64::from(from)) else {
            break;
        };
        let wall = wall.to_zoned(TimeZone::UTC).datetime();
        if wall.year() > begin.to_zoned(TimeZone::UTC).year() + YEARS_TRIED + 1 {
            break;
        }
        found.push(Switch {
            wall,
            from,
            to: switch.offset().seconds(),
            name: switch.abbreviation().to_owned(),
            is_daylight: switch.dst().is_dst(),
        });
    }
    found
}

/// A zone whose clocks are never changed.
fn unchanging(zone: &TimeZone, at: Timestamp) -> Component {
    let told = zone.to_offset_info(at);
    let standard = Switch {
        wall: jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0),
        from: told.offset().seconds(),
        to: told.offset().seconds(),
        name: told.abbreviation().to_owned(),
        is_daylight: false,
    };
    observance(&standard, None)
}

fn observances(switches: &[&Switch], is_daylight: bool) -> Vec<Component> {
    let Some(first) = switches.first() else {
        return Vec::new();
    };
    let rule = yearly(switches);
    if let Some(rule) = rule {
        return vec![observance(first, Some(rule))];
    }
    debug_assert!(switches.iter().all(|one| one.is_daylight == is_daylight));
    switches.iter().map(|switch| observance(switch, None)).collect()
}

/// The rule that all switches follow, if there is one: the same hour, month and weekday, counted alike.
fn yearly(switches: &[&Switch]) -> Option<Rule> {
    let first = switches.first()?;
    if switches.len() < usize::try_from(YEARS_TRIED).ok()? {
        return None;
    }
    let is_alike = |switch: &&Switch| {
        switch.wall.time() == first.wall.time()
            && switch.wall.month() == first.wall.month()
            && switch.wall.weekday() == first.wall.weekday()
            && (switch.from, switch.to, &switch.name) == (first.from, first.to, &first.name)
    };
    if !switches.iter().all(is_alike) {
        return None;
    }
    let day = first.wall.weekday();
    let day =
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::try_from(day.to_monday_zero_offset()).ok()?];
    let nth = |switch: &&Switch| (switch.wall.day() - 1) / 7 + 1;
    let is_last = |switch: &&Switch| switch.wall.day() + 7 > switch.wall.date().days_in_month();
    let count = if switches.iter().all(|switch| nth(switch) == nth(first)) {
        i64::from(nth(first))
    } else if switches.iter().all(is_last) {
        -1
    } else {
        return None;
    };
    Some(Rule {
        frequency: Frequency::Yearly,
        parts: vec![
            ("BYMONTH".to_owned(), first.wall.month().to_string()),
            ("BYDAY".to_owned(), format!("{count}{day}")),
        ],
    })
}

fn observance(switch: &Switch, rule: Option<Rule>) -> Component {
    let mut part = Component::new(if switch.is_daylight {
        "DAYLIGHT"
    } else {
        "STANDARD"
    });
    part.properties = vec![
        Property::new("DTSTART", Value::Moments(vec![Moment::Local(switch.wall)])),
        Property::new("TZOFFSETFROM", Value::Offset(switch.from)),
        Property::new("TZOFFSETTO", Value::Offset(switch.to)),
        Property::new("TZNAME", Value::Text(vec![switch.name.clone()])),
    ];
    if let Some(rule) = rule {
        part.properties.push(Property::new("RRULE", Value::Rule(rule)));
    }
    part
}
