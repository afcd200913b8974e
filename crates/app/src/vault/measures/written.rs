//! A definition as people write it and as it is kept. Pure.
//!
//! Conditions stand one a line, an element, a sign and values: `Grade = 7, 8`, `Days >= 30`, `Left on !` (nothing stands
//! there), `Left on ?` (something does). They are data, never a query.

use serde::{Deserialize, Serialize};

use crate::blocks::Typed;
use crate::problems::{Check, Problem, Refusal};

/// Who is counted in the numerator.
pub const COUNTED_BY: [&str; 3] = ["person", "services", "events"];
/// What is added up over somebody's rows.
pub const FOLDS: [&str; 2] = ["count", "sum"];
/// What the number is a share of.
pub const SHARES: [&str; 3] = ["none", "enrolled", "all"];
/// Most conditions in a list.
const CONDITIONS_MAX: usize = 50;

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The element.
    pub column: String,
    /// Code of the comparison, as the worker knows it.
    pub compare: String,
    /// With what.
    pub values: Vec<String>,
}

/// Signs, longest first, with the comparison's code.
const SIGNS: [(&str, &str); 4] = [
    ("!=", "is-not"),
    (">=", "at-least"),
    ("<=", "at-most"),
    ("=", "is"),
];

impl Condition {
    /// Reads a line. Nothing: it is no condition.
    pub fn parse(line: &str) -> Option<Self> {
        let line = line
            .trim()
            .replace('≥', ">=")
            .replace('≤', "<=")
            .replace('≠', "!=");
        // The first sign in the line ends the element's name.
        let found = SIGNS
            .iter()
            .filter_map(|(sign, code)| Some((line.find(sign)?, *sign, *code)));
        let found = found.min_by_key(|(at, sign, _)| (*at, usize::MAX - sign.len()));
        let Some((at, sign, code)) = found else {
            let (column, code) = match (line.strip_suffix('?'), line.strip_suffix('!')) {
                (Some(column), _) => (column, "filled"),
                (_, Some(column)) => (column, "empty"),
                (None, None) => return None,
            };
            return Some(Self {
                column: column.trim().to_owned(),
                compare: code.to_owned(),
                values: Vec::new(),
            })
            .filter(|one| !one.column.is_empty());
        };
        let column = line[..at].trim().to_owned();
        let values = line[at + sign.len()..].split([',', ';']).map(str::trim);
        let values: Vec<String> = values
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .collect();
        let is_one = !matches!(code, "at-least" | "at-most") || values.len() == 1;
        (!column.is_empty() && !values.is_empty() && is_one).then(|| Self {
            column,
            compare: code.to_owned(),
            values,
        })
    }

    /// The line again.
    pub fn line(&self) -> String {
        let sign = SIGNS.iter().find(|(_, code)| *code == self.compare);
        match (sign, self.compare.as_str()) {
            (Some((sign, _)), _) => format!("{} {sign} {}", self.column, self.values.join(", ")),
            (None, "filled") => format!("{} ?", self.column),
            (None, _) => format!("{} !", self.column),
        }
    }
}

fn lines(conditions: &[Condition]) -> String {
    conditions
        .iter()
        .map(Condition::line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A dimension and the element that tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByElement {
    /// The dimension's slug.
    pub slug: String,
    /// The element.
    pub element: String,
}

/// A definition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    /// Whom it is about.
    pub cohort: Vec<Condition>,
    /// Element of the first day.
    pub enrolled_from: String,
    /// Element of the last day.
    pub enrolled_until: String,
    /// Or element of the number of days.
    pub enrolled_days: String,
    /// At least this many days; nothing: everybody.
    pub enrolled_least: Option<f64>,
    /// One of [`COUNTED_BY`].
    pub counted_by: String,
    /// Conditions on the person, or on what happened.
    pub counted: Vec<Condition>,
    /// Element of the day on which it happened.
    pub counted_day: String,
    /// One of [`FOLDS`].
    pub fold: String,
    /// Element that is added up.
    pub fold_element: String,
    /// One of [`SHARES`].
    pub share_of: String,
    /// Counted from here on; shares in percent.
    pub at_least: Option<f64>,
    /// Counted up to here; shares in percent.
    pub at_most: Option<f64>,
    /// Element of the place.
    pub place_element: String,
    /// The place under which everybody is counted together.
    pub whole_place: String,
    /// Breakdowns.
    pub dimensions: Vec<ByElement>,
    /// The linkage by which a person is counted once over partners; empty: each partner's people are counted for themselves.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub linkage: String,
}

/// What a whole form says.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// The indicator.
    pub indicator: String,
    /// The definition.
    pub written: Written,
}

