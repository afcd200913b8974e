//! Preparing a choice: criteria and weights, agreeing on them, candidates and their files, and ending without a choice.
//!
//! Reviewing is in [`super::reviewing`], the committee's part in [`super::deciding`].

use domain::access::Thing;
use domain::ids::{PersonId, SelectionCandidateId, SelectionCriterionId, SelectionFileId, SelectionId};
use domain::selection::{
    CANDIDATES_MOST, CRITERIA_MOST, Kind, OutOfTurn, Process, Stage, WEIGHT_MOST, can_be_agreed,
};
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::objects;

use super::store::{self, CandidateRow, CriterionRow, FileRow, SelectionRow};
use super::{panel_store, reviewing};
use crate::blocks::Typed;
use crate::directory::actions::{commit, known};
use crate::directory::store as directory;
use crate::error::Error;
use crate::measurement::sheet::VISIBILITIES;
use crate::meetings::readings::{Sent, Sort, checked};
use crate::problems::{Check, Problem, Refusal};

/// Files of one candidate.
const FILES_MAX: usize = 20;

/// The thing that rights on a choice depend on.
pub async fn thing(connection: &Connection, row: &SelectionRow, today: &str) -> Result<Thing, Error> {
    let person = |id: &String| id.parse::<PersonId>().ok();
    let reviewers = panel_store::reviewers(connection, &row.selection_id).await?;
    let backbone = panel_store::backbone_people(connection, today).await?;
    Ok(Thing::Selection {
        selection: row.selection_id.parse().map_err(|_| Error::NotFound)?,
        reviewers: reviewers
            .iter()
            .filter_map(|one| person(&one.person_id))
            .collect(),
        backbone: backbone.iter().filter_map(person).collect(),
    })
}

/// The stage of a choice. One that lies before the committee comes back where its proposal was withdrawn.
pub async fn stage_of(connection: &Connection, row: &SelectionRow) -> Result<Stage, Error> {
    let stage = Stage::from_code(&row.stage);
    let stage = stage.ok_or_else(|| Error::Fault(format!("the stage of selection {}", row.selection_id)))?;
    if stage != Stage::Put {
        return Ok(stage);
    }
    let proposal = row.proposal_id.as_deref().unwrap_or_default();
    let proposal = crate::decisions::store::proposal(connection, proposal).await?;
    let is_withdrawn = proposal.is_none_or(|proposal| proposal.state == "withdrawn");
    Ok(if is_withdrawn {
        Stage::Recommended
    } else {
        Stage::Put
    })
}

