//! A table as the engine takes it: rows, their sums, and everything that earlier editions printed about them.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::{
    Adding, AtSource, CellId, Count, Earlier, FigureState, Linear, Need, Policy, Prints, RowId, Table,
    TableProblem, TableRow,
};
use domain::measurement::Group;
use domain::quantity::{Status, Unit};

use super::printed::{Known, PrintedTable};
use super::release::Figure;
use super::release_table::{Held, TableWork};
use super::restated::Counts;
use super::unions::{self, Union};

/// A table as the engine takes it, with the row of each group.
pub(super) struct Built {
    pub(super) table: Table,
    pub(super) rows: BTreeMap<Group, RowId>,
    /// How many rows the table has with those of this one.
    pub(super) rows_end: usize,
    /// Old sums of which a hidden part was corrected since, each without that part.
    pub(super) at_most: Vec<AtMost>,
}

/// Parts that are together no more than their total, in one kind of count: numerators, denominators or the rest.
pub(super) struct AtMost {
    pub(super) total: RowId,
    pub(super) parts: Vec<RowId>,
    pub(super) kind: usize,
}

/// What readers take for granted about groups and figures that are not in this edition any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belief {
    /// The parts that an earlier edition listed are all there are, and what was corrected was corrected alone.
    OldSumsHold,
    /// They are no more than the total: where the figures contradict the first, nobody can go on believing it.
    OldPartsFit,
}

/// Whether a figure whose correction is held back stands as it was printed, with the mark that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// It does.
    Told,
    /// The mark itself would tell too much: the figure is hidden like any other.
    Hidden,
}

