//! What was published comes back out of another installation as it went in, by the command and byte for byte.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use app::site::{export, pages};
use app::state::PublicState;
use data_encoding::HEXLOWER;
use platform::args;
use platform::clock::Clock;
use platform::history::{Actor, NewFact};
use platform::secrets;
use sha2::{Digest, Sha256};

use crate::editions::{House, change_the_figure};
use crate::kit::{Part, World, fresh_storage, run};

const NUMBERS: [i64; 2] = [1, 2];

/// Two editions of one community: a figure, and its correction.
async fn a_house_with_two_editions() -> House {
    let mut house = House::open().await;
    change_the_figure(&house, 60).await;
    let first = house.draft("Report card 2025").await;
    house.confirm(&first).await;
    house.publish(&first).await.expect_status(303);
    change_the_figure(&house, 40).await;
    let page = house.data_manager.get(&first).await.expect_status(200);
    let form = page.form("/correct");
    let note = [("note_en", "40 and not 60: a site was counted twice.")];
    let made = house.data_manager.submit(&form, &note).await.expect_status(303);
    let second = made.location().expect("a draft");
    house.confirm(&second).await;
    house.publish(&second).await.expect_status(303);
    house
}

/// The archives that a stranger downloads, as files.
async fn downloaded(house: &House, folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for number in NUMBERS {
        let path = format!("/harbour/editions/{number}/datapackage.zip");
        let archive = house.world.client().get(&path).await.expect_status(200);
        assert!(archive.header("set-cookie").is_none());
        let file = folder.join(format!("{number}.zip"));
        std::fs::write(&file, &archive.body).expect("a file");
        paths.push(file);
    }
    paths
}

/// Every public page and file of a site, by path.
fn everything(public: &PublicState) -> BTreeMap<String, Vec<u8>> {
    let paths = export::paths(public).into_iter();
    // Dots are drawn from lines, slowly.
    let paths = paths.filter(|path| !path.ends_with(".png"));
    paths
        .map(|path| {
            let body = pages::at(public, &path).unwrap_or_else(|| panic!("{path} is not there"));
            (path, body.bytes)
        })
        .collect()
}

#[tokio::test]
async fn editions_come_out_of_another_installation_as_they_went_in() {
    let house = a_house_with_two_editions().await;
    let folder = tempfile::tempdir().expect("a folder");
    let archives = downloaded(&house, folder.path()).await;
    let there = house.world.state.public.clone();

    let storage = fresh_storage(&folder.path().join("data")).await;
    let (kind, place) = match &storage {
        app::settings::Storage::Folder(folder) => ("--data", folder.display().to_string()),
        app::settings::Storage::Url(url) => ("--database", url.clone()),
    };
    let named: Vec<&str> = archives.iter().rev().filter_map(|path| path.to_str()).collect();
    let import: Vec<&str> = ["import", kind, &place].into_iter().chain(named).collect();
    let (code, out, error) = run(&import, folder.path());
    assert_eq!(code, Some(0), "{error}");
    assert_eq!(out.trim(), "harbour: editions 1, 2, as published");

    // Once more would be beside what is there.
    let (code, _, error) = run(&import, folder.path());
    assert_eq!(code, Some(1));
    assert!(error.contains("is not empty here"), "{error}");

    // Nobody finds the history altered.
    let (code, out, error) = run(&["verify", kind, &place], folder.path());
    assert_eq!(code, Some(0), "{out}{error}");

    let database = app::server::open(&storage, Clock::System)
        .await
        .expect("it opens");
    let here = PublicState {
        shelf: std::sync::Arc::default(),
        pages: std::sync::Arc::default(),
        ..there.clone()
    };
    app::editions::publishing::fill(&here.shelf, &database)
        .await
        .expect("the editions are read");
    let (there, here) = (everything(&there), everything(&here));
    assert_eq!(there.keys().collect::<Vec<_>>(), here.keys().collect::<Vec<_>>());
    assert!(there.len() > 80, "{} paths", there.len());
    for (path, bytes) in &there {
        assert!(*bytes == here[path], "{path} is another");
    }
}

