//! What a linkage leaves for each partner: its own numbers beside numbers of people that mean nothing elsewhere.

use linkage::encode::{Link, people};
use platform::secrets;
use serde::{Deserialize, Serialize};

use super::child::Found;

/// Above this a pair is linked.
pub const LINKED_FROM: f32 = 0.5;
/// From here to [`DOUBT_BELOW`] a person looks at a pair.
pub const DOUBT_FROM: f32 = 0.1;
/// From here on nobody need look.
pub const DOUBT_BELOW: f32 = 0.9;

/// The numbers of one side, in the order of its records.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SidePeople {
    /// One for each record.
    pub records: Vec<OfRecord>,
}

/// Whom a record is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfRecord {
    /// The partner's own number.
    pub id: String,
    /// The person's number in this linkage.
    pub person: String,
    /// How sure the weakest link is that ties the record to its person, of a thousand; 1000 where nothing ties it.
    pub sure: u16,
    /// How likely it is, of a thousand, that another side holds this person unseen: the best link that was not made.
    pub missed: u16,
}

/// Numbers people over all sides. `ids` are the partners' own numbers.
pub fn number(ids: &[Vec<String>], found: &[Found]) -> Vec<SidePeople> {
    let links: Vec<Link> = found
        .iter()
        .map(|one| Link {
            left: (one.left_side, one.left),
            right: (one.right_side, one.right),
            probability: one.probability,
        })
        .collect();
    let sizes: Vec<usize> = ids.iter().map(Vec::len).collect();
    let groups = people(&sizes, &links);
    // Numbers drawn by lot: the order of people must tell nothing of the order in a partner's file.
    let mut named = std::collections::HashMap::new();
    let mut name = |group: u32| {
        let fresh = || secrets::token().chars().take(16).collect::<String>();
        named.entry(group).or_insert_with(fresh).clone()
    };
    let mut all: Vec<SidePeople> = Vec::new();
    for (side, ids) in ids.iter().enumerate() {
        let records = ids.iter().zip(&groups[side]).map(|(id, group)| OfRecord {
            id: id.clone(),
            person: name(*group),
            sure: 1000,
            missed: 0,
        });
        all.push(SidePeople {
            records: records.collect(),
        });
    }
    for one in found {
        let thousandth = (one.probability * 1000.0).round() as u16;
        let ends = [
            (one.left_side, one.left as usize),
            (one.right_side, one.right as usize),
        ];
        let is_made = groups[ends[0].0][ends[0].1] == groups[ends[1].0][ends[1].1];
        for (side, record) in ends {
            let record = &mut all[side].records[record];
            if is_made {
                record.sure = record.sure.min(thousandth);
            } else {
                record.missed = record.missed.max(thousandth);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_one_number_at_all_sides_and_doubt_stays_with_the_record() {
        let found = |left, right, probability| Found {
            left_side: 0,
            right_side: 1,
            left,
            right,
            likeness: 0.9,
            probability,
            marks: String::new(),
        };
        let ids = vec![vec!["a1".into(), "a2".into()], vec!["b1".into(), "b2".into()]];
        let sides = number(&ids, &[found(0, 0, 0.97), found(1, 1, 0.3)]);
        let (left, right) = (&sides[0].records, &sides[1].records);
        assert_eq!(left[0].person, right[0].person);
        assert_ne!(left[1].person, right[1].person);
        assert_eq!((left[0].sure, left[0].missed), (970, 0));
        assert_eq!((left[1].sure, left[1].missed), (1000, 300));
    }
}
