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
    let columns = Columns::of(right);
    let next = AtomicUsize::new(0);
    let mut found: Vec<Vec<Alike>> = vec![Vec::new(); threads.max(1)];
    std::thread::scope(|scope| {
        for found in &mut found {
            let (next, columns) = (&next, &columns);
            scope.spawn(move || {
                loop {
                    let begin = next.fetch_add(TAKEN, Ordering::Relaxed);
                    if begin >= left.len() || watch.is_stopped() {
                        return;
                    }
                    let end = left.len().min(begin + TAKEN);
                    columns.compare((left, begin..end), right, least, found);
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

/// Words of one row of columns: so many times 64 filters are counted at once.
const LANES: usize = 2;
/// One bit of each filter of a block.
type Row = [u64; LANES];
/// Rows that are added together before they are carried on.
const ADDED: usize = 32;
/// Binary digits of so many.
const LOW: usize = ADDED.ilog2() as usize;

/// Filters turned on their side: for each bit a row with that bit of every filter of a block.
///
/// One left filter is compared with a whole block by adding the rows of its own bits, all columns at once, in binary digits that
/// stand in words of their own (carry-save adders; Harley and Seal, in Warren 2012). This needs a third of the
/// operations of counting the bits of every pair, and no instruction that some processors lack.
struct Columns {
    /// For each block its rows, and a row of zeros.
    blocks: Vec<Vec<Row>>,
    /// The filters of the blocks, by how many bits are set in them, so that one bound is close for a whole block.
    order: Vec<u32>,
    bits: usize,
}

impl Columns {
    fn of(filters: &Filters) -> Columns {
        let bits = filters.each * 64;
        let mut order: Vec<u32> = (0..filters.len() as u32).collect();
        order.sort_by_key(|place| filters.counts[*place as usize]);
        let block = |number: usize| {
            let mut rows = vec![[0; LANES]; bits + 1];
            let begin = number * LANES * 64;
            let end = filters.len().min(begin + LANES * 64);
            for (column, place) in order[begin..end].iter().enumerate() {
                for bit in set_bits(filters.filter(*place as usize)) {
                    rows[bit as usize][column / 64] |= 1 << (column % 64);
                }
            }
            rows
        };
        let blocks = (0..filters.len().div_ceil(LANES * 64)).map(block).collect();
        Columns { blocks, order, bits }
    }

    /// Compares some left filters with all columns.
    fn compare(
        &self,
        (left, rows): (&Filters, std::ops::Range<usize>),
        right: &Filters,
        least: f32,
        found: &mut Vec<Alike>,
    ) {
        // The last row is zero: it fills the last few up.
        let padded = |row: usize| {
            let mut bits: Vec<u32> = set_bits(left.filter(row)).collect();
            bits.resize(bits.len().next_multiple_of(ADDED), self.bits as u32);
            bits
        };
        let bits: Vec<Vec<u32>> = rows.clone().map(padded).collect();
        for (number, block) in self.blocks.iter().enumerate() {
            let begin = number * LANES * 64;
            let end = right.len().min(begin + LANES * 64);
            let fewest = right.counts[self.order[begin] as usize];
            for (row, bits) in rows.clone().zip(&bits) {
                // Which columns may be alike enough; the few that may are looked at one by one.
                let needed = (least * (left.counts[row] + fewest) as f32 / 2.0)
                    .floor()
                    .max(0.0) as u32;
                for (lane, mut mask) in self.reach(block, bits, needed).into_iter().enumerate() {
                    while mask != 0 {
                        let column = begin + lane * 64 + mask.trailing_zeros() as usize;
                        mask &= mask - 1;
                        if column >= end {
                            break;
                        }
                        let at = self.order[column] as usize;
                        let dice = left.dice(row, right, at);
                        if dice >= least && dice > 0.0 {
                            found.push((row as u32, at as u32, dice));
                        }
                    }
                }
            }
        }
    }

    /// The columns in which at least `needed` of these rows are set.
    ///
    /// A little more than half of the rows decides for nearly all blocks: what is left cannot make up for what is missing.
    fn reach(&self, block: &[Row], bits: &[u32], needed: u32) -> Row {
        let mut counter = Counter::new(self.bits);
        let (first, rest) = bits.split_at((bits.len() * 9 / 16).next_multiple_of(ADDED).min(bits.len()));
        counter.add(block, first);
        if counter.at_least(needed.saturating_sub(rest.len() as u32)) == [0; LANES] {
            return [0; LANES];
        }
        counter.add(block, rest);
        counter.at_least(needed)
    }
}

/// Higher binary digits at most: filters have 2¹⁶ bits at most.
const HIGH_MOST: usize = 20;

/// How often each column was set: binary digits, each in words of its own.
struct Counter {
    low: [Row; LOW],
    high: [Row; HIGH_MOST],
    /// Higher digits that the number of bits may need.
    used: usize,
}

impl Counter {
    fn new(bits: usize) -> Counter {
        let digits = (usize::BITS - bits.leading_zeros()) as usize;
        Counter {
            low: [[0; LANES]; LOW],
            high: [[0; LANES]; HIGH_MOST],
            used: digits.saturating_sub(LOW).clamp(1, HIGH_MOST),
        }
    }

    fn add(&mut self, block: &[Row], bits: &[u32]) {
        for added in bits.chunks_exact(ADDED) {
            let mut carried = [[0; LANES]; ADDED / 2];
            for (carried, pair) in carried.iter_mut().zip(added.chunks_exact(2)) {
                let (one, two) = (block[pair[0] as usize], block[pair[1] as usize]);
                (self.low[0], *carried) = add(self.low[0], one, two);
            }
            let mut count = ADDED / 2;
            for digit in &mut self.low[1..] {
                for place in 0..count / 2 {
                    let carry;
                    (*digit, carry) = add(*digit, carried[2 * place], carried[2 * place + 1]);
                    carried[place] = carry;
                }
                count /= 2;
            }
            let mut carry = carried[0];
            for digit in &mut self.high[..self.used] {
                for lane in 0..LANES {
                    let next = digit[lane] & carry[lane];
                    digit[lane] ^= carry[lane];
                    carry[lane] = next;
                }
            }
        }
    }

    /// The columns that were set at least `needed` times.
    fn at_least(&self, needed: u32) -> Row {
        if needed >> (LOW + self.used) != 0 {
            return [0; LANES];
        }
        let (mut above, mut equal) = ([0; LANES], [u64::MAX; LANES]);
        let mut look = |place: usize, digit: &Row| {
            for lane in 0..LANES {
                if needed >> place & 1 == 1 {
                    equal[lane] &= digit[lane];
                } else {
                    above[lane] |= equal[lane] & digit[lane];
                    equal[lane] &= !digit[lane];
                }
            }
        };
        for (place, digit) in self.high[..self.used].iter().enumerate().rev() {
            look(place + LOW, digit);
        }
        for (place, digit) in self.low.iter().enumerate().rev() {
            look(place, digit);
        }
        std::array::from_fn(|lane| above[lane] | equal[lane])
    }
}

/// Adds three binary digits in every column: the digit that stays, and the carry.
#[inline(always)]
fn add(one: Row, two: Row, three: Row) -> (Row, Row) {
    let mut digit = [0; LANES];
    let mut carry = [0; LANES];
    for lane in 0..LANES {
        let half = one[lane] ^ two[lane];
        digit[lane] = half ^ three[lane];
        carry[lane] = (one[lane] & two[lane]) | (half & three[lane]);
    }
    (digit, carry)
}

/// The places of the bits that are set.
fn set_bits(filter: &[u64]) -> impl Iterator<Item = u32> {
    filter.iter().enumerate().flat_map(|(number, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let place = (rest != 0).then(|| number as u32 * 64 + rest.trailing_zeros())?;
            rest &= rest - 1;
            Some(place)
        })
    })
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
