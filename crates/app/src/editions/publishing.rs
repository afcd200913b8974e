//! Publishing: a draft is numbered, frozen and put on the shelf; nothing touches it afterwards.

use domain::editions::{Answer, NotPublishable};
use domain::ids::EditionId;
use jiff::civil::Date;
use platform::db::{Database, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{history, objects};

use super::actions::{current_answer, document_of, obstacle, published, report_of};
use super::certificate::milliseconds;
use super::document::{CheckPart, Document};
use super::shelf::Shelf;
use super::store::{self, EditionRow, VettingRow};
use super::told_counts::refuse_untold;
use crate::error::Error;
use crate::improvement::contributions::actions::refuse_unagreed;
use crate::reading::support::{self, Doubt};

/// What becomes of sentences that the figures do not support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubted {
    /// Publishing waits until they are changed and the draft is made again.
    Held,
    /// Somebody has read why they are doubted, and the pages lead with what the figures say.
    LeftOut,
}

/// Which draft is published, when, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Publishing {
    /// The draft.
    pub id: EditionId,
    /// The day.
    pub today: Date,
    /// What becomes of doubted sentences.
    pub doubted: Doubted,
}

/// Publishes a draft on a day: numbers and freezes it, and puts it on the shelf.
pub async fn publish(
    scope: &Scope,
    shelf: &Shelf,
    actor: Actor,
    publishing: Publishing,
) -> Result<i64, Error> {
    let Publishing { id, today, doubted } = publishing;
    let checkpoint = history::checkpoint(scope).await?.unwrap_or_default();
    let tx = scope.write(actor.clone()).await?;
    let row = store::edition(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let vettings = store::vettings(&tx, &id.to_string()).await?;
    obstacle(&row, &vettings, today).map_err(|obstacle| Error::Refused(obstacle.to_string()))?;
    let draft = document_of(&tx, &row).await?;
    refuse_stale(&tx, &draft).await?;
    refuse_doubted(&draft, published(&tx).await?.last())?;
    refuse_unagreed(&tx, &draft).await?;
    let left_out = report_of(&tx, &row).await?.doubts;
    refuse_unread(&left_out, doubted)?;
    let number = store::last_number(&tx).await? + 1;
    let mut document = frozen(draft, &row, &vettings, today);
    (document.number, document.checkpoint) = (number, checkpoint);
    let indicators: Vec<&str> = document
        .indicators
        .iter()
        .map(|part| part.slug.as_str())
        .collect();
    crate::agreements::publishing::pass(&tx, &actor, &indicators, today).await?;
    // Read from what is frozen, and not from what somebody saw before.
    refuse_untold(&tx, &row, &document).await?;
    if let Some(certificate) = &mut document.protection.certificate {
        certificate.milliseconds = milliseconds(&report_of(&tx, &row).await?);
    }
    let hash = objects::put(&tx, &document.to_bytes()).await?;
    if store::update_published(&tx, &id.to_string(), number, &hash).await? == 0 {
        return Err(Error::Refused(NotPublishable::AlreadyPublished.to_string()));
    }
    crate::printing::jobs::enqueue(&tx).await?;
    let fact = NewFact::new("edition.published", "edition", id.uuid());
    let fact = fact.set("number", number).set("document", &hash);
    tx.commit(vec![fact.set("sentences_left_out", left_out.len())])
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

/// What people wrote is held against the figures once more: a draft leads with nothing that they do not support.
fn refuse_doubted(draft: &Document, newest: Option<&Document>) -> Result<(), Error> {
    let mut doubts = draft.indicators.iter().flat_map(|part| {
        let before = newest.and_then(|newest| newest.indicator(&part.slug));
        support::doubts(part, before)
    });
    match doubts.next() {
        None => Ok(()),
        Some(doubt) => Err(Error::Refused(format!(
            "the figures do not support “{}”; make the draft again",
            doubt.sentence.0
        ))),
    }
}

/// A sentence that somebody wrote is not left out behind their back: whoever publishes has read why, and says so.
fn refuse_unread(left_out: &[Doubt], doubted: Doubted) -> Result<(), Error> {
    let (Some(doubt), Doubted::Held) = (left_out.first(), doubted) else {
        return Ok(());
    };
    Err(Error::Refused(format!(
        "the figures do not support “{}”; change it and make the draft again, or publish without it",
        doubt.sentence.0
    )))
}

/// A draft with everything that publishing it on a day adds, but for its number and checkpoint.
pub(super) fn frozen(
    mut document: Document,
    row: &EditionRow,
    vettings: &[VettingRow],
    today: Date,
) -> Document {
    let checks = checks(row, vettings, today);
    document.published_on = today.to_string();
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
        crate::communication::newsletters::actions::fill(shelf, &row.slug, &reader).await?;
    }
    Ok(())
}
