//! Texts are written by people and may tell a number that the gate hides: then the edition waits for a second person.
//!
//! Every text that an edition freezes is read, whoever wrote it and wherever it stands: the document is walked as it is
//! kept, so that a text which is added to it later is read too. What a sentence tells is decided in `domain::telling`.

use std::collections::BTreeMap;

use domain::measurement::Group;
use domain::telling::{self, Beside, Printed, Why};
use serde_json::Value;

use super::document::{DimensionPart, Document, Shown};
use super::newsletter::PublicLetter;
use super::report::{Report, Untold, UntoldFigure};

/// Parts of a document that hold no sentence of anybody. `readings` and `gaps` follow from the printed figures alone.
const NO_TEXT: [&str; 40] = [
    "applies_to",
    "became",
    "began",
    "checkpoint",
    "codes",
    "compare_with",
    "contact",
    "decided_on",
    "direction",
    "done_on",
    "due_on",
    "ends_on",
    "figures",
    "format",
    "gaps",
    "group",
    "hash",
    "headline_place",
    "indicator",
    "key",
    "keys",
    "kind",
    "language",
    "method_code",
    "on",
    "outcome_code",
    "parent",
    "period",
    "protection",
    "published_on",
    "ratified_on",
    "readings",
    "review_on",
    "reviewed_on",
    "since",
    "slug",
    "standing_code",
    "starts_on",
    "strategy_key",
    "unit",
];

/// A number in a text that must be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Digest of the words, where they stand, and why they are asked about.
    pub key: String,
    /// Slug of the indicator beside which the text stands; nothing for texts of the whole edition.
    pub indicator: Option<String>,
    /// Which part of the document holds it: `note`, `story`, `checks` …
    pub part: String,
    /// Why.
    pub why: Why,
    /// The sentence before the words.
    pub before: String,
    /// The words that tell the number.
    pub words: String,
    /// The sentence after them.
    pub after: String,
}

/// Every number in the texts of a document that must be looked at before it is public.
pub fn tellings(document: &Document, report: &Report) -> Vec<Telling> {
    let mut found = Vec::new();
    let mut about = Document {
        indicators: Vec::new(),
        ..document.clone()
    };
    let whole = Reading {
        document: &about,
        indicator: None,
        minimum: document.protection.minimum_count,
        beside: beside_all(document, report),
    };
    whole.walk(&json(&about), &mut Vec::new(), &mut found);
    for part in &document.indicators {
        let mut bare = part.clone();
        bare.figures = Vec::new();
        let untold = report.untold.iter().find(|one| one.indicator == part.slug);
        let reading = Reading {
            document,
            indicator: Some(&part.slug),
            minimum: untold.map_or(document.protection.minimum_count, |untold| untold.minimum),
            beside: beside(document, untold, &part.slug),
        };
        about.indicators = vec![bare];
        let value = json(&about.indicators[0]);
        reading.walk(&value, &mut Vec::new(), &mut found);
    }
    found
}

/// Every number in a newsletter that must be looked at before it is sent, held against a published edition.
pub fn letter_tellings(letter: &PublicLetter, document: &Document, report: &Report) -> Vec<Telling> {
    let reading = Reading {
        document,
        indicator: None,
        minimum: document.protection.minimum_count,
        beside: beside_all(document, report),
    };
    let mut found = Vec::new();
    for (name, text) in [("title", &letter.title), ("text", &letter.text)] {
        let mut path = vec!["newsletter".to_owned(), name.to_owned()];
        reading.walk(&json(text), &mut path, &mut found);
    }
    found
}

fn json(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).expect("an edition has only texts, numbers and lists")
}

struct Reading<'document> {
    document: &'document Document,
    indicator: Option<&'document str>,
    minimum: i64,
    beside: Beside,
}

