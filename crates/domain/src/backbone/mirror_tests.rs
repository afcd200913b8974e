//! The exact attacker before the mirror: several groups of one question, several bodies that overlap, several dates.
//!
//! They know who sits where, everything that is shown, and what everybody but one ticked. A line depends on that one person by
//! one at most, so going through all they may have ticked is going through every world that is left.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::mirror::{Beside, PREFER_NOT, Question, Seen, Ticked, beside, lines, of_question, told};
use super::telling::{Cell, GROUP_MIN, Group, Tally, Told, blurred, release};

const PEOPLE: usize = 14;
/// Longer rows of tails than this are clamped to the ends anyway.
const ROW_MAX: usize = 24;

fn asked() -> Vec<Question> {
    let question = |code: &str, groups: &[&str]| Question {
        code: code.to_owned(),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
    };
    vec![
        question("origin", &["north", "south", "both"]),
        question("home", &["own", "rent"]),
    ]
}

/// Everything somebody may tick at a question of three groups, and at one of two.
fn ways() -> Vec<Ticked> {
    let sets = |code: &str, groups: &[&str]| -> Vec<Ticked> {
        let chosen = |bits: usize| {
            let own = groups
                .iter()
                .enumerate()
                .filter(move |(at, _)| bits >> at & 1 == 1);
            own.map(|(_, group)| (code.to_owned(), (*group).to_owned()))
                .collect()
        };
        (0..1usize << groups.len()).map(chosen).collect()
    };
    let (origins, homes) = (
        sets("origin", &["north", "south", "both"]),
        sets("home", &["own", "rent"]),
    );
    let with = |origin: &Ticked, home: &Ticked| origin.union(home).cloned().collect();
    origins
        .iter()
        .flat_map(|origin| homes.iter().map(move |home| with(origin, home)))
        .collect()
}

/// How likely each count is shown, by size of the group and true count; `coins` says whether they fall.
fn chances(coins: bool) -> Vec<Vec<Vec<f64>>> {
    let shown = |count: usize, answered: usize| {
        let mut shown = vec![0.0; answered + 1];
        if !coins {
            shown[count] = 1.0;
            return shown;
        }
        for up in 0..=ROW_MAX {
            for down in 0..=ROW_MAX {
                let row = |tails: usize| std::iter::repeat_n(true, tails).chain([false]);
                let mut falls = row(up).chain(row(down));
                let chance = |tails: usize| {
                    let exact = 0.5f64.powi(i32::try_from(tails).unwrap() + 1);
                    if tails == ROW_MAX { 2.0 * exact } else { exact }
                };
                let moved = blurred(count, answered, &mut || falls.next().unwrap_or(false));
                shown[moved] += chance(up) * chance(down);
            }
        }
        shown
    };
    (0..=PEOPLE)
        .map(|answered| (0..=answered).map(|count| shown(count, answered)).collect())
        .collect()
}

static BLURRED: LazyLock<Vec<Vec<Vec<f64>>>> = LazyLock::new(|| chances(true));
static PLAIN: LazyLock<Vec<Vec<Vec<f64>>>> = LazyLock::new(|| chances(false));

/// One date: who answered in which part, and what each ticked.
#[derive(Debug, Clone)]
struct Date {
    cells: Vec<Option<Cell>>,
    told: Told,
}

/// Seats as they are: anybody may sit in several bodies, and nobody is counted in two parts.
fn cell_of(bodies: usize) -> Option<Cell> {
    let kinds = ["backbone", "steering-committee", "working-group", "council"];
    let own = kinds.iter().enumerate().filter(|(at, _)| bodies >> at & 1 == 1);
    own.map(|(_, kind)| Cell::of_body(kind)).min()
}

fn date(seats: &[usize], ticked: &[Ticked], coin: &mut impl FnMut() -> bool) -> Date {
    let cells: Vec<Option<Cell>> = seats.iter().map(|bodies| cell_of(*bodies)).collect();
    let mut tally = Tally::default();
    for (cell, ticked) in cells.iter().zip(ticked) {
        if let Some(cell) = cell {
            tally.add(*cell, &lines(&asked(), ticked));
        }
    }
    let told = release(&tally, coin);
    Date { cells, told }
}

