//! Promises that hold for every figure, whatever the data.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::drawing::{Drawing, Item};
use crate::*;

/// Values nobody would draw by choice: equal, huge, negative, missing, not numbers.
fn any_value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        4 => -20.0..120.0_f64,
        1 => Just(50.0),
        1 => Just(0.0),
        1 => -1e15..1e15_f64,
        1 => Just(f64::NAN),
        1 => Just(f64::NEG_INFINITY),
        1 => Just(1e-12),
    ];
    let people = prop_oneof![
        Just(None),
        any::<u64>().prop_map(Some),
        (0..200_u64).prop_map(Some)
    ];
    let likely = proptest::option::of((-50.0..150.0_f64, 0.0..60.0_f64));
    prop_oneof![
        4 => (number, people, likely).prop_map(|(value, people, likely)| {
            let likely = likely.map(|(low, width)| (low, low + width));
            Value::Measured(Reading { value, people, likely })
        }),
        1 => (0..5_usize, any_text()).prop_map(|(index, reason)| Value::blank(Blank::ALL[index], reason)),
    ]
}

pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Mb-m0-9 áéñ–’]{0,24}",
        1 => "[\\x00-\\x4d]{0,12}",
        1 => "[b-mW]{100,140}",
        1 => Just("<script>alert('\"&</svg>".to_owned()),
    ]
}

fn any_points() -> impl Strategy<Value = Vec<Point>> {
    let one = (-3..2030_i32, any_text(), any_value());
    let near = (2005..2021_i32, any_text(), any_value());
    prop_oneof![
        proptest::collection::vec(near, 0..17),
        proptest::collection::vec(one, 0..9)
    ]
    .prop_map(|all| {
        all.into_iter()
            .map(|(at, name, value)| Point::new(Period::new(at, name), value))
            .collect()
    })
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        Just(Unit::Percent),
        Just(Unit::Count),
        (0..4_u8).prop_map(|decimals| Unit::Rate { decimals })
    ]
}

pub(crate) fn any_words() -> impl Strategy<Value = Words> {
    prop_oneof![Just(Words::english()), Just(Words::spanish())]
}

fn any_goal() -> impl Strategy<Value = Option<Goal>> {
    let by = proptest::option::of((2000..2040_i32, any_text()).prop_map(|(at, name)| Period::new(at, name)));
    let value = prop_oneof![0.0..100.0_f64, Just(f64::NAN), -1e12..1e12_f64];
    proptest::option::of((value, by).prop_map(|(value, by)| Goal { value, by }))
}

fn any_trend() -> impl Strategy<Value = Trend> {
    let course = proptest::collection::vec((2015..2032_i32, -10.0..110.0_f64, 0.0..20.0_f64), 0..4);
    let actions = proptest::collection::vec(prop_oneof![2000.0..2030.0_f64, Just(f64::NAN)], 0..6);
    let breaks = proptest::collection::vec(2004..2022_i32, 0..3);
    let baseline = proptest::option::of(2005..2021_i32);
    (
        any_text(),
        any_unit(),
        any_points(),
        any_goal(),
        course,
        actions,
        breaks,
        baseline,
        0..3_u32,
    )
        .prop_map(
            |(title, unit, points, goal, course, actions, breaks, baseline, step)| {
                let mut trend = Trend::new(title.clone(), title, unit);
                trend.people_heading = "People".to_owned();
                trend.points = points;
                trend.goal = goal;
                trend.course = course
                    .into_iter()
                    .map(|(at, value, half)| Course {
                        period: Period::new(at, at.to_string()),
                        value,
                        likely: Some((value - half, value + half)),
                    })
                    .collect();
                trend.actions = actions;
                trend.breaks = breaks;
                trend.baseline = baseline;
                trend.step = step;
                trend
            },
        )
}

fn any_groups() -> impl Strategy<Value = Groups> {
    let band = proptest::option::of((-10.0..100.0_f64, -5.0..40.0_f64));
    let row = (any_text(), any_value(), any_value(), band).prop_map(|(name, before, now, band)| GroupRow {
        name,
        before,
        now,
        band: band.map(|(low, width)| (low, low + width)),
    });
    let everyone = proptest::option::of((any_text(), any_value()));
    (
        any_unit(),
        proptest::collection::vec(row, 0..9),
        everyone,
        any_goal(),
        any_text(),
    )
        .prop_map(|(unit, rows, everyone, goal, before)| Groups {
            title: before.clone(),
            unit,
            group_heading: "Group".to_owned(),
            people_heading: "People".to_owned(),
            people_phrase: "{count} people".to_owned(),
            before,
            now: "2025".to_owned(),
            rows,
            everyone,
            goal,
            band_heading: "Middle half".to_owned(),
        })
}

