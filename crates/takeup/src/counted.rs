//! The same people counted for an indicator: everybody together, by place and by group, with small counts among them. They become
//! figures of a collaborative, which protects them with all its others where they become public.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::reached::share;
use crate::{NoAnswer, Person, Question, joined};

/// How people are counted for an indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counting {
    /// The place under which everybody is counted together.
    pub whole: String,
    /// What a place is called in rows, in small letters, and which place it is.
    pub places: BTreeMap<String, String>,
    /// Breakdowns.
    pub dimensions: Vec<ByColumn>,
}

/// A breakdown and the element that tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ByColumn {
    /// The breakdown.
    pub slug: String,
    /// The element.
    pub column: String,
    /// What stands in rows, in small letters, and which category it is.
    pub categories: BTreeMap<String, String>,
}

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The figures: everybody, by place, by group.
    pub cells: Vec<Cell>,
    /// People altogether.
    pub people: usize,
    /// People whose place nobody knows.
    pub without_place: usize,
    /// People without a known category, by breakdown.
    pub without_category: BTreeMap<String, usize>,
}

/// One figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Where.
    pub place: String,
    /// Breakdown and category, at most one; none: everyone.
    pub group: Vec<(String, String)>,
    /// Who is reached.
    pub numerator: usize,
    /// Who could be.
    pub denominator: usize,
    /// Where links are in doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
}

/// The least and the most that a figure can be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Who is reached.
    pub numerator: (usize, usize),
    /// Who could be.
    pub denominator: (usize, usize),
}

/// A place, and a category of one breakdown or none: what a figure is of.
type Line<'a> = (&'a str, Vec<(String, String)>);

/// Counts the very people of whom the report tells: nobody's number is missing in one and not in the other.
///
/// Errors: an element is missing; nobody is linked.
pub fn counted(question: &Question, counting: &Counting) -> Result<Counted, NoAnswer> {
    let mut own = question.clone();
    own.plan.groups = counting.dimensions.iter().map(|one| one.column.clone()).collect();
    let people = joined(&own)?.people;
    let mut groups: BTreeMap<Line<'_>, Vec<&Person>> = BTreeMap::new();
    let mut counted = Counted {
        people: people.len(),
        ..Counted::default()
    };
    for person in &people {
        let mut count = |place, group| groups.entry((place, group)).or_default().push(person);
        count(counting.whole.as_str(), Vec::new());
        match counting.places.get(&key(&person.place)) {
            Some(place) if *place != counting.whole => count(place.as_str(), Vec::new()),
            Some(_) => {}
            None => counted.without_place += 1,
        }
        for (dimension, value) in counting.dimensions.iter().zip(&person.groups) {
            match dimension.categories.get(&key(value)) {
                Some(category) => count(
                    counting.whole.as_str(),
                    vec![(dimension.slug.clone(), category.clone())],
                ),
                None => {
                    *counted
                        .without_category
                        .entry(dimension.slug.clone())
                        .or_default() += 1
                }
            }
        }
    }
    for ((place, group), members) in groups {
        let share = share(&members);
        let bounds = Bounds {
            numerator: (share.least, share.most),
            denominator: (share.could, share.could),
        };
        counted.cells.push(Cell {
            place: place.to_owned(),
            group,
            numerator: share.reached,
            denominator: share.could,
            bounds: (share.least < share.most).then_some(bounds),
        });
    }
    Ok(counted)
}

/// A value as values are compared.
fn key(text: &str) -> String {
    text.trim().to_lowercase()
}
