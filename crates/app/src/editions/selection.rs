//! What an edition holds: for each indicator, every period up to one.

use std::collections::BTreeMap;

use domain::period::Period;
use serde::{Deserialize, Serialize};

/// The selection of a draft, kept with it so that a correction starts from the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// For each indicator's slug, the key of the last period that is in.
    pub until: BTreeMap<String, String>,
}

impl Selection {
    /// Whether a period of an indicator is in.
    pub fn holds(&self, indicator: &str, period: Period) -> bool {
        let until = self.until.get(indicator).and_then(|key| Period::parse(key).ok());
        until.is_some_and(|until| period <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_in_up_to_the_one_named() {
        let selection = Selection {
            until: BTreeMap::from([("a".into(), "2018-19".into())]),
        };
        assert!(selection.holds("a", Period::SchoolYear(2018)));
        assert!(!selection.holds("a", Period::SchoolYear(2019)));
        assert!(!selection.holds("b", Period::SchoolYear(2018)));
    }
}
