//! Queries on words that share the credit.

use domain::credit::{Answer, Named};
use jiff::civil::Date;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

use crate::dates;

/// Most partners that one text names.
const NAMED_MAX: i64 = 200;

/// Most words, and partners named in them, about one indicator.
const CREDITS_MAX: i64 = 20_000;

/// The words.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CreditRow {
    /// English.
    pub text_en: String,
    /// Spanish.
    pub text_es: String,
    /// Which wording it is, from 1.
    pub revision: i64,
}

/// The words about a contribution.
pub async fn credit(connection: &Connection, id: &str) -> Result<Option<CreditRow>, DbError> {
    let sql = "select text_en, text_es, revision
               from contribution_credit
               where collaborative_id = $1 and contribution_id = $2";
    connection.row(sql, args![id]).await
}

/// A partner named in the words.
#[derive(Debug, Clone, FromQueryResult)]
pub struct NamedRow {
    /// The partner.
    pub organisation_id: String,
    /// Its name.
    pub name: String,
    /// When it was last asked.
    pub asked_at: Option<i64>,
    /// About which wording.
    pub asked_revision: Option<i64>,
    /// What it said.
    pub answer: Option<String>,
    /// About which wording.
    pub answered_revision: Option<i64>,
    /// Why, if it objects.
    pub because: String,
}

impl NamedRow {
    /// As the rules take it.
    pub fn named(&self, time_zone: &str) -> Named {
        let day = |at: i64| -> Date { dates::day_of(at, time_zone) };
        Named {
            asked: self.asked_at.map(day).zip(self.asked_revision),
            answered: self
                .answer
                .as_deref()
                .and_then(Answer::from_code)
                .zip(self.answered_revision),
        }
    }
}

/// Partners named in the words about a contribution: the one whose it is, and those who did it too.
pub async fn named(connection: &Connection, id: &str) -> Result<Vec<NamedRow>, DbError> {
    let sql = "select o.organisation_id, o.name, a.asked_at, a.asked_revision, a.answer, a.answered_revision,
                 coalesce(a.because, '') as because
               from organisation o
               left join contribution_credit_partner a on a.collaborative_id = o.collaborative_id
                 and a.organisation_id = o.organisation_id and a.contribution_id = $2
               where o.collaborative_id = $1
                 and (exists (select 1 from contribution c
                              where c.collaborative_id = o.collaborative_id and c.contribution_id = $2
                                and c.organisation_id = o.organisation_id)
                   or exists (select 1 from contribution_partner p
                              where p.collaborative_id = o.collaborative_id and p.contribution_id = $2
                                and p.organisation_id = o.organisation_id))
               order by o.name, o.organisation_id
               limit $3";
    connection.rows(sql, args![id, NAMED_MAX]).await
}

/// Words about one of several contributions.
#[derive(Debug, Clone, FromQueryResult)]
pub struct WordedRow {
    /// The contribution.
    pub contribution_id: String,
    /// English.
    pub text_en: String,
    /// Spanish.
    pub text_es: String,
    /// Which wording it is.
    pub revision: i64,
}

/// The words about what partners did for an indicator.
pub async fn credits_to(connection: &Connection, indicator: &str) -> Result<Vec<WordedRow>, DbError> {
    let sql = "select k.contribution_id, k.text_en, k.text_es, k.revision
               from contribution_credit k
               join contribution c
                 on c.collaborative_id = k.collaborative_id and c.contribution_id = k.contribution_id
               where k.collaborative_id = $1 and c.indicator_id = $2 and c.withdrawn_at is null
               order by k.contribution_id
               limit $3";
    connection.rows(sql, args![indicator, CREDITS_MAX]).await
}

/// A partner named in the words about one of several contributions.
#[derive(Debug, Clone, FromQueryResult)]
pub struct NamedInRow {
    /// The contribution.
    pub contribution_id: String,
    /// The partner.
    pub organisation_id: String,
    /// Its name.
    pub name: String,
    /// When it was last asked.
    pub asked_at: Option<i64>,
    /// About which wording.
    pub asked_revision: Option<i64>,
    /// What it said.
    pub answer: Option<String>,
    /// About which wording.
    pub answered_revision: Option<i64>,
    /// Why, if it objects.
    pub because: String,
}

