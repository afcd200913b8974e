//! What a report shows: small counts are hidden, with whatever would give them away, and the rest is rounded.
//!
//! Everyone, places, groups and bands of dose are tables of the same people. What must be hidden beside the small counts is chosen
//! by `disclosure` over all of them at once, and held against its attacker, who knows every sum. Rounding comes on top: with
//! it nobody gets as far as that attacker.

use std::collections::BTreeMap;

use disclosure::{
    AuditOptions, Cell, CellId, Display, Figure, FigureId, FigureState, Linear, Need, Problem, audit_with,
    protect,
};

use crate::reached::{Share, Table};

/// What is shown is a multiple of this.
pub const ROUNDED_TO: usize = 5;
/// A table with more lines than these is not shown: each would be of few.
const LINES_MAX: usize = 300;

/// A count as it is shown.
pub fn rounded(count: usize) -> usize {
    (count + ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO
}

/// A share as it is shown.
pub(crate) fn rounded_share(share: Share) -> Share {
    Share {
        could: rounded(share.could),
        reached: rounded(share.reached),
        least: rounded(share.least),
        most: rounded(share.most),
    }
}

/// Which lines are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Open {
    /// For each table, for each of its lines.
    pub lines: Vec<Vec<bool>>,
    /// For each band of dose.
    pub bands: Vec<bool>,
}

impl Open {
    /// What may be shown of these tables, the first of which is everyone, and of these bands of those who are reached.
    pub fn of(minimum: usize, tables: &[Table], bands: &[usize]) -> Self {
        let mut work = Work::new(minimum);
        // Hiding everyone costs more than hiding all of any one table.
        let weight = |number: usize| if number == 0 { tables.len() as u64 } else { 1 };
        let numbered = tables.iter().enumerate();
        let lines: Vec<Vec<Line>> = numbered
            .map(|(number, table)| work.table(table, weight(number)))
            .collect();
        work.sums(tables, &lines);
        let bands = work.bands(lines.first().and_then(|lines| lines.first()), bands);
        let shown = work.shown();
        let is_open = |figure: &FigureId| shown.get(figure.index()).copied().unwrap_or(false);
        let mut open: Vec<Vec<bool>> = lines
            .iter()
            .map(|lines| lines.iter().map(|line| is_open(&line.figure)).collect())
            .collect();
        // A table that is too long is no part of the problem, and is not shown.
        for (lines, table) in open.iter_mut().zip(tables) {
            lines.resize(table.values.len(), false);
        }
        Self {
            lines: open,
            bands: bands.iter().map(is_open).collect(),
        }
    }
}

/// A line as cells that add up from table to table, and what is printed of it.
struct Line {
    /// Reached by sure links, reached otherwise, perhaps reached, and not reached.
    parts: [CellId; 4],
    /// Those who are reached.
    reached: CellId,
    figure: FigureId,
}

struct Work {
    problem: Problem,
    minimum: i64,
}

impl Work {
    fn new(minimum: usize) -> Self {
        let minimum = number(minimum);
        Self {
            problem: Problem {
                hidden_width: minimum,
                ..Problem::default()
            },
            minimum,
        }
    }

    /// A count; where it is small, a reader learns no more than that.
    fn count(&mut self, name: &str, count: usize, is_personal: bool) -> CellId {
        let count = number(count);
        let cell = Cell::known(name, count);
        let is_small = is_personal && count < self.minimum && self.minimum > 1;
        self.problem.cell(match is_small {
            true => cell.needing(Need::Sliding {
                low: 1,
                high: self.minimum - 1,
                width: self.minimum,
            }),
            false => cell,
        })
    }

    fn table(&mut self, table: &Table, weight: u64) -> Vec<Line> {
        if table.values.len() > LINES_MAX {
            return Vec::new();
        }
        let shares = table.shares.iter();
        shares.map(|share| self.line(share, weight)).collect()
    }

