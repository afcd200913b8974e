//! The report on a draft's protection: what is hidden and why, and what each table was decided from. Never public.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the gate did, kept beside the draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Hidden figures.
    pub hidden: Vec<Hidden>,
    /// Every table that was decided.
    pub tables: Vec<TableReport>,
}

/// One table that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReport {
    /// Slug of the indicator.
    pub indicator: String,
    /// Slug of the place.
    pub place: String,
    /// Period key.
    pub period: String,
    /// Fingerprint of the rules and figures that it was decided from.
    pub decided_from: String,
    /// Narrowest range in which a hidden count of it can be pinned.
    pub narrowest: Option<i64>,
}

/// One hidden figure and its reason. For staff who may see small counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Slug of the indicator.
    pub indicator: String,
    /// Slug of the place.
    pub place: String,
    /// Period key.
    pub period: String,
    /// Group key.
    pub group: String,
    /// Why.
    pub why: HiddenWhy,
}

/// Why a figure is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenWhy {
    /// A count of it is below the minimum.
    Small,
    /// It would give another small count away.
    GivesAway,
    /// The source kept it back.
    AtSource,
    /// It is told as "5% or less" or "95% or more".
    Coded,
}

/// How many figures are hidden, by reason.
pub fn hidden_by_reason(hidden: &[Hidden]) -> BTreeMap<HiddenWhy, usize> {
    let mut counts = BTreeMap::new();
    for one in hidden {
        *counts.entry(one.why).or_default() += 1;
    }
    counts
}
