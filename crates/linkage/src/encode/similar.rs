//! Which filters of two sides are alike: Dice's coefficient over all pairs, fast.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::fault::Fault;
use crate::watch::Watch;

/// Filters of one side, beside each other.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    words: Vec<u64>,
    counts: Vec<u32>,
    each: usize,
}

impl Filters {
    /// No filters yet, of so many words each.
    pub fn new(each: usize) -> Filters {
        Filters {
            words: Vec::new(),
            counts: Vec::new(),
            each: each.max(1),
        }
    }

    /// Adds one; what is missing at its end is zero.
    pub fn push(&mut self, filter: &[u64]) {
        let end = self.words.len() + self.each;
        self.words.extend(filter.iter().take(self.each));
        self.words.resize(end, 0);
        self.counts.push(
            self.words[end - self.each..]
                .iter()
                .map(|word| word.count_ones())
                .sum(),
        );
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    fn filter(&self, place: usize) -> &[u64] {
        &self.words[place * self.each..(place + 1) * self.each]
    }

    /// Dice's coefficient of two: twice the bits they share over all their bits.
    pub fn dice(&self, place: usize, other: &Filters, at: usize) -> f32 {
        let shared: u32 = self
            .filter(place)
            .iter()
            .zip(other.filter(at))
            .map(|(left, right)| (left & right).count_ones())
            .sum();
        let all = self.counts[place] + other.counts[at];
        if all == 0 {
            0.0
        } else {
            2.0 * shared as f32 / all as f32
        }
    }
}

/// A left filter, a right filter, and how alike they are.
pub type Alike = (u32, u32, f32);

/// All pairs whose Dice coefficient is at least `least`.
///
/// Errors: stopped.
pub fn similar(
    left: &Filters,
    right: &Filters,
    (least, threads): (f32, usize),
    watch: &Watch,
) -> Result<Vec<Alike>, Fault> {
    /// Left filters taken at a time.
    const TAKEN: usize = 64;
    let next = AtomicUsize::new(0);
    let mut found: Vec<Vec<Alike>> = vec![Vec::new(); threads.max(1)];
    std::thread::scope(|scope| {
        for found in &mut found {
            let next = &next;
            scope.spawn(move || {
                loop {
                    let begin = next.fetch_add(TAKEN, Ordering::Relaxed);
                    if begin >= left.len() || watch.is_stopped() {
                        return;
                    }
                    let end = left.len().min(begin + TAKEN);
                    compare((left, begin..end), right, least, found);
                    watch.advance(((end - begin) * right.len()) as u64);
                }
            });
        }
    });
    watch.check()?;
    let mut all: Vec<Alike> = found.into_iter().flatten().collect();
    all.sort_unstable_by_key(|one| (one.0, one.1));
    Ok(all)
}

/// Compares some left filters with all right ones, in pieces that stay in the nearest memory.
#[inline(always)]
fn compare(
    (left, rows): (&Filters, std::ops::Range<usize>),
    right: &Filters,
    least: f32,
    found: &mut Vec<Alike>,
) {
    const PIECE: usize = 64;
    let each = left.each;
    // Half of the words decide most pairs: what is left cannot make up for what is missing.
    let half = each / 2;
    for (number, piece) in right.words.chunks(PIECE * each).enumerate() {
        for row in rows.clone() {
            let filter = left.filter(row);
            let own = left.counts[row];
            let own_rest: u32 = filter[half..].iter().map(|word| word.count_ones()).sum();
            for (place, other) in piece.chunks_exact(each).enumerate() {
                let at = number * PIECE + place;
                let all = own + right.counts[at];
                let needed = least * all as f32 / 2.0;
                let mut shared = shared_bits(&filter[..half], &other[..half]);
                if ((shared + own_rest) as f32) < needed {
                    continue;
                }
                shared += shared_bits(&filter[half..], &other[half..]);
                if shared as f32 >= needed && all > 0 {
                    found.push((row as u32, at as u32, 2.0 * shared as f32 / all as f32));
                }
            }
        }
    }
}

#[inline(always)]
fn shared_bits(left: &[u64], right: &[u64]) -> u32 {
    let mut shared = 0;
    for (left, right) in left.iter().zip(right) {
        shared += (left & right).count_ones();
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::mix;

    #[test]
    fn the_fast_way_finds_what_the_plain_way_finds() {
        let make = |seed: u64, count: u64| {
            let mut filters = Filters::new(16);
            for number in 0..count {
                let base = mix(number % 37);
                let words: Vec<u64> = (0..16)
                    .map(|word| mix(base ^ word) | mix(mix(seed ^ number) ^ word))
                    .collect();
                filters.push(&words);
            }
            filters
        };
        let (left, right) = (make(1, 150), make(2, 170));
        let fast = similar(&left, &right, (0.78, 2), &Watch::default()).unwrap();
        let mut slow = Vec::new();
        for row in 0..left.len() {
            for at in 0..right.len() {
                let dice = left.dice(row, &right, at);
                if dice >= 0.78 {
                    slow.push((row as u32, at as u32, dice));
                }
            }
        }
        assert!(slow.len() > 100 && slow.len() < 25_000, "{}", slow.len());
        assert_eq!(fast, slow);
    }
}
