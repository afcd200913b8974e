//! One row for each person of each partner, and who of them are the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use datafusion::arrow::array::{Array, Float64Array, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::Expr;
use datafusion::prelude::ident;
use serde::Deserialize;

use super::Table;
use super::definition::{Definition, Enrolment, Numerator, Span, key};
use super::fold::{Happened, all_of, engine, frame};
use crate::Fault;
use crate::table::texts_of;

/// A person as one partner knows them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Person {
    /// Whose row.
    pub organisation: String,
    /// The key, as keys are compared.
    pub key: String,
    /// Value of the place.
    pub place: Option<String>,
    /// Values of the dimensions, in their order.
    pub values: Vec<Option<String>>,
    /// Days there within the period, where the definition asks.
    pub days: Option<f64>,
    /// Whether their own row fulfils what the numerator asks of it.
    pub fulfils: bool,
    /// What happened to them and counts.
    pub hits: f64,
    /// All that happened to them.
    pub all: f64,
    /// Rows that tell of them.
    pub rows: usize,
    /// Whether the partner's rows about what happened were read: days there are days on which it could.
    pub is_told_of: bool,
}

impl Person {
    /// Partner and key.
    pub fn at(&self) -> (String, String) {
        (self.organisation.clone(), self.key.clone())
    }
}

/// People as they are gathered.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    by_key: BTreeMap<(String, String), Person>,
    elsewhere: BTreeMap<(String, String), Person>,
    told_of: BTreeSet<String>,
}

impl Gathered {
    /// Adds rows of people. Of several rows about one person in one place the days are added; what the row with the most
    /// days says stands for the rest.
    pub fn add(&mut self, people: Vec<Person>) {
        for new in people {
            let at = new.at();
            let Some(known) = self.by_key.get_mut(&at) else {
                self.by_key.insert(at, new);
                continue;
            };
            let days = match (known.days, new.days) {
                (None, None) => None,
                (one, other) => Some(one.unwrap_or(0.0) + other.unwrap_or(0.0)),
            };
            if new.days.unwrap_or(0.0) > known.days.unwrap_or(0.0) {
                known.place = new.place.or(known.place.take());
                known.values = new.values;
            }
            known.fulfils |= new.fulfils;
            known.days = days;
            known.rows += new.rows;
        }
    }

    /// Adds what happened to people of the cohort, and to whoever a linkage knows: they may be of the cohort at another
    /// partner. Of others nothing is kept.
    pub fn happened(&mut self, happened: Vec<Happened>, links: &Links) {
        for one in happened {
            let at = (one.organisation, key(&one.key));
            let person = match self.by_key.get_mut(&at) {
                Some(person) => person,
                None if links.knows(&at) => self.elsewhere.entry(at.clone()).or_insert_with(|| Person {
                    organisation: at.0,
                    key: at.1,
                    ..Person::default()
                }),
                None => continue,
            };
            person.hits += one.hits;
            person.all += one.all;
        }
    }

    /// Notes that a partner's rows about what happened are read.
    pub fn tells(&mut self, organisation: &str) {
        self.told_of.insert(organisation.to_owned());
    }

    /// Everybody, ordered by partner and key; and those of whom only rows about what happened tell.
    pub fn into_people(self) -> (Vec<Person>, Vec<Person>) {
        let all = |people: BTreeMap<_, Person>| {
            let all = people.into_values().map(|person| Person {
                is_told_of: self.told_of.contains(&person.organisation),
                ..person
            });
            all.collect()
        };
        (all(self.by_key), all(self.elsewhere))
    }
}

/// Reads the people of a table who belong to the cohort.
pub async fn read(definition: &Definition, span: Span, table: &Table) -> Result<Vec<Person>, Fault> {
    let columns = table.opened.columns();
    let engine = engine()?;
    let rows = frame(&engine, &table.opened).await?;
    let rows = rows.filter(all_of(&definition.cohort, &columns)?)?;
    let mut wanted: Vec<Expr> = vec![ident(&table.key).alias("key")];
    let fulfils = match &definition.numerator {
        Numerator::Person { conditions } => all_of(conditions, &columns)?,
        Numerator::Happened { .. } => datafusion::logical_expr::lit(false),
    };
    let fulfils = datafusion::logical_expr::when(fulfils, datafusion::logical_expr::lit(1.0))
        .otherwise(datafusion::logical_expr::lit(0.0))?;
    wanted.push(fulfils.alias("fulfils"));
    let dimensions = definition.dimensions.iter().map(|one| Some(one.column.as_str()));
    let days = definition
        .enrolment
        .as_ref()
        .map_or([None; 3], Enrolment::columns);
    let named: Vec<Option<&str>> = std::iter::once(definition.place.as_deref())
        .chain(days)
        .chain(dimensions)
        .collect();
    for (at, name) in named.iter().enumerate() {
        // What a partner's table lacks is nothing for all of its people.
        let is_there = name.is_some_and(|name| columns.iter().any(|column| column.name == name));
        let column = match name.filter(|_| is_there) {
            Some(name) => ident(name),
            None => datafusion::logical_expr::lit(datafusion::scalar::ScalarValue::Utf8(None)),
        };
        wanted.push(column.alias(format!("c{at}")));
    }
    let mut people = Vec::new();
    for batch in rows.select(wanted)?.collect().await? {
        gather(definition, span, (&table.organisation, &batch), &mut people)?;
    }
    Ok(people)
}

