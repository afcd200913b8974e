//! Rows of two partners joined by the numbers of a linkage: one line for each person who could be reached.

use std::collections::HashMap;

use crate::{NoAnswer, OfRecord, Question, Rows};

/// One person who could be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Where they are.
    pub place: String,
    /// What they are, for each group of the plan.
    pub groups: Vec<String>,
    /// The measure before.
    pub before: f64,
    /// And after.
    pub after: f64,
    /// How much they took part; none if they did not.
    pub dose: Option<f64>,
    /// How sure it is that they did, or did not, from 0 to 1.
    pub sure: f64,
    /// How likely they took part unseen, where they are not linked.
    pub missed: f64,
}

/// Everyone, and what could not be joined.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Joined {
    /// Those who could be reached.
    pub people: Vec<Person>,
    /// Records of the service that belong to nobody of them.
    pub outside: usize,
    /// People with a number missing.
    pub incomplete: usize,
    /// Share of the links that may be wrong.
    pub wrong_links: f64,
}

/// Joins.
///
/// Errors: an element is missing; nobody is linked.
pub fn joined(question: &Question) -> Result<Joined, NoAnswer> {
    let plan = &question.plan;
    let column = |rows: &Rows, name: &str| {
        let place = rows.names.iter().position(|other| other == name);
        place.ok_or_else(|| NoAnswer::Missing(name.to_owned()))
    };
    let (service_key, dose) = (
        column(&question.service, &plan.service_key)?,
        column(&question.service, &plan.dose)?,
    );
    let of_service = by_id(&question.service_links);
    // A person may come twice to a service: their days add up, and the doubt is that of the weakest link.
    let mut took_part: HashMap<&str, (f64, u16)> = HashMap::new();
    for row in &question.service.rows {
        let Some(link) = of_service.get(row[service_key].as_str()) else {
            continue;
        };
        let days = number(&row[dose]).unwrap_or(0.0);
        let entry = took_part.entry(&link.person).or_insert((0.0, 1000));
        entry.0 += days;
        entry.1 = entry.1.min(link.sure);
    }
    let people = &question.people;
    let (key, place) = (column(people, &plan.key)?, column(people, &plan.place)?);
    let (before, after) = (column(people, &plan.before)?, column(people, &plan.outcome)?);
    let groups: Vec<usize> = plan
        .groups
        .iter()
        .map(|name| column(people, name))
        .collect::<Result<_, _>>()?;
    let of_people = by_id(&question.people_links);
    let mut joined = Joined::default();
    let mut linked = 0;
    let mut doubt = 0.0;
    for row in &people.rows {
        let link = of_people.get(row[key].as_str());
        let found = link.and_then(|link| took_part.get(link.person.as_str()).map(|found| (link, found)));
        linked += usize::from(found.is_some());
        let (Some(before), Some(after)) = (number(&row[before]), number(&row[after])) else {
            joined.incomplete += 1;
            continue;
        };
        let share = |thousandth: u16| f64::from(thousandth.min(1000)) / 1000.0;
        let sure = found.map_or(1.0, |(link, found)| share(link.sure.min(found.1)));
        if found.is_some() {
            doubt += 1.0 - sure;
        }
        joined.people.push(Person {
            place: row[place].clone(),
            groups: groups.iter().map(|at| row[*at].clone()).collect(),
            before,
            after,
            dose: found.map(|(_, found)| found.0),
            sure,
            missed: if found.is_some() {
                0.0
            } else {
                link.map_or(0.0, |link| share(link.missed))
            },
        });
    }
    if linked == 0 {
        return Err(NoAnswer::NobodyLinked);
    }
    joined.outside = took_part.len().saturating_sub(linked);
    joined.wrong_links = doubt / linked as f64;
    Ok(joined)
}

fn by_id(links: &[OfRecord]) -> HashMap<&str, &OfRecord> {
    links.iter().map(|link| (link.id.as_str(), link)).collect()
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}
