//! The agenda in an edition: the newest ratified version as it was frozen, who endorses it, and what was said and done.
//!
//! Its text comes from the bytes that the committee decided on, never from rows that could have changed since. People are
//! not named in it: who looks after a part stands there by the organisation they come from.

use platform::args;
use platform::db::{Connection, FromQueryResult};
use platform::objects;
use serde::{Deserialize, Serialize};

use super::document::Text;
use crate::agenda::frozen::{FrozenPart, FrozenText};
use crate::agenda::{store, voices_store};
use crate::directory::store as directory;
use crate::error::Error;
use crate::measurement::store as measurement;

/// Most things people said that stand in an edition, the newest first.
const ANSWERED_MAX: usize = 60;

/// The ratified agenda, as the public gets it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicAgenda {
    /// Its number among the ratified ones.
    pub number: i64,
    /// Title.
    pub title: Text,
    /// What changed since the version before.
    pub note: Text,
    /// Day of the decision, ISO 8601.
    pub ratified_on: String,
    /// Name of the body that decided.
    pub ratified_by: Text,
    /// SHA-256 of the frozen text that was decided on.
    pub hash: String,
    /// Parts in reading order.
    pub parts: Vec<PublicPart>,
    /// Who stands behind it, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endorsements: Vec<Endorsed>,
    /// What people said and what became of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered: Vec<Answered>,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicPart {
    /// Its key, the same in every version.
    pub key: String,
    /// The key of the part it hangs under; empty: none.
    pub parent: String,
    /// Code of its kind.
    pub kind: String,
    /// Title.
    pub title: Text,
    /// Text.
    pub text: Text,
    /// Slug of the indicator it is; empty: none of shared measurement.
    pub indicator: String,
    /// The organisation whose person looks after it.
    pub owner: String,
    /// When it is to be looked at again, ISO 8601.
    pub review_on: String,
}

/// An organisation that stands behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Endorsed {
    /// Its name.
    pub organisation: String,
    /// Keys of the parts it stands behind; none: the whole.
    pub keys: Vec<String>,
    /// What it adds.
    pub words: String,
    /// Since when, ISO 8601.
    pub since: String,
}

/// Something that was said, without a name, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// The words.
    pub said: String,
    /// Their language.
    pub language: String,
    /// The key of the part they concern; empty: the whole.
    pub key: String,
    /// `changed`, `kept`, `later`.
    pub became: String,
    /// The reply.
    pub reply: Text,
}

#[derive(FromQueryResult)]
struct BodyName {
    name: String,
    name_es: String,
}

/// The newest ratified agenda with what is public about it; nothing before the first was ratified.
///
/// Errors: the frozen text is damaged, which `mainstay verify` names too.
pub(super) async fn public(connection: &Connection) -> Result<Option<PublicAgenda>, Error> {
    let Some(row) = store::newest_ratified(connection).await? else {
        return Ok(None);
    };
    let hash = row.text_hash.clone().unwrap_or_default();
    let bytes = objects::get(connection, &hash).await?;
    let text: FrozenText = serde_json::from_slice(&bytes)
        .map_err(|error| Error::Fault(format!("the agenda {hash}: {error}")))?;
    let body = decided_by(connection, row.decision_id.as_deref().unwrap_or_default()).await?;
    let endorsed = voices_store::endorsements(connection, &row.agenda_version_id).await?;
    let endorsed = endorsed.into_iter().filter(|one| one.withdrawn_at.is_none());
    Ok(Some(PublicAgenda {
        number: row.number.unwrap_or_default(),
        title: text.title.clone(),
        note: text.note.clone(),
        ratified_on: row.ratified_on.clone().unwrap_or_default(),
        ratified_by: body,
        parts: parts(connection, &text.parts).await?,
        hash,
        endorsements: endorsed
            .map(|one| Endorsed {
                organisation: one.organisation,
                keys: one.part_keys.split_whitespace().map(str::to_owned).collect(),
                words: one.words,
                since: one.endorsed_on,
            })
            .collect(),
        answered: answered(connection).await?,
    }))
}

async fn decided_by(connection: &Connection, decision: &str) -> Result<Text, Error> {
    let sql = "select b.name, b.name_es
               from decision d
               join body b on b.collaborative_id = d.collaborative_id and b.body_id = d.body_id
               where d.collaborative_id = $1 and d.decision_id = $2";
    let row: Option<BodyName> = connection.row(sql, args![decision]).await?;
    Ok(row.map_or_else(Text::default, |row| Text {
        en: row.name,
        es: row.name_es,
    }))
}

async fn parts(connection: &Connection, frozen: &[FrozenPart]) -> Result<Vec<PublicPart>, Error> {
    let people = directory::people(connection).await?;
    let organisations = directory::organisations(connection).await?;
    let indicators = measurement::indicators(connection).await?;
    let owner = |person: &str| {
        let person = people.iter().find(|row| row.person_id == person)?;
        let of = organisations
            .iter()
            .find(|row| Some(&row.organisation_id) == person.organisation_id.as_ref())?;
        Some(of.name.clone())
    };
    let slug = |indicator: &str| {
        let row = indicators.iter().find(|row| row.indicator_id == indicator)?;
        (row.visibility == "public").then(|| row.slug.clone())
    };
    let parts = frozen.iter().map(|part| PublicPart {
        key: part.key.clone(),
        parent: part.parent.clone().unwrap_or_default(),
        kind: part.kind.clone(),
        title: part.title.clone(),
        text: part.body.clone(),
        indicator: part.indicator.as_deref().and_then(slug).unwrap_or_default(),
        owner: part.owner.as_deref().and_then(owner).unwrap_or_default(),
        review_on: part.review_on.clone().unwrap_or_default(),
    });
    Ok(parts.collect())
}

async fn answered(connection: &Connection) -> Result<Vec<Answered>, Error> {
    let all = voices_store::inputs(connection).await?.into_iter();
    let public = all.filter(|row| row.is_public && row.became != "open");
    let told = public.take(ANSWERED_MAX).map(|row| Answered {
        said: row.words,
        language: row.language,
        key: row.part_key.unwrap_or_default(),
        became: row.became,
        reply: Text {
            en: row.reply_en,
            es: row.reply_es,
        },
    });
    Ok(told.collect())
}
