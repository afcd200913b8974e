//! Work of the accounts that is done later: sign-in mails, and forgetting what is over.

use platform::db::{Database, DbError};
use platform::jobs::Job;

use super::sign_in::{self, Ask};
use crate::error::Error;
use crate::state::AppState;
use crate::worker::{Done, Handler};

/// The jobs this feature does.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![(sign_in::SEND_LINK, send_link)]
}

fn send_link(state: AppState, job: Job) -> Done {
    Box::pin(async move {
        let ask: Ask = serde_json::from_str(&job.payload).map_err(|error| Error::Fault(error.to_string()))?;
        sign_in::send_link(&state.database, &state.settings, &ask).await
    })
}

/// Throws away sessions, links and counts that are over.
pub async fn forget_old(database: &Database) -> Result<(), DbError> {
    super::limit::forget_old(database).await?;
    sign_in::forget_old(database).await?;
    super::passkey::forget_old(database).await?;
    super::session::forget_old(database).await
}
