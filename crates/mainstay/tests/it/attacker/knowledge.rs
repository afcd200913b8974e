//! What a reader of all editions believes about one figure, and about how figures hang together.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::Rounded;
use domain::measurement::Group;

use super::demonstration::{True, Truth};
use super::publication::{Edition, Key, Row};

/// One thing that was printed of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Numerator(i64),
    Denominator(i64),
    Rate(Rounded),
    AtMostPercent(i64),
    AtLeastPercent(i64),
}

/// A group as all editions tell of it.
#[derive(Debug, Default)]
pub struct Told {
    pub facts: Vec<Fact>,
    /// A value was printed at some time, so somebody is in the group.
    pub has_value: bool,
    /// The newest word on it is that its number is kept back.
    pub is_hidden: bool,
    /// Numerator and denominator as editions printed them that told something which is not true now.
    pub corrected: BTreeMap<i64, (Option<i64>, Option<i64>)>,
}

/// Parts that make up a total: the total, the dimension, the parts.
pub type Family = (Group, String, Vec<Group>);

/// One indicator at one place in one period, all editions together.
#[derive(Debug, Default)]
pub struct Table {
    pub groups: BTreeMap<Group, Told>,
    /// Each edition listed the parts of a total; so do all of them together.
    pub families: BTreeSet<Family>,
    /// The same, edition by edition.
    pub listed: BTreeMap<i64, Vec<Family>>,
}

/// One indicator in one period, with all its places.
#[derive(Debug)]
pub struct Subject {
    pub indicator: String,
    pub period: String,
    /// What a whole is in the unit; none for a plain count.
    pub per: Option<i64>,
    pub tables: BTreeMap<String, Table>,
}

/// What was read, in numbers.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    pub tables: usize,
    pub figures: usize,
    pub hidden: usize,
    pub facts: usize,
    pub families: usize,
    /// Things that were printed and are not true: corrected since, or odd in the source.
    pub untrue: usize,
}

impl Subject {
    pub fn hidden(&self) -> usize {
        let tables = self.tables.values();
        tables
            .flat_map(|table| table.groups.values())
            .filter(|told| told.is_hidden)
            .count()
    }

    /// Where rates are told and no count at all, whatever agrees with them agrees when everybody is taken twice, or a
    /// thousand times: of no count can more be said than that it is nothing, or anything.
    pub fn tells_counts(&self) -> bool {
        let is_count = |fact: &Fact| matches!(fact, Fact::Numerator(_) | Fact::Denominator(_));
        let groups = self.tables.values().flat_map(|table| table.groups.values());
        groups.flat_map(|told| &told.facts).any(is_count)
    }

    /// Asks for the groups that another reading finds hidden.
    pub fn hide_as_in(&mut self, other: &Self) {
        for (place, table) in &mut self.tables {
            let there = other.tables.get(place);
            for (group, told) in &mut table.groups {
                let now = there.and_then(|table| table.groups.get(group));
                told.is_hidden = now.is_some_and(|now| now.is_hidden);
            }
        }
    }

    pub fn key(&self, place: &str, group: &Group) -> Key {
        Key {
            indicator: self.indicator.clone(),
            period: self.period.clone(),
            place: place.to_owned(),
            group: group.key(),
        }
    }
}

/// Everything that editions, oldest first, tell of the indicators that the truth knows a minimum for.
pub fn read(editions: &[Edition], truth: &Truth) -> (Vec<Subject>, Tally) {
    let mut tally = Tally::default();
    let mut subjects: BTreeMap<(String, String), Subject> = BTreeMap::new();
    for edition in editions {
        for ((indicator, period, place), groups) in listed(edition, truth) {
            let subject = subjects
                .entry((indicator.to_owned(), period.to_owned()))
                .or_insert_with(|| Subject {
                    indicator: indicator.to_owned(),
                    period: period.to_owned(),
                    per: None,
                    tables: BTreeMap::new(),
                });
            let table = subject.tables.entry(place.to_owned()).or_default();
            let families = families(&groups);
            table.families.extend(families.iter().cloned());
            table.listed.insert(edition.number, families);
        }
    }
    let decimals = decimals(editions);
    for subject in subjects.values_mut() {
        subject.add_groups(editions, truth, decimals[&subject.indicator], &mut tally);
    }
    (subjects.into_values().collect(), tally)
}

