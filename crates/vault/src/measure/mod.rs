//! Counts from rows: records to one row per person, those to the finest cells, and cubes from cells by adding.
//!
//! Records are folded by DataFusion ([`fold`]); a cube is never taken over records, since that would write every record once
//! for each grouping. A person is counted once, however many rows or partners tell of them ([`people`], [`cells`]).

pub mod cells;
pub mod definition;
pub mod fold;
pub mod people;

use serde::Deserialize;
use serde_json::json;

use self::definition::{Definition, Source, Span};
use self::fold::Machines;
use self::people::{Links, Person};
use crate::Fault;
use crate::keys::Key;
use crate::protocol::{Answer, Sealed, Tail, progress};
use crate::table::Opened;

/// A measure over some tables.
#[derive(Debug, Clone, Deserialize)]
pub struct Measure {
    /// What is counted.
    pub definition: Definition,
    /// The first and the last day of the period, both included.
    pub span: Span,
    /// The tables.
    pub tables: Vec<Given>,
    /// Where the result of linking stands behind the order, as JSON; nothing: everybody is known by partner and key.
    #[serde(default)]
    pub links_at: Option<(usize, usize)>,
}

/// A table with what is known about it.
#[derive(Debug, Clone, Deserialize)]
pub struct Given {
    /// The table.
    pub sealed: Sealed,
    /// What its rows are about.
    pub source: Source,
    /// Whose rows they are.
    pub organisation: String,
    /// The column by which participants are known.
    pub key: String,
}

/// A table that was opened, with what is known about it.
#[derive(Debug, Clone)]
pub struct Table {
    /// The rows.
    pub opened: Opened,
    /// What they are about.
    pub source: Source,
    /// Whose they are.
    pub organisation: String,
    /// The column by which participants are known.
    pub key: String,
}

/// Computes a measure. Only counts go out.
pub fn measure(
    machines: &impl Machines,
    master: &Key,
    order: &Measure,
    tail: &Tail,
) -> Result<Answer, Fault> {
    let links = match order.links_at {
        Some(at) => Links::parse(&tail.slice(at)?)?,
        None => Links::default(),
    };
    let mut tables = Vec::new();
    for given in &order.tables {
        tables.push(Table {
            opened: given.sealed.open(master, tail)?,
            source: given.source,
            organisation: given.organisation.clone(),
            key: given.key.clone(),
        });
    }
    progress(10);
    let people = people(machines, (&order.definition, order.span), &tables, &links);
    let (people, elsewhere) = tokio::runtime::Handle::current().block_on(people)?;
    progress(80);
    Ok(told(&order.definition, (&people, &elsewhere), &links))
}

/// One row for each person of each partner: what they are, and how often it happened to them; and the same of those whom a
/// linkage knows and no row of people names.
async fn people(
    machines: &impl Machines,
    (definition, span): (&Definition, Span),
    tables: &[Table],
    links: &Links,
) -> Result<(Vec<Person>, Vec<Person>), Fault> {
    let wanted = definition.numerator.source();
    let mut people = people::Gathered::default();
    for table in tables.iter().filter(|table| table.source == Source::People) {
        people.add(people::read(definition, span, table).await?);
    }
    let folded = tables.iter().filter(|table| Some(table.source) == wanted);
    let count = folded.clone().count().max(1);
    for (at, table) in folded.enumerate() {
        people.tells(&table.organisation);
        people.happened(fold::fold(machines, definition, span, table).await?, links);
        progress(u8::try_from(20 + 60 * (at + 1) / count).unwrap_or(80));
    }
    Ok(people.into_people())
}

/// The answer: cells, and what was left out and why.
fn told(definition: &Definition, (people, elsewhere): (&[Person], &[Person]), links: &Links) -> Answer {
    let (cohort, others): (Vec<&Person>, Vec<&Person>) =
        people.iter().partition(|one| definition.is_enrolled(one));
    let unlinked = match links.are_there() {
        true => cohort.iter().filter(|one| !links.knows(&one.at())).count(),
        false => 0,
    };
    let not_enrolled = others.len();
    let others: Vec<&Person> = others.into_iter().chain(elsewhere).collect();
    let cube = cells::cube(definition, (&cohort, &others), links);
    json!({
        "cells": cube.cells,
        "people": cube.people,
        "rows": people.iter().map(|one| one.rows).sum::<usize>(),
        "not_enrolled": not_enrolled,
        "unlinked": unlinked,
        "without_place": cube.without_place,
        "without_category": cube.without_category,
    })
    .into()
}

/// Where the tests' records are folded; `cluster/` runs the same tests with machines of its own.
#[cfg(test)]
fn machines() -> fold::Here {
    fold::Here
}

#[cfg(test)]
mod tests;
