//! The definition sheet of an indicator: everything that says what its figures mean. Versions are kept as JSON.

use domain::quantity::{Direction, Unit};
use serde::{Deserialize, Serialize};

use super::store::VersionRow;
use crate::editions::document::Text;
use crate::problems::{Check, Problem, Refusal};

/// Most decimals a value is shown with.
pub const DECIMALS_MAX: i64 = 4;
/// What groups may be compared with.
pub const COMPARE_WITH: [&str; 3] = ["goal", "everyone", "best"];
/// Kinds of periods.
pub const PERIOD_KINDS: [&str; 5] = [
    "school-year",
    "fiscal-year",
    "calendar-year",
    "five-years",
    "month",
];
/// How often figures come.
pub const CADENCES: [&str; 5] = ["yearly", "twice-a-year", "quarterly", "monthly", "irregular"];
/// Whether the collaborative's rule for small counts holds.
pub const SUPPRESSIONS: [&str; 2] = ["house", "none"];
/// Who may see it.
pub const VISIBILITIES: [&str; 2] = ["public", "internal"];

/// One version of a definition, as kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    /// Title.
    pub title: Text,
    /// Short title, for tables and small charts.
    pub short: Text,
    /// Other names that people look for.
    pub also_called: Text,
    /// Numerator.
    pub numerator: Text,
    /// Denominator.
    pub denominator: Text,
    /// Whom it is about.
    pub population: Text,
    /// `percent`, `per-thousand`, `count`, `number`.
    pub unit: String,
    /// Decimals shown.
    pub decimals: i64,
    /// `higher`, `lower`, `neither`.
    pub direction: String,
    /// What groups are compared with: one of [`COMPARE_WITH`]; empty is the goal.
    pub compare_with: String,
    /// Kind of place its figures are about.
    pub place_kind: String,
    /// Kind of period its figures are about.
    pub period_kind: String,
    /// Whether neighbouring periods share years.
    pub has_overlapping_periods: bool,
    /// How often.
    pub cadence: String,
    /// Months from the end of a period until its figure is there.
    pub lag_months: Option<i64>,
    /// Where it comes from.
    pub source: Text,
    /// Whether there is a figure for everyone.
    pub has_everyone: bool,
    /// Slugs of the dimensions it is broken down by, in order.
    pub dimensions: Vec<String>,
    /// Method notes.
    pub method: Text,
    /// Cautions.
    pub caution: Text,
}

impl Sheet {
    /// Its unit.
    pub fn unit(&self) -> Unit {
        Unit::from_code(&self.unit).unwrap_or(Unit::Number)
    }

    /// As kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a sheet has only texts, numbers and lists")
    }

    /// The sheet of a version. What stands in the version's own columns holds, whatever the sheet says; a damaged
    /// sheet is told in the log and leaves the rest empty, so that a page can still be opened and a new version made.
    pub fn of(version: &VersionRow) -> Self {
        let mut sheet = Self::from_json(&version.definition).unwrap_or_else(|error| {
            tracing::warn!(%error, version = version.indicator_version_id, "a definition sheet is damaged");
            Self::default()
        });
        sheet.title = Text {
            en: version.title_en.clone(),
            es: version.title_es.clone(),
        };
        sheet.unit.clone_from(&version.unit);
        sheet.direction.clone_from(&version.direction);
        sheet
    }

    /// Reads a kept sheet. Errors: it is damaged.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// A definition sheet as typed or read from a file: `field` gives what stands in a field.
///
/// Fields and headings have the same names, so that a form and a file are read by one rule.
pub fn read_sheet<'text>(check: &mut Check, field: impl Fn(&str) -> &'text str) -> Sheet {
    let unit = check.code("unit", field("unit"), unit_code);
    let direction = check.code("direction", field("direction"), direction_code);
    let place_kind = check.code(
        "place_kind",
        field("place_kind"),
        domain::place::PlaceKind::from_code,
    );
    let period_kind = check.code("period_kind", field("period_kind"), |code| {
        one_of(&PERIOD_KINDS, code)
    });
    let cadence = check.code("cadence", field("cadence"), |code| one_of(&CADENCES, code));
    let dimensions: Vec<String> = field("dimensions")
        .split_whitespace()
        .map(|slug| slug.to_lowercase().replace('_', "-"))
        .collect();
    let sheet = Sheet {
        title: Text {
            en: check.title("title_en", field("title_en")),
            es: check.optional_title("title_es", field("title_es")),
        },
        short: titles(check, &field, ["short_en", "short_es"]),
        also_called: titles(check, &field, ["also_called_en", "also_called_es"]),
        numerator: proses(check, &field, ["numerator_en", "numerator_es"]),
        denominator: proses(check, &field, ["denominator_en", "denominator_es"]),
        population: proses(check, &field, ["population_en", "population_es"]),
        unit: unit.map(Unit::code).unwrap_or_default().to_owned(),
        decimals: check.optional_whole("decimals", field("decimals")).unwrap_or(1),
        direction: direction.map(Direction::code).unwrap_or_default().to_owned(),
        compare_with: one_of(&COMPARE_WITH, field("compare_with")).unwrap_or_default(),
        place_kind: place_kind
            .map(domain::place::PlaceKind::code)
            .unwrap_or_default()
            .to_owned(),
        period_kind: period_kind.unwrap_or_default(),
        has_overlapping_periods: is_yes(field("overlapping_periods")),
        cadence: cadence.unwrap_or_default(),
        lag_months: check.optional_whole("lag_months", field("lag_months")),
        source: proses(check, &field, ["source_en", "source_es"]),
        has_everyone: dimensions.is_empty() || dimensions.iter().any(|slug| slug == "all"),
        dimensions: dimensions.into_iter().filter(|slug| slug != "all").collect(),
        method: proses(check, &field, ["method_en", "method_es"]),
        caution: proses(check, &field, ["caution_en", "caution_es"]),
    };
    check_sheet(check, &sheet, unit);
    sheet
}

