//! Queries on the roll of a proposal, its answers, secret ballots, recusals, and who was asked by mail.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 2_000;

/// A seat on the roll.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct VoterRow {
    /// The seat.
    pub seat_id: String,
    /// Who holds it.
    pub person_id: String,
    /// Who may answer in their place.
    pub alternate_id: Option<String>,
    /// `chair`, `vice-chair`, or nothing.
    pub chairs: String,
    /// Whether they were noted as present.
    pub is_present: bool,
    /// When the seat ended, if it did while the vote was open.
    pub left_on: Option<String>,
}

/// An open answer.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct AnswerRow {
    /// For which seat.
    pub seat_id: String,
    /// Who gave it.
    pub person_id: String,
    /// Code of what was answered.
    pub choice: String,
    /// Identifiers of options, first choice first.
    pub ranking: String,
    /// Why.
    pub reason: String,
    /// `page`, `link`, `mail`, `api`.
    pub way: String,
    /// When.
    pub answered_at: i64,
    /// `standing`, `resolved`, `set-aside`, or nothing.
    pub concern: String,
    /// What became of a concern.
    pub concern_note: String,
}

/// A seat that stepped aside.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct RecusalRow {
    /// Which.
    pub seat_id: String,
    /// Why.
    pub reason: String,
    /// The conflict in the register, if it is from there.
    pub standing_conflict_id: Option<String>,
}

/// The roll of a proposal.
pub async fn roll(connection: &Connection, proposal: &str) -> Result<Vec<VoterRow>, DbError> {
    let sql = "select seat_id, person_id, alternate_id, chairs, is_present, left_on
               from proposal_voter
               where collaborative_id = $1 and proposal_id = $2
               order by seat_id
               limit $3";
    connection.rows(sql, args![proposal, LIST_MAX]).await
}

/// Proposals on whose roll somebody is, as holder or alternate, while they are open.
pub async fn open_for(connection: &Connection, person: &str) -> Result<Vec<String>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        proposal_id: String,
    }
    let sql = "select distinct v.proposal_id
               from proposal_voter v
               join proposal p on p.collaborative_id = v.collaborative_id and p.proposal_id = v.proposal_id
               where v.collaborative_id = $1 and p.state = 'open' and v.left_on is null
                 and (v.person_id = $2 or v.alternate_id = $2)
               order by v.proposal_id
               limit $3";
    let rows: Vec<Row> = connection.rows(sql, args![person, LIST_MAX]).await?;
    Ok(rows.into_iter().map(|row| row.proposal_id).collect())
}

/// Adds a seat to the roll, at opening.
pub async fn insert_voter(tx: &Tx, proposal: &str, row: &VoterRow) -> Result<(), DbError> {
    let sql =
        "insert into proposal_voter (collaborative_id, proposal_id, seat_id, person_id, alternate_id, chairs)
               values ($1, $2, $3, $4, $5, $6)";
    let row = row.clone();
    let values = args![proposal, row.seat_id, row.person_id, row.alternate_id, row.chairs];
    tx.run(sql, values).await?;
    Ok(())
}

/// Notes that a seat is present.
pub async fn note_present(tx: &Tx, proposal: &str, seat: &str) -> Result<u64, DbError> {
    let sql = "update proposal_voter set is_present = true
               where collaborative_id = $1 and proposal_id = $2 and seat_id = $3 and is_present = false";
    tx.run(sql, args![proposal, seat]).await
}

/// Notes in every open vote that a seat has ended; gives how many.
pub async fn note_left(tx: &Tx, seat: &str, on: &str) -> Result<u64, DbError> {
    let sql = "update proposal_voter set left_on = $3
               where collaborative_id = $1 and seat_id = $2 and left_on is null
                 and proposal_id in (
                   select proposal_id from proposal where collaborative_id = $1 and state = 'open'
                 )";
    tx.run(sql, args![seat, on]).await
}

/// The open answers to a proposal.
pub async fn answers(connection: &Connection, proposal: &str) -> Result<Vec<AnswerRow>, DbError> {
    let sql = "select seat_id, person_id, choice, ranking, reason, way, answered_at, concern, concern_note
               from answer
               where collaborative_id = $1 and proposal_id = $2
               order by answered_at, seat_id
               limit $3";
    connection.rows(sql, args![proposal, LIST_MAX]).await
}

