use domain::measurement::Course;
use domain::period::Period;
use domain::quantity::{Direction, Unit};

use super::course::{course, steps};
use super::support::{Why, doubts};
use super::word::{Mark, tell};
use super::{freeze, support};
use crate::editions::document::{Document, Shown, Text};
use crate::site::specimen;

fn yearly(first: i16, values: &[f64]) -> Vec<Mark> {
    let at = |(year, value): (i16, &f64)| Mark {
        period: Period::SchoolYear(year),
        value: *value,
        margin: None,
    };
    (first..).zip(values).map(at).collect()
}

fn word(marks: &[Mark], baseline: Option<Period>, direction: Direction) -> Course {
    tell(marks, baseline, direction).expect("there are values").course
}

#[test]
fn a_word_needs_five_years_that_agree() {
    let rising = [52.0, 53.0, 55.0, 57.0, 58.0];
    for (values, direction, expected) in [
        (&rising[..], Direction::Higher, Course::Improving),
        (&rising[..], Direction::Lower, Course::Slipping),
        (&rising[..], Direction::Neither, Course::TooEarlyToSay),
        (&rising[..4], Direction::Higher, Course::TooEarlyToSay),
        (
            &[52.0, 54.0, 53.0, 57.0, 58.0],
            Direction::Higher,
            Course::HoldingSteady,
        ),
    ] {
        assert_eq!(
            word(&yearly(2014, values), None, direction),
            expected,
            "{values:?}"
        );
    }
    assert_eq!(tell(&[], None, Direction::Higher), None);
}

#[test]
fn the_baseline_is_where_it_starts_if_that_is_long_enough() {
    let marks = yearly(2010, &[70.0, 60.0, 52.0, 53.0, 55.0, 57.0, 58.0]);
    let told = tell(&marks, Some(Period::SchoolYear(2012)), Direction::Higher).expect("values");
    assert_eq!(
        (told.course, told.since.period),
        (Course::Improving, Period::SchoolYear(2012))
    );
    // Three years since the baseline say nothing: the whole series is read.
    let told = tell(&marks, Some(Period::SchoolYear(2014)), Direction::Higher).expect("values");
    assert_eq!(told.since.period, Period::SchoolYear(2010));
}

#[test]
fn years_that_overlap_a_margin_and_mixed_kinds_are_no_trend() {
    let spans: Vec<Mark> = (0..8)
        .map(|year| Mark {
            period: Period::Years(2005 + year, 2009 + year),
            value: 60.0 + f64::from(year),
            margin: None,
        })
        .collect();
    assert_eq!(word(&spans, None, Direction::Higher), Course::TooEarlyToSay);
    let mut unsure = yearly(2014, &[52.0, 53.0, 55.0, 57.0, 58.0]);
    unsure.iter_mut().for_each(|mark| mark.margin = Some(5.0));
    assert_eq!(word(&unsure, None, Direction::Higher), Course::HoldingSteady);
    let mut mixed = yearly(2014, &[52.0, 53.0, 55.0, 57.0]);
    mixed.insert(
        0,
        Mark {
            period: Period::Years(2005, 2009),
            ..mixed[0]
        },
    );
    assert_eq!(word(&mixed, None, Direction::Higher), Course::TooEarlyToSay);
}

#[test]
fn months_are_read_as_a_control_chart_does() {
    let month = |index: i16, value: f64| Mark {
        period: Period::Month(2020 + index / 12, i8::try_from(index % 12 + 1).expect("a month")),
        value,
        margin: None,
    };
    let usual = [
        10.0, 12.0, 11.0, 13.0, 10.0, 12.0, 11.0, 13.0, 10.0, 12.0, 11.0, 13.0,
    ];
    let mut marks: Vec<Mark> = (0..)
        .zip(usual)
        .map(|(index, value)| month(index, value))
        .collect();
    assert_eq!(word(&marks, None, Direction::Higher), Course::TooEarlyToSay);
    marks.push(month(12, 12.0));
    assert_eq!(word(&marks, None, Direction::Higher), Course::HoldingSteady);
    marks.push(month(13, 25.0));
    assert_eq!(word(&marks, None, Direction::Higher), Course::Improving);
    assert_eq!(word(&marks, None, Direction::Lower), Course::Slipping);
}

