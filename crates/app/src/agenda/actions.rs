//! Drafting the agenda, laying it before the steering committee, and what its decision makes of it.
//!
//! There is one way to a ratified version: [`settled`], called with a decision that was recorded. No page, no command, no
//! link and no interface leads there by itself (DOMAIN C1.3).

use domain::access::BodyKind;
use domain::agenda::ratification::{Outcome, Settled, State, settle};
use domain::agenda::{Kind, PARTS_MAX, tree};
use domain::ids::{AgendaPartId, AgendaVersionId};
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{objects, secrets};

use super::frozen::{FrozenText, kind, nodes};
use super::store::{self, PartRow, VersionRow};
use crate::blocks::Typed;
use crate::directory::actions::{commit, id_of, taken, with_changes};
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// The steps between positions, so that a part can be put between two others.
const STEP: i64 = 10;

/// Begins a draft: with the parts of the newest ratified version, or with nothing where there is none.
///
/// Errors: another draft is open, since two drafts beside each other would part the talk about them.
pub async fn begin(scope: &Scope, actor: Actor, id: AgendaVersionId, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let mut row = read_version(&mut check, typed);
    row.agenda_version_id = id.to_string();
    let tx = scope.write(actor).await?;
    let versions = store::versions(&tx).await?;
    if versions
        .iter()
        .any(|one| one.agenda_version_id == row.agenda_version_id)
    {
        // The same form sent twice.
        return Ok(());
    }
    if versions
        .iter()
        .any(|one| matches!(one.state.as_str(), "draft" | "proposed"))
    {
        check.wrong("", "problem-agenda-open-draft");
    }
    let mut row = check.finish(row)?;
    let newest = store::newest_ratified(&tx).await?;
    row.based_on_id = newest.as_ref().map(|newest| newest.agenda_version_id.clone());
    store::insert_version(&tx, &row).await?;
    if let Some(newest) = newest {
        copy_parts(&tx, &newest.agenda_version_id, &row.agenda_version_id).await?;
    }
    let fact = NewFact::new("agenda.draft-begun", "agenda-version", id.uuid());
    commit(tx, vec![fact.set("title_en", &row.title_en)]).await
}

fn read_version(check: &mut Check, typed: &Typed) -> VersionRow {
    VersionRow {
        title_en: check.title("title_en", typed.get("title_en")),
        title_es: check.optional_title("title_es", typed.get("title_es")),
        note_en: check.optional_prose("note_en", typed.get("note_en")),
        note_es: check.optional_prose("note_es", typed.get("note_es")),
        ..VersionRow::default()
    }
}

async fn copy_parts(tx: &Tx, from: &str, to: &str) -> Result<(), Refusal> {
    for part in store::parts(tx, from).await? {
        let copy = PartRow {
            agenda_part_id: secrets::new_uuid().to_string(),
            agenda_version_id: to.to_owned(),
            ..part
        };
        store::insert_part(tx, &copy).await?;
    }
    Ok(())
}

/// Changes title and note of a draft.
pub async fn describe(
    scope: &Scope,
    actor: Actor,
    id: AgendaVersionId,
    typed: &Typed,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let row = read_version(&mut check, typed);
    let mut row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    let old = open_version(&tx, &id.to_string()).await?;
    row.agenda_version_id = id.to_string();
    store::update_version(&tx, &row).await?;
    let fact = NewFact::new("agenda.draft-described", "agenda-version", id.uuid());
    let changed = with_changes(
        fact,
        &[
            ("title_en", &old.title_en, &row.title_en),
            ("title_es", &old.title_es, &row.title_es),
            ("note_en", &old.note_en, &row.note_en),
            ("note_es", &old.note_es, &row.note_es),
        ],
    );
    commit(tx, changed.into_iter().collect()).await
}

