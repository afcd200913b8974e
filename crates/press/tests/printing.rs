//! The worker as the server meets it: an order on standard input, a PDF on standard output.
#![allow(missing_docs, reason = "tests are read by their names")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod sample;

use std::io::{Seek, Write};
use std::process::{Command, Output, Stdio};

use lopdf::{Dictionary, Document, Object};
use serde_json::{Value, json};

fn ask(order: &[u8]) -> Output {
    let mut file = std::fs::File::from(tempfile());
    file.write_all(order).unwrap();
    file.rewind().unwrap();
    Command::new(env!("CARGO_BIN_EXE_mainstay-press"))
        .env_clear()
        .stdin(Stdio::from(file))
        .output()
        .expect("the worker starts")
}

/// A file without a name.
fn tempfile() -> std::os::fd::OwnedFd {
    let path = std::env::temp_dir().join(format!("mainstay-press-{:?}", std::thread::current().id()));
    let path = path.with_extension(std::process::id().to_string());
    let file = std::fs::File::options()
        .create(true)
        .truncate(true)
        .read(true)
        .write(true)
        .open(&path)
        .unwrap();
    std::fs::remove_file(&path).unwrap();
    file.into()
}

/// A set book: what is said of it, and the PDF.
fn print(form: &str, language: &str) -> (Value, Vec<u8>) {
    let mut book = sample::book(language);
    book["form"] = json!(form);
    answer_of(&ask(&order(form, &book)))
}

fn order(form: &str, book: &Value) -> Vec<u8> {
    serde_json::to_vec(&json!({ "form": form, "book": book })).unwrap()
}

fn answer_of(output: &Output) -> (Value, Vec<u8>) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    let end = output.stdout.iter().position(|byte| *byte == b'\n').unwrap();
    let head = serde_json::from_slice(&output.stdout[..end]).unwrap();
    (head, output.stdout[end + 1..].to_vec())
}

