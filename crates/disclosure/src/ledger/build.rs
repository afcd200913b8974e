//! A ledger and a draft as one problem: what was published is known, what the draft would print is still free.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::{Difference, differences, find, leaves};
use super::{Draft, DraftFigure, Ledger, LedgerCount, LedgerFault, Role, Said};
use crate::policy::{Policy, Protects};
use crate::problem::{COUNT_MAX, Cell, CellId, Figure, FigureState, Linear, Need, Problem};
use crate::table::Adding;

/// What a cell of the problem counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A count of the ledger.
    Count {
        /// Its key.
        key: String,
    },
    /// Those of a group to whom something does not apply.
    Others {
        /// Key of those to whom it applies.
        part: String,
        /// Key of the group.
        of: String,
    },
    /// Those of a group who are not in a group within it.
    Difference {
        /// Key of the group.
        larger: String,
        /// Key of the group within it.
        smaller: String,
    },
    /// By how much a count was restated.
    Correction {
        /// Key of the count as it is now.
        key: String,
    },
}

/// A draft with all that came before, as a problem. Its figures are those of the draft, in their order; those behind
/// them stand for what earlier releases hid.
#[derive(Debug, Clone)]
pub struct LedgerProblem {
    /// The problem to protect and to audit.
    pub problem: Problem,
    /// What each cell counts.
    pub meanings: Vec<Meaning>,
    cells: BTreeMap<String, CellId>,
}

impl LedgerProblem {
    /// The cell of a count.
    pub fn cell(&self, key: &str) -> Option<CellId> {
        self.cells.get(key).copied()
    }
}

impl Ledger {
    /// The draft together with everything published before, as a problem under a policy.
    ///
    /// With an empty draft, [`crate::audit`] looks at history alone; then [`crate::Audit::failures`] is to be read, since
    /// nothing can be taken back. Errors: [`LedgerFault`].
    pub fn problem(&self, draft: &Draft, policy: &Policy) -> Result<LedgerProblem, LedgerFault> {
        let mut index = BTreeMap::new();
        for (position, count) in self.counts.iter().enumerate() {
            if index.insert(count.key.as_str(), position).is_some() {
                let key = count.key.clone();
                return Err(LedgerFault::Twice { key });
            }
        }
        let mut build = Build {
            ledger: self,
            policy,
            index,
            problem: Problem {
                hidden_width: policy.hidden_width(),
                ..Problem::default()
            },
            meanings: Vec::new(),
            others: BTreeMap::new(),
            told: self.told().collect(),
        };
        build.add_counts()?;
        build.add_differences()?;
        build.add_knowledge()?;
        for figure in &draft.figures {
            build.add_figure(figure)?;
        }
        build.add_hidden()?;
        let cells = build.index.iter();
        Ok(LedgerProblem {
            cells: cells.map(|(key, at)| ((*key).to_owned(), CellId(*at))).collect(),
            problem: build.problem,
            meanings: build.meanings,
        })
    }

    /// Everything that releases said, oldest first, and what is known besides.
    fn told(&self) -> impl Iterator<Item = &Said> {
        let released = self.releases.iter().flat_map(|release| &release.said);
        self.known.iter().chain(released)
    }
}

struct Build<'a> {
    ledger: &'a Ledger,
    policy: &'a Policy,
    index: BTreeMap<&'a str, usize>,
    problem: Problem,
    meanings: Vec<Meaning>,
    /// For each part, the cell of those to whom it does not apply.
    others: BTreeMap<&'a str, CellId>,
    told: BTreeSet<&'a Said>,
}

impl<'a> Build<'a> {
    fn add(&mut self, cell: Cell, meaning: Meaning) -> CellId {
        self.meanings.push(meaning);
        self.problem.cell(cell)
    }

    fn find(&self, key: &str) -> Result<CellId, LedgerFault> {
        find(&self.index, key).map(CellId)
    }

