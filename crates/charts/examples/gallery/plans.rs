//! Sample figures about plans, ties and money, invented after the sheet of charts.

use mainstay_charts::{
    Blank, Combinations, Dates, Flow, Gear, Gears, Lane, Network, Overlap, Ribbon, Shared, Task, TaskState,
    Timeline, Tooth, Turn, Use,
};

/// Three gears: many actions, some conditions, few results, one of them without a number.
pub fn gears() -> Gears {
    let gear = |name: &str, clock: &str, parts: &[(usize, Turn, &str)]| {
        let teeth = parts.iter().flat_map(|(count, turn, state)| {
            (0..*count).map(move |index| Tooth {
                name: format!("{name}, {state} {}", index + 1),
                turn: *turn,
                state: (*state).to_owned(),
                since: "2025".to_owned(),
            })
        });
        Gear {
            name: name.to_owned(),
            clock: clock.to_owned(),
            teeth: teeth.collect(),
        }
    };
    Gears {
        title: "Is the work turning into results?".to_owned(),
        gears: vec![
            gear(
                "What partners do",
                "26 actions, weeks to months",
                &[
                    (15, Turn::Moving, "done or on course"),
                    (6, Turn::Slow, "slower than planned"),
                    (2, Turn::Stopped, "stopped"),
                    (3, Turn::NotStarted, "not started"),
                ],
            ),
            gear(
                "How systems work",
                "9 conditions, a year or two",
                &[
                    (4, Turn::Moving, "better"),
                    (3, Turn::Slow, "the same"),
                    (1, Turn::Stopped, "worse"),
                    (1, Turn::Blank(Blank::NotYetMeasured), ""),
                ],
            ),
            gear(
                "How young people fare",
                "5 results, three years or more",
                &[
                    (2, Turn::Moving, "improving"),
                    (2, Turn::Slow, "holding steady"),
                    (1, Turn::Stopped, "slipping"),
                ],
            ),
            gear("What neighbors see", "nothing so far", &[]),
        ],
    }
}

/// A school year of four groups.
pub fn timeline() -> Timeline {
    let months = [
        "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
    ];
    let name = |day: i32| {
        let month = usize::try_from(day / 30).expect("after September").min(9);
        format!("{} {}", months[month], day % 30 + 1)
    };
    let task = |text: &str, from: i32, until: i32, state| Task {
        name: text.to_owned(),
        owner: "A. Example".to_owned(),
        dates: Some(Dates {
            from: (from, name(from)),
            until: (until, name(until)),
            first_until: None,
        }),
        state,
        note: String::new(),
    };
    let mut nurses = task("Hire 7 nurses", 10, 130, TaskState::UnderWay);
    nurses.note = "7 weeks late".to_owned();
    if let Some(dates) = &mut nurses.dates {
        dates.first_until = Some((80, name(80)));
    }
    let mut parked = task("Ride sharing", 0, 0, TaskState::ToCome);
    parked.dates = None;
    let lane = |name: &str, tasks: Vec<Task>| Lane {
        name: name.to_owned(),
        tasks,
    };
    use TaskState::{Done, ToCome, UnderWay};
    Timeline {
        title: "Plan by working group, September to June".to_owned(),
        from: 0,
        until: 300,
        today: Some(42),
        ticks: (0..).step_by(30).zip(months.map(str::to_owned)).collect(),
        lanes: vec![
            lane(
                "Attendance teams",
                vec![
                    task("Train 12 more teams", 0, 38, Done),
                    task("Visit every sixth-grade family", 30, 160, UnderWay),
                    task("Share what worked", 190, 225, ToCome),
                ],
            ),
            lane(
                "Health",
                vec![nurses, task("Clinic hours at 3 schools", 140, 270, ToCome)],
            ),
            lane(
                "Housing",
                vec![
                    task("Same-school agreement", 40, 110, UnderWay),
                    task("First 60 families", 125, 298, ToCome),
                ],
            ),
            lane(
                "Data",
                vec![
                    task("Fall numbers in", 30, 61, UnderWay),
                    task("Publish attendance", 52, 52, ToCome),
                    parked,
                ],
            ),
        ],
    }
}

fn initiatives() -> [&'static str; 6] {
    [
        "Linden Together",
        "Early Start Coalition",
        "Healthy Kids Alliance",
        "Safe Streets Compact",
        "Jobs for Youth Table",
        "Housing Roundtable",
    ]
}

