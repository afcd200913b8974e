mod comparing;

use disclosure::attacker::{Attacker, Unknown};

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
        comparing: Comparing::default(),
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

/// People at eight places, in eight grades that make three bands of grades, in languages of which some are rare; the fewer `count`, the
/// more lines are of a few.
fn few_people(count: usize, seed: u64) -> Vec<Person> {
    let mut lot = Lot(seed);
    let mut draw = |of: f64, power: i32| (lot.share().powi(power) * of) as usize;
    (0..count)
        .map(|_| {
            let grade = draw(8.0, 1);
            let is_reached = draw(10.0, 1) < 4 + grade / 3;
            Person {
                place: format!("School {}", draw(8.0, 3)),
                groups: vec![
                    format!("Grade {grade}"),
                    format!("Grades {}", grade / 3),
                    format!("Language {}", draw(6.0, 4)),
                ],
                before: 90.0,
                after: 91.0,
                dose: is_reached.then(|| draw(100.0, 2) as f64),
                sure: if draw(10.0, 1) == 0 { 0.6 } else { 0.98 },
                missed: if draw(12.0, 1) == 0 { 0.3 } else { 0.0 },
            }
        })
        .collect()
}

/// The counts of a report, as [`answer`] makes them.
fn counted(plan: &Plan, people: &[Person]) -> Report {
    let tables = reached::tables(plan, people);
    let banded = reached::banded(plan, people);
    let counts: Vec<usize> = banded.iter().map(|band| band.people).collect();
    let open = shown::Open::of(plan.minimum, &tables, &counts);
    Report {
        reached: reached::shown(&tables, &open),
        bands: reached::bands(&banded, &open),
        ..Report::default()
    }
}

/// Everything that stands in a report, as an attacker reads it: who could be reached, who is, who is not, of each line; and the
/// bands. He knows how counts are rounded and that lines add up, of bands of grades too.
struct Read {
    attacker: Attacker,
    lines: Vec<(String, String, [Unknown; 3], bool)>,
    bands: Vec<(Unknown, bool)>,
}

impl Read {
    fn of(report: &Report) -> Self {
        let mut read = Self {
            attacker: Attacker::new(),
            lines: Vec::new(),
            bands: Vec::new(),
        };
        for line in &report.reached {
            read.line(line);
        }
        let mut tables: Vec<&str> = report.reached.iter().map(|line| line.by.as_str()).collect();
        tables.dedup();
        for by in &tables[1..] {
            read.adds_up("", |other, _| other == *by);
        }
        for band in ["Grades 0", "Grades 1", "Grades 2"] {
            let number = &band[7..];
            let is_in = |by: &str, value: &str| {
                let grade = value
                    .strip_prefix("Grade ")
                    .and_then(|one| one.parse::<usize>().ok());
                by == "Grade" && grade.is_some_and(|grade| (grade / 3).to_string() == number)
            };
            read.adds_up(band, is_in);
        }
        for band in &report.bands {
            let unknown = read.attacker.unknown(0, 1_000);
            read.printed(unknown, band.people);
            read.bands.push((unknown, band.people.is_some()));
        }
        let bands: Vec<Unknown> = read.bands.iter().map(|(unknown, _)| *unknown).collect();
        read.attacker.sum(read.lines[0].2[1], &bands);
        read
    }

    fn line(&mut self, line: &Reach) {
        let could = self.attacker.unknown(1, 1_000);
        let [reached, rest, least, most] = [(); 4].map(|()| self.attacker.unknown(0, 1_000));
        self.attacker.sum(could, &[reached, rest]);
        self.attacker.fact(&[(reached, 1), (least, -1)], Some(0), None);
        self.attacker.fact(&[(most, 1), (reached, -1)], Some(0), None);
        self.attacker.fact(&[(could, 1), (most, -1)], Some(0), None);
        let share = line.share;
        self.printed(could, share.map(|share| share.could));
        self.printed(reached, share.map(|share| share.reached));
        self.printed(least, share.map(|share| share.least));
        self.printed(most, share.map(|share| share.most));
        let unknowns = [could, reached, rest];
        self.lines.push((
            line.by.clone(),
            line.value.clone(),
            unknowns,
            line.share.is_some(),
        ));
    }

    fn printed(&mut self, unknown: Unknown, count: Option<usize>) {
        if let Some(count) = count {
            assert!(count % ROUNDED_TO == 0, "{count} is not rounded");
            let count = i64::try_from(count).unwrap();
            self.attacker
                .fact(&[(unknown, 1)], Some(count - 2), Some(count + 2));
        }
    }