#[tokio::test]
async fn packages_are_looked_at_by_a_data_manager_and_taken_over_by_who_may_publish() {
    let house = a_house_with_two_editions().await;
    let mut archives = Vec::new();
    for number in NUMBERS {
        let path = format!("/harbour/editions/{number}/datapackage.zip");
        archives.push(house.world.client().get(&path).await.expect_status(200).body);
    }
    // Beside editions of its own, a collaborative takes nothing over.
    let mut priya = house.data_manager;
    let import = "/harbour/work/editions/import";
    let looked = priya
        .upload(import, &packages(&archives))
        .await
        .expect_status(303);
    let page = priya.get(&looked.location().unwrap()).await.expect_status(200);
    page.expect_text("Here already, the same to the byte")
        .expect_text("Nothing can be taken over");

    // Elsewhere, in a collaborative of the same name that begins.
    let world = World::open().await;
    let scope = world.a_collaborative("harbour").await;
    for (name, role) in [("priya", "data-manager"), ("ines", "director")] {
        let id = secrets::new_uuid().to_string();
        let email = format!("{name}@elsewhere.example");
        let person = "insert into person (collaborative_id, person_id, name, email, state, created_at)
                      values ($1, $2, $3, $4, 'confirmed', 0)";
        let held = "insert into staff_role (collaborative_id, person_id, role, since_on) values ($1, $2, $3, '2020-01-01')";
        let tx = scope.write(Actor::installation()).await.expect("a change");
        tx.run(person, args![id.clone(), name, email])
            .await
            .expect("a person");
        tx.run(held, args![id, role]).await.expect("a role");
        let subject = scope.collaborative().uuid();
        let fact = NewFact::new("test.person", "collaborative", subject);
        tx.commit(vec![fact]).await.expect("it is kept");
    }
    let mut priya = world.signed_in("priya@elsewhere.example").await;
    let mut ines = world.signed_in("ines@elsewhere.example").await;
    priya
        .upload(import, &packages(&[b"no archive".to_vec()]))
        .await
        .expect_text("1.zip is not a data package of Mainstay");
    let twice = [archives[0].clone(), archives[0].clone()];
    priya
        .upload(import, &packages(&twice))
        .await
        .expect_text("Edition 1 is given twice.");
    let broken = with_a_title_that_is_a_number(&archives[0]);
    priya
        .upload(import, &packages(&[broken]))
        .await
        .expect_text("in edition.json, field title:");
    let looked = priya
        .upload(import, &packages(&archives))
        .await
        .expect_status(303);
    let look = looked.location().unwrap();
    let page = priya.get(&look).await.expect_status(200);
    assert!(page.forms().iter().all(|form| !form.action.contains("/look")));
    page.expect_text("2 editions would become public")
        .expect_text("whoever may publish editions confirms it");
    let hashes = look.split("packages=").nth(1).unwrap().to_owned();
    let sent = [("packages", hashes.as_str())];
    let confirm = format!("{import}/look");
    priya.post(&confirm, &sent).await.expect_status(403);
    world.client().get("/harbour").await.expect_status(404);
    let page = ines.get(&look).await.expect_status(200);
    let form = page.form("/look");
    for _ in 0..2 {
        ines.submit(&form, &[]).await.expect_status(303);
    }
    for number in NUMBERS {
        let path = format!("/harbour/editions/{number}/edition.json");
        let there = house.world.client().get(&path).await.expect_status(200);
        let here = world.client().get(&path).await.expect_status(200);
        assert_eq!(there.body, here.body, "{path}");
    }
    // What no package is cannot be named either: a hash of anything else is not found.
    ines.get(&format!("{import}/look?packages={}", "0".repeat(64)))
        .await
        .expect_status(404);
}

fn packages(archives: &[Vec<u8>]) -> Vec<Part<'_>> {
    let names = ["1.zip", "2.zip"];
    let parts = archives.iter().zip(names).map(|(bytes, filename)| Part::File {
        name: "packages",
        filename,
        bytes,
    });
    parts.collect()
}

/// A package whose description fits its files, and whose edition has a number for a title.
fn with_a_title_that_is_a_number(archive: &[u8]) -> Vec<u8> {
    let hash = |bytes: &[u8]| HEXLOWER.encode(&Sha256::digest(bytes));
    let mut read = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut before = Vec::new();
    let mut edition = read.by_name("edition.json").expect("an edition");
    edition.read_to_end(&mut before).expect("its bytes");
    let text = String::from_utf8(before.clone()).expect("text");
    let after = text.replacen("\"title\":\"Report card 2025\"", "\"title\":7", 1);
    assert_ne!(text, after);
    let archive = changed(archive, "edition.json", &text, &after).expect("it is changed");
    changed(
        &archive,
        "datapackage.json",
        &hash(&before),
        &hash(after.as_bytes()),
    )
    .expect("it says so")
}

