//! Queries on organisations, people, bodies and seats.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list of the directory holds.
const LIST_MAX: i64 = 5_000;

/// A partner organisation.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct OrganisationRow {
    /// Identifier.
    pub organisation_id: String,
    /// Part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Sector it speaks for.
    pub sector: String,
    /// What it is to the collaborative: `service_provider`, `funder` …
    pub kind: String,
    /// What it does, English.
    pub about_en: String,
    /// What it does, Spanish.
    pub about_es: String,
    /// Website.
    pub website: String,
    /// Its general address.
    pub email: String,
}

/// A person.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct PersonRow {
    /// Identifier.
    pub person_id: String,
    /// Organisation, if any.
    pub organisation_id: Option<String>,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Title in the organisation.
    pub title: String,
    /// Language of mails: `en`, `es`.
    pub language: String,
    /// `invited`, `confirmed`, `left`.
    pub state: String,
}

/// A role on the backbone's staff, or a standing the host gives.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct StaffRoleRow {
    /// Who.
    pub person_id: String,
    /// `director`, `facilitator`, `data-manager` …
    pub role: String,
    /// First day.
    pub since_on: String,
    /// Last day; none while it lasts.
    pub until_on: Option<String>,
}

/// A body.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct BodyRow {
    /// Identifier.
    pub body_id: String,
    /// Part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Name, Spanish.
    pub name_es: String,
    /// `steering-committee`, `working-group` …
    pub kind: String,
    /// What it is for, English.
    pub purpose_en: String,
    /// What it is for, Spanish.
    pub purpose_es: String,
    /// Seats it should have.
    pub seats_planned: i64,
    /// Its charter, English.
    pub charter_en: String,
    /// Its charter, Spanish.
    pub charter_es: String,
    /// When it meets, English.
    pub meets_en: String,
    /// When it meets, Spanish.
    pub meets_es: String,
    /// How it decides: JSON, read by `decisions::rulebook`; empty where the house's rules hold.
    pub rules: String,
    /// The day on which it ended, if it did.
    pub ended_on: Option<String>,
}

/// A seat in a body.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct SeatRow {
    /// Identifier.
    pub seat_id: String,
    /// In which body.
    pub body_id: String,
    /// Who holds it; nobody while it is empty.
    pub person_id: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<String>,
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
    /// Last day of the term; none while it lasts.
    pub until_on: Option<String>,
    /// Who may answer for the seat in its holder's place.
    pub alternate_id: Option<String>,
    /// Whether it stands in for the chair.
    pub is_vice_chair: bool,
    /// Until when the term goes, if it is limited.
    pub term_ends_on: Option<String>,
    /// Whether its holder agreed to be counted among those with lived experience.
    pub consents_to_count: bool,
    /// Why it ended: `resigned`, `term-over`, `moved-on`, or nothing.
    pub ended_because: String,
}

const ORGANISATION: &str = "organisation_id, slug, name, sector, kind, about_en, about_es, website, email";
const PERSON: &str = "person_id, organisation_id, name, email, title, language, state";
const BODY: &str =
    "body_id, slug, name, name_es, kind, purpose_en, purpose_es, seats_planned, charter_en, charter_es,
    meets_en, meets_es, rules, ended_on";
const SEAT: &str = "seat_id, body_id, person_id, organisation_id, sector, role, is_voting,
    has_lived_experience, since_on, until_on, alternate_id, is_vice_chair, term_ends_on, consents_to_count, ended_because";

