//! The report on a draft's protection: what is hidden and why, and what each table was decided from. Never public.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::reading::support::Doubt;

/// What the gate did, kept beside the draft.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Hidden figures.
    pub hidden: Vec<Hidden>,
    /// Figures that differ from what an earlier edition told of them.
    #[serde(default)]
    pub corrected: Vec<Corrected>,
    /// Breakdowns with accepted figures that are not in the edition.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// Sentences that people wrote and that the figures do not support.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// Every table that was decided.
    pub tables: Vec<TableReport>,
    /// Figures that no text may tell.
    #[serde(default)]
    pub untold: Vec<Untold>,
}

/// Figures of one indicator that no text may tell: hidden ones, those told only together with others, and those of
/// breakdowns that are not in the edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Untold {
    /// Slug of the indicator.
    pub indicator: String,
    /// Smallest count of it that is shown.
    pub minimum: i64,
    /// Decimals that its values are printed with.
    pub decimals: usize,
    /// The figures.
    pub figures: Vec<UntoldFigure>,
}

/// One figure that no text may tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UntoldFigure {
    /// Group key.
    pub group: String,
    /// The part.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// The value, rounded as it would be printed.
    pub value: Option<f64>,
}

/// A breakdown with accepted figures that is not in the edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Slug of the indicator.
    pub indicator: String,
    /// Slugs of its dimensions, joined by `&`.
    pub breakdown: String,
    /// Accepted figures of it.
    pub figures: i64,
}

/// One figure that differs from what an earlier edition told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Slug of the indicator.
    pub indicator: String,
    /// Slug of the place.
    pub place: String,
    /// Period key.
    pub period: String,
    /// Group key.
    pub group: String,
    /// Whether it stands as it was printed, and the correction is held back.
    pub is_held: bool,
    /// Whether nobody can say how many people the correction is about.
    pub is_by_unknown: bool,
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
    /// What the audit of it did; nothing where nothing is protected, or where it was checked with another table.
    pub checked: Option<Checked>,
}

/// What the audit of one table did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Tables that share people with each other and were decided as one; the others of them have no check of their own.
    #[serde(default = "one")]
    pub tables: i64,
    /// Counts behind what is printed, now and earlier.
    pub cells: i64,
    /// Sums and earlier statements that bind them.
    pub relations: i64,
    /// Counts that a reader does not know.
    pub unknown: i64,
    /// Counts that must stay uncertain.
    pub guarded: i64,
    /// Of these, the ones that earlier editions give away, and that no hiding can protect any more.
    pub already_public: i64,
    /// Solver that worked.
    pub solver: String,
    /// Steps of the solver, the same on every machine.
    pub steps: i64,
    /// Narrowest range in which a hidden count of it can be pinned.
    pub narrowest: Option<i64>,
    /// What is lost by hiding, in the weights of the engine.
    #[serde(default)]
    pub loss: i64,
    /// Of this, what is lost by hiding what is small itself.
    #[serde(default)]
    pub needed: i64,
    /// What must be lost at least, as far as it was proved.
    #[serde(default)]
    pub bound: i64,
    /// How long choosing and checking took.
    pub micros: i64,
}

fn one() -> i64 {
    1
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
    /// It was told, and a correction by a few people is held back: it stands as it was printed.
    Correction,
}

impl HiddenWhy {
    /// Whether readers see the mark in place of the figure.
    pub fn is_mark(self) -> bool {
        match self {
            Self::Small | Self::GivesAway | Self::AtSource => true,
            Self::Coded | Self::Correction => false,
        }
    }
}

/// How many figures are hidden, by reason.
pub fn hidden_by_reason(hidden: &[Hidden]) -> BTreeMap<HiddenWhy, usize> {
    let mut counts = BTreeMap::new();
    for one in hidden {
        *counts.entry(one.why).or_default() += 1;
    }
    counts
}
