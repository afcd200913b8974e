//! Letters that go out by themselves.

use domain::ids::CollaborativeId;
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::jobs::Job;

use super::digest::{self, Office};
use super::newsletters;
use crate::collaborative::store::CollaborativeRow;
use crate::error::Error;
use crate::state::AppState;
use crate::worker::{Done, Handler};

/// Kind of the job that sends what is due.
pub const SEND: &str = "communication.send";

/// What this feature does for the worker.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![
        (SEND, send),
        (newsletters::delivery::DELIVER, newsletters::delivery::run),
    ]
}

fn send(state: AppState, job: Job) -> Done {
    Box::pin(async move {
        let id = job.collaborative_id.as_deref().ok_or(Error::NotFound)?;
        let found = crate::collaborative::store::collaborative_by_id(&state.database.host(), id).await?;
        let collaborative = found.ok_or(Error::NotFound)?;
        let id: CollaborativeId = id.parse().map_err(|_| Error::NotFound)?;
        let office = Office {
            collaborative: &collaborative,
            base_url: &state.settings.base_url,
        };
        digest::send_due(&state.database.scope(id), office).await?;
        Ok(())
    })
}

/// Every hour: who is owed a reminder, and whose letter is due.
pub async fn hourly(state: &AppState) -> Result<(), Error> {
    for collaborative in crate::collaborative::store::collaboratives(&state.database.host()).await? {
        let id: CollaborativeId = collaborative
            .collaborative_id
            .parse()
            .map_err(|_| Error::NotFound)?;
        let scope = state.database.scope(id);
        remind(&scope, &collaborative).await?;
        let office = Office {
            collaborative: &collaborative,
            base_url: &state.settings.base_url,
        };
        digest::send_due(&scope, office).await?;
        newsletters::subscribing::forget_unconfirmed(&scope).await?;
    }
    Ok(())
}

/// Keeps reminders of what is due; its transaction is over before letters are written, since there is one writer.
async fn remind(scope: &Scope, collaborative: &CollaborativeRow) -> Result<(), Error> {
    let today = scope.clock().today(&collaborative.time_zone);
    let tx = scope.write(Actor::installation()).await?;
    let told = crate::meetings::letters::remind(&tx, collaborative, today).await?
        + crate::activities::commitments::asking::remind(&tx, collaborative, today).await?
        + crate::backbone::desk::remind(&tx, collaborative, today).await?;
    if told > 0 {
        let fact = NewFact::new("action.reminded", "collaborative", scope.collaborative().uuid());
        tx.commit(vec![fact.set("promises", told)]).await?;
    }
    Ok(())
}
