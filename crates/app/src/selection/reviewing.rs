//! Reviewing: who is asked, their scores, stepping aside, and the recommendation that follows.

use std::collections::BTreeMap;

use domain::access::Purpose;
use domain::choosing::{SCORE_MAX, SCORE_MIN};
use domain::ids::{PersonId, SelectionCandidateId, SelectionId};
use domain::selection::reckoning::Reckoning;
use domain::selection::{NoReviewer, REVIEWERS_LEAST, Reviewer, Stage, may_score};
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::mail::Letter;

use super::actions::{candidate_of, in_turn, to_change};
use super::panel_store::{self, ReviewerRow, ScoreRow};
use super::store::{self, CandidateRow, CriterionRow, SelectionRow};
use crate::accounts::link::{NewLink, issue};
use crate::accounts::visit::Visit;
use crate::directory::actions::commit;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};
use crate::requests::letters::Desk;

/// How long a reviewer's link is good for.
const LINK_MILLIS: i64 = 90 * 24 * 3600 * 1000;

/// Whether somebody is on the list of reviewers.
pub(super) async fn is_listed(
    connection: &Connection,
    selection: &str,
    person: PersonId,
) -> Result<bool, Error> {
    let reviewers = panel_store::reviewers(connection, selection).await?;
    Ok(reviewers.iter().any(|one| one.person_id == person.to_string()))
}

/// What is known of somebody as a reviewer on a day.
pub async fn reviewer(
    connection: &Connection,
    selection: &str,
    (person, today): (PersonId, &str),
) -> Result<Reviewer, Error> {
    let person = person.to_string();
    let reviewers = panel_store::reviewers(connection, selection).await?;
    let row = reviewers.iter().find(|one| one.person_id == person);
    let backbone = panel_store::backbone_people(connection, today).await?;
    let tied = panel_store::tied_people(connection, selection, today).await?;
    Ok(Reviewer {
        is_backbone: backbone.contains(&person),
        has_conflict: tied.contains(&person),
        is_aside: row.is_some_and(|row| row.aside_at.is_some()),
        has_scored: row.is_some_and(|row| row.scored_at.is_some()),
    })
}

/// Refuses whoever belongs to the backbone or has a tie to a candidate: they neither strike candidates nor end a choice.
pub async fn untied(visit: &Visit, id: SelectionId, field: &str) -> Result<(), Refusal> {
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let reader = visit.scope.read().await.map_err(Error::from)?;
    let known = reviewer(&reader, &id.to_string(), (visit.person.id, &today)).await?;
    let why = match (known.is_backbone, known.has_conflict) {
        (true, _) => NoReviewer::SelfAppointed,
        (false, true) => NoReviewer::Conflict,
        (false, false) => return Ok(()),
    };
    Err(no_reviewer(field, why).into())
}

/// Why somebody does not score, as a problem of a form.
pub fn no_reviewer(field: &str, why: NoReviewer) -> Problem {
    Problem::field(field, &format!("selection-no-reviewer-{}", why.code()))
}

