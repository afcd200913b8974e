//! What the check page shows: what was read, what is asked, what was tidied, and the partner's own figures.

use domain::quantity::{Status, Unit};
use platform::words::Words;

use super::context::Context;
use super::drafts::Draft;
use super::interpret::{Interpretation, small_counts};
use super::question_cards::{Choice, QuestionCard, card, title};
use super::roles::Role;
use crate::accounts::link::LinkVisit;

/// Lines of the partner's own table.
const OWN_LINES: usize = 40;

/// A column as it was read.
#[derive(Debug)]
pub struct ColumnLine {
    /// Its position.
    pub col: u32,
    /// Its heading.
    pub heading: String,
    /// An example.
    pub sample: String,
    /// What it may be read as.
    pub options: Vec<Choice>,
}

/// A kind of tidying.
#[derive(Debug)]
pub struct TidyLine {
    /// What was done.
    pub text: String,
    /// Its word.
    pub kind: String,
    /// Whether it was undone.
    pub is_undone: bool,
}

/// A line of the partner's own figures.
#[derive(Debug)]
pub struct OwnLine {
    /// Place and group.
    pub what: String,
    /// Value last time.
    pub before: String,
    /// Value now, as others will see it.
    pub now: String,
    /// Whether it is protected.
    pub is_protected: bool,
}

/// The check page.
#[derive(Debug)]
pub struct CheckView {
    /// Who sends what.
    pub eyebrow: String,
    /// How many questions are left.
    pub title: String,
    /// What was read.
    pub read: String,
    /// When it was saved.
    pub saved: String,
    /// Where the forms go.
    pub base: String,
    /// Language, for form addresses.
    pub lang: &'static str,
    /// Questions.
    pub cards: Vec<QuestionCard>,
    /// Headings of columns that were not kept, in a sentence.
    pub dropped: String,
    /// Sentence about small counts.
    pub small: String,
    /// Tidying.
    pub tidied: Vec<TidyLine>,
    /// Columns.
    pub columns: Vec<ColumnLine>,
    /// What becomes of these choices next time; may be empty.
    pub remember: String,
    /// Sheets to choose from, if there are several.
    pub sheets: Vec<Choice>,
    /// Own figures.
    pub own: Vec<OwnLine>,
    /// "211 of 214 rows ready."
    pub state: String,
    /// Ready rows and all rows, for the meter.
    pub ready: usize,
    /// All rows.
    pub rows: usize,
    /// Words on the button that sends.
    pub send: String,
    /// Whether there is anything to send.
    pub may_send: bool,
}

impl CheckView {
    /// The check page of a draft.
    pub fn of(
        visit: &LinkVisit,
        draft: &Draft,
        context: &Context,
        said: &Interpretation,
        organisation: &str,
    ) -> Self {
        let words = visit.words;
        let request = &context.request;
        let questions = said.questions.len();
        let open: usize = said
            .questions
            .iter()
            .map(|question| question.holds_up(said.rows))
            .sum();
        let zone = &visit.collaborative.time_zone;
        let read = [
            ("rows", said.rows.into()),
            ("file", draft.row.file_name.as_str().into()),
            ("ready", said.ready.len().into()),
            ("open", open.into()),
            ("left", said.left_out.into()),
        ];
        let time = platform::clock::from_millis(draft.row.saved_at);
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let saved = time.to_zoned(zone).strftime("%H:%M").to_string();
        let counts = [
            ("ready", said.ready.len().into()),
            ("rows", said.rows.into()),
            ("questions", questions.into()),
        ];
        let send = if open > 0 { "check-send-part" } else { "check-send" };
        Self {
            eyebrow: format!(
                "{organisation}, {}",
                words.pick(&request.title, &request.title_es)
            ),
            title: title(words, questions),
            read: words.with("check-read", &read),
            saved: words.with("check-saved", &[("time", saved.into())]),
            base: visit.base(),
            lang: words.code(),
            cards: said
                .questions
                .iter()
                .enumerate()
                .map(|(at, one)| card(words, context, at + 1, one))
                .collect(),
            dropped: if draft.dropped.is_empty() {
                String::new()
            } else {
                words.with("check-dropped", &[("columns", draft.dropped.join(", ").into())])
            },
            small: if said.small == 0 {
                String::new()
            } else {
                words.with(
                    "check-small",
                    &[("count", said.small.into()), ("minimum", context.minimum.into())],
                )
            },
            tidied: tidied(words, draft),
            columns: columns(words, context, said),
            remember: words.say("check-remember"),
            sheets: sheets(draft),
            own: own(context, said, words),
            state: words.with("check-state", &counts),
            ready: said.ready.len(),
            rows: said.rows.max(1),
            send: words.with(send, &counts),
            may_send: !said.ready.is_empty(),
        }
    }
}

