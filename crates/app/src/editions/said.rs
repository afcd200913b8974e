//! What an edition's figures say, frozen with them.
//!
//! Every number here is worked out by `crate::reading` from the figures that the same edition prints, as it prints
//! them. A reader with a pencil gets the same, so nothing is told that was not public.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::document::{IndicatorPart, Text};

/// What the figures of one place and group over time say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadingPart {
    /// Slug of the place.
    pub place: String,
    /// Key of the group; empty is everyone.
    pub group: String,
    /// `improving`, `holding-steady`, `slipping`, `too-early`.
    pub word: String,
    /// Key of the first period that the word was told from.
    pub since: String,
    /// Key of the last one.
    pub until: String,
    /// The change from one period to the next that is normal, either way, in the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wobble: Option<f64>,
    /// Where it goes if nothing else changes, next period first; only of everyone at the place the page leads with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub course: Vec<CoursePart>,
    /// The same in two to five sentences; only of everyone at the place the page leads with.
    #[serde(default)]
    pub sentence: Text,
}

/// One step of today's course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CoursePart {
    /// Period key.
    pub period: String,
    /// As likely above as below, in the unit.
    pub value: f64,
    /// Four times in five it lies between this …
    pub lower: f64,
    /// … and this.
    pub upper: f64,
}

/// The groups of one dimension beside what they are compared with.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GapPart {
    /// Slug of the dimension.
    pub dimension: String,
    /// Key of the period.
    pub period: String,
    /// Key of the period that it is compared with; empty where none compares.
    pub before: String,
    /// `goal`, `everyone` or `best`.
    pub against: String,
    /// Key of the group that the others are compared with; empty for the goal and for everyone.
    pub reference: String,
    /// Value that they are compared with, in the unit.
    pub value: f64,
    /// One row for each group with a published value, in the order of the dimension's categories.
    pub rows: Vec<GapRow>,
    /// How many more people (fewer, where less is better) if every group shown were there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Range>,
}

/// One group beside what it is compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GapRow {
    /// Key of the group.
    pub group: String,
    /// Its value minus the one it is compared with, in the unit, with the range that chance leaves.
    pub difference: Range,
    /// Its value over the one it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<Range>,
    /// Whether the difference is larger than chance alone brings; none where the counts are not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_beyond_chance: Option<bool>,
    /// How many people the difference stands for, if it is not the good way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
    /// How much smaller the difference became since the period before; below zero if it grew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrowed: Option<f64>,
    /// `within-chance`, `widened`, `group-gained`, `both`, `reference-lost`; empty where the counts are not shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub how: String,
}

/// A figure and the range that chance leaves it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Range {
    /// The figure.
    pub value: f64,
    /// From; none where it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<f64>,
    /// To; none where it cannot be told or has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
}

impl IndicatorPart {
    /// What the figures of a place and group say.
    pub fn reading(&self, place: &str, group: &str) -> Option<&ReadingPart> {
        self.readings
            .iter()
            .find(|part| part.place == place && part.group == group)
    }
}
