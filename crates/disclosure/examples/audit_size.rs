//! Audits one large publication and prints how long it took, for `bench/audit_size.py`.
//!
//! `audit_size schools 100000`: schools in districts in counties, each place by race and by disability. `audit_size grid
//! 100000`: one square table in which everything hangs together. `audit_size crossed 100000`: schools in districts, each
//! place by race, by language and by disability, over the finest groups, which nobody prints and every total is made of.
//! So many cells, about 4 in 100 of them small.

use std::time::Instant;

use mainstay_disclosure::{
    AuditOptions, Cell, CellId, Display, Figure, Linear, Need, Pattern, Problem, Why, audit_with, protect,
};

const MINIMUM: i64 = 10;
const RACES: usize = 6;
const SCHOOLS_PER_DISTRICT: usize = 12;
const DISTRICTS_PER_COUNTY: usize = 18;
/// So many districts are protected one by one; the others are like them, each kind twice in a county, so that what one
/// hides of itself the other hides too.
const KINDS_OF_DISTRICTS: usize = 9;

/// A small fixed generator, so that the same tables are made everywhere.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end as u64) as i64
    }
}

/// A place by race (the last is all) and by disability (the last is both).
type Place = [[i64; 3]; RACES + 1];

/// The cells of a place.
type Ids = [[CellId; 3]; RACES + 1];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let structure = arguments.next().unwrap_or_else(|| "schools".to_owned());
    let cells: usize = arguments
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or(5_000);
    let threads: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(2);
    let (problem, pattern) = match structure.as_str() {
        "grid" => grid(cells),
        "crossed" => crossed(cells),
        _ => schools(cells),
    };
    let begun = Instant::now();
    let options = AuditOptions {
        threads,
        ..AuditOptions::default()
    };
    let audit = audit_with(&problem, &pattern, &options).expect("a sound problem");
    let seconds = begun.elapsed().as_secs_f64();
    let certificate = audit.certificate();
    println!(
        "{{\"structure\":\"{structure}\",\"cells\":{},\"unknown\":{},\"relations\":{},\"functionals\":{},\"failing\":{},\"steps\":{},\"seconds\":{seconds:.2}}}",
        certificate.cells,
        certificate.unknown_cells,
        certificate.relations,
        certificate.functionals,
        certificate.failing,
        certificate.steps,
    );
}

fn cell(problem: &mut Problem, value: i64) -> CellId {
    let mut cell = Cell::known("", value);
    if 0 < value && value < MINIMUM {
        cell.need = Some(Need::Reach {
            low: 1,
            high: MINIMUM - 1,
        });
    }
    let id = problem.cell(cell);
    problem.figure(Figure::count("", id, 10 + value as u64));
    id
}

fn school(seeded: &mut Seeded) -> Place {
    let mut place = Place::default();
    for race in 0..RACES {
        let most = [220, 90, 60, 60, 40, 30][race];
        let without = seeded.below(most) + most / 4;
        place[race] = [without, without / 6 + seeded.below(9), 0];
    }
    add_up(&mut place);
    place
}

fn add_up(place: &mut Place) {
    let (races, all) = place.split_at_mut(RACES);
    all[0] = [0; 3];
    for [without, with, both] in races {
        *both = *without + *with;
        all[0] = [all[0][0] + *without, all[0][1] + *with, all[0][2] + *both];
    }
}

fn together(places: &[Place]) -> Place {
    let mut sum = Place::default();
    for place in places {
        for race in 0..RACES {
            for kind in 0..2 {
                sum[race][kind] += place[race][kind];
            }
        }
    }
    add_up(&mut sum);
    sum
}

fn add_place(problem: &mut Problem, place: &Place) -> Ids {
    let ids: Ids = std::array::from_fn(|race| std::array::from_fn(|kind| cell(problem, place[race][kind])));
    for race in ids {
        problem.relation(Linear::sum(race[2], &race[..2]));
    }
    let (races, all) = ids.split_at(RACES);
    for (kind, total) in all[0].iter().enumerate() {
        let parts: Vec<CellId> = races.iter().map(|race| race[kind]).collect();
        problem.relation(Linear::sum(*total, &parts));
    }
    ids
}

