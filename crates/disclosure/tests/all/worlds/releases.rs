//! A city that publishes twenty tables of the same pupils, one release after the other.

use mainstay_disclosure::{
    Audit, Draft, DraftFigure, Ledger, LedgerCount, LedgerProblem, Pattern, Policy, audit, protect,
};

use super::random::Seeded;

const GROUPS: [(&str, i64); 3] = [("race", 3), ("learner", 2), ("disability", 2)];
const LEVELS: [&str; 3] = ["school", "district", "city"];
/// Crossings of more than so many things (the place included) are finer than what is protected.
const ORDER: usize = 3;

/// The pupils of the finest kind, with the releases that tell of them.
pub struct City {
    /// Where the pupils are (a school), what they are (one value for each of [`GROUPS`]), and how many.
    atoms: Vec<(i64, [i64; 3], i64)>,
    schools_per_district: i64,
}

/// A table: a level of places by some of the groups.
#[derive(Debug, Clone, Copy)]
struct Table {
    level: usize,
    by: [bool; 3],
}

/// What became of the releases.
pub struct Released {
    pub ledger: Ledger,
    pub releases: usize,
    pub shown: usize,
    pub hidden: usize,
}

impl City {
    pub fn new(seed: u64, schools: i64) -> City {
        let mut seeded = Seeded::new(seed);
        let mut atoms = Vec::new();
        for school in 0..schools {
            for kind in 0..12 {
                let what = [kind % 3, kind / 3 % 2, kind / 6];
                // One group is large, those with both a second language and a disability are few.
                let most = [60, 25, 12][what[0] as usize] >> (2 * (what[1] + what[2]));
                atoms.push((school, what, seeded.below(2 * most + 2)));
            }
        }
        City {
            atoms,
            schools_per_district: 4,
        }
    }

    /// Twenty tables: every level of places by one or two groups and by none, and some by three.
    fn tables() -> Vec<Table> {
        let mut tables = Vec::new();
        for mask in [0, 1, 2, 4, 3, 5, 6, 7] {
            for level in (0..LEVELS.len()).rev() {
                let by = [mask & 1 > 0, mask & 2 > 0, mask & 4 > 0];
                tables.push(Table { level, by });
            }
        }
        tables.truncate(20);
        tables
    }

    /// The cell of a table that an atom is counted in.
    fn key(&self, table: Table, school: i64, what: [i64; 3]) -> String {
        let mut key = match table.level {
            0 => format!("school {school}"),
            1 => format!("district {}", school / self.schools_per_district),
            _ => "city".to_owned(),
        };
        for (position, (name, _)) in GROUPS.iter().enumerate() {
            if table.by[position] {
                key.push_str(&format!(", {name} {}", what[position]));
            }
        }
        key
    }

    fn cells(&self, table: Table) -> Vec<(String, Vec<usize>)> {
        let mut cells: Vec<(String, Vec<usize>)> = Vec::new();
        for (index, (school, what, _)) in self.atoms.iter().enumerate() {
            let key = self.key(table, *school, *what);
            match cells.iter_mut().find(|(known, _)| *known == key) {
                Some((_, atoms)) => atoms.push(index),
                None => cells.push((key, vec![index])),
            }
        }
        cells
    }

    fn ledger(&self) -> Ledger {
        let mut ledger = Ledger::default();
        let atom = |index: &usize| format!("atom {index}");
        for (index, (_, _, count)) in self.atoms.iter().enumerate() {
            ledger.count(LedgerCount::fine(atom(&index), *count));
        }
        for table in City::tables() {
            let order = 1 + table.by.iter().filter(|by| **by).count();
            for (key, atoms) in self.cells(table) {
                let count: i64 = atoms.iter().map(|index| self.atoms[*index].2).sum();
                ledger.count(if order <= ORDER {
                    LedgerCount::group(&key, count)
                } else {
                    LedgerCount::fine(&key, count)
                });
                ledger.sum(key, atoms.iter().map(atom));
            }
        }
        ledger
    }

    /// Publishes the tables one after the other, each protected against all before it.
    pub fn publish(&self, policy: &Policy) -> Released {
        let mut released = Released {
            ledger: self.ledger(),
            releases: 0,
            shown: 0,
            hidden: 0,
        };
        for table in City::tables() {
            let figures = self.cells(table).into_iter().map(|(key, atoms)| {
                let count: i64 = atoms.iter().map(|index| self.atoms[*index].2).sum();
                DraftFigure::count(key, count, 10 + count as u64)
            });
            let draft = Draft {
                name: format!("{table:?}"),
                figures: figures.collect(),
            };
            let built = released.ledger.problem(&draft, policy).expect("a sound ledger");
            let pattern = protect(&built.problem).expect("a sound problem").pattern;
            let found = audit(&built.problem, &pattern).expect("a sound problem");
            assert!(found.is_safe(), "{table:?}: {:?}", found.failures);
            let draft_only = &pattern.displays[..draft.figures.len()];
            let shown = draft_only
                .iter()
                .filter(|display| **display == mainstay_disclosure::Display::Shown)
                .count();
            released.shown += shown;
            released.hidden += draft_only.len() - shown;
            released.releases += 1;
            released.ledger.publish(&draft, &pattern);
        }
        released
    }
}

impl Released {
    /// Everything published, as an audit of history sees it.
    pub fn history(&self, policy: &Policy) -> (LedgerProblem, Pattern, Audit) {
        let built = self
            .ledger
            .problem(&Draft::default(), policy)
            .expect("a sound ledger");
        let hidden = mainstay_disclosure::Display::Hidden(mainstay_disclosure::Why::Withheld);
        let pattern = Pattern {
            displays: vec![hidden; built.problem.figures.len()],
        };
        let audit = audit(&built.problem, &pattern).expect("a sound problem");
        (built, pattern, audit)
    }
}
