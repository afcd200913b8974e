//! How partners write days, states and names in their own sheets of activities, in English and Spanish.

use jiff::Span;
use jiff::civil::Date;

/// Which end of a span of time is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its first day.
    First,
    /// Its last day.
    Last,
}

/// A day as a sheet gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// This day.
    On(Date),
    /// It has none: "ongoing", "en curso".
    Open,
    /// Nobody can say what is meant.
    Unread,
}

/// What a word about the state of something means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    Planned,
    /// It goes on.
    UnderWay,
    /// It was done.
    Done,
    /// It was ended before its time.
    Stopped,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Planned, Self::UnderWay, Self::Done, Self::Stopped];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::UnderWay => "under-way",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }

    /// The state of a stable word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What somebody's own word means.
    pub fn read(text: &str) -> Option<Self> {
        const WORDS: [(State, &[&str]); 4] = [
            (
                State::Stopped,
                &[
                    "cancel",
                    "stop",
                    "discontinu",
                    "on hold",
                    "paus",
                    "abandon",
                    "suspend",
                    "deten",
                ],
            ),
            (
                State::Planned,
                &[
                    "not started",
                    "not begun",
                    "plan",
                    "upcoming",
                    "future",
                    "to do",
                    "previst",
                    "por iniciar",
                    "pendiente",
                    "pending",
                    "futur",
                ],
            ),
            (
                State::Done,
                &[
                    "done", "complet", "finish", "finaliz", "termina", "hech", "listo", "lista", "ended",
                ],
            ),
            (
                State::UnderWay,
                &[
                    "progress",
                    "ongoing",
                    "under way",
                    "underway",
                    "active",
                    "started",
                    "on track",
                    "delayed",
                    "behind",
                    "late",
                    "en curso",
                    "en marcha",
                    "en proceso",
                    "activ",
                    "continu",
                    "retras",
                    "atras",
                ],
            ),
        ];
        let text = plain(text);
        // "In progress, 50 % complete" goes on.
        if text.contains("progress") || text.contains("en curso") || text.contains("en proceso") {
            return Some(Self::UnderWay);
        }
        let found = WORDS
            .iter()
            .find(|(_, words)| words.iter().any(|word| text.contains(word)));
        found.map(|(state, _)| *state)
    }
}

/// Lower case, without accents, every mark a blank.
pub fn plain(text: &str) -> String {
    let letters: String = text
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'á' | 'à' | 'ä' => 'a',
            'é' | 'è' => 'e',
            'í' | 'ì' => 'i',
            'ó' | 'ò' | 'ö' => 'o',
            'ú' | 'ù' | 'ü' => 'u',
            'ñ' => 'n',
            other if other.is_alphanumeric() => other,
            _ => ' ',
        })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A month by its name or the beginning of it, in either language.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [(&str, &str); 12] = [
        ("january", "enero"),
        ("february", "febrero"),
        ("march", "marzo"),
        ("april", "abril"),
        ("may", "mayo"),
        ("june", "junio"),
        ("july", "julio"),
        ("august", "agosto"),
        ("september", "septiembre"),
        ("october", "octubre"),
        ("november", "noviembre"),
        ("december", "diciembre"),
    ];
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|(en, es)| en.starts_with(word) || es.starts_with(word));
    at.and_then(|at| i8::try_from(at + 1).ok())
}

/// First and last month of a season or a quarter. Winter is that of the year's beginning.
fn months_of(word: &str) -> Option<(i8, i8)> {
    Some(match word {
        "spring" | "primavera" => (3, 5),
        "summer" | "verano" => (6, 8),
        "fall" | "autumn" | "otono" => (9, 11),
        "winter" | "invierno" => (1, 2),
        "q1" | "t1" => (1, 3),
        "q2" | "t2" => (4, 6),
        "q3" | "t3" => (7, 9),
        "q4" | "t4" => (10, 12),
        _ => return None,
    })
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    match word.len() {
        4 if (1990..=2100).contains(&year) => Some(year),
        _ => None,
    }
}

fn span(year: i16, (from, to): (i8, i8), edge: Edge) -> Option<Date> {
    match edge {
        Edge::First => Date::new(year, from, 1).ok(),
        Edge::Last => Date::new(year, to, 1).ok().map(Date::last_of_month),
    }
}

