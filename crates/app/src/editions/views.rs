//! What the pages of editions show: words and figures ready to be read.

use std::collections::BTreeMap;

use domain::editions::Answer;
use domain::measurement::Group;
use domain::period::Period;
use jiff::civil::Date;
use platform::words::Words;

use super::actions::{LINK_GRACE_DAYS, current_answer};
use super::document::{Document, IndicatorPart, Released, Shown};
use super::report::{Hidden, HiddenWhy, hidden_by_reason};
use super::store::{EditionRow, VettingRow};
use crate::measurement::sentence_pages::doubt_words;
use crate::reading::support::Doubt;

/// Most rows of one table on a page; the rest is counted.
const ROWS_MAX: usize = 60;

/// One edition in the list.
#[derive(Debug)]
pub struct ListLine {
    /// Address.
    pub href: String,
    /// "Edition 2: Report card 2022", or the draft's title.
    pub title: String,
    /// State in words.
    pub state: String,
    /// Class of the state's tag.
    pub class: &'static str,
    /// When it was made or published.
    pub day: String,
}

/// One leader in a draft's vetting.
#[derive(Debug)]
pub struct VettingLine {
    /// Name and organisation.
    pub who: String,
    /// Answer in words; silence is said.
    pub answer: String,
    /// Class of its tag.
    pub class: &'static str,
    /// Their words.
    pub words: String,
    /// Until when, or when they answered.
    pub day: String,
}

/// A reason for hiding with how often it applies.
#[derive(Debug)]
pub struct ReasonLine {
    /// The reason in words.
    pub reason: String,
    /// How many figures.
    pub count: usize,
}

/// One figure in a table.
#[derive(Debug)]
pub struct FigureLine {
    /// Place, period and group in words.
    pub what: String,
    /// Value as readers will see it, or the blank's name.
    pub value: String,
    /// Whether it is protected.
    pub is_protected: bool,
    /// What it was before, where it is corrected.
    pub before: String,
}

/// A sentence that a person wrote and that the figures do not support.
#[derive(Debug)]
pub struct DoubtLine {
    /// Title of the indicator.
    pub title: String,
    /// As it was written.
    pub sentence: String,
    /// Why it is doubted.
    pub why: String,
}

/// The sentences that wait for a person; until then the pages lead with what the figures say.
pub fn doubt_lines(words: &Words, document: &Document, doubts: &[Doubt]) -> Vec<DoubtLine> {
    let line = |doubt: &Doubt| {
        let part = document.indicator(&doubt.indicator)?;
        Some(DoubtLine {
            title: words.pick(&part.title.en, &part.title.es).to_owned(),
            sentence: words.pick(&doubt.sentence.0, &doubt.sentence.1).to_owned(),
            why: doubt_words(words, doubt),
        })
    };
    doubts.iter().filter_map(line).collect()
}

/// The state of an edition in words, with the class of its tag.
pub fn state(words: &Words, row: &EditionRow) -> (String, &'static str) {
    let class = match row.state.as_str() {
        "published" => "ok",
        "vetting" => "warn",
        _ => "wait",
    };
    (words.say(&format!("edition-state-{}", row.state)), class)
}

/// An edition's line in the list.
pub fn list_line(words: &Words, slug: &str, row: &EditionRow, day: String) -> ListLine {
    let (state, class) = state(words, row);
    let title = match row.number {
        Some(number) => words.with(
            "edition-numbered",
            &[("number", number.into()), ("title", row.title.as_str().into())],
        ),
        None => row.title.clone(),
    };
    ListLine {
        href: format!("/{slug}/work/editions/{}", row.edition_id),
        title,
        state,
        class,
        day,
    }
}

/// Every leader's line.
pub fn vetting_lines(words: &Words, row: &EditionRow, vettings: &[VettingRow]) -> Vec<VettingLine> {
    vettings
        .iter()
        .map(|vetting| vetting_line(words, row, vetting))
        .collect()
}

