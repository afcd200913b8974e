//! What an edition holds: for each indicator, every period up to one.

use std::collections::{BTreeMap, BTreeSet};

use domain::measurement::Group;
use domain::period::Period;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::pooling::Pool;

/// The selection of a draft, kept with it so that a correction starts from the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// For each indicator's slug, the key of the last period that is in.
    pub until: BTreeMap<String, String>,
    /// For each indicator's slug, breakdowns that are left out ([`breakdown`]).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<String, BTreeSet<String>>,
    /// For each indicator's slug, breakdowns that no edition had, and that were proposed, checked and added.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub added: BTreeMap<String, BTreeSet<String>>,
    /// For each indicator's slug, small groups that are told together.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pools: BTreeMap<String, Vec<Pool>>,
}

/// The breakdown that a group belongs to: the slugs of its dimensions joined by `&`; empty for everyone.
pub fn breakdown(group: &Group) -> String {
    let dimensions: Vec<&str> = group.parts().map(|(dimension, _)| dimension).collect();
    dimensions.join("&")
}

impl Selection {
    /// Whether a period of an indicator is in.
    pub fn holds(&self, indicator: &str, period: Period) -> bool {
        let until = self.until.get(indicator).and_then(|key| Period::parse(key).ok());
        until.is_some_and(|until| period <= until)
    }

    /// Breakdowns of an indicator that are in, out of those for which figures are accepted.
    ///
    /// An indicator's first edition has what it has. After that the set is closed: each further breakdown is
    /// proposed, its price computed against everything that is public, and added by a second person.
    pub fn breakdowns(
        &self,
        indicator: &str,
        accepted: &BTreeSet<String>,
        earlier: &[&Document],
    ) -> BTreeSet<String> {
        let nothing = BTreeSet::new();
        let left_out = self.left_out.get(indicator).unwrap_or(&nothing);
        let added = self.added.get(indicator).unwrap_or(&nothing);
        let parts = earlier
            .iter()
            .filter_map(|document| document.indicator(indicator));
        let groups = parts.flat_map(|part| &part.figures).map(|figure| figure.group());
        let groups: BTreeSet<&str> = groups.collect();
        let printed: BTreeSet<String> = groups
            .iter()
            .filter_map(|group| Group::parse(group).ok())
            .map(|group| breakdown(&group))
            .collect();
        let is_open = printed.is_empty();
        let is_in = |key: &&String| is_open || printed.contains(*key) || added.contains(*key);
        let chosen = accepted.iter().filter(is_in);
        chosen.filter(|key| !left_out.contains(*key)).cloned().collect()
    }

    /// This selection with the choices of an earlier one about breakdowns and groups told together, for the
    /// indicators that are in.
    pub fn continuing(mut self, earlier: &Self) -> Self {
        for (slug, keys) in &earlier.left_out {
            self.left_out.entry(slug.clone()).or_insert_with(|| keys.clone());
        }
        for (slug, keys) in &earlier.added {
            self.added.entry(slug.clone()).or_insert_with(|| keys.clone());
        }
        for (slug, pools) in &earlier.pools {
            self.pools.entry(slug.clone()).or_insert_with(|| pools.clone());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_in_up_to_the_one_named() {
        let selection = Selection {
            until: BTreeMap::from([("a".into(), "2018-19".into())]),
            ..Selection::default()
        };
        assert!(selection.holds("a", Period::SchoolYear(2018)));
        assert!(!selection.holds("a", Period::SchoolYear(2019)));
        assert!(!selection.holds("b", Period::SchoolYear(2018)));
    }
}
