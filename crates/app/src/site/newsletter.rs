//! The public archive of newsletters, each letter, and their feed. They hold words and no figures, and belong to no edition.

use std::sync::Arc;

use askama::Template;
use platform::words::Language;

use super::address::Page;
use super::frame::{Link, PublicFrame, Visit};
use super::open_data::feed::{Entry, Feed, instant, plain};
use super::reply::{Body, Kind};
use super::speech;
use crate::editions::document::Document;
use crate::editions::newsletter::PublicLetter;

/// Letters in the feed: readers of feeds want what is new.
const FEED_MAX: usize = 30;
/// Characters of a greeting.
const GREETING_MAX: usize = 60;
/// Characters of a letter that the list and the feed tell.
const SUMMARY_MAX: usize = 280;

#[derive(Template)]
#[template(path = "site/newsletters.html")]
struct ListPage {
    frame: PublicFrame,
    lede: String,
    subscribe: String,
    feed: String,
    letters: Vec<Item>,
}

struct Item {
    title: String,
    href: String,
    day: String,
    summary: String,
}

/// Every letter, the newest first, and how to get the next one.
pub fn list(visit: &Visit<'_>, letters: &[Arc<PublicLetter>]) -> Body {
    let words = visit.words;
    let name = &visit.document.collaborative.name;
    let lede = words.with("newsletters-public-lede", &[("name", name.into())]);
    let items = letters.iter().map(|letter| Item {
        title: words.pick(&letter.title.en, &letter.title.es).to_owned(),
        href: visit.path(Page::Newsletter(letter.slug.clone())),
        day: sent_on(visit, letter),
        summary: summary(visit, letter),
    });
    let page = ListPage {
        subscribe: subscribe(visit),
        feed: visit.path(Page::NewsletterFeed),
        letters: items.collect(),
        frame: visit.frame(&words.say("newsletters-title"), &lede),
        lede,
    };
    super::pages::html(&page, Kind::Page)
}

fn subscribe(visit: &Visit<'_>) -> String {
    let slug = &visit.address.collaborative;
    format!("/{slug}/newsletter/subscribe?lang={}", visit.words.code())
}

fn sent_on(visit: &Visit<'_>, letter: &PublicLetter) -> String {
    let day = speech::day(visit.words, &letter.sent_on);
    visit.words.with("newsletter-sent-on", &[("day", day.into())])
}

/// The first paragraph, as far as it goes; a greeting says nothing yet.
fn summary(visit: &Visit<'_>, letter: &PublicLetter) -> String {
    let text = visit.words.pick(&letter.text.en, &letter.text.es);
    let is_greeting =
        |part: &&str| part.trim_end().ends_with([',', ':']) && part.chars().count() < GREETING_MAX;
    let mut parts = text.split("\n\n").skip_while(is_greeting);
    let first = parts.next().unwrap_or_default();
    if first.chars().count() <= SUMMARY_MAX {
        return first.to_owned();
    }
    let cut: String = first.chars().take(SUMMARY_MAX).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[derive(Template)]
#[template(path = "site/newsletter.html")]
struct LetterPage {
    frame: PublicFrame,
    title: String,
    day: String,
    /// The language of its words, where it is not the page's.
    language: &'static str,
    paragraphs: Vec<Vec<Piece>>,
    held: String,
    newest: Link,
    all: Link,
    subscribe: String,
}

/// A line of a letter: words, or an address that can be pressed.
struct Piece {
    text: String,
    is_address: bool,
}

/// One letter.
pub fn page(visit: &Visit<'_>, letter: &PublicLetter, editions: &[Arc<Document>]) -> Body {
    let words = visit.words;
    let text = words.pick(&letter.text.en, &letter.text.es);
    let title = words.pick(&letter.title.en, &letter.title.es);
    let link = |key: &str, page: Page| Link {
        label: words.say(key),
        href: visit.path(page),
        is_current: false,
    };
    let held = editions.iter().find(|one| one.number == letter.edition);
    let is_english = words.language == Language::Spanish && letter.text.es.is_empty();
    let page = LetterPage {
        day: sent_on(visit, letter),
        language: if is_english { "en" } else { words.code() },
        paragraphs: text.split("\n\n").map(pieces).collect(),
        held: held.map_or_else(String::new, |edition| {
            words.with("newsletter-held", &[("title", (&edition.title).into())])
        }),
        newest: link("newsletter-held-link", Page::ReportCard),
        all: link("newsletters-title", Page::Newsletters),
        subscribe: subscribe(visit),
        frame: visit.frame(title, &summary(visit, letter)),
        title: title.to_owned(),
    };
    super::pages::html(&page, Kind::Page)
}

fn pieces(paragraph: &str) -> Vec<Piece> {
    let lines = paragraph.lines().map(|line| Piece {
        text: line.trim().to_owned(),
        is_address: line.trim().starts_with("https://") && !line.trim().contains(char::is_whitespace),
    });
    lines.collect()
}

/// The newest letters as an Atom feed (RFC 4287), in the language of the address.
pub fn feed(visit: &Visit<'_>, letters: &[Arc<PublicLetter>]) -> Body {
    let words = visit.words;
    let name = &visit.document.collaborative.name;
    let own = format!("{}{}", visit.base_url, visit.path(Page::NewsletterFeed));
    let entries = letters.iter().take(FEED_MAX).map(|letter| {
        let page = visit.path(Page::Newsletter(letter.slug.clone()));
        let page = format!("{}{page}", visit.base_url);
        Entry {
            id: page.clone(),
            title: plain(words.pick(&letter.title.en, &letter.title.es)),
            updated: instant(&letter.sent_on),
            page,
            archive: None,
            category: "newsletter",
            summary: plain(&summary(visit, letter)),
        }
    });
    let newest = letters.first().map(|letter| &letter.sent_on);
    let feed = Feed {
        language: words.code(),
        id: own.clone(),
        title: plain(&format!("{name}: {}", words.say("newsletters-title"))),
        subtitle: words.with("newsletters-feed-about", &[("name", name.into())]),
        author: plain(name),
        updated: instant(newest.unwrap_or(&visit.newest.published_on)),
        home: format!("{}{}", visit.base_url, visit.path(Page::Newsletters)),
        own,
        entries: entries.collect(),
    };
    super::pages::html(&feed, Kind::Feed)
}
