//! The committee's part: the recommendation as a proposal, who takes no part in deciding it, and what the decision settles.

use domain::access::BodyKind;
use domain::ids::{BodyId, DecisionId, PersonId, ProposalId, SelectionId};
use domain::selection::{NoReviewer, Stage};
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;
use platform::words::Language;

use super::actions::{in_turn, to_change};
use super::store::{self, CandidateRow, SelectionRow};
use super::{panel_store, reviewing};
use crate::collaborative::store::time_zone;
use crate::decisions::actions::{ProposalForm, propose_in};
use crate::decisions::store::ProposalRow;
use crate::decisions::voting::Ballotage;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// The kind of subject by which a proposal names a choice.
pub const SUBJECT: &str = "selection";

/// Lays the recommendation before the steering committee; gives the proposal, which its chair calls. Done twice, it is the
/// same proposal.
pub async fn put(
    scope: &Scope,
    actor: Actor,
    (id, author): (SelectionId, PersonId),
) -> Result<ProposalId, Refusal> {
    let tx = scope.write(actor).await?;
    let (mut row, stage) = to_change(&tx, id).await?;
    if let (Stage::Put, Some(known)) = (stage, row.proposal_id.as_deref().and_then(|id| id.parse().ok())) {
        return Ok(known);
    }
    in_turn(stage.may_be_put())?;
    let recommended = row.recommended_id.clone().unwrap_or_default();
    let candidate = store::candidate(&tx, &recommended)
        .await?
        .ok_or(Error::NotFound)?;
    let bodies = directory::bodies(&tx).await?;
    let steering = bodies
        .iter()
        .find(|body| body.kind == "steering-committee" && body.ended_on.is_none());
    let Some(body) = steering.and_then(|body| body.body_id.parse::<BodyId>().ok()) else {
        return Err(Check::form().problem("", "problem-agenda-no-committee").into());
    };
    let proposal = ProposalId::from_uuid(secrets::new_uuid());
    let form = proposal_form(&row, &candidate, body);
    let proposed = propose_in(&tx, (proposal, author, "discussion"), &form).await?;
    row.stage = Stage::Put.code().to_owned();
    row.proposal_id = Some(proposal.to_string());
    store::update_selection(&tx, &row).await?;
    let fact = NewFact::new("selection.put", "selection", id.uuid())
        .change("stage", stage.code(), &row.stage)
        .set("proposal", proposal);
    tx.commit(vec![proposed, fact]).await.map_err(Error::from)?;
    Ok(proposal)
}

fn proposal_form(row: &SelectionRow, candidate: &CandidateRow, body: BodyId) -> ProposalForm {
    let say = |language: Language, key: &str| {
        let arguments = [
            ("name", candidate.name.as_str().into()),
            ("home", known_or(&candidate.home, &candidate.name).into()),
            (
                "fiscal",
                known_or(&candidate.fiscal_agent, &candidate.name).into(),
            ),
        ];
        crate::words::words(language).with(key, &arguments)
    };
    let both = |key: &str| (say(Language::English, key), say(Language::Spanish, key));
    ProposalForm {
        body: Some(body),
        title: both("selection-proposal-title"),
        text: both("selection-proposal-text"),
        why: (row.because_en.clone(), row.because_es.clone()),
        functions: vec!["vision".to_owned()],
        is_public: row.visibility == "public",
        subject: Some((SUBJECT.to_owned(), row.selection_id.clone())),
        ..ProposalForm::default()
    }
}

fn known_or<'a>(text: &'a str, other: &'a str) -> &'a str {
    if text.is_empty() { other } else { text }
}

fn about(row: &ProposalRow) -> Option<&str> {
    let id = row.subject_id.as_deref();
    id.filter(|_| row.subject_kind.as_deref() == Some(SUBJECT))
}