    fn line(&mut self, share: &Share, weight: u64) -> Line {
        let parts = [
            // Whoever is counted by sure links alone is a person of the line, as those who are not reached are.
            self.count("sure", share.least, true),
            self.count("doubtful", share.reached - share.least, false),
            self.count("perhaps", share.most - share.reached, false),
            self.count("surely not", share.could - share.most, false),
        ];
        let reached = self.count("reached", share.reached, true);
        let rest = self.count("not reached", share.could - share.reached, true);
        // A line stands there because somebody is in it.
        let could = self.count("could", share.could, true);
        self.problem.cells[could.index()].low = 1;
        let most = self.count("most", share.most, false);
        self.problem.relation(Linear::sum(reached, &parts[..2]));
        self.problem.relation(Linear::sum(rest, &parts[2..]));
        self.problem.relation(Linear::sum(could, &[reached, rest]));
        self.problem.relation(Linear::sum(most, &parts[..3]));
        let figure = self.problem.figure(Figure {
            name: "line".to_owned(),
            cells: vec![could, reached, rest, most, parts[0]],
            statements: Vec::new(),
            about: Vec::new(),
            coded: None,
            weight: weight * share.could.max(1) as u64,
            state: FigureState::Free,
        });
        Line {
            parts,
            reached,
            figure,
        }
    }

    /// What readers know of every two tables: lines that hold the same people add up to the same. With everyone that is the
    /// total; with a group inside another it is more.
    fn sums(&mut self, tables: &[Table], lines: &[Vec<Line>]) {
        for (at, left) in lines.iter().enumerate() {
            for (further, right) in lines.iter().enumerate().skip(at + 1) {
                if left.is_empty() || right.is_empty() {
                    continue;
                }
                for sets in same_people(&tables[at], &tables[further]) {
                    self.same((left, right), &sets);
                }
            }
        }
    }

    /// These lines of one table and those of another hold the same people.
    fn same(&mut self, (left, right): (&[Line], &[Line]), sets: &(Vec<usize>, Vec<usize>)) {
        for part in 0..4 {
            let plus = sets.0.iter().map(|line| (left[*line].parts[part], 1));
            let minus = sets.1.iter().map(|line| (right[*line].parts[part], -1));
            self.problem.relation(Linear {
                terms: plus.chain(minus).collect(),
                low: Some(0),
                high: Some(0),
            });
        }
    }

    fn bands(&mut self, everyone: Option<&Line>, bands: &[usize]) -> Vec<FigureId> {
        let Some(everyone) = everyone else {
            return Vec::new();
        };
        let reached = everyone.reached;
        let cells: Vec<CellId> = bands
            .iter()
            .map(|count| self.count("band", *count, true))
            .collect();
        if !cells.is_empty() {
            self.problem.relation(Linear::sum(reached, &cells));
        }
        let figures = cells.iter().zip(bands);
        figures
            .map(|(cell, count)| {
                let weight = (*count).max(1) as u64;
                self.problem.figure(Figure::count("band", *cell, weight))
            })
            .collect()
    }

    /// For each figure whether it is shown. Where no pattern is safe, nothing is.
    fn shown(&self) -> Vec<bool> {
        let nothing = vec![false; self.problem.figures.len()];
        let Ok(found) = protect(&self.problem) else {
            return nothing;
        };
        // A confined process can start no thread.
        let options = AuditOptions {
            threads: 1,
            ..AuditOptions::default()
        };
        match audit_with(&self.problem, &found.pattern, &options) {
            Ok(audit) if audit.is_safe() => {
                let displays = found.pattern.displays.iter();
                displays.map(|display| *display == Display::Shown).collect()
            }
            Ok(_) | Err(_) => nothing,
        }
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(disclosure::COUNT_MAX)
}

/// The smallest sets of lines of two tables that hold the same people.
fn same_people(one: &Table, other: &Table) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut set_of: Vec<usize> = (0..one.values.len() + other.values.len()).collect();
    let beyond = one.values.len();
    let root = |set_of: &[usize], mut at: usize| {
        while set_of[at] != at {
            at = set_of[at];
        }
        at
    };
    for (left, right) in one.of.iter().zip(&other.of) {
        let (left, right) = (root(&set_of, *left), root(&set_of, beyond + right));
        set_of[left.max(right)] = left.min(right);
    }
    let mut sets: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for at in 0..set_of.len() {
        let set = sets.entry(root(&set_of, at)).or_default();
        match at.checked_sub(beyond) {
            None => set.0.push(at),
            Some(line) => set.1.push(line),
        }
    }
    sets.into_values().collect()
}
