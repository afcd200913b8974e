//! What families said, carried out in linkages: whoever may not be in one is left out, by the partner's own number.
//!
//! Whoever links holds encodings and no name. A family's word is kept as a digest of the number by which its partner knows the
//! participant; the same number stands beside each encoding, so that the word reaches it.

use std::sync::Arc;

use domain::agreements::Consent;
use domain::ids::LinkageId;
use platform::db::{Connection, DbError, Tx};
use platform::history::NewFact;

use super::received::Encodings;
use super::review;
use super::store::{self, SideRow};
use crate::agreements::consent::{self, Said};
use crate::agreements::gate::{Governed, speaking};
use crate::agreements::sealing;
use crate::error::Error;

/// What was said under one agreement.
#[derive(Debug)]
pub struct Families {
    consent: Consent,
    salt: String,
    said: Said,
}

/// What was taken out.
#[derive(Debug, Default)]
pub struct TakenOut {
    /// Records.
    pub records: usize,
    /// Facts for the commit.
    pub facts: Vec<NewFact>,
}

impl Families {
    /// What was said under the version that speaks.
    pub async fn of(connection: &Connection, governed: &Governed) -> Result<Arc<Self>, DbError> {
        let said = match governed.terms.consent {
            Consent::NotAsked => Said::new(),
            Consent::OptOut | Consent::OptIn => consent::words(connection, &governed.row.root_id).await?,
        };
        Ok(Arc::new(Self {
            consent: governed.terms.consent,
            salt: governed.row.key_salt.clone(),
            said,
        }))
    }

    /// Whether the agreement asks families at all.
    pub fn are_asked(&self) -> bool {
        self.consent != Consent::NotAsked
    }

    /// Whether the participant with this number may be in a linkage.
    pub fn may_stay(&self, id: &str) -> bool {
        let word = self.said.get(&consent::digest(&self.salt, id));
        consent::may_stay(self.consent, word.map(String::as_str))
    }

    /// Encodings, as JSON, without those who may not be in a linkage; and how many they are.
    pub async fn narrowed(self: &Arc<Self>, content: Vec<u8>) -> Result<(Vec<u8>, usize), Error> {
        if !self.are_asked() {
            return Ok((content, 0));
        }
        let families = Arc::clone(self);
        let narrowed = tokio::task::spawn_blocking(move || -> serde_json::Result<_> {
            let mut encodings: Encodings = serde_json::from_slice(&content)?;
            let before = encodings.records.len();
            encodings.records.retain(|record| families.may_stay(&record.id));
            let gone = before - encodings.records.len();
            Ok((serde_json::to_vec(&encodings)?, gone))
        });
        let narrowed = narrowed.await.map_err(|error| Error::Fault(error.to_string()))?;
        narrowed.map_err(|error| Error::Fault(error.to_string()))
    }
}

/// Takes whoever may not be in a linkage out of everything that linkages keep under an agreement: encodings that wait, and
/// numbers of people with their pairs.
pub async fn take_out(tx: &Tx, root: &str) -> Result<TakenOut, Error> {
    let mut done = TakenOut::default();
    let Some(governed) = speaking(tx, root).await? else {
        return Ok(done);
    };
    let families = Families::of(tx, &governed).await?;
    if !families.are_asked() {
        return Ok(done);
    }
    for side in store::sides_of_root(tx, root).await? {
        let gone = encodings_out(tx, &side, &families).await?;
        let gone = gone + review::leave_out(tx, &side, &families).await?;
        if gone == 0 {
            continue;
        }
        let id: LinkageId = side.linkage_id.parse().map_err(|_| Error::NotFound)?;
        let fact = NewFact::new("linkage.families-left-out", "linkage", id.uuid());
        done.facts.push(fact.set("agreement", root).set("records", gone));
        done.records += gone;
    }
    Ok(done)
}

async fn encodings_out(tx: &Tx, side: &SideRow, families: &Arc<Families>) -> Result<usize, Error> {
    let Some(old) = &side.encodings_hash else {
        return Ok(0);
    };
    let content = sealing::get(tx, old).await?;
    let (content, gone) = families.narrowed(content).await?;
    if gone > 0 {
        let hash = sealing::put(tx, &side.root_id, &content).await?;
        store::put_encodings(tx, side, &hash).await?;
        store::note_left_out(tx, side, gone).await?;
        store::forget_object(tx, old).await?;
    }
    Ok(gone)
}
