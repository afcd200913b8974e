//! The cheapest way to make room for one count: which figures must give way so that it can lie further out.
//!
//! Every unknown may move; what a shown figure prints moves only at a cost. The solution names the figures to hide, and
//! is itself the proof that hiding them is enough.
//!
//! Source: Fischetti and Salazar 2001 (the linear heuristic), with branching where the solution is not whole.

use crate::base::Base;
use crate::integer::{End, Lattice, Search};
use crate::net::Net;
use crate::pattern::{Display, Pattern};
use crate::problem::{FigureState, Linear, Problem};
use crate::solver::{Column, Outcome, Program, Row, Session, Solver};
use crate::world::{ExactRow, Knowledge, World};

/// By how many people the statement of a hidden figure may be wrong: as good as by any number.
const BROKEN_MAX: f64 = 1e12;
/// A count that moved less than this did not move.
const MOVED: f64 = 1e-6;

/// Everything that is still free to be hidden or shown, with the relations between.
pub(crate) struct Elastic<'a> {
    solver: &'a dyn Solver,
    base: &'a Base,
    world: World,
    /// Positions in the knowledge from here on are statements of figures, in this order.
    statements_from: usize,
    statement_owner: Vec<usize>,
    /// The free figures that print each cell.
    printed_by: Vec<Vec<usize>>,
    pieces: Vec<Option<Prepared>>,
}

/// One piece as a program in which shown figures can be moved.
struct Prepared {
    session: Box<dyn Session>,
    /// Per cell of the piece: its column, and for printed cells a second one that counts downwards.
    columns: Vec<(usize, Option<usize>)>,
    bounds: Vec<(i64, i64)>,
    cell_bounds: Vec<(i64, i64)>,
    /// The two columns by which a statement of this figure can be broken, and the size of its coefficients.
    breaks: Vec<(usize, usize, f64)>,
    hard: Vec<ExactRow>,
}

/// The cells of a prepared piece, as they move away from where they are.
struct Around<'a> {
    prepared: &'a Prepared,
    start: &'a [i64],
}

/// Whether counts must be whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whole {
    Anything,
    Counts,
}

/// What gives way.
pub(crate) enum GivesWay {
    Figures(Vec<usize>),
    Point(Vec<i64>),
}

/// A count to be moved: the cell, which way, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Move {
    pub cell: usize,
    pub end: End,
    pub wanted: i64,
}

impl Move {
    fn range(self) -> (i64, i64) {
        match self.end {
            End::Low => (i64::MIN, self.wanted),
            End::High => (self.wanted, i64::MAX),
        }
    }
}

