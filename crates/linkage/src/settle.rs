//! Probabilities and clusters brought together: what a cluster says of its pairs, and of those between two.

use rustc_hash::FxHashMap;

use crate::blocking::Layout;
use crate::cluster::cluster;
use crate::compare::Comparer;
use crate::model::{Model, Tables};
use crate::pair::{Pair, Pass, sigmoid};

/// The clusters of all records.
pub(crate) fn clusters(
    pass: &Pass<'_>,
    pairs: &[Pair],
    (layout, is_unique): (&Layout, &[bool]),
    model: &Model,
) -> Vec<u32> {
    let tables = Tables::new(model);
    let mut comparer = Comparer::new(pass.fields, pass.commonness);
    let mut between = |left: u32, right: u32| tables.log_odds(comparer.pattern(left, right)) as f32;
    let may_join = |left: &[u32], right: &[u32]| {
        let is_rival = |one: &u32, other: &u32| {
            let source = layout.source(*one);
            is_unique[source] && source == layout.source(*other)
        };
        !left
            .iter()
            .any(|one| right.iter().any(|other| is_rival(one, other)))
    };
    cluster(layout.records(), pairs, &mut between, &may_join)
}

/// Adds the pairs inside clusters that no key brought together, and lifts each to what its cluster says: two records
/// that are each one person with a third are one person at least as surely as both together (p + q - 1).
pub(crate) fn complete(
    pairs: &mut Vec<Pair>,
    clusters: &[u32],
    (pass, layout): (&Pass<'_>, &Layout),
    model: &Model,
) {
    /// Records of a cluster beyond which paths are not followed.
    const MOST: usize = 60;
    let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (record, name) in clusters.iter().enumerate() {
        if *name != record as u32 {
            members
                .entry(*name)
                .or_insert_with(|| vec![*name])
                .push(record as u32);
        }
    }
    let places: FxHashMap<(u32, u32), usize> = pairs
        .iter()
        .enumerate()
        .map(|(place, pair)| ((pair.left, pair.right), place))
        .collect();
    let tables = Tables::new(model);
    let mut comparer = Comparer::new(pass.fields, pass.commonness);
    let mut groups: Vec<Vec<u32>> = members
        .into_values()
        .filter(|group| (3..=MOST).contains(&group.len()))
        .collect();
    groups.sort_unstable();
    for group in groups {
        let count = group.len();
        let mut sure = vec![0.0_f32; count * count];
        let mut added = Vec::new();
        for (left, right) in (0..count).flat_map(|left| (left + 1..count).map(move |right| (left, right))) {
            let key = (group[left], group[right]);
            let probability = match places.get(&key) {
                Some(place) => pairs[*place].probability,
                None if layout.is_inside || layout.source(key.0) != layout.source(key.1) => {
                    let pattern = comparer.pattern(key.0, key.1);
                    let log_odds = tables.log_odds(pattern) as f32;
                    let probability = sigmoid(log_odds);
                    added.push(Pair {
                        left: key.0,
                        right: key.1,
                        pattern,
                        log_odds,
                        probability,
                    });
                    probability
                }
                None => 0.0,
            };
            sure[left * count + right] = probability;
            sure[right * count + left] = probability;
        }
        surest(&mut sure, count);
        let lifted = |pair: &Pair| {
            let place = |record: u32| group.binary_search(&record).expect("a member of its group");
            sure[place(pair.left) * count + place(pair.right)]
        };
        for pair in &mut added {
            pair.probability = lifted(pair);
        }
        for (left, right) in (0..count).flat_map(|left| (left + 1..count).map(move |right| (left, right))) {
            if let Some(place) = places.get(&(group[left], group[right])) {
                pairs[*place].probability = sure[left * count + right];
            }
        }
        pairs.extend(added);
    }
    pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
}

/// Two records of different clusters are one person only if all records of both are: the mean over all pairs between
/// two clusters counts half as much as what one pair says.
pub(crate) fn separate(pairs: &mut [Pair], clusters: &[u32], pass: &Pass<'_>, model: &Model) {
    /// Pairs between two clusters that are looked at.
    const MOST: usize = 400;
    let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (record, name) in clusters.iter().enumerate() {
        if *name != record as u32 {
            members
                .entry(*name)
                .or_insert_with(|| vec![*name])
                .push(record as u32);
        }
    }
    let tables = Tables::new(model);
    let mut comparer = Comparer::new(pass.fields, pass.commonness);
    let mut known: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    for pair in pairs {
        let names = (clusters[pair.left as usize], clusters[pair.right as usize]);
        if names.0 == names.1 || pair.probability < 0.001 {
            continue;
        }
        let alone = [[names.0], [names.1]];
        let left = members.get(&names.0).map_or(&alone[0][..], Vec::as_slice);
        let right = members.get(&names.1).map_or(&alone[1][..], Vec::as_slice);
        if left.len() * right.len() == 1 {
            continue;
        }
        let key = (names.0.min(names.1), names.0.max(names.1));
        let mean = *known.entry(key).or_insert_with(|| {
            let between = left
                .iter()
                .flat_map(|one| right.iter().map(move |other| (*one, *other)))
                .take(MOST);
            let mut sum = (0.0, 0.0_f32);
            for (one, other) in between {
                sum.0 += (tables.log_odds(comparer.pattern(one.min(other), one.max(other))) as f32)
                    .clamp(-14.0, 14.0);
                sum.1 += 1.0;
            }
            sum.0 / sum.1
        });
        // A third: what keeps two clusters apart may be a single messy record.
        let own = (pair.probability / (1.0 - pair.probability))
            .ln()
            .clamp(-14.0, 14.0);
        pair.probability = pair.probability.min(sigmoid((2.0 * own + mean) / 3.0));
    }
}

/// The surest path between every two, where each step takes away its doubt.
fn surest(sure: &mut [f32], count: usize) {
    for by in 0..count {
        for left in 0..count {
            for right in 0..count {
                if left != right && left != by && right != by {
                    let through = sure[left * count + by] + sure[by * count + right] - 1.0;
                    sure[left * count + right] = sure[left * count + right].max(through);
                }
            }
        }
    }
}