/// Adds a part to a draft. The identifier comes with the form, so that the same form sent twice is one part.
pub async fn add_part(
    scope: &Scope,
    actor: Actor,
    version: AgendaVersionId,
    id: AgendaPartId,
    typed: &Typed,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    open_version(&tx, &version.to_string()).await?;
    let parts = store::parts(&tx, &version.to_string()).await?;
    if parts.iter().any(|part| part.agenda_part_id == id.to_string()) {
        return Ok(());
    }
    let mut check = Check::form();
    let kind = check.code("kind", typed.get("kind"), Kind::from_code);
    let kind = check.finish(kind)?.unwrap_or(Kind::Strategy);
    let mut check = Check::form();
    if parts.len() >= PARTS_MAX {
        let problem = check.problem("", "problem-agenda-too-many");
        check.note(problem.with("most", PARTS_MAX));
    }
    if kind.is_single() && parts.iter().any(|part| part.kind == kind.code()) {
        check.wrong("kind", "problem-agenda-once");
    }
    let now = tx.clock().now_millis();
    let blank = PartRow {
        agenda_part_id: id.to_string(),
        agenda_version_id: version.to_string(),
        part_key: id.to_string(),
        kind: kind.code().to_owned(),
        changed_at: now,
        changed_by: tx.actor().key(),
        ..PartRow::default()
    };
    let mut row = read_part(&mut check, &blank, &parts, typed);
    name_after_its_thing(&tx, &mut check, &mut row).await?;
    let mut row = check.finish(row)?;
    if row.position == 0 {
        let last = parts.iter().filter(|part| part.parent_key == row.parent_key);
        row.position = last.map(|part| part.position).max().unwrap_or(0) + STEP;
    }
    taken("title_en", store::insert_part(&tx, &row).await)?;
    let fact = NewFact::new("agenda.part-added", "agenda-version", version.uuid())
        .set("part", &row.part_key)
        .set("kind", &row.kind)
        .set("title_en", &row.title_en);
    commit(tx, vec![fact]).await
}

/// Changes a part of a draft, unless somebody else did since its writer began.
pub async fn change_part(
    scope: &Scope,
    actor: Actor,
    id: AgendaPartId,
    typed: &Typed,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = open_part(&tx, &id.to_string()).await?;
    let parts = store::parts(&tx, &old.agenda_version_id).await?;
    let mut check = Check::form();
    let mut row = read_part(&mut check, &old, &parts, typed);
    name_after_its_thing(&tx, &mut check, &mut row).await?;
    row.revision = typed.id("revision").unwrap_or(old.revision);
    if row.revision != old.revision {
        check.wrong("", "problem-agenda-newer");
    }
    let row = check.finish(row)?;
    let Some(fact) = part_changes(&old, &row) else {
        return Ok(());
    };
    if store::update_part(&tx, &row).await? == 0 {
        return Err(Check::form().problem("", "problem-agenda-newer").into());
    }
    commit(tx, vec![fact]).await
}

/// The fact of a changed part; nothing if nothing changed.
pub(super) fn part_changes(old: &PartRow, new: &PartRow) -> Option<NewFact> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let fact = NewFact::new(
        "agenda.part-changed",
        "agenda-version",
        id_of(&old.agenda_version_id),
    );
    let (old_position, new_position) = (old.position.to_string(), new.position.to_string());
    let fact = with_changes(
        fact,
        &[
            ("title_en", &old.title_en, &new.title_en),
            ("title_es", &old.title_es, &new.title_es),
            ("body_en", &old.body_en, &new.body_en),
            ("body_es", &old.body_es, &new.body_es),
            ("under", &text(&old.parent_key), &text(&new.parent_key)),
            ("position", &old_position, &new_position),
            ("result", &text(&old.result_id), &text(&new.result_id)),
            ("indicator", &text(&old.indicator_id), &text(&new.indicator_id)),
            ("owner", &text(&old.owner_id), &text(&new.owner_id)),
            ("review_on", &text(&old.review_on), &text(&new.review_on)),
        ],
    )?;
    Some(fact.set("part", &old.part_key))
}

/// A part as typed; its kind and key stay what they are.
fn read_part(check: &mut Check, old: &PartRow, parts: &[PartRow], typed: &Typed) -> PartRow {
    let chosen = |name: &str| Some(typed.text(name)).filter(|id| !id.is_empty());
    let parent = chosen("under");
    let above = parent
        .as_ref()
        .and_then(|key| parts.iter().find(|part| part.part_key == *key));
    if !kind(old).may_hang_under(above.map(kind)) || (parent.is_some() && above.is_none()) {
        check.wrong("under", &format!("problem-agenda-under-{}", old.kind));
    }
    let has_name = chosen("result").is_some() || chosen("indicator").is_some();
    let title = |check: &mut Check, field: &str, is_needed: bool| {
        if is_needed {
            check.title(field, typed.get(field))
        } else {
            check.optional_title(field, typed.get(field))
        }
    };
    PartRow {
        parent_key: parent,
        position: check
            .optional_whole("position", typed.get("position"))
            .unwrap_or(old.position),
        title_en: title(check, "title_en", !has_name),
        title_es: title(check, "title_es", false),
        body_en: check.optional_prose("body_en", typed.get("body_en")),
        body_es: check.optional_prose("body_es", typed.get("body_es")),
        result_id: chosen("result").filter(|_| old.kind == "result"),
        indicator_id: chosen("indicator").filter(|_| old.kind == "indicator"),
        owner_id: chosen("keeper"),
        review_on: check.optional_day("look_again_on", typed.get("look_again_on")),
        ..old.clone()
    }
}

