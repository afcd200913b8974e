//! Answering: loads a vote as `domain::decisions` knows it, lets it decide what may be, and keeps what it took.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Thing;
use domain::decisions::{Ballot, Cast, Chairs, Given, Method, Refused, Secrecy, Vote, Voter, Why};
use domain::ids::{BodyId, PersonId, ProposalId, SeatId};
use platform::clock::from_millis;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::ballots;
use super::rulebook::Rulebook;
use super::store::{self, OptionRow, ProposalRow};
use super::vote_store::{self, AnswerRow, RecusalRow};
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};

/// By which door an answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A page of the workspace.
    Page,
    /// A link in a mail.
    Link,
    /// A reply to the mail.
    Mail,
    /// The API.
    Api,
}

impl Way {
    fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Link => "link",
            Self::Mail => "mail",
            Self::Api => "api",
        }
    }
}

/// An answer as it was sent.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Code of the answer, or `aside` for stepping aside.
    pub choice: String,
    /// Identifiers of options, first choice first.
    pub ranking: String,
    /// Why; of secret ballots nothing is kept.
    pub reason: String,
    /// The code shown with the secret ballot that this one replaces.
    pub code: String,
}

/// An open or closed vote with what pages need beside it.
#[derive(Debug, Clone)]
pub struct Ballotage {
    /// The vote.
    pub vote: Vote,
    /// Identifiers of options, in order.
    pub options: Vec<String>,
    /// Open answers, the oldest first.
    pub answers: Vec<AnswerRow>,
    /// Who stepped aside, and why.
    pub recusals: Vec<RecusalRow>,
}

/// The thing that rights on a proposal depend on, with its roll.
pub async fn thing(connection: &Connection, row: &ProposalRow) -> Result<Thing, Error> {
    let roll = vote_store::roll(connection, &row.proposal_id).await?;
    let person = |id: &str| id.parse::<PersonId>().ok();
    let holders = roll.iter().filter_map(|voter| person(&voter.person_id));
    let alternates = roll
        .iter()
        .filter_map(|voter| person(voter.alternate_id.as_deref()?));
    let chairs = roll.iter().filter(|voter| !voter.chairs.is_empty());
    Ok(Thing::Proposal {
        proposal: row.proposal_id.parse().map_err(|_| Error::NotFound)?,
        body: row.body_id.parse::<BodyId>().map_err(|_| Error::NotFound)?,
        roll: holders.chain(alternates).collect(),
        chairs: chairs.filter_map(|voter| person(&voter.person_id)).collect(),
    })
}

/// Loads the vote on a proposal.
pub async fn load(connection: &Connection, row: &ProposalRow) -> Result<Ballotage, Error> {
    let id = row.proposal_id.as_str();
    let broken = || Error::Fault(format!("the vote on proposal {id} cannot be read"));
    let options: Vec<OptionRow> = store::options(connection, id).await?;
    let options: Vec<String> = options
        .into_iter()
        .map(|option| option.proposal_option_id)
        .collect();
    let rulebook = Rulebook::read(&row.rules);
    let method = Method::from_code(&row.method).ok_or_else(broken)?;
    let rules = rulebook.rules().for_method(method);
    let roll: Option<Vec<Voter>> = vote_store::roll(connection, id)
        .await?
        .into_iter()
        .map(|voter| {
            Some(Voter {
                seat: voter.seat_id.parse().ok()?,
                person: voter.person_id.parse().ok()?,
                alternate: voter.alternate_id.and_then(|person| person.parse().ok()),
                chairs: match voter.chairs.as_str() {
                    "chair" => Chairs::Chair,
                    "vice-chair" => Chairs::ViceChair,
                    _ => Chairs::No,
                },
                is_present: voter.is_present,
                has_left: voter.left_on.is_some(),
            })
        })
        .collect();
    let answers = vote_store::answers(connection, id).await?;
    let recusals = vote_store::recusals(connection, id).await?;
    let cast = match rules.secrecy {
        Secrecy::Open => Cast::Open(given(&answers, &options).ok_or_else(broken)?),
        Secrecy::Secret => Cast::Secret {
            receipts: seats(vote_store::receipts(connection, id).await?).ok_or_else(broken)?,
            slips: ballots::unboxed(&vote_store::ballot_box(connection, id).await?, &options)
                .ok_or_else(broken)?,
        },
    };
    let set_aside = answers.iter().filter(|answer| answer.concern == "set-aside");
    let vote = Vote {
        method,
        options: options.len(),
        rules,
        roll: roll.ok_or_else(broken)?,
        vacant: usize::try_from(row.vacant_seats).unwrap_or(0),
        recused: recused(&recusals),
        set_aside: seats(set_aside.map(|answer| answer.seat_id.clone()).collect()).ok_or_else(broken)?,
        cast,
        closes_at: from_millis(row.closes_at.unwrap_or(i64::MAX / 2)),
        outcome: None,
    };
    Ok(Ballotage {
        vote,
        options,
        answers,
        recusals,
    })
}

