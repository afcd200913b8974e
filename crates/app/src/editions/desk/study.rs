//! Studying a draft: the price of every alternative, one at a time, as a job in steps that can be watched and stopped.
//!
//! Each step is a job of its own that lays the next one ready. So mail is not held up, a restart goes on where it was, and
//! stopping takes effect after the alternative at hand.

use std::time::{Duration, Instant};

use domain::ids::{CollaborativeId, EditionId};
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::jobs::{self, Job};
use platform::secrets;
use serde::{Deserialize, Serialize};

use super::price::{Alternative, Draft, Price, alternatives, price};
use super::store;
use crate::collaborative::store::CollaborativeRow;
use crate::editions::actions;
use crate::editions::assemble::gather_indicators;
use crate::editions::document::Document;
use crate::editions::gather;
use crate::editions::release::Before;
use crate::editions::store::EditionRow;
use crate::error::Error;
use crate::state::AppState;
use crate::worker::Handler;

/// Kind of the job that prices the next alternative of a study.
pub const STEP: &str = "editions.study";

/// Longest that one alternative is computed.
const PATIENCE: Duration = Duration::from_secs(20);
/// Pause between two alternatives, in which mail goes out.
const PAUSE_MILLIS: i64 = 500;

/// One alternative of a study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub alternative: Alternative,
    /// What it costs, once that is known.
    pub price: Option<Price>,
}

/// The lines of a stored study.
pub fn lines(row: &store::StudyRow) -> Vec<Line> {
    serde_json::from_str(&row.lines).unwrap_or_default()
}

fn text(lines: &[Line]) -> Result<String, Error> {
    serde_json::to_string(lines).map_err(|error| Error::Fault(error.to_string()))
}

/// Begins to price every alternative of a draft. Gives the study's identifier.
pub async fn begin(scope: &Scope, actor: Actor, id: EditionId) -> Result<String, Error> {
    let reader = scope.read().await?;
    let row = actions::open_draft(&reader, id).await?;
    let document = actions::document_of(&reader, &row).await?;
    let report = actions::report_of(&reader, &row).await?;
    drop(reader);
    let found = alternatives(&document, &report, &actions::selection_of(&row));
    let planned: Vec<Line> = found
        .into_iter()
        .map(|alternative| Line {
            alternative,
            price: None,
        })
        .collect();
    let study = secrets::new_uuid().to_string();
    let draft_hash = row.draft_hash.unwrap_or_default();
    let tx = scope.write(actor).await?;
    store::begin_study(&tx, (&study, &row.edition_id), &draft_hash, &text(&planned)?).await?;
    if planned.is_empty() {
        store::update_study(&tx, &study, "[]", "done").await?;
    } else {
        jobs::enqueue(&tx, STEP, &study, tx.clock().now_millis()).await?;
    }
    let fact = NewFact::new("edition.alternatives-studied", "edition", id.uuid());
    tx.commit(vec![fact.set("alternatives", planned.len())]).await?;
    Ok(study)
}

/// Stops a study; what was found until now stays.
pub async fn stop(scope: &Scope, actor: Actor, id: EditionId) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    if store::stop_study(&tx, &id.to_string()).await? > 0 {
        let fact = NewFact::new("edition.study-stopped", "edition", id.uuid());
        tx.commit(vec![fact]).await?;
    }
    Ok(())
}

/// Prices the next alternative of a study. Gives whether there is one more.
pub async fn step(scope: &Scope, collaborative: &CollaborativeRow, study: &str) -> Result<bool, Error> {
    let reader = scope.read().await?;
    let Some(row) = store::study(&reader, study).await? else {
        return Ok(false);
    };
    let id: EditionId = row.edition_id.parse().map_err(|_| Error::NotFound)?;
    let edition = actions::open_draft(&reader, id).await;
    let is_stale = match &edition {
        Ok(edition) => edition.draft_hash.as_deref() != Some(row.draft_hash.as_str()),
        Err(_) => true,
    };
    let mut lines = lines(&row);
    let next = lines.iter().position(|line| line.price.is_none());
    let (Some(next), Ok(edition), false, "running") = (next, edition, is_stale, row.state.as_str()) else {
        return Ok(false);
    };
    let alternative = lines[next].alternative.clone();
    let priced = price_of(&reader, collaborative, &edition, &alternative).await?;
    drop(reader);
    let net = priced.net();
    lines[next].price = Some(priced);
    let is_more = lines.iter().any(|line| line.price.is_none());
    let state = if is_more { "running" } else { "done" };
    let tx = scope.write(Actor::installation()).await?;
    if store::update_study(&tx, study, &text(&lines)?, state).await? == 0 {
        return Ok(false);
    }
    if is_more {
        jobs::enqueue(&tx, STEP, study, tx.clock().now_millis() + PAUSE_MILLIS).await?;
    }
    let fact = NewFact::new("edition.alternative-priced", "edition", id.uuid())
        .set("indicator", alternative.indicator())
        .set("net", net);
    tx.commit(vec![fact]).await?;
    Ok(is_more)
}

/// The price of one alternative to a draft, with everything that is public as known.
pub async fn price_of(
    reader: &Connection,
    collaborative: &CollaborativeRow,
    edition: &EditionRow,
    alternative: &Alternative,
) -> Result<Price, Error> {
    let document = actions::document_of(reader, edition).await?;
    let published = actions::published(reader).await?;
    let newest = crate::editions::store::newest_published(reader).await?;
    let report = match newest {
        Some(newest) => Some(actions::report_of(reader, &newest).await?),
        None => None,
    };
    let selection = actions::selection_of(edition);
    let gathered = gather_indicators(reader, &selection).await?;
    let nesting = gather::nesting(reader).await?;
    let (minimum, alternative) = (collaborative.minimum_count, alternative.clone());
    // The gate computes; it runs on a blocking thread so that pages go on being answered.
    let priced = tokio::task::spawn_blocking(move || {
        let editions: Vec<&Document> = published.iter().collect();
        let before = Before {
            editions: &editions,
            report: report.as_ref(),
            until: Some(Instant::now() + PATIENCE),
        };
        document.indicator(alternative.indicator())?;
        let draft = Draft {
            document: &document,
            selection: &selection,
            minimum,
            nesting: &nesting,
        };
        Some(price(&gathered, &draft, &alternative, before))
    });
    let priced = priced.await.map_err(|error| Error::Fault(error.to_string()))?;
    priced.ok_or(Error::NotFound)
}

/// What this feature does for the worker.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![(STEP, |state, job| Box::pin(run(state, job)))]
}

async fn run(state: AppState, job: Job) -> Result<(), Error> {
    let id = job.collaborative_id.as_deref().ok_or(Error::NotFound)?;
    let found = crate::collaborative::store::collaborative_by_id(&state.database.host(), id).await?;
    let collaborative = found.ok_or(Error::NotFound)?;
    let id: CollaborativeId = id.parse().map_err(|_| Error::NotFound)?;
    step(&state.database.scope(id), &collaborative, &job.payload).await?;
    Ok(())
}
