//! The desk in the database: studies and proposals.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most proposals that are listed.
const LIST_MAX: i64 = 200;

/// A study as stored.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StudyRow {
    /// Identifier.
    pub study_id: String,
    /// Which edition.
    pub edition_id: String,
    /// Address of the draft that was studied.
    pub draft_hash: String,
    /// `running`, `done`, `stopped`.
    pub state: String,
    /// JSON of `study::Line`s.
    pub lines: String,
}

const STUDY: &str = "study_id, edition_id, draft_hash, state, lines";

/// The study of an edition's draft.
pub async fn study_of(connection: &Connection, edition: &str) -> Result<Option<StudyRow>, DbError> {
    let sql = format!("select {STUDY} from study where collaborative_id = $1 and edition_id = $2");
    connection.row(&sql, args![edition]).await
}

/// A study by its identifier.
pub async fn study(connection: &Connection, id: &str) -> Result<Option<StudyRow>, DbError> {
    let sql = format!("select {STUDY} from study where collaborative_id = $1 and study_id = $2");
    connection.row(&sql, args![id]).await
}

/// Begins a study in place of an earlier one of the same edition.
pub async fn begin_study(
    tx: &Tx,
    (id, edition): (&str, &str),
    draft_hash: &str,
    lines: &str,
) -> Result<(), DbError> {
    let old = "delete from study where collaborative_id = $1 and edition_id = $2";
    tx.run(old, args![edition]).await?;
    let sql =
        "insert into study (collaborative_id, study_id, edition_id, draft_hash, state, lines, started_at, started_by)
               values ($1, $2, $3, $4, 'running', $5, $6, $7)";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    tx.run(sql, args![id, edition, draft_hash, lines, now, by])
        .await?;
    Ok(())
}

/// Writes down how far a running study is. Touches nothing once it was stopped.
pub async fn update_study(tx: &Tx, id: &str, lines: &str, state: &str) -> Result<u64, DbError> {
    let sql = "update study set lines = $3, state = $4, ended_at = $5
               where collaborative_id = $1 and study_id = $2 and state = 'running'";
    let ended = (state != "running").then(|| tx.clock().now_millis());
    tx.run(sql, args![id, lines, state, ended]).await
}

/// Stops a running study.
pub async fn stop_study(tx: &Tx, edition: &str) -> Result<u64, DbError> {
    let sql = "update study set state = 'stopped', ended_at = $3
               where collaborative_id = $1 and edition_id = $2 and state = 'running'";
    tx.run(sql, args![edition, tx.clock().now_millis()]).await
}

/// A proposed breakdown as stored.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ProposalRow {
    /// Identifier.
    pub breakdown_proposal_id: String,
    /// The draft it was proposed for.
    pub edition_id: String,
    /// Slug of the indicator.
    pub indicator: String,
    /// Slugs of its dimensions, joined by `&`.
    pub breakdown: String,
    /// Why.
    pub reason: String,
    /// JSON of `price::Price`.
    pub price: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// `added`, `declined`, `refused`, or nothing yet.
    pub answer: Option<String>,
    /// Why.
    pub answer_reason: Option<String>,
}

/// Proposals for a draft, the newest first.
pub async fn proposals(connection: &Connection, edition: &str) -> Result<Vec<ProposalRow>, DbError> {
    let sql =
        "select b.breakdown_proposal_id, b.edition_id, i.slug as indicator, b.breakdown, b.reason, b.price,
                 b.proposed_by, b.answer, b.answer_reason
               from breakdown_proposal b
               join indicator i on i.collaborative_id = b.collaborative_id and i.indicator_id = b.indicator_id
               where b.collaborative_id = $1 and b.edition_id = $2
               order by b.proposed_at desc, b.breakdown_proposal_id
               limit $3";
    connection.rows(sql, args![edition, LIST_MAX]).await
}

/// A proposal to be kept.
#[derive(Debug, Clone)]
pub struct NewProposal {
    /// Identifier.
    pub id: String,
    /// The draft it is for.
    pub edition: String,
    /// Identifier of the indicator.
    pub indicator: String,
    /// Slugs of its dimensions, joined by `&`.
    pub breakdown: String,
    /// Why.
    pub reason: String,
    /// JSON of `price::Price`.
    pub price: String,
    /// `refused` where the engine refuses it at once.
    pub answer: Option<String>,
    /// Why it does.
    pub answer_reason: Option<String>,
}

/// Keeps a proposal.
pub async fn insert_proposal(tx: &Tx, new: NewProposal) -> Result<(), DbError> {
    let sql =
        "insert into breakdown_proposal (collaborative_id, breakdown_proposal_id, edition_id, indicator_id,
                 breakdown, reason, price, proposed_at, proposed_by, answer, answer_reason)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    let values = args![
        new.id,
        new.edition,
        new.indicator,
        new.breakdown,
        new.reason,
        new.price,
        now,
        by,
        new.answer,
        new.answer_reason
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Answers an open proposal.
pub async fn answer_proposal(
    tx: &Tx,
    id: &str,
    answer: &str,
    reason: Option<String>,
) -> Result<u64, DbError> {
    let sql = "update breakdown_proposal
               set answer = $3, answer_reason = $4, answered_at = $5, answered_by = $6
               where collaborative_id = $1 and breakdown_proposal_id = $2 and answer is null";
    let (now, by) = (tx.clock().now_millis(), tx.actor().key());
    tx.run(sql, args![id, answer, reason, now, by]).await
}
