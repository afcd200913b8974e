//! Rows on their way into the vault: sent by the partner as any file is, reviewed, and then sealed by the worker.

use domain::agreements::{Act, Against, Purpose};
use domain::ids::SubmissionId;
use intake::Workbook;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::words::Words;
use platform::{args, objects, secrets};

use super::asks::{self, AskRow};
use super::rows::{self, Rows};
use super::store::{self, TableRow};
use super::worker::{Answer, Order, UNWATCHED, Vault};
use super::{jobs, known};
use crate::agreements::gate::{self, Governed};
use crate::agreements::sealing;
use crate::error::Error;
use crate::requests::store::{self as requests, RequestRow};
use crate::submissions::draft_store;
use crate::submissions::drafts::{Draft, Whose};
use crate::submissions::review_store::{self, SubmissionRow};

/// Most submissions that newer rows stand for.
const REPLACED_MAX: i64 = 1_000;
/// A file's rows as the version of the agreement that speaks now lets them be kept, whatever spoke when they came.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The rows.
    pub rows: Rows,
    /// The agreement.
    pub governed: Governed,
    /// Headings of columns that came and are not covered any more.
    pub dropped: Vec<String>,
    /// Rows that are left out because of what families said since they came.
    pub rows_left_out: usize,
    /// Why nothing of the file may be kept; nothing: something may.
    pub against: Option<Against>,
}

impl Reading {
    /// What the version in force and families leave out of what came, one sentence each.
    pub fn told(&self, words: Words) -> Vec<String> {
        let mut told = Vec::new();
        if let Some(against) = self.against.clone() {
            told.push(gate::sentence(words, &self.governed.row, &against.into()));
        }
        if !self.dropped.is_empty() {
            let columns = self.dropped.join(", ");
            told.push(words.with("vault-columns-not-covered-now", &[("columns", columns.into())]));
        }
        if self.rows_left_out > 0 {
            told.push(words.with("vault-rows-left-out-now", &[("count", self.rows_left_out.into())]));
        }
        told
    }
}

async fn reading(
    connection: &Connection,
    root: Option<String>,
    workbook: Workbook,
    (ask, words): (&AskRow, Option<Words>),
) -> Result<Reading, Error> {
    let root = root.ok_or(Error::NotFound)?;
    let governed = gate::speaking(connection, &root).await?.ok_or(Error::NotFound)?;
    let mut reading = Reading {
        rows: Rows::default(),
        dropped: Vec::new(),
        rows_left_out: 0,
        against: None,
        governed,
    };
    let narrowed = match reading.governed.kept(connection, workbook).await? {
        Ok(narrowed) => narrowed,
        Err(against) => {
            reading.against = Some(against);
            return Ok(reading);
        }
    };
    let terms = &reading.governed.terms;
    let known = match words {
        Some(words) => Some(known::known(connection, ask, words).await?),
        None => None,
    };
    reading.rows = rows::of_book(&narrowed.workbook, terms, &ask.key_element, known.as_ref());
    if !terms.elements.iter().any(|one| one.name == ask.key_element) {
        reading.against = Some(Against::NotCovered {
            element: ask.key_element.clone(),
        });
    }
    reading.dropped = narrowed.dropped;
    reading.rows_left_out = narrowed.rows_left_out;
    Ok(reading)
}

/// The rows of a draft; with words, also what looks wrong in them.
pub async fn draft_rows(
    connection: &Connection,
    whose: Whose,
    draft: &Draft,
    (ask, words): (&AskRow, Option<Words>),
) -> Result<Reading, Error> {
    let organisation = whose.organisation.to_string();
    let request = whose.request.to_string();
    let root = gate::root_of(connection, (&request, &organisation)).await?;
    reading(connection, root, draft.workbook.clone(), (ask, words)).await
}

