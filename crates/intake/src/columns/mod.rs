//! What each column may be for: a guess with its reasons, for a person to confirm. Start at `guess`.

pub mod names;
pub mod personal;
pub mod vocabulary;
pub(crate) mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::sheet::{Cell, Column, ColumnKind, Sheet, Unit, Value};
use personal::Personal;
use vocabulary::{Role, Vocabulary, Wanted};

/// A guess below this is not worth showing.
const LEAST_CONFIDENCE: f64 = 0.35;
/// Values of a column that are looked at.
const VALUES_SEEN: usize = 5_000;

/// What one column is probably for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// The column, counted from 1.
    pub col: u32,
    /// The role it probably has; none if nothing fits.
    pub role: Option<Role>,
    /// How sure we are, from 0 to 1.
    pub confidence: f64,
    /// What spoke for it.
    pub reasons: Vec<Reason>,
    /// The column looks like data about single persons.
    pub personal: Option<Personal>,
}

/// What spoke for a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The heading is one that was asked for.
    Heading,
    /// The values are ones that are known.
    Values,
    /// The kind of values, such as percentages or dates.
    Kind,
    /// The figures fit the columns beside them: a part is never larger than its whole.
    Figures,
}

/// The cells of a column, as far as they are looked at.
pub(crate) struct Sample<'a> {
    pub column: &'a Column,
    pub cells: Vec<&'a Cell>,
}

impl Sample<'_> {
    /// The different words of the column, and how often each stands there.
    pub fn words(&self) -> BTreeMap<&str, usize> {
        let mut words = BTreeMap::new();
        for text in self.cells.iter().filter_map(|cell| cell.value.text()) {
            *words.entry(text).or_insert(0) += 1;
        }
        words
    }
}

/// Guesses the role of every column of a sheet. Each role is given once, to the column that fits it best.
pub fn guess(sheet: &Sheet, vocabulary: &Vocabulary) -> Vec<Guess> {
    let samples = samples(sheet);
    let mut offers = Vec::new();
    for (at, sample) in samples.iter().enumerate() {
        for wanted in &vocabulary.wanted {
            let (confidence, reasons) = fit(sheet, sample, wanted);
            if confidence >= LEAST_CONFIDENCE {
                offers.push((confidence, at, wanted, reasons));
            }
        }
    }
    // The surest first; of equals the leftmost column, since keys stand left.
    offers.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut taken_roles: BTreeSet<&Role> = BTreeSet::new();
    let mut guesses: Vec<Guess> = samples.iter().map(|sample| unknown(sample)).collect();
    for (confidence, at, wanted, reasons) in offers {
        let guess = &mut guesses[at];
        let is_free = guess.role.is_none() && guess.personal.is_none();
        if is_free && taken_roles.insert(&wanted.role) {
            guess.role = Some(wanted.role.clone());
            guess.confidence = confidence;
            guess.reasons = reasons;
        }
    }
    part_and_whole(&samples, &mut guesses);
    guesses
}

fn unknown(sample: &Sample<'_>) -> Guess {
    let personal = personal::judge(sample);
    Guess {
        col: sample.column.col,
        role: None,
        confidence: 0.0,
        reasons: Vec::new(),
        personal,
    }
}

/// One pass over the cells, since a pass for each column would be too many.
pub(crate) fn samples(sheet: &Sheet) -> Vec<Sample<'_>> {
    let mut samples: Vec<Sample<'_>> = sheet
        .columns
        .iter()
        .map(|column| Sample {
            column,
            cells: Vec::new(),
        })
        .collect();
    let places: BTreeMap<u32, usize> = sheet
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| (column.col, at))
        .collect();
    let (Some(first), Some(last)) = (sheet.first_data_row, sheet.last_data_row) else {
        return samples;
    };
    let from = sheet.cells.partition_point(|cell| cell.row < first);
    for cell in sheet.cells[from..].iter().take_while(|cell| cell.row <= last) {
        let is_data = sheet.total_rows.binary_search(&cell.row).is_err() && cell.value != Value::None;
        if let (true, Some(at)) = (is_data, places.get(&cell.col))
            && samples[*at].cells.len() < VALUES_SEEN
        {
            samples[*at].cells.push(cell);
        }
    }
    samples
}

/// How well a column fits a role, and why.
fn fit(sheet: &Sheet, sample: &Sample<'_>, wanted: &Wanted) -> (f64, Vec<Reason>) {
    let kind = kind_fit(sample.column, &wanted.role);
    if kind == 0.0 {
        return (0.0, Vec::new());
    }
    let heading = wanted
        .headings
        .iter()
        .map(|name| heading_fit(&sample.column.name, name))
        .fold(0.0, f64::max);
    let values = values_fit(sample, wanted);
    let mut reasons = Vec::new();
    let mut against_all = 1.0;
    for (share, reason) in [
        (heading * 0.9, Reason::Heading),
        (values * 0.95, Reason::Values),
        (kind, Reason::Kind),
    ] {
        if share > 0.2 {
            reasons.push(reason);
        }
        against_all *= 1.0 - share;
    }
    let mut confidence: f64 = 1.0 - against_all;
    // The first column of words is mostly where things happen.
    let first_words = sheet
        .columns
        .iter()
        .find(|column| column.kind == ColumnKind::Text)
        .map(|column| column.col);
    if wanted.role == Role::Place && first_words == Some(sample.column.col) {
        confidence = 1.0 - (1.0 - confidence) * 0.7;
    }
    (confidence, reasons)
}

