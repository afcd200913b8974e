//! Linking encodings only: which of two sides are one person, without a threshold that somebody must know.
//!
//! A record's likeliest partner is one person or the best of strangers. How alike the best of strangers is, is told by
//! second-best partners; comparing both gives the probability at each similarity (a local false discovery rate; Efron 2004).

use rustc_hash::{FxHashMap, FxHashSet};

use super::hardened::{Encoding, TOKENS_MAX};
use super::similar::{Filters, similar};
use crate::fault::Fault;
use crate::source::mix;
use crate::watch::{Phase, Watch};

/// Two encodings that may be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The left record, from 0.
    pub left: u32,
    /// The right record, from 0.
    pub right: u32,
    /// How alike their filters are.
    pub dice: f32,
    /// Tokens they share.
    pub tokens: u8,
    /// Probability that they are one person.
    pub probability: f32,
}

/// Steps of similarity.
const STEPS: usize = 200;

/// Links two sides that each hold a person once; likeliest partners only, one for each.
///
/// Errors: stopped.
pub fn pair(
    left: &[Encoding],
    right: &[Encoding],
    threads: usize,
    watch: &Watch,
) -> Result<Vec<Match>, Fault> {
    if left.is_empty() || right.is_empty() {
        return Err(Fault::NoRows);
    }
    watch.begin(Phase::Comparing, (left.len() * right.len()) as u64)?;
    let filters = |side: &[Encoding]| {
        let mut filters = Filters::new(side[0].filter.len());
        side.iter().for_each(|encoding| filters.push(&encoding.filter));
        filters
    };
    let (left_filters, right_filters) = (filters(left), filters(right));
    let least = strangers(&left_filters, &right_filters);
    let mut pairs: FxHashMap<(u32, u32), Match> =
        similar(&left_filters, &right_filters, (least, threads), watch)?
            .into_iter()
            .map(|(left, right, dice)| {
                (
                    (left, right),
                    Match {
                        left,
                        right,
                        dice,
                        tokens: 0,
                        probability: 0.0,
                    },
                )
            })
            .collect();
    for (one, other) in sharing(left, right) {
        let fresh = || Match {
            left: one,
            right: other,
            dice: left_filters.dice(one as usize, &right_filters, other as usize),
            tokens: 0,
            probability: 0.0,
        };
        pairs.entry((one, other)).or_insert_with(fresh).tokens += 1;
    }
    watch.begin(Phase::Assigning, 0)?;
    let mut pairs: Vec<Match> = pairs.into_values().collect();
    pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
    let at_step = by_similarity(&pairs, left.len());
    for pair in &mut pairs {
        let by_tokens = match pair.tokens {
            0 => 0.0,
            1 => 0.9,
            2 => 0.98,
            _ => 0.995,
        };
        pair.probability = at_step[step(pair.dice)].max(by_tokens);
    }
    Ok(one_each(pairs))
}

/// The similarity that few strangers reach: five deviations above their mean, from random pairs.
fn strangers(left: &Filters, right: &Filters) -> f32 {
    const DRAWN: u64 = 20_000;
    let (mut sum, mut squares) = (0.0_f64, 0.0_f64);
    for number in 0..DRAWN {
        let drawn = mix(number ^ 0xd1ce);
        let one = ((drawn >> 32) * left.len() as u64) >> 32;
        let other = ((drawn & 0xffff_ffff) * right.len() as u64) >> 32;
        let dice = f64::from(left.dice(one as usize, right, other as usize));
        sum += dice;
        squares += dice * dice;
    }
    let mean = sum / DRAWN as f64;
    let deviation = (squares / DRAWN as f64 - mean * mean).max(0.0).sqrt();
    (mean + 3.5 * deviation).min(0.95) as f32
}

