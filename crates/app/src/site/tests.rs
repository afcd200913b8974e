//! Promises about every page of the finite list.

use std::collections::BTreeSet;

use platform::words::Language;

use super::specimen;
use super::{export, pages};
use crate::site::reply::Kind;
use crate::state::PublicState;

fn public() -> PublicState {
    let public = PublicState {
        shelf: std::sync::Arc::default(),
        base_url: "https://harbor.example".into(),
        pages: std::sync::Arc::default(),
    };
    public.shelf.put(specimen::document(1));
    public.shelf.put(specimen::document(2));
    public
}

#[test]
fn every_page_of_the_list_is_there_and_says_what_it_should() {
    let public = public();
    for path in export::paths(&public) {
        // Pictures as dots take long without optimisation; one stands for all in a test of its own.
        if path.ends_with(".png") {
            continue;
        }
        let body = pages::at(&public, &path).unwrap_or_else(|| panic!("{path} is not there"));
        assert!(!body.bytes.is_empty(), "{path}");
        if !matches!(body.kind, Kind::Page | Kind::Embed) {
            continue;
        }
        let html = String::from_utf8(body.bytes).expect("a page is text");
        // Data, which no browser runs.
        let html = html.replace("<script type=\"application/ld+json\">", "<data>");
        for never in [" style=", "<script", "onclick", "NaN", "{$", "&lt;svg", "Err("] {
            assert!(!html.contains(never), "{path} holds {never}");
        }
        // A key instead of a text: its words are joined by hyphens and stand alone between tags.
        let texts = html.split('<').filter_map(|part| part.split_once('>'));
        for (_, text) in texts {
            let text = text.trim();
            let is_key = text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(!is_key, "{path} shows the key {text}");
        }
        let is_spanish = path.contains("/es/");
        assert!(
            html.contains(if is_spanish { "lang=\"es\"" } else { "lang=\"en\"" }),
            "{path}"
        );
    }
}

#[test]
fn an_edition_from_before_there_was_an_agenda_keeps_its_bytes_and_has_no_page_for_one() {
    let old = specimen::document(1).to_bytes();
    assert!(!String::from_utf8_lossy(&old).contains("agenda"));
    let read = crate::editions::document::Document::from_bytes(&old).expect("an edition");
    assert_eq!(read.to_bytes(), old, "what was kept is what is written again");
    let public = public();
    assert!(pages::at(&public, "/harbor-together/editions/1/agenda").is_none());
    for (path, said) in [
        ("/harbor-together/agenda", "Ratified by Steering Committee"),
        ("/harbor-together/es/agenda", "Ratificada por Steering Committee"),
    ] {
        let body = pages::at(&public, path).unwrap_or_else(|| panic!("{path}"));
        let html = String::from_utf8(body.bytes).expect("a page is text");
        assert!(html.contains(said), "{html}");
        assert!(
            html.contains("The &#60;strategy&#62; h"),
            "what hangs nowhere is not lost"
        );
        assert!(
            html.contains("results/attendance\""),
            "a measure leads to its page"
        );
    }
}

#[test]
fn a_page_of_an_older_edition_says_so_and_leads_to_the_newest() {
    let public = public();
    let page = |path: &str| {
        let body = pages::at(&public, path).unwrap_or_else(|| panic!("{path}"));
        String::from_utf8(body.bytes).expect("a page is text")
    };
    let old = page("/harbor-together/editions/1/results/attendance");
    assert!(old.contains("This is an older edition"));
    assert!(old.contains("href=\"/harbor-together/results/attendance\""));
    for path in [
        "/harbor-together/results/attendance",
        "/harbor-together/editions/2/results/attendance",
    ] {
        assert!(!page(path).contains("This is an older edition"), "{path}");
    }
    assert!(pages::at(&public, "/harbor-together/editions/3/").is_none());
    assert!(pages::at(&public, "/elsewhere/").is_none());
    assert!(pages::at(&public, "/harbor-together/results/no-such").is_none());
}

