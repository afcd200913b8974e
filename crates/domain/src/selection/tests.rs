use proptest::prelude::*;

use super::reckoning::{Ratio, Reckoning, Trial};
use super::*;

#[test]
fn each_step_has_its_turn_and_no_candidate_comes_before_the_criteria() {
    type Step = fn(Stage) -> Result<(), OutOfTurn>;
    // Of each step: at which stages it may be taken, in the order of `Stage::ALL`.
    let cases: [(Step, [bool; 7]); 6] = [
        (
            Stage::criteria_open,
            [true, false, false, false, false, false, false],
        ),
        (Stage::list_open, [false, true, false, false, false, false, false]),
        (
            Stage::takes_scores,
            [false, false, true, false, false, false, false],
        ),
        (
            Stage::takes_recommendation,
            [false, false, true, true, false, false, false],
        ),
        (
            Stage::may_be_put,
            [false, false, false, true, false, false, false],
        ),
        (Stage::may_end, [true, true, true, true, false, false, false]),
    ];
    for (number, (step, expected)) in cases.into_iter().enumerate() {
        assert_eq!(
            Stage::ALL.map(|stage| step(stage).is_ok()),
            expected,
            "step {number}"
        );
    }
    assert_eq!(Stage::Criteria.list_open(), Err(OutOfTurn::CriteriaFirst));
    assert_eq!(Stage::Scoring.list_open(), Err(OutOfTurn::ListClosed));
}

#[test]
fn codes_lead_back_to_what_they_are_of() {
    assert_eq!(Process::ALL.map(Process::code), Process::CODES);
    assert_eq!(Kind::ALL.map(Kind::code), Kind::CODES);
    for stage in Stage::ALL {
        assert_eq!(Stage::from_code(stage.code()), Some(stage));
    }
    assert_eq!(Kind::from_code("self"), None);
    assert_eq!(Process::from_code("secret"), None);
}

#[test]
fn criteria_are_agreed_where_two_at_least_weigh_something() {
    let cases: [(&[i64], bool); 8] = [
        (&[], false),
        (&[5], false),
        (&[5, 0], false),
        (&[5, 1], true),
        (&[5, 0, 1], true),
        (&[5, -1, 3], false),
        (&[1000, 1000], true),
        (&[1001, 1000], false),
    ];
    for (weights, expected) in cases {
        assert_eq!(can_be_agreed(weights), expected, "{weights:?}");
    }
    assert!(can_be_agreed(&[1; CRITERIA_MOST]));
    assert!(!can_be_agreed(&[1; CRITERIA_MOST + 1]));
}

#[test]
fn nobody_of_the_backbone_scores_and_a_conflict_touches_every_candidate() {
    let reviewer = Reviewer::default();
    assert_eq!(may_score(reviewer), Ok(()));
    let cases = [
        (
            Reviewer {
                is_backbone: true,
                ..reviewer
            },
            NoReviewer::SelfAppointed,
        ),
        (
            Reviewer {
                has_conflict: true,
                ..reviewer
            },
            NoReviewer::Conflict,
        ),
        (
            Reviewer {
                is_aside: true,
                ..reviewer
            },
            NoReviewer::Aside,
        ),
        (
            Reviewer {
                has_scored: true,
                ..reviewer
            },
            NoReviewer::Scored,
        ),
        // Whoever is of the backbone is told so first.
        (
            Reviewer {
                is_backbone: true,
                has_conflict: true,
                is_aside: true,
                has_scored: true,
            },
            NoReviewer::SelfAppointed,
        ),
    ];
    for (reviewer, reason) in cases {
        assert_eq!(may_score(reviewer), Err(reason), "{reviewer:?}");
    }
}

/// Three candidates, three criteria, two reviewers, worked by hand.
fn by_hand() -> Reckoning {
    // Totals: 5·8 + 3·6 + 2·4 = 66; 5·6 + 3·7 + 2·6 = 63; 5·3 + 3·4 + 2·9 = 45.
    let sums = vec![vec![8, 6, 4], vec![6, 7, 6], vec![3, 4, 9]];
    Reckoning::of(vec![5, 3, 2], sums).unwrap()
}

