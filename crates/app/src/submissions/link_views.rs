//! What the partner's pages show: words and figures ready to be read.

use domain::quantity::{Status, Unit};
use platform::words::Words;

use super::context::{Context, category_key, place_key};
use super::draft_store::{FigureRow, SubmissionRow};
use super::drafts::Draft;
use super::interpret::{Interpretation, small_counts};
use super::questions::{Question, TypedCell};
use super::roles::Role;
use super::typed::GRID_ROWS;
use crate::accounts::link::LinkVisit;
use crate::dates;
use crate::requests::store::RequestRow;

/// Rows named in a question's hint.
const ROWS_NAMED: usize = 8;
/// Lines of the partner's own table.
const OWN_LINES: usize = 40;

/// What stands beside every page: the request.
#[derive(Debug)]
pub struct RailView {
    /// What is asked.
    pub what: String,
    /// Until when.
    pub due: String,
    /// Address of the calendar file.
    pub calendar: String,
    /// For whom the link is.
    pub link_for: String,
}

impl RailView {
    /// The rail of a request.
    pub fn of(visit: &LinkVisit, request: &RequestRow, organisation: &str) -> Self {
        let words = visit.words;
        let names = [
            ("name", visit.person.name.as_str().into()),
            ("organisation", organisation.into()),
        ];
        Self {
            what: words.pick(&request.what, &request.what_es).to_owned(),
            due: dates::long(words, request.due()),
            calendar: format!("{}/due.ics", visit.base()),
            link_for: words.with("link-is-for-at", &names),
        }
    }
}

/// The first page.
#[derive(Debug)]
pub struct OpenView {
    /// Who sends what.
    pub eyebrow: String,
    /// Title.
    pub title: String,
    /// Why it is asked.
    pub why: String,
    /// Where the forms go.
    pub base: String,
    /// Sentence about what was sent before, if anything was.
    pub before: String,
    /// Sentence about values that came back.
    pub returned: String,
    /// Whether a draft waits.
    pub has_draft: bool,
    /// Rows of the typing grid.
    pub grid_rows: Vec<usize>,
    /// Headings of the typing grid.
    pub grid: Vec<String>,
}

impl OpenView {
    /// The first page of a request.
    pub fn of(visit: &LinkVisit, request: &RequestRow, organisation: &str, rows: &[SubmissionRow]) -> Self {
        let words = visit.words;
        let sent = rows.iter().find(|row| row.state != "draft");
        let zone = &visit.collaborative.time_zone;
        let before = sent.and_then(|row| row.sent_at).map(|at| {
            let day = dates::plain(words, dates::day_of(at, zone));
            words.with("open-sent-before", &[("day", day.into())])
        });
        let is_returned = rows.iter().any(|row| row.state == "returned");
        let grid = [
            "read-as-place",
            "read-as-group",
            "read-as-denominator",
            "read-as-numerator",
        ]
        .map(|key| words.say(key));
        Self {
            eyebrow: format!(
                "{organisation}, {}",
                words.pick(&request.title, &request.title_es)
            ),
            title: words.say("open-title"),
            why: words.pick(&request.why, &request.why_es).to_owned(),
            base: visit.base(),
            before: before.unwrap_or_default(),
            returned: if is_returned {
                words.say("open-returned")
            } else {
                String::new()
            },
            has_draft: rows.iter().any(|row| row.state == "draft"),
            grid_rows: (0..GRID_ROWS).collect(),
            grid: grid.to_vec(),
        }
    }
}

