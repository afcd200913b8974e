//! Five hundred worlds through three editions each, and what becomes of them with less care.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use mainstay_disclosure::{HiddenCounts, LedgerRelease, Policy, Said};

use super::releases::City;
use super::{Care, Found, inside, policy, publish, publish_to, random};

const WORLDS: Range<u64> = 0..500;
/// Enough of them to see that something breaks.
const SOME: Range<u64> = 0..100;
const MINIMUM: i64 = 5;

/// Does something for each seed on two threads.
fn for_each_seed(seeds: Range<u64>, work: impl Fn(u64) + Sync) {
    let next = AtomicU64::new(seeds.start);
    let run = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                break;
            }
            work(seed);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(run);
        run();
    });
}

/// What readers see in the place of hidden figures.
#[derive(Clone, Copy)]
enum Mark {
    OneForAll,
    SecondForSmall,
}

/// What many worlds came to.
#[derive(Debug, Default)]
struct Tally {
    shown: usize,
    hidden: usize,
    refused: usize,
    leaking_worlds: usize,
    leaks: usize,
    undecided: usize,
    examples: Vec<String>,
}

fn tally(worlds: Range<u64>, policy: &Policy, care: Care, mark: Mark) -> Tally {
    let tally = Mutex::new(Tally::default());
    for_each_seed(worlds, |seed| {
        let published = publish(&random::world(seed, MINIMUM), policy, care);
        let reading = match mark {
            Mark::OneForAll => published.reading,
            Mark::SecondForSmall => published.reading.with_second_mark(),
        };
        // What is too large for exact fractions is not decided.
        let found = reading.leaks().unwrap_or(Found {
            undecided: 1,
            ..Found::default()
        });
        let mut tally = tally.lock().expect("no test panics while it counts");
        tally.shown += published.shown;
        tally.hidden += published.hidden;
        tally.refused += published.refused;
        tally.leaking_worlds += usize::from(!found.leaks.is_empty());
        tally.leaks += found.leaks.len();
        tally.undecided += found.undecided;
        tally.examples.extend(
            found
                .leaks
                .iter()
                .take(1)
                .map(|leak| format!("seed {seed}: {leak}")),
        );
    });
    tally.into_inner().expect("no test panics while it counts")
}

#[test]
fn five_hundred_worlds_give_nothing_away_in_three_editions() {
    let begun = Instant::now();
    let tally = tally(WORLDS, &policy(MINIMUM), Care::Full, Mark::OneForAll);
    println!(
        "{WORLDS:?} worlds in {:.1} s: {tally:?}",
        begun.elapsed().as_secs_f64()
    );
    assert_eq!(tally.examples, [""; 0]);
    assert!(tally.refused <= 5, "{} editions were refused", tally.refused);
    assert!(
        tally.undecided * 200 < tally.hidden,
        "{} searches were given up",
        tally.undecided
    );
    // Worlds in which nothing is shown, or nothing hidden, would show nothing.
    assert!(tally.shown > 10_000 && tally.hidden > 5_000);
}

#[test]
fn nothing_is_given_away_after_any_of_the_editions() {
    for_each_seed(500..560, |seed| {
        let published = publish(&random::world(seed, MINIMUM), &policy(MINIMUM), Care::Full);
        assert_eq!(published.readings.len() + published.refused, 3);
        for (edition, reading) in published.readings.iter().enumerate() {
            let leaks = reading.leaks().map_or(Vec::new(), |found| found.leaks);
            assert_eq!(leaks, [""; 0], "seed {seed}, edition {edition}");
        }
    });
}

/// Worlds in which some reader who knows more works something out that is not his own.
fn broken_inside(worlds: Range<u64>, is_protected_from_them: bool) -> (usize, usize, Vec<String>) {
    let found = Mutex::new((0, 0, Vec::new()));
    for_each_seed(worlds, |seed| {
        let world = random::world(seed, MINIMUM);
        let readers = inside::readers(&world);
        let asked = if is_protected_from_them { &readers[..] } else { &[] };
        let published = publish_to(&world, &policy(MINIMUM), Care::Full, asked, |_, _| {});
        let mut leaks = Vec::new();
        for reader in &readers {
            // What is too large for exact fractions is not decided.
            let found = published.reading.clone().read_by(reader).leaks();
            let found = found.map_or(Vec::new(), |found| found.leaks);
            leaks.extend(
                found
                    .iter()
                    .map(|leak| format!("seed {seed}, {reader:?}: {leak}")),
            );
        }
        let mut found = found.lock().expect("no test panics while it counts");
        found.0 += published.shown;
        found.1 += usize::from(!leaks.is_empty());
        found.2.extend(leaks.into_iter().take(1));
    });
    found.into_inner().expect("no test panics while it counts")
}

#[test]
fn readers_who_know_their_own_counts_find_out_no_others() {
    let (shown, broken, examples) = broken_inside(600..680, true);
    println!("protected from insiders: {shown} figures shown, {broken} worlds broken");
    assert_eq!(examples, [""; 0]);
    assert!(shown > 800, "only {shown} figures are shown");
}