/// The draft of a sheet, as typed for a candidate: what would be counted, of whom, and where it would come from. What a
/// whole sheet needs besides begins with what is usual, and is set before figures are collected.
pub fn read_draft<'text>(check: &mut Check, field: impl Fn(&str) -> &'text str) -> Sheet {
    let unit = check.code("unit", field("unit"), Unit::from_code);
    let direction = check.code("direction", field("direction"), Direction::from_code);
    let sheet = Sheet {
        title: Text {
            en: check.title("title_en", field("title_en")),
            es: check.optional_title("title_es", field("title_es")),
        },
        numerator: proses(check, &field, ["numerator_en", "numerator_es"]),
        denominator: proses(check, &field, ["denominator_en", "denominator_es"]),
        unit: unit.map(Unit::code).unwrap_or_default().to_owned(),
        decimals: 1,
        direction: direction.map(Direction::code).unwrap_or_default().to_owned(),
        place_kind: domain::place::PlaceKind::Town.code().to_owned(),
        period_kind: "calendar-year".to_owned(),
        cadence: "yearly".to_owned(),
        source: proses(check, &field, ["source_en", "source_es"]),
        has_everyone: true,
        ..Sheet::default()
    };
    check_sheet(check, &sheet, unit);
    sheet
}

fn check_sheet(check: &mut Check, sheet: &Sheet, unit: Option<Unit>) {
    if !(0..=DECIMALS_MAX).contains(&sheet.decimals) {
        let problem = check.problem("decimals", "problem-out-of-range");
        check.note(problem.with("least", 0).with("most", DECIMALS_MAX));
    }
    if sheet
        .lag_months
        .is_some_and(|months| !(0..=240).contains(&months))
    {
        let problem = check.problem("lag_months", "problem-out-of-range");
        check.note(problem.with("least", 0).with("most", 240));
    }
    // A percent of whom? Without it nobody can tell what a figure means, or collect it again.
    let needs_whole = unit.is_some_and(|unit| unit.factor().is_some());
    if needs_whole && sheet.denominator.en.is_empty() {
        check.wrong("denominator_en", "problem-share-without-whole");
    }
}

/// The smallest count that an indicator shows, if it has a rule of its own.
pub fn read_minimum(check: &mut Check, text: &str) -> Option<i64> {
    let minimum = check.optional_whole("minimum_count", text);
    if minimum.is_some_and(|minimum| !(3..=1000).contains(&minimum)) {
        let problem = check.problem("minimum_count", "problem-out-of-range");
        check.note(problem.with("least", 3).with("most", 1000));
    }
    minimum
}

/// Every dimension of the sheet must be one of those known.
pub fn check_dimensions(check: &Check, sheet: &Sheet, known: &[String]) -> Result<(), Refusal> {
    let unknown = sheet.dimensions.iter().filter(|slug| !known.contains(slug));
    let problems: Vec<Problem> = unknown
        .map(|slug| {
            check
                .problem("dimensions", "problem-unknown-dimension")
                .with("text", slug)
        })
        .collect();
    if problems.is_empty() {
        return Ok(());
    }
    Err(Refusal::Problems(problems))
}

fn titles<'text>(check: &mut Check, field: &impl Fn(&str) -> &'text str, names: [&str; 2]) -> Text {
    let [en, es] = names.map(|name| check.optional_title(name, field(name)));
    Text { en, es }
}

fn proses<'text>(check: &mut Check, field: &impl Fn(&str) -> &'text str, names: [&str; 2]) -> Text {
    let [en, es] = names.map(|name| check.optional_prose(name, field(name)));
    Text { en, es }
}

/// Files also say `per_1000`.
fn unit_code(code: &str) -> Option<Unit> {
    match code {
        "per-1000" => Some(Unit::PerThousand),
        code => Unit::from_code(code),
    }
}

/// Files also say `none`.
fn direction_code(code: &str) -> Option<Direction> {
    match code {
        "none" => Some(Direction::Neither),
        code => Direction::from_code(code),
    }
}

/// What groups are compared with, if nobody chose: the goal.
pub fn compare_with(code: &str) -> &str {
    if code.is_empty() { COMPARE_WITH[0] } else { code }
}

fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "yes" | "true" | "1" | "on")
}

fn one_of(codes: &[&str], code: &str) -> Option<String> {
    codes.contains(&code).then(|| code.to_owned())
}