/// The choice with its stage, kept from others until the change is done.
pub(super) async fn to_change(tx: &Tx, id: SelectionId) -> Result<(SelectionRow, Stage), Refusal> {
    let row = store::selection_to_change(tx, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let stage = stage_of(tx, &row).await?;
    Ok((row, stage))
}

/// A step out of its turn, as a problem of the form.
pub(super) fn in_turn(step: Result<(), OutOfTurn>) -> Result<(), Refusal> {
    step.map_err(|why| Problem::field("", &format!("selection-out-of-turn-{}", why.code())).into())
}

/// Begins a choice. The identifier comes with the form, so that the same form sent twice is one choice.
pub async fn begin(scope: &Scope, actor: Actor, id: SelectionId, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let process = check.code("process", typed.get("process"), Process::from_code);
    let row = SelectionRow {
        selection_id: id.to_string(),
        title_en: check.title("title_en", typed.get("title_en")),
        title_es: check.optional_title("title_es", typed.get("title_es")),
        about_en: check.optional_prose("sought_en", typed.get("sought_en")),
        about_es: check.optional_prose("sought_es", typed.get("sought_es")),
        process: process.map(Process::code).unwrap_or_default().to_owned(),
        stage: Stage::Criteria.code().to_owned(),
        ..SelectionRow::default()
    };
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    if store::insert_selection(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("selection.begun", "selection", id.uuid())
        .set("title", &row.title_en)
        .set("process", &row.process);
    commit(tx, vec![fact]).await
}

/// Adds a criterion with its weight, before they are agreed.
pub async fn add_criterion(
    scope: &Scope,
    actor: Actor,
    (id, criterion): (SelectionId, SelectionCriterionId),
    typed: &Typed,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (_, stage) = to_change(&tx, id).await?;
    in_turn(stage.criteria_open())?;
    let before = store::criteria(&tx, &id.to_string()).await?;
    let mut check = Check::form();
    let weight = check.optional_whole("weight", typed.get("weight"));
    if !weight.is_some_and(|weight| (0..=WEIGHT_MOST).contains(&weight)) {
        let problem = check.problem("weight", "problem-selection-weight");
        check.note(problem.with("most", WEIGHT_MOST));
    }
    if before.len() >= CRITERIA_MOST {
        let problem = check.problem("title_en", "problem-selection-criteria-most");
        check.note(problem.with("most", CRITERIA_MOST));
    }
    let row = CriterionRow {
        selection_criterion_id: criterion.to_string(),
        title_en: check.title("title_en", typed.get("title_en")),
        title_es: check.optional_title("title_es", typed.get("title_es")),
        about_en: check.optional_prose("meant_en", typed.get("meant_en")),
        about_es: check.optional_prose("meant_es", typed.get("meant_es")),
        weight: weight.unwrap_or_default(),
        position: before.last().map_or(1, |last| last.position + 1),
    };
    let row = check.finish(row)?;
    if store::insert_criterion(&tx, &id.to_string(), &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("selection.criterion-added", "selection", id.uuid())
        .set("title", &row.title_en)
        .set("weight", row.weight);
    commit(tx, vec![fact]).await
}

/// Takes a criterion off, before they are agreed. Taken off twice is once.
pub async fn remove_criterion(
    scope: &Scope,
    actor: Actor,
    (id, criterion): (SelectionId, SelectionCriterionId),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (_, stage) = to_change(&tx, id).await?;
    in_turn(stage.criteria_open())?;
    if store::delete_criterion(&tx, &id.to_string(), &criterion.to_string()).await? == 0 {
        return Err(Error::NotFound.into());
    }
    commit(
        tx,
        vec![NewFact::new(
            "selection.criterion-removed",
            "selection",
            id.uuid(),
        )],
    )
    .await
}

/// Agrees on criteria and weights: from here on they stay, and candidates may come in.
pub async fn agree(
    scope: &Scope,
    actor: Actor,
    (id, person): (SelectionId, PersonId),
    today: &str,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (mut row, stage) = to_change(&tx, id).await?;
    if stage == Stage::Candidates {
        return Ok(());
    }
    in_turn(stage.criteria_open())?;
    let criteria = store::criteria(&tx, &id.to_string()).await?;
    let weights: Vec<i64> = criteria.iter().map(|one| one.weight).collect();
    if !can_be_agreed(&weights) {
        return Err(Problem::field("", "problem-selection-not-ready").into());
    }
    row.stage = Stage::Candidates.code().to_owned();
    row.agreed_on = Some(today.to_owned());
    row.agreed_by = Some(person.to_string());
    store::update_selection(&tx, &row).await?;
    let lines = criteria
        .iter()
        .map(|one| format!("{} | {}", one.weight, one.title_en));
    let text = lines.collect::<Vec<_>>().join("\n");
    store::keep_agreed_text(&tx, &row.selection_id, &text).await?;
    let fact = NewFact::new("selection.agreed", "selection", id.uuid())
        .change("stage", Stage::Criteria.code(), &row.stage)
        .set("process", &row.process)
        .set("criteria", &text)
        .set("digest", platform::secrets::sha256_hex(&text));
    commit(tx, vec![fact]).await
}

/// Adds a candidate, once criteria are agreed.
pub async fn add_candidate(
    scope: &Scope,
    actor: Actor,
    (id, candidate): (SelectionId, SelectionCandidateId),
    typed: &Typed,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (_, stage) = to_change(&tx, id).await?;
    in_turn(stage.list_open())?;
    let before = store::candidates(&tx, &id.to_string()).await?;
    let mut check = Check::form();
    let kind = check.code("kind", typed.get("kind"), Kind::from_code);
    let organisation = Some(typed.text("organisation")).filter(|id| !id.is_empty());
    if let Some(organisation) = &organisation
        && directory::organisation(&tx, organisation).await?.is_none()
    {
        check.wrong("organisation", "problem-not-a-choice");
    }
    if before.len() >= CANDIDATES_MOST {
        let problem = check.problem("name", "problem-selection-candidates-most");
        check.note(problem.with("most", CANDIDATES_MOST));
    }
    let row = CandidateRow {
        selection_candidate_id: candidate.to_string(),
        selection_id: id.to_string(),
        name: check.title("name", typed.get("name")),
        organisation_id: organisation,
        kind: kind.map(Kind::code).unwrap_or_default().to_owned(),
        home: check.optional_title("home", typed.get("home")),
        fiscal_agent: check.optional_title("fiscal_agent", typed.get("fiscal_agent")),
        about_en: check.optional_prose("offers_en", typed.get("offers_en")),
        about_es: check.optional_prose("offers_es", typed.get("offers_es")),
        position: before.last().map_or(1, |last| last.position + 1),
        ..CandidateRow::default()
    };
    let row = check.finish(row)?;
    if store::insert_candidate(&tx, &row).await? == 0 {
        return Ok(());
    }
    // History is read by more people than candidates are shown to: it says that there is one, and not who.
    let fact = NewFact::new("selection.candidate-added", "selection", id.uuid())
        .set("kind", &row.kind)
        .personal("name", &row.name);
    commit(tx, vec![fact]).await
}

/// The candidate, if it belongs to the choice. Errors: `NotFound`.
pub async fn candidate_of(
    connection: &Connection,
    id: SelectionId,
    candidate: SelectionCandidateId,
) -> Result<CandidateRow, Error> {
    let row = store::candidate(connection, &candidate.to_string()).await?;
    let row = row.filter(|row| row.selection_id == id.to_string());
    row.ok_or(Error::NotFound)
}

/// Withdraws a candidate, with a reason.
pub async fn withdraw_candidate(
    scope: &Scope,
    actor: Actor,
    (id, candidate): (SelectionId, SelectionCandidateId),
    because: &str,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let because = check.prose("withdrawn_because", because);
    let because = check.finish(because)?;
    let tx = scope.write(actor).await?;
    let (row, stage) = to_change(&tx, id).await?;
    in_turn(stage.may_end())?;
    let known = candidate_of(&tx, id, candidate).await?;
    if row.recommended_id.as_ref() == Some(&known.selection_candidate_id) {
        return Err(Problem::field("withdrawn_because", "problem-selection-recommended").into());
    }
    if store::withdraw_candidate(&tx, &known.selection_candidate_id, &because).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("selection.candidate-withdrawn", "selection", id.uuid());
    let fact = fact.personal("name", &known.name).because(&because);
    commit(tx, vec![fact]).await
}

/// Keeps a file of a candidate while the list is open. The identifier comes with the form.
pub async fn attach(
    scope: &Scope,
    actor: Actor,
    (id, candidate, file): (SelectionId, SelectionCandidateId, SelectionFileId),
    (title, sent): (&str, Sent),
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let file_name = checked(&mut check, "candidate_file", &sent);
    let title = match title.trim() {
        "" => file_name.clone(),
        title => check.title("file_title", title),
    };
    let tx = scope.write(actor).await?;
    let (_, stage) = to_change(&tx, id).await?;
    in_turn(stage.list_open())?;
    let known = candidate_of(&tx, id, candidate).await?;
    let files = store::files(&tx, &id.to_string()).await?;
    let own = files
        .iter()
        .filter(|one| one.selection_candidate_id == known.selection_candidate_id);
    if own.count() >= FILES_MAX {
        check.wrong("candidate_file", "reading-too-many");
    }
    check.finish(())?;
    let hash = objects::put(&tx, &sent.content).await?;
    let row = FileRow {
        selection_file_id: file.to_string(),
        selection_candidate_id: known.selection_candidate_id,
        title,
        file_name,
        file_hash: hash.clone(),
    };
    if store::insert_file(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("selection.file-kept", "selection", id.uuid());
    commit(tx, vec![fact.set("file", hash)]).await
}

/// A file of a candidate of the choice, with what it is. Errors: `NotFound`.
pub async fn file(
    connection: &Connection,
    id: SelectionId,
    file: SelectionFileId,
) -> Result<(FileRow, Sort, Vec<u8>), Error> {
    let files = store::files(connection, &id.to_string()).await?;
    let row = files
        .into_iter()
        .find(|row| row.selection_file_id == file.to_string());
    let row = row.ok_or(Error::NotFound)?;
    let content = objects::get(connection, &row.file_hash).await?;
    let sort = Sort::of(&content).ok_or(Error::NotFound)?;
    Ok((row, sort, content))
}

/// Closes the list of candidates, and opens scoring.
pub async fn open_scoring(scope: &Scope, actor: Actor, id: SelectionId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (mut row, stage) = to_change(&tx, id).await?;
    if stage == Stage::Scoring {
        return Ok(());
    }
    in_turn(stage.list_open())?;
    let candidates = store::candidates(&tx, &id.to_string()).await?;
    let standing = candidates.iter().filter(|one| one.withdrawn_at.is_none()).count();
    let reviewers = panel_store::reviewers(&tx, &id.to_string()).await?;
    if standing == 0 || reviewers.is_empty() {
        return Err(Problem::field("", "problem-selection-nothing-to-score").into());
    }
    row.stage = Stage::Scoring.code().to_owned();
    store::update_selection(&tx, &row).await?;
    let fact = NewFact::new("selection.scoring-opened", "selection", id.uuid())
        .change("stage", stage.code(), &row.stage)
        .set("candidates", standing)
        .set("reviewers", reviewers.len());
    commit(tx, vec![fact]).await
}

/// Ends it without a choice, with a reason.
pub async fn end(scope: &Scope, actor: Actor, id: SelectionId, because: &str) -> Result<(), Refusal> {
    let mut check = Check::form();
    let because = check.prose("ended_because", because);
    let because = check.finish(because)?;
    let tx = scope.write(actor).await?;
    let (mut row, stage) = to_change(&tx, id).await?;
    if stage == Stage::Ended {
        return Ok(());
    }
    in_turn(stage.may_end())?;
    row.stage = Stage::Ended.code().to_owned();
    row.ended_because = because;
    store::update_selection(&tx, &row).await?;
    let fact = NewFact::new("selection.ended", "selection", id.uuid());
    commit(tx, vec![fact.change("stage", stage.code(), &row.stage)]).await
}

/// Says whether the record goes out with the next edition, once it was chosen.
pub async fn set_visibility(
    scope: &Scope,
    actor: Actor,
    id: SelectionId,
    visibility: &str,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let new = check.code("visibility", visibility, |code| known(&VISIBILITIES, code));
    let new = check.finish(new.unwrap_or_default())?;
    let tx = scope.write(actor).await?;
    let (mut row, _) = to_change(&tx, id).await?;
    let old = std::mem::replace(&mut row.visibility, new);
    if old == row.visibility {
        return Ok(());
    }
    store::update_selection(&tx, &row).await?;
    let fact = NewFact::new("selection.shown", "selection", id.uuid());
    commit(tx, vec![fact.change("visibility", old, &row.visibility)]).await
}

/// Whether somebody may still score by a link: what a fresh one is sent for.
pub async fn is_asked(connection: &Connection, id: SelectionId, person: PersonId) -> Result<bool, Error> {
    let Some(row) = store::selection(connection, &id.to_string()).await? else {
        return Ok(false);
    };
    let is_open = !matches!(stage_of(connection, &row).await?, Stage::Chosen | Stage::Ended);
    Ok(is_open && reviewing::is_listed(connection, &row.selection_id, person).await?)
}
