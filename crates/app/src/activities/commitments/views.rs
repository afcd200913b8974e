//! What pages say about promises, and the questions by which they are answered.

use domain::activities::{Answer, Pledge};
use jiff::civil::Date;
use platform::words::Words;

use super::actions::AnswerForm;
use super::store::PromiseRow;
use crate::activities::views::day;
use crate::blocks::Typed;
use crate::problems::{Place, Problem};

/// A promise that was settled longer ago than this is not asked about again.
const SHOWN_DAYS: i32 = 30;

/// What was promised, as it holds now.
pub fn words_of(words: Words, row: &PromiseRow) -> String {
    match row.new_words.as_deref() {
        Some(changed) if !changed.is_empty() => changed.to_owned(),
        Some(_) | None => words.pick(&row.words_en, &row.words_es).to_owned(),
    }
}

/// The class of the tag for a promise.
pub fn class(pledge: Pledge) -> &'static str {
    match pledge {
        Pledge::Past | Pledge::Late => "down",
        Pledge::Changed | Pledge::Dropped => "warn",
        Pledge::Open => "wait",
        Pledge::Kept => "ok",
    }
}

/// How a promise stands, in a word.
pub fn standing(words: Words, pledge: Pledge) -> String {
    words.say(&format!("pledge-{}", pledge.code()))
}

/// An answer that can be chosen.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Code.
    pub code: &'static str,
    /// Words.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A promise with the question about it.
#[derive(Debug, Clone)]
pub struct Question {
    /// Identifier.
    pub id: String,
    /// What was promised.
    pub words: String,
    /// Until when, and for which activity.
    pub about: String,
    /// What was said last, beside the question; empty before.
    pub said: String,
    /// Class of what was said.
    pub class: &'static str,
    /// Answers.
    pub choices: Vec<Choice>,
    /// The word why, as typed.
    pub because: String,
    /// The new day, as typed.
    pub new_due_on: String,
    /// What it became, as typed.
    pub new_words: String,
    /// What is wrong, by field: answer, word, day, new words.
    pub problems: [String; 4],
    /// Whether it asks for an answer now.
    pub is_asking: bool,
}

impl Question {
    /// Whether something is wrong with it.
    pub fn has_problem(&self) -> bool {
        self.problems.iter().any(|problem| !problem.is_empty())
    }
}

/// The questions about promises: what asks now first, then what was answered and what is further ahead.
pub fn questions(
    words: Words,
    rows: &[PromiseRow],
    today: Date,
    (typed, problems): (&Typed, &[Problem]),
) -> Vec<Question> {
    let since = today.saturating_sub(jiff::Span::new().days(SHOWN_DAYS));
    let shown = rows.iter().filter(|row| {
        let is_settled = row.pledge(today).is_settled();
        !is_settled || row.answered_on_day().is_some_and(|on| on >= since)
    });
    shown
        .map(|row| question(words, row, today, (typed, problems)))
        .collect()
}

/// What is wrong, each with the promise it is about: several stand on the page.
pub fn sentences(words: Words, rows: &[PromiseRow], problems: &[Problem]) -> Vec<String> {
    let told = problems.iter().map(|problem| {
        let sentence = problem.sentence(words);
        let about = match &problem.place {
            Place::Field(name) => rows.iter().find(|row| name.ends_with(&row.commitment_id)),
            Place::Cell { .. } => None,
        };
        match about {
            Some(row) => format!("{}: {sentence}", words_of(words, row)),
            None => sentence,
        }
    });
    told.collect()
}

fn question(
    words: Words,
    row: &PromiseRow,
    today: Date,
    (typed, problems): (&Typed, &[Problem]),
) -> Question {
    let id = &row.commitment_id;
    let field = |name: &str| format!("{name}-{id}");
    let problem = |name: &str| {
        let place = Place::Field(field(name));
        let found = problems.iter().find(|problem| problem.place == place);
        found.map(|problem| problem.sentence(words)).unwrap_or_default()
    };
    let pledge = row.pledge(today);
    let chosen = typed.text(&field("answer"));
    let by = words.with(
        "promise-until",
        &[("day", day(words, &row.due().to_string()).into())],
    );
    let activity = words.pick(
        row.activity_en.as_deref().unwrap_or_default(),
        row.activity_es.as_deref().unwrap_or_default(),
    );
    let about: Vec<&str> = [by.as_str(), activity]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    Question {
        id: id.clone(),
        words: words_of(words, row),
        about: about.join(" · "),
        said: said(words, row),
        class: class(pledge),
        choices: Answer::ALL
            .map(|answer| Choice {
                code: answer.code(),
                label: words.say(&format!("promise-answer-{}", answer.code())),
                is_chosen: chosen == answer.code(),
            })
            .to_vec(),
        because: typed.text(&field("because")),
        new_due_on: typed.text(&field("new_due_on")),
        new_words: typed.text(&field("new_words")),
        problems: ["answer", "because", "new_due_on", "new_words"].map(problem),
        is_asking: pledge.asks(row.due(), row.answered_on_day(), today),
    }
}

/// What was said last: "Kept. Noted November 20, 2026"; empty before anything was said.
pub fn said(words: Words, row: &PromiseRow) -> String {
    let (Some(answer), Some(on)) = (row.newest(), row.answered_on_day()) else {
        return String::new();
    };
    let because = row.because.clone().unwrap_or_default();
    let key = if because.is_empty() {
        "promise-said"
    } else {
        "promise-said-because"
    };
    words.with(
        key,
        &[
            (
                "answer",
                words.say(&format!("promise-answer-{}", answer.code())).into(),
            ),
            ("because", because.into()),
            ("day", day(words, &on.to_string()).into()),
        ],
    )
}

/// The answers in what a form sent; questions left open are passed over.
pub fn answers(rows: &[PromiseRow], typed: &Typed) -> Vec<AnswerForm> {
    let forms = rows.iter().map(|row| {
        let text = |name: &str| typed.text(&format!("{name}-{}", row.commitment_id));
        AnswerForm {
            commitment: row.commitment_id.clone(),
            answer: text("answer"),
            because: text("because"),
            new_due_on: text("new_due_on"),
            new_words: text("new_words"),
        }
    });
    forms.filter(|form| !form.answer.is_empty()).collect()
}