/// The groups of which an edition says that they exist, by indicator, period and place.
fn listed<'a>(edition: &'a Edition, truth: &Truth) -> BTreeMap<(&'a str, &'a str, &'a str), Vec<Group>> {
    let mut listed: BTreeMap<(&str, &str, &str), Vec<Group>> = BTreeMap::new();
    for (key, row) in &edition.rows {
        if truth.minimum.contains_key(&key.indicator) && !row.is_blank() {
            let table = (key.indicator.as_str(), key.period.as_str(), key.place.as_str());
            let group = Group::parse(&key.group).expect("a group");
            listed.entry(table).or_default().push(group);
        }
    }
    listed
}

impl Subject {
    fn add_groups(&mut self, editions: &[Edition], truth: &Truth, decimals: u32, tally: &mut Tally) {
        for (place, table) in &mut self.tables {
            for group in groups_of(editions, &self.indicator, &self.period, place) {
                let key = Key {
                    indicator: self.indicator.clone(),
                    period: self.period.clone(),
                    place: place.clone(),
                    group: group.key(),
                };
                let rows: Vec<(i64, &Row)> = editions
                    .iter()
                    .filter_map(|edition| Some((edition.number, edition.rows.get(&key)?)))
                    .filter(|(_, row)| !row.is_blank())
                    .collect();
                self.per = per(&rows[0].1.unit);
                let told = told(&rows, decimals, truth.figures.get(&key), tally);
                table.groups.insert(group, told);
            }
            tally.tables += 1;
            tally.figures += table.groups.len();
            tally.families += table.families.len();
            tally.facts += table.groups.values().map(|told| told.facts.len()).sum::<usize>();
        }
        tally.hidden += self.hidden();
    }
}

fn groups_of(editions: &[Edition], indicator: &str, period: &str, place: &str) -> BTreeSet<Group> {
    let first = Key {
        indicator: indicator.to_owned(),
        period: period.to_owned(),
        place: place.to_owned(),
        group: String::new(),
    };
    let mut groups = BTreeSet::new();
    for edition in editions {
        let here = edition
            .rows
            .range(first.clone()..)
            .take_while(|(key, _)| key.indicator == indicator && key.period == period && key.place == place);
        for (key, row) in here {
            if !row.is_blank() {
                groups.insert(Group::parse(&key.group).expect("a group"));
            }
        }
    }
    groups
}

fn per(unit: &str) -> Option<i64> {
    match unit {
        "percent" => Some(100),
        "per-thousand" => Some(1000),
        _ => None,
    }
}

/// Zeros at the end are not printed, but a reader sees the whole column: as many decimals as its longest number has.
fn decimals(editions: &[Edition]) -> BTreeMap<String, u32> {
    let mut decimals: BTreeMap<String, u32> = BTreeMap::new();
    for (key, row) in editions.iter().flat_map(|edition| &edition.rows) {
        let own = row.value.as_deref().and_then(|value| value.split_once('.'));
        let own = own.map_or(0, |(_, fraction)| fraction.len() as u32);
        let most = decimals.entry(key.indicator.clone()).or_default();
        *most = own.max(*most);
    }
    decimals
}

