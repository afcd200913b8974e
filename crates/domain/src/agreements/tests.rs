use jiff::civil::{Date, date};
use uuid::Uuid;

use super::columns::{Column, column};
use super::term::{destroyed_on, is_over, telling};
use super::*;

const SENDER: u128 = 1;
const USER: u128 = 2;

fn person(number: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(number))
}

fn indicator(number: u128) -> IndicatorId {
    IndicatorId::from_uuid(Uuid::from_u128(number))
}

fn element(name: &str, headings: &[&str], class: Class) -> Element {
    Element {
        name: name.to_owned(),
        headings: headings.iter().map(|one| (*one).to_owned()).collect(),
        class,
    }
}

fn terms() -> Terms {
    Terms {
        purposes: vec![Purpose::SharedMeasures],
        indicators: vec![indicator(7)],
        elements: vec![
            element("Student number", &["SASID"], Class::DirectIdentifier),
            element("Grade", &["Grado", "gr."], Class::QuasiIdentifier),
            element("Days present", &[], Class::Plain),
        ],
        people: vec![(person(SENDER), May::Send), (person(USER), May::Use)],
        linking: Linking::Refused,
        publication: Publication::Totals,
        starts_on: date(2026, 9, 1),
        ends_on: date(2027, 6, 30),
        kept_days: 30,
        consent: Consent::NotAsked,
    }
}

fn upload(on: Date) -> Use<'static> {
    Use {
        act: Act::Upload,
        purpose: Purpose::SharedMeasures,
        indicator: Some(indicator(7)),
        elements: &["Grade", "Student number"],
        person: Some(person(SENDER)),
        on,
    }
}

const DAY: Date = date(2026, 10, 1);

fn against(standing: Standing, wanted: &Use<'_>) -> (Clause, &'static str) {
    let refused = decide(standing, &terms(), wanted).unwrap_err();
    assert_eq!(refused.clause, refused.against.clause());
    (refused.clause, refused.against.code())
}

#[test]
fn a_use_within_the_agreement_is_allowed_from_its_first_day_through_its_last() {
    for day in [date(2026, 9, 1), DAY, date(2027, 6, 30)] {
        assert_eq!(decide(Standing::InForce, &terms(), &upload(day)), Ok(()), "{day}");
    }
}

#[test]
fn each_use_outside_is_refused_with_the_clause_that_stands_against_it() {
    let plain = upload(DAY);
    let compute = Use {
        act: Act::Compute,
        elements: &["Days present"],
        person: Some(person(USER)),
        ..plain
    };
    let cases = [
        (upload(date(2026, 8, 31)), Clause::Term, "not-yet"),
        (upload(date(2027, 7, 1)), Clause::Term, "too-late"),
        (
            Use {
                purpose: Purpose::TakeUp,
                ..plain
            },
            Clause::Purpose,
            "other-purpose",
        ),
        (
            Use {
                indicator: Some(indicator(8)),
                ..plain
            },
            Clause::Purpose,
            "other-indicator",
        ),
        (
            Use {
                person: Some(person(9)),
                ..plain
            },
            Clause::People,
            "may-not-send",
        ),
        (
            Use {
                person: Some(person(USER)),
                ..plain
            },
            Clause::People,
            "may-not-send",
        ),
        (
            Use {
                elements: &["Income"],
                ..plain
            },
            Clause::Elements,
            "not-covered",
        ),
        (
            Use {
                person: Some(person(SENDER)),
                ..compute
            },
            Clause::People,
            "may-not-use",
        ),
        (
            Use {
                act: Act::Look,
                person: Some(person(SENDER)),
                ..compute
            },
            Clause::People,
            "may-not-use",
        ),
        (
            Use {
                elements: &["Student number"],
                ..compute
            },
            Clause::Elements,
            "identifies",
        ),
        (
            Use {
                act: Act::Link,
                ..compute
            },
            Clause::Linking,
            "no-linking",
        ),
        (
            Use {
                act: Act::Publish(Publication::Groups),
                ..compute
            },
            Clause::Publication,
            "only-totals",
        ),
    ];
    for (wanted, clause, code) in cases {
        assert_eq!(against(Standing::InForce, &wanted), (clause, code), "{wanted:?}");
    }
    assert_eq!(decide(Standing::InForce, &terms(), &compute), Ok(()));
    let totals = Use {
        act: Act::Publish(Publication::Totals),
        ..compute
    };
    assert_eq!(decide(Standing::InForce, &terms(), &totals), Ok(()));
    let closed = Terms {
        publication: Publication::Nothing,
        ..terms()
    };
    let refused = decide(Standing::InForce, &closed, &totals).unwrap_err();
    assert_eq!(refused.against, Against::NothingPublic);
}

