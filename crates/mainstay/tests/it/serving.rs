//! `mainstay serve` as whoever runs it meets it: limits, panics, stopping, mail, and what the log tells.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use app::guards::{FORM_BODY_BYTES_MAX, JSON_BODY_BYTES_MAX, guarded};
use app::settings::Storage;
use axum::Router;
use axum::routing::{get, post};

use crate::kit::{Client, Program, World, fresh_storage, run};

/// The address of somebody in the directory.
const KNOWN: &str = "ana.lopez@riverside.example";
/// Longest wait for a process that should end or be ready; machines under load are slow.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_panic_in_a_handler_is_one_bad_answer() {
    async fn broken() -> &'static str {
        panic!("as if there were a bug")
    }
    let routes = Router::new()
        .route("/broken", get(broken))
        .route("/fine", get(|| async { "fine" }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, guarded(routes)).await });
    for _ in 0..3 {
        let answer = Client::new(address).get("/broken").await.expect_status(500);
        assert!(answer.header("content-security-policy").is_some());
        assert!(
            !answer.text().contains("as if there were a bug"),
            "{}",
            answer.text()
        );
        Client::new(address).get("/fine").await.expect_status(200);
    }
}

#[tokio::test]
async fn bodies_past_their_limit_are_refused() {
    async fn length(body: axum::body::Bytes) -> String {
        body.len().to_string()
    }
    let routes = Router::new().route("/length", post(length));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, guarded(routes)).await });
    let cases = [
        ("application/json", JSON_BODY_BYTES_MAX, "200"),
        ("application/json; charset=utf-8", JSON_BODY_BYTES_MAX + 1, "413"),
        ("application/x-www-form-urlencoded", FORM_BODY_BYTES_MAX, "200"),
        (
            "application/x-www-form-urlencoded",
            FORM_BODY_BYTES_MAX + 1,
            "413",
        ),
    ];
    for (kind, bytes, wanted) in cases {
        let answered = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address).expect("a connection");
            let head = format!(
                "POST /length HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {bytes}\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).expect("it listens");
            // It may stop listening once it knows enough.
            let _ = stream.write_all(&vec![b'x'; bytes]);
            let mut line = String::new();
            let _ = BufReader::new(stream).read_line(&mut line);
            line
        });
        let line = answered.await.expect("no panic");
        assert!(line.contains(wanted), "{kind}, {bytes} bytes: {line:?}");
    }
}

#[tokio::test]
async fn a_second_server_on_the_same_data_refuses_to_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let first = Program::serve(&Storage::Folder(data.clone())).await;
    let arguments = [
        "serve",
        "--data",
        &data.display().to_string(),
        "--listen",
        "127.0.0.1:0",
    ];
    let (code, out, error) = run(&arguments, folder.path());
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(
        error.contains("another Mainstay is using the data folder"),
        "{error}"
    );
    first.client().get("/healthz").await.expect_status(200);
}

#[tokio::test]
async fn a_data_folder_that_is_just_being_let_go_of_is_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let held = std::fs::File::create(folder.path().join("lock")).expect("a file");
    held.try_lock().expect("nobody else holds it");
    let ending = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        drop(held);
    });
    let clock = platform::clock::Clock::System;
    let opened = app::server::open(&Storage::Folder(folder.path().to_owned()), clock).await;
    assert!(opened.is_ok(), "{:?}", opened.err());
    ending.join().expect("it only waits");
}

/// A server with its log in a file.
struct Logged {
    child: Child,
    address: std::net::SocketAddr,
    folder: tempfile::TempDir,
}

impl Logged {
    async fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = fresh_storage(&folder.path().join("data")).await;
        let (kind, place) = match storage {
            Storage::Folder(folder) => ("--data", folder.display().to_string()),
            Storage::Url(url) => ("--database", url),
        };
        // Somebody who is known: others get no mail.
        let create = [
            "collaborative",
            "create",
            "--slug",
            "riverside",
            "--name",
            "Riverside",
            "--director",
            "Ana",
        ];
        let made = run(
            &[&create[..], &["--email", KNOWN, kind, &place]].concat(),
            folder.path(),
        );
        assert_eq!(made.0, Some(0), "{made:?}");
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = free.local_addr().expect("an address");
        drop(free);
        let log = std::fs::File::create(folder.path().join("log")).expect("a file");
        let child = Command::new(env!("CARGO_BIN_EXE_mainstay"))
            .args(["serve", kind, &place, "--listen", &address.to_string()])
            .args(arguments)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("it starts");
        let logged = Self {
            child,
            address,
            folder,
        };
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(begun.elapsed() < PATIENCE, "{}", logged.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        logged
    }

