//! `mainstay verify` finds what was done to a stored history, and names the place.
//!
//! On SQLite: whoever holds the file can do anything to it, which is what is tried here.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use std::path::{Path, PathBuf};

use app::collaborative::actions::{NewCollaborative, create};
use app::history::verify::{Outside, verify};
use app::settings::Storage;
use domain::history::{Fact, leaf_hash};
use platform::args;
use platform::clock::Clock;
use platform::db::{Database, FromQueryResult, Scope};
use platform::history::{Actor, NewFact, checkpoint};
use platform::objects;
use platform::secrets::new_uuid;
use tempfile::TempDir;

use crate::kit::run;

/// A data folder with twelve facts and what partners hold of it.
struct Kept {
    folder: TempDir,
    /// The checkpoint after seven facts, kept elsewhere.
    yesterday: String,
    /// The checkpoint after all twelve, kept elsewhere.
    today: String,
}

impl Kept {
    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A copy to do things to.
    fn copy(&self) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        copy_files(&self.data(), &data);
        (folder, data)
    }
}

fn copy_files(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

async fn open(data: &Path, clock: &Clock) -> Database {
    app::server::open(&Storage::Folder(data.to_owned()), clock.clone())
        .await
        .unwrap()
}

async fn scope_of(database: &Database) -> Scope {
    app::collaborative::actions::find(database, "harbor")
        .await
        .unwrap()
        .1
}

fn clock() -> Clock {
    Clock::fixed(crate::kit::NOW.parse().unwrap())
}

/// Appends facts, one a second; `title` tells one history from another.
async fn append(scope: &Scope, clock: &Clock, numbers: std::ops::Range<i32>, title: &str) {
    for number in numbers {
        clock.advance_seconds(1);
        let tx = scope.write(Actor::installation()).await.unwrap();
        let hash = objects::put(&tx, format!("object {number}").as_bytes())
            .await
            .unwrap();
        let fact = NewFact::new("result.changed", "result", new_uuid());
        let fact = fact.change("title", format!("{title} {number}"), hash);
        tx.commit(vec![fact]).await.unwrap();
    }
}

async fn a_kept_history() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let clock = clock();
    let database = open(&data, &clock).await;
    let new = NewCollaborative {
        slug: "harbor".into(),
        name: "Harbor".into(),
        contact_email: "hello@harbor.example".into(),
        ..NewCollaborative::default()
    };
    let scope = create(&database, new).await.unwrap();
    append(&scope, &clock, 1..7, "before").await;
    let yesterday = checkpoint(&scope).await.unwrap().unwrap();
    append(&scope, &clock, 7..12, "after").await;
    let today = checkpoint(&scope).await.unwrap().unwrap();
    Kept {
        folder,
        yesterday,
        today,
    }
}

/// What verification finds in a folder, with checkpoints kept elsewhere.
async fn findings(data: &Path, kept: &[&str]) -> Vec<String> {
    let database = Database::open_folder_to_read(data, Clock::System).await.unwrap();
    let outside: Vec<Outside> = kept
        .iter()
        .map(|note| Outside::parse("kept", note).unwrap())
        .collect();
    verify(&database, &outside).await.unwrap().findings
}

/// Does something to a copy, by SQL that no server of ours would run.
async fn after(kept: &Kept, statements: &[&str]) -> (TempDir, PathBuf) {
    let (folder, data) = kept.copy();
    let database = open(&data, &clock()).await;
    for sql in statements {
        database.host().run(sql, Vec::new()).await.unwrap();
    }
    drop(database);
    (folder, data)
}

#[tokio::test]
async fn a_sound_history_is_found_sound_also_while_a_server_uses_it() {
    let kept = a_kept_history().await;
    let clock = clock();
    let in_use = open(&kept.data(), &clock).await;
    let found = findings(&kept.data(), &[&kept.yesterday, &kept.today]).await;
    assert_eq!(found, Vec::<String>::new());
    // It reads what the server wrote a moment ago, and the server goes on writing.
    append(&scope_of(&in_use).await, &clock, 12..14, "later").await;
    let reader = Database::open_folder_to_read(&kept.data(), Clock::System)
        .await
        .unwrap();
    assert_eq!(verify(&reader, &[]).await.unwrap().facts, 14);
}

