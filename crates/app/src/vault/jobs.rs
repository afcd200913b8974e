//! What families say, carried out in the vault: whoever may not be in a table is taken out of it.

use domain::agreements::Consent;
use domain::ids::{AgreementId, CollaborativeId};
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::jobs::{self, Job};
use platform::{objects, secrets};

use super::measures::{runs, store as measures, working};
use super::store::{self, TableRow};
use super::worker::Order;
use crate::agreements::{consent, gate};
use crate::error::Error;
use crate::state::AppState;
use crate::take_up::store as take_up;
use crate::worker::Handler;

/// Kind of the job that takes people out of the tables of an agreement; its payload is the agreement's first version.
pub const TAKE_OUT: &str = "vault.take-out";

/// After this long a removal comes again that found the worker busy.
const BUSY_MILLIS: i64 = 2_000;
/// After this long one comes again that failed.
const FAILED_MILLIS: i64 = 60_000;

/// Lays it ready, in the transaction that keeps what a family said.
pub async fn enqueue_take_out(tx: &Tx, root: &str) -> Result<(), Error> {
    jobs::enqueue(tx, TAKE_OUT, root, tx.clock().now_millis()).await?;
    Ok(())
}

/// What this feature does for the worker.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![
        (TAKE_OUT, |state, job| Box::pin(take_out(state, job))),
        (working::RUN, |state, job| Box::pin(working::begin(state, job))),
    ]
}

/// A removal waits for nobody and is never given up: runs on the rows are stopped, and where the worker is busy with something else,
/// or anything fails, it comes again.
async fn take_out(state: AppState, job: Job) -> Result<(), Error> {
    let id = job.collaborative_id.as_deref().unwrap_or_default();
    let collaborative: CollaborativeId = id.parse().map_err(|_| Error::NotFound)?;
    let scope = state.database.scope(collaborative);
    let pause = match remove(&state, &scope, &job).await {
        Ok(true) => return Ok(()),
        Ok(false) => BUSY_MILLIS,
        Err(error) => {
            tracing::error!(%error, job = job.job_id, "people could not be taken out of the vault yet");
            FAILED_MILLIS
        }
    };
    // A new job and no further try of this one: tries are counted, and nobody's no ends with the last.
    jobs::again(&state.database, &job, state.clock().now_millis() + pause).await?;
    Ok(())
}

/// Takes people out of every table of an agreement; tells whether that was all.
async fn remove(state: &AppState, scope: &Scope, job: &Job) -> Result<bool, Error> {
    let reader = scope.read().await?;
    let Some(governed) = gate::speaking(&reader, &job.payload).await? else {
        return Ok(true);
    };
    let wanted = match governed.terms.consent {
        Consent::NotAsked => return Ok(true),
        Consent::OptOut => "no",
        Consent::OptIn => "yes",
    };
    let said = consent::words(&reader, &job.payload).await?;
    let digests: Vec<String> = said
        .into_iter()
        .filter(|(_, word)| word == wanted)
        .map(|(digest, _)| digest)
        .collect();
    let tables = store::of_root(&reader, &job.payload).await?;
    drop(reader);
    stop_runs(scope, &job.payload).await?;
    let mut is_all = Ok(true);
    // Rows that do not say who is who are not counted while families are asked; the gate of a run sees to that.
    let has_key = |table: &TableRow| {
        let columns = table.columns();
        columns.iter().any(|column| column.name == governed.consent_key)
    };
    for table in tables.into_iter().filter(has_key) {
        let order = Order::new("take-out")
            .with("column", &governed.consent_key)
            .with("salt", &governed.row.key_salt)
            .with("digests", &digests)
            .with("stay", wanted == "yes");
        // One table's trouble keeps nobody in the others.
        let done = narrow(state, scope, &table, order).await;
        is_all = is_all.and_then(|all| done.map(|done| all && done));
    }
    is_all
}

/// Stops what counts the rows that some people are about to leave.
async fn stop_runs(scope: &Scope, root: &str) -> Result<(), Error> {
    let tx = scope.write(Actor::installation()).await?;
    let facts = runs::stop_all(&tx, root).await?;
    if !facts.is_empty() {
        tx.commit(facts).await?;
    }
    Ok(())
}

/// Puts a table without some people in the place of the one with them; tells whether it is done.
async fn narrow(state: &AppState, scope: &Scope, old: &TableRow, order: Order) -> Result<bool, Error> {
    let into = secrets::new_uuid().to_string();
    let mut order = order.with("into", &into);
    let reader = scope.read().await?;
    let sealed = store::sealed(&reader, &mut order, old).await?;
    drop(reader);
    let order = order.with("sealed", sealed);
    let Some(answer) = state.settings.vault.ask_soon(&order).await? else {
        return Ok(false);
    };
    if answer.count("rows_out") == 0 {
        return Ok(true);
    }
    let tx = scope.write(Actor::installation()).await?;
    if store::table(&tx, &old.vault_table_id).await?.is_none() {
        // Another file stands in its place by now, and they may be in that one.
        return Ok(false);
    }
    // Runs that began meanwhile count the old rows.
    let mut facts = runs::stop_all(&tx, &old.root_id).await?;
    // Nobody accepts figures in which they still are, or reads an answer that counts them.
    let waiting = measures::forget_waiting(&tx, &old.root_id).await?;
    take_up::forget(&tx, &old.root_id).await?;
    store::forget(&tx, old).await?;
    let new = TableRow {
        vault_table_id: into,
        row_count: answer.count("rows"),
        data_key: answer.text("data_key"),
        file_hash: objects::put(&tx, &answer.bytes).await?,
        ..old.clone()
    };
    store::insert(&tx, &new).await?;
    let id: AgreementId = old.root_id.parse().map_err(|_| Error::NotFound)?;
    let fact = NewFact::new("vault.people-taken-out", "agreement", id.uuid())
        .set("table", &new.vault_table_id)
        .set("rows_out", answer.count("rows_out"))
        .set("waiting_figures_out", waiting);
    facts.push(fact);
    tx.commit(facts).await?;
    Ok(true)
}
