//! Asking by mail: each member gets the question itself, a link of their own, and a mark by which a reply is known.

use domain::access::Purpose;
use domain::decisions::{Secrecy, Vote, Voter};
use domain::ids::{PersonId, ProposalId};
use platform::db::{Connection, Tx};
use platform::history::NewFact;
use platform::secrets;

use super::letters::{self, Mark};
use super::store::{self, ProposalRow};
use super::vote_store;
use super::voting;
use crate::accounts::link::{NewLink, issue};
use crate::directory::store as directory;
use crate::error::Error;
use crate::requests::letters::Desk;

/// A link goes on showing the outcome for this long after closing.
const GRACE_MILLIS: i64 = 14 * 24 * 3600 * 1000;

/// Whether somebody may still answer a proposal by a link: what a fresh one is sent for.
pub async fn is_asked(
    connection: &Connection,
    proposal: ProposalId,
    person: PersonId,
) -> Result<bool, Error> {
    let Some(row) = store::proposal(connection, &proposal.to_string()).await? else {
        return Ok(false);
    };
    let ballotage = voting::load(connection, &row).await?;
    Ok(row.state == "open" && ballotage.vote.seat_of(person).is_ok())
}

/// Whom to ask: holders at opening, and when it is urgent their alternates too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// The first mail.
    First,
    /// A reminder to those who have not answered, and to who may stand in for them.
    Reminder,
}

/// Mails everybody who has still to answer; gives the facts for the commit.
pub async fn ask(
    tx: &Tx,
    desk: Desk<'_>,
    (row, vote): (&ProposalRow, &Vote),
    round: Round,
) -> Result<Vec<NewFact>, Error> {
    let body = directory::body(tx, &row.body_id).await?.ok_or(Error::NotFound)?;
    let options = store::options(tx, &row.proposal_id).await?;
    let is_secret = vote.rules.secrecy == Secrecy::Secret;
    let mut facts = Vec::new();
    for voter in vote.waiting() {
        for person in people(voter, round) {
            let found = directory::person(tx, &person.to_string()).await?;
            let Some(person_row) = found.filter(|person| person.state != "left") else {
                continue;
            };
            let (link, mark, fact) = new_link(tx, row, voter, person).await?;
            let letter = letters::Asking {
                desk,
                body: &body,
                proposal: row,
                options: &options,
                person: &person_row,
                is_secret,
                round,
            };
            let mark = Mark {
                link: &link,
                reply: &mark,
            };
            platform::mail::enqueue(tx, letters::asking(&letter, mark)).await?;
            facts.push(fact);
        }
    }
    Ok(facts)
}

fn people(voter: &Voter, round: Round) -> Vec<PersonId> {
    let alternate = voter.alternate.filter(|_| round == Round::Reminder);
    std::iter::once(voter.person).chain(alternate).collect()
}

/// A link, and a mark for replies, of one person's own.
async fn new_link(
    tx: &Tx,
    row: &ProposalRow,
    voter: &Voter,
    person: PersonId,
) -> Result<(String, String, NewFact), Error> {
    let proposal: ProposalId = row.proposal_id.parse().map_err(|_| Error::NotFound)?;
    let new = NewLink {
        person,
        purpose: Purpose::Decide { proposal },
        expires_at: row.closes_at.unwrap_or_default() + GRACE_MILLIS,
    };
    let (secret, link, fact) = issue(tx, &new).await?;
    // Of 128 bits in the subject line: whoever can read the mail may answer it, and nobody else.
    let mark = secrets::sha256_hex(secrets::token())[..32].to_owned();
    let ids = (
        row.proposal_id.as_str(),
        voter.seat.to_string(),
        person.to_string(),
    );
    let hash = secrets::sha256_hex(&mark);
    vote_store::upsert_ask(tx, (ids.0, &ids.1, &ids.2), (&link.to_string(), &hash)).await?;
    Ok((secret, mark, fact))
}
