//! Making drafts, asking leaders, confirming protection, publishing, correcting.

use domain::access::Purpose;
use domain::editions::{Answer, Asked, Draft, NotPublishable, may_publish};
use domain::ids::{EditionId, PersonId};
use domain::text::{Reason, Title};
use jiff::civil::Date;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{objects, secrets};

use super::assemble::{Assembled, Plan, assemble};
use super::document::{Document, Text};
use super::refusal::NotMade;
use super::release::Strength;
use super::report::Report;
use super::selection::Selection;
use super::store::{self, EditionRow, NewDraft, VettingRow};
use crate::accounts::link;
use crate::collaborative::store::CollaborativeRow;
use crate::error::Error;

/// A vetting link lasts so many days longer than its day, so that a late answer still finds its page.
pub const LINK_GRACE_DAYS: i64 = 14;
const LINK_GRACE_MILLIS: i64 = LINK_GRACE_DAYS * 24 * 3600 * 1000;

/// What a new draft is made from.
#[derive(Debug, Clone)]
pub struct MakeDraft {
    /// Title of the edition.
    pub title: String,
    /// What changed, for readers.
    pub note: Text,
    /// What is in it.
    pub selection: Selection,
}

/// Makes a draft from the accepted figures, protected and audited. The caller has asked for `MakeDraft`.
pub async fn make_draft(
    scope: &Scope,
    collaborative: &CollaborativeRow,
    actor: Actor,
    new: MakeDraft,
) -> Result<EditionId, NotMade> {
    let title = Title::parse(&new.title).map_err(|error| Error::Bad(format!("title: {error}")))?;
    if new.selection.until.is_empty() {
        return Err(Error::Bad("choose at least one indicator".into()).into());
    }
    let assembled = assemble_now(scope, collaborative, title.as_str(), &new.note, &new.selection).await?;
    let id = EditionId::from_uuid(secrets::new_uuid());
    let tx = scope.write(actor).await?;
    let (draft_hash, report_hash) = keep(&tx, &assembled).await?;
    let selection = serde_json::to_string(&new.selection).map_err(|error| Error::Fault(error.to_string()))?;
    let draft = NewDraft {
        id: id.to_string(),
        title: title.to_string(),
        note: (new.note.en, new.note.es),
        selection,
        draft_hash: draft_hash.clone(),
        report_hash,
    };
    store::insert_draft(&tx, draft).await?;
    let fact = NewFact::new("edition.drafted", "edition", id.uuid());
    let fact = fact
        .set("title", title.as_str())
        .set("document", &draft_hash)
        .set("hidden", assembled.report.hidden.len());
    tx.commit(vec![fact]).await?;
    Ok(id)
}

/// Makes the draft anew from what is accepted now. Answers to the older draft stay on record and no longer count.
pub async fn redraft(
    scope: &Scope,
    collaborative: &CollaborativeRow,
    actor: Actor,
    id: EditionId,
) -> Result<(), NotMade> {
    let row = open_draft(&*scope.read().await?, id).await?;
    let selection = selection_of(&row);
    redraft_as(scope, collaborative, actor, &row, &selection).await
}

/// Changes what a draft says of itself to readers, and makes it anew: what is frozen is what was looked at.
pub async fn change_note(
    scope: &Scope,
    collaborative: &CollaborativeRow,
    actor: Actor,
    id: EditionId,
    note: Text,
) -> Result<(), NotMade> {
    let mut row = open_draft(&*scope.read().await?, id).await?;
    let tx = scope.write(actor.clone()).await?;
    store::update_note(&tx, &row.edition_id, (&note.en, &note.es)).await?;
    tx.commit(vec![NewFact::new("edition.note-changed", "edition", id.uuid())])
        .await?;
    (row.note_en, row.note_es) = (note.en, note.es);
    let selection = selection_of(&row);
    redraft_as(scope, collaborative, actor, &row, &selection).await
}

