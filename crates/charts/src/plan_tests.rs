//! Promises of the figures about plans, ties and money, and what each of them says.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::drawing::{Area, Drawing, Item, Shape};
use crate::tests::{any_text, any_words, check};
use crate::*;

fn any_turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        Just(Turn::Moving),
        Just(Turn::Slow),
        Just(Turn::Stopped),
        Just(Turn::NotStarted),
        (0..5_usize).prop_map(|index| Turn::Blank(Blank::ALL[index])),
    ]
}

fn any_dates() -> impl Strategy<Value = Option<Dates>> {
    let day = prop_oneof![4 => -20..400_i32, 1 => any::<i32>()];
    let dates = (day.clone(), day.clone(), proptest::option::of(day), any_text());
    proptest::option::of(dates.prop_map(|(from, until, first, words)| Dates {
        from: (from, words.clone()),
        until: (until, words.clone()),
        first_until: first.map(|day| (day, words)),
    }))
}

fn any_task() -> impl Strategy<Value = Task> {
    let state = prop_oneof![
        Just(TaskState::Done),
        Just(TaskState::UnderWay),
        Just(TaskState::ToCome),
        Just(TaskState::Late),
        Just(TaskState::Stopped)
    ];
    (any_text(), any_dates(), state, any_text()).prop_map(|(name, dates, state, note)| Task {
        name,
        owner: note.clone(),
        dates,
        state,
        note,
    })
}

fn any_shared() -> impl Strategy<Value = Shared> {
    prop_oneof![
        any::<u64>().prop_map(Shared::Count),
        (0..20_u64).prop_map(Shared::Count),
        Just(Shared::Few),
        (0..5_usize).prop_map(|index| Shared::Blank(Blank::ALL[index])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::with_cases(128)
    })]

    #[test]
    fn gears_keep_their_promises(
        gears in proptest::collection::vec(
            (any_text(), any_text(), proptest::collection::vec((any_text(), any_turn(), any_text()), 0..60)), 0..5),
        words in any_words(),
    ) {
        let gear = |(name, clock, teeth): (String, String, Vec<(String, Turn, String)>)| Gear {
            name,
            clock,
            teeth: teeth
                .into_iter()
                .map(|(name, turn, state)| Tooth { since: name.clone(), name, turn, state })
                .collect(),
        };
        check(&Gears { title: "Title".to_owned(), gears: gears.into_iter().map(gear).collect() }.draw(&words));
    }

    #[test]
    fn timelines_keep_their_promises(
        lanes in proptest::collection::vec((any_text(), proptest::collection::vec(any_task(), 0..7)), 0..5),
        (from, until) in (-400..400_i32, -400..400_i32),
        today in proptest::option::of(any::<i32>()),
        ticks in proptest::collection::vec((-400..400_i32, any_text()), 0..30),
        words in any_words(),
    ) {
        let lanes = lanes.into_iter().map(|(name, tasks)| Lane { name, tasks }).collect();
        check(&Timeline { title: "Title".to_owned(), from, until, today, ticks, lanes }.draw(&words));
    }

    #[test]
    fn overlaps_and_combinations_keep_their_promises(
        sets in proptest::collection::vec((any_text(), any::<u64>()), 0..15),
        pairs in proptest::collection::vec((0..16_usize, 0..16_usize, any_shared()), 0..40),
        combinations in proptest::collection::vec(
            (proptest::collection::vec(0..16_usize, 0..6), any::<u64>()), 0..20),
        words in any_words(),
    ) {
        let names = sets.iter().map(|set| set.0.clone()).collect();
        check(&Overlap {
            title: "Title".to_owned(), counted: "{count} people".to_owned(), sets, pairs,
        }.draw(&words));
        check(&Combinations { title: "Title".to_owned(), sets: names, combinations }.draw(&words));
    }

    #[test]
    fn networks_and_flows_keep_their_promises(
        partners in proptest::collection::vec((any_text(), any_text()), 0..45),
        ties in proptest::collection::vec((0..46_usize, 0..46_usize, 0..5_u32), 0..60),
        picked in proptest::option::of(0..50_usize),
        amounts in proptest::collection::vec(
            (0..6_usize, 0..6_usize, prop_oneof![0.0..1e7_f64, Just(f64::NAN), -1e3..1e14_f64], any::<bool>()), 0..20),
        names in proptest::collection::vec(any_text(), 0..6),
        words in any_words(),
    ) {
        check(&Network { title: "Title".to_owned(), partners, ties, picked }.draw(&words));
        let ribbons = amounts.into_iter().map(|(source, to, amount, is_confirmed)| Ribbon {
            source, to, amount, is_confirmed, kind: "New".to_owned(),
        });
        let uses = names.iter().map(|name| Use { name: name.clone(), is_backbone: name.len() > 12 });
        check(&Flow {
            title: "Title".to_owned(),
            uses: uses.collect(),
            sources: names,
            ribbons: ribbons.collect(),
            kind_heading: "Kind".to_owned(),
        }.draw(&words));
    }
}

