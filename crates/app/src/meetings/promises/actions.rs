//! Making an action item outside a meeting, and ending one: its owner says it is done; whoever runs the meeting may drop it.

use domain::ids::ActionItemId;
use platform::db::{Connection, DbError, Scope, Tx};
use platform::history::{Actor, NewFact};

use super::store::{self, ActionRow};
use crate::error::Error;

/// Makes an action item in the caller's change; nothing if it was made already.
pub async fn promise(tx: &Tx, id: ActionItemId, row: &ActionRow) -> Result<Option<NewFact>, DbError> {
    if store::insert(tx, row, None).await? == 0 {
        return Ok(None);
    }
    let fact = NewFact::new("action.promised", "action", id.uuid());
    let due_on = row.due_on.as_deref().unwrap_or_default();
    Ok(Some(fact.set("body", &row.body_id).set("due_on", due_on)))
}

/// What was promised in a learning session, and what became of it.
pub async fn of_session(connection: &Connection, session: &str) -> Result<Vec<ActionRow>, DbError> {
    store::of_session(connection, session).await
}

/// What was promised in sessions about an indicator, what is due first.
pub async fn of_indicator(connection: &Connection, indicator: &str) -> Result<Vec<ActionRow>, DbError> {
    store::of_indicator(connection, indicator).await
}

/// How an action item ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It was done.
    Done,
    /// It is not wanted any more.
    Dropped,
}

impl Ending {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// Ends an action item; ended twice is once.
pub async fn settle(scope: &Scope, actor: Actor, id: ActionItemId, ending: Ending) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    if store::end(&tx, &id.to_string(), ending.code()).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("action.ended", "action", id.uuid());
    tx.commit(vec![fact.set("state", ending.code())]).await?;
    Ok(())
}
