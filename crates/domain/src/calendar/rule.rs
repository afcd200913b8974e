//! Rules of recurrence, as they are written; which days they give is for [`crate::meetings::rhythm`], for the few we make.

use super::values::{Moment, moment};

/// How often something comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every second.
    Secondly,
    /// Every minute.
    Minutely,
    /// Every hour.
    Hourly,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
}

impl Frequency {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Secondly, "SECONDLY"),
        (Self::Minutely, "MINUTELY"),
        (Self::Hourly, "HOURLY"),
        (Self::Daily, "DAILY"),
        (Self::Weekly, "WEEKLY"),
        (Self::Monthly, "MONTHLY"),
        (Self::Yearly, "YEARLY"),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(one, _)| *one == self);
        found.map_or("", |(_, word)| *word)
    }
}

/// A rule: `FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270601T200000Z`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// How often.
    pub frequency: Frequency,
    /// Everything else, in order: name and value, each of a known kind.
    pub parts: Vec<(String, String)>,
}

impl Rule {
    /// Reads a rule; nothing where a part is unknown, stands twice or has a value of another kind.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut frequency = None;
        let mut parts: Vec<(String, String)> = Vec::new();
        for part in text.split(';') {
            let (name, value) = part.split_once('=')?;
            let (name, value) = (name.to_ascii_uppercase(), value.to_ascii_uppercase());
            if name == "FREQ" {
                let found = Frequency::ALL.iter().find(|(_, word)| *word == value);
                if frequency.replace(found?.0).is_some() {
                    return None;
                }
                continue;
            }
            let stands_twice = parts.iter().any(|(other, _)| *other == name);
            if stands_twice || !is_of_its_kind(&name, &value) {
                return None;
            }
            parts.push((name, value));
        }
        let has = |wanted: &str| parts.iter().any(|(name, _)| name == wanted);
        if has("COUNT") && has("UNTIL") {
            return None;
        }
        Some(Self {
            frequency: frequency?,
            parts,
        })
    }

    /// The value of a part.
    pub fn part(&self, name: &str) -> Option<&str> {
        let found = self.parts.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The instant after which nothing comes.
    pub fn until(&self) -> Option<Moment> {
        self.part("UNTIL").and_then(moment)
    }
}

fn is_of_its_kind(name: &str, value: &str) -> bool {
    let numbers = |least: i64, most: i64, may_count_back: bool| {
        value.split(',').all(|one| {
            one.parse::<i64>().is_ok_and(|number| {
                let size = if may_count_back { number.abs() } else { number };
                (least..=most).contains(&size)
            })
        })
    };
    match name {
        "UNTIL" => moment(value).is_some(),
        "COUNT" | "INTERVAL" => value.parse::<u32>().is_ok_and(|number| number > 0),
        "BYSECOND" => numbers(0, 60, false),
        "BYMINUTE" => numbers(0, 59, false),
        "BYHOUR" => numbers(0, 23, false),
        "BYDAY" => value.split(',').all(is_weekday),
        "BYMONTHDAY" => numbers(1, 31, true),
        "BYYEARDAY" | "BYSETPOS" => numbers(1, 366, true),
        "BYWEEKNO" => numbers(1, 53, true),
        "BYMONTH" => numbers(1, 12, false),
        "WKST" => is_weekday(value) && value.len() == 2,
        _ => false,
    }
}

/// `TU`, `1TH`, `-1SU`.
fn is_weekday(text: &str) -> bool {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let Some(cut) = text
        .len()
        .checked_sub(2)
        .filter(|cut| text.is_char_boundary(*cut))
    else {
        return false;
    };
    let (count, day) = text.split_at(cut);
    let counts = count.is_empty()
        || count
            .parse::<i64>()
            .is_ok_and(|number| (1..=53).contains(&number.abs()));
    DAYS.contains(&day) && counts
}
