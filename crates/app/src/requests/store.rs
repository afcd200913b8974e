//! Queries on data requests and the partners they are asked of.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};
use serde::{Deserialize, Serialize};

/// Most requests in a list.
const LIST_MAX: i64 = 500;
/// Most partners of one request.
pub const PARTNERS_MAX: i64 = 1_000;

/// What a request is about, beside indicator and period: kept as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestScope {
    /// Identifiers of the places asked for; empty: whatever places the partner knows.
    pub places: Vec<String>,
    /// Slugs of the dimensions asked for; empty: everyone only.
    pub dimensions: Vec<String>,
}

/// A data request with its indicator's title.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RequestRow {
    /// Identifier.
    pub data_request_id: String,
    /// Part of its address.
    pub slug: String,
    /// Title, in the language of the backbone.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What is asked.
    pub what: String,
    /// What is asked, Spanish.
    pub what_es: String,
    /// Why.
    pub why: String,
    /// Why, Spanish.
    pub why_es: String,
    /// The indicator.
    pub indicator_id: String,
    /// Its slug.
    pub indicator_slug: String,
    /// Its title, English.
    pub indicator_title_en: String,
    /// Its title, Spanish.
    pub indicator_title_es: String,
    /// Key of the period; empty where the file says it.
    pub period: String,
    /// Whether the period stands in the file.
    pub period_is_in_file: bool,
    /// Last day, ISO 8601.
    pub due_on: String,
    /// Whether names and birth dates are dropped before anything is kept.
    pub is_counts_only: bool,
    /// [`RequestScope`] as JSON.
    pub scope: String,
    /// `draft`, `open`, `closed`.
    pub state: String,
    /// When it was made.
    pub created_at: i64,
}

impl RequestRow {
    /// The due date. What stands in the table was checked when it was saved.
    pub fn due(&self) -> jiff::civil::Date {
        self.due_on.parse().unwrap_or(jiff::civil::Date::MAX)
    }

    /// Places and dimensions asked for.
    pub fn asked(&self) -> RequestScope {
        serde_json::from_str(&self.scope).unwrap_or_default()
    }
}

/// A partner of a request, and how far it has come.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PartnerRow {
    /// The organisation.
    pub organisation_id: String,
    /// Its slug.
    pub organisation_slug: String,
    /// Its name.
    pub organisation_name: String,
    /// Who is asked there.
    pub person_id: String,
    /// Name.
    pub person_name: String,
    /// Address.
    pub person_email: String,
    /// Language of mails.
    pub person_language: String,
    /// When the mail went out.
    pub asked_at: Option<i64>,
    /// When the link was first opened.
    pub opened_at: Option<i64>,
    /// When a file was first read.
    pub started_at: Option<i64>,
    /// When the last reminder went out.
    pub reminded_at: Option<i64>,
    /// How many reminders went out.
    pub reminders: i64,
    /// The latest submission.
    pub submission_id: Option<String>,
    /// Its state.
    pub submission_state: Option<String>,
    /// When it was sent.
    pub sent_at: Option<i64>,
    /// Whether it is a part, with more to come.
    pub is_partial: Option<bool>,
}

/// A new request's row.
#[derive(Debug, Clone)]
pub struct NewRow {
    /// Identifier.
    pub data_request_id: String,
    /// Part of its address.
    pub slug: String,
    /// Title, and in Spanish.
    pub title: [String; 2],
    /// What is asked, and in Spanish.
    pub what: [String; 2],
    /// Why, and in Spanish.
    pub why: [String; 2],
    /// The indicator.
    pub indicator_id: String,
    /// Key of the period; empty where the file says it.
    pub period: String,
    /// Last day.
    pub due_on: String,
    /// Whether only counts are kept.
    pub is_counts_only: bool,
    /// [`RequestScope`] as JSON.
    pub scope: String,
}

const REQUEST: &str = "r.data_request_id, r.slug, r.title, r.title_es, r.what, r.what_es, r.why, r.why_es,
      r.indicator_id, i.slug as indicator_slug, coalesce(v.title_en, i.slug) as indicator_title_en,
      coalesce(v.title_es, '') as indicator_title_es, r.period, r.period_is_in_file, r.due_on, r.is_counts_only,
      r.scope, r.state, r.created_at
    from data_request r
    join indicator i on i.collaborative_id = r.collaborative_id and i.indicator_id = r.indicator_id
    left join indicator_version v on v.collaborative_id = i.collaborative_id and v.indicator_id = i.indicator_id
      and v.version = (select max(x.version) from indicator_version x
                       where x.collaborative_id = i.collaborative_id and x.indicator_id = i.indicator_id)
    where r.collaborative_id = $1";

/// Every request: open ones first, the next due first.
pub async fn requests(connection: &Connection) -> Result<Vec<RequestRow>, DbError> {
    let sql = format!(
        "select {REQUEST}
         order by case r.state when 'open' then 0 when 'draft' then 1 else 2 end, r.due_on, r.data_request_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// The request at a slug.
pub async fn request_by_slug(connection: &Connection, slug: &str) -> Result<Option<RequestRow>, DbError> {
    connection
        .row(&format!("select {REQUEST} and r.slug = $2"), args![slug])
        .await
}

/// One request.
pub async fn request(connection: &Connection, id: &str) -> Result<Option<RequestRow>, DbError> {
    connection
        .row(&format!("select {REQUEST} and r.data_request_id = $2"), args![id])
        .await
}

/// Slugs that begin like this one.
pub async fn slugs_like(tx: &Tx, slug: &str) -> Result<Vec<String>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        slug: String,
    }
    let sql = "select slug from data_request
               where collaborative_id = $1 and slug like $2
               order by slug
               limit 10000";
    let rows: Vec<Row> = tx.rows(sql, args![format!("{slug}%")]).await?;
    Ok(rows.into_iter().map(|row| row.slug).collect())
}

