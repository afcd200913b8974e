//! Prints a page with one of every figure, to look at: `cargo run -p mainstay-charts --example gallery -- STYLESHEET > page.html`.
//!
//! With `--file NAME` it prints one figure as a standalone SVG file instead; with `--spanish` the words are Spanish.

use mainstay_charts::{
    Bars, Blank, Caption, Course, Figure, Goal, GroupRow, Groups, Multiples, Palette, Panel, Period, Point,
    Reading, Ruler, Size, Squares, Trend, Unit, Value, Words,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words = if arguments.iter().any(|argument| argument == "--spanish") {
        Words::spanish()
    } else {
        Words::english()
    };
    if let Some(at) = arguments.iter().position(|argument| argument == "--file") {
        let name = arguments.get(at + 1).map_or("", String::as_str);
        file(
            name,
            arguments.iter().any(|argument| argument == "--narrow"),
            &words,
        );
        return;
    }
    let sheet = arguments.first().map_or("mainstay.css", String::as_str);
    println!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Gallery</title>\
         <link rel=\"stylesheet\" href=\"{sheet}\"></head><body>\
         <div class=\"hero\"><div class=\"wrap\"><figure class=\"ruler\">{}</figure>\
         <figure class=\"ruler\">{}</figure></div></div><main class=\"wrap with-rail\"><div>",
        ruler().draw(&words).inline("ruler"),
        tight_ruler().draw(&words).inline("ruler2"),
    );
    for (name, figure) in figures(&words) {
        println!(
            "<figure class=\"fig\"><figcaption><h3>{}</h3></figcaption>{}</figure>",
            figure.title,
            figure.inline(name)
        );
        println!("<p class=\"src\">{}</p>", figure.description);
    }
    println!("<figure class=\"fig\"><ul class=\"multiples\">");
    for (index, panel) in multiples().draw(&words).panels.iter().enumerate() {
        let name = format!("panel{index}");
        println!("<li><h4>{}</h4>{}</li>", panel.title, panel.inline(&name));
    }
    println!("</ul></figure><table class=\"results\"><tbody>");
    for (index, trend) in small_trends().iter().enumerate() {
        let line = trend.draw_small(&words).inline(&format!("small{index}"));
        println!(
            "<tr><th scope=\"row\">{}</th><td class=\"c-spark\">{line}</td></tr>",
            trend.title
        );
    }
    println!("</tbody></table>");
    println!(
        "<figure class=\"spark\">{}</figure>",
        bars().draw(&words).inline("bars")
    );
    println!("</div></main></body></html>");
}

fn file(name: &str, is_narrow: bool, words: &Words) {
    let mut all = figures(words);
    all.push(("ruler", ruler().draw(words)));
    all.push(("multiples", multiples().draw(words).whole));
    all.push(("bars", bars().draw(words)));
    let size = if is_narrow { Size::Narrow } else { Size::Wide };
    let caption = Caption {
        headline: "Rising since 2022, and on course for 79% in 2028".to_owned(),
        subtitle: "Students in grades 6–9 present on more than 90% of enrolled days, Linden County, by school year"
            .to_owned(),
        footer: vec!["Linden Together (2025). Regular attendance, version 2. lindentogether.example/results/attendance".to_owned()],
    };
    for (other, figure) in all {
        if other == name {
            print!("{}", figure.standalone(size, &caption, &Palette::LIGHT));
        }
    }
}

fn figures(words: &Words) -> Vec<(&'static str, Figure)> {
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

fn ruler() -> Ruler {
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

fn tight_ruler() -> Ruler {
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
    }
}

fn multiples() -> Multiples {
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

fn small_trends() -> Vec<Trend> {
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

fn bars() -> Bars {
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
