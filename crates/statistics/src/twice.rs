//! How many different people, when some may be counted twice.

use crate::fault::Fault;

/// People known to be in two of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InBoth {
    /// Position of one list.
    pub first: usize,
    /// Position of the other.
    pub second: usize,
    /// How many are in both.
    pub people: u64,
}

/// The least and the most that a number of different people can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// At least so many.
    pub least: u64,
    /// At most so many.
    pub most: u64,
}

/// How many different people stand on these lists together, given how many each list has and what is known about people
/// on two of them. Nothing is assumed about what is not known.
///
/// Least: the longest list, or two lists less those in both, or (if all overlaps are known) the sum less all of them. Most: the
/// sum less the known overlaps along the tree that joins lists with the greatest overlaps, and not more people than there
/// are.
///
/// Shape: `lists` in any order; `in_both` names each pair at most once. `population`: all people there are, if known.
/// Errors: `TooFew` without lists; `NoSuchGroup` for a position that is not there, or twice the same pair;
/// `PartAboveWhole` if more are in both than in one, or on a list than there are people.
///
/// Source: Bonferroni (1936) for the lower bound; Hunter (1976), "An upper bound for the probability of a union".
///
/// By hand, 120, 80 and 50 people: at least 120, at most 250. If 30 of the first are known to be in the second: at most 220.
///
/// ```
/// # use mainstay_statistics::{Bounds, InBoth, different_people};
/// assert_eq!(different_people(&[120, 80, 50], &[], None)?, Bounds { least: 120, most: 250 });
/// let known = [InBoth { first: 0, second: 1, people: 30 }];
/// assert_eq!(different_people(&[120, 80, 50], &known, None)?, Bounds { least: 170, most: 220 });
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn different_people(lists: &[u64], in_both: &[InBoth], population: Option<u64>) -> Result<Bounds, Fault> {
    let Some(longest) = lists.iter().max().copied() else {
        return Err(Fault::TooFew { found: 0, needed: 1 });
    };
    check(lists, in_both)?;
    if population.is_some_and(|population| longest > population) {
        return Err(Fault::PartAboveWhole);
    }
    let total = lists.iter().fold(0_u64, |sum, list| sum.saturating_add(*list));
    // Two lists joined by a known overlap are together at least that long.
    let two = |known: &InBoth| lists[known.first].saturating_add(lists[known.second] - known.people);
    let least_of_two = in_both.iter().map(two).max().unwrap_or(0);
    let pairs = lists.len() * (lists.len() - 1) / 2;
    let bonferroni = if in_both.len() == pairs {
        total.saturating_sub(
            in_both
                .iter()
                .fold(0, |sum: u64, known| sum.saturating_add(known.people)),
        )
    } else {
        0
    };
    let least = longest.max(least_of_two).max(bonferroni);
    let most = total
        .saturating_sub(tree(lists.len(), in_both))
        .min(population.unwrap_or(u64::MAX));
    if least > most {
        Err(Fault::PartAboveWhole)
    } else {
        Ok(Bounds { least, most })
    }
}

fn check(lists: &[u64], in_both: &[InBoth]) -> Result<(), Fault> {
    for (index, known) in in_both.iter().enumerate() {
        let is_same = |other: &InBoth| {
            (other.first, other.second) == (known.first, known.second)
                || (other.first, other.second) == (known.second, known.first)
        };
        let is_there = known.first < lists.len() && known.second < lists.len();
        if !is_there || known.first == known.second || in_both[..index].iter().any(is_same) {
            return Err(Fault::NoSuchGroup);
        }
        if known.people > lists[known.first].min(lists[known.second]) {
            return Err(Fault::PartAboveWhole);
        }
    }
    Ok(())
}

/// The greatest sum of overlaps along branches that close no circle (Kruskal, 1956).
fn tree(lists: usize, in_both: &[InBoth]) -> u64 {
    let mut branches = in_both.to_vec();
    branches.sort_by_key(|known| std::cmp::Reverse(known.people));
    let mut part: Vec<usize> = (0..lists).collect();
    let mut sum = 0;
    for known in branches {
        let (here, there) = (part[known.first], part[known.second]);
        if here == there {
            continue;
        }
        sum += known.people;
        for label in &mut part {
            if *label == there {
                *label = here;
            }
        }
    }
    sum
}
