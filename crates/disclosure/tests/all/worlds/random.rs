//! Random worlds: schools in districts, an area across them, groups, quarters and the year to date, those who passed.

use super::{Edition, Print, World};

/// A small fixed generator, so that the same worlds are made everywhere.
pub struct Seeded(u64);

impl Seeded {
    pub fn new(seed: u64) -> Seeded {
        Seeded(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, end: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end as u64) as i64
    }

    pub fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }
}

const QUARTERS: [&str; 2] = ["q1", "q2"];

struct Making {
    seeded: Seeded,
    world: World,
    schools: i64,
    groups: i64,
}

/// The world of a seed, with small counts below `minimum`.
pub fn world(seed: u64, minimum: i64) -> World {
    let mut seeded = Seeded::new(seed);
    let (schools, groups) = (3 + seeded.below(2), 2);
    let mut making = Making {
        seeded,
        world: World {
            name: format!("seed {seed}"),
            ..World::default()
        },
        schools,
        groups,
    };
    making.add_people(minimum);
    making.add_areas();
    making.add_passed();
    making.add_editions(minimum);
    making.world
}

/// The world of a seed with so many editions: tables of either quarter and to date, schools counted anew now and then, and
/// from the middle on a city that one school has left.
pub fn long_world(seed: u64, minimum: i64, editions: usize) -> World {
    let world = world(seed, minimum);
    let mut making = Making {
        seeded: Seeded::new(seed + 1_000_000),
        schools: world.atoms.len() as i64 / 4,
        groups: 2,
        world,
    };
    let mut counts: Vec<(String, i64)> = making.world.atoms.clone();
    for (key, count) in making.world.editions.iter().flat_map(|edition| &edition.restated) {
        let atom = counts.iter_mut().find(|(known, _)| known == key);
        atom.expect("an atom").1 = *count;
    }
    while making.world.editions.len() < editions {
        let has_left = making.world.editions.len() > editions / 2;
        let mut edition = Edition::default();
        if making.seeded.chance(30) {
            let at = making.seeded.below(counts.len() as i64) as usize;
            // Of an empty school everybody was told that nobody passed; where people are found in it later, that still holds
            // unless it is restated too. Nothing hidden now could call it back, and the audit says so (ledger tests).
            if counts[at].1 == 0 {
                continue;
            }
            // Not below what its school reported as passed.
            counts[at].1 += 1 + making.seeded.below(3 * minimum);
            edition.restated.push(counts[at].clone());
        }
        let quarter = QUARTERS[making.seeded.below(2) as usize];
        edition.prints = making.table(quarter);
        for name in ["city", "north", "river", "s0", "s1", "g0"] {
            if making.seeded.chance(20) {
                edition.prints.push(Print::Count(format!("{name} to date")));
            }
        }
        if has_left {
            edition.prints.retain(|print| !print.key().starts_with("s0 "));
            edition
                .prints
                .push(Print::Count(format!("city without s0 {quarter}")));
        }
        making.world.editions.push(edition);
    }
    making.world
}

fn keys<'a>(of: impl IntoIterator<Item = i64>, key: impl Fn(i64) -> String + 'a) -> Vec<String> {
    of.into_iter().map(key).collect()
}

impl Making {
    fn add_people(&mut self, minimum: i64) {
        for quarter in QUARTERS {
            for school in 0..self.schools {
                for group in 0..self.groups {
                    let few = self.seeded.chance(30);
                    let most = if few { minimum } else { 12 * minimum };
                    let count = self.seeded.below(most) + i64::from(!few) * 2;
                    self.world
                        .atoms
                        .push((format!("s{school} g{group} {quarter}"), count));
                }
            }
        }
    }

    fn total(&mut self, key: String, parts: Vec<String>) {
        self.world.totals.push((key, parts));
    }

