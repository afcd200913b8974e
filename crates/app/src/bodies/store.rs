//! Queries on notes about people at odds, and on what ties somebody to the rest.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 1_000;
/// Decisions that a person's or partner's page names.
const NAMED_MAX: i64 = 20;

/// A note on two people who stand at odds.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct OddsRow {
    /// Identifier.
    pub odds_note_id: String,
    /// One.
    pub person_id: String,
    /// The other.
    pub other_id: String,
    /// What helps.
    pub note: String,
}

/// Notes that stand, the newest first.
pub async fn odds(connection: &Connection) -> Result<Vec<OddsRow>, DbError> {
    let sql = "select odds_note_id, person_id, other_id, note from odds_note
               where collaborative_id = $1 and ended_at is null
               order by created_at desc, odds_note_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Adds a note.
pub async fn insert_odds(tx: &Tx, row: &OddsRow) -> Result<(), DbError> {
    let sql = "insert into odds_note (collaborative_id, odds_note_id, person_id, other_id, note, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7)";
    let (row, now, by) = (row.clone(), tx.clock().now_millis(), tx.actor().key());
    let values = args![row.odds_note_id, row.person_id, row.other_id, row.note, now, by];
    tx.run(sql, values).await?;
    Ok(())
}

/// Ends a note, and forgets what it said.
pub async fn end_odds(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "update odds_note set ended_at = $3, note = ''
               where collaborative_id = $1 and odds_note_id = $2 and ended_at is null";
    tx.run(sql, args![id, tx.clock().now_millis()]).await
}

/// A proposal that somebody answered.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AnsweredRow {
    /// Which.
    pub proposal_id: String,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title_en: String,
    /// Its title, Spanish.
    pub title_es: String,
    /// Where it stands.
    pub state: String,
    /// What was answered.
    pub choice: String,
}

/// Open answers of a person, the newest first. Of secret ballots nobody knows.
pub async fn answered_by(connection: &Connection, person: &str) -> Result<Vec<AnsweredRow>, DbError> {
    let sql = "select p.proposal_id, p.number, p.title_en, p.title_es, p.state, a.choice
               from answer a
               join proposal p on p.collaborative_id = a.collaborative_id and p.proposal_id = a.proposal_id
               where a.collaborative_id = $1 and a.person_id = $2 and p.state = 'closed'
               order by p.number desc, p.proposal_id
               limit $3";
    connection.rows(sql, args![person, NAMED_MAX]).await
}

/// Open answers of those who sat for a partner, the newest first.
pub async fn answered_for(connection: &Connection, organisation: &str) -> Result<Vec<AnsweredRow>, DbError> {
    let sql = "select p.proposal_id, p.number, p.title_en, p.title_es, p.state, a.choice
               from answer a
               join proposal p on p.collaborative_id = a.collaborative_id and p.proposal_id = a.proposal_id
               join seat s on s.collaborative_id = a.collaborative_id and s.seat_id = a.seat_id
               where a.collaborative_id = $1 and s.organisation_id = $2 and p.state = 'closed'
               order by p.number desc, a.seat_id
               limit $3";
    connection.rows(sql, args![organisation, NAMED_MAX]).await
}

/// What a partner was asked for.
#[derive(Debug, Clone, FromQueryResult)]
pub struct GivenRow {
    /// Part of the request's address.
    pub slug: String,
    /// Title of the request.
    pub title: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Submissions that were accepted.
    pub accepted: i64,
    /// Submissions in all.
    pub sent: i64,
}

/// Requests to a partner, with what was sent.
pub async fn given_by(connection: &Connection, organisation: &str) -> Result<Vec<GivenRow>, DbError> {
    let sql = "select r.slug, r.title, r.title_es,
                 cast(sum(case when s.state = 'accepted' then 1 else 0 end) as bigint) as accepted,
                 cast(sum(case when s.sent_at is not null then 1 else 0 end) as bigint) as sent
               from request_partner q
               join data_request r on r.collaborative_id = q.collaborative_id and r.data_request_id = q.data_request_id
               left join submission s on s.collaborative_id = q.collaborative_id
                 and s.data_request_id = q.data_request_id and s.organisation_id = q.organisation_id
               where q.collaborative_id = $1 and q.organisation_id = $2
               group by r.slug, r.title, r.title_es, r.due_on
               order by r.due_on desc, r.slug
               limit $3";
    connection.rows(sql, args![organisation, NAMED_MAX]).await
}
