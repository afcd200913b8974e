//! Each doubt: an ordinary row, the last one that is right, and the first one that is not.

use std::collections::{BTreeMap, BTreeSet};

use domain::agreements::{Class, Consent, Element, Linking, Publication, Terms};
use intake::{Limits, Rules};
use jiff::civil::date;

use super::doubts::{Kind, Known, KnownDimension, LISTED_MAX, Meaning, cell_name};
use super::rows::{Rows, of_book};

fn terms() -> Terms {
    let element = |name: &str, class: Class, headings: &[&str]| Element {
        name: name.to_owned(),
        headings: headings.iter().map(|one| (*one).to_owned()).collect(),
        class,
    };
    Terms {
        purposes: Vec::new(),
        indicators: Vec::new(),
        elements: vec![
            element("Student", Class::DirectIdentifier, &["ID"]),
            element("Mother born", Class::DirectIdentifier, &[]),
            element("Born", Class::QuasiIdentifier, &[]),
            element("First day", Class::Plain, &[]),
            element("Left on", Class::Plain, &[]),
            element("Day", Class::Plain, &[]),
            element("Site", Class::QuasiIdentifier, &["School"]),
            element("Grade", Class::QuasiIdentifier, &[]),
        ],
        people: Vec::new(),
        linking: Linking::Refused,
        publication: Publication::Groups,
        starts_on: date(2026, 9, 1),
        ends_on: date(2027, 6, 30),
        kept_days: 30,
        consent: Consent::NotAsked,
    }
}

fn known() -> Known {
    let set = |words: &[&str]| words.iter().map(|one| (*one).to_owned()).collect::<BTreeSet<_>>();
    Known {
        today: date(2026, 9, 15),
        places: set(&["lantern street", "oystershell hall"]),
        dimensions: vec![KnownDimension {
            label: "Grade".to_owned(),
            named: set(&["grade"]),
            elements: BTreeSet::new(),
            values: set(&["grade 7", "grade 8", "7"]),
        }],
        by_measures: BTreeMap::new(),
        is_people: true,
    }
}

fn read(text: &str) -> Rows {
    let book = intake::read(text.as_bytes(), "rows.csv", &Rules::default(), &Limits::default()).unwrap();
    of_book(&book, &terms(), "Student", Some(&known()))
}

/// What is told of one column with these values, each in a row of its own: kind, cell, what was read.
fn told(heading: &str, values: &[&str]) -> Vec<(Kind, String, Option<String>)> {
    let rows = values
        .iter()
        .enumerate()
        .map(|(number, value)| format!("k{number},{value}\n"));
    let read = read(&format!("ID,{heading}\n{}", rows.collect::<String>()));
    let listed = read.doubts.listed.into_iter();
    listed.map(|one| (one.kind, one.cell, one.read)).collect()
}

fn one(kind: Kind, cell: &str, read: &str) -> (Kind, String, Option<String>) {
    (kind, cell.to_owned(), Some(read.to_owned()))
}

#[test]
fn nobody_is_born_after_today_or_before_a_hundred_and_twenty_years() {
    assert_eq!(
        told(
            "Born",
            &[
                "2015-03-04",
                "2026-09-15",
                "1906-09-15",
                "2026-09-16",
                "1906-09-14"
            ]
        ),
        [
            one(Kind::BornLater, "B5", "2026-09-16"),
            one(Kind::BornEarlier, "B6", "1906-09-14")
        ]
    );
}

#[test]
fn what_names_a_person_is_not_quoted() {
    let found = told("Mother born", &["1980-01-01", "2030-01-01"]);
    assert_eq!(found, [(Kind::BornLater, "B3".to_owned(), None)]);
}

#[test]
fn days_lie_within_the_agreements_term() {
    assert_eq!(
        told("Day", &["2026-09-01", "2027-06-30", "2026-08-31", "2027-07-01"]),
        [
            one(Kind::OutsideTerm, "B4", "2026-08-31"),
            one(Kind::OutsideTerm, "B5", "2027-07-01")
        ]
    );
}

