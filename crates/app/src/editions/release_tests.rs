use std::collections::BTreeMap;

use super::release::*;
use super::report::{HiddenWhy, hidden_by_reason};
use super::*;
use domain::measurement::Group;
use domain::quantity::{Status, Unit};

pub(super) fn rules() -> Rules {
    Rules {
        indicator: "absence".into(),
        unit: Unit::Percent,
        decimals: 1,
        protection: Protection::Counts { minimum: 10 },
        corrected_rates: CorrectedRates::Told,
        pools: Vec::new(),
    }
}

pub(super) fn figure(group: Group, numerator: i64, denominator: i64) -> Figure {
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

pub(super) fn race(category: &str, numerator: i64, denominator: i64) -> Figure {
    figure(Group::of("race", category), numerator, denominator)
}

/// Everyone 200 of 1,000; one group of 12 with 4 counted, the others large.
pub(super) fn one_small_group() -> Vec<Figure> {
    vec![
        figure(Group::everyone(), 200, 1000),
        race("a", 96, 488),
        race("b", 60, 300),
        race("c", 40, 200),
        race("d", 4, 12),
    ]
}

pub(super) fn shown(release: &Release) -> BTreeMap<String, document::Shown> {
    release
        .figures
        .iter()
        .map(|figure| (figure.group().to_owned(), figure.shown().clone()))
        .collect()
}

#[test]
fn a_category_that_contains_others_gives_no_small_one_away() {
    // "Low-income" says by its numbers alone that it is the two others; the other name says it in words.
    for together in ["free-or-reduced", "low-income"] {
        let meals = |category: &str, numerator, denominator| {
            figure(Group::of("meals", category), numerator, denominator)
        };
        let figures = [
            figure(Group::everyone(), 200, 1000),
            meals("free", 96, 470),
            meals("reduced", 4, 30),
            meals(together, 100, 500),
            meals("not-eligible", 100, 500),
        ];
        let release = release(&rules(), &figures, Before::default(), Strength::Full).unwrap();
        let shown = shown(&release);
        let is_told = |category: &str| shown[&format!("meals={category}")] != document::Shown::Protected;
        assert!(!is_told("reduced"));
        assert!(!(is_told("free") && is_told(together)), "{together}: {shown:?}");
        assert!(
            !(is_told("free") && is_told("not-eligible")),
            "{together}: {shown:?}"
        );
    }
}

#[test]
pub(super) fn one_small_group_takes_a_second_one_with_it() {
    let release = release(&rules(), &one_small_group(), Before::default(), Strength::Full).unwrap();
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
    let reasons = hidden_by_reason(&release.report.hidden);
    assert_eq!(reasons[&HiddenWhy::Small], 1);
    assert!(reasons[&HiddenWhy::GivesAway] >= 1);
    assert!(release.narrowest().unwrap() >= 8);
}

#[test]
fn switching_the_second_part_off_leaves_a_lone_hidden_group() {
    let release = release(
        &rules(),
        &one_small_group(),
        Before::default(),
        Strength::PrimaryOnly,
    )
    .unwrap();
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
    let release = release(&rules(), &figures, Before::default(), Strength::Full).unwrap();
    let expected = document::Shown::Value {
        value: 20.0,
        numerator: Some(120),
        denominator: Some(600),
        margin: None,
    };
    assert_eq!(shown(&release)["race=a"], expected);
    assert_eq!(release.narrowest(), None);
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
    let release = release(&rules(), &figures, Before::default(), Strength::Full).unwrap();
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
    let release = release(&rules(), &[missing], Before::default(), Strength::Full).unwrap();
    assert_eq!(release.figures[0].shown(), &document::Shown::NotAvailable);
    assert_eq!(release.report.hidden, []);
}

fn missing(group: Group) -> Figure {
    Figure {
        numerator: None,
        denominator: None,
        value: None,
        status: Status::NotAvailable,
        ..figure(group, 0, 1)
    }
}

/// An edition that published what was released of the one indicator.
pub(super) fn edition(number: i64, release: Release) -> document::Document {
    let mut edition = empty_document();
    edition.number = number;
    edition.indicators[0].figures = release.figures;
    edition
}

fn empty_document() -> document::Document {
    serde_json::from_value(serde_json::json!({
        "format": document::FORMAT,
        "collaborative": {"slug": "c", "name": "C", "about": {"en": "", "es": ""}, "place": "", "credit": {"en": "", "es": ""},
            "contact": "", "is_fictitious": true},
        "number": 1, "protected_against": 0, "title": "", "published_on": "", "note": {"en": "", "es": ""}, "results": [],
        "indicators": [{"slug": "absence", "title": {"en": "", "es": ""}, "unit": "percent", "direction": "lower",
            "headline_place": "town", "definition": {"about": {"en": "", "es": ""}, "numerator": {"en": "", "es": ""},
            "denominator": {"en": "", "es": ""}, "population": {"en": "", "es": ""}, "source": {"en": "", "es": ""},
            "cadence": {"en": "", "es": ""}, "method": {"en": "", "es": ""}, "cautions": {"en": "", "es": ""},
            "version": 1, "dimensions": []}, "breaks": [], "baselines": [], "targets": [], "figures": [],
            "story": null, "checks": [], "sources": []}],
        "places": [], "dimensions": [], "partners": [], "sources": [],
        "protection": {"minimum_count": 10, "policy": "", "hidden": 0, "narrowest_range": null}, "checkpoint": ""
    }))
    .unwrap()
}

pub(super) fn after<'before>(editions: &'before [&'before document::Document]) -> Before<'before> {
    Before {
        editions,
        report: None,
        until: None,
    }
}

pub(super) fn hidden_groups(release: &Release) -> Vec<String> {
    let hidden = release
        .figures
        .iter()
        .filter(|figure| *figure.shown() == document::Shown::Protected);
    hidden.map(|figure| figure.group().to_owned()).collect()
}

#[test]
fn a_hidden_group_that_leaves_the_edition_is_not_given_away_by_those_that_stay() {
    let first = release(&rules(), &one_small_group(), Before::default(), Strength::Full).unwrap();
    let company: Vec<String> = hidden_groups(&first)
        .into_iter()
        .filter(|group| group != "race=d")
        .collect();
    assert!(!company.is_empty());
    let first = edition(1, first);
    let small = Group::of("race", "d");
    let without: Vec<Figure> = one_small_group()
        .into_iter()
        .filter(|figure| figure.group != small)
        .collect();
    let mut unavailable = without.clone();
    unavailable.push(missing(small));
    for figures in [without, unavailable] {
        let second = release(&rules(), &figures, after(&[&first]), Strength::Full).unwrap();
        let hidden = hidden_groups(&second);
        for group in &company {
            assert!(
                hidden.contains(group),
                "{group} was hidden for the sake of race=d; told now, it gives race=d away: {hidden:?}"
            );
        }
    }
}

#[test]
fn a_printed_group_that_leaves_the_edition_is_still_known_to_readers() {
    // Edition 1: three groups, all large. In edition 2 one of them is gone, and another was corrected to a small count:
    // hiding that one is not enough, because the first and the total say what it is.
    let total = figure(Group::everyone(), 200, 1000);
    let first = vec![
        total.clone(),
        race("a", 100, 500),
        race("b", 60, 300),
        race("c", 40, 200),
    ];
    let first = edition(
        1,
        release(&rules(), &first, Before::default(), Strength::Full).unwrap(),
    );
    let second = vec![
        figure(Group::everyone(), 164, 1000),
        race("b", 60, 300),
        race("c", 4, 200),
    ];
    let told = release(&rules(), &second, after(&[&first]), Strength::Full).unwrap();
    let hidden = hidden_groups(&told);
    assert!(hidden.contains(&"race=c".to_owned()));
    assert!(
        hidden.len() >= 2,
        "164 - 100 (edition 1) - 60 is the 4 that race=c hides: {hidden:?}"
    );
    // Without edition 1 nothing else has to be hidden: the parts of edition 2 do not add up to the total.
    let alone = release(&rules(), &second, Before::default(), Strength::Full).unwrap();
    assert_eq!(hidden_groups(&alone), ["race=c"]);
}

#[test]
fn a_total_that_leaves_the_edition_still_gives_its_parts_away() {
    let first = vec![
        figure(Group::everyone(), 200, 1000),
        race("a", 100, 500),
        race("b", 100, 500),
    ];
    let first = edition(
        1,
        release(&rules(), &first, Before::default(), Strength::Full).unwrap(),
    );
    // A later correction makes one part small; the total of edition 1 is told no more, and still known.
    let second = vec![race("a", 195, 500), race("b", 5, 500)];
    let told = release(&rules(), &second, after(&[&first]), Strength::Full).unwrap();
    assert_eq!(hidden_groups(&told), ["race=a", "race=b"]);
}

#[test]
fn groups_that_were_merged_do_not_stop_an_edition() {
    let first = vec![
        figure(Group::everyone(), 200, 1000),
        race("a", 100, 500),
        race("b", 60, 300),
        race("c", 40, 200),
    ];
    let first = edition(
        1,
        release(&rules(), &first, Before::default(), Strength::Full).unwrap(),
    );
    let second = vec![
        figure(Group::everyone(), 200, 1000),
        race("a", 100, 500),
        race("other", 100, 500),
    ];
    let told = release(&rules(), &second, after(&[&first]), Strength::Full).unwrap();
    assert_eq!(hidden_groups(&told), Vec::<String>::new());
}

#[test]
fn a_corrected_rate_says_what_it_was_and_its_denominator_stays_known() {
    let without_counts = |value: f64| Figure {
        numerator: None,
        denominator: None,
        value: Some(value),
        ..figure(Group::everyone(), 0, 1)
    };
    let first = release(
        &rules(),
        &[without_counts(18.8)],
        Before::default(),
        Strength::Full,
    )
    .unwrap();
    let first = edition(1, first);
    let second = release(
        &rules(),
        &[without_counts(18.3)],
        after(&[&first]),
        Strength::Full,
    )
    .unwrap();
    assert_eq!(second.figures[0].corrected_from(), Some(18.8));

    // 50 of 100 was told; corrected to 4 of 100 it is hidden, and readers still know the hundred.
    let whole = figure(Group::everyone(), 50, 100);
    let first = edition(
        1,
        release(&rules(), &[whole], Before::default(), Strength::Full).unwrap(),
    );
    let now = [figure(Group::everyone(), 4, 100)];
    let second = release(&rules(), &now, after(&[&first]), Strength::Full).unwrap();
    assert_eq!(hidden_groups(&second), [""]);
}

#[test]
fn estimates_are_shown_as_they_are_with_their_margins() {
    let rules = Rules {
        protection: Protection::Estimates,
        ..rules()
    };
    let estimate = |group: Group, numerator: i64, denominator: i64| Figure {
        margin: Some(3.25),
        ..figure(group, numerator, denominator)
    };
    let mut figures = vec![
        estimate(Group::everyone(), 4, 100),
        estimate(Group::of("sex", "female"), 0, 6),
        estimate(Group::of("sex", "male"), 4, 94),
    ];
    figures.push(Figure {
        status: Status::SuppressedAtSource,
        ..estimate(Group::of("sex", "unknown"), 3, 4)
    });
    figures.push(missing(Group::of("sex", "other")));
    let told = release(&rules, &figures, Before::default(), Strength::Full).unwrap();
    let shown = shown(&told);
    let expected = document::Shown::Value {
        value: 0.0,
        numerator: Some(0),
        denominator: Some(6),
        margin: Some(3.3),
    };
    assert_eq!(shown["sex=female"], expected);
    assert_eq!(shown["sex=unknown"], document::Shown::Protected);
    assert_eq!(shown["sex=other"], document::Shown::NotAvailable);
    assert_eq!(
        hidden_by_reason(&told.report.hidden),
        BTreeMap::from([(HiddenWhy::AtSource, 1)])
    );
}

#[test]
fn a_share_without_a_value_is_computed_and_never_told_as_its_count() {
    let figures = [Figure {
        value: None,
        ..figure(Group::everyone(), 200, 1000)
    }];
    let told = release(&rules(), &figures, Before::default(), Strength::Full).unwrap();
    let document::Shown::Value { value, .. } = told.figures[0].shown() else {
        panic!("shown")
    };
    assert_eq!(*value, 20.0);
}

#[test]
fn what_has_not_changed_is_told_and_hidden_as_before() {
    let before = release(&rules(), &one_small_group(), Before::default(), Strength::Full).unwrap();
    let report = before.report.clone();
    let first = edition(1, before);
    let editions = [&first];
    let before = Before {
        editions: &editions,
        report: Some(&report),
        until: None,
    };
    let again = release(&rules(), &one_small_group(), before, Strength::Full).unwrap();
    assert_eq!(again.figures, first.indicators[0].figures);
    assert_eq!(again.report, report);

    // Another minimum, or another figure, is another table.
    let stricter = Rules {
        protection: Protection::Counts { minimum: 50 },
        ..rules()
    };
    let told = release(&stricter, &one_small_group(), before, Strength::Full).unwrap();
    assert!(
        hidden_groups(&told).contains(&"race=c".to_owned()),
        "40 is below 50"
    );
    let mut changed = one_small_group();
    changed[2] = race("b", 61, 300);
    let told = release(&rules(), &changed, before, Strength::Full).unwrap();
    assert_ne!(told.report.tables[0].decided_from, report.tables[0].decided_from);
}

#[test]
fn a_rate_per_thousand_is_never_told_as_a_percentage() {
    let rules = Rules {
        unit: Unit::PerThousand,
        ..rules()
    };
    let rate = Figure {
        numerator: None,
        denominator: None,
        value: Some(10.9),
        ..figure(Group::everyone(), 0, 1)
    };
    let release = release(&rules, &[rate], Before::default(), Strength::Full).unwrap();
    let expected = document::Shown::Value {
        value: 10.9,
        numerator: None,
        denominator: None,
        margin: None,
    };
    assert_eq!(shown(&release)[""], expected);
}

/// Everything of a release that becomes public.
fn public(figures: &[Figure]) -> String {
    let release = release(&rules(), figures, Before::default(), Strength::Full).unwrap();
    let report = release.report.clone();
    let mut document = edition(1, release);
    let certificate = certificate::certificate(&report, (&document.indicators, 10), &[]);
    document.protection.certificate = Some(certificate);
    String::from_utf8(document.to_bytes()).unwrap()
}

#[test]
fn worlds_that_differ_in_hidden_numbers_alone_are_the_same_to_readers() {
    // Pages, files, tags, lengths and drawings are made from the document and from nothing else: two documents that
    // are the same byte by byte tell the same, whatever is hidden.
    let world = |small: i64| {
        vec![
            figure(Group::everyone(), 218, 1060),
            race("a", 96, 488),
            race("b", 60, 300),
            race("c", 40, 200),
            race("d", small, 12),
            race("e", 22 - small, 60),
        ]
    };
    let first = public(&world(4));
    for small in [3, 5, 6] {
        assert_eq!(public(&world(small)), first, "{small}");
    }
    let mut other = world(4);
    other[1].numerator = Some(97);
    assert_ne!(public(&other), first, "what is shown is told");
}
