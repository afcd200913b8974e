//! Numbers in the texts of a draft, as the desk shows them, and the second person's answer.

use axum::response::Response;
use axum_extra::extract::Form;
use domain::access::Action;
use domain::telling::Why;
use platform::words::Words;

use super::pages::{after, desk_page};
use crate::accounts::visit::Visit;
use crate::editions::actions;
use crate::editions::document::Document;
use crate::editions::pages::{EditionPath, edition_id, thing};
use crate::editions::refusal::NotMade;
use crate::editions::told_counts::{self, Looked};
use crate::error::Error;

/// One number in a text.
#[derive(Debug)]
pub struct ToldLine {
    /// Which words.
    pub key: String,
    /// Where they stand: "Chronic absence: the story".
    pub heading: String,
    /// The sentence before them.
    pub before: String,
    /// The words that tell the number.
    pub words: String,
    /// The sentence after them.
    pub after: String,
    /// Why they are asked about.
    pub why: String,
    /// Who said that it is no such count, and why; empty while nobody did.
    pub answer: String,
}

/// Every number, those that wait first.
pub fn told_lines(words: Words, document: &Document, looked: Vec<Looked>) -> Vec<ToldLine> {
    let mut lines: Vec<ToldLine> = looked.into_iter().map(|one| line(words, document, one)).collect();
    lines.sort_by_key(|line| !line.answer.is_empty());
    lines
}

fn line(words: Words, document: &Document, looked: Looked) -> ToldLine {
    let telling = looked.telling;
    let part = match telling.part.as_str() {
        part @ ("note" | "title" | "story" | "definition" | "breaks" | "checks" | "collaborative"
        | "partners" | "newsletter" | "decisions" | "agenda" | "plan" | "selections" | "policies") => part,
        _ => "other",
    };
    let part = words.say(&format!("told-in-{part}"));
    let indicator = telling
        .indicator
        .as_deref()
        .and_then(|slug| document.indicator(slug));
    let title = indicator.map(|one| words.pick(&one.title.en, &one.title.es));
    let answer = looked.confirmed.map(|confirmed| {
        let name = confirmed.name.unwrap_or_default();
        let arguments = [("name", name.into()), ("reason", confirmed.reason.into())];
        words.with("told-confirmed", &arguments)
    });
    ToldLine {
        heading: match title {
            Some(title) => format!("{title}: {part}"),
            None => part,
        },
        why: match telling.why {
            Why::SmallCount => words.with(
                "told-why-small",
                &[("minimum", document.protection.minimum_count.into())],
            ),
            Why::HiddenFigure => words.say("told-why-hidden"),
        },
        key: telling.key,
        before: telling.before,
        words: telling.words,
        after: telling.after,
        answer: answer.unwrap_or_default(),
    }
}

/// Which words, and why they tell no count.
#[derive(Debug, serde::Deserialize)]
pub struct ToldForm {
    #[serde(default)]
    key: String,
    #[serde(default)]
    reason: String,
}

/// A second person answers for a number in a text.
pub async fn confirm(visit: Visit, path: EditionPath, Form(form): Form<ToldForm>) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    let reader = visit.scope.read().await?;
    let row = actions::open_draft(&reader, id).await?;
    visit.allow(Action::ConfirmDisclosure, thing(&reader, &row).await?)?;
    drop(reader);
    if form.reason.trim().is_empty() {
        return desk_page(&visit, id, visit.words.say("desk-reason-missing")).await;
    }
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let said = (form.key.as_str(), form.reason.as_str());
    let done = told_counts::confirm(&visit.scope, visit.actor(), id, said, today).await;
    after(&visit, id, done.map_err(NotMade::from), "#h-told").await
}
