//! Two measures of one enrolment, schools in a district, three years beside each of them: an attacker who reads all of
//! it together, and shares no arithmetic with the gate.

use std::collections::BTreeMap;

use disclosure::Rounded;
use disclosure::attacker::{Attacker, Question, Unknown};
use domain::measurement::Group;

use super::document::Shown;
use super::release::*;
use super::release_tests::{after, edition, figure, rules};
use super::sharing::Nesting;

const MINIMUM: i64 = 10;

/// Part of one measure, part of another, and the whole that both are parts of.
type Counts = (i64, i64, i64);
/// Counts by place, period and group, the finest there are.
type World = BTreeMap<(&'static str, &'static str, &'static str), Counts>;

const THREE: &str = "2017-2019";
const YEARS: [&str; 3] = ["2017", "2018", "2019"];

fn sum(world: &World, (place, period, group): (&str, &str, &str)) -> Counts {
    let is_in = |key: &(&str, &str, &str)| {
        (place == "district" || place == key.0)
            && (period == THREE || period == key.1)
            && (group.is_empty() || group == key.2)
    };
    let parts = world
        .iter()
        .filter(|(key, _)| is_in(key))
        .map(|(_, counts)| *counts);
    parts.fold((0, 0, 0), |one, other| {
        (one.0 + other.0, one.1 + other.1, one.2 + other.2)
    })
}

/// What is published of a world: which measures, places and periods.
struct Table {
    indicator: &'static str,
    places: Vec<&'static str>,
    periods: Vec<&'static str>,
}

fn subjects(world: &World, tables: &[Table]) -> Vec<Subject> {
    let mut groups: Vec<&str> = world.keys().map(|key| key.2).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.insert(0, "");
    let subject = |table: &Table| {
        let mut figures = Vec::new();
        for place in &table.places {
            for period in &table.periods {
                for name in &groups {
                    let (one, other, whole) = sum(world, (place, period, name));
                    let part = if table.indicator == "suspension" {
                        other
                    } else {
                        one
                    };
                    let group = if name.is_empty() {
                        Group::everyone()
                    } else {
                        Group::of("race", name)
                    };
                    figures.push(Figure {
                        place: (*place).to_owned(),
                        period: (*period).to_owned(),
                        ..figure(group, part, whole)
                    });
                }
            }
        }
        Subject {
            rules: Rules {
                indicator: table.indicator.to_owned(),
                ..rules()
            },
            figures,
        }
    };
    tables.iter().map(subject).collect()
}

fn nesting() -> Nesting {
    let schools = ["east", "west"].map(str::to_owned).into_iter().collect();
    Nesting(BTreeMap::from([(
        ("district".to_owned(), "school".to_owned()),
        schools,
    )]))
}

fn together(subjects: &[Subject]) -> Vec<Release> {
    release_all(subjects, &nesting(), (Before::default(), Strength::Full), None).unwrap()
}

fn each_by_itself(subjects: &[Subject]) -> Vec<Release> {
    let alone = |one: &Subject| {
        let mut tables: BTreeMap<(&str, &str), Vec<Figure>> = BTreeMap::new();
        for figure in &one.figures {
            tables
                .entry((&figure.place, &figure.period))
                .or_default()
                .push(figure.clone());
        }
        let mut release = Release::default();
        for figures in tables.values() {
            let done =
                super::release::release(&one.rules, figures, Before::default(), Strength::Full).unwrap();
            release.figures.extend(done.figures);
        }
        release
    };
    subjects.iter().map(alone).collect()
}

/// Kind of count, place, period, group.
type Key = (&'static str, String, String, String);

/// Everything that is printed, and how it adds up: over groups, schools and years.
struct Reading<'world> {
    world: &'world World,
    attacker: Attacker,
    unknown: BTreeMap<Key, Unknown>,
}

impl Reading<'_> {
    fn cell(&mut self, kind: &'static str, (place, period, group): (&str, &str, &str)) -> Unknown {
        let key = (kind, place.to_owned(), period.to_owned(), group.to_owned());
        if let Some(known) = self.unknown.get(&key) {
            return *known;
        }
        let unknown = self.attacker.unknown(0, 100_000);
        self.unknown.insert(key, unknown);
        unknown
    }

    fn read(&mut self, indicator: &str, figure: &super::document::Released) {
        let group = figure.group().strip_prefix("race=").unwrap_or_default();
        let at = (figure.place(), figure.period(), group);
        let (part, rest) = if indicator == "suspension" {
            ("suspended", "other")
        } else {
            ("absent", "present")
        };
        let is_new = !self
            .unknown
            .contains_key(&(part, at.0.to_owned(), at.1.to_owned(), at.2.to_owned()));
        let (part, rest, whole) = (self.cell(part, at), self.cell(rest, at), self.cell("whole", at));
        if is_new {
            self.attacker.sum(whole, &[part, rest]);
        }
        match figure.shown() {
            Shown::Value {
                value,
                numerator,
                denominator,
                ..
            } => {
                self.attacker.told(part, numerator.unwrap());
                if let Some(denominator) = denominator {
                    self.attacker.told(whole, *denominator);
                }
                let rate = Rounded::parse(&format!("{value:.1}"), 100).unwrap();
                self.attacker.rate(part, whole, &rate);
            }
            Shown::AtLeast { value } => {
                self.attacker
                    .fact(&[(part, 100), (whole, -(*value as i64))], Some(0), None)
            }
            Shown::AtMost { value } => {
                self.attacker
                    .fact(&[(part, 100), (whole, -(*value as i64))], None, Some(0))
            }
            Shown::Protected | Shown::NotAvailable => {}
        }
    }

    fn add_sums(&mut self) {
        let keys: Vec<Key> = self.unknown.keys().cloned().collect();
        let find = |unknown: &BTreeMap<Key, Unknown>, keys: Vec<Key>| -> Option<Vec<Unknown>> {
            keys.iter().map(|key| unknown.get(key).copied()).collect()
        };
        let mut groups: Vec<&str> = self.world.keys().map(|key| key.2).collect();
        groups.sort_unstable();
        groups.dedup();
        for key in keys {
            let total = self.unknown[&key];
            let (kind, place, period, group) = key;
            let with = |place: &str, period: &str, group: &str| {
                (kind, place.to_owned(), period.to_owned(), group.to_owned())
            };
            let mut families = Vec::new();
            if group.is_empty() {
                families.push(groups.iter().map(|group| with(&place, &period, group)).collect());
            }
            if place == "district" {
                families.push(
                    ["east", "west"]
                        .iter()
                        .map(|school| with(school, &period, &group))
                        .collect(),
                );
            }
            if period == THREE {
                families.push(YEARS.iter().map(|year| with(&place, year, &group)).collect());
            }
            for family in families {
                if let Some(parts) = find(&self.unknown, family) {
                    self.attacker.sum(total, &parts);
                }
            }
        }
    }

    fn truth(&self, (kind, place, period, group): &Key) -> i64 {
        let (one, other, whole) = sum(self.world, (place, period, group));
        match *kind {
            "absent" => one,
            "present" => whole - one,
            "suspended" => other,
            "other" => whole - other,
            _ => whole,
        }
    }
}

