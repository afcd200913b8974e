//! Queries of the theory of action.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

const LIST_MAX: i64 = 2_000;

#[derive(FromQueryResult)]
struct DocumentRow {
    document: String,
}

/// The newest version; none where the house's own is used.
pub async fn document(connection: &Connection) -> Result<Option<String>, DbError> {
    let sql = "select document from theory_version
               where collaborative_id = $1
               order by changed_at desc, theory_version_id desc
               limit 1";
    let row: Option<DocumentRow> = connection.row(sql, Vec::new()).await?;
    Ok(row.map(|row| row.document))
}

/// Keeps another version beside the earlier ones.
pub async fn insert_document(tx: &Tx, id: &str, document: &str) -> Result<(), DbError> {
    let sql = "insert into theory_version (collaborative_id, theory_version_id, document, changed_at)
               values ($1, $2, $3, $4)";
    tx.run(sql, args![id, document, tx.clock().now_millis()]).await?;
    Ok(())
}

/// Where a benchmark stands by one's own word.
#[derive(Debug, Clone, FromQueryResult)]
pub struct StandingRow {
    /// Code of the benchmark.
    pub benchmark: String,
    /// `no`, `part` or `yes`.
    pub level: String,
    /// Why.
    pub note: String,
    /// When it was said.
    pub assessed_on: String,
}

/// Every standing.
pub async fn standings(connection: &Connection) -> Result<Vec<StandingRow>, DbError> {
    let sql = "select benchmark, level, note, assessed_on from benchmark_standing
               where collaborative_id = $1
               order by benchmark
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Says where a benchmark stands.
pub async fn upsert_standing(tx: &Tx, row: &StandingRow) -> Result<(), DbError> {
    let sql = "insert into benchmark_standing (collaborative_id, benchmark, level, note, assessed_on, assessed_by)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, benchmark) do update set level = $3, note = $4, assessed_on = $5, assessed_by = $6";
    let (row, by) = (row.clone(), tx.actor().key());
    let values = args![row.benchmark, row.level, row.note, row.assessed_on, by];
    tx.run(sql, values).await?;
    Ok(())
}

/// A piece of evidence.
#[derive(Debug, Clone, FromQueryResult)]
pub struct EvidenceRow {
    /// Identifier.
    pub benchmark_evidence_id: String,
    /// Code of the benchmark.
    pub benchmark: String,
    /// `address` or `thing`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// An address elsewhere, or a page of the workspace.
    pub target: String,
}

/// Every piece of evidence.
pub async fn evidence(connection: &Connection) -> Result<Vec<EvidenceRow>, DbError> {
    let sql = "select benchmark_evidence_id, benchmark, kind, title, target from benchmark_evidence
               where collaborative_id = $1
               order by benchmark, added_on, benchmark_evidence_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// Lays a piece of evidence beside a benchmark.
pub async fn insert_evidence(tx: &Tx, row: &EvidenceRow, added_on: &str) -> Result<(), DbError> {
    let sql = "insert into benchmark_evidence (collaborative_id, benchmark_evidence_id, benchmark, kind, title, target, added_on)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, benchmark_evidence_id) do nothing";
    let row = row.clone();
    let values = args![
        row.benchmark_evidence_id,
        row.benchmark,
        row.kind,
        row.title,
        row.target,
        added_on
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// A look by a peer.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PeerRow {
    /// Identifier.
    pub peer_review_id: String,
    /// Who.
    pub name: String,
    /// Where they come from.
    pub site: String,
    /// When they answered.
    pub answered_at: Option<i64>,
    /// JSON: level and note by code of a benchmark.
    pub answers: String,
}

/// Every look, the newest first.
pub async fn peers(connection: &Connection) -> Result<Vec<PeerRow>, DbError> {
    let sql = "select r.peer_review_id, p.name, r.site, r.answered_at, r.answers
               from peer_review r
               join person p on p.collaborative_id = r.collaborative_id and p.person_id = r.person_id
               where r.collaborative_id = $1
               order by r.asked_at desc, r.peer_review_id
               limit 100";
    connection.rows(sql, Vec::new()).await
}

/// Asks a peer.
pub async fn insert_peer(tx: &Tx, (id, person, site): (&str, &str, &str)) -> Result<(), DbError> {
    let sql = "insert into peer_review (collaborative_id, peer_review_id, person_id, site, asked_at)
               values ($1, $2, $3, $4, $5)";
    tx.run(sql, args![id, person, site, tx.clock().now_millis()])
        .await?;
    Ok(())
}

/// Keeps what a peer said; sent again, it takes the place of what was.
pub async fn keep_answers(tx: &Tx, (id, answers): (&str, &str)) -> Result<u64, DbError> {
    let sql = "update peer_review set answers = $3, answered_at = $4
               where collaborative_id = $1 and peer_review_id = $2";
    tx.run(sql, args![id, answers, tx.clock().now_millis()]).await
}