    fn terminate(&self) {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(told.expect("kill runs").success());
    }

    async fn ended(&mut self) -> std::process::ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("our child") {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).expect("the log")
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_finishes_what_is_under_way() {
    let mut server = Logged::start(&[]).await;
    let body = "email=ana%40riverside.example";
    let mut stream = TcpStream::connect(server.address).expect("a connection");
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        server.address,
        body.len()
    );
    let (first, rest) = body.split_at(5);
    stream.write_all(head.as_bytes()).expect("it listens");
    stream.write_all(first.as_bytes()).expect("it listens");
    stream.flush().expect("it listens");
    // Answered after the first: that one has been taken up by then.
    Client::new(server.address)
        .get("/healthz")
        .await
        .expect_status(200);
    server.terminate();
    let begun = Instant::now();
    while !server.log().contains("stopping") {
        assert!(begun.elapsed() < PATIENCE, "{}", server.log());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    // The log speaks a moment before the door is shut.
    while TcpStream::connect(server.address).is_ok() {
        assert!(begun.elapsed() < PATIENCE, "it takes new requests");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    stream
        .write_all(rest.as_bytes())
        .expect("it still listens to this one");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(server.ended().await.success(), "{}", server.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_goes_out_by_smtp_and_the_log_names_nobody() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("an address"));
    let (sent, received) = std::sync::mpsc::channel();
    std::thread::spawn(move || sent.send(take_one_mail(&listener)));
    let server = Logged::start(&[
        "--smtp",
        &url,
        "--mail-from",
        "Riverside <data@riverside.example>",
    ])
    .await;
    let mut client = Client::new(server.address);
    let answer = client.post("/sign-in", &[("email", KNOWN)]).await;
    assert_eq!(answer.status, 303);
    client.get("/riverside/link/a-secret-token-of-somebody").await;
    client.get("/sign-in/link/another-secret-token").await;
    let mail = tokio::task::spawn_blocking(move || received.recv_timeout(PATIENCE));
    let mail = mail.await.expect("no panic").expect("a mail");
    assert!(mail.contains(&format!("RCPT TO:<{KNOWN}>")), "{mail}");
    assert!(mail.contains("data@riverside.example"), "{mail}");
    let log = server.log();
    for secret in ["ana.lopez", "secret-token", "127.0.0.1:0"] {
        assert!(!log.contains(secret), "the log tells of {secret}: {log}");
    }
    assert!(!mail_folder(&server).exists(), "it went to the outbox as well");
}

fn mail_folder(server: &Logged) -> std::path::PathBuf {
    Path::new(server.folder.path()).join("data/outbox")
}

/// The least mail server: takes one mail and gives what was said to it.
fn take_one_mail(listener: &TcpListener) -> String {
    let (stream, _) = listener.accept().expect("somebody delivers");
    let mut out = stream.try_clone().expect("the same stream");
    let mut say = |line: &str| {
        out.write_all(format!("{line}\r\n").as_bytes())
            .expect("it listens")
    };
    say("220 test");
    let (mut all, mut is_data) = (String::new(), false);
    for line in BufReader::new(stream).lines() {
        let line = line.expect("a line");
        all += &line;
        all.push('\n');
        if is_data {
            if line == "." {
                say("250 kept");
                return all;
            }
            continue;
        }
        match line.split_whitespace().next().unwrap_or_default() {
            "DATA" => {
                is_data = true;
                say("354 go on");
            }
            "EHLO" | "HELO" => say("250 test"),
            _ => say("250 fine"),
        }
    }
    all
}

#[tokio::test]
async fn settings_that_cannot_work_stop_the_start() {
    let world = World::open().await;
    let data = world.folder().join("data-of-serve").display().to_string();
    let serve = |more: &[&str]| {
        let all = [&["serve", "--data", &data, "--listen", "127.0.0.1:0"], more].concat();
        run(&all, world.folder())
    };
    assert_eq!(
        serve(&["--smtp", "smtp://127.0.0.1:1"]).0,
        Some(2),
        "nobody to send from"
    );
    let (code, _, error) = serve(&["--smtp", "carrier-pigeon://roof", "--mail-from", "a@b.example"]);
    assert_eq!(code, Some(1), "{error}");
    let (code, _, error) = serve(&["--smtp", "smtp://127.0.0.1:1", "--mail-from", "nobody at all"]);
    assert_eq!(code, Some(1), "{error}");
    assert_eq!(run(&["serve"], world.folder()).0, Some(2));
    assert_eq!(run(&["no-such-verb"], world.folder()).0, Some(2));
}