/// Small counts that are known better than "fewer than ten".
fn broken(world: &World, subjects: &[Subject], releases: &[Release]) -> Vec<String> {
    let mut reading = Reading {
        world,
        attacker: Attacker::new(),
        unknown: BTreeMap::new(),
    };
    for (subject, release) in subjects.iter().zip(releases) {
        for figure in &release.figures {
            reading.read(&subject.rules.indicator, figure);
        }
    }
    reading.add_sums();
    let small: Vec<(&Key, Unknown, i64)> = reading
        .unknown
        .iter()
        .map(|(key, unknown)| (key, *unknown, reading.truth(key)))
        .filter(|(_, _, count)| *count < MINIMUM)
        .collect();
    let questions: Vec<Question> = small
        .iter()
        .map(|(_, unknown, _)| Question::about(*unknown))
        .collect();
    let ranges = reading
        .attacker
        .answer(&questions)
        .expect("everything printed is true");
    let known = small
        .iter()
        .zip(ranges)
        .filter(|(_, range)| range.is_exact && (range.low > 1 || range.high < MINIMUM - 1));
    known
        .map(|((key, _, count), range)| {
            format!("{key:?}: {count} is known to be {}–{}", range.low, range.high)
        })
        .collect()
}

/// One place and period of groups, each with its counts.
fn place(place: &'static str, period: &'static str, groups: &[(&'static str, Counts)]) -> World {
    groups
        .iter()
        .map(|(group, counts)| ((place, period, *group), *counts))
        .collect()
}

fn assert_joined(world: &World, tables: &[Table]) {
    let subjects = subjects(world, tables);
    let alone = broken(world, &subjects, &each_by_itself(&subjects));
    assert_ne!(
        alone,
        Vec::<String>::new(),
        "each by itself is safe: the attacker is blind"
    );
    let joined = broken(world, &subjects, &together(&subjects));
    assert_eq!(joined, Vec::<String>::new());
}

#[test]
fn two_measures_of_the_same_enrolment_hide_the_same_group_with_the_same_company() {
    // The smallest group hides with the next in one measure. In the other a third group is small, so that the second
    // could be shown there, and the third here: both denominators would be told, and with them the smallest.
    let world = place(
        "district",
        "2019",
        &[
            ("a", (96, 60, 488)),
            ("b", (60, 40, 300)),
            ("c", (40, 9, 200)),
            ("d", (20, 18, 60)),
            ("e", (4, 8, 9)),
        ],
    );
    let table = |indicator| Table {
        indicator,
        places: vec!["district"],
        periods: vec!["2019"],
    };
    assert_joined(&world, &[table("absence"), table("suspension")]);
}

#[test]
fn a_school_is_not_what_its_district_leaves() {
    let mut world = place(
        "east",
        "2019",
        &[
            ("a", (50, 30, 200)),
            ("b", (30, 20, 100)),
            ("c", (12, 12, 40)),
            ("d", (3, 2, 6)),
        ],
    );
    world.extend(place(
        "west",
        "2019",
        &[
            ("a", (50, 30, 200)),
            ("b", (30, 20, 100)),
            ("c", (12, 12, 40)),
            ("d", (14, 12, 40)),
        ],
    ));
    let table = Table {
        indicator: "absence",
        places: vec!["district", "east", "west"],
        periods: vec!["2019"],
    };
    assert_joined(&world, &[table]);
}

#[test]
fn a_year_is_not_what_the_others_leave_of_three() {
    let mut world = World::new();
    for (year, small) in YEARS.into_iter().zip([(3, 2, 6), (14, 12, 40), (15, 13, 42)]) {
        world.extend(place(
            "district",
            year,
            &[
                ("a", (50, 30, 200)),
                ("b", (30, 20, 100)),
                ("c", (12, 12, 40)),
                ("d", small),
            ],
        ));
    }
    let yearly = Table {
        indicator: "absence",
        places: vec!["district"],
        periods: YEARS.to_vec(),
    };
    // The rolling figure is a measure of its own, with the same words for what it counts and no link to the other.
    let rolling = Table {
        indicator: "absence-of-three-years",
        places: vec!["district"],
        periods: vec![THREE],
    };
    assert_joined(&world, &[yearly, rolling]);
}

#[test]
fn what_an_older_edition_told_of_another_measure_is_not_forgotten() {
    let world = place(
        "district",
        "2019",
        &[
            ("a", (96, 60, 488)),
            ("b", (60, 40, 300)),
            ("c", (40, 9, 200)),
            ("d", (20, 18, 60)),
            ("e", (4, 8, 9)),
        ],
    );
    let table = |indicator| Table {
        indicator,
        places: vec!["district"],
        periods: vec!["2019"],
    };
    let (older, newer) = (
        subjects(&world, &[table("suspension")]),
        subjects(&world, &[table("absence")]),
    );
    let first = together(&older);
    let mut edition = edition(1, first[0].clone());
    edition.indicators[0].slug = "suspension".into();
    let all: Vec<Subject> = older.into_iter().chain(newer.clone()).collect();
    let known = [&edition];
    for (before, is_safe) in [(Before::default(), false), (after(&known), true)] {
        let second = release_all(&newer, &nesting(), (before, Strength::Full), None).unwrap();
        let both = [first[0].clone(), second[0].clone()];
        assert_eq!(broken(&world, &all, &both).is_empty(), is_safe);
    }
}

/// Numbers that look like chance and are the same everywhere (a linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % most.unsigned_abs()).try_into().unwrap()
    }
}

