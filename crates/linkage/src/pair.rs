//! Pairs that may be one person, and the pass that finds them.

use rustc_hash::FxHashMap;

use crate::blocking::Blocks;
use crate::compare::Comparer;
use crate::fault::Fault;
use crate::field::Field;
use crate::learn::Seen;
use crate::model::Tables;
use crate::watch::Watch;

/// Two records that may be one person. Records are numbered through all sources.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The record with the lower number.
    pub left: u32,
    /// The other.
    pub right: u32,
    /// How their fields agree: four bits a field.
    pub pattern: u64,
    /// Logarithm of the odds that they are one person, from their fields alone.
    pub log_odds: f32,
    /// Probability that they are one person, beside all their rivals.
    pub probability: f32,
}

/// What one pass needs.
pub(crate) struct Pass<'a> {
    pub fields: &'a [Field],
    pub commonness: &'a [Vec<u8>],
    pub threads: usize,
    pub watch: &'a Watch,
}

impl Pass<'_> {
    /// Counts the patterns of a share of the pairs for which `is_seen`; each counts for the pairs it stands for.
    pub(crate) fn patterns(
        &self,
        blocks: &Blocks,
        share: f64,
        is_seen: impl Fn(u32, u32) -> bool + Sync,
    ) -> Result<Vec<Seen>, Fault> {
        let states = blocks.walk(
            (share, self.threads, self.watch),
            || {
                (
                    Comparer::new(self.fields, self.commonness),
                    FxHashMap::<u64, f64>::default(),
                )
            },
            |(comparer, counts), left, right| {
                if is_seen(left, right) {
                    *counts.entry(comparer.pattern(left, right)).or_default() += 1.0;
                }
            },
        )?;
        let mut all: FxHashMap<u64, f64> = FxHashMap::default();
        for (_, counts) in states {
            for (pattern, count) in counts {
                *all.entry(pattern).or_default() += count;
            }
        }
        let mut seen: Vec<Seen> = all
            .into_iter()
            .map(|(pattern, count)| Seen {
                pattern,
                pairs: count / share.min(1.0),
                is_candidate: true,
            })
            .collect();
        // Sums must not depend on the order in which threads came.
        seen.sort_unstable_by_key(|seen| seen.pattern);
        Ok(seen)
    }

    /// All pairs whose log odds are at least `least`, in order.
    pub(crate) fn likely(&self, blocks: &Blocks, tables: &Tables, least: f64) -> Result<Vec<Pair>, Fault> {
        let states = blocks.walk(
            (1.0, self.threads, self.watch),
            || {
                (
                    Comparer::new(self.fields, self.commonness),
                    FxHashMap::<u64, f32>::default(),
                    Vec::new(),
                )
            },
            |(comparer, known, pairs), left, right| {
                let pattern = comparer.pattern(left, right);
                let log_odds = *known
                    .entry(pattern)
                    .or_insert_with(|| tables.log_odds(pattern) as f32);
                if f64::from(log_odds) >= least {
                    pairs.push(Pair {
                        left,
                        right,
                        pattern,
                        log_odds,
                        probability: sigmoid(log_odds),
                    });
                }
            },
        )?;
        let mut pairs: Vec<Pair> = states.into_iter().flat_map(|(_, _, pairs)| pairs).collect();
        pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
        Ok(pairs)
    }
}

/// The probability of log odds.
pub(crate) fn sigmoid(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
