//! What happens by itself while a round is open: a reminder, and the count at its time.

use domain::ids::{AssessmentId, CollaborativeId};
use platform::history::{Actor, NewFact};
use platform::jobs::Job;

use super::{actions, letters, store};
use crate::error::Error;
use crate::requests::letters::Desk;
use crate::state::AppState;
use crate::worker::Handler;

/// Kind of the job that closes a round.
pub const CLOSE: &str = "assessments.close";
/// Kind of the job that reminds who has not answered.
pub const REMIND: &str = "assessments.remind";
/// A reminder goes out this long before closing.
pub const REMIND_BEFORE_MILLIS: i64 = 3 * 24 * 3600 * 1000;

/// What this feature does for the worker.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![
        (CLOSE, |state, job| Box::pin(close(state, job))),
        (REMIND, |state, job| Box::pin(remind(state, job))),
    ]
}

fn ids(job: &Job) -> Result<(CollaborativeId, AssessmentId), Error> {
    let collaborative = job.collaborative_id.as_deref().and_then(|id| id.parse().ok());
    let assessment = job.payload.parse().ok();
    collaborative.zip(assessment).ok_or(Error::NotFound)
}

async fn close(state: AppState, job: Job) -> Result<(), Error> {
    let (collaborative, assessment) = ids(&job)?;
    actions::close(&state.database.scope(collaborative), assessment).await
}

async fn remind(state: AppState, job: Job) -> Result<(), Error> {
    let (id, assessment) = ids(&job)?;
    let found =
        crate::collaborative::store::collaborative_by_id(&state.database.host(), &id.to_string()).await?;
    let collaborative = found.ok_or(Error::NotFound)?;
    let desk = Desk {
        collaborative: &collaborative,
        base_url: &state.settings.base_url,
    };
    let tx = state.database.scope(id).write(Actor::installation()).await?;
    let row = store::assessment(&tx, &assessment.to_string()).await?;
    let Some(row) = row.filter(|row| row.state == "open") else {
        return Ok(());
    };
    // Who is reminded has not answered: of these links the history tells neither whose they are nor how many, and that there
    // was a reminder it tells also where nobody was left to remind.
    actions::write_to(&tx, desk, &row, letters::Round::Reminder).await?;
    let fact = NewFact::new("assessment.reminded", "assessment", assessment.uuid());
    tx.commit(vec![fact]).await?;
    Ok(())
}
