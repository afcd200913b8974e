//! A run as it is worked on: beside everything else, told as it goes, and stopped when somebody stops it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use domain::ids::CollaborativeId;
use domain::period::Period;
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::jobs::Job;
use uuid::Uuid;

use super::order::order;
use super::runs::{pass, tables};
use super::store::{self, Outcome, RunRow};
use super::written::Written;
use crate::error::Error;
use crate::state::AppState;
use crate::vault::worker::Answer;

/// Kind of the job; its payload is the run.
pub const RUN: &str = "vault.run";
/// How often a run asks whether somebody stopped it.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Begins a run and lets it go on beside other jobs: a mail does not wait for it.
pub async fn begin(state: AppState, job: Job) -> Result<(), Error> {
    let id = job.collaborative_id.as_deref().unwrap_or_default();
    let collaborative: CollaborativeId = id.parse().map_err(|_| Error::NotFound)?;
    let scope = state.database.scope(collaborative);
    let tx = scope.write(Actor::installation()).await?;
    if !store::change_state(&tx, &job.payload, ["waiting", "waiting"], "running").await? {
        return Ok(());
    }
    tx.commit(vec![fact("vault.run-begun", &job.payload)?]).await?;
    let watched = state.settings.vault.begin(&job.payload);
    tokio::spawn(async move {
        let told = watched.told.clone();
        if let Err(error) = work(&state, &scope, &job.payload, told).await {
            tracing::error!(%error, run = job.payload, "what came of a run was not kept");
        }
    });
    Ok(())
}

fn fact(kind: &str, run: &str) -> Result<NewFact, Error> {
    let id: Uuid = run.parse().map_err(|_| Error::NotFound)?;
    Ok(NewFact::new(kind, "vault-run", id))
}

async fn work(state: &AppState, scope: &Scope, id: &str, told: Arc<AtomicU8>) -> Result<(), Error> {
    let reader = scope.read().await?;
    let run = store::run(&reader, id).await?.ok_or(Error::NotFound)?;
    drop(reader);
    let outcome = tokio::select! {
        outcome = compute(state, scope, &run, told) => outcome,
        // Whoever stops it drops the other branch, and with it the worker's process.
        () = stopped(scope, id) => return Ok(()),
    };
    let (state, result, failure) = match outcome {
        Ok(outcome) => {
            let result = serde_json::to_string(&outcome).map_err(|error| Error::Fault(error.to_string()))?;
            ("done", result, String::new())
        }
        Err(error) => ("failed", "{}".to_owned(), error.to_string()),
    };
    let tx = scope.write(Actor::installation()).await?;
    if store::finish(&tx, id, (state, &result, &failure)).await? {
        tx.commit(vec![fact(&format!("vault.run-{state}"), id)?]).await?;
    }
    Ok(())
}

async fn compute(
    state: &AppState,
    scope: &Scope,
    run: &RunRow,
    told: Arc<AtomicU8>,
) -> Result<Outcome, Error> {
    let written = Written::of(&run.definition);
    let period = Period::parse(&run.period).map_err(|error| Error::Fault(error.to_string()))?;
    let reader = scope.read().await?;
    let roots = store::roots(&reader, &run.vault_run_id).await?;
    let mut tables = tables(&reader, &written, &run.period).await?;
    // Only what was passed when the run was asked for: rows that came since were not.
    tables.retain(|table| roots.contains(&table.root_id));
    // It was passed when it was asked for; since then an agreement may have ended, or cover less by a newer version.
    let measure = store::measure(&reader, &run.vault_measure_id)
        .await?
        .ok_or(Error::NotFound)?;
    pass(&reader, &Actor::installation(), &measure, &written, &tables).await?;
    let order = order(&reader, &written, period, &tables).await?;
    drop(reader);
    let progress = move |hundredths: u8| told.store(hundredths, Ordering::Relaxed);
    let answer: Answer = state.settings.vault.ask(&order, &progress).await?;
    serde_json::from_value(answer.line).map_err(|_| Error::Fault("the answer cannot be read".to_owned()))
}

/// Ends when somebody stops the run.
async fn stopped(scope: &Scope, id: &str) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        match is_running(scope, id).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, run = id, "whether a run was stopped is not known"),
        }
    }
}

async fn is_running(scope: &Scope, id: &str) -> Result<bool, Error> {
    let run = store::run(&*scope.read().await?, id).await?;
    Ok(run.is_some_and(|run| run.state == "running"))
}
