//! A reviewer's page: candidates with their files, and a score for each by each criterion. By link or signed in; what was
//! saved is not changed, and opening it changes nothing.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form as Body;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose};
use domain::choosing::{SCORE_MAX, SCORE_MIN};
use domain::ids::{PersonId, SelectionId};
use domain::selection::{Reviewer, Stage, may_score};
use platform::db::Connection;
use platform::words::Words;

use super::pages::{PATH, load, today};
use super::reviewing::{self, field_of};
use super::store::{self, CandidateRow, CriterionRow, SelectionRow};
use super::{actions, parts};
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Cell, Typed, link, page, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::{Place, Problem};

/// One criterion for one candidate.
struct Question {
    field: String,
    title: String,
    about: String,
    chosen: i64,
    problem: String,
}

/// One candidate with what is asked about it.
struct Asked {
    name: String,
    facts: Vec<(String, String)>,
    about: String,
    files: Vec<Cell>,
    questions: Vec<Question>,
}

/// The form of scores, or why there is none.
#[derive(Template)]
#[template(path = "selection/scores.html")]
struct Scores {
    words: Words,
    action: String,
    aside: String,
    /// Why nothing is asked; empty where something is.
    cannot: String,
    may_step_aside: bool,
    candidates: Vec<Asked>,
    steps: Vec<i64>,
    remark: String,
    problems: Vec<String>,
    aside_problem: String,
}

#[derive(Template)]
#[template(path = "selection/review.html")]
struct ReviewPage {
    frame: LinkFrame,
    title: String,
    about: String,
    whose: String,
    scores: String,
}

/// Who reviews, where, and what they sent.
struct Visitor<'a> {
    words: Words,
    person: PersonId,
    today: String,
    /// Address of the page, and of files.
    action: String,
    aside: String,
    files: String,
    typed: &'a Typed,
    problems: &'a [Problem],
}

async fn scores(connection: &Connection, row: &SelectionRow, visitor: &Visitor<'_>) -> Result<Scores, Error> {
    let words = visitor.words;
    let stage = actions::stage_of(connection, row).await?;
    let known = reviewing::reviewer(connection, &row.selection_id, (visitor.person, &visitor.today)).await?;
    let cannot = cannot(words, stage, known);
    let (criteria, candidates) = reviewing::standing(connection, &row.selection_id).await?;
    let files = store::files(connection, &row.selection_id).await?;
    let asked = |one: &CandidateRow| Asked {
        name: one.name.clone(),
        facts: parts::facts_of(words, one),
        about: words.pick(&one.about_en, &one.about_es).to_owned(),
        files: files
            .iter()
            .filter(|file| file.selection_candidate_id == one.selection_candidate_id)
            .map(|file| {
                link(
                    &file.title,
                    format!("{}/{}", visitor.files, file.selection_file_id),
                )
            })
            .collect(),
        questions: criteria
            .iter()
            .map(|criterion| question(visitor, one, criterion))
            .collect(),
    };
    let homeless = |problem: &&Problem| matches!(&problem.place, Place::Field(name) if !name.starts_with("score-") && name != "aside_because");
    let aside = visitor
        .problems
        .iter()
        .find(|one| one.place == Place::Field("aside_because".into()));
    Ok(Scores {
        action: visitor.action.clone(),
        aside: visitor.aside.clone(),
        may_step_aside: !known.is_aside
            && matches!(stage, Stage::Criteria | Stage::Candidates | Stage::Scoring),
        candidates: if cannot.is_empty() {
            candidates.iter().map(asked).collect()
        } else {
            Vec::new()
        },
        cannot,
        steps: (SCORE_MIN..=SCORE_MAX).collect(),
        remark: visitor.typed.text("remark"),
        problems: visitor
            .problems
            .iter()
            .filter(homeless)
            .map(|one| one.sentence(words))
            .collect(),
        aside_problem: aside.map(|one| one.sentence(words)).unwrap_or_default(),
        words,
    })
}

fn question(visitor: &Visitor<'_>, one: &CandidateRow, criterion: &CriterionRow) -> Question {
    let words = visitor.words;
    let field = field_of(&one.selection_candidate_id, &criterion.selection_criterion_id);
    let problem = visitor
        .problems
        .iter()
        .find(|problem| problem.place == Place::Field(field.clone()));
    Question {
        title: words.pick(&criterion.title_en, &criterion.title_es).to_owned(),
        about: words.pick(&criterion.about_en, &criterion.about_es).to_owned(),
        chosen: visitor.typed.get(&field).parse().unwrap_or_default(),
        problem: problem.map(|problem| problem.sentence(words)).unwrap_or_default(),
        field,
    }
}

/// Why somebody has nothing to score; empty where they have.
fn cannot(words: Words, stage: Stage, known: Reviewer) -> String {
    if let Err(why) = may_score(known) {
        return words.say(&format!("selection-no-reviewer-{}", why.code()));
    }
    match stage.takes_scores() {
        Ok(()) => String::new(),
        Err(_) if matches!(stage, Stage::Criteria | Stage::Candidates) => words.say("selection-review-soon"),
        Err(why) => words.say(&format!("selection-out-of-turn-{}", why.code())),
    }
}

/// What was typed, by candidate and criterion.
fn read(pairs: &Pairs) -> reviewing::Typed {
    let named = pairs.iter().filter_map(|(name, value)| {
        // Identifiers are of 36 characters, with a dash between.
        let ids = name.strip_prefix("score-")?;
        let (candidate, criterion) = (ids.get(..36)?, ids.get(37..)?);
        Some(((candidate.to_owned(), criterion.to_owned()), value.clone()))
    });
    named.collect::<BTreeMap<_, _>>()
}

