//! Taking over published editions from the data packages of another installation (DOMAIN X3).
//!
//! What was published stays as it was published: number, day, bytes. Nothing is computed, so nothing that is hidden can
//! be guessed at, and everything comes back out as it went in. The collaborative must be empty: an edition that was
//! protected against others cannot stand beside editions it knew nothing of.

use std::io::{Cursor, Read};

use data_encoding::HEXLOWER;
use domain::text::Slug;
use jiff::civil::Date;
use platform::db::{Database, DbError, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{history, objects, secrets};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use thiserror::Error;
use zip::ZipArchive;

use super::document::Document;
use super::selection::Selection;
use super::store;
use crate::collaborative::actions::{NewCollaborative, create, find};

/// Largest archive.
pub const ARCHIVE_BYTES_MAX: u64 = 256 << 20;
/// Largest file in an archive, unpacked.
const FILE_BYTES_MAX: u64 = 64 << 20;
/// Most tables and other parts that a package names.
const PARTS_MAX: usize = 50;
/// The part that is taken over.
const EDITION: &str = "edition";

/// Why nothing was taken over.
#[derive(Debug, Error)]
pub enum NotTakenOver {
    /// No archive of ours.
    #[error(
        "this is not a data package of Mainstay, such as datapackage.zip from the page of open data ({0}); nothing was changed"
    )]
    NotAPackage(String),
    /// A file of the package does not hold what it must, at a field.
    #[error("{file}, field {field}: {reason}; nothing was changed")]
    Field {
        /// The file in the archive.
        file: String,
        /// The field, as a path: `indicators[2].figures[0].shown`.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The packages are of another collaborative than the one they are to come into.
    #[error(
        "datapackage.zip is of the collaborative {theirs} (edition.json, field collaborative.slug), and this is {ours}"
    )]
    Foreign {
        /// Its slug in the package.
        theirs: String,
        /// The slug here.
        ours: String,
    },
    /// A file of the package is not the one that its description is about.
    #[error("{0} was changed after the package was made; take the package from its publisher again")]
    Changed(String),
    /// The edition holds what this version would lose.
    #[error("this edition was made by a newer Mainstay, which keeps more than this one can give back")]
    Newer,
    /// Packages of several collaboratives.
    #[error("the packages are of several collaboratives, {0} and {1}; take them over one after the other")]
    Several(String, String),
    /// The same edition twice.
    #[error("edition {0} is given twice")]
    Twice(i64),
    /// There is something already.
    #[error(
        "the collaborative {0} is not empty here; published editions are taken over into an empty one only"
    )]
    NotEmpty(String),
    /// The database, or another fault.
    #[error("{0}")]
    Fault(String),
}

impl From<DbError> for NotTakenOver {
    fn from(error: DbError) -> Self {
        Self::Fault(error.to_string())
    }
}

impl From<crate::error::Error> for NotTakenOver {
    fn from(error: crate::error::Error) -> Self {
        Self::Fault(error.to_string())
    }
}

#[derive(Deserialize)]
struct Description {
    resources: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    name: String,
    path: String,
    #[serde(default)]
    hash: String,
}

/// The edition of a package, after every file was compared with what the package says of it.
///
/// Errors: no package of ours, or one that was changed.
pub fn read(archive: &[u8]) -> Result<Document, NotTakenOver> {
    let not_ours = |error: &dyn std::fmt::Display| NotTakenOver::NotAPackage(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(|error| not_ours(&error))?;
    let description = file(&mut archive, "datapackage.json")?;
    let description: Description = parsed("datapackage.json", &description)?;
    if description.resources.len() > PARTS_MAX {
        return Err(not_ours(&"it names too many parts"));
    }
    let mut edition = None;
    for part in description.resources {
        let bytes = file(&mut archive, &part.path)?;
        if part.hash != format!("sha256:{}", HEXLOWER.encode(&Sha256::digest(&bytes))) {
            return Err(NotTakenOver::Changed(part.path));
        }
        if part.name == EDITION {
            edition = Some(bytes);
        }
    }
    let edition = edition.ok_or_else(|| not_ours(&"it holds no edition.json"))?;
    let document = match Document::from_bytes(&edition) {
        Ok(document) => document,
        // Read once more, slower, to tell the field.
        Err(error) => {
            parsed::<Document>("edition.json", &edition)?;
            return Err(not_ours(&error));
        }
    };
    if document.to_bytes() != edition {
        return Err(NotTakenOver::Newer);
    }
    let is_published = document.number > 0 && document.published_on.parse::<Date>().is_ok();
    if !is_published || Slug::parse(&document.collaborative.slug).is_err() {
        return Err(not_ours(&"its edition was never published"));
    }
    Ok(document)
}

/// A file of a package, with the field named where it is not what it should be.
fn parsed<T: serde::de::DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<T, NotTakenOver> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| NotTakenOver::Field {
        file: file.to_owned(),
        field: error.path().to_string(),
        reason: error.inner().to_string(),
    })
}

