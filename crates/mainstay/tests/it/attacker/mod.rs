//! A stranger with nothing but public bytes, pencil and paper, against every published table of the demonstration,
//! all editions together (THREATS P2).
//!
//! [`publication`] reads, [`knowledge`] keeps what is true of it, [`attack`] writes the equations down and has them
//! solved by `disclosure::attacker`, which shares no search and no arithmetic with what decided about the figures.

mod attack;
mod demonstration;
mod knowledge;
mod publication;

use std::collections::BTreeSet;
use std::sync::Mutex;

use attack::{Found, attack};
use demonstration::{CONTROL, Demonstration, Truth};
use knowledge::{Subject, Tally, read};
use publication::from_interface;

/// Threads that attack at the same time.
const THREADS: usize = 2;

fn attack_all(subjects: &[Subject], truth: &Truth) -> Found {
    let worth_it: Vec<&Subject> = subjects
        .iter()
        .filter(|subject| subject.hidden() > 0 && subject.tells_counts())
        .collect();
    let waiting = Mutex::new(worth_it.iter());
    let all = Mutex::new(Found::default());
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(subject) = { waiting.lock().expect("nobody panicked").next() } {
                    let found = attack(subject, truth);
                    all.lock().expect("nobody panicked").add(found);
                }
            });
        }
    });
    all.into_inner().expect("nobody panicked")
}

/// What must be found to have been read: less, and the test would look at less than it says.
fn assert_enough_was_read(tally: &Tally) {
    let least = [
        ("tables", tally.tables, 700),
        ("figures", tally.figures, 4000),
        ("hidden figures", tally.hidden, 500),
        ("printed facts", tally.facts, 5000),
        ("sums", tally.families, 500),
    ];
    for (what, found, least) in least {
        assert!(found >= least, "only {found} {what} were read");
    }
    // Corrections, and rates of the sources that do not follow from the counts beside them.
    assert!(tally.untrue <= 20, "{} printed things are not true", tally.untrue);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_hidden_count_of_the_demonstration_can_be_worked_out() {
    let demonstration = Demonstration::open().await;
    demonstration.publish_unprotected_control().await;
    let truth = demonstration.truth().await;
    let editions = from_interface(demonstration.stranger(), app::demo::SLUG).await;
    let numbers: BTreeSet<i64> = editions.iter().map(|edition| edition.number).collect();
    assert_eq!(
        numbers,
        BTreeSet::from([1, 2]),
        "both editions are attacked together"
    );

    let (subjects, tally) = read(&editions, &truth);
    assert_enough_was_read(&tally);
    let found = attack_all(&subjects, &truth);
    println!(
        "{tally:?}; {} hidden counts attacked, {} sums disbelieved",
        found.asked,
        found.disbelieved.len()
    );
    let none = Vec::<String>::new();
    assert!(found.asked > 1000, "only {} counts were attacked", found.asked);
    assert_eq!(found.pinned, none, "these hidden counts can be worked out");
    assert_eq!(found.misread, none, "the truth is not in these ranges");
    assert_eq!(found.stuck, none, "these were not attacked to the end");
    assert!(found.disbelieved.len() <= 5, "{:#?}", found.disbelieved);

    let control = from_interface(demonstration.stranger(), CONTROL).await;
    let (subjects, tally) = read(&control, &truth);
    assert_enough_was_read(&tally);
    let control = attack_all(&subjects, &truth);
    println!(
        "without complementary suppression {} of {} counts are worked out",
        control.pinned.len(),
        control.asked
    );
    assert!(
        control.pinned.len() > 100,
        "the attacker finds only {} counts where only small ones are hidden: it is blind",
        control.pinned.len()
    );
}
