//! Queries on candidates and their scores.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 10_000;

const CANDIDATE: &str = "candidate_id, result_id, title_en, title_es, sheet, round, state, reason, indicator_id, \
                         created_at, decided_at";

/// A number proposed to stand for a result.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct CandidateRow {
    /// Identifier.
    pub candidate_id: String,
    /// For which result.
    pub result_id: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// The draft of its definition sheet, JSON.
    pub sheet: String,
    /// The round that people score in now.
    pub round: i64,
    /// `open`, `chosen`, `set-aside`.
    pub state: String,
    /// Why it was chosen or set aside.
    pub reason: String,
    /// The indicator that it became.
    pub indicator_id: Option<String>,
    /// When it was proposed.
    pub created_at: i64,
    /// When it was chosen or set aside.
    pub decided_at: Option<i64>,
}

/// One person's scores of a candidate.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct ScoreRow {
    /// Which candidate.
    pub candidate_id: String,
    /// Who scored.
    pub person_id: String,
    /// Communication power, 1 to 5.
    pub communication: i64,
    /// Proxy power.
    pub proxy: i64,
    /// Data power.
    pub data: i64,
    /// What they add.
    pub remark: String,
}

/// Every candidate, in the order in which they were proposed.
pub async fn candidates(connection: &Connection) -> Result<Vec<CandidateRow>, DbError> {
    let sql = format!(
        "select {CANDIDATE} from candidate where collaborative_id = $1 order by created_at, candidate_id limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// The candidates for a result, in the order in which they were proposed.
pub async fn candidates_for(connection: &Connection, result: &str) -> Result<Vec<CandidateRow>, DbError> {
    let sql = format!(
        "select {CANDIDATE} from candidate
         where collaborative_id = $1 and result_id = $2
         order by created_at, candidate_id
         limit $3"
    );
    connection.rows(&sql, args![result, LIST_MAX]).await
}

/// One candidate.
pub async fn candidate(connection: &Connection, id: &str) -> Result<Option<CandidateRow>, DbError> {
    let sql = format!("select {CANDIDATE} from candidate where collaborative_id = $1 and candidate_id = $2");
    connection.row(&sql, args![id]).await
}

/// Adds a candidate.
pub async fn insert(tx: &Tx, row: &CandidateRow) -> Result<(), DbError> {
    let sql = "insert into candidate
                 (collaborative_id, candidate_id, result_id, title_en, title_es, sheet, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let row = row.clone();
    let values = args![
        row.candidate_id,
        row.result_id,
        row.title_en,
        row.title_es,
        row.sheet,
        row.created_at,
        tx.actor().key(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Scores of a candidate in one round, in an order that tells nothing of who came first.
pub async fn scores(connection: &Connection, candidate: &str, round: i64) -> Result<Vec<ScoreRow>, DbError> {
    let sql = "select candidate_id, person_id, communication, proxy, data, remark
               from candidate_score
               where collaborative_id = $1 and candidate_id = $2 and round = $3
               order by communication, proxy, data, person_id
               limit $4";
    connection.rows(sql, args![candidate, round, LIST_MAX]).await
}

/// Everybody's scores of the candidates for a result, each in the round that goes on.
pub async fn scores_for(connection: &Connection, result: &str) -> Result<Vec<ScoreRow>, DbError> {
    let sql = "select s.candidate_id, s.person_id, s.communication, s.proxy, s.data, s.remark
               from candidate_score s
               join candidate c on c.collaborative_id = s.collaborative_id and c.candidate_id = s.candidate_id
                 and c.round = s.round
               where s.collaborative_id = $1 and c.result_id = $2
               order by s.candidate_id, s.communication, s.proxy, s.data, s.person_id
               limit $3";
    connection.rows(sql, args![result, LIST_MAX]).await
}

/// Keeps somebody's scores in a round. A second answer changes nothing; gives how many rows were added.
pub async fn insert_score(tx: &Tx, row: &ScoreRow, round: i64) -> Result<u64, DbError> {
    let sql = "insert into candidate_score
                 (collaborative_id, candidate_id, round, person_id, communication, proxy, data, remark, scored_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               on conflict (collaborative_id, candidate_id, round, person_id) do nothing";
    let now = tx.clock().now_millis();
    let row = row.clone();
    let values = args![
        row.candidate_id,
        round,
        row.person_id,
        row.communication,
        row.proxy,
        row.data,
        row.remark,
        now,
    ];
    tx.run(sql, values).await
}

/// Notes what became of an open candidate; gives how many rows changed.
pub async fn decide(
    tx: &Tx,
    id: &str,
    state: &str,
    reason: &str,
    indicator: Option<&str>,
) -> Result<u64, DbError> {
    let sql = "update candidate
               set state = $3, reason = $4, indicator_id = $5, decided_at = $6, decided_by = $7
               where collaborative_id = $1 and candidate_id = $2 and state = 'open'";
    let now = tx.clock().now_millis();
    let indicator = indicator.map(str::to_owned);
    tx.run(sql, args![id, state, reason, indicator, now, tx.actor().key()])
        .await
}

/// Opens the next round of an open candidate; gives how many rows changed.
pub async fn next_round(tx: &Tx, id: &str, round: i64) -> Result<u64, DbError> {
    let sql = "update candidate set round = $3
               where collaborative_id = $1 and candidate_id = $2 and state = 'open'";
    tx.run(sql, args![id, round]).await
}