#[test]
fn in_worlds_made_by_chance_nothing_follows_from_reading_all_tables_together() {
    let mut broken_alone = 0;
    for seed in 0..12 {
        let mut chance = Chance(seed * 104_729 + 11);
        let mut world = World::new();
        for school in ["east", "west"] {
            for year in YEARS {
                for group in ["a", "b", "c", "d"] {
                    let size = [6, 25, 60, 150][usize::try_from(chance.below(4)).unwrap()] + chance.below(20);
                    let counts = (chance.below(size + 1), chance.below(size + 1), size);
                    world.insert((school, year, group), counts);
                }
            }
        }
        let everywhere = vec!["district", "east", "west"];
        let tables = [
            Table {
                indicator: "absence",
                places: everywhere.clone(),
                periods: YEARS.to_vec(),
            },
            Table {
                indicator: "suspension",
                places: everywhere,
                periods: vec!["2019"],
            },
            Table {
                indicator: "absence-of-three-years",
                places: vec!["district"],
                periods: vec![THREE],
            },
        ];
        let subjects = subjects(&world, &tables);
        let joined = together(&subjects);
        assert_eq!(
            broken(&world, &subjects, &joined),
            Vec::<String>::new(),
            "world {seed}"
        );
        let shown = joined.iter().flat_map(|release| &release.figures);
        let shown = shown.filter(|figure| *figure.shown() != Shown::Protected).count();
        assert!(shown > 15, "world {seed}: only {shown} figures are left");
        broken_alone += usize::from(!broken(&world, &subjects, &each_by_itself(&subjects)).is_empty());
    }
    assert!(
        broken_alone > 8,
        "only {broken_alone} of 12 worlds break when each table is decided by itself"
    );
}