#[test]
fn the_course_ends_at_the_goal_and_stays_on_its_scale() {
    let marks = yearly(2014, &[90.0, 93.0, 95.0, 97.0, 99.0, 99.5]);
    let course_ = course(&marks, Some(40), Unit::Percent).expect("six years have a course");
    let last = marks[5].period;
    let ahead = steps(&course_, last, Some(Period::SchoolYear(2024)), 1);
    assert_eq!(ahead.len(), 5);
    assert_eq!(ahead[4].period, "2024-25");
    assert!(
        ahead
            .iter()
            .all(|step| step.lower <= step.value && step.value <= step.upper && step.upper <= 100.0)
    );
    assert_eq!(steps(&course_, last, None, 1).len(), 3);
    // A goal of the past says nothing about how far to look.
    assert_eq!(steps(&course_, last, Some(Period::SchoolYear(2015)), 1).len(), 3);
    assert!(course(&marks[..4], None, Unit::Percent).is_none());
    // Forty people are a less sure start than forty thousand.
    let sure = steps(
        &course(&marks, Some(40_000), Unit::Percent).expect("a course"),
        last,
        None,
        1,
    );
    assert!(sure[0].upper - sure[0].lower < ahead[0].upper - ahead[0].lower);
}

/// The printed figures of an indicator, and nothing else of it.
fn only_printed(document: &Document) -> Document {
    let mut kept = document.clone();
    for part in &mut kept.indicators {
        (part.readings, part.gaps) = (Vec::new(), Vec::new());
    }
    // What a reader gets is what is written: nothing that is not in the bytes can come into the reading.
    Document::from_bytes(&kept.to_bytes()).expect("an edition")
}

#[test]
fn what_is_said_follows_from_what_is_printed_alone() {
    let document = specimen::document(1);
    let mut again = only_printed(&document);
    freeze(&mut again);
    assert_eq!(again, document);
    assert!(document.indicators.iter().any(|part| !part.gaps.is_empty()));
}

#[test]
fn a_hidden_group_has_no_row_and_adds_nothing() {
    let document = specimen::document(1);
    let part = document.indicator("attendance").expect("the specimen has it");
    for gap in &part.gaps {
        for row in &gap.rows {
            let figure = part.figures.iter().find(|figure| {
                (figure.place(), figure.period(), figure.group())
                    == (
                        part.headline_place.as_str(),
                        gap.period.as_str(),
                        row.group.as_str(),
                    )
            });
            let is_printed = matches!(figure.map(|figure| figure.shown()), Some(Shown::Value { .. }));
            assert!(is_printed, "{}", row.group);
        }
    }
    let race = part
        .gaps
        .iter()
        .find(|gap| gap.dimension == "race")
        .expect("by race");
    assert!(!race.rows.iter().any(|row| row.group == "race=pacific"));
    let mut without = document.clone();
    let kept = |part: &mut crate::editions::document::IndicatorPart| {
        part.figures.retain(|figure| figure.group() != "race=pacific")
    };
    without.indicators.iter_mut().for_each(kept);
    freeze(&mut without);
    let same = without.indicator("attendance").expect("it").gaps.clone();
    assert_eq!(same, part.gaps);
}

#[test]
fn a_gap_is_the_difference_of_the_printed_values() {
    let document = specimen::document(1);
    let part = document.indicator("attendance").expect("the specimen has it");
    let race = part
        .gaps
        .iter()
        .find(|gap| gap.dimension == "race")
        .expect("by race");
    // The groups share the one goal that is set.
    let black = race
        .rows
        .iter()
        .find(|row| row.group == "race=black")
        .expect("a row");
    assert_eq!((race.against.as_str(), race.value), ("goal", 82.0));
    assert_eq!(black.difference.value, -10.5);
    let (lower, upper) = (
        black.difference.lower.expect("a range"),
        black.difference.upper.expect("a range"),
    );
    assert!(lower < -10.5 && -10.5 < upper && upper < 0.0);
    assert_eq!(black.narrowed, Some(5.5));
    assert_eq!(black.people, Some(64));
    // The goal's distance in people: of 610 in each group, those who are short of it.
    let people = race.people.as_ref().expect("the wholes are printed");
    assert!(people.lower < Some(people.value) && Some(people.value) < people.upper);
}

