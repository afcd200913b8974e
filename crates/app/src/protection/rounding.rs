//! Controlled rounding: every figure becomes a multiple of a base next to it, and the tables still add up.
//!
//! Which of its two neighbours a figure becomes is drawn so that on average nothing is added (Cox 1987, unbiased
//! controlled rounding), as far as the sums permit: a linear program comes as near as it can to what was drawn, and
//! what it leaves between two multiples is settled one by one (as Salazar-González 2006 does with whole numbers). The
//! rounded table is itself a possible truth, and so is each of its figures moved by less than the base with its totals;
//! that is why a base that is no smaller than the minimum protects. The audit confirms it each time.

use disclosure::{Column, Outcome, Program, Row, Session, Simplex, Solver};

use super::raw;
use super::refusal::Refusal;
use super::tables::{Mark, Mode, Tables};
use super::watch::{Ended, Watch};

/// Draws before the figures may move by up to two bases.
const DRAWS: u32 = 12;
/// Draws after that.
const WIDE_DRAWS: u32 = 4;
/// What moving a figure past its neighbours costs beside a draw that is not followed.
const PAST_NEIGHBOUR: f64 = 4.0;
/// This close to a whole number is whole.
const WHOLE: f64 = 1e-6;

/// A printed figure and how it may be rounded.
struct Figure {
    position: usize,
    /// The multiple below it, or the figure itself if it is one.
    below: i64,
    /// How far it is on its way to the next, from 0 to less than 1.
    part: f64,
}

/// Rounds every figure that the tables print. `secret` decides the draws: the same secret, the same rounding.
///
/// Errors: tables that are too large, or that cannot be rounded so that they add up.
pub fn round(tables: &mut Tables, base: i64, secret: &str, watch: &Watch) -> Result<(), Refusal> {
    let figures: Vec<Figure> = tables
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.status.is_printed())
        .filter_map(|(position, cell)| Some((position, cell.value?)))
        .map(|(position, value)| Figure {
            position,
            below: value.div_euclid(base),
            part: value.rem_euclid(base) as f64 / base as f64,
        })
        .collect();
    let mut place = vec![None; tables.cells.len()];
    for (column, figure) in figures.iter().enumerate() {
        place[figure.position] = Some(column);
    }
    let sums = sums(tables, &place);
    if !Simplex.can_hold(figures.len() * 3, sums.len()) {
        return Err(Refusal::of(
            &tables.name,
            "the tables are too large to be rounded so that they add up",
        )
        .read(format!("{} figures in {} sums", figures.len(), sums.len()))
        .mend("round fewer tables at a time, with --ledger, or hide instead"));
    }
    for draw in 0..DRAWS + WIDE_DRAWS {
        if draw > 0 && watch.ended() != Ended::Finished {
            break;
        }
        let is_wide = draw >= DRAWS;
        let drawn: Vec<bool> = figures
            .iter()
            .map(|figure| chance(secret, figure.position, draw) < figure.part)
            .collect();
        let Some(moved) = search(&figures, &sums, &drawn, is_wide) else {
            continue;
        };
        print(tables, &figures, &moved, base, is_wide);
        return Ok(());
    }
    Err(Refusal::of(
        &tables.name,
        format!(
            "no rounding to multiples of {} was found under which everything adds up",
            tables.shown(base)
        ),
    )
    .mend("take another base, publish fewer breakdowns, or hide instead"))
}

/// The sums between printed figures: columns with coefficients.
fn sums(tables: &Tables, place: &[Option<usize>]) -> Vec<Vec<(usize, i64)>> {
    let exact = tables.sums.iter().filter(|sum| sum.constant == 0);
    exact
        .filter_map(|sum| {
            let terms = sum.terms.iter();
            terms.map(|(cell, by)| Some((place[*cell]?, *by))).collect()
        })
        .collect()
}

/// A number from 0 to less than 1, the same for the same secret.
fn chance(secret: &str, position: usize, draw: u32) -> f64 {
    let digest = raw::digest(format!("{secret} {position} {draw}").as_bytes());
    let first = u64::from_str_radix(&digest[..13], 16).unwrap_or(0);
    first as f64 / (1u64 << 52) as f64
}

