//! Adding and changing organisations, people and staff roles; what the other modules share stands at the end.
//!
//! Each change a person makes by hand is one fact; personal fields enter history as salted hashes only.

use std::collections::BTreeMap;

use domain::ids::{OrganisationId, PersonId};
use platform::db::{DbError, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;
use uuid::Uuid;

use super::store::{self, OrganisationRow, PersonRow};
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};

/// Staff roles that can be given.
pub const STAFF_ROLES: [&str; 6] = [
    "director",
    "facilitator",
    "data-manager",
    "funder",
    "network",
    "operator",
];
/// Languages of mails.
pub const LANGUAGES: [&str; 2] = ["en", "es"];

/// An organisation as typed.
#[derive(Debug, Clone, Default)]
pub struct OrganisationForm {
    /// Part of its address; made from the name when empty.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: String,
    /// Kind.
    pub kind: String,
    /// What it does, English.
    pub about_en: String,
    /// What it does, Spanish.
    pub about_es: String,
    /// Website.
    pub website: String,
    /// General address.
    pub email: String,
}

impl OrganisationForm {
    fn check(&self, id: &str, slug: Option<&str>) -> Result<OrganisationRow, Refusal> {
        let mut check = Check::form();
        let row = OrganisationRow {
            organisation_id: id.to_owned(),
            slug: match slug {
                Some(slug) => slug.to_owned(),
                None => check.slug("slug", &self.slug, &self.name),
            },
            name: check.title("name", &self.name),
            sector: check.optional_title("sector", &self.sector),
            kind: check.optional_title("kind", &self.kind),
            about_en: check.optional_prose("about_en", &self.about_en),
            about_es: check.optional_prose("about_es", &self.about_es),
            website: check.optional_title("website", &self.website),
            email: check.optional_email("email", &self.email),
        };
        let is_address = row.website.is_empty()
            || row.website.starts_with("https://")
            || row.website.starts_with("http://");
        if !is_address {
            check.wrong("website", "problem-not-a-website");
        }
        check.finish(row)
    }
}

/// Adds organisations, all or none.
pub async fn add_organisations(
    scope: &Scope,
    actor: Actor,
    forms: &[OrganisationForm],
) -> Result<Vec<OrganisationId>, Refusal> {
    let (mut ids, mut facts) = (Vec::new(), Vec::new());
    let tx = scope.write(actor).await?;
    for form in forms {
        let id = OrganisationId::from_uuid(secrets::new_uuid());
        facts.push(add_organisation_in(&tx, id, form).await?);
        ids.push(id);
    }
    commit(tx, facts).await?;
    Ok(ids)
}

/// Adds an organisation in the caller's change.
pub async fn add_organisation_in(
    tx: &Tx,
    id: OrganisationId,
    form: &OrganisationForm,
) -> Result<NewFact, Refusal> {
    let row = form.check(&id.to_string(), None)?;
    taken("name", store::insert_organisation(tx, &row).await)?;
    let fact = NewFact::new("directory.organisation-added", "organisation", id.uuid());
    Ok(fact
        .set("slug", &row.slug)
        .set("name", &row.name)
        .set("sector", &row.sector))
}

