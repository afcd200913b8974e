//! What a reader still does not know under a pattern, in pieces that have nothing to do with each other.

use crate::fault::Fault;
use crate::pattern::{Display, Pattern};
use crate::problem::{Cell, FigureState, Linear, Problem};
use crate::solver::{Column, Program, Row, Session, Solver};

/// Bounds drawn from single rows are kept within this, far beyond any count of people.
const TIGHTENED_MAX: i128 = 1 << 60;

/// How many people a rounded rate is kept away from its limits, so that rounding some counts does not break it, and how
/// much that is wanted: the first step for every rate before the next for any.
const ROOMS: [(f64, f64); 3] = [(0.5, 1000.0), (2.5, 30.0), (20.0, 1.0)];

/// A row over the unknown cells of one piece, in exact integers.
#[derive(Debug, Clone)]
pub(crate) struct ExactRow {
    pub terms: Vec<(usize, i64)>,
    pub low: Option<i128>,
    pub high: Option<i128>,
    /// Which fact of the knowledge it came from.
    pub fact: usize,
}

/// Unknown cells that hang together. Positions in `rows` refer to `cells`, which are indices of the problem's cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Piece {
    pub cells: Vec<usize>,
    /// What each cell can be at least and at most, as far as single rows tell.
    pub bounds: Vec<(i64, i64)>,
    pub rows: Vec<ExactRow>,
}

/// The pieces, and in which piece (and where in it) each cell stands; known cells stand in none.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub pieces: Vec<Piece>,
    pub place: Vec<Option<(usize, usize)>>,
}

/// What is known about each cell, and which linear statements hold.
pub(crate) struct Knowledge<'a> {
    pub fixed: Vec<Option<i64>>,
    pub facts: Vec<&'a Linear>,
}

impl<'a> Knowledge<'a> {
    /// What every reader knows when this pattern is printed.
    pub(crate) fn of_reader(problem: &'a Problem, pattern: &Pattern) -> Knowledge<'a> {
        let mut fixed: Vec<Option<i64>> = problem.cells.iter().map(pinned_by_bounds).collect();
        let mut facts: Vec<&Linear> = problem.relations.iter().collect();
        for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
            let shown = matches!(figure.state, FigureState::Public) || *display == Display::Shown;
            if shown {
                for cell in &figure.cells {
                    fixed[cell.0] = problem.cells[cell.0].value;
                }
                facts.extend(&figure.statements);
            } else if *display == Display::Coded {
                facts.extend(figure.coded.iter().flatten());
            }
        }
        Knowledge { fixed, facts }
    }

    /// Works out every cell that is the only unknown of an equation, and what follows from it in turn. Facts about cells
    /// for which no agreeing count was found (`unsolved`) are left alone.
    pub(crate) fn settle(&mut self, problem: &Problem, unsolved: &[bool]) {
        let mut facts_of: Vec<Vec<u32>> = vec![Vec::new(); self.fixed.len()];
        let mut open: Vec<u32> = vec![0; self.facts.len()];
        let mut ready = Vec::new();
        for (index, fact) in self.facts.iter().enumerate() {
            let is_sound = fact.terms.iter().all(|(cell, _)| !unsolved[cell.0]);
            if fact.low.is_none() || fact.low != fact.high || !is_sound {
                continue;
            }
            for (cell, _) in fact.terms.iter().filter(|(cell, _)| self.fixed[cell.0].is_none()) {
                open[index] += 1;
                facts_of[cell.0].push(index as u32);
            }
            if open[index] == 1 {
                ready.push(index);
            }
        }
        while let Some(index) = ready.pop() {
            let Some((cell, value)) = self.only_unknown(index, problem) else {
                continue;
            };
            self.fixed[cell] = Some(value);
            for fact in &facts_of[cell] {
                let left = &mut open[*fact as usize];
                *left = left.saturating_sub(1);
                if *left == 1 {
                    ready.push(*fact as usize);
                }
            }
        }
    }

    /// The one unknown of an equation with its value; `None` if there is none, or no whole number that it could be.
    fn only_unknown(&self, fact: usize, problem: &Problem) -> Option<(usize, i64)> {
        let fact = self.facts[fact];
        let (mut cell, mut times, mut rest) = (None, 0i128, i128::from(fact.low?));
        for (other, by) in &fact.terms {
            match self.fixed[other.0] {
                Some(value) => rest -= i128::from(value) * i128::from(*by),
                None if cell.is_none_or(|cell| cell == other.0) => {
                    cell = Some(other.0);
                    times += i128::from(*by);
                }
                None => return None,
            }
        }
        let cell = cell?;
        if times == 0 || rest % times != 0 {
            return None;
        }
        let value = i64::try_from(rest / times).ok()?;
        let bounds = &problem.cells[cell];
        (bounds.low <= value && value <= bounds.high).then_some((cell, value))
    }

