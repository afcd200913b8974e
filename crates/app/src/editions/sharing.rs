//! Which tables share people, as far as their numbers or the places they are about say so.
//!
//! Two measures of the same enrolment print the same group sizes; a school's children are the district's too; a figure
//! of three years is the sum of three figures of one. Whoever reads all of them adds and subtracts across. So tables
//! that are joined in such a way are decided together ([`super::joint`]).
//!
//! Nobody writes into a definition that two measures count the same people. It is found from the counts: where every
//! group that two tables have in common has the same size in both, a reader takes the sizes for the same. If that is
//! chance, no harm is done but that a figure may be hidden which need not be.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::Adding;
use domain::measurement::Group;
use domain::period::Period;

use super::release_table::TableWork;
use super::table_build::adding;

/// Places of one kind within each place: by the place and the kind, slugs of those within.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nesting(pub BTreeMap<(String, String), BTreeSet<String>>);

/// Numerator, denominator and complement, each as far as it is known.
pub(super) type Three = [Option<i64>; 3];

/// How two or more tables hang together. Tables are named by their place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Link {
    /// A kind of count of one table (0 numerator, 1 denominator, 2 complement) is a kind of count of another.
    Same((usize, usize), (usize, usize)),
    /// Each group of one table is the sum of that group in others, or at least as large.
    Sum(Sum),
}

/// A table that others are parts of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) total: usize,
    pub(super) parts: Vec<usize>,
    /// For each group in the total, how the parts relate to it.
    pub(super) groups: Vec<(Group, Adding)>,
}

impl Link {
    /// Every table that it names.
    pub(super) fn tables(&self) -> Vec<usize> {
        match self {
            Self::Same(one, other) => vec![one.0, other.0],
            Self::Sum(sum) => [sum.total].into_iter().chain(sum.parts.clone()).collect(),
        }
    }

    /// The same with other names for the tables.
    pub(super) fn renamed(&self, name: &BTreeMap<usize, usize>) -> Self {
        let pair = |(table, kind): (usize, usize)| (name[&table], kind);
        match self {
            Self::Same(one, other) => Self::Same(pair(*one), pair(*other)),
            Self::Sum(sum) => Self::Sum(Sum {
                total: name[&sum.total],
                parts: sum.parts.iter().map(|part| name[part]).collect(),
                groups: sum.groups.clone(),
            }),
        }
    }
}

/// Everything that joins these tables.
pub(super) fn links(works: &[TableWork<'_>], nesting: &Nesting, minimum: i64) -> Vec<Link> {
    let finder = Finder {
        works,
        counts: works.iter().map(TableWork::all_counts).collect(),
        minimum,
    };
    let mut found = finder.same();
    found.extend(finder.places(nesting));
    found.extend(finder.periods());
    found
}

struct Finder<'works, 'work> {
    works: &'works [TableWork<'work>],
    counts: Vec<BTreeMap<Group, Three>>,
    minimum: i64,
}

