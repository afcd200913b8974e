//! Making a collaborative, and finding the one a request is about.

use domain::ids::CollaborativeId;
use domain::text::{BadText, Email, Slug, Title};
use platform::db::{Database, Scope};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::store::{self, CollaborativeRow};
use crate::error::Error;

/// What a new collaborative needs.
#[derive(Debug, Clone, Default)]
pub struct NewCollaborative {
    /// Part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Where: "Bridgeport, Connecticut".
    pub place_name: String,
    /// About it, English and Spanish.
    pub about: (String, String),
    /// Credit line, English and Spanish.
    pub credit: (String, String),
    /// Where questions go.
    pub contact_email: String,
    /// Whether people and organisations are invented.
    pub is_fictitious: bool,
}

/// Makes a collaborative and gives the handle to its rows. For the operator's command line and the demonstration.
pub async fn create(database: &Database, new: NewCollaborative) -> Result<Scope, Error> {
    let bad = |field: &str, error: BadText| Error::Bad(format!("{field}: {error}"));
    let slug = Slug::parse(&new.slug).map_err(|error| bad("address", error))?;
    let name = Title::parse(&new.name).map_err(|error| bad("name", error))?;
    let contact = Email::parse(&new.contact_email).map_err(|error| bad("contact", error))?;
    let id = CollaborativeId::from_uuid(secrets::new_uuid());
    let row = CollaborativeRow {
        collaborative_id: id.to_string(),
        slug: slug.to_string(),
        name: name.to_string(),
        about_en: new.about.0,
        about_es: new.about.1,
        credit_en: new.credit.0,
        credit_es: new.credit.1,
        place_name: new.place_name,
        time_zone: "America/New_York".into(),
        default_language: "en".into(),
        minimum_count: 10,
        contact_email: contact.to_string(),
        is_fictitious: new.is_fictitious,
    };
    let tx = database.host().begin().await?;
    store::insert(&tx, &row).await?;
    tx.commit().await?;
    let scope = database.scope(id);
    let tx = scope.write(Actor::installation()).await?;
    let fact = NewFact::new("collaborative.created", "collaborative", id.uuid());
    tx.commit(vec![fact.set("slug", slug.as_str()).set("name", name.as_str())])
        .await?;
    Ok(scope)
}

/// The collaborative at a slug, with the handle to its rows.
pub async fn find(database: &Database, slug: &str) -> Result<(CollaborativeRow, Scope), Error> {
    let row = store::collaborative_by_slug(&database.host(), slug)
        .await?
        .ok_or(Error::NotFound)?;
    let id: CollaborativeId = row.collaborative_id.parse().map_err(|_| Error::NotFound)?;
    Ok((row, database.scope(id)))
}
