//! What is added to a decision: its reasons, what is expected of it, and at the review what really happened.

use domain::ids::{DecisionId, ProposalId};
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};

use super::store::{self, DecisionRow};
use crate::directory::actions::with_changes;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Words that are added to a decision.
#[derive(Debug, Clone, Default)]
pub struct WordsForm {
    /// Reasons, in both languages.
    pub reasons: (String, String),
    /// What is expected of it.
    pub expected: (String, String),
    /// When to look at what came of it; may be empty.
    pub review_on: String,
    /// Whether it goes out with the next edition.
    pub is_public: bool,
}

async fn decision(tx: &Tx, proposal: ProposalId) -> Result<(DecisionRow, DecisionId), Refusal> {
    let row = store::decision_of(tx, &proposal.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let id = row.decision_id.parse().map_err(|_| Error::NotFound)?;
    Ok((row, id))
}

/// Keeps the reasons of a decision, what is expected of it, and when to look again.
pub async fn keep_words(
    scope: &Scope,
    actor: Actor,
    id: ProposalId,
    form: &WordsForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (old, decision) = decision(&tx, id).await?;
    let mut check = Check::form();
    let new = DecisionRow {
        reasons_en: check.optional_prose("reasons_en", &form.reasons.0),
        reasons_es: check.optional_prose("reasons_es", &form.reasons.1),
        expected_en: check.optional_prose("expected_en", &form.expected.0),
        expected_es: check.optional_prose("expected_es", &form.expected.1),
        review_on: check.optional_day("review_on", &form.review_on),
        is_public: form.is_public,
        ..old.clone()
    };
    let new = check.finish(new)?;
    let fact = NewFact::new("decision.words-kept", "decision", decision.uuid());
    let days = [&old, &new].map(|row| row.review_on.clone().unwrap_or_default());
    let public = [&old, &new].map(|row| row.is_public.to_string());
    let fields = [
        ("reasons", &old.reasons_en, &new.reasons_en),
        ("reasons_es", &old.reasons_es, &new.reasons_es),
        ("expected", &old.expected_en, &new.expected_en),
        ("expected_es", &old.expected_es, &new.expected_es),
        ("review_on", &days[0], &days[1]),
        ("is_public", &public[0], &public[1]),
    ];
    let Some(fact) = with_changes(fact, &fields) else {
        return Ok(());
    };
    store::update_words(&tx, &new).await?;
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// Keeps what really happened, beside what was expected.
pub async fn review(
    scope: &Scope,
    actor: Actor,
    id: ProposalId,
    (happened, on, next): ((&str, &str), &str, &str),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (old, decision) = decision(&tx, id).await?;
    let mut check = Check::form();
    let new = DecisionRow {
        happened_en: check.prose("happened_en", happened.0),
        happened_es: check.optional_prose("happened_es", happened.1),
        reviewed_on: Some(check.day("reviewed_on", on)),
        // The next look; none where this one was enough.
        review_on: check.optional_day("review_again_on", next),
        ..old.clone()
    };
    let new = check.finish(new)?;
    if new == old {
        return Ok(());
    }
    store::update_words(&tx, &new).await?;
    let fact = NewFact::new("decision.reviewed", "decision", decision.uuid());
    let fact = fact.change("happened", &old.happened_en, &new.happened_en);
    tx.commit(vec![fact.set("on", on)]).await?;
    Ok(())
}
