//! Counts of pupils: the invented schools, and tables made up to measure speed.

use std::collections::BTreeMap;
use std::path::Path;

use mainstay_disclosure::{Cell, CellId, Figure, Linear, Need, Problem};

use super::fields;

const MINIMUM: i64 = 10;

/// School, district, race, EL, SWD, and how many.
struct Atom {
    school: String,
    district: String,
    groups: [String; 3],
    pupils: i64,
}

/// The schools whose files are there.
///
/// schools24: school by race and by EL, district and state by race and EL (360 cells, 43 small). schools120: school by
/// race, by EL and by SWD, district and state by all three (2,952 cells, 392 small). All over hidden finest counts.
pub fn all(folder: &Path) -> Vec<(String, Problem)> {
    let mut problems = Vec::new();
    for (name, dimensions) in [("schools24", 2), ("schools120", 3)] {
        if let Ok(text) = std::fs::read_to_string(folder.join(format!("{name}.csv"))) {
            problems.push((name.to_owned(), problem(&atoms(&text), dimensions)));
        }
    }
    problems
}

fn atoms(text: &str) -> Vec<Atom> {
    let atom = |line: &str| {
        let [school, district, race, el, swd, pupils, _] = &fields(line)[..] else {
            panic!("seven fields: {line}");
        };
        Atom {
            school: school.clone(),
            district: district.clone(),
            groups: [race.clone(), el.clone(), swd.clone()],
            pupils: pupils.parse().expect("a count"),
        }
    };
    text.lines().skip(1).map(atom).collect()
}

fn problem(atoms: &[Atom], dimensions: usize) -> Problem {
    let mut sums: BTreeMap<(String, Vec<String>), i64> = BTreeMap::new();
    let mut parts: BTreeMap<(String, Vec<String>), Vec<usize>> = BTreeMap::new();
    let mut finest: BTreeMap<(String, Vec<String>), i64> = BTreeMap::new();
    for atom in atoms {
        let groups = atom.groups[..dimensions].to_vec();
        *finest.entry((atom.school.clone(), groups)).or_insert(0) += atom.pupils;
    }
    let district: BTreeMap<&str, &str> = atoms
        .iter()
        .map(|atom| (atom.school.as_str(), atom.district.as_str()))
        .collect();
    for (index, ((school, groups), pupils)) in finest.iter().enumerate() {
        for mask in 0..1usize << dimensions {
            let key: Vec<String> = (0..dimensions)
                .map(|d| {
                    if mask >> d & 1 == 1 {
                        groups[d].clone()
                    } else {
                        "All".into()
                    }
                })
                .collect();
            let mut places = vec![district[school.as_str()].to_owned(), "State".to_owned()];
            if mask.count_ones() <= 1 {
                places.push(school.clone());
            }
            for place in places {
                *sums.entry((place.clone(), key.clone())).or_insert(0) += pupils;
                parts.entry((place, key.clone())).or_default().push(index);
            }
        }
    }
    let mut problem = Problem::default();
    let hidden: Vec<CellId> = finest
        .iter()
        .map(|((school, groups), pupils)| problem.cell(Cell::known(format!("{school} {groups:?}"), *pupils)))
        .collect();
    for (key, value) in &sums {
        let id = count(&mut problem, format!("{key:?}"), *value);
        let parts: Vec<CellId> = parts[key].iter().map(|part| hidden[*part]).collect();
        problem.relation(Linear::sum(id, &parts));
    }
    problem
}

fn count(problem: &mut Problem, name: String, value: i64) -> CellId {
    let mut cell = Cell::known(name.clone(), value);
    if 0 < value && value < MINIMUM {
        cell = cell.needing(Need::Reach {
            low: 1,
            high: MINIMUM - 1,
        });
    }
    let id = problem.cell(cell);
    problem.figure(Figure::count(name, id, value.unsigned_abs()));
    id
}

/// Schools in districts by race and sex: about so many cells, a tenth of them small; the same on every machine.
pub fn made(cells: usize) -> Problem {
    let (races, sexes) = (7, 2);
    let schools = cells / ((races + 1) * (sexes + 1));
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let mut problem = Problem::default();
    let mut values: BTreeMap<(usize, usize, usize), i64> = BTreeMap::new();
    let districts = schools / 12 + 1;
    let (all_races, all_sexes) = (races, sexes);
    let place_of = |school: usize| [school, schools + school / 12, schools + districts];
    for school in 0..schools {
        for race in 0..races {
            let size = [4, 20, 80, 40, 12, 2, 150][race];
            for sex in 0..sexes {
                let pupils = random(size) as i64 + random(size) as i64;
                for place in place_of(school) {
                    for race in [race, all_races] {
                        for sex in [sex, all_sexes] {
                            *values.entry((place, race, sex)).or_insert(0) += pupils;
                        }
                    }
                }
            }
        }
    }
    let ids: BTreeMap<(usize, usize, usize), CellId> = values
        .iter()
        .map(|(key, value)| (*key, count(&mut problem, format!("{key:?}"), *value)))
        .collect();
    for ((place, race, sex), total) in &ids {
        let mut families: Vec<Vec<(usize, usize, usize)>> = Vec::new();
        if *race == all_races {
            families.push((0..races).map(|race| (*place, race, *sex)).collect());
        }
        if *sex == all_sexes {
            families.push((0..sexes).map(|sex| (*place, *race, sex)).collect());
        }
        if *place == schools + districts {
            families.push((0..districts).map(|d| (schools + d, *race, *sex)).collect());
        } else if *place >= schools {
            let first = (place - schools) * 12;
            families.push(
                (first..(first + 12).min(schools))
                    .map(|school| (school, *race, *sex))
                    .collect(),
            );
        }
        for family in families {
            let parts: Vec<CellId> = family.iter().filter_map(|key| ids.get(key)).copied().collect();
            problem.relation(Linear::sum(*total, &parts));
        }
    }
    problem
}
