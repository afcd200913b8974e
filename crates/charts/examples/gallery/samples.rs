//! Sample figures: invented ones in the manner of a report card, and the awkward cases that real data bring.

use mainstay_charts::{
    Bars, Blank, Course, Figure, Goal, GroupRow, Groups, Multiples, Panel, Period, Point, Reading, Ruler,
    Squares, Trend, Unit, Value, Words,
};

#[path = "more.rs"]
mod more;
#[path = "plans.rs"]
mod plans;

/// One of every figure, by a short name.
pub fn figures(words: &Words) -> Vec<(&'static str, Figure)> {
    vec![
        ("attendance", attendance().draw(words)),
        ("absence", absence().draw(words)),
        ("burden", burden().draw(words)),
        ("jobless", jobless().draw(words)),
        ("broken", broken().draw(words)),
        ("enrolment", enrolment().draw(words)),
        ("one", one_year().draw(words)),
        ("none", empty().draw(words)),
        ("groups", groups().draw(words)),
        ("absent", absence_groups().draw(words)),
        ("squares", squares().draw(words)),
        ("equiplot", more::equiplot().draw(words)),
        ("equiplot-blank", more::blank_equiplot().draw(words)),
        ("control", more::control().draw(words)),
        ("tiles", more::tiles().draw(words)),
        ("towns", more::towns().draw(words)),
        ("gears", plans::gears().draw(words)),
        ("timeline", plans::timeline().draw(words)),
        ("overlap", plans::overlap().draw(words)),
        ("combinations", plans::combinations().draw(words)),
        ("network", plans::network().draw(words)),
        ("flow", plans::flow().draw(words)),
    ]
}

fn year(end: i32) -> Period {
    Period::new(end, format!("{}–{:02}", end - 1, end % 100))
}

fn points(values: &[(i32, f64, u64)]) -> Vec<Point> {
    values
        .iter()
        .map(|(end, value, people)| Point::new(year(*end), Value::of(*value, *people)))
        .collect()
}

fn attendance() -> Trend {
    let mut trend = Trend::new(
        "Regular attendance, grades 6–9, Linden County",
        "Regular attendance",
        Unit::Percent,
    );
    trend.period_heading = "School year".to_owned();
    trend.periods = "school year".to_owned();
    trend.people_heading = "Students".to_owned();
    trend.points = points(&[
        (2017, 82.1, 15912),
        (2018, 81.6, 15888),
        (2019, 80.9, 15841),
        (2022, 67.8, 15604),
        (2023, 69.9, 15655),
        (2024, 72.6, 15702),
        (2025, 75.3, 15730),
    ]);
    for end in [2020, 2021] {
        let value = Value::blank(Blank::NotComparable, "schools closed or remote");
        trend.points.push(Point::new(year(end), value));
    }
    trend.baseline = Some(2022);
    trend.goal = Some(Goal {
        value: 82.0,
        by: Some(year(2028)),
    });
    trend.course = [
        (2026, 76.9, 75.4, 78.6),
        (2027, 78.1, 75.4, 80.9),
        (2028, 79.0, 75.3, 82.8),
    ]
    .map(|(end, value, low, high)| Course {
        period: year(end),
        value,
        likely: Some((low, high)),
    })
    .to_vec();
    trend.actions = vec![2023.2, 2024.05, 2025.45];
    trend.periods_note = "Years end in spring.".to_owned();
    trend
}

fn absence() -> Trend {
    let mut trend = Trend::new(
        "Students absent 10 percent or more of their days, Bridgeport",
        "Chronic absence",
        Unit::Percent,
    );
    trend.periods = "school year".to_owned();
    trend.points = points(&[
        (2012, 25.2, 19000),
        (2013, 23.6, 19000),
        (2014, 21.5, 19000),
        (2015, 19.3, 19000),
        (2016, 18.5, 19000),
        (2017, 19.1, 19000),
        (2018, 20.7, 19000),
        (2019, 22.3, 19000),
    ]);
    trend
        .points
        .push(Point::new(year(2020), Value::blank(Blank::Protected, "")));
    trend
        .points
        .push(Point::new(year(2021), Value::blank(Blank::Late, "")));
    trend.baseline = Some(2012);
    trend.goal = Some(Goal {
        value: 15.0,
        by: None,
    });
    trend
}

fn burden() -> Trend {
    let mut trend = Trend::new(
        "Households paying 30 percent or more of income for housing",
        "Cost burden",
        Unit::Percent,
    );
    trend.points = (2010..=2020)
        .map(|end| {
            let value = 55.0 - f64::from(end - 2010) * 0.7 + f64::from((end * 7) % 3);
            Point::new(
                Period::new(end, format!("{}–{end}", end - 4)),
                Value::alone(value),
            )
        })
        .collect();
    trend.baseline = Some(2015);
    trend.goal = Some(Goal {
        value: 40.0,
        by: Some(Period::new(2025, "2021–2025")),
    });
    trend
}

