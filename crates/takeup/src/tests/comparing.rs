//! The three ways to compare: what each finds, what it must not find, and what none may show.

use super::*;
use crate::comparing::{Sides, compare};

fn matching(each: usize) -> Comparing {
    Comparing::Matching {
        each,
        edges: vec![86.0, 90.0, 94.0],
    }
}

fn ways() -> [Comparing; 3] {
    [
        Comparing::Weighting,
        matching(1),
        Comparing::DifferenceInDifferences,
    ]
}

/// A programme in which everybody would keep what they had, less a point; those who are absent more take part more. All that the three
/// ways assume holds.
fn steady(count: usize, gain: f64, seed: u64) -> Question {
    let mut question = question(count, 0.0, seed);
    let mut lot = Lot(seed + 1);
    let reached: Vec<String> = question
        .service
        .rows
        .iter()
        .map(|row| row[0][1..].to_owned())
        .collect();
    for row in &mut question.people.rows {
        let is_reached = reached.contains(&row[0][1..].to_owned());
        let before: f64 = row[3].parse().unwrap();
        let after = before - 1.0 + 2.0 * lot.normal() + if is_reached { gain } else { 0.0 };
        row[4] = after.to_string();
    }
    question
}

/// The answer, compared in this way.
fn answered(mut question: Question, way: &Comparing) -> Report {
    question.plan.comparing = way.clone();
    answer(&question).unwrap()
}

#[test]
fn an_effect_that_is_there_is_found_by_each_way_within_its_interval() {
    for way in ways() {
        let mut held = 0;
        for seed in 0..20 {
            let report = answered(steady(1500, 1.5, 40 + seed), &way);
            let everyone = &report.beside[0];
            assert_eq!(
                (everyone.finding.as_str(), report.tests),
                ("more", 3),
                "{way:?} {seed}"
            );
            assert!(everyone.naive < 0.5, "as they are they look no better");
            held += usize::from(everyone.interval.0 <= 1.5 && 1.5 <= everyone.interval.1);
        }
        assert!(
            held >= 17,
            "{way:?}: the interval holds the truth in {held} of 20"
        );
    }
}

#[test]
fn an_effect_that_is_not_there_is_hardly_ever_found_by_any_way() {
    for way in ways() {
        let is_finding = |report: &Report| {
            let mut all = report.beside.iter();
            all.any(|one| one.is_finding && one.finding != "chance")
        };
        let studies = (0..30).map(|seed| answered(steady(600, 0.0, 300 + seed), &way));
        let findings = studies.filter(is_finding).count();
        assert!(findings <= 4, "{way:?}: {findings} of 30 studies");
    }
}

#[test]
fn only_those_who_were_made_alike_get_a_green_label_and_gains_claim_no_more_than_side_by_side() {
    let said = |way: &Comparing| {
        let report = answered(steady(3000, 1.5, 3), way);
        let everyone = report.beside[0].clone();
        let reasons: Vec<String> = everyone.reasons.iter().map(|one| one.why.clone()).collect();
        (everyone.claim.clone(), everyone.is_green, reasons, everyone)
    };
    for way in [Comparing::Weighting, matching(1), matching(3)] {
        let (claim, is_green, reasons, everyone) = said(&way);
        assert!(is_green && claim == "beside-alike", "{way:?} {reasons:?}");
        let attendance = everyone
            .balance
            .iter()
            .find(|one| one.feature == "Attendance before")
            .unwrap();
        assert!(
            attendance.before > 0.4 && attendance.after < 0.1,
            "{attendance:?}"
        );
    }
    let (claim, is_green, reasons, everyone) = said(&Comparing::DifferenceInDifferences);
    assert!(
        !is_green && reasons == ["paths"],
        "one earlier measure is no test of the paths"
    );
    assert_eq!(claim, "gains-beside-others");
    assert!(everyone.balance.is_empty() && everyone.paired.is_none());
    let started = everyone.started.unwrap();
    assert!(started < -1.5, "they began lower: {started}");
    assert!((everyone.naive - started - everyone.difference).abs() < 1e-9);
}

#[test]
fn gains_mislead_where_those_who_start_low_rise_by_themselves_and_the_sentence_says_no_cause() {
    // Both sides draw nearer to the average, and nothing was gained by taking part.
    let report = answered(question(3000, 0.0, 3), &Comparing::DifferenceInDifferences);
    let everyone = &report.beside[0];
    assert!(everyone.difference > 0.3, "{}", everyone.difference);
    assert_eq!(
        (everyone.claim.as_str(), everyone.is_green),
        ("gains-beside-others", false)
    );
    let matched = answered(question(3000, 0.0, 3), &matching(1));
    assert_eq!(matched.beside[0].finding, "chance");
}

