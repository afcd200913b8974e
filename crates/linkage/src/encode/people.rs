//! From pairs of two sides to people over several: who of all sides is one person.

use super::hardened::{Encoding, TOKENS_MAX};
use super::pairing::{Match, pair};
use crate::cluster::cluster;
use crate::fault::Fault;
use crate::pair::Pair;
use crate::watch::Watch;

/// What a pair counts that nothing brought together: log odds of about one in eight.
const NOT_FOUND: f32 = -2.0;

/// Two records of two sides that may be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Between {
    /// The earlier side, from 0.
    pub left_side: usize,
    /// The later side.
    pub right_side: usize,
    /// Where they stand there, and how sure it is.
    pub found: Match,
    /// For each token: whether both have it and it is the same; none where one of them lacks it.
    pub tokens: [Option<bool>; TOKENS_MAX],
}

/// Links each two of several sides, each of which holds a person once.
///
/// Errors: stopped; a side without records.
pub fn between(sides: &[Vec<Encoding>], threads: usize, watch: &Watch) -> Result<Vec<Between>, Fault> {
    let mut all = Vec::new();
    for left_side in 0..sides.len() {
        for right_side in left_side + 1..sides.len() {
            let (left, right) = (&sides[left_side], &sides[right_side]);
            for found in pair(left, right, threads, watch)? {
                let of = (&left[found.left as usize], &right[found.right as usize]);
                all.push(Between {
                    left_side,
                    right_side,
                    found,
                    tokens: agreement(of),
                });
            }
        }
    }
    Ok(all)
}

/// For each token whether it is the same.
fn agreement((left, right): (&Encoding, &Encoding)) -> [Option<bool>; TOKENS_MAX] {
    std::array::from_fn(|place| {
        let of = |one: &Encoding| one.tokens.get(place).copied().flatten();
        Some(of(left)? == of(right)?)
    })
}

/// For each record of each side the number of its person: the lowest record of them, counted through all sides.
///
/// No two records of one side are one person. `sizes` are the sides' records.
///
/// ```
/// # use mainstay_linkage::encode::{Link, people};
/// let link = |left, right, probability| Link { left, right, probability };
/// // Two sides of two records each: the first of each are one person, the second are not.
/// let found = people(&[2, 2], &[link((0, 0), (1, 0), 0.99), link((0, 1), (1, 1), 0.2)]);
/// assert_eq!(found, vec![vec![0, 1], vec![0, 3]]);
/// ```
pub fn people(sizes: &[usize], links: &[Link]) -> Vec<Vec<u32>> {
    let mut begins = vec![0_u32];
    for size in sizes {
        begins.push(begins[begins.len() - 1] + *size as u32);
    }
    let number = |(side, record): (usize, u32)| begins[side] + record;
    let pairs: Vec<Pair> = links
        .iter()
        .map(|link| {
            let (one, other) = (number(link.left), number(link.right));
            Pair {
                left: one.min(other),
                right: one.max(other),
                pattern: 0,
                log_odds: 0.0,
                probability: link.probability.clamp(1e-6, 1.0 - 1e-6),
            }
        })
        .collect();
    let side_of = |record: u32| begins.partition_point(|begin| *begin <= record);
    let may_join = |left: &[u32], right: &[u32]| {
        let is_rival = |one: &u32| right.iter().any(|other| side_of(*one) == side_of(*other));
        !left.iter().any(is_rival)
    };
    let numbers = cluster(begins[sizes.len()], &pairs, &mut |_, _| NOT_FOUND, &may_join);
    begins
        .windows(2)
        .map(|ends| numbers[ends[0] as usize..ends[1] as usize].to_vec())
        .collect()
}

/// What is known of two records: each by its side and its place there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// One.
    pub left: (usize, u32),
    /// The other.
    pub right: (usize, u32),
    /// How likely they are one person.
    pub probability: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(left: (usize, u32), right: (usize, u32), probability: f32) -> Link {
        Link {
            left,
            right,
            probability,
        }
    }

    #[test]
    fn a_person_at_three_sides_is_one_though_two_of_them_were_not_brought_together() {
        let links = [link((0, 0), (1, 0), 0.999), link((1, 0), (2, 0), 0.999)];
        assert_eq!(people(&[1, 1, 1], &links), [[0], [0], [0]]);
    }

    #[test]
    fn no_two_records_of_one_side_are_one_person_whatever_links_them() {
        let links = [link((0, 0), (1, 0), 0.99), link((0, 1), (1, 0), 0.98)];
        let found = people(&[2, 1], &links);
        assert_ne!(found[0][0], found[0][1]);
        assert_eq!(found[0][0], found[1][0], "the likelier of the two");
    }
}