/// Every organisation, by name.
pub async fn organisations(connection: &Connection) -> Result<Vec<OrganisationRow>, DbError> {
    let sql = format!(
        "select {ORGANISATION} from organisation
         where collaborative_id = $1
         order by name, organisation_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One organisation.
pub async fn organisation(connection: &Connection, id: &str) -> Result<Option<OrganisationRow>, DbError> {
    let sql = format!(
        "select {ORGANISATION} from organisation where collaborative_id = $1 and organisation_id = $2"
    );
    connection.row(&sql, args![id]).await
}

/// The organisation at a slug.
pub async fn organisation_by_slug(
    connection: &Connection,
    slug: &str,
) -> Result<Option<OrganisationRow>, DbError> {
    let sql = format!("select {ORGANISATION} from organisation where collaborative_id = $1 and slug = $2");
    connection.row(&sql, args![slug]).await
}

/// Adds an organisation.
pub async fn insert_organisation(tx: &Tx, row: &OrganisationRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into organisation (collaborative_id, {ORGANISATION}, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    let mut values = organisation_values(row);
    values.extend(args![tx.clock().now_millis()]);
    tx.run(&sql, values).await?;
    Ok(())
}

/// Changes an organisation; its address stays.
pub async fn update_organisation(tx: &Tx, row: &OrganisationRow) -> Result<(), DbError> {
    let sql = "update organisation
               set slug = $3, name = $4, sector = $5, kind = $6, about_en = $7, about_es = $8, website = $9,
                   email = $10
               where collaborative_id = $1 and organisation_id = $2";
    tx.run(sql, organisation_values(row)).await?;
    Ok(())
}

fn organisation_values(row: &OrganisationRow) -> Vec<platform::db::Value> {
    let row = row.clone();
    args![
        row.organisation_id,
        row.slug,
        row.name,
        row.sector,
        row.kind,
        row.about_en,
        row.about_es,
        row.website,
        row.email,
    ]
}

/// Every person, by name.
pub async fn people(connection: &Connection) -> Result<Vec<PersonRow>, DbError> {
    let sql = format!(
        "select {PERSON} from person
         where collaborative_id = $1
         order by name, person_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One person.
pub async fn person(connection: &Connection, id: &str) -> Result<Option<PersonRow>, DbError> {
    let sql = format!("select {PERSON} from person where collaborative_id = $1 and person_id = $2");
    connection.row(&sql, args![id]).await
}

/// The person with an e-mail address.
pub async fn person_by_email(connection: &Connection, email: &str) -> Result<Option<PersonRow>, DbError> {
    let sql = format!("select {PERSON} from person where collaborative_id = $1 and email = $2");
    connection.row(&sql, args![email]).await
}

/// Adds a person.
pub async fn insert_person(tx: &Tx, row: &PersonRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into person (collaborative_id, {PERSON}, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let mut values = person_values(row);
    values.extend(args![tx.clock().now_millis()]);
    tx.run(&sql, values).await?;
    Ok(())
}

/// Changes a person.
pub async fn update_person(tx: &Tx, row: &PersonRow) -> Result<(), DbError> {
    let sql = "update person
               set organisation_id = $3, name = $4, email = $5, title = $6, language = $7, state = $8
               where collaborative_id = $1 and person_id = $2";
    tx.run(sql, person_values(row)).await?;
    Ok(())
}

fn person_values(row: &PersonRow) -> Vec<platform::db::Value> {
    let row = row.clone();
    args![
        row.person_id,
        row.organisation_id,
        row.name,
        row.email,
        row.title,
        row.language,
        row.state,
    ]
}

/// Every staff role, past ones too, by person and first day.
pub async fn staff_roles(connection: &Connection) -> Result<Vec<StaffRoleRow>, DbError> {
    let sql = "select person_id, role, since_on, until_on from staff_role
               where collaborative_id = $1
               order by person_id, since_on, role
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Gives a staff role from a day on.
pub async fn insert_staff_role(tx: &Tx, person_id: &str, role: &str, since_on: &str) -> Result<(), DbError> {
    let sql = "insert into staff_role (collaborative_id, person_id, role, since_on) values ($1, $2, $3, $4)";
    tx.run(sql, args![person_id, role, since_on]).await?;
    Ok(())
}

/// Ends a staff role that lasts; gives how many.
pub async fn end_staff_role(tx: &Tx, person_id: &str, role: &str, until_on: &str) -> Result<u64, DbError> {
    let sql = "update staff_role set until_on = $4
               where collaborative_id = $1 and person_id = $2 and role = $3 and until_on is null";
    tx.run(sql, args![person_id, role, until_on]).await
}

/// Every body, by name.
pub async fn bodies(connection: &Connection) -> Result<Vec<BodyRow>, DbError> {
    let sql = format!("select {BODY} from body where collaborative_id = $1 order by name, body_id limit $2");
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One body.
pub async fn body(connection: &Connection, id: &str) -> Result<Option<BodyRow>, DbError> {
    let sql = format!("select {BODY} from body where collaborative_id = $1 and body_id = $2");
    connection.row(&sql, args![id]).await
}

/// Adds a body.
pub async fn insert_body(tx: &Tx, row: &BodyRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into body (collaborative_id, {BODY}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    );
    tx.run(&sql, body_values(row)).await?;
    Ok(())
}

/// Changes a body; its address stays.
pub async fn update_body(tx: &Tx, row: &BodyRow) -> Result<(), DbError> {
    let sql = "update body
               set slug = $3, name = $4, name_es = $5, kind = $6, purpose_en = $7, purpose_es = $8,
                   seats_planned = $9, charter_en = $10, charter_es = $11, meets_en = $12, meets_es = $13, rules = $14,
                   ended_on = $15
               where collaborative_id = $1 and body_id = $2";
    tx.run(sql, body_values(row)).await?;
    Ok(())
}

fn body_values(row: &BodyRow) -> Vec<platform::db::Value> {
    let row = row.clone();
    args![
        row.body_id,
        row.slug,
        row.name,
        row.name_es,
        row.kind,
        row.purpose_en,
        row.purpose_es,
        row.seats_planned,
        row.charter_en,
        row.charter_es,
        row.meets_en,
        row.meets_es,
        row.rules,
        row.ended_on,
    ]
}

/// Every seat, past ones too: by body, chair first, then by first day.
pub async fn seats(connection: &Connection) -> Result<Vec<SeatRow>, DbError> {
    let sql = format!(
        "select {SEAT} from seat
         where collaborative_id = $1
         order by body_id, role, since_on, seat_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One seat.
pub async fn seat(connection: &Connection, id: &str) -> Result<Option<SeatRow>, DbError> {
    let sql = format!("select {SEAT} from seat where collaborative_id = $1 and seat_id = $2");
    connection.row(&sql, args![id]).await
}

/// Adds a seat.
pub async fn insert_seat(tx: &Tx, row: &SeatRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into seat (collaborative_id, {SEAT})
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
    );
    let row = row.clone();
    let values = args![
        row.seat_id,
        row.body_id,
        row.person_id,
        row.organisation_id,
        row.sector,
        row.role,
        row.is_voting,
        row.has_lived_experience,
        row.since_on,
        row.until_on,
        row.alternate_id,
        row.is_vice_chair,
        row.term_ends_on,
        row.consents_to_count,
        row.ended_because,
    ];
    tx.run(&sql, values).await?;
    Ok(())
}

/// Changes what may change about a seat while its holder stays.
pub async fn update_seat(tx: &Tx, row: &SeatRow) -> Result<(), DbError> {
    let sql = "update seat
               set alternate_id = $3, is_vice_chair = $4, term_ends_on = $5, consents_to_count = $6, sector = $7,
                   is_voting = $8, role = $9
               where collaborative_id = $1 and seat_id = $2";
    let row = row.clone();
    let values = args![
        row.seat_id,
        row.alternate_id,
        row.is_vice_chair,
        row.term_ends_on,
        row.consents_to_count,
        row.sector,
        row.is_voting,
        row.role
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Ends the term of a seat's holder.
pub async fn end_seat(tx: &Tx, seat_id: &str, (until_on, because): (&str, &str)) -> Result<u64, DbError> {
    let sql = "update seat set until_on = $3, ended_because = $4
               where collaborative_id = $1 and seat_id = $2 and until_on is null";
    tx.run(sql, args![seat_id, until_on, because]).await
}
