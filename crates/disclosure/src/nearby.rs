//! Looking nearby first: how far a cell can move if only cells a few relations away move with it.
//!
//! Everything else stays at the truth, so whatever is found there is possible in the whole. In tables a way around is
//! mostly short, and the cost of an audit grows with the number of its cells and not with the size of what hangs
//! together. Where nothing is found the neighbourhood grows; only a search of the whole can say that there is nothing.
//!
//! A way found once is a whole-numbered move that keeps every equation. Taken several times, or backwards, it often
//! answers for its other cells too.

use std::collections::BTreeMap;

use crate::base::Base;
use crate::integer::{End, Search};
use crate::problem::Problem;
use crate::solver::Solver;
use crate::world::{ExactRow, Piece};

/// How many cells move at most, and how many neighbours are taken from a long row.
const STAGES: [(usize, usize); 4] = [(32, 6), (120, 16), (400, 64), (1_200, 256)];
/// Stages from here on are dear.
const DEAR_FROM: usize = 2;
/// Moves of a cell that are tried again.
const MOVES_TRIED_MAX: usize = 12;

/// A piece from the side of its cells: which rows each is in, and where each row stands at the truth.
pub(crate) struct Links {
    rows_of: Vec<Vec<(u32, i64)>>,
    /// The cells of each row, in order.
    cells_of: Vec<Vec<u32>>,
    level: Vec<i128>,
}

impl Links {
    pub(crate) fn new(piece: &Piece, start: &[i64]) -> Links {
        let mut links = Links {
            rows_of: vec![Vec::new(); piece.cells.len()],
            cells_of: Vec::with_capacity(piece.rows.len()),
            level: Vec::with_capacity(piece.rows.len()),
        };
        for (index, row) in piece.rows.iter().enumerate() {
            let mut level = 0;
            let mut cells = Vec::with_capacity(row.terms.len());
            for (cell, by) in row.terms.iter().filter(|(_, by)| *by != 0) {
                links.rows_of[*cell].push((index as u32, *by));
                cells.push(*cell as u32);
                level += i128::from(*by) * i128::from(start[*cell]);
            }
            cells.sort_unstable();
            links.cells_of.push(cells);
            links.level.push(level);
        }
        links
    }
}

/// A move that keeps every equation, taken once: cells with their changes, and what it does to the other rows.
struct Move {
    cells: Vec<(u32, i64)>,
    rows: Vec<(u32, i128)>,
}

/// Looks for moves in one piece, and remembers them.
pub(crate) struct Nearby<'a> {
    solver: &'a dyn Solver,
    problem: &'a Problem,
    base: &'a Base,
    piece: &'a Piece,
    links: &'a Links,
    start: &'a [i64],
    moves: Vec<Move>,
    moves_of: BTreeMap<u32, Vec<u32>>,
    /// Dear searches that are still permitted.
    pub dear_left: u32,
    pub steps: u64,
}

/// Where one goes: cells with what they count there; all others stay.
pub(crate) type Place = Vec<(usize, i64)>;

impl<'a> Nearby<'a> {
    pub(crate) fn new(
        (solver, problem, base): (&'a dyn Solver, &'a Problem, &'a Base),
        piece: &'a Piece,
        links: &'a Links,
        start: &'a [i64],
        dear_max: u32,
    ) -> Nearby<'a> {
        Nearby {
            solver,
            problem,
            base,
            piece,
            links,
            start,
            moves: Vec::new(),
            moves_of: BTreeMap::new(),
            dear_left: dear_max,
            steps: 0,
        }
    }

    /// A place where the cell lies at `wanted` or further out.
    pub(crate) fn reach(&mut self, position: usize, end: End, wanted: i64) -> Option<Place> {
        if let Some(place) = self.again(position, wanted) {
            return Some(place);
        }
        self.search(position, |search, local, _| search.reach(local, end, wanted))
    }

    /// The place furthest out at one end that is found in the largest neighbourhood permitted.
    pub(crate) fn furthest(&mut self, position: usize, end: End) -> Option<Place> {
        let mut best: Option<Place> = None;
        for stage in 0..DEAR_FROM {
            let found = self.at_stage(position, stage, |search, local, start| {
                Some(search.extreme(local, end, start).point)
            });
            best = found.or(best);
        }
        best
    }