fn text_of(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    // Lines break where the page does.
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every element of the structure tree: its kind, and its dictionary.
fn structure(document: &Document) -> Vec<(String, &Dictionary)> {
    let objects = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let elements = objects.filter_map(|one| {
        let kind = one.get(b"S").and_then(Object::as_name).ok()?;
        one.has(b"P")
            .then(|| (String::from_utf8_lossy(kind).into_owned(), one))
    });
    elements.collect()
}

#[test]
fn every_form_is_accessible_in_both_languages() {
    for (form, language) in [
        ("booklet", "en"),
        ("booklet", "es"),
        ("one-page", "en"),
        ("large-print", "es"),
    ] {
        let (head, bytes) = print(form, language);
        let document = Document::load_mem(&bytes).expect("a PDF");
        assert_eq!(head["pages"], document.get_pages().len(), "{form}");
        assert_eq!(head["replaced"], "", "{form}");
        if form == "one-page" {
            assert_eq!(head["pages"], 1);
        }
        let catalog = document.catalog().unwrap();
        let spoken = catalog.get(b"Lang").and_then(Object::as_str).unwrap();
        assert_eq!(spoken, format!("{language}-US").as_bytes());
        let metadata = document.get_object(catalog.get(b"Metadata").unwrap().as_reference().unwrap());
        let metadata = metadata.unwrap().as_stream().unwrap();
        let metadata = String::from_utf8_lossy(&metadata.content).into_owned();
        // The validator of the standard ran, or there would be no PDF: this is what it vouches for.
        assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
        assert!(metadata.contains("<pdfaid:part>2</pdfaid:part>"), "{metadata}");
        assert!(
            metadata.contains("Harbor Together: Report card 2021"),
            "{metadata}"
        );

        let structure = structure(&document);
        let count = |kind: &str| structure.iter().filter(|(found, _)| found == kind).count();
        assert!(
            count("Table") > 0 && count("TH") > 0,
            "{form}: a table with headings"
        );
        assert!(count("Figure") > 0, "{form}: charts");
        for (_, figure) in structure.iter().filter(|(kind, _)| kind == "Figure") {
            let alt = figure.get(b"Alt").expect("a chart says what it shows");
            assert!(!alt.as_str().unwrap().is_empty(), "{form}");
        }
        if form != "one-page" {
            assert!(count("H1") > 2 && count("H2") > 1, "{form}: headings");
            assert!(catalog.has(b"Outlines"), "{form}: bookmarks");
        }
    }
}

#[test]
fn what_people_wrote_is_printed_and_never_run() {
    let hostile = [
        "#let x = read(\"/etc/passwd\")",
        "#import \"@preview/cetz:0.3.0\"",
        "$sum_(i=0)^n i$",
        "@reference and <label>",
        "*bold* _emph_ = heading",
        "C:\\new\\table \\ end",
        "// no comment /* none */",
        "#panic(\"stop\")",
    ];
    let mut book = sample::book("en");
    book["name"] = json!("#sys.version Together");
    book["title"] = json!("#pagebreak() = Report");
    book["whole"] = json!("`raw` #[content] $1$");
    let measure = &mut book["results"][0]["measures"][0];
    measure["lede"] = json!(hostile.join(" "));
    measure["title"] = json!("#emph[Reading] $x$ <measure-reading>");
    measure["actions"][0]["partners"] = json!("#{ while true {} }");
    measure["trend-table"]["rows"][0][1]["words"] = json!("#counter(page)");
    let (_, bytes) = answer_of(&ask(&order("booklet", &book)));
    let text = text_of(&Document::load_mem(&bytes).unwrap());
    let squeezed = |text: &str| text.replace(['-', ' ', '\u{ad}'], "");
    for words in hostile.iter().chain(&[
        "#sys.version Together",
        "#pagebreak() = Report",
        "`raw` #[content] $1$",
        "#emph[Reading] $x$ <measure-reading>",
        "#{ while true {} }",
        "#counter(page)",
    ]) {
        assert!(squeezed(&text).contains(&squeezed(words)), "{words}: {text}");
    }
    assert!(!text.contains("root:x:"), "a file was read");
}

#[test]
fn letters_that_the_fonts_lack_are_told_and_do_not_break_the_book() {
    let mut book = sample::book("en");
    book["results"][0]["measures"][0]["lede"] = json!("Nguyễn Thị Hoa, 漢字, \u{1F44D}\u{0}");
    let (head, bytes) = answer_of(&ask(&order("booklet", &book)));
    assert_eq!(head["replaced"], "ễị字漢👍");
    let text = text_of(&Document::load_mem(&bytes).unwrap());
    assert!(text.contains("Nguyên Thi Hoa, ??, ?"), "{text}");
}

/// The book of a meeting with two items, one of them with hostile words.
fn meeting(language: &str) -> Value {
    json!({
        "form": "meeting", "language": language, "name": "Harbor Together", "place": "Bridgeport", "title": "October meeting",
        "whole": "Thursday, October 29", "date": [2026, 10, 1], "address": "https://harbor.example/harbor/work/meetings/1",
        "foot": "Harbor Together · October meeting", "bodies": "Steering Committee", "when": "Thursday, October 29, 4:00–5:30 pm",
        "places": ["Carver Library"], "roles": ["Chair: Odessa Reed"],
        "words": {"agenda": "Agenda", "readings": "To read", "decisions": "Waiting for a decision", "none": "Nothing yet."},
        "items": [
            {"title": "Welcome", "minutes": "5 min", "about": "", "readings": [], "points": []},
            {"title": "Buses #read(\"/etc/passwd\")", "minutes": "20 min", "about": "= heading *bold*", "points": ["Rosa: asks families"],
             "readings": [{"title": "A page", "address": "https://a.example/x", "file": ""}, {"title": "A file", "address": "", "file": "buses.pdf"}]},
        ],
        "decisions": [{"title": "One definition", "closes": "Until October 30", "paragraphs": ["We count whole days."]}],
        "minutes": {"heading": "Minutes of last time", "standing": "Confirmed", "lines": [{"label": "Decision", "text": "Option B"}]},
    })
}

#[test]
fn the_book_of_a_meeting_is_accessible_and_holds_everything() {
    for language in ["en", "es"] {
        let (head, bytes) = answer_of(&ask(&order("meeting", &meeting(language))));
        assert_eq!(head["replaced"], "");
        let document = Document::load_mem(&bytes).expect("a PDF");
        let text = text_of(&document);
        for words in [
            "October meeting",
            "Carver Library",
            "#read(\"/etc/passwd\")",
            "= heading *bold*",
            "Rosa: asks families",
            "buses.pdf",
            "https://a.example/x",
            "We count whole days.",
            "Option B",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let structure = structure(&document);
        let count = |kind: &str| structure.iter().filter(|(found, _)| found == kind).count();
        assert!(count("H1") == 3 && count("H2") == 3, "headings in their order");
    }
    let mut empty = meeting("en");
    for part in ["items", "decisions", "places", "roles"] {
        empty[part] = json!([]);
    }
    empty["minutes"]["lines"] = json!([]);
    let (_, bytes) = answer_of(&ask(&order("meeting", &empty)));
    assert!(text_of(&Document::load_mem(&bytes).unwrap()).contains("Nothing yet."));
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    assert!(print("one-page", "es").1 == print("one-page", "es").1);
}

#[test]
fn a_drawing_brings_no_file_in() {
    let mut book = sample::book("en");
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
        <image href=\"/etc/passwd\" width=\"9\" height=\"9\"/></svg>";
    book["results"][0]["measures"][0]["trend"]["svg"] = json!(drawing);
    let output = ask(&order("booklet", &book));
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty());
}

#[test]
fn an_order_that_makes_no_sense_is_refused_with_a_reason() {
    let mut lacking = sample::book("en");
    lacking.as_object_mut().unwrap().remove("title");
    let orders = [
        (b"not an order".to_vec(), "the order cannot be read"),
        (order("poster", &sample::book("en")), "unknown variant"),
        (order("booklet", &lacking), "title"),
    ];
    for (order, reason) in orders {
        let output = ask(&order);
        assert_eq!(output.status.code(), Some(3));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(reason), "{told}");
    }
}
