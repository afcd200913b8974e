//! Ending an action item: its owner says it is done; whoever runs the meeting may drop it.

use domain::ids::ActionItemId;
use platform::db::Scope;
use platform::history::{Actor, NewFact};

use super::store;
use crate::error::Error;

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