/// Totals with their parts, as one edition lists them. A category named after others ("free or reduced" beside "free"
/// and "reduced") is their sum, and no part of the total beside them.
fn families(groups: &[Group]) -> Vec<Family> {
    let mut found: BTreeMap<(Group, String), Vec<Group>> = BTreeMap::new();
    for group in groups {
        for (dimension, _) in group.parts() {
            let key = (group.without(dimension), dimension.to_owned());
            found.entry(key).or_default().push(group.clone());
        }
    }
    let mut families = Vec::new();
    for ((total, dimension), mut parts) in found {
        parts.sort();
        let mut unions: Vec<(Group, Vec<Group>)> = Vec::new();
        for part in &parts {
            let of = |group: &Group| {
                group
                    .parts()
                    .find(|(own, _)| *own == dimension)
                    .map(|(_, name)| name.to_owned())
            };
            let name = of(part).expect("a category of the dimension");
            let named = |one: &str| {
                parts
                    .iter()
                    .find(|other| of(other).as_deref() == Some(one))
                    .cloned()
            };
            let members: Option<Vec<Group>> = name.split("-or-").map(named).collect();
            unions.extend(
                members
                    .filter(|members| members.len() > 1)
                    .map(|members| (part.clone(), members)),
            );
        }
        parts.retain(|part| unions.iter().all(|(union, _)| union != part));
        families.extend(
            unions
                .into_iter()
                .map(|(union, members)| (union, dimension.clone(), members)),
        );
        if groups.contains(&total) {
            families.push((total, dimension, parts));
        }
    }
    families
}

/// What all editions say of one group, oldest first. What is not true is no knowledge: a correction is about another
/// quantity, and some rates in the sources do not follow from the counts beside them.
fn told(rows: &[(i64, &Row)], decimals: u32, truth: Option<&True>, tally: &mut Tally) -> Told {
    let mut told = Told {
        has_value: rows.iter().any(|(_, row)| row.value.is_some()),
        is_hidden: rows.last().is_some_and(|(_, row)| row.is_hidden()),
        ..Told::default()
    };
    for (edition, row) in rows.iter().rev() {
        let newer: Vec<Fact> = told.facts.clone();
        for fact in facts(row, decimals) {
            if newer.contains(&fact) {
                continue;
            }
            let is_same_kind = |other: &Fact| std::mem::discriminant(other) == std::mem::discriminant(&fact);
            let is_corrected = newer.iter().any(is_same_kind);
            if is_corrected || truth.is_some_and(|truth| truth.contradicts(fact, decimals)) {
                tally.untrue += 1;
                told.corrected.insert(*edition, (row.numerator, row.denominator));
                continue;
            }
            told.facts.push(fact);
        }
    }
    told
}

fn facts(row: &Row, decimals: u32) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(row.numerator.map(Fact::Numerator));
    facts.extend(row.denominator.map(Fact::Denominator));
    let Some(value) = &row.value else {
        return facts;
    };
    let whole = || value.parse::<f64>().expect("a number").round() as i64;
    match (row.status.as_str(), per(&row.unit)) {
        ("at_most", _) => facts.push(Fact::AtMostPercent(whole())),
        ("at_least", _) => facts.push(Fact::AtLeastPercent(whole())),
        (_, Some(per)) => {
            let rate = Rounded::parse(value, per).and_then(|rate| rate.with_decimals(decimals));
            facts.push(Fact::Rate(rate.expect("a rate")));
        }
        (_, None) if row.unit == "count" && row.numerator.is_none() => facts.push(Fact::Numerator(whole())),
        (_, None) => {}
    }
    facts
}

impl True {
    fn contradicts(&self, fact: Fact, decimals: u32) -> bool {
        let counts = self.numerator.zip(self.denominator);
        match fact {
            Fact::Numerator(count) => self.numerator.is_some_and(|known| known != count),
            Fact::Denominator(count) => self.denominator.is_some_and(|known| known != count),
            Fact::Rate(rate) => match (counts, self.value) {
                (Some((part, whole)), _) => !rate.agrees(part, whole),
                (None, Some(value)) => {
                    let printed = Rounded::parse(&format!("{value:.*}", decimals as usize), 100);
                    let told = Rounded::parse(&format!("{value:.*}", decimals as usize), 1000);
                    printed != Some(rate) && told != Some(rate)
                }
                (None, None) => false,
            },
            Fact::AtMostPercent(percent) => counts.is_some_and(|(part, whole)| 100 * part > percent * whole),
            Fact::AtLeastPercent(percent) => counts.is_some_and(|(part, whole)| 100 * part < percent * whole),
        }
    }
}
