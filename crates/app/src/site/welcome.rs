//! The start page of an installation: leads to the only collaborative, or lists them.

use askama::Template;
use platform::words::{Language, Words};

use super::address::{Address, Page};
use super::reply::{Body, Kind};
use crate::state::PublicState;

#[derive(Template)]
#[template(path = "site/welcome.html")]
struct Welcome {
    words: Words,
    collaboratives: Vec<Entry>,
}

struct Entry {
    name: String,
    place: String,
    about: String,
    href: String,
}

/// The report card of the only collaborative with a published edition.
pub fn only_one(public: &PublicState) -> Option<String> {
    match &public.shelf.collaboratives()[..] {
        [only] => Some(home(only)),
        _ => None,
    }
}

fn home(slug: &str) -> String {
    let address = Address {
        collaborative: slug.to_owned(),
        language: Language::English,
        edition: None,
        page: Page::ReportCard,
    };
    address.path()
}

/// The list of collaboratives.
pub fn body(public: &PublicState) -> Body {
    let words = crate::words::words(Language::English);
    let slugs = public.shelf.collaboratives();
    let entries = slugs.iter().filter_map(|slug| {
        let collaborative = &public.shelf.newest(slug)?.collaborative;
        Some(Entry {
            name: collaborative.name.clone(),
            place: collaborative.place.clone(),
            about: words
                .pick(&collaborative.about.en, &collaborative.about.es)
                .to_owned(),
            href: home(slug),
        })
    });
    let page = Welcome {
        words,
        collaboratives: entries.collect(),
    };
    super::pages::html(&page, Kind::Page)
}
