//! The shelf: every published edition in memory, shared by all public pages.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use super::document::Document;

/// Published editions by collaborative's slug and edition number.
#[derive(Debug, Default)]
pub struct Shelf {
    editions: RwLock<BTreeMap<String, BTreeMap<i64, Arc<Document>>>>,
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
