//! The shelf: every published edition in memory, shared by all public pages.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use platform::words::Language;

use super::document::Document;
use super::newsletter::PublicLetter;
use crate::printing::form::Form;

/// A printed report card.
#[derive(Debug)]
pub struct Print {
    /// Its pages.
    pub pages: i64,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// Prints by collaborative's slug, edition number, form and code of the language.
type Prints = BTreeMap<(String, i64), BTreeMap<(Form, &'static str), Arc<Print>>>;

/// Newsletters by collaborative's slug, and by day and slug of their own.
type Letters = BTreeMap<String, BTreeMap<(String, String), Arc<PublicLetter>>>;

/// Published editions by collaborative's slug and edition number; the newsletters that were sent beside them.
#[derive(Debug, Default)]
pub struct Shelf {
    editions: RwLock<BTreeMap<String, BTreeMap<i64, Arc<Document>>>>,
    prints: RwLock<Prints>,
    letters: RwLock<Letters>,
    version: AtomicU64,
}

impl Shelf {
    /// Puts a published edition on the shelf; it is seen by the next request.
    pub fn put(&self, document: Document) {
        let mut editions = self
            .editions
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let slug = document.collaborative.slug.clone();
        editions
            .entry(slug)
            .or_default()
            .insert(document.number, Arc::new(document));
        self.version.fetch_add(1, Ordering::Release);
    }

    /// Grows with every edition that is put on the shelf: pages made from an earlier version are old.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// The newest edition of a collaborative.
    pub fn newest(&self, slug: &str) -> Option<Arc<Document>> {
        self.read(|editions| editions.get(slug)?.values().next_back().cloned())
    }

    /// One edition of a collaborative.
    pub fn edition(&self, slug: &str, number: i64) -> Option<Arc<Document>> {
        self.read(|editions| editions.get(slug)?.get(&number).cloned())
    }

    /// Every edition of a collaborative, oldest first.
    pub fn editions(&self, slug: &str) -> Vec<Arc<Document>> {
        self.read(|editions| editions.get(slug).map(|all| all.values().cloned().collect()))
            .unwrap_or_default()
    }

    /// Slugs of collaboratives with a published edition.
    pub fn collaboratives(&self) -> Vec<String> {
        self.read(|editions| Some(editions.keys().cloned().collect()))
            .unwrap_or_default()
    }

    /// Puts a printed report card beside its edition; pages made from now on offer it.
    pub fn put_print(&self, (slug, number): (&str, i64), (form, language): (Form, Language), print: Print) {
        let mut prints = self
            .prints
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let of_edition = prints.entry((slug.to_owned(), number)).or_default();
        of_edition.insert((form, language.code()), Arc::new(print));
        self.version.fetch_add(1, Ordering::Release);
    }

    /// A printed report card.
    pub fn print(
        &self,
        (slug, number): (&str, i64),
        (form, language): (Form, Language),
    ) -> Option<Arc<Print>> {
        let prints = self
            .prints
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let of_edition = prints.get(&(slug.to_owned(), number))?;
        of_edition.get(&(form, language.code())).cloned()
    }

    /// Puts a newsletter that was sent into the public archive.
    pub fn put_letter(&self, slug: &str, letter: PublicLetter) {
        let mut letters = self
            .letters
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = (letter.sent_on.clone(), letter.slug.clone());
        let of_collaborative = letters.entry(slug.to_owned()).or_default();
        of_collaborative.insert(key, Arc::new(letter));
        self.version.fetch_add(1, Ordering::Release);
    }

    /// The newsletters of a collaborative, the newest first.
    pub fn letters(&self, slug: &str) -> Vec<Arc<PublicLetter>> {
        let letters = self
            .letters
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let of_collaborative = letters.get(slug);
        of_collaborative.map_or_else(Vec::new, |all| all.values().rev().cloned().collect())
    }

    /// A newsletter by its own slug.
    pub fn letter(&self, slug: &str, letter: &str) -> Option<Arc<PublicLetter>> {
        self.letters(slug).into_iter().find(|one| one.slug == letter)
    }

    fn read<T>(
        &self,
        look: impl FnOnce(&BTreeMap<String, BTreeMap<i64, Arc<Document>>>) -> Option<T>,
    ) -> Option<T> {
        let editions = self
            .editions
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        look(&editions)
    }
}