/// As far apart as participants and others of the job training that such methods are tried on: 185 beside 429, of one group five
/// in six beside one in five, and a whole deviation apart before.
fn far_apart(seed: u64) -> Question {
    let mut lot = Lot(seed);
    let mut question = question(614, 0.0, seed);
    question.service.rows.clear();
    question.service_links.clear();
    for (number, row) in question.people.rows.iter_mut().enumerate() {
        let is_reached = number % 10 < 3;
        let share = if is_reached { 0.84 } else { 0.2 };
        row[2] = if lot.share() < share { "Spanish" } else { "English" }.to_owned();
        let before = 90.0 + 4.0 * lot.normal() - if is_reached { 4.0 } else { 0.0 };
        row[3] = before.to_string();
        row[4] = (before + 2.0 * lot.normal()).to_string();
        if is_reached {
            question
                .service
                .rows
                .push(vec![format!("B{number}"), "40".to_owned()]);
            question.service_links.push(OfRecord {
                id: format!("B{number}"),
                person: format!("p{number}"),
                sure: 980,
                missed: 0,
            });
        }
    }
    question
}

#[test]
fn participants_whom_nobody_is_like_get_no_green_label() {
    for seed in 0..5 {
        for way in [matching(1), matching(2), Comparing::DifferenceInDifferences] {
            let report = answered(far_apart(60 + seed), &way);
            let everyone = &report.beside[0];
            assert!(!everyone.is_green, "{way:?} {seed}: {everyone:?}");
            assert!(!everyone.reasons.is_empty() && everyone.claim.ends_with("beside-others"));
            // However alike those are who found somebody: most participants did not.
            let is_left_out = everyone.reasons.iter().any(|one| one.why == "left-out");
            assert_eq!(
                is_left_out,
                way.code() == "matching",
                "{way:?} {seed}: {everyone:?}"
            );
        }
    }
}

#[test]
fn with_fewer_than_six_places_every_way_refuses_a_figure() {
    for way in ways() {
        let mut question = steady(600, 1.5, 8);
        for (number, row) in question.people.rows.iter_mut().enumerate() {
            row[1] = format!("School {}", number % 5);
        }
        let report = answered(question, &way);
        let everyone = &report.beside[0];
        assert_eq!(everyone.fault, "places", "{way:?}");
        assert!(everyone.claim.is_empty() && !everyone.is_green);
        assert_eq!(report.tests, 0);
    }
}

#[test]
fn a_group_of_few_is_hidden_by_every_way_and_no_number_of_it_is_left() {
    for way in ways() {
        let mut question = steady(900, 1.0, 9);
        for row in question.people.rows.iter_mut().take(3) {
            "Romani".clone_into(&mut row[2]);
        }
        let report = answered(question, &way);
        let romani = report.beside.iter().find(|one| one.value == "Romani").unwrap();
        let nothing = Beside {
            by: "Language".into(),
            value: "Romani".into(),
            ..Beside::default()
        };
        assert_eq!(romani, &nothing, "{way:?}");
        let hidden = report
            .beside
            .iter()
            .filter(|one| one.participants.is_none())
            .count();
        assert_eq!(hidden, 2, "{way:?}: the small one and one more");
        assert_eq!(
            report.tests, 2,
            "{way:?}: everyone and the language that is shown"
        );
        let balance = serde_json::to_string(&report.beside).unwrap();
        assert!(!balance.contains("Language: Romani"));
    }
}

#[test]
fn a_value_that_hardly_anybody_has_does_not_keep_everyone_from_being_compared() {
    for way in ways() {
        let mut question = steady(1500, 1.5, 4);
        // None of the four took part, so the value alone would tell who did.
        let mut left = 4;
        let reached: Vec<String> = question
            .service
            .rows
            .iter()
            .map(|row| row[0][1..].to_owned())
            .collect();
        for row in &mut question.people.rows {
            if left > 0 && !reached.contains(&row[0][1..].to_owned()) {
                "Abaza".clone_into(&mut row[2]);
                left -= 1;
            }
        }
        let everyone = answered(question, &way).beside.swap_remove(0);
        assert_eq!(
            (everyone.fault.as_str(), everyone.finding.as_str()),
            ("", "more"),
            "{way:?}"
        );
    }
}

#[test]
fn how_many_found_somebody_is_told_only_where_it_tells_of_no_few() {
    let sides = |participants, others| Sides { participants, others };
    let told = |counting| Paired::told(10, sides(100, 300), counting);
    let part = |participants, others| Paired::Part { participants, others };
    let cases = [
        // All of them, and all but nine.
        (sides(100, 100), Paired::NearlyAll),
        (sides(91, 91), Paired::NearlyAll),
        (sides(90, 90), part(90, 90)),
        (sides(63, 126), part(65, 125)),
        // Of the others nine are left, then ten.
        (sides(80, 291), Paired::Untold),
        (sides(80, 290), part(80, 290)),
        // Both: whoever knows that few participants are left need not know more.
        (sides(95, 295), Paired::NearlyAll),
    ];
    for (counting, expected) in cases {
        assert_eq!(told(counting), expected, "{counting:?}");
    }
}