/// Keeps an open answer in the place of the one before.
pub async fn upsert_answer(tx: &Tx, proposal: &str, row: &AnswerRow) -> Result<(), DbError> {
    let sql =
        "insert into answer (collaborative_id, proposal_id, seat_id, person_id, choice, ranking, reason, way,
                 answered_at, concern, concern_note)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
               on conflict (collaborative_id, proposal_id, seat_id) do update
               set person_id = $4, choice = $5, ranking = $6, reason = $7, way = $8, answered_at = $9,
                 concern = $10, concern_note = $11";
    let row = row.clone();
    let values = args![
        proposal,
        row.seat_id,
        row.person_id,
        row.choice,
        row.ranking,
        row.reason,
        row.way,
        row.answered_at,
        row.concern,
        row.concern_note
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Takes an open answer back.
pub async fn delete_answer(tx: &Tx, proposal: &str, seat: &str) -> Result<(), DbError> {
    let sql = "delete from answer where collaborative_id = $1 and proposal_id = $2 and seat_id = $3";
    tx.run(sql, args![proposal, seat]).await?;
    Ok(())
}

/// What became of a concern.
pub async fn keep_concern(
    tx: &Tx,
    (proposal, seat): (&str, &str),
    (state, note): (&str, &str),
) -> Result<(), DbError> {
    let sql = "update answer set concern = $4, concern_note = $5
               where collaborative_id = $1 and proposal_id = $2 and seat_id = $3";
    tx.run(sql, args![proposal, seat, state, note]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct SeatRow {
    seat_id: String,
}

/// Seats whose secret ballot is in the box.
pub async fn receipts(connection: &Connection, proposal: &str) -> Result<Vec<String>, DbError> {
    let sql = "select seat_id from ballot_receipt
               where collaborative_id = $1 and proposal_id = $2
               order by seat_id
               limit $3";
    let rows: Vec<SeatRow> = connection.rows(sql, args![proposal, LIST_MAX]).await?;
    Ok(rows.into_iter().map(|row| row.seat_id).collect())
}

#[derive(FromQueryResult)]
struct BoxRow {
    ballots: String,
}

/// The box of secret ballots; empty before the first.
pub async fn ballot_box(connection: &Connection, proposal: &str) -> Result<String, DbError> {
    let sql = "select ballots from ballot_box where collaborative_id = $1 and proposal_id = $2";
    let row: Option<BoxRow> = connection.row(sql, args![proposal]).await?;
    Ok(row.map(|row| row.ballots).unwrap_or_default())
}

/// Keeps who has voted and, apart from it, the box. The receipts are written anew in the order of seats: the order in
/// which rows came would tell who put which ballot in.
pub async fn keep_box(
    tx: &Tx,
    proposal: &str,
    (receipts, ballots): (&[String], &str),
) -> Result<(), DbError> {
    let sql = "delete from ballot_receipt where collaborative_id = $1 and proposal_id = $2";
    tx.run(sql, args![proposal]).await?;
    let sql = "insert into ballot_receipt (collaborative_id, proposal_id, seat_id) values ($1, $2, $3)";
    for seat in receipts {
        tx.run(sql, args![proposal, seat.clone()]).await?;
    }
    let sql = "insert into ballot_box (collaborative_id, proposal_id, ballots) values ($1, $2, $3)
               on conflict (collaborative_id, proposal_id) do update set ballots = $3";
    tx.run(sql, args![proposal, ballots]).await?;
    Ok(())
}

/// Seats that stepped aside.
pub async fn recusals(connection: &Connection, proposal: &str) -> Result<Vec<RecusalRow>, DbError> {
    let sql = "select seat_id, reason, standing_conflict_id from recusal
               where collaborative_id = $1 and proposal_id = $2
               order by seat_id
               limit $3";
    connection.rows(sql, args![proposal, LIST_MAX]).await
}

/// A seat steps aside.
pub async fn upsert_recusal(tx: &Tx, proposal: &str, row: &RecusalRow) -> Result<(), DbError> {
    let sql = "insert into recusal (collaborative_id, proposal_id, seat_id, reason, standing_conflict_id, declared_at,
                 declared_by)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, proposal_id, seat_id) do update set reason = $4";
    let (row, now, by) = (row.clone(), tx.clock().now_millis(), tx.actor().key());
    let values = args![
        proposal,
        row.seat_id,
        row.reason,
        row.standing_conflict_id,
        now,
        by
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// A seat that stepped aside of its own accord comes back.
pub async fn delete_recusal(tx: &Tx, proposal: &str, seat: &str) -> Result<(), DbError> {
    let sql = "delete from recusal
               where collaborative_id = $1 and proposal_id = $2 and seat_id = $3 and standing_conflict_id is null";
    tx.run(sql, args![proposal, seat]).await?;
    Ok(())
}

/// Somebody who was asked by mail.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AskRow {
    /// Which proposal.
    pub proposal_id: String,
    /// Who.
    pub person_id: String,
    /// When they were reminded.
    pub reminded_at: Option<i64>,
}

/// Notes who was asked, with the hash of the mark by which a reply is known. Asked again, they have a new mark.
pub async fn upsert_ask(
    tx: &Tx,
    (proposal, seat, person): (&str, &str, &str),
    (link, reply_hash): (&str, &str),
) -> Result<(), DbError> {
    let sql = "insert into proposal_ask (collaborative_id, proposal_id, seat_id, person_id, link_id, reply_hash, asked_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (collaborative_id, proposal_id, seat_id, person_id) do update
               set link_id = $5, reply_hash = $6, reminded_at = $7";
    let now = tx.clock().now_millis();
    tx.run(sql, args![proposal, seat, person, link, reply_hash, now])
        .await?;
    Ok(())
}

/// Who was asked about a proposal.
pub async fn asks(connection: &Connection, proposal: &str) -> Result<Vec<AskRow>, DbError> {
    let sql = "select proposal_id, person_id, reminded_at from proposal_ask
               where collaborative_id = $1 and proposal_id = $2
               order by person_id, seat_id
               limit $3";
    connection.rows(sql, args![proposal, LIST_MAX]).await
}

/// To whom the mark in a reply was sent.
pub async fn ask_by_mark(connection: &Connection, reply_hash: &str) -> Result<Option<AskRow>, DbError> {
    let sql = "select proposal_id, person_id, reminded_at from proposal_ask
               where collaborative_id = $1 and reply_hash = $2";
    connection.row(sql, args![reply_hash]).await
}

/// A conflict of interest in the register.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct ConflictRow {
    /// Identifier.
    pub standing_conflict_id: String,
    /// Whose.
    pub person_id: String,
    /// With which partner.
    pub organisation_id: Option<String>,
    /// About what.
    pub about: String,
    /// First day.
    pub since_on: String,
    /// Last day; none while it stands.
    pub until_on: Option<String>,
}

const CONFLICT: &str = "standing_conflict_id, person_id, organisation_id, about, since_on, until_on";

/// The register, by person.
pub async fn conflicts(connection: &Connection) -> Result<Vec<ConflictRow>, DbError> {
    let sql = format!(
        "select {CONFLICT} from standing_conflict
         where collaborative_id = $1
         order by person_id, since_on, standing_conflict_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// Adds a conflict to the register.
pub async fn insert_conflict(tx: &Tx, row: &ConflictRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into standing_conflict (collaborative_id, {CONFLICT}, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (collaborative_id, standing_conflict_id) do nothing"
    );
    let (row, now, by) = (row.clone(), tx.clock().now_millis(), tx.actor().key());
    let values = args![
        row.standing_conflict_id,
        row.person_id,
        row.organisation_id,
        row.about,
        row.since_on,
        row.until_on,
        now,
        by
    ];
    tx.run(&sql, values).await?;
    Ok(())
}

/// Ends a conflict.
pub async fn end_conflict(tx: &Tx, id: &str, until_on: &str) -> Result<u64, DbError> {
    let sql = "update standing_conflict set until_on = $3
               where collaborative_id = $1 and standing_conflict_id = $2 and until_on is null";
    tx.run(sql, args![id, until_on]).await
}