impl Enrolment {
    fn columns(&self) -> [Option<&str>; 3] {
        [self.from.as_deref(), self.until.as_deref(), self.days.as_deref()]
    }

    /// Days there within a period, from a row's first day, last day and number of days.
    fn days(&self, span: Span, (from, until, days): (Option<f64>, Option<f64>, Option<f64>)) -> Option<f64> {
        if self.days.is_some() {
            return days;
        }
        // Without a first day nobody can say how long.
        let from = from?.max(f64::from(span.from));
        let until = until.unwrap_or(f64::from(span.until)).min(f64::from(span.until));
        Some((until - from + 1.0).max(0.0))
    }
}

fn gather(
    definition: &Definition,
    span: Span,
    (organisation, batch): (&str, &RecordBatch),
    people: &mut Vec<Person>,
) -> Result<(), Fault> {
    let keys = texts_of(batch.column(0))?;
    let fulfils = numbers(batch, 1, false)?;
    let place = texts_of(batch.column(2))?;
    let (from, until) = (numbers(batch, 3, true)?, numbers(batch, 4, true)?);
    let days = numbers(batch, 5, false)?;
    let values: Vec<Vec<Option<String>>> = (6..batch.num_columns())
        .map(|at| texts_of(batch.column(at)))
        .collect::<Result<_, _>>()?;
    for (at, name) in keys.into_iter().enumerate() {
        let Some(name) = name else { continue };
        let told = (from[at], until[at], days[at]);
        people.push(Person {
            organisation: organisation.to_owned(),
            key: key(&name),
            place: place[at].as_deref().map(key),
            values: values
                .iter()
                .map(|column| column[at].as_deref().map(key))
                .collect(),
            days: definition
                .enrolment
                .as_ref()
                .and_then(|rule| rule.days(span, told)),
            fulfils: fulfils[at] == Some(1.0),
            hits: 0.0,
            all: 0.0,
            rows: 1,
            is_told_of: false,
        });
    }
    Ok(())
}

/// A column as numbers; days as days since 1970-01-01.
fn numbers(batch: &RecordBatch, at: usize, are_days: bool) -> Result<Vec<Option<f64>>, Fault> {
    let mut column = batch.column(at).clone();
    if are_days {
        column = cast(&cast(&column, &DataType::Date32)?, &DataType::Int32)?;
    }
    let column = cast(&column, &DataType::Float64)?;
    let column = column
        .as_any()
        .downcast_ref::<Float64Array>()
        .expect("it was cast");
    Ok((0..column.len())
        .map(|at| column.is_valid(at).then(|| column.value(at)))
        .collect())
}

/// Who is who across partners, as linking found it.
#[derive(Debug, Clone, Default)]
pub struct Links {
    by_key: HashMap<(String, String), [String; 3]>,
}

/// One line of it: partner, key, and the person's number by the best guess, by certain links alone, and by possible ones too.
#[derive(Debug, Clone, Deserialize)]
struct Line(String, String, String, String, String);

impl Links {
    /// From JSON: a list of `[organisation, key, person, certain, possible]`.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let lines: Vec<Line> = serde_json::from_slice(bytes)?;
        let by_key = lines
            .into_iter()
            .map(|Line(organisation, name, best, certain, possible)| {
                ((organisation, key(&name)), [best, certain, possible])
            });
        Ok(Self {
            by_key: by_key.collect(),
        })
    }

    /// Whether anybody was linked at all.
    pub fn are_there(&self) -> bool {
        !self.by_key.is_empty()
    }

    /// Whether a linkage knows a partner's key.
    pub fn knows(&self, at: &(String, String)) -> bool {
        self.by_key.contains_key(at)
    }

    /// Who somebody is by the best guess, by certain links alone, and by possible ones too. Whoever was not linked is one
    /// person of that partner.
    pub fn persons(&self, person: &Person) -> [String; 3] {
        let found = self.by_key.get(&person.at());
        let own = || format!("{}\n{}", person.organisation, person.key);
        found.cloned().unwrap_or_else(|| [own(), own(), own()])
    }
}