    /// What we know ourselves.
    pub(crate) fn our_own(problem: &'a Problem) -> Knowledge<'a> {
        let fixed = problem
            .cells
            .iter()
            .map(|cell| cell.value.or(pinned_by_bounds(cell)))
            .collect();
        Knowledge {
            fixed,
            facts: problem.truths().collect(),
        }
    }
}

fn pinned_by_bounds(cell: &Cell) -> Option<i64> {
    (cell.low == cell.high).then_some(cell.low)
}

impl World {
    /// Splits what is unknown into pieces.
    pub(crate) fn new(problem: &Problem, knowledge: &Knowledge) -> World {
        let count = knowledge.fixed.len();
        let mut leader: Vec<usize> = (0..count).collect();
        for fact in &knowledge.facts {
            let mut unknown = fact
                .terms
                .iter()
                .map(|(cell, _)| cell.0)
                .filter(|cell| knowledge.fixed[*cell].is_none());
            if let Some(first) = unknown.next() {
                for other in unknown {
                    join(&mut leader, first, other);
                }
            }
        }
        let mut world = World {
            pieces: Vec::new(),
            place: vec![None; count],
        };
        let mut piece_of = vec![usize::MAX; count];
        for cell in 0..count {
            if knowledge.fixed[cell].is_some() {
                continue;
            }
            let root = find(&mut leader, cell);
            if piece_of[root] == usize::MAX {
                piece_of[root] = world.pieces.len();
                world.pieces.push(Piece::default());
            }
            let piece = &mut world.pieces[piece_of[root]];
            world.place[cell] = Some((piece_of[root], piece.cells.len()));
            piece.cells.push(cell);
            piece
                .bounds
                .push((problem.cells[cell].low, problem.cells[cell].high));
        }
        // For each cell the fact that named it last, and where it stands among that fact's terms.
        let mut named = vec![(usize::MAX, 0); count];
        for (index, fact) in knowledge.facts.iter().enumerate() {
            world.add(index, fact, &knowledge.fixed, &mut named);
        }
        world
    }

    fn add(&mut self, index: usize, fact: &Linear, fixed: &[Option<i64>], named: &mut [(usize, usize)]) {
        let mut known = 0i128;
        let mut terms: Vec<(usize, i64)> = Vec::new();
        let mut piece = None;
        for (cell, by) in &fact.terms {
            match (self.place[cell.0], fixed[cell.0]) {
                (Some((found, position)), _) => {
                    piece = Some(found);
                    let (fact, at) = named[cell.0];
                    if fact == index {
                        terms[at].1 += by;
                    } else {
                        named[cell.0] = (index, terms.len());
                        terms.push((position, *by));
                    }
                }
                (None, Some(value)) => known += i128::from(value) * i128::from(*by),
                (None, None) => {}
            }
        }
        // A fact about known cells only teaches nothing more.
        let Some(piece) = piece else {
            return;
        };
        let low = fact.low.map(|low| i128::from(low) - known);
        let high = fact.high.map(|high| i128::from(high) - known);
        let row = ExactRow {
            terms,
            low,
            high,
            fact: index,
        };
        if self.pieces[piece].tighten(&row).is_none() {
            self.pieces[piece].rows.push(row);
        }
    }
}

pub(crate) fn find(leader: &mut [usize], cell: usize) -> usize {
    let mut root = cell;
    while leader[root] != root {
        leader[root] = leader[leader[root]];
        root = leader[root];
    }
    root
}

pub(crate) fn join(leader: &mut [usize], one: usize, other: usize) {
    let (one, other) = (find(leader, one), find(leader, other));
    leader[one.max(other)] = one.min(other);
}

impl Piece {
    /// Takes a row about a single cell as its bounds, in whole numbers; `None` for any other row.
    pub(crate) fn tighten(&mut self, row: &ExactRow) -> Option<()> {
        let [(cell, by)] = row.terms[..] else {
            return None;
        };
        let by = i128::from(by);
        let quotient = |end: Option<i128>, up: bool| {
            let end = end?;
            let floor = end.div_euclid(by.abs()) * by.signum();
            let is_whole = end.rem_euclid(by.abs()) == 0;
            // For a negative divisor the floor of the size is the ceiling of the quotient.
            let value = match (is_whole, up, by > 0) {
                (true, _, _) | (false, false, true) | (false, true, false) => floor,
                (false, true, true) => floor + 1,
                (false, false, false) => floor - 1,
            };
            Some(value.clamp(-TIGHTENED_MAX, TIGHTENED_MAX) as i64)
        };
        if by == 0 {
            return None;
        }
        let (least, most) = if by > 0 {
            (row.low, row.high)
        } else {
            (row.high, row.low)
        };
        let (low, high) = self.bounds[cell];
        let least = quotient(least, true).map_or(low, |least| least.max(low));
        let most = quotient(most, false).map_or(high, |most| most.min(high));
        self.bounds[cell] = (least, most);
        Some(())
    }

