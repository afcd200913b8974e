//! iCalendar (RFC 5545): read strictly, with the line of whatever is broken, and written so that calendars of others take it.
//!
//! Start with [`read`] and [`write`](write()); [`values`] knows the kinds of values, [`zone`] writes time zones from the
//! rules that the zone's place keeps, [`event`] makes a meeting's entry. The crate `icalendar` was looked at and left out: it
//! names no line of what it refuses, checks no values, and brings a second set of time zones.

pub mod event;
mod lines;
mod rule;
pub mod values;
mod write;
pub mod zone;

#[cfg(test)]
mod tests;

pub use lines::Parameter;
pub use rule::{Frequency, Rule};
pub use values::Value;
pub use write::write;

use lines::{Line, lines};

/// Most lines of one file.
pub const LINES_MAX: usize = 200_000;
/// Components may stand within components this deep: an alarm in an event in a calendar is three.
const DEPTH_MAX: usize = 8;

/// One property of a component: `DTSTART;TZID=America/New_York:20260915T160000`.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Name, in capitals.
    pub name: String,
    /// What is said about the value.
    pub parameters: Vec<Parameter>,
    /// The value.
    pub value: Value,
}

impl Property {
    /// A property without parameters.
    pub fn new(name: &str, value: Value) -> Self {
        Self {
            name: name.to_owned(),
            parameters: Vec::new(),
            value,
        }
    }

    /// With a parameter.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.parameters.push(Parameter::new(name, value));
        self
    }

    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|one| one.name == name);
        found.and_then(|one| one.values.first()).map(String::as_str)
    }
}

/// A calendar, or what stands in one: an event, a time zone, an alarm.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Name, in capitals: `VCALENDAR`, `VEVENT`.
    pub name: String,
    /// Properties, in order.
    pub properties: Vec<Property>,
    /// What stands within, in order.
    pub parts: Vec<Component>,
}

impl Component {
    /// An empty component.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            properties: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The first property of a name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|one| one.name == name)
    }

    /// Its parts of a name.
    pub fn parts_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.parts.iter().filter(move |part| part.name == name)
    }
}

/// Why a file is refused, and at which line of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct Fault {
    /// From 1, as an editor counts.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Letters that no text has.
    #[error("holds a control character, or bytes that are no UTF-8")]
    NotText,
    /// `NAME:value` was expected.
    #[error("is no line of a calendar: NAME:value was expected")]
    NoValue,
    /// A name with other signs than letters, digits and hyphens.
    #[error("{0:?} is no name")]
    BadName(String),
    /// A parameter that is none.
    #[error("a parameter of {0} is broken")]
    BadParameter(String),
    /// The value of a property that has a kind is not of that kind.
    #[error("the value of {property} is no {kind}: {value:?}")]
    BadValue {
        /// The property.
        property: String,
        /// What was expected.
        kind: &'static str,
        /// What stands there.
        value: String,
    },
    /// An `END` that ends something else.
    #[error("END:{found} where END:{expected} was expected")]
    WrongEnd {
        /// What stands there.
        found: String,
        /// What is open.
        expected: String,
    },
    /// Something that does not end.
    #[error("{0} begins here and has no end")]
    NoEnd(String),
    /// A property outside any calendar.
    #[error("stands outside any calendar")]
    Outside,
    /// Components too deep within one another.
    #[error("stands too deep within other parts")]
    TooDeep,
    /// More lines than anybody's calendar has.
    #[error("the file has more than {LINES_MAX} lines")]
    TooLong,
    /// Not one calendar.
    #[error("the file holds no calendar")]
    Nothing,
}

/// The calendars of a file. Errors: the first line that is broken; nothing of a broken file is taken.
pub fn read(bytes: &[u8]) -> Result<Vec<Component>, Fault> {
    let mut calendars = Vec::new();
    let mut open: Vec<(usize, Component)> = Vec::new();
    for line in lines(bytes)? {
        let fault = |problem| Fault {
            line: line.number,
            problem,
        };
        match line.name.as_str() {
            "BEGIN" => {
                let name = component_name(&line).map_err(fault)?;
                if open.is_empty() && name != "VCALENDAR" {
                    return Err(fault(Problem::Outside));
                }
                if open.len() == DEPTH_MAX {
                    return Err(fault(Problem::TooDeep));
                }
                open.push((line.number, Component::new(&name)));
            }
            "END" => {
                let name = component_name(&line).map_err(fault)?;
                let Some((_, ended)) = open.pop() else {
                    return Err(fault(Problem::Outside));
                };
                if ended.name != name {
                    return Err(fault(Problem::WrongEnd {
                        found: name,
                        expected: ended.name,
                    }));
                }
                match open.last_mut() {
                    Some((_, around)) => around.parts.push(ended),
                    None => calendars.push(ended),
                }
            }
            _ => {
                let property = values::property(&line).map_err(fault)?;
                match open.last_mut() {
                    Some((_, component)) => component.properties.push(property),
                    // Some programs sign a file after its end; that says nothing about any event.
                    None if property.name.starts_with("X-") && !calendars.is_empty() => {}
                    None => return Err(fault(Problem::Outside)),
                }
            }
        }
    }
    if let Some((number, component)) = open.pop() {
        return Err(Fault {
            line: number,
            problem: Problem::NoEnd(component.name),
        });
    }
    if calendars.is_empty() {
        return Err(Fault {
            line: 1,
            problem: Problem::Nothing,
        });
    }
    Ok(calendars)
}

fn component_name(line: &Line) -> Result<String, Problem> {
    let name = line.value.trim().to_ascii_uppercase();
    lines::is_name(&name)
        .then_some(name.clone())
        .ok_or(Problem::BadName(name))
}

/// A thing that a program may take differently than its writer meant, and that breaks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A required property is missing from a component.
    Missing {
        /// The component.
        component: String,
        /// The property.
        property: &'static str,
    },
    /// A time zone that the file does not describe and nobody knows.
    UnknownZone(String),
}

/// What a calendar leaves open, each thing once.
pub fn remarks(calendar: &Component) -> Vec<Remark> {
    let mut found = Vec::new();
    missing(calendar, &["PRODID", "VERSION"], &mut found);
    for part in &calendar.parts {
        if matches!(part.name.as_str(), "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY") {
            missing(part, &["UID", "DTSTAMP"], &mut found);
        }
    }
    let described: Vec<&str> = calendar
        .parts_of("VTIMEZONE")
        .filter_map(|zone| match &zone.property("TZID")?.value {
            Value::Text(texts) => texts.first().map(String::as_str),
            _ => None,
        })
        .collect();
    for part in &calendar.parts {
        for property in &part.properties {
            let zone = property.parameter("TZID").unwrap_or_default();
            let is_known =
                zone.is_empty() || described.contains(&zone) || jiff::tz::TimeZone::get(zone).is_ok();
            if !is_known {
                found.push(Remark::UnknownZone(zone.to_owned()));
            }
        }
    }
    found.dedup();
    found
}

fn missing(component: &Component, wanted: &[&'static str], found: &mut Vec<Remark>) {
    for property in wanted {
        let remark = Remark::Missing {
            component: component.name.clone(),
            property,
        };
        if component.property(property).is_none() && !found.contains(&remark) {
            found.push(remark);
        }
    }
}
