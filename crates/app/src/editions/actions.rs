//! Making drafts, asking leaders, confirming protection, publishing, correcting.

use domain::access::Purpose;
use domain::editions::{Answer, Asked, Draft, NotPublishable, may_publish};
use domain::ids::{EditionId, PersonId};
use domain::text::{Reason, Title};
use jiff::civil::Date;
use platform::db::{Connection, Database, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{history, objects, secrets};

use super::assemble::{Assembled, Plan, assemble};
use super::document::{CheckPart, Document, Text};
use super::release::Strength;
use super::report::Report;
use super::selection::Selection;
use super::shelf::Shelf;
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
) -> Result<EditionId, Error> {
    let title = Title::parse(&new.title).map_err(|error| Error::Bad(format!("title: {error}")))?;
    if new.selection.until.is_empty() {
        return Err(Error::Bad("choose at least one indicator".into()));
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
) -> Result<(), Error> {
    let row = open_draft(&*scope.read().await?, id).await?;
    let note = Text {
        en: row.note_en.clone(),
        es: row.note_es.clone(),
    };
    let assembled = assemble_now(scope, collaborative, &row.title, &note, &selection_of(&row)).await?;
    let tx = scope.write(actor).await?;
    let (draft_hash, report_hash) = keep(&tx, &assembled).await?;
    if store::update_draft(&tx, &id.to_string(), &draft_hash, &report_hash).await? == 0 {
        return Err(Error::NotFound);
    }
    let before = row.draft_hash.unwrap_or_default();
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
) -> Result<EditionId, Error> {
    let row = store::edition(&*scope.read().await?, &published.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if row.state != "published" {
        return Err(Error::NotFound);
    }
    if note.en.trim().is_empty() && note.es.trim().is_empty() {
        return Err(Error::Bad("a correction says what changed and why".into()));
    }
    let selection = selection_of(&row);
    make_draft(
        scope,
        collaborative,
        actor,
        MakeDraft {
            title: row.title,
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
) -> Result<Assembled, Error> {
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

async fn read_document(connection: &Connection, hash: &str) -> Result<Document, Error> {
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

/// Publishes a draft on a day: numbers and freezes it, and puts it on the shelf.
pub async fn publish(
    scope: &Scope,
    shelf: &Shelf,
    actor: Actor,
    id: EditionId,
    today: Date,
) -> Result<i64, Error> {
    let checkpoint = history::checkpoint(scope).await?.unwrap_or_default();
    let tx = scope.write(actor).await?;
    let row = store::edition(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let vettings = store::vettings(&tx, &id.to_string()).await?;
    obstacle(&row, &vettings, today).map_err(|obstacle| Error::Refused(obstacle.to_string()))?;
    let draft = document_of(&tx, &row).await?;
    refuse_stale(&tx, &draft).await?;
    let number = store::last_number(&tx).await? + 1;
    let document = finished(draft, number, today, checkpoint, &checks(&row, &vettings, today));
    let hash = objects::put(&tx, &document.to_bytes()).await?;
    if store::update_published(&tx, &id.to_string(), number, &hash).await? == 0 {
        return Err(Error::Refused(NotPublishable::AlreadyPublished.to_string()));
    }
    let fact = NewFact::new("edition.published", "edition", id.uuid());
    tx.commit(vec![fact.set("number", number).set("document", &hash)])
        .await?;
    shelf.put(document);
    history::checkpoint(scope).await?;
    Ok(number)
}

/// A draft was protected against the editions that were public then. If one was published since, it must be
/// made anew, or the two together could give something away.
async fn refuse_stale(tx: &Tx, draft: &Document) -> Result<(), Error> {
    let known = draft.protected_against;
    let last = store::last_number(tx).await?;
    if known == last {
        return Ok(());
    }
    let text = format!("edition {last} was published since this draft was made; make the draft again");
    Err(Error::Refused(text))
}

fn finished(
    mut document: Document,
    number: i64,
    today: Date,
    checkpoint: String,
    checks: &[(Vec<String>, CheckPart)],
) -> Document {
    document.number = number;
    document.published_on = today.to_string();
    document.checkpoint = checkpoint;
    for indicator in &mut document.indicators {
        let concerns = |slugs: &[String]| slugs.is_empty() || slugs.contains(&indicator.slug);
        indicator.checks = checks
            .iter()
            .filter(|(slugs, _)| concerns(slugs))
            .map(|(_, check)| check.clone())
            .collect();
    }
    document
}

/// The steps of checking, each with the indicators it concerns (none: all).
fn checks(row: &EditionRow, vettings: &[VettingRow], today: Date) -> Vec<(Vec<String>, CheckPart)> {
    let day = |millis: Option<i64>| {
        let at = millis.map(platform::clock::from_millis);
        at.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
            .unwrap_or_default()
    };
    let step = |step: &str, on: String| CheckPart {
        step: step.into(),
        by: String::new(),
        on,
        answer: String::new(),
        words: String::new(),
    };
    let mut checks = vec![(Vec::new(), step("checked", day(Some(row.created_at))))];
    for vetting in vettings {
        let indicators = vetting
            .indicator_ids
            .split(',')
            .filter(|slug| !slug.is_empty())
            .map(str::to_owned);
        let answer = current_answer(row, vetting);
        let told = match answer {
            Some(Answer::Confirm) => "confirmed",
            Some(Answer::Object) => "objected",
            Some(Answer::Context) => "context",
            None => "no-answer",
        };
        let words = match answer {
            Some(Answer::Context) => vetting.words.clone().unwrap_or_default(),
            Some(Answer::Confirm | Answer::Object) | None => String::new(),
        };
        let check = CheckPart {
            step: "vetted".into(),
            by: vetting.organisation.clone().unwrap_or_default(),
            on: answer.map(|_| day(vetting.answered_at)).unwrap_or_default(),
            answer: told.into(),
            words,
        };
        checks.push((indicators.collect(), check));
    }
    checks.push((Vec::new(), step("protected", day(row.checked_at))));
    checks.push((Vec::new(), step("published", today.to_string())));
    checks
}

/// Fills the shelf with every published edition of the installation. Called once, at the start.
pub async fn fill(shelf: &Shelf, database: &Database) -> Result<(), Error> {
    for row in crate::collaborative::store::collaboratives(&database.host()).await? {
        let id = row.collaborative_id.parse().map_err(|_| Error::NotFound)?;
        let reader = database.scope(id).read().await?;
        for document in published(&reader).await? {
            shelf.put(document);
        }
    }
    Ok(())
}
