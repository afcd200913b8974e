//! Linked tables over schools: several breakdowns of the same pupils, and two releases that are safe only alone.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use mainstay_disclosure::{
    Audit, Cell, CellId, Display, Draft, DraftFigure, Figure, FigureId, FigureState, Ledger, LedgerCount,
    LedgerRelease, Linear, Need, Pattern, Policy, Problem, Said, audit, protect,
};

use crate::shared;

const MINIMUM: i64 = 10;

/// Counts by school or district (or all) and by group (or all), as one problem.
#[derive(Default)]
struct Tables {
    problem: Problem,
    cells: BTreeMap<(String, String), CellId>,
    figures: BTreeMap<(String, String), FigureId>,
}

fn need(value: i64) -> Option<Need> {
    (0 < value && value < MINIMUM).then_some(Need::Reach {
        low: 1,
        high: MINIMUM - 1,
    })
}

/// One pupil group of the finest kind: school, district, race, EL, SWD, how many.
type Atom = (String, String, [String; 3], i64);

fn atoms(text: &str) -> Vec<Atom> {
    let atom = |fields: Vec<String>| {
        let [school, district, race, el, swd, n, _] = &fields[..] else {
            panic!("seven fields");
        };
        (
            school.clone(),
            district.clone(),
            [race.clone(), el.clone(), swd.clone()],
            n.parse().expect("a count"),
        )
    };
    shared::records(text).into_iter().map(atom).collect()
}

fn add_up(atoms: &[Atom], group: impl Fn(&Atom) -> Option<String>) -> BTreeMap<(String, String), i64> {
    let mut sums = BTreeMap::new();
    for atom in atoms {
        let Some(group) = group(atom) else {
            continue;
        };
        for place in [atom.0.clone(), atom.1.clone(), "All".to_owned()] {
            *sums.entry((place, group.clone())).or_insert(0) += atom.3;
        }
    }
    sums
}

fn summary(name: &str, audit: &Audit, pattern: &Pattern, problem: &Problem, seconds: f64) {
    let hidden = |wanted: Display| {
        pattern
            .displays
            .iter()
            .filter(|display| **display == wanted)
            .count()
    };
    println!(
        "{name}: {} cells, {} relations, {} primary, {} complementary, {} failures, {} steps, {seconds:.2} s",
        problem.cells.len(),
        problem.relations.len(),
        hidden(Display::Hidden(mainstay_disclosure::Why::Primary)),
        hidden(Display::Hidden(mainstay_disclosure::Why::Complementary)),
        audit.failures.len(),
        audit.steps,
    );
}

/// School and district by race, by EL, by SWD: three tables that share their totals.
fn three_breakdowns(atoms: &[Atom]) -> Tables {
    let mut tables = Tables::default();
    let mut sums = add_up(atoms, |_| Some("All".to_owned()));
    for dimension in 0..3 {
        sums.extend(add_up(atoms, |atom| Some(atom.2[dimension].clone())));
    }
    for (key, value) in &sums {
        let mut cell = Cell::known(format!("{} {}", key.0, key.1), *value);
        cell.need = need(*value);
        let id = tables.problem.cell(cell);
        tables.cells.insert(key.clone(), id);
        let weight = *value as u64 + 1;
        tables
            .figures
            .insert(key.clone(), tables.problem.figure(Figure::count("", id, weight)));
    }
    let mut by_part: BTreeMap<(String, String), Vec<CellId>> = BTreeMap::new();
    for (school, district, groups, n) in atoms {
        let atom = tables.problem.cell(Cell::known("atom", *n));
        for place in [school, district, "All"] {
            for group in groups.iter().map(String::as_str).chain(["All"]) {
                by_part
                    .entry((place.to_owned(), group.to_owned()))
                    .or_default()
                    .push(atom);
            }
        }
    }
    for (key, parts) in by_part {
        tables.problem.relation(Linear::sum(tables.cells[&key], &parts));
    }
    tables
}

#[test]
fn three_breakdowns_of_twenty_four_schools_are_protected_together() {
    let Some(text) = shared::text("data/disclosure/schools24.csv") else {
        return;
    };
    let tables = three_breakdowns(&atoms(&text));
    let started = Instant::now();
    let protection = protect(&tables.problem).unwrap();
    let audit = audit(&tables.problem, &protection.pattern).unwrap();
    summary(
        "schools24",
        &audit,
        &protection.pattern,
        &tables.problem,
        started.elapsed().as_secs_f64(),
    );
    assert_eq!(audit.failures, []);
}

