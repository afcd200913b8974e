//! A stranger with nothing but public bytes, pencil and paper, against every published table of the demonstration,
//! all editions together (THREATS P2).
//!
//! [`publication`] reads, [`knowledge`] keeps what is true of it, [`attack`] writes the equations down and has them
//! solved by `disclosure::attacker`, which shares no search and no arithmetic with what decided about the figures.

mod attack;
mod correction;
mod demonstration;
mod formats;
mod knowledge;
mod markup;
mod open_files;
mod pages;
mod publication;
mod worlds;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use attack::{Found, Pin, attack};
use correction::ALONE;
use demonstration::{CONTROL, Demonstration, Pages, Truth};
use formats::Compared;
use knowledge::{Subject, Tally, read};
use pages::Searched;
use publication::{Edition, from_interface};

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
}

/// How much may be out of joint before the test says that it reads wrongly.
#[derive(Debug, Clone, Copy)]
struct Allowed {
    /// Printed things that are not true: corrected since, or odd in the sources.
    untrue: usize,
    /// Counts of figures that are hidden only since a correction, and were told before it. The reader is taken to know
    /// which of the things printed then are still true, which is more than anybody can.
    already_public: usize,
}

const UNCORRECTED: Allowed = Allowed {
    untrue: 20,
    already_public: 0,
};
const CORRECTED: Allowed = Allowed {
    untrue: 250,
    already_public: 30,
};

/// Everything that is looked at, gathered once.
struct Evidence {
    /// What was true when the first two editions were published, and the control.
    before: Truth,
    /// What is true since figures were corrected.
    truth: Truth,
    pages: Pages,
    /// Pages of the printed booklet, by measure.
    printed: BTreeMap<String, String>,
    /// The three editions of the demonstration.
    editions: Vec<Edition>,
    /// An edition with its small counts hidden and nothing else.
    control: Vec<Edition>,
    /// Three editions of which the third was protected without a look at the others.
    alone: Vec<Edition>,
}

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
    let gathering = std::thread::spawn(|| {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(gather())
    });
    gathering.join().expect("the evidence is gathered")
});

async fn gather() -> Evidence {
    let demonstration = Demonstration::open().await;
    demonstration.publish_unprotected_control().await;
    let control = from_interface(demonstration.stranger(), CONTROL).await;
    let before = demonstration.truth().await;
    let two = from_interface(demonstration.stranger(), app::demo::SLUG).await;
    let newest = two.last().expect("an edition");
    demonstration.publish_correction(&before, newest).await;
    demonstration.publish_alone().await;
    let editions = from_interface(demonstration.stranger(), app::demo::SLUG).await;
    let alone = from_interface(demonstration.stranger(), ALONE).await;
    let pages = demonstration.crawl().await;
    let printed = demonstration.printed().await;
    Evidence {
        truth: demonstration.truth().await,
        before,
        pages,
        printed,
        editions,
        control,
        alone,
    }
}

/// Attacks editions together.
fn attack_editions(editions: &[Edition], truth: &Truth, allowed: Allowed) -> Found {
    let (subjects, tally) = read(editions, truth);
    assert_enough_was_read(&tally);
    assert!(
        tally.untrue <= allowed.untrue,
        "{} printed things are not true",
        tally.untrue
    );
    let mut found = attack_all(&subjects, truth);
    let already_public = known_before(editions, (&subjects, truth), &found.pinned);
    found.pinned.retain(|pin| !already_public.contains(pin));
    println!(
        "{tally:?}; {} hidden counts attacked, {} worked out, {} as well without the newest edition; {} sums disbelieved",
        found.asked,
        found.pinned.len(),
        already_public.len(),
        found.disbelieved.len()
    );
    assert!(
        already_public.len() <= allowed.already_public,
        "{already_public:#?}"
    );
    found
}

/// What can be worked out as closely from what was published before the newest edition: told in so many words, or
/// following from it. Nothing that is hidden now could call it back.
fn known_before(editions: &[Edition], (subjects, truth): (&[Subject], &Truth), pinned: &[Pin]) -> Vec<Pin> {
    let Some((_, earlier)) = editions.split_last() else {
        return Vec::new();
    };
    let (mut before, _) = read(earlier, truth);
    before.retain(|subject| pinned.iter().any(|pin| pin.subject == subject.name()));
    for subject in &mut before {
        let now = subjects.iter().find(|now| now.name() == subject.name());
        subject.hide_as_in(now.expect("what was published stays"));
    }
    let known = attack_all(&before, truth).pinned;
    let is_known = |pin: &&Pin| {
        known
            .iter()
            .any(|old| old.count == pin.count && old.range == pin.range)
    };
    pinned.iter().filter(is_known).cloned().collect()
}