async fn work_page(
    visit: &Visit,
    row: &SelectionRow,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let base = address(visit, &format!("{PATH}/{}", row.selection_id));
    let visitor = Visitor {
        words: visit.words,
        person: visit.person.id,
        today: today(visit),
        action: format!("{base}/review"),
        aside: format!("{base}/aside"),
        files: format!("{base}/files"),
        typed,
        problems,
    };
    let scores = scores(&*visit.scope.read().await?, row, &visitor).await?;
    let html = scores.render().map_err(|error| Error::Fault(error.to_string()))?;
    let title = visit.words.pick(&row.title_en, &row.title_es).to_owned();
    let blocks = vec![Block::Links(vec![link(&title, base)]), Block::Own(html)];
    let heading = visit.words.say("selection-review");
    page(
        visit.frame(&heading, "backbone"),
        visit.words.say("selection-review-lede"),
        blocks,
    )
}

/// The page of a reviewer who is signed in.
pub async fn review(visit: Visit, path: At) -> Result<Response, Error> {
    let row = load(&visit, at(&path)?, Action::ScoreBackbone).await?;
    work_page(&visit, &row, (&Typed::default(), &[])).await
}

/// Keeps the scores of a reviewer who is signed in.
pub async fn score(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    let row = load(&visit, id, Action::ScoreBackbone).await?;
    let given = read(&pairs);
    let typed = Typed::from_pairs(pairs);
    let day = today(&visit);
    let who = (id, visit.person.id, day.as_str());
    let done = reviewing::score(&visit.scope, visit.actor(), who, (&given, typed.get("remark"))).await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, &format!("{PATH}/{id}"))),
        Err(problems) => work_page(&visit, &row, (&typed, &problems)).await,
    }
}

/// A reviewer who is signed in steps aside.
pub async fn step_aside(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    let row = load(&visit, id, Action::ScoreBackbone).await?;
    let typed = Typed::from_pairs(pairs);
    let who = (id, visit.person.id);
    let done = reviewing::step_aside(&visit.scope, visit.actor(), who, typed.get("aside_because")).await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, &format!("{PATH}/{id}"))),
        Err(problems) => work_page(&visit, &row, (&typed, &problems)).await,
    }
}

/// The choice that a reviewer's link is for, if they may.
pub(super) async fn opened(visit: &LinkVisit, action: Action) -> Result<SelectionRow, Error> {
    let Purpose::Review { selection } = visit.purpose else {
        return Err(Error::NotFound);
    };
    let reader = visit.scope.read().await?;
    let row = store::selection(&reader, &selection.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let day = link_day(visit);
    visit.allow(action, actions::thing(&reader, &row, &day).await?)?;
    Ok(row)
}

fn link_day(visit: &LinkVisit) -> String {
    let zone = &visit.collaborative.time_zone;
    visit.scope.clock().today(zone).to_string()
}

async fn link_page(
    visit: &LinkVisit,
    row: &SelectionRow,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let words = visit.words;
    let language = words.code();
    let base = format!("{}/review", visit.base());
    let visitor = Visitor {
        words,
        person: visit.person.id,
        today: link_day(visit),
        action: format!("{base}?lang={language}"),
        aside: format!("{base}/aside?lang={language}"),
        files: format!("{base}/files"),
        typed,
        problems,
    };
    let scores = scores(&*visit.scope.read().await?, row, &visitor).await?;
    let page = ReviewPage {
        frame: LinkFrame::new(visit, &words.say("selection-review")),
        title: words.pick(&row.title_en, &row.title_es).to_owned(),
        about: words.pick(&row.about_en, &row.about_es).to_owned(),
        whose: words.with("link-is-for", &[("name", visit.person.name.as_str().into())]),
        scores: scores.render().map_err(|error| Error::Fault(error.to_string()))?,
    };
    render(&page)
}

/// The page behind a reviewer's link.
pub async fn by_link(visit: LinkVisit) -> Result<Response, Error> {
    let row = opened(&visit, Action::ScoreBackbone).await?;
    link_page(&visit, &row, (&Typed::default(), &[])).await
}

fn back(visit: &LinkVisit) -> Response {
    Redirect::to(&format!("{}/review?lang={}", visit.base(), visit.words.code())).into_response()
}

/// Keeps the scores that came by a link.
pub async fn score_by_link(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let row = opened(&visit, Action::ScoreBackbone).await?;
    let id: SelectionId = row.selection_id.parse().map_err(|_| Error::NotFound)?;
    let given = read(&pairs);
    let typed = Typed::from_pairs(pairs);
    let day = link_day(&visit);
    let who = (id, visit.person.id, day.as_str());
    let done = reviewing::score(&visit.scope, visit.actor(), who, (&given, typed.get("remark"))).await;
    match problems_of(done)? {
        Ok(()) => Ok(back(&visit)),
        Err(problems) => link_page(&visit, &row, (&typed, &problems)).await,
    }
}

/// Whoever holds the link steps aside.
pub async fn step_aside_by_link(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let row = opened(&visit, Action::ScoreBackbone).await?;
    let id: SelectionId = row.selection_id.parse().map_err(|_| Error::NotFound)?;
    let typed = Typed::from_pairs(pairs);
    let who = (id, visit.person.id);
    let done = reviewing::step_aside(&visit.scope, visit.actor(), who, typed.get("aside_because")).await;
    match problems_of(done)? {
        Ok(()) => Ok(back(&visit)),
        Err(problems) => link_page(&visit, &row, (&typed, &problems)).await,
    }
}