/// The true count of a line of a group, where one person ticks something else than they did.
fn count(date: &Date, group: &Group, line: usize, ticks: impl Fn(usize) -> Vec<bool>) -> usize {
    let is_in = |person: &usize| date.cells[*person].is_some_and(|cell| group.cells.contains(&cell));
    (0..date.cells.len())
        .filter(is_in)
        .filter(|person| ticks(*person)[line])
        .count()
}

/// The first person of whom something follows with more than the promised odds, and how large they are.
fn found_out(dates: &[Date], ticked: &[Ticked], chances: &[Vec<Vec<f64>>]) -> Option<(usize, f64)> {
    let all: Vec<Vec<bool>> = ticked.iter().map(|ticked| lines(&asked(), ticked)).collect();
    let ways: Vec<Vec<bool>> = ways().iter().map(|way| lines(&asked(), way)).collect();
    for person in 0..ticked.len() {
        // How likely all that is shown is, for each way in which this person may have answered.
        let likely = |way: &Vec<bool>| {
            let ticks = |other: usize| {
                if other == person {
                    way.clone()
                } else {
                    all[other].clone()
                }
            };
            let mut likely = 1.0;
            for date in dates {
                for group in &date.told {
                    for (line, shown) in group.agreeing.iter().enumerate() {
                        let count = count(date, group, line, ticks);
                        likely *= chances[group.answered][count][*shown];
                    }
                }
            }
            likely
        };
        let figures: i32 = dates
            .iter()
            .flat_map(|date| date.told.iter().map(move |group| (date, group)))
            .filter(|(date, group)| date.cells[person].is_some_and(|cell| group.cells.contains(&cell)))
            .map(|_| 1)
            .sum();
        let odds: Vec<f64> = ways.iter().map(likely).collect();
        for (one, way) in ways.iter().enumerate() {
            for (other, another) in ways.iter().enumerate().skip(one + 1) {
                let differing = way.iter().zip(another).filter(|(a, b)| a != b).count();
                let most = 2f64.powi(figures * i32::try_from(differing).unwrap()) * 1.000_001;
                let (a, b) = (odds[one], odds[other]);
                if (a == 0.0) != (b == 0.0) || (a > 0.0 && (a / b).max(b / a) > most) {
                    return Some((person, (a / b).max(b / a)));
                }
            }
        }
    }
    None
}

fn falling(falls: Vec<bool>) -> impl FnMut() -> bool {
    let mut falls = falls.into_iter();
    move || falls.next().unwrap_or(false)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nobody_is_found_out_by_groups_bodies_that_overlap_and_dates(
        seats in proptest::collection::vec(proptest::collection::vec(0usize..16, PEOPLE), 1..=2),
        ways_of in proptest::collection::vec(0usize..32, PEOPLE),
        falls in proptest::collection::vec(any::<bool>(), 600),
    ) {
        let ways = ways();
        let ticked: Vec<Ticked> = ways_of.iter().map(|way| ways[*way].clone()).collect();
        let mut coin = falling(falls);
        let dates: Vec<Date> = seats.iter().map(|seats| date(seats, &ticked, &mut coin)).collect();
        prop_assert_eq!(found_out(&dates, &ticked, &BLURRED), None);
        for date in &dates {
            for group in &date.told {
                let within = date.cells.iter().flatten().filter(|cell| group.cells.contains(cell)).count();
                prop_assert!(within >= GROUP_MIN && within == group.answered);
                for shown in &group.agreeing {
                    // Whatever is shown may come from any true count: no group of any size is ever known.
                    for row in &BLURRED[group.answered] {
                        prop_assert!(row[*shown] > 0.0);
                    }
                }
            }
            // Parts do not overlap, and what any of them leaves over is nobody or at least five.
            let mut seen = BTreeSet::new();
            let (all, parts) = date.told.split_first().map_or((0, &[][..]), |(all, parts)| (all.answered, parts));
            prop_assert!(parts.iter().flat_map(|part| &part.cells).all(|cell| seen.insert(*cell)));
            for chosen in 0..1usize << parts.len() {
                let own = parts.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
                let within: usize = own.map(|(_, part)| part.answered).sum();
                prop_assert!(within == 0 || within >= GROUP_MIN);
                prop_assert!(all == within || all - within >= GROUP_MIN);
            }
        }
    }

    #[test]
    fn no_share_is_ever_told_of_fewer_than_five_nor_of_all_but_fewer_than_five(
        answered in GROUP_MIN..200usize, count in 0usize..200
    ) {
        let moved = count.min(answered);
        match told(moved, answered) {
            Seen::Few => prop_assert!(moved < GROUP_MIN),
            Seen::Most => prop_assert!(moved >= GROUP_MIN && answered - moved < GROUP_MIN),
            Seen::About(share) => {
                prop_assert!(moved >= GROUP_MIN && answered - moved >= GROUP_MIN);
                prop_assert!(share.about >= 5 && share.about <= 95);
            }
        }
    }
}

