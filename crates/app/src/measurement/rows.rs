//! Rows of measurement as stored; the queries are in `store`, figures in `observations`.

use platform::db::FromQueryResult;

/// A result.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct ResultRow {
    /// Identifier.
    pub result_id: String,
    /// Part of its address.
    pub slug: String,
    /// `result`, or `context` (no goal).
    pub kind: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// About it, English.
    pub about_en: String,
    /// About it, Spanish.
    pub about_es: String,
    /// Order.
    pub position: i64,
}

/// An indicator without its definition.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct IndicatorRow {
    /// Identifier.
    pub indicator_id: String,
    /// Part of its address.
    pub slug: String,
    /// For which result.
    pub result_id: Option<String>,
    /// Who looks after it.
    pub steward_person_id: Option<String>,
    /// Whose data it is.
    pub owner_organisation_id: Option<String>,
    /// The place its page leads with.
    pub headline_place_id: Option<String>,
    /// `public` or `internal`.
    pub visibility: String,
    /// `house` or `none`.
    pub suppression: String,
    /// Its own smallest count.
    pub minimum_count: Option<i64>,
    /// Order.
    pub position: i64,
}

/// One version of a definition.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct VersionRow {
    /// Identifier.
    pub indicator_version_id: String,
    /// Of which indicator.
    pub indicator_id: String,
    /// From 1.
    pub version: i64,
    /// From which day on.
    pub valid_from: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Unit.
    pub unit: String,
    /// Direction.
    pub direction: String,
    /// The sheet, JSON.
    pub definition: String,
    /// When it was made.
    pub created_at: i64,
}

/// A dimension.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct DimensionRow {
    /// Identifier.
    pub dimension_id: String,
    /// Part of keys.
    pub slug: String,
    /// Label, English.
    pub label_en: String,
    /// Label, Spanish.
    pub label_es: String,
    /// Note, English.
    pub note_en: String,
    /// Note, Spanish.
    pub note_es: String,
    /// Order.
    pub position: i64,
}

/// A category of a dimension.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct CategoryRow {
    /// Identifier.
    pub category_id: String,
    /// Of which dimension.
    pub dimension_id: String,
    /// Part of keys.
    pub slug: String,
    /// Label, English.
    pub label_en: String,
    /// Label, Spanish.
    pub label_es: String,
    /// Order.
    pub position: i64,
}

/// What a source calls a category.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct CrosswalkRow {
    /// Of which dimension.
    pub dimension_id: String,
    /// As it is compared.
    pub name_key: String,
    /// As the source writes it.
    pub source_value: String,
    /// What it means.
    pub category_id: String,
}

/// A break in a series.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct BreakRow {
    /// Of which indicator.
    pub indicator_id: String,
    /// Key of the period.
    pub period: String,
    /// `break`, `not-comparable`, `missing`.
    pub kind: String,
    /// Empty: everything; `all`: everyone only; a dimension; a group's key.
    pub applies_to: String,
    /// Why, English.
    pub reason_en: String,
    /// Why, Spanish.
    pub reason_es: String,
}

/// Where a target starts from.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct BaselineRow {
    /// Of which indicator.
    pub indicator_id: String,
    /// Where.
    pub place_id: String,
    /// For whom.
    pub group_key: String,
    /// When.
    pub period: String,
    /// Value, in the unit.
    pub value: f64,
}

/// A target.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct TargetRow {
    /// Identifier.
    pub target_id: String,
    /// Of which indicator.
    pub indicator_id: String,
    /// Where.
    pub place_id: String,
    /// For whom.
    pub group_key: String,
    /// `sustained`, `incremental`, `equitable`.
    pub kind: String,
    /// By when.
    pub period: String,
    /// Value, in the unit.
    pub value: f64,
    /// When it was agreed.
    pub agreed_on: Option<String>,
    /// By whom: a body's slug.
    pub agreed_by: String,
    /// Note, English.
    pub note_en: String,
    /// Note, Spanish.
    pub note_es: String,
}

/// A source of figures.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct SourceRow {
    /// Identifier.
    pub source_id: String,
    /// Part of its address.
    pub slug: String,
    /// Publisher.
    pub publisher: String,
    /// Title.
    pub title: String,
    /// Licence.
    pub licence: String,
    /// Credit line.
    pub credit: String,
}

/// A version of a story.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct StoryRow {
    /// Of which indicator.
    pub indicator_id: String,
    /// From 1.
    pub version: i64,
    /// The story, JSON of `editions::document::StoryPart`.
    pub body: String,
    /// When it was written.
    pub created_at: i64,
    /// By whom: kind and identifier, as history names an actor.
    pub created_by: String,
}
