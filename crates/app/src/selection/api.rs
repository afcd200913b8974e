//! The API for those who are signed in: a choice as far as it has come, and one's scores. The same rights as on the pages.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::ids::SelectionId;
use serde::{Deserialize, Serialize};

use super::pages::{load, today};
use super::reviewing;
use super::store;
use crate::accounts::visit::Visit;
use crate::directory::pages::{At, at};
use crate::error::Error;
use crate::problems::Refusal;

#[derive(Debug, Serialize)]
struct Selection {
    id: String,
    title: String,
    title_es: String,
    process: String,
    stage: String,
    agreed_on: Option<String>,
    criteria: Vec<Criterion>,
    candidates: Vec<Candidate>,
    chosen_on: Option<String>,
    decision: Option<String>,
}

#[derive(Debug, Serialize)]
struct Criterion {
    id: String,
    title: String,
    title_es: String,
    points: i64,
}

#[derive(Debug, Serialize)]
struct Candidate {
    id: String,
    name: String,
    kind: String,
    home: String,
    fiscal_agent: String,
}

/// One choice with its criteria and candidates; no scores.
pub async fn one(visit: Visit, path: At) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    let row = load(&visit, id, Action::ViewSelection).await?;
    let (criteria, candidates) = reviewing::standing(&*visit.scope.read().await?, &row.selection_id).await?;
    let criterion = |one: store::CriterionRow| Criterion {
        id: one.selection_criterion_id,
        title: one.title_en,
        title_es: one.title_es,
        points: one.weight,
    };
    let candidate = |one: store::CandidateRow| Candidate {
        id: one.selection_candidate_id,
        name: one.name,
        kind: one.kind,
        home: one.home,
        fiscal_agent: one.fiscal_agent,
    };
    let told = Selection {
        id: row.selection_id,
        title: row.title_en,
        title_es: row.title_es,
        process: row.process,
        stage: row.stage,
        agreed_on: row.agreed_on,
        criteria: criteria.into_iter().map(criterion).collect(),
        candidates: candidates.into_iter().map(candidate).collect(),
        chosen_on: row.chosen_on,
        decision: row.decision_id,
    };
    Ok(platform::web::private(Json(told).into_response()))
}

/// Scores as they are sent: by candidate, by criterion.
#[derive(Debug, Deserialize)]
pub struct Sent {
    scores: BTreeMap<String, BTreeMap<String, i64>>,
    #[serde(default)]
    remark: String,
}

#[derive(Debug, Serialize)]
struct Problems {
    problems: Vec<String>,
}

/// Keeps one's scores.
pub async fn score(visit: Visit, path: At, Json(sent): Json<Sent>) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::ScoreBackbone).await?;
    let each = sent.scores.into_iter().flat_map(|(candidate, by)| {
        let scores = by.into_iter();
        scores.map(move |(criterion, score)| ((candidate.clone(), criterion), score.to_string()))
    });
    let typed: reviewing::Typed = each.collect();
    let day = today(&visit);
    let who = (id, visit.person.id, day.as_str());
    let done = reviewing::score(&visit.scope, visit.actor(), who, (&typed, &sent.remark)).await;
    let response = match done {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(Refusal::Problems(problems)) => {
            let problems = problems
                .iter()
                .map(|problem| problem.sentence(visit.words))
                .collect();
            (StatusCode::UNPROCESSABLE_ENTITY, Json(Problems { problems })).into_response()
        }
        Err(Refusal::Error(error)) => return Err(error),
    };
    Ok(platform::web::private(response))
}