/// Every count of the larger place is the sum of those of the places in it.
fn add_sums(problem: &mut Problem, larger: &Ids, smaller: &[Ids]) {
    for race in 0..=RACES {
        for kind in 0..3 {
            let parts: Vec<CellId> = smaller.iter().map(|ids| ids[race][kind]).collect();
            problem.relation(Linear::sum(larger[race][kind], &parts));
        }
    }
}

/// A district with its schools, protected by itself: its places (itself last) and what is hidden.
fn district(seeded: &mut Seeded) -> (Vec<Place>, Vec<Display>) {
    let mut places: Vec<Place> = (0..SCHOOLS_PER_DISTRICT).map(|_| school(seeded)).collect();
    let whole = together(&places);
    places.push(whole);
    let mut problem = Problem {
        hidden_width: MINIMUM - 2,
        ..Problem::default()
    };
    let ids: Vec<Ids> = places
        .iter()
        .map(|place| add_place(&mut problem, place))
        .collect();
    add_sums(
        &mut problem,
        &ids[SCHOOLS_PER_DISTRICT],
        &ids[..SCHOOLS_PER_DISTRICT],
    );
    (
        places,
        protect(&problem).expect("a sound problem").pattern.displays,
    )
}

fn schools(cells: usize) -> (Problem, Pattern) {
    let mut seeded = Seeded(5);
    let kinds: Vec<(Vec<Place>, Vec<Display>)> =
        (0..KINDS_OF_DISTRICTS).map(|_| district(&mut seeded)).collect();
    let mut problem = Problem {
        hidden_width: MINIMUM - 2,
        ..Problem::default()
    };
    let mut displays = Vec::new();
    let mut counties = Vec::new();
    while problem.cells.len() + SCHOOLS_PER_DISTRICT * 21 < cells {
        let mut wholes = Vec::new();
        let mut districts = Vec::new();
        for district in 0..DISTRICTS_PER_COUNTY {
            let (places, hidden) = &kinds[district % KINDS_OF_DISTRICTS];
            let ids: Vec<Ids> = places
                .iter()
                .map(|place| add_place(&mut problem, place))
                .collect();
            add_sums(
                &mut problem,
                &ids[SCHOOLS_PER_DISTRICT],
                &ids[..SCHOOLS_PER_DISTRICT],
            );
            displays.extend(hidden);
            wholes.push(places[SCHOOLS_PER_DISTRICT]);
            districts.push(ids[SCHOOLS_PER_DISTRICT]);
        }
        let county = together(&wholes);
        let ids = add_place(&mut problem, &county);
        add_sums(&mut problem, &ids, &districts);
        displays.resize(problem.figures.len(), Display::Shown);
        counties.push((county, ids));
    }
    let wholes: Vec<Place> = counties.iter().map(|(place, _)| *place).collect();
    let ids: Vec<Ids> = counties.iter().map(|(_, ids)| *ids).collect();
    let state = add_place(&mut problem, &together(&wholes));
    add_sums(&mut problem, &state, &ids);
    displays.resize(problem.figures.len(), Display::Shown);
    (problem, Pattern { displays })
}

/// One table with its margins; with each small count three neighbours are hidden that make a square with it.
fn grid(cells: usize) -> (Problem, Pattern) {
    let side = (cells as f64).sqrt() as usize - 1;
    let mut seeded = Seeded(7);
    let mut problem = Problem {
        hidden_width: MINIMUM - 2,
        ..Problem::default()
    };
    let mut counts: Vec<Vec<i64>> = vec![vec![0; side]; side];
    for count in counts.iter_mut().flatten() {
        let is_small = seeded.below(25) == 0;
        *count = if is_small {
            1 + seeded.below(MINIMUM - 1)
        } else {
            20 + seeded.below(200)
        };
    }
    let ids: Vec<Vec<CellId>> = counts
        .iter()
        .map(|row| row.iter().map(|count| cell(&mut problem, *count)).collect())
        .collect();
    let mut displays = vec![Display::Shown; problem.cells.len()];
    for (row, line) in counts.iter().enumerate() {
        for (column, _) in line.iter().enumerate().filter(|(_, count)| **count < MINIMUM) {
            let (below, right) = ((row + 1) % side, (column + 1) % side);
            for (row, column) in [(row, column), (row, right), (below, column), (below, right)] {
                displays[ids[row][column].index()] = Display::Hidden(Why::Primary);
            }
        }
    }
    let mut margins = Vec::new();
    for (row, line) in ids.iter().enumerate() {
        margins.push((counts[row].iter().sum::<i64>(), line.clone()));
    }
    for column in 0..side {
        let sum = counts.iter().map(|row| row[column]).sum();
        margins.push((sum, ids.iter().map(|row| row[column]).collect()));
    }
    for (sum, parts) in margins {
        let total = cell(&mut problem, sum);
        problem.relation(Linear::sum(total, &parts));
    }
    displays.resize(problem.figures.len(), Display::Shown);
    (problem, Pattern { displays })
}

