//! A quick way to one whole-numbered point: where rounded rates leave room, a point in their middle can be rounded.
//!
//! A linear program leads into the corners, where nothing can be rounded, and branching from corner to corner takes
//! long. So each rate is narrowed by what rounding may cost, one unknown after the other is set to a whole number, and
//! the point that comes out is held against the facts as they are.

use super::piece::Piece;
use super::ranges::propagate;
use crate::exact::{Exact, ExactFact, Solved};
use crate::ratio::Ratio;

/// How much of the full room is kept, in parts of [`ROOM_PARTS`]: all, little, none.
const ROOMS: [i64; 3] = [8, 1, 0];
const ROOM_PARTS: i64 = 8;
/// Unknowns that may be set to the less likely whole number in one dive.
const SECOND_CHOICES_MAX: u32 = 12;

impl Piece {
    /// A point at which `sign * unknown` is `enough`, if the way there is easy.
    pub(super) fn dive(&self, position: usize, sign: i64, enough: i64) -> Option<Vec<i64>> {
        let mut bounds = self.bounds.clone();
        let (low, high) = bounds[position];
        bounds[position] = if sign > 0 {
            (low.max(enough), high)
        } else {
            (low, high.min(-enough))
        };
        if bounds[position].0 > bounds[position].1 {
            return None;
        }
        propagate(&self.facts, &mut bounds)?;
        ROOMS
            .into_iter()
            .find_map(|room| self.dive_with(room, position, -sign, bounds.clone()))
    }

    fn dive_with(
        &self,
        room: i64,
        position: usize,
        pull: i64,
        mut bounds: Vec<(i64, i64)>,
    ) -> Option<Vec<i64>> {
        let facts: Vec<ExactFact> = self.facts.iter().map(|fact| narrowed(fact, room)).collect();
        let mut exact = Exact::new(&bounds, &facts)?;
        let Solved::At(_) = exact.greatest(position, pull)? else {
            return None;
        };
        let mut second_choices = 0;
        while let Some(broken) = (0..bounds.len()).find(|unknown| !exact.value(*unknown).is_whole()) {
            let value = exact.value(broken);
            let below = value.floor()?;
            let nearest = value.plus(Ratio::whole(1).over(Ratio::whole(2))?)?.floor()?;
            let other = if nearest == below { below + 1 } else { below };
            let set = |choice: i64| self.set(&exact, &bounds, (broken, choice), (position, pull));
            (exact, bounds) = match set(nearest) {
                Some(next) => next,
                None => {
                    second_choices += 1;
                    set(other).filter(|_| second_choices <= SECOND_CHOICES_MAX)?
                }
            };
        }
        let point: Vec<i64> = (0..bounds.len())
            .map(|unknown| exact.value(unknown).floor())
            .collect::<Option<_>>()?;
        self.holds(&point).then_some(point)
    }

    fn set(
        &self,
        exact: &Exact,
        bounds: &[(i64, i64)],
        (unknown, choice): (usize, i64),
        (position, pull): (usize, i64),
    ) -> Option<(Exact, Vec<(i64, i64)>)> {
        let (low, high) = bounds[unknown];
        if choice < low || high < choice {
            return None;
        }
        let mut bounds = bounds.to_vec();
        bounds[unknown] = (choice, choice);
        propagate(&self.facts, &mut bounds)?;
        let mut exact = exact.clone();
        for (unknown, (low, high)) in bounds.iter().enumerate() {
            exact.bound(unknown, *low, *high)?;
        }
        match exact.greatest(position, pull)? {
            Solved::At(_) => Some((exact, bounds)),
            Solved::Infeasible => None,
        }
    }

    fn holds(&self, point: &[i64]) -> bool {
        self.facts.iter().all(|(terms, low, high)| {
            let sum: i128 = terms
                .iter()
                .map(|(unknown, by)| i128::from(*by) * i128::from(point[*unknown]))
                .sum();
            low.is_none_or(|low| i128::from(low) <= sum) && high.is_none_or(|high| sum <= i128::from(high))
        })
    }
}

/// A one-sided fact with a distance to its end, as far as whole numbers next to its unknowns may change it.
fn narrowed(fact: &ExactFact, room: i64) -> ExactFact {
    let (terms, low, high) = fact;
    let cost: i64 = terms.iter().map(|(_, by)| by.abs()).sum();
    let away = cost * room / ROOM_PARTS;
    match (low, high) {
        (Some(low), None) => (terms.clone(), Some(low + away), None),
        (None, Some(high)) => (terms.clone(), None, Some(high - away)),
        (Some(_), Some(_)) | (None, None) => fact.clone(),
    }
}
