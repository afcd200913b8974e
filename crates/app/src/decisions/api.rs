//! The API for those who are signed in: the log, one proposal, and an answer. The same rights as on the pages.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::ids::ProposalId;
use platform::clock::from_millis;
use serde::{Deserialize, Serialize};

use super::store::{self, DecisionRow, ProposalRow};
use super::voting::{self, Said, Way};
use crate::accounts::visit::Visit;
use crate::directory::pages::{At, at};
use crate::error::Error;
use crate::problems::Refusal;

/// A proposal with what came of it.
#[derive(Debug, Serialize)]
struct Proposal {
    id: String,
    number: i64,
    body: String,
    title: String,
    title_es: String,
    text: String,
    text_es: String,
    method: String,
    state: String,
    closes_at: Option<String>,
    is_public: bool,
    decision: Option<Decision>,
}

/// What came of a proposal.
#[derive(Debug, Serialize)]
struct Decision {
    id: String,
    outcome: String,
    because: String,
    option: Option<String>,
    goes_on: bool,
    decided_at: String,
    tally: serde_json::Value,
    reasons: String,
    reasons_es: String,
    review_on: Option<String>,
    happened: String,
    happened_es: String,
}

impl Proposal {
    fn of(row: ProposalRow, decision: Option<DecisionRow>) -> Self {
        Self {
            id: row.proposal_id,
            number: row.number,
            body: row.body_id,
            title: row.title_en,
            title_es: row.title_es,
            text: row.text_en,
            text_es: row.text_es,
            method: row.method,
            state: row.state,
            closes_at: row.closes_at.map(|at| from_millis(at).to_string()),
            is_public: row.is_public,
            decision: decision.map(Decision::of),
        }
    }
}

impl Decision {
    fn of(row: DecisionRow) -> Self {
        Self {
            id: row.decision_id,
            outcome: row.outcome,
            because: row.because,
            option: row.proposal_option_id,
            goes_on: row.goes_on,
            decided_at: from_millis(row.decided_at).to_string(),
            tally: serde_json::from_str(&row.tally).unwrap_or_default(),
            reasons: row.reasons_en,
            reasons_es: row.reasons_es,
            review_on: row.review_on,
            happened: row.happened_en,
            happened_es: row.happened_es,
        }
    }
}

#[derive(Debug, Serialize)]
struct Log {
    proposals: Vec<Proposal>,
}

/// Every proposal with its decision, the newest first.
pub async fn log(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBodies)?;
    let reader = visit.scope.read().await?;
    let decisions = store::decisions(&reader).await?.into_iter();
    let mut decisions: BTreeMap<String, DecisionRow> = decisions
        .map(|decision| (decision.proposal_id.clone(), decision))
        .collect();
    let proposals = store::proposals(&reader).await?.into_iter();
    let proposals = proposals.map(|row| {
        let decision = decisions.remove(&row.proposal_id);
        Proposal::of(row, decision)
    });
    let log = Log {
        proposals: proposals.collect(),
    };
    Ok(platform::web::private(Json(log).into_response()))
}

async fn load(visit: &Visit, id: ProposalId, action: Action) -> Result<ProposalRow, Error> {
    let reader = visit.scope.read().await?;
    let row = store::proposal(&reader, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    visit.allow(action, voting::thing(&reader, &row).await?)?;
    Ok(row)
}

/// One proposal with its decision.
pub async fn one(visit: Visit, path: At) -> Result<Response, Error> {
    let row = load(&visit, at(&path)?, Action::ViewProposal).await?;
    let decision = store::decision_of(&*visit.scope.read().await?, &row.proposal_id).await?;
    Ok(platform::web::private(
        Json(Proposal::of(row, decision)).into_response(),
    ))
}

/// An answer as it is sent.
#[derive(Debug, Deserialize)]
pub struct Answer {
    choice: String,
    #[serde(default)]
    ranking: Vec<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    code: String,
}

#[derive(Debug, Serialize)]
struct Taken {
    /// The code of a secret ballot; it is shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

#[derive(Debug, Serialize)]
struct Problems {
    problems: Vec<String>,
}

/// Answers.
pub async fn answer(visit: Visit, path: At, Json(sent): Json<Answer>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::AnswerProposal).await?;
    let said = Said {
        choice: sent.choice,
        ranking: sent.ranking.join(" "),
        reason: sent.reason,
        code: sent.code,
    };
    let taken = voting::answer(
        &visit.scope,
        visit.actor(),
        id,
        (visit.person.id, &said, Way::Api),
    )
    .await;
    let response = match taken {
        Ok(code) => Json(Taken { code }).into_response(),
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