    fn add_areas(&mut self) {
        let (schools, groups) = (self.schools, self.groups);
        for quarter in QUARTERS {
            for school in 0..schools {
                let parts = keys(0..groups, |group| format!("s{school} g{group} {quarter}"));
                self.total(format!("s{school} {quarter}"), parts);
            }
            for group in 0..groups {
                let parts = keys(0..schools, |school| format!("s{school} g{group} {quarter}"));
                self.total(format!("g{group} {quarter}"), parts);
            }
            let school = |school: i64| format!("s{school} {quarter}");
            self.total(format!("north {quarter}"), keys(0..2, school));
            self.total(format!("south {quarter}"), keys(2..schools, school));
            self.total(format!("river {quarter}"), keys(1..3, school));
            self.total(format!("city {quarter}"), keys(0..schools, school));
            self.total(format!("city without s0 {quarter}"), keys(1..schools, school));
        }
        let names = ["city", "north", "river", "s0", "s1", "g0", "city without s0"];
        for name in names {
            let parts = QUARTERS.map(|quarter| format!("{name} {quarter}")).to_vec();
            self.total(format!("{name} to date"), parts);
        }
    }

    fn add_passed(&mut self) {
        for quarter in QUARTERS {
            for school in 0..self.schools {
                let of = format!("s{school} {quarter}");
                let pupils = self.world.value(&of);
                let passed = match self.seeded.below(5) {
                    0 => pupils,
                    1 => 0,
                    _ => self.seeded.below(pupils + 1),
                };
                self.world
                    .parts
                    .push((format!("passed s{school} {quarter}"), of, passed));
            }
            let parts = keys(0..self.schools, |school| format!("passed s{school} {quarter}"));
            let city = format!("city {quarter}");
            self.world
                .part_totals
                .push((format!("passed {city}"), city, parts));
        }
    }

    fn add_editions(&mut self, minimum: i64) {
        let first = self.table("q1");
        let mut second = self.table("q2");
        let mut to_date: Vec<Print> = ["city", "north", "river", "s0", "s1", "g0"]
            .map(|name| Print::Count(format!("{name} to date")))
            .to_vec();
        to_date.retain(|_| self.seeded.chance(60));
        second.extend(to_date);
        let mut third = Vec::new();
        let mut restated = Vec::new();
        if self.seeded.chance(50) {
            let at = self.seeded.below(self.world.atoms.len() as i64) as usize;
            let (key, count) = self.world.atoms[at].clone();
            // Not below what its school reported as passed.
            restated.push((key, count + 1 + self.seeded.below(3 * minimum)));
        }
        for quarter in QUARTERS {
            if self.seeded.chance(60) {
                third.push(Print::Count(format!("city without s0 {quarter}")));
            }
            third.extend(self.table(quarter));
        }
        if self.seeded.chance(50) {
            third.push(Print::Count("city without s0 to date".into()));
        }
        for (restated, prints) in [(Vec::new(), first), (Vec::new(), second), (restated, third)] {
            self.world.editions.push(Edition { restated, prints });
        }
    }

    /// What an edition prints of a quarter.
    fn table(&mut self, quarter: &str) -> Vec<Print> {
        let mut prints = vec![Print::Count(format!("city {quarter}"))];
        let schools: Vec<i64> = (0..self.schools).collect();
        for school in &schools {
            if self.seeded.chance(80) {
                prints.push(Print::Count(format!("s{school} {quarter}")));
            }
        }
        for area in ["north", "south", "river"] {
            if self.seeded.chance(40) {
                prints.push(Print::Count(format!("{area} {quarter}")));
            }
        }
        for group in 0..self.groups {
            let rounded = self.seeded.chance(20);
            let key = format!("g{group} {quarter}");
            if rounded {
                prints.push(Print::Rounded(key, 5));
            } else if self.seeded.chance(60) {
                prints.push(Print::Count(key));
            }
        }
        if self.seeded.chance(40) {
            for school in &schools {
                for group in 0..self.groups {
                    prints.push(Print::Count(format!("s{school} g{group} {quarter}")));
                }
            }
        }
        if self.seeded.chance(50) {
            let passed = |school: &i64| {
                (
                    format!("passed s{school} {quarter}"),
                    format!("s{school} {quarter}"),
                )
            };
            prints.extend(
                schools
                    .iter()
                    .map(passed)
                    .map(|(part, of)| Print::Percent(part, of)),
            );
            prints.push(Print::Percent(
                format!("passed city {quarter}"),
                format!("city {quarter}"),
            ));
        }
        prints
    }
}