/// A file of an archive, by its name in it; nothing is written anywhere.
fn file(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, NotTakenOver> {
    let not_ours = |error: &dyn std::fmt::Display| NotTakenOver::NotAPackage(format!("{name}: {error}"));
    let found = archive.by_name(name).map_err(|error| not_ours(&error))?;
    let mut bytes = Vec::new();
    let read = found.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(|error| not_ours(&error))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(not_ours(&"it is too large"));
    }
    Ok(bytes)
}

/// Keeps editions as they were published; makes the collaborative if it is not there. Gives their numbers.
///
/// Errors: see [`NotTakenOver`]; then nothing was kept.
pub async fn take_over(database: &Database, documents: Vec<Document>) -> Result<Vec<i64>, NotTakenOver> {
    let documents = in_order(documents)?;
    let Some(newest) = documents.last() else {
        return Ok(Vec::new());
    };
    let scope = match find(database, &newest.collaborative.slug).await {
        Ok((_, scope)) => scope,
        Err(crate::error::Error::NotFound) => create(database, collaborative_of(newest)).await?,
        Err(error) => return Err(error.into()),
    };
    keep_all(&scope, Actor::installation(), &documents).await
}

/// Editions by number. Errors: of several collaboratives; one twice.
pub fn in_order(mut documents: Vec<Document>) -> Result<Vec<Document>, NotTakenOver> {
    documents.sort_by_key(|document| document.number);
    for pair in documents.windows(2) {
        let slugs = [&pair[0], &pair[1]].map(|document| document.collaborative.slug.clone());
        if slugs[0] != slugs[1] {
            let [one, other] = slugs;
            return Err(NotTakenOver::Several(one, other));
        }
        if pair[0].number == pair[1].number {
            return Err(NotTakenOver::Twice(pair[0].number));
        }
    }
    Ok(documents)
}

/// Keeps editions, in order, in a collaborative that has none and measures nothing yet.
pub async fn keep_all(scope: &Scope, actor: Actor, documents: &[Document]) -> Result<Vec<i64>, NotTakenOver> {
    let tx = scope.write(actor).await?;
    if store::has_editions_or_indicators(&tx).await? {
        let slug = documents
            .last()
            .map(|document| document.collaborative.slug.clone());
        return Err(NotTakenOver::NotEmpty(slug.unwrap_or_default()));
    }
    let mut facts = Vec::new();
    for document in documents {
        facts.push(keep(&tx, document).await?);
    }
    tx.commit(facts).await?;
    history::checkpoint(scope).await?;
    Ok(documents.iter().map(|document| document.number).collect())
}

fn collaborative_of(document: &Document) -> NewCollaborative {
    let own = document.collaborative.clone();
    NewCollaborative {
        slug: own.slug,
        name: own.name,
        place_name: own.place,
        about: (own.about.en, own.about.es),
        credit: (own.credit.en, own.credit.es),
        contact_email: own.contact,
        is_fictitious: own.is_fictitious,
    }
}

async fn keep(tx: &Tx, document: &Document) -> Result<NewFact, NotTakenOver> {
    let hash = objects::put(tx, &document.to_bytes()).await?;
    let id = secrets::new_uuid();
    let day = document.published_on.parse::<Date>();
    let noon = day.and_then(|day| day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC));
    let published_at = noon.map_or_else(
        |_| tx.clock().now_millis(),
        |noon| noon.timestamp().as_millisecond(),
    );
    let selection = serde_json::to_string(&selection_of(document)).expect("a selection has only texts");
    let row = store::TakenOver {
        id: id.to_string(),
        number: document.number,
        title: document.title.clone(),
        note: (document.note.en.clone(), document.note.es.clone()),
        selection,
        document_hash: hash.clone(),
        published_at,
    };
    store::insert_taken_over(tx, row).await?;
    Ok(NewFact::new("edition.taken-over", "edition", id)
        .set("number", document.number)
        .set("document", &hash))
}

/// What the edition holds, for the edition that will follow it: each measure up to its last period.
fn selection_of(document: &Document) -> Selection {
    let last = |part: &super::document::IndicatorPart| {
        let periods = part.figures.iter().filter_map(|figure| {
            let period = domain::period::Period::parse(figure.period()).ok()?;
            Some((period, figure.period().to_owned()))
        });
        periods.max().map(|(_, key)| (part.slug.clone(), key))
    };
    Selection {
        until: document.indicators.iter().filter_map(last).collect(),
        ..Selection::default()
    }
}
