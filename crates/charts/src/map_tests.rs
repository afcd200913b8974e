//! Maps in tiles: their classes, and where the own place is named.

use crate::{Reading, Tile, Tiles, Unit, Value, Words};

#[test]
fn a_few_far_places_do_not_take_the_shades_from_all_the_others() {
    // 160 towns between 3.6 and 9.2 percent, nine far above: as unemployment in a state.
    let mut values: Vec<f64> = (0..160).map(|at| 3.6 + f64::from(at) * 0.035).collect();
    values.extend([12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0]);
    assert_eq!(Tiles::round_classes(&values), [5.0, 6.0, 7.0, 8.0]);
    let wide: Vec<f64> = (0..100).map(f64::from).collect();
    assert_eq!(Tiles::round_classes(&wide), [20.0, 40.0, 60.0, 80.0]);
    assert_eq!(Tiles::round_classes(&[7.0; 9]), Vec::<f64>::new());
    assert_eq!(Tiles::round_classes(&[]), Vec::<f64>::new());
}

#[test]
fn the_own_place_is_named_below_its_tile_or_in_the_legend_and_never_over_other_numbers() {
    let tile = |column: u16, row: u16| Tile {
        name: if (column, row) == (5, 1) {
            "Harbor".into()
        } else {
            format!("Town {column} {row}")
        },
        at: (column, row),
        value: Value::Measured(Reading {
            value: f64::from(column),
            people: None,
            likely: None,
        }),
        is_own: (column, row) == (5, 1),
    };
    for (rows, is_surrounded) in [(2, false), (3, true)] {
        let tiles = (0..rows).flat_map(|row| (0..20).map(move |column| tile(column, row)));
        let map = Tiles {
            title: "Towns".into(),
            unit: Unit::Percent,
            place_heading: "Town".into(),
            people_heading: String::new(),
            now: "2020".into(),
            tiles: tiles.collect(),
            classes: vec![5.0],
            goal: None,
        };
        let svg = map.draw(&Words::english()).inline("m");
        assert_eq!(svg.contains(">Harbor<"), !is_surrounded);
        assert_eq!(svg.contains(">Harbor: 5"), is_surrounded, "{svg}");
    }
}
