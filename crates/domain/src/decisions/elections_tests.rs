//! Elections that the literature works out by hand, and the tie rule of ours.

use super::ranked::*;

fn ballots(groups: &[(usize, &[usize])]) -> Vec<Vec<usize>> {
    groups
        .iter()
        .flat_map(|(count, ranking)| std::iter::repeat_n(ranking.to_vec(), *count))
        .collect()
}

fn last_votes(rounds: &[Round]) -> Vec<usize> {
    let last = rounds.last().unwrap();
    last.votes.iter().flatten().copied().collect()
}

/// M. Schulze 2011, section 3, example 1 with 45 ballots, as A to E from 0 to 4.
fn of_schulze() -> Vec<Vec<usize>> {
    let groups = [
        (5, "ACBED"),
        (5, "ADECB"),
        (8, "BEDAC"),
        (3, "CABED"),
        (7, "CAEBD"),
        (2, "CBADE"),
        (7, "DCEBA"),
        (8, "EBADC"),
    ];
    let ranking = |letters: &str| {
        letters
            .bytes()
            .map(|letter| usize::from(letter - b'A'))
            .collect::<Vec<_>>()
    };
    groups
        .iter()
        .flat_map(|(count, letters)| std::iter::repeat_n(ranking(letters), *count))
        .collect()
}

#[test]
fn schulzes_example_has_his_paths_and_his_order() {
    let [a, b, c, d, e] = [0, 1, 2, 3, 4];
    let prefer = preferences(&of_schulze(), 5);
    assert_eq!((prefer[a][b], prefer[c][b], prefer[e][d]), (20, 29, 31));
    let paths = strongest_paths(&prefer);
    assert_eq!(
        (paths[e][a], paths[a][c], paths[c][b], paths[b][d]),
        (25, 28, 29, 33)
    );
    assert_eq!(schulze(&of_schulze(), 5), Winner::One(e));
    let order = [e, a, c, b, d];
    for (place, better) in order.iter().enumerate() {
        for worse in &order[place + 1..] {
            assert!(
                paths[*better][*worse] > paths[*worse][*better],
                "{better} before {worse}"
            );
        }
    }
}

/// The capital of Tennessee, as textbooks on voting tell it: 42 Memphis, 26 Nashville, 15 Chattanooga, 17 Knoxville.
#[test]
fn the_capital_of_tennessee_is_knoxville_by_run_off_and_nashville_by_beats() {
    let [memphis, nashville, chattanooga, knoxville] = [0, 1, 2, 3];
    let votes = ballots(&[
        (42, &[memphis, nashville, chattanooga, knoxville]),
        (26, &[nashville, chattanooga, knoxville, memphis]),
        (15, &[chattanooga, knoxville, nashville, memphis]),
        (17, &[knoxville, chattanooga, nashville, memphis]),
    ]);
    let (winner, rounds) = run_off(&votes, 4, 0);
    assert_eq!(winner, Winner::One(knoxville));
    let out: Vec<_> = rounds.iter().map(|round| round.out.clone()).collect();
    assert_eq!(out, [vec![chattanooga], vec![nashville], vec![]]);
    assert_eq!(last_votes(&rounds), [42, 58]);
    assert_eq!(schulze(&votes, 4), Winner::One(nashville));
}

/// Burlington, Vermont, mayor 2009, as A. Laatu and W. D. Smith give the ballots without the two smallest candidates:
/// the run-off elects Kiss, though Montroll beats each other one.
#[test]
fn burlington_2009_elects_kiss_and_beats_would_elect_montroll() {
    let [montroll, kiss, wright] = [0, 1, 2];
    let votes = ballots(&[
        (1332, &[montroll, kiss, wright]),
        (767, &[montroll, wright, kiss]),
        (455, &[montroll]),
        (2043, &[kiss, montroll, wright]),
        (371, &[kiss, wright, montroll]),
        (568, &[kiss]),
        (1513, &[wright, montroll, kiss]),
        (495, &[wright, kiss, montroll]),
        (1289, &[wright]),
    ]);
    let (winner, rounds) = run_off(&votes, 3, 0);
    let first: Vec<_> = rounds[0].votes.iter().flatten().copied().collect();
    assert_eq!(first, [2554, 2982, 3297]);
    assert_eq!(rounds[0].out, [montroll]);
    assert_eq!(rounds[1].exhausted, 455);
    assert_eq!(last_votes(&rounds), [4314, 4064]);
    assert_eq!(winner, Winner::One(kiss));
    assert_eq!(schulze(&votes, 3), Winner::One(montroll));
}