impl Written {
    /// The definition in a row; what cannot be read counts nobody.
    pub fn of(definition: &str) -> Self {
        serde_json::from_str(definition).unwrap_or_default()
    }

    /// As it is kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a definition is plain JSON")
    }

    /// Whether anything but everybody together is counted: a place of their own, or a breakdown.
    pub fn has_parts(&self) -> bool {
        !self.place_element.is_empty() || !self.dimensions.is_empty()
    }

    /// Elements of a person's row that it needs.
    pub fn person_elements(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.cohort.iter().map(|one| one.column.as_str()).collect();
        if self.enrolled_least.is_some() {
            all.extend([
                self.enrolled_from.as_str(),
                self.enrolled_until.as_str(),
                self.enrolled_days.as_str(),
            ]);
        }
        if self.counted_by == "person" {
            all.extend(self.counted.iter().map(|one| one.column.as_str()));
        }
        all.push(&self.place_element);
        all.extend(self.dimensions.iter().map(|one| one.element.as_str()));
        all.retain(|one| !one.is_empty());
        all
    }

    /// Elements of a row about what happened that it needs.
    pub fn happened_elements(&self) -> Vec<&str> {
        if self.counted_by == "person" {
            return Vec::new();
        }
        let mut all: Vec<&str> = self.counted.iter().map(|one| one.column.as_str()).collect();
        all.push(&self.counted_day);
        if self.fold == "sum" {
            all.push(&self.fold_element);
        }
        all.retain(|one| !one.is_empty());
        all
    }
}

/// Reads a form. Errors: what is wrong, each at its field.
pub fn read(typed: &Typed, dimensions: &[String]) -> Result<Said, Refusal> {
    let mut check = Check::form();
    let title_en = check.title("measure_title_en", typed.get("measure_title_en"));
    let title_es = check.optional_title("measure_title_es", typed.get("measure_title_es"));
    let indicator: Option<domain::ids::IndicatorId> = typed.id("measure_for");
    if indicator.is_none() {
        check.wrong("measure_for", "problem-measure-no-indicator");
    }
    let code = |check: &mut Check, field: &str, codes: &'static [&'static str]| {
        let found = check.code(field, typed.get(field), |code| {
            codes.iter().find(|one| **one == code).copied()
        });
        found.unwrap_or_default().to_owned()
    };
    let counted_by = code(&mut check, "counted_by", &COUNTED_BY);
    let fold = code(&mut check, "fold_by", &FOLDS);
    let share_of = code(&mut check, "share_of", &SHARES);
    let by_element = dimensions.iter().filter_map(|slug| {
        let element = typed.get(&format!("dimension_{slug}")).trim().to_owned();
        (!element.is_empty()).then(|| ByElement {
            slug: slug.clone(),
            element,
        })
    });
    let element = |field: &str| typed.get(field).trim().to_owned();
    let written = Written {
        cohort: conditions(&mut check, "cohort_rules", typed.get("cohort_rules")),
        enrolled_from: element("enrolled_from"),
        enrolled_until: element("enrolled_until"),
        enrolled_days: element("enrolled_days"),
        enrolled_least: check.optional_number("enrolled_least", typed.get("enrolled_least")),
        counted_by,
        counted: conditions(&mut check, "counted_rules", typed.get("counted_rules")),
        counted_day: element("counted_day"),
        fold,
        fold_element: element("fold_element"),
        share_of,
        at_least: check.optional_number("counted_least", typed.get("counted_least")),
        at_most: check.optional_number("counted_most", typed.get("counted_most")),
        place_element: element("place_element"),
        whole_place: element("whole_place"),
        dimensions: by_element.collect(),
        linkage: element("measure_linkage"),
    };
    agree(&mut check, &written);
    let indicator = indicator.map(|id| id.to_string()).unwrap_or_default();
    check.finish(Said {
        title_en,
        title_es,
        indicator,
        written,
    })
}

