//! The places of an indicator on a map in tiles.
//!
//! A place may have a square on more than one map: one of a few cities, one of every town of a state. An indicator is drawn on the
//! largest that it fills.

use std::collections::BTreeMap;

use charts::{Tile, Tiles, Value};

use super::figures::{Subject, reading};
use crate::editions::document::PlacePart;

/// Fewest places that make a map.
const TILES_MIN: usize = 3;

impl Subject<'_> {
    /// A map in tiles of the places that have one, now. None: fewer than three have.
    pub fn map(&self) -> Option<Tiles> {
        let now = self.standing.now?.period;
        let values = self.now_by_place();
        let scheme = self.tile_scheme(&values)?;
        let place_of = |slug: &str| self.document.places.iter().find(|place| place.slug == slug);
        let tiles = values.into_iter().filter_map(|(slug, name, value)| {
            let codes = &place_of(slug)?.codes;
            let mut places = codes.iter().filter_map(|code| tile_of(code));
            Some(Tile {
                name: name.to_owned(),
                at: places.find(|(own, _)| *own == scheme)?.1,
                value,
                is_own: slug == self.place(),
            })
        });
        let tiles: Vec<Tile> = tiles.collect();
        if tiles.len() < TILES_MIN {
            return None;
        }
        let with_tile = self
            .document
            .places
            .iter()
            .filter(|place| schemes(place).any(|own| own == scheme));
        // The classes hold for every period, so that maps of two years compare.
        let values = with_tile.flat_map(|place| self.sheet.series(&place.slug, "").comparable());
        let values: Vec<f64> = values.map(|known| known.value).collect();
        let words = self.speech.words;
        let when = self.speech.period(now);
        Some(Tiles {
            title: words.with(
                "map-title",
                &[("title", self.title().into()), ("when", when.as_str().into())],
            ),
            unit: self.unit(),
            place_heading: words.say("place-heading"),
            people_heading: words.say("people-heading"),
            now: when,
            tiles,
            classes: Tiles::round_classes(&values),
            goal: None,
        })
    }

    /// The map to draw: of those that at least half of their places have a value for, the one with most places.
    fn tile_scheme(&self, values: &[(&str, &str, Value)]) -> Option<&str> {
        let mut squares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for place in &self.document.places {
            let has_value = values.iter().any(|(slug, _, _)| *slug == place.slug);
            for scheme in schemes(place) {
                let (with_value, all) = squares.entry(scheme).or_default();
                *with_value += usize::from(has_value);
                *all += 1;
            }
        }
        let filled = squares
            .into_iter()
            .filter(|(_, (with_value, all))| with_value * 2 >= *all);
        filled
            .max_by_key(|(_, (with_value, _))| *with_value)
            .map(|(scheme, _)| scheme)
    }

    /// The values of everyone at every place in the period of the page, for a map: name, slug and value.
    fn now_by_place(&self) -> Vec<(&str, &str, Value)> {
        let Some(now) = self.standing.now else {
            return Vec::new();
        };
        let places = self.document.places.iter();
        let found = places.filter_map(|place| {
            let series = self.sheet.series(&place.slug, "");
            let moment = series.at(now.period)?;
            let value = moment
                .comparable()
                .map_or_else(|| self.value(moment), |known| Value::Measured(reading(&known)));
            Some((place.slug.as_str(), place.name.as_str(), value))
        });
        found.collect()
    }
}

/// The maps that a place has a square on.
fn schemes(place: &PlacePart) -> impl Iterator<Item = &str> {
    let squares = place.codes.iter().filter_map(|code| tile_of(code));
    squares.map(|(scheme, _)| scheme)
}

/// The map, column and row in a place's code of a system `tile` or `tile_of_…`: `tile:tile-3-0`.
fn tile_of(code: &str) -> Option<(&str, (u16, u16))> {
    let (scheme, square) = code.split_once(":tile-")?;
    if scheme != "tile" && !scheme.starts_with("tile_of_") {
        return None;
    }
    let (column, row) = square.split_once('-')?;
    Some((scheme, (column.parse().ok()?, row.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_is_read_from_its_code_alone() {
        assert_eq!(tile_of("tile:tile-3-0"), Some(("tile", (3, 0))));
        assert_eq!(
            tile_of("tile_of_towns:tile-12-4"),
            Some(("tile_of_towns", (12, 4)))
        );
        for code in [
            "census:0900108070",
            "census:tile-1-2",
            "tile:tile-3",
            "tile:tile-x-1",
            "tile:3-1",
        ] {
            assert_eq!(tile_of(code), None, "{code}");
        }
    }
}
