//! Which codes lie in which, where only the numbers tell: schools in districts, found from their counts.
//!
//! Readers know it anyway. Where exactly one way of dividing the finer codes makes the values of a coarser one in every
//! column, that is the way. Source: Horowitz and Sahni 1974, subset sums from two halves.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most finer codes; each half of them has two to the power of its size subsets.
const FINER_MAX: usize = 36;

/// The parent of each finer code, where the values leave one answer only.
///
/// Shape: every code has its values in the same columns. `None` where no or several answers fit.
pub fn parents(
    finer: &BTreeMap<&str, Vec<i64>>,
    coarser: &BTreeMap<&str, Vec<i64>>,
) -> Option<BTreeMap<String, String>> {
    if finer.len() > FINER_MAX || finer.len() <= coarser.len() {
        return None;
    }
    let codes: Vec<(&str, u128)> = finer
        .iter()
        .map(|(code, values)| (*code, blend(values)))
        .collect();
    let (left, right) = codes.split_at(codes.len() / 2);
    let left = subsets(left);
    let right = subsets(right);
    let mut by_sum: HashMap<u128, Vec<usize>> = HashMap::with_capacity(left.len());
    for (subset, sum) in left.iter().enumerate() {
        by_sum.entry(*sum).or_default().push(subset);
    }
    let half = codes.len() / 2;
    let mut parents = BTreeMap::new();
    for (parent, values) in coarser {
        let wanted = blend(values);
        let mut found = None;
        for (above, sum) in right.iter().enumerate() {
            for below in by_sum.get(&wanted.wrapping_sub(*sum)).into_iter().flatten() {
                if found.replace((above << half) | below).is_some() {
                    return None;
                }
            }
        }
        let subset = found?;
        for (position, (code, _)) in codes.iter().enumerate() {
            let is_in = subset >> position & 1 == 1;
            if is_in && parents.insert((*code).to_owned(), (*parent).to_owned()).is_some() {
                return None;
            }
        }
    }
    let is_exact = parents.len() == finer.len()
        && coarser.iter().all(|(parent, values)| {
            let children: BTreeSet<&str> = parents
                .iter()
                .filter(|(_, above)| above.as_str() == *parent)
                .map(|(code, _)| code.as_str())
                .collect();
            (0..values.len()).all(|column| {
                let sum: i64 = children.iter().map(|code| finer[code][column]).sum();
                sum == values[column]
            })
        });
    is_exact.then_some(parents)
}

/// All columns in one number, so that the blend of a sum is the sum of the blends.
fn blend(values: &[i64]) -> u128 {
    let mut factor: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;
    let mut blend = 0u128;
    for value in values {
        blend = blend.wrapping_add(factor.wrapping_mul(u128::from(value.unsigned_abs())));
        factor = factor
            .wrapping_mul(0x2545_F491_4F6C_DD1D_DA3E_39CB_94B9_5BDB)
            .rotate_left(29)
            | 1;
    }
    blend
}

/// The blend of every subset, by its bits.
fn subsets(codes: &[(&str, u128)]) -> Vec<u128> {
    let mut sums = vec![0u128];
    for (_, blend) in codes {
        for subset in 0..sums.len() {
            sums.push(sums[subset].wrapping_add(*blend));
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_tell_which_lies_in_which_if_only_one_way_fits() {
        let finer = BTreeMap::from([("S1", vec![3, 5]), ("S2", vec![4, 1]), ("S3", vec![6, 6])]);
        let coarser = BTreeMap::from([("D1", vec![9, 11]), ("D2", vec![4, 1])]);
        let found = parents(&finer, &coarser).expect("one way");
        assert_eq!(found["S1"], "D1");
        assert_eq!(found["S2"], "D2");
        assert_eq!(found["S3"], "D1");
        let twins = BTreeMap::from([("S1", vec![3, 5]), ("S2", vec![3, 5]), ("S3", vec![6, 6])]);
        let unclear = BTreeMap::from([("D1", vec![9, 11]), ("D2", vec![3, 5])]);
        assert_eq!(parents(&twins, &unclear), None, "S1 and S2 may change places");
        let wrong = BTreeMap::from([("D1", vec![9, 11]), ("D2", vec![5, 1])]);
        assert_eq!(parents(&finer, &wrong), None);
    }
}