    /// The costs of [`Piece::program`], without making it.
    pub(crate) fn rooms(&self) -> Vec<(usize, f64)> {
        self.program(|_| 0).1
    }

    /// Whether some cell can be nothing at all.
    pub(crate) fn is_contradictory(&self) -> bool {
        self.bounds.iter().any(|(low, high)| low > high)
    }

    /// Whether whole numbers (one per cell of the piece) satisfy every row and bound. Exact.
    pub(crate) fn holds(&self, point: &[i64]) -> bool {
        let within = self
            .bounds
            .iter()
            .zip(point)
            .all(|((low, high), value)| low <= value && value <= high);
        within && self.rows.iter().all(|row| row.holds(point))
    }

    /// The piece as a linear program, starting at the given counts; and the costs under which rounded rates keep away
    /// from their limits, so that whole numbers near the solution agree with them too.
    pub(crate) fn program(&self, start: impl Fn(usize) -> i64) -> (Program, Vec<(usize, f64)>) {
        let columns = self
            .cells
            .iter()
            .zip(&self.bounds)
            .map(|(cell, (low, high))| Column {
                low: *low as f64,
                high: *high as f64,
                start: start(*cell) as f64,
            });
        let mut program = Program {
            columns: columns.collect(),
            rows: Vec::new(),
        };
        let mut costs = Vec::new();
        for row in &self.rows {
            let mut floats = row.in_floats();
            let size = floats.terms.iter().map(|(_, by)| by.abs()).fold(1.0, f64::max);
            if size > 1.0 && row.low != row.high {
                // Whatever room is taken counts against the end of the row that is there.
                let sign = if row.low.is_some() { -1.0 } else { 1.0 };
                for (people, gain) in ROOMS {
                    let room = program.columns.len();
                    program.columns.push(Column {
                        low: 0.0,
                        high: people * size,
                        start: 0.0,
                    });
                    floats.terms.push((room, sign));
                    costs.push((room, -gain / size));
                }
            }
            program.rows.push(floats);
        }
        (program, costs)
    }

    /// A session on the piece, starting at the given counts.
    ///
    /// Errors: [`Fault::TooBig`] if the solver cannot hold it, [`Fault::Contradiction`] if a cell can be nothing.
    pub(crate) fn session(
        &self,
        solver: &dyn Solver,
        problem: &Problem,
        base: &[i64],
    ) -> Result<Box<dyn Session>, Fault> {
        if self.is_contradictory() {
            let names: Vec<&str> = self
                .cells
                .iter()
                .map(|cell| problem.cells[*cell].name.as_str())
                .collect();
            return Err(Fault::Contradiction {
                cells: names.join(", "),
            });
        }
        if !solver.can_hold(self.cells.len(), self.rows.len()) {
            return Err(Fault::TooBig {
                cells: self.cells.len(),
                relations: self.rows.len(),
            });
        }
        Ok(solver.session(&self.program(|cell| base[cell]).0))
    }
}

impl ExactRow {
    /// Whether it holds at a point of its piece. Exact.
    pub(crate) fn holds(&self, point: &[i64]) -> bool {
        let sum: i128 = self
            .terms
            .iter()
            .map(|(cell, by)| i128::from(*by) * i128::from(point[*cell]))
            .sum();
        self.low.is_none_or(|low| sum >= low) && self.high.is_none_or(|high| sum <= high)
    }

    pub(crate) fn in_floats(&self) -> Row {
        Row {
            terms: self.terms.iter().map(|(cell, by)| (*cell, *by as f64)).collect(),
            low: self.low.map_or(f64::NEG_INFINITY, |low| low as f64),
            high: self.high.map_or(f64::INFINITY, |high| high as f64),
        }
    }
}