/// Partners named in the words about what was done for an indicator, by name.
pub async fn named_to(connection: &Connection, indicator: &str) -> Result<Vec<NamedInRow>, DbError> {
    let sql = "select k.contribution_id, o.organisation_id, o.name, a.asked_at, a.asked_revision, a.answer,
                 a.answered_revision, coalesce(a.because, '') as because
               from contribution_credit k
               join contribution c
                 on c.collaborative_id = k.collaborative_id and c.contribution_id = k.contribution_id
               join organisation o on o.collaborative_id = k.collaborative_id
               left join contribution_credit_partner a on a.collaborative_id = o.collaborative_id
                 and a.organisation_id = o.organisation_id and a.contribution_id = k.contribution_id
               where k.collaborative_id = $1 and c.indicator_id = $2 and c.withdrawn_at is null
                 and (c.organisation_id = o.organisation_id
                   or exists (select 1 from contribution_partner p
                              where p.collaborative_id = o.collaborative_id
                                and p.contribution_id = k.contribution_id
                                and p.organisation_id = o.organisation_id))
               order by k.contribution_id, o.name, o.organisation_id
               limit $3";
    connection.rows(sql, args![indicator, CREDITS_MAX]).await
}

/// Writes the words; gives the wording they are now.
pub async fn write(tx: &Tx, id: &str, (en, es): (&str, &str)) -> Result<(), DbError> {
    let sql = "insert into contribution_credit
                 (collaborative_id, contribution_id, text_en, text_es, revision, written_at, written_by)
               values ($1, $2, $3, $4, 1, $5, $6)
               on conflict (collaborative_id, contribution_id) do update
               set text_en = excluded.text_en, text_es = excluded.text_es,
                 revision = contribution_credit.revision + 1, written_at = excluded.written_at,
                 written_by = excluded.written_by";
    tx.run(sql, args![id, en, es, tx.clock().now_millis(), tx.actor().key()])
        .await?;
    Ok(())
}

/// Keeps that a partner was asked about a wording.
pub async fn asked(tx: &Tx, (id, organisation): (&str, &str), revision: i64) -> Result<(), DbError> {
    let sql = "insert into contribution_credit_partner
                 (collaborative_id, contribution_id, organisation_id, asked_at, asked_revision)
               values ($1, $2, $3, $4, $5)
               on conflict (collaborative_id, contribution_id, organisation_id) do update
               set asked_at = excluded.asked_at, asked_revision = excluded.asked_revision";
    tx.run(sql, args![id, organisation, tx.clock().now_millis(), revision])
        .await?;
    Ok(())
}

/// Keeps what a partner said about a wording.
pub async fn answered(
    tx: &Tx,
    (id, organisation): (&str, &str),
    (answer, revision, because): (Answer, i64, &str),
) -> Result<(), DbError> {
    let sql = "insert into contribution_credit_partner
                 (collaborative_id, contribution_id, organisation_id, answer, answered_revision, answered_at, because)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, contribution_id, organisation_id) do update
               set answer = excluded.answer, answered_revision = excluded.answered_revision,
                 answered_at = excluded.answered_at, because = excluded.because";
    let now = tx.clock().now_millis();
    tx.run(
        sql,
        args![id, organisation, answer.code(), revision, now, because],
    )
    .await?;
    Ok(())
}

/// Who at a partner is asked: its person who is longest with us.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PersonRow {
    /// The person.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Language.
    pub language: String,
}

/// Who at a partner is asked; none if nobody has an address.
pub async fn person_of(connection: &Connection, organisation: &str) -> Result<Option<PersonRow>, DbError> {
    let sql = "select person_id, name, email, language
               from person
               where collaborative_id = $1 and organisation_id = $2 and state = 'confirmed' and email <> ''
               order by created_at, person_id
               limit 1";
    connection.row(sql, args![organisation]).await
}
