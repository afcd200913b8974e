//! Questions as cards: one form each, answered where the evidence is.

use platform::words::Words;

use super::answers::LEAVE_OUT;
use super::context::{Context, category_key, place_key};
use super::questions::{Question, TypedCell};

/// Rows named in a question's hint.
const ROWS_NAMED: usize = 8;

/// More questions are no longer quick.
const QUICK_MAX: usize = 10;

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
    /// A name a line, each one of a list.
    Names {
        /// Names.
        rows: Vec<NameRow>,
        /// What comes when these are answered; may be empty.
        rest: String,
        /// A field and its words, for an answer that settles all the others; may be empty.
        all: Option<(String, String)>,
    },
    /// Cells to be typed over.
    Cells {
        /// Rows.
        rows: Vec<CellRow>,
        /// What is typed.
        typing: Typing,
    },
    /// Pairs of rows of which one is left out.
    Pairs {
        /// Pairs: what, first row, its figures, second row, its figures.
        pairs: Vec<(String, u32, String, u32, String)>,
    },
    /// Nothing to answer here; the columns below are to be set.
    None,
}

/// What is typed over a cell.
#[derive(Debug)]
pub enum Typing {
    /// Numbers.
    Numbers,
    /// Words or days; the browser offers these while one types.
    Words(Vec<String>),
}

impl Typing {
    /// Whether words are typed.
    pub fn is_words(&self) -> bool {
        matches!(self, Self::Words(_))
    }

    /// What the browser offers.
    pub fn offered(&self) -> &[String] {
        match self {
            Self::Numbers => &[],
            Self::Words(offered) => offered,
        }
    }
}

/// A name, and what it may mean.
#[derive(Debug)]
pub struct NameRow {
    /// The question.
    pub label: String,
    /// Which rows.
    pub hint: String,
    /// Name of the field.
    pub name: String,
    /// Options.
    pub options: Vec<Choice>,
}

/// A row whose cells are typed over.
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

/// How many questions are left, without a promise of quickness where there are many.
pub fn title(words: Words, questions: usize) -> String {
    let key = if questions > QUICK_MAX {
        "check-title-many"
    } else {
        "check-title"
    };
    words.with(key, &[("questions", questions.into())])
}

/// "Rows 3, 4 and 2 more."
pub fn rows_named(words: Words, rows: &[u32]) -> String {
    let named: Vec<String> = rows.iter().take(ROWS_NAMED).map(u32::to_string).collect();
    let more = rows.len().saturating_sub(ROWS_NAMED);
    let arguments = [
        ("rows", named.join(", ").into()),
        ("count", rows.len().into()),
        ("more", more.into()),
    ];
    words.with(if more > 0 { "rows-and-more" } else { "rows-named" }, &arguments)
}

/// The card of a question.
pub fn card(words: Words, context: &Context, number: usize, question: &Question) -> QuestionCard {
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
                cells: in_files_order(&row.cells),
            });
            let about = [("count", rows.len().into())];
            (
                words.with("ask-impossible", &about),
                words.with("ask-impossible-hint", &about),
                CardForm::Cells {
                    rows: lines.collect(),
                    typing: Typing::Numbers,
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
                    typing: Typing::Numbers,
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
        value: LEAVE_OUT.into(),
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
        value: LEAVE_OUT.into(),
        label: words.say("ask-leave-out"),
        is_chosen: false,
    };
    let options = std::iter::once(empty).chain(categories).chain([out]).collect();
    CardForm::Select {
        name: format!("category:{dimension}|{}", category_key(raw)),
        options,
    }
}

/// Cells as they stand in the file, so that eyes that go back and forth find them.
fn in_files_order(cells: &[TypedCell]) -> Vec<TypedCell> {
    let mut cells = cells.to_vec();
    cells.sort_by_key(|cell| cell.col);
    cells
}

/// "37 is more than 31", or what else is wrong with a row.
fn impossible(words: Words, why: &str, cells: &[TypedCell]) -> String {
    let now = |at: usize| cells.get(at).map(|cell| cell.now.clone()).unwrap_or_default();
    words.with(
        &format!("impossible-{why}"),
        &[("part", now(0).into()), ("whole", now(1).into())],
    )
}
