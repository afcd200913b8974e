//! Clusters: records that are one person, over as many records as there are.
//!
//! Groups that grow by any one link run together; here two groups become one while the mean log odds over all
//! pairs between them speak for it (average linkage), so that two families do not become one person through a single
//! likely error.

use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::pair::Pair;

/// Log odds count no further than this to either side, so that one pair cannot outweigh many.
const COUNTS_TO: f32 = 14.0;

/// For each record the number of its cluster: the lowest record in it. `between` gives the log odds of pairs that no key
/// brought together; `may_join` forbids groups, such as two records of one source without duplicates.
pub(crate) fn cluster(
    records: u32,
    pairs: &[Pair],
    between: &mut dyn FnMut(u32, u32) -> f32,
    may_join: &dyn Fn(&[u32], &[u32]) -> bool,
) -> Vec<u32> {
    let mut cluster_of: Vec<u32> = (0..records).collect();
    let likely: Vec<&Pair> = pairs.iter().filter(|pair| pair.probability >= 0.5).collect();
    let mut neighbours: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for pair in &likely {
        neighbours.entry(pair.left).or_default().push(pair.right);
        neighbours.entry(pair.right).or_default().push(pair.left);
    }
    let known: FxHashMap<(u32, u32), f32> = pairs
        .iter()
        .map(|pair| ((pair.left, pair.right), logit(pair.probability)))
        .collect();
    let mut log_odds = |left: u32, right: u32| {
        let key = (left.min(right), left.max(right));
        let odds = known.get(&key).copied().unwrap_or_else(|| between(key.0, key.1));
        odds.clamp(-COUNTS_TO, COUNTS_TO)
    };
    let mut is_met = vec![false; records as usize];
    for pair in &likely {
        if is_met[pair.left as usize] {
            continue;
        }
        let together = reached(pair.left, &neighbours, &mut is_met);
        for group in merge(&together, &mut log_odds, may_join) {
            let name = *group.iter().min().expect("groups are never empty");
            for record in group {
                cluster_of[record as usize] = name;
            }
        }
    }
    cluster_of
}

fn logit(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

fn reached(begin: u32, neighbours: &FxHashMap<u32, Vec<u32>>, is_met: &mut [bool]) -> Vec<u32> {
    let mut together = vec![begin];
    is_met[begin as usize] = true;
    let mut place = 0;
    while place < together.len() {
        for next in neighbours.get(&together[place]).into_iter().flatten() {
            if !is_met[*next as usize] {
                is_met[*next as usize] = true;
                together.push(*next);
            }
        }
        place += 1;
    }
    together.sort_unstable();
    together
}

/// Joins the two groups whose mean log odds are highest, while they are above zero.
fn merge(
    together: &[u32],
    log_odds: &mut dyn FnMut(u32, u32) -> f32,
    may_join: &dyn Fn(&[u32], &[u32]) -> bool,
) -> Vec<Vec<u32>> {
    /// Records beyond which a component is cut into pieces first.
    const MOST: usize = 600;
    if together.len() > MOST {
        return together
            .chunks(MOST)
            .flat_map(|piece| merge(piece, log_odds, may_join))
            .collect();
    }
    let count = together.len();
    let mut sums = vec![0.0_f32; count * count];
    for left in 0..count {
        for right in left + 1..count {
            let odds = log_odds(together[left], together[right]);
            sums[left * count + right] = odds;
            sums[right * count + left] = odds;
        }
    }
    let mut groups: Vec<Vec<u32>> = together.iter().map(|record| vec![*record]).collect();
    let mut version = vec![0_u32; count];
    let mut heap = BinaryHeap::new();
    let entry = |mean: f32, left: usize, right: usize, version: &[u32]| {
        // Means as whole numbers, so that the heap can order them.
        (
            (mean * 1e4) as i64,
            std::cmp::Reverse((left, right)),
            version[left],
            version[right],
        )
    };
    for left in 0..count {
        for right in left + 1..count {
            if sums[left * count + right] > 0.0 {
                heap.push(entry(sums[left * count + right], left, right, &version));
            }
        }
    }
    while let Some((_, std::cmp::Reverse((left, right)), left_version, right_version)) = heap.pop() {
        if version[left] != left_version || version[right] != right_version {
            continue;
        }
        if !may_join(&groups[left], &groups[right]) {
            continue;
        }
        let joined = std::mem::take(&mut groups[right]);
        groups[left].extend(joined);
        version[left] += 1;
        version[right] += 1;
        for other in (0..count).filter(|other| *other != left && !groups[*other].is_empty()) {
            let sum = sums[left * count + other] + sums[right * count + other];
            sums[left * count + other] = sum;
            sums[other * count + left] = sum;
            let mean = sum / (groups[left].len() * groups[other].len()) as f32;
            if mean > 0.0 {
                heap.push(entry(mean, left.min(other), left.max(other), &version));
            }
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(left: u32, right: u32, log_odds: f32) -> Pair {
        Pair {
            left,
            right,
            pattern: 0,
            log_odds,
            probability: crate::pair::sigmoid(log_odds),
        }
    }

    #[test]
    fn a_weak_bridge_does_not_join_two_people() {
        let pairs = [pair(0, 1, 9.0), pair(2, 3, 9.0), pair(1, 2, 1.0)];
        let clusters = cluster(5, &pairs, &mut |_, _| -9.0, &|_, _| true);
        assert_eq!(clusters, [0, 0, 2, 2, 4]);
    }

    #[test]
    fn a_messy_record_joins_through_those_it_resembles() {
        let pairs = [pair(0, 1, 9.0), pair(1, 2, 6.0), pair(0, 2, -1.0)];
        assert_eq!(cluster(3, &pairs, &mut |_, _| -9.0, &|_, _| true), [0, 0, 0]);
        let apart = |left: &[u32], right: &[u32]| left.len() + right.len() < 3;
        assert_eq!(cluster(3, &pairs, &mut |_, _| -9.0, &apart), [0, 0, 2]);
    }
}
