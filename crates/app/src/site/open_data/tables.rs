//! The tables of an edition and their columns: one list for files, schemas, the workbook and the page.

use platform::words::Words;

use super::deeds;

/// A table of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One row a figure: an indicator at a place in a period for a group.
    Figures,
    /// One row an indicator, with its definition.
    Indicators,
    /// One row a place.
    Places,
    /// One row a category of a dimension.
    Groups,
    /// One row a goal.
    Targets,
    /// One row a break in a series.
    Breaks,
    /// One row a source.
    Sources,
    /// One row an activity of the plan.
    Plan,
    /// One row a decision.
    Decisions,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A number with decimals.
    Number,
    /// A count.
    Whole,
    /// A day, ISO 8601.
    Day,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading, the same in every language.
    pub name: &'static str,
    /// What it holds.
    pub holds: Type,
    /// Whether every row has it.
    pub is_required: bool,
}

/// A column whose every cell is found in another table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The column.
    pub column: &'static str,
    /// The other table.
    pub table: Table,
    /// Its column.
    pub to: &'static str,
}

/// Why there is or is no value.
pub const STATUSES: [&str; 8] = [
    "ok",
    "at_least",
    "at_most",
    "protected",
    "not_comparable",
    "not_yet_measured",
    "too_few",
    "late",
];
const UNITS: [&str; 4] = ["percent", "per-thousand", "count", "number"];
const DIRECTIONS: [&str; 3] = ["higher", "lower", "neither"];

pub(super) const fn always(name: &'static str, holds: Type) -> Column {
    Column {
        name,
        holds,
        is_required: true,
    }
}

pub(super) const fn maybe(name: &'static str, holds: Type) -> Column {
    Column {
        name,
        holds,
        is_required: false,
    }
}

impl Table {
    /// Every table, the figures first.
    pub const ALL: [Self; 9] = [
        Self::Figures,
        Self::Indicators,
        Self::Places,
        Self::Groups,
        Self::Targets,
        Self::Breaks,
        Self::Sources,
        Self::Plan,
        Self::Decisions,
    ];

    /// Its name among tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Indicators => "indicators",
            Self::Places => "places",
            Self::Groups => "groups",
            Self::Targets => "targets",
            Self::Breaks => "breaks",
            Self::Sources => "sources",
            Self::Plan => "plan",
            Self::Decisions => "decisions",
        }
    }

    /// The name of its file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Figures => "data.csv",
            Self::Indicators => "indicators.csv",
            Self::Places => "places.csv",
            Self::Groups => "groups.csv",
            Self::Targets => "targets.csv",
            Self::Breaks => "breaks.csv",
            Self::Sources => "sources.csv",
            Self::Plan => "plan.csv",
            Self::Decisions => "decisions.csv",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Figures => FIGURES.to_vec(),
            Self::Indicators => INDICATORS.to_vec(),
            Self::Places => ["place", "name", "kind", "codes"]
                .map(|name| text_column(name, &["place", "name"]))
                .into(),
            Self::Groups => ["dimension", "dimension_label", "category", "category_label"]
                .map(|name| text_column(name, &["dimension", "category"]))
                .into(),
            Self::Targets => TARGETS.to_vec(),
            Self::Breaks => ["indicator", "period", "kind", "applies_to", "reason"]
                .map(|name| text_column(name, &["indicator", "period", "kind"]))
                .into(),
            Self::Sources => ["source", "publisher", "title", "licence", "credit"]
                .map(|name| text_column(name, &["source"]))
                .into(),
            Self::Plan => deeds::PLAN.to_vec(),
            Self::Decisions => deeds::DECISIONS.to_vec(),
        }
    }

    /// The columns that tell its rows apart; none where the edition does not promise it.
    ///
    /// The figures' group belongs to their key and is empty for everyone, which no schema language takes in a key:
    /// there the promise stands in the description of the column, and a test keeps it.
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Self::Figures | Self::Targets | Self::Breaks => &[],
            Self::Indicators => &["indicator"],
            Self::Places => &["place"],
            Self::Groups => &["dimension", "category"],
            Self::Sources => &["source"],
            Self::Plan => &["activity"],
            Self::Decisions => &["decision"],
        }
    }

    /// What a column holds, for people. Some names mean something else in one table than in the others.
    pub fn about_column(self, column: &str, words: Words) -> String {
        let column = column.replace('_', "-");
        let own = format!("open-column-{}-{column}", self.name());
        if words.has(&own) {
            return words.say(&own);
        }
        words.say(&format!("open-column-{column}"))
    }

    /// Columns whose cells are found in other tables.
    pub fn references(self) -> Vec<Reference> {
        let to = |column, table, to| Reference { column, table, to };
        match self {
            Self::Figures | Self::Targets => vec![
                to("indicator", Self::Indicators, "indicator"),
                to("place", Self::Places, "place"),
            ],
            Self::Indicators => vec![to("headline_place", Self::Places, "place")],
            Self::Breaks | Self::Plan => vec![to("indicator", Self::Indicators, "indicator")],
            Self::Places | Self::Groups | Self::Sources | Self::Decisions => Vec::new(),
        }
    }
}

fn text_column(name: &'static str, required: &[&str]) -> Column {
    Column {
        name,
        holds: Type::Text,
        is_required: required.contains(&name),
    }
}

const FIGURES: [Column; 17] = [
    always("indicator", Type::Text),
    always("title", Type::Text),
    always("place", Type::Text),
    always("place_name", Type::Text),
    always("period", Type::Text),
    maybe("group", Type::Text),
    always("group_label", Type::Text),
    always("status", Type::Choice(&STATUSES)),
    maybe("value", Type::Number),
    always("unit", Type::Choice(&UNITS)),
    maybe("numerator", Type::Whole),
    maybe("denominator", Type::Whole),
    maybe("margin_90", Type::Number),
    maybe("corrected_from", Type::Number),
    maybe("note", Type::Text),
    always("edition", Type::Whole),
    maybe("published_on", Type::Day),
];

const INDICATORS: [Column; 18] = [
    always("indicator", Type::Text),
    always("title", Type::Text),
    maybe("result", Type::Text),
    maybe("result_title", Type::Text),
    always("unit", Type::Choice(&UNITS)),
    always("direction", Type::Choice(&DIRECTIONS)),
    maybe("headline_place", Type::Text),
    maybe("about", Type::Text),
    maybe("numerator", Type::Text),
    maybe("denominator", Type::Text),
    maybe("population", Type::Text),
    maybe("source", Type::Text),
    maybe("cadence", Type::Text),
    maybe("method", Type::Text),
    maybe("cautions", Type::Text),
    always("definition_version", Type::Whole),
    maybe("dimensions", Type::Text),
    maybe("sources", Type::Text),
];

const TARGETS: [Column; 6] = [
    always("indicator", Type::Text),
    always("place", Type::Text),
    maybe("group", Type::Text),
    maybe("kind", Type::Text),
    maybe("period", Type::Text),
    always("value", Type::Number),
];
