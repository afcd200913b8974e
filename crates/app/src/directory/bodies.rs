//! Bodies (steering committee, working groups …) and their seats, each held for a term.

use domain::ids::{BodyId, OrganisationId, PersonId, SeatId};
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::actions::{commit, known, taken, with_changes};
use super::store::{self, BodyRow, SeatRow};
use crate::decisions::rulebook::Rulebook;
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
    /// Its charter, in both languages.
    pub charter: (String, String),
    /// When it meets, in both languages.
    pub meets: (String, String),
    /// How it decides; nothing: what it has, and the house's rules for a new one.
    pub rules: Option<Rulebook>,
}

impl BodyForm {
    fn check(&self, id: &str, old: Option<&BodyRow>) -> Result<BodyRow, Refusal> {
        let mut check = Check::form();
        let rules = match &self.rules {
            Some(typed) => typed.check()?.written(),
            None => old.map(|old| old.rules.clone()).unwrap_or_default(),
        };
        let kind = check.code("kind", &self.kind, |code| known(&BODY_KINDS, code));
        let row = BodyRow {
            body_id: id.to_owned(),
            slug: match old {
                Some(old) => old.slug.clone(),
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
            charter_en: check.optional_prose("charter_en", &self.charter.0),
            charter_es: check.optional_prose("charter_es", &self.charter.1),
            meets_en: check.optional_title("meets_en", &self.meets.0),
            meets_es: check.optional_title("meets_es", &self.meets.1),
            rules,
            ended_on: old.and_then(|old| old.ended_on.clone()),
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
    let new = form.check(&old.body_id, Some(&old))?;
    let fact = NewFact::new("directory.body-changed", "body", id.uuid());
    let (seats_before, seats_after) = (old.seats_planned.to_string(), new.seats_planned.to_string());
    let fields = [
        ("name", &old.name, &new.name),
        ("name_es", &old.name_es, &new.name_es),
        ("kind", &old.kind, &new.kind),
        ("purpose_en", &old.purpose_en, &new.purpose_en),
        ("purpose_es", &old.purpose_es, &new.purpose_es),
        ("seats_planned", &seats_before, &seats_after),
        ("purpose_es", &old.purpose_es, &new.purpose_es),
        ("charter", &old.charter_en, &new.charter_en),
        ("charter_es", &old.charter_es, &new.charter_es),
        ("meets", &old.meets_en, &new.meets_en),
        ("meets_es", &old.meets_es, &new.meets_es),
        // How a body decides is a power: every change of it stands in the history as a whole.
        ("rules", &old.rules, &new.rules),
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
    /// Who may answer in the holder's place.
    pub alternate: Option<PersonId>,
    /// Whether it stands in for the chair.
    pub is_vice_chair: bool,
    /// Until when the term goes; may be empty.
    pub term_ends_on: String,
    /// Whether the holder agreed to be counted among those with lived experience.
    pub consents_to_count: bool,
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
        alternate_id: form.alternate.map(|person| person.to_string()),
        is_vice_chair: form.is_vice_chair,
        term_ends_on: check.optional_day("term_ends_on", &form.term_ends_on),
        consents_to_count: form.consents_to_count,
        ended_because: String::new(),
    };
    if row.alternate_id.is_some() && row.alternate_id == row.person_id {
        check.wrong("alternate", "seat-alternate-is-holder");
    }
    if row.until_on.as_ref().is_some_and(|until| *until < row.since_on) {
        check.wrong("until_on", "problem-ends-before-it-begins");
    }
    check.finish(row)
}

/// Why a term ends.
pub const ENDINGS: [&str; 4] = ["term-over", "resigned", "moved-on", "removed"];

/// Ends the term of a seat's holder on a day, that day included. The seat's next holder is a new row.
///
/// In votes that are open, what the seat answered stands; it answers nothing more.
pub async fn end_seat(
    scope: &Scope,
    actor: Actor,
    seat: SeatId,
    (until_on, because): (&str, &str),
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let until_on = check.day("until_on", until_on);
    let because = match because {
        "" => Some(String::new()),
        typed => check.code("ended_because", typed, |code| known(&ENDINGS, code)),
    };
    let (until_on, because) = check.finish((until_on, because.unwrap_or_default()))?;
    let tx = scope.write(actor).await?;
    if store::end_seat(&tx, &seat.to_string(), (&until_on, &because)).await? == 0 {
        return Ok(());
    }
    crate::decisions::voting::seat_ended(&tx, seat, &until_on).await?;
    let fact = NewFact::new("directory.seat-ended", "seat", seat.uuid());
    commit(tx, vec![fact.set("until_on", until_on).set("because", because)]).await
}

/// What may change about a seat while its holder stays.
#[derive(Debug, Clone, Default)]
pub struct SeatChange {
    /// Who may answer in the holder's place.
    pub alternate: Option<PersonId>,
    /// Whether it stands in for the chair.
    pub is_vice_chair: bool,
    /// Until when the term goes; may be empty.
    pub term_ends_on: String,
    /// Whether the holder agreed to be counted among those with lived experience.
    pub consents_to_count: bool,
}

/// Changes what may change about a seat while its holder stays: a renewed term, another alternate, a consent.
pub async fn change_seat(
    scope: &Scope,
    actor: Actor,
    seat: SeatId,
    form: &SeatChange,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::seat(&tx, &seat.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let new = SeatRow {
        alternate_id: form.alternate.map(|person| person.to_string()),
        is_vice_chair: form.is_vice_chair,
        term_ends_on: check.optional_day("term_ends_on", &form.term_ends_on),
        consents_to_count: form.consents_to_count,
        ..old.clone()
    };
    if new.alternate_id.is_some() && new.alternate_id == new.person_id {
        check.wrong("alternate", "seat-alternate-is-holder");
    }
    let new = check.finish(new)?;
    let text = |id: &Option<String>| id.clone().unwrap_or_default();
    let before = [
        text(&old.alternate_id),
        old.is_vice_chair.to_string(),
        text(&old.term_ends_on),
        old.consents_to_count.to_string(),
    ];
    let after = [
        text(&new.alternate_id),
        new.is_vice_chair.to_string(),
        text(&new.term_ends_on),
        new.consents_to_count.to_string(),
    ];
    let names = ["alternate", "vice_chair", "term_ends_on", "consents_to_count"];
    let fields: Vec<_> = (0..4).map(|at| (names[at], &before[at], &after[at])).collect();
    let fact = NewFact::new("directory.seat-changed", "seat", seat.uuid());
    let Some(fact) = with_changes(fact, &fields) else {
        return Ok(());
    };
    store::update_seat(&tx, &new).await?;
    commit(tx, vec![fact]).await
}
