use std::collections::BTreeMap;

use super::release::*;
use super::*;
use domain::measurement::Group;
use domain::quantity::{Status, Unit};

fn rules() -> Rules {
    Rules {
        indicator: "absence".into(),
        unit: Unit::Percent,
        decimals: 1,
        minimum_count: 10,
    }
}

fn figure(group: Group, numerator: i64, denominator: i64) -> Figure {
    Figure {
        place: "town".into(),
        period: "2018-19".into(),
        group,
        numerator: Some(numerator),
        denominator: Some(denominator),
        value: Some(numerator as f64 * 100.0 / denominator as f64),
        margin: None,
        status: Status::Ok,
    }
}

fn race(category: &str, numerator: i64, denominator: i64) -> Figure {
    figure(Group::of("race", category), numerator, denominator)
}

/// Everyone 200 of 1,000; one group of 12 with 4 counted, the others large.
fn one_small_group() -> Vec<Figure> {
    vec![
        figure(Group::everyone(), 200, 1000),
        race("a", 96, 488),
        race("b", 60, 300),
        race("c", 40, 200),
        race("d", 4, 12),
    ]
}

fn shown(release: &Release) -> BTreeMap<String, document::Shown> {
    release
        .figures
        .iter()
        .map(|figure| (figure.group().to_owned(), figure.shown().clone()))
        .collect()
}

#[test]
fn one_small_group_takes_a_second_one_with_it() {
    let release = release(&rules(), &one_small_group(), &[], Strength::Full).unwrap();
    let shown = shown(&release);
    assert_eq!(shown["race=d"], document::Shown::Protected);
    let hidden: Vec<_> = shown
        .values()
        .filter(|one| **one == document::Shown::Protected)
        .collect();
    assert!(
        hidden.len() >= 2,
        "a lone hidden group can be worked out by subtraction: {shown:?}"
    );
    let reasons = hidden_by_reason(&release.hidden);
    assert_eq!(reasons[&HiddenWhy::Small], 1);
    assert!(reasons[&HiddenWhy::GivesAway] >= 1);
    assert!(release.narrowest.unwrap() >= 8);
}

#[test]
fn switching_the_second_part_off_leaves_a_lone_hidden_group() {
    let release = release(&rules(), &one_small_group(), &[], Strength::PrimaryOnly).unwrap();
    let hidden = shown(&release)
        .values()
        .filter(|one| **one == document::Shown::Protected)
        .count();
    assert_eq!(hidden, 1);
}

#[test]
fn large_groups_are_shown_with_their_counts() {
    let figures = vec![
        figure(Group::everyone(), 200, 1000),
        race("a", 120, 600),
        race("b", 80, 400),
    ];
    let release = release(&rules(), &figures, &[], Strength::Full).unwrap();
    let expected = document::Shown::Value {
        value: 20.0,
        numerator: Some(120),
        denominator: Some(600),
        margin: None,
    };
    assert_eq!(shown(&release)["race=a"], expected);
    assert_eq!(release.narrowest, None);
}

#[test]
fn what_the_source_kept_back_stays_back_and_cannot_be_subtracted() {
    let mut figures = vec![
        figure(Group::everyone(), 200, 1000),
        race("a", 100, 500),
        race("b", 90, 480),
    ];
    figures.push(Figure {
        numerator: None,
        denominator: None,
        value: None,
        status: Status::SuppressedAtSource,
        ..race("c", 0, 1)
    });
    let release = release(&rules(), &figures, &[], Strength::Full).unwrap();
    let shown = shown(&release);
    assert_eq!(shown["race=c"], document::Shown::Protected);
    let others = ["race=a", "race=b"]
        .iter()
        .filter(|group| shown[**group] == document::Shown::Protected)
        .count();
    assert!(
        others >= 1,
        "200 - 100 - 90 = 10 of 20 would give the third group away: {shown:?}"
    );
}

#[test]
fn what_the_source_does_not_have_is_said_to_be_so() {
    let missing = Figure {
        numerator: None,
        denominator: None,
        value: None,
        status: Status::NotAvailable,
        ..race("a", 0, 1)
    };
    let release = release(&rules(), &[missing], &[], Strength::Full).unwrap();
    assert_eq!(release.figures[0].shown(), &document::Shown::NotAvailable);
    assert_eq!(release.hidden, []);
}
