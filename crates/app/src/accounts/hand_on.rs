//! What becomes of scoped links: a fresh one for who asks, another one for a colleague, and the end of the old.

use domain::access::{Action, LinkState, Purpose, Thing};
use domain::ids::{DataRequestId, LinkId, OrganisationId, PersonId};
use domain::text::{BadText, Email, Title};
use platform::db::Tx;
use platform::history::{Actor, NewFact};
use platform::mail::{Letter, enqueue};
use platform::secrets::new_uuid;
use platform::words::{Language, Words};

use super::limit::{self, Counted};
use super::link::{LinkVisit, NewLink, issue, revoke};
use crate::dates;
use crate::directory::store::{self as directory, PersonRow};
use crate::error::Error;

/// A fresh link lasts at most this long.
const FRESH_MILLIS: i64 = 30 * 24 * 3600 * 1000;

/// Sends a fresh link to the address on record, if what the old one was for is still open.
///
/// The answer is the same whether a mail goes out or not: who holds an old link learns nothing by asking.
pub async fn renew(visit: &LinkVisit, base_url: &str) -> Result<Counted, Error> {
    visit.allow(Action::AskForNewLink, Thing::Whole)?;
    let database = visit.scope.database();
    let key = visit.person.id.to_string();
    let counted = limit::count(database, limit::NEW_SCOPED_LINK, &key).await?;
    if counted != Counted::Within || visit.state() == LinkState::Live {
        return Ok(counted);
    }
    // Who is paid, and who has still to answer in confidence, is nobody's to read in the history.
    let actor = match visit.purpose {
        Purpose::Payee | Purpose::Assess { .. } => Actor::installation(),
        _ => visit.actor(),
    };
    let tx = visit.scope.write(actor).await?;
    if !is_still_open(&tx, visit).await? {
        return Ok(Counted::Within);
    }
    let expires_at = tx.clock().now_millis() + FRESH_MILLIS;
    let new = NewLink {
        person: visit.person.id,
        purpose: visit.purpose,
        expires_at,
    };
    let (secret, _, fact) = issue(&tx, &new).await?;
    let words = crate::words::words(visit.person.language);
    let arguments = [
        ("name", visit.person.name.as_str().into()),
        ("collaborative", visit.collaborative.name.as_str().into()),
        ("url", address(visit, base_url, &secret).into()),
        ("until", last_day(words, expires_at, visit).into()),
    ];
    let letter = Letter {
        to: visit.person.email.clone(),
        subject: words.with("link-renewed-subject", &arguments),
        text: words.with("link-renewed-mail", &arguments),
    };
    enqueue(&tx, letter).await?;
    tx.commit(vec![fact]).await?;
    Ok(Counted::Within)
}

fn last_day(words: Words, millis: i64, visit: &LinkVisit) -> String {
    dates::plain(words, dates::day_of(millis, &visit.collaborative.time_zone))
}

/// The address of a new link's first page.
fn address(visit: &LinkVisit, base_url: &str, secret: &str) -> String {
    let page = match visit.purpose {
        Purpose::Submit { .. } => "",
        Purpose::Vet { .. } => "/draft",
        Purpose::Attend { .. } => "/meeting",
        Purpose::Calendar => "/calendar.ics",
        Purpose::Mail => "/mail",
        Purpose::Endorse { .. } => "/agenda",
        Purpose::Commit { .. } => "/promises",
        Purpose::Credit { .. } => "/credit",
        Purpose::Decide { .. } => "/decide",
        Purpose::Assess { .. } => "/assess",
        Purpose::Hours => "/hours",
        Purpose::PeerReview { .. } => "/benchmarks",
        Purpose::Review { .. } => "/review",
        Purpose::Position { .. } => "/position",
        Purpose::Payee => "/payments",
        Purpose::Sign { .. } => "/agreement",
        Purpose::Encode { .. } => "/encodings",
    };
    format!("{base_url}/{}/link/{secret}{page}", visit.collaborative.slug)
}

