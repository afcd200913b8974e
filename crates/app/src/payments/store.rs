//! Queries on rates, payments, and those who keep them.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
pub const LIST_MAX: i64 = 5_000;

/// A rate.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct RateRow {
    /// Identifier.
    pub payment_rate_id: String,
    /// Code of what it is for.
    pub kind: String,
    /// What it is called.
    pub label_en: String,
    /// The same, Spanish.
    pub label_es: String,
    /// Minor units.
    pub amount: i64,
    /// Currency.
    pub currency: String,
    /// Code of what it is counted by.
    pub per: String,
    /// From which day it holds.
    pub from_on: String,
    /// Where it comes from.
    pub source: String,
    /// Its address.
    pub source_url: String,
}

/// What somebody is owed, or was paid.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct PaymentRow {
    /// Identifier.
    pub payment_id: String,
    /// To whom.
    pub person_id: String,
    /// Their name.
    pub name: String,
    /// Code of what it is for.
    pub kind: String,
    /// What it was.
    pub what: String,
    /// Day.
    pub happened_on: String,
    /// Hundredths of an hour, mile or occasion.
    pub quantity: i64,
    /// The rate it was reckoned by.
    pub payment_rate_id: String,
    /// Code of what that rate is counted by.
    pub per: String,
    /// Minor units.
    pub amount: i64,
    /// Currency.
    pub currency: String,
    /// When it was paid.
    pub paid_on: Option<String>,
    /// How.
    pub paid_by: String,
}

/// Somebody who keeps payments.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct KeeperRow {
    /// Who.
    pub person_id: String,
    /// Their name.
    pub name: String,
}

/// A year's sum.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct YearRow {
    /// The year.
    pub year: String,
    /// How many people.
    pub people: i64,
    /// Minor units.
    pub amount: i64,
}

const RATE: &str =
    "payment_rate_id, kind, label_en, label_es, amount, currency, per, from_on, source, source_url";

/// Every rate, by kind, the newest first.
pub async fn rates(connection: &Connection) -> Result<Vec<RateRow>, DbError> {
    let sql = format!(
        "select {RATE} from payment_rate where collaborative_id = $1 order by kind, per, from_on desc, payment_rate_id limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// Adds a rate; gives how many rows were added.
pub async fn insert_rate(tx: &Tx, row: &RateRow) -> Result<u64, DbError> {
    let sql = "insert into payment_rate
                 (collaborative_id, payment_rate_id, kind, label_en, label_es, amount, currency, per, from_on, source,
                  source_url, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
               on conflict (collaborative_id, payment_rate_id) do nothing";
    let row = row.clone();
    let values = args![
        row.payment_rate_id,
        row.kind,
        row.label_en,
        row.label_es,
        row.amount,
        row.currency,
        row.per,
        row.from_on,
        row.source,
        row.source_url,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Who keeps payments now, by name.
pub async fn keepers(connection: &Connection) -> Result<Vec<KeeperRow>, DbError> {
    let sql = "select distinct k.person_id, p.name
               from payment_keeper k
               join person p on p.collaborative_id = k.collaborative_id and p.person_id = k.person_id
               where k.collaborative_id = $1 and k.ended_at is null and p.state <> 'left'
               order by p.name, k.person_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Names a keeper.
pub async fn insert_keeper(tx: &Tx, person: &str) -> Result<u64, DbError> {
    let sql = "insert into payment_keeper (collaborative_id, person_id, since_at, named_by)
               values ($1, $2, $3, $4)
               on conflict (collaborative_id, person_id, since_at) do nothing";
    tx.run(sql, args![person, tx.clock().now_millis(), tx.actor().key()])
        .await
}

/// Ends a keeper; gives how many rows changed.
pub async fn end_keeper(tx: &Tx, person: &str) -> Result<u64, DbError> {
    let sql = "update payment_keeper set ended_at = $3
               where collaborative_id = $1 and person_id = $2 and ended_at is null";
    tx.run(sql, args![person, tx.clock().now_millis()]).await
}

const FROM: &str = "from payment m
         join person p on p.collaborative_id = m.collaborative_id and p.person_id = m.person_id
         join payment_rate r
           on r.collaborative_id = m.collaborative_id and r.payment_rate_id = m.payment_rate_id";
const PAYMENT: &str = "m.payment_id, m.person_id, p.name, m.kind, m.what, m.happened_on, m.quantity, m.payment_rate_id, \
                       r.per, m.amount, m.currency, m.paid_on, m.paid_by";

/// What is owed and was paid, what is owed first, then the newest.
pub async fn payments(connection: &Connection) -> Result<Vec<PaymentRow>, DbError> {
    let sql = format!(
        "select {PAYMENT}
         {FROM}
         where m.collaborative_id = $1 and m.cancelled_at is null
         order by case when m.paid_on is null then 0 else 1 end, m.happened_on desc, m.payment_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// What one person is owed and was paid.
pub async fn payments_of(connection: &Connection, person: &str) -> Result<Vec<PaymentRow>, DbError> {
    let sql = format!(
        "select {PAYMENT}
         {FROM}
         where m.collaborative_id = $1 and m.person_id = $2 and m.cancelled_at is null
         order by case when m.paid_on is null then 0 else 1 end, m.happened_on desc, m.payment_id
         limit $3"
    );
    connection.rows(&sql, args![person, LIST_MAX]).await
}

/// Adds what somebody is owed; gives how many rows were added.
pub async fn insert_payment(tx: &Tx, row: &PaymentRow) -> Result<u64, DbError> {
    let sql = "insert into payment
                 (collaborative_id, payment_id, person_id, kind, what, happened_on, quantity, payment_rate_id, amount,
                  currency, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
               on conflict (collaborative_id, payment_id) do nothing";
    let row = row.clone();
    let values = args![
        row.payment_id,
        row.person_id,
        row.kind,
        row.what,
        row.happened_on,
        row.quantity,
        row.payment_rate_id,
        row.amount,
        row.currency,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Notes that something was paid; gives how many rows changed.
pub async fn pay(tx: &Tx, id: &str, (on, how): (&str, &str)) -> Result<u64, DbError> {
    let sql = "update payment set paid_on = $3, paid_by = $4
               where collaborative_id = $1 and payment_id = $2 and paid_on is null and cancelled_at is null";
    tx.run(sql, args![id, on, how]).await
}

/// Takes back that something was paid; gives how many rows changed.
pub async fn unpay(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "update payment set paid_on = null, paid_by = ''
               where collaborative_id = $1 and payment_id = $2 and paid_on is not null and cancelled_at is null";
    tx.run(sql, args![id]).await
}

/// Cancels what is not paid; gives how many rows changed.
pub async fn cancel(tx: &Tx, id: &str, because: &str) -> Result<u64, DbError> {
    let sql = "update payment set cancelled_at = $3, cancelled_because = $4
               where collaborative_id = $1 and payment_id = $2 and paid_on is null and cancelled_at is null";
    tx.run(sql, args![id, tx.clock().now_millis(), because]).await
}

/// What was paid by year, before a year: years that are over.
pub async fn years_before(connection: &Connection, year: &str) -> Result<Vec<YearRow>, DbError> {
    let sql = "select substr(paid_on, 1, 4) as year, count(distinct person_id) as people,
                 cast(sum(amount) as bigint) as amount
               from payment
               where collaborative_id = $1 and cancelled_at is null and substr(paid_on, 1, 4) < $2
               group by substr(paid_on, 1, 4)
               order by substr(paid_on, 1, 4) desc
               limit $3";
    connection.rows(sql, args![year, LIST_MAX]).await
}