/// Changes an organisation.
pub async fn change_organisation(
    scope: &Scope,
    actor: Actor,
    id: OrganisationId,
    form: &OrganisationForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::organisation(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let new = form.check(&old.organisation_id, Some(&old.slug))?;
    let fact = NewFact::new("directory.organisation-changed", "organisation", id.uuid());
    let fields = [
        ("name", &old.name, &new.name),
        ("sector", &old.sector, &new.sector),
        ("kind", &old.kind, &new.kind),
        ("about_en", &old.about_en, &new.about_en),
        ("about_es", &old.about_es, &new.about_es),
        ("website", &old.website, &new.website),
        ("email", &old.email, &new.email),
    ];
    let Some(fact) = with_changes(fact, &fields) else {
        return Ok(());
    };
    store::update_organisation(&tx, &new).await?;
    commit(tx, vec![fact]).await
}

/// A person as typed.
#[derive(Debug, Clone, Default)]
pub struct PersonForm {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Organisation's identifier, if any.
    pub organisation: Option<OrganisationId>,
    /// Title.
    pub title: String,
    /// Language of mails; English when empty.
    pub language: String,
    /// A staff role to begin with, if any, and its first day.
    pub staff_role: Option<(String, String)>,
}

impl PersonForm {
    fn check(&self, id: &str, state: &str) -> Result<PersonRow, Refusal> {
        let mut check = Check::form();
        let language = match self.language.as_str() {
            "" => Some("en".to_owned()),
            given => check.code("language", given, |code| known(&LANGUAGES, code)),
        };
        let row = PersonRow {
            person_id: id.to_owned(),
            organisation_id: self.organisation.map(|organisation| organisation.to_string()),
            name: check.title("name", &self.name),
            email: check.email("email", &self.email),
            title: check.optional_title("title", &self.title),
            language: language.unwrap_or_default(),
            state: state.to_owned(),
        };
        check.finish(row)
    }
}

/// Adds people, all or none, with their first staff role if they have one.
pub async fn add_people(scope: &Scope, actor: Actor, forms: &[PersonForm]) -> Result<Vec<PersonId>, Refusal> {
    let (mut ids, mut facts) = (Vec::new(), Vec::new());
    let tx = scope.write(actor).await?;
    for form in forms {
        let id = PersonId::from_uuid(secrets::new_uuid());
        let row = form.check(&id.to_string(), "confirmed")?;
        taken("email", store::insert_person(&tx, &row).await)?;
        let fact = NewFact::new("directory.person-added", "person", id.uuid())
            .personal("name", &row.name)
            .personal("email", &row.email)
            .set("organisation", row.organisation_id.as_deref().unwrap_or_default());
        facts.push(fact);
        if let Some((role, since_on)) = &form.staff_role {
            facts.push(give_role(&tx, id, role, since_on).await?);
        }
        ids.push(id);
    }
    commit(tx, facts).await?;
    Ok(ids)
}

/// Changes a person.
pub async fn change_person(
    scope: &Scope,
    actor: Actor,
    id: PersonId,
    form: &PersonForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::person(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let new = form.check(&old.person_id, &old.state)?;
    if new == old {
        return Ok(());
    }
    taken("email", store::update_person(&tx, &new).await)?;
    let mut fact = NewFact::new("directory.person-changed", "person", id.uuid());
    for (field, old, new) in [
        ("name", &old.name, &new.name),
        ("email", &old.email, &new.email),
        ("title", &old.title, &new.title),
    ] {
        if old != new {
            fact = fact.personal(field, new);
        }
    }
    let organisations = [old.organisation_id, new.organisation_id].map(Option::unwrap_or_default);
    let [before, after] = organisations;
    if before != after {
        fact = fact.change("organisation", before, after);
    }
    if old.language != new.language {
        fact = fact.change("language", old.language, new.language);
    }
    commit(tx, vec![fact]).await
}

/// Marks that a person has left; links and sessions ask for this state.
pub async fn person_left(scope: &Scope, actor: Actor, id: PersonId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut row = store::person(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if row.state == "left" {
        return Ok(());
    }
    let before = std::mem::replace(&mut row.state, "left".to_owned());
    store::update_person(&tx, &row).await?;
    let fact = NewFact::new("directory.person-left", "person", id.uuid());
    commit(tx, vec![fact.change("state", before, "left")]).await
}

/// Gives a staff role from a day on. Roles are powers, so the door asks for the second factor.
pub async fn give_staff_role(
    scope: &Scope,
    actor: Actor,
    person: PersonId,
    role: &str,
    since_on: &str,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    store::person(&tx, &person.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let lasting = store::staff_roles(&tx).await?;
    let has_it = lasting
        .iter()
        .any(|held| held.person_id == person.to_string() && held.role == role && held.until_on.is_none());
    if has_it {
        return Ok(());
    }
    let fact = give_role(&tx, person, role, since_on).await?;
    commit(tx, vec![fact]).await
}

async fn give_role(tx: &Tx, person: PersonId, role: &str, since_on: &str) -> Result<NewFact, Refusal> {
    let mut check = Check::form();
    let role = check.code("role", role, |code| known(&STAFF_ROLES, code));
    let since_on = check.day("since_on", since_on);
    let (role, since_on) = check.finish((role.unwrap_or_default(), since_on))?;
    store::insert_staff_role(tx, &person.to_string(), &role, &since_on).await?;
    let fact = NewFact::new("directory.role-given", "person", person.uuid());
    Ok(fact.set("role", role).set("since_on", since_on))
}

/// Ends a staff role on a day, that day included.
pub async fn end_staff_role(
    scope: &Scope,
    actor: Actor,
    person: PersonId,
    role: &str,
    until_on: &str,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let until_on = check.day("until_on", until_on);
    let until_on = check.finish(until_on)?;
    let tx = scope.write(actor).await?;
    let ended = store::end_staff_role(&tx, &person.to_string(), role, &until_on).await?;
    if ended == 0 {
        return Ok(());
    }
    let fact = NewFact::new("directory.role-ended", "person", person.uuid());
    commit(tx, vec![fact.set("role", role).set("until_on", until_on)]).await
}

/// Names of organisations by identifier, for lists.
pub async fn organisation_names(scope: &Scope) -> Result<BTreeMap<String, String>, Error> {
    let rows = store::organisations(&*scope.read().await?).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.organisation_id, row.name))
        .collect())
}

/// The identifier in a text of ours.
pub fn id_of(text: &str) -> Uuid {
    Uuid::parse_str(text).unwrap_or_default()
}

/// The fact with each field that changed; nothing if none did.
pub(crate) fn with_changes(fact: NewFact, fields: &[(&str, &String, &String)]) -> Option<NewFact> {
    let changed: Vec<_> = fields.iter().filter(|(_, old, new)| old != new).collect();
    if changed.is_empty() {
        return None;
    }
    let changes = changed.into_iter();
    Some(changes.fold(fact, |fact, (field, old, new)| fact.change(field, old, new)))
}

/// The code if it is one of those known.
pub(crate) fn known(codes: &[&str], code: &str) -> Option<String> {
    codes.contains(&code).then(|| code.to_owned())
}

/// Something else has the name or address already: a problem of the form, not a fault.
pub(crate) fn taken(field: &str, saved: Result<(), DbError>) -> Result<(), Refusal> {
    match saved {
        Err(DbError::Unique(_)) => Err(Problem::field(field, "problem-taken").into()),
        Err(DbError::Rule(_)) => Err(Error::NotFound.into()),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(()),
    }
}

/// Commits where there is something to commit: an empty list of forms changes nothing.
pub(crate) async fn commit(tx: Tx, facts: Vec<NewFact>) -> Result<(), Refusal> {
    if facts.is_empty() {
        return Ok(());
    }
    Ok(tx.commit(facts).await?)
}
