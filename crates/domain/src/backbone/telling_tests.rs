//! The exact attacker: knows everything that is shown over all rounds, who answered in which part, and the answers of
//! everybody but one; goes through every world there is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::telling::{Cell, GROUP_MIN, Group, Moved, Share, Tally, Told, blurred, moved, release, share};

/// Tosses that fall as a list says, then on heads.
fn toss(falls: &[bool]) -> impl FnMut() -> bool {
    let mut falls = falls.iter().copied();
    move || falls.next().unwrap_or(false)
}

/// How likely each count is shown, by true count: found by tossing every row of coins through the real function.
struct Chances(BTreeMap<(usize, usize), Vec<f64>>);

/// Longer rows of tails are counted as this long: they are clamped to the ends anyway.
const ROW_MAX: usize = 24;

impl Chances {
    fn blurred() -> Self {
        Self::of(|count, answered| {
            let mut shown = vec![0.0; answered + 1];
            for up in 0..=ROW_MAX {
                for down in 0..=ROW_MAX {
                    let row = |tails: usize| std::iter::repeat_n(true, tails).chain([false]);
                    let falls: Vec<bool> = row(up).chain(row(down)).collect();
                    let chance = |tails: usize| {
                        let exact = 0.5f64.powi(i32::try_from(tails).unwrap() + 1);
                        if tails == ROW_MAX { 2.0 * exact } else { exact }
                    };
                    shown[blurred(count, answered, &mut toss(&falls))] += chance(up) * chance(down);
                }
            }
            shown
        })
    }

    /// The protection switched off: coins that never fall on tails.
    fn plain() -> Self {
        Self::of(|count, answered| {
            let mut shown = vec![0.0; answered + 1];
            shown[blurred(count, answered, &mut || false)] = 1.0;
            shown
        })
    }

    fn of(shown: impl Fn(usize, usize) -> Vec<f64>) -> Self {
        let mut all = BTreeMap::new();
        for answered in 0..=9 {
            for count in 0..=answered {
                all.insert((count, answered), shown(count, answered));
            }
        }
        Self(all)
    }

    fn of_shown(&self, count: usize, group: &Group) -> f64 {
        self.0[&(count, group.answered)][group.agreeing[0]]
    }
}

/// One round: in which part of the membership each person answered; nothing where they did not.
type Round = Vec<Option<Cell>>;

fn tally(round: &Round, world: usize) -> Tally {
    let mut tally = Tally::default();
    for (person, cell) in round.iter().enumerate() {
        if let Some(cell) = cell {
            tally.add(*cell, &[world >> person & 1 == 1]);
        }
    }
    tally
}

fn count(round: &Round, group: &Group, people: impl Fn(usize) -> bool, world: usize) -> usize {
    let is_in = |(person, cell): &(usize, &Option<Cell>)| {
        cell.is_some_and(|cell| group.cells.contains(&cell)) && people(*person)
    };
    let agrees = |(person, _): &(usize, &Option<Cell>)| world >> person & 1 == 1;
    round.iter().enumerate().filter(is_in).filter(agrees).count()
}

/// How likely everything shown is in a world in which nobody changes their mind between rounds: the attacker's best case.
fn likelihood(rounds: &[(Round, Told)], world: usize, chances: &Chances) -> f64 {
    let mut likelihood = 1.0;
    for (round, told) in rounds {
        for group in told {
            likelihood *= chances.of_shown(count(round, group, |_| true, world), group);
        }
    }
    likelihood
}

/// The first person about whom what is shown says more than it may, told by how much.
fn found_out(rounds: &[(Round, Told)], people: usize, chances: &Chances) -> Option<(usize, f64)> {
    for person in 0..people {
        let is_counted =
            |(round, group): (&Round, &Group)| round[person].is_some_and(|cell| group.cells.contains(&cell));
        let figures: usize = rounds
            .iter()
            .map(|(round, told)| told.iter().filter(|group| is_counted((round, group))).count())
            .sum();
        let most = 2f64.powi(i32::try_from(figures).unwrap()) * 1.000_001;
        for world in (0..1usize << people).filter(|world| world >> person & 1 == 0) {
            let without = likelihood(rounds, world, chances);
            let with = likelihood(rounds, world | 1 << person, chances);
            // What cannot be in either world rules out what the attacker knows of others, and tells nothing of this one.
            if without == 0.0 && with == 0.0 {
                continue;
            }
            let odds = (with / without).max(without / with);
            if odds > most {
                return Some((person, odds));
            }
        }
    }
    None
}

/// The smallest set of people whose exact count follows from what is shown.
fn smallest_group_known(rounds: &[(Round, Told)], people: usize, chances: &Chances) -> Option<usize> {
    let worlds: Vec<usize> = (0..1usize << people)
        .filter(|world| likelihood(rounds, *world, chances) > 0.0)
        .collect();
    let is_known = |set: &usize| {
        let mut counts = worlds.iter().map(|world| (world & set).count_ones());
        let first = counts.next();
        counts.all(|count| Some(count) == first)
    };
    (1..1usize << people)
        .filter(is_known)
        .map(|set| set.count_ones() as usize)
        .min()
}

fn rounds_of(people: usize) -> impl Strategy<Value = (Vec<Round>, usize, Vec<bool>)> {
    let part = prop_oneof![
        1 => Just(None),
        3 => proptest::sample::select(Cell::ALL.to_vec()).prop_map(Some),
    ];
    let round = proptest::collection::vec(part, people);
    (
        proptest::collection::vec(round, 1..=3),
        // Everybody of one mind is what gives most away: often tried.
        prop_oneof![Just(0), Just((1 << people) - 1), 0usize..1 << people],
        proptest::collection::vec(any::<bool>(), 200),
    )
}

