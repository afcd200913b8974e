//! Closing: the answers are counted once, by the rules frozen at opening, and the decision is kept for good.

use domain::decisions::{Outcome, Refused, Vote};
use domain::ids::{DecisionId, ProposalId};
use platform::clock::from_millis;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::outcome::KeptTally;
use super::rulebook::Rulebook;
use super::store::{self, DecisionRow, ProposalRow};
use super::voting::{self, Ballotage};
use crate::accounts::visit::body_kind;
use crate::agenda::actions::Settlement;
use crate::collaborative::store::time_zone;
use crate::dates;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Refusal;

/// Closes a vote whose time has come, or that everybody has answered; gives the decision.
///
/// Closing twice gives the same decision. Nobody decides by closing: the count follows from the answers alone.
pub async fn close(scope: &Scope, actor: Actor, id: ProposalId) -> Result<DecisionId, Refusal> {
    let tx = scope.write(actor).await?;
    let row = store::proposal_to_change(&tx, &id.to_string()).await?;
    let mut row = row.ok_or(Error::NotFound)?;
    if row.state == "closed" {
        let kept = store::decision_of(&tx, &row.proposal_id).await?;
        let kept = kept.and_then(|decision| decision.decision_id.parse().ok());
        return Ok(kept.ok_or(Error::NotFound)?);
    }
    if row.state != "open" {
        return Err(voting::refusal(Refused::Closed));
    }
    let mut ballotage = voting::load(&tx, &row).await?;
    let lot = u64::from_le_bytes(secrets::random_bytes::<8>());
    let outcome = count(&mut ballotage.vote, tx.clock().now_millis(), lot)?;
    let decision = decision_row(&tx, &row, &ballotage, &outcome);
    store::insert_decision(&tx, &decision).await?;
    row.state = "closed".into();
    store::update_proposal(&tx, &row).await?;
    let decision_id: DecisionId = decision.decision_id.parse().map_err(|_| Error::NotFound)?;
    let mut facts = vec![
        NewFact::new("decision.closed", "proposal", id.uuid()).change("state", "open", "closed"),
        NewFact::new("decision.taken", "decision", decision_id.uuid())
            .set("proposal", id)
            .set("body", &row.body_id)
            .set("outcome", &decision.outcome)
            .set("because", &decision.because)
            .set("tally", &decision.tally),
    ];
    facts.extend(settled(&tx, &row, &decision).await?);
    tx.commit(facts).await?;
    Ok(decision_id)
}

fn count(vote: &mut Vote, now: i64, lot: u64) -> Result<Outcome, Refusal> {
    let counted = vote.close(from_millis(now), lot);
    counted.cloned().map_err(voting::refusal)
}

fn decision_row(tx: &Tx, row: &ProposalRow, ballotage: &Ballotage, outcome: &Outcome) -> DecisionRow {
    let rules = Rulebook::read(&row.rules).complete();
    DecisionRow {
        decision_id: secrets::new_uuid().to_string(),
        proposal_id: row.proposal_id.clone(),
        body_id: row.body_id.clone(),
        outcome: outcome.kind.code().to_owned(),
        because: outcome.because.code().to_owned(),
        proposal_option_id: outcome.chosen.and_then(|at| ballotage.options.get(at).cloned()),
        goes_on: outcome.goes_on,
        tally: KeptTally::of(outcome, rules).written(),
        decided_at: tx.clock().now_millis(),
        expected_en: row.expected_en.clone(),
        expected_es: row.expected_es.clone(),
        functions: row.functions.clone(),
        indicators: row.indicators.clone(),
        review_on: row.review_on.clone(),
        is_public: row.is_public,
        meeting_id: row.meeting_id.clone(),
        ..DecisionRow::default()
    }
}

/// What a decision settles elsewhere, in the transaction that closes it; gives the facts for its commit.
///
/// Here is the one place at which other features learn of an outcome: an agenda is ratified by nothing else.
async fn settled(tx: &Tx, row: &ProposalRow, decision: &DecisionRow) -> Result<Vec<NewFact>, Refusal> {
    if row.subject_kind.as_deref() == Some(crate::selection::deciding::SUBJECT) {
        return selected(tx, row, decision).await;
    }
    let (Some("agenda_version"), Some(version)) = (row.subject_kind.as_deref(), row.subject_id.as_deref())
    else {
        return Ok(Vec::new());
    };
    let Ok(version) = version.parse() else {
        return Ok(Vec::new());
    };
    let body = directory::body(tx, &row.body_id).await?.ok_or(Error::NotFound)?;
    let on = decided_on(tx, decision).await?;
    let settlement = Settlement {
        version,
        decision: &decision.decision_id,
        body: body_kind(&body.kind),
        is_adopted: decision.outcome == "adopted",
        goes_on: decision.goes_on,
        on: &on,
    };
    Ok(crate::agenda::actions::settled(tx, &settlement).await?)
}

/// The day of a decision where the collaborative is, as the log tells it.
async fn decided_on(tx: &Tx, decision: &DecisionRow) -> Result<String, Error> {
    let zone = time_zone(tx).await?;
    Ok(dates::day_of(decision.decided_at, &zone).to_string())
}

/// A backbone is chosen by nothing else either.
async fn selected(tx: &Tx, row: &ProposalRow, decision: &DecisionRow) -> Result<Vec<NewFact>, Refusal> {
    let body = directory::body(tx, &row.body_id).await?.ok_or(Error::NotFound)?;
    let id: DecisionId = decision.decision_id.parse().map_err(|_| Error::NotFound)?;
    let on = decided_on(tx, decision).await?;
    let outcome = (
        id,
        body_kind(&body.kind),
        decision.outcome == "adopted",
        on.as_str(),
    );
    crate::selection::deciding::settled(tx, row, outcome).await
}
