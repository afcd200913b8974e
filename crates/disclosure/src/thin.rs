//! Saying the same with shorter rows: a total whose parts are told group by group says nothing about those groups any more.
//!
//! Totals of totals are long rows in which everything seems to hang together. Less the equations that they contain (the
//! districts that were told) they are short, and mostly fall into pieces. Each step takes a multiple of an equation from
//! another row, so exactly the same counts are possible as before.

use std::collections::BTreeMap;

use crate::world::{ExactRow, Piece, World};

/// Cells with their coefficients.
pub(crate) type Terms = BTreeMap<usize, i64>;

/// Shortens the rows of the pieces with more than so many cells, and splits what no longer hangs together. A row of which
/// nothing is left holds, since the truth keeps all rows; pieces with cells for which none was found (`unsolved`) are left
/// as they are.
pub(crate) fn thin(world: &mut World, cells_over: usize, unsolved: &[bool]) {
    let pieces = std::mem::take(&mut world.pieces);
    for mut piece in pieces {
        let is_sound = piece.cells.iter().all(|cell| !unsolved[*cell]);
        if piece.cells.len() > cells_over && is_sound {
            shorten(&mut piece);
            world.pieces.extend(split(piece));
        } else {
            world.pieces.push(piece);
        }
    }
    for (index, piece) in world.pieces.iter().enumerate() {
        for (position, cell) in piece.cells.iter().enumerate() {
            world.place[*cell] = Some((index, position));
        }
    }
}

fn is_equation(row: &ExactRow) -> bool {
    row.low.is_some() && row.low == row.high
}

fn shorten(piece: &mut Piece) {
    let mut rows: Vec<Terms> = piece
        .rows
        .iter()
        .map(|row| row.terms.iter().copied().filter(|(_, by)| *by != 0).collect())
        .collect();
    let is_equation: Vec<bool> = piece.rows.iter().map(is_equation).collect();
    for taken in take_out(&mut rows, &is_equation, piece.cells.len()) {
        let value = piece.rows[taken.equation].low.unwrap_or_default() * i128::from(taken.times);
        let row = &mut piece.rows[taken.from];
        row.low = row.low.map(|low| low - value);
        row.high = row.high.map(|high| high - value);
    }
    for (row, terms) in piece.rows.iter_mut().zip(rows) {
        row.terms = terms.into_iter().collect();
    }
    piece.rows.retain(|row| !row.terms.is_empty());
    let rows = std::mem::take(&mut piece.rows);
    for row in rows {
        if piece.tighten(&row).is_none() {
            piece.rows.push(row);
        }
    }
}

/// So many times an equation was taken out of a row.
pub(crate) struct Taken {
    equation: usize,
    from: usize,
    times: i64,
}

/// Takes equations out of the rows that contain all their cells, or all but one; tells what was taken, in that order.
pub(crate) fn take_out(rows: &mut [Terms], is_equation: &[bool], cells: usize) -> Vec<Taken> {
    let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); cells];
    for (index, terms) in rows.iter().enumerate() {
        for cell in terms.keys() {
            rows_of[*cell].push(index);
        }
    }
    let mut equations: Vec<usize> = (0..rows.len()).filter(|index| is_equation[*index]).collect();
    equations.sort_by_key(|index| (rows[*index].len(), *index));
    let mut taken = Vec::new();
    for equation in equations {
        let terms = std::mem::take(&mut rows[equation]);
        for from in candidates(&terms, &rows_of) {
            let Some(times) = times_within(&terms, &rows[from]).filter(|_| from != equation) else {
                continue;
            };
            for (cell, by) in &terms {
                let left = rows[from].remove(cell).unwrap_or(0) - times * by;
                if left != 0 {
                    rows[from].insert(*cell, left);
                    rows_of[*cell].push(from);
                }
            }
            taken.push(Taken {
                equation,
                from,
                times,
            });
        }
        rows[equation] = terms;
    }
    taken
}