#[test]
fn a_stay_ends_after_it_began_and_has_a_day_within_the_term() {
    let text = "ID,First day,Left on\n\
                a,2024-08-20,2026-10-01\n\
                b,2024-08-20,\n\
                c,2026-10-02,2026-10-01\n\
                d,2024-08-20,2026-08-31\n\
                e,2027-07-01,2027-07-02\n\
                f,2026-10-01,2026-10-01\n";
    let read = read(text);
    let found = read.doubts.listed.iter();
    let found: Vec<(Kind, &str, &str)> = found
        .map(|one| (one.kind, one.cell.as_str(), one.beside.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Kind::LastBeforeFirst, "C4", "2026-10-02"),
            (Kind::OutsideTerm, "C5", ""),
            (Kind::OutsideTerm, "B6", "")
        ]
    );
}

#[test]
fn places_and_categories_nobody_knows_are_counted_and_each_is_listed_once() {
    assert_eq!(
        told(
            "School",
            &["Lantern Street", "LANTERN street ", "Moon Base", "moon base"]
        ),
        [one(Kind::UnknownPlace, "B4", "Moon Base")]
    );
    let read = read("ID,Grade,School\na,Grade 7,Moon Base\nb,Grade 9,Moon Base\nc,Grade 8,Moon Base\n");
    assert_eq!(
        read.doubts.counts,
        BTreeMap::from([(Kind::UnknownPlace, 3), (Kind::UnknownCategory, 1)])
    );
    let grade = read
        .doubts
        .listed
        .iter()
        .find(|one| one.kind == Kind::UnknownCategory)
        .unwrap();
    assert_eq!((grade.cell.as_str(), grade.beside.as_str()), ("B3", "Grade"));
}

#[test]
fn the_same_person_with_something_else_is_told_by_both_cells_and_without_the_key() {
    let read = read("ID,Grade\na,Grade 7\nb,Grade 7\nA,Grade 8\nb,Grade 7\n");
    assert_eq!(read.repeated_keys, 2);
    let found = &read.doubts.listed;
    assert_eq!(found.len(), 1, "b stands twice with the same");
    assert_eq!(
        (found[0].kind, found[0].cell.as_str(), found[0].beside.as_str()),
        (Kind::TwoOfOne, "A4", "A2")
    );
    assert_eq!(found[0].read, None);
    let mut events = known();
    events.is_people = false;
    let book = intake::read(
        b"ID,Grade\na,Grade 7\na,Grade 8\n",
        "rows.csv",
        &Rules::default(),
        &Limits::default(),
    )
    .unwrap();
    let read = of_book(&book, &terms(), "Student", Some(&events));
    assert_eq!(
        read.doubts.count(),
        0,
        "many rows for a person are the rule elsewhere"
    );
}

#[test]
fn a_measure_says_what_a_column_means_whatever_it_is_called() {
    let mut known = known();
    known.by_measures.insert("Born".to_owned(), Meaning::Day);
    let text = "ID,Born\na,2015-03-04\nb,2026-10-01\n";
    let book = intake::read(text.as_bytes(), "rows.csv", &Rules::default(), &Limits::default()).unwrap();
    let read = of_book(&book, &terms(), "Student", Some(&known));
    assert_eq!(read.doubts.counts, BTreeMap::from([(Kind::OutsideTerm, 1)]));
}

#[test]
fn lists_have_an_end_and_counts_have_none() {
    let rows = (0..30).map(|number| format!("k{number},2031-01-01\n"));
    let read = read(&format!("ID,Born\n{}", rows.collect::<String>()));
    assert_eq!(read.doubts.count(), 30);
    assert_eq!(read.doubts.listed.len(), LISTED_MAX);
}

#[test]
fn cells_are_named_as_spreadsheets_name_them() {
    for (col, row, name) in [(1, 1, "A1"), (26, 2, "Z2"), (27, 3, "AA3"), (703, 4, "AAA4")] {
        assert_eq!(cell_name(col, row), name);
    }
}