/// Makes the draft anew with another selection, such as without a breakdown or with small groups told together.
pub async fn redraft_as(
    scope: &Scope,
    collaborative: &CollaborativeRow,
    actor: Actor,
    row: &EditionRow,
    selection: &Selection,
) -> Result<(), NotMade> {
    let id: EditionId = row.edition_id.parse().map_err(|_| Error::NotFound)?;
    let note = Text {
        en: row.note_en.clone(),
        es: row.note_es.clone(),
    };
    let assembled = assemble_now(scope, collaborative, &row.title, &note, selection).await?;
    let selection = serde_json::to_string(selection).map_err(|error| Error::Fault(error.to_string()))?;
    let tx = scope.write(actor).await?;
    let (draft_hash, report_hash) = keep(&tx, &assembled).await?;
    let hashes = (draft_hash.as_str(), report_hash.as_str());
    if store::update_draft(&tx, &id.to_string(), &selection, hashes).await? == 0 {
        return Err(Error::NotFound.into());
    }
    let before = row.draft_hash.clone().unwrap_or_default();
    let fact =
        NewFact::new("edition.redrafted", "edition", id.uuid()).change("document", before, &draft_hash);
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// Starts the correction of what is public: a draft of the same selection, with a note that says what changed.
pub async fn correct(
    scope: &Scope,
    collaborative: &CollaborativeRow,
    actor: Actor,
    published: EditionId,
    note: Text,
) -> Result<EditionId, NotMade> {
    let reader = scope.read().await?;
    let row = store::edition(&reader, &published.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if row.state != "published" {
        return Err(Error::NotFound.into());
    }
    if note.en.trim().is_empty() && note.es.trim().is_empty() {
        return Err(Error::Bad("a correction says what changed and why".into()).into());
    }
    // What is public now stays public: the correction of an older edition starts from the newest.
    let newest = store::newest_published(&reader)
        .await?
        .unwrap_or_else(|| row.clone());
    let selection = selection_of(&newest);
    drop(reader);
    make_draft(
        scope,
        collaborative,
        actor,
        MakeDraft {
            title: newest.title,
            note,
            selection,
        },
    )
    .await
}

async fn assemble_now(
    scope: &Scope,
    collaborative: &CollaborativeRow,
    title: &str,
    note: &Text,
    selection: &Selection,
) -> Result<Assembled, NotMade> {
    let reader = scope.read().await?;
    let earlier = published(&reader).await?;
    let report = match store::newest_published(&reader).await? {
        Some(newest) => Some(report_of(&reader, &newest).await?),
        None => None,
    };
    let today = scope.clock().today(&collaborative.time_zone).to_string();
    let plan = Plan {
        collaborative,
        title,
        note: note.clone(),
        selection,
        today: &today,
        earlier: &earlier,
        report: report.as_ref(),
        strength: Strength::Full,
    };
    assemble(&reader, &plan).await
}

async fn keep(tx: &Tx, assembled: &Assembled) -> Result<(String, String), Error> {
    let draft_hash = objects::put(tx, &assembled.document.to_bytes()).await?;
    let report = serde_json::to_vec(&assembled.report).map_err(|error| Error::Fault(error.to_string()))?;
    Ok((draft_hash, objects::put(tx, &report).await?))
}

/// What a draft's selection was.
pub fn selection_of(row: &EditionRow) -> Selection {
    serde_json::from_str(&row.selection).unwrap_or_default()
}

/// A draft that is still open. Errors: `NotFound` for anything else.
pub async fn open_draft(connection: &Connection, id: EditionId) -> Result<EditionRow, Error> {
    let row = store::edition(connection, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if matches!(row.state.as_str(), "draft" | "vetting") {
        Ok(row)
    } else {
        Err(Error::NotFound)
    }
}

/// The document of a draft or a published edition.
pub async fn document_of(connection: &Connection, row: &EditionRow) -> Result<Document, Error> {
    let hash = row
        .document_hash
        .as_ref()
        .or(row.draft_hash.as_ref())
        .ok_or(Error::NotFound)?;
    read_document(connection, hash).await
}

/// The report on what is hidden in an edition: for staff who may see it, never public.
pub async fn report_of(connection: &Connection, row: &EditionRow) -> Result<Report, Error> {
    let Some(hash) = &row.report_hash else {
        return Ok(Report::default());
    };
    let bytes = objects::get(connection, hash).await?;
    serde_json::from_slice(&bytes).map_err(|error| Error::Fault(error.to_string()))
}

/// A frozen document by its address.
pub async fn read_document(connection: &Connection, hash: &str) -> Result<Document, Error> {
    let bytes = objects::get(connection, hash).await?;
    Document::from_bytes(&bytes).map_err(Error::Fault)
}

/// Every published edition, oldest first.
pub async fn published(connection: &Connection) -> Result<Vec<Document>, Error> {
    let mut documents = Vec::new();
    for hash in store::published_hashes(connection).await? {
        documents.push(read_document(connection, &hash).await?);
    }
    Ok(documents)
}

/// A leader to ask.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Who.
    pub person: PersonId,
    /// Slugs of the indicators they answer for; empty is all.
    pub indicators: Vec<String>,
}

/// A link for a leader, to be mailed by the caller's letter.
#[derive(Debug, Clone)]
pub struct Asking {
    /// Who.
    pub person: PersonId,
    /// Secret of their link.
    pub token: String,
}

/// Sends a draft to the people responsible. `letter` makes the mail for one of them from their link's secret.
pub async fn send_to_vetting(
    scope: &Scope,
    actor: Actor,
    id: EditionId,
    (asks, due_on): (Vec<Ask>, Date),
    letter: impl Fn(&Asking) -> Option<platform::mail::Letter>,
) -> Result<Vec<Asking>, Error> {
    if asks.is_empty() {
        return Err(Error::Bad("name at least one person".into()));
    }
    let tx = scope.write(actor).await?;
    open_draft(&tx, id).await?;
    store::update_to_vetting(&tx, &id.to_string(), &due_on.to_string()).await?;
    let ends = due_on
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map_err(|error| Error::Bad(error.to_string()))?;
    let expires_at = ends.timestamp().as_millisecond() + LINK_GRACE_MILLIS;
    let (mut facts, mut askings) = (Vec::new(), Vec::new());
    for ask in asks {
        let indicators = ask.indicators.join(",");
        let (edition, person) = (id.to_string(), ask.person.to_string());
        store::upsert_vetting(&tx, &edition, &person, &indicators, &due_on.to_string()).await?;
        let new = link::NewLink {
            person: ask.person,
            purpose: Purpose::Vet { edition: id },
            expires_at,
        };
        let (token, _, issued) = link::issue(&tx, &new).await?;
        let asking = Asking {
            person: ask.person,
            token,
        };
        if let Some(letter) = letter(&asking) {
            platform::mail::enqueue(&tx, letter).await?;
        }
        facts.push(issued);
        facts.push(
            NewFact::new("edition.vetting-asked", "edition", id.uuid())
                .set("person", ask.person)
                .set("indicators", indicators)
                .set("due", due_on),
        );
        askings.push(asking);
    }
    tx.commit(facts).await?;
    Ok(askings)
}

/// Records a leader's answer to the draft they saw, named by its hash.
pub async fn answer(
    scope: &Scope,
    actor: Actor,
    id: EditionId,
    person: PersonId,
    (answer, words, seen): (Answer, &str, &str),
) -> Result<(), Error> {
    let words = words.trim();
    if answer.needs_words() && words.is_empty() {
        return Err(Error::Bad(
            "please say what should change, or what readers should know".into(),
        ));
    }
    if !words.is_empty() {
        Reason::parse(words).map_err(|error| Error::Bad(error.to_string()))?;
    }
    let tx = scope.write(actor).await?;
    let draft = open_draft(&tx, id).await?;
    if draft.draft_hash.as_deref() != Some(seen) {
        return Err(Error::Refused(
            "the draft changed since you opened this page; please look at it again".into(),
        ));
    }
    let vettings = store::vettings(&tx, &id.to_string()).await?;
    let own = vettings
        .iter()
        .find(|row| row.person_id == person.to_string())
        .ok_or(Error::NotFound)?;
    let kept = (!words.is_empty()).then_some(words);
    store::update_answer(&tx, &own.vetting_id, seen, answer.code(), kept).await?;
    let before = own.answer.clone().unwrap_or_default();
    let mut fact = NewFact::new("edition.vetting-answered", "edition", id.uuid())
        .set("person", person)
        .change("answer", before, answer.code())
        .set("document", seen);
    if let Some(words) = kept {
        fact = fact.because(words);
    }
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// A second person confirms what is hidden in a draft.
pub async fn confirm_disclosure(scope: &Scope, actor: Actor, id: EditionId, seen: &str) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let draft = open_draft(&tx, id).await?;
    if draft.draft_hash.as_deref() != Some(seen) {
        return Err(Error::Refused(
            "the draft changed since you opened this page; please look at it again".into(),
        ));
    }
    if draft.created_by == tx.actor().key() {
        return Err(Error::Refused(
            "a second person has to confirm what is hidden".into(),
        ));
    }
    store::update_checked(&tx, &id.to_string()).await?;
    tx.commit(vec![
        NewFact::new("edition.disclosure-confirmed", "edition", id.uuid()).set("document", seen),
    ])
    .await?;
    Ok(())
}

/// Why a draft may not be published yet, if anything stands in the way.
pub fn obstacle(row: &EditionRow, vettings: &[VettingRow], today: Date) -> Result<(), NotPublishable> {
    let asked = vettings.iter().map(|vetting| Asked {
        due: vetting.due_on.parse().unwrap_or(today),
        answer: current_answer(row, vetting),
    });
    let draft = Draft {
        made_by: row.created_by.clone(),
        checked_by: row.checked_by.clone(),
        asked: asked.collect(),
        is_published: row.state == "published",
    };
    may_publish(&draft, today)
}

/// A leader's answer, if it was given to the draft as it now stands.
///
/// A confirmation of an older draft counts no longer; an objection to it was what the new draft is for.
pub fn current_answer(row: &EditionRow, vetting: &VettingRow) -> Option<Answer> {
    let is_current = row.draft_hash.as_deref() == Some(vetting.draft_hash.as_str());
    vetting
        .answer
        .as_deref()
        .and_then(Answer::from_code)
        .filter(|_| is_current)
}