fn shown(rounds: Vec<Round>, world: usize, mut coin: impl FnMut() -> bool) -> Vec<(Round, Told)> {
    let told = rounds.into_iter().map(|round| {
        let told = release(&tally(&round, world), &mut coin);
        (round, told)
    });
    told.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nobody_is_found_out_over_rounds_parts_and_changes_of_the_membership(
        (rounds, world, falls) in rounds_of(8)
    ) {
        static CHANCES: LazyLock<Chances> = LazyLock::new(Chances::blurred);
        let chances = &*CHANCES;
        let rounds = shown(rounds, world, toss(&falls));
        prop_assert_eq!(found_out(&rounds, 8, chances), None);
        prop_assert_eq!(smallest_group_known(&rounds, 8, chances), None);
    }
}

#[test]
fn every_pair_of_results_that_can_be_shown_of_five_and_then_six_leaves_the_newcomer_unknown() {
    let chances = Chances::blurred();
    let five: Round = (0..6)
        .map(|person| (person < 5).then_some(Cell::Working))
        .collect();
    let six: Round = vec![Some(Cell::Working); 6];
    for first in 0..=5 {
        for second in 0..=6 {
            let told = |agreeing, answered| {
                vec![Group {
                    cells: Cell::ALL.into(),
                    answered,
                    agreeing: vec![agreeing],
                }]
            };
            let rounds = [(five.clone(), told(first, 5)), (six.clone(), told(second, 6))];
            assert_eq!(
                found_out(&rounds, 6, &chances),
                None,
                "{first} of 5, {second} of 6"
            );
            assert_eq!(smallest_group_known(&rounds, 6, &chances), None);
        }
    }
}

#[test]
fn the_attacker_finds_the_newcomer_and_the_unanimous_once_the_protection_is_off() {
    let chances = Chances::plain();
    let five: Round = (0..6)
        .map(|person| (person < 5).then_some(Cell::Working))
        .collect();
    let six: Round = vec![Some(Cell::Working); 6];
    // Persons 0, 2 and 5 agree: one date alone tells little, both tell what the sixth said.
    let rounds = shown(vec![five.clone(), six], 0b10_0101, || false);
    assert!(found_out(&rounds, 6, &chances).is_some());
    assert_eq!(smallest_group_known(&rounds, 6, &chances), Some(1));
    let unanimous = shown(vec![five], 0b01_1111, || false);
    assert_eq!(smallest_group_known(&unanimous, 5, &chances), Some(1));
}

#[test]
fn no_group_and_no_rest_of_fewer_than_five_is_ever_told_of() {
    for number in 0..9usize.pow(4) {
        let mut tally = Tally::default();
        let sizes = [0, 1, 2, 3].map(|at| number / 9usize.pow(at) % 9);
        for (cell, size) in Cell::ALL.into_iter().zip(sizes) {
            for _ in 0..size {
                tally.add(cell, &[true]);
            }
        }
        let told = release(&tally, &mut || false);
        let all: usize = sizes.iter().sum();
        assert_eq!(told.is_empty(), all < GROUP_MIN, "{sizes:?}");
        let Some((everybody, parts)) = told.split_first() else {
            continue;
        };
        assert_eq!(everybody.answered, all);
        // Every union of parts, and what it leaves over.
        for chosen in 0..1usize << parts.len() {
            let is_chosen = |(at, _): &(usize, &Group)| chosen >> at & 1 == 1;
            let within: usize = parts
                .iter()
                .enumerate()
                .filter(is_chosen)
                .map(|(_, part)| part.answered)
                .sum();
            for size in [within, all - within] {
                assert!(size == 0 || size >= GROUP_MIN, "{sizes:?} tells of {size}");
            }
        }
        let mut seen = BTreeSet::new();
        assert!(
            parts
                .iter()
                .flat_map(|part| &part.cells)
                .all(|cell| seen.insert(*cell)),
            "nobody is counted twice"
        );
        assert_ne!(parts.len(), 1, "a part that is all but nobody tells nothing new");
    }
}

#[test]
fn counts_are_off_by_at_most_three_in_eleven_of_twelve_cases() {
    let row = &Chances::blurred().0[&(4, 9)];
    let near: f64 = row[1..=7].iter().sum();
    assert!((near - 11.0 / 12.0).abs() < 1e-6, "{near}");
    assert!((row[4] - 1.0 / 3.0).abs() < 1e-6, "a third are not moved");
}

#[test]
fn shares_are_never_none_or_all_and_say_how_far_off_they_may_be() {
    let told = |about, from, to| Share { about, from, to };
    assert_eq!(share(0, 20), told(5, 0, 15));
    assert_eq!(share(20, 20), told(95, 85, 100));
    assert_eq!(share(14, 21), told(65, 52, 81));
    assert_eq!(share(0, 0), told(5, 0, 100));
}

#[test]
fn a_change_is_told_only_where_blurring_cannot_be_why() {
    let cases = [
        ((10, 20), (16, 20), Moved::Up),
        ((16, 20), (10, 20), Moved::Down),
        // 4 of 20 are 0.2; 1.64 times the spread of both is 0.232.
        ((10, 20), (14, 20), Moved::Unclear),
        ((10, 20), (15, 20), Moved::Up),
        ((2, 5), (5, 5), Moved::Unclear),
    ];
    for (before, after, expected) in cases {
        assert_eq!(moved(before, after), expected, "{before:?} {after:?}");
    }
}
