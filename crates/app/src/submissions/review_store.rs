//! Queries of the review: submissions that were sent, and their figures.

use domain::measurement::Figure;
use domain::quantity::Status;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most submissions in the queue.
const QUEUE_MAX: i64 = 500;
/// Most figures of one submission.
pub const FIGURES_MAX: i64 = 100_000;

/// A submission with its request and partner.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SubmissionRow {
    /// Identifier.
    pub submission_id: String,
    /// The request it answers.
    pub data_request_id: String,
    /// Who sent it.
    pub organisation_id: String,
    /// Their name.
    pub organisation_name: String,
    /// `draft`, `sent`, `returned`, `accepted`, `replaced`.
    pub state: String,
    /// Name of the file; empty where figures were typed.
    pub file_name: String,
    /// What the partner answered on the way: JSON.
    pub answers: String,
    /// Columns that were not kept: JSON list of headings.
    pub dropped_columns: String,
    /// Whether more is to come.
    pub is_partial: bool,
    /// When it was sent.
    pub sent_at: Option<i64>,
    /// Who sent it.
    pub sent_by: Option<String>,
    /// When it was decided.
    pub decided_at: Option<i64>,
}

/// One figure of a submission.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FigureRow {
    /// Identifier.
    pub submission_figure_id: String,
    /// Row of the sheet.
    pub sheet_row: i64,
    /// Where.
    pub place_id: String,
    /// Name of the place.
    pub place_name: String,
    /// Key of the period.
    pub period: String,
    /// Key of the group.
    pub group_key: String,
    /// The part.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// Value.
    pub value: Option<f64>,
    /// Margin of error.
    pub margin: Option<f64>,
    /// `ok`, `suppressed`, `not_available`.
    pub status: String,
    /// `sent`, `returned`, `corrected`, `accepted`.
    pub state: String,
    /// Why it went back.
    pub reason: Option<String>,
}

impl FigureRow {
    /// What it says, without saying about what. A mark that is neither a value nor a known blank counts as none.
    pub fn figure(&self) -> Figure {
        Figure {
            numerator: self.numerator,
            denominator: self.denominator,
            value: self.value,
            margin: self.margin,
            numerator_margin: None,
            status: Status::from_code(&self.status).unwrap_or(Status::NotAvailable),
        }
    }
}

/// A figure accepted for an earlier period.
#[derive(Debug, Clone, FromQueryResult)]
pub struct BeforeRow {
    /// Where.
    pub place_id: String,
    /// Key of the group.
    pub group_key: String,
    /// Key of the earlier period.
    pub period: String,
    /// The part.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// Value.
    pub value: Option<f64>,
    /// Margin of error.
    pub margin: Option<f64>,
    /// Margin of error of the part.
    pub numerator_margin: Option<f64>,
    /// `ok`, `suppressed`, `not_available`.
    pub status: String,
}

impl BeforeRow {
    /// What it says.
    pub fn figure(&self) -> Figure {
        Figure {
            numerator: self.numerator,
            denominator: self.denominator,
            value: self.value,
            margin: self.margin,
            numerator_margin: self.numerator_margin,
            status: Status::from_code(&self.status).unwrap_or(Status::NotAvailable),
        }
    }
}

/// A submission that waits for review.
#[derive(Debug, Clone, FromQueryResult)]
pub struct WaitingRow {
    /// Identifier.
    pub submission_id: String,
    /// The request it answers.
    pub data_request_id: String,
    /// Who sent it.
    pub organisation_id: String,
    /// Their name.
    pub organisation_name: String,
    /// When it was sent.
    pub sent_at: Option<i64>,
    /// Figures in it.
    pub figures: i64,
    /// Figures that came back corrected.
    pub corrected: i64,
}

const SUBMISSION: &str =
    "s.submission_id, s.data_request_id, s.organisation_id, o.name as organisation_name, s.state,
      s.file_name, s.answers, s.dropped_columns, s.is_partial, s.sent_at, s.sent_by, s.decided_at
    from submission s
    join organisation o on o.collaborative_id = s.collaborative_id and o.organisation_id = s.organisation_id
    where s.collaborative_id = $1 and s.submission_id = $2 and s.state in ('sent', 'returned', 'accepted')";

/// A submission that was sent; drafts are the partner's own.
pub async fn submission(connection: &Connection, id: &str) -> Result<Option<SubmissionRow>, DbError> {
    connection.row(&format!("select {SUBMISSION}"), args![id]).await
}

/// As [`submission`], kept from others until commit: two reviewers decide one after the other.
pub async fn lock_submission(tx: &Tx, id: &str) -> Result<Option<SubmissionRow>, DbError> {
    let lock = tx.database().dialect().for_update();
    let sql = format!(
        "select submission_id as n from submission where collaborative_id = $1 and submission_id = $2{lock}"
    );
    #[derive(FromQueryResult)]
    struct Locked {
        #[allow(dead_code, reason = "the row is read for its lock")]
        n: String,
    }
    let _locked: Option<Locked> = tx.row(&sql, args![id]).await?;
    submission(tx, id).await
}

/// Figures of a submission: what was returned or corrected first, then by place, period and group.
pub async fn figures(connection: &Connection, submission: &str) -> Result<Vec<FigureRow>, DbError> {
    let sql = "select f.submission_figure_id, f.sheet_row, f.place_id, p.name as place_name, f.period, f.group_key,
                 f.numerator, f.denominator, f.value, f.margin, f.status, f.state, f.reason
               from submission_figure f
               join place p on p.collaborative_id = f.collaborative_id and p.place_id = f.place_id
               where f.collaborative_id = $1 and f.submission_id = $2
               order by case f.state when 'corrected' then 0 when 'returned' then 1 else 2 end, p.position, p.name,
                 f.period, f.group_key, f.submission_figure_id
               limit $3";
    connection.rows(sql, args![submission, FIGURES_MAX]).await
}