fn vetting_line(words: &Words, row: &EditionRow, vetting: &VettingRow) -> VettingLine {
    let answer = current_answer(row, vetting);
    let (key, class) = match (answer, &vetting.answer) {
        (Some(Answer::Confirm), _) => ("vetting-confirmed", "ok"),
        (Some(Answer::Object), _) => ("vetting-objected", "err"),
        (Some(Answer::Context), _) => ("vetting-context", "ok"),
        (None, Some(_)) => ("vetting-older-draft", "wait"),
        (None, None) => ("vetting-silent", "wait"),
    };
    let who = match &vetting.organisation {
        Some(organisation) => format!("{}, {organisation}", vetting.name),
        None => vetting.name.clone(),
    };
    let due_on = vetting.due_on.parse();
    let due_on = due_on.map_or_else(|_| vetting.due_on.clone(), |day| crate::dates::plain(*words, day));
    let day = words.with("vetting-until", &[("day", due_on.into())]);
    VettingLine {
        who,
        answer: words.say(key),
        class,
        words: vetting.words.clone().unwrap_or_default(),
        day,
    }
}

/// Reasons for hiding, each with its count.
pub fn reason_lines(words: &Words, hidden: &[Hidden]) -> Vec<ReasonLine> {
    let lines = hidden_by_reason(hidden)
        .into_iter()
        .map(|(why, count)| ReasonLine {
            reason: words.say(reason_key(why)),
            count,
        });
    lines.collect()
}

fn reason_key(why: HiddenWhy) -> &'static str {
    match why {
        HiddenWhy::Small => "hidden-small",
        HiddenWhy::GivesAway => "hidden-gives-away",
        HiddenWhy::AtSource => "hidden-at-source",
        HiddenWhy::Coded => "hidden-coded",
        HiddenWhy::Correction => "hidden-correction",
    }
}

/// A period in words.
pub fn period_label(key: &str) -> String {
    Period::parse(key).map_or_else(|_| key.to_owned(), Period::label)
}

/// What is to be done next with an edition, in a sentence.
pub fn next_step(
    words: &Words,
    row: &EditionRow,
    vettings: &[VettingRow],
    is_stale: bool,
    today: Date,
) -> String {
    if row.state == "published" {
        return words.say("edition-next-published");
    }
    if is_stale {
        return words.say("edition-next-stale");
    }
    let is_objection = |vetting: &&VettingRow| current_answer(row, vetting) == Some(Answer::Object);
    let objections = vettings.iter().filter(is_objection).count();
    if objections > 0 {
        return words.with("edition-next-objection", &[("count", objections.into())]);
    }
    if vettings.is_empty() {
        return words.say("edition-next-ask");
    }
    if row.checked_by.is_none() {
        return words.say("edition-next-check");
    }
    let still = |vetting: &&VettingRow| {
        let is_open = vetting.due_on.parse().is_ok_and(|due: Date| due >= today);
        current_answer(row, vetting).is_none() && is_open
    };
    let waiting: Vec<&VettingRow> = vettings.iter().filter(still).collect();
    match waiting
        .iter()
        .filter_map(|vetting| vetting.due_on.parse().ok())
        .max()
    {
        Some(day) => words.with(
            "edition-next-wait",
            &[
                ("count", waiting.len().into()),
                ("day", crate::dates::plain(*words, day).into()),
            ],
        ),
        None => words.say("edition-next-publish"),
    }
}

/// How many people can open a draft by a link, and until when; empty where nobody can.
pub fn open_to(words: &Words, vettings: &[VettingRow]) -> String {
    let last = vettings
        .iter()
        .filter_map(|vetting| vetting.due_on.parse::<Date>().ok())
        .max();
    let Some(last) = last else {
        return String::new();
    };
    let until = last.saturating_add(jiff::Span::new().days(LINK_GRACE_DAYS));
    words.with(
        "edition-open-to",
        &[
            ("count", vettings.len().into()),
            ("day", crate::dates::plain(*words, until).into()),
        ],
    )
}

/// Names of places, dimensions and categories in a document, in one language.
#[derive(Debug)]
pub struct Names<'document> {
    words: Words,
    places: BTreeMap<&'document str, &'document str>,
    categories: BTreeMap<(&'document str, &'document str), &'document str>,
}

