//! What every public page shows around its main part.

use platform::words::Words;

use super::address::{Address, Page};
use super::open_data::files::File;
use super::speech;
use crate::editions::document::Document;

/// The main navigation, as far as an edition has the pages.
const NAVIGATION: [(&str, Page); 8] = [
    ("nav-report-card", Page::ReportCard),
    ("nav-agenda", Page::Agenda),
    ("nav-pathway", Page::Pathway),
    ("nav-plan", Page::Plan),
    ("nav-partners", Page::Partners),
    ("nav-decisions", Page::Decisions),
    ("nav-about", Page::About),
    ("nav-methods", Page::Methods),
];

/// Links at the foot of every page.
const FOOTER: [(&str, Page); 6] = [
    ("footer-accessibility", Page::Accessibility),
    ("nav-privacy", Page::Privacy),
    ("nav-methods", Page::Methods),
    ("nav-editions", Page::Editions),
    ("nav-open-data", Page::OpenData),
    ("nav-newsletter", Page::Newsletters),
];

/// The layout's data.
#[derive(Debug, Clone)]
pub struct PublicFrame {
    /// Words of the page's language.
    pub words: Words,
    /// Title in the browser's tab, without the collaborative's name.
    pub title: String,
    /// One sentence for search engines.
    pub description: String,
    /// Name of the collaborative.
    pub name: String,
    /// What it is, for the foot of the page.
    pub about: String,
    /// Credit for the figures.
    pub credit: String,
    /// The report card of this edition.
    pub home: String,
    /// This page in the other language.
    pub other_language: String,
    /// Where this page lives for good, in full.
    pub canonical: String,
    /// Main navigation.
    pub navigation: Vec<Link>,
    /// Links at the foot.
    pub footer: Vec<Link>,
    /// News of editions and corrections.
    pub feed: String,
    /// Where a newer edition of this page is, if this is an older one.
    pub newer: Option<Newer>,
    /// Whether people and organisations are invented.
    pub is_fictitious: bool,
    /// Title, place, edition and day: what a printed page must carry.
    pub imprint: String,
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Words.
    pub label: String,
    /// Address.
    pub href: String,
    /// Whether it leads to this very page or choice.
    pub is_current: bool,
}

/// The notice on a page of an older edition.
#[derive(Debug, Clone)]
pub struct Newer {
    /// What it says.
    pub text: String,
    /// The words of the link.
    pub label: String,
    /// The same page in the newest edition, or its report card.
    pub href: String,
}

/// A page being made: the edition, its address, and the newest edition beside it.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'v> {
    /// Address that readers use, without a slash at the end.
    pub base_url: &'v str,
    /// The address of the page.
    pub address: &'v Address,
    /// Its edition.
    pub document: &'v Document,
    /// The newest edition of the same collaborative.
    pub newest: &'v Document,
    /// Words of the page's language.
    pub words: Words,
}

impl Visit<'_> {
    /// The path of a page in the same edition and language.
    pub fn path(&self, page: Page) -> String {
        self.address.with_page(page).path()
    }

    /// The full address of a page of this edition that will not change with later ones.
    pub fn lasting(&self, page: Page) -> String {
        let address = Address {
            edition: Some(self.document.number),
            page,
            ..self.address.clone()
        };
        format!("{}{}", self.base_url, address.path())
    }

    /// Title and number of the edition with its day.
    pub fn edition_line(&self) -> String {
        let day = speech::day(self.words, &self.document.published_on);
        self.words.with(
            "edition-line",
            &[
                ("title", (&self.document.title).into()),
                ("number", self.document.number.to_string().into()),
                ("day", day.into()),
            ],
        )
    }

    /// The frame around a page.
    pub fn frame(&self, title: &str, description: &str) -> PublicFrame {
        let (document, words) = (self.document, self.words);
        let collaborative = &document.collaborative;
        let other = Address {
            language: self.address.language.other(),
            ..self.address.clone()
        };
        let canonical = Address {
            edition: self
                .address
                .edition
                .filter(|number| *number != self.newest.number),
            ..self.address.clone()
        };
        let link = |key: &str, page: Page| Link {
            label: words.say(key),
            is_current: section(&self.address.page) == section(&page),
            href: self.path(page),
        };
        let navigation = NAVIGATION.iter().filter(|(_, page)| page.is_in(self.document));
        PublicFrame {
            words,
            title: title.to_owned(),
            description: description.to_owned(),
            name: collaborative.name.clone(),
            about: words
                .pick(&collaborative.about.en, &collaborative.about.es)
                .to_owned(),
            credit: words
                .pick(&collaborative.credit.en, &collaborative.credit.es)
                .to_owned(),
            home: self.path(Page::ReportCard),
            other_language: other.path(),
            canonical: format!("{}{}", self.base_url, canonical.path()),
            navigation: navigation.map(|(key, page)| link(key, page.clone())).collect(),
            footer: FOOTER.iter().map(|(key, page)| link(key, page.clone())).collect(),
            feed: self.path(Page::File(File::Feed)),
            newer: self.newer(),
            is_fictitious: collaborative.is_fictitious,
            imprint: format!(
                "{} · {} · {}",
                collaborative.name,
                collaborative.place,
                self.edition_line()
            ),
        }
    }

    fn newer(&self) -> Option<Newer> {
        if self.document.number >= self.newest.number {
            return None;
        }
        let page = if self.address.page.is_in(self.newest) {
            self.address.page.clone()
        } else {
            Page::ReportCard
        };
        let newest = Address {
            edition: None,
            page,
            ..self.address.clone()
        };
        Some(Newer {
            text: self.words.with(
                "newer-text",
                &[
                    ("title", (&self.document.title).into()),
                    ("day", speech::day(self.words, &self.document.published_on).into()),
                ],
            ),
            label: self
                .words
                .with("newer-link", &[("title", (&self.newest.title).into())]),
            href: newest.path(),
        })
    }
}

/// The entry of the navigation that a page belongs to, by a name of its own: numbers once told two entries the same.
fn section(page: &Page) -> &'static str {
    match page {
        Page::ReportCard
        | Page::Indicator(..)
        | Page::Table(_)
        | Page::Data(..)
        | Page::Picture(..)
        | Page::Print(_)
        | Page::Embed(_) => "report-card",
        Page::Agenda => "agenda",
        Page::Pathway => "pathway",
        Page::Plan => "plan",
        Page::Partners => "partners",
        Page::Decisions => "decisions",
        Page::About => "about",
        Page::Methods => "methods",
        Page::Accessibility => "accessibility",
        Page::Privacy => "privacy",
        Page::Editions => "editions",
        Page::OpenData | Page::File(_) => "open-data",
        Page::Newsletters | Page::Newsletter(_) | Page::NewsletterFeed => "newsletters",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_entries_of_the_navigation_are_current_on_the_same_page() {
        let pages = NAVIGATION.iter().chain(&FOOTER).map(|(_, page)| page);
        let listed = pages.clone().count();
        let sections: BTreeSet<&str> = pages.map(section).collect();
        // The methods stand at the head and at the foot of a page.
        assert_eq!(sections.len(), listed - 1);
    }
}