#[tokio::test]
async fn a_package_that_was_changed_is_refused_and_leaves_nothing_behind() {
    let house = a_house_with_two_editions().await;
    let folder = tempfile::tempdir().expect("a folder");
    let archives = downloaded(&house, folder.path()).await;
    let bytes = std::fs::read(&archives[0]).expect("an archive");
    let storage = fresh_storage(&folder.path().join("data")).await;
    let database = app::server::open(&storage, Clock::System)
        .await
        .expect("it opens");
    let read = app::editions::takeover::read;
    assert!(read(&bytes).is_ok());
    for (file, before, after) in [
        ("data.csv", "33.3", "34.3"),
        ("data.csv", "50", "51"),
        ("edition.json", "\"value\":50", "\"value\":51"),
        ("edition.json", "\"number\":1", "\"number\":3"),
        ("datapackage.json", "sha256:", "sha256:0"),
    ] {
        let Some(changed) = changed(&bytes, file, before, after) else {
            continue;
        };
        assert!(read(&changed).is_err(), "{file}, {before} to {after}");
    }
    assert!(changed(&bytes, "data.csv", "50", "51").is_some());
    for nothing in [&b""[..], b"PK", &bytes[..bytes.len() / 2]] {
        assert!(read(nothing).is_err());
    }
    let document = read(&bytes).expect("a package");
    let twice = vec![document.clone(), document];
    let refused = app::editions::takeover::take_over(&database, twice).await;
    assert!(refused.is_err());
    let rows = app::collaborative::store::collaboratives(&database.host())
        .await
        .expect("a list");
    assert!(rows.is_empty(), "no collaborative was made");
}

/// Of 791,210 people all but seven: the count would tell of the seven, so it may stand nowhere. Six digits, so that no
/// sum, hash or drawing has them by chance.
#[tokio::test]
async fn a_hidden_count_is_in_no_byte_of_any_public_file() {
    let spellings = |count: i64| {
        let (thousands, ones) = (count / 1000, count % 1000);
        let plain = count.to_string();
        let grouped = [",", ".", " ", "\u{a0}", "\u{202f}"].map(|mark| format!("{thousands}{mark}{ones:03}"));
        grouped.into_iter().chain([plain]).collect::<Vec<String>>()
    };
    // The other count is the proof that a published one would be found in every form.
    for (count, is_hidden) in [(791_203, true), (395_117, false)] {
        let public = publish_one_figure(count, 791_210).await;
        let mut found_in = Vec::new();
        for (path, bytes) in everything(&public) {
            for (name, bytes) in unpacked(&path, bytes) {
                let text = String::from_utf8_lossy(&bytes);
                if spellings(count).iter().any(|spelling| text.contains(spelling)) {
                    found_in.push(name);
                }
            }
        }
        if is_hidden {
            assert_eq!(found_in, Vec::<String>::new());
            continue;
        }
        for file in [
            "data.csv",
            "data.json",
            "edition.json",
            "data.xlsx",
            "datapackage.zip",
            "/table",
        ] {
            assert!(
                found_in.iter().any(|name| name.contains(file)),
                "{file}: {found_in:?}"
            );
        }
    }
}

/// An edition with a single figure, and what the public gets of it.
async fn publish_one_figure(numerator: i64, denominator: i64) -> PublicState {
    let mut house = House::open().await;
    let tx = house
        .neighbourhood
        .scope
        .write(Actor::installation())
        .await
        .expect("a transaction");
    let sql =
        "update observation set numerator = $2, denominator = $3, value = $4 where collaborative_id = $1";
    let value = numerator as f64 * 100.0 / denominator as f64;
    tx.run(sql, args![numerator, denominator, value])
        .await
        .expect("it is kept");
    let fact = NewFact::new("observation.changed", "observation", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.expect("it is kept");
    let draft = house.draft("Report card 2025").await;
    house.confirm(&draft).await;
    house.publish(&draft).await.expect_status(303);
    house.world.state.public.clone()
}

/// A file, and what is in it if it is an archive, down to the last.
fn unpacked(name: &str, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a file");
            let inner = format!("{name}!{}", file.name().expect("a name"));
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            all.extend(unpacked(&inner, bytes));
        }
    }
    all.push((name.to_owned(), bytes));
    all
}

/// The archive with a text of one of its files replaced. None: the text is not there.
fn changed(archive: &[u8], name: &str, before: &str, after: &str) -> Option<Vec<u8>> {
    let mut read = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut is_changed = false;
    for at in 0..read.len() {
        let mut file = read.by_index(at).expect("a file");
        let own = file.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        if own == name {
            let text = String::from_utf8(bytes).expect("text");
            is_changed = text.contains(before);
            bytes = text.replace(before, after).into_bytes();
        }
        writer
            .start_file(own, zip::write::SimpleFileOptions::default())
            .expect("a file");
        writer.write_all(&bytes).expect("it is written");
    }
    is_changed.then(|| writer.finish().expect("an archive").into_inner())
}