fn any_multiples() -> impl Strategy<Value = Multiples> {
    let panel =
        (any_text(), any_points(), any_goal()).prop_map(|(name, points, goal)| Panel { name, points, goal });
    let everyone = proptest::option::of((any_text(), any_points()));
    (
        any_unit(),
        proptest::collection::vec(panel, 0..5),
        everyone,
        proptest::option::of(-5.0..105.0_f64),
    )
        .prop_map(|(unit, panels, everyone, goal)| Multiples {
            title: "Title".to_owned(),
            measure: "Measure".to_owned(),
            unit,
            group_heading: "Group".to_owned(),
            period_heading: "Year".to_owned(),
            people_heading: "People".to_owned(),
            step: 1,
            panels,
            everyone,
            baseline: Some(2010),
            breaks: vec![2012],
            goal,
        })
}

/// What every figure promises.
pub(crate) fn check(figure: &Figure) {
    let drawings = std::iter::once(&figure.wide).chain(&figure.narrow);
    for drawing in drawings {
        every_text_is_on_the_sheet(drawing);
    }
    let caption = Caption {
        headline: figure.title.clone(),
        subtitle: figure.description.clone(),
        footer: vec![figure.title.clone()],
    };
    let texts = [
        figure.inline("a b"),
        figure.standalone(Size::Wide, &caption, &Palette::LIGHT),
        figure.standalone(Size::Narrow, &caption, &Palette::LIGHT),
    ];
    for text in &texts {
        assert!(!text.contains("NaN") && !text.contains("inf\""), "{text}");
        assert!(!text.contains("<script"), "{text}");
        assert!(!text.contains("style="), "{text}");
        assert_eq!(text.matches("<text").count(), text.matches("</text>").count());
        every_id_is_there_once(text);
    }
    for row in &figure.table.rows {
        assert_eq!(row.cells.len(), figure.table.columns.len());
    }
}

fn every_text_is_on_the_sheet(drawing: &Drawing) {
    for item in &drawing.items {
        if let Item::Label(label) = item {
            assert!(
                drawing.sheet().contains(&label.area()),
                "{label:?} sticks out of {} × {}",
                drawing.width,
                drawing.height
            );
        }
    }
}

fn every_id_is_there_once(text: &str) {
    let mut ids: Vec<&str> = text
        .split(" id=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice");
    assert!(
        ids.iter()
            .all(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)))
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(2025),
        failure_persistence: None,
        ..ProptestConfig::with_cases(192)
    })]

    #[test]
    fn trends_keep_their_promises(trend in any_trend(), words in any_words()) {
        let figure = trend.draw(&words);
        check(&figure);
        check(&trend.draw_small(&words));
        prop_assert_eq!(figure, trend.draw(&words));
    }

    #[test]
    fn groups_keep_their_promises(groups in any_groups(), words in any_words()) {
        let figure = groups.draw(&words);
        check(&figure);
        prop_assert_eq!(figure, groups.draw(&words));
    }

    #[test]
    fn multiples_keep_their_promises(multiples in any_multiples(), words in any_words()) {
        let drawn = multiples.draw(&words);
        check(&drawn.whole);
        for panel in &drawn.panels {
            check(panel);
        }
    }

    #[test]
    fn equiplots_keep_their_promises(
        unit in any_unit(),
        groups in proptest::collection::vec(any_text(), 0..9),
        rows in proptest::collection::vec((any_text(), proptest::collection::vec(any_value(), 0..10)), 0..6),
        goal in any_goal(),
        words in any_words(),
    ) {
        let rows = (0..).zip(rows).map(|(at, (name, values))| (Period::new(at, name), values)).collect();
        let title = "Title".to_owned();
        check(&Equiplot { period_heading: title.clone(), title, unit, groups, rows, goal }.draw(&words));
    }

    #[test]
    fn maps_and_control_charts_keep_their_promises(
        unit in any_unit(),
        tiles in proptest::collection::vec((any_text(), any::<(u16, u16)>(), any_value(), any::<bool>()), 0..9),
        classes in proptest::collection::vec(-10.0..110.0_f64, 0..6),
        points in any_points(),
        limits in proptest::option::of((-10.0..60.0_f64, 0.0..30.0_f64)),
        goal in any_goal(),
        words in any_words(),
    ) {
        let title = "Title".to_owned();
        let tile = |(name, at, value, is_own)| Tile { name, at, value, is_own };
        check(&Tiles {
            title: title.clone(),
            unit,
            place_heading: title.clone(),
            people_heading: title.clone(),
            now: title.clone(),
            tiles: tiles.into_iter().map(tile).collect(),
            classes,
            goal,
        }.draw(&words));
        let limits = limits.map(|(centre, half)| Limits { centre, lower: centre - half, upper: centre + half });
        let points = points.into_iter().enumerate().map(|(index, point)| ControlPoint {
            point,
            limits,
            stands_out: if index % 3 == 0 { title.clone() } else { String::new() },
        });
        let points = points.collect();
        check(&Control {
            title: title.clone(), measure: title.clone(), unit, period_heading: title, points, baseline: 3,
        }.draw(&words));
    }

    #[test]
    fn small_figures_keep_their_promises(
        points in any_points(),
        unit in any_unit(),
        values in proptest::array::uniform3(-1e6..1e6_f64),
        counts in proptest::array::uniform4(0..400_usize),
        goal in any_goal(),
        words in any_words(),
    ) {
        let title = "Title".to_owned();
        check(&Bars {
            title: title.clone(),
            unit,
            period_heading: title.clone(),
            value_heading: title.clone(),
            picked: points.first().map(|point| point.period.at),
            points,
        }.draw(&words));
        let [received, being_checked, to_come, late] = counts;
        check(&Squares { title: title.clone(), received, being_checked, to_come, late }.draw(&words));
        let reading = |value| Reading { value, people: None, likely: None };
        let period = |at: i32| Period::new(at, at.to_string());
        check(&Ruler {
            title,
            unit,
            baseline: Some((period(2010), reading(values[0]))),
            now: (period(2020), reading(values[1])),
            course: Some((period(2025), values[2])),
            goal,
        }.draw(&words));
    }
}