/// A result or indicator of shared measurement lends its part the name it has there, where none is typed.
async fn name_after_its_thing(
    connection: &Connection,
    check: &mut Check,
    row: &mut PartRow,
) -> Result<(), Refusal> {
    let mut names = (String::new(), String::new());
    if let Some(id) = &row.result_id {
        let results = crate::measurement::store::results(connection).await?;
        if let Some(result) = results.into_iter().find(|result| result.result_id == *id) {
            names = (result.title_en, result.title_es);
        }
    }
    if let Some(id) = &row.indicator_id {
        let versions = crate::measurement::store::versions_of(connection, id).await?;
        if let Some(newest) = versions.into_iter().next() {
            names = (newest.title_en, newest.title_es);
        }
    }
    if row.title_en.is_empty() {
        row.title_en = names.0;
    }
    if row.title_es.is_empty() {
        row.title_es = names.1;
    }
    if row.title_en.is_empty() {
        check.wrong("title_en", "text-empty");
    }
    Ok(())
}

/// Takes a part out of a draft, with everything that hangs under it.
pub async fn remove_part(scope: &Scope, actor: Actor, id: AgendaPartId) -> Result<String, Refusal> {
    let tx = scope.write(actor).await?;
    let row = open_part(&tx, &id.to_string()).await?;
    let parts = store::parts(&tx, &row.agenda_version_id).await?;
    let all = nodes(&parts);
    let hangs_under = |part: &&PartRow| {
        let way = tree::path(&all, &part.part_key).unwrap_or_default();
        way.iter().any(|node| node.key == row.part_key)
    };
    let mut facts = Vec::new();
    for part in parts.iter().filter(hangs_under) {
        store::delete_part(&tx, &part.agenda_part_id).await?;
        let fact = NewFact::new(
            "agenda.part-removed",
            "agenda-version",
            id_of(&row.agenda_version_id),
        );
        facts.push(fact.set("part", &part.part_key).set("title_en", &part.title_en));
    }
    commit(tx, facts).await?;
    Ok(row.agenda_version_id)
}

