//! Worlds made by chance through three editions with corrections, and an attacker who shares no arithmetic with the gate.

use std::collections::BTreeMap;

use disclosure::Rounded;
use disclosure::attacker::{Attacker, Unknown};
use domain::measurement::Group;

use super::document::{Document, Shown};
use super::release::*;
use super::release_tests::{after, edition, figure, race, rules};

const WORLDS: u64 = 60;
const MINIMUM: i64 = 10;

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

/// Part and whole of each group, with how often each was changed.
type World = BTreeMap<String, (i64, i64, usize)>;

fn first_world(chance: &mut Chance) -> World {
    let groups = 3 + chance.below(4);
    let group = |index: i64| {
        let size = match chance.below(3) {
            0 => 1 + chance.below(20),
            1 => 20 + chance.below(80),
            _ => 100 + chance.below(400),
        };
        let part = chance.below(size + 1);
        (format!("g{index}"), (part, size, 0))
    };
    (0..groups).map(group).collect()
}

/// A correction of a few, of many, a new group, or nothing.
fn corrected(world: &World, chance: &mut Chance) -> World {
    let mut next = world.clone();
    let index = usize::try_from(chance.below(world.len() as i64)).unwrap();
    let name = world.keys().nth(index).unwrap().clone();
    let (part, size, version) = world[&name];
    match chance.below(4) {
        0 => {
            let more = 1 + chance.below(4);
            if part + more <= size {
                next.insert(name, (part + more, size, version + 1));
            }
        }
        1 => {
            let more = 15 + chance.below(60);
            next.insert(name, (part + more, size + more + 12, version + 1));
        }
        2 => {
            let size = 30 + chance.below(90);
            next.insert(format!("h{}", world.len()), (chance.below(size), size, 0));
        }
        _ => {}
    }
    next
}

fn figures(world: &World) -> Vec<Figure> {
    let sum = |of: fn(&(i64, i64, usize)) -> i64| world.values().map(of).sum();
    let mut figures = vec![figure(Group::everyone(), sum(|one| one.0), sum(|one| one.1))];
    figures.extend(
        world
            .iter()
            .map(|(name, (part, size, _))| race(name, *part, *size)),
    );
    figures
}

/// What the attacker has to find out about one group as it is: part, whole, rest.
struct Cells {
    each: [Unknown; 3],
    true_counts: [i64; 3],
}

/// Everything that was printed until now, as facts, with what each group's counts are in the newest edition.
struct Reading {
    attacker: Attacker,
    newest: BTreeMap<String, Cells>,
    held: BTreeMap<String, [i64; 3]>,
}

fn read(worlds: &[World], editions: &[&Document]) -> Reading {
    let mut attacker = Attacker::new();
    let mut cells: BTreeMap<(String, [i64; 3]), [Unknown; 3]> = BTreeMap::new();
    let mut last_told: BTreeMap<String, [i64; 3]> = BTreeMap::new();
    let (mut newest, mut held) = (BTreeMap::new(), BTreeMap::new());
    for (world, document) in worlds.iter().zip(editions) {
        newest = BTreeMap::new();
        held = BTreeMap::new();
        for one in figures(world) {
            let (part, size) = (one.numerator.unwrap(), one.denominator.unwrap());
            let counts = [part, size, size - part];
            let key = one.group.key();
            // Who is told nothing of a change takes the figure for what it was: the same counts are the same unknowns.
            let each = *cells.entry((key.clone(), counts)).or_insert_with(|| {
                let each = [(); 3].map(|()| attacker.unknown(0, 100_000));
                attacker.sum(each[1], &[each[0], each[2]]);
                attacker.fact(&[(each[1], 1)], Some(1), None);
                each
            });
            let printed = document.indicators[0]
                .figures
                .iter()
                .find(|figure| figure.group() == key)
                .unwrap();
            match (printed.shown(), printed.is_held()) {
                (Shown::Value { .. }, true) => {
                    let before = last_told[&key];
                    for ((cell, now), before) in each.iter().zip(counts).zip(before) {
                        let size = (now - before).abs();
                        if size == 0 {
                            attacker.told(*cell, now);
                        } else if size < MINIMUM {
                            attacker.fact(&[(*cell, 1)], Some(before - 9), Some(before + 9));
                        }
                    }
                    held.insert(key.clone(), before);
                }
                (
                    Shown::Value {
                        value,
                        numerator,
                        denominator,
                        ..
                    },
                    false,
                ) => {
                    attacker.told(each[0], numerator.unwrap());
                    if let Some(denominator) = denominator {
                        attacker.told(each[1], *denominator);
                    }
                    let rate = Rounded::parse(&format!("{value:.1}"), 100).unwrap();
                    attacker.rate(each[0], each[1], &rate);
                    last_told.insert(key.clone(), counts);
                }
                (Shown::AtLeast { value }, _) => {
                    attacker.fact(&[(each[0], 100), (each[1], -(*value as i64))], Some(0), None);
                }
                (Shown::AtMost { value }, _) => {
                    attacker.fact(&[(each[0], 100), (each[1], -(*value as i64))], None, Some(0));
                }
                (Shown::Protected | Shown::NotAvailable, _) => {}
            }
            newest.insert(
                key,
                Cells {
                    each,
                    true_counts: counts,
                },
            );
        }
        for kind in 0..3 {
            let parts: Vec<Unknown> = newest
                .iter()
                .filter(|(key, _)| !key.is_empty())
                .map(|(_, cells)| cells.each[kind])
                .collect();
            attacker.sum(newest[""].each[kind], &parts);
        }
    }
    Reading {
        attacker,
        newest,
        held,
    }
}