/// Keeps a new request as a draft.
pub async fn insert(tx: &Tx, row: &NewRow) -> Result<(), DbError> {
    let sql =
        "insert into data_request (collaborative_id, data_request_id, slug, title, title_es, what, what_es,
                 why, why_es, indicator_id, period, period_is_in_file, due_on, is_counts_only, scope, state,
                 created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'draft', $16, $17)";
    let NewRow {
        title: [title, title_es],
        what: [what, what_es],
        why: [why, why_es],
        ..
    } = row.clone();
    let values = args![
        row.data_request_id.clone(),
        row.slug.clone(),
        title,
        title_es,
        what,
        what_es,
        why,
        why_es,
        row.indicator_id.clone(),
        row.period.clone(),
        row.period.is_empty(),
        row.due_on.clone(),
        row.is_counts_only,
        row.scope.clone(),
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Adds a partner with its contact.
pub async fn insert_partner(tx: &Tx, request: &str, organisation: &str, person: &str) -> Result<(), DbError> {
    let sql = "insert into request_partner (collaborative_id, data_request_id, organisation_id, person_id)
               values ($1, $2, $3, $4)";
    tx.run(sql, args![request, organisation, person]).await?;
    Ok(())
}

/// Moves a request from one state to the next; tells whether it was in the first.
pub async fn change_state(tx: &Tx, request: &str, from: &str, to: &str) -> Result<bool, DbError> {
    let sql = "update data_request set state = $4
               where collaborative_id = $1 and data_request_id = $2 and state = $3";
    Ok(tx.run(sql, args![request, from, to]).await? > 0)
}

const PARTNER: &str = "p.organisation_id, o.slug as organisation_slug, o.name as organisation_name,
      p.person_id, e.name as person_name, e.email as person_email, e.language as person_language,
      p.asked_at, p.opened_at, p.started_at, p.reminded_at, p.reminders,
      s.submission_id, s.state as submission_state, s.sent_at, s.is_partial
    from request_partner p
    join organisation o on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
    join person e on e.collaborative_id = p.collaborative_id and e.person_id = p.person_id
    left join submission s on s.collaborative_id = p.collaborative_id and s.data_request_id = p.data_request_id
      and s.organisation_id = p.organisation_id
      and s.number = (select max(x.number) from submission x
                      where x.collaborative_id = p.collaborative_id and x.data_request_id = p.data_request_id
                        and x.organisation_id = p.organisation_id and x.state <> 'replaced')
    where p.collaborative_id = $1 and p.data_request_id = $2";

/// Partners of a request, by name, with their latest submission.
pub async fn partners(connection: &Connection, request: &str) -> Result<Vec<PartnerRow>, DbError> {
    let sql = format!("select {PARTNER} order by o.name, p.organisation_id limit $3");
    connection.rows(&sql, args![request, PARTNERS_MAX]).await
}

/// One partner of a request.
pub async fn partner(
    connection: &Connection,
    request: &str,
    organisation: &str,
) -> Result<Option<PartnerRow>, DbError> {
    let sql = format!("select {PARTNER} and p.organisation_id = $3");
    connection.row(&sql, args![request, organisation]).await
}

/// Notes that a partner was asked; tells whether it was the first time.
pub async fn note_asked(tx: &Tx, request: &str, organisation: &str) -> Result<bool, DbError> {
    let sql = "update request_partner set asked_at = $4
               where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3 and asked_at is null";
    Ok(tx
        .run(sql, args![request, organisation, tx.clock().now_millis()])
        .await?
        > 0)
}

/// Notes that a reminder went out, unless one did since an instant; tells whether it was noted.
pub async fn note_reminded(tx: &Tx, request: &str, organisation: &str, since: i64) -> Result<bool, DbError> {
    let sql = "update request_partner set reminded_at = $4, reminders = reminders + 1
               where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3
                 and (reminded_at is null or reminded_at < $5)";
    let values = args![request, organisation, tx.clock().now_millis(), since];
    Ok(tx.run(sql, values).await? > 0)
}

/// Puts a colleague in the place of the contact.
pub async fn update_contact(tx: &Tx, request: &str, organisation: &str, person: &str) -> Result<(), DbError> {
    let sql = "update request_partner set person_id = $4
               where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3";
    tx.run(sql, args![request, organisation, person]).await?;
    Ok(())
}

/// Notes the first opening of the link; tells whether it was the first.
pub async fn note_opened(tx: &Tx, request: &str, organisation: &str) -> Result<bool, DbError> {
    let sql = "update request_partner set opened_at = $4
               where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3 and opened_at is null";
    Ok(tx
        .run(sql, args![request, organisation, tx.clock().now_millis()])
        .await?
        > 0)
}

/// Notes the first file or figure; tells whether it was the first.
pub async fn note_started(tx: &Tx, request: &str, organisation: &str) -> Result<bool, DbError> {
    let sql = "update request_partner set started_at = $4
               where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3 and started_at is null";
    Ok(tx
        .run(sql, args![request, organisation, tx.clock().now_millis()])
        .await?
        > 0)
}
