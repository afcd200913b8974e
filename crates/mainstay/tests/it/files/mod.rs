//! Files from strangers: each bad one gets its own sentence, and neither kills nor swells the server.

mod made;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use app::files::{Keeping, UploadRefused, read_upload, receive_bytes};
use axum::body::Bytes;
use domain::ids::CollaborativeId;
use intake::{Rules, Status, Workbook};
use platform::child::{Answer, ChildFailure, Reader, Task};
use platform::words::Language;

use crate::kit::{World, run, shared_folder};
use made::{hostile_files, markup_tricks, ordinary};

/// Names the test that runs in a process of its own.
const ALONE: &str = "MAINSTAY_TEST_ALONE";

async fn read(world: &World, name: &str, bytes: Vec<u8>) -> Result<Workbook, UploadRefused> {
    let collaborative = CollaborativeId::from_uuid(platform::secrets::new_uuid());
    let upload = receive_bytes(&world.state, name, Bytes::from(bytes), Keeping::Beside).await?;
    read_upload(&world.state, collaborative, upload, &Rules::default()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_file_is_read_by_the_child() {
    let world = World::open().await;
    let workbook = read(&world, "counts.csv", ordinary()).await.expect("a table");
    let sheet = &workbook.sheets[0];
    assert_eq!(workbook.file, "counts.csv");
    assert_eq!(
        sheet.cell(2, 2).and_then(|cell| cell.value.number()),
        Some(1280.0)
    );
    assert_eq!(sheet.cell(3, 2).map(|cell| cell.status), Some(Status::Suppressed));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_file_gets_its_own_sentence_in_both_languages() {
    let world = World::open().await;
    let mut sentences = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for hostile in hostile_files() {
        let refused = read(&world, hostile.name, hostile.bytes)
            .await
            .expect_err(hostile.name);
        assert_eq!(refused.code(), hostile.code, "{}: {refused:?}", hostile.name);
        for language in Language::ALL {
            let sentence = refused.sentence(&app::words::words(language));
            assert!(sentence.ends_with('.'), "{}: {sentence}", hostile.name);
            let is_whole = !sentence.contains('{') && !sentence.starts_with("file-");
            assert!(is_whole, "{}: {sentence}", hostile.name);
            if codes.insert((refused.code(), language.code(), sentence.clone())) {
                sentences.insert(sentence);
            }
        }
    }
    assert_eq!(sentences.len(), codes.len(), "two reasons share a sentence");
    world.client().get("/healthz").await.expect_status(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn tricks_in_the_markup_fetch_nothing_and_repeat_nothing() {
    let world = World::open().await;
    for (name, bytes) in markup_tricks() {
        let text = match read(&world, name, bytes).await {
            Ok(workbook) => format!("{:?}", workbook.sheets),
            Err(UploadRefused::Unreadable(reason)) => reason.to_string(),
            Err(other) => panic!("{name}: {other:?}"),
        };
        assert!(!text.contains("root:"), "{name}");
        assert!(!text.contains("hahahaha"), "{name}");
        assert!(text.len() < 10_000, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_workbook_is_read_in_the_child() {
    let Some(folder) = shared_folder("an old workbook read in the child", "data/messy") else {
        return;
    };
    let bytes = std::fs::read(folder.join("2005town.xls")).expect("the workbook");
    let world = World::open().await;
    let mut cut = bytes.clone();
    let workbook = read(&world, "2005town.xls", bytes).await.expect("a table");
    assert!(workbook.sheets[0].records > 100);
    cut.truncate(cut.len() / 2);
    assert!(read(&world, "2005town.xls", cut).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn more_memory_than_the_limit_ends_the_child_and_not_the_server() {
    let world = World::open().await;
    let mut file = tempfile::tempfile().expect("a file");
    let row = "1,".repeat(400) + "1\n";
    file.write_all(row.repeat(75_000).as_bytes()).expect("60 MB");
    std::io::Seek::rewind(&mut file).expect("the beginning");
    let limits = intake::Limits {
        cells: usize::MAX,
        ..intake::Limits::default()
    };
    let task = Task {
        arguments: app::files::child::arguments("big.csv", &Rules::default(), &limits),
        file,
        tenant: None,
        answer_bytes_max: 1 << 30,
    };
    let answer = world
        .state
        .reader
        .read::<Workbook, intake::Unreadable>(task)
        .await;
    assert_eq!(answer.map(|_| ()), Err(ChildFailure::TooBig));
    world.client().get("/healthz").await.expect_status(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_text_than_a_submission_carries_is_refused_while_it_is_printed() {
    let world = World::open().await;
    let row = "words ".repeat(2_000) + "\n";
    let refused = read(&world, "long.csv", row.repeat(3_500).into_bytes()).await;
    assert_eq!(refused.expect_err("too much").code(), "too-much-text");
    let many = "1,2,3,4,5\n".repeat(60_000).into_bytes();
    let refused = read(&world, "many.csv", many).await;
    assert_eq!(refused.expect_err("too many").code(), "too-many-cells");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_cannot_start_is_our_fault_and_says_so() {
    let reader = Reader::new(PathBuf::from("/no/such/program"));
    let task = Task {
        arguments: Vec::new(),
        file: tempfile::tempfile().expect("a file"),
        tenant: None,
        answer_bytes_max: 1,
    };
    let answer: Result<Answer<Workbook, intake::Unreadable>, _> = reader.read(task).await;
    assert_eq!(answer.expect_err("no program"), ChildFailure::Broken);
}

#[test]
fn inspect_answers_with_the_exit_codes_of_its_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("a file");
    write("counts.csv", &ordinary());
    write("empty.csv", b"");
    write("rules.json", br#"{"*": "suppressed, between 1 and 10"}"#);
    write("broken.json", b"{");
    let inspect = |arguments: &[&str]| run(&[&["inspect"], arguments].concat(), folder.path());

    let (code, out, _) = inspect(&["counts.csv", "--json", "--rules", "rules.json"]);
    assert_eq!(code, Some(0));
    let read: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(read[0]["records"], 2);
    let kept_back = read[0]["cells"].as_array().and_then(|cells| cells.last());
    assert_eq!(
        kept_back.map(|cell| &cell["high"]),
        Some(&serde_json::json!(10.0))
    );

    let (code, out, _) = inspect(&["counts.csv"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("2 records in rows 2 to 3"), "{out}");
    assert!(out.contains("1 suppressed"), "{out}");

    let (code, out, error) = inspect(&["empty.csv", "--json"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(error.contains("empty"), "{error}");
    assert_eq!(inspect(&["no-such-file.csv"]).0, Some(1));
    assert_eq!(inspect(&["."]).0, Some(1));
    assert_eq!(inspect(&["counts.csv", "--sheet", "Two"]).0, Some(1));
    assert_eq!(inspect(&["counts.csv", "--rules", "broken.json"]).0, Some(2));
    assert_eq!(inspect(&[]).0, Some(2));
}

/// Runs one of the tests below in a process of its own, since it looks at or gives up what all threads share.
fn run_alone(test: &str) {
    let program = std::env::current_exe().expect("this program");
    let output = std::process::Command::new(program)
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .env(ALONE, "1")
        .output()
        .expect("it starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(
        told.contains("ALONE AND WELL"),
        "it did not run to its end: {told}"
    );
}

#[test]
fn the_server_does_not_grow_with_the_worst_file() {
    run_alone("files::alone_the_server_does_not_grow");
}

/// Growth that one file may cause, in kilobytes.
const GROWTH_KB_MAX: u64 = 50 * 1024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the_server_does_not_grow_with_the_worst_file, in a process of its own"]
async fn alone_the_server_does_not_grow() {
    if std::env::var_os(ALONE).is_none() {
        return;
    }
    let world = World::open().await;
    read(&world, "counts.csv", ordinary()).await.expect("a table");
    let made: Vec<_> = hostile_files()
        .into_iter()
        .map(|hostile| (hostile.name, hostile.bytes))
        .chain(markup_tricks())
        .collect();
    let files: Vec<_> = made
        .into_iter()
        .map(|(name, bytes)| (name, Bytes::from(bytes)))
        .collect();
    let largest = "1,2,3,4,5\n".repeat(24_900);
    let all = files.into_iter().chain([("largest.csv", Bytes::from(largest))]);
    for (name, bytes) in all.collect::<Vec<_>>() {
        let before = memory_kb("VmRSS");
        // Writing 5 sets the high-water mark back to what is used now.
        std::fs::write("/proc/self/clear_refs", "5").expect("Linux lets us");
        let upload = receive_bytes(&world.state, name, bytes, Keeping::Beside).await;
        if let Ok(upload) = upload {
            let collaborative = CollaborativeId::from_uuid(platform::secrets::new_uuid());
            // Refused or read: here only the memory counts.
            let _ = read_upload(&world.state, collaborative, upload, &Rules::default()).await;
        }
        let grown = memory_kb("VmHWM").saturating_sub(before);
        eprintln!("{name}: {grown} KB");
        assert!(grown < GROWTH_KB_MAX, "{name}: the server grew by {grown} KB");
    }
    eprintln!("ALONE AND WELL");
}

fn memory_kb(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status
        .lines()
        .find(|line| line.starts_with(field))
        .expect("the field");
    let number = line.split_whitespace().nth(1).and_then(|word| word.parse().ok());
    number.expect("a number")
}

#[test]
fn a_confined_child_reaches_no_file_no_network_and_no_program() {
    run_alone("files::alone_a_confined_child_reaches_nothing");
}

#[test]
#[ignore = "started by a_confined_child_reaches_no_file_no_network_and_no_program, in a process of its own"]
fn alone_a_confined_child_reaches_nothing() {
    if std::env::var_os(ALONE).is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let kept = folder.path().join("kept.txt");
    std::fs::write(&kept, "kept").expect("a file");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    platform::child::confine().expect("this system can confine");

    assert!(std::fs::File::open(&kept).is_err(), "it read a file");
    assert!(
        std::fs::write(folder.path().join("new"), "x").is_err(),
        "it wrote"
    );
    assert!(std::fs::remove_file(&kept).is_err(), "it removed a file");
    assert!(
        std::fs::rename(&kept, folder.path().join("moved")).is_err(),
        "it moved a file"
    );
    assert!(
        std::fs::create_dir(folder.path().join("made")).is_err(),
        "it made a folder"
    );
    assert!(std::net::TcpStream::connect(address).is_err(), "it connected");
    assert!(
        std::net::UdpSocket::bind("127.0.0.1:0").is_err(),
        "it took a port"
    );
    assert!(
        std::process::Command::new("/bin/true").spawn().is_err(),
        "it ran a program"
    );
    let mut much: Vec<u8> = Vec::new();
    assert!(much.try_reserve_exact(2 << 30).is_err(), "it took 2 GB");
    eprintln!("ALONE AND WELL");
    // The test's own farewell wants calls that are closed now.
    std::process::exit(0);
}
