//! A table as a problem: which cells and figures stand behind each row, and the way back from a pattern to rows.

use crate::counts::RowCounts;
use crate::pattern::{Display, Pattern};
use crate::policy::{Policy, Protects};
use crate::problem::{COUNT_MAX, Cell, CellId, Figure, FigureId, FigureState, Linear, Problem};
use crate::rounded::{at_least, at_most};
use crate::table::{Adding, AtSource, Count, Earlier, Prints, RowId, TableRow};

/// What happens to each thing printed in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The numerator and the rate. [`Display::Coded`] prints [`Verdict::tail`] instead.
    pub share: Display,
    /// The denominator.
    pub denominator: Display,
    /// Which tail a coded share lies in.
    pub tail: Option<Tail>,
}

/// A tail of the distribution of shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// So many percent or less.
    AtMost(i64),
    /// So many percent or more.
    AtLeast(i64),
}

/// What stands behind a row in the problem.
#[derive(Debug, Clone, Copy)]
struct RowCells {
    numerator: CellId,
    denominator: Option<CellId>,
    complement: Option<CellId>,
}

#[derive(Debug, Clone, Copy)]
struct RowFigures {
    share: FigureId,
    denominator: Option<FigureId>,
    tail: Option<Tail>,
    is_coded_from_the_start: bool,
}

/// A table as a problem, with the way back from figures to rows.
#[derive(Debug, Clone)]
pub struct TableProblem {
    /// The problem to protect and to audit.
    pub problem: Problem,
    /// Earlier statements that no longer agree with the counts: the figure was corrected since. They teach a reader
    /// nothing certain about the present counts and are left out.
    pub restated: Vec<RowId>,
    /// Rates that their own counts do not yield (sources do that); they are taken as saying nothing about the counts.
    pub odd_rates: Vec<RowId>,
    cells: Vec<RowCells>,
    figures: Vec<RowFigures>,
}