#[test]
fn sentences_are_true_for_each_kind_of_indicator() {
    let public = public();
    let cases = [
        (
            "slipping",
            "Slipping",
            "down from 64.0% in 2015–16 to 55.0% in 2019–20",
        ),
        ("steady", "Holding steady", "No goal has been agreed yet."),
        ("young", "Too early to say", "too few to tell a trend from chance"),
        ("protected", "Protected", "This does not mean zero."),
        ("context", "For context", "More is neither better nor worse."),
        ("reached", "Improving", "is reached."),
        (
            "groups-only",
            "By group",
            "2 groups have their own numbers below.",
        ),
        ("empty", "Not yet measured", "not yet measured"),
        ("monthly", "Improving", "The latest month stands out"),
        ("survey", "Too early to say", "give or take 3.0 points"),
    ];
    for (slug, word, sentence) in cases {
        let path = format!("/harbor-together/results/{slug}");
        let body = pages::at(&public, &path).unwrap_or_else(|| panic!("{path}"));
        let html = String::from_utf8(body.bytes).expect("a page is text");
        assert!(html.contains(word), "{slug} lacks {word}");
        assert!(html.contains(sentence), "{slug} lacks {sentence}");
    }
}

#[test]
fn a_story_about_hidden_figures_is_hidden_with_them() {
    let public = public();
    for path in export::paths(&public) {
        if path.ends_with(".png") {
            continue;
        }
        let body = pages::at(&public, &path).unwrap_or_else(|| panic!("{path}"));
        let text = String::from_utf8_lossy(&body.bytes);
        assert!(!text.contains("Only 7 children"), "{path}");
        assert!(!text.contains("7 of 31"), "{path}");
    }
}

#[test]
fn a_correction_keeps_the_old_value_in_sight() {
    let public = public();
    for path in [
        "/harbor-together/results/attendance",
        "/harbor-together/results/attendance/table",
        "/harbor-together/methods",
        "/harbor-together/editions",
        "/harbor-together/results/attendance.csv",
    ] {
        let body = pages::at(&public, path).unwrap_or_else(|| panic!("{path}"));
        let text = String::from_utf8(body.bytes).expect("text");
        assert!(text.contains("71.9"), "{path}");
    }
}

#[test]
fn both_languages_have_the_same_pages() {
    let public = public();
    let paths = export::paths(&public);
    let spanish = paths.iter().filter(|path| path.contains("/es/")).count();
    let english = paths
        .iter()
        .filter(|path| path.starts_with("/harbor-together/") && !path.contains("/es/"))
        .count();
    assert_eq!(spanish, english);
    assert_eq!(Language::ALL.len(), 2);
}

#[test]
fn a_picture_has_dots_and_its_drawing_no_hidden_number() {
    let public = public();
    let body = pages::at(&public, "/harbor-together/results/attendance/groups.png").expect("the picture");
    assert_eq!(&body.bytes[1..4], b"PNG");
    let svg = pages::at(&public, "/harbor-together/results/attendance/groups.svg").expect("the drawing");
    assert!(String::from_utf8(svg.bytes).expect("text").contains("Protected"));
}

/// Every page fetched from the site equals the exported file: pages after their links are made portable, files as
/// they are; and every link of every exported page leads to a file that is there.
#[test]
fn the_exported_folder_holds_every_page_and_no_dead_link() {
    let public = small_public();
    let folder = tempfile::tempdir().expect("a folder");
    let written = export::write(&public, folder.path()).expect("the pages are written");
    let paths = export::paths(&public);
    assert_eq!(written.files, paths.len());
    let known: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    for path in &paths {
        let file = folder.path().join(export::file_of(path));
        let exported = std::fs::read(&file).unwrap_or_else(|_| panic!("{path} was not written"));
        let body = pages::at(&public, path).unwrap_or_else(|| panic!("{path}"));
        if !matches!(body.kind, Kind::Page | Kind::Embed) {
            assert_eq!(exported, body.bytes, "{path}");
            continue;
        }
        let html = String::from_utf8(body.bytes).expect("a page is text");
        let html = export::portable(&html, path, &known, &public.base_url);
        assert_eq!(String::from_utf8(exported).expect("text"), html, "{path}");
        for link in html
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            let target = link.split(['#', '?']).next().unwrap_or_default();
            if target.is_empty() || target.contains(':') {
                continue;
            }
            let target = file.parent().expect("a folder").join(target);
            assert!(target.exists(), "{path} leads to {link}");
        }
    }
}

/// One edition with one indicator: pictures as dots take long without optimisation.
fn small_public() -> PublicState {
    let public = PublicState {
        shelf: std::sync::Arc::default(),
        base_url: "https://harbor.example".into(),
        pages: std::sync::Arc::default(),
    };
    let mut document = specimen::document(1);
    document.indicators.truncate(1);
    for result in &mut document.results {
        result.indicators.retain(|slug| slug == "attendance");
    }
    public.shelf.put(document);
    public
}
