//! Categories that contain others of their list: "free or reduced-price meals" beside "free" and "reduced-price".
//!
//! Every reader knows that such a category is the sum of those it names. Where that was overlooked, one hidden group
//! beside it followed by subtraction, though the groups together were more than everybody.

use domain::measurement::Group;

/// Most categories that one found by its numbers may contain.
const MEMBERS_MAX: usize = 3;
/// What joins the names of categories in the name of one that contains them.
const JOINT: &str = "-or-";

/// A group with those that make it up.
pub(super) type Union<'group> = (&'group Group, Vec<&'group Group>);

/// Groups of one dimension that are named after others beside them.
pub(super) fn named<'group>(dimension: &str, parts: &'group [Group]) -> Vec<Union<'group>> {
    let find = |name: &str| parts.iter().find(|part| category(part, dimension) == Some(name));
    let members = |part: &Group| -> Option<Vec<&'group Group>> {
        let name = category(part, dimension)?;
        let members: Vec<&Group> = name.split(JOINT).map(find).collect::<Option<_>>()?;
        (members.len() > 1).then_some(members)
    };
    let unions = parts.iter().filter_map(|part| Some((part, members(part)?)));
    unions.collect()
}

/// Groups whose counts, numerator and denominator alike, are the sums of others beside them. Only to be asked where the
/// groups are more than their total: elsewhere equal sums are chance.
pub(super) fn found<'group>(
    parts: &'group [Group],
    counts: impl Fn(&Group) -> [Option<i64>; 3],
) -> Vec<Union<'group>> {
    let known: Vec<(&Group, i64, i64)> = parts
        .iter()
        .filter_map(|part| {
            let [part_count, whole, _] = counts(part);
            Some((part, part_count?, whole?)).filter(|(_, _, whole)| *whole > 0)
        })
        .collect();
    let mut unions = Vec::new();
    for (group, part, whole) in &known {
        let others: Vec<_> = known.iter().filter(|(other, _, _)| other != group).collect();
        let mut chosen = Vec::new();
        if adds_up(&others, (*part, *whole), &mut chosen) {
            unions.push((*group, chosen));
        }
    }
    unions
}

fn adds_up<'group>(
    others: &[&(&'group Group, i64, i64)],
    left: (i64, i64),
    chosen: &mut Vec<&'group Group>,
) -> bool {
    if left == (0, 0) && chosen.len() > 1 {
        return true;
    }
    if chosen.len() == MEMBERS_MAX {
        return false;
    }
    for (index, (group, part, whole)) in others.iter().enumerate() {
        let rest = (left.0 - part, left.1 - whole);
        if rest.0 < 0 || rest.1 < 0 {
            continue;
        }
        chosen.push(group);
        if adds_up(&others[index + 1..], rest, chosen) {
            return true;
        }
        chosen.pop();
    }
    false
}

fn category<'group>(group: &'group Group, dimension: &str) -> Option<&'group str> {
    let mut parts = group.parts();
    parts.find_map(|(own, category)| (own == dimension).then_some(category))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meals(category: &str) -> Group {
        Group::of("meals", category)
    }

    #[test]
    fn a_category_named_after_others_contains_them() {
        let parts = [
            "free",
            "free-or-reduced",
            "not-eligible",
            "reduced",
            "two-or-more",
        ]
        .map(meals);
        let [(union, members)] = &named("meals", &parts)[..] else {
            panic!("one category contains others");
        };
        assert_eq!(**union, meals("free-or-reduced"));
        assert_eq!(*members, [&meals("free"), &meals("reduced")]);
    }

    #[test]
    fn a_category_with_the_sums_of_others_contains_them() {
        let parts = ["a", "b", "poor", "rich"].map(meals);
        let counts = |group: &Group| match category(group, "meals") {
            Some("a") => [Some(20), Some(100), Some(80)],
            Some("b") => [Some(4), Some(30), Some(26)],
            Some("poor") => [Some(24), Some(130), Some(106)],
            _ => [Some(24), Some(200), Some(176)],
        };
        let [(union, members)] = &found(&parts, counts)[..] else {
            panic!("one category contains others");
        };
        assert_eq!(**union, meals("poor"));
        assert_eq!(*members, [&meals("a"), &meals("b")]);
    }
}
