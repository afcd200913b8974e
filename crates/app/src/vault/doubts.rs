//! What in rows looks wrong though it can be read: told by the cell, before anything is accepted, and kept nowhere. Pure.
//!
//! What a column means follows from the measures that name it, else from its name. A doubt stops nothing: the partner mends its
//! file, or knows better.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::agreements::{Element, Terms};
use jiff::Span;
use jiff::civil::Date;
use serde_json::Value;

use super::rows::{VaultColumn, is_direct};
use crate::submissions::context::category_key;

/// Most doubts of one kind that are listed.
pub const LISTED_MAX: usize = 10;
/// Nobody is older, in years.
const AGE_MAX: i16 = 120;

/// What looks wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Born after today.
    BornLater,
    /// Born more than a hundred and twenty years ago.
    BornEarlier,
    /// The last day lies before the first.
    LastBeforeFirst,
    /// A day, or a whole stay, outside the agreement's term.
    OutsideTerm,
    /// A place that the collaborative does not know.
    UnknownPlace,
    /// A value of a dimension that means no category.
    UnknownCategory,
    /// The same participant with something else in it.
    TwoOfOne,
}

impl Kind {
    /// Every one, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::BornLater,
        Self::BornEarlier,
        Self::LastBeforeFirst,
        Self::OutsideTerm,
        Self::UnknownPlace,
        Self::UnknownCategory,
        Self::TwoOfOne,
    ];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::BornLater => "born-later",
            Self::BornEarlier => "born-earlier",
            Self::LastBeforeFirst => "last-before-first",
            Self::OutsideTerm => "outside-term",
            Self::UnknownPlace => "unknown-place",
            Self::UnknownCategory => "unknown-category",
            Self::TwoOfOne => "two-of-one",
        }
    }
}

/// One cell that looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What looks wrong.
    pub kind: Kind,
    /// Name of the sheet; empty for a text file.
    pub sheet: String,
    /// The cell, as a spreadsheet names it: `C12`.
    pub cell: String,
    /// Heading of its column.
    pub heading: String,
    /// What stands there; nothing in a column that names people.
    pub read: Option<String>,
    /// With what it does not go: a first day, a dimension, the cell of the other row.
    pub beside: String,
}

/// Everything that looks wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubts {
    /// At most [`LISTED_MAX`] of each kind; a value that nobody knows stands once.
    pub listed: Vec<Doubt>,
    /// How many cells there are of each kind.
    pub counts: BTreeMap<Kind, usize>,
}

impl Doubts {
    /// How many cells there are altogether.
    pub fn count(&self) -> usize {
        self.counts.values().sum()
    }
}

/// A dimension as far as values are held against it.
#[derive(Debug, Clone, Default)]
pub struct KnownDimension {
    /// Its name, for whoever reads.
    pub label: String,
    /// What a column about it is called, by [`category_key`].
    pub named: BTreeSet<String>,
    /// Elements that measures read as this dimension.
    pub elements: BTreeSet<String>,
    /// Values that mean a category, in small letters.
    pub values: BTreeSet<String>,
}

/// What rows are held against.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Today, where the collaborative is.
    pub today: Date,
    /// Every name of a place, in small letters.
    pub places: BTreeSet<String>,
    /// Dimensions with their categories.
    pub dimensions: Vec<KnownDimension>,
    /// Elements that measures read as places, first days, last days and days.
    pub by_measures: BTreeMap<String, Meaning>,
    /// Whether there is one row for each person.
    pub is_people: bool,
}

/// What a column tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// When somebody was born.
    Birth,
    /// The first day of a stay.
    First,
    /// The last day of a stay.
    Last,
    /// The day on which something happened.
    Day,
    /// Where.
    Place,
    /// A dimension, by its place among the known ones.
    Category(usize),
}

/// Parts of words by which a birth date is called.
const BIRTH: [&str; 5] = ["birth", "born", "dob", "nacimiento", "nacid"];
/// Names of columns, in small letters without signs.
const NAMES: [(Meaning, &[&str]); 4] = [
    (
        Meaning::First,
        &[
            "first day",
            "start",
            "start date",
            "started",
            "started on",
            "from",
            "enrolled from",
            "enrolled on",
            "enrollment date",
            "entry",
            "entry date",
            "primer día",
            "primer dia",
            "desde",
            "ingreso",
            "fecha de ingreso",
            "inicio",
            "fecha de inicio",
        ],
    ),
    (
        Meaning::Last,
        &[
            "last day",
            "end",
            "end date",
            "ended",
            "ended on",
            "until",
            "left",
            "left on",
            "exit",
            "exit date",
            "último día",
            "ultimo dia",
            "hasta",
            "salida",
            "fecha de salida",
            "fin",
            "fecha de fin",
        ],
    ),
    (
        Meaning::Day,
        &["day", "date", "service date", "event date", "día", "dia", "fecha"],
    ),
    (
        Meaning::Place,
        &[
            "place", "site", "school", "campus", "location", "lugar", "sitio", "escuela", "sede", "centro",
        ],
    ),
];