impl<'document> Names<'document> {
    /// The names in a document.
    pub fn of(document: &'document Document, words: Words) -> Self {
        let places = document
            .places
            .iter()
            .map(|place| (place.slug.as_str(), place.name.as_str()))
            .collect();
        let mut categories = BTreeMap::new();
        for dimension in &document.dimensions {
            for category in &dimension.categories {
                let label = words.language.pick(&category.label.en, &category.label.es);
                categories.insert((dimension.slug.as_str(), category.slug.as_str()), label);
            }
        }
        Self {
            words,
            places,
            categories,
        }
    }

    /// "Bridgeport, 2018–19, Asian".
    pub fn what(&self, figure: &Released) -> String {
        let (place, period) = (self.place(figure.place()), period_label(figure.period()));
        format!("{place}, {period}, {}", self.group(figure.group()))
    }

    /// Name of a place.
    pub fn place<'name>(&'name self, slug: &'name str) -> &'name str {
        self.places.get(slug).copied().unwrap_or(slug)
    }

    /// The group in words.
    pub fn group(&self, key: &str) -> String {
        let Ok(group) = Group::parse(key) else {
            return key.to_owned();
        };
        if group.is_everyone() {
            return self.words.say("group-everyone");
        }
        let labels = group.parts().map(|(dimension, category)| {
            self.categories
                .get(&(dimension, category))
                .map_or(category, |label| *label)
                .to_owned()
        });
        labels.collect::<Vec<_>>().join(", ")
    }
}

/// The value as readers will see it.
pub fn value(words: &Words, unit: &str, shown: &Shown) -> String {
    let with_unit = |value: f64| match unit {
        "percent" => format!("{value:.1}%"),
        "count" => format!("{value:.0}"),
        _ => format!("{value}"),
    };
    match shown {
        Shown::Value { value, .. } => with_unit(*value),
        Shown::AtLeast { value } => words.with("value-at-least", &[("value", with_unit(*value).into())]),
        Shown::AtMost { value } => words.with("value-at-most", &[("value", with_unit(*value).into())]),
        Shown::Protected => words.say("blank-protected"),
        Shown::NotAvailable => words.say("blank-not-available"),
    }
}

/// What is new or changed in a draft against the newest published edition, and how many more there are.
pub fn changes(
    words: &Words,
    part: &IndicatorPart,
    published: Option<&Document>,
    names: &Names<'_>,
) -> (Vec<FigureLine>, usize) {
    let before = published.and_then(|document| document.indicator(&part.slug));
    let known: BTreeMap<(&str, &str, &str), &Shown> = before
        .map(|part| {
            part.figures
                .iter()
                .map(|f| ((f.place(), f.period(), f.group()), f.shown()))
                .collect()
        })
        .unwrap_or_default();
    let changed = part.figures.iter().filter(|figure| {
        known
            .get(&(figure.place(), figure.period(), figure.group()))
            .is_none_or(|shown| *shown != figure.shown())
    });
    let lines: Vec<FigureLine> = changed
        .map(|figure| figure_line(words, part, figure, names))
        .collect();
    let more = lines.len().saturating_sub(ROWS_MAX);
    (lines.into_iter().take(ROWS_MAX).collect(), more)
}

fn figure_line(words: &Words, part: &IndicatorPart, figure: &Released, names: &Names<'_>) -> FigureLine {
    let before = figure.corrected_from().map(|value_before| {
        let shown = Shown::Value {
            value: value_before,
            numerator: None,
            denominator: None,
            margin: None,
        };
        value(words, &part.unit, &shown)
    });
    FigureLine {
        what: names.what(figure),
        value: value(words, &part.unit, figure.shown()),
        is_protected: *figure.shown() == Shown::Protected,
        before: before.unwrap_or_default(),
    }
}

/// The day ten working days from one.
pub fn ten_working_days_after(day: Date) -> Date {
    let mut day = day;
    let mut left = 10;
    while left > 0 {
        day = day.tomorrow().unwrap_or(day);
        if !matches!(
            day.weekday(),
            jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
        ) {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ten_working_days_are_two_weeks() {
        assert_eq!(ten_working_days_after(date(2026, 11, 20)), date(2026, 12, 4));
        assert_eq!(ten_working_days_after(date(2026, 11, 21)), date(2026, 12, 4));
    }
}
