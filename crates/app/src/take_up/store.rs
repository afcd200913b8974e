//! Queries on questions about take-up.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows of a list.
const LIST_MAX: i64 = 1_000;

const TAKE_UP: &str = "t.take_up_id, t.linkage_id, t.people_root_id, t.service_root_id, t.title_en, t.title_es, t.note, t.plan, \
                       t.state, t.frozen_hash, t.frozen_at, t.report, t.answered_at, t.created_at, t.created_by, \
                       f.indicator_id, f.period, f.counting, f.figures, f.accepted_at";

const WITH_INDICATOR: &str = "from take_up t
         left join take_up_indicator f on f.collaborative_id = t.collaborative_id and f.take_up_id = t.take_up_id";

/// A question.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct TakeUpRow {
    /// Identifier.
    pub take_up_id: String,
    /// The linkage that says who is who.
    pub linkage_id: String,
    /// The agreement under which those are known who could be reached.
    pub people_root_id: String,
    /// The agreement of the service.
    pub service_root_id: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What is expected, and why: written before.
    pub note: String,
    /// `takeup::Plan` as JSON.
    pub plan: String,
    /// `draft`, `frozen` or `answered`.
    pub state: String,
    /// Digest of what was frozen.
    pub frozen_hash: Option<String>,
    /// When.
    pub frozen_at: Option<i64>,
    /// `takeup::Report` as JSON.
    pub report: String,
    /// When it was computed.
    pub answered_at: Option<i64>,
    /// When it was begun.
    pub created_at: i64,
    /// Who began it.
    pub created_by: String,
    /// The indicator that the answer feeds; none: it stays a report.
    pub indicator_id: Option<String>,
    /// Key of the period of its figures.
    pub period: Option<String>,
    /// `feeding::Counts` as JSON.
    pub counting: Option<String>,
    /// `measures::store::Outcome` as JSON; empty where there is no answer.
    pub figures: Option<String>,
    /// When the figures were accepted.
    pub accepted_at: Option<i64>,
}

/// What is kept of the indicator with a new question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// The indicator.
    pub indicator_id: String,
    /// Key of the period.
    pub period: String,
    /// `feeding::Counts` as JSON.
    pub counting: String,
}

