//! Linkages that run at this moment in this process: how far each is, and whether it is to stop.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How far a linkage is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// In hundredths; nothing while it reads.
    pub percent: u8,
    /// Whether somebody asked to stop it.
    pub is_stopping: bool,
}

/// All that run.
#[derive(Debug, Default)]
pub struct Runs(Mutex<BTreeMap<String, Standing>>);

impl Runs {
    fn all(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Standing>> {
        // A thread that broke down while it held the list left a whole list.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that one begins; not, if it runs already.
    pub fn begin(&self, linkage: &str) -> bool {
        let mut all = self.all();
        if all.contains_key(linkage) {
            return false;
        }
        all.insert(linkage.to_owned(), Standing::default());
        true
    }

    /// Notes how far one is.
    pub fn told(&self, linkage: &str, percent: u8) {
        if let Some(standing) = self.all().get_mut(linkage) {
            standing.percent = percent;
        }
    }

    /// Asks one to stop; not, if it does not run here.
    pub fn stop(&self, linkage: &str) -> bool {
        let mut all = self.all();
        let found = all.get_mut(linkage);
        let is_here = found.is_some();
        if let Some(standing) = found {
            standing.is_stopping = true;
        }
        is_here
    }

    /// How far one is, if it runs here.
    pub fn of(&self, linkage: &str) -> Option<Standing> {
        self.all().get(linkage).cloned()
    }

    /// Notes that one is over.
    pub fn end(&self, linkage: &str) {
        self.all().remove(linkage);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_runs_once_tells_how_far_it_is_and_is_asked_to_stop() {
        let runs = Runs::default();
        assert!(runs.begin("a") && !runs.begin("a"));
        runs.told("a", 43);
        assert_eq!(runs.of("a").unwrap().percent, 43);
        assert!(runs.stop("a") && !runs.stop("b"));
        assert!(runs.of("a").unwrap().is_stopping);
        runs.end("a");
        assert_eq!(runs.of("a"), None);
    }
}
