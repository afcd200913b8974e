use super::*;

/// A drawing that is the same every time.
struct Lot(u64);

impl Lot {
    fn share(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn plan() -> Plan {
    Plan {
        key: "Pseudonym".into(),
        service_key: "Pseudonym".into(),
        dose: "Days".into(),
        dose_edges: vec![30.0, 60.0],
        outcome: "Attendance".into(),
        before: "Attendance before".into(),
        place: "School".into(),
        groups: texts(&["Language"]),
        minimum: 10,
    }
}

/// So many people at twelve schools, of whom those who were absent more took part more, with so much gain.
fn question(count: usize, gain: f64, seed: u64) -> Question {
    let mut lot = Lot(seed);
    let mut question = Question {
        plan: plan(),
        people: Rows {
            names: texts(&[
                "Pseudonym",
                "School",
                "Language",
                "Attendance before",
                "Attendance",
            ]),
            rows: Vec::new(),
        },
        service: Rows {
            names: texts(&["Pseudonym", "Days"]),
            rows: Vec::new(),
        },
        ..Question::default()
    };
    for number in 0..count {
        let before = 90.0 + 4.0 * lot.normal();
        let took_part = lot.share() < 1.0 / (1.0 + (1.2 + 0.15 * (before - 90.0)).exp());
        let after = 30.0 + 0.66 * before + 2.0 * lot.normal() + if took_part { gain } else { 0.0 };
        let language = if lot.share() < 0.6 { "English" } else { "Spanish" };
        let link = |letter: &str| OfRecord {
            id: format!("{letter}{number}"),
            person: format!("p{number}"),
            sure: 980,
            missed: 0,
        };
        let school = format!("School {}", number % 12);
        let row = vec![
            format!("L{number}"),
            school,
            language.to_owned(),
            before.to_string(),
            after.to_string(),
        ];
        question.people.rows.push(row);
        question.people_links.push(link("L"));
        if took_part {
            let days = 1.0 + 99.0 * lot.share();
            question
                .service
                .rows
                .push(vec![format!("B{number}"), days.to_string()]);
            question.service_links.push(link("B"));
        }
    }
    question
}

#[test]
fn participants_who_were_worse_off_are_compared_with_people_like_them() {
    let report = answer(&question(3000, 1.5, 3)).unwrap();
    let everyone = &report.beside[0];
    assert!(
        everyone.naive < 0.5,
        "as they are they look no better: {}",
        everyone.naive
    );
    assert!((everyone.difference - 1.5).abs() < 0.4, "{}", everyone.difference);
    assert!(everyone.interval.0 < 1.5 && everyone.interval.1 > 1.5);
    assert!(everyone.is_green, "{:?}", everyone.reasons);
    assert_eq!(
        (everyone.claim.as_str(), everyone.finding.as_str()),
        ("beside-alike", "more")
    );
    assert_eq!(report.tests, 3, "everyone and two languages");
    assert!((report.wrong_links - 0.02).abs() < 1e-9);
    assert!(report.bands.iter().all(|band| band.people.is_some()));
}

#[test]
fn without_an_effect_hardly_anything_is_called_a_finding() {
    let findings = (0..40)
        .map(|seed| answer(&question(600, 0.0, 100 + seed)).unwrap())
        .filter(|report| {
            report
                .beside
                .iter()
                .any(|one| one.finding != "chance" && one.is_finding)
        })
        .count();
    assert!(findings <= 5, "{findings} of 40 studies");
}

#[test]
fn what_is_few_is_missing_and_cannot_be_had_from_the_rest() {
    let mut question = question(400, 1.0, 9);
    // Three children speak a language of their own.
    for row in question.people.rows.iter_mut().take(3) {
        "Romani".clone_into(&mut row[2]);
    }
    let report = answer(&question).unwrap();
    let languages: Vec<&Reach> = report.reached.iter().filter(|one| one.by == "Language").collect();
    assert_eq!(languages.len(), 3);
    let hidden = languages.iter().filter(|one| one.share.is_none()).count();
    assert_eq!(
        hidden, 2,
        "the one that is small and one more: the total less the others is nobody's"
    );
    let romani = report.beside.iter().find(|one| one.value == "Romani").unwrap();
    assert_eq!(
        (romani.participants, romani.difference, romani.others),
        (None, 0.0, 0)
    );
    let text = serde_json::to_string(&report).unwrap();
    for name in ["L17", "p17", "B17"] {
        assert!(
            !text.contains(&format!("\"{name}\"")),
            "nobody's number is in a report"
        );
    }
}

#[test]
fn doubtful_links_are_a_range_and_elements_that_are_missing_are_named() {
    let mut question = question(500, 1.0, 5);
    let doubtful = question.service_links.len() / 3;
    for link in question.service_links.iter_mut().take(doubtful) {
        link.sure = 600;
    }
    let unseen = |link: &&mut OfRecord| {
        !question
            .service
            .rows
            .iter()
            .any(|row| row[0][1..] == link.id[1..])
    };
    let mut unseen: Vec<&mut OfRecord> = question.people_links.iter_mut().filter(unseen).collect();
    unseen.iter_mut().take(20).for_each(|link| link.missed = 300);
    let share = answer(&question).unwrap().reached[0].share.unwrap();
    assert_eq!(share.reached - share.least, doubtful);
    assert_eq!(share.most - share.reached, 20);
    "Hours".clone_into(&mut question.plan.dose);
    assert_eq!(answer(&question), Err(NoAnswer::Missing("Hours".into())));
}

#[test]
fn an_indicator_counts_the_people_of_the_report_by_place_and_group_and_says_whom_it_cannot_place() {
    let question = question(600, 1.0, 7);
    let named = |names: &[(&str, &str)]| {
        let names = names.iter();
        names
            .map(|(name, code)| ((*name).to_owned(), (*code).to_owned()))
            .collect::<std::collections::BTreeMap<String, String>>()
    };
    let counting = Counting {
        whole: "town".into(),
        places: named(&[("school 0", "first"), ("school 1", "second")]),
        dimensions: vec![ByColumn {
            slug: "language".into(),
            column: "Language".into(),
            categories: named(&[("english", "en")]),
        }],
    };
    let counted = super::counted(&question, &counting).unwrap();
    let report = answer(&question).unwrap();
    let everyone = report.reached[0].share.unwrap();
    let cell = |place: &str, group: &[(&str, &str)]| {
        let found = counted.cells.iter().find(|cell| {
            let own = cell.group.iter().map(|(by, value)| (by.as_str(), value.as_str()));
            cell.place == place && own.eq(group.iter().copied())
        });
        found.unwrap()
    };
    let whole = cell("town", &[]);
    assert_eq!(
        (whole.numerator, whole.denominator),
        (everyone.reached, everyone.could)
    );
    assert_eq!(counted.people, 600);
    let english = cell("town", &[("language", "en")]);
    assert_eq!(english.denominator + counted.without_category["language"], 600);
    assert_eq!(cell("first", &[]).denominator, 50);
    assert_eq!(counted.without_place, 500, "ten of twelve schools are no places");
    assert_eq!(counted.cells.len(), 4, "all of it, two places, one group");
    let other = Counting {
        dimensions: vec![ByColumn {
            column: "Age".into(),
            ..ByColumn::default()
        }],
        ..counting
    };
    let why = super::counted(&question, &other).unwrap_err();
    assert_eq!(why, NoAnswer::Missing("Age".into()));
}
