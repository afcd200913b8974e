//! Rendered pages in memory, up to a limit. Pages are a finite list, so nobody can fill it with rubbish.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, PoisonError, RwLock};

use super::reply::Ready;

/// Most bytes of rendered pages kept: room for the pages of three editions of fifteen indicators.
const BYTES_MAX: usize = 48 << 20;

/// Rendered pages by path.
#[derive(Debug, Default)]
pub struct Cache {
    kept: RwLock<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// The shelf's version that these pages were made from.
    version: u64,
    pages: HashMap<String, Arc<Ready>>,
    /// Paths in the order they came; the oldest goes first.
    order: VecDeque<String>,
    weight: usize,
}

impl Cache {
    /// The page of a path, if it was made from this version of the shelf.
    pub fn get(&self, path: &str, version: u64) -> Option<Arc<Ready>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if kept.version != version {
            return None;
        }
        kept.pages.get(path).cloned()
    }

    /// Keeps a page. Pages of an older version of the shelf go; so does the oldest when room is short.
    pub fn put(&self, path: &str, version: u64, ready: Arc<Ready>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.version > version {
            return;
        }
        if kept.version < version {
            *kept = Kept {
                version,
                ..Kept::default()
            };
        }
        if kept.pages.contains_key(path) || ready.weight() > BYTES_MAX {
            return;
        }
        kept.weight += ready.weight();
        kept.order.push_back(path.to_owned());
        kept.pages.insert(path.to_owned(), ready);
        while kept.weight > BYTES_MAX {
            let Some(oldest) = kept.order.pop_front() else {
                return;
            };
            if let Some(gone) = kept.pages.remove(&oldest) {
                kept.weight -= gone.weight();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::reply::{Body, Kind};

    fn page(size: usize) -> Arc<Ready> {
        Arc::new(Ready::new(Body {
            kind: Kind::Png,
            bytes: vec![7; size],
        }))
    }

    #[test]
    fn a_new_edition_makes_every_kept_page_old() {
        let cache = Cache::default();
        cache.put("/a/", 1, page(10));
        assert!(cache.get("/a/", 1).is_some());
        assert!(cache.get("/a/", 2).is_none());
        cache.put("/b/", 2, page(10));
        cache.put("/a/", 1, page(10));
        assert!(cache.get("/a/", 2).is_none(), "a page made too late is not kept");
        assert!(cache.get("/b/", 2).is_some());
    }

    #[test]
    fn the_oldest_page_goes_when_room_is_short() {
        let cache = Cache::default();
        let third = BYTES_MAX / 3;
        for path in ["/1", "/2", "/3", "/4"] {
            cache.put(path, 0, page(third));
        }
        assert!(cache.get("/1", 0).is_none());
        assert!(cache.get("/4", 0).is_some());
        cache.put("/huge", 0, page(BYTES_MAX + 1));
        assert!(cache.get("/huge", 0).is_none());
        assert!(cache.get("/4", 0).is_some());
    }
}
