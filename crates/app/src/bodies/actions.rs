//! The register of conflicts of interest, and the staff's notes on people who stand at odds.

use domain::ids::{OddsNoteId, OrganisationId, PersonId, StandingConflictId};
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::store::{self, OddsRow};
use crate::decisions::vote_store::{self, ConflictRow};
use crate::directory::actions::commit;
use crate::problems::{Check, Refusal};

/// A conflict as typed.
#[derive(Debug, Clone, Default)]
pub struct ConflictForm {
    /// Whose.
    pub person: Option<PersonId>,
    /// With which partner.
    pub organisation: Option<OrganisationId>,
    /// About what.
    pub about: String,
    /// First day.
    pub since_on: String,
}

/// Adds a conflict to the register.
pub async fn add_conflict(scope: &Scope, actor: Actor, form: &ConflictForm) -> Result<(), Refusal> {
    let mut check = Check::form();
    if form.person.is_none() {
        check.wrong("person", "text-empty");
    }
    let id = StandingConflictId::from_uuid(secrets::new_uuid());
    let row = ConflictRow {
        standing_conflict_id: id.to_string(),
        person_id: form.person.map(|person| person.to_string()).unwrap_or_default(),
        organisation_id: form.organisation.map(|organisation| organisation.to_string()),
        about: check.prose("conflict_about", &form.about),
        since_on: check.day("since_on", &form.since_on),
        until_on: None,
    };
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    vote_store::insert_conflict(&tx, &row).await?;
    let fact = NewFact::new("bodies.conflict-registered", "conflict", id.uuid())
        .set("person", &row.person_id)
        .set("organisation", row.organisation_id.as_deref().unwrap_or_default())
        .personal("about", &row.about);
    commit(tx, vec![fact]).await
}

/// Ends a conflict on a day.
pub async fn end_conflict(
    scope: &Scope,
    actor: Actor,
    (id, until_on): (StandingConflictId, &str),
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let until_on = check.day("until_on", until_on);
    let until_on = check.finish(until_on)?;
    let tx = scope.write(actor).await?;
    if vote_store::end_conflict(&tx, &id.to_string(), &until_on).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("bodies.conflict-ended", "conflict", id.uuid());
    commit(tx, vec![fact.set("until_on", until_on)]).await
}

/// A note on two people as typed.
#[derive(Debug, Clone, Default)]
pub struct OddsForm {
    /// One.
    pub person: Option<PersonId>,
    /// The other.
    pub other: Option<PersonId>,
    /// What helps.
    pub note: String,
}

/// Keeps a note on people who stand at odds. History knows that there is one, not about whom.
pub async fn add_odds_note(scope: &Scope, actor: Actor, form: &OddsForm) -> Result<(), Refusal> {
    let mut check = Check::form();
    let (Some(person), Some(other)) = (form.person, form.other) else {
        check.wrong("person", "odds-two-people");
        return check.finish(());
    };
    if person == other {
        check.wrong("other", "odds-two-people");
    }
    let id = OddsNoteId::from_uuid(secrets::new_uuid());
    let row = OddsRow {
        odds_note_id: id.to_string(),
        person_id: person.to_string(),
        other_id: other.to_string(),
        note: check.prose("note", &form.note),
    };
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    store::insert_odds(&tx, &row).await?;
    let fact = NewFact::new("bodies.odds-noted", "odds-note", id.uuid());
    commit(tx, vec![fact.personal("note", &row.note)]).await
}

/// Takes a note away: what is over should not follow people.
pub async fn end_odds_note(scope: &Scope, actor: Actor, id: OddsNoteId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::end_odds(&tx, &id.to_string()).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("bodies.odds-ended", "odds-note", id.uuid());
    commit(tx, vec![fact]).await
}
