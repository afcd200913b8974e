//! Tables that share people, decided together: everything that they print, now and earlier, is one problem.
//!
//! A table that shares nobody with another is a problem of its own, and most are.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use disclosure::{
    Adding, Audit, AuditOptions, Fault, Linear, Options, Pattern, Policy, RowId, Table, TableProblem,
};

use super::release::{At, NotReleasable, Strength};
use super::release_table::{Decision, METHOD, TableWork};
use super::report::Checked;
use super::sharing::{Link, Sum};
use super::table_build::{Belief, Built, Marks};

/// Tables that are joined with each other and with no other table.
pub(super) struct Joint<'works, 'work> {
    /// The tables, and where each stands in the list of all.
    pub(super) works: Vec<(usize, &'works TableWork<'work>)>,
    links: Vec<Link>,
}

/// The problem of joined tables, with what each of them built into it.
struct Together {
    problem: TableProblem,
    built: Vec<Built>,
}

/// Why no decision was reached.
enum Stopped {
    Fault(Fault),
    NotSafe { low: i64, high: i64, table: usize },
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Sorts tables by what joins them, in the order of the first of each.
pub(super) fn joints<'works, 'work>(
    works: &'works [TableWork<'work>],
    links: &[Link],
) -> Vec<Joint<'works, 'work>> {
    let mut leader: Vec<usize> = (0..works.len()).collect();
    fn find(leader: &mut [usize], mut at: usize) -> usize {
        while leader[at] != at {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        at
    }
    for link in links {
        let tables = link.tables();
        for other in &tables[1..] {
            let (one, other) = (find(&mut leader, tables[0]), find(&mut leader, *other));
            leader[one.max(other)] = one.min(other);
        }
    }
    let mut joints: BTreeMap<usize, Joint<'works, 'work>> = BTreeMap::new();
    let mut name = BTreeMap::new();
    for (index, work) in works.iter().enumerate() {
        let joint = joints.entry(find(&mut leader, index)).or_insert_with(|| Joint {
            works: Vec::new(),
            links: Vec::new(),
        });
        name.insert(index, joint.works.len());
        joint.works.push((index, work));
    }
    for link in links {
        let leader = find(&mut leader, link.tables()[0]);
        if let Some(joint) = joints.get_mut(&leader) {
            joint.links.push(link.renamed(&name));
        }
    }
    joints.into_values().collect()
}

impl Joint<'_, '_> {
    /// Fingerprint of everything that the decisions depend on, but for what was printed before.
    pub(super) fn fingerprint(&self) -> String {
        let mut text = METHOD.to_owned();
        for (_, work) in &self.works {
            text.push_str(&work.fingerprint());
        }
        text.push_str(&format!("{:?}", self.links));
        platform::secrets::sha256_hex(text)
    }

    /// Decides about every figure of every table.
    pub(super) fn decide(&self, strength: Strength) -> Result<Vec<Decision>, NotReleasable> {
        if let [(_, work)] = self.works.as_slice()
            && work.policy().is_none()
        {
            return Ok(vec![work.decide_plainly()]);
        }
        let mut beliefs = vec![Belief::OldSumsHold; self.works.len()];
        let mut decided = self.decide_believing(&beliefs, strength);
        if matches!(decided, Err(Stopped::Fault(Fault::Contradiction { .. }))) {
            beliefs = self.works.iter().map(|(_, work)| self.belief(work)).collect();
            decided = self.decide_believing(&beliefs, strength);
        }
        decided.map_err(|stopped| self.not_releasable(&stopped))
    }

    /// What readers can go on believing of one table's older editions.
    fn belief(&self, work: &TableWork<'_>) -> Belief {
        if work.printed.is_none() {
            return Belief::OldSumsHold;
        }
        let alone = Joint {
            works: vec![(0, work)],
            links: Vec::new(),
        };
        let is_alone = self.works.len() == 1;
        let fault = is_alone || {
            let together = alone.together(&[Belief::OldSumsHold], Marks::Told);
            matches!(
                disclosure::protect(&together.problem.problem),
                Err(Fault::Contradiction { .. })
            )
        };
        if fault {
            Belief::OldPartsFit
        } else {
            Belief::OldSumsHold
        }
    }

    fn decide_believing(&self, beliefs: &[Belief], strength: Strength) -> Result<Vec<Decision>, Stopped> {
        let is_held = self.works.iter().any(|(_, work)| !work.held.is_empty());
        match self.decide_marking(beliefs, Marks::Told, strength) {
            Err(Stopped::NotSafe { .. }) if is_held => self.decide_marking(beliefs, Marks::Hidden, strength),
            other => other,
        }
    }

    fn decide_marking(
        &self,
        beliefs: &[Belief],
        marks: Marks,
        strength: Strength,
    ) -> Result<Vec<Decision>, Stopped> {
        let together = self.together(beliefs, marks);
        let (pattern, mut checked) = self.pattern(&together, strength)?;
        let decide = |((_, work), built): (&(usize, &TableWork<'_>), &Built)| Decision {
            figures: work.decisions(&together.problem, built, (&pattern, marks)),
            // What was checked together is told once.
            checked: checked.take(),
        };
        Ok(self.works.iter().zip(&together.built).map(decide).collect())
    }

    /// Everything as one problem.
    fn together(&self, beliefs: &[Belief], marks: Marks) -> Together {
        let mut table = Table::new();
        let mut built: Vec<Built> = Vec::new();
        for ((_, work), belief) in self.works.iter().zip(beliefs) {
            let mut one = work.build(*belief, table);
            table = std::mem::take(&mut one.table);
            built.push(one);
        }
        for link in &self.links {
            if let Link::Sum(sum) = link {
                add_sum(&mut table, sum, &built);
            }
        }
        let policies: Vec<Policy> = self.works.iter().filter_map(|(_, work)| work.policy()).collect();
        let rows = built.iter().map(|one| one.rows_end);
        let ends: Vec<usize> = rows.collect();
        let mut problem = table.problem_by(|row: RowId| {
            let table = ends.partition_point(|end| *end <= row.index());
            &policies[table.min(policies.len() - 1)]
        });
        for link in &self.links {
            if let Link::Same(one, other) = link {
                add_same(&mut problem, (*one, *other), &built);
            }
        }
        for (((_, work), built), policy) in self.works.iter().zip(&built).zip(&policies) {
            work.add_uncertain(&mut problem, built, policy, marks);
        }
        Together { problem, built }
    }

    fn pattern(
        &self,
        together: &Together,
        strength: Strength,
    ) -> Result<(Pattern, Option<Checked>), Stopped> {
        let problem = &together.problem.problem;
        if strength == Strength::PrimaryOnly {
            return Ok((disclosure::protect_primary_only(problem).pattern, None));
        }
        let started = Instant::now();
        let protection = disclosure::protect_with(problem, &Options::for_release(problem))?;
        // Tables are decided side by side already.
        let options = AuditOptions {
            threads: 1,
            ..AuditOptions::default()
        };
        // What the search found shows the audit where to look; it believes none of it unchecked.
        let examples = &protection.examples;
        let audit = disclosure::audit_with_examples(problem, &protection.pattern, &options, examples)?;
        let took = started.elapsed();
        if let Some(failure) = audit.failures.iter().find(|failure| !failure.is_already_public) {
            let row = together.problem.row_of(failure.range.cell);
            return Err(Stopped::NotSafe {
                low: failure.range.low,
                high: failure.range.high,
                table: row.map_or(0, |row| together.table_of(row)),
            });
        }
        let checked = self.checked(&together.problem, (&audit, &protection.report), took);
        Ok((protection.pattern, Some(checked)))
    }

    fn checked(
        &self,
        problem: &TableProblem,
        (audit, report): (&Audit, &disclosure::Report),
        took: Duration,
    ) -> Checked {
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        Checked {
            tables: self.works.len() as i64,
            cells: audit.cells as i64,
            relations: problem.problem.relations.len() as i64,
            unknown: audit.unknown_cells as i64,
            guarded: audit.functionals as i64,
            already_public: audit.failures.len() as i64,
            solver: audit.solver.to_owned(),
            steps: whole(audit.steps + report.steps),
            narrowest: audit.narrowest().map(disclosure::Range::width),
            loss: whole(report.loss),
            needed: whole(report.primary_loss),
            bound: whole(report.bound),
            micros: i64::try_from(took.as_micros()).unwrap_or(i64::MAX),
        }
    }

    fn not_releasable(&self, stopped: &Stopped) -> NotReleasable {
        let table = match stopped {
            Stopped::Fault(_) => 0,
            Stopped::NotSafe { table, .. } => *table,
        };
        let (_, work) = self.works[table.min(self.works.len() - 1)];
        let at = At {
            indicator: work.indicator().to_owned(),
            place: work.place().to_owned(),
            period: work.period().to_owned(),
        };
        match stopped {
            Stopped::Fault(fault) => NotReleasable::NotChecked {
                at,
                is_too_big: matches!(fault, Fault::TooBig { .. }),
                reason: fault.to_string(),
            },
            Stopped::NotSafe { low, high, .. } => NotReleasable::NotSafe {
                at,
                low: *low,
                high: *high,
            },
        }
    }
}

impl Together {
    fn table_of(&self, row: RowId) -> usize {
        self.built.partition_point(|built| built.rows_end <= row.index())
    }
}

fn add_sum(table: &mut Table, sum: &Sum, built: &[Built]) {
    for (group, adding) in &sum.groups {
        let Some(total) = built[sum.total].rows.get(group) else {
            continue;
        };
        let parts = sum.parts.iter().filter_map(|part| built[*part].rows.get(group));
        let parts: Vec<RowId> = parts.copied().collect();
        if !parts.is_empty() && *adding != Adding::Overlapping {
            table.sum(*total, &parts, *adding);
        }
    }
}

fn add_same(problem: &mut TableProblem, (one, other): ((usize, usize), (usize, usize)), built: &[Built]) {
    for (group, row) in &built[one.0].rows {
        let Some(their) = built[other.0].rows.get(group) else {
            continue;
        };
        let cell = |row: RowId, kind: usize| {
            let (part, whole, rest) = problem.cells(row);
            [Some(part), whole, rest][kind]
        };
        if let (Some(cell), Some(their)) = (cell(*row, one.1), cell(*their, other.1)) {
            problem.problem.relation(Linear {
                terms: vec![(cell, 1), (their, -1)],
                low: Some(0),
                high: Some(0),
            });
        }
    }
}