/// Sends a draft's rows for review. Sending the same draft twice sends it once; nothing is sent without a key.
pub async fn send(
    scope: &Scope,
    actor: Actor,
    whose: Whose,
    draft: &Draft,
    ask: &AskRow,
) -> Result<(), Error> {
    gate::pass_submission(scope, &actor, &draft.row.submission_id, Act::Upload).await?;
    let reader = scope.read().await?;
    let reading = draft_rows(&reader, whose, draft, (ask, None)).await?;
    if reading.against.is_some() {
        may_be_kept(&reader, &actor, &reading).await?;
    }
    drop(reader);
    if !reading.rows.has_key || reading.rows.rows.is_empty() {
        return Err(Error::Bad("there is no row to send yet".into()));
    }
    let id: SubmissionId = draft.row.submission_id.parse().map_err(|_| Error::NotFound)?;
    let tx = scope.write(actor).await?;
    if draft_store::update_sent(&tx, &draft.row.submission_id, false).await? == 0 {
        return Ok(());
    }
    let (request, organisation) = (whose.request.to_string(), whose.organisation.to_string());
    draft_store::update_replaced(&tx, &request, &organisation, &draft.row.submission_id).await?;
    forget_replaced(&tx, &request, &organisation).await?;
    let fact = NewFact::new("submission.sent", "submission", id.uuid())
        .set("request", whose.request)
        .set("organisation", whose.organisation)
        .set("rows", reading.rows.rows.len());
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// The rows of a submission that was sent; with words, also what looks wrong in them.
pub async fn sent_rows(
    connection: &Connection,
    row: &SubmissionRow,
    (ask, words): (&AskRow, Option<Words>),
) -> Result<Option<Reading>, Error> {
    let root = gate::root_of(connection, (&row.data_request_id, &row.organisation_id)).await?;
    #[derive(platform::db::FromQueryResult)]
    struct KeptRow {
        reading_hash: Option<String>,
    }
    let sql = "select reading_hash from submission where collaborative_id = $1 and submission_id = $2";
    let kept: KeptRow = connection
        .row(sql, args![row.submission_id.clone()])
        .await?
        .ok_or(Error::NotFound)?;
    let Some(hash) = kept.reading_hash else {
        return Ok(None);
    };
    let content = sealing::get(connection, &hash).await?;
    let workbook: Workbook =
        serde_json::from_slice(&content).map_err(|error| Error::Fault(error.to_string()))?;
    reading(connection, root, workbook, (ask, words)).await.map(Some)
}

/// Takes the rows of a submission into the vault, as far as the agreement lets them be kept on the day that they are accepted; what
/// the same partner sent for the same request before goes. Gives the number of rows. Accepting what is accepted does nothing.
///
/// Errors: the agreement has ended, or does not let this person use the rows, or covers them no more; the worker cannot seal them.
pub async fn accept(
    scope: &Scope,
    actor: Actor,
    vault: &Vault,
    submission: SubmissionId,
) -> Result<i64, Error> {
    let id = submission.to_string();
    gate::pass_submission(scope, &actor, &id, Act::Compute).await?;
    let reader = scope.read().await?;
    let row = review_store::submission(&reader, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let ask = asks::of_request(&reader, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    if row.state != "sent" {
        return Ok(0);
    }
    let reading = sent_rows(&reader, &row, (&ask, None))
        .await?
        .ok_or(Error::NotFound)?;
    may_be_kept(&reader, &actor, &reading).await?;
    let request = requests::request(&reader, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    let sealed = seal(scope, &actor, vault, &reading).await?;
    let tx = scope.write(actor).await?;
    let locked = review_store::lock_submission(&tx, &id)
        .await?
        .ok_or(Error::NotFound)?;
    if locked.state != "sent" {
        return Ok(0);
    }
    unchanged(&tx, &request, &reading).await?;
    forget_earlier(&tx, &row).await?;
    let new = TableRow {
        vault_table_id: sealed.table,
        root_id: reading.governed.row.root_id,
        organisation_id: row.organisation_id.clone(),
        organisation_name: String::new(),
        submission_id: id.clone(),
        kind: ask.kind,
        period: request.period,
        key_element: ask.key_element,
        columns: serde_json::to_string(&reading.rows.columns)
            .map_err(|error| Error::Fault(error.to_string()))?,
        row_count: sealed.answer.count("rows"),
        data_key: sealed.answer.text("data_key"),
        file_hash: objects::put(&tx, &sealed.answer.bytes).await?,
        stored_at: tx.clock().now_millis(),
    };
    store::insert(&tx, &new).await?;
    // What a family said while the worker sealed holds for this table, too.
    jobs::enqueue_take_out(&tx, &new.root_id).await?;
    forget_reading(&tx, &id).await?;
    review_store::set_state(&tx, &id, "accepted").await?;
    let fact = NewFact::new("vault.rows-stored", "submission", submission.uuid())
        .set("organisation", &row.organisation_id)
        .set("request", &row.data_request_id)
        .set("table", &new.vault_table_id)
        .set("kind", &new.kind)
        .set("rows", new.row_count)
        .set("columns_dropped", reading.dropped.len())
        .set("rows_left_out", reading.rows_left_out)
        .change("state", "sent", "accepted");
    tx.commit(vec![fact]).await?;
    Ok(new.row_count)
}

/// Whether the version in force and families' words leave anything of a file.
///
/// Errors: `Refused` with what stands against it.
async fn may_be_kept(connection: &Connection, actor: &Actor, reading: &Reading) -> Result<(), Error> {
    if let Some(against) = reading.against.clone() {
        return Err(reading
            .governed
            .refused(connection, actor, against.into())
            .await?);
    }
    if reading.rows.rows.is_empty() {
        let words = gate::words_for(connection, actor).await?;
        return Err(Error::Refused(words.say("vault-no-rows-left")));
    }
    Ok(())
}

/// A new table as the worker gives it.
struct SealedTable {
    table: String,
    answer: Answer,
}

async fn seal(scope: &Scope, actor: &Actor, vault: &Vault, reading: &Reading) -> Result<SealedTable, Error> {
    let root = &reading.governed.row.root_id;
    let key = agreement_key(scope, actor, vault, root).await?;
    let table = secrets::new_uuid().to_string();
    let mut order = Order::new("store")
        .with("about", store::about(&*scope.read().await?, root))
        .with("agreement_key", key)
        .with("table", &table)
        .with("columns", &reading.rows.columns);
    let rows = serde_json::to_vec(&reading.rows.rows).map_err(|error| Error::Fault(error.to_string()))?;
    let at = order.attach(&rows);
    let answer = vault.ask(&order.with("rows_at", at), UNWATCHED).await?;
    Ok(SealedTable { table, answer })
}

/// The gate once more, in the change that keeps the table: sealing takes a while, and agreements end or get another version.
async fn unchanged(tx: &platform::db::Tx, request: &RequestRow, reading: &Reading) -> Result<(), Error> {
    let wanted = gate::Wanted {
        act: Act::Compute,
        purpose: Purpose::SharedMeasures,
        indicator: request.indicator_id.parse().ok(),
        elements: &[],
    };
    let row = &reading.governed.row;
    let governed = gate::pass_root(tx, tx.actor(), &row.root_id, wanted).await?;
    if governed.row.agreement_id == row.agreement_id {
        return Ok(());
    }
    let words = gate::words_for(tx, tx.actor()).await?;
    Err(Error::Refused(words.say("vault-agreement-changed")))
}

/// The agreement's key for the vault, wrapped; the worker makes it with the first table.
async fn agreement_key(scope: &Scope, actor: &Actor, vault: &Vault, root: &str) -> Result<String, Error> {
    let reader = scope.read().await?;
    if let Some(key) = store::key(&reader, root).await? {
        return Ok(key);
    }
    let about = store::about(&reader, root);
    drop(reader);
    let order = Order::new("make-key").with("about", about);
    let made = vault.ask(&order, UNWATCHED).await?.text("agreement_key");
    let tx = scope.write(actor.clone()).await?;
    store::keep_key(&tx, root, &made).await?;
    // Of two who made one at the same time, the first is kept.
    let key = store::key(&tx, root).await?.ok_or(Error::NotFound)?;
    let id: domain::ids::AgreementId = root.parse().map_err(|_| Error::NotFound)?;
    tx.commit(vec![NewFact::new("vault.key-made", "agreement", id.uuid())])
        .await?;
    Ok(key)
}

/// A newer file for the same request stands in the place of the older one: nobody is counted twice.
async fn forget_earlier(tx: &platform::db::Tx, row: &SubmissionRow) -> Result<(), Error> {
    #[derive(platform::db::FromQueryResult)]
    struct EarlierRow {
        vault_table_id: String,
    }
    let sql = "select t.vault_table_id
               from vault_table t
               join submission s on s.collaborative_id = t.collaborative_id and s.submission_id = t.submission_id
               where t.collaborative_id = $1 and s.data_request_id = $2 and s.organisation_id = $3
               order by t.vault_table_id
               limit 1000";
    let earlier: Vec<EarlierRow> = tx
        .rows(
            sql,
            args![row.data_request_id.clone(), row.organisation_id.clone()],
        )
        .await?;
    for one in earlier {
        if let Some(table) = store::table(tx, &one.vault_table_id).await? {
            store::forget(tx, &table).await?;
        }
    }
    Ok(())
}

/// The rows lie in the vault now: the reading that the server could open goes.
pub(super) async fn forget_reading(tx: &platform::db::Tx, submission: &str) -> Result<(), Error> {
    #[derive(platform::db::FromQueryResult)]
    struct KeptRow {
        reading_hash: Option<String>,
    }
    let sql = "select reading_hash from submission where collaborative_id = $1 and submission_id = $2";
    let kept: Option<KeptRow> = tx.row(sql, args![submission]).await?;
    let sql = "update submission set reading_hash = null where collaborative_id = $1 and submission_id = $2";
    tx.run(sql, args![submission]).await?;
    if let Some(hash) = kept.and_then(|row| row.reading_hash) {
        draft_store::forget_unheld(tx, &hash).await?;
    }
    Ok(())
}

/// Rows that newer ones stand for go, too: nobody reads them again.
async fn forget_replaced(tx: &platform::db::Tx, request: &str, organisation: &str) -> Result<(), Error> {
    #[derive(platform::db::FromQueryResult)]
    struct ReplacedRow {
        submission_id: String,
    }
    let sql = "select submission_id from submission
               where collaborative_id = $1 and data_request_id = $2 and organisation_id = $3 and state = 'replaced'
                 and reading_hash is not null
               order by submission_id
               limit $4";
    let rows: Vec<ReplacedRow> = tx.rows(sql, args![request, organisation, REPLACED_MAX]).await?;
    for row in rows {
        forget_reading(tx, &row.submission_id).await?;
        let sql = "update agreement_upload set destroyed_at = $3
                   where collaborative_id = $1 and submission_id = $2 and destroyed_at is null";
        tx.run(sql, args![row.submission_id, tx.clock().now_millis()])
            .await?;
    }
    Ok(())
}
