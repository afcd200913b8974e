//! What happens by itself while a vote is open: a reminder a day before, and the count at its time.

use domain::decisions::Refused;
use domain::ids::{CollaborativeId, ProposalId};
use platform::history::{Actor, NewFact};
use platform::jobs::Job;

use super::asking::{self, Round};
use super::{closing, store, voting};
use crate::error::Error;
use crate::problems::Refusal;
use crate::requests::letters::Desk;
use crate::state::AppState;
use crate::worker::Handler;

/// Kind of the job that counts a vote at its time.
pub const CLOSE: &str = "decisions.close";
/// Kind of the job that reminds who has not answered.
pub const REMIND: &str = "decisions.remind";
/// A reminder goes out this long before closing.
pub const REMIND_BEFORE_MILLIS: i64 = 24 * 3600 * 1000;

/// What this feature does for the worker.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![
        (CLOSE, |state, job| Box::pin(close(state, job))),
        (REMIND, |state, job| Box::pin(remind(state, job))),
    ]
}

fn ids(job: &Job) -> Result<(CollaborativeId, ProposalId), Error> {
    let collaborative = job.collaborative_id.as_deref().and_then(|id| id.parse().ok());
    let proposal = job.payload.parse().ok();
    collaborative.zip(proposal).ok_or(Error::NotFound)
}

async fn close(state: AppState, job: Job) -> Result<(), Error> {
    let (collaborative, proposal) = ids(&job)?;
    let scope = state.database.scope(collaborative);
    let row = store::proposal(&*scope.read().await?, &proposal.to_string()).await?;
    if row.is_none_or(|row| row.state != "open") {
        return Ok(());
    }
    match closing::close(&scope, Actor::installation(), proposal).await {
        Ok(_) => Ok(()),
        Err(Refusal::Error(error)) => Err(error),
        Err(Refusal::Problems(_)) => Err(Error::Fault(format!(
            "a vote did not close: {}",
            Refused::TooEarly
        ))),
    }
}

async fn remind(state: AppState, job: Job) -> Result<(), Error> {
    let (id, proposal) = ids(&job)?;
    let found =
        crate::collaborative::store::collaborative_by_id(&state.database.host(), &id.to_string()).await?;
    let collaborative = found.ok_or(Error::NotFound)?;
    let desk = Desk {
        collaborative: &collaborative,
        base_url: &state.settings.base_url,
    };
    let tx = state.database.scope(id).write(Actor::installation()).await?;
    let Some(row) = store::proposal_to_change(&tx, &proposal.to_string()).await? else {
        return Ok(());
    };
    if row.state != "open" {
        return Ok(());
    }
    let ballotage = voting::load(&tx, &row).await?;
    let mut facts = asking::ask(&tx, desk, (&row, &ballotage.vote), Round::Reminder).await?;
    if facts.is_empty() {
        return Ok(());
    }
    facts.push(NewFact::new("decision.reminded", "proposal", proposal.uuid()));
    tx.commit(facts).await?;
    Ok(())
}