/// Notes that a part was looked at again and holds, and when it is to be looked at next. The frozen text of a ratified
/// version keeps the date it had.
pub async fn reviewed(scope: &Scope, actor: Actor, id: AgendaPartId, next: &str) -> Result<String, Refusal> {
    let mut check = Check::form();
    let next = check.day("next_review_on", next);
    let next = check.finish(next)?;
    let tx = scope.write(actor).await?;
    let old = store::part(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    store::update_review(&tx, &old.agenda_part_id, &next).await?;
    let fact = NewFact::new(
        "agenda.part-reviewed",
        "agenda-version",
        id_of(&old.agenda_version_id),
    )
    .set("part", &old.part_key)
    .change("review_on", old.review_on.clone().unwrap_or_default(), &next);
    commit(tx, vec![fact]).await?;
    Ok(old.agenda_version_id)
}

/// Gives up a draft; it stays readable.
pub async fn set_aside(scope: &Scope, actor: Actor, id: AgendaVersionId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    open_version(&tx, &id.to_string()).await?;
    store::set_aside(&tx, &id.to_string()).await?;
    let fact = NewFact::new("agenda.draft-set-aside", "agenda-version", id.uuid());
    commit(tx, vec![fact]).await
}

/// What is wrong with a version before it can be laid before the committee.
pub fn obstacles(parts: &[PartRow]) -> Vec<tree::Fault> {
    tree::faults(&nodes(parts))
}

/// Lays a draft before the committee, by a proposal made in the same transaction: its text is frozen from here on.
///
/// Errors: the draft has faults; it is no draft.
pub async fn lay_before(tx: &Tx, id: AgendaVersionId, proposal: &str) -> Result<NewFact, Refusal> {
    let version = open_version(tx, &id.to_string()).await?;
    let parts = store::parts(tx, &id.to_string()).await?;
    if !obstacles(&parts).is_empty() {
        return Err(Check::form().problem("", "problem-agenda-not-ready").into());
    }
    let text = FrozenText::of(&version, &parts);
    let hash = objects::put(tx, &text.to_bytes()).await?;
    store::propose(tx, &id.to_string(), proposal, &hash).await?;
    let fact = NewFact::new("agenda.laid-before-committee", "agenda-version", id.uuid());
    Ok(fact.set("proposal", proposal).set("text", hash))
}

/// Takes a version back from the committee: it is a draft again, and what is decided about it meanwhile ratifies nothing.
pub async fn take_back(scope: &Scope, actor: Actor, id: AgendaVersionId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let facts = withdrawn(&tx, id).await?;
    commit(tx, facts).await
}

/// A proposal about a version was withdrawn: it is a draft again.
pub async fn withdrawn(tx: &Tx, id: AgendaVersionId) -> Result<Vec<NewFact>, Error> {
    if store::back_to_draft(tx, &id.to_string()).await? == 0 {
        return Ok(Vec::new());
    }
    let fact = NewFact::new("agenda.draft-again", "agenda-version", id.uuid());
    Ok(vec![fact])
}

/// A decision about a version, as it was recorded.
#[derive(Debug, Clone)]
pub struct Settlement<'a> {
    /// Which version.
    pub version: AgendaVersionId,
    /// The decision.
    pub decision: &'a str,
    /// Of what kind the body is that decided.
    pub body: BodyKind,
    /// Whether it adopted the proposal.
    pub is_adopted: bool,
    /// Whether it is put to the vote again, since too few were there: the version goes on lying before the committee.
    pub goes_on: bool,
    /// Day of the decision, ISO 8601.
    pub on: &'a str,
}

/// What a recorded decision makes of the version it is about; gives the facts for the decision's own commit.
///
/// A decision stands whatever became of the draft meanwhile: one about a text that is no longer there ratifies nothing, and
/// history says so.
pub async fn settled(tx: &Tx, settlement: &Settlement<'_>) -> Result<Vec<NewFact>, Error> {
    let id = settlement.version.to_string();
    let Some(version) = store::version(tx, &id).await? else {
        return Ok(Vec::new());
    };
    let parts = store::parts(tx, &id).await?;
    let now = secrets::sha256_hex(FrozenText::of(&version, &parts).to_bytes());
    let state = State::from_code(&version.state).unwrap_or(State::SetAside);
    let decision = Settled {
        body: settlement.body,
        is_adopted: settlement.is_adopted,
        text: version.text_hash.clone().unwrap_or_default(),
    };
    let fact = |kind: &str| {
        let fact = NewFact::new(kind, "agenda-version", settlement.version.uuid());
        fact.set("decision", settlement.decision)
    };
    match settle(state, &now, &decision) {
        Ok(Outcome::Advised) => Ok(Vec::new()),
        Ok(Outcome::BackToDraft) if settlement.goes_on => Ok(Vec::new()),
        Ok(Outcome::BackToDraft) => {
            store::back_to_draft(tx, &id).await?;
            Ok(vec![fact("agenda.not-ratified")])
        }
        Ok(Outcome::Ratified) => {
            store::ratify(tx, &id, settlement.decision, settlement.on).await?;
            let fact = fact("agenda.ratified").set("text", now);
            Ok(vec![fact.set("on", settlement.on)])
        }
        Err(not_settled) => Ok(vec![fact("agenda.not-ratified").set("because", not_settled)]),
    }
}

/// A draft that can be changed; while it lies before the committee, and ever after, a version cannot.
pub(super) async fn open_version(connection: &Connection, id: &str) -> Result<VersionRow, Refusal> {
    let row = store::version(connection, id).await?.ok_or(Error::NotFound)?;
    let state = State::from_code(&row.state).unwrap_or(State::SetAside);
    if !state.is_open() {
        let key = format!("problem-agenda-{}", state.code());
        return Err(Check::form().problem("", &key).into());
    }
    Ok(row)
}

/// A part of a draft that can be changed.
pub(super) async fn open_part(connection: &Connection, id: &str) -> Result<PartRow, Refusal> {
    let row = store::part(connection, id).await?.ok_or(Error::NotFound)?;
    open_version(connection, &row.agenda_version_id).await?;
    Ok(row)
}