#[test]
fn totals_places_and_means_of_an_example_worked_by_hand() {
    let reckoning = by_hand();
    assert_eq!(reckoning.totals(), [66, 63, 45]);
    assert_eq!(reckoning.places(), [1, 2, 3]);
    assert_eq!(reckoning.first(), Some(0));
    // 66 of 10 points and two reviewers: 3.3; 63: 3.15; 45: 2.25.
    assert_eq!(reckoning.means(2), [3300, 3150, 2250]);
}

#[test]
fn how_far_a_weight_can_move_in_an_example_worked_by_hand() {
    let reckoning = by_hand();
    // First criterion: the lead of 3 over the second is gone where the weight falls by 3/2, to 3.5 of 8.5 points.
    let room = reckoning.room(0).unwrap();
    assert_eq!(room.down_to, Some(Ratio { top: 7, bottom: 17 }));
    assert_eq!((room.down_rival, room.up_to), (Some(1), None));
    assert_eq!(room.now.thousandths_down(), 500);
    // Second: the lead is gone where it grows by 3, to 6 of 13, and no rival is nearer below.
    let room = reckoning.room(1).unwrap();
    assert_eq!(room.up_to, Some(Ratio { top: 6, bottom: 13 }));
    assert_eq!((room.up_rival, room.down_to), (Some(1), None));
    // Third: both rivals have more there; the second draws level first, at 3.5 of 11.5.
    let room = reckoning.room(2).unwrap();
    assert_eq!(room.up_to, Some(Ratio { top: 7, bottom: 23 }));
    assert_eq!(room.up_rival, Some(1));
    assert_eq!(reckoning.room(3), None);
    // All at once: 3 of 5·2 + 3·1 + 2·2 = 17 against the second, 21 of 5·5 + 3·2 + 2·5 = 41 against the third.
    assert_eq!(reckoning.room_for_all(), Some(Ratio { top: 3, bottom: 17 }));
}

#[test]
fn other_weights_are_tried_in_turn() {
    let trials = by_hand().trials();
    assert_eq!(trials[0], (Trial::Equal, vec![2, 1, 3]));
    assert_eq!(trials[1], (Trial::Without(0), vec![3, 1, 2]));
    assert_eq!(trials[2], (Trial::Without(1), vec![1, 2, 3]));
    assert_eq!(trials.len(), 4);
    // A criterion without which no points are left is not tried.
    let lopsided = Reckoning::of(vec![5, 0], vec![vec![1, 2]]).unwrap();
    assert_eq!(lopsided.trials().len(), 2);
}

#[test]
fn where_several_are_first_nothing_is_said_of_moving_weights() {
    let tied = Reckoning::of(vec![1, 1], vec![vec![2, 3], vec![3, 2]]).unwrap();
    assert_eq!(tied.places(), [1, 1]);
    assert_eq!(
        (tied.first(), tied.room(0), tied.room_for_all()),
        (None, None, None)
    );
    assert_eq!(Reckoning::of(vec![0, 0], Vec::new()), None);
    assert_eq!(Reckoning::of(vec![1], vec![vec![1, 2]]), None);
    assert_eq!(Reckoning::of(vec![1, -1], Vec::new()), None);
}

#[test]
fn thousandths_are_cut_inwards() {
    let third = Ratio { top: 2, bottom: 3 };
    assert_eq!((third.thousandths_down(), third.thousandths_up()), (666, 667));
    let half = Ratio { top: 1, bottom: 2 };
    assert_eq!((half.thousandths_down(), half.thousandths_up()), (500, 500));
}