/// Asks somebody to review, by mail with a link of their own. Asked twice is a second mail and one reviewer.
///
/// Errors: they belong to the backbone, or have a tie to a candidate.
pub async fn ask(
    scope: &Scope,
    actor: Actor,
    desk: Desk<'_>,
    (id, person): (SelectionId, PersonId),
) -> Result<String, Refusal> {
    let tx = scope.write(actor).await?;
    let (row, stage) = to_change(&tx, id).await?;
    in_turn(stage.may_end())?;
    let today = tx.clock().today(&desk.collaborative.time_zone).to_string();
    may_score(reviewer(&tx, &row.selection_id, (person, &today)).await?)
        .map_err(|why| no_reviewer("person", why))?;
    let known = directory::person(&tx, &person.to_string()).await?;
    let known = known
        .filter(|known| known.state != "left")
        .ok_or(Error::NotFound)?;
    let added = panel_store::insert_reviewer(&tx, &row.selection_id, &known.person_id).await?;
    let new = NewLink {
        person,
        purpose: Purpose::Review { selection: id },
        expires_at: tx.clock().now_millis() + LINK_MILLIS,
    };
    let (secret, _, link) = issue(&tx, &new).await?;
    let words = crate::decisions::letters::words_of(&known);
    let arguments = [
        ("person", known.name.as_str().into()),
        ("collaborative", desk.collaborative.name.as_str().into()),
        ("title", words.pick(&row.title_en, &row.title_es).into()),
        ("link", format!("{}/review", desk.link(&secret)).into()),
        ("contact", desk.collaborative.contact_email.as_str().into()),
    ];
    let letter = Letter {
        to: known.email.clone(),
        subject: words.with("selection-ask-subject", &arguments),
        text: words.with("selection-ask-mail", &arguments),
    };
    platform::mail::enqueue(&tx, letter).await?;
    let mut facts = vec![link];
    if added > 0 {
        facts.push(NewFact::new("selection.reviewer-asked", "selection", id.uuid()).set("person", person));
    }
    commit(tx, facts).await?;
    Ok(secret)
}

/// Scores as typed: by candidate and criterion.
pub type Typed = BTreeMap<(String, String), String>;

/// The name of a score's field.
pub fn field_of(candidate: &str, criterion: &str) -> String {
    format!("score-{candidate}-{criterion}")
}

/// Keeps a reviewer's scores of every candidate by every criterion, all at once, and once: afterwards they see the others'.
pub async fn score(
    scope: &Scope,
    actor: Actor,
    (id, person, today): (SelectionId, PersonId, &str),
    (typed, remark): (&Typed, &str),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (row, stage) = to_change(&tx, id).await?;
    let known = reviewer(&tx, &row.selection_id, (person, today)).await?;
    may_score(known).map_err(|why| no_reviewer("", why))?;
    in_turn(stage.takes_scores())?;
    if !is_listed(&tx, &row.selection_id, person).await? {
        return Err(Error::NotFound.into());
    }
    let mut check = Check::form();
    let remark = check.optional_prose("remark", remark);
    let (criteria, candidates) = standing(&tx, &row.selection_id).await?;
    let mut scores = Vec::new();
    for candidate in &candidates {
        for criterion in &criteria {
            let key = (
                candidate.selection_candidate_id.clone(),
                criterion.selection_criterion_id.clone(),
            );
            let score = typed.get(&key).and_then(|text| text.trim().parse::<i64>().ok());
            let score = score.filter(|score| (SCORE_MIN..=SCORE_MAX).contains(score));
            let Some(score) = score else {
                let field = field_of(&key.0, &key.1);
                check.wrong(&field, "problem-no-score");
                continue;
            };
            scores.push(ScoreRow {
                selection_candidate_id: key.0,
                selection_criterion_id: key.1,
                person_id: person.to_string(),
                score,
            });
        }
    }
    let remark = check.finish(remark)?;
    if panel_store::note_scored(&tx, &row.selection_id, &person.to_string(), &remark).await? == 0 {
        return Ok(());
    }
    // Scores stand in history as fingerprints: it is read by people who have not scored yet.
    let mut fact = NewFact::new("selection.scored", "selection", id.uuid()).set("person", person);
    for one in &scores {
        panel_store::insert_score(&tx, one).await?;
        let field = format!("{}/{}", one.selection_candidate_id, one.selection_criterion_id);
        fact = fact.personal(&field, &one.score.to_string());
    }
    commit(tx, vec![fact]).await
}

/// Criteria, and candidates that were not withdrawn.
pub async fn standing(
    connection: &Connection,
    selection: &str,
) -> Result<(Vec<CriterionRow>, Vec<CandidateRow>), Error> {
    let criteria = store::criteria(connection, selection).await?;
    let mut candidates = store::candidates(connection, selection).await?;
    candidates.retain(|one| one.withdrawn_at.is_none());
    Ok((criteria, candidates))
}