#[test]
fn the_same_worlds_break_when_only_the_public_is_thought_of() {
    let (shown, broken, _) = broken_inside(600..640, false);
    println!("protected from the public only: {shown} figures shown, {broken} of 40 worlds broken");
    assert!(broken > 10, "only {broken} of 40 worlds broke");
}

#[test]
fn the_same_worlds_break_without_secondary_suppression() {
    let tally = tally(SOME, &policy(MINIMUM), Care::PrimaryOnly, Mark::OneForAll);
    println!("without secondary suppression: {tally:?}");
    assert!(
        tally.leaking_worlds > 60,
        "only {} of 100 worlds broke",
        tally.leaking_worlds
    );
}

#[test]
fn the_same_worlds_break_when_editions_are_audited_singly() {
    let tally = tally(SOME, &policy(MINIMUM), Care::Singly, Mark::OneForAll);
    println!("editions singly: {tally:?}");
    assert!(
        tally.leaking_worlds > 30,
        "only {} of 100 worlds broke",
        tally.leaking_worlds
    );
}

#[test]
fn the_same_worlds_break_when_a_second_mark_tells_which_figures_were_small() {
    let tally = tally(SOME, &policy(MINIMUM), Care::Full, Mark::SecondForSmall);
    println!("with a second mark: {tally:?}");
    assert!(
        tally.leaking_worlds > 20,
        "only {} of 100 worlds broke",
        tally.leaking_worlds
    );
}

#[test]
fn hidden_counts_can_be_guessed_where_the_policy_guards_small_ones_only() {
    // What is hidden for the sake of small counts is mostly as uncertain as they are; in some worlds it is not.
    const LAX_WORLDS: Range<u64> = 200..350;
    let lax = Policy {
        hidden: HiddenCounts::ProtectedOnly,
        ..policy(MINIMUM)
    };
    let tally = tally(LAX_WORLDS, &lax, Care::Full, Mark::OneForAll);
    println!("small counts guarded only: {tally:?}");
    assert!(tally.leaking_worlds > 0, "none of these worlds broke");
}

#[test]
fn twenty_releases_of_one_city_leave_no_count_exposed() {
    let begun = Instant::now();
    let released = City::new(1, 8).publish(&Policy::TEN);
    let (_, _, history) = released.history(&Policy::TEN);
    println!(
        "{} releases in {:.1} s: {} figures shown, {} hidden; {:?}",
        released.releases,
        begun.elapsed().as_secs_f64(),
        released.shown,
        released.hidden,
        history.certificate()
    );
    assert_eq!(released.releases, 20);
    assert_eq!(history.failures, []);
    assert!(released.shown > 100 && released.hidden > 20);
    assert!(history.functionals > 50);
}

#[test]
fn twenty_editions_with_corrections_and_a_school_that_left_give_nothing_away() {
    let found = Mutex::new((0, 0, Vec::new()));
    for_each_seed(0..8, |seed| {
        let world = random::long_world(seed, MINIMUM, 20);
        let published = publish(&world, &policy(MINIMUM), Care::Full);
        let leaks = published.reading.leaks().map_or(Vec::new(), |found| found.leaks);
        let mut found = found.lock().expect("no test panics while it counts");
        found.0 += published.shown;
        found.1 += published.refused;
        found.2.extend(
            leaks
                .into_iter()
                .take(1)
                .map(|leak| format!("seed {seed}: {leak}")),
        );
    });
    let (shown, refused, examples) = found.into_inner().expect("no test panics while it counts");
    println!("8 worlds through 20 editions: {shown} figures shown, {refused} editions refused");
    assert_eq!(examples, [""; 0]);
    assert!(shown > 600, "only {shown} figures are shown");
    assert!(refused < 60, "{refused} of 160 editions were refused");
}

#[test]
fn a_release_that_was_not_checked_against_history_is_named_by_an_audit_of_history() {
    let mut released = City::new(2, 4).publish(&Policy::TEN);
    // Somebody prints what was hidden.
    let hidden = released
        .ledger
        .releases
        .iter()
        .flat_map(|release| release.hidden.clone());
    let counts = &released.ledger.counts;
    let is_small = |key: &String| {
        let value = counts
            .iter()
            .find(|count| count.key == *key)
            .and_then(|count| count.value);
        value.is_some_and(|value| 0 < value && value < 10)
    };
    let key = hidden
        .into_iter()
        .find(is_small)
        .expect("something small is hidden");
    let value = counts
        .iter()
        .find(|count| count.key == key)
        .and_then(|count| count.value)
        .unwrap();
    released.ledger.releases.push(LedgerRelease {
        name: "unchecked".into(),
        said: vec![Said::Exactly { what: key, value }],
        hidden: Vec::new(),
    });
    let (_, _, history) = released.history(&Policy::TEN);
    assert!(!history.is_safe());
    assert!(history.failures.iter().any(|failure| failure.range.width() == 0));
}