fn a_reckoning() -> impl Strategy<Value = (Vec<i64>, Vec<Vec<i64>>)> {
    (2..5_usize, 2..5_usize).prop_flat_map(|(criteria, candidates)| {
        let weights = prop::collection::vec(0..8_i64, criteria);
        let sums = prop::collection::vec(prop::collection::vec(1..11_i64, criteria), candidates);
        (weights, sums)
    })
}

/// Who is alone in first place with weights in hundredths, found the plain way.
fn alone_in_front(weights: &[i128], sums: &[Vec<i64>]) -> Option<usize> {
    let total = |row: &Vec<i64>| -> i128 {
        row.iter()
            .zip(weights)
            .map(|(sum, weight)| i128::from(*sum) * weight)
            .sum()
    };
    let totals: Vec<i128> = sums.iter().map(total).collect();
    let most = *totals.iter().max()?;
    let mut at = totals.iter().enumerate().filter(|(_, total)| **total == most);
    let (first, _) = at.next()?;
    at.next().is_none().then_some(first)
}

proptest! {
    /// Every weight from nothing to far beyond is tried in small steps: first place changes where `room` says, and nowhere else.
    #[test]
    fn the_room_of_a_weight_is_what_trying_every_weight_finds((weights, sums) in a_reckoning()) {
        let Some(reckoning) = Reckoning::of(weights.clone(), sums.clone()) else { return Ok(()) };
        let plain: Vec<i128> = weights.iter().map(|weight| i128::from(*weight)).collect();
        prop_assert_eq!(reckoning.first(), alone_in_front(&plain, &sums));
        let Some(first) = reckoning.first() else { return Ok(()) };
        // In steps of a 60th, so that many of the exact ends are met.
        const PARTS: i128 = 60;
        for criterion in 0..weights.len() {
            let room = reckoning.room(criterion).expect("somebody is alone in front");
            for step in 0..(PARTS * 30) {
                let mut tried: Vec<i128> = plain.iter().map(|weight| weight * PARTS).collect();
                tried[criterion] = step;
                let points: i128 = tried.iter().sum();
                if points == 0 {
                    continue;
                }
                let share = (step, points);
                let beyond = |end: Ratio| (share.0 * end.bottom).cmp(&(end.top * share.1));
                let is_inside = room.down_to.is_none_or(|end| beyond(end).is_gt())
                    && room.up_to.is_none_or(|end| beyond(end).is_lt());
                prop_assert_eq!(alone_in_front(&tried, &sums) == Some(first), is_inside,
                    "criterion {} at {}/{}: {:?}", criterion, share.0, share.1, room);
            }
        }
    }

    /// Within the room for all, every corner of moved weights keeps the first; at its end some corner does not.
    #[test]
    fn the_room_for_all_is_what_trying_every_corner_finds((weights, sums) in a_reckoning()) {
        let Some(reckoning) = Reckoning::of(weights.clone(), sums.clone()) else { return Ok(()) };
        let Some(first) = reckoning.first() else { return Ok(()) };
        let Some(room) = reckoning.room_for_all() else {
            // No rival differs in anything that weighs, so there is none.
            prop_assert!(sums.len() == 1 || alone_in_front(&weights.iter().map(|one| i128::from(*one)).collect::<Vec<_>>(), &sums).is_none());
            return Ok(());
        };
        prop_assert!(room.top > 0 && room.top <= room.bottom);
        let mut gives_way = false;
        for corner in 0..(1_u32 << weights.len()) {
            let moved = |top: i128, bottom: i128| -> Vec<i128> {
                let each = weights.iter().enumerate().map(|(at, weight)| {
                    let sign = if corner & (1 << at) == 0 { 1 } else { -1 };
                    i128::from(*weight) * (bottom + sign * top)
                });
                each.collect()
            };
            // A hair inside: 999 thousandths of the way.
            prop_assert_eq!(alone_in_front(&moved(room.top * 999, room.bottom * 1000), &sums), Some(first));
            gives_way |= alone_in_front(&moved(room.top, room.bottom), &sums) != Some(first);
        }
        prop_assert!(gives_way);
    }
}