/// Steps aside for a conflict of interest: from then on this reviewer's scores do not count.
pub async fn step_aside(
    scope: &Scope,
    actor: Actor,
    (id, person): (SelectionId, PersonId),
    because: &str,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let because = check.prose("aside_because", because);
    let because = check.finish(because)?;
    let tx = scope.write(actor).await?;
    let (row, stage) = to_change(&tx, id).await?;
    if !matches!(stage, Stage::Criteria | Stage::Candidates | Stage::Scoring) {
        return Err(Problem::field("aside_because", "selection-out-of-turn-not-scoring").into());
    }
    if panel_store::step_aside(&tx, &row.selection_id, &person.to_string(), &because).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("selection.reviewer-aside", "selection", id.uuid());
    commit(tx, vec![fact.set("person", person).personal("because", &because)]).await
}

/// The scores of a choice, added up. None: nobody's count yet.
pub fn reckon(
    criteria: &[CriterionRow],
    candidates: &[CandidateRow],
    scores: &[ScoreRow],
) -> Option<Reckoning> {
    if scores.is_empty() {
        return None;
    }
    let mut sums: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for one in scores {
        let key = (
            one.selection_candidate_id.as_str(),
            one.selection_criterion_id.as_str(),
        );
        *sums.entry(key).or_default() += one.score;
    }
    let row = |candidate: &CandidateRow| {
        let each = criteria.iter().map(|criterion| {
            let key = (
                candidate.selection_candidate_id.as_str(),
                criterion.selection_criterion_id.as_str(),
            );
            sums.get(&key).copied().unwrap_or_default()
        });
        each.collect()
    };
    let weights = criteria.iter().map(|one| one.weight).collect();
    Reckoning::of(weights, candidates.iter().map(row).collect())
}

/// How many reviewers' scores count.
pub fn counted(reviewers: &[ReviewerRow]) -> usize {
    let counted = |one: &&ReviewerRow| one.scored_at.is_some() && one.aside_at.is_none();
    reviewers.iter().filter(counted).count()
}

/// Recommends a candidate to the committee, with reasons; another may be recommended until it lies before the committee.
///
/// The highest score is no order: whoever recommends another says why.
pub async fn recommend(
    scope: &Scope,
    actor: Actor,
    (id, person, today): (SelectionId, PersonId, &str),
    (candidate, because): (Option<SelectionCandidateId>, (&str, &str)),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (row, stage) = to_change(&tx, id).await?;
    in_turn(stage.takes_recommendation())?;
    let known = reviewer(&tx, &row.selection_id, (person, today)).await?;
    let known = Reviewer {
        is_aside: false,
        has_scored: false,
        ..known
    };
    may_score(known).map_err(|why| no_reviewer("candidate", why))?;
    let reviewers = panel_store::reviewers(&tx, &row.selection_id).await?;
    if counted(&reviewers) < REVIEWERS_LEAST {
        return Err(Problem::field("candidate", "problem-selection-too-few-scores").into());
    }
    let mut check = Check::form();
    let chosen = match candidate {
        Some(candidate) => Some(candidate_of(&tx, id, candidate).await?),
        None => None,
    };
    let chosen = chosen.filter(|one| one.withdrawn_at.is_none());
    if chosen.is_none() {
        check.wrong("candidate", "problem-not-a-choice");
    }
    let new = SelectionRow {
        stage: Stage::Recommended.code().to_owned(),
        recommended_id: chosen.map(|one| one.selection_candidate_id),
        because_en: check.prose("recommend_because_en", because.0),
        because_es: check.optional_prose("recommend_because_es", because.1),
        recommended_by: Some(person.to_string()),
        ..row.clone()
    };
    let new = check.finish(new)?;
    if new == row {
        return Ok(());
    }
    store::update_selection(&tx, &new).await?;
    let fact = NewFact::new("selection.recommended", "selection", id.uuid())
        .change("stage", stage.code(), &new.stage)
        .personal("candidate", new.recommended_id.as_deref().unwrap_or_default());
    commit(tx, vec![fact]).await
}
