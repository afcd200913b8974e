//! Looking far: how a cell can move if everything that hangs together with it may move too, in pieces too large for the
//! dictionary of the simplex method.
//!
//! A library searches in floating point for a small movement; only what is whole and checked exactly comes back.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};

use crate::elimination::Elimination;
use crate::nearby::Place;
use crate::whole::{Last, in_slices};
use crate::world::Piece;

/// Pieces with more entries in their rows are not searched.
const ENTRIES_MAX: usize = 120_000;
/// Attempts at a movement in whole numbers, each with other costs, and how many counts are set to whole numbers in one.
const ATTEMPTS: usize = 2;
const SETTLED_MAX: u32 = 60;
const SETTLED_BETWEEN: u32 = 10;
/// Counts within this of a whole number are taken for it, and checked.
const DUST: f64 = 1e-7;

/// Whether the piece is within reach.
pub(crate) fn can_hold(piece: &Piece) -> bool {
    piece.rows.iter().map(|row| row.terms.len()).sum::<usize>() <= ENTRIES_MAX
}

/// A place where the cell lies at `wanted`, and the steps it took to find.
pub(crate) fn reach(piece: &Piece, start: &[i64], position: usize, wanted: i64) -> (Option<Place>, u64) {
    let mut steps = 0;
    let unit = (wanted - start[position]).unsigned_abs().max(1) as f64;
    for attempt in 0..ATTEMPTS {
        let (found, taken) = movement(piece, start, (position, wanted), (unit, attempt));
        steps += taken;
        let Some(mut found) = found else {
            return (None, steps);
        };
        for settled in 0..=SETTLED_MAX {
            let mut values: Vec<f64> = start.iter().map(|value| *value as f64).collect();
            for (cell, by) in found.moved() {
                values[cell] += by * unit;
            }
            let plain: Vec<i64> = values.iter().map(|value| value.round() as i64).collect();
            if let Some(place) = place(piece, start, plain.clone(), (position, wanted)) {
                return (Some(place), steps);
            }
            // Solving the sums for the others takes long, so it is not tried each time.
            if settled.is_multiple_of(SETTLED_BETWEEN) {
                let followed = Elimination::new(&moving(piece, start, &values), &values).follow(plain);
                let found = followed.and_then(|point| place(piece, start, point, (position, wanted)));
                if found.is_some() {
                    return (found, steps);
                }
            }
            let Some((next, taken)) = found.settle(unit, &|| true) else {
                break;
            };
            steps += taken;
            found = next;
        }
    }
    (None, steps)
}

/// The sums between cells of which not all stand still; the others hold as they are.
fn moving(piece: &Piece, start: &[i64], values: &[f64]) -> Vec<crate::world::ExactRow> {
    let moves = |cell: usize| (values[cell] - start[cell] as f64).abs() > DUST;
    let mut rows = Vec::new();
    for row in piece
        .rows
        .iter()
        .filter(|row| row.low.is_some() && row.low == row.high)
    {
        let mut row = row.clone();
        let still: i128 = row
            .terms
            .iter()
            .filter(|(cell, _)| !moves(*cell))
            .map(|(cell, by)| i128::from(*by) * i128::from(start[*cell]))
            .sum();
        row.terms.retain(|(cell, _)| moves(*cell));
        row.low = row.low.map(|low| low - still);
        row.high = row.low;
        if !row.terms.is_empty() {
            rows.push(row);
        }
    }
    rows
}

fn place(piece: &Piece, start: &[i64], point: Vec<i64>, (position, wanted): (usize, i64)) -> Option<Place> {
    if point[position] != wanted || !piece.holds(&point) {
        return None;
    }
    let moved = point.into_iter().zip(start).enumerate();
    let moved = moved.filter(|(_, (value, start))| value != *start);
    Some(moved.map(|(cell, (value, _))| (cell, value)).collect())
}

/// How cells move, in units, if the one in question moves to where it is wanted, with little moved; `None` if that was not
/// found.
fn movement(
    piece: &Piece,
    start: &[i64],
    (position, wanted): (usize, i64),
    (unit, attempt): (f64, usize),
) -> (Option<Last>, u64) {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut variables = Vec::with_capacity(start.len());
    for (cell, (low, high)) in piece.bounds.iter().enumerate() {
        let mixed = (cell + 1).wrapping_mul(0x9E37_79B1 + 2 * attempt);
        let cost = 1.0 + ((mixed >> 7) & 1023) as f64 / 1024.0;
        let rooms = if cell == position {
            let by = (wanted - start[cell]) as f64 / unit;
            [(by.max(0.0), by.max(0.0)), ((-by).max(0.0), (-by).max(0.0))]
        } else {
            let room = |room: i64| (0.0, (room.max(0) as f64 / unit).min(1e5));
            [
                room(high.saturating_sub(start[cell])),
                room(start[cell].saturating_sub(*low)),
            ]
        };
        variables.push(rooms.map(|room| problem.add_var(cost, room)));
    }
    for row in &piece.rows {
        let level: i128 = row
            .terms
            .iter()
            .map(|(cell, by)| i128::from(*by) * i128::from(start[*cell]))
            .sum();
        let mut sum = LinearExpr::empty();
        for (cell, by) in &row.terms {
            let [up, down] = variables[*cell];
            sum.add(up, *by as f64);
            sum.add(down, -*by as f64);
        }
        let end = |end: i128| (end - level) as f64 / unit;
        if row.low.is_some() && row.low == row.high {
            problem.add_constraint(sum, ComparisonOp::Eq, end(level));
            continue;
        }
        if let Some(low) = row.low {
            problem.add_constraint(sum.clone(), ComparisonOp::Ge, end(low));
        }
        if let Some(high) = row.high {
            problem.add_constraint(sum, ComparisonOp::Le, end(high));
        }
    }
    let (_, solution, pivots) = in_slices(&problem, &|| true);
    let variables = variables.iter().enumerate();
    let variables = variables.map(|(cell, ways)| (cell, ways.map(Some))).collect();
    (solution.map(|solution| Last { solution, variables }), pivots)
}
