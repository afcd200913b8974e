//! What we acknowledged is never lost and never doubled: kill -9 and power cuts at random moments.
//!
//! A driver talks HTTP to the real binary and keeps its own journal of acknowledgements. After each crash the program
//! starts again, everything acknowledged must be there once, and the history must verify.
//!
//! CI kills 10 times and cuts the power 3 times for each deed; `MAINSTAY_TEST_FULL=1` 200 and 20 times.

mod deeds;
mod disk;
mod driver;
mod sending;

use app::settings::Storage;

use crate::kit::{fresh_storage, skip};
use deeds::Deed;
use disk::Disk;
use driver::{Crash, Ground, Tally};

fn kills() -> u32 {
    if is_full() { 200 } else { 10 }
}

fn cuts() -> u32 {
    if is_full() { 20 } else { 3 }
}

fn is_full() -> bool {
    std::env::var_os("MAINSTAY_TEST_FULL").is_some()
}

/// Kills the program again and again while people do this; gives what was seen.
async fn killed_while<D: Deed>(times: u32) -> Tally {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let storage = fresh_storage(&folder.path().join("data")).await;
    let ground = Ground::<D>::lay(&storage).await;
    let mut tally = Tally::default();
    for _ in 0..times {
        tally.add(ground.cycle(&storage, &Crash::Kill).await);
    }
    tally.report(D::NAME);
    tally
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_that_was_acknowledged_survives_kill_9() {
    killed_while::<deeds::MakeRequest>(kills())
        .await
        .expect_nothing_lost();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_that_was_acknowledged_is_there_once_whenever_the_program_is_killed() {
    killed_while::<sending::SendFile>(kills())
        .await
        .expect_nothing_lost();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn figures_are_accepted_whole_or_not_at_all_whenever_the_program_is_killed() {
    killed_while::<sending::AcceptFile>(kills())
        .await
        .expect_nothing_lost();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_edition_is_published_whole_or_not_at_all_whenever_the_program_is_killed() {
    killed_while::<deeds::PublishEdition>(kills())
        .await
        .expect_nothing_lost();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_acknowledged_survives_power_cuts_and_without_synchronising_it_would_not() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Some(disk) = Disk::make(folder.path()) else {
        skip(
            "power cuts",
            "this machine allows no loop mounts (root on Linux is needed)",
        );
        return;
    };
    if std::env::var_os("MAINSTAY_TEST_POSTGRES").is_some() {
        // The disk under a PostgreSQL server is the server's own promise; ours is the data folder.
        return;
    }
    let storage = Storage::Folder(disk.mount().join("data"));
    let ground = Ground::<deeds::MakeRequest>::lay(&storage).await;
    disk.settle();
    let mut tally = Tally::default();
    for _ in 0..cuts() {
        tally.add(ground.cycle(&storage, &Crash::PowerCut(&disk)).await);
    }
    tally.report("power cuts");
    tally.expect_nothing_lost();
    // The control: the same program with its synchronising taken away must lose, else the test proves nothing.
    let control = ground.cycle(&storage, &Crash::PowerCutWithoutSync(&disk)).await;
    control.report("power cut without synchronising (control)");
    assert!(
        control.lost > 0 || control.is_damaged,
        "without synchronising nothing was lost: the power cut does not cut"
    );
}