#[test]
fn gears_say_in_words_how_many_move() {
    let tooth = |turn, state: &str| Tooth {
        name: "An action".to_owned(),
        turn,
        state: state.to_owned(),
        since: String::new(),
    };
    let gears = Gears {
        title: "Gears".to_owned(),
        gears: vec![
            Gear {
                name: "Actions".to_owned(),
                clock: String::new(),
                teeth: vec![
                    tooth(Turn::Moving, "on course"),
                    tooth(Turn::Slow, "slower than planned"),
                    tooth(Turn::Moving, "on course"),
                ],
            },
            Gear {
                name: "Results".to_owned(),
                clock: String::new(),
                teeth: vec![tooth(Turn::Blank(Blank::Late), "")],
            },
            Gear {
                name: "Systems".to_owned(),
                clock: String::new(),
                teeth: Vec::new(),
            },
        ],
    };
    let figure = gears.draw(&Words::english());
    assert_eq!(
        figure.description,
        "Actions: 2 on course, 1 slower than planned. Results: 1 late. Systems: Nothing agreed yet."
    );
    assert_eq!(figure.table.rows[3].status, Status::Blank(Blank::Late));
}

#[test]
fn a_task_that_runs_over_says_its_first_date_and_its_delay() {
    let dates = Dates {
        from: (0, "Sep 1".to_owned()),
        until: (40, "Oct 11".to_owned()),
        first_until: Some((20, "Sep 21".to_owned())),
    };
    let task = Task {
        name: "Hire nurses".to_owned(),
        owner: "Health".to_owned(),
        dates: Some(dates),
        state: TaskState::UnderWay,
        note: "3 weeks late".to_owned(),
    };
    let parked = Task {
        dates: None,
        name: "Ride sharing".to_owned(),
        note: String::new(),
        state: TaskState::ToCome,
        ..task.clone()
    };
    let timeline = Timeline {
        title: "Plan".to_owned(),
        from: 0,
        until: 60,
        today: Some(10),
        ticks: vec![(0, "Sep".to_owned())],
        lanes: vec![Lane {
            name: "Health".to_owned(),
            tasks: vec![task, parked],
        }],
    };
    let figure = timeline.draw(&Words::english());
    assert_eq!(
        figure.description,
        "Health: Hire nurses, Sep 1 to Oct 11, under way, 3 weeks late; Ride sharing, no dates yet."
    );
    let cells: Vec<&str> = figure.table.rows[0]
        .cells
        .iter()
        .map(|cell| cell.words.as_str())
        .collect();
    assert_eq!(
        cells,
        [
            "Hire nurses",
            "Health",
            "Health",
            "Sep 1",
            "Sep 21",
            "Oct 11",
            "under way, 3 weeks late"
        ]
    );
    assert!(figure.inline("t").contains("No dates yet: Ride sharing"));
}

#[test]
fn names_of_tasks_stand_clear_of_lanes_bars_and_the_line_of_today() {
    let task = |name: &str, from: i32, until: i32, state: TaskState| Task {
        name: name.to_owned(),
        owner: String::new(),
        dates: Some(Dates {
            from: (from, from.to_string()),
            until: (until, until.to_string()),
            first_until: None,
        }),
        state,
        note: "late".to_owned(),
    };
    let long = "A mentor for every pupil of grade nine who asks for one, in school and at home";
    let lane = Lane {
        name: "Every child is healthy and ready for the first day of school in every neighborhood".to_owned(),
        tasks: vec![
            task(long, 2, 30, TaskState::Late),
            task(long, 40, 58, TaskState::UnderWay),
            task(long, 30, 30, TaskState::ToCome),
            task("Short", 5, 12, TaskState::Stopped),
        ],
    };
    let timeline = Timeline {
        title: "Plan".to_owned(),
        from: 0,
        until: 60,
        today: Some(31),
        ticks: Vec::new(),
        lanes: vec![lane],
    };
    let figure = timeline.draw(&Words::english());
    let labels = |drawing: &Drawing| -> Vec<(String, Area)> {
        let labels = drawing.items.iter().filter_map(|item| match item {
            Item::Label(label) => Some((label.words.clone(), label.area())),
            Item::Mark(_) => None,
        });
        labels.collect()
    };
    let found = labels(&figure.wide);
    assert_eq!(
        found
            .iter()
            .filter(|(words, _)| words.contains("at home"))
            .count(),
        3,
        "{found:?}"
    );
    assert!(found.iter().all(|(words, _)| !words.contains('…')), "{found:?}");
    let name = found.iter().filter(|(words, _)| words.ends_with("late"));
    for (words, area) in name {
        assert!(area.left >= 138.0 && area.right <= 760.0, "{words}: {area:?}");
        for item in &figure.wide.items {
            let Item::Mark(mark) = item else { continue };
            if let Shape::Line([x, from, _, until]) = mark.shape
                && mark.class == "today"
            {
                let is_beside = x < area.left || area.right < x;
                let is_apart = until < area.top || area.bottom < from;
                assert!(
                    is_beside || is_apart,
                    "{words}: the line of today runs through it"
                );
            }
        }
    }
    assert_eq!(found.iter().filter(|(words, _)| words == "Today").count(), 1);
    assert!(figure.description.contains("under way, late") && figure.description.contains("Short"));
}

