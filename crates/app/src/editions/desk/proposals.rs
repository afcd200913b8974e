//! New tables: proposed with a reason, priced against everything that is public, added by a second person.

use domain::ids::EditionId;
use domain::text::Reason;
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::price::Alternative;
use super::store::{self, NewProposal};
use super::study::price_of;
use crate::collaborative::store::CollaborativeRow;
use crate::editions::actions;
use crate::editions::gather;
use crate::editions::refusal::NotMade;
use crate::error::Error;

/// Proposes one more breakdown for a draft. What cannot be published is refused at once, with the reason.
pub async fn propose(
    scope: &Scope,
    collaborative: &CollaborativeRow,
    actor: Actor,
    id: EditionId,
    (indicator, breakdown, reason): (&str, &str, &str),
) -> Result<(), Error> {
    let reason = Reason::parse(reason).map_err(|error| Error::Bad(error.to_string()))?;
    let reader = scope.read().await?;
    let edition = actions::open_draft(&reader, id).await?;
    let report = actions::report_of(&reader, &edition).await?;
    let is_there = report
        .left_out
        .iter()
        .any(|one| one.indicator == indicator && one.breakdown == breakdown);
    if !is_there {
        return Err(Error::NotFound);
    }
    let rows = gather::indicators(&reader).await?;
    let row = rows
        .into_iter()
        .find(|row| row.slug == indicator)
        .ok_or(Error::NotFound)?;
    let open = store::proposals(&reader, &edition.edition_id).await?;
    let is_open = open
        .iter()
        .any(|one| one.answer.is_none() && one.indicator == indicator && one.breakdown == breakdown);
    if is_open {
        // Sent twice, it is one proposal.
        return Ok(());
    }
    let alternative = Alternative::Add {
        indicator: indicator.to_owned(),
        breakdown: breakdown.to_owned(),
    };
    let mut price = price_of(&reader, collaborative, &edition, &alternative).await?;
    drop(reader);
    if price.is_too_long {
        // What nobody can check is not published.
        price.refused = Some("the check takes too long".into());
    }
    let tx = scope.write(actor).await?;
    let proposal = NewProposal {
        id: secrets::new_uuid().to_string(),
        edition: edition.edition_id,
        indicator: row.indicator_id,
        breakdown: breakdown.to_owned(),
        reason: reason.to_string(),
        price: serde_json::to_string(&price).map_err(|error| Error::Fault(error.to_string()))?,
        answer: price.refused.as_ref().map(|_| "refused".to_owned()),
        answer_reason: price.refused.clone(),
    };
    store::insert_proposal(&tx, proposal).await?;
    let fact = NewFact::new("edition.breakdown-proposed", "edition", id.uuid())
        .set("indicator", indicator)
        .set("breakdown", breakdown)
        .set("net", price.net())
        .because(reason.as_str());
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// A second person's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is in the edition from now on; the draft is made anew with it.
    Add,
    /// It is not.
    Decline,
}

/// Answers a proposal. Adding makes the draft anew: whoever adds made it, and another person confirms what is hidden.
pub async fn answer(
    scope: &Scope,
    collaborative: &CollaborativeRow,
    actor: Actor,
    id: EditionId,
    (proposal, verdict, reason): (&str, Verdict, &str),
) -> Result<(), NotMade> {
    let reader = scope.read().await?;
    let edition = actions::open_draft(&reader, id).await?;
    let proposals = store::proposals(&reader, &edition.edition_id).await?;
    let row = proposals
        .into_iter()
        .find(|row| row.breakdown_proposal_id == proposal && row.answer.is_none())
        .ok_or(Error::NotFound)?;
    drop(reader);
    let reason = Reason::parse(reason).map_err(|error| Error::Bad(error.to_string()))?;
    if verdict == Verdict::Add && row.proposed_by == actor.key() {
        return Err(Error::Refused("a second person adds a new table".into()).into());
    }
    let (word, kind) = match verdict {
        Verdict::Add => ("added", "edition.breakdown-added"),
        Verdict::Decline => ("declined", "edition.breakdown-declined"),
    };
    let tx = scope.write(actor.clone()).await?;
    if store::answer_proposal(&tx, proposal, word, Some(reason.to_string())).await? == 0 {
        return Err(Error::NotFound.into());
    }
    let fact = NewFact::new(kind, "edition", id.uuid())
        .set("indicator", &row.indicator)
        .set("breakdown", &row.breakdown)
        .because(reason.as_str());
    tx.commit(vec![fact]).await?;
    if verdict == Verdict::Decline {
        return Ok(());
    }
    let alternative = Alternative::Add {
        indicator: row.indicator,
        breakdown: row.breakdown,
    };
    let selection = alternative.applied_to(&actions::selection_of(&edition));
    actions::redraft_as(scope, collaborative, actor, &edition, &selection).await
}