/// Counts of the newest edition that are known better than they may be.
fn broken(reading: &Reading) -> Vec<String> {
    let mut broken = Vec::new();
    for (key, cells) in &reading.newest {
        for (kind, (cell, count)) in cells.each.iter().zip(cells.true_counts).enumerate() {
            let before = reading.held.get(key).map(|before| before[kind]);
            let differs = before.map(|before| (count - before).abs());
            let range = || {
                let range = reading.attacker.range(*cell);
                range.expect("everything printed is true")
            };
            let is_known = match (before, differs) {
                // The size of a correction stays as uncertain as a small count.
                (Some(_), Some(1..MINIMUM)) => range().is_exact && range().high - range().low < MINIMUM - 2,
                (None, _) if count < MINIMUM => {
                    let range = range();
                    range.is_exact && (range.low > 1 || range.high < MINIMUM - 1)
                }
                (Some(_) | None, _) => false,
            };
            if is_known {
                broken.push(format!("{key} {kind}: {count} is known to be {:?}", range()));
            }
        }
    }
    broken
}

/// How the editions of a world are made.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Full,
    PrimaryOnly,
    EachByItself,
}

/// What is known too well in three editions of each world, and how many editions were refused.
fn three_editions_each(way: Way) -> (Vec<String>, usize) {
    let (mut found, mut refused) = (Vec::new(), 0);
    for seed in 0..WORLDS {
        let mut chance = Chance(seed * 7919 + 17);
        let mut worlds = vec![first_world(&mut chance)];
        for _ in 0..2 {
            worlds.push(corrected(worlds.last().unwrap(), &mut chance));
        }
        let mut editions: Vec<Document> = Vec::new();
        for (index, world) in worlds.iter().enumerate() {
            let known: Vec<&Document> = editions.iter().collect();
            let (before, strength) = match way {
                Way::Full => (known.as_slice(), Strength::Full),
                Way::PrimaryOnly => (known.as_slice(), Strength::PrimaryOnly),
                Way::EachByItself => (&[][..], Strength::Full),
            };
            let Ok(released) = release(&rules(), &figures(world), after(before), strength) else {
                refused += 1;
                break;
            };
            editions.push(edition(index as i64 + 1, released));
            let all: Vec<&Document> = editions.iter().collect();
            let reading = read(&worlds[..all.len()], &all);
            found.extend(
                broken(&reading)
                    .into_iter()
                    .map(|one| format!("world {seed}, edition {}: {one}", index + 1)),
            );
        }
    }
    (found, refused)
}

#[test]
fn nobody_learns_a_small_count_or_a_small_correction_from_three_editions() {
    let (found, refused) = three_editions_each(Way::Full);
    assert_eq!(found, Vec::<String>::new());
    assert!(refused * 10 < WORLDS as usize, "{refused} editions were refused");
}

#[test]
fn the_same_worlds_break_without_the_second_part_and_with_editions_made_each_by_itself() {
    assert!(!three_editions_each(Way::PrimaryOnly).0.is_empty());
    assert!(!three_editions_each(Way::EachByItself).0.is_empty());
}