impl Known {
    fn meaning(&self, element: &Element) -> Option<Meaning> {
        if let Some(said) = self.by_measures.get(&element.name) {
            return Some(*said);
        }
        let by_measure = |one: &KnownDimension| one.elements.contains(&element.name);
        if let Some(at) = self.dimensions.iter().position(by_measure) {
            return Some(Meaning::Category(at));
        }
        let names = std::iter::once(&element.name).chain(&element.headings);
        let names: Vec<String> = names.map(|name| category_key(name)).collect();
        let is_birth = |name: &String| BIRTH.iter().any(|part| name.contains(part));
        if names.iter().any(is_birth) {
            return Some(Meaning::Birth);
        }
        let by_name = |one: &KnownDimension| names.iter().any(|name| one.named.contains(name));
        if let Some(at) = self.dimensions.iter().position(by_name) {
            return Some(Meaning::Category(at));
        }
        let is_called = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
        NAMES
            .iter()
            .find(|(_, known)| is_called(known))
            .map(|(meaning, _)| *meaning)
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// Name of the sheet.
    pub sheet: &'a str,
    /// Row in the sheet, from 1.
    pub row: u32,
    /// The sheet's column behind each column of the table.
    pub cols: &'a [Option<&'a intake::Column>],
}

/// Goes through rows and notes what looks wrong.
#[derive(Debug)]
pub struct Doubter<'a> {
    known: &'a Known,
    terms: &'a Terms,
    meanings: Vec<Option<Meaning>>,
    is_direct: Vec<bool>,
    key_at: Option<usize>,
    told: BTreeSet<(Kind, String)>,
    seen: BTreeMap<String, (u64, String)>,
    found: Doubts,
}

impl<'a> Doubter<'a> {
    /// For rows with these columns, whose people are known by the column at `key_at`.
    pub fn new(known: &'a Known, terms: &'a Terms, columns: &[VaultColumn], key_at: Option<usize>) -> Self {
        let meaning = |column: &VaultColumn| {
            let element = terms.elements.iter().find(|one| one.name == column.name)?;
            known.meaning(element)
        };
        Self {
            known,
            terms,
            meanings: columns.iter().map(meaning).collect(),
            is_direct: columns.iter().map(|column| is_direct(&column.class)).collect(),
            key_at,
            told: BTreeSet::new(),
            seen: BTreeMap::new(),
            found: Doubts::default(),
        }
    }

    /// Looks at one row that has a key.
    pub fn look(&mut self, at: At<'_>, cells: &[Value], key: &str) {
        let mut stay = [None, None];
        for (col, cell) in cells.iter().enumerate() {
            let Some(meaning) = self.meanings.get(col).copied().flatten() else {
                continue;
            };
            let text = said(cell);
            if text.is_empty() || self.key_at == Some(col) {
                continue;
            }
            match (meaning, text.parse::<Date>().ok()) {
                (Meaning::Birth, Some(day)) => self.born(at, (col, day)),
                (Meaning::First, Some(day)) => stay[0] = Some((col, day)),
                (Meaning::Last, Some(day)) => stay[1] = Some((col, day)),
                (Meaning::Day, Some(day)) => {
                    if !self.is_within(day, day) {
                        self.note(at, (col, Kind::OutsideTerm), &text, String::new());
                    }
                }
                // What is no day is told as that, elsewhere.
                (Meaning::Birth | Meaning::First | Meaning::Last | Meaning::Day, None) => {}
                (Meaning::Place, _) => {
                    let known = &self.known.places;
                    if !known.is_empty() && !known.contains(&text.to_lowercase()) {
                        self.note(at, (col, Kind::UnknownPlace), &text, String::new());
                    }
                }
                (Meaning::Category(which), _) => self.category(at, (col, which), &text),
            }
        }
        self.stayed(at, stay);
        self.once(at, cells, key);
    }

    /// What was found.
    pub fn into_found(self) -> Doubts {
        self.found
    }

    fn is_within(&self, from: Date, until: Date) -> bool {
        from <= self.terms.ends_on && until >= self.terms.starts_on
    }