fn jobless() -> Trend {
    let mut trend = Trend::new(
        "Unemployment rate, annual average",
        "Unemployment",
        Unit::Rate { decimals: 1 },
    );
    let values = [
        7.4, 6.5, 6.7, 8.2, 11.6, 13.1, 12.7, 11.9, 11.1, 9.2, 7.7, 6.9, 6.4, 5.6, 5.1, 11.6,
    ];
    trend.points = (2005..)
        .zip(values)
        .map(|(end, value)| Point::new(Period::new(end, end.to_string()), Value::alone(value)))
        .collect();
    trend.baseline = Some(2010);
    trend.goal = Some(Goal {
        value: 5.0,
        by: Some(Period::new(2018, "2018")),
    });
    trend
}

fn broken() -> Trend {
    let mut trend = Trend::new(
        "Third graders meeting the standard, two tests",
        "Met the standard",
        Unit::Percent,
    );
    trend.points = points(&[
        (2011, 31.0, 1600),
        (2012, 33.4, 1600),
        (2013, 32.2, 1600),
        (2015, 22.4, 1600),
        (2016, 25.7, 1600),
        (2017, 26.1, 1600),
        (2018, 28.3, 1600),
    ]);
    trend
        .points
        .push(Point::new(year(2014), Value::blank(Blank::NotYetMeasured, "")));
    trend.breaks = vec![2015];
    trend.baseline = Some(2015);
    trend.goal = Some(Goal {
        value: 45.0,
        by: Some(year(2022)),
    });
    trend
}

fn enrolment() -> Trend {
    let mut trend = Trend::new("Public school enrolment", "Enrolment", Unit::Count);
    trend.points = (2008..=2021)
        .map(|end| {
            Point::new(
                year(end),
                Value::alone(20_800.0 + f64::from((end * 37) % 11) * 60.0),
            )
        })
        .collect();
    trend
}

fn one_year() -> Trend {
    let mut trend = Trend::new("One year so far", "Ready for kindergarten", Unit::Percent);
    trend.points = points(&[(2025, 58.9, 340)]);
    trend.goal = Some(Goal {
        value: 70.0,
        by: Some(year(2028)),
    });
    trend
}

fn empty() -> Trend {
    Trend::new("Not yet measured", "Hope", Unit::Percent)
}

fn row(
    name: &str,
    people: u64,
    before: f64,
    now: f64,
    band: Option<(f64, f64)>,
    likely: Option<(f64, f64)>,
) -> GroupRow {
    GroupRow {
        name: name.to_owned(),
        before: Value::of(before, people),
        now: Value::Measured(Reading {
            value: now,
            people: Some(people),
            likely,
        }),
        band,
    }
}

fn groups() -> Groups {
    Groups {
        title: "Regular attendance by group, 2021–22 and 2024–25".to_owned(),
        unit: Unit::Percent,
        group_heading: "Group".to_owned(),
        people_heading: "Students".to_owned(),
        people_phrase: "{count} students".to_owned(),
        before: "2021–22".to_owned(),
        now: "2024–25".to_owned(),
        rows: vec![
            row(
                "American Indian or Alaska Native",
                212,
                56.1,
                64.2,
                Some((57.0, 72.0)),
                Some((57.7, 70.6)),
            ),
            row("Asian", 1494, 79.7, 84.9, Some((81.0, 88.5)), None),
            row(
                "Black or African American",
                2610,
                61.3,
                70.9,
                Some((64.0, 78.5)),
                None,
            ),
            row("Hispanic or Latino/a", 4718, 62.6, 71.6, Some((65.0, 79.0)), None),
            row("Multiracial", 1180, 67.2, 73.6, Some((67.5, 80.0)), None),
            row(
                "Native Hawaiian or Pacific Islander",
                96,
                55.0,
                61.5,
                None,
                Some((51.8, 71.2)),
            ),
            row("White", 5420, 73.0, 79.0, Some((72.5, 85.0)), None),
        ],
        everyone: Some(("All students".to_owned(), Value::of(75.3, 15730))),
        goal: Some(Goal {
            value: 82.0,
            by: None,
        }),
        band_heading: "Middle half of schools".to_owned(),
    }
}

fn absence_groups() -> Groups {
    let mut groups = groups();
    groups.title = "Chronic absence by group: lower is better, some protected, goal near everyone".to_owned();
    groups.rows = vec![
        row("Asian", 560, 9.8, 8.2, None, None),
        GroupRow {
            name: "American Indian or Alaska Native".to_owned(),
            before: Value::of(21.0, 60),
            now: Value::blank(Blank::Protected, "fewer than 10 students"),
            band: None,
        },
        row("Black", 6900, 20.1, 20.1, None, None),
        row(
            "Hispanic/Latino of any race, including students whose families came from several places",
            9800,
            21.5,
            23.0,
            None,
            None,
        ),
        row("Two or more races", 61, 19.0, 26.0, None, Some((15.0, 38.0))),
        GroupRow {
            name: "Without stable housing".to_owned(),
            before: Value::blank(Blank::TooFew, ""),
            now: Value::blank(Blank::NotYetMeasured, ""),
            band: None,
        },
    ];
    groups.everyone = Some(("All students".to_owned(), Value::of(20.7, 19000)));
    groups.goal = Some(Goal {
        value: 19.0,
        by: None,
    });
    groups
}