    /// One cell for each count, in their order; then those for whom a part does not count.
    fn add_counts(&mut self) -> Result<(), LedgerFault> {
        for count in &self.ledger.counts {
            let mut cell = Cell::unknown(&count.key).between(count.low, count.high);
            cell.value = count.value;
            cell.need = self.need(count)?;
            let key = count.key.clone();
            self.add(cell, Meaning::Count { key });
        }
        for sum in &self.ledger.sums {
            let total = self.find(&sum.total)?;
            let parts: Result<Vec<CellId>, LedgerFault> =
                sum.parts.iter().map(|part| self.find(part)).collect();
            let parts = parts?;
            match sum.adding {
                Adding::Exactly => self.problem.relation(Linear::sum(total, &parts)),
                Adding::AtMost => self.problem.relation(Linear {
                    low: None,
                    ..Linear::sum(total, &parts)
                }),
                Adding::Overlapping => {
                    for part in parts {
                        self.problem.relation(Linear::at_most(part, total));
                    }
                }
            }
        }
        for count in &self.ledger.counts {
            let Role::PartOf(of) = &count.role else {
                continue;
            };
            let (part, whole) = (self.find(&count.key)?, self.find(of)?);
            let value = self.problem.cells[whole.0].value.zip(count.value);
            let mut others = Cell::unknown(format!("{of} without {}", count.key));
            others.value = value.map(|(whole, part)| whole - part);
            if matches!(self.policy.protects, Protects::Both) {
                others.need = self.need_of_part(others.value, self.problem.cells[whole.0].value);
            }
            let (part_key, of) = (count.key.clone(), of.clone());
            let others = self.add(others, Meaning::Others { part: part_key, of });
            self.others.insert(&count.key, others);
            self.problem.relation(Linear::sum(whole, &[part, others]));
        }
        Ok(())
    }

    fn need(&self, count: &LedgerCount) -> Result<Option<Need>, LedgerFault> {
        let guards_part = !matches!(self.policy.protects, Protects::Denominator);
        Ok(match &count.role {
            Role::Open | Role::Fine => None,
            Role::Group => {
                let is_small = count.value.is_none_or(|value| self.policy.is_group_small(value));
                is_small.then(|| self.policy.need())
            }
            Role::PartOf(of) => {
                let whole = self.ledger.counts[find(&self.index, of)?].value;
                self.need_of_part(count.value, whole).filter(|_| guards_part)
            }
        })
    }

    fn need_of_part(&self, part: Option<i64>, whole: Option<i64>) -> Option<Need> {
        let is_small = part.is_none_or(|part| self.policy.is_part_small(part));
        (is_small && whole != Some(0)).then(|| self.policy.need())
    }

    /// What is left between two groups, and by how much counts were restated. Whether the groups are published yet makes no
    /// difference: what one release makes known of them, a later one could not take back.
    fn add_differences(&mut self) -> Result<(), LedgerFault> {
        let made_of = leaves(self.ledger, &self.index)?;
        for Difference {
            larger,
            smaller,
            value,
        } in differences(self.ledger, &made_of, self.policy.minimum)
        {
            let keys = [larger, smaller].map(|count| self.ledger.counts[count].key.clone());
            let cell = Cell::known(format!("{} without {}", keys[0], keys[1]), value);
            let [larger_key, smaller_key] = keys;
            let meaning = Meaning::Difference {
                larger: larger_key,
                smaller: smaller_key,
            };
            let rest = self.add(cell.needing(self.policy.need()), meaning);
            self.problem
                .relation(Linear::sum(CellId(larger), &[CellId(smaller), rest]));
        }
        for correction in &self.ledger.corrections {
            let (now, before) = (self.find(&correction.now)?, self.find(&correction.before)?);
            let values = self.problem.cells[now.0]
                .value
                .zip(self.problem.cells[before.0].value);
            let Some((value_now, value_before)) = values else {
                continue;
            };
            let moved = (value_now - value_before).abs();
            if !self.policy.is_group_small(moved) {
                continue;
            }
            // Counted so that it is positive: those who were added, or those who were taken away.
            let (more, less) = if value_now > value_before {
                (now, before)
            } else {
                (before, now)
            };
            let cell = Cell::known(format!("correction of {}", correction.now), moved)
                .between(-COUNT_MAX, COUNT_MAX)
                .needing(self.policy.need());
            let key = correction.now.clone();
            let by = self.add(cell, Meaning::Correction { key });
            self.problem.relation(Linear::sum(more, &[less, by]));
        }
        Ok(())
    }