    fn born(&mut self, at: At<'_>, (col, day): (usize, Date)) {
        let oldest = self.known.today.saturating_sub(Span::new().years(AGE_MAX));
        if day > self.known.today {
            self.note(at, (col, Kind::BornLater), &day.to_string(), String::new());
        } else if day < oldest {
            self.note(at, (col, Kind::BornEarlier), &day.to_string(), String::new());
        }
    }

    /// A stay may begin before an agreement and end after it; one that has no day within it should not be sent under it.
    fn stayed(&mut self, at: At<'_>, stay: [Option<(usize, Date)>; 2]) {
        match stay {
            [Some((first_col, first)), Some((col, last))] if last < first => {
                let beside = if self.is_direct[first_col] {
                    String::new()
                } else {
                    first.to_string()
                };
                self.note(at, (col, Kind::LastBeforeFirst), &last.to_string(), beside);
            }
            [Some((col, first)), last] if !self.is_within(first, last.map_or(Date::MAX, |(_, day)| day)) => {
                // The day that lies outside: the last one where the stay ended before, else the first.
                let (col, day) = match last {
                    Some((last_col, day)) if day < self.terms.starts_on => (last_col, day),
                    Some(_) | None => (col, first),
                };
                self.note(at, (col, Kind::OutsideTerm), &day.to_string(), String::new());
            }
            [None, Some((col, last))] if last < self.terms.starts_on => {
                self.note(at, (col, Kind::OutsideTerm), &last.to_string(), String::new());
            }
            [_, _] => {}
        }
    }

    fn category(&mut self, at: At<'_>, (col, which): (usize, usize), text: &str) {
        let known = self.known;
        let Some(dimension) = known.dimensions.get(which) else {
            return;
        };
        if !dimension.values.is_empty() && !dimension.values.contains(&text.to_lowercase()) {
            self.note(at, (col, Kind::UnknownCategory), text, dimension.label.clone());
        }
    }

    /// Nobody has two rows with different things in them where each person has one.
    fn once(&mut self, at: At<'_>, cells: &[Value], key: &str) {
        let Some(key_at) = self.key_at.filter(|_| self.known.is_people) else {
            return;
        };
        let mut hasher = DefaultHasher::new();
        for (col, cell) in cells.iter().enumerate() {
            if col != key_at {
                said(cell).hash(&mut hasher);
            }
        }
        let content = hasher.finish();
        let place = place(at, key_at);
        let key = key.to_lowercase();
        match self.seen.get(&key) {
            Some((first, other)) if *first != content => {
                let other = other.clone();
                self.note(at, (key_at, Kind::TwoOfOne), "", other);
            }
            Some(_) => {}
            None => drop(self.seen.insert(key, (content, place))),
        }
    }

    fn note(&mut self, at: At<'_>, (col, kind): (usize, Kind), read: &str, beside: String) {
        *self.found.counts.entry(kind).or_default() += 1;
        let of_kind = self.found.listed.iter().filter(|one| one.kind == kind).count();
        let is_value = matches!(kind, Kind::UnknownPlace | Kind::UnknownCategory);
        if of_kind >= LISTED_MAX
            || (is_value && !self.told.insert((kind, format!("{col}:{}", read.to_lowercase()))))
        {
            return;
        }
        let column = at.cols.get(col).copied().flatten();
        self.found.listed.push(Doubt {
            kind,
            sheet: at.sheet.to_owned(),
            cell: column.map_or_else(|| at.row.to_string(), |column| cell_name(column.col, at.row)),
            heading: column.map(|column| column.name.clone()).unwrap_or_default(),
            read: (!self.is_direct[col] && !read.is_empty()).then(|| read.to_owned()),
            beside,
        });
    }
}

fn place(at: At<'_>, col: usize) -> String {
    let column = at.cols.get(col).copied().flatten();
    let cell = column.map_or_else(|| at.row.to_string(), |column| cell_name(column.col, at.row));
    if at.sheet.is_empty() {
        return cell;
    }
    format!("{}, {cell}", at.sheet)
}

/// A cell as spreadsheets name it: the 3rd column's 12th row is `C12`.
pub(super) fn cell_name(col: u32, row: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), col);
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    format!("{}{row}", letters.into_iter().collect::<String>())
}

/// What a cell says; whole numbers without a fraction, as people write them.
fn said(cell: &Value) -> String {
    match cell {
        Value::String(text) => text.trim().to_owned(),
        // A number prints as "7" where it is whole.
        Value::Number(number) => number.as_f64().map(|one| one.to_string()).unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    }
}