/// Pairs that share a token; tokens that many share say nothing.
fn sharing(left: &[Encoding], right: &[Encoding]) -> Vec<(u32, u32)> {
    const MOST: usize = 20;
    let mut pairs = Vec::new();
    for place in 0..TOKENS_MAX {
        let mut known: FxHashMap<[u8; 16], Vec<u32>> = FxHashMap::default();
        for (number, encoding) in right.iter().enumerate() {
            if let Some(Some(token)) = encoding.tokens.get(place) {
                known.entry(*token).or_default().push(number as u32);
            }
        }
        for (number, encoding) in left.iter().enumerate() {
            let Some(Some(token)) = encoding.tokens.get(place) else {
                continue;
            };
            if let Some(others) = known.get(token).filter(|others| others.len() <= MOST) {
                pairs.extend(others.iter().map(|other| (number as u32, *other)));
            }
        }
    }
    pairs
}

fn step(dice: f32) -> usize {
    ((dice * STEPS as f32) as usize).min(STEPS)
}

/// The probability at each step of similarity.
fn by_similarity(pairs: &[Match], records: usize) -> Vec<f32> {
    let mut best = vec![(0.0_f32, 0.0_f32); records];
    for pair in pairs {
        let of_left = &mut best[pair.left as usize];
        if pair.dice > of_left.0 {
            *of_left = (pair.dice, of_left.0);
        } else if pair.dice > of_left.1 {
            of_left.1 = pair.dice;
        }
    }
    let (mut firsts, mut seconds) = (vec![0.0_f64; STEPS + 1], vec![0.0_f64; STEPS + 1]);
    for (first, second) in best {
        firsts[step(first)] += 1.0;
        seconds[step(second)] += 1.0;
    }
    let mut strangers = 1.0;
    let mut at_step = vec![0.0_f32; STEPS + 1];
    for _ in 0..10 {
        let shares: Vec<(f64, f64)> = (0..=STEPS)
            .map(|place| {
                // Neighbouring steps steady what few records say.
                let window = place.saturating_sub(2)..(place + 3).min(STEPS + 1);
                let (first, second): (f64, f64) =
                    (firsts[window.clone()].iter().sum(), seconds[window].iter().sum());
                let share = 1.0 - (strangers * second + 0.05) / (first + 0.1);
                (share.clamp(0.0, 0.9999), first + 0.1)
            })
            .collect();
        at_step = rising(&shares);
        let matched: f64 = firsts
            .iter()
            .zip(&at_step)
            .map(|(first, share)| first * f64::from(*share))
            .sum();
        strangers = (1.0 - matched / records as f64).clamp(0.02, 1.0);
    }
    at_step
}

/// The more alike, the likelier: the nearest row of shares that never falls (pooling of neighbours; Ayer and others 1955).
fn rising(shares: &[(f64, f64)]) -> Vec<f32> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (share, weight) in shares {
        let mut pool = (*share, *weight, 1);
        while let Some(last) = pools.pop_if(|last| last.0 >= pool.0) {
            let weight = last.1 + pool.1;
            pool = (
                (last.0 * last.1 + pool.0 * pool.1) / weight,
                weight,
                last.2 + pool.2,
            );
        }
        pools.push(pool);
    }
    pools
        .iter()
        .flat_map(|(share, _, count)| std::iter::repeat_n(*share as f32, *count))
        .collect()
}

/// The likeliest first; each record once.
fn one_each(mut pairs: Vec<Match>) -> Vec<Match> {
    pairs.sort_by(|one, other| {
        let of = |pair: &Match| pair.probability + f32::from(pair.tokens);
        of(other)
            .total_cmp(&of(one))
            .then(other.dice.total_cmp(&one.dice))
            .then((one.left, one.right).cmp(&(other.left, other.right)))
    });
    let (mut left, mut right) = (FxHashSet::default(), FxHashSet::default());
    pairs.retain(|pair| {
        let is_free = pair.probability >= 0.01 && !left.contains(&pair.left) && !right.contains(&pair.right);
        if is_free {
            left.insert(pair.left);
            right.insert(pair.right);
        }
        is_free
    });
    pairs
}
