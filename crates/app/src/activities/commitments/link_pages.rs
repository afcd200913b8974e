//! An organisation's promises behind its own link: what became of them, and what it promises next. Opening it changes nothing.

use askama::Template;
use axum::Form as Body;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::ids::{CommitmentId, OrganisationId};
use platform::words::Words;
use serde::Deserialize;

use super::actions::{self, PromiseForm};
use super::store;
use super::views::{self, Question};
use crate::accounts::link::LinkVisit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::Pairs;
use crate::directory::store as directory;
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::Problem;

#[derive(Template)]
#[template(path = "activities/promises_link.html")]
struct PromisesPage {
    frame: LinkFrame,
    words: Words,
    action: String,
    organisation: String,
    asking: Vec<Question>,
    others: Vec<Question>,
    sentences: Vec<String>,
    /// What became of what was sent; empty before.
    kept: String,
    new: NewPromise,
    name: String,
}

/// The form for one more promise, with what was typed.
struct NewPromise {
    id: String,
    words: String,
    due_on: String,
    problems: [String; 2],
}

fn allow(visit: &LinkVisit) -> Result<OrganisationId, Error> {
    let Purpose::Commit { organisation } = visit.purpose else {
        return Err(Error::NotFound);
    };
    visit.allow(Action::AnswerCommitments, Thing::Organisation(organisation))?;
    // Whoever moved to another organisation promises nothing for the old one.
    if !visit.speaks_for(organisation) {
        return Err(Error::NotFound);
    }
    Ok(organisation)
}

/// What the address says beside the link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    kept: String,
}

/// The page.
pub async fn show(visit: LinkVisit, Query(after): Query<After>) -> Result<Response, Error> {
    let organisation = allow(&visit)?;
    let kept = match after.kept.as_str() {
        "answers" | "promise" | "nothing" => visit.words.say(&format!("promises-kept-{}", after.kept)),
        _ => String::new(),
    };
    page(&visit, organisation, (&Typed::default(), &[]), kept).await
}

async fn page(
    visit: &LinkVisit,
    organisation: OrganisationId,
    (typed, problems): (&Typed, &[Problem]),
    kept: String,
) -> Result<Response, Error> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let reader = visit.scope.read().await?;
    let row = directory::organisation(&reader, &organisation.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let rows = store::promises(&reader, &organisation.to_string()).await?;
    let questions = views::questions(words, &rows, today, (typed, problems));
    // What asks stays in its place once it is answered, so that the thanks stand beside the question.
    let (asking, others) = questions
        .into_iter()
        .partition(|one| one.is_asking || one.has_problem() || !one.said.is_empty());
    let problem = |name: &str| {
        let place = crate::problems::Place::Field(name.to_owned());
        let found = problems.iter().find(|problem| problem.place == place);
        found.map(|problem| problem.sentence(words)).unwrap_or_default()
    };
    let (id, _): (CommitmentId, Typed) = typed.clone().own_id();
    let page = PromisesPage {
        frame: LinkFrame::new(visit, &words.say("promises-link-title")),
        words,
        action: format!("{}/promises?lang={}", visit.base(), words.code()),
        organisation: row.name,
        asking,
        others,
        sentences: views::sentences(words, &rows, problems),
        kept,
        new: NewPromise {
            id: id.to_string(),
            words: typed.text("words_en"),
            due_on: typed.text("due_on"),
            problems: ["words_en", "due_on"].map(problem),
        },
        name: visit.person.name.clone(),
    };
    Ok(platform::web::private(render(&page)?.into_response()))
}

/// Keeps what was answered, and a new promise if one was made.
pub async fn answer(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let organisation = allow(&visit)?;
    let typed = Typed::from_pairs(pairs);
    let outcome = keep(&visit, organisation, &typed).await?;
    match outcome {
        Ok(kept) => {
            let (base, code) = (visit.base(), visit.words.code());
            let back = format!("{base}/promises?lang={code}&kept={kept}#kept");
            Ok(Redirect::to(&back).into_response())
        }
        Err(problems) => page(&visit, organisation, (&typed, &problems), String::new()).await,
    }
}

async fn keep(
    visit: &LinkVisit,
    organisation: OrganisationId,
    typed: &Typed,
) -> Result<Result<&'static str, Vec<Problem>>, Error> {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    if !typed.get("words_en").trim().is_empty() || !typed.get("due_on").trim().is_empty() {
        let (id, typed): (CommitmentId, Typed) = typed.clone().own_id();
        let form = PromiseForm {
            organisation: Some(organisation),
            words: (typed.text("words_en"), String::new()),
            due_on: typed.text("due_on"),
            visibility: "internal".to_owned(),
            activity: None,
        };
        let made = actions::promise(&visit.scope, visit.actor(), id, &form).await;
        return problems_of(made.map(|()| "promise"));
    }
    let rows = store::promises(&*visit.scope.read().await?, &organisation.to_string()).await?;
    let forms = views::answers(&rows, typed);
    if forms.is_empty() {
        return Ok(Ok("nothing"));
    }
    let answered = actions::answer(&visit.scope, visit.actor(), (organisation, today), &forms).await;
    problems_of(answered.map(|()| "answers"))
}
