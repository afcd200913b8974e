//! From people to the finest cells, and from those to cubes by adding.

use std::collections::BTreeMap;

use serde::Serialize;

use super::definition::Definition;
use super::people::{Links, Person};

/// One figure: how many of how many.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The place; none: everybody, where the definition names no place.
    pub place: Option<String>,
    /// Dimension and category, at most two; none: everyone.
    pub group: Vec<(String, String)>,
    /// Who is counted, of the denominator.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
    /// The least and the most that the two can be where it is uncertain who is the same person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
}

/// Where links are uncertain.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bounds {
    /// The numerator, least and most.
    pub numerator: (u64, u64),
    /// The denominator, least and most.
    pub denominator: (u64, u64),
    /// The share of the two, least and most: the least part may go with the most of whom it is a part.
    pub share: (f64, f64),
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cube {
    /// The figures, by place and group.
    pub cells: Vec<Cell>,
    /// People altogether.
    pub people: u64,
    /// People whose place is none of those that the definition knows.
    pub without_place: u64,
    /// People without a known category, by dimension.
    pub without_category: BTreeMap<String, u64>,
}

/// Numerator and denominator.
type Counts = (u64, u64);
/// A place, and a category in each dimension, as positions; what is not known is none.
type Finest = (Option<String>, Vec<Option<String>>);

/// A place, and the categories of a group.
type Grouped = (Option<String>, Vec<(String, String)>);

/// One person, of all partners.
struct Whole<'a> {
    first: &'a Person,
    is_counted: bool,
}

/// Counts the cohort in every place and group. `people` are its rows, and those of others to whom something happened: they are
/// people of the cohort where a linkage says so.
pub fn cube(definition: &Definition, people: (&[&Person], &[&Person]), links: &Links) -> Cube {
    let finest = |which: usize| finest(definition, &merged(definition, people, links, which));
    let best = finest(0);
    let mut cube = Cube {
        people: best.values().map(|(_, denominator)| denominator).sum(),
        ..Cube::default()
    };
    for ((place, values), (_, denominator)) in &best {
        if definition.place.is_some() && place.is_none() {
            cube.without_place += denominator;
        }
        for (dimension, value) in definition.dimensions.iter().zip(values) {
            if value.is_none() {
                *cube.without_category.entry(dimension.slug.clone()).or_default() += denominator;
            }
        }
    }
    let added = added(definition, &best);
    let other = links
        .are_there()
        .then(|| [1, 2].map(|which| self::added(definition, &finest(which))));
    for ((place, group), (numerator, denominator)) in added {
        let at = (place.clone(), group.clone());
        let bounds = other.as_ref().map(|[certain, possible]| {
            let of = |cells: &BTreeMap<Grouped, Counts>| cells.get(&at).copied().unwrap_or((0, 0));
            bounds([(numerator, denominator), of(certain), of(possible)])
        });
        let is_open = |bounds: &Bounds| {
            bounds.numerator.0 < bounds.numerator.1 || bounds.denominator.0 < bounds.denominator.1
        };
        cube.cells.push(Cell {
            place,
            group,
            numerator,
            denominator,
            bounds: bounds.filter(is_open),
        });
    }
    cube
}

fn bounds(all: [Counts; 3]) -> Bounds {
    let least = |of: fn(&Counts) -> u64| all.iter().map(of).min().unwrap_or(0);
    let most = |of: fn(&Counts) -> u64| all.iter().map(of).max().unwrap_or(0);
    let shares = all.iter().filter(|one| one.1 > 0);
    let shares = shares.map(|one| one.0 as f64 / one.1 as f64);
    Bounds {
        numerator: (least(|one| one.0), most(|one| one.0)),
        denominator: (least(|one| one.1), most(|one| one.1)),
        share: (
            shares.clone().fold(f64::INFINITY, f64::min),
            shares.fold(0.0, f64::max),
        ),
    }
}

