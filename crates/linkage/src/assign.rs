//! Links that exclude each other: in a source without duplicates, a person has one record at most.
//!
//! Instead of choosing one best assignment, the probability of every link is computed over all assignments: the odds
//! of a link are weighed against those of its rivals, and theirs against their own rivals (belief propagation for the
//! monomer-dimer model; Heilmann and Lieb 1972, Bayati and others 2011). Two links with more than one half never exclude
//! each other, so taking what is likelier than not is a one-to-one assignment.

use rustc_hash::FxHashMap;

use crate::blocking::Layout;
use crate::pair::Pair;

/// Rounds of messages at most, and the change below which they end.
const ROUNDS: usize = 100;
const SETTLED: f64 = 1e-6;
/// Log odds beyond which nothing changes any more.
const SURE: f64 = 18.0;

/// An edge that no rival restricts on one side.
const FREE: u32 = u32::MAX;

/// Sets the probability of every pair from its log odds and its rivals. `is_unique` says which sources hold each person
/// once.
pub(crate) fn assign(pairs: &mut [Pair], layout: &Layout, is_unique: &[bool]) {
    let mut places: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut place = |record: u32, partner: u32| {
        let source = layout.source(partner);
        if !is_unique[source] || source == layout.source(record) {
            return FREE;
        }
        let next = places.len() as u32;
        *places.entry((record, source as u32)).or_insert(next)
    };
    let ends: Vec<[u32; 2]> = pairs
        .iter()
        .map(|pair| [place(pair.left, pair.right), place(pair.right, pair.left)])
        .collect();
    let left_over = left_over(pairs, layout);
    let odds: Vec<f64> = pairs
        .iter()
        .zip(&ends)
        .map(|(pair, ends)| {
            let (left, right) = (layout.source(pair.left), layout.source(pair.right));
            let mut lift = 1.0;
            if ends[0] != FREE {
                lift /= left_over[left][right];
            }
            if ends[1] != FREE {
                lift /= left_over[right][left];
            }
            (f64::from(pair.log_odds).min(SURE).exp() * lift).min(SURE.exp())
        })
        .collect();
    // What each side of an edge hears from the other.
    let mut heard: Vec<[f64; 2]> = odds.iter().map(|odds| [*odds, *odds]).collect();
    let mut sums = vec![0.0_f64; places.len()];
    for _ in 0..ROUNDS {
        add_up(&mut sums, &ends, &heard);
        let mut change = 0.0_f64;
        for ((ends, odds), heard) in ends.iter().zip(&odds).zip(&mut heard) {
            let rivals = [0, 1].map(|side| rivals(&sums, ends[side], heard[side]));
            for side in 0..2 {
                let told = odds / (1.0 + rivals[1 - side]);
                // Half of the old keeps the messages from swinging.
                let mixed = (told * heard[side].max(1e-300)).sqrt();
                change = change.max((mixed / heard[side].max(1e-300)).ln().abs().min(1.0) * share(mixed));
                heard[side] = mixed;
            }
        }
        if change < SETTLED {
            break;
        }
    }
    add_up(&mut sums, &ends, &heard);
    for (((pair, ends), odds), heard) in pairs.iter_mut().zip(&ends).zip(&odds).zip(&heard) {
        let rivals = [0, 1].map(|side| rivals(&sums, ends[side], heard[side]));
        pair.probability = share(odds / ((1.0 + rivals[0]) * (1.0 + rivals[1]))) as f32;
    }
}

/// The share of each source's records that have no partner in each other source, from the probabilities so far.
///
/// The odds of a pair among all pairs are lower than among the records that are still without a partner: with s matches
/// between n and m records they are s / ((n - s) (m - s)) there and s / (n m) here.
fn left_over(pairs: &[Pair], layout: &Layout) -> Vec<Vec<f64>> {
    /// However well two sources fit, some of their records may be strangers.
    const LEAST: f64 = 0.02;
    let sources = layout.bounds.len() - 1;
    let mut matched = vec![vec![0.0_f64; sources]; sources];
    for pair in pairs {
        let (left, right) = (layout.source(pair.left), layout.source(pair.right));
        matched[left][right] += f64::from(pair.probability);
        matched[right][left] += f64::from(pair.probability);
    }
    for (source, row) in matched.iter_mut().enumerate() {
        let records = f64::from(layout.bounds[source + 1] - layout.bounds[source]);
        for share in row {
            *share = (1.0 - *share / records).clamp(LEAST, 1.0);
        }
    }
    matched
}

fn add_up(sums: &mut [f64], ends: &[[u32; 2]], heard: &[[f64; 2]]) {
    sums.fill(0.0);
    for (ends, heard) in ends.iter().zip(heard) {
        for side in 0..2 {
            if ends[side] != FREE {
                sums[ends[side] as usize] += heard[side];
            }
        }
    }
}

fn rivals(sums: &[f64], end: u32, own: f64) -> f64 {
    if end == FREE {
        0.0
    } else {
        (sums[end as usize] - own).max(0.0)
    }
}

fn share(odds: f64) -> f64 {
    odds / (1.0 + odds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(left: u32, right: u32, odds: f64) -> Pair {
        Pair {
            left,
            right,
            pattern: 0,
            log_odds: odds.ln() as f32,
            probability: 0.0,
        }
    }

    fn layout() -> Layout {
        Layout {
            bounds: vec![0, 10, 20],
            is_inside: false,
        }
    }

    /// One record, two rivals with odds 3 and 1: none, the first or the second, weighed 1 : 3 : 1.
    #[test]
    fn rivals_share_what_one_record_has() {
        let mut pairs = [pair(0, 10, 3.0), pair(0, 11, 1.0)];
        assign(&mut pairs, &layout(), &[true, true]);
        assert!((f64::from(pairs[0].probability) - 0.6).abs() < 1e-4);
        assert!((f64::from(pairs[1].probability) - 0.2).abs() < 1e-4);
        // Where the right source may hold a person twice, both can be true.
        let mut pairs = [pair(0, 10, 3.0), pair(0, 11, 1.0)];
        assign(&mut pairs, &layout(), &[true, false]);
        assert!((f64::from(pairs[0].probability) - 0.75).abs() < 1e-4);
    }

    /// A path of three edges: 0-10, 0-11, 1-11, odds a, b, c. Sum over matchings 1 + a + b + c + ac.
    #[test]
    fn chains_are_weighed_over_all_assignments() {
        let (a, b, c) = (8.0, 10.0, 6.0);
        let mut pairs = [pair(0, 10, a), pair(0, 11, b), pair(1, 11, c)];
        assign(&mut pairs, &layout(), &[true, true]);
        let whole = 1.0 + a + b + c + a * c;
        for (pair, exact) in pairs
            .iter()
            .zip([(a + a * c) / whole, b / whole, (c + a * c) / whole])
        {
            assert!(
                (f64::from(pair.probability) - exact).abs() < 1e-3,
                "{} {exact}",
                pair.probability
            );
        }
    }
}