#[test]
fn only_a_group_that_was_behind_comes_closer() {
    let mut document = specimen::document(1);
    for part in &mut document.indicators {
        part.definition.compare_with = "everyone".into();
    }
    freeze(&mut document);
    let part = document.indicator("attendance").expect("the specimen has it");
    let race = part
        .gaps
        .iter()
        .find(|gap| gap.dimension == "race")
        .expect("by race");
    assert_eq!((race.against.as_str(), race.value), ("everyone", 76.4));
    let row = |group: &str| race.rows.iter().find(|row| row.group == group).expect("a row");
    // 80.1 beside 70.1 was ahead: there was no distance to close, and nobody of it is counted.
    assert_eq!(
        (row("race=asian").narrowed, row("race=asian").people),
        (None, None)
    );
    // 66.0 beside 70.1 became 71.5 beside 76.4: 4.1 became 4.9.
    assert_eq!(row("race=black").narrowed, Some(-0.8));
    // Nobody printed how many people everyone was then, so nothing is said about chance.
    assert_eq!(row("race=black").how, "");
    for part in &mut document.indicators {
        part.definition.compare_with = "best".into();
    }
    freeze(&mut document);
    let part = document.indicator("attendance").expect("the specimen has it");
    let race = part
        .gaps
        .iter()
        .find(|gap| gap.dimension == "race")
        .expect("by race");
    assert_eq!(
        (race.against.as_str(), race.reference.as_str()),
        ("best", "race=asian")
    );
    assert!(race.rows.iter().all(|row| row.group != "race=asian"));
}

#[test]
fn a_sentence_that_the_figures_do_not_support_is_doubted() {
    let document = specimen::document(1);
    let mut part = document
        .indicator("attendance")
        .expect("the specimen has it")
        .clone();
    let say = |part: &mut crate::editions::document::IndicatorPart, text: &str| {
        let story = part.story.as_mut().expect("a story");
        story.headline = Text {
            en: text.to_owned(),
            es: String::new(),
        };
        doubts(part, None)
            .into_iter()
            .map(|doubt| doubt.why)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        say(&mut part, "76.4% come to school regularly, up from 70.1%"),
        []
    );
    assert_eq!(
        say(
            &mut part,
            "76% come regularly; 1,528 of 2,000 students, 6.3 points more"
        ),
        []
    );
    part.unit = "per-thousand".into();
    assert_eq!(say(&mut part, "76.4 of every 1,000 come"), []);
    part.unit = "percent".into();
    let number = |number: &str| {
        vec![Why::Number {
            number: number.to_owned(),
        }]
    };
    assert_eq!(say(&mut part, "77.4% come to school regularly"), number("77.4"));
    assert_eq!(
        say(&mut part, "76.4% come regularly, down from 70.1%"),
        [Why::Direction]
    );
    let word = part.reading("harbor", "").expect("a reading").word.clone();
    let other = if word == "slipping" {
        "improving"
    } else {
        "slipping"
    };
    assert_eq!(
        say(&mut part, &format!("Attendance is {other}")),
        [Why::Word { word }]
    );
}

#[test]
fn a_sentence_from_before_newer_figures_is_doubted_and_taken_out() {
    let document = specimen::document(1);
    let now = document.indicator("attendance").expect("the specimen has it");
    let mut before = now.clone();
    assert_eq!(doubts(now, Some(&before)), []);
    before
        .readings
        .iter_mut()
        .for_each(|reading| reading.until = "2018-19".into());
    let found = doubts(now, Some(&before));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].why,
        Why::Older {
            period: "2020-21".into()
        }
    );
    let mut story = now.story.clone().expect("a story");
    support::without_doubted(&mut story, &found);
    assert_eq!(story.headline, Text::default());
    assert!(!story.lede.en.is_empty());
}

#[test]
fn once_what_is_doubted_is_taken_out_nothing_else_is_doubted() {
    let document = specimen::document(1);
    let mut now = document
        .indicator("attendance")
        .expect("the specimen has it")
        .clone();
    let mut before = now.clone();
    before
        .readings
        .iter_mut()
        .for_each(|reading| reading.until = "2018-19".into());
    let story = now.story.as_mut().expect("a story");
    story.lede.en = "It was 99.7 percent.".to_owned();
    let found = doubts(&now, Some(&before));
    assert_eq!(found.len(), 2, "{found:?}");
    support::without_doubted(now.story.as_mut().expect("a story"), &found);
    assert_eq!(doubts(&now, Some(&before)), []);
}

#[test]
fn numbers_of_the_definition_may_be_told() {
    let document = specimen::document(1);
    let mut part = document
        .indicator("attendance")
        .expect("the specimen has it")
        .clone();
    part.story.as_mut().expect("a story").lede = Text::default();
    let headline = &mut part.story.as_mut().expect("a story").headline;
    headline.en = "Present 93 percent of their days".to_owned();
    headline.es = String::new();
    assert_eq!(doubts(&part, None).len(), 1);
    part.definition.about.en = "Students present 93 percent of their days or more".to_owned();
    assert_eq!(doubts(&part, None), []);
}
