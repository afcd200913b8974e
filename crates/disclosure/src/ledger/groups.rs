//! Groups within groups: when two groups are known and one lies within the other, whoever subtracts has the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::{Ledger, LedgerFault, Role};
use crate::table::Adding;

/// A group less a group within it, by their positions among the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Difference {
    pub larger: usize,
    pub smaller: usize,
    /// How many people remain.
    pub value: i64,
}

/// What each count is made of: the positions of the counts that have no parts themselves, in order.
pub(super) fn leaves(ledger: &Ledger, index: &BTreeMap<&str, usize>) -> Result<Vec<Vec<u32>>, LedgerFault> {
    let mut parts: Vec<Option<&[String]>> = vec![None; ledger.counts.len()];
    for sum in ledger.sums.iter().filter(|sum| sum.adding == Adding::Exactly) {
        let total = find(index, &sum.total)?;
        parts[total].get_or_insert(&sum.parts);
    }
    let mut known: Vec<Option<Vec<u32>>> = vec![None; parts.len()];
    for start in 0..parts.len() {
        let mut path = vec![start];
        let mut on_path = BTreeSet::from([start]);
        while let Some(count) = path.last().copied() {
            if known[count].is_some() {
                path.pop();
                on_path.remove(&count);
                continue;
            }
            let mut made_of = Vec::new();
            let mut missing = None;
            for part in parts[count].into_iter().flatten() {
                let part = find(index, part)?;
                match &known[part] {
                    Some(of_part) => made_of.extend(of_part),
                    None => missing = missing.or(Some(part)),
                }
            }
            if let Some(part) = missing {
                if !on_path.insert(part) {
                    let key = ledger.counts[part].key.clone();
                    return Err(LedgerFault::Circular { key });
                }
                path.push(part);
                continue;
            }
            if parts[count].is_none() {
                made_of.push(count as u32);
            }
            made_of.sort_unstable();
            known[count] = Some(made_of);
        }
    }
    Ok(known.into_iter().map(Option::unwrap_or_default).collect())
}

/// The differences of 1 to `minimum - 1` people between groups. Those that the ledger counts already are left out: they
/// are protected as what they are.
///
/// Source: the differencing attack, as in Fellegi 1972 and in every guide to releasing tables for nested areas.
pub(super) fn differences(ledger: &Ledger, leaves: &[Vec<u32>], minimum: i64) -> Vec<Difference> {
    let groups: Vec<usize> = (0..ledger.counts.len())
        .filter(|count| matches!(ledger.counts[*count].role, Role::Group | Role::Open))
        .collect();
    let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let firsts: BTreeSet<u32> = groups
        .iter()
        .filter_map(|g| leaves[*g].first().copied())
        .collect();
    for group in &groups {
        for leaf in leaves[*group].iter().filter(|leaf| firsts.contains(leaf)) {
            holders.entry(*leaf).or_default().push(*group);
        }
    }
    let counted: BTreeSet<&[u32]> = (0..leaves.len())
        .filter(|count| ledger.counts[*count].role != Role::Fine)
        .map(|count| leaves[count].as_slice())
        .collect();
    let mut found = Vec::new();
    let mut seen: BTreeSet<Vec<u32>> = BTreeSet::new();
    for smaller in groups {
        let first = leaves[smaller].first();
        for larger in first.and_then(|leaf| holders.get(leaf)).into_iter().flatten() {
            let (Some(whole), Some(part)) = (ledger.counts[*larger].value, ledger.counts[smaller].value)
            else {
                continue;
            };
            let is_open = |count: usize| ledger.counts[count].role == Role::Open;
            let is_small = 0 < whole - part && whole - part < minimum;
            if !is_small || (is_open(*larger) && is_open(smaller)) {
                continue;
            }
            let Some(rest) = rest(&leaves[*larger], &leaves[smaller]) else {
                continue;
            };
            if !counted.contains(rest.as_slice()) && seen.insert(rest) {
                found.push(Difference {
                    larger: *larger,
                    smaller,
                    value: whole - part,
                });
            }
        }
    }
    found
}

/// What is left of `all` without `some`; `None` if `some` is not within it. Both are in order.
fn rest(all: &[u32], some: &[u32]) -> Option<Vec<u32>> {
    let mut rest = Vec::new();
    let mut taken = some.iter().peekable();
    for leaf in all {
        if taken.peek() == Some(&leaf) {
            taken.next();
        } else {
            rest.push(*leaf);
        }
    }
    taken.peek().is_none().then_some(rest)
}

pub(super) fn find(index: &BTreeMap<&str, usize>, key: &str) -> Result<usize, LedgerFault> {
    index
        .get(key)
        .copied()
        .ok_or_else(|| LedgerFault::NoSuchCount { key: key.to_owned() })
}