/// Every district is the sum of its schools, everything the sum of the districts, and each place that of its groups.
fn add_margins(problem: &mut Problem, cells: &BTreeMap<(String, String), CellId>, atoms: &[Atom]) {
    let districts: BTreeMap<&str, &str> = atoms
        .iter()
        .map(|atom| (atom.0.as_str(), atom.1.as_str()))
        .collect();
    let places: Vec<&String> = cells.keys().map(|(place, _)| place).collect();
    let groups: Vec<&String> = cells.keys().map(|(_, group)| group).collect();
    let mut sums: BTreeMap<(String, String), Vec<CellId>> = BTreeMap::new();
    for (place, group) in places.into_iter().zip(groups) {
        let id = cells[&(place.clone(), group.clone())];
        if group != "All" {
            sums.entry((place.clone(), "All".into())).or_default().push(id);
        }
        if let Some(district) = districts.get(place.as_str()) {
            sums.entry((district.to_string(), group.clone()))
                .or_default()
                .push(id);
        } else if place != "All" {
            sums.entry(("All".into(), group.clone())).or_default().push(id);
        }
    }
    for (key, parts) in &sums {
        // A margin of margins appears twice, once by group and once by place; both are sums of the right parts.
        let (by_group, by_place): (Vec<CellId>, Vec<CellId>) = parts
            .iter()
            .partition(|id| problem.cells[id.index()].name.ends_with("All"));
        for parts in [by_group, by_place].into_iter().filter(|parts| !parts.is_empty()) {
            problem.relation(Linear::sum(cells[key], &parts));
        }
    }
}

/// The figures of a release, and what was done with each.
fn add_release(
    problem: &mut Problem,
    text: &str,
    cells: &BTreeMap<(String, String), CellId>,
    state: FigureState,
) -> Vec<Display> {
    let rename = |text: &str| {
        if text == "Total" {
            "All".to_owned()
        } else {
            text.to_owned()
        }
    };
    let mut displays = Vec::new();
    for record in shared::records(text) {
        let Some(id) = cells.get(&(rename(&record[0]), rename(&record[1]))) else {
            continue;
        };
        let value: i64 = record[2].parse().expect("a count");
        assert_eq!(problem.cells[id.index()].value, Some(value), "{record:?}");
        let is_suppressed = record[4] == "TRUE";
        let is_kept_back = state == FigureState::Public && is_suppressed;
        let state = if is_kept_back {
            FigureState::Withheld
        } else {
            state
        };
        problem.figure(Figure {
            state,
            ..Figure::count("", *id, value as u64 + 1)
        });
        let hidden = Display::Hidden(mainstay_disclosure::Why::Withheld);
        displays.push(if is_suppressed { hidden } else { Display::Shown });
    }
    displays
}

/// Release A over all pupils and release B over those without a disability; the difference is what nobody printed.
fn two_releases(schools: &str, a: &str, b: &str) -> (Tables, Pattern, Vec<CellId>) {
    let atoms = atoms(schools);
    let mut tables = Tables::default();
    let mut displays = Vec::new();
    let mut parts_of: BTreeMap<&str, BTreeMap<(String, String), CellId>> = BTreeMap::new();
    for (name, wanted) in [("all", None), ("not", Some("notSWD")), ("swd", Some("SWD"))] {
        let is_in = |atom: &Atom| wanted.is_none_or(|wanted| atom.2[2] == wanted);
        let mut sums = add_up(&atoms, |atom| is_in(atom).then(|| atom.2[0].clone()));
        sums.extend(add_up(&atoms, |atom| is_in(atom).then(|| "All".to_owned())));
        for (key, value) in sums {
            let mut cell = Cell::known(format!("{name} {} {}", key.0, key.1), value);
            cell.need = need(value).filter(|_| name != "all");
            let id = tables.problem.cell(cell);
            parts_of.entry(name).or_default().insert(key, id);
        }
    }
    for (key, all) in &parts_of["all"] {
        tables
            .problem
            .relation(Linear::sum(*all, &[parts_of["not"][key], parts_of["swd"][key]]));
    }
    for cells in parts_of.values() {
        add_margins(&mut tables.problem, cells, &atoms);
    }
    for (text, name, state) in [(a, "all", FigureState::Public), (b, "not", FigureState::Free)] {
        displays.extend(add_release(&mut tables.problem, text, &parts_of[name], state));
    }
    let small: Vec<CellId> = parts_of["swd"]
        .values()
        .copied()
        .filter(|id| tables.problem.cells[id.index()].need.is_some())
        .collect();
    (tables, Pattern { displays }, small)
}

#[test]
fn two_releases_that_disclose_together_are_caught_and_mended() {
    let texts = ["schools24.csv", "two-releases-a.csv", "two-releases-b.csv"]
        .map(|name| shared::text(&format!("data/disclosure/{name}")));
    let [Some(schools), Some(a), Some(b)] = texts else {
        return;
    };
    let (tables, as_released, small) = two_releases(&schools, &a, &b);
    let before = audit(&tables.problem, &as_released).unwrap();
    let pinned = |audit: &Audit| {
        audit
            .ranges
            .iter()
            .filter(|range| small.contains(&range.cell) && range.width() == 0)
            .count()
    };
    println!(
        "as released: {} of {} small counts pinned",
        pinned(&before),
        small.len()
    );
    assert_eq!((pinned(&before), small.len()), (50, 72));
    assert!(!before.passes());
    let started = Instant::now();
    let protection = protect(&tables.problem).unwrap();
    let after = audit(&tables.problem, &protection.pattern).unwrap();
    summary(
        "two releases",
        &after,
        &protection.pattern,
        &tables.problem,
        started.elapsed().as_secs_f64(),
    );
    println!("protected: {} pinned", pinned(&after));
    let told_before = after
        .failures
        .iter()
        .filter(|failure| failure.is_already_public)
        .count();
    println!(
        "{told_before} of {} failures were told by release A alone",
        after.failures.len()
    );
    assert!(after.passes());
    assert_eq!(pinned(&after), 0);
}