    /// A move known already, taken as often as needed.
    fn again(&self, position: usize, wanted: i64) -> Option<Place> {
        let known = self.moves_of.get(&(position as u32))?;
        known.iter().rev().take(MOVES_TRIED_MAX).find_map(|index| {
            let known = &self.moves[*index as usize];
            let (_, change) = known.cells.iter().find(|(cell, _)| *cell as usize == position)?;
            let missing = wanted - self.start[position];
            let times = missing.abs().div_euclid(change.abs())
                + i64::from(missing.abs().rem_euclid(change.abs()) != 0);
            self.taken(known, times * missing.signum() * change.signum())
        })
    }

    /// Where a move leads when it is taken so often; `None` if that is not possible.
    fn taken(&self, known: &Move, times: i64) -> Option<Place> {
        let mut place = Vec::with_capacity(known.cells.len());
        for (cell, change) in &known.cells {
            let cell = *cell as usize;
            let value = self.start[cell].checked_add(change.checked_mul(times)?)?;
            let (low, high) = self.piece.bounds[cell];
            if value < low || high < value {
                return None;
            }
            place.push((cell, value));
        }
        let holds = |(row, change): &(u32, i128)| {
            let level = self.links.level[*row as usize] + change * i128::from(times);
            let row = &self.piece.rows[*row as usize];
            row.low.is_none_or(|low| low <= level) && row.high.is_none_or(|high| level <= high)
        };
        known.rows.iter().all(holds).then_some(place)
    }

    fn search(
        &mut self,
        position: usize,
        look: impl Fn(&mut Search, usize, Vec<i64>) -> Option<Vec<i64>>,
    ) -> Option<Place> {
        let mut size_before = 0;
        for stage in 0..STAGES.len() {
            let cells = self.neighbourhood(position, stage);
            if cells.len() == size_before {
                break;
            }
            size_before = cells.len();
            if stage >= DEAR_FROM {
                self.dear_left = self.dear_left.checked_sub(1)?;
            }
            if let Some(place) = self.among(position, cells, &look) {
                return Some(place);
            }
        }
        None
    }

    fn at_stage(
        &mut self,
        position: usize,
        stage: usize,
        look: impl Fn(&mut Search, usize, Vec<i64>) -> Option<Vec<i64>>,
    ) -> Option<Place> {
        let cells = self.neighbourhood(position, stage);
        self.among(position, cells, &look)
    }

    /// Cells near a cell, nearest first: those in its rows, those in theirs, and so on. Of a long row only the cells next
    /// in order are taken, since tables are mostly listed so that what belongs together stands together.
    fn neighbourhood(&self, position: usize, stage: usize) -> Vec<usize> {
        let (cells_max, window) = STAGES[stage];
        let mut near = vec![position];
        let mut is_near = std::collections::BTreeSet::from([position as u32]);
        let mut is_done = std::collections::BTreeSet::new();
        let mut next = 0;
        while next < near.len() && near.len() < cells_max {
            let from = near[next];
            next += 1;
            for (row, _) in &self.links.rows_of[from] {
                let cells = &self.links.cells_of[*row as usize];
                let is_long = cells.len() > 2 * window;
                if !is_long && !is_done.insert(*row) {
                    continue;
                }
                let at = cells.partition_point(|cell| (*cell as usize) < from);
                let (first, last) = if is_long {
                    (at.saturating_sub(window), (at + window + 1).min(cells.len()))
                } else {
                    (0, cells.len())
                };
                for cell in &cells[first..last] {
                    let (low, high) = self.piece.bounds[*cell as usize];
                    if low < high && near.len() < cells_max && is_near.insert(*cell) {
                        near.push(*cell as usize);
                    }
                }
            }
        }
        near
    }

    /// Looks for a place that differs from the truth among these cells only.
    fn among(
        &mut self,
        position: usize,
        mut cells: Vec<usize>,
        look: &impl Fn(&mut Search, usize, Vec<i64>) -> Option<Vec<i64>>,
    ) -> Option<Place> {
        cells.sort_unstable();
        let rows = self.movable(position, &mut cells)?;
        let local = cells.binary_search(&position).ok()?;
        let small = self.restricted(&cells, rows);
        let mut session = small.session(self.solver, self.problem, &self.base.point).ok()?;
        let start: Vec<i64> = cells.iter().map(|cell| self.start[*cell]).collect();
        let found = look(&mut Search::within(&small, session.as_mut()), local, start);
        self.steps += session.steps();
        let found = found?;
        let place: Place = cells.iter().copied().zip(found).collect();
        self.remember(&place);
        Some(place)
    }