/// All four marks.
pub fn ruler() -> Ruler {
    let reading = |value, people| Reading {
        value,
        people: Some(people),
        likely: None,
    };
    Ruler {
        title: "Where we are".to_owned(),
        unit: Unit::Percent,
        baseline: Some((Period::new(2022, "2022"), reading(67.8, 15604))),
        now: (year(2025), reading(75.3, 15730)),
        course: Some((Period::new(2028, "2028"), 79.0)),
        goal: Some(Goal {
            value: 82.0,
            by: Some(Period::new(2028, "2028")),
        }),
    }
}

/// Marks close together, the goal below the baseline.
pub fn tight_ruler() -> Ruler {
    let mut ruler = ruler();
    ruler.course = None;
    ruler.now.1.value = 67.2;
    ruler.goal = Some(Goal {
        value: 67.0,
        by: Some(Period::new(2028, "2027–28")),
    });
    ruler
}

fn panel(name: &str, values: [Option<f64>; 7], people: u64) -> Panel {
    let ends = [2017, 2018, 2019, 2022, 2023, 2024, 2025];
    let points = ends
        .into_iter()
        .zip(values)
        .map(|(end, value)| {
            let value = value.map_or_else(
                || Value::blank(Blank::Protected, ""),
                |value| Value::of(value, people),
            );
            Point::new(year(end), value)
        })
        .collect();
    Panel {
        name: name.to_owned(),
        points,
        // Groups of an even number of people have goals of their own.
        goal: people.is_multiple_of(2).then(|| Goal {
            value: 82.0,
            by: Some(year(2029)),
        }),
    }
}

/// Six groups, one of them mostly protected.
pub fn multiples() -> Multiples {
    let all = panel("All", [82.1, 81.6, 80.9, 67.8, 69.9, 72.6, 75.3].map(Some), 15730);
    Multiples {
        title: "Regular attendance by group and year".to_owned(),
        measure: "regular attendance by year".to_owned(),
        unit: Unit::Percent,
        group_heading: "Group".to_owned(),
        period_heading: "School year".to_owned(),
        people_heading: "Students".to_owned(),
        step: 1,
        panels: vec![
            panel(
                "Learning English",
                [80.2, 79.9, 79.1, 64.2, 67.5, 70.4, 73.3].map(Some),
                2031,
            ),
            panel(
                "With a disability",
                [74.0, 73.4, 72.5, 58.9, 61.2, 64.0, 67.1].map(Some),
                2214,
            ),
            panel(
                "Qualify for free school meals",
                [76.9, 76.1, 75.2, 60.7, 62.9, 65.8, 69.0].map(Some),
                8102,
            ),
            panel(
                "In foster care",
                [68.1, 66.9, 69.4, 57.1, 60.2, 58.8, 61.4].map(Some),
                88,
            ),
            panel(
                "Without stable housing",
                [60.3, 59.8, 58.2, 47.3, 46.1, 48.0, 48.6].map(Some),
                604,
            ),
            panel(
                "In the migrant program",
                [Some(76.5), Some(77.8), Some(76.9), None, None, Some(71.4), None],
                40,
            ),
        ],
        everyone: Some(("All".to_owned(), all.points)),
        baseline: Some(2022),
        breaks: Vec::new(),
        goal: Some(82.0),
    }
}

/// Rows for a table of results.
pub fn small_trends() -> Vec<Trend> {
    let mut protected = empty();
    protected.title = "Protected in every year".to_owned();
    protected.points = (2017..2025)
        .map(|end| Point::new(year(end), Value::blank(Blank::Protected, "")))
        .collect();
    vec![
        attendance(),
        absence(),
        burden(),
        jobless(),
        broken(),
        enrolment(),
        one_year(),
        empty(),
        protected,
    ]
}

/// Four bars, the last in question.
pub fn bars() -> Bars {
    let values = [(2022, 38.0), (2023, 44.0), (2024, 41.0), (2025, 148.0)];
    Bars {
        title: "Students enrolled at Carver Middle, grade 8, each fall".to_owned(),
        unit: Unit::Count,
        period_heading: "Fall".to_owned(),
        value_heading: "Students".to_owned(),
        points: values
            .map(|(at, value)| Point::new(Period::new(at, at.to_string()), Value::alone(value)))
            .to_vec(),
        picked: Some(2025),
    }
}

fn squares() -> Squares {
    Squares {
        title: "Fall data from 23 partners".to_owned(),
        received: 15,
        being_checked: 3,
        to_come: 4,
        late: 1,
    }
}
