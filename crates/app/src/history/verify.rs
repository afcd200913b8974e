//! Checking every collaborative of an installation: logs, columns, checkpoints, editions, objects.

use std::collections::BTreeMap;

use domain::history::{Checkpoint, Fact, Kept, Note};
use domain::ids::CollaborativeId;
use platform::args;
use platform::db::{Database, DbError, FromQueryResult, Reader};
use platform::verify::{is_of, is_signed, key_of, read_note};

use super::sentences;
use crate::error::Error;

/// A checkpoint that somebody kept outside.
#[derive(Debug, Clone)]
pub struct Outside {
    /// The file it comes from.
    pub name: String,
    /// The note, signature and all.
    pub note: Note,
    /// What it states.
    pub checkpoint: Checkpoint,
}

impl Outside {
    /// Reads a kept checkpoint. Errors: the text is none.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let (note, checkpoint) =
            read_note(text).ok_or_else(|| Error::Bad(format!("{name} is not a signed checkpoint")))?;
        Ok(Self {
            name: name.to_owned(),
            note,
            checkpoint,
        })
    }
}

/// What checking an installation found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Facts read.
    pub facts: u64,
    /// Checkpoints that agreed.
    pub checkpoints: usize,
    /// Objects that are what their address says.
    pub objects: usize,
    /// Collaboratives checked, by address.
    pub collaboratives: Vec<String>,
    /// What was found, each with the collaborative's address before it; empty when all is sound.
    pub findings: Vec<String>,
}

/// Checks every collaborative against what is stored and against kept checkpoints.
pub async fn verify(database: &Database, outside: &[Outside]) -> Result<Outcome, Error> {
    let mut outcome = Outcome::default();
    let mut is_used = vec![false; outside.len()];
    for row in crate::collaborative::store::collaboratives(&database.host()).await? {
        let id: CollaborativeId = row.collaborative_id.parse().map_err(|_| Error::NotFound)?;
        let scope = database.scope(id);
        let mut found = Vec::new();
        let key = key_of(&scope).await?;
        let mut kept = Vec::new();
        for (one, is_used) in outside.iter().zip(&mut is_used) {
            if !is_of(&one.checkpoint, &scope) {
                continue;
            }
            *is_used = true;
            if !key.as_ref().is_some_and(|key| is_signed(&one.note, key)) {
                found.push(format!(
                    "{} was not signed by the installation's present key",
                    one.name
                ));
            }
            kept.push(one.checkpoint.clone());
        }
        let reader = scope.read().await?;
        let mut published = BTreeMap::new();
        let checked =
            platform::verify::verify(&scope, &reader, kept, |fact| note_edition(fact, &mut published))
                .await?;
        found.extend(checked.report.findings.iter().map(sentences::of_finding));
        found.extend(checked.mismatches.iter().map(sentences::of_mismatch));
        found.extend(compare_editions(&reader, &published).await?);
        outcome.facts += checked.report.log.size();
        outcome.checkpoints += checked.report.checkpoints_agreed;
        outcome.objects += checked.objects;
        let named = found.into_iter().map(|text| format!("{}: {text}", row.slug));
        outcome.findings.extend(named);
        outcome.collaboratives.push(row.slug);
    }
    for (one, _) in outside.iter().zip(is_used).filter(|(_, is_used)| !is_used) {
        let text = format!("{}: no collaborative here has the history it is of", one.name);
        outcome.findings.push(text);
    }
    Ok(outcome)
}

/// What the history says an edition's document is, by the edition.
type Published = BTreeMap<String, String>;

fn note_edition(fact: &Fact, published: &mut Published) {
    if !["edition.published", "edition.taken-over"].contains(&fact.kind.as_str()) {
        return;
    }
    let document = fact.changes.iter().find(|change| change.field == "document");
    if let Some(Some(Kept::Plain(hash))) = document.map(|change| &change.to) {
        published.insert(fact.subject.id.to_string(), hash.clone());
    }
}

#[derive(FromQueryResult)]
struct EditionRow {
    edition_id: String,
    number: Option<i64>,
    document_hash: Option<String>,
}

/// What the public reads must be what was published.
async fn compare_editions(reader: &Reader, published: &Published) -> Result<Vec<String>, DbError> {
    let sql = "select edition_id, number, document_hash
               from edition
               where collaborative_id = $1 and (state in ('published', 'withdrawn') or document_hash is not null)
               order by number, edition_id
               limit 100000";
    let rows: Vec<EditionRow> = reader.rows(sql, args![]).await?;
    let mut found = Vec::new();
    for edition in published.keys() {
        if rows.iter().all(|row| row.edition_id != *edition) {
            found.push(format!("edition {edition} was published and is gone"));
        }
    }
    for row in rows {
        let name = row
            .number
            .map_or(row.edition_id.clone(), |number| number.to_string());
        let Some(expected) = published.get(&row.edition_id) else {
            found.push(format!(
                "edition {name} is public, and the history does not know of it"
            ));
            continue;
        };
        let hash = row.document_hash.unwrap_or_default();
        if hash != *expected {
            found.push(format!("edition {name} is not the document that was published"));
            continue;
        }
        let sql = "select count(*) as n from object where collaborative_id = $1 and hash = $2";
        if reader.number(sql, args![hash]).await? == 0 {
            found.push(format!("the document of edition {name} is gone"));
        }
    }
    Ok(found)
}