/// How far the kind of a column speaks for a role; zero where it forbids it.
fn kind_fit(column: &Column, role: &Role) -> f64 {
    let percent = column.unit == Some(Unit::Percent) || column.name.contains('%');
    match (role, column.kind) {
        (_, ColumnKind::Empty) => 0.0,
        (Role::Place, ColumnKind::Text) => 0.1,
        (Role::PlaceCode, ColumnKind::Code) => 0.3,
        (Role::PlaceCode, ColumnKind::Text) => 0.05,
        (Role::Period, ColumnKind::Date) => 0.4,
        (Role::Period, ColumnKind::Text | ColumnKind::Number | ColumnKind::Code) => 0.05,
        (Role::Category(_), ColumnKind::Text | ColumnKind::Code | ColumnKind::Number) => 0.05,
        (Role::Value, ColumnKind::Number) if percent => 0.5,
        (Role::Value, ColumnKind::Number) => 0.2,
        (Role::Numerator | Role::Denominator, ColumnKind::Number) if percent => 0.0,
        (Role::Numerator | Role::Denominator, ColumnKind::Number) => 0.15,
        (Role::Margin, ColumnKind::Margin) => 0.9,
        (Role::Ignore, _) => 0.05,
        _ => 0.0,
    }
}

/// How far a heading is the one asked for: the same words, or one inside the other, or nearly the same letters.
fn heading_fit(heading: &str, name: &str) -> f64 {
    // A group's name above the column speaks less than the column's own.
    let own = heading.rsplit(" / ").next().unwrap_or(heading);
    let (own_words, name_words) = (words::words_of(own), words::words_of(name));
    if name_words.is_empty() || own_words.is_empty() {
        return 0.0;
    }
    if own_words == name_words {
        return 1.0;
    }
    let all_words = words::words_of(heading);
    if name_words.iter().all(|word| own_words.contains(word)) {
        return 0.6 + 0.35 * name_words.len() as f64 / own_words.len() as f64;
    }
    if name_words.iter().all(|word| all_words.contains(word)) {
        return 0.5;
    }
    let near = strsim::jaro_winkler(&own_words.join(" "), &name_words.join(" "));
    if near > 0.93 { 0.6 } else { 0.0 }
}

/// The share of a column's words that are known values of the role.
fn values_fit(sample: &Sample<'_>, wanted: &Wanted) -> f64 {
    match wanted.role {
        Role::Period => period_share(sample),
        Role::Place | Role::PlaceCode | Role::Category(_) if !wanted.known.is_empty() => {
            let matcher = names::Matcher::new(&wanted.known);
            let words = sample.words();
            let known = words.keys().filter(|word| matcher.is_same(word)).count();
            // Two of a thousand matched are chance.
            let share = known as f64 / words.len().max(1) as f64;
            if share < 0.1 { 0.0 } else { share }
        }
        _ => 0.0,
    }
}

fn period_share(sample: &Sample<'_>) -> f64 {
    let is_period = |cell: &&&Cell| match &cell.value {
        Value::Text(text) => crate::melt::period(text).is_some(),
        Value::Number(number) => (1990.0..=2060.0).contains(number) && number.fract() == 0.0,
        Value::Span(_) => true,
        Value::None => false,
    };
    let periods = sample.cells.iter().filter(is_period).count();
    if sample.column.kind == ColumnKind::Date || sample.cells.is_empty() {
        return 0.0;
    }
    periods as f64 / sample.cells.len() as f64
}

/// Where two counts could each be part or whole, the figures decide: a part is never larger than its whole.
fn part_and_whole(samples: &[Sample<'_>], guesses: &mut [Guess]) {
    let find = |guesses: &[Guess], role: Role| {
        guesses
            .iter()
            .position(|guess| guess.role.as_ref() == Some(&role))
    };
    let (Some(part), Some(whole)) = (find(guesses, Role::Numerator), find(guesses, Role::Denominator)) else {
        return;
    };
    let wholes: BTreeMap<u32, f64> = samples[whole]
        .cells
        .iter()
        .filter_map(|cell| Some((cell.row, cell.value.number()?)))
        .collect();
    let (mut larger, mut pairs) = (0_usize, 0_usize);
    for (row, number) in samples[part]
        .cells
        .iter()
        .filter_map(|cell| Some((cell.row, cell.value.number()?)))
    {
        if let Some(whole) = wholes.get(&row).filter(|whole| **whole != number) {
            pairs += 1;
            larger += usize::from(number > *whole);
        }
    }
    if pairs < 3 {
        return;
    }
    if larger * 10 > pairs * 9 {
        guesses[part].role = Some(Role::Denominator);
        guesses[whole].role = Some(Role::Numerator);
    }
    if larger * 10 > pairs * 9 || larger * 10 < pairs {
        guesses[part].reasons.push(Reason::Figures);
        guesses[whole].reasons.push(Reason::Figures);
    }
}