fn tidied(words: Words, draft: &Draft) -> Vec<TidyLine> {
    let Some(sheet) = draft.sheet() else {
        return Vec::new();
    };
    let lines = sheet.tidied.iter().map(|one| {
        let kind = serde_json::to_value(one.kind)
            .ok()
            .and_then(|kind| kind.as_str().map(str::to_owned))
            .unwrap_or_default();
        let key = format!("tidied-{}", kind.replace('_', "-"));
        let is_undone = draft.answers.undone.contains(&one.kind);
        TidyLine {
            text: words.with(&key, &[("count", one.count.into())]),
            kind,
            is_undone,
        }
    });
    lines.collect()
}

fn columns(words: Words, context: &Context, said: &Interpretation) -> Vec<ColumnLine> {
    let lines = said.columns.iter().map(|column| {
        let plain = [Role::Place, Role::PlaceCode, Role::Period];
        let dimensions = context
            .dimensions
            .iter()
            .map(|one| Role::Category(one.slug.clone()));
        let measures = [
            Role::Denominator,
            Role::Numerator,
            Role::Value,
            Role::Margin,
            Role::Ignore,
        ];
        let roles = plain.into_iter().chain(dimensions).chain(measures);
        let options = roles.map(|role| Choice {
            label: role_words(words, context, &role),
            is_chosen: role == column.role,
            value: role.code(),
        });
        ColumnLine {
            col: column.col,
            heading: if column.heading.is_empty() {
                words.with(
                    "read-as-without-heading",
                    &[("col", i64::from(column.col).into())],
                )
            } else {
                column.heading.clone()
            },
            sample: column.sample.clone(),
            options: options.collect(),
        }
    });
    lines.collect()
}

fn role_words(words: Words, context: &Context, role: &Role) -> String {
    match role {
        Role::Category(slug) => context.dimension(slug).map_or(slug.clone(), |one| {
            words.pick(&one.labels[0], &one.labels[1]).to_owned()
        }),
        plain => words.say(&format!("read-as-{}", plain.code())),
    }
}

fn sheets(draft: &Draft) -> Vec<Choice> {
    let with_rows: Vec<_> = draft
        .workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.records > 0)
        .collect();
    if with_rows.len() < 2 {
        return Vec::new();
    }
    let current = draft.sheet().map(|sheet| sheet.name.clone()).unwrap_or_default();
    let choice = |sheet: &&intake::Sheet| Choice {
        value: sheet.name.clone(),
        label: format!("{} ({})", sheet.name, sheet.records),
        is_chosen: sheet.name == current,
    };
    with_rows.iter().map(choice).collect()
}

fn own(context: &Context, said: &Interpretation, words: Words) -> Vec<OwnLine> {
    let lines = said.ready.iter().take(OWN_LINES).map(|ready| {
        let key = (ready.place, ready.group.key());
        let before = context.previous.get(&key).map(|(_, figure)| *figure);
        let group: Vec<String> = ready
            .group
            .parts()
            .map(|(dimension, category)| {
                let known = context
                    .dimension(dimension)
                    .and_then(|one| one.categories.iter().find(|(slug, _)| slug == category));
                known.map_or(category.to_owned(), |(_, labels)| {
                    words.pick(&labels[0], &labels[1]).to_owned()
                })
            })
            .collect();
        let mut what = vec![context.place_name(ready.place).to_owned()];
        what.extend(group);
        let is_protected = small_counts(&ready.figure, context.minimum) > 0
            || ready.figure.status == Status::SuppressedAtSource;
        let told = |figure: domain::measurement::Figure| {
            let is_small = small_counts(&figure, context.minimum) > 0;
            match figure.value {
                _ if is_small => words.say("blank-protected"),
                Some(value) => value_words(context.unit, value),
                None => words.say("blank-not-available"),
            }
        };
        OwnLine {
            what: what.join(", "),
            before: before.map(told).unwrap_or_default(),
            now: if is_protected {
                words.say("blank-protected")
            } else {
                told(ready.figure)
            },
            is_protected,
        }
    });
    lines.collect()
}

/// A value as it is told: 74.2%, 1,204.
pub fn value_words(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Percent => format!("{value:.1}%"),
        Unit::Count => format!("{value:.0}"),
        Unit::PerThousand | Unit::Number => format!("{value:.1}"),
    }
}
