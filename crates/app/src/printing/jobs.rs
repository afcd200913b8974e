//! Printing by itself: after an edition was published, and at a start for what was published without the worker.

use domain::ids::CollaborativeId;
use platform::db::{Database, Tx};
use platform::jobs::{self, Job};

use super::actions;
use crate::error::Error;
use crate::state::AppState;
use crate::worker::Handler;

/// Kind of the job that prints what is missing of a collaborative's editions; without a collaborative, of all.
pub const PRINT: &str = "printing.missing";

/// Lays the printing of an edition ready, in the transaction that publishes it.
pub async fn enqueue(tx: &Tx) -> Result<(), Error> {
    jobs::enqueue(tx, PRINT, "", tx.clock().now_millis()).await?;
    Ok(())
}

/// Lays ready the printing of all that is missing. At a start: the worker may have been installed meanwhile.
pub async fn enqueue_all(database: &Database) -> Result<(), Error> {
    let tx = database.host().begin().await?;
    jobs::enqueue_host(&tx, PRINT, "", database.clock().now_millis()).await?;
    tx.commit().await?;
    Ok(())
}

/// What this feature does for the worker.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![(PRINT, |state, job| Box::pin(run(state, job)))]
}

async fn run(state: AppState, job: Job) -> Result<(), Error> {
    let named = job.collaborative_id.into_iter().collect::<Vec<_>>();
    let ids = if named.is_empty() {
        let all = crate::collaborative::store::collaboratives(&state.database.host()).await?;
        all.into_iter().map(|row| row.collaborative_id).collect()
    } else {
        named
    };
    for id in ids {
        let id: CollaborativeId = id.parse().map_err(|_| Error::NotFound)?;
        actions::print_missing(&state, id).await?;
    }
    Ok(())
}