impl<'a> Elastic<'a> {
    pub(crate) fn new(solver: &'a dyn Solver, problem: &'a Problem, base: &'a Base) -> Elastic<'a> {
        let mut knowledge = Knowledge::of_reader(problem, &everything_free_hidden(problem));
        let statements_from = knowledge.facts.len();
        let mut statement_owner = Vec::new();
        let mut printed_by = vec![Vec::new(); problem.cells.len()];
        for (index, figure) in problem.figures.iter().enumerate() {
            if figure.state != FigureState::Free {
                continue;
            }
            let statements: Vec<&Linear> = figure.statements.iter().collect();
            statement_owner.extend(statements.iter().map(|_| index));
            knowledge.facts.extend(statements);
            for cell in &figure.cells {
                printed_by[cell.0].push(index);
            }
        }
        let world = World::new(problem, &knowledge);
        let pieces = world.pieces.iter().map(|_| None).collect();
        Elastic {
            solver,
            base,
            world,
            statements_from,
            statement_owner,
            printed_by,
            pieces,
        }
    }

    /// The figures that give way if counts need not be whole, and with `Whole::Counts` a whole-numbered point that
    /// gives way as cheaply as was found.
    pub(crate) fn cheapest(
        &mut self,
        asked: Move,
        net: &Net,
        pattern: &Pattern,
        whole: Whole,
    ) -> Option<GivesWay> {
        let (piece, position) = self.world.place[asked.cell]?;
        if self.pieces[piece].is_none() {
            self.pieces[piece] = self.prepare(piece);
        }
        let prepared = self.pieces[piece].as_ref()?;
        let mut session = prepared.session.fork();
        let cells = &self.world.pieces[piece].cells;
        let start: Vec<i64> = cells.iter().map(|cell| self.base.point[*cell]).collect();
        let distance = (asked.wanted - start[position]).abs().max(1) as f64;
        let costs = self.costs(piece, prepared, net, pattern, distance);
        let moved = prepared.moved(position, start[position], asked)?;
        if whole == Whole::Anything {
            for (column, (low, high)) in moved {
                session.bound(column, low as f64, high as f64);
            }
            let solved = session.minimise(&costs) == Outcome::Optimal;
            return solved.then(|| GivesWay::Figures(self.giving_way(piece, prepared, session.as_ref())));
        }
        let lattice = Around {
            prepared,
            start: &start,
        };
        let mut search = Search::new(session.as_mut(), prepared.bounds.clone(), &lattice);
        for (column, bounds) in moved {
            search.set(column, bounds);
        }
        search.aim(position, asked.range());
        let mut point = self.base.point.clone();
        for (cell, value) in cells.iter().zip(search.dive(&costs)?) {
            point[*cell] = value;
        }
        Some(GivesWay::Point(point))
    }

    /// The figures whose counts move, or whose statements are broken.
    fn giving_way(&self, piece: usize, prepared: &Prepared, session: &dyn Session) -> Vec<usize> {
        let is_used = |column: usize, size: f64| session.value(column) > MOVED * size;
        let mut figures = Vec::new();
        for (cell, (up, down)) in self.world.pieces[piece].cells.iter().zip(&prepared.columns) {
            if down.is_some_and(|down| is_used(*up, 1.0) || is_used(down, 1.0)) {
                figures.extend(&self.printed_by[*cell]);
            }
        }
        for (column, figure, size) in &prepared.breaks {
            if is_used(*column, *size) || is_used(column + 1, *size) {
                figures.push(*figure);
            }
        }
        figures
    }

    fn prepare(&self, piece: usize) -> Option<Prepared> {
        let shape = &self.world.pieces[piece];
        if !self
            .solver
            .can_hold(shape.cells.len() * 2 + shape.rows.len(), shape.rows.len())
        {
            return None;
        }
        let mut program = Program::default();
        let mut columns = Vec::new();
        let mut bounds = Vec::new();
        for (cell, (low, high)) in shape.cells.iter().zip(&shape.bounds) {
            let start = self.base.point[*cell];
            if self.printed_by[*cell].is_empty() {
                columns.push((bounds.len(), None));
                bounds.push((*low, *high));
                program.columns.push(Column {
                    low: *low as f64,
                    high: *high as f64,
                    start: start as f64,
                });
                continue;
            }
            columns.push((bounds.len(), Some(bounds.len() + 1)));
            for room in [high - start, start - low] {
                bounds.push((0, room));
                program.columns.push(Column {
                    low: 0.0,
                    high: room as f64,
                    start: 0.0,
                });
            }
        }
        let mut prepared = Prepared {
            session: self.solver.session(&Program::default()),
            columns,
            bounds,
            cell_bounds: shape.bounds.clone(),
            breaks: Vec::new(),
            hard: Vec::new(),
        };
        for row in &shape.rows {
            self.add_row(piece, row, &mut prepared, &mut program);
        }
        prepared.session = self.solver.session(&program);
        Some(prepared)
    }

    /// Adds a row to the program; one that a free figure states can be broken, at the cost of hiding the figure.
    fn add_row(&self, piece: usize, row: &ExactRow, prepared: &mut Prepared, program: &mut Program) {
        let mut floats = self.shifted(piece, row, &prepared.columns);
        if row.fact >= self.statements_from {
            let size = floats.terms.iter().map(|(_, by)| by.abs()).fold(1.0, f64::max);
            let first = program.columns.len();
            program.columns.extend(
                [Column {
                    low: 0.0,
                    high: BROKEN_MAX * size,
                    start: 0.0,
                }; 2],
            );
            floats.terms.extend([(first, 1.0), (first + 1, -1.0)]);
            prepared
                .breaks
                .push((first, self.statement_owner[row.fact - self.statements_from], size));
        } else {
            prepared.hard.push(row.clone());
        }
        program.rows.push(floats);
    }

    /// A row in the columns of the program: printed cells are counted from where they are.
    fn shifted(&self, piece: usize, row: &ExactRow, columns: &[(usize, Option<usize>)]) -> Row {
        let mut floats = row.in_floats();
        let mut known = 0.0;
        let mut terms = Vec::new();
        for (position, by) in &floats.terms {
            let (column, down) = columns[*position];
            terms.push((column, *by));
            if let Some(down) = down {
                terms.push((down, -by));
                known += by * self.base.point[self.world.pieces[piece].cells[*position]] as f64;
            }
        }
        floats.terms = terms;
        floats.low -= known;
        floats.high -= known;
        floats
    }

    /// What moving each column by one costs: a shown figure costs its weight once moved all the way.
    fn costs(
        &self,
        piece: usize,
        prepared: &Prepared,
        net: &Net,
        pattern: &Pattern,
        distance: f64,
    ) -> Vec<(usize, f64)> {
        let weight = |figure: usize| net.figure_cost(figure, pattern);
        let mut costs = Vec::new();
        for (cell, (up, down)) in self.world.pieces[piece].cells.iter().zip(&prepared.columns) {
            let lost: f64 = self.printed_by[*cell].iter().map(|figure| weight(*figure)).sum();
            for column in [Some(*up), *down].into_iter().flatten().filter(|_| lost > 0.0) {
                let room = (prepared.bounds[column].1 as f64).max(1.0);
                costs.push((column, lost / distance.min(room)));
            }
        }
        for (column, figure, size) in &prepared.breaks {
            let cost = weight(*figure) / (distance * size);
            costs.extend(
                [(*column, cost), (column + 1, cost)]
                    .into_iter()
                    .filter(|_| cost > 0.0),
            );
        }
        costs
    }
}

impl Lattice for Around<'_> {
    fn cells(&self, columns: &[f64]) -> Vec<f64> {
        let value = |(start, (column, down)): (&i64, &(usize, Option<usize>))| match down {
            Some(down) => *start as f64 + columns[*column] - columns[*down],
            None => columns[*column],
        };
        self.start.iter().zip(&self.prepared.columns).map(value).collect()
    }

