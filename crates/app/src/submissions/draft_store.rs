//! Submissions in the database, from the partner's side.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx, Value};

/// A submission as stored.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SubmissionRow {
    /// Identifier.
    pub submission_id: String,
    /// From 1, within request and organisation.
    pub number: i64,
    /// `draft`, `sent`, `returned`, `accepted`, `replaced`.
    pub state: String,
    /// Name of the file.
    pub file_name: String,
    /// Address of the reading.
    pub reading_hash: Option<String>,
    /// Sheet that is read.
    pub sheet: String,
    /// JSON of `Answers`.
    pub answers: String,
    /// Headings of columns that were not kept: JSON list.
    pub dropped_columns: String,
    /// Whether more is to come.
    pub is_partial: bool,
    /// Last change.
    pub saved_at: i64,
    /// When it was sent.
    pub sent_at: Option<i64>,
}

const COLUMNS: &str =
    "submission_id, number, state, file_name, reading_hash, sheet, answers, dropped_columns,
    is_partial, saved_at, sent_at";

/// Every submission of an organisation to a request, the newest first.
pub async fn submissions(
    connection: &Connection,
    request: &str,
    organisation: &str,
) -> Result<Vec<SubmissionRow>, DbError> {
    let sql = format!(
        "select {COLUMNS}
         from submission
         where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3
         order by number desc
         limit 1000"
    );
    connection.rows(&sql, args![request, organisation]).await
}

/// A draft about to be kept.
#[derive(Debug, Clone)]
pub struct NewSubmission {
    /// Identifier.
    pub id: String,
    /// The request.
    pub request: String,
    /// The organisation.
    pub organisation: String,
    /// From 1.
    pub number: i64,
    /// Name of the file.
    pub file_name: String,
    /// Address of the reading.
    pub reading_hash: String,
    /// Sheet that is read.
    pub sheet: String,
    /// JSON of `Answers`.
    pub answers: String,
    /// JSON list.
    pub dropped_columns: String,
}