/// By race, language and disability.
const KINDS: [usize; 3] = [5, 2, 2];
const ATOMS: usize = 20;
const SCHOOLS_PER_SMALL_DISTRICT: usize = 6;

/// What an atom is of each kind.
fn what(atom: usize) -> [usize; 3] {
    [atom % 5, atom / 5 % 2, atom / 10]
}

/// Adds what is printed of a place: everyone, and those of each race, each language, with and without a disability.
fn add_breakdowns(problem: &mut Problem, schools: &[([i64; ATOMS], [CellId; ATOMS])]) {
    let mut add = |is_in: &dyn Fn([usize; 3]) -> bool| {
        let atoms = || (0..ATOMS).filter(|atom| is_in(what(*atom)));
        let sum = schools
            .iter()
            .flat_map(|(counts, _)| atoms().map(|atom| counts[atom]))
            .sum();
        let parts: Vec<CellId> = schools
            .iter()
            .flat_map(|(_, ids)| atoms().map(|atom| ids[atom]))
            .collect();
        let total = cell(problem, sum);
        problem.relation(Linear::sum(total, &parts));
    };
    add(&|_| true);
    for (kind, values) in KINDS.into_iter().enumerate() {
        for value in 0..values {
            add(&|what| what[kind] == value);
        }
    }
}

fn add_atoms(problem: &mut Problem, counts: [i64; ATOMS]) -> ([i64; ATOMS], [CellId; ATOMS]) {
    (counts, counts.map(|count| problem.cell(Cell::known("", count))))
}

/// A district with its schools in atoms, and what is hidden of it.
fn small_district(seeded: &mut Seeded) -> (Vec<[i64; ATOMS]>, Vec<Display>) {
    let schools: Vec<[i64; ATOMS]> = (0..SCHOOLS_PER_SMALL_DISTRICT)
        .map(|_| {
            std::array::from_fn(|atom| {
                let [race, language, disability] = what(atom);
                let most = [200, 90, 60, 40, 16][race] >> (2 * (language + disability));
                seeded.below(most + 2) + most / 4
            })
        })
        .collect();
    let mut problem = Problem {
        hidden_width: MINIMUM - 2,
        ..Problem::default()
    };
    let mut made = Vec::new();
    for school in &schools {
        made.push(add_atoms(&mut problem, *school));
        add_breakdowns(&mut problem, &made[made.len() - 1..]);
    }
    add_breakdowns(&mut problem, &made);
    (
        schools,
        protect(&problem).expect("a sound problem").pattern.displays,
    )
}

fn crossed(cells: usize) -> (Problem, Pattern) {
    let mut seeded = Seeded(11);
    let kinds: Vec<_> = (0..KINDS_OF_DISTRICTS)
        .map(|_| small_district(&mut seeded))
        .collect();
    let mut problem = Problem {
        hidden_width: MINIMUM - 2,
        ..Problem::default()
    };
    let mut displays = Vec::new();
    let mut all = Vec::new();
    for (schools, hidden) in kinds.iter().cycle() {
        let mut made = Vec::new();
        for school in schools {
            made.push(add_atoms(&mut problem, *school));
            add_breakdowns(&mut problem, &made[made.len() - 1..]);
        }
        add_breakdowns(&mut problem, &made);
        displays.extend(hidden);
        all.extend(made);
        if problem.cells.len() >= cells {
            break;
        }
    }
    add_breakdowns(&mut problem, &all);
    displays.resize(problem.figures.len(), Display::Shown);
    (problem, Pattern { displays })
}
