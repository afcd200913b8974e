//! Reminders that go out by themselves.

use domain::ids::CollaborativeId;
use domain::requests::Reminder;
use platform::db::Scope;
use platform::history::Actor;
use platform::jobs::Job;
use serde::{Deserialize, Serialize};

use super::letters::Desk;
use super::{actions, store};
use crate::error::Error;
use crate::state::AppState;
use crate::worker::Handler;

/// Kind of the job that reminds every partner of a request who has not sent.
pub const REMIND: &str = "requests.remind";

/// What the job needs to know.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemindJob {
    /// The request.
    pub request: String,
    /// Code of a [`Reminder`].
    pub reminder: String,
}

/// Reminds every partner whose turn it is. Run again after a failure, it mails nobody twice.
pub async fn remind(scope: &Scope, desk: Desk<'_>, payload: &str) -> Result<usize, Error> {
    let broken = |what: &str| Error::Fault(format!("a reminder job is broken: {what}"));
    let job: RemindJob = serde_json::from_str(payload).map_err(|error| broken(&error.to_string()))?;
    let reminder = Reminder::from_code(&job.reminder).ok_or_else(|| broken(&job.reminder))?;
    let reader = scope.read().await?;
    let request = store::request(&reader, &job.request)
        .await?
        .ok_or(Error::NotFound)?;
    let partners = store::partners(&reader, &job.request).await?;
    // A worker that stood still may come to "some days are left" when none are.
    let is_past = request.due() < scope.clock().today(&desk.collaborative.time_zone);
    let reminder = if is_past { Reminder::After } else { reminder };
    drop(reader);
    let mut sent = 0;
    for partner in partners {
        let actor = Actor::installation();
        let organisation = &partner.organisation_id;
        if actions::remind(scope, actor, desk, &job.request, organisation, reminder).await? {
            sent += 1;
        }
    }
    Ok(sent)
}

/// What this feature does for the worker.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![(REMIND, |state, job| Box::pin(run(state, job)))]
}

async fn run(state: AppState, job: Job) -> Result<(), Error> {
    let id = job.collaborative_id.as_deref().ok_or(Error::NotFound)?;
    let found = crate::collaborative::store::collaborative_by_id(&state.database.host(), id).await?;
    let collaborative = found.ok_or(Error::NotFound)?;
    let id: CollaborativeId = id.parse().map_err(|_| Error::NotFound)?;
    let desk = Desk {
        collaborative: &collaborative,
        base_url: &state.settings.base_url,
    };
    remind(&state.database.scope(id), desk, &job.payload).await?;
    Ok(())
}