#[test]
fn who_goes_out_at_a_tie_had_fewer_in_the_latest_round_that_tells() {
    // Round 1: 5, 3, 2, 3, 1. E goes, its vote to C: C and B and D have 3. Round 1 tells: C had fewer.
    let votes = ballots(&[
        (5, &[0]),
        (3, &[1, 0]),
        (2, &[2, 1]),
        (3, &[3, 1]),
        (1, &[4, 2, 3]),
    ]);
    let (winner, rounds) = run_off(&votes, 5, 0);
    let out: Vec<_> = rounds
        .iter()
        .map(|round| (round.out.clone(), round.by_lot))
        .collect();
    assert_eq!(out[..2], [(vec![4], false), (vec![2], false)]);
    // C's two go to B, its one to D: A 5, B 5, D 4; D goes, three of its four to B.
    assert_eq!(out[2].0, [3]);
    assert_eq!((winner, last_votes(&rounds)), (Winner::One(1), vec![5, 8]));
}

#[test]
fn the_lot_decides_only_what_no_round_tells_and_is_the_same_each_time() {
    let votes = ballots(&[(3, &[0, 1]), (2, &[1, 0]), (2, &[2, 1])]);
    let by = |lot| {
        let (winner, rounds) = run_off(&votes, 3, lot);
        assert!(rounds[0].by_lot);
        (winner, rounds[0].out.clone())
    };
    assert_eq!(by(0), (Winner::One(0), vec![1]));
    assert_eq!(by(1), (Winner::One(1), vec![2]));
    assert_eq!(by(2), by(0));
}

#[test]
fn even_pairs_blank_ballots_and_no_ballots_have_no_winner_of_their_own() {
    let even = ballots(&[(2, &[0, 1]), (2, &[1, 0])]);
    assert_eq!(run_off(&even, 2, 0).0, Winner::Several(vec![0, 1]));
    assert_eq!(schulze(&even, 2), Winner::Several(vec![0, 1]));
    assert_eq!(run_off(&[vec![], vec![]], 2, 0).0, Winner::Nobody);
    assert_eq!(schulze(&[vec![]], 2), Winner::Nobody);
    assert_eq!(run_off(&[vec![1]], 3, 0).0, Winner::One(1));
    // Half is no majority while somebody else stands; with everybody else out it is all.
    let exhausted = ballots(&[(4, &[0]), (2, &[1]), (2, &[2, 1])]);
    let (winner, rounds) = run_off(&exhausted, 3, 0);
    assert_eq!(rounds.len(), 2);
    assert!(matches!(winner, Winner::One(_) | Winner::Several(_)));
}

/// Whoever beats each other option is elected by beats; nobody whom all beat is, by either count.
#[test]
fn ten_thousand_random_profiles_keep_the_criteria() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for _ in 0..10_000 {
        let options = 2 + random(4);
        let mut profile = Vec::new();
        for _ in 0..1 + random(15) {
            let mut ranking: Vec<usize> = (0..options).collect();
            for place in (1..options).rev() {
                ranking.swap(place, random(place + 1));
            }
            ranking.truncate(1 + random(options));
            profile.push(ranking);
        }
        let prefer = preferences(&profile, options);
        let beats = |one: usize, other: usize| prefer[one][other] > prefer[other][one];
        let beats_all = |one: &usize| (0..options).all(|other| other == *one || beats(*one, other));
        let loses_all = |one: &usize| (0..options).all(|other| other == *one || beats(other, *one));
        if let Some(best) = (0..options).find(beats_all) {
            assert_eq!(schulze(&profile, options), Winner::One(best), "{profile:?}");
        }
        let (elected, rounds) = run_off(&profile, options, 7);
        if let (Some(worst), Winner::One(elected)) = ((0..options).find(loses_all), &elected) {
            assert_ne!(*elected, worst, "{profile:?}");
        }
        for round in &rounds {
            let votes: usize = round.votes.iter().flatten().sum();
            assert_eq!(
                votes + round.exhausted,
                profile.len(),
                "no ballot is lost or counted twice"
            );
        }
    }
}
