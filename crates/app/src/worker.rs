//! The worker: sends mail that waits, runs jobs that are due, signs checkpoints every hour, forgets what is over.
//!
//! Features register what they do by kind of job (`fn handlers()`), so that nothing here knows them.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use domain::ids::CollaborativeId;
use platform::db::Database;
use platform::jobs::{self, Job};
use platform::objects::moving::{self, MoveError};

use crate::error::Error;
use crate::state::AppState;

/// Pause when nothing waits; a sign-in mail should not take longer.
const PAUSE: Duration = Duration::from_millis(500);
/// Jobs run in one round, so that mail is never far behind.
const ROUND: usize = 20;
/// Checkpoints are signed, and what is over is forgotten, this often.
const HOUR_MILLIS: i64 = 3600 * 1000;
/// Contents move into the bucket, and go from it, this often.
const MINUTE_MILLIS: i64 = 60 * 1000;

/// What a handler gives back.
pub type Done = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;
/// Does a job of one kind.
pub type Handler = fn(AppState, Job) -> Done;

/// Every kind of job and who does it.
fn handlers() -> Vec<(&'static str, Handler)> {
    [
        crate::accounts::jobs::handlers(),
        crate::requests::jobs::handlers(),
        crate::decisions::jobs::handlers(),
        crate::editions::desk::study::handlers(),
        crate::printing::jobs::handlers(),
        crate::communication::jobs::handlers(),
        crate::backbone::assessments::jobs::handlers(),
        crate::vault::jobs::handlers(),
        crate::linkages::running::handlers(),
    ]
    .concat()
}

/// Starts the worker; it ends with the process.
pub fn start(state: AppState) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let (mut hour, mut minute) = (0, 0);
        loop {
            let millis = state.clock().now_millis();
            if millis / HOUR_MILLIS != hour {
                hour = millis / HOUR_MILLIS;
                hourly(&state).await;
            }
            if millis / MINUTE_MILLIS != minute {
                minute = millis / MINUTE_MILLIS;
                if let Err(error) = tend_contents(&state).await {
                    tracing::error!(%error, "contents did not move, or did not go from a bucket; tried again in a minute");
                }
            }
            if run_waiting(&state).await == 0 {
                tokio::time::sleep(PAUSE).await;
            }
        }
    })
}

/// Runs the jobs that are due and sends the mail that waits; gives how much there was. Tests call it by hand.
pub async fn run_waiting(state: &AppState) -> usize {
    let ran = run_jobs(state).await + crate::decisions::inbox::take_waiting(state).await;
    let sent = platform::mail::send_waiting(&state.database, &state.postman).await;
    let sent = sent.unwrap_or_else(|error| {
        tracing::error!(%error, "mail could not be looked up");
        0
    });
    ran + sent
}

async fn run_jobs(state: &AppState) -> usize {
    let handlers = handlers();
    let mut ran = 0;
    while ran < ROUND {
        let job = match jobs::take(&state.database).await {
            Ok(Some(job)) => job,
            Ok(None) => break,
            Err(error) => {
                tracing::error!(%error, "jobs could not be looked up");
                break;
            }
        };
        ran += 1;
        let handler = handlers.iter().find(|(kind, _)| *kind == job.kind);
        let outcome = match handler {
            Some((_, handler)) => handler(state.clone(), job.clone()).await,
            None => Err(Error::Fault(format!("nobody does jobs of kind {}", job.kind))),
        };
        if let Err(error) = settle(&state.database, &job, outcome).await {
            tracing::error!(%error, job = job.job_id, "the outcome of a job was not kept");
        }
    }
    ran
}

async fn settle(
    database: &Database,
    job: &Job,
    outcome: Result<(), Error>,
) -> Result<(), platform::db::DbError> {
    match outcome {
        Ok(()) => jobs::done(database, job).await,
        Err(error) => {
            tracing::warn!(%error, job = job.job_id, kind = job.kind, "a job failed");
            jobs::failed(database, job, &error.to_string()).await
        }
    }
}

/// Signs a checkpoint of every collaborative's history, and forgets what is over.
pub async fn hourly(state: &AppState) {
    if let Err(error) = sign_checkpoints(&state.database).await {
        tracing::error!(%error, "checkpoints were not signed");
    }
    if let Err(error) = crate::communication::jobs::hourly(state).await {
        tracing::error!(%error, "letters that were due did not go out");
    }
    if let Err(error) = crate::agreements::jobs::hourly(state).await {
        tracing::error!(%error, "agreements that end were not looked after");
    }
    if let Err(error) = crate::accounts::jobs::forget_old(&state.database).await {
        tracing::error!(%error, "what is over was not forgotten");
    }
}

/// Moves larger contents into the bucket, and takes from buckets what nothing names any more; gives how many of each.
pub async fn tend_contents(state: &AppState) -> Result<(usize, usize), Error> {
    let said = |error: MoveError| Error::Fault(error.to_string());
    let (mut moved, mut swept) = (0, 0);
    for row in crate::collaborative::store::collaboratives(&state.database.host()).await? {
        let id: CollaborativeId = row.collaborative_id.parse().map_err(|_| Error::NotFound)?;
        let scope = state.database.scope(id);
        swept += moving::sweep(&scope).await.map_err(said)?;
        if let Some(bucket) = &state.settings.objects {
            moved += moving::move_in(&scope, bucket).await.map_err(said)?;
        }
    }
    Ok((moved, swept))
}

/// Signs the end of every collaborative's history; gives the checkpoints by slug.
pub async fn sign_checkpoints(database: &Database) -> Result<Vec<(String, String)>, Error> {
    let mut signed = Vec::new();
    for row in crate::collaborative::store::collaboratives(&database.host()).await? {
        let id: CollaborativeId = row.collaborative_id.parse().map_err(|_| Error::NotFound)?;
        let note = platform::history::checkpoint(&database.scope(id)).await?;
        signed.extend(note.map(|note| (row.slug, note)));
    }
    Ok(signed)
}