/// Six initiatives; one pair shares few, one does not want to say.
pub fn overlap() -> Overlap {
    let sizes = [41, 26, 22, 19, 17, 14];
    let mut pairs = vec![
        (1, 0, Shared::Count(14)),
        (2, 0, Shared::Count(10)),
        (2, 1, Shared::Count(7)),
        (3, 0, Shared::Count(7)),
        (4, 0, Shared::Count(8)),
        (4, 3, Shared::Count(3)),
        (5, 0, Shared::Few),
        (5, 1, Shared::Few),
        (5, 2, Shared::Count(3)),
        (5, 4, Shared::Blank(Blank::Protected)),
    ];
    for (row, column) in [(3, 1), (3, 2), (4, 1), (4, 2), (5, 3)] {
        pairs.push((row, column, Shared::Count(0)));
    }
    Overlap {
        title: "Organizations that two initiatives share".to_owned(),
        counted: "{count} organizations".to_owned(),
        sets: initiatives().map(str::to_owned).into_iter().zip(sizes).collect(),
        pairs,
    }
}

/// The same initiatives, by exact combination.
pub fn combinations() -> Combinations {
    Combinations {
        title: "Organizations in exactly these initiatives".to_owned(),
        sets: initiatives().map(str::to_owned).to_vec(),
        combinations: vec![
            (vec![0, 1], 7),
            (vec![0, 1, 2], 6),
            (vec![0, 4], 5),
            (vec![0, 3], 4),
            (vec![0, 2], 3),
            (vec![0, 3, 4], 3),
            (vec![2, 5], 3),
        ],
    }
}

/// Fourteen partners of five sectors.
pub fn network() -> Network {
    let partners = [
        ("State Office", "Public"),
        ("City of Ashford", "Public"),
        ("Linden Transit", "Public"),
        ("Ashford SD", "Schools"),
        ("Brook Park SD", "Schools"),
        ("Carver SD", "Schools"),
        ("Casa Aurora", "Community"),
        ("Carver Alliance", "Community"),
        ("Northside Center", "Community"),
        ("Faith Network", "Community"),
        ("County Health", "Health"),
        ("St. Brendan", "Health"),
        ("Clinic on 5th", "Health"),
        ("Community Fund", "Funders"),
    ];
    let ties = [
        (10, 3, 3),
        (10, 4, 2),
        (10, 11, 3),
        (10, 12, 1),
        (10, 13, 2),
        (10, 0, 1),
        (3, 6, 3),
        (3, 7, 2),
        (4, 6, 1),
        (5, 8, 2),
        (1, 9, 1),
        (7, 8, 1),
        (13, 6, 1),
        (0, 3, 1),
    ];
    Network {
        title: "Who works with whom".to_owned(),
        partners: partners
            .map(|(name, sector)| (name.to_owned(), sector.to_owned()))
            .to_vec(),
        ties: ties.to_vec(),
        picked: Some(10),
    }
}

/// Five sources, five uses, one amount not confirmed.
pub fn flow() -> Flow {
    let sources = [
        "Linden County",
        "Linden Community Fund",
        "School districts",
        "State",
        "Business Council",
    ];
    let uses = [
        "Attendance teams",
        "Nurses on site",
        "Bus passes",
        "Reading tutors",
        "Backbone",
    ];
    let ribbons = [
        (0, 1, 0.92),
        (0, 2, 0.38),
        (1, 0, 0.45),
        (1, 3, 0.35),
        (1, 4, 0.30),
        (2, 0, 0.75),
        (2, 1, 0.20),
        (2, 3, 0.15),
        (3, 0, 0.10),
        (3, 1, 0.16),
        (3, 2, 0.60),
        (4, 2, 0.20),
        (4, 3, 0.10),
        (4, 4, 0.22),
    ];
    Flow {
        title: "Where the money comes from and what it goes to".to_owned(),
        sources: sources.map(str::to_owned).to_vec(),
        uses: uses
            .map(|name| Use {
                name: name.to_owned(),
                is_backbone: name == "Backbone",
            })
            .to_vec(),
        ribbons: ribbons
            .map(|(source, to, millions): (usize, usize, f64)| Ribbon {
                source,
                to,
                amount: (millions * 100.0).round() * 10_000.0,
                is_confirmed: (source, to) != (3, 2),
                kind: if source == 2 { "Realigned" } else { "New" }.to_owned(),
            })
            .to_vec(),
        kind_heading: "New or realigned".to_owned(),
    }
}
