//! Bodies (steering committee, working groups …) and their seats, each held for a term.

use domain::ids::{BodyId, OrganisationId, PersonId, SeatId};
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::actions::{commit, known, taken, with_changes};
use super::store::{self, BodyRow, SeatRow};
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Kinds of bodies.
pub const BODY_KINDS: [&str; 5] = [
    "steering-committee",
    "working-group",
    "council",
    "expert-group",
    "backbone",
];
/// Roles in a body.
pub const SEAT_ROLES: [&str; 2] = ["chair", "member"];
/// A body as typed.
#[derive(Debug, Clone, Default)]
pub struct BodyForm {
    /// Part of its address; made from the name when empty.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Name, Spanish.
    pub name_es: String,
    /// Kind.
    pub kind: String,
    /// What it is for, English.
    pub purpose_en: String,
    /// What it is for, Spanish.
    pub purpose_es: String,
    /// Seats it should have, as typed.
    pub seats_planned: String,
}

impl BodyForm {
    fn check(&self, id: &str, slug: Option<&str>) -> Result<BodyRow, Refusal> {
        let mut check = Check::form();
        let kind = check.code("kind", &self.kind, |code| known(&BODY_KINDS, code));
        let row = BodyRow {
            body_id: id.to_owned(),
            slug: match slug {
                Some(slug) => slug.to_owned(),
                None => check.slug("slug", &self.slug, &self.name),
            },
            name: check.title("name", &self.name),
            name_es: check.optional_title("name_es", &self.name_es),
            kind: kind.unwrap_or_default(),
            purpose_en: check.optional_prose("purpose_en", &self.purpose_en),
            purpose_es: check.optional_prose("purpose_es", &self.purpose_es),
            seats_planned: check
                .optional_whole("seats_planned", &self.seats_planned)
                .unwrap_or(0),
        };
        if row.seats_planned < 0 {
            check.wrong("seats_planned", "figure-negative");
        }
        check.finish(row)
    }
}

/// Adds bodies, all or none.
pub async fn add_bodies(scope: &Scope, actor: Actor, forms: &[BodyForm]) -> Result<Vec<BodyId>, Refusal> {
    let (mut ids, mut facts) = (Vec::new(), Vec::new());
    let tx = scope.write(actor).await?;
    for form in forms {
        let id = BodyId::from_uuid(secrets::new_uuid());
        let row = form.check(&id.to_string(), None)?;
        taken("name", store::insert_body(&tx, &row).await)?;
        let fact = NewFact::new("directory.body-added", "body", id.uuid());
        facts.push(fact.set("name", &row.name).set("kind", &row.kind));
        ids.push(id);
    }
    commit(tx, facts).await?;
    Ok(ids)
}

/// Changes a body.
pub async fn change_body(scope: &Scope, actor: Actor, id: BodyId, form: &BodyForm) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::body(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    let new = form.check(&old.body_id, Some(&old.slug))?;
    let fact = NewFact::new("directory.body-changed", "body", id.uuid());
    let (seats_before, seats_after) = (old.seats_planned.to_string(), new.seats_planned.to_string());
    let fields = [
        ("name", &old.name, &new.name),
        ("name_es", &old.name_es, &new.name_es),
        ("kind", &old.kind, &new.kind),
        ("purpose_en", &old.purpose_en, &new.purpose_en),
        ("purpose_es", &old.purpose_es, &new.purpose_es),
        ("seats_planned", &seats_before, &seats_after),
    ];
    let Some(fact) = with_changes(fact, &fields) else {
        return Ok(());
    };
    store::update_body(&tx, &new).await?;
    commit(tx, vec![fact]).await
}

/// A seat as typed.
#[derive(Debug, Clone, Default)]
pub struct SeatForm {
    /// Who takes it; nobody yet for an empty seat.
    pub person: Option<PersonId>,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// In which sector.
    pub sector: String,
    /// `chair` or `member`.
    pub role: String,
    /// Whether it votes.
    pub is_voting: bool,
    /// Whether it is for somebody with lived experience.
    pub has_lived_experience: bool,
    /// First day of the term.
    pub since_on: String,
    /// Last day of the term; empty while it lasts.
    pub until_on: String,
}

/// Adds seats, each to its body, all or none.
pub async fn add_seats(
    scope: &Scope,
    actor: Actor,
    forms: &[(BodyId, SeatForm)],
) -> Result<Vec<SeatId>, Refusal> {
    let (mut ids, mut facts) = (Vec::new(), Vec::new());
    let tx = scope.write(actor).await?;
    let bodies = store::bodies(&tx).await?;
    for (body, form) in forms {
        let is_known = bodies.iter().any(|row| row.body_id == body.to_string());
        if !is_known {
            return Err(Error::NotFound.into());
        }
        let id = SeatId::from_uuid(secrets::new_uuid());
        let row = seat_row(id, *body, form)?;
        taken("person", store::insert_seat(&tx, &row).await)?;
        let fact = NewFact::new("directory.seat-added", "seat", id.uuid())
            .set("body", body)
            .set("person", row.person_id.as_deref().unwrap_or_default())
            .set("role", &row.role)
            .set("since_on", &row.since_on);
        facts.push(fact);
        ids.push(id);
    }
    commit(tx, facts).await?;
    Ok(ids)
}

fn seat_row(id: SeatId, body: BodyId, form: &SeatForm) -> Result<SeatRow, Refusal> {
    let mut check = Check::form();
    let role = check.code("role", &form.role, |code| known(&SEAT_ROLES, code));
    let row = SeatRow {
        seat_id: id.to_string(),
        body_id: body.to_string(),
        person_id: form.person.map(|person| person.to_string()),
        organisation_id: form.organisation.map(|organisation| organisation.to_string()),
        sector: check.optional_title("sector", &form.sector),
        role: role.unwrap_or_default(),
        is_voting: form.is_voting,
        has_lived_experience: form.has_lived_experience,
        since_on: check.day("since_on", &form.since_on),
        until_on: check.optional_day("until_on", &form.until_on),
    };
    if row.until_on.as_ref().is_some_and(|until| *until < row.since_on) {
        check.wrong("until_on", "problem-ends-before-it-begins");
    }
    check.finish(row)
}

/// Ends the term of a seat's holder on a day, that day included. The seat's next holder is a new row.
pub async fn end_seat(scope: &Scope, actor: Actor, seat: SeatId, until_on: &str) -> Result<(), Refusal> {
    let mut check = Check::form();
    let until_on = check.day("until_on", until_on);
    let until_on = check.finish(until_on)?;
    let tx = scope.write(actor).await?;
    if store::end_seat(&tx, &seat.to_string(), &until_on).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("directory.seat-ended", "seat", seat.uuid());
    commit(tx, vec![fact.set("until_on", until_on)]).await
}
