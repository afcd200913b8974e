//! The search in one piece: near by first, then in the whole with what was learnt there before, and by other ways only where
//! that finds nothing whole.

use super::{Depth, Looked, Reader, Target};
use crate::audit::Range;
use crate::far;
use crate::fault::Fault;
use crate::integer::{End, Search};
use crate::nearby::{Nearby, Place};
use crate::problem::{CellId, Need};
use crate::solver::Session;
use crate::warm::{self, Reached, Warm};

/// Pieces up to this many unknowns are searched as a whole where looking nearby is not enough.
const WHOLE_CELLS_MAX: usize = 1_500;
/// Dear searches in one go.
const DEAR_MAX: u32 = 192;
/// Where so many of them found nothing, one after the other, the library is asked about the whole first.
const DEAR_MISSED_MAX: u32 = 3;
/// Searches of the whole in one go that may find nothing.
const FAR_MAX: u32 = 192;

/// The search in one piece.
pub(super) struct Look<'a> {
    reader: &'a Reader<'a>,
    piece: usize,
    /// The least and the most that each cell is known to reach.
    seen: Vec<(i64, i64)>,
    nearby: Option<Nearby<'a>>,
    /// Searches of the whole by the library that may still find nothing, and their steps so far.
    far_left: u32,
    far_steps: u64,
    /// Dear searches near by that found nothing, one after the other.
    dear_missed: u32,
    session: Option<Box<dyn Session>>,
    /// What was learnt about the whole.
    warm: Option<Warm>,
}

