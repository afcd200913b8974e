//! What people will do after a learning session: promises like those of meetings, each with an owner, a day, and the group
//! that follows it up, so that they stand in This week, in letters and on the group's next agenda until they are done.

use domain::ids::{ActionItemId, BodyId, LearningSessionId, PersonId};
use domain::text::Title;
use platform::db::{Connection, Scope};
use platform::history::Actor;
use platform::secrets;

use super::store::{self, SessionRow};
use crate::directory::actions::commit;
use crate::directory::store as directory;
use crate::error::Error;
use crate::improvement::shared::required;
use crate::meetings::promises::actions as promises;
use crate::meetings::promises::store::ActionRow;
use crate::problems::{Check, Refusal};

/// Rows for commitments in the form of a session; more can be added on its page.
pub const ROWS: usize = 3;

/// A commitment as typed.
#[derive(Debug, Clone, Default)]
pub struct CommitmentForm {
    /// What its fields end with, where a form has several: "-1".
    pub suffix: String,
    /// What.
    pub what: String,
    /// Who.
    pub owner: Option<PersonId>,
    /// By when.
    pub due_on: String,
    /// The group that follows it up.
    pub body: Option<BodyId>,
}

impl CommitmentForm {
    fn is_blank(&self) -> bool {
        self.what.trim().is_empty() && self.owner.is_none() && self.due_on.trim().is_empty()
    }
}

/// Adds a commitment to a session that was held. The identifier comes with the form, so that sent twice it is one.
pub async fn add(
    scope: &Scope,
    actor: Actor,
    session: LearningSessionId,
    id: ActionItemId,
    form: &CommitmentForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let session = store::session(&tx, &session.to_string()).await?;
    let session = session.ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let row = read(&mut check, &tx, &session, id, form).await?;
    let row = check.finish(row)?;
    let facts: Vec<_> = promises::promise(&tx, id, &row).await?.into_iter().collect();
    if facts.is_empty() {
        return Ok(());
    }
    commit(tx, facts).await
}

/// The commitments of a session that is being noted; rows nobody filled in are passed over.
pub(super) async fn read_all(
    check: &mut Check,
    connection: &Connection,
    session: &SessionRow,
    forms: &[CommitmentForm],
) -> Result<Vec<(ActionItemId, ActionRow)>, Error> {
    let mut rows = Vec::new();
    for form in forms.iter().filter(|form| !form.is_blank()) {
        let id = ActionItemId::from_uuid(secrets::new_uuid());
        rows.push((id, read(check, connection, session, id, form).await?));
    }
    Ok(rows)
}

async fn read(
    check: &mut Check,
    connection: &Connection,
    session: &SessionRow,
    id: ActionItemId,
    form: &CommitmentForm,
) -> Result<ActionRow, Error> {
    let field = |name: &str| format!("{name}{}", form.suffix);
    let title = required(check, &field("what"), &form.what, |text| {
        Title::parse(text).map(|title| title.to_string())
    });
    let due_on = check.day(&field("due_on"), &form.due_on);
    if !due_on.is_empty() && due_on < session.held_on {
        check.wrong(&field("due_on"), "problem-due-before-session");
    }
    let people = directory::people(connection).await?;
    let owner = form.owner.map(|owner| owner.to_string());
    let owner = owner.filter(|owner| {
        let is_here = |person: &directory::PersonRow| person.person_id == *owner && person.state != "left";
        people.iter().any(is_here)
    });
    if owner.is_none() {
        check.wrong(&field("who"), "problem-no-owner");
    }
    let bodies = directory::bodies(connection).await?;
    let body = form.body.map(|body| body.to_string());
    let body = body.filter(|body| bodies.iter().any(|row| row.body_id == *body));
    if body.is_none() {
        check.wrong("followed_by", "problem-no-body");
    }
    Ok(ActionRow {
        action_item_id: id.to_string(),
        body_id: body.unwrap_or_default(),
        title,
        owner_id: owner,
        due_on: Some(due_on),
        learning_session_id: Some(session.learning_session_id.clone()),
        ..ActionRow::default()
    })
}
