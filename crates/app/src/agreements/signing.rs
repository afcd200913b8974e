//! Freezing the text, asking both sides' named people, and their signatures.

use domain::access::Purpose;
use domain::agreements::{Side, Standing, is_signed_by_both};
use domain::ids::{AgreementId, PersonId};
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::mail::{self, Letter};
use platform::words::Language;

use super::actions::{standing, version};
use super::frozen::FrozenText;
use super::store::{self, AgreementRow, SignatureRow};
use crate::accounts::link::{NewLink, issue};
use crate::directory::actions::commit;
use crate::directory::store as directory;
use crate::error::Error;
use crate::linkages::families;
use crate::problems::{Check, Refusal};
use crate::requests::letters::Desk;

/// How long a link is good for: through the agreement's end, when the certificate comes, a new one is asked for.
const LINK_MILLIS: i64 = 60 * 24 * 3600 * 1000;

/// Freezes the text if it is a draft, and writes to whoever has not signed it yet, with a link of their own.
pub async fn ask(scope: &Scope, actor: Actor, id: AgreementId, desk: Desk<'_>) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut row = version(&tx, id).await?;
    let mut facts = Vec::new();
    match standing(&row) {
        Standing::Draft => {
            let text = FrozenText::of(&tx, &row, &desk.collaborative.name).await?;
            let hash = text.keep(&tx).await?;
            store::freeze(&tx, &row.agreement_id, &hash).await?;
            facts.push(NewFact::new("agreement.frozen", "agreement", id.uuid()).set("text", &hash));
            row.text_hash = Some(hash);
        }
        Standing::Signing => {}
        Standing::InForce | Standing::Replaced | Standing::Ended | Standing::Destroyed => return Ok(()),
    }
    let signed = store::signatures(&tx, &row.agreement_id).await?;
    for side in Side::ALL {
        let has_signed = signed.iter().any(|one| {
            one.side == side.code()
                && one.voided_at.is_none()
                && Some(&one.text_hash) == row.text_hash.as_ref()
        });
        if !has_signed {
            facts.push(write_to(&tx, &row, *side, desk).await?);
        }
    }
    commit(tx, facts).await
}

/// Who signs for a side.
pub fn signatory(row: &AgreementRow, side: Side) -> &str {
    match side {
        Side::Gives => &row.gives_person_id,
        Side::Receives => &row.receives_person_id,
    }
}

/// Writes to the signatory of a side, with a fresh link; gives the fact for the commit.
async fn write_to(tx: &Tx, row: &AgreementRow, side: Side, desk: Desk<'_>) -> Result<NewFact, Error> {
    let person = directory::person(tx, signatory(row, side))
        .await?
        .ok_or(Error::NotFound)?;
    let new = NewLink {
        person: person.person_id.parse().map_err(|_| Error::NotFound)?,
        purpose: Purpose::Sign {
            agreement: row.agreement_id.parse().map_err(|_| Error::NotFound)?,
            side,
        },
        expires_at: tx.clock().now_millis() + LINK_MILLIS,
    };
    let (secret, _, fact) = issue(tx, &new).await?;
    let words = crate::words::words(Language::from_code(&person.language).unwrap_or_default());
    let arguments = [
        ("name", person.name.as_str().into()),
        ("title", words.pick(&row.title_en, &row.title_es).into()),
        ("collaborative", desk.collaborative.name.as_str().into()),
        ("link", format!("{}/agreement", desk.link(&secret)).into()),
    ];
    let letter = Letter {
        to: person.email,
        subject: words.with("agreement-sign-subject", &arguments),
        text: words.with("agreement-sign-mail", &arguments),
    };
    mail::enqueue(tx, letter).await?;
    Ok(fact)
}

/// What a signatory sends.
#[derive(Debug, Clone, Copy)]
pub struct Signing<'a> {
    /// The agreement.
    pub agreement: AgreementId,
    /// For which side.
    pub side: Side,
    /// Who.
    pub person: PersonId,
    /// The text that stood on the page.
    pub text_hash: &'a str,
    /// Their name as they wrote it.
    pub name: &'a str,
}

/// Keeps a signature under the very text that was read; with the second one the agreement is in force, and the version before
/// it gives way.
///
/// Errors: the text was changed meanwhile; another person signs for this side; no name was written.
pub async fn sign(scope: &Scope, actor: Actor, given: Signing<'_>) -> Result<(), Refusal> {
    let mut check = Check::form();
    let name = check.title("signed_name", given.name);
    let name = check.finish(name)?;
    let tx = scope.write(actor).await?;
    let row = version(&tx, given.agreement).await?;
    let refused = |key: &str| Refusal::from(Check::form().problem("signed_name", key));
    if row.text_hash.as_deref() != Some(given.text_hash) {
        return Err(refused("problem-agreement-text-changed"));
    }
    if signatory(&row, given.side) != given.person.to_string() {
        return Err(refused("problem-agreement-other-signatory"));
    }
    match standing(&row) {
        Standing::Signing => {}
        Standing::InForce => return Ok(()),
        Standing::Draft | Standing::Replaced | Standing::Ended | Standing::Destroyed => {
            return Err(refused("problem-agreement-over"));
        }
    }
    let signature = SignatureRow {
        agreement_id: row.agreement_id.clone(),
        side: given.side.code().to_owned(),
        text_hash: given.text_hash.to_owned(),
        person_id: given.person.to_string(),
        signed_name: name,
        signed_at: tx.clock().now_millis(),
        voided_at: None,
    };
    if store::sign(&tx, &signature).await? == 0 {
        return Ok(());
    }
    let id = given.agreement.uuid();
    let mut facts = vec![
        NewFact::new("agreement.signed", "agreement", id)
            .set("side", given.side.code())
            .set("text", given.text_hash),
    ];
    let all = store::signatures(&tx, &row.agreement_id).await?;
    let standing_ones = all.iter().filter(|one| one.voided_at.is_none());
    let sides = standing_ones.filter_map(|one| Some((Side::from_code(&one.side)?, one.text_hash.as_str())));
    if is_signed_by_both(sides, given.text_hash) {
        store::put_in_force(&tx, &row.agreement_id).await?;
        store::replace_others(&tx, &row.root_id, &row.agreement_id).await?;
        // What it says of families holds for what lies there already.
        crate::vault::jobs::enqueue_take_out(&tx, &row.root_id).await?;
        facts.extend(families::take_out(&tx, &row.root_id).await?.facts);
        facts
            .push(NewFact::new("agreement.in-force", "agreement", id).change("state", "signing", "in-force"));
    }
    commit(tx, facts).await
}
