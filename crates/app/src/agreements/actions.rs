//! Drafting, changing, amending and ending agreements. Doors ask `access::may` before they call these.

use domain::agreements::Standing;
use domain::ids::AgreementId;
use jiff::civil::Date;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::form::Reading;
use super::store::{self, AgreementRow};
use crate::blocks::Typed;
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Keeps a new draft; nobody is told. The same form sent twice makes one.
pub async fn draft(scope: &Scope, actor: Actor, id: AgreementId, typed: &Typed) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let begun = AgreementRow {
        agreement_id: id.to_string(),
        root_id: id.to_string(),
        version: 1,
        key_salt: secrets::token(),
        ..AgreementRow::default()
    };
    let row = Reading::begin(&tx, typed).await?.read(begun)?;
    if store::insert(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("agreement.drafted", "agreement", id.uuid())
        .set("organisation", &row.gives_organisation_id)
        .set("until_on", &row.ends_on);
    commit(tx, vec![fact]).await
}

/// Changes a version that is not in force. Signatures under the text as it was are void: what somebody signed is never
/// changed under their name.
pub async fn revise(scope: &Scope, actor: Actor, id: AgreementId, typed: &Typed) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = version(&tx, id).await?;
    let row = Reading::begin(&tx, typed).await?.read(old.clone())?;
    let is_other_giver = row.gives_organisation_id != old.gives_organisation_id;
    if is_other_giver && (old.version > 1 || store::is_in_use(&tx, &old.root_id).await?) {
        return Err(Check::form()
            .problem("signs_for_giver", "problem-agreement-other-giver")
            .into());
    }
    if store::update(&tx, &row).await? == 0 {
        return Err(Check::form().problem("", "problem-agreement-in-force").into());
    }
    let voided = store::void_signatures(&tx, &id.to_string()).await?;
    let mut fact = NewFact::new("agreement.changed", "agreement", id.uuid()).set("until_on", &row.ends_on);
    if voided > 0 {
        fact = fact.set("signatures_voided", voided);
    }
    commit(tx, vec![fact]).await
}

/// Begins the next version of an agreement, with everything in it; one at a time. Gives its identifier, or that of the one
/// that was begun before.
pub async fn amend(scope: &Scope, actor: Actor, id: AgreementId) -> Result<AgreementId, Error> {
    let tx = scope.write(actor).await?;
    let row = store::agreement(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let versions = store::versions(&tx, &row.root_id).await?;
    let is_open = |one: &&AgreementRow| matches!(one.state.as_str(), "draft" | "signing");
    if let Some(open) = versions.iter().find(is_open) {
        return open.agreement_id.parse().map_err(|_| Error::NotFound);
    }
    let last = versions.first().map_or(row.version, |one| one.version);
    let next = AgreementId::from_uuid(secrets::new_uuid());
    let new = AgreementRow {
        agreement_id: next.to_string(),
        version: last + 1,
        ..row
    };
    store::insert(&tx, &new).await?;
    let fact = NewFact::new("agreement.amendment-begun", "agreement", next.uuid()).set("number", new.version);
    tx.commit(vec![fact]).await?;
    Ok(next)
}

/// Ends an agreement before its time, or puts a draft aside. Ending what is over does nothing.
///
/// Errors: no reason is given for ending what is in force.
pub async fn end(
    scope: &Scope,
    actor: Actor,
    id: AgreementId,
    (because, today): (&str, Date),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let row = version(&tx, id).await?;
    match standing(&row) {
        Standing::Draft | Standing::Signing => {
            store::set_aside(&tx, &row.agreement_id).await?;
            let fact = NewFact::new("agreement.set-aside", "agreement", id.uuid());
            commit(tx, vec![fact]).await
        }
        Standing::InForce => {
            let mut check = Check::form();
            let because = check.prose("ended_because", because);
            let because = check.finish(because)?;
            store::end(&tx, &row.agreement_id, &today.to_string(), &because).await?;
            let fact = NewFact::new("agreement.ended", "agreement", id.uuid())
                .change("state", "in-force", "ended")
                .because(&because);
            commit(tx, vec![fact]).await
        }
        Standing::Replaced | Standing::Ended | Standing::Destroyed => Ok(()),
    }
}

/// Where a version stands. What stands in the table was checked when it was saved; anything else gives no right.
pub fn standing(row: &AgreementRow) -> Standing {
    Standing::from_code(&row.state).unwrap_or(Standing::Ended)
}

/// The version, kept from others until the change is saved, or that there is none.
pub async fn version(tx: &Tx, id: AgreementId) -> Result<AgreementRow, Error> {
    store::agreement_locked(tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)
}