/// Every question, the newest first.
pub async fn all(connection: &Connection) -> Result<Vec<TakeUpRow>, DbError> {
    let sql = format!(
        "select {TAKE_UP} {WITH_INDICATOR}
         where t.collaborative_id = $1
         order by t.created_at desc, t.take_up_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One question.
pub async fn one(connection: &Connection, id: &str) -> Result<Option<TakeUpRow>, DbError> {
    let sql =
        format!("select {TAKE_UP} {WITH_INDICATOR} where t.collaborative_id = $1 and t.take_up_id = $2");
    connection.row(&sql, args![id]).await
}

/// One question, which nobody else changes until this change is saved: the draft that is frozen is the one whose digest is kept.
pub async fn one_to_change(tx: &Tx, id: &str) -> Result<Option<TakeUpRow>, DbError> {
    #[derive(FromQueryResult)]
    struct Held {
        take_up_id: String,
    }
    let end = tx.database().dialect().for_update();
    let sql = format!("select take_up_id from take_up where collaborative_id = $1 and take_up_id = $2{end}");
    let held: Option<Held> = tx.row(&sql, args![id]).await?;
    match held {
        Some(held) => one(tx, &held.take_up_id).await,
        None => Ok(None),
    }
}

/// Keeps a new question. One that is there stays.
pub async fn keep(tx: &Tx, row: &TakeUpRow) -> Result<u64, DbError> {
    let sql = "insert into take_up (collaborative_id, take_up_id, linkage_id, people_root_id, service_root_id, title_en,
                 title_es, note, plan, state, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11)
               on conflict (collaborative_id, take_up_id) do nothing";
    let row = row.clone();
    let values = args![
        row.take_up_id,
        row.linkage_id,
        row.people_root_id,
        row.service_root_id,
        row.title_en,
        row.title_es,
        row.note,
        row.plan,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Keeps the indicator that a new question feeds.
pub async fn keep_feed(tx: &Tx, id: &str, feed: &Feed) -> Result<(), DbError> {
    let sql = "insert into take_up_indicator (collaborative_id, take_up_id, indicator_id, period, counting)
               values ($1, $2, $3, $4, $5)";
    let feed = feed.clone();
    tx.run(sql, args![id, feed.indicator_id, feed.period, feed.counting])
        .await?;
    Ok(())
}

/// Changes a draft; how many: none where it is frozen by now.
pub async fn change(tx: &Tx, row: &TakeUpRow) -> Result<u64, DbError> {
    let sql = "update take_up
               set linkage_id = $3, people_root_id = $4, service_root_id = $5, title_en = $6, title_es = $7, note = $8, plan = $9
               where collaborative_id = $1 and take_up_id = $2 and state = 'draft'";
    let row = row.clone();
    let values = args![
        row.take_up_id,
        row.linkage_id,
        row.people_root_id,
        row.service_root_id,
        row.title_en,
        row.title_es,
        row.note,
        row.plan,
    ];
    tx.run(sql, values).await
}

/// Takes the indicator from a draft that is changed.
pub async fn forget_feed(tx: &Tx, id: &str) -> Result<(), DbError> {
    let sql = "delete from take_up_indicator
               where collaborative_id = $1 and take_up_id = $2
                 and exists (select 1 from take_up t
                             where t.collaborative_id = $1 and t.take_up_id = take_up_indicator.take_up_id and t.state = 'draft')";
    tx.run(sql, args![id]).await?;
    Ok(())
}

/// Freezes a draft.
pub async fn freeze(tx: &Tx, id: &str, hash: &str) -> Result<u64, DbError> {
    let sql = "update take_up set state = 'frozen', frozen_hash = $3, frozen_at = $4
               where collaborative_id = $1 and take_up_id = $2 and state = 'draft'";
    tx.run(sql, args![id, hash, tx.clock().now_millis()]).await
}

/// Keeps an answer. Only what was frozen has one.
pub async fn note_answer(tx: &Tx, id: &str, report: &str) -> Result<u64, DbError> {
    let sql = "update take_up set state = 'answered', report = $3, answered_at = $4
               where collaborative_id = $1 and take_up_id = $2 and state in ('frozen', 'answered')";
    tx.run(sql, args![id, report, tx.clock().now_millis()]).await
}

/// Keeps the figures of an answer. Figures that differ from those before wait to be accepted again.
pub async fn keep_figures(tx: &Tx, id: &str, figures: &str) -> Result<(), DbError> {
    let sql = "update take_up_indicator
               set accepted_at = case when figures = $3 then accepted_at else null end, figures = $3
               where collaborative_id = $1 and take_up_id = $2";
    tx.run(sql, args![id, figures]).await?;
    Ok(())
}

/// Notes that the very figures that were read are accepted; how many: none where they were already, or are others by now.
pub async fn accept(tx: &Tx, row: &TakeUpRow) -> Result<u64, DbError> {
    let sql = "update take_up_indicator set accepted_at = $4
               where collaborative_id = $1 and take_up_id = $2 and figures = $3 and figures <> '' and accepted_at is null";
    let values = args![
        row.take_up_id.clone(),
        row.figures.clone().unwrap_or_default(),
        tx.clock().now_millis()
    ];
    tx.run(sql, values).await
}

/// Forgets answers that rest on who is who in a linkage; the questions stay.
pub async fn forget_of_linkage(tx: &Tx, linkage: &str) -> Result<u64, DbError> {
    let sql = "update take_up_indicator set figures = ''
               where collaborative_id = $1
                 and exists (select 1 from take_up t
                             where t.collaborative_id = $1 and t.take_up_id = take_up_indicator.take_up_id
                               and t.linkage_id = $2)";
    tx.run(sql, args![linkage]).await?;
    let sql = "update take_up set state = 'frozen', report = '', answered_at = null
               where collaborative_id = $1 and state = 'answered' and linkage_id = $2";
    tx.run(sql, args![linkage]).await
}

/// Forgets answers that rest on an agreement's rows; the questions stay.
pub async fn forget(tx: &Tx, root: &str) -> Result<u64, DbError> {
    // What was accepted stands among the observations, as far as the agreement let it.
    let sql = "update take_up_indicator set figures = ''
               where collaborative_id = $1
                 and exists (select 1 from take_up t
                             where t.collaborative_id = $1 and t.take_up_id = take_up_indicator.take_up_id
                               and (t.people_root_id = $2 or t.service_root_id = $2))";
    tx.run(sql, args![root]).await?;
    let sql = "update take_up set state = 'frozen', report = '', answered_at = null
               where collaborative_id = $1 and state = 'answered' and (people_root_id = $2 or service_root_id = $2)";
    tx.run(sql, args![root]).await
}
