//! Hours that volunteers gave: of how many people, without names, and what they are worth by a dated rate with its source.

use domain::ids::VolunteerHoursId;
use domain::payments::worth;
use domain::policy::minutes_of;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};

use super::actions::rate_of;
use super::store::{self, LIST_MAX, RateRow};
use crate::blocks::Typed;
use crate::directory::actions::commit;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Most people of one entry.
const PEOPLE_MOST: i64 = 5_000;

/// Hours of volunteers.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct HoursRow {
    /// Identifier.
    pub volunteer_hours_id: String,
    /// With which partner.
    pub organisation_id: Option<String>,
    /// Day.
    pub done_on: String,
    /// What was done.
    pub what_en: String,
    /// The same, Spanish.
    pub what_es: String,
    /// How many people.
    pub people: i64,
    /// Minutes of all of them together.
    pub minutes: i64,
    /// The rate they are worth by; none where there was none on the day.
    pub payment_rate_id: Option<String>,
}

/// Every entry, the newest first.
pub async fn hours(connection: &Connection) -> Result<Vec<HoursRow>, DbError> {
    let sql = "select volunteer_hours_id, organisation_id, done_on, what_en, what_es, people, minutes, payment_rate_id
               from volunteer_hours
               where collaborative_id = $1 and removed_at is null
               order by done_on desc, volunteer_hours_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Hours of a year that are worth the same rate, of every entry.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct YearRow {
    /// The year.
    pub year: String,
    /// The rate they are worth by; none where there was none on the day.
    pub payment_rate_id: Option<String>,
    /// Minutes of all together.
    pub minutes: i64,
}

/// Sums by year and rate, the newest year first.
pub async fn by_year(connection: &Connection) -> Result<Vec<YearRow>, DbError> {
    let sql = "select substr(done_on, 1, 4) as year, payment_rate_id, cast(sum(minutes) as bigint) as minutes
               from volunteer_hours
               where collaborative_id = $1 and removed_at is null
               group by substr(done_on, 1, 4), payment_rate_id
               order by substr(done_on, 1, 4) desc, payment_rate_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

async fn insert(tx: &Tx, row: &HoursRow) -> Result<u64, DbError> {
    let sql = "insert into volunteer_hours
                 (collaborative_id, volunteer_hours_id, organisation_id, done_on, what_en, what_es, people, minutes,
                  payment_rate_id, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
               on conflict (collaborative_id, volunteer_hours_id) do nothing";
    let row = row.clone();
    let values = args![
        row.volunteer_hours_id,
        row.organisation_id,
        row.done_on,
        row.what_en,
        row.what_es,
        row.people,
        row.minutes,
        row.payment_rate_id,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Notes hours. The identifier comes with the form.
pub async fn add(scope: &Scope, actor: Actor, id: VolunteerHoursId, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let people = check.optional_whole("volunteers", typed.get("volunteers"));
    if !people.is_some_and(|people| (1..=PEOPLE_MOST).contains(&people)) {
        check.wrong("volunteers", "problem-not-a-whole-number");
    }
    let each = minutes_of(typed.get("hours_each")).filter(|minutes| *minutes > 0);
    if each.is_none() {
        check.wrong("hours_each", "problem-not-hours");
    }
    let organisation = Some(typed.text("organisation")).filter(|id| !id.is_empty());
    let done_on = check.day("done_on", typed.get("done_on"));
    let row = HoursRow {
        volunteer_hours_id: id.to_string(),
        organisation_id: organisation,
        what_en: check.title("what_en", typed.get("what_en")),
        what_es: check.optional_title("what_es", typed.get("what_es")),
        people: people.unwrap_or_default(),
        minutes: people
            .unwrap_or_default()
            .saturating_mul(each.unwrap_or_default()),
        done_on,
        payment_rate_id: None,
    };
    let mut row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    if let Some(organisation) = &row.organisation_id {
        directory::organisation(&tx, organisation)
            .await?
            .ok_or(Error::NotFound)?;
    }
    let rates = store::rates(&tx).await?;
    let rate = rate_of(&rates, ("volunteer", "hour"), &row.done_on);
    row.payment_rate_id = rate.map(|rate| rate.payment_rate_id.clone());
    if insert(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("volunteers.hours-noted", "volunteer-hours", id.uuid())
        .set("done_on", &row.done_on)
        .set("minutes", row.minutes);
    commit(tx, vec![fact]).await
}

/// Takes an entry off. Taken off twice is once.
pub async fn remove(scope: &Scope, actor: Actor, id: VolunteerHoursId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let sql = "update volunteer_hours set removed_at = $3
               where collaborative_id = $1 and volunteer_hours_id = $2 and removed_at is null";
    let now = tx.clock().now_millis();
    if tx.run(sql, args![id.to_string(), now]).await? == 0 {
        return Err(Error::NotFound.into());
    }
    commit(
        tx,
        vec![NewFact::new(
            "volunteers.hours-removed",
            "volunteer-hours",
            id.uuid(),
        )],
    )
    .await
}

/// What minutes are worth by the rate they were noted with, in minor units; nothing without a rate.
pub fn worth_of(minutes: i64, rate: Option<&String>, rates: &[RateRow]) -> Option<i64> {
    let rate = rates.iter().find(|one| Some(&one.payment_rate_id) == rate)?;
    Some(worth(minutes, rate.amount))
}
