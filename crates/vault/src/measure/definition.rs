//! What is counted, as data: a cohort, an enrolment rule, what must have happened, and by what it is broken down.
//!
//! Nothing of it is source of a query: names of columns and values are values, and every comparison is one of these.

use std::collections::BTreeMap;

use datafusion::logical_expr::expr::Like;
use datafusion::logical_expr::{Expr, lit};
use datafusion::prelude::ident;
use datafusion::scalar::ScalarValue;
use serde::Deserialize;

use super::people::Person;
use crate::Fault;
use crate::table::{Column, Kind};

/// What the rows of a table are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// One row for each person.
    People,
    /// Who took part in what.
    Services,
    /// Days, visits, incidents.
    Events,
    /// Encodings of identities; nothing is counted from them.
    Encodings,
}

/// A first and a last day, counted from 1970-01-01, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Span {
    /// The first day.
    pub from: i32,
    /// The last day.
    pub until: i32,
}

/// How a cell is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compare {
    /// It is one of the values; case and spaces around do not count.
    Is,
    /// It is none of the values, or empty.
    IsNot,
    /// It is the value or more, or that day or later.
    AtLeast,
    /// It is the value or less, or that day or earlier.
    AtMost,
    /// Something stands in it.
    Filled,
    /// Nothing stands in it.
    Empty,
}

/// A condition on a column.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// How it is compared.
    pub compare: Compare,
    /// With what.
    #[serde(default)]
    pub values: Vec<String>,
}

/// Who belongs to the denominator by the time they were there.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Enrolment {
    /// Column of the first day; with `until`, days within the period are counted.
    #[serde(default)]
    pub from: Option<String>,
    /// Column of the last day; empty cells: still there.
    #[serde(default)]
    pub until: Option<String>,
    /// Or a column that gives the number of days.
    #[serde(default)]
    pub days: Option<String>,
    /// At least this many.
    pub at_least: f64,
}

/// What is added up over the rows of one person.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fold {
    /// Rows that fulfil the conditions.
    Count,
    /// The numbers of a column in those rows.
    Sum(String),
}

/// What a folded number is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareOf {
    /// The days somebody was enrolled.
    Enrolled,
    /// All rows about them in the period, or the whole sum of the column.
    All,
}

/// Who is counted in the numerator.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Numerator {
    /// Whose own row fulfils the conditions.
    Person {
        /// The conditions, all of them.
        conditions: Vec<Condition>,
    },
    /// To whom something happened often enough.
    Happened {
        /// In which rows.
        source: Source,
        /// Column of the day; without one, all rows of the tables count.
        #[serde(default)]
        day: Option<String>,
        /// The conditions on such a row, all of them.
        conditions: Vec<Condition>,
        /// What is added up.
        fold: Fold,
        /// As a share of something; without it the number itself is compared.
        #[serde(default)]
        share_of: Option<ShareOf>,
        /// Counted from here on.
        #[serde(default)]
        at_least: Option<f64>,
        /// Counted up to here.
        #[serde(default)]
        at_most: Option<f64>,
    },
}

impl Numerator {
    /// The rows in which it happens.
    pub fn source(&self) -> Option<Source> {
        match self {
            Self::Person { .. } => None,
            Self::Happened { source, .. } => Some(*source),
        }
    }
}

/// A breakdown: a column whose values mean categories.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Dimension {
    /// The dimension's slug.
    pub slug: String,
    /// The column.
    pub column: String,
    /// Category by value, in lower case.
    pub categories: BTreeMap<String, String>,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Definition {
    /// Whom it is about: conditions on a person's row, all of them.
    #[serde(default)]
    pub cohort: Vec<Condition>,
    /// How long they must have been there.
    #[serde(default)]
    pub enrolment: Option<Enrolment>,
    /// Who is counted.
    pub numerator: Numerator,
    /// Column of the place.
    #[serde(default)]
    pub place: Option<String>,
    /// Place by value, in lower case.
    #[serde(default)]
    pub places: BTreeMap<String, String>,
    /// The place under which everybody is counted together.
    #[serde(default)]
    pub whole: Option<String>,
    /// Breakdowns; they are crossed in pairs.
    #[serde(default)]
    pub dimensions: Vec<Dimension>,
}