/// Everybody once. Of a person whom several partners know, the row with the most days says where they belong; what
/// happened to them anywhere is added up, and so are the days at partners whose rows tell of it.
fn merged<'a>(
    definition: &Definition,
    (cohort, others): (&[&'a Person], &[&'a Person]),
    links: &Links,
    which: usize,
) -> Vec<Whole<'a>> {
    let mut by_person: BTreeMap<String, (&'a Person, Person)> = BTreeMap::new();
    for one in cohort {
        let who = links.persons(one)[which].clone();
        let Some((first, sum)) = by_person.get_mut(&who) else {
            by_person.insert(who, (one, (*one).clone()));
            continue;
        };
        if one.days.unwrap_or(0.0) > first.days.unwrap_or(0.0) {
            *first = one;
        }
        sum.fulfils |= one.fulfils;
        add(sum, one);
    }
    // Without links nobody else is anybody of the cohort.
    for one in others.iter().filter(|_| links.are_there()) {
        if let Some((_, sum)) = by_person.get_mut(&links.persons(one)[which]) {
            add(sum, one);
        }
    }
    by_person
        .into_values()
        .map(|(first, sum)| Whole {
            first,
            is_counted: definition.is_counted(&sum),
        })
        .collect()
}

fn add(sum: &mut Person, one: &Person) {
    let (known, new) = (sum.days.unwrap_or(0.0), one.days.unwrap_or(0.0));
    let days = match (sum.is_told_of, one.is_told_of) {
        (true, true) => known + new,
        (true, false) => known,
        (false, true) => new,
        (false, false) => known.max(new),
    };
    sum.days = sum.days.or(one.days).map(|_| days);
    sum.is_told_of |= one.is_told_of;
    sum.hits += one.hits;
    sum.all += one.all;
}

fn finest(definition: &Definition, people: &[Whole<'_>]) -> BTreeMap<Finest, Counts> {
    let mut cells: BTreeMap<Finest, Counts> = BTreeMap::new();
    for whole in people {
        let place = whole
            .first
            .place
            .as_ref()
            .and_then(|place| definition.places.get(place));
        let values = definition.dimensions.iter().zip(&whole.first.values);
        let values = values.map(|(dimension, value)| dimension.categories.get(value.as_ref()?).cloned());
        let cell = cells.entry((place.cloned(), values.collect())).or_default();
        cell.0 += u64::from(whole.is_counted);
        cell.1 += 1;
    }
    cells
}

/// Every place and the whole, by everyone, by each dimension, and by each pair of dimensions.
fn added(definition: &Definition, finest: &BTreeMap<Finest, Counts>) -> BTreeMap<Grouped, Counts> {
    let mut cells: BTreeMap<Grouped, Counts> = BTreeMap::new();
    for ((place, values), (numerator, denominator)) in finest {
        let known: Vec<(String, String)> = definition
            .dimensions
            .iter()
            .zip(values)
            .filter_map(|(dimension, value)| Some((dimension.slug.clone(), value.clone()?)))
            .collect();
        let mut places = Vec::new();
        match (&definition.place, place) {
            (Some(_), Some(place)) => places.push(Some(place.clone())),
            (Some(_), None) => {}
            (None, _) if definition.whole.is_none() => places.push(None),
            (None, _) => {}
        }
        places.extend(definition.whole.clone().map(Some));
        for group in groups(&known) {
            for place in &places {
                let cell = cells.entry((place.clone(), group.clone())).or_default();
                cell.0 += numerator;
                cell.1 += denominator;
            }
        }
    }
    cells
}

/// Everyone, each category alone, and each pair of them.
fn groups(known: &[(String, String)]) -> Vec<Vec<(String, String)>> {
    let mut groups = vec![Vec::new()];
    for (at, one) in known.iter().enumerate() {
        groups.push(vec![one.clone()]);
        groups.extend(
            known[at + 1..]
                .iter()
                .map(|other| vec![one.clone(), other.clone()]),
        );
    }
    groups
}
