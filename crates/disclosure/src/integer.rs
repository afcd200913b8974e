//! Whole-numbered points: found by branch and bound over linear programs, believed only after an exact check.

use crate::elimination::Elimination;
use crate::propagation::propagate;
use crate::solver::{Outcome, Session};
use crate::world::{ExactRow, Piece};

/// Branchings permitted in one search.
const NODES_MAX: u32 = 200;
/// A value this close to a whole number is taken for it (and then checked exactly).
const WHOLE: f64 = 1e-6;

/// Which end of a cell's range is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    Low,
    High,
}

impl End {
    /// The cost of one more in the cell, so that the least cost is at this end.
    fn cost(self) -> f64 {
        match self {
            End::Low => 1.0,
            End::High => -1.0,
        }
    }

    /// Whether `value` lies as far out as `wanted`.
    pub(crate) fn reaches(self, value: i64, wanted: i64) -> bool {
        match self {
            End::Low => value <= wanted,
            End::High => value >= wanted,
        }
    }
}

/// One end of a cell's range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Extreme {
    /// The point furthest out that was found.
    pub point: Vec<i64>,
    /// Whether nothing lies further out.
    pub is_exact: bool,
}

/// What the columns of a program stand for.
pub(crate) trait Lattice {
    /// The cells at these values of the columns.
    fn cells(&self, columns: &[f64]) -> Vec<f64>;

    /// Whether whole counts, one per cell, satisfy everything. Exact.
    fn holds(&self, point: &[i64]) -> bool;

    /// The rows between the cells.
    fn rows(&self) -> &[ExactRow];
}

/// The cells of a piece are the first columns of the program.
impl Lattice for Piece {
    fn cells(&self, columns: &[f64]) -> Vec<f64> {
        columns.to_vec()
    }

    fn holds(&self, point: &[i64]) -> bool {
        Piece::holds(self, point)
    }

    fn rows(&self) -> &[ExactRow] {
        &self.rows
    }
}

/// A depth-first search for whole-numbered points of a program.
pub(crate) struct Search<'a> {
    session: &'a mut dyn Session,
    /// Bounds of the columns that must be whole, which come first in the program.
    bounds: Vec<(i64, i64)>,
    lattice: &'a dyn Lattice,
    /// Costs under which points are easiest to round.
    rooms: Vec<(usize, f64)>,
    /// A cell with the range in which it is wanted.
    goal: Option<(usize, (i64, i64))>,
    elimination: Option<Elimination>,
    nodes_left: u32,
    /// Whether some branch was left without an answer.
    gave_up: bool,
}