fn given(answers: &[AnswerRow], options: &[String]) -> Option<BTreeMap<SeatId, Given>> {
    let given = answers.iter().map(|answer| {
        let ballot = ballots::read(&answer.choice, &answer.ranking, options)?;
        let by = answer.person_id.parse().ok()?;
        Some((answer.seat_id.parse().ok()?, Given { by, ballot }))
    });
    given.collect()
}

fn seats(ids: Vec<String>) -> Option<BTreeSet<SeatId>> {
    ids.iter().map(|id| id.parse().ok()).collect()
}

fn recused(recusals: &[RecusalRow]) -> BTreeMap<SeatId, Why> {
    let why = |row: &RecusalRow| match row.standing_conflict_id {
        Some(_) => Why::Register,
        None => Why::Own,
    };
    let recused = recusals
        .iter()
        .filter_map(|row| Some((row.seat_id.parse().ok()?, why(row))));
    recused.collect()
}

/// What is refused, as a problem of the answer's form.
pub fn refusal(refused: Refused) -> Refusal {
    Problem::field("choice", &format!("vote-refused-{}", refused.code())).into()
}

/// The proposal, if answers are taken.
pub async fn open_proposal(tx: &Tx, id: ProposalId) -> Result<ProposalRow, Refusal> {
    let row = store::proposal_to_change(tx, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    // From its last moment on it only waits to be counted.
    let is_over = row.closes_at.is_some_and(|at| tx.clock().now_millis() >= at);
    if row.state != "open" || is_over {
        return Err(refusal(Refused::Closed));
    }
    Ok(row)
}

/// Takes a person's answer, or that they step aside; gives the code of a secret ballot, to be shown once.
///
/// The door has asked `domain::access` before; who may answer for which seat is asked here, of the vote itself.
pub async fn answer(
    scope: &Scope,
    actor: Actor,
    id: ProposalId,
    (person, said, way): (PersonId, &Said, Way),
) -> Result<Option<String>, Refusal> {
    let mut check = Check::form();
    let reason = check.optional_prose("reason", &said.reason);
    let reason = check.finish(reason)?;
    let tx = scope.write(actor).await?;
    let row = open_proposal(&tx, id).await?;
    crate::selection::deciding::allow_answer(&tx, &row, person).await?;
    let mut ballotage = load(&tx, &row).await?;
    let old = said.code.trim().to_uppercase();
    let old = Some(old.as_str()).filter(|code| !code.is_empty());
    if said.choice == "aside" {
        let seat = ballotage.vote.step_aside(person, old).map_err(refusal)?;
        let fact = keep_aside(&tx, id, &ballotage, (seat, &reason)).await?;
        tx.commit(vec![fact]).await?;
        return Ok(None);
    }
    let ballot = ballots::read(&said.choice, &said.ranking, &ballotage.options);
    let ballot = ballot.ok_or_else(|| Refusal::from(Problem::field("choice", "vote-choose")))?;
    let is_open = ballotage.vote.rules.secrecy == Secrecy::Open;
    if is_open && reason.is_empty() && ballots::needs_reason(&said.choice) {
        return Err(Problem::field("reason", "vote-needs-reason").into());
    }
    let code = new_code();
    let given = ballotage.vote.answer(person, ballot.clone(), (&code, old));
    let seat = given.map_err(refusal)?;
    vote_store::delete_recusal(&tx, &id.to_string(), &seat.to_string()).await?;
    if is_open {
        let fact = keep_open(&tx, id, &ballotage, (seat, person), (&ballot, &reason, way)).await?;
        tx.commit(vec![fact]).await?;
        return Ok(None);
    }
    keep_secret(&tx, id, &ballotage).await?;
    let fact = NewFact::new("decision.voted", "proposal", id.uuid()).set("seat", seat);
    tx.commit(vec![fact]).await?;
    Ok(Some(code))
}

/// The code of a secret ballot: 80 bits, since whoever holds the table can try as often as they like.
fn new_code() -> String {
    format!("{}-{}", secrets::typed_code(), secrets::typed_code())
}

async fn keep_open(
    tx: &Tx,
    id: ProposalId,
    ballotage: &Ballotage,
    (seat, person): (SeatId, PersonId),
    (ballot, reason, way): (&Ballot, &str, Way),
) -> Result<NewFact, Refusal> {
    let (choice, ranking) = ballots::written(ballot, &ballotage.options);
    let fact = NewFact::new("decision.answered", "proposal", id.uuid())
        .set("seat", seat)
        .set("choice", &choice)
        .set("ranking", &ranking)
        .set("way", way.code())
        .personal("reason", reason);
    let row = AnswerRow {
        seat_id: seat.to_string(),
        person_id: person.to_string(),
        choice,
        ranking,
        reason: reason.to_owned(),
        way: way.code().to_owned(),
        answered_at: tx.clock().now_millis(),
        concern: if *ballot == Ballot::Concern {
            "standing"
        } else {
            ""
        }
        .to_owned(),
        concern_note: String::new(),
    };
    vote_store::upsert_answer(tx, &id.to_string(), &row).await?;
    Ok(fact)
}

async fn keep_secret(tx: &Tx, id: ProposalId, ballotage: &Ballotage) -> Result<(), Refusal> {
    if let Cast::Secret { receipts, slips } = &ballotage.vote.cast {
        let receipts: Vec<String> = receipts.iter().map(ToString::to_string).collect();
        let ballots = ballots::boxed(slips, &ballotage.options);
        vote_store::keep_box(tx, &id.to_string(), (&receipts, &ballots)).await?;
    }
    Ok(())
}

async fn keep_aside(
    tx: &Tx,
    id: ProposalId,
    ballotage: &Ballotage,
    (seat, reason): (SeatId, &str),
) -> Result<NewFact, Refusal> {
    vote_store::delete_answer(tx, &id.to_string(), &seat.to_string()).await?;
    keep_secret(tx, id, ballotage).await?;
    let row = RecusalRow {
        seat_id: seat.to_string(),
        reason: reason.to_owned(),
        standing_conflict_id: None,
    };
    vote_store::upsert_recusal(tx, &id.to_string(), &row).await?;
    let fact = NewFact::new("decision.stepped-aside", "proposal", id.uuid());
    Ok(fact.set("seat", seat).personal("reason", reason))
}

/// Notes who is in the room.
pub async fn note_present(
    scope: &Scope,
    actor: Actor,
    id: ProposalId,
    present: &[SeatId],
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let row = open_proposal(&tx, id).await?;
    let mut ballotage = load(&tx, &row).await?;
    let mut facts = Vec::new();
    for seat in present {
        ballotage.vote.note_present(*seat).map_err(refusal)?;
        if vote_store::note_present(&tx, &id.to_string(), &seat.to_string()).await? > 0 {
            facts.push(NewFact::new("decision.present", "proposal", id.uuid()).set("seat", seat));
        }
    }
    crate::directory::actions::commit(tx, facts).await
}

/// Sets a heard concern aside, with a reason that stands beside it for good.
pub async fn set_aside(
    scope: &Scope,
    actor: Actor,
    id: ProposalId,
    (person, seat, note): (PersonId, SeatId, &str),
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let note = check.prose("concern_note", note);
    let note = check.finish(note)?;
    let tx = scope.write(actor).await?;
    let row = open_proposal(&tx, id).await?;
    let mut ballotage = load(&tx, &row).await?;
    ballotage.vote.set_concern_aside(seat, person).map_err(refusal)?;
    let (proposal, seat) = (id.to_string(), seat.to_string());
    vote_store::keep_concern(&tx, (&proposal, &seat), ("set-aside", &note)).await?;
    let fact = NewFact::new("decision.concern-set-aside", "proposal", id.uuid());
    tx.commit(vec![fact.set("seat", seat).personal("note", &note)])
        .await?;
    Ok(())
}

/// A seat ends: in votes that are open, what it answered stands and it answers nothing more.
pub async fn seat_ended(tx: &Tx, seat: SeatId, on: &str) -> Result<(), Refusal> {
    vote_store::note_left(tx, &seat.to_string(), on).await?;
    Ok(())
}
