//! Printed report cards: made once by the worker, kept with the edition, offered to everybody; and nothing without it.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use app::settings::{Settings, Storage};
use app::state::AppState;
use lopdf::Document;
use platform::db::FromQueryResult;

use crate::editions::House;
use crate::kit::{press, run, skip};

const FILES: [&str; 3] = [
    "report-card.pdf",
    "report-card-one-page.pdf",
    "report-card-large-print.pdf",
];

#[derive(Debug, FromQueryResult)]
#[expect(dead_code, reason = "it is read by whoever reads the failed test")]
struct Failure {
    failure: String,
}

/// The same installation with the worker, or without.
fn with_press(state: &AppState, press: Option<PathBuf>) -> AppState {
    let settings = Settings {
        press,
        ..(*state.settings).clone()
    };
    AppState {
        settings: Arc::new(settings),
        ..state.clone()
    }
}

async fn a_published_edition() -> House {
    let mut house = House::open().await;
    let draft = house.draft("Report card 2025").await;
    house.confirm(&draft).await;
    house.publish(&draft).await.expect_status(303);
    house
}

#[tokio::test]
async fn without_the_worker_nothing_is_offered_and_nothing_breaks() {
    let house = a_published_edition().await;
    app::worker::run_waiting(&house.world.state).await;
    let mut stranger = house.world.client();
    let page = stranger.get("/harbour/").await.expect_status(200);
    assert!(!page.text().contains(".pdf"), "{}", page.text());
    // Pictures for newsletters need no worker.
    assert!(page.text().contains("Pictures for newsletters"));
    for file in FILES {
        stranger.get(&format!("/harbour/{file}")).await.expect_status(404);
    }
    let failed = "select failure from job where failure is not null order by job_id limit 10";
    let host = house.world.database().host();
    let failed: Vec<Failure> = host.rows(failed, Vec::new()).await.unwrap();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn the_command_says_where_to_get_the_worker() {
    let folder = tempfile::tempdir().unwrap();
    // Alone in a folder, as it is where only the server was installed.
    let alone = folder.path().join("mainstay");
    std::fs::copy(env!("CARGO_BIN_EXE_mainstay"), &alone).unwrap();
    let output = Command::new(&alone)
        .args(["report", "--data", "data", "--edition", "1", "out.pdf"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("cargo build --release -p mainstay-press"), "{told}");
    assert!(!folder.path().join("out.pdf").exists());
}

#[tokio::test]
async fn a_published_edition_is_printed_once_kept_and_offered() {
    let Some(program) = press("printed report cards") else {
        return;
    };
    let house = a_published_edition().await;
    let state = with_press(&house.world.state, Some(program));
    // The job was laid ready by publishing.
    app::worker::run_waiting(&state).await;
    let mut stranger = house.world.client();
    let page = stranger.get("/harbour/").await.expect_status(200);
    for (language, pages) in [("", &page), ("es/", &stranger.get("/harbour/es/").await)] {
        for file in FILES {
            let path = format!("/harbour/{language}{file}");
            assert!(pages.text().contains(&format!("href=\"{path}\"")), "{path}");
            let pdf = stranger.get(&path).await.expect_status(200);
            assert_eq!(pdf.header("content-type"), Some("application/pdf"));
            let document = Document::load_mem(&pdf.body).unwrap();
            let count = document.get_pages().len();
            assert_eq!(count == 1, file.contains("one-page"), "{path}: {count} pages");
            // The address with the edition's number leads to the same bytes, for good.
            let lasting = format!("/harbour/{language}editions/1/{file}");
            assert!(stranger.get(&lasting).await.expect_status(200).body == pdf.body);
        }
    }
    stranger
        .get("/harbour/editions/2/report-card.pdf")
        .await
        .expect_status(404);

    // Printed once: another try makes nothing, and another start finds what was kept.
    let scope = house.world.scope_of("harbour").await;
    let made = app::printing::actions::print_missing(&state, scope.collaborative()).await;
    assert_eq!(made.unwrap(), 0);
    let started = app::server::state(house.world.database().clone(), (*state.settings).clone()).await;
    let shelf = started.unwrap().public.shelf;
    let kept = shelf.print(
        ("harbour", 1),
        (
            app::printing::form::Form::Booklet,
            platform::words::Language::Spanish,
        ),
    );
    let shown = stranger.get("/harbour/es/report-card.pdf").await;
    assert!(kept.expect("it is kept").bytes == shown.body);

    by_hand(&house, &shown.body);
}

/// The command prints the same bytes, and the plain files hold them.
fn by_hand(house: &House, spanish: &[u8]) {
    let Storage::Folder(data) = &house.world.state.settings.storage else {
        skip("mainstay report beside a server", "needs a data folder");
        return;
    };
    let (data, base) = (data.display().to_string(), &house.world.state.settings.base_url);
    let folder = house.world.folder();
    let arguments = [
        "report",
        "--data",
        &data,
        "--edition",
        "1",
        "--lang",
        "es",
        "--base-url",
        base,
        "out.pdf",
    ];
    let (code, told, why) = run(&arguments, folder);
    assert_eq!(code, Some(0), "{why}");
    assert!(told.contains("pages"), "{told}");
    assert!(
        std::fs::read(folder.join("out.pdf")).unwrap() == spanish,
        "the same print"
    );
    let (code, _, why) = run(&["report", "--data", &data, "--edition", "7", "out.pdf"], folder);
    assert_eq!(code, Some(1));
    assert!(why.contains("no published edition 7"), "{why}");
}
