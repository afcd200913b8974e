//! More sample figures: how far apart groups are, a control chart, a map in tiles.

use mainstay_charts::{
    Blank, Control, ControlPoint, Equiplot, Goal, Limits, Period, Point, Tile, Tiles, Unit, Value,
};

use super::year;

/// Four years of seven groups, one of them hidden in a year.
pub fn equiplot() -> Equiplot {
    let groups = [
        "American Indian or Alaska Native",
        "Asian",
        "Black or African American",
        "Hispanic or Latino",
        "Multiracial",
        "Native Hawaiian or Pacific Islander",
        "White",
    ];
    let years = [
        (2022, [56.1, 79.7, 62.3, 64.6, 67.2, 55.0, 73.0]),
        (2023, [58.0, 80.9, 64.1, 66.5, 68.8, 57.6, 74.4]),
        (2024, [60.9, 82.8, 67.7, 69.2, 71.0, 57.1, 76.7]),
        (2025, [64.2, 84.9, 70.9, 71.6, 73.6, 61.5, 79.0]),
    ];
    let rows = years.map(|(end, values)| (year(end), values.map(|value| Value::of(value, 1500)).to_vec()));
    let mut rows = rows.to_vec();
    rows[2].1[5] = Value::blank(Blank::Protected, "small numbers");
    Equiplot {
        title: "Regular attendance by group".to_owned(),
        unit: Unit::Percent,
        period_heading: "School year".to_owned(),
        groups: groups.map(str::to_owned).to_vec(),
        rows,
        goal: Some(Goal {
            value: 82.0,
            by: None,
        }),
    }
}

/// A year in which every group is blank, each for another reason.
pub fn blank_equiplot() -> Equiplot {
    let mut plot = equiplot();
    plot.goal = None;
    plot.rows = vec![(
        year(2025),
        Blank::ALL.map(|blank| Value::blank(blank, "")).to_vec(),
    )];
    plot
}

/// Forms sent back in each month of two years; a change in the ninth month of the second.
pub fn control() -> Control {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let values = [
        41.0, 44.0, 39.0, 43.0, 45.0, 40.0, 38.0, 42.0, 44.0, 41.0, 43.0, 40.0, 42.0, 39.0, 44.0, 45.0, 41.0,
        43.0, 46.0, 44.0, 58.0, 55.0, 57.0, 60.0,
    ];
    let points = (0..).zip(values).map(|(index, value): (i32, f64)| {
        let (year, month) = (2023 + index / 12, months[(index % 12) as usize]);
        let period = Period {
            at: index,
            long: format!("{month} {year}"),
            short: format!("{month} ’{}", year % 100),
        };
        let value = if index == 6 {
            Value::blank(Blank::Late, "not sent")
        } else {
            Value::of(value, 200)
        };
        ControlPoint {
            point: Point::new(period, value),
            limits: Some(Limits {
                centre: 41.8,
                lower: 33.1,
                upper: 50.5,
            }),
            stands_out: if index > 19 {
                "beyond the upper limit".to_owned()
            } else {
                String::new()
            },
        }
    });
    Control {
        title: "Forms back within a week".to_owned(),
        measure: "Forms back within a week".to_owned(),
        unit: Unit::Percent,
        period_heading: "Month".to_owned(),
        points: points.collect(),
        baseline: 12,
    }
}

/// Eight towns, one of them hidden.
pub fn tiles() -> Tiles {
    let towns = [
        ("Hartford", (3, 0), 32.1),
        ("Waterbury", (1, 1), 21.4),
        ("Danbury", (0, 1), 11.8),
        ("New Haven", (3, 2), 24.6),
        ("Bridgeport", (2, 2), 18.8),
        ("Fairfield", (1, 2), 4.1),
        ("Norwalk", (1, 3), 9.9),
    ];
    let mut tiles: Vec<Tile> = towns
        .map(|(name, at, value)| Tile {
            name: name.to_owned(),
            at,
            value: Value::of(value, 12000),
            is_own: name == "Bridgeport",
        })
        .to_vec();
    tiles.push(Tile {
        name: "Stamford".to_owned(),
        at: (0, 3),
        value: Value::blank(Blank::Protected, "small numbers"),
        is_own: false,
    });
    let values = towns.map(|(_, _, value)| value);
    Tiles {
        title: "Chronic absence by town".to_owned(),
        unit: Unit::Percent,
        place_heading: "Town".to_owned(),
        people_heading: "Students".to_owned(),
        now: "2018–19".to_owned(),
        tiles,
        classes: Tiles::round_classes(&values),
        goal: Some(Goal {
            value: 15.0,
            by: None,
        }),
    }
}

/// A whole state in 169 tiles, a few towns protected, one place its own.
pub fn towns() -> Tiles {
    let rows: [(u16, u16); 11] = [
        (0, 18),
        (0, 18),
        (1, 17),
        (0, 18),
        (0, 18),
        (0, 18),
        (1, 17),
        (1, 16),
        (0, 14),
        (0, 10),
        (0, 8),
    ];
    let mut tiles = Vec::new();
    for (row, (first, last)) in (0..).zip(rows) {
        for column in first..last {
            let index = tiles.len();
            // A slope from the coast to the north east with some unrest.
            let value = 3.0 + f64::from(row) * 0.35 + ((index * 7919) % 23) as f64 * 0.18;
            let is_own = (column, row) == (4, 9);
            let value = match index % 29 {
                7 => Value::blank(Blank::Protected, "small numbers"),
                _ => Value::of((value * 10.0).round() / 10.0, 4000),
            };
            tiles.push(Tile {
                name: if is_own {
                    "Bridgeport".to_owned()
                } else {
                    format!("Town {}", index + 1)
                },
                at: (column, row),
                value,
                is_own,
            });
        }
    }
    Tiles {
        title: "People looking for work, by town".to_owned(),
        unit: Unit::Percent,
        place_heading: "Town".to_owned(),
        people_heading: String::new(),
        now: "2019".to_owned(),
        tiles,
        classes: vec![3.0, 4.0, 6.0, 8.0],
        goal: None,
    }
}