/// The day that a text means: an ISO day, "Sept 2026", "Fall 2026", "Q1 2027", "2026-27", "15 de enero de 2027", "ongoing".
///
/// Days of figures alone ("3/4/2026") are for the reading of the sheet, which sees the whole column.
pub fn day(text: &str, edge: Edge) -> Day {
    let trimmed = text.trim();
    if let Ok(date) = trimmed.parse::<Date>() {
        return Day::On(date);
    }
    let text = plain(trimmed);
    let open = [
        "ongoing",
        "en curso",
        "open",
        "continuous",
        "continuo",
        "abierto",
        "none",
        "no end",
        "sin fin",
        "tbd",
        "por definir",
    ];
    if text.is_empty() || open.contains(&text.as_str()) {
        return Day::Open;
    }
    let words: Vec<&str> = text
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "de" | "del" | "of" | "the" | "early" | "late" | "mid" | "school" | "year"
            )
        })
        .collect();
    read_words(&words, edge).map_or(Day::Unread, Day::On)
}

fn read_words(words: &[&str], edge: Edge) -> Option<Date> {
    match words {
        [only] => span(year(only)?, (1, 12), edge),
        [first, second] => {
            if let (Some(from), Ok(to)) = (year(first), second.parse::<i16>()) {
                return school_year(from, to, edge).or_else(|| {
                    let month = i8::try_from(to).ok()?;
                    span(from, (month, month), edge)
                });
            }
            let year = year(second)?;
            if let Some(months) = months_of(first) {
                return span(year, months, edge);
            }
            let month = month(first).or_else(|| first.parse().ok())?;
            span(year, (month, month), edge)
        }
        [day, name, year_word] if month(name).is_some() => {
            Date::new(year(year_word)?, month(name)?, day.parse().ok()?).ok()
        }
        [name, day, year_word] if month(name).is_some() => {
            let day: String = day.chars().take_while(char::is_ascii_digit).collect();
            Date::new(year(year_word)?, month(name)?, day.parse().ok()?).ok()
        }
        _ => None,
    }
}

/// "2026-27" and "2026-2027": from the first of July to the last of June.
fn school_year(from: i16, to: i16, edge: Edge) -> Option<Date> {
    let next = from + 1;
    if to != next && to != next % 100 {
        return None;
    }
    match edge {
        Edge::First => Date::new(from, 7, 1).ok(),
        Edge::Last => Date::new(next, 7, 1)
            .ok()
            .map(|day| day.saturating_sub(Span::new().days(1))),
    }
}

/// How surely a name is one of those known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known<'a> {
    /// It is this one.
    Same(&'a str),
    /// It may be one of these, the nearest first: somebody must say.
    Maybe(Vec<&'a str>),
    /// It is none of them.
    Nobody,
}

/// Which of the known a name means: the same but for case, accents and marks; else its initials, where they are one's alone;
/// else whoever is near enough to be asked about. A typing mistake is never taken for granted.
pub fn known<'a>(name: &str, known: &'a [(String, String)]) -> Known<'a> {
    let asked = plain(name);
    if asked.is_empty() {
        return Known::Nobody;
    }
    let same = known.iter().find(|(_, other)| plain(other) == asked);
    if let Some((id, _)) = same {
        return Known::Same(id);
    }
    let by_initials: Vec<&str> = known
        .iter()
        .filter(|(_, other)| asked.len() > 1 && initials(other).contains(&asked.replace(' ', "")))
        .map(|(id, _)| id.as_str())
        .collect();
    if let [only] = by_initials[..] {
        return Known::Same(only);
    }
    let mut near: Vec<(usize, &str)> = known
        .iter()
        .filter_map(|(id, other)| Some((distance_to(&asked, &plain(other))?, id.as_str())))
        .collect();
    near.extend(by_initials.into_iter().map(|id| (0, id)));
    near.sort();
    near.dedup_by_key(|(_, id)| *id);
    if near.is_empty() {
        return Known::Nobody;
    }
    Known::Maybe(near.into_iter().map(|(_, id)| id).collect())
}

/// Words of a name that people leave out or add.
const SMALL: [&str; 9] = ["and", "of", "the", "for", "y", "de", "la", "el", "del"];

/// The first letters of a name's words: all of them, and without the small ones.
fn initials(name: &str) -> [String; 2] {
    let name = plain(name);
    let words: Vec<&str> = name.split(' ').collect();
    let of = |words: &[&str]| {
        words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect::<String>()
    };
    let large: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !SMALL.contains(word))
        .collect();
    [of(&words), of(&large)]
}

