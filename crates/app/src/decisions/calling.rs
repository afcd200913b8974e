//! Calling for answers: the rules and the roll are frozen, conflicts in the register are taken out, members are mailed.

use domain::ids::ProposalId;
use domain::selection::NoReviewer;
use platform::clock::from_millis;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::jobs;

use super::actions::unopened;
use super::asking::{self, Round};
use super::jobs::{CLOSE, REMIND, REMIND_BEFORE_MILLIS};
use super::rulebook::Rulebook;
use super::store::{self, ProposalRow};
use super::vote_store::{self, RecusalRow, VoterRow};
use super::voting;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::requests::letters::Desk;
use crate::selection::deciding as selection;

/// How answers are called for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calling {
    /// Everybody on the roll is mailed.
    ByMail,
    /// The members are together; nobody is mailed.
    InTheRoom,
}

/// Calls for answers: the rules and the roll are frozen, everybody on it is mailed.
///
/// `closes_at` is an instant; nothing: after as many days as the body's rules say, in the afternoon.
pub async fn call(
    scope: &Scope,
    actor: Actor,
    desk: Desk<'_>,
    (id, closes_at, calling): (ProposalId, Option<i64>, Calling),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let row = store::proposal_to_change(&tx, &id.to_string()).await?;
    let mut row = row.ok_or(Error::NotFound)?;
    if row.state == "open" {
        return Ok(());
    }
    let before = unopened(&tx, id).await?.state;
    let now = tx.clock().now_millis();
    let body = directory::body(&tx, &row.body_id).await?.ok_or(Error::NotFound)?;
    let rulebook = Rulebook::read(&body.rules).complete();
    let closes_at = closes_at.unwrap_or_else(|| usual_end(&tx, desk, &rulebook));
    if closes_at <= now {
        return Err(Problem::field("closes_on", "proposal-closes-too-soon").into());
    }
    let today = tx.clock().today(&desk.collaborative.time_zone).to_string();
    let (mut roll, vacant) = roll_of(&tx, &row.body_id, &today).await?;
    let kept_out = selection::kept_out(&tx, &row, &today).await?;
    for voter in &mut roll {
        // Nobody takes part for somebody else who could not for themselves.
        let may_stand_in = |other: &String| kept_out.iter().all(|(person, _)| person != other);
        voter.alternate_id = voter.alternate_id.take().filter(may_stand_in);
    }
    if roll.is_empty() {
        return Err(Problem::field("state", "proposal-nobody-votes").into());
    }
    row.state = "open".into();
    row.opens_at = Some(now);
    row.closes_at = Some(closes_at);
    row.vacant_seats = vacant;
    row.rules = rulebook.written();
    store::update_proposal(&tx, &row).await?;
    for voter in &roll {
        vote_store::insert_voter(&tx, &row.proposal_id, voter).await?;
    }
    let mut facts = vec![
        NewFact::new("decision.called", "proposal", id.uuid())
            .change("state", before, "open")
            .set("rules", &row.rules)
            .set(
                "roll",
                roll.iter()
                    .map(|voter| voter.seat_id.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
            )
            .set("closes_at", from_millis(closes_at)),
    ];
    facts.extend(registered(&tx, &row, &roll, &today).await?);
    facts.extend(without_part(&tx, &row, &roll, &kept_out).await?);
    if calling == Calling::ByMail {
        let ballotage = voting::load(&tx, &row).await?;
        facts.extend(asking::ask(&tx, desk, (&row, &ballotage.vote), Round::First).await?);
    }
    jobs::enqueue(&tx, CLOSE, &row.proposal_id, closes_at).await?;
    let reminds_at = closes_at - REMIND_BEFORE_MILLIS;
    if reminds_at > now && calling == Calling::ByMail {
        jobs::enqueue(&tx, REMIND, &row.proposal_id, reminds_at).await?;
    }
    tx.commit(facts).await?;
    Ok(())
}

/// Four in the afternoon, so many days from now as the body's rules say.
fn usual_end(tx: &Tx, desk: Desk<'_>, rulebook: &Rulebook) -> i64 {
    let zone = &desk.collaborative.time_zone;
    let days = jiff::Span::new().days(rulebook.days_open());
    crate::dates::at_hour(tx.clock().today(zone).saturating_add(days), 16, zone)
}

/// Seats with a vote that are held on a day, and how many nobody holds.
pub async fn roll_of(
    connection: &Connection,
    body: &str,
    today: &str,
) -> Result<(Vec<VoterRow>, i64), Error> {
    let seats = directory::seats(connection).await?;
    let is_lasting = |seat: &&directory::SeatRow| {
        let has_ended = seat.until_on.as_deref().is_some_and(|until| until < today);
        seat.body_id == body && seat.is_voting && seat.since_on.as_str() <= today && !has_ended
    };
    let lasting: Vec<_> = seats.iter().filter(is_lasting).collect();
    let vacant = lasting.iter().filter(|seat| seat.person_id.is_none()).count();
    let mut roll: Vec<VoterRow> = Vec::new();
    for seat in lasting {
        let Some(person) = &seat.person_id else {
            continue;
        };
        // Whoever holds two seats of a body has one vote in it.
        if roll.iter().any(|voter| voter.person_id == *person) {
            continue;
        }
        let chairs = match (seat.role.as_str(), seat.is_vice_chair) {
            ("chair", _) => "chair",
            (_, true) => "vice-chair",
            (_, false) => "",
        };
        roll.push(VoterRow {
            seat_id: seat.seat_id.clone(),
            person_id: person.clone(),
            alternate_id: seat.alternate_id.clone().filter(|other| other != person),
            chairs: chairs.to_owned(),
            is_present: false,
            left_on: None,
        });
    }
    Ok((roll, i64::try_from(vacant).unwrap_or(0)))
}

/// Takes those out who have no part in choosing a backbone: whoever belongs to it, and whoever has a tie to a candidate.
async fn without_part(
    tx: &Tx,
    row: &ProposalRow,
    roll: &[VoterRow],
    kept_out: &[(String, NoReviewer)],
) -> Result<Vec<NewFact>, Refusal> {
    let proposal: ProposalId = row.proposal_id.parse().map_err(|_| Error::NotFound)?;
    let mut facts = Vec::new();
    for (person, why) in kept_out {
        let Some(voter) = roll.iter().find(|voter| voter.person_id == *person) else {
            continue;
        };
        let recusal = RecusalRow {
            seat_id: voter.seat_id.clone(),
            reason: selection::reason(*why),
            // Like one of the register, it is not taken back by an answer.
            standing_conflict_id: row.subject_id.clone(),
        };
        vote_store::upsert_recusal(tx, &row.proposal_id, &recusal).await?;
        let fact = NewFact::new("decision.recused", "proposal", proposal.uuid());
        facts.push(fact.set("seat", &voter.seat_id).set("conflict", why.code()));
    }
    Ok(facts)
}

/// Takes those out who have a conflict in the register that the proposal names: with a partner whose name stands in it.
async fn registered(
    tx: &Tx,
    row: &ProposalRow,
    roll: &[VoterRow],
    today: &str,
) -> Result<Vec<NewFact>, Refusal> {
    let organisations = directory::organisations(tx).await?;
    let proposal: ProposalId = row.proposal_id.parse().map_err(|_| Error::NotFound)?;
    let said = [&row.title_en, &row.text_en, &row.cost_en, &row.affected_en].map(|text| text.to_lowercase());
    let options = store::options(tx, &row.proposal_id).await?;
    let options: Vec<String> = options
        .iter()
        .map(|option| option.title_en.to_lowercase())
        .collect();
    let mut facts = Vec::new();
    for conflict in vote_store::conflicts(tx).await? {
        let has_ended = conflict.until_on.as_deref().is_some_and(|until| until < today);
        if conflict.since_on.as_str() > today || has_ended {
            continue;
        }
        let Some(voter) = roll.iter().find(|voter| voter.person_id == conflict.person_id) else {
            continue;
        };
        let named = organisations
            .iter()
            .find(|row| Some(&row.organisation_id) == conflict.organisation_id.as_ref());
        let Some(name) = named.map(|row| row.name.to_lowercase()) else {
            continue;
        };
        let concerns = said.iter().chain(&options).any(|text| text.contains(&name));
        if !concerns {
            continue;
        }
        let recusal = RecusalRow {
            seat_id: voter.seat_id.clone(),
            reason: conflict.about.clone(),
            standing_conflict_id: Some(conflict.standing_conflict_id.clone()),
        };
        vote_store::upsert_recusal(tx, &row.proposal_id, &recusal).await?;
        let fact = NewFact::new("decision.recused", "proposal", proposal.uuid());
        facts.push(
            fact.set("seat", &voter.seat_id)
                .set("conflict", &conflict.standing_conflict_id),
        );
    }
    Ok(facts)
}