/// Whether what the link was for still waits for its person.
async fn is_still_open(tx: &Tx, visit: &LinkVisit) -> Result<bool, Error> {
    let person = visit.person.id.to_string();
    match visit.purpose {
        Purpose::Submit {
            request,
            organisation,
        } => {
            let (request, organisation) = (request.to_string(), organisation.to_string());
            let is_open = crate::requests::store::request(tx, &request)
                .await?
                .is_some_and(|row| row.state == "open");
            let partner = crate::requests::store::partner(tx, &request, &organisation).await?;
            Ok(is_open && partner.is_some_and(|partner| partner.person_id == person))
        }
        Purpose::Vet { edition } => {
            let edition = edition.to_string();
            let is_open = crate::editions::store::edition(tx, &edition)
                .await?
                .is_some_and(|row| row.state == "vetting");
            let asked = crate::editions::store::vettings(tx, &edition).await?;
            Ok(is_open && asked.iter().any(|one| one.person_id == person))
        }
        Purpose::Attend { meeting } => {
            let meeting = crate::meetings::store::meeting(tx, &meeting.to_string()).await?;
            Ok(meeting.is_some_and(|row| row.state != "cancelled"))
        }
        Purpose::Credit {
            contribution,
            organisation,
        } => {
            let id = contribution.to_string();
            let row = crate::improvement::contributions::credit_store::credit(tx, &id).await?;
            Ok(row.is_some() && visit.speaks_for(organisation))
        }
        Purpose::Mail | Purpose::Payee => Ok(true),
        Purpose::Review { selection } => {
            crate::selection::actions::is_asked(tx, selection, visit.person.id).await
        }
        // Whoever left the organisation does not speak for it any more.
        Purpose::Position { organisation } | Purpose::Commit { organisation } => {
            Ok(visit.speaks_for(organisation))
        }
        // A calendar's address is made anew by its owner, signed in: whoever found an old one gets no new one.
        Purpose::Calendar => Ok(false),
        Purpose::Endorse { version, .. } => {
            let row = crate::agenda::store::version(tx, &version.to_string()).await?;
            Ok(row.is_some_and(|row| row.state == "ratified"))
        }
        // A signatory reads the agreement as long as there is one; what it still lets them do, its standing says.
        Purpose::Sign { agreement, side } => {
            let row = crate::agreements::store::agreement(tx, &agreement.to_string()).await?;
            Ok(row.is_some_and(|row| crate::agreements::signing::signatory(&row, side) == person))
        }
        Purpose::Encode { linkage, agreement } => {
            crate::linkages::store::side(tx, &linkage.to_string(), &agreement.to_string())
                .await
                .map(|row| row.is_some_and(|row| row.person_id == person))
                .map_err(Error::from)
        }
        Purpose::Decide { proposal } => {
            crate::decisions::asking::is_asked(tx, proposal, visit.person.id).await
        }
        Purpose::Assess { assessment } => {
            crate::backbone::assessments::actions::is_asked(tx, assessment, visit.person.id).await
        }
        Purpose::Hours => Ok(true),
        Purpose::PeerReview { .. } => Ok(true),
    }
}

/// A colleague, as typed.
#[derive(Debug, Clone, Default)]
pub struct Colleague {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
}

/// Why a link was not passed on.
#[derive(Debug)]
pub enum NotPassedOn {
    /// The name cannot be used.
    Name(BadText),
    /// The address cannot be used.
    Email(BadText),
    /// The address is of the person who has the link now.
    OwnAddress,
    /// The address is of somebody who has left.
    Left,
    /// It was done too often.
    TooMany {
        /// When to try again, in seconds.
        retry_after: i64,
    },
    /// Something else.
    Other(Error),
}