/// Rows that may contain all cells of these terms but one: they name one of the two that the fewest rows name.
fn candidates(terms: &Terms, rows_of: &[Vec<usize>]) -> Vec<usize> {
    let mut rarest: Vec<usize> = terms.keys().copied().collect();
    rarest.sort_by_key(|cell| (rows_of[*cell].len(), *cell));
    let mut rows: Vec<usize> = rarest
        .iter()
        .take(2)
        .flat_map(|cell| rows_of[*cell].iter().copied())
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// How many times the terms stand in a row, if taking them out makes the row shorter: all of them, or all but one.
fn times_within(terms: &Terms, row: &Terms) -> Option<i64> {
    let missing_max = usize::from(terms.len() > 2);
    if terms.len() < 2 || row.len() + missing_max < terms.len() {
        return None;
    }
    // The first two are looked at, since one of them may be the one that is missing.
    terms.iter().take(1 + missing_max).find_map(|(cell, by)| {
        let times = row.get(cell)?.checked_div(*by)?;
        let is_there = |(cell, by): &(&usize, &i64)| row.get(*cell) == by.checked_mul(times).as_ref();
        let missing = terms
            .iter()
            .filter(|term| !is_there(term))
            .take(missing_max + 1)
            .count();
        (times != 0 && missing <= missing_max).then_some(times)
    })
}

/// The pieces into which a piece falls.
fn split(piece: Piece) -> Vec<Piece> {
    let mut leader: Vec<usize> = (0..piece.cells.len()).collect();
    for row in &piece.rows {
        for pair in row.terms.windows(2) {
            crate::world::join(&mut leader, pair[0].0, pair[1].0);
        }
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut piece_of = vec![usize::MAX; piece.cells.len()];
    let mut position_of = Vec::with_capacity(piece.cells.len());
    for (cell, (id, bounds)) in piece.cells.iter().zip(&piece.bounds).enumerate() {
        let root = crate::world::find(&mut leader, cell);
        if piece_of[root] == usize::MAX {
            piece_of[root] = pieces.len();
            pieces.push(Piece::default());
        }
        piece_of[cell] = piece_of[root];
        let own = &mut pieces[piece_of[root]];
        position_of.push(own.cells.len());
        own.cells.push(*id);
        own.bounds.push(*bounds);
    }
    for mut row in piece.rows {
        let own = piece_of[row.terms[0].0];
        for (cell, _) in &mut row.terms {
            *cell = position_of[*cell];
        }
        pieces[own].rows.push(row);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equation(cells: &[usize], value: i128) -> ExactRow {
        ExactRow {
            terms: cells.iter().map(|cell| (*cell, 1)).collect(),
            low: Some(value),
            high: Some(value),
            fact: 0,
        }
    }

    fn world(cells: usize, rows: Vec<ExactRow>) -> World {
        let piece = Piece {
            cells: (0..cells).collect(),
            bounds: vec![(0, 1000); cells],
            rows,
        };
        World {
            place: (0..cells).map(|cell| Some((0, cell))).collect(),
            pieces: vec![piece],
        }
    }

    #[test]
    fn a_total_less_the_groups_that_are_told_falls_into_pieces() {
        // The state, two districts that are told, and what they leave.
        let rows = vec![
            equation(&[0, 1, 2, 3, 4, 5], 100),
            equation(&[0, 1], 30),
            equation(&[2, 3], 40),
        ];
        let mut world = world(6, rows);
        thin(&mut world, 0, &[false; 6]);
        let pieces: Vec<&[usize]> = world.pieces.iter().map(|piece| piece.cells.as_slice()).collect();
        assert_eq!(pieces, [&[0, 1][..], &[2, 3], &[4, 5]]);
        assert_eq!(world.pieces[2].rows[0].low, Some(30));
        assert_eq!(world.place[5], Some((2, 1)));
    }

    #[test]
    fn a_hidden_group_stands_for_its_parts() {
        // 5 = 0 + 1 + 2, and 0 + 1 + 2 + 3 + 4 = 50.
        let mut group = equation(&[0, 1, 2], 0);
        group.terms.push((5, -1));
        let mut world = world(6, vec![equation(&[0, 1, 2, 3, 4], 50), group]);
        thin(&mut world, 0, &[false; 6]);
        let total = &world.pieces[0].rows[0];
        assert_eq!(total.terms, [(3, 1), (4, 1), (5, 1)]);
        assert_eq!((total.low, total.high), (Some(50), Some(50)));
    }

    #[test]
    fn the_same_counts_are_possible_before_and_after() {
        let rows = || {
            let mut at_most = equation(&[0, 1, 2, 3], 10);
            at_most.low = None;
            at_most.terms[0].1 = 2;
            at_most.terms[1].1 = 2;
            vec![equation(&[0, 1], 3), equation(&[0, 1, 2, 3], 7), at_most]
        };
        let before = world(4, rows());
        let mut after = world(4, rows());
        thin(&mut after, 0, &[false; 4]);
        let holds = |world: &World, point: &[i64]| {
            world.pieces.iter().all(|piece| {
                let own: Vec<i64> = piece.cells.iter().map(|cell| point[*cell]).collect();
                piece.holds(&own)
            })
        };
        let mut possible = 0;
        for code in 0..8i64.pow(4) {
            let point = [code % 8, code / 8 % 8, code / 64 % 8, code / 512];
            assert_eq!(holds(&before, &point), holds(&after, &point), "{point:?}");
            possible += usize::from(holds(&after, &point));
        }
        assert_eq!(possible, 4 * 5);
    }
}