#[tokio::test]
async fn what_was_done_to_the_rows_is_named_with_its_place() {
    let kept = a_kept_history().await;
    let cases: [(&str, &[&str], &str); 12] = [
        (
            "edited",
            &["update fact set body = x'0102' where seq = 4"],
            "fact 4 was changed",
        ),
        ("deleted", &["delete from fact where seq = 5"], "1 facts are missing after fact 4"),
        (
            "swapped",
            &[
                "update fact set seq = -1 where seq = 3",
                "update fact set seq = 3 where seq = 8",
                "update fact set seq = 8 where seq = -1",
            ],
            "facts 3 and 8 were exchanged",
        ),
        (
            "tail cut",
            &["delete from fact where seq >= 9"],
            "fact 8 is the last",
        ),
        (
            "actor's column",
            &["update fact set actor = 'person:00000000-0000-0000-0000-000000000000' where seq = 2"],
            "fact 2: the column actor",
        ),
        (
            "kind's column",
            &["update fact set kind = 'result.added' where seq = 2"],
            "fact 2: the column kind",
        ),
        ("time's column", &["update fact set at = at - 1 where seq = 6"], "fact 6: the column at"),
        (
            "end of the log",
            &["update log_head set size = 11"],
            "the end of the history is noted at 11 facts",
        ),
        (
            "checkpoint unreadable",
            &["update checkpoint set note = 'nothing' where size = 7"],
            "the checkpoint over 7 facts is damaged",
        ),
        (
            "checkpoint's row",
            &["update checkpoint set root = x'00' where size = 12"],
            "the checkpoint over 12 facts is damaged",
        ),
        (
            "object",
            &["update object set bytes = (select bytes from object order by hash limit 1)
               where hash = (select max(hash) from object)"],
            "is damaged",
        ),
        (
            "edition without a fact",
            &["insert into edition (collaborative_id, edition_id, number, state, title, selection, created_at,
                 created_by, document_hash)
               select collaborative_id, 'e', 1, 'published', 't', '', 0, 'x', 'h' from collaborative"],
            "edition 1 is public, and the history does not know of it",
        ),
    ];
    for (name, statements, expected) in cases {
        let (_folder, data) = after(&kept, statements).await;
        let found = findings(&data, &[&kept.yesterday]).await;
        let is_named = found.iter().any(|text| text.contains(expected));
        assert!(is_named, "{name}: {expected:?} is not among {found:?}");
        assert!(found.iter().all(|text| text.starts_with("harbor: ")), "{found:?}");
    }
}

#[tokio::test]
async fn a_signature_that_does_not_hold_is_named() {
    let kept = a_kept_history().await;
    let (_folder, data) = kept.copy();
    let database = open(&data, &clock()).await;
    // The last character before the padding of the signature changes; the note still reads well.
    let note = kept.yesterday.trim_end();
    let at = note.len() - 12;
    let other = if note.as_bytes()[at] == b'A' { "B" } else { "A" };
    let forged = format!("{}{other}{}\n", &note[..at], &note[at + 1..]);
    let sql = "update checkpoint set note = $1 where size = 7";
    database.host().run(sql, args![forged.clone()]).await.unwrap();
    drop(database);
    let found = findings(&data, &[&forged]).await;
    let expected = [
        "harbor: kept was not signed by the installation's present key",
        "harbor: the checkpoint over 7 facts is not signed by the installation's key",
    ];
    assert_eq!(found, expected);
}

#[derive(FromQueryResult)]
struct BodyRow {
    body: Vec<u8>,
}

/// Writes a fact anew, with everything beside it made to fit.
async fn rewrite(database: &Database, seq: i64, change: impl FnOnce(&mut Fact)) {
    let sql = "select body from fact where seq = $1";
    let row: Option<BodyRow> = database.host().row(sql, args![seq]).await.unwrap();
    let mut fact = Fact::decode(&row.unwrap().body).unwrap();
    change(&mut fact);
    let body = fact.encode().unwrap();
    let leaf = leaf_hash(&body).0.to_vec();
    let sql = "update fact set body = $2, leaf_hash = $3, at = $4, kind = $5 where seq = $1";
    let values = args![seq, body, leaf, fact.at.as_millisecond(), fact.kind];
    database.host().run(sql, values).await.unwrap();
}

#[tokio::test]
async fn a_fact_written_anew_with_its_hash_is_found_by_a_checkpoint() {
    let kept = a_kept_history().await;
    let (_folder, data) = kept.copy();
    let database = open(&data, &clock()).await;
    rewrite(&database, 3, |fact| fact.kind = "result.added".into()).await;
    drop(database);
    let found = findings(&data, &[&kept.yesterday]).await;
    assert!(
        found.iter().any(|text| text.contains("written anew between")),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_clock_set_back_is_named() {
    let kept = a_kept_history().await;
    let (_folder, data) = kept.copy();
    let database = open(&data, &clock()).await;
    let hour = jiff::SignedDuration::from_hours(1);
    rewrite(&database, 9, |fact| fact.at = fact.at.checked_sub(hour).unwrap()).await;
    drop(database);
    let found = findings(&data, &[]).await;
    assert!(
        found
            .iter()
            .any(|text| text.contains("fact 9 says it happened before")),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_history_rebuilt_with_the_installations_own_key_is_found_by_who_kept_a_checkpoint() {
    let kept = a_kept_history().await;
    let (_folder, data) = kept.copy();
    let clock = clock();
    let database = open(&data, &clock).await;
    for table in ["fact", "log_head", "checkpoint", "object"] {
        let sql = format!("delete from {table}");
        database.host().run(&sql, Vec::new()).await.unwrap();
    }
    let scope = scope_of(&database).await;
    append(&scope, &clock, 0..12, "invented").await;
    checkpoint(&scope).await.unwrap();
    drop(database);
    // By itself the new history is flawless: only the outside checkpoint knows.
    assert_eq!(findings(&data, &[]).await, Vec::<String>::new());
    let found = findings(&data, &[&kept.yesterday]).await;
    let is_named = found
        .iter()
        .any(|text| text.contains("written anew between") && text.contains("kept elsewhere"));
    assert!(is_named, "{found:?}");
}

#[tokio::test]
async fn an_older_copy_put_in_place_is_found_by_who_kept_a_newer_checkpoint() {
    let kept = a_kept_history().await;
    let (_folder, old) = kept.copy();
    let clock = clock();
    let database = open(&kept.data(), &clock).await;
    let scope = scope_of(&database).await;
    append(&scope, &clock, 12..20, "newer").await;
    let newer = checkpoint(&scope).await.unwrap().unwrap();
    drop(database);
    assert_eq!(findings(&old, &[&kept.today]).await, Vec::<String>::new());
    let found = findings(&old, &[&newer]).await;
    let expected =
        "harbor: the end is gone: fact 11 is the last, and a checkpoint kept elsewhere knows of 20";
    assert_eq!(found, [expected]);
}

#[tokio::test]
async fn the_command_leaves_with_0_or_with_1_and_its_findings() {
    let kept = a_kept_history().await;
    let file = kept.folder.path().join("kept.txt");
    std::fs::write(&file, &kept.yesterday).unwrap();
    let data = kept.data().display().to_string();
    let file = file.display().to_string();
    let here = kept.folder.path();
    let arguments = ["verify", "--data", &data, "--checkpoint", &file];
    let (code, printed, complaints) = run(&arguments, here);
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    assert!(
        printed.contains("12 facts") && printed.contains("facts/s"),
        "{printed}"
    );
    let (code, printed, _) = run(&["checkpoint", "--data", &data], here);
    assert_eq!(code, Some(0));
    assert_eq!(printed.trim_end(), kept.today.trim_end());
    let (_copy, altered) = after(&kept, &["delete from fact where seq = 5"]).await;
    let altered = altered.display().to_string();
    let (code, _, complaints) = run(&["verify", "--data", &altered], here);
    assert_eq!(code, Some(1));
    assert!(complaints.contains("missing after fact 4"), "{complaints}");
    let nowhere = here.join("nowhere").display().to_string();
    let (code, _, complaints) = run(&["verify", "--data", &nowhere], here);
    assert_eq!(code, Some(1));
    assert!(complaints.contains("holds no data"), "{complaints}");
    assert!(!here.join("nowhere").exists(), "checking makes nothing");
    let (code, _, _) = run(&["verify"], here);
    assert_eq!(code, Some(2));
}

#[tokio::test]
async fn an_operator_makes_a_collaborative_whose_director_signs_in_by_the_consoles_link() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let place = data.display().to_string();
    let arguments = [
        "collaborative",
        "create",
        "--data",
        &place,
        "--slug",
        "harbor",
        "--name",
        "Harbor",
        "--director",
        "Ines Calder",
        "--email",
        "ines@harbor.example",
    ];
    let (code, printed, complaints) = run(&arguments, folder.path());
    assert_eq!(code, Some(0), "{complaints}");
    let link = printed
        .lines()
        .find(|line| line.contains("/sign-in/link/"))
        .unwrap();
    let program = crate::kit::Program::serve(&Storage::Folder(data)).await;
    let mut browser = program.client();
    let path = crate::kit::path_of(link);
    let page = browser.get(&path).await.expect_status(200);
    let answer = browser.submit(&page.form("/sign-in/link/"), &[]).await;
    assert_eq!(answer.location().as_deref(), Some("/harbor/work"));
    browser.get("/account").await.expect_text("ines@harbor.example");
    let mut second = program.client();
    second.get(&path).await.expect_status(410);
}
