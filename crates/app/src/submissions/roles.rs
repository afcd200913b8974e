//! What each column is read as: remembered from last time, else guessed from its heading and its cells.

use std::collections::BTreeMap;

use domain::period::Period;
use intake::{Column, ColumnKind, Sheet, Unit as ColumnUnit};

use super::context::Context;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Names of places.
    Place,
    /// Codes of places.
    PlaceCode,
    /// Periods.
    Period,
    /// Categories of a dimension, by its slug.
    Category(String),
    /// The part counted.
    Numerator,
    /// The whole.
    Denominator,
    /// The value in the indicator's unit.
    Value,
    /// Margin of error of the value.
    Margin,
    /// Nothing that is asked for.
    Ignore,
}

impl Role {
    /// The word kept in tables and forms.
    pub fn code(&self) -> String {
        match self {
            Self::Place => "place".into(),
            Self::PlaceCode => "place-code".into(),
            Self::Period => "period".into(),
            Self::Category(dimension) => format!("category:{dimension}"),
            Self::Numerator => "numerator".into(),
            Self::Denominator => "denominator".into(),
            Self::Value => "value".into(),
            Self::Margin => "margin".into(),
            Self::Ignore => "ignore".into(),
        }
    }

    /// The role for a word.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(dimension) = code.strip_prefix("category:") {
            return Some(Self::Category(dimension.to_owned()));
        }
        let plain = [
            Self::Place,
            Self::PlaceCode,
            Self::Period,
            Self::Numerator,
            Self::Denominator,
            Self::Value,
            Self::Margin,
            Self::Ignore,
        ];
        plain.into_iter().find(|role| role.code() == code)
    }

    fn is_measure(&self) -> bool {
        matches!(
            self,
            Self::Numerator | Self::Denominator | Self::Value | Self::Margin
        )
    }
}

/// A column with what it is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnReading {
    /// Counted from 1.
    pub col: u32,
    /// Its heading.
    pub heading: String,
    /// An example from its cells.
    pub sample: String,
    /// What it is read as.
    pub role: Role,
    /// Whether the partner said so, now or last time.
    pub is_confirmed: bool,
}

/// Cells of a column that are looked at for a guess.
const SAMPLE: usize = 60;

/// Reads every column: as chosen now, as remembered, or as guessed.
pub fn read_columns(sheet: &Sheet, context: &Context, chosen: &BTreeMap<u32, String>) -> Vec<ColumnReading> {
    let mut readings: Vec<ColumnReading> = Vec::new();
    for column in &sheet.columns {
        let said = chosen
            .get(&column.col)
            .or_else(|| context.remembered.get(&heading_key(&column.name)))
            .and_then(|code| Role::from_code(code));
        let is_confirmed = said.is_some();
        let role = said.unwrap_or_else(|| guess(sheet, column, context, &readings));
        let cell = sheet
            .data_cells(column.col)
            .find(|cell| !cell.raw.trim().is_empty());
        let sample = cell
            .map(|cell| cell.value.text().unwrap_or(cell.raw.trim()).to_owned())
            .unwrap_or_default();
        readings.push(ColumnReading {
            col: column.col,
            heading: column.name.clone(),
            sample,
            role,
            is_confirmed,
        });
    }
    settle_counts(&mut readings, sheet, context);
    readings
}