    /// A line with this value is the sum of some lines.
    fn adds_up(&mut self, value: &str, is_part: impl Fn(&str, &str) -> bool) {
        let Some(whole) = self.lines.iter().find(|line| line.1 == value).map(|line| line.2) else {
            return;
        };
        let parts: Vec<[Unknown; 3]> = self
            .lines
            .iter()
            .filter(|line| is_part(&line.0, &line.1))
            .map(|line| line.2)
            .collect();
        for (number, whole) in whole.into_iter().enumerate() {
            let parts: Vec<Unknown> = parts.iter().map(|part| part[number]).collect();
            self.attacker.sum(whole, &parts);
        }
    }
}

#[test]
fn whoever_reads_all_of_a_report_cannot_narrow_a_hidden_count_below_the_minimum() {
    let plan = Plan {
        groups: texts(&["Grade", "Grades", "Language"]),
        ..plan()
    };
    let (mut shown, mut hidden) = (0, 0);
    for seed in 0..24 {
        let people = few_people(60 + 25 * usize::try_from(seed % 12).unwrap(), 700 + seed);
        let report = counted(&plan, &people);
        let read = Read::of(&report);
        let mut asked = Vec::new();
        for (by, value, unknowns, is_shown) in &read.lines {
            shown += usize::from(*is_shown);
            if !is_shown {
                hidden += 1;
                asked.extend(unknowns.iter().map(|unknown| (format!("{by} {value}"), *unknown)));
            }
        }
        for (number, (unknown, is_shown)) in read.bands.iter().enumerate() {
            if !is_shown {
                asked.push((format!("band {number}"), *unknown));
            }
        }
        for (name, unknown) in asked {
            let width = i64::try_from(plan.minimum).unwrap();
            let range = read.attacker.range(unknown).unwrap();
            assert!(
                range.high - range.low >= width,
                "{seed}: {name} is between {} and {}",
                range.low,
                range.high
            );
        }
    }
    assert!(shown > 100 && hidden > 100, "{shown} shown, {hidden} hidden");
}

#[test]
fn two_few_are_not_enough_to_hide_each_other() {
    // One child and two children in a table of 203: hidden alone, each is at most two.
    let person = |language: &str, is_reached: bool| Person {
        place: "School".into(),
        groups: vec![language.into()],
        before: 90.0,
        after: 91.0,
        dose: is_reached.then_some(40.0),
        sure: 0.98,
        missed: 0.0,
    };
    let mut people: Vec<Person> = (0..200)
        .map(|number| {
            person(
                if number % 5 < 3 { "English" } else { "Spanish" },
                number % 2 == 0,
            )
        })
        .collect();
    people.extend([
        person("Romani", true),
        person("Sami", true),
        person("Sami", false),
    ]);
    let report = counted(&plan(), &people);
    let open = |value: &str| {
        report
            .reached
            .iter()
            .any(|line| line.value == value && line.share.is_some())
    };
    assert!(!open("Romani") && !open("Sami"));
    assert!(
        !open("Spanish") && open("English"),
        "a large one is hidden with them"
    );
    assert_eq!(report.reached[0].share.unwrap().could, 205, "203, rounded");
}

#[test]
fn what_is_hidden_among_the_counts_is_not_compared_nor_in_the_picture_of_balance() {
    let mut question = question(400, 1.0, 9);
    for row in question.people.rows.iter_mut().take(3) {
        "Romani".clone_into(&mut row[2]);
    }
    let report = answer(&question).unwrap();
    let is_hidden = |value: &str| {
        let mut lines = report.reached.iter().filter(|line| line.by == "Language");
        lines.any(|line| line.value == value && line.share.is_none())
    };
    let groups = report.beside.iter().filter(|one| !one.by.is_empty());
    for one in groups {
        assert_eq!(is_hidden(&one.value), one.participants.is_none(), "{}", one.value);
    }
    let compared = report
        .beside
        .iter()
        .filter(|one| one.participants.is_some())
        .count();
    assert_eq!(report.tests, compared, "their number tells of no hidden one");
    let text = serde_json::to_string(&report.beside).unwrap();
    for line in &report.reached {
        if line.by == "Language" && line.share.is_none() {
            assert!(
                !text.contains(&format!("Language: {}", line.value)),
                "{}",
                line.value
            );
        }
    }
    assert_eq!(
        (report.outside, report.incomplete),
        (None, None),
        "none and few are one"
    );
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
    // Every count is rounded by itself.
    assert!((share.reached - share.least).abs_diff(doubtful) <= ROUNDED_TO);
    assert!((share.most - share.reached).abs_diff(20) <= ROUNDED_TO);
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
    // The report rounds to five, and figures are protected where they become public.
    assert_eq!(
        ((whole.numerator + 2) / 5 * 5, whole.denominator),
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