/// Why somebody takes no part in deciding a proposal about a backbone; nothing where they do, or it is about something else.
pub async fn no_part(
    connection: &Connection,
    row: &ProposalRow,
    person: PersonId,
    today: &str,
) -> Result<Option<NoReviewer>, Error> {
    let Some(selection) = about(row) else {
        return Ok(None);
    };
    let known = reviewing::reviewer(connection, selection, (person, today)).await?;
    Ok(if known.is_backbone {
        Some(NoReviewer::SelfAppointed)
    } else if known.has_conflict {
        Some(NoReviewer::Conflict)
    } else {
        None
    })
}

/// Refuses an answer of somebody who takes no part, by whatever door it comes.
pub async fn allow_answer(
    connection: &Connection,
    row: &ProposalRow,
    person: PersonId,
) -> Result<(), Refusal> {
    if about(row).is_none() {
        return Ok(());
    }
    let zone = time_zone(connection).await?;
    let today = connection.clock().today(&zone).to_string();
    match no_part(connection, row, person, &today).await? {
        None => Ok(()),
        Some(why) => Err(reviewing::no_reviewer("choice", why).into()),
    }
}

/// Everybody who takes no part in deciding a proposal, with the reason; empty where it is not about a backbone.
pub async fn kept_out(
    connection: &Connection,
    row: &ProposalRow,
    today: &str,
) -> Result<Vec<(String, NoReviewer)>, Error> {
    let Some(selection) = about(row) else {
        return Ok(Vec::new());
    };
    let backbone = panel_store::backbone_people(connection, today).await?;
    let tied = panel_store::tied_people(connection, selection, today).await?;
    let of_backbone = backbone
        .iter()
        .map(|person| (person.clone(), NoReviewer::SelfAppointed));
    let others = tied.into_iter().filter(|person| !backbone.contains(person));
    let others = others.map(|person| (person, NoReviewer::Conflict));
    Ok(of_backbone.chain(others).collect())
}

/// Whether somebody's seat was taken out of a decision about a backbone when answers were called for.
pub fn is_kept_out(row: &ProposalRow, ballotage: &Ballotage, person: PersonId) -> bool {
    let Some(selection) = about(row) else {
        return false;
    };
    let seats = ballotage.vote.roll.iter().filter(|voter| voter.person == person);
    let seats: Vec<String> = seats.map(|voter| voter.seat.to_string()).collect();
    ballotage.recusals.iter().any(|recusal| {
        recusal.standing_conflict_id.as_deref() == Some(selection) && seats.contains(&recusal.seat_id)
    })
}

/// What a committee's decision settles: the candidate is chosen, or the recommendation stands as before. Gives the facts.
pub async fn settled(
    tx: &Tx,
    row: &ProposalRow,
    (decision, body, is_adopted, on): (DecisionId, BodyKind, bool, &str),
) -> Result<Vec<NewFact>, Refusal> {
    let Some(id) = about(row).and_then(|id| id.parse::<SelectionId>().ok()) else {
        return Ok(Vec::new());
    };
    let (mut choice, stage) = to_change(tx, id).await?;
    // Only by the proposal that lies before the committee now: another one named another candidate.
    let is_this = choice.proposal_id.as_deref() == Some(row.proposal_id.as_str());
    let is_theirs = is_this && body == BodyKind::Steering && stage == Stage::Put;
    if !is_theirs {
        return Ok(Vec::new());
    }
    let next = if is_adopted {
        Stage::Chosen
    } else {
        Stage::Recommended
    };
    choice.stage = next.code().to_owned();
    choice.decision_id = Some(decision.to_string());
    choice.chosen_on = is_adopted.then(|| on.to_owned());
    store::update_selection(tx, &choice).await?;
    let kind = if is_adopted {
        "selection.chosen"
    } else {
        "selection.not-chosen"
    };
    let fact = NewFact::new(kind, "selection", id.uuid())
        .change("stage", stage.code(), next.code())
        .set("decision", decision);
    Ok(vec![fact])
}

/// The key of the sentence for why somebody takes no part, kept with their recusal and said in the reader's language.
pub fn reason(why: NoReviewer) -> String {
    reviewing::no_reviewer("", why).key.to_owned()
}
