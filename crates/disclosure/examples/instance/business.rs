//! The turnover tables of INSEE: activity or region by size class or legal form.
//!
//! Sensitive: fewer than 3 contributors, or one with more than 85% of the total (1,85-dominance); protected by 10% of
//! the value on either side. A reader takes for granted that turnovers are not negative. Cells that are missing are
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mainstay_disclosure::{CellId, Entry, Levels, Linear, Problem, Status, Units};

use super::fields;

const TABLES: [(&str, &str); 4] = [
    ("act-size", "insee-activity-hierarchy.csv"),
    ("act-cj", "insee-activity-hierarchy.csv"),
    ("nuts-size", "insee-nuts-hierarchy.csv"),
    ("nuts-cj", "insee-nuts-hierarchy.csv"),
];

type Key = (String, String);

struct Tables {
    problem: Problem,
    cells: BTreeMap<Key, CellId>,
}

/// Each table by itself, and the four together.
pub fn all(folder: &Path) -> Vec<(String, Problem)> {
    let mut problems = Vec::new();
    let mut together = Tables::new();
    for (name, hierarchy) in TABLES {
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        let (Some(table), Some(hierarchy)) = (read(&format!("insee-turnover-{name}.csv")), read(hierarchy))
        else {
            return problems;
        };
        let mut alone = Tables::new();
        alone.add(&table, &hierarchy);
        together.add(&table, &hierarchy);
        problems.push((name.to_owned(), alone.problem));
    }
    problems.push(("linked".to_owned(), together.problem));
    problems
}

impl Tables {
    fn new() -> Tables {
        Tables {
            problem: Problem::default(),
            cells: BTreeMap::new(),
        }
    }

    fn add(&mut self, table: &str, hierarchy: &str) {
        let units = Units::of_decimals(4).expect("four decimals are permitted");
        let mut classes: BTreeSet<String> = BTreeSet::new();
        let mut present: BTreeSet<Key> = BTreeSet::new();
        for line in table.lines().skip(1) {
            let record = fields(line);
            let [place, class, contributors, total, most] = &record[..] else {
                panic!("five fields: {line}");
            };
            let value = units.parse(total).expect("a decimal");
            let most = units.parse(most).expect("a decimal");
            let contributors: i64 = contributors.parse().expect("a count");
            let is_sensitive = contributors < 3 || i128::from(most) * 100 > i128::from(value) * 85;
            let tenth = (value + 9) / 10;
            let levels = Levels {
                lower: tenth,
                upper: tenth,
                sliding: 0,
            };
            let key = (place.clone(), class.clone());
            classes.insert(class.clone());
            present.insert(key.clone());
            let problem = &mut self.problem;
            self.cells.entry(key).or_insert_with_key(|key| {
                let entry = Entry {
                    name: format!("{} {}", key.0, key.1),
                    value,
                    low: 0,
                    high: 10_000_000_000_000,
                    weight: (value / units.per_one()).unsigned_abs().max(1),
                    status: if is_sensitive {
                        Status::Sensitive(levels)
                    } else {
                        Status::Free
                    },
                };
                problem.entry(entry).0
            });
        }
        self.add_sums(&parts(hierarchy), &classes, &present);
    }

    fn add_sums(
        &mut self,
        parts: &BTreeMap<String, BTreeSet<String>>,
        classes: &BTreeSet<String>,
        present: &BTreeSet<Key>,
    ) {
        let places: BTreeSet<&String> = present.iter().map(|(place, _)| place).collect();
        for place in places {
            let others = classes.iter().filter(|class| *class != "Total");
            let keys = others.map(|class| (place.clone(), class.clone()));
            self.add_sum((place.clone(), "Total".into()), keys.collect(), present);
        }
        for (place, parts) in parts {
            for class in classes {
                let keys = parts.iter().map(|part| (part.clone(), class.clone()));
                self.add_sum((place.clone(), class.clone()), keys.collect(), present);
            }
        }
    }

    fn add_sum(&mut self, total: Key, parts: Vec<Key>, present: &BTreeSet<Key>) {
        if !present.contains(&total) {
            return;
        }
        let parts: Vec<CellId> = parts
            .iter()
            .filter(|part| present.contains(part))
            .map(|part| self.cells[part])
            .collect();
        self.problem.relation(Linear::sum(self.cells[&total], &parts));
    }
}

/// The parts of each place; a level that repeats the one above is the same place.
fn parts(hierarchy: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in hierarchy.lines().skip(1) {
        let mut above = "Total".to_owned();
        for level in fields(line) {
            if level != above {
                parts.entry(above).or_default().insert(level.clone());
            }
            above = level;
        }
    }
    parts
}