/// An option of a list.
#[derive(Debug)]
pub struct Choice {
    /// Value.
    pub value: String,
    /// Words.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// One question as a card.
#[derive(Debug)]
pub struct QuestionCard {
    /// Part of its address, from 1.
    pub number: usize,
    /// The question.
    pub title: String,
    /// Which rows, and why.
    pub hint: String,
    /// How it is answered.
    pub form: CardForm,
}

/// How a question is answered.
#[derive(Debug)]
pub enum CardForm {
    /// One of some choices; the last may be another place from the list.
    Radios {
        /// Name of the field.
        name: String,
        /// Choices.
        choices: Vec<Choice>,
        /// Name of the list's field, and all places, where another one can be picked.
        other: Option<(String, Vec<Choice>)>,
    },
    /// One of a list.
    Select {
        /// Name of the field.
        name: String,
        /// Options.
        options: Vec<Choice>,
    },
    /// Numbers to be typed over.
    Cells {
        /// Rows.
        rows: Vec<CellRow>,
    },
    /// Pairs of rows of which one is left out.
    Pairs {
        /// Pairs: what, first row, its figures, second row, its figures.
        pairs: Vec<(String, u32, String, u32, String)>,
    },
    /// Nothing to answer here; the columns below are to be set.
    None,
}

/// A row whose numbers are typed over.
#[derive(Debug)]
pub struct CellRow {
    /// Row in the sheet.
    pub row: u32,
    /// What it is about.
    pub what: String,
    /// What is wrong, in words.
    pub message: String,
    /// Cells.
    pub cells: Vec<TypedCell>,
}

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
            title: words.with("check-title", &[("questions", questions.into())]),
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

fn rows_named(words: Words, rows: &[u32]) -> String {
    let named: Vec<String> = rows.iter().take(ROWS_NAMED).map(u32::to_string).collect();
    let more = rows.len().saturating_sub(ROWS_NAMED);
    let arguments = [
        ("rows", named.join(", ").into()),
        ("count", rows.len().into()),
        ("more", more.into()),
    ];
    words.with(if more > 0 { "rows-and-more" } else { "rows-named" }, &arguments)
}

fn card(words: Words, context: &Context, number: usize, question: &Question) -> QuestionCard {
    let (title, hint, form) = match question {
        Question::MissingColumn { what } => (
            words.say(&format!("ask-missing-{what}")),
            words.say("ask-missing-hint"),
            CardForm::None,
        ),
        Question::OtherPeriod { found } => {
            let asked = context.period.map(|period| period.label()).unwrap_or_default();
            let about = [("found", found.as_str().into()), ("asked", asked.into())];
            let right = Choice {
                value: "right".into(),
                label: words.with("ask-period-right", &about),
                is_chosen: false,
            };
            let form = CardForm::Radios {
                name: "period:file".into(),
                choices: vec![right],
                other: None,
            };
            (
                words.with("ask-period", &about),
                words.say("ask-period-hint"),
                form,
            )
        }
        Question::UnknownPlace {
            raw,
            rows,
            suggestions,
        } => {
            let title = match suggestions.first() {
                Some(place) => words.with(
                    "ask-place",
                    &[
                        ("raw", raw.as_str().into()),
                        ("place", context.place_name(*place).into()),
                    ],
                ),
                None => words.with("ask-place-unknown", &[("raw", raw.as_str().into())]),
            };
            (
                title,
                rows_named(words, rows),
                place_form(words, context, raw, suggestions),
            )
        }
        Question::UnknownPlaces { names, count, rows } => {
            let about = [
                ("count", (*count).into()),
                ("rows", (*rows).into()),
                ("names", names.join(", ").into()),
            ];
            (
                words.with("ask-places", &about),
                words.with("ask-places-hint", &about),
                CardForm::None,
            )
        }
        Question::UnknownCategory { dimension, raw, rows } => {
            let title = words.with("ask-category", &[("raw", raw.as_str().into())]);
            (
                title,
                rows_named(words, rows),
                category_form(words, context, dimension, raw),
            )
        }
        Question::Impossible { rows } => {
            let lines = rows.iter().map(|row| CellRow {
                row: row.row,
                what: row.what.clone(),
                message: impossible(words, row.why, &row.cells),
                cells: row.cells.clone(),
            });
            let about = [("count", rows.len().into())];
            (
                words.with("ask-impossible", &about),
                words.with("ask-impossible-hint", &about),
                CardForm::Cells {
                    rows: lines.collect(),
                },
            )
        }
        Question::NotANumber { cells } => {
            let lines = cells.iter().map(|cell| CellRow {
                row: cell.row,
                what: cell.heading.clone(),
                message: words.with("ask-number-message", &[("now", cell.now.as_str().into())]),
                cells: vec![cell.clone()],
            });
            let about = [("count", cells.len().into())];
            (
                words.with("ask-number", &about),
                words.say("ask-number-hint"),
                CardForm::Cells {
                    rows: lines.collect(),
                },
            )
        }
        Question::Blank { col, heading, rows } => {
            let about = [("count", rows.len().into()), ("column", heading.as_str().into())];
            let choices = [("zero", "ask-blank-zero"), ("none", "ask-blank-none")];
            let choices = choices.map(|(value, key)| Choice {
                value: value.into(),
                label: words.say(key),
                is_chosen: false,
            });
            let form = CardForm::Radios {
                name: format!("blank:{col}"),
                choices: choices.into(),
                other: None,
            };
            (words.with("ask-blank", &about), rows_named(words, rows), form)
        }
        Question::Twice { pairs } => {
            let about = [("count", pairs.len().into())];
            let lines = pairs.iter().map(|pair| {
                (
                    pair.what.clone(),
                    pair.first.0,
                    pair.first.1.clone(),
                    pair.second.0,
                    pair.second.1.clone(),
                )
            });
            (
                words.with("ask-twice", &about),
                words.say("ask-twice-hint"),
                CardForm::Pairs {
                    pairs: lines.collect(),
                },
            )
        }
    };
    QuestionCard {
        number,
        title,
        hint,
        form,
    }
}

fn place_form(words: Words, context: &Context, raw: &str, suggestions: &[domain::ids::PlaceId]) -> CardForm {
    let key = place_key(raw);
    let mut choices: Vec<Choice> = suggestions
        .iter()
        .map(|place| Choice {
            value: place.to_string(),
            label: words.with("ask-place-yes", &[("place", context.place_name(*place).into())]),
            is_chosen: false,
        })
        .collect();
    choices.push(Choice {
        value: "other".into(),
        label: words.say("ask-place-other"),
        is_chosen: false,
    });
    choices.push(Choice {
        value: super::answers::LEAVE_OUT.into(),
        label: words.say("ask-leave-out"),
        is_chosen: false,
    });
    let all = context
        .place_names
        .iter()
        .filter(|(place, _)| context.is_asked(**place));
    let all = all.map(|(place, name)| Choice {
        value: place.to_string(),
        label: name.clone(),
        is_chosen: false,
    });
    let mut all: Vec<Choice> = all.collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    CardForm::Radios {
        name: format!("place:{key}"),
        choices,
        other: Some((format!("other:{key}"), all)),
    }
}

fn category_form(words: Words, context: &Context, dimension: &str, raw: &str) -> CardForm {
    let known = context
        .dimension(dimension)
        .map(|one| one.categories.as_slice())
        .unwrap_or_default();
    let empty = Choice {
        value: String::new(),
        label: words.say("ask-choose"),
        is_chosen: true,
    };
    let categories = known.iter().map(|(slug, labels)| Choice {
        value: slug.clone(),
        label: words.pick(&labels[0], &labels[1]).to_owned(),
        is_chosen: false,
    });
    let out = Choice {
        value: super::answers::LEAVE_OUT.into(),
        label: words.say("ask-leave-out"),
        is_chosen: false,
    };
    let options = std::iter::once(empty).chain(categories).chain([out]).collect();
    CardForm::Select {
        name: format!("category:{dimension}|{}", category_key(raw)),
        options,
    }
}

/// "37 is more than 31", or what else is wrong with a row.
fn impossible(words: Words, why: &str, cells: &[TypedCell]) -> String {
    let now = |at: usize| cells.get(at).map(|cell| cell.now.clone()).unwrap_or_default();
    words.with(
        &format!("impossible-{why}"),
        &[("part", now(0).into()), ("whole", now(1).into())],
    )
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

/// A figure that came back.
#[derive(Debug)]
pub struct ReturnedLine {
    /// Identifier.
    pub id: String,
    /// Row in the file.
    pub row: i64,
    /// What it is about.
    pub what: String,
    /// Why it came back.
    pub reason: String,
    /// Part as sent.
    pub numerator: String,
    /// Whole as sent.
    pub denominator: String,
    /// Value as sent.
    pub value: String,
    /// Whether the whole was sent at all.
    pub has_denominator: bool,
    /// Whether a part was sent.
    pub has_numerator: bool,
}

/// The receipt.
#[derive(Debug)]
pub struct ReceiptView {
    /// Title.
    pub title: String,
    /// What was sent and when.
    pub lines: Vec<String>,
    /// Where the forms go.
    pub base: String,
    /// Language.
    pub lang: &'static str,
    /// Figures that came back.
    pub returned: Vec<ReturnedLine>,
    /// Whether rows wait for answers.
    pub has_draft: bool,
}

impl ReceiptView {
    /// The receipt of what was sent.
    pub fn of(
        visit: &LinkVisit,
        context: &Context,
        sent: &[(SubmissionRow, Vec<FigureRow>)],
        has_draft: bool,
    ) -> Self {
        let words = visit.words;
        let zone = &visit.collaborative.time_zone;
        let lines = sent.iter().map(|(row, figures)| {
            let day = row
                .sent_at
                .map(|at| dates::plain(words, dates::day_of(at, zone)))
                .unwrap_or_default();
            let about = [
                ("count", figures.len().into()),
                ("file", row.file_name.as_str().into()),
                ("day", day.into()),
                (
                    "state",
                    words.say(&format!("submission-state-{}", row.state)).into(),
                ),
            ];
            words.with("receipt-line", &about)
        });
        let returned: Vec<ReturnedLine> = sent
            .iter()
            .flat_map(|(_, figures)| figures)
            .filter(|figure| figure.state == "returned")
            .map(|figure| returned_line(words, context, figure))
            .collect();
        let title = match (returned.is_empty(), has_draft) {
            (false, _) => words.with("receipt-title-returned", &[("count", returned.len().into())]),
            (true, true) => words.say("receipt-title-part"),
            (true, false) => words.say("receipt-title"),
        };
        Self {
            title,
            lines: lines.collect(),
            base: visit.base(),
            lang: words.code(),
            returned,
            has_draft,
        }
    }
}

fn returned_line(words: Words, context: &Context, figure: &FigureRow) -> ReturnedLine {
    let group = domain::measurement::Group::parse(&figure.group_key).unwrap_or_default();
    let mut what = vec![figure.place.clone()];
    for (dimension, category) in group.parts() {
        let known = context
            .dimension(dimension)
            .and_then(|one| one.categories.iter().find(|(slug, _)| slug == category));
        what.push(known.map_or(category.to_owned(), |(_, labels)| {
            words.pick(&labels[0], &labels[1]).to_owned()
        }));
    }
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    ReturnedLine {
        id: figure.submission_figure_id.clone(),
        row: figure.sheet_row,
        what: what.join(", "),
        reason: figure.reason.clone().unwrap_or_default(),
        numerator: number(figure.numerator),
        denominator: number(figure.denominator),
        value: figure.value.map(|value| value.to_string()).unwrap_or_default(),
        has_denominator: figure.denominator.is_some(),
        has_numerator: figure.numerator.is_some(),
    }
}