/// For each place and group of a submission, the newest accepted figure of a period that ended before a day.
pub async fn accepted_before(
    connection: &Connection,
    submission: &str,
    indicator: &str,
    day: &str,
) -> Result<Vec<BeforeRow>, DbError> {
    let sql =
        "select place_id, group_key, period, numerator, denominator, value, margin, numerator_margin, status
               from (select o.place_id, o.group_key, o.period, o.numerator, o.denominator, o.value, o.margin,
                       o.numerator_margin, o.status,
                       row_number() over (partition by o.place_id, o.group_key
                                          order by o.period_end desc, o.period desc, o.vintage desc) as nth
                     from observation o
                     where o.collaborative_id = $1 and o.indicator_id = $3 and o.period_end < $4
                       and o.place_id in (select f.place_id from submission_figure f
                                          where f.collaborative_id = $1 and f.submission_id = $2)) ranked
               where nth = 1
               order by place_id, group_key
               limit $5";
    connection
        .rows(sql, args![submission, indicator, day, FIGURES_MAX])
        .await
}

/// The accepted figures of the very places, periods and groups of a submission: the newest vintage of each.
pub async fn accepted_same(
    connection: &Connection,
    submission: &str,
    indicator: &str,
) -> Result<Vec<BeforeRow>, DbError> {
    let sql = "select o.place_id, o.group_key, o.period, o.numerator, o.denominator, o.value, o.margin,
                 o.numerator_margin, o.status
               from observation o
               join submission_figure f on f.collaborative_id = o.collaborative_id and f.place_id = o.place_id
                 and f.period = o.period and f.group_key = o.group_key
               where o.collaborative_id = $1 and f.submission_id = $2 and o.indicator_id = $3
                 and o.vintage = (select max(x.vintage) from observation x
                                  where x.collaborative_id = o.collaborative_id and x.indicator_id = o.indicator_id
                                    and x.place_id = o.place_id and x.period = o.period and x.group_key = o.group_key)
               order by o.place_id, o.period, o.group_key
               limit $4";
    connection
        .rows(sql, args![submission, indicator, FIGURES_MAX])
        .await
}

/// Submissions with something to decide: at least one figure is sent or came back corrected.
pub async fn waiting(connection: &Connection) -> Result<Vec<WaitingRow>, DbError> {
    let sql = "select s.submission_id, s.data_request_id, s.organisation_id, o.name as organisation_name, s.sent_at,
                 count(f.submission_figure_id) as figures,
                 sum(case when f.state = 'corrected' then 1 else 0 end) as corrected
               from submission s
               join organisation o on o.collaborative_id = s.collaborative_id and o.organisation_id = s.organisation_id
               join submission_figure f on f.collaborative_id = s.collaborative_id
                 and f.submission_id = s.submission_id
               where s.collaborative_id = $1 and s.state in ('sent', 'returned')
               group by s.submission_id, s.data_request_id, s.organisation_id, o.name, s.sent_at
               having sum(case when f.state in ('sent', 'corrected') then 1 else 0 end) > 0
               order by s.sent_at, s.submission_id
               limit $2";
    connection.rows(sql, args![QUEUE_MAX]).await
}

/// Marks every open figure of a submission as accepted; returned ones stay with the partner.
pub async fn accept_figures(tx: &Tx, submission: &str) -> Result<u64, DbError> {
    let sql = "update submission_figure
               set state = 'accepted', decided_by = $3, decided_at = $4
               where collaborative_id = $1 and submission_id = $2 and state in ('sent', 'corrected')";
    tx.run(sql, args![submission, tx.actor().key(), tx.clock().now_millis()])
        .await
}

/// Marks one open figure as returned, with the reason; tells whether it was open.
pub async fn return_figure(tx: &Tx, submission: &str, figure: &str, reason: &str) -> Result<bool, DbError> {
    let sql = "update submission_figure
               set state = 'returned', reason = $4, decided_by = $5, decided_at = $6
               where collaborative_id = $1 and submission_id = $2 and submission_figure_id = $3
                 and state in ('sent', 'corrected')";
    let values = args![
        submission,
        figure,
        reason,
        tx.actor().key(),
        tx.clock().now_millis()
    ];
    Ok(tx.run(sql, values).await? > 0)
}

/// Sets the state of a submission and, once it is decided, by whom.
pub async fn set_state(tx: &Tx, submission: &str, state: &str) -> Result<(), DbError> {
    let sql = "update submission
               set state = $3, decided_by = $4, decided_at = $5
               where collaborative_id = $1 and submission_id = $2";
    tx.run(
        sql,
        args![submission, state, tx.actor().key(), tx.clock().now_millis()],
    )
    .await?;
    Ok(())
}

/// When an actor last looked at the small counts of a submission.
pub async fn last_look(connection: &Connection, actor: &str, submission: &str) -> Result<i64, DbError> {
    let sql = "select max(at) as n from fact
               where collaborative_id = $1 and kind = 'submission.small-counts-seen' and actor = $2 and subject = $3";
    connection
        .number(sql, args![actor, format!("submission:{submission}")])
        .await
}