/// A measure as communities have them: a wandering percentage, some years missing, a goal ahead.
fn likely_trend() -> impl Strategy<Value = Trend> {
    let steps = proptest::collection::vec((-4.0..4.5_f64, 0..12_u8), 3..17);
    (20.0..80.0_f64, steps, 0..16_usize, 1..5_i32, -15.0..15.0_f64).prop_map(
        |(start, steps, baseline, ahead, further)| {
            let mut trend = Trend::new("Attendance", "Attendance", Unit::Percent);
            let mut level = start;
            for (at, (step, kind)) in (2005..).zip(steps) {
                level = (level + step).clamp(2.0, 98.0);
                let value = match kind {
                    0 => Value::blank(Blank::Protected, ""),
                    1 => Value::blank(Blank::NotComparable, "schools closed or remote"),
                    _ => Value::of(level, 5000),
                };
                trend.points.push(Point::new(
                    Period::new(at, format!("{}–{:02}", at - 1, at % 100)),
                    value,
                ));
            }
            let last = 2004 + i32::try_from(trend.points.len()).unwrap();
            trend.baseline = Some(2005 + i32::try_from(baseline).unwrap());
            let goal = (level + further).clamp(1.0, 99.0).round();
            trend.goal = Some(Goal {
                value: goal,
                by: Some(Period::new(last + ahead, format!("{}", last + ahead))),
            });
            trend
        },
    )
}

/// How many pairs of texts cover each other by more than a hair.
fn covered(drawing: &Drawing) -> usize {
    let areas: Vec<_> = drawing
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Label(label) => {
                let mut area = label.area();
                area.left += 1.0;
                area.right -= 1.0;
                area.top += 2.0;
                area.bottom -= 2.0;
                Some(area)
            }
            Item::Mark(_) => None,
        })
        .collect();
    let mut count = 0;
    for (index, area) in areas.iter().enumerate() {
        count += areas[index + 1..]
            .iter()
            .filter(|other| other.overlaps(area))
            .count();
    }
    count
}

#[test]
fn texts_of_likely_trends_hardly_ever_cover_each_other() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let config = ProptestConfig {
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    };
    let mut runner = TestRunner::new(config);
    let mut crowded = 0;
    for _ in 0..1000 {
        let trend = likely_trend().new_tree(&mut runner).unwrap().current();
        for words in [Words::english(), Words::spanish()] {
            let figure = trend.draw(&words);
            assert_eq!(covered(&figure.wide), 0, "{}", figure.inline_at(Size::Wide, "t"));
            crowded += usize::from(covered(figure.drawing(Size::Narrow)) > 0);
        }
    }
    // On a phone sixteen years with blanks on all sides may leave no free place; then one pair touches.
    assert!(crowded <= 4, "{crowded} of 2000 narrow figures");
}

#[test]
fn a_withheld_value_leaves_no_trace_of_itself() {
    // The same figure twice, but for the reason of a blank: nothing else may differ, so nothing else can tell.
    let trend = |blank| {
        let mut trend = Trend::new("Attendance", "Attendance", Unit::Percent);
        for (at, value) in [
            (2020, Value::of(70.0, 900)),
            (2021, Value::blank(blank, "")),
            (2022, Value::of(72.0, 900)),
        ] {
            trend
                .points
                .push(Point::new(Period::new(at, at.to_string()), value));
        }
        trend.draw(&Words::english()).inline("t")
    };
    let protected = trend(Blank::Protected);
    assert!(protected.contains("Protected") && protected.contains("2021: protected."));
    assert_eq!(
        protected.matches("class=\"ln\"").count(),
        0,
        "no line through a protected year"
    );
    let swapped = protected
        .replace("Protected", "Not comparable")
        .replace("protected", "not comparable");
    assert_eq!(
        swapped.matches("url(#").count(),
        trend(Blank::NotComparable).matches("url(#").count()
    );
}

#[test]
fn five_grid_lines_at_most() {
    for high in [3.0, 17.0, 42.0, 99.0, 100.0, 1234.0, 98765.0] {
        let mut trend = Trend::new("", "", Unit::Count);
        trend
            .points
            .push(Point::new(Period::new(1, "1"), Value::alone(high / 3.0)));
        trend
            .points
            .push(Point::new(Period::new(2, "2"), Value::alone(high)));
        let text = trend.draw(&Words::english()).inline_at(Size::Wide, "t");
        assert!(
            text.matches("class=\"grid\"").count() <= 4,
            "and the axis: {high}"
        );
    }
}
