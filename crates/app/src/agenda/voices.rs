//! What people say about the agenda and what becomes of it ("you said, we did"), and which partners stand behind it.
//!
//! Somebody who gave an input and is in no directory reads the reply on a page of its own, found by a receipt; name and
//! address are left by choice, are used for the reply alone, and can be removed at once.

use domain::access::Purpose;
use domain::ids::{AgendaInputId, AgendaVersionId, OrganisationId, PersonId};
use jiff::civil::Date;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::mail::Letter;
use platform::secrets;
use platform::words::Language;

use super::store;
use super::voices_store::{self as voices, EndorsementRow, InputRow};
use crate::accounts::link::{NewLink, issue};
use crate::blocks::Typed;
use crate::collaborative::store::CollaborativeRow;
use crate::directory::actions::{LANGUAGES, commit, known};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// How an input came.
pub const CHANNELS: [&str; 4] = ["member", "resident", "paper", "spoken"];
/// What can become of one.
pub const BECAME: [&str; 3] = ["changed", "kept", "later"];
/// How long a link to endorse is good for.
const LINK_MILLIS: i64 = 60 * 24 * 3600 * 1000;

/// Whose agenda it is and where its readers find it: what letters need.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// The collaborative.
    pub collaborative: &'a CollaborativeRow,
    /// Address that readers use.
    pub base_url: &'a str,
}

/// Keeps an input and gives the receipt by which its giver finds the reply. `None`: the same form was sent before.
///
/// `person` is the member whose own it is; staff notes what residents wrote or said.
pub async fn note_input(
    scope: &Scope,
    actor: Actor,
    (id, person): (AgendaInputId, Option<PersonId>),
    typed: &Typed,
    house: House<'_>,
) -> Result<Option<String>, Refusal> {
    let mut check = Check::form();
    let channel = match person {
        Some(_) => Some("member".to_owned()),
        None => check.code("channel", typed.get("channel"), |code| known(&CHANNELS, code)),
    };
    let language = check.code("language", typed.get("language"), |code| known(&LANGUAGES, code));
    let words = check.optional_prose("words", typed.get("words"));
    if words.is_empty() {
        check.wrong("words", "text-empty");
    }
    let row = InputRow {
        agenda_input_id: id.to_string(),
        part_key: Some(typed.text("part_key")).filter(|key| !key.is_empty()),
        channel: channel.unwrap_or_default(),
        words,
        language: language.unwrap_or_default(),
        heard_on: check.day("heard_on", typed.get("heard_on")),
        person_id: person.map(|person| person.to_string()),
        giver_name: check.optional_title("giver_name", typed.get("giver_name")),
        giver_email: check.optional_email("giver_email", typed.get("giver_email")),
        ..InputRow::default()
    };
    let row = check.finish(row)?;
    let receipt = secrets::token();
    let tx = scope.write(actor).await?;
    if voices::insert_input(&tx, &row, &secrets::sha256_hex(&receipt)).await? == 0 {
        return Ok(None);
    }
    if !row.giver_email.is_empty() {
        write_to_giver(&tx, house, &row, ("agenda-input-thanks", Some(&receipt))).await?;
    }
    let fact = NewFact::new("agenda.input-noted", "agenda-input", id.uuid())
        .set("channel", &row.channel)
        .personal("words", &row.words);
    commit(tx, vec![fact]).await?;
    Ok(Some(receipt))
}

/// Writes to whoever left an address, in the language they spoke.
async fn write_to_giver(
    tx: &Tx,
    house: House<'_>,
    row: &InputRow,
    (key, receipt): (&str, Option<&str>),
) -> Result<(), Refusal> {
    let words = crate::words::words(Language::from_code(&row.language).unwrap_or_default());
    let link =
        receipt.map(|receipt| format!("{}/{}/said/{receipt}", house.base_url, house.collaborative.slug));
    let name = match row.giver_name.as_str() {
        "" => words.say("agenda-neighbor"),
        name => name.to_owned(),
    };
    let arguments = [
        ("name", name.into()),
        ("collaborative", house.collaborative.name.as_str().into()),
        ("words", row.words.as_str().into()),
        ("reply", words.pick(&row.reply_en, &row.reply_es).into()),
        ("link", link.unwrap_or_default().into()),
    ];
    let letter = Letter {
        to: row.giver_email.clone(),
        subject: words.with(&format!("{key}-subject"), &arguments),
        text: words.with(&format!("{key}-mail"), &arguments),
    };
    Ok(platform::mail::enqueue(tx, letter).await?)
}

