//! Which pairs are compared: those that share at least one key of parts.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::fault::Fault;
use crate::field::Field;
use crate::part::Part;
use crate::source::mix;
use crate::watch::Watch;

/// Which records may be one person.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// Where each source begins, and the end of the last.
    pub bounds: Vec<u32>,
    /// Whether pairs inside a source count.
    pub is_inside: bool,
}

impl Layout {
    pub(crate) fn records(&self) -> u32 {
        *self.bounds.last().expect("bounds hold an end")
    }

    pub(crate) fn source(&self, record: u32) -> usize {
        self.bounds.partition_point(|bound| *bound <= record) - 1
    }

    /// All pairs that could be formed.
    pub(crate) fn pairs(&self) -> f64 {
        let all = |count: f64| count * (count - 1.0) / 2.0;
        let whole = all(f64::from(self.records()));
        if self.is_inside {
            return whole;
        }
        let inside: f64 = self
            .bounds
            .windows(2)
            .map(|pair| all(f64::from(pair[1] - pair[0])))
            .sum();
        whole - inside
    }

    /// Pairs of one block, its records in order.
    fn pairs_of(&self, block: &[u32]) -> f64 {
        let all = |count: usize| count as f64 * (count as f64 - 1.0) / 2.0;
        if self.is_inside {
            return all(block.len());
        }
        let mut inside = 0.0;
        let mut begin = 0;
        for bound in &self.bounds[1..] {
            let end = block.partition_point(|record| record < bound);
            inside += all(end - begin);
            begin = end;
        }
        all(block.len()) - inside
    }
}

/// One rule: records meet that agree in all these parts. No parts: all records meet.
pub(crate) type Key = Vec<usize>;

/// Blocks of every key, ready to be walked.
pub(crate) struct Blocks {
    layout: Layout,
    keys: Vec<Sorted>,
}

struct Sorted {
    /// Records, those of a block beside each other.
    records: Vec<u32>,
    /// Where blocks of two or more begin and end.
    ranges: Vec<(u32, u32)>,
    /// For each record the number of its block; 0 where it stands alone.
    block_of: Vec<u32>,
    pairs: f64,
}

/// The number of a record under a key; 0 where a part is missing.
fn number(fields: &[Field], parts: &[Part], key: &[usize], record: u32) -> u64 {
    let mut number = 1_u64;
    for part in key {
        let of_part = parts[*part].of_record(fields, record);
        if of_part == 0 {
            return 0;
        }
        number = mix(number ^ of_part);
    }
    number.max(1)
}

impl Blocks {
    /// Sorts the records under every key. Blocks of more pairs than `most` are left to the other keys.
    pub(crate) fn new(
        (fields, parts): (&[Field], &[Part]),
        keys: &[Key],
        layout: &Layout,
        most: f64,
    ) -> Blocks {
        let sorted = |key: &Key| {
            let mut numbered: Vec<(u64, u32)> = (0..layout.records())
                .map(|record| (number(fields, parts, key, record), record))
                .filter(|(number, _)| *number != 0)
                .collect();
            numbered.sort_unstable();
            Sorted::new(
                &numbered,
                layout,
                if key.is_empty() { f64::INFINITY } else { most },
            )
        };
        Blocks {
            layout: layout.clone(),
            keys: keys.iter().map(sorted).collect(),
        }
    }

    /// Pairs at most: a pair that two keys bring together is counted twice here, and visited once.
    pub(crate) fn pairs(&self) -> f64 {
        self.keys.iter().map(|key| key.pairs).sum()
    }

    /// Whether some key brings these two together.
    pub(crate) fn holds(&self, left: u32, right: u32) -> bool {
        self.keys.iter().any(|key| key.meet(left, right))
    }