impl Reading<'_> {
    fn walk(&self, value: &Value, path: &mut Vec<String>, found: &mut Vec<Telling>) {
        match value {
            Value::String(text) => self.read(text, path, found),
            Value::Array(list) => {
                for one in list {
                    self.walk(one, path, found);
                }
            }
            Value::Object(fields) => {
                for (name, one) in fields
                    .iter()
                    .filter(|(name, _)| !NO_TEXT.contains(&name.as_str()))
                {
                    path.push(name.clone());
                    self.walk(one, path, found);
                    path.pop();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn read(&self, text: &str, path: &[String], found: &mut Vec<Telling>) {
        for finding in telling::findings(text, self.minimum, &self.beside) {
            // Whether a number is hidden may be another matter in another edition; how few people a sentence counts,
            // and that it counts none, stays as it was decided.
            let decided = match finding.why {
                Why::SmallCount => 0,
                Why::HiddenFigure => self.document.protected_against + 1,
            };
            let (indicator, code) = (self.indicator.unwrap_or_default(), finding.why.code());
            let (start, place) = (finding.span.start, path.join("."));
            let digest = format!("{indicator}|{place}|{code}|{decided}|{start}|{text}");
            found.push(Telling {
                key: platform::secrets::sha256_hex(digest),
                indicator: self.indicator.map(str::to_owned),
                part: path.first().cloned().unwrap_or_default(),
                why: finding.why,
                before: text[finding.sentence.start..finding.span.start]
                    .trim_start()
                    .to_owned(),
                words: text[finding.span.clone()].to_owned(),
                after: text[finding.span.end..finding.sentence.end].to_owned(),
            });
        }
    }
}

/// What stands beside the texts of one indicator, hidden and shown.
fn beside(document: &Document, untold: Option<&Untold>, slug: &str) -> Beside {
    let names = Names::of(&document.dimensions);
    let decimals = untold.map_or(1, |untold| untold.decimals);
    let figures = document
        .indicator(slug)
        .into_iter()
        .flat_map(|part| &part.figures);
    let shown = figures.filter_map(|figure| match figure.shown() {
        Shown::Value {
            value,
            numerator,
            denominator,
            ..
        } => Some(Printed {
            names: names.of_group(figure.group()),
            numerator: *numerator,
            denominator: *denominator,
            value: Some(format!("{value:.decimals$}")),
        }),
        Shown::AtLeast { .. } | Shown::AtMost { .. } | Shown::Protected | Shown::NotAvailable => None,
    });
    let hidden = untold.into_iter().flat_map(|untold| &untold.figures);
    let hidden = hidden.map(|figure: &UntoldFigure| Printed {
        names: names.of_group(&figure.group),
        numerator: figure.numerator,
        denominator: figure.denominator,
        value: figure.value.map(|value| format!("{value:.decimals$}")),
    });
    Beside {
        hidden: hidden.collect(),
        shown: shown.collect(),
        is_far: false,
    }
}

fn beside_all(document: &Document, report: &Report) -> Beside {
    let mut all = Beside {
        is_far: true,
        ..Beside::default()
    };
    for part in &document.indicators {
        let untold = report.untold.iter().find(|one| one.indicator == part.slug);
        let one = beside(document, untold, &part.slug);
        all.hidden.extend(one.hidden);
        all.shown.extend(one.shown);
    }
    all
}

/// What categories are called, in every language.
struct Names(BTreeMap<(String, String), Vec<String>>);

impl Names {
    fn of(dimensions: &[DimensionPart]) -> Self {
        let each = dimensions.iter().flat_map(|dimension| {
            dimension.categories.iter().map(|category| {
                let labels = [&category.label.en, &category.label.es];
                let labels = labels.into_iter().filter(|label| !label.is_empty());
                let key = (dimension.slug.clone(), category.slug.clone());
                (key, labels.map(|label| label.to_lowercase()).collect())
            })
        });
        Self(each.collect())
    }

    /// The names of a group; for several dimensions none, since sentences order and join them as they like.
    fn of_group(&self, key: &str) -> Vec<String> {
        let Ok(group) = Group::parse(key) else {
            return Vec::new();
        };
        let parts: Vec<(&str, &str)> = group.parts().collect();
        match parts.as_slice() {
            [(dimension, category)] => {
                let key = ((*dimension).to_owned(), (*category).to_owned());
                self.0.get(&key).cloned().unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }
}