/// By how many multiples each figure moves from the one below it.
fn search(figures: &[Figure], sums: &[Vec<(usize, i64)>], drawn: &[bool], is_wide: bool) -> Option<Vec<i64>> {
    let count = figures.len();
    let mut columns: Vec<Column> = figures
        .iter()
        .map(|figure| Column {
            low: 0.0,
            high: if figure.part > 0.0 { 1.0 } else { 0.0 },
            start: 0.0,
        })
        .collect();
    let mut costs: Vec<(usize, f64)> = drawn
        .iter()
        .enumerate()
        .map(|(column, up)| (column, if *up { -1.0 } else { 1.0 }))
        .collect();
    if is_wide {
        // One multiple further up, then one further down, in columns of their own.
        for down in [false, true] {
            for (column, figure) in figures.iter().enumerate() {
                let may = !down || figure.below > 0;
                costs.push((columns.len(), PAST_NEIGHBOUR));
                columns.push(Column {
                    low: 0.0,
                    high: if may { 1.0 } else { 0.0 },
                    start: 0.0,
                });
                debug_assert_eq!(columns.len() - 1, column + if down { 2 * count } else { count });
            }
        }
    }
    let rows = sums.iter().map(|sum| {
        let fixed: i64 = sum.iter().map(|(column, by)| figures[*column].below * by).sum();
        let mut terms: Vec<(usize, f64)> = sum.iter().map(|(column, by)| (*column, *by as f64)).collect();
        if is_wide {
            terms.extend(sum.iter().map(|(column, by)| (count + column, *by as f64)));
            terms.extend(sum.iter().map(|(column, by)| (2 * count + column, -(*by as f64))));
        }
        let at = -fixed as f64;
        Row {
            terms,
            low: at,
            high: at,
        }
    });
    let program = Program {
        rows: rows.collect(),
        columns,
    };
    let mut session = Simplex.session(&program);
    let values = settle(session.as_mut(), program.columns.len(), &costs)?;
    let moved: Vec<i64> = (0..count)
        .map(|column| {
            let further = |at: usize| values.get(at).copied().unwrap_or(0);
            values[column] + further(count + column) - further(2 * count + column)
        })
        .collect();
    // What floating point found is believed only if it holds in whole numbers.
    let holds = |sum: &Vec<(usize, i64)>| {
        let of = |column: usize| figures[column].below + moved[column];
        sum.iter().map(|(column, by)| of(*column) * by).sum::<i64>() == 0
    };
    sums.iter().all(holds).then_some(moved)
}

/// Fixes what lies between whole numbers one by one, nearest first, each the other way if the first is impossible.
fn settle(session: &mut dyn Session, columns: usize, costs: &[(usize, f64)]) -> Option<Vec<i64>> {
    if session.minimise(costs) != Outcome::Optimal {
        return None;
    }
    for _ in 0..=columns {
        let away = |column: &usize| (session.value(*column) - session.value(*column).round()).abs();
        let open = (0..columns)
            .filter(|column| away(column) > WHOLE)
            .min_by(|one, other| away(one).total_cmp(&away(other)));
        let Some(column) = open else {
            return Some(
                (0..columns)
                    .map(|column| session.value(column).round() as i64)
                    .collect(),
            );
        };
        let near = session.value(column).round();
        session.bound(column, near, near);
        if session.minimise(costs) != Outcome::Optimal {
            session.bound(column, 1.0 - near, 1.0 - near);
            if session.minimise(costs) != Outcome::Optimal {
                return None;
            }
        }
    }
    None
}

fn print(tables: &mut Tables, figures: &[Figure], moved: &[i64], base: i64, is_wide: bool) {
    let away = if is_wide { 2 * base - 1 } else { base - 1 };
    for (figure, moved) in figures.iter().zip(moved) {
        let cell = &mut tables.cells[figure.position];
        let printed = (figure.below + moved) * base;
        cell.mark = Some(Mark::Rounded {
            printed,
            low: (printed - away).max(cell.low),
            high: printed.saturating_add(away),
        });
    }
    for cell in &mut tables.cells {
        let is_withheld = cell.status.is_printed() && cell.value.is_none();
        cell.mark = match cell.mark {
            Some(Mark::Rounded { .. }) => cell.mark,
            _ if is_withheld => Some(Mark::Hidden),
            _ => None,
        };
    }
    tables.mode = Mode::Rounding { base };
    let how = if is_wide {
        "less than twice the base away"
    } else {
        "one of the two multiples next to it"
    };
    tables.notes.push(format!(
        "rounded to multiples of {}: each figure is {how}, and the tables add up",
        tables.shown(base)
    ));
}
