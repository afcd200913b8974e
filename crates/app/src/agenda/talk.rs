//! What members say about a draft: comments, and other wordings that staff accepts or declines with a reason.

use domain::ids::{AgendaPartId, AgendaSuggestionId, PersonId};
use platform::db::Scope;
use platform::history::{Actor, NewFact};

use super::actions::{open_part, part_changes};
use super::store::{self, PartRow, SuggestionRow};
use crate::blocks::Typed;
use crate::directory::actions::LANGUAGES;
use crate::directory::actions::{commit, id_of, known};
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// What is said: who, about which part, in a form with its own identifier.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// Made with the form, so that the same form sent twice says it once.
    pub id: uuid::Uuid,
    /// About which part.
    pub part: AgendaPartId,
    /// Who says it.
    pub person: PersonId,
    /// What was typed.
    pub typed: &'a Typed,
}

/// Keeps a comment on a part of a draft.
pub async fn comment(scope: &Scope, actor: Actor, saying: &Saying<'_>) -> Result<(), Refusal> {
    let mut check = Check::form();
    let words = check.optional_prose("comment", saying.typed.get("comment"));
    if words.is_empty() {
        check.wrong("comment", "text-empty");
    }
    let words = check.finish(words)?;
    let tx = scope.write(actor).await?;
    let part = open_part(&tx, &saying.part.to_string()).await?;
    let (id, person) = (saying.id.to_string(), saying.person.to_string());
    if store::insert_comment(&tx, &id, &part.agenda_part_id, &person, &words).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new(
        "agenda.commented",
        "agenda-version",
        id_of(&part.agenda_version_id),
    );
    commit(
        tx,
        vec![fact.set("part", &part.part_key).personal("words", &words)],
    )
    .await
}

/// Keeps another wording for the text of a part.
pub async fn suggest(scope: &Scope, actor: Actor, saying: &Saying<'_>) -> Result<(), Refusal> {
    let typed = saying.typed;
    let mut check = Check::form();
    let language = check.code("language", typed.get("language"), |code| known(&LANGUAGES, code));
    let after = check.optional_prose("wording", typed.get("wording"));
    let reason = check.optional_prose("why", typed.get("why"));
    if after.is_empty() {
        check.wrong("wording", "text-empty");
    }
    let tx = scope.write(actor).await?;
    let part = open_part(&tx, &saying.part.to_string()).await?;
    let language = language.unwrap_or_default();
    let before = text_in(&part, &language).to_owned();
    if !after.is_empty() && after == before {
        check.wrong("wording", "problem-agenda-same-words");
    }
    let row = SuggestionRow {
        agenda_suggestion_id: saying.id.to_string(),
        agenda_part_id: part.agenda_part_id.clone(),
        person_id: saying.person.to_string(),
        language,
        old_words: before,
        new_words: after,
        reason,
        ..SuggestionRow::default()
    };
    let row = check.finish(row)?;
    if store::insert_suggestion(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new(
        "agenda.suggested",
        "agenda-version",
        id_of(&part.agenda_version_id),
    );
    commit(
        tx,
        vec![fact.set("part", &part.part_key).personal("words", &row.new_words)],
    )
    .await
}

/// What can be suggested anew: the text of a part, or its title where it has no text (a vision is one sentence).
pub fn text_in<'p>(part: &'p PartRow, language: &str) -> &'p str {
    let (title, body) = match language {
        "es" => (&part.title_es, &part.body_es),
        _ => (&part.title_en, &part.body_en),
    };
    if is_title(part) { title } else { body }
}

fn is_title(part: &PartRow) -> bool {
    part.body_en.is_empty() && part.body_es.is_empty()
}

/// Answers a suggestion. An accepted one stands in the draft at once.
///
/// Errors: it was answered before; the text has changed since it was suggested, so that accepting would undo that.
pub async fn answer(
    scope: &Scope,
    actor: Actor,
    id: AgendaSuggestionId,
    (accepts, typed): (bool, &Typed),
) -> Result<String, Refusal> {
    let mut check = Check::form();
    let words = check.optional_prose("answer", typed.get("answer"));
    if !accepts && words.is_empty() {
        // Whoever suggested it is owed the reason.
        check.wrong("answer", "problem-agenda-say-why");
    }
    let words = check.finish(words)?;
    let tx = scope.write(actor).await?;
    let suggestion = store::suggestion(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let part = open_part(&tx, &suggestion.agenda_part_id).await?;
    let state = if accepts { "accepted" } else { "declined" };
    let mut facts = Vec::new();
    if accepts && suggestion.state == "open" {
        if text_in(&part, &suggestion.language) != suggestion.old_words {
            return Err(Check::form().problem("", "problem-agenda-text-moved").into());
        }
        let changed = with_words(&part, &suggestion);
        store::update_part(&tx, &changed).await?;
        facts.extend(part_changes(&part, &changed));
    }
    if store::answer_suggestion(&tx, &id.to_string(), state, &words).await? == 0 {
        return Ok(part.agenda_part_id);
    }
    let fact = NewFact::new(
        &format!("agenda.suggestion-{state}"),
        "agenda-version",
        id_of(&part.agenda_version_id),
    );
    facts.push(fact.set("part", &part.part_key).because(&words));
    commit(tx, facts).await?;
    Ok(part.agenda_part_id)
}

fn with_words(part: &PartRow, suggestion: &SuggestionRow) -> PartRow {
    let mut changed = part.clone();
    let place = match (is_title(part), suggestion.language.as_str()) {
        (true, "es") => &mut changed.title_es,
        (true, _) => &mut changed.title_en,
        (false, "es") => &mut changed.body_es,
        (false, _) => &mut changed.body_en,
    };
    place.clone_from(&suggestion.new_words);
    changed
}
