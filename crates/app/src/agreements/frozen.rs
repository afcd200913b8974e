//! The frozen text of an agreement: the very words in both languages, with the terms that the gate reads, as one content.
//!
//! A signature names the digest of these bytes. Words of the catalogue may change later; what was signed does not.

use platform::db::{Connection, Tx};
use platform::objects;
use platform::words::{Language, Words};
use serde::{Deserialize, Serialize};

use super::clauses::{Facts, clauses};
use super::store::AgreementRow;
use super::written::Written;
use crate::error::Error;

/// A clause as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenClause {
    /// Code of `domain::agreements::Clause`.
    pub code: String,
    /// Heading.
    pub heading: String,
    /// Paragraphs.
    pub lead: Vec<String>,
    /// What is listed below them.
    pub items: Vec<String>,
}

/// The whole text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenText {
    /// Identifier of the version.
    pub agreement: String,
    /// Number of the version.
    pub version: i64,
    /// Title, English and Spanish.
    pub title: [String; 2],
    /// First and last day, ISO 8601.
    pub days: [String; 2],
    /// Days after the end for which data are kept.
    pub kept_days: i64,
    /// Identifiers of who signs: for the giving side, for the receiving side.
    pub signatories: [String; 2],
    /// The terms as the gate reads them.
    pub terms: Written,
    /// The clauses in English.
    pub en: Vec<FrozenClause>,
    /// The clauses in Spanish.
    pub es: Vec<FrozenClause>,
}

impl FrozenText {
    /// The text of a version as it is written now.
    pub async fn of(connection: &Connection, row: &AgreementRow, team: &str) -> Result<Self, Error> {
        let written = Written::of(row);
        let facts = Facts::load(connection, row, &written, team).await?;
        let said = |language| clauses(crate::words::words(language), row, &written, &facts);
        Ok(Self {
            agreement: row.agreement_id.clone(),
            version: row.version,
            title: [row.title_en.clone(), row.title_es.clone()],
            days: [row.starts_on.clone(), row.ends_on.clone()],
            kept_days: row.kept_days,
            signatories: [row.gives_person_id.clone(), row.receives_person_id.clone()],
            en: said(Language::English),
            es: said(Language::Spanish),
            terms: written,
        })
    }

    /// The clauses in a reader's language.
    pub fn read(&self, words: Words) -> &[FrozenClause] {
        match words.language {
            Language::English => &self.en,
            Language::Spanish => &self.es,
        }
    }

    /// Keeps it and gives its address.
    pub async fn keep(&self, tx: &Tx) -> Result<String, Error> {
        let bytes = serde_json::to_vec(self).map_err(|error| Error::Fault(error.to_string()))?;
        Ok(objects::put(tx, &bytes).await?)
    }

    /// What a reader of a version reads: its frozen text, else the text as it would be frozen now.
    pub async fn shown(connection: &Connection, row: &AgreementRow, team: &str) -> Result<Self, Error> {
        let Some(hash) = row.text_hash.as_deref() else {
            return Self::of(connection, row, team).await;
        };
        let bytes = objects::get(connection, hash).await?;
        serde_json::from_slice(&bytes).map_err(|error| Error::Fault(error.to_string()))
    }
}
