//! The page of a leader who was asked: the draft under embargo, and their answer. Opening it changes nothing.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use domain::access::{Action, Purpose};
use domain::editions::Answer;
use domain::ids::EditionId;
use domain::telling;

use super::actions;
use super::pages::{render, thing};
use super::store;
use super::views::{self, FigureLine, Names};
use crate::accounts::link::LinkVisit;
use crate::collaborative::pages::LinkFrame;
use crate::dates;
use crate::error::Error;
use crate::site::figures::Subject;

/// Figures of an indicator from which on they are folded away, so that the answer is not a long way down.
const FOLDED_FROM: usize = 12;

struct IndicatorLine {
    title: String,
    headline: String,
    figures: Vec<FigureLine>,
    more: usize,
}

#[derive(Template)]
#[template(path = "editions/vet.html")]
struct VetPage {
    frame: LinkFrame,
    action: String,
    title: String,
    name: String,
    note: String,
    due_on: String,
    indicators: Vec<IndicatorLine>,
    has_unchanged: bool,
    seen: String,
    answer: String,
    words: String,
    told: Vec<String>,
    noticed: String,
    answered: String,
    error: String,
}

/// The draft, for the leader of this link.
pub async fn show(visit: LinkVisit) -> Result<Response, Error> {
    vet_page(&visit, String::new(), None).await
}

fn edition_of(visit: &LinkVisit) -> Result<EditionId, Error> {
    match visit.purpose {
        Purpose::Vet { edition } => Ok(edition),
        Purpose::Submit { .. }
        | Purpose::Endorse { .. }
        | Purpose::Commit { .. }
        | Purpose::Credit { .. }
        | Purpose::Decide { .. }
        | Purpose::Sign { .. }
        | Purpose::Encode { .. }
        | Purpose::Attend { .. }
        | Purpose::Calendar
        | Purpose::Review { .. }
        | Purpose::Position { .. }
        | Purpose::Payee
        | Purpose::Mail
        | Purpose::Assess { .. }
        | Purpose::Hours
        | Purpose::PeerReview { .. } => Err(Error::NotFound),
    }
}

async fn vet_page(visit: &LinkVisit, error: String, typed: Option<&AnswerForm>) -> Result<Response, Error> {
    let id = edition_of(visit)?;
    let reader = visit.scope.read().await?;
    let row = store::edition(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    visit.allow(Action::ViewDraft, thing(&reader, &row).await?)?;
    let words = visit.words;
    let vettings = store::vettings(&reader, &row.edition_id).await?;
    let own = vettings
        .iter()
        .find(|vetting| vetting.person_id == visit.person.id.to_string())
        .ok_or(Error::NotFound)?;
    let document = actions::document_of(&reader, &row).await?;
    let published = actions::published(&reader).await?;
    let names = Names::of(&document, words);
    let slugs: Vec<&str> = own
        .indicator_ids
        .split(',')
        .filter(|slug| !slug.is_empty())
        .collect();
    let concerns = |slug: &str| slugs.is_empty() || slugs.contains(&slug);
    let parts = document.indicators.iter().filter(|part| concerns(&part.slug));
    let indicators = parts.map(|part| {
        let (figures, more) = views::changes(&words, part, published.last(), &names);
        let story = part
            .story
            .as_ref()
            .map(|story| words.pick(&story.headline.en, &story.headline.es).to_owned())
            .filter(|headline| !headline.is_empty())
            // Without a sentence of a person's, the one that the figures give.
            .or_else(|| Some(Subject::of(&document, &part.slug, words)?.finding()));
        let title = words.pick(&part.title.en, &part.title.es).to_owned();
        IndicatorLine {
            title,
            headline: story.unwrap_or_default(),
            figures,
            more,
        }
    });
    let indicators: Vec<IndicatorLine> = indicators.collect();
    let current = actions::current_answer(&row, own);
    let due_on = own.due_on.parse();
    let page = VetPage {
        action: format!("{}/draft", visit.base()),
        title: row.title.clone(),
        name: visit.person.name.clone(),
        note: words.pick(&row.note_en, &row.note_es).to_owned(),
        due_on: due_on.map_or_else(|_| own.due_on.clone(), |day| dates::near(words, day)),
        has_unchanged: indicators.iter().any(|part| part.figures.is_empty()),
        indicators,
        seen: row.draft_hash.clone().unwrap_or_default(),
        answer: typed
            .map(|form| form.answer.clone())
            .or(current.map(|one| one.code().to_owned()))
            .unwrap_or_default(),
        told: typed.map_or_else(Vec::new, |form| told(visit, form)),
        noticed: typed.map(noticed).unwrap_or_default(),
        words: typed
            .map(|form| form.words.clone())
            .or(own.words.clone())
            .unwrap_or_default(),
        answered: current
            .map(|one| words.say(&format!("vetting-thanks-{}", one.code())))
            .unwrap_or_default(),
        error,
        frame: LinkFrame::new(visit, &row.title),
    };
    render(&page)
}

/// A leader's answer.
#[derive(Debug, serde::Deserialize)]
pub struct AnswerForm {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    seen: String,
    /// Digest of the words of which the page said already that they may tell a small count.
    #[serde(default)]
    noticed: String,
}

fn noticed(form: &AnswerForm) -> String {
    platform::secrets::sha256_hex(form.words.trim())
}

/// What the page says about numbers in words that readers will see. It depends on the words alone: a leader who was
/// told which numbers are hidden could find them out by trying.
fn told(visit: &LinkVisit, form: &AnswerForm) -> Vec<String> {
    if Answer::from_code(&form.answer) != Some(Answer::Context) {
        return Vec::new();
    }
    let found = telling::small_counts(&form.words, visit.collaborative.minimum_count);
    let say = |finding: telling::Finding| {
        let words = form.words[finding.span].to_owned();
        visit.words.with("vetting-told", &[("words", words.into())])
    };
    found.into_iter().map(say).collect()
}

/// Takes the answer; sending it twice does no harm.
pub async fn answer(visit: LinkVisit, Form(form): Form<AnswerForm>) -> Result<Response, Error> {
    let id = edition_of(&visit)?;
    let reader = visit.scope.read().await?;
    let row = actions::open_draft(&reader, id).await?;
    visit.allow(Action::AnswerVetting, thing(&reader, &row).await?)?;
    drop(reader);
    let Some(given) = Answer::from_code(&form.answer) else {
        return vet_page(&visit, visit.words.say("vetting-choose"), Some(&form)).await;
    };
    if given.needs_words() && form.words.trim().is_empty() {
        return vet_page(&visit, visit.words.say("vetting-needs-words"), Some(&form)).await;
    }
    if form.noticed != noticed(&form) && !told(&visit, &form).is_empty() {
        return vet_page(&visit, String::new(), Some(&form)).await;
    }
    let said = (given, form.words.as_str(), form.seen.as_str());
    match actions::answer(&visit.scope, visit.actor(), id, visit.person.id, said).await {
        Ok(()) => {
            let language = visit.words.code();
            Ok(Redirect::to(&format!("{}/draft?lang={language}", visit.base())).into_response())
        }
        Err(Error::Bad(_)) => vet_page(&visit, visit.words.say("vetting-too-long"), Some(&form)).await,
        Err(Error::Refused(_)) => {
            vet_page(&visit, visit.words.say("vetting-draft-changed"), Some(&form)).await
        }
        Err(other) => Err(other),
    }
}