/// How headings are compared from one file to the next.
pub fn heading_key(heading: &str) -> String {
    let plain: String = heading
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '%' { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn guess(sheet: &Sheet, column: &Column, context: &Context, before: &[ColumnReading]) -> Role {
    let is_taken = |role: &Role| before.iter().any(|reading| reading.role == *role);
    let texts: Vec<&str> = sheet
        .data_cells(column.col)
        .filter_map(|cell| cell.value.text())
        .filter(|text| !text.trim().is_empty())
        .take(SAMPLE)
        .collect();
    match column.kind {
        ColumnKind::Margin => Role::Margin,
        ColumnKind::Empty => Role::Ignore,
        ColumnKind::Number => {
            let role = guess_numbered_category(sheet, column, context)
                .unwrap_or_else(|| guess_number(column, context));
            if is_taken(&role) && !role.is_measure() {
                Role::Ignore
            } else {
                role
            }
        }
        ColumnKind::Date => Role::Ignore,
        ColumnKind::Code | ColumnKind::Text => {
            let role = guess_words(column, &texts, context);
            if is_taken(&role) { Role::Ignore } else { role }
        }
    }
}

fn guess_words(column: &Column, texts: &[&str], context: &Context) -> Role {
    if texts.is_empty() {
        return Role::Ignore;
    }
    for dimension in &context.dimensions {
        let known = texts
            .iter()
            .filter(|text| dimension.category_of(text).is_some())
            .count();
        if known * 2 > texts.len() || (known > 0 && dimension.is_named(&column.name)) {
            return Role::Category(dimension.slug.clone());
        }
    }
    let periods = texts.iter().filter(|text| Period::parse(text).is_ok()).count();
    if periods * 2 > texts.len() {
        return Role::Period;
    }
    let found = texts
        .iter()
        .filter(|text| context.find_place(text).is_some())
        .count();
    let is_code =
        column.kind == ColumnKind::Code || texts.iter().all(|text| text.chars().all(|c| c.is_ascii_digit()));
    let key = heading_key(&column.name);
    let names_place = [
        "district", "distrito", "school", "escuela", "site", "sitio", "town", "city", "ciudad", "place",
        "lugar", "program", "programa", "name",
    ]
    .iter()
    .any(|word| key.split(' ').any(|part| part == *word));
    match (found * 3 > texts.len(), is_code) {
        (true, true) => Role::PlaceCode,
        (true, false) => Role::Place,
        (false, true) => Role::Ignore,
        (false, false) if names_place => Role::Place,
        (false, false) => context
            .dimensions
            .iter()
            .find(|one| one.is_named(&column.name))
            .map_or(Role::Ignore, |one| Role::Category(one.slug.clone())),
    }
}

/// The dimension of a column of numbers that are names: grades 6, 7 and 8 under "Gr." are no counts.
fn guess_numbered_category(sheet: &Sheet, column: &Column, context: &Context) -> Option<Role> {
    let key = heading_key(&column.name);
    let named = context
        .dimensions
        .iter()
        .find(|one| one.is_named(&column.name) || one.is_abbreviated(&key))?;
    let cells = sheet
        .data_cells(column.col)
        .map(|cell| cell.raw.trim())
        .filter(|raw| !raw.is_empty());
    let texts: Vec<&str> = cells.take(SAMPLE).collect();
    let known = texts
        .iter()
        .filter(|text| named.category_of(text).is_some())
        .count();
    (known * 2 > texts.len()).then(|| Role::Category(named.slug.clone()))
}

fn guess_number(column: &Column, context: &Context) -> Role {
    let key = heading_key(&column.name);
    let has = |words: &[&str]| words.iter().any(|word| key.split(' ').any(|part| part == *word));
    if key
        .split(' ')
        .all(|part| part == "year" || part == "año" || part == "school")
        && !key.is_empty()
    {
        return Role::Period;
    }
    if column.unit == Some(ColumnUnit::Percent)
        || has(&[
            "%",
            "percent",
            "percentage",
            "pct",
            "rate",
            "value",
            "porcentaje",
            "tasa",
            "valor",
        ])
    {
        return Role::Value;
    }
    if context.unit.factor().is_none() {
        return Role::Value;
    }
    if has(&[
        "enrolled",
        "enrollment",
        "enrolment",
        "cohort",
        "total",
        "denominator",
        "tested",
        "inscritos",
        "matrícula",
        "matricula",
        "cohorte",
    ]) {
        return Role::Denominator;
    }
    Role::Numerator
}

/// Of two columns that both look like the part, the one whose cells are never smaller is the whole.
fn settle_counts(readings: &mut [ColumnReading], sheet: &Sheet, _context: &Context) {
    let parts: Vec<usize> = (0..readings.len())
        .filter(|at| readings[*at].role == Role::Numerator && !readings[*at].is_confirmed)
        .collect();
    let has_whole = readings.iter().any(|reading| reading.role == Role::Denominator);
    if let ([first, second], false) = (parts.as_slice(), has_whole) {
        let sum = |at: usize| {
            sheet
                .data_cells(readings[at].col)
                .filter_map(|cell| cell.value.number())
                .sum::<f64>()
        };
        let whole = if sum(*first) >= sum(*second) {
            *first
        } else {
            *second
        };
        readings[whole].role = Role::Denominator;
    }
    // A role stands once: later columns of the same role are not read.
    let mut seen: Vec<Role> = Vec::new();
    for reading in readings.iter_mut() {
        if seen.contains(&reading.role) && (reading.role.is_measure() || reading.role != Role::Ignore) {
            reading.role = Role::Ignore;
        }
        seen.push(reading.role.clone());
    }
}
