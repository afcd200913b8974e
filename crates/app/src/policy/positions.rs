//! Where partners stand: taken by themselves, signed in or by a link.

use std::collections::BTreeMap;

use domain::access::Purpose;
use domain::ids::{OrganisationId, PersonId, PolicyItemId};
use domain::policy::{Position, Stage};
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::mail::Letter;

use super::store::{self, ItemRow, PositionRow};
use crate::accounts::link::{NewLink, issue};
use crate::directory::actions::commit;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};
use crate::requests::letters::Desk;

/// How long a link to say where one stands is good for.
const LINK_MILLIS: i64 = 60 * 24 * 3600 * 1000;

/// What a partner says of one policy: code of the position, and words.
pub type Said = (String, String);

/// Whether partners can take a position on a policy.
pub fn is_open(row: &ItemRow) -> bool {
    Stage::from_code(&row.stage).is_some_and(Stage::is_open)
}

/// Keeps where a partner stands on policies; what is not said stays as it was.
pub async fn take(
    scope: &Scope,
    actor: Actor,
    (organisation, today): (OrganisationId, &str),
    said: &BTreeMap<PolicyItemId, Said>,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let partner = directory::organisation(&tx, &organisation.to_string()).await?;
    let partner = partner.ok_or(Error::NotFound)?;
    let before = store::positions_of(&tx, &partner.organisation_id).await?;
    let items = store::items(&tx).await?;
    let mut check = Check::form();
    let mut facts = Vec::new();
    for (id, (code, words)) in said {
        let item = items.iter().find(|row| row.policy_item_id == id.to_string());
        let item = item.ok_or(Error::NotFound)?;
        if !is_open(item) {
            check.wrong("policy_position", "problem-policy-closed");
            continue;
        }
        let Some(position) = check.code("policy_position", code, Position::from_code) else {
            continue;
        };
        let row = PositionRow {
            policy_item_id: item.policy_item_id.clone(),
            organisation_id: partner.organisation_id.clone(),
            organisation: partner.name.clone(),
            position: position.code().to_owned(),
            words: check.optional_prose("position_words", words),
            taken_on: today.to_owned(),
        };
        let known = before.iter().find(|one| one.policy_item_id == row.policy_item_id);
        if known.is_some_and(|one| one.position == row.position && one.words == row.words) {
            continue;
        }
        let old = known.map(|one| one.position.clone()).unwrap_or_default();
        store::upsert_position(&tx, &row).await?;
        let fact = NewFact::new("policy.position-taken", "policy", id.uuid())
            .set("organisation", &row.organisation_id)
            .change("position", old, &row.position);
        facts.push(fact);
    }
    check.finish(())?;
    commit(tx, facts).await
}

/// Asks somebody of a partner where it stands, by mail with a link.
///
/// Errors: they come from no partner.
pub async fn ask(scope: &Scope, actor: Actor, desk: Desk<'_>, person: PersonId) -> Result<String, Refusal> {
    let tx = scope.write(actor).await?;
    let known = directory::person(&tx, &person.to_string()).await?;
    let known = known
        .filter(|known| known.state != "left")
        .ok_or(Error::NotFound)?;
    let organisation: Option<OrganisationId> =
        known.organisation_id.as_deref().and_then(|id| id.parse().ok());
    let Some(organisation) = organisation else {
        return Err(Problem::field("person", "problem-name-a-partner").into());
    };
    let partner = directory::organisation(&tx, &organisation.to_string()).await?;
    let partner = partner.ok_or(Error::NotFound)?;
    let new = NewLink {
        person,
        purpose: Purpose::Position { organisation },
        expires_at: tx.clock().now_millis() + LINK_MILLIS,
    };
    let (secret, _, fact) = issue(&tx, &new).await?;
    let words = crate::decisions::letters::words_of(&known);
    let arguments = [
        ("person", known.name.as_str().into()),
        ("organisation", partner.name.as_str().into()),
        ("collaborative", desk.collaborative.name.as_str().into()),
        ("link", format!("{}/position", desk.link(&secret)).into()),
        ("contact", desk.collaborative.contact_email.as_str().into()),
    ];
    let letter = Letter {
        to: known.email.clone(),
        subject: words.with("policy-ask-subject", &arguments),
        text: words.with("policy-ask-mail", &arguments),
    };
    platform::mail::enqueue(&tx, letter).await?;
    commit(tx, vec![fact]).await?;
    Ok(secret)
}
