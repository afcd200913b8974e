//! Corrections: a restated count is another count than the one that readers were told.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::find;
use super::{Correction, Ledger, LedgerFault, LedgerSum, Role, Said};
use crate::table::Adding;

impl Ledger {
    /// Restates counts: their keys stand for the new values from now on, and so do those of all totals above them.
    ///
    /// What readers were told before was about other counts, which keep their place in the ledger under new keys. The
    /// difference is protected like any small count: whoever sees both figures sees how many people were moved.
    /// Errors: [`LedgerFault`].
    pub fn restate(&mut self, changes: &[(String, i64)]) -> Result<(), LedgerFault> {
        let index: BTreeMap<&str, usize> = self
            .counts
            .iter()
            .enumerate()
            .map(|(at, count)| (count.key.as_str(), at))
            .collect();
        let mut changed = BTreeMap::new();
        for (key, value) in changes {
            let at = find(&index, key)?;
            if self.counts[at].value != Some(*value) {
                changed.insert(key.clone(), Some(*value));
            }
        }
        drop(index);
        if changed.is_empty() {
            return Ok(());
        }
        let changed = self.with_totals(changed);
        let (changed, kept) = self.with_parts(changed);
        let before: BTreeMap<String, String> = changed
            .keys()
            .map(|key| (key.clone(), self.key_before(key)))
            .collect();
        self.set_aside(&before);
        for (key, value) in changed {
            let old = before[&key].clone();
            let count = self.counts.iter_mut().find(|count| count.key == key);
            let count = count.expect("every changed key was looked up, or is a total of the ledger");
            let mut kept = count.clone();
            count.value = value;
            kept.key.clone_from(&old);
            if let Role::PartOf(of) = &mut kept.role
                && let Some(old) = before.get(of)
            {
                of.clone_from(old);
            }
            self.counts.push(kept);
            self.corrections.push(Correction {
                now: key,
                before: old,
            });
        }
        for key in kept {
            self.known.push(Said::Linear {
                terms: vec![(key.clone(), 1), (before[&key].clone(), -1)],
                low: Some(0),
                high: Some(0),
            });
        }
        Ok(())
    }

    /// The changes with the parts of restated groups: those to whom something does not apply changed with the group.
    /// Also tells the parts that themselves stayed as they were, as every reader takes for granted.
    fn with_parts(
        &self,
        mut changed: BTreeMap<String, Option<i64>>,
    ) -> (BTreeMap<String, Option<i64>>, Vec<String>) {
        let mut kept = Vec::new();
        for count in &self.counts {
            let is_in_changed = matches!(&count.role, Role::PartOf(of) if changed.contains_key(of));
            if is_in_changed && !changed.contains_key(&count.key) {
                kept.push(count.key.clone());
            }
        }
        for key in &kept {
            let count = self.counts.iter().find(|count| count.key == *key);
            changed.insert(key.clone(), count.and_then(|count| count.value));
        }
        (changed, kept)
    }

    /// The changes with what they mean for all totals above them, unless a change says that itself.
    fn with_totals(&self, mut changed: BTreeMap<String, Option<i64>>) -> BTreeMap<String, Option<i64>> {
        let values: BTreeMap<&str, Option<i64>> = self
            .counts
            .iter()
            .map(|count| (count.key.as_str(), count.value))
            .collect();
        let given: BTreeSet<String> = changed.keys().cloned().collect();
        // Sums may stand in any order: as many rounds as there are levels.
        for _ in 0..self.sums.len() {
            let known = changed.clone();
            let value = |key: &String| match known.get(key) {
                Some(value) => *value,
                None => values.get(key.as_str()).copied().flatten(),
            };
            for sum in self.sums.iter().filter(|sum| sum.adding == Adding::Exactly) {
                let is_above = sum.parts.iter().any(|part| known.contains_key(part));
                if is_above && !given.contains(&sum.total) {
                    let parts: Option<Vec<i64>> = sum.parts.iter().map(value).collect();
                    changed.insert(sum.total.clone(), parts.map(|parts| parts.iter().sum()));
                }
            }
            if changed == known {
                break;
            }
        }
        changed
    }

    fn key_before(&self, key: &str) -> String {
        // Earlier corrections speak of the key that the count had between them, so they do not tell how many there were.
        (1..)
            .map(|times| format!("{key} (before correction {times})"))
            .find(|old| self.counts.iter().all(|count| count.key != *old))
            .expect("there are more numbers than counts")
    }

    /// Lets everything that was said speak of the counts as they were, and keeps their sums beside the new ones.
    fn set_aside(&mut self, before: &BTreeMap<String, String>) {
        let rename = |key: &mut String| {
            if let Some(old) = before.get(key) {
                key.clone_from(old);
            }
        };
        let all_said = self.releases.iter_mut().flat_map(|release| &mut release.said);
        for said in all_said.chain(&mut self.known) {
            said.keys_mut().into_iter().for_each(rename);
        }
        for release in &mut self.releases {
            release.hidden.iter_mut().for_each(rename);
        }
        for correction in &mut self.corrections {
            rename(&mut correction.now);
        }
        let old: Vec<LedgerSum> = self
            .sums
            .iter()
            .filter(|sum| {
                std::iter::once(&sum.total)
                    .chain(&sum.parts)
                    .any(|key| before.contains_key(key))
            })
            .map(|sum| {
                let mut old = sum.clone();
                rename(&mut old.total);
                old.parts.iter_mut().for_each(rename);
                old
            })
            .collect();
        self.sums.extend(old);
    }
}

impl Said {
    /// Whether it speaks of this count; for tests and reports.
    pub fn speaks_of(&self, key: &str) -> bool {
        self.clone().keys_mut().into_iter().any(|spoken| spoken == key)
    }
}
