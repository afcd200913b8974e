//! Queries of assessments.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Rounds that are listed: more than anybody lives through.
const LIST_MAX: i64 = 200;
/// Members of one round.
const MEMBERS_MAX: i64 = 5_000;

/// A round as stored.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AssessmentRow {
    /// Identifier.
    pub assessment_id: String,
    /// What it is about.
    pub subject: String,
    /// `open` or `closed`.
    pub state: String,
    /// When it opened.
    pub opened_at: i64,
    /// When it closes, or closed.
    pub closes_at: i64,
    /// How many were asked.
    pub asked: i64,
    /// What is told of it.
    pub told: String,
    /// What a round of the mirror asked; empty for the others.
    pub asks: String,
}

const COLUMNS: &str = "assessment_id, subject, state, opened_at, closes_at, asked, told, asks";

/// Every round, the newest first.
pub async fn assessments(connection: &Connection) -> Result<Vec<AssessmentRow>, DbError> {
    let sql = format!(
        "select {COLUMNS} from assessment
         where collaborative_id = $1
         order by opened_at desc, assessment_id desc
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One round.
pub async fn assessment(connection: &Connection, id: &str) -> Result<Option<AssessmentRow>, DbError> {
    let sql = format!("select {COLUMNS} from assessment where collaborative_id = $1 and assessment_id = $2");
    connection.row(&sql, args![id]).await
}

/// One round, locked where the database can: two answers at once must not be counted from the same tally.
pub async fn assessment_to_change(tx: &Tx, id: &str) -> Result<Option<AssessmentRow>, DbError> {
    let lock = "update assessment set state = state where collaborative_id = $1 and assessment_id = $2";
    tx.run(lock, args![id]).await?;
    assessment(tx, id).await
}

/// Opens a round.
pub async fn insert_assessment(tx: &Tx, row: &AssessmentRow) -> Result<(), DbError> {
    let sql = "insert into assessment (collaborative_id, assessment_id, subject, state, opened_at, closes_at, asked, asks)
               values ($1, $2, $3, 'open', $4, $5, $6, $7)";
    let row = row.clone();
    let values = args![
        row.assessment_id,
        row.subject,
        row.opened_at,
        row.closes_at,
        row.asked,
        row.asks
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// A member of a round.
#[derive(Debug, Clone, FromQueryResult)]
pub struct MemberRow {
    /// Who.
    pub person_id: String,
    /// In which part they are counted.
    pub cell: String,
}

/// Who is asked.
pub async fn members(connection: &Connection, assessment: &str) -> Result<Vec<MemberRow>, DbError> {
    let sql = "select person_id, cell from assessment_member
               where collaborative_id = $1 and assessment_id = $2
               order by person_id
               limit $3";
    connection.rows(sql, args![assessment, MEMBERS_MAX]).await
}

/// Somebody's part in a round; none where they are not asked.
pub async fn member(
    connection: &Connection,
    (assessment, person): (&str, &str),
) -> Result<Option<MemberRow>, DbError> {
    let sql = "select person_id, cell from assessment_member
               where collaborative_id = $1 and assessment_id = $2 and person_id = $3";
    connection.row(sql, args![assessment, person]).await
}

/// Puts somebody on the roll of a round.
pub async fn insert_member(tx: &Tx, assessment: &str, row: &MemberRow) -> Result<(), DbError> {
    let sql = "insert into assessment_member (collaborative_id, assessment_id, person_id, cell)
               values ($1, $2, $3, $4)";
    let values = args![assessment, row.person_id.clone(), row.cell.clone()];
    tx.run(sql, values).await?;
    Ok(())
}

/// The box of a round.
#[derive(Debug, Clone, FromQueryResult)]
pub struct BoxRow {
    /// Who has answered.
    pub receipts: String,
    /// Counts.
    pub tally: String,
}

/// The box of a round; none once it closed.
pub async fn answers(connection: &Connection, assessment: &str) -> Result<Option<BoxRow>, DbError> {
    let sql = "select receipts, tally from assessment_box where collaborative_id = $1 and assessment_id = $2";
    connection.row(sql, args![assessment]).await
}

/// Keeps the box as it is now.
pub async fn keep_box(tx: &Tx, assessment: &str, row: &BoxRow) -> Result<(), DbError> {
    let sql = "insert into assessment_box (collaborative_id, assessment_id, receipts, tally)
               values ($1, $2, $3, $4)
               on conflict (collaborative_id, assessment_id) do update set receipts = $3, tally = $4";
    let values = args![assessment, row.receipts.clone(), row.tally.clone()];
    tx.run(sql, values).await?;
    Ok(())
}

/// Closes a round: keeps what is told, and forgets who was asked, who answered and what was said.
pub async fn close(tx: &Tx, assessment: &str, told: &str) -> Result<(), DbError> {
    let sql = "update assessment set state = 'closed', told = $3 where collaborative_id = $1 and assessment_id = $2";
    tx.run(sql, args![assessment, told]).await?;
    for table in ["assessment_box", "assessment_member"] {
        let sql = format!("delete from {table} where collaborative_id = $1 and assessment_id = $2");
        tx.run(&sql, args![assessment]).await?;
    }
    Ok(())
}

/// Whoever holds a seat on a day and is not of the staff, with the kind of each body.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SeatedRow {
    /// Who.
    pub person_id: String,
    /// Kind of the body.
    pub kind: String,
}

/// Members by seat: those who hold a staff role that day are not asked about their own work.
pub async fn seated(connection: &Connection, day: &str) -> Result<Vec<SeatedRow>, DbError> {
    let sql = "select distinct s.person_id, b.kind
               from seat s
               join body b on b.collaborative_id = s.collaborative_id and b.body_id = s.body_id
                 and b.kind <> 'backbone' and (b.ended_on is null or b.ended_on >= $2)
               join person p on p.collaborative_id = s.collaborative_id and p.person_id = s.person_id
                 and p.state <> 'left'
               where s.collaborative_id = $1 and s.since_on <= $2 and (s.until_on is null or s.until_on >= $2)
                 and not exists (select 1 from staff_role r
                                 where r.collaborative_id = $1 and r.person_id = s.person_id
                                   and r.role in ('director', 'facilitator', 'data-manager')
                                   and r.since_on <= $2 and (r.until_on is null or r.until_on >= $2))
               order by s.person_id, b.kind
               limit $3";
    connection.rows(sql, args![day, MEMBERS_MAX]).await
}

/// The backbone's own people on a day: those with a role in the staff, and those who sit in it.
pub async fn staff(connection: &Connection, day: &str) -> Result<Vec<SeatedRow>, DbError> {
    let sql = "select p.person_id, 'backbone' as kind
               from person p
               where p.collaborative_id = $1 and p.state <> 'left'
                 and (exists (select 1 from staff_role r
                              where r.collaborative_id = $1 and r.person_id = p.person_id
                                and r.role in ('director', 'facilitator', 'data-manager')
                                and r.since_on <= $2 and (r.until_on is null or r.until_on >= $2))
                   or exists (select 1 from seat s
                              join body b on b.collaborative_id = s.collaborative_id and b.body_id = s.body_id
                                and b.kind = 'backbone' and (b.ended_on is null or b.ended_on >= $2)
                              where s.collaborative_id = $1 and s.person_id = p.person_id
                                and s.since_on <= $2 and (s.until_on is null or s.until_on >= $2)))
               order by p.person_id
               limit $3";
    connection.rows(sql, args![day, MEMBERS_MAX]).await
}
