//! Proposing, scoring and choosing candidates.

use domain::choosing::{Criterion, SCORE_MAX, SCORE_MIN, SCORERS_LEAST};
use domain::ids::{CandidateId, IndicatorId, PersonId, ResultId};
use domain::text::Reason;
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::store::{self, CandidateRow, ScoreRow};
use crate::directory::actions::{commit, taken};
use crate::error::Error;
use crate::improvement::shared::required;
use crate::measurement::actions::{IndicatorForm, put_indicator};
use crate::measurement::sheet::Sheet;
use crate::problems::{Check, Refusal};

/// One person's scores as typed.
#[derive(Debug, Clone, Default)]
pub struct ScoreForm {
    /// By criterion, in the order of [`Criterion::ALL`].
    pub scores: [String; 3],
    /// What they add; may be empty.
    pub remark: String,
}

/// Proposes a candidate for a result.
pub async fn propose(
    scope: &Scope,
    actor: Actor,
    result: ResultId,
    sheet: &Sheet,
) -> Result<CandidateId, Refusal> {
    let id = CandidateId::from_uuid(secrets::new_uuid());
    let tx = scope.write(actor).await?;
    let row = CandidateRow {
        candidate_id: id.to_string(),
        result_id: result.to_string(),
        title_en: sheet.title.en.clone(),
        title_es: sheet.title.es.clone(),
        sheet: sheet.to_json(),
        created_at: tx.clock().now_millis(),
        ..CandidateRow::default()
    };
    taken("title_en", store::insert(&tx, &row).await)?;
    let fact = NewFact::new("candidate.proposed", "candidate", id.uuid());
    commit(tx, vec![fact.set("title_en", &row.title_en)]).await?;
    Ok(id)
}

/// Keeps somebody's scores of an open candidate in its present round. They are given once: whoever has seen the others'
/// scores would not score for herself any more. The same person again changes nothing.
pub async fn score(
    scope: &Scope,
    actor: Actor,
    id: CandidateId,
    person: PersonId,
    form: &ScoreForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let candidate = open(&tx, id).await?;
    let mut check = Check::form();
    let mut scores = [0; 3];
    for (slot, (criterion, text)) in Criterion::ALL.iter().zip(&form.scores).enumerate() {
        let known = |code: &str| {
            code.parse::<i64>()
                .ok()
                .filter(|n| (SCORE_MIN..=SCORE_MAX).contains(n))
        };
        match known(text.trim()) {
            Some(score) => scores[slot] = score,
            None => check.wrong(criterion.code(), "problem-no-score"),
        }
    }
    let [communication, proxy, data] = scores;
    let row = ScoreRow {
        candidate_id: id.to_string(),
        person_id: person.to_string(),
        communication,
        proxy,
        data,
        remark: check.optional_prose("remark", &form.remark),
    };
    let row = check.finish(row)?;
    if store::insert_score(&tx, &row, candidate.round).await? == 0 {
        return Ok(());
    }
    // The scores stand in history as fingerprints: it is read by people who have not scored yet.
    let fact = NewFact::new("candidate.scored", "candidate", id.uuid()).set("round", candidate.round);
    let fact = fact
        .personal("communication", &communication.to_string())
        .personal("proxy", &proxy.to_string())
        .personal("data", &data.to_string());
    commit(tx, vec![fact]).await
}

/// Opens a new round for an open candidate, after people have talked. What was scored before stays.
pub async fn score_again(scope: &Scope, actor: Actor, id: CandidateId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let candidate = open(&tx, id).await?;
    if store::scores(&tx, &id.to_string(), candidate.round)
        .await?
        .is_empty()
    {
        // Nobody has scored in the round that is open: there is nothing to score anew.
        return Ok(());
    }
    let next = candidate.round + 1;
    store::next_round(&tx, &id.to_string(), next).await?;
    let fact = NewFact::new("candidate.round-opened", "candidate", id.uuid());
    commit(tx, vec![fact.change("round", candidate.round, next)]).await
}

/// Chooses a candidate: it becomes an indicator with its draft as the first version of the definition. The indicator is
/// internal, so that nothing of it is published before its definition is whole.
///
/// Errors: no reason; fewer than two people have scored it in any one round.
pub async fn choose(
    scope: &Scope,
    actor: Actor,
    id: CandidateId,
    reason: &str,
    today: &str,
) -> Result<IndicatorId, Refusal> {
    let tx = scope.write(actor).await?;
    let candidate = open(&tx, id).await?;
    let mut check = Check::form();
    let reason = reason_of(&mut check, reason);
    let mut scorers = 0;
    for round in 1..=candidate.round {
        scorers = scorers.max(store::scores(&tx, &id.to_string(), round).await?.len());
    }
    if scorers < SCORERS_LEAST {
        let problem = check.problem("reason", "problem-too-few-scorers");
        check.note(problem.with("least", SCORERS_LEAST));
    }
    check.finish(())?;
    let form = IndicatorForm {
        slug: String::new(),
        result: candidate.result_id.parse().ok(),
        visibility: "internal".to_owned(),
        suppression: "house".to_owned(),
        ..IndicatorForm::default()
    };
    let sheet = draft_sheet(&candidate);
    let (indicator, mut facts) = put_indicator(&tx, &form, &sheet, today).await?;
    let became = indicator.to_string();
    if store::decide(&tx, &id.to_string(), "chosen", &reason, Some(&became)).await? == 0 {
        // Somebody else decided at the same moment; nothing of this choice is kept.
        return Err(Error::NotFound.into());
    }
    let fact = NewFact::new("candidate.chosen", "candidate", id.uuid());
    facts.push(fact.set("indicator", indicator).because(&reason));
    commit(tx, facts).await?;
    Ok(indicator)
}

/// Sets a candidate aside, with the reason.
pub async fn set_aside(scope: &Scope, actor: Actor, id: CandidateId, reason: &str) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    open(&tx, id).await?;
    let mut check = Check::form();
    let reason = reason_of(&mut check, reason);
    check.finish(())?;
    store::decide(&tx, &id.to_string(), "set-aside", &reason, None).await?;
    let fact = NewFact::new("candidate.set-aside", "candidate", id.uuid());
    commit(tx, vec![fact.because(&reason)]).await
}

/// What is known of a candidate's definition; a damaged draft leaves the title.
pub fn draft_sheet(candidate: &CandidateRow) -> Sheet {
    let mut sheet = Sheet::from_json(&candidate.sheet).unwrap_or_default();
    sheet.title.en.clone_from(&candidate.title_en);
    sheet.title.es.clone_from(&candidate.title_es);
    sheet
}

/// An open candidate; one that was decided on is not there for those who score and choose.
async fn open(tx: &platform::db::Tx, id: CandidateId) -> Result<CandidateRow, Refusal> {
    let found = store::candidate(tx, &id.to_string()).await?;
    let candidate = found.ok_or(Error::NotFound)?;
    if candidate.state != "open" {
        let check = Check::form();
        return Err(check.problem("", "problem-candidate-decided").into());
    }
    Ok(candidate)
}

fn reason_of(check: &mut Check, reason: &str) -> String {
    required(check, "reason", reason, |text| {
        Reason::parse(text).map(|reason| reason.to_string())
    })
}