impl<'a> Search<'a> {
    /// A search in a piece.
    pub(crate) fn within(piece: &'a Piece, session: &'a mut dyn Session) -> Search<'a> {
        Search {
            rooms: piece.rooms(),
            ..Search::new(session, piece.bounds.clone(), piece)
        }
    }

    pub(crate) fn new(
        session: &'a mut dyn Session,
        bounds: Vec<(i64, i64)>,
        lattice: &'a dyn Lattice,
    ) -> Search<'a> {
        Search {
            rooms: Vec::new(),
            session,
            bounds,
            lattice,
            goal: None,
            elimination: None,
            nodes_left: 0,
            gave_up: false,
        }
    }

    /// A point where the cell at `position` lies at `wanted` or further out, if one is found.
    pub(crate) fn reach(&mut self, position: usize, end: End, wanted: i64) -> Option<Vec<i64>> {
        let (low, high) = self.bounds[position];
        // First as far as `wanted` and no further: this stays near the start, where most values are whole.
        let (capped, beyond) = match end {
            End::Low if wanted < low => return None,
            End::High if wanted > high => return None,
            End::Low => ((wanted, high), (low, wanted.min(high))),
            End::High => ((low, wanted), (wanted.max(low), high)),
        };
        if capped.0 <= capped.1 {
            self.set(position, capped);
            if self.session.minimise(&[(position, end.cost())]) == Outcome::Infeasible {
                self.set(position, (low, high));
                return None;
            }
        }
        self.set(position, beyond);
        self.goal = Some((position, beyond));
        let found = self.dive(&[]).or_else(|| self.dive_roomily());
        self.goal = None;
        self.set(position, (low, high));
        found
    }

    /// The furthest point at one end of the cell at `position`, starting from a point that is known to be possible.
    pub(crate) fn extreme(&mut self, position: usize, end: End, known: Vec<i64>) -> Extreme {
        let whole = self.bounds[position];
        let cost = [(position, end.cost())];
        let mut best = known;
        let is_exact = loop {
            let beyond = match end {
                End::Low => (whole.0, best[position] - 1),
                End::High => (best[position] + 1, whole.1),
            };
            if beyond.0 > beyond.1 {
                break true;
            }
            self.set(position, beyond);
            self.goal = Some((position, beyond));
            match self.dive(&cost) {
                Some(point) => best = point,
                None => break !self.gave_up,
            }
        };
        self.goal = None;
        self.set(position, whole);
        Extreme {
            point: best,
            is_exact,
        }
    }

    /// A whole-numbered point within the present bounds, where costs are low.
    pub(crate) fn dive(&mut self, costs: &[(usize, f64)]) -> Option<Vec<i64>> {
        self.nodes_left = NODES_MAX;
        self.gave_up = false;
        self.branch(costs)
    }

    /// Another attempt, where rounded rates leave more room.
    fn dive_roomily(&mut self) -> Option<Vec<i64>> {
        if self.rooms.is_empty() {
            return None;
        }
        let rooms = self.rooms.clone();
        self.dive(&rooms)
    }

    /// Narrows or widens the bounds of a column for the searches to come.
    pub(crate) fn set(&mut self, position: usize, bounds: (i64, i64)) {
        self.bounds[position] = bounds;
        self.session.bound(position, bounds.0 as f64, bounds.1 as f64);
    }

    /// Wants a cell in a range; any point with it there will do.
    pub(crate) fn aim(&mut self, cell: usize, range: (i64, i64)) {
        self.goal = Some((cell, range));
    }

    fn branch(&mut self, costs: &[(usize, f64)]) -> Option<Vec<i64>> {
        if self.nodes_left == 0 {
            self.gave_up = true;
            return None;
        }
        self.nodes_left -= 1;
        if self.rooms.is_empty() {
            return self.split(costs);
        }
        // Linear programs are blind to what rounded rates mean for small whole numbers; the rows themselves are not.
        let before = self.bounds.clone();
        let mut narrowed = before.clone();
        if !propagate(self.lattice.rows(), &mut narrowed) {
            return None;
        }
        self.set_all(&narrowed);
        let found = self.split(costs);
        self.set_all(&before);
        found
    }

    fn set_all(&mut self, bounds: &[(i64, i64)]) {
        for (position, bounds) in bounds.iter().enumerate() {
            if self.bounds[position] != *bounds {
                self.set(position, *bounds);
            }
        }
    }

    fn split(&mut self, costs: &[(usize, f64)]) -> Option<Vec<i64>> {
        match self.session.minimise(costs) {
            Outcome::Optimal => {}
            Outcome::Infeasible => return None,
            Outcome::Stopped => {
                self.gave_up = true;
                return None;
            }
        }
        let values: Vec<f64> = (0..self.bounds.len())
            .map(|position| self.session.value(position))
            .collect();
        if let Some(point) = self.rounded(&values) {
            return Some(point);
        }
        let Some((position, value)) = most_broken(&values) else {
            // Whole, and yet not exactly right: rounding dust that branching cannot mend.
            self.gave_up = true;
            return None;
        };
        let whole = self.bounds[position];
        let below = (whole.0, value.floor() as i64);
        let above = (value.floor() as i64 + 1, whole.1);
        let is_nearer_above = value - value.floor() > 0.5;
        for half in if is_nearer_above {
            [above, below]
        } else {
            [below, above]
        } {
            if half.0 > half.1 {
                continue;
            }
            self.set(position, half);
            let found = self.branch(costs);
            self.set(position, whole);
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

impl Search<'_> {
    /// The point next to these values, if it satisfies everything: rounded as they are, or rounded where they are free
    /// with the rest following from the equations.
    fn rounded(&mut self, columns: &[f64]) -> Option<Vec<i64>> {
        let values = self.lattice.cells(columns);
        let plain: Vec<i64> = values.iter().map(|value| value.round() as i64).collect();
        if self.is_found(&plain) {
            return Some(plain);
        }
        let lattice = self.lattice;
        let elimination = self
            .elimination
            .get_or_insert_with(|| Elimination::new(lattice.rows(), &values));
        let followed = elimination.follow(plain)?;
        self.is_found(&followed).then_some(followed)
    }

    fn is_found(&self, point: &[i64]) -> bool {
        let is_aimed = self
            .goal
            .is_none_or(|(cell, (low, high))| low <= point[cell] && point[cell] <= high);
        is_aimed && self.lattice.holds(point)
    }
}

fn most_broken(values: &[f64]) -> Option<(usize, f64)> {
    let mut worst: Option<(usize, f64, f64)> = None;
    for (position, value) in values.iter().enumerate() {
        let broken = (value - value.round()).abs();
        if broken > WHOLE && worst.is_none_or(|(_, _, most)| broken > most) {
            worst = Some((position, *value, broken));
        }
    }
    worst.map(|(position, value, _)| (position, value))
}
