//! News of editions and corrections as an Atom feed (RFC 4287).

use std::sync::Arc;

use askama::Template;

use super::cite;
use super::files::File;
use crate::editions::document::Document;
use crate::site::address::Page;
use crate::site::figures::Subject;
use crate::site::frame::Visit;

/// An Atom feed.
#[derive(Template)]
#[template(path = "site/feed.xml", escape = "xml")]
pub(crate) struct Feed {
    pub(crate) language: &'static str,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) author: String,
    pub(crate) updated: String,
    pub(crate) own: String,
    pub(crate) home: String,
    pub(crate) entries: Vec<Entry>,
}

/// An entry of a feed.
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) updated: String,
    pub(crate) page: String,
    pub(crate) archive: Option<String>,
    pub(crate) category: &'static str,
    pub(crate) summary: String,
}

/// The feed: the newest edition first, each followed by the corrections that came with it.
pub fn bytes(visit: &Visit<'_>, editions: &[Arc<Document>]) -> Vec<u8> {
    let own = format!("{}{}", visit.base_url, visit.path(Page::File(File::Feed)));
    let mut entries = Vec::new();
    for document in editions.iter().rev() {
        let visit = Visit { document, ..*visit };
        entries.push(of_edition(&visit));
        entries.extend(corrections(&visit));
    }
    let name = &visit.newest.collaborative.name;
    let feed = Feed {
        language: visit.words.code(),
        id: own.clone(),
        title: plain(name),
        subtitle: visit.words.say("open-feed-about"),
        author: plain(name),
        updated: instant(&visit.newest.published_on),
        home: format!("{}{}", visit.base_url, visit.path(Page::Editions)),
        own,
        entries,
    };
    feed.render().expect("a template writes into memory").into_bytes()
}

fn of_edition(visit: &Visit<'_>) -> Entry {
    let note = &visit.document.note;
    let note = visit.words.pick(&note.en, &note.es);
    let summary = if note.is_empty() {
        cite::description(visit)
    } else {
        note.to_owned()
    };
    Entry {
        id: visit.lasting(Page::ReportCard),
        title: plain(&cite::title(visit)),
        updated: instant(&visit.document.published_on),
        page: visit.lasting(Page::ReportCard),
        archive: Some(visit.lasting(Page::File(File::Archive))),
        category: "edition",
        summary: plain(&summary),
    }
}

/// One entry for each measure with corrected figures.
fn corrections(visit: &Visit<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for part in &visit.document.indicators {
        let Some(subject) = Subject::of(visit.document, &part.slug, visit.words) else {
            continue;
        };
        let corrections = subject.corrections();
        if corrections.is_empty() {
            continue;
        }
        let page = visit.lasting(Page::Table(part.slug.clone()));
        let title = subject.title();
        entries.push(Entry {
            id: format!("{page}#corrections"),
            title: plain(
                &visit
                    .words
                    .with("open-feed-correction", &[("title", title.into())]),
            ),
            updated: instant(&visit.document.published_on),
            page,
            archive: None,
            category: "correction",
            summary: plain(&corrections.join(" ")),
        });
    }
    entries
}

/// Editions have a day and no hour; a feed asks for one.
pub(crate) fn instant(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

/// XML 1.0 has no place for most control characters.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}