/// How far a name is from a known one; nothing where it is too far to be asked about.
fn distance_to(asked: &str, other: &str) -> Option<usize> {
    let words: Vec<&str> = other.split(' ').collect();
    // Part of the name: every word of it stands there or begins one that does.
    let is_part = asked.len() > 3
        && asked
            .split(' ')
            .filter(|word| !SMALL.contains(word))
            .all(|word| words.iter().any(|known| known.starts_with(word)));
    if is_part {
        return Some(1);
    }
    let distance = edits(asked, other);
    let most = (other.chars().count() / 5).clamp(1, 4);
    (distance <= most).then_some(distance)
}

/// Letters to be changed, put in or taken out between two texts (Levenshtein 1966).
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut line: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.chars().enumerate() {
        let mut before = line[0];
        line[0] = row + 1;
        for (col, known) in other.iter().enumerate() {
            let changed = before + usize::from(letter != *known);
            before = line[col + 1];
            line[col + 1] = changed.min(line[col] + 1).min(before + 1);
        }
    }
    line[other.len()]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let cases = [
            ("2026-09-14", date(2026, 9, 14), date(2026, 9, 14)),
            ("Sept 2026", date(2026, 9, 1), date(2026, 9, 30)),
            ("sept. 2026", date(2026, 9, 1), date(2026, 9, 30)),
            ("otoño 2026", date(2026, 9, 1), date(2026, 11, 30)),
            ("Spring 2027", date(2027, 3, 1), date(2027, 5, 31)),
            ("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)),
            ("2026-27", date(2026, 7, 1), date(2027, 6, 30)),
            ("2026-2027", date(2026, 7, 1), date(2027, 6, 30)),
            ("2027", date(2027, 1, 1), date(2027, 12, 31)),
            ("9/2026", date(2026, 9, 1), date(2026, 9, 30)),
            ("15 de enero de 2027", date(2027, 1, 15), date(2027, 1, 15)),
            ("January 15th, 2027", date(2027, 1, 15), date(2027, 1, 15)),
            ("febrero 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ];
        for (text, first, last) in cases {
            assert_eq!(day(text, Edge::First), Day::On(first), "{text}");
            assert_eq!(day(text, Edge::Last), Day::On(last), "{text}");
        }
        for text in ["ongoing", "En curso", "", "TBD"] {
            assert_eq!(day(text, Edge::Last), Day::Open, "{text}");
        }
        for text in ["soon", "after the election", "13/2026", "32 enero 2027"] {
            assert_eq!(day(text, Edge::First), Day::Unread, "{text}");
        }
    }

    #[test]
    fn words_about_a_state_are_read_in_both_languages() {
        let cases = [
            ("In progress (50% complete)", Some(State::UnderWay)),
            ("Completed!", Some(State::Done)),
            ("TERMINADO", Some(State::Done)),
            ("Not started", Some(State::Planned)),
            ("por iniciar", Some(State::Planned)),
            ("cancelled - no funds", Some(State::Stopped)),
            ("en marcha", Some(State::UnderWay)),
            ("behind schedule", Some(State::UnderWay)),
            ("ask Rosa", None),
            ("", None),
        ];
        for (text, state) in cases {
            assert_eq!(State::read(text), state, "{text}");
        }
        for one in State::ALL {
            assert_eq!(State::from_code(one.code()), Some(one));
        }
    }

    #[test]
    fn a_name_is_taken_for_granted_only_where_it_is_the_same_or_its_initials() {
        let known_names: Vec<(String, String)> = [
            ("1", "Casa Faro"),
            ("2", "Copper Kettle Early Learning"),
            ("3", "Gull & Anchor Family Center"),
            ("4", "Tern Hill Health Center"),
            ("5", "Tern & Tide Counseling"),
        ]
        .map(|(id, name)| (id.to_owned(), name.to_owned()))
        .to_vec();
        let cases = [
            ("casa faro", Known::Same("1")),
            ("CASA-FARO", Known::Same("1")),
            ("CKEL", Known::Same("2")),
            ("Gull and Anchor", Known::Maybe(vec!["3"])),
            ("Gull Anchor", Known::Maybe(vec!["3"])),
            ("Copper Ketle Early Learning", Known::Maybe(vec!["2"])),
            ("Tern", Known::Maybe(vec!["4", "5"])),
            ("Harbor Bank", Known::Nobody),
            ("", Known::Nobody),
        ];
        for (name, wanted) in cases {
            assert_eq!(known(name, &known_names), wanted, "{name}");
        }
    }

    #[test]
    fn edits_are_counted_by_hand() {
        for (one, other, count) in [
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("faro", "faro", 0),
            ("ab", "ba", 2),
        ] {
            assert_eq!(edits(one, other), count, "{one} {other}");
        }
    }
}
