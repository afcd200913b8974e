//! The published figures as plain rows: what tables, CSV, JSON and the API all show, from one place.

use domain::period::Period;
use platform::words::Words;
use serde::Serialize;
use utoipa::ToSchema;

use super::sheet::Sheet;
use super::speech::Speech;
use crate::editions::document::{Document, IndicatorPart, Released, Shown};

/// One published figure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Observation {
    /// Slug of the indicator.
    pub indicator: String,
    /// Slug of the place.
    pub place: String,
    /// Name of the place.
    pub place_name: String,
    /// Period, such as `2018-19`, `2014-2018`, `SFY 2017` or `2020`.
    pub period: String,
    /// Key of the group: empty for everyone, else `dimension=category` joined by `&`.
    pub group: String,
    /// Label of the group.
    pub group_label: String,
    /// Why there is or is no value: `ok`, `at_least`, `at_most`, `protected`, `not_comparable`, `not_yet_measured`,
    /// `too_few` or `late`. A `not_comparable` figure may carry its value. A blank never means zero.
    pub status: String,
    /// The value, in the indicator's unit. With `at_least` and `at_most` it is the bound.
    pub value: Option<f64>,
    /// The part, where it is shown.
    pub numerator: Option<i64>,
    /// The whole, where it is shown.
    pub denominator: Option<i64>,
    /// Margin of error at 90 percent, in the unit.
    pub margin_90: Option<f64>,
    /// The value that an earlier edition showed, where this one corrects it.
    pub corrected_from: Option<f64>,
    /// What to know: why it is protected, why a correction is held back, why it does not compare.
    pub note: String,
}

/// Every figure of an indicator, in the document's order.
pub fn observations(document: &Document, indicator: &IndicatorPart, words: Words) -> Vec<Observation> {
    let sheet = Sheet::of(indicator);
    let rows = indicator
        .figures
        .iter()
        .map(|figure| observation(document, &sheet, figure, words));
    rows.collect()
}

fn observation(document: &Document, sheet: &Sheet<'_>, figure: &Released, words: Words) -> Observation {
    let part = Period::parse(figure.period())
        .ok()
        .and_then(|period| sheet.not_comparable(period, figure.group()));
    let (status, value) = match (figure.shown(), part) {
        (Shown::Protected, _) => ("protected", None),
        (Shown::AtLeast { value }, _) => ("at_least", Some(*value)),
        (Shown::AtMost { value }, _) => ("at_most", Some(*value)),
        (Shown::Value { value, .. }, None) => ("ok", Some(*value)),
        (Shown::Value { value, .. }, Some(_)) => ("not_comparable", Some(*value)),
        (Shown::NotAvailable, Some(part)) if part.kind == "not-comparable" => ("not_comparable", None),
        (Shown::NotAvailable, _) => ("not_yet_measured", None),
    };
    let (numerator, denominator, margin_90) = match figure.shown() {
        Shown::Value {
            numerator,
            denominator,
            margin,
            ..
        } => (*numerator, *denominator, *margin),
        Shown::AtLeast { .. } | Shown::AtMost { .. } | Shown::Protected | Shown::NotAvailable => {
            (None, None, None)
        }
    };
    let reason = part.map(|part| words.pick(&part.reason.en, &part.reason.es).to_owned());
    let about = match figure.shown() {
        Shown::Protected => Some(words.say("note-protected")),
        _ if figure.is_held() => Some(words.say("note-held")),
        Shown::Value { .. } | Shown::AtLeast { .. } | Shown::AtMost { .. } | Shown::NotAvailable => None,
    };
    let notes: Vec<String> = [about, reason].into_iter().flatten().collect();
    Observation {
        indicator: sheet.indicator.slug.clone(),
        place: figure.place().to_owned(),
        place_name: document.place_name(figure.place()).to_owned(),
        period: figure.period().to_owned(),
        group: figure.group().to_owned(),
        group_label: document.group_label(figure.group(), words),
        status: status.to_owned(),
        value,
        numerator,
        denominator,
        margin_90,
        corrected_from: figure.corrected_from(),
        note: notes.join(" "),
    }
}

impl Observation {
    /// The value as people read it, or the name of the blank. True: it is a blank.
    pub fn told(&self, speech: &Speech) -> (String, bool) {
        let words = speech.words;
        match (self.status.as_str(), self.value) {
            ("at_least", Some(value)) => (
                words.with("at-least", &[("value", speech.goal(value).into())]),
                false,
            ),
            ("at_most", Some(value)) => (
                words.with("at-most", &[("value", speech.goal(value).into())]),
                false,
            ),
            (_, Some(value)) => (speech.value(value, self.denominator), false),
            (status, None) => (words.say(&format!("status-{}", status.replace('_', "-"))), true),
        }
    }

    /// What a reader of the table should know: why it does not compare, what it was before.
    pub fn remarks(&self, speech: &Speech) -> String {
        let words = speech.words;
        let mut remarks = Vec::new();
        if self.status == "not_comparable" && self.value.is_some() {
            remarks.push(format!("{}: {}", words.say("status-not-comparable"), self.note));
        } else if !self.note.is_empty() {
            remarks.push(self.note.clone());
        }
        if let Some(before) = self.corrected_from {
            remarks.push(words.with("note-corrected", &[("value", speech.value(before, None).into())]));
        }
        remarks.join(" ")
    }
}