    /// Shows every pair once to `visit`, the lower record first. `share` of 1 shows all; less shows a random part.
    ///
    /// Errors: stopped.
    pub(crate) fn walk<S: Send>(
        &self,
        (share, threads, watch): (f64, usize, &Watch),
        make: impl Fn() -> S + Sync,
        visit: impl Fn(&mut S, u32, u32) + Sync,
    ) -> Result<Vec<S>, Fault> {
        let limit = if share >= 1.0 {
            u64::MAX
        } else {
            (share * u64::MAX as f64) as u64
        };
        let mut states: Vec<S> = (0..threads.max(1)).map(|_| make()).collect();
        for (place, key) in self.keys.iter().enumerate() {
            let next = AtomicUsize::new(0);
            std::thread::scope(|scope| {
                for state in &mut states {
                    let (next, visit) = (&next, &visit);
                    scope.spawn(move || {
                        self.work((place, key), (limit, watch), next, |left, right| {
                            visit(state, left, right)
                        });
                    });
                }
            });
            watch.check()?;
        }
        Ok(states)
    }

    fn work(
        &self,
        (place, key): (usize, &Sorted),
        (limit, watch): (u64, &Watch),
        next: &AtomicUsize,
        mut visit: impl FnMut(u32, u32),
    ) {
        /// Blocks taken at a time; a large block alone is divided among its first records.
        const TAKEN: usize = 64;
        let earlier = &self.keys[..place];
        let mut show = |left: u32, right: u32| {
            if earlier.iter().any(|key| key.meet(left, right)) {
                return;
            }
            if limit == u64::MAX || mix(u64::from(left) << 32 | u64::from(right)) < limit {
                visit(left, right);
            }
        };
        loop {
            let taken = next.fetch_add(TAKEN, Ordering::Relaxed);
            // Few blocks: their rows are shared out, block by block.
            let is_few = key.ranges.len() < TAKEN;
            let (ranges, rows) = if is_few {
                let last = key.ranges.last().map_or(0, |(_, end)| *end as usize);
                if taken >= last {
                    return;
                }
                (&key.ranges[..], taken..taken + TAKEN)
            } else if taken < key.ranges.len() {
                (
                    &key.ranges[taken..key.ranges.len().min(taken + TAKEN)],
                    0..usize::MAX,
                )
            } else {
                return;
            };
            for (begin, end) in ranges {
                let (begin, end) = (*begin as usize, *end as usize);
                let block = &key.records[begin..end];
                let from = rows.start.max(begin);
                for row in from..rows.end.min(end) {
                    let left = block[row - begin];
                    let after = self.first_partner(block, row - begin);
                    for right in &block[after..] {
                        show(left, *right);
                    }
                    watch.advance((block.len() - after) as u64);
                }
                if watch.is_stopped() {
                    return;
                }
            }
        }
    }

    /// Where the partners of a block's record begin: behind it, or behind its source.
    fn first_partner(&self, block: &[u32], row: usize) -> usize {
        if self.layout.is_inside {
            return row + 1;
        }
        let end = self.layout.bounds[self.layout.source(block[row]) + 1];
        block.partition_point(|record| *record < end)
    }
}

impl Sorted {
    fn new(numbered: &[(u64, u32)], layout: &Layout, most: f64) -> Sorted {
        let records: Vec<u32> = numbered.iter().map(|(_, record)| *record).collect();
        let mut block_of = vec![0_u32; layout.records() as usize];
        let mut ranges = Vec::new();
        let mut total = 0.0;
        let mut begin = 0;
        while begin < numbered.len() {
            let same = numbered[begin..]
                .iter()
                .take_while(|(number, _)| *number == numbered[begin].0);
            let end = begin + same.count();
            let pairs = layout.pairs_of(&records[begin..end]);
            if pairs > 0.0 && pairs <= most {
                ranges.push((begin as u32, end as u32));
                for record in &records[begin..end] {
                    block_of[*record as usize] = ranges.len() as u32;
                }
                total += pairs;
            }
            begin = end;
        }
        Sorted {
            records,
            ranges,
            block_of,
            pairs: total,
        }
    }

    fn meet(&self, left: u32, right: u32) -> bool {
        let block = self.block_of[left as usize];
        block != 0 && block == self.block_of[right as usize]
    }
}