#[test]
fn the_attacker_finds_the_newcomer_and_the_one_in_two_bodies_once_the_protection_is_off() {
    let ways = ways();
    let north = ways
        .iter()
        .position(|way| way.len() == 1 && way.iter().any(|(_, group)| group == "north"));
    let ticked: Vec<Ticked> = (0..PEOPLE).map(|_| ways[north.unwrap()].clone()).collect();
    // Five of a working group, and then a sixth; eight of a committee, one of whom sits in the group as well.
    let before: Vec<usize> = (0..PEOPLE)
        .map(|at| {
            if at < 5 {
                4
            } else if at == 5 {
                0
            } else {
                2
            }
        })
        .collect();
    let after: Vec<usize> = (0..PEOPLE)
        .map(|at| if at < 6 { 4 } else { 2 | (usize::from(at == 6) * 4) })
        .collect();
    let mut none = || false;
    let dates = [
        date(&before, &ticked, &mut none),
        date(&after, &ticked, &mut none),
    ];
    assert_eq!(
        dates[1].cells[6],
        Some(Cell::Steering),
        "counted in one part only"
    );
    assert!(found_out(&dates, &ticked, &PLAIN).is_some());
    assert_eq!(
        found_out(&dates, &ticked, &BLURRED),
        None,
        "the same counts, had coins fallen"
    );
}

#[test]
fn ticks_become_lines_and_no_answer_is_one_of_them() {
    let tick = |pairs: &[(&str, &str)]| -> Vec<bool> {
        let ticked = pairs
            .iter()
            .map(|(code, group)| ((*code).to_owned(), (*group).to_owned()));
        lines(&asked(), &ticked.collect())
    };
    type Case<'a> = (&'a [(&'a str, &'a str)], [bool; 7]);
    let cases: [Case<'_>; 5] = [
        (&[], [false, false, false, true, false, false, true]),
        (
            &[("origin", "north"), ("origin", "south"), ("home", "rent")],
            [true, true, false, false, false, true, false],
        ),
        // Who prefers not to say and ticked something before is believed the refusal.
        (
            &[("origin", "north"), ("origin", PREFER_NOT)],
            [false, false, false, true, false, false, true],
        ),
        (
            &[("origin", "elsewhere"), ("pets", "cat")],
            [false, false, false, true, false, false, true],
        ),
        (
            &[("home", "own")],
            [false, false, false, true, true, false, false],
        ),
    ];
    for (ticked, expected) in cases {
        assert_eq!(tick(ticked), expected, "{ticked:?}");
    }
    let counts = [1, 2, 3, 4, 5, 6, 7];
    assert_eq!(of_question(&asked(), "origin", &counts), Some((&counts[..3], 4)));
    assert_eq!(of_question(&asked(), "home", &counts), Some((&counts[4..6], 7)));
    assert_eq!(of_question(&asked(), "pets", &counts), None);
    assert_eq!(
        of_question(&asked(), "home", &counts[..5]),
        None,
        "what is broken tells nothing"
    );
}

#[test]
fn a_difference_from_the_community_is_told_only_where_the_coins_cannot_be_why() {
    let cases = [
        // 10 of 40 are 25 of a hundred; three people more would be 32.5.
        ((10, 40), 33.0, Beside::Fewer),
        ((10, 40), 32.0, Beside::Unclear),
        ((10, 40), 17.0, Beside::More),
        // Of a few nothing is known but that they are at most four, or seven with the coins: 17.5 of a hundred.
        ((0, 40), 18.0, Beside::Fewer),
        ((4, 40), 17.0, Beside::Unclear),
        ((40, 40), 80.0, Beside::More),
        ((40, 40), 83.0, Beside::Unclear),
        ((3, 6), 50.0, Beside::Unclear),
    ];
    for ((moved, answered), community, expected) in cases {
        assert_eq!(
            beside(moved, answered, community),
            expected,
            "{moved} of {answered}, {community}"
        );
    }
}