/// What must fit together.
fn agree(check: &mut Check, written: &Written) {
    let has_time = !written.enrolled_from.is_empty() || !written.enrolled_days.is_empty();
    if written.enrolled_least.is_some() && !has_time {
        check.wrong("enrolled_least", "problem-measure-no-time");
    }
    if written.share_of == "enrolled" && written.enrolled_least.is_none() {
        check.wrong("share_of", "problem-measure-share-of-what");
    }
    if written.counted_by == "person" {
        if written.counted.is_empty() {
            check.wrong("counted_rules", "problem-measure-nothing-counted");
        }
    } else if written.at_least.is_none() && written.at_most.is_none() {
        check.wrong("counted_least", "problem-measure-no-threshold");
    }
    if written.counted_by != "person" && written.fold == "sum" && written.fold_element.is_empty() {
        check.wrong("fold_element", "problem-measure-no-sum");
    }
    if written.place_element.is_empty() && written.whole_place.is_empty() {
        check.wrong("place_element", "problem-measure-no-place");
    }
}

fn conditions(check: &mut Check, field: &str, text: &str) -> Vec<Condition> {
    let mut read = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(CONDITIONS_MAX)
    {
        match Condition::parse(line) {
            Some(one) => read.push(one),
            None => {
                check.note(Problem::field(field, "problem-measure-no-condition").with("text", line.trim()));
                break;
            }
        }
    }
    read
}

/// The form as it stands filled in.
pub fn typed(said: &Said) -> Typed {
    let written = &said.written;
    let number = |number: Option<f64>| number.map(|one| one.to_string()).unwrap_or_default();
    let typed = Typed::default()
        .with("measure_title_en", &said.title_en)
        .with("measure_title_es", &said.title_es)
        .with("measure_for", &said.indicator)
        .with("cohort_rules", lines(&written.cohort))
        .with("enrolled_from", &written.enrolled_from)
        .with("enrolled_until", &written.enrolled_until)
        .with("enrolled_days", &written.enrolled_days)
        .with("enrolled_least", number(written.enrolled_least))
        .with("counted_by", &written.counted_by)
        .with("counted_rules", lines(&written.counted))
        .with("counted_day", &written.counted_day)
        .with("fold_by", &written.fold)
        .with("fold_element", &written.fold_element)
        .with("share_of", &written.share_of)
        .with("counted_least", number(written.at_least))
        .with("counted_most", number(written.at_most))
        .with("place_element", &written.place_element)
        .with("whole_place", &written.whole_place)
        .with("measure_linkage", &written.linkage);
    written.dimensions.iter().fold(typed, |typed, one| {
        typed.with(&format!("dimension_{}", one.slug), &one.element)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_condition_and_reads_back_as_it_was_written() {
        let read = |line: &str| Condition::parse(line).map(|one| (one.column, one.compare, one.values));
        let told = |column: &str, compare: &str, values: &[&str]| {
            Some((
                column.into(),
                compare.into(),
                values.iter().map(|one| (*one).into()).collect(),
            ))
        };
        assert_eq!(read("Grade = 7, 8"), told("Grade", "is", &["7", "8"]));
        assert_eq!(
            read(" Race != White; Asian "),
            told("Race", "is-not", &["White", "Asian"])
        );
        assert_eq!(
            read("Days enrolled ≥ 30"),
            told("Days enrolled", "at-least", &["30"])
        );
        assert_eq!(
            read("Born <= 2015-08-31"),
            told("Born", "at-most", &["2015-08-31"])
        );
        assert_eq!(read("Left on ?"), told("Left on", "filled", &[]));
        assert_eq!(read("Left on !"), told("Left on", "empty", &[]));
        for none in ["Grade", "= 7", "Grade =", "Days >= 1, 2", "?", ""] {
            assert_eq!(read(none), None, "{none}");
        }
        for line in [
            "Grade = 7, 8",
            "Race != White",
            "Days >= 30",
            "Left on ?",
            "Left on !",
        ] {
            assert_eq!(Condition::parse(line).unwrap().line(), line);
        }
    }
}