#[test]
fn a_withheld_overlap_leaves_no_trace_of_itself() {
    let overlap = |shared| {
        let overlap = Overlap {
            title: "Shared".to_owned(),
            counted: "{count} people".to_owned(),
            sets: vec![("One".to_owned(), 50), ("Two".to_owned(), 60)],
            pairs: vec![(1, 0, shared)],
        };
        let figure = overlap.draw(&Words::english());
        (figure.inline("o"), figure.description, figure.table)
    };
    let (few, told, table) = overlap(Shared::Few);
    assert!(few.contains(">few<") && told.ends_with("One and Two: few."));
    assert_eq!(table.rows[0].status.code(), "protected");
    // 20 of 50 + 60 - 20: 22 percent of the two together.
    let (_, told, _) = overlap(Shared::Count(20));
    assert!(
        told.ends_with("One and Two share 20, 22% of the two together."),
        "{told}"
    );
}

#[test]
fn combinations_come_largest_first() {
    let figure = Combinations {
        title: "Combinations".to_owned(),
        sets: ["A", "B", "C"].map(str::to_owned).to_vec(),
        combinations: vec![(vec![0, 1], 4), (vec![2, 1, 0], 9), (vec![9], 5), (vec![0], 0)],
    }
    .draw(&Words::english());
    assert_eq!(figure.description, "A, B and C: 9. A and B: 4.");
}

#[test]
fn four_partners_are_a_list_and_five_a_ring() {
    let network = |count: usize| {
        Network {
            title: "Network".to_owned(),
            partners: (0..count)
                .map(|index| (format!("Partner {index}"), "Schools".to_owned()))
                .collect(),
            ties: vec![(0, 1, 2), (1, 0, 1), (2, 2, 4)],
            picked: None,
        }
        .draw(&Words::english())
    };
    assert!(!network(4).inline("n").contains("<circle"));
    let ring = network(5);
    assert!(ring.inline("n").contains("<circle"));
    // A tie told twice is one, and nobody is tied to themselves.
    assert!(
        ring.description
            .starts_with("5 partners in 1 sectors. Partner 0 works with 1: Partner 1.")
    );
}

#[test]
fn an_amount_that_nobody_confirmed_is_hatched_and_says_so() {
    let flow = |is_confirmed| {
        Flow {
            title: "Money".to_owned(),
            sources: vec!["County".to_owned()],
            uses: vec![Use {
                name: "Nurses".to_owned(),
                is_backbone: false,
            }],
            ribbons: vec![Ribbon {
                source: 0,
                to: 0,
                amount: 920_000.0,
                is_confirmed,
                kind: String::new(),
            }],
            kind_heading: String::new(),
        }
        .draw(&Words::english())
    };
    let open = flow(false);
    assert_eq!(open.description, "County: Nurses $920K (not yet confirmed).");
    assert!(open.inline("f").contains("url(#") && !flow(true).inline("f").contains("url(#"));
    assert_eq!(open.table.rows[0].cells[2].words, "$920,000");
}

#[test]
fn a_state_of_towns_is_a_map_of_numbers_with_one_name_on_a_phone() {
    let town = |index: u16| Tile {
        name: format!("Town {index}"),
        at: (index % 18, index / 18),
        value: match index {
            5 => Value::blank(Blank::Protected, "small numbers"),
            _ => Value::of(f64::from(index % 13) + 0.4, 4000),
        },
        is_own: index == 100,
    };
    let map = Tiles {
        title: "Towns".to_owned(),
        unit: Unit::Percent,
        place_heading: "Town".to_owned(),
        people_heading: String::new(),
        now: "2019".to_owned(),
        tiles: (0..169).map(town).collect(),
        classes: vec![3.0, 6.0],
        goal: None,
    };
    let figure = map.draw(&Words::english());
    let phone = figure.inline_at(Size::Narrow, "m");
    assert_eq!(
        phone.matches(">Town ").count(),
        1,
        "the own place alone is named, in the legend: its tile has others around it"
    );
    // Where a decimal has no room, the number is rounded rather than cut.
    assert!(phone.contains(">Town 100: 9.4%<") && phone.contains(">4.4<") && phone.contains(">12<"));
    assert!(
        figure.description.ends_with("1 protected."),
        "{}",
        figure.description
    );
    assert_eq!(figure.table.rows.len(), 169);
}