/// People whose place decides much: at some nearly all take part, at others few, at some there are few at all.
fn uneven(count: usize, seed: u64) -> Vec<Person> {
    let mut people = few_people(count, seed);
    let mut lot = Lot(seed + 5);
    for person in &mut people {
        person.before = 90.0 + 4.0 * lot.normal();
        person.after = person.before + lot.normal();
        let of_place = person
            .place
            .bytes()
            .last()
            .map_or(0.5, |last| f64::from(last % 8) / 7.0);
        let likely = match seed % 2 {
            0 => 0.2 + 0.7 * of_place,
            _ => 0.06 + 0.1 * of_place,
        };
        person.dose = (lot.share() < likely).then_some(40.0);
        person.groups.clear();
    }
    people
}

#[test]
fn numbers_of_pairs_narrow_no_hidden_count_below_the_minimum() {
    let width = 10;
    let (mut part, mut nearly, mut hidden) = (0, 0, 0);
    for seed in 0..24 {
        for each in [1, 3] {
            let plan = Plan {
                groups: Vec::new(),
                comparing: matching(each),
                ..plan()
            };
            let people = uneven(400 + 40 * usize::try_from(seed % 8).unwrap(), 900 + seed);
            let all: Vec<&Person> = people.iter().collect();
            let features = vec![people.iter().map(|person| person.before).collect::<Vec<f64>>()];
            let Ok(found) = compare(&plan, &all, &features) else {
                continue;
            };
            let paired = Paired::told(plan.minimum, Sides::of(&people), found.counting);
            let report = counted(&plan, &people);
            let mut read = Read::of(&report);
            // Participants who found somebody, and those beside them, place by place: no more than there are of either.
            let everyone = read.lines[0].2;
            let [sets, beside] = [(); 2].map(|()| read.attacker.unknown(0, 1_000));
            let most = i64::try_from(each).unwrap();
            let mut of_places = (Vec::new(), Vec::new());
            let places: Vec<[Unknown; 3]> = read.lines[1..].iter().map(|line| line.2).collect();
            for [_, reached, rest] in places {
                let [own, others] = [(); 2].map(|()| read.attacker.unknown(0, 1_000));
                read.attacker.fact(&[(reached, 1), (own, -1)], Some(0), None);
                read.attacker.fact(&[(rest, 1), (others, -1)], Some(0), None);
                read.attacker.fact(&[(others, 1), (own, -1)], Some(0), None);
                read.attacker.fact(&[(own, most), (others, -1)], Some(0), None);
                of_places.0.push(own);
                of_places.1.push(others);
            }
            read.attacker.sum(sets, &of_places.0);
            read.attacker.sum(beside, &of_places.1);
            let left = read.attacker.unknown(0, 1_000);
            read.attacker.sum(everyone[1], &[sets, left]);
            match paired {
                Paired::NearlyAll => {
                    nearly += 1;
                    read.attacker.fact(&[(left, 1)], Some(0), Some(width - 1));
                }
                Paired::Part { participants, others } => {
                    part += 1;
                    read.printed(sets, Some(participants));
                    read.printed(beside, Some(others));
                }
                Paired::Untold => {}
            }
            let all = Sides::of(&people);
            if all.participants - found.counting.participants < plan.minimum {
                let range = read.attacker.range(left).unwrap();
                assert!(range.low <= 1 && range.high >= width - 1, "{seed}: {range:?}");
            }
            for (by, value, unknowns, is_shown) in &read.lines {
                if *is_shown {
                    continue;
                }
                hidden += 1;
                for unknown in unknowns {
                    let range = read.attacker.range(*unknown).unwrap();
                    assert!(range.high - range.low >= width, "{seed}: {by} {value} {range:?}");
                }
            }
        }
    }
    assert!(part > 5 && nearly > 2 && hidden > 20, "{part} {nearly} {hidden}");
}

#[test]
fn a_question_from_before_there_was_a_choice_means_weighting_and_reads_as_it_did() {
    let usual = serde_json::to_string(&plan()).unwrap();
    assert!(
        !usual.contains("comparing"),
        "its digest is that of the same text: {usual}"
    );
    let read: Plan = serde_json::from_str(&usual).unwrap();
    assert_eq!((read.comparing.code(), read), ("weighting", plan()));
    for way in [matching(2), Comparing::DifferenceInDifferences] {
        let plan = Plan {
            comparing: way,
            ..plan()
        };
        let text = serde_json::to_string(&plan).unwrap();
        assert!(text.contains(plan.comparing.code()), "{text}");
        assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    }
}

#[test]
fn a_report_from_before_is_still_read() {
    let old = r#"{"beside":[{"by":"","value":"","participants":60,"others":140,"difference":1.5,"interval":[0.5,2.5],"places":12}]}"#;
    let report: Report = serde_json::from_str(old).unwrap();
    assert_eq!(
        (report.beside[0].participants, report.beside[0].paired),
        (Some(60), None)
    );
}