impl<E: Into<Error>> From<E> for NotPassedOn {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Passes a link on: the colleague gets one of their own by mail, and the old one ends at once.
pub async fn pass_on(visit: &LinkVisit, base_url: &str, typed: &Colleague) -> Result<(), NotPassedOn> {
    let Purpose::Submit {
        request,
        organisation,
    } = visit.purpose
    else {
        return Err(Error::NotFound.into());
    };
    let thing = Thing::Request {
        request,
        organisation,
    };
    visit.allow(Action::PassLinkOn, thing)?;
    let name = Title::parse(&typed.name).map_err(NotPassedOn::Name)?;
    let email = Email::parse(&typed.email).map_err(NotPassedOn::Email)?;
    if email.as_str() == visit.person.email {
        return Err(NotPassedOn::OwnAddress);
    }
    let key = visit.person.id.to_string();
    let counted = limit::count(visit.scope.database(), limit::NEW_SCOPED_LINK, &key).await?;
    if let Counted::Beyond { retry_after } = counted {
        return Err(NotPassedOn::TooMany { retry_after });
    }
    let tx = visit.scope.write(visit.actor()).await?;
    let mut facts = Vec::new();
    let colleague = colleague(&tx, visit, &name, &email, &mut facts).await?;
    let person: PersonId = colleague.person_id.parse().map_err(|_| Error::NotFound)?;
    let new = NewLink {
        person,
        purpose: visit.purpose,
        expires_at: visit.expires_at,
    };
    let (secret, link, issued) = issue(&tx, &new).await?;
    facts.push(issued);
    facts.push(end(&tx, visit.link, link).await?);
    facts.push(change_contact(&tx, request, organisation, visit.person.id, person).await?);
    enqueue(&tx, letter(visit, base_url, &colleague, &secret)).await?;
    tx.commit(facts).await?;
    Ok(())
}

async fn end(tx: &Tx, old: LinkId, new: LinkId) -> Result<NewFact, Error> {
    let fact = revoke(tx, old, Some(new)).await?;
    Ok(fact.set("replaced_by", new))
}

/// From now on reminders go to the colleague.
async fn change_contact(
    tx: &Tx,
    request: DataRequestId,
    organisation: OrganisationId,
    from: PersonId,
    to: PersonId,
) -> Result<NewFact, Error> {
    let (id, partner) = (request.to_string(), organisation.to_string());
    crate::requests::store::update_contact(tx, &id, &partner, &to.to_string()).await?;
    let fact = NewFact::new("request.passed-on", "request", request.uuid());
    Ok(fact.set("organisation", organisation).change("person", from, to))
}

/// The colleague in the directory, added if nobody there has the address.
///
/// They are added without an organisation: a partner's word gives the right to this one link and to nothing else.
/// Staff who know them set the organisation.
async fn colleague(
    tx: &Tx,
    visit: &LinkVisit,
    name: &Title,
    email: &Email,
    facts: &mut Vec<NewFact>,
) -> Result<PersonRow, NotPassedOn> {
    if let Some(known) = directory::person_by_email(tx, email.as_str()).await? {
        if known.state == "left" {
            return Err(NotPassedOn::Left);
        }
        return Ok(known);
    }
    let id = PersonId::from_uuid(new_uuid());
    let row = PersonRow {
        person_id: id.to_string(),
        organisation_id: None,
        name: name.to_string(),
        email: email.to_string(),
        title: String::new(),
        language: visit.person.language.code().to_owned(),
        state: "confirmed".to_owned(),
    };
    directory::insert_person(tx, &row).await?;
    let fact = NewFact::new("directory.person-added", "person", id.uuid());
    facts.push(fact.personal("name", &row.name).personal("email", &row.email));
    Ok(row)
}

fn letter(visit: &LinkVisit, base_url: &str, colleague: &PersonRow, secret: &str) -> Letter {
    let words = crate::words::words(Language::from_code(&colleague.language).unwrap_or_default());
    let arguments = [
        ("name", colleague.name.as_str().into()),
        ("from", visit.person.name.as_str().into()),
        ("collaborative", visit.collaborative.name.as_str().into()),
        ("url", address(visit, base_url, secret).into()),
        ("until", last_day(words, visit.expires_at, visit).into()),
        ("contact", visit.collaborative.contact_email.as_str().into()),
    ];
    Letter {
        to: colleague.email.clone(),
        subject: words.with("link-passed-on-subject", &arguments),
        text: words.with("link-passed-on-mail", &arguments),
    }
}

/// An address that its owner recognises and nobody else learns: `m•••@casaaurora.example`.
pub fn masked(email: &str) -> String {
    let (local, host) = email.split_once('@').unwrap_or((email, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{host}")
}

/// The day on which a link ended, where the collaborative is.
pub fn ended_on(visit: &LinkVisit) -> Option<String> {
    let at = match visit.state() {
        LinkState::Expired { at } | LinkState::Revoked { at } => at,
        LinkState::Live => return None,
    };
    let day = dates::day_of(at.as_millisecond(), &visit.collaborative.time_zone);
    Some(dates::plain(visit.words, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_to_its_owner_and_no_further() {
        assert_eq!(masked("mara@casaaurora.example"), "m•••@casaaurora.example");
    }
}