/// Keeps a new draft.
pub async fn insert(tx: &Tx, new: NewSubmission) -> Result<(), DbError> {
    let sql = "insert into submission (collaborative_id, submission_id, data_request_id, organisation_id, number, state,
                 file_name, reading_hash, sheet, answers, dropped_columns, created_at, saved_at)
               values ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, $9, $10, $11, $11)";
    let now = tx.clock().now_millis();
    let values = args![
        new.id,
        new.request,
        new.organisation,
        new.number,
        new.file_name,
        new.reading_hash,
        new.sheet,
        new.answers,
        new.dropped_columns,
        now
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Puts another file into a draft; the answers to the old one are gone, and so is what was read of it.
pub async fn update_reading(tx: &Tx, new: &NewSubmission, before: Option<&str>) -> Result<(), DbError> {
    let sql = "update submission
               set file_name = $3, reading_hash = $4, sheet = $5, answers = $6, dropped_columns = $7, saved_at = $8
               where collaborative_id = $1 and submission_id = $2 and state = 'draft'";
    let new = new.clone();
    let now = tx.clock().now_millis();
    tx.run(
        sql,
        args![
            new.id,
            new.file_name,
            new.reading_hash,
            new.sheet,
            new.answers,
            new.dropped_columns,
            now
        ],
    )
    .await?;
    if let Some(before) = before {
        forget_unheld(tx, before).await?;
    }
    Ok(())
}

/// Removes a reading that no submission holds any more.
pub async fn forget_unheld(tx: &Tx, hash: &str) -> Result<u64, DbError> {
    let sql = "delete from object
               where collaborative_id = $1 and hash = $2
                 and not exists (select 1 from submission s where s.collaborative_id = $1 and s.reading_hash = $2)";
    tx.run(sql, args![hash]).await
}

/// Keeps the answers of a draft.
pub async fn update_answers(tx: &Tx, id: &str, answers: &str, sheet: &str) -> Result<u64, DbError> {
    let sql = "update submission
               set answers = $3, sheet = $4, saved_at = $5
               where collaborative_id = $1 and submission_id = $2 and state = 'draft'";
    tx.run(sql, args![id, answers, sheet, tx.clock().now_millis()])
        .await
}

/// Marks a draft as sent. Touches no row if it was sent before.
pub async fn update_sent(tx: &Tx, id: &str, is_partial: bool) -> Result<u64, DbError> {
    let sql = "update submission
               set state = 'sent', is_partial = $3, sent_at = $4, sent_by = $5, sent_key = $2
               where collaborative_id = $1 and submission_id = $2 and state = 'draft'";
    tx.run(
        sql,
        args![id, is_partial, tx.clock().now_millis(), tx.actor().key()],
    )
    .await
}

/// Sent submissions that a newer one stands for.
pub async fn update_replaced(
    tx: &Tx,
    request: &str,
    organisation: &str,
    newest: &str,
) -> Result<u64, DbError> {
    let sql = "update submission
               set state = 'replaced'
               where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3 and submission_id <> $4
                 and state in ('sent', 'returned') and is_partial = $5";
    tx.run(sql, args![request, organisation, newest, false]).await
}

/// Notes that a partner began.
pub async fn update_started(tx: &Tx, request: &str, organisation: &str) -> Result<u64, DbError> {
    let sql = "update request_partner
               set started_at = coalesce(started_at, $4), opened_at = coalesce(opened_at, $4)
               where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3";
    tx.run(sql, args![request, organisation, tx.clock().now_millis()])
        .await
}

/// Remembers what a heading was read as.
pub async fn remember(
    tx: &Tx,
    organisation: &str,
    indicator: &str,
    heading: &str,
    role: &str,
) -> Result<(), DbError> {
    let sql = "insert into remembered_mapping (collaborative_id, organisation_id, indicator_id, heading_key, role, saved_at)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (collaborative_id, organisation_id, indicator_id, heading_key)
               do update set role = excluded.role, saved_at = excluded.saved_at";
    tx.run(
        sql,
        args![organisation, indicator, heading, role, tx.clock().now_millis()],
    )
    .await?;
    Ok(())
}

/// Columns of a figure, in the order of [`insert_figures`].
const FIGURE_COLUMNS: &[&str] = &[
    "submission_figure_id",
    "submission_id",
    "sheet_row",
    "place_id",
    "period",
    "group_key",
    "numerator",
    "denominator",
    "value",
    "margin",
    "status",
    "low",
    "high",
    "cells",
    "state",
];

/// Keeps figures.
pub async fn insert_figures(tx: &Tx, rows: Vec<Vec<Value>>) -> Result<(), DbError> {
    tx.insert_many("submission_figure", FIGURE_COLUMNS, rows).await
}

/// A figure as stored, for the partner's own page.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FigureRow {
    /// Identifier.
    pub submission_figure_id: String,
    /// Row in the sheet.
    pub sheet_row: i64,
    /// Name of the place.
    pub place: String,
    /// Identifier of the place.
    pub place_id: String,
    /// Period key.
    pub period: String,
    /// Group key.
    pub group_key: String,
    /// The part.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// Value.
    pub value: Option<f64>,
    /// What is known.
    pub status: String,
    /// `sent`, `returned`, `corrected`, `accepted`.
    pub state: String,
    /// Why it was returned.
    pub reason: Option<String>,
}

/// Figures of a submission, those that were returned first.
pub async fn figures(connection: &Connection, submission: &str) -> Result<Vec<FigureRow>, DbError> {
    let sql =
        "select f.submission_figure_id, f.sheet_row, p.name as place, f.place_id, f.period, f.group_key,
                 f.numerator, f.denominator, f.value, f.status, f.state, f.reason
               from submission_figure f
               join place p on p.collaborative_id = f.collaborative_id and p.place_id = f.place_id
               where f.collaborative_id = $1 and f.submission_id = $2
               order by case when f.state = 'returned' then 0 else 1 end, f.sheet_row, f.submission_figure_id
               limit 2000000";
    connection.rows(sql, args![submission]).await
}

/// A partner's correction of a returned figure.
pub async fn update_corrected(
    tx: &Tx,
    figure: &str,
    counts: (Option<i64>, Option<i64>),
    value: Option<f64>,
    status: &str,
) -> Result<u64, DbError> {
    let sql = "update submission_figure
               set numerator = $3, denominator = $4, value = $5, status = $6, state = 'corrected'
               where collaborative_id = $1 and submission_figure_id = $2 and state = 'returned'";
    tx.run(sql, args![figure, counts.0, counts.1, value, status])
        .await
}

/// A submission whose returned figures are all corrected waits for review again.
pub async fn update_sent_again(tx: &Tx, id: &str) -> Result<u64, DbError> {
    let sql = "update submission
               set state = 'sent'
               where collaborative_id = $1 and submission_id = $2 and state = 'returned'
                 and not exists (select 1 from submission_figure f
                                 where f.collaborative_id = $1 and f.submission_id = $2 and f.state = 'returned')";
    tx.run(sql, args![id]).await
}