fn assert_nothing_found(found: &Found) {
    assert!(found.asked > 1000, "only {} counts were attacked", found.asked);
    assert_eq!(found.pinned, [], "these hidden counts can be worked out");
    let none = Vec::<String>::new();
    assert_eq!(found.misread, none, "the truth is not in these ranges");
    assert_eq!(found.stuck, none, "these were not attacked to the end");
    assert!(found.disbelieved.len() <= 5, "{:#?}", found.disbelieved);
}

#[test]
fn no_hidden_count_of_both_editions_can_be_worked_out() {
    let both = &EVIDENCE.editions[..2];
    assert_nothing_found(&attack_editions(both, &EVIDENCE.before, UNCORRECTED));
}

#[test]
fn a_correction_gives_no_hidden_count_away() {
    let numbers: Vec<i64> = EVIDENCE.editions.iter().map(|edition| edition.number).collect();
    assert_eq!(numbers, [1, 2, 3], "all editions are attacked together");
    assert_nothing_found(&attack_editions(&EVIDENCE.editions, &EVIDENCE.truth, CORRECTED));
}

#[test]
fn without_complementary_suppression_counts_are_worked_out() {
    let found = attack_editions(&EVIDENCE.control, &EVIDENCE.before, UNCORRECTED)
        .pinned
        .len();
    assert!(
        found > 100,
        "only {found} counts where only small ones are hidden: the attacker is blind"
    );
}

#[test]
fn an_edition_protected_without_the_earlier_ones_gives_counts_away() {
    let found = attack_editions(&EVIDENCE.alone, &EVIDENCE.truth, CORRECTED);
    let pinned = found.pinned.len();
    assert!(
        pinned > 5,
        "only {pinned} counts: the attacker does not join editions"
    );
}

#[test]
fn every_format_hides_the_same_figures() {
    let mut compared = Compared::default();
    for edition in &EVIDENCE.editions {
        formats::compare(edition, &EVIDENCE.pages, &mut compared);
    }
    println!("{compared:?}");
    assert!(compared.csv > 20_000, "{compared:?}");
    assert!(compared.json > 20_000, "{compared:?}");
    assert!(compared.html > 4000, "{compared:?}");
    assert!(compared.html_hidden > 100, "{compared:?}");
}

#[test]
fn no_page_tells_or_draws_a_hidden_number() {
    let mut searched = Searched::default();
    for edition in &EVIDENCE.editions {
        let base = format!("/{}/editions/{}/", app::demo::SLUG, edition.number);
        pages::search(&base, edition, &EVIDENCE, &mut searched);
    }
    for edition in &EVIDENCE.editions {
        let spanish = format!("/{}/es/editions/{}/", app::demo::SLUG, edition.number);
        pages::search(&spanish, edition, &EVIDENCE, &mut searched);
    }
    let newest = EVIDENCE.editions.last().expect("an edition");
    for base in ["", "es/"].map(|language| format!("/{}/{language}", app::demo::SLUG)) {
        pages::search(&base, newest, &EVIDENCE, &mut searched);
    }
    let in_print = pages::search_print(newest, &EVIDENCE);
    assert!(
        EVIDENCE.printed.is_empty() || in_print > 2000,
        "{in_print} numbers in print"
    );
    println!("{searched:?}");
    assert!(searched.pages > 300, "{searched:?}");
    assert!(searched.drawings > 500, "{searched:?}");
    assert!(searched.marks > 5000, "{searched:?}");
    assert!(searched.numbers > 50_000, "{searched:?}");
    assert!(searched.orders > 10, "{searched:?}");
}

#[test]
fn archives_workbooks_and_general_pages_tell_no_hidden_number() {
    let mut opened = open_files::Opened::default();
    for edition in &EVIDENCE.editions {
        for language in ["", "es/"] {
            let base = format!("/{}/{language}editions/{}/", app::demo::SLUG, edition.number);
            open_files::open(&base, edition, &EVIDENCE.pages, &mut opened);
            open_files::search_general(&base, edition, &EVIDENCE, &mut opened);
        }
    }
    let newest = EVIDENCE.editions.last().expect("an edition");
    for base in ["", "es/"].map(|language| format!("/{}/{language}", app::demo::SLUG)) {
        open_files::search_general(&base, newest, &EVIDENCE, &mut opened);
    }
    println!("{opened:?}");
    assert!(opened.same >= 60, "{opened:?}");
    assert!(opened.archived > 30_000, "{opened:?}");
    assert!(opened.cells > 500_000, "{opened:?}");
    assert!(opened.general > 60, "{opened:?}");
    assert!(opened.numbers > 20_000, "{opened:?}");
    // Numbers that would be noticed: hidden, and printed by no figure.
    assert!(opened.watched > 100, "{opened:?}");
}