/// A release of school by race as its publisher made it: what it says, and what it hides.
fn as_published(name: &str, text: &str) -> LedgerRelease {
    let mut release = LedgerRelease {
        name: name.into(),
        ..LedgerRelease::default()
    };
    for record in shared::records(text) {
        let key = format!("{name} {} {}", record[0], record[1]);
        if record[4] == "TRUE" {
            release.hidden.push(key);
        } else {
            release.said.push(Said::Exactly {
                what: key,
                value: record[2].parse().expect("a count"),
            });
        }
    }
    release
}

/// All pupils, those without and those with a disability, by place and by race, with their sums.
fn ledger_of_pupils(schools: &str) -> Ledger {
    let key = |part: &str, place: &str, group: &str| format!("{part} {place} {group}");
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    // The parts of each total, by what they are parts.
    let mut parts: BTreeMap<(String, &str), BTreeSet<String>> = BTreeMap::new();
    for (school, district, [race, _, swd], n) in atoms(schools) {
        let need = if swd == "SWD" { "with" } else { "without" };
        for part in [need, "all"] {
            for group in [race.as_str(), "Total"] {
                let mut smaller: Option<String> = None;
                for place in [school.as_str(), district.as_str(), "Total"] {
                    let own = key(part, place, group);
                    *counts.entry(own.clone()).or_default() += n;
                    if let Some(smaller) = smaller.replace(own.clone()) {
                        parts.entry((own.clone(), "place")).or_default().insert(smaller);
                    }
                    if group != "Total" {
                        parts
                            .entry((key(part, place, "Total"), "race"))
                            .or_default()
                            .insert(own.clone());
                    }
                    if part != "all" {
                        parts
                            .entry((key("all", place, group), "need"))
                            .or_default()
                            .insert(own);
                    }
                }
            }
        }
    }
    let mut ledger = Ledger::default();
    for (key, count) in counts {
        ledger.count(LedgerCount::group(key, count));
    }
    for ((total, _), parts) in parts {
        ledger.sum(total, parts);
    }
    ledger
}

#[test]
fn the_ledger_catches_the_second_release_and_mends_it() {
    let texts = ["schools24.csv", "two-releases-a.csv", "two-releases-b.csv"]
        .map(|name| shared::text(&format!("data/disclosure/{name}")));
    let [Some(schools), Some(a), Some(b)] = texts else {
        return;
    };
    let mut ledger = ledger_of_pupils(&schools);
    let small: Vec<String> = ledger
        .counts
        .iter()
        .filter(|count| count.key.starts_with("with ") && count.value.is_some_and(|n| 0 < n && n < MINIMUM))
        .map(|count| count.key.clone())
        .collect();
    let pinned = |ledger: &Ledger, draft: &Draft, pattern: Option<Pattern>| {
        let built = ledger.problem(draft, &Policy::TEN).expect("a sound ledger");
        let pattern = pattern.unwrap_or_else(|| protect(&built.problem).expect("a sound problem").pattern);
        let audit = audit(&built.problem, &pattern).expect("a sound problem");
        let is_pinned = |key: &&String| {
            let cell = built.cell(key);
            audit
                .ranges
                .iter()
                .any(|range| Some(range.cell) == cell && range.width() == 0)
        };
        (small.iter().filter(is_pinned).count(), audit.passes(), pattern)
    };
    let (first, second) = (as_published("all", &a), as_published("without", &b));
    let nothing = Draft::default();
    ledger.releases = vec![first.clone()];
    let (after_first, _, _) = pinned(&ledger, &nothing, None);
    ledger.releases = vec![second.clone()];
    let (second_alone, _, _) = pinned(&ledger, &nothing, None);
    ledger.releases = vec![first.clone(), second.clone()];
    let (together, _, _) = pinned(&ledger, &nothing, None);
    println!(
        "{together} of {} pinned together, {after_first} and {second_alone} alone",
        small.len()
    );
    assert_eq!((after_first, second_alone), (0, 0));
    assert_eq!((together, small.len()), (50, 72));
    ledger.releases = vec![first];
    let draft = Draft {
        name: "without".into(),
        figures: second
            .said
            .into_iter()
            .map(|said| match said {
                Said::Exactly { what, value } => DraftFigure::count(what, value, value as u64 + 1),
                other => panic!("{other:?} is no count"),
            })
            .collect(),
    };
    let (mended, passes, pattern) = pinned(&ledger, &draft, None);
    let shown = pattern
        .displays
        .iter()
        .filter(|display| **display == Display::Shown)
        .count();
    println!(
        "mended: {mended} pinned, {shown} of {} figures shown",
        draft.figures.len()
    );
    assert_eq!((mended, passes), (0, true));
    assert!(shown > 0);
}