impl<'a> Look<'a> {
    pub(super) fn new(reader: &'a Reader<'a>, piece: usize) -> Result<Look<'a>, Fault> {
        let shape = &reader.world.pieces[piece];
        reader.base.agrees_in(reader.problem, shape)?;
        let start = &reader.starts[piece];
        let engine = (reader.solver, reader.problem, reader.base);
        let links = reader.links[piece].as_ref();
        Ok(Look {
            reader,
            piece,
            seen: reader.seen_in(shape, start),
            far_left: FAR_MAX,
            far_steps: 0,
            dear_missed: 0,
            nearby: links.map(|links| Nearby::new(engine, shape, links, start, DEAR_MAX)),
            session: None,
            warm: None,
        })
    }

    pub(super) fn steps(&self) -> u64 {
        let nearby = self.nearby.as_ref().map_or(0, |nearby| nearby.steps);
        let warm = self.warm.as_ref().map_or(0, |warm| warm.steps);
        self.far_steps + warm + nearby + self.session.as_ref().map_or(0, |session| session.steps())
    }

    pub(super) fn target(&mut self, target: &Target, depth: Depth) -> Result<Looked, Fault> {
        let (_, position) = self.reader.world.place[target.cell].expect("it was found in this piece");
        let shape = &self.reader.world.pieces[self.piece];
        let is_large = self.nearby.is_some();
        let can_search_all = shape.cells.len() <= WHOLE_CELLS_MAX;
        if is_large && (depth == Depth::AsNeeded || !can_search_all) {
            self.look_nearby(position, target);
        }
        let looked = self.so_far(position, target);
        if is_large && (!can_search_all || (looked.is_met && depth == Depth::AsNeeded)) {
            return Ok(looked);
        }
        let wanted = target
            .need
            .map(|need| self.reader.base.ends(self.reader.problem, target.cell, need));
        let is_first = self.last(position, End::Low, wanted.map(|ends| ends.0))?;
        let is_last = self.last(position, End::High, wanted.map(|ends| ends.1))?;
        let mut looked = self.so_far(position, target);
        looked.range.is_exact |= is_first && is_last;
        Ok(looked)
    }

    fn so_far(&self, position: usize, target: &Target) -> Looked {
        let (low, high) = self.seen[position];
        let range = Range {
            cell: CellId(target.cell),
            low,
            high,
            // Nothing lies beyond what single rows leave.
            is_exact: (low, high) == self.reader.world.pieces[self.piece].bounds[position],
        };
        Looked {
            range,
            is_met: self.reader.is_met(&range, target.need),
        }
    }

    /// Moves the cell as far as it must be movable, looking only at the cells around it.
    fn look_nearby(&mut self, position: usize, target: &Target) {
        let Some(need) = target.need else {
            return;
        };
        let (low, high) = self.reader.base.ends(self.reader.problem, target.cell, need);
        self.reach(position, End::Low, low);
        self.reach(position, End::High, high);
        if matches!(need, Need::Reach { .. }) || self.so_far(position, target).is_met {
            return;
        }
        // Any range that is wide enough will do: what is missing at one end is made up for at the other.
        let width = self.reader.width(target.cell, need);
        self.reach(position, End::High, self.seen[position].0.saturating_add(width));
        for end in [End::Low, End::High] {
            if self.so_far(position, target).is_met {
                return;
            }
            let furthest = self
                .nearby
                .as_mut()
                .and_then(|nearby| nearby.furthest(position, end));
            self.see(furthest);
            self.reach(position, End::High, self.seen[position].0.saturating_add(width));
        }
    }

    /// Looks nearby for a place where the cell lies at `wanted`, or where single rows stop it, or further out.
    fn reach(&mut self, position: usize, end: End, wanted: i64) {
        let (low, high) = self.reader.world.pieces[self.piece].bounds[position];
        let wanted = wanted.clamp(low, high);
        let (least, most) = self.seen[position];
        if end.reaches(least, wanted) || end.reaches(most, wanted) {
            return;
        }
        let place = self.look_near(position, end, wanted);
        let place = match place.is_none().then(|| self.look_warmly(position, wanted)) {
            None => place,
            Some(Reached::There(place)) => Some(place),
            Some(Reached::Never) => None,
            Some(Reached::Unclear) => self.look_otherwise(position, end, wanted),
        };
        self.see(place);
    }

    /// Looks in the whole piece, with what was learnt there before.
    fn look_warmly(&mut self, position: usize, wanted: i64) -> Reached {
        let reader = self.reader;
        let shape = &reader.world.pieces[self.piece];
        if !warm::can_hold(shape) {
            return Reached::Unclear;
        }
        let start = &reader.starts[self.piece];
        let warm = self
            .warm
            .get_or_insert_with(|| Warm::new(&shape.bounds, &shape.rows, start));
        warm.reach(position, wanted, |place| {
            let mut point = start.clone();
            for (cell, value) in place {
                point[*cell] = *value;
            }
            point[position] == wanted && shape.holds(&point)
        })
    }

    /// Looks near by with dear searches too, or asks the library about the whole, whichever was of use before first.
    fn look_otherwise(&mut self, position: usize, end: End, wanted: i64) -> Option<Place> {
        if self.dear_missed < DEAR_MISSED_MAX {
            let place = self.look_dearly(position, end, wanted);
            return place.or_else(|| self.look_far(position, wanted));
        }
        let place = self.look_far(position, wanted);
        place.or_else(|| self.look_dearly(position, end, wanted))
    }

    /// Looks near by, without dear searches.
    fn look_near(&mut self, position: usize, end: End, wanted: i64) -> Option<Place> {
        let nearby = self.nearby.as_mut()?;
        let permitted = std::mem::replace(&mut nearby.dear_left, 0);
        let place = nearby.reach(position, end, wanted);
        nearby.dear_left = permitted;
        place
    }

    /// Looks near by with dear searches too, and notes whether these were in vain.
    fn look_dearly(&mut self, position: usize, end: End, wanted: i64) -> Option<Place> {
        let nearby = self.nearby.as_mut()?;
        let before = nearby.dear_left;
        let place = nearby.reach(position, end, wanted);
        if place.is_some() {
            self.dear_missed = 0;
        } else if nearby.dear_left < before {
            self.dear_missed += 1;
        }
        place
    }

    /// Whether the library can be asked about the whole piece.
    fn can_look_far(&self) -> bool {
        let shape = &self.reader.world.pieces[self.piece];
        shape.cells.len() > WHOLE_CELLS_MAX && far::can_hold(shape)
    }

    /// Looks in the whole piece, where it is too large for the dictionary.
    fn look_far(&mut self, position: usize, wanted: i64) -> Option<Place> {
        if self.far_left == 0 || !self.can_look_far() {
            return None;
        }
        let shape = &self.reader.world.pieces[self.piece];
        let (place, steps) = far::reach(shape, &self.reader.starts[self.piece], position, wanted);
        self.far_steps += steps;
        if place.is_none() {
            self.far_left -= 1;
        }
        place
    }

    fn see(&mut self, place: Option<Place>) {
        for (cell, value) in place.into_iter().flatten() {
            let (low, high) = &mut self.seen[cell];
            (*low, *high) = ((*low).min(value), (*high).max(value));
        }
    }

    /// Follows one end to the last in the whole piece; tells whether it is the last.
    fn last(&mut self, position: usize, end: End, wanted: Option<i64>) -> Result<bool, Fault> {
        let reader = self.reader;
        let shape = &reader.world.pieces[self.piece];
        if self.session.is_none() {
            self.session = Some(shape.session(reader.solver, reader.problem, &reader.base.point)?);
        }
        let session = self.session.as_mut().expect("it was made just now");
        let mut search = Search::within(shape, session.as_mut());
        let (low, high) = self.seen[position];
        let mut found = Vec::new();
        let is_seen = |wanted: i64| end.reaches(low, wanted) || end.reaches(high, wanted);
        if let Some(wanted) = wanted.filter(|wanted| !is_seen(*wanted)) {
            found.extend(search.reach(position, end, wanted));
        }
        let furthest = found
            .iter()
            .map(|point: &Vec<i64>| point[position])
            .chain([low, high]);
        let furthest = match end {
            End::Low => furthest.min(),
            End::High => furthest.max(),
        };
        // Only the cell's own value matters to what follows, so the truth stands for the rest of the point.
        let mut known = reader.starts[self.piece].clone();
        known[position] = furthest.unwrap_or(known[position]);
        let extreme = search.extreme(position, end, known);
        found.push(extreme.point);
        for point in found {
            self.see(Some(point.into_iter().enumerate().collect()));
        }
        Ok(extreme.is_exact)
    }
}