impl TableWork<'_> {
    /// The rows and sums of this table, under a belief, added to those of others.
    pub(super) fn build(&self, belief: Belief, table: Table) -> Built {
        let mut built = Built {
            table,
            rows: BTreeMap::new(),
            rows_end: 0,
            at_most: Vec::new(),
        };
        for figure in self.figures.iter().filter(|figure| self.is_row(figure)) {
            self.add_row(&mut built, figure);
        }
        self.add_sums(&mut built);
        self.add_members(&mut built);
        let gone = self.gone();
        for group in &gone {
            self.add_gone(&mut built, group);
        }
        if !gone.is_empty() {
            self.add_old_sums(&mut built, &gone, belief);
        }
        if belief == Belief::OldSumsHold {
            self.add_old_worlds(&mut built);
        }
        built.rows_end = built.table.row_count();
        built
    }

    /// Adds what must remain uncertain about corrections that are held back.
    pub(super) fn add_uncertain(
        &self,
        problem: &mut TableProblem,
        built: &Built,
        policy: &Policy,
        marks: Marks,
    ) {
        for one in &built.at_most {
            let cell = |row: &RowId| {
                let (part, whole, rest) = problem.cells(*row);
                [Some(part), whole, rest][one.kind]
            };
            let parts: Vec<CellId> = one.parts.iter().filter_map(cell).collect();
            if let Some(total) = cell(&one.total) {
                let sum = Linear::sum(total, &parts);
                problem.problem.relation(Linear { low: None, ..sum });
            }
        }
        for (group, held) in &self.held {
            let (Some(row), Held::ByFew(before)) = (built.rows.get(group), held) else {
                continue;
            };
            let (part, whole, rest) = problem.cells(*row);
            let cells = [Some(part), whole, rest];
            let now = self.now(group).map_or([None; 3], |now| now.known);
            for ((cell, now), before) in cells.into_iter().zip(now).zip(before.known) {
                let (Some(cell), Some(now), Some(before)) = (cell, now, before) else {
                    continue;
                };
                if !(1..policy.minimum).contains(&(now - before).abs()) {
                    continue;
                }
                problem.problem.cells[cell.index()].need = Some(Need::Width(policy.minimum - 1));
                if marks == Marks::Hidden {
                    continue;
                }
                // The mark on the figure says to anybody that it is off by fewer than the minimum.
                let mark = Linear {
                    terms: vec![(cell, 1)],
                    low: Some((before - policy.minimum + 1).max(0)),
                    high: Some(before + policy.minimum - 1),
                };
                problem.problem.figure(disclosure::Figure {
                    name: format!("{}: mark", group.key()),
                    cells: Vec::new(),
                    statements: vec![mark],
                    about: Vec::new(),
                    coded: None,
                    weight: 1,
                    state: FigureState::MustShow,
                });
            }
        }
    }

    /// Numerator, denominator and complement of every group that is told now, or was told before.
    pub(super) fn all_counts(&self) -> BTreeMap<Group, [Option<i64>; 3]> {
        let figures = self.figures.iter().copied();
        let members = self.members.iter().map(|member| &member.figure);
        let here = figures.chain(members).filter(|figure| self.is_row(figure));
        let mut counts: BTreeMap<Group, [Option<i64>; 3]> = here
            .map(|figure| (figure.group.clone(), self.counts_of(figure).known))
            .collect();
        for group in self.gone() {
            let known = self.counts(&group);
            counts.insert(group, known);
        }
        counts
    }

    /// Groups that an earlier edition listed and this one does not tell anything about.
    pub(super) fn gone(&self) -> BTreeSet<Group> {
        let here = |group: &Group| {
            let mut figures = self.figures.iter();
            let is_member = self.members.iter().any(|member| member.figure.group == *group);
            is_member || figures.any(|figure| figure.group == *group && self.is_row(figure))
        };
        let listed = self.printed.map(PrintedTable::groups).unwrap_or_default();
        listed.into_iter().filter(|group| !here(group)).cloned().collect()
    }

    /// A figure that the source does not have is no row: a reader may take it for nobody, and the sums must hold
    /// even then. A number without a count behind it has nothing that could be added up.
    pub(super) fn is_row(&self, figure: &Figure) -> bool {
        let is_bare = self.rules.unit == Unit::Number && figure.numerator.or(figure.denominator).is_none();
        match figure.status {
            Status::Ok => !is_bare,
            Status::SuppressedAtSource => true,
            Status::NotAvailable => false,
        }
    }

    fn add_row(&self, built: &mut Built, figure: &Figure) {
        let known = |count: Option<i64>| count.map_or(Count::Unknown, Count::Known);
        let held = self.held.get(&figure.group);
        let mut row = TableRow {
            name: figure.group.key(),
            numerator: known(self.rules.counted(figure)),
            denominator: self.rules.unit.factor().map(|_| known(figure.denominator)),
            rate: self
                .rules
                .value(figure)
                .and_then(|value| self.rules.rounded(self.rules.printed(value))),
            at_source: match figure.status {
                Status::SuppressedAtSource => AtSource::Suppressed,
                Status::Ok | Status::NotAvailable => AtSource::Told,
            },
            prints: Prints::Everything,
            weight: 0,
        };
        match held {
            // What is printed is what was printed before; of the present figure nothing is.
            Some(Held::ByFew(_)) => {
                row.at_source = AtSource::Suppressed;
                row.prints = Prints::RateOnly;
            }
            Some(Held::CannotTell) => {
                row.numerator = Count::Unknown;
                row.denominator = row.denominator.map(|_| Count::Unknown);
                row.rate = None;
            }
            None => {}
        }
        let row = built.table.row(row);
        built.rows.insert(figure.group.clone(), row);
        self.add_known(built, row, self.still_true(figure));
    }

    /// Groups that are told together under one name: nothing is printed of each, and small ones stay protected.
    fn add_members(&self, built: &mut Built) {
        let mut pools: BTreeMap<&Group, Vec<RowId>> = BTreeMap::new();
        for member in self.members.iter().filter(|member| self.is_row(&member.figure)) {
            let figure = &member.figure;
            let known = |count: Option<i64>| count.map_or(Count::Unknown, Count::Known);
            let row = built.table.row(TableRow {
                name: figure.group.key(),
                numerator: known(self.rules.counted(figure)),
                denominator: self.rules.unit.factor().map(|_| known(figure.denominator)),
                rate: None,
                at_source: AtSource::Suppressed,
                prints: Prints::RateOnly,
                weight: 0,
            });
            built.rows.insert(figure.group.clone(), row);
            self.add_known(built, row, self.still_true(figure));
            pools.entry(&member.pool).or_default().push(row);
        }
        for (pool, members) in pools {
            if let Some(pool) = built.rows.get(pool) {
                built.table.sum(*pool, &members, Adding::Exactly);
            }
        }
    }

    /// A group that is in no figure of this edition: nothing is printed of it, what was printed stays known, and
    /// what was hidden stays protected.
    fn add_gone(&self, built: &mut Built, group: &Group) {
        let known = self.known(group);
        let row = built.table.row(TableRow {
            name: group.key(),
            numerator: Count::Unknown,
            denominator: self.rules.unit.factor().map(|_| Count::Unknown),
            at_source: if known.is_told() {
                AtSource::Told
            } else {
                AtSource::Suppressed
            },
            ..TableRow::default()
        });
        built.rows.insert(group.clone(), row);
        self.add_known(built, row, known);
    }

    /// What was printed of a figure and was not corrected since.
    ///
    /// What was printed wrong says nothing about what is right. Each thing is judged by itself, so that a denominator
    /// which still holds stays known beside a rate that was corrected.
    fn still_true(&self, figure: &Figure) -> Known {
        let known = self.known(&figure.group);
        let value = self.rules.value(figure);
        let same = |now: Option<i64>, before: &i64| now.is_none_or(|now| now == *before);
        Known {
            value: known
                .value
                .filter(|before| value.is_none_or(|now| self.rules.printed(now) == *before)),
            numerator: known.numerator.filter(|before| same(figure.numerator, before)),
            denominator: known
                .denominator
                .filter(|before| same(figure.denominator, before)),
            at_least: known
                .at_least
                .filter(|bound| value.is_none_or(|now| now >= *bound)),
            at_most: known
                .at_most
                .filter(|bound| value.is_none_or(|now| now <= *bound)),
        }
    }

    pub(super) fn add_known(&self, built: &mut Built, row: RowId, known: Known) {
        let percent = |value: f64| (value * 100.0 / self.per_whole()).round() as i64;
        let count = known
            .value
            .filter(|_| self.rules.unit == Unit::Count)
            .map(|value| Earlier::Numerator(value.round() as i64));
        let facts = [
            count,
            known
                .value
                .and_then(|value| self.rules.rounded(value))
                .map(Earlier::Rate),
            known.numerator.map(Earlier::Numerator),
            known.denominator.map(Earlier::Denominator),
            known
                .at_least
                .map(|value| Earlier::AtLeastPercent(percent(value))),
            known.at_most.map(|value| Earlier::AtMostPercent(percent(value))),
        ];
        for fact in facts.into_iter().flatten() {
            built.table.printed_earlier(row, fact);
        }
    }

    /// Every group's total is the group without one of its dimensions. Groups that contain others beside them are no
    /// parts of it, but sums of those.
    fn add_sums(&self, built: &mut Built) {
        for ((total, dimension), parts) in families(built.rows.keys()) {
            let mut unions = unions::named(&dimension, &parts);
            let apart = |unions: &[Union<'_>]| -> Vec<Group> {
                let is_apart = |part: &&Group| unions.iter().all(|(union, _)| union != part);
                parts.iter().filter(is_apart).cloned().collect()
            };
            let without_named = apart(&unions);
            let each: Vec<[Option<i64>; 3]> = without_named.iter().map(|part| self.counts(part)).collect();
            if adding(self.counts(&total), &each) == Adding::Overlapping {
                unions.extend(unions::found(&without_named, |group| self.counts(group)));
            }
            let listed = apart(&unions);
            let rows = |groups: &mut dyn Iterator<Item = &Group>| -> Vec<RowId> {
                groups.map(|group| built.rows[group]).collect()
            };
            let mut sums: Vec<(RowId, Vec<RowId>)> = unions
                .iter()
                .map(|(union, members)| (built.rows[*union], rows(&mut members.iter().copied())))
                .collect();
            if let Some(total) = built.rows.get(&total) {
                sums.push((*total, rows(&mut listed.iter())));
            }
            for (total, parts) in sums {
                built.table.sum_as_found(total, &parts);
            }
        }
    }

    /// The sums of earlier editions in which a group stood that is gone.
    fn add_old_sums(&self, built: &mut Built, gone: &BTreeSet<Group>, belief: Belief) {
        let mut said = BTreeSet::new();
        for listed in self.printed.into_iter().flat_map(PrintedTable::listed) {
            for ((total, _), parts) in families(listed.iter()) {
                let concerns = gone.contains(&total) || parts.iter().any(|part| gone.contains(part));
                // A total that an edition did not list is still one if it is listed now.
                let is_known = built.rows.contains_key(&total);
                if concerns && is_known && said.insert((total.clone(), parts.clone())) {
                    self.add_old_sum(built, &total, &parts, belief);
                }
            }
        }
        // Parts of today whose total is gone.
        let here = self.figures.iter().map(|figure| &figure.group);
        let here: BTreeSet<&Group> = here.filter(|group| built.rows.contains_key(*group)).collect();
        let orphans: Vec<_> = families(here.into_iter())
            .into_iter()
            .filter(|((total, _), _)| gone.contains(total))
            .collect();
        for ((total, _), parts) in orphans {
            if said.insert((total.clone(), parts.clone())) {
                self.add_old_sum(built, &total, &parts, belief);
            }
        }
    }

    fn add_old_sum(&self, built: &mut Built, total: &Group, parts: &[Group], belief: Belief) {
        let counts: Vec<[Option<i64>; 3]> = parts.iter().map(|part| self.counts(part)).collect();
        let adding = match (adding(self.counts(total), &counts), belief) {
            (Adding::Exactly, Belief::OldPartsFit) => Adding::AtMost,
            (adding, _) => adding,
        };
        let rows: Vec<RowId> = parts.iter().map(|part| built.rows[part]).collect();
        built.table.sum(built.rows[total], &rows, adding);
    }

    /// Numerator, denominator and complement of a group as they are, or else as they were printed.
    pub(super) fn counts(&self, group: &Group) -> [Option<i64>; 3] {
        match self.now(group) {
            Some(now) => now.known,
            None => Counts::of(&self.known(group), self.rules.unit).known,
        }
    }
}

/// Groups by the total that they are parts of, and the dimension that tells them apart.
pub(super) fn families<'group>(
    groups: impl Iterator<Item = &'group Group>,
) -> BTreeMap<(Group, String), Vec<Group>> {
    let mut families: BTreeMap<(Group, String), Vec<Group>> = BTreeMap::new();
    for group in groups {
        for (dimension, _) in group.parts() {
            let key = (group.without(dimension), dimension.to_owned());
            families.entry(key).or_default().push(group.clone());
        }
    }
    families
}

/// How parts relate to their total, each as numerator, denominator and complement. What is unknown is taken to fit.
pub(super) fn adding(total: [Option<i64>; 3], parts: &[[Option<i64>; 3]]) -> Adding {
    let mut found = Adding::Exactly;
    for (kind, total) in total.into_iter().enumerate() {
        let Some(total) = total else { continue };
        let known: Vec<Option<i64>> = parts.iter().map(|part| part[kind]).collect();
        let sum: i64 = known.iter().flatten().sum();
        if sum > total {
            return Adding::Overlapping;
        }
        if sum < total && known.iter().all(Option::is_some) {
            found = Adding::AtMost;
        }
    }
    found
}
