//! A real scheduler and real executors: the same figures as one machine, and what happens when machines are lost.
#![allow(missing_docs, reason = "tests are read by their names")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod kit;

use std::time::{Duration, Instant};

use kit::{MARKER, Order, World, absences, alone, answered, refused, until};
use mainstay_vault::Fault;

/// Within this time a loss ends in an answer or in a sentence.
const WITHIN: Duration = Duration::from_secs(60);

/// Some two million rows of attendance: nine groups, dealt out to two executors.
fn many() -> Order {
    absences(12_000, 180)
}

#[test]
fn two_executors_count_what_one_machine_counts_and_write_no_key_down() {
    let order = many();
    let expected = alone(&order);
    assert_eq!(expected["people"], 12_000);
    let world = World::of(2);
    let begun = Instant::now();
    let output = world.worker(&order).wait_with_output().unwrap();
    println!("two executors: {:?}", begun.elapsed());
    assert_eq!(answered(&output), expected);
    let mut files = 0;
    for path in [world.left(0), world.left(1)].concat() {
        let bytes = std::fs::read(&path).unwrap_or_default();
        for plain in [
            MARKER.to_owned(),
            MARKER.to_uppercase(),
            "Absent".to_owned(),
            "North".to_owned(),
        ] {
            let holds = bytes.windows(plain.len()).any(|part| part == plain.as_bytes());
            assert!(!holds, "{plain} stands in {}", path.display());
        }
        files += 1;
    }
    assert!(files > 0, "both executors have worked");
    assert!(!world.left(0).is_empty() && !world.left(1).is_empty());
}

#[test]
fn an_executor_that_is_lost_in_the_midst_leaves_the_right_answer() {
    let order = many();
    let expected = alone(&order);
    let mut world = World::of(2);
    let worker = world.worker(&order);
    until("a first step", || (!world.left(0).is_empty()).then_some(()));
    world.executors[0].kill();
    let lost = Instant::now();
    let output = worker.wait_with_output().unwrap();
    println!(
        "after the loss of one executor: {:?}, {}",
        lost.elapsed(),
        output.status
    );
    assert!(lost.elapsed() < WITHIN, "{:?}", lost.elapsed());
    match output.status.code() {
        Some(0) => assert_eq!(answered(&output), expected),
        _ => assert_eq!(refused(&output), Fault::Lost.to_string()),
    }
}

#[test]
fn an_executor_that_falls_silent_in_the_midst_is_missed() {
    let order = many();
    let expected = alone(&order);
    let world = World::of(2);
    let worker = world.worker(&order);
    until("a first step", || (!world.left(0).is_empty()).then_some(()));
    world.executors[0].silence();
    let lost = Instant::now();
    let output = worker.wait_with_output().unwrap();
    println!(
        "after an executor fell silent: {:?}, {}",
        lost.elapsed(),
        output.status
    );
    assert!(lost.elapsed() < WITHIN, "{:?}", lost.elapsed());
    match output.status.code() {
        Some(0) => assert_eq!(answered(&output), expected),
        _ => assert_eq!(refused(&output), Fault::Lost.to_string()),
    }
}

#[test]
fn with_all_executors_lost_a_sentence_says_so() {
    let order = many();
    let mut world = World::of(2);
    let worker = world.worker(&order);
    until("a first step", || (!world.left(0).is_empty()).then_some(()));
    for executor in &mut world.executors {
        executor.kill();
    }
    let lost = Instant::now();
    let output = worker.wait_with_output().unwrap();
    println!("after the loss of both executors: {:?}", lost.elapsed());
    assert!(lost.elapsed() < WITHIN, "{:?}", lost.elapsed());
    let told = refused(&output);
    assert!(
        [Fault::Lost, Fault::Nobody]
            .map(|fault| fault.to_string())
            .contains(&told),
        "{told}"
    );
}

#[test]
fn with_the_scheduler_lost_a_sentence_says_so() {
    let order = many();
    let mut world = World::of(1);
    let worker = world.worker(&order);
    until("a first step", || (!world.left(0).is_empty()).then_some(()));
    world.scheduler.kill();
    let lost = Instant::now();
    let told = refused(&worker.wait_with_output().unwrap());
    assert!(lost.elapsed() < WITHIN, "{:?}", lost.elapsed());
    assert!(
        [Fault::Lost, Fault::Nobody]
            .map(|fault| fault.to_string())
            .contains(&told),
        "{told}"
    );
}

#[test]
fn without_executors_nothing_waits_for_ever() {
    let world = World::of(0);
    let begun = Instant::now();
    let output = world.worker(&absences(20, 10)).wait_with_output().unwrap();
    assert_eq!(refused(&output), Fault::Nobody.to_string());
    assert!(begun.elapsed() < WITHIN, "{:?}", begun.elapsed());
}

#[test]
fn an_executor_with_another_key_opens_nothing() {
    let world = World::with_keys(&["stranger.key"]);
    let output = world.worker(&absences(20, 10)).wait_with_output().unwrap();
    assert_eq!(refused(&output), Fault::Lost.to_string());
}