impl Finder<'_, '_> {
    /// Tables whose counts are protected, by a key.
    fn by<Key: Ord>(&self, key: impl Fn(&TableWork<'_>) -> Key) -> BTreeMap<Key, Vec<usize>> {
        let mut by: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (index, work) in self.works.iter().enumerate() {
            if work.policy().is_some() {
                by.entry(key(work)).or_default().push(index);
            }
        }
        by
    }

    /// Measures that count the same people at one place in one period.
    fn same(&self) -> Vec<Link> {
        let mut found = Vec::new();
        let by = self.by(|work| (work.place().to_owned(), work.period().to_owned()));
        for tables in by.values() {
            for (at, one) in tables.iter().enumerate() {
                for other in &tables[at + 1..] {
                    let kinds = (0..3).flat_map(|kind| (0..3).map(move |second| (kind, second)));
                    let is_same = |kinds: &(usize, usize)| self.is_same((*one, kinds.0), (*other, kinds.1));
                    found.extend(
                        kinds
                            .filter(is_same)
                            .map(|kinds| Link::Same((*one, kinds.0), (*other, kinds.1))),
                    );
                }
            }
        }
        found
    }

    /// Whether every group that two tables have in common has the same count in both, and there are enough of them
    /// for that to be no chance.
    fn is_same(&self, (one, kind): (usize, usize), (other, second): (usize, usize)) -> bool {
        let theirs = &self.counts[other];
        let (mut alike, mut largest) = (0, 0);
        for (group, counts) in &self.counts[one] {
            let pair = counts[kind].zip(theirs.get(group).and_then(|counts| counts[second]));
            let Some((count, their)) = pair else { continue };
            if count != their {
                return false;
            }
            alike += 1;
            largest = largest.max(count);
        }
        alike > 1 && largest >= self.minimum
    }

    /// A place and the places of one kind within it.
    fn places(&self, nesting: &Nesting) -> Vec<Link> {
        let mut found = Vec::new();
        for tables in self
            .by(|work| (work.indicator().to_owned(), work.period().to_owned()))
            .values()
        {
            let at: BTreeMap<&str, usize> = tables
                .iter()
                .map(|table| (self.works[*table].place(), *table))
                .collect();
            for ((parent, _), children) in &nesting.0 {
                let Some(total) = at.get(parent.as_str()) else {
                    continue;
                };
                let parts: Vec<usize> = children
                    .iter()
                    .filter_map(|child| at.get(child.as_str()).copied())
                    .collect();
                found.extend(self.sum(*total, parts).map(Link::Sum));
            }
        }
        found
    }

    /// A period and the shorter ones that make it up, of the same measure or of another that counts the same.
    fn periods(&self) -> Vec<Link> {
        let mut found = Vec::new();
        for tables in self.by(|work| work.place().to_owned()).values() {
            let mut by_indicator: BTreeMap<&str, Vec<(Period, usize)>> = BTreeMap::new();
            for table in tables {
                if let Ok(period) = Period::parse(self.works[*table].period()) {
                    let indicator = self.works[*table].indicator();
                    by_indicator.entry(indicator).or_default().push((period, *table));
                }
            }
            for total in tables {
                let Ok(period) = Period::parse(self.works[*total].period()) else {
                    continue;
                };
                for shorter in by_indicator.values() {
                    let parts = tiling(period, shorter);
                    let sum = self.sum(*total, parts).filter(Sum::is_whole);
                    found.extend(sum.map(Link::Sum));
                }
            }
        }
        found
    }

    /// How groups of several tables add up to those of one; nothing if that tells nobody anything.
    fn sum(&self, total: usize, parts: Vec<usize>) -> Option<Sum> {
        if parts.len() < 2 {
            return None;
        }
        let each = |group: &Group| -> Vec<Option<Three>> {
            parts
                .iter()
                .map(|part| self.counts[*part].get(group).copied())
                .collect()
        };
        // The parts are all there are where those groups add up of which everything is known.
        let (mut fits, mut misfits) = (0, 0);
        for (group, counts) in &self.counts[total] {
            let each = each(group);
            let known = |three: &Three| three[0].is_some() && (three[1].is_some() || counts[1].is_none());
            if counts[0].is_some() && each.iter().all(|three| three.as_ref().is_some_and(known)) {
                let each: Vec<Three> = each.into_iter().flatten().collect();
                let is_fit = adding(*counts, &each) == Adding::Exactly;
                (fits, misfits) = (fits + i32::from(is_fit), misfits + i32::from(!is_fit));
            }
        }
        let is_whole = fits > 0 && misfits == 0;
        let mut groups = Vec::new();
        for (group, counts) in &self.counts[total] {
            let each = each(group);
            let is_each_there = each.iter().all(Option::is_some);
            let there: Vec<Three> = each.into_iter().flatten().collect();
            let found = match adding(*counts, &there) {
                Adding::Overlapping => continue,
                Adding::Exactly
                    if is_whole && (is_each_there || there.iter().all(|three| three[0].is_some())) =>
                {
                    Adding::Exactly
                }
                Adding::Exactly | Adding::AtMost => Adding::AtMost,
            };
            let is_close = || (0..3).any(|kind| self.is_close(counts[kind], &there, kind));
            if !there.is_empty() && (found == Adding::Exactly || is_close()) {
                groups.push((group.clone(), found));
            }
        }
        (!groups.is_empty()).then_some(Sum { total, parts, groups })
    }

    /// Whether parts leave so little of their total that it bounds a small one of them.
    fn is_close(&self, total: Option<i64>, parts: &[Three], kind: usize) -> bool {
        let known: i64 = parts.iter().filter_map(|three| three[kind]).sum();
        total.is_some_and(|total| total - known < self.minimum)
    }
}

impl Sum {
    /// Whether the parts make up the total of at least one group.
    fn is_whole(&self) -> bool {
        self.groups.iter().any(|(_, adding)| *adding == Adding::Exactly)
    }
}

/// Periods that follow each other from the first day of a period to its last.
fn tiling(period: Period, shorter: &[(Period, usize)]) -> Vec<usize> {
    let mut inside: Vec<&(Period, usize)> = shorter
        .iter()
        .filter(|(own, _)| *own != period && own.start() >= period.start() && own.end() <= period.end())
        .collect();
    // The shortest first: what they make up is made up by longer ones of them too.
    inside.sort_by_key(|(own, _)| (own.start(), own.end()));
    let mut tiles = Vec::new();
    let mut next = period.start();
    while next <= period.end() {
        let Some((own, table)) = inside.iter().find(|(own, _)| own.start() == next) else {
            return Vec::new();
        };
        tiles.push(*table);
        let Ok(day) = own.end().tomorrow() else {
            return Vec::new();
        };
        next = day;
    }
    tiles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_made_up_of_shorter_ones_without_a_gap() {
        let years = |from: i16, to: i16| -> Vec<(Period, usize)> {
            (from..=to)
                .map(|year| (Period::Year(year), usize::try_from(year).unwrap()))
                .collect()
        };
        let three = Period::Years(2017, 2019);
        assert_eq!(tiling(three, &years(2015, 2020)), [2017, 2018, 2019]);
        assert_eq!(tiling(three, &years(2018, 2020)), Vec::<usize>::new());
        assert_eq!(
            tiling(Period::Year(2017), &years(2015, 2020)),
            Vec::<usize>::new()
        );
        let months: Vec<(Period, usize)> = (1..=12).map(|month| (Period::Month(2020, month), 1)).collect();
        assert_eq!(tiling(Period::Year(2020), &months).len(), 12);
    }
}
