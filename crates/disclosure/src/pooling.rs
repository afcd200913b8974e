//! Pooling before hiding: small groups rolled into a larger one with a name of its own, so that something is shown.

/// A group with its counts at each place (or in each period), all groups in the same order of places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolGroup {
    /// Its name.
    pub name: String,
    /// Its counts.
    pub counts: Vec<i64>,
}

/// A proposal: these groups become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pooling {
    /// Positions of the groups rolled together; none for leaving everything as it is.
    pub members: Vec<usize>,
    /// The counts of the pooled group at each place.
    pub counts: Vec<i64>,
    /// How many counts are still under the minimum afterwards, pooled group included.
    pub small_left: usize,
    /// How many people are no longer counted under their own group's name although they could have been.
    pub people_lost: i64,
}

/// The ways to pool, least loss first: those that leave fewest small counts, then those that take the name from fewest
/// people. The first element of a tie pools fewest groups. Leaving everything as it is is always among them.
///
/// Groups are taken in order of how often they are small, then of their size; for few groups all sets are looked at.
pub fn poolings(groups: &[PoolGroup], minimum: i64) -> Vec<Pooling> {
    let is_small = |count: i64| 0 < count && count < minimum;
    let smalls = |group: &PoolGroup| group.counts.iter().filter(|count| is_small(**count)).count();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|index| {
        let group = &groups[*index];
        (
            std::cmp::Reverse(smalls(group)),
            group.counts.iter().sum::<i64>(),
            *index,
        )
    });
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    if groups.len() <= SETS_OF_MAX {
        let all = 1usize..1 << groups.len();
        sets.extend(all.map(|set| (0..groups.len()).filter(|index| set >> index & 1 == 1).collect()));
    } else {
        sets.extend((2..=groups.len()).map(|count| order[..count].to_vec()));
    }
    sets.retain(|set| set.len() != 1 && (set.is_empty() || set.len() < groups.len()));
    let mut poolings: Vec<Pooling> = sets
        .into_iter()
        .map(|members| pooling(groups, members, minimum))
        .collect();
    poolings.sort_by_key(|pooling| (pooling.small_left, pooling.people_lost, pooling.members.clone()));
    poolings
}

/// With so many groups or fewer, every set of them is looked at.
const SETS_OF_MAX: usize = 10;

fn pooling(groups: &[PoolGroup], mut members: Vec<usize>, minimum: i64) -> Pooling {
    members.sort_unstable();
    let is_small = |count: i64| 0 < count && count < minimum;
    let places = groups.iter().map(|group| group.counts.len()).max().unwrap_or(0);
    let at = |group: usize, place: usize| groups[group].counts.get(place).copied().unwrap_or(0);
    let counts: Vec<i64> = (0..if members.is_empty() { 0 } else { places })
        .map(|place| members.iter().map(|group| at(*group, place)).sum())
        .collect();
    let others = (0..groups.len()).filter(|group| !members.contains(group));
    let small_of_others = others.flat_map(|group| groups[group].counts.iter());
    let small_left = small_of_others
        .chain(&counts)
        .filter(|count| is_small(**count))
        .count();
    let lost = members.iter().flat_map(|group| groups[*group].counts.iter());
    let people_lost = lost.filter(|count| !is_small(**count)).sum();
    Pooling {
        members,
        counts,
        small_left,
        people_lost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str, counts: &[i64]) -> PoolGroup {
        PoolGroup {
            name: name.into(),
            counts: counts.to_vec(),
        }
    }

    #[test]
    fn two_small_groups_that_make_one_large_enough_cost_nothing() {
        let groups = [
            group("a", &[6]),
            group("b", &[7]),
            group("c", &[40]),
            group("d", &[90]),
        ];
        let best = &poolings(&groups, 10)[0];
        assert_eq!(
            (best.members.as_slice(), best.small_left, best.people_lost),
            (&[0, 1][..], 0, 0)
        );
        assert_eq!(best.counts, [13]);
    }

    #[test]
    fn a_lone_small_group_takes_the_smallest_large_one_with_it() {
        let groups = [group("a", &[3]), group("b", &[70]), group("c", &[40])];
        let options = poolings(&groups, 10);
        assert_eq!(options[0].members, [0, 2]);
        assert_eq!(options[0].people_lost, 40);
        let as_it_is = options.iter().find(|option| option.members.is_empty()).unwrap();
        assert_eq!(as_it_is.small_left, 1);
    }

    #[test]
    fn what_is_pooled_must_be_large_enough_everywhere() {
        let groups = [
            group("a", &[6, 1]),
            group("b", &[7, 2]),
            group("c", &[40, 30]),
            group("d", &[90, 80]),
        ];
        let best = &poolings(&groups, 10)[0];
        assert_eq!((best.members.as_slice(), best.small_left), (&[0, 1, 2][..], 0));
    }
}