    /// The rows between the cells, once every cell is dropped that is the only one of an equation and so cannot move;
    /// `None` if that is true of the cell in question.
    fn movable(&self, position: usize, cells: &mut Vec<usize>) -> Option<BTreeMap<u32, Vec<(usize, i64)>>> {
        let mut rows: BTreeMap<u32, Vec<(usize, i64)>> = BTreeMap::new();
        for cell in cells.iter() {
            for (row, by) in &self.links.rows_of[*cell] {
                rows.entry(*row).or_default().push((*cell, *by));
            }
        }
        let is_equation = |row: u32| {
            let row = &self.piece.rows[row as usize];
            row.low.is_some() && row.low == row.high
        };
        let mut left: BTreeMap<u32, usize> = BTreeMap::new();
        let mut stuck = Vec::new();
        for (row, terms) in rows.iter().filter(|(row, _)| is_equation(**row)) {
            left.insert(*row, terms.len());
            if terms.len() == 1 {
                stuck.push(*row);
            }
        }
        let mut is_dropped = std::collections::BTreeSet::new();
        while let Some(row) = stuck.pop() {
            let Some((cell, _)) = rows[&row].iter().find(|(cell, _)| !is_dropped.contains(cell)) else {
                continue;
            };
            if *cell == position {
                return None;
            }
            is_dropped.insert(*cell);
            for (row, _) in &self.links.rows_of[*cell] {
                if let Some(left) = left.get_mut(row) {
                    *left -= 1;
                    if *left == 1 {
                        stuck.push(*row);
                    }
                }
            }
        }
        cells.retain(|cell| !is_dropped.contains(cell));
        for terms in rows.values_mut() {
            terms.retain(|(cell, _)| !is_dropped.contains(cell));
        }
        rows.retain(|_, terms| !terms.is_empty());
        Some(rows)
    }

    /// The cells as a piece of their own, with everything else at the truth.
    fn restricted(&self, cells: &[usize], rows: BTreeMap<u32, Vec<(usize, i64)>>) -> Piece {
        let mut small = Piece {
            cells: cells.iter().map(|cell| self.piece.cells[*cell]).collect(),
            bounds: cells.iter().map(|cell| self.piece.bounds[*cell]).collect(),
            rows: Vec::new(),
        };
        for (index, terms) in rows {
            let row = &self.piece.rows[index as usize];
            let own: i128 = terms
                .iter()
                .map(|(cell, by)| i128::from(*by) * i128::from(self.start[*cell]))
                .sum();
            let others = self.links.level[index as usize] - own;
            let local = |cell: &usize| {
                cells
                    .binary_search(cell)
                    .expect("every term is of one of the cells")
            };
            let row = ExactRow {
                terms: terms.iter().map(|(cell, by)| (local(cell), *by)).collect(),
                low: row.low.map(|low| low - others),
                high: row.high.map(|high| high - others),
                fact: row.fact,
            };
            if small.tighten(&row).is_none() {
                small.rows.push(row);
            }
        }
        small
    }

    fn remember(&mut self, place: &Place) {
        let mut cells: Vec<(u32, i64)> = Vec::new();
        let mut shared = 0;
        for (cell, value) in place {
            let change = value - self.start[*cell];
            if change != 0 {
                cells.push((*cell as u32, change));
                shared = gcd(shared, change.unsigned_abs());
            }
        }
        let Ok(shared) = i64::try_from(shared.max(1)) else {
            return;
        };
        let mut rows: BTreeMap<u32, i128> = BTreeMap::new();
        for (cell, change) in &mut cells {
            *change /= shared;
            for (row, by) in &self.links.rows_of[*cell as usize] {
                *rows.entry(*row).or_default() += i128::from(*by) * i128::from(*change);
            }
        }
        let index = self.moves.len() as u32;
        for (cell, _) in &cells {
            self.moves_of.entry(*cell).or_default().push(index);
        }
        let rows = rows.into_iter().filter(|(_, change)| *change != 0).collect();
        self.moves.push(Move { cells, rows });
    }
}

fn gcd(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { gcd(other, one % other) }
}