impl TableProblem {
    pub(crate) fn new(problem: Problem) -> TableProblem {
        TableProblem {
            problem,
            restated: Vec::new(),
            odd_rates: Vec::new(),
            cells: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// What a pattern for [`TableProblem::problem`] means for a row.
    pub fn verdict(&self, row: RowId, pattern: &Pattern) -> Verdict {
        let figures = self.figures[row.0];
        let share = match pattern.of(figures.share) {
            Display::Shown if figures.is_coded_from_the_start => Display::Coded,
            display => display,
        };
        let denominator = figures.denominator.map_or(share, |figure| pattern.of(figure));
        Verdict {
            share,
            denominator,
            tail: figures.tail,
        }
    }

    /// The cells behind a row: numerator, denominator, complement.
    pub fn cells(&self, row: RowId) -> (CellId, Option<CellId>, Option<CellId>) {
        let cells = self.cells[row.0];
        (cells.numerator, cells.denominator, cells.complement)
    }

    /// The row to which a cell belongs; `None` for people outside all rows.
    pub fn row_of(&self, cell: CellId) -> Option<RowId> {
        let belongs = |cells: &RowCells| {
            cells.numerator == cell || cells.denominator == Some(cell) || cells.complement == Some(cell)
        };
        self.cells.iter().position(belongs).map(RowId)
    }

    pub(crate) fn add_row(&mut self, row: &TableRow, policy: &Policy) {
        let known = RowCounts::of(row);
        let is_hidden_at_source = row.at_source == AtSource::Suppressed;
        let is_empty = known.denominator == Some(0);
        let guards_numerator = !matches!(policy.protects, Protects::Denominator);
        let guards_complement = matches!(policy.protects, Protects::Both);
        // What might be small is protected as if it were.
        let might_be = |range: Option<(i64, i64)>, is_small: &dyn Fn(i64) -> bool| match range {
            Some((low, high)) => is_small(low) || is_small(high.min(1).max(low)),
            None => is_hidden_at_source,
        };
        let small_part = |range: Option<(i64, i64)>| might_be(range, &|count| policy.is_part_small(count));
        let small_group = |range: Option<(i64, i64)>| might_be(range, &|count| policy.is_group_small(count));

        let mut numerator = cell(format!("{}: numerator", row.name), row.numerator, known.numerator);
        if guards_numerator && !is_empty && small_part(known.numerator_range) {
            numerator.need = Some(policy.need());
        }
        let numerator = self.problem.cell(numerator);
        let mut cells = RowCells {
            numerator,
            denominator: None,
            complement: None,
        };
        if let Some(count) = row.denominator {
            let mut denominator = cell(format!("{}: denominator", row.name), count, known.denominator);
            // We show empty groups as empty, so a reader takes any other for one with somebody in it. Sources suppress
            // empty groups too.
            let is_told = known.denominator.is_some() || row.rate.is_some();
            let is_inhabited = is_told && !is_empty && !is_hidden_at_source;
            denominator.low = if is_inhabited { denominator.low.max(1) } else { 0 };
            denominator.high = if is_empty { 0 } else { denominator.high };
            if small_group(known.denominator_range) {
                denominator.need = Some(policy.need());
            }
            let denominator = self.problem.cell(denominator);
            let mut complement = cell(
                format!("{}: complement", row.name),
                Count::Unknown,
                known.complement(),
            );
            if guards_complement && !is_empty && small_part(known.complement_range) {
                complement.need = Some(policy.need());
            }
            let complement = self.problem.cell(complement);
            self.problem
                .relation(Linear::sum(denominator, &[numerator, complement]));
            cells = RowCells {
                numerator,
                denominator: Some(denominator),
                complement: Some(complement),
            };
        }
        self.cells.push(cells);
        self.add_figures(row, policy, known, cells);
    }

    fn add_figures(&mut self, row: &TableRow, policy: &Policy, known: RowCounts, cells: RowCells) {
        let id = RowId(self.figures.len());
        let size = known.denominator.or(known.numerator).unwrap_or(100);
        let weight = weight_of(row, size);
        let mut share = Figure::count(format!("{}: share", row.name), cells.numerator, weight);
        share.about = [Some(cells.numerator), cells.complement, cells.denominator]
            .into_iter()
            .flatten()
            .collect();
        let prints_numerator = known.numerator.is_some() && row.prints == Prints::Everything;
        if !prints_numerator {
            share.cells.clear();
        }
        let prints_nothing = !prints_numerator && row.rate.is_none();
        if row.at_source == AtSource::Suppressed || prints_nothing {
            share.state = FigureState::Withheld;
        }
        let mut tail = None;
        let mut is_coded_from_the_start = false;
        if let Some(denominator) = cells.denominator {
            if let Some(rate) = row.rate {
                match (known.numerator, known.denominator) {
                    (Some(n), Some(d)) if !rate.agrees(n, d) => self.odd_rates.push(id),
                    _ => share.statements = rate.linear(cells.numerator, denominator),
                }
            }
            tail = tail_of(row, policy, known);
            let coded = tail.map(|tail| vec![tail.linear(cells.numerator, denominator)]);
            let needs_none = share
                .about
                .iter()
                .all(|cell| self.problem.cells[cell.0].need.is_none());
            if needs_none && let Some(coded) = &coded {
                share.cells.clear();
                share.statements.clone_from(coded);
                is_coded_from_the_start = true;
            }
            share.coded = coded.filter(|_| !is_coded_from_the_start);
        }
        let share = self.problem.figure(share);
        let denominator = self.add_denominator(row, known, cells, weight / 2);
        self.figures.push(RowFigures {
            share,
            denominator,
            tail,
            is_coded_from_the_start,
        });
    }

    fn add_denominator(
        &mut self,
        row: &TableRow,
        known: RowCounts,
        cells: RowCells,
        weight: u64,
    ) -> Option<FigureId> {
        let denominator = cells.denominator?;
        if known.denominator.is_none() || row.prints == Prints::RateOnly {
            return None;
        }
        let mut figure = Figure::count(format!("{}: denominator", row.name), denominator, weight);
        if known.denominator == Some(0) {
            figure.state = FigureState::MustShow;
        }
        Some(self.problem.figure(figure))
    }

    pub(crate) fn add_sum(&mut self, total: RowId, parts: &[RowId], adding: Adding) {
        let pick: [fn(&RowCells) -> Option<CellId>; 3] = [
            |cells| Some(cells.numerator),
            |cells| cells.denominator,
            |cells| cells.complement,
        ];
        for pick in pick {
            let Some(whole) = pick(&self.cells[total.0]) else {
                continue;
            };
            let picked: Vec<CellId> = parts
                .iter()
                .filter_map(|part| pick(&self.cells[part.0]))
                .collect();
            if picked.len() < parts.len() {
                continue;
            }
            match adding {
                Adding::Exactly => self.problem.relation(Linear::sum(whole, &picked)),
                Adding::AtMost => {
                    let sum = Linear::sum(whole, &picked);
                    self.problem.relation(Linear { low: None, ..sum });
                }
                Adding::Overlapping => {
                    for part in picked {
                        self.problem.relation(Linear::at_most(part, whole));
                    }
                }
            }
        }
    }

    pub(crate) fn add_earlier(&mut self, row: RowId, earlier: Earlier) {
        let cells = self.cells[row.0];
        let statements = match (earlier, cells.denominator) {
            (Earlier::Numerator(value), _) => vec![Linear::exactly(cells.numerator, value)],
            (Earlier::Denominator(value), Some(denominator)) => vec![Linear::exactly(denominator, value)],
            (Earlier::Rate(rate), Some(denominator)) => rate.linear(cells.numerator, denominator),
            (Earlier::AtMostPercent(percent), Some(denominator)) => {
                vec![at_most(cells.numerator, denominator, percent)]
            }
            (Earlier::AtLeastPercent(percent), Some(denominator)) => {
                vec![at_least(cells.numerator, denominator, percent)]
            }
            (_, None) => Vec::new(),
        };
        let cells = &self.problem.cells;
        let is_known = |linear: &Linear| linear.terms.iter().all(|(cell, _)| cells[cell.0].value.is_some());
        let point: Vec<i64> = cells.iter().map(|cell| cell.value.unwrap_or_default()).collect();
        if statements
            .iter()
            .any(|statement| is_known(statement) && !statement.holds_at(&point))
        {
            self.restated.push(row);
            return;
        }
        self.problem.relations.extend(statements);
    }
}

/// Everything costs something; large groups cost more, so small neighbours are hidden first.
fn weight_of(row: &TableRow, size: i64) -> u64 {
    if row.weight > 0 {
        row.weight
    } else {
        (100 + size.clamp(0, 1_000_000)) as u64
    }
}

fn cell(name: String, count: Count, known: Option<i64>) -> Cell {
    let (low, high) = match count {
        Count::Between(low, high) => (low, high),
        Count::Known(_) | Count::Unknown => (0, COUNT_MAX),
    };
    Cell {
        name,
        value: known,
        low,
        high,
        need: None,
    }
}

fn tail_of(row: &TableRow, policy: &Policy, known: RowCounts) -> Option<Tail> {
    let coding = policy.coding?;
    row.denominator?;
    let least = known.denominator_range.map_or(1, |(low, _)| low);
    if least >= coding.denominators_below || known.denominator == Some(0) {
        return None;
    }
    let (low, high) = (coding.tail_percent, 100 - coding.tail_percent);
    let (is_low, is_high) = match (known.numerator, known.denominator, row.rate) {
        (Some(n), Some(d), _) => (n * 100 <= low * d, n * 100 >= high * d),
        (_, _, Some(rate)) => (rate.is_at_most(low), rate.is_at_least(high)),
        (_, _, None) => (false, false),
    };
    match (is_low, is_high) {
        (true, _) => Some(Tail::AtMost(low)),
        (_, true) => Some(Tail::AtLeast(high)),
        (false, false) => None,
    }
}

impl Tail {
    fn linear(self, numerator: CellId, denominator: CellId) -> Linear {
        match self {
            Tail::AtMost(percent) => at_most(numerator, denominator, percent),
            Tail::AtLeast(percent) => at_least(numerator, denominator, percent),
        }
    }
}