    fn holds(&self, point: &[i64]) -> bool {
        self.prepared.hard.iter().all(|row| row.holds(point))
            && point
                .iter()
                .zip(&self.prepared.cell_bounds)
                .all(|(value, (low, high))| low <= value && value <= high)
    }

    fn rows(&self) -> &[ExactRow] {
        // Solving the sums for one cell would move figures that need not move; branching finds better points.
        &[]
    }
}

impl Prepared {
    /// The bounds that make the cell lie where asked; `None` if it cannot.
    fn moved(&self, position: usize, start: i64, asked: Move) -> Option<Vec<(usize, (i64, i64))>> {
        let (column, down) = self.columns[position];
        let (low, high) = self.bounds[column];
        let moved = match (down, asked.end) {
            (None, End::High) => vec![(column, (asked.wanted.max(low), high))],
            (None, End::Low) => vec![(column, (low, asked.wanted.min(high)))],
            (Some(down), End::High) => vec![(column, ((asked.wanted - start).max(0), high)), (down, (0, 0))],
            (Some(down), End::Low) => {
                vec![
                    (column, (0, 0)),
                    (down, ((start - asked.wanted).max(0), self.bounds[down].1)),
                ]
            }
        };
        moved.iter().all(|(_, (low, high))| low <= high).then_some(moved)
    }
}

/// Nothing is shown but what must be and what already is.
pub(crate) fn everything_free_hidden(problem: &Problem) -> Pattern {
    let display = |figure: &crate::problem::Figure| match figure.state {
        FigureState::MustShow | FigureState::Public => Display::Shown,
        FigureState::Free | FigureState::Withheld => Display::Hidden(crate::pattern::Why::Withheld),
    };
    Pattern {
        displays: problem.figures.iter().map(display).collect(),
    }
}