impl Definition {
    /// Whether somebody was there long enough.
    pub fn is_enrolled(&self, person: &Person) -> bool {
        match &self.enrolment {
            Some(rule) => person.days.is_some_and(|days| days >= rule.at_least),
            None => true,
        }
    }

    /// Whether somebody is counted in the numerator.
    pub fn is_counted(&self, person: &Person) -> bool {
        let Numerator::Happened {
            share_of,
            at_least,
            at_most,
            ..
        } = &self.numerator
        else {
            return person.fulfils;
        };
        let value = match share_of {
            None => Some(person.hits),
            Some(ShareOf::Enrolled) => person
                .days
                .filter(|days| *days > 0.0)
                .map(|days| person.hits / days),
            Some(ShareOf::All) => Some(person.all)
                .filter(|all| *all > 0.0)
                .map(|all| person.hits / all),
        };
        // Whoever has no share is not above one, and not below one either.
        value.is_some_and(|value| {
            at_least.is_none_or(|least| value >= least) && at_most.is_none_or(|most| value <= most)
        })
    }
}

/// A value as values are compared.
pub fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Days since 1970-01-01 of a day written as 2026-09-15; nothing: it is none.
pub fn day(text: &str) -> Option<i32> {
    use datafusion::arrow::array::types::Date32Type;
    use datafusion::arrow::compute::kernels::cast_utils::Parser;
    Date32Type::parse(text.trim())
}

/// A condition as the engine takes it. Errors: no such column, or a value that is none of its kind.
pub fn expression(condition: &Condition, columns: &[Column]) -> Result<Expr, Fault> {
    let found = columns.iter().find(|column| column.name == condition.column);
    let Some(found) = found else {
        return Err(Fault::NoColumn(condition.column.clone()));
    };
    let column = ident(&condition.column);
    let one = || {
        let value = condition.values.first();
        value.ok_or_else(|| Fault::Alone(condition.column.clone()))
    };
    Ok(match condition.compare {
        Compare::Filled => column.is_not_null(),
        Compare::Empty => column.is_null(),
        Compare::AtLeast => column.gt_eq(literal(found, one()?)?),
        Compare::AtMost => column.lt_eq(literal(found, one()?)?),
        Compare::Is => any_of(&column, found, &condition.values)?,
        Compare::IsNot => {
            let same = any_of(&column, found, &condition.values)?;
            column.is_null().or(same.is_not_true())
        }
    })
}

fn any_of(column: &Expr, of: &Column, values: &[String]) -> Result<Expr, Fault> {
    let mut any = lit(false);
    for value in values {
        let same = match of.kind {
            Kind::Text => like(column, value),
            Kind::Number | Kind::Date => column.clone().eq(literal(of, value)?),
        };
        any = any.or(same);
    }
    Ok(any)
}

/// The same words, whatever their case.
fn like(column: &Expr, value: &str) -> Expr {
    let mut pattern = String::new();
    for letter in value.trim().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    let pattern = Box::new(lit(pattern));
    Expr::Like(Like::new(
        false,
        Box::new(column.clone()),
        pattern,
        Some('\\'),
        true,
    ))
}

fn literal(of: &Column, value: &str) -> Result<Expr, Fault> {
    Ok(match of.kind {
        Kind::Text => lit(value.trim()),
        Kind::Number => {
            let number: f64 = value
                .trim()
                .parse()
                .map_err(|_| Fault::NotANumber(of.name.clone()))?;
            lit(number)
        }
        Kind::Date => {
            let day = day(value).ok_or_else(|| Fault::NotADay(of.name.clone()))?;
            lit(ScalarValue::Date32(Some(day)))
        }
    })
}
