//! A newsletter as strangers read it: words alone, frozen when it is sent, behind the gate of an edition's texts (ADR 9).
//!
//! It holds no figure, and cannot: there is no type for one in it. What its sentences tell is read against the newest
//! edition, in the same way as a note or a story, and held up until somebody else answers for it.

use std::collections::BTreeMap;

use domain::text::Reason;
use platform::args;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use serde::{Deserialize, Serialize};

use super::actions::{document_of, report_of};
use super::document::{Document, Text};
use super::store::{self, EditionRow};
use super::telling::letter_tellings;
use super::told_counts::{Confirmed, Looked, confirmations};
use crate::error::Error;

/// Version of a letter's shape; readers refuse what they do not know.
const FORMAT: u32 = 1;

/// A newsletter that was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicLetter {
    format: u32,
    /// Part of its address.
    pub slug: String,
    /// Day on which it was sent, ISO 8601.
    pub sent_on: String,
    /// Number of the edition that its words were held against.
    pub edition: i64,
    /// Title.
    pub title: Text,
    /// Text, paragraphs apart by an empty line.
    pub text: Text,
}

impl PublicLetter {
    /// A letter with its words; it has no address and no day before it is sent.
    pub fn new(title: Text, text: Text) -> Self {
        Self {
            format: FORMAT,
            slug: String::new(),
            sent_on: String::new(),
            edition: 0,
            title,
            text,
        }
    }

    /// The bytes that are kept, hashed and never changed.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a letter has only texts and a number")
    }

    /// Reads a kept letter. Errors: not a letter, or one of a newer shape.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let letter: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        match letter.format {
            FORMAT => Ok(letter),
            other => Err(format!(
                "this letter has format {other}, and only {FORMAT} is known here"
            )),
        }
    }
}

/// What a letter was read against, and every number in it that must be looked at.
#[derive(Debug)]
pub struct Read {
    /// The newest edition.
    pub document: Document,
    /// The numbers, each with what a second person said of it.
    pub looked: Vec<Looked>,
    row: EditionRow,
}

impl Read {
    /// How many numbers nobody answered for.
    pub fn waiting(&self) -> usize {
        let waiting = self.looked.iter().filter(|one| one.confirmed.is_none());
        waiting.count()
    }
}

/// Reads a letter against the newest edition. None: nothing was published yet, so that nothing can be sent either.
///
/// Whoever wrote it (`author`, as the history names them) answers for none of its numbers.
pub async fn read(
    connection: &Connection,
    letter: &PublicLetter,
    author: &str,
) -> Result<Option<Read>, Error> {
    let Some(row) = store::newest_published(connection).await? else {
        return Ok(None);
    };
    let document = document_of(connection, &row).await?;
    let report = report_of(connection, &row).await?;
    let found = letter_tellings(letter, &document, &report);
    let mut confirmed: BTreeMap<String, Confirmed> = BTreeMap::new();
    if !found.is_empty() {
        let rows = confirmations(connection).await?;
        let by_others = rows.into_iter().filter(|one| one.confirmed_by != author);
        confirmed = by_others.map(|one| (one.told_count_id.clone(), one)).collect();
    }
    let looked = found.into_iter().map(|telling| Looked {
        confirmed: confirmed.get(&telling.key).cloned(),
        telling,
    });
    Ok(Some(Read {
        looked: looked.collect(),
        document,
        row,
    }))
}

/// A second person says why a number in a letter is no count that must not be told. The caller has asked for
/// `ConfirmDisclosure`.
pub async fn confirm(
    scope: &Scope,
    actor: Actor,
    (letter, author): (&PublicLetter, &str),
    (key, reason): (&str, &str),
) -> Result<(), Error> {
    let reason = Reason::parse(reason).map_err(|error| Error::Bad(error.to_string()))?;
    let tx = scope.write(actor).await?;
    let by = tx.actor().key();
    if by == author {
        return Err(Error::Refused(
            "a second person answers for the numbers in the texts".into(),
        ));
    }
    let read = read(&tx, letter, author).await?.ok_or(Error::NotFound)?;
    let found = read.looked.iter().find(|one| one.telling.key == key);
    let one = found.ok_or(Error::NotFound)?;
    if one.confirmed.is_some() {
        // Sent twice, it is one answer.
        return Ok(());
    }
    let sql = "insert into told_count (collaborative_id, told_count_id, edition_id, reason, confirmed_at, confirmed_by)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, told_count_id)
               do update set edition_id = excluded.edition_id, reason = excluded.reason,
                 confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by";
    let (now, edition) = (tx.clock().now_millis(), read.row.edition_id.clone());
    tx.run(sql, args![key, edition, reason.to_string(), now, by])
        .await?;
    // The history keeps the digest and not the words, which may tell a number after all.
    let id = crate::directory::actions::id_of(&read.row.edition_id);
    let fact = NewFact::new("newsletter.told-count-confirmed", "edition", id);
    let fact = fact.set("words", key).because(reason.as_str());
    tx.commit(vec![fact]).await?;
    Ok(())
}