    fn add_knowledge(&mut self) -> Result<(), LedgerFault> {
        for said in self.ledger.told() {
            let rows = said.rows(|key| self.find(key))?;
            for row in rows {
                self.know(row);
            }
        }
        Ok(())
    }

    /// A row about one count narrows what every reader takes for granted about it.
    fn know(&mut self, row: Linear) {
        let [(cell, 1)] = row.terms[..] else {
            self.problem.relation(row);
            return;
        };
        let cell = &mut self.problem.cells[cell.0];
        let low = row.low.map_or(cell.low, |low| cell.low.max(low));
        let high = row.high.map_or(cell.high, |high| cell.high.min(high));
        if low <= high {
            (cell.low, cell.high) = (low, high);
        } else {
            // Two releases that contradict each other: left as a relation, it is named by the check of the problem.
            self.problem.relation(row);
        }
    }

    fn add_figure(&mut self, drafted: &DraftFigure) -> Result<(), LedgerFault> {
        let mut figure = Figure {
            name: drafted.name.clone(),
            cells: Vec::new(),
            ..Figure::count("", CellId(0), drafted.weight)
        };
        for said in &drafted.said {
            if let Said::Exactly { what, value } = said {
                let cell = self.find(what)?;
                if self.problem.cells[cell.0].value == Some(*value) {
                    figure.cells.push(cell);
                    continue;
                }
            }
            figure.statements.extend(said.rows(|key| self.find(key))?);
            if let Said::Rate { part, of, .. } = said {
                figure.about.extend([self.find(part)?, self.find(of)?]);
                figure.about.extend(self.others.get(part.as_str()));
            }
        }
        if let Some(coded) = &drafted.coded {
            let mut rows = Vec::new();
            for said in coded {
                rows.extend(said.rows(|key| self.find(key))?);
            }
            figure.coded = Some(rows);
        }
        let is_public = !drafted.said.is_empty() && drafted.said.iter().all(|said| self.was_said(said));
        figure.state = match (is_public, drafted.is_required) {
            (true, _) => FigureState::Public,
            (false, true) => FigureState::MustShow,
            (false, false) => FigureState::Free,
        };
        self.problem.figure(figure);
        Ok(())
    }

    fn was_said(&self, said: &Said) -> bool {
        match said {
            Said::Exactly { what, value } => self.index.get(what.as_str()).is_some_and(|at| {
                let cell = &self.problem.cells[*at];
                (cell.low, cell.high) == (*value, *value)
            }),
            Said::Rounded { .. }
            | Said::Between { .. }
            | Said::Rate { .. }
            | Said::AtMostPercent { .. }
            | Said::AtLeastPercent { .. }
            | Said::Linear { .. } => self.told.contains(said),
        }
    }

    /// What an earlier release hid stays hidden until a release prints it.
    fn add_hidden(&mut self) -> Result<(), LedgerFault> {
        let hidden: BTreeSet<&String> = self
            .ledger
            .releases
            .iter()
            .flat_map(|release| &release.hidden)
            .collect();
        for key in hidden {
            let cell = self.find(key)?;
            if self.problem.cells[cell.0].low < self.problem.cells[cell.0].high {
                self.problem.figure(Figure {
                    state: FigureState::Withheld,
                    ..Figure::count(format!("{key}, hidden before"), cell, 0)
                });
            }
        }
        Ok(())
    }
}