/// Answers an input: what became of it, and in which version.
pub async fn answer_input(
    scope: &Scope,
    actor: Actor,
    id: AgendaInputId,
    typed: &Typed,
    house: House<'_>,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = voices::input(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let became = check.code("became", typed.get("became"), |code| known(&BECAME, code));
    let row = InputRow {
        part_key: Some(typed.text("part_key")).filter(|key| !key.is_empty()),
        became: became.unwrap_or_default(),
        reply_en: check.optional_prose("reply_en", typed.get("reply_en")),
        reply_es: check.optional_prose("reply_es", typed.get("reply_es")),
        changed_version_id: Some(typed.text("changed_version")).filter(|id| !id.is_empty()),
        is_public: typed.is_ticked("is_public"),
        ..old.clone()
    };
    if row.reply_en.is_empty() && row.reply_es.is_empty() {
        check.wrong("reply_en", "text-empty");
    }
    if row.became == "changed" && row.changed_version_id.is_none() {
        check.wrong("changed_version", "problem-agenda-name-version");
    }
    let row = check.finish(row)?;
    let is_known = match &row.changed_version_id {
        None => true,
        Some(version) => store::version(&tx, version).await?.is_some(),
    };
    if !is_known {
        return Err(Error::NotFound.into());
    }
    voices::answer_input(&tx, &row).await?;
    if !row.giver_email.is_empty() && old.answered_at.is_none() {
        write_to_giver(&tx, house, &row, ("agenda-input-reply", None)).await?;
    }
    let fact = NewFact::new("agenda.input-answered", "agenda-input", id.uuid())
        .change("became", &old.became, &row.became)
        .personal("reply", &row.reply_en);
    commit(tx, vec![fact]).await
}

/// Removes name and address that somebody left; the words stay, and belong to nobody.
pub async fn forget_giver(scope: &Scope, actor: Actor, id: AgendaInputId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if voices::forget_giver(&tx, &id.to_string()).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("agenda.giver-forgotten", "agenda-input", id.uuid());
    commit(tx, vec![fact]).await
}

/// Asks somebody of a partner to endorse a ratified version, by a link that is for nothing else.
pub async fn ask_to_endorse(
    scope: &Scope,
    actor: Actor,
    version: AgendaVersionId,
    person: PersonId,
    house: House<'_>,
) -> Result<String, Refusal> {
    let tx = scope.write(actor).await?;
    let row = ratified(&tx, version).await?;
    let asked = directory::person(&tx, &person.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let organisation = asked.organisation_id.as_deref().and_then(|id| id.parse().ok());
    let Some(organisation) = organisation else {
        return Err(Check::form()
            .problem("person", "problem-agenda-no-organisation")
            .into());
    };
    let new = NewLink {
        person,
        purpose: Purpose::Endorse {
            version,
            organisation,
        },
        expires_at: tx.clock().now_millis() + LINK_MILLIS,
    };
    let (token, _, issued) = issue(&tx, &new).await?;
    let words = crate::words::words(Language::from_code(&asked.language).unwrap_or_default());
    let arguments = [
        ("name", asked.name.as_str().into()),
        ("title", words.pick(&row.title_en, &row.title_es).into()),
        ("collaborative", house.collaborative.name.as_str().into()),
        (
            "link",
            format!(
                "{}/{}/link/{token}/agenda",
                house.base_url, house.collaborative.slug
            )
            .into(),
        ),
    ];
    let letter = Letter {
        to: asked.email.clone(),
        subject: words.with("agenda-endorse-subject", &arguments),
        text: words.with("agenda-endorse-mail", &arguments),
    };
    platform::mail::enqueue(&tx, letter).await?;
    let fact = NewFact::new("agenda.endorsement-asked", "agenda-version", version.uuid());
    commit(tx, vec![issued, fact.set("organisation", organisation)]).await?;
    Ok(token)
}

/// Keeps what an organisation says of a ratified version: that it stands behind it, or behind these parts.
pub async fn endorse(
    scope: &Scope,
    actor: Actor,
    (version, organisation, person): (AgendaVersionId, OrganisationId, PersonId),
    (part_keys, words): (&[String], &str),
    today: Date,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let words = check.optional_prose("words", words);
    let words = check.finish(words)?;
    let tx = scope.write(actor).await?;
    ratified(&tx, version).await?;
    let parts = store::parts(&tx, &version.to_string()).await?;
    let known = part_keys
        .iter()
        .filter(|key| parts.iter().any(|part| part.part_key == **key));
    let keys: Vec<&str> = known.map(String::as_str).collect();
    if keys.is_empty() && !part_keys.is_empty() {
        // Parts that are not there must never become the whole.
        return Err(Check::form().problem("part", "problem-agenda-no-part").into());
    }
    let row = EndorsementRow {
        agenda_endorsement_id: secrets::new_uuid().to_string(),
        agenda_version_id: version.to_string(),
        organisation_id: organisation.to_string(),
        part_keys: keys.join(" "),
        words,
        endorsed_on: today.to_string(),
        person_id: person.to_string(),
        ..EndorsementRow::default()
    };
    voices::put_endorsement(&tx, &row).await?;
    let fact = NewFact::new("agenda.endorsed", "agenda-version", version.uuid())
        .set("organisation", organisation)
        .set(
            "parts",
            if keys.is_empty() {
                "all".to_owned()
            } else {
                keys.len().to_string()
            },
        );
    commit(tx, vec![fact]).await
}

/// Takes an endorsement back; that it was given stays in history.
pub async fn withdraw(
    scope: &Scope,
    actor: Actor,
    version: AgendaVersionId,
    organisation: OrganisationId,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if voices::withdraw_endorsement(&tx, &version.to_string(), &organisation.to_string()).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("agenda.endorsement-withdrawn", "agenda-version", version.uuid());
    commit(tx, vec![fact.set("organisation", organisation)]).await
}

async fn ratified(tx: &Tx, version: AgendaVersionId) -> Result<store::VersionRow, Refusal> {
    let row = store::version(tx, &version.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if row.state != "ratified" {
        return Err(Check::form().problem("", "problem-agenda-only-ratified").into());
    }
    Ok(row)
}
