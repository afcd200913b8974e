//! The sums of earlier editions with the numbers that they printed, where some of them were corrected since.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::{Adding, Count, RowId, TableRow};
use domain::measurement::Group;

use super::printed::{Known, PrintedTable};
use super::release_table::TableWork;
use super::restated::{Counts, Restated};
use super::table_build::{AtMost, Built, adding, families};

impl TableWork<'_> {
    /// The sums of each earlier edition with the numbers it printed, where some of them were corrected since.
    ///
    /// A corrected number says nothing about the present one, and yet, with its total and the parts that nobody
    /// corrected, still says what was hidden beside it. So it gets a row of its own in that edition's sums.
    pub(super) fn add_old_worlds(&self, built: &mut Built) {
        let listed: Vec<BTreeSet<Group>> = self.printed.into_iter().flat_map(PrintedTable::listed).collect();
        let old = self.old_rows(built);
        let mut at_most = Vec::new();
        for (edition, listed) in listed.iter().enumerate() {
            for ((total, _), parts) in families(listed.iter()) {
                let of = |group: &Group| old.corrected.get(&(edition, group.clone()));
                let each = || parts.iter().chain([&total]);
                let is_corrected = each().any(|group| of(group).is_some());
                let says_nothing = each().any(|group| old.without_counts.contains(&(edition, group.clone())));
                let is_there = listed.contains(&total) && each().all(|group| built.rows.contains_key(group));
                if !is_corrected || says_nothing || !is_there {
                    continue;
                }
                let row = |group: &Group| of(group).map_or(built.rows[group], |(row, _)| *row);
                let counts =
                    |group: &Group| of(group).map_or_else(|| self.counts(group), |(_, told)| told.known);
                let each: Vec<[Option<i64>; 3]> = parts.iter().map(counts).collect();
                let rows: Vec<RowId> = parts.iter().map(row).collect();
                let whole = counts(&total);
                let adding = adding(whole, &each);
                if adding != Adding::Overlapping {
                    built.table.sum(row(&total), &rows, adding);
                    continue;
                }
                let hidden = (0..parts.len()).filter(|at| !old.told.contains(&(edition, parts[*at].clone())));
                for changed in hidden {
                    at_most.extend(without_one(changed, (row(&total), whole), (&rows, &each)));
                }
            }
        }
        built.at_most = at_most;
    }

    /// A row for each number that was printed and corrected since.
    fn old_rows(&self, built: &mut Built) -> OldRows {
        let mut old = OldRows::default();
        for (group, tellings) in self.tellings() {
            for (edition, known) in tellings {
                old.told.insert((edition, group.clone()));
                let told = Counts::of(&known, self.rules.unit);
                let is_corrected = self
                    .now(&group)
                    .is_some_and(|now| now.against(&told, 1) != Restated::No);
                if !is_corrected || !built.rows.contains_key(&group) {
                    continue;
                }
                if told.known[0].is_none() {
                    old.without_counts.insert((edition, group.clone()));
                    continue;
                }
                let row = built.table.row(TableRow {
                    name: format!("{} (edition {edition})", group.key()),
                    denominator: self.rules.unit.factor().map(|_| Count::Unknown),
                    ..TableRow::default()
                });
                self.add_known(built, row, known);
                old.corrected.insert((edition, group.clone()), (row, told));
            }
        }
        old
    }

    fn tellings(&self) -> Vec<(Group, Vec<(usize, Known)>)> {
        let printed = self.printed.into_iter();
        let of = |printed: &PrintedTable<'_>| {
            let groups = printed.groups().into_iter().cloned();
            let each = groups.map(|group| (group.clone(), printed.tellings(&group)));
            each.collect::<Vec<_>>()
        };
        printed.flat_map(of).collect()
    }
}

/// What earlier editions told, by the edition's place in their order and the group.
#[derive(Default)]
struct OldRows {
    /// Everything of which a figure was told.
    told: BTreeSet<(usize, Group)>,
    /// What was corrected since, with a row for the old number.
    corrected: BTreeMap<(usize, Group), (RowId, Counts)>,
    /// What was corrected since, and never had a count.
    without_counts: BTreeSet<(usize, Group)>,
}

/// Some part that was hidden then is another count now. If it is this one, the others are no more than the total of
/// that time.
fn without_one(
    changed: usize,
    (total, whole): (RowId, [Option<i64>; 3]),
    (rows, each): (&[RowId], &[[Option<i64>; 3]]),
) -> Vec<AtMost> {
    let others: Vec<usize> = (0..rows.len()).filter(|at| *at != changed).collect();
    let mut found = Vec::new();
    for (kind, whole) in whole.into_iter().enumerate() {
        let known: i64 = others.iter().filter_map(|at| each[*at][kind]).sum();
        if whole.is_some_and(|whole| known <= whole) {
            found.push(AtMost {
                total,
                parts: others.iter().map(|at| rows[*at]).collect(),
                kind,
            });
        }
    }
    found
}