#[test]
fn only_a_signed_agreement_allows_anything() {
    for standing in Standing::ALL {
        let allowed = decide(*standing, &terms(), &upload(DAY)).is_ok();
        assert_eq!(allowed, *standing == Standing::InForce, "{standing:?}");
    }
    assert_eq!(
        against(Standing::Draft, &upload(DAY)),
        (Clause::Parties, "not-signed")
    );
    assert_eq!(against(Standing::Ended, &upload(DAY)), (Clause::Term, "over"));
}

#[test]
fn a_column_is_covered_by_its_name_or_another_heading_and_by_nothing_else() {
    let terms = terms();
    for heading in ["Grade", " GRADE ", "grado", "Gr", "sasid", "Days_present"] {
        assert!(matches!(column(&terms, heading), Column::Covered(_)), "{heading}");
    }
    for heading in ["", " ", "Grade level", "Name", "Student"] {
        assert_eq!(column(&terms, heading), Column::Dropped, "{heading}");
    }
}

#[test]
fn people_are_told_ninety_thirty_and_seven_days_before_the_end() {
    let end = date(2027, 6, 30);
    let cases = [
        (date(2027, 3, 31), None),
        (date(2027, 4, 1), Some(90)),
        (date(2027, 5, 30), Some(90)),
        (date(2027, 5, 31), Some(30)),
        (date(2027, 6, 23), Some(7)),
        (end, Some(7)),
        (date(2027, 7, 1), None),
    ];
    for (today, due) in cases {
        assert_eq!(telling(end, today), due, "{today}");
    }
    assert!(!is_over(end, end), "the last day counts in full");
    assert!(is_over(end, date(2027, 7, 1)));
}

#[test]
fn data_go_so_many_days_after_the_end_and_never_on_its_last_day() {
    let end = date(2027, 6, 30);
    assert_eq!(destroyed_on(end, 30), date(2027, 7, 30));
    assert_eq!(destroyed_on(end, 0), date(2027, 7, 1));
}

#[test]
fn both_sides_sign_the_same_text() {
    let both = |hash: &'static str| [(Side::Gives, "abc"), (Side::Receives, hash)];
    assert!(is_signed_by_both(both("abc"), "abc"));
    assert!(!is_signed_by_both(both("abd"), "abc"), "another text");
    assert!(
        !is_signed_by_both(both("abc"), "abd"),
        "the text was changed since"
    );
    assert!(
        !is_signed_by_both([(Side::Gives, "abc"), (Side::Gives, "abc")], "abc"),
        "one side twice"
    );
    assert!(
        !is_signed_by_both([(Side::Gives, ""), (Side::Receives, "")], ""),
        "no text at all"
    );
}

#[test]
fn codes_lead_back_to_what_they_stand_for() {
    for one in Standing::ALL {
        assert_eq!(Standing::from_code(one.code()), Some(*one));
    }
    assert_eq!(Class::from_code("secret"), None);
    let numbers: Vec<usize> = Clause::ALL.iter().map(|clause| clause.number()).collect();
    assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
}
