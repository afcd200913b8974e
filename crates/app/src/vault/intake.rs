//! Rows on their way into the vault: sent by the partner as any file is, reviewed, and then sealed by the worker.

use domain::agreements::Act;
use domain::ids::SubmissionId;
use intake::Workbook;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::{args, objects, secrets};

use super::asks::{self, AskRow};
use super::rows::{self, Rows};
use super::store::{self, TableRow};
use super::worker::{Order, UNWATCHED, Vault};
use crate::agreements::{gate, sealing};
use crate::error::Error;
use crate::requests::store as requests;
use crate::submissions::draft_store;
use crate::submissions::drafts::{Draft, Whose};
use crate::submissions::review_store::{self, SubmissionRow};

/// A file's rows, and the terms they were read under.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The rows.
    pub rows: Rows,
    /// The agreement's first version.
    pub root: String,
}

/// The rows of a draft.
pub async fn draft_rows(
    connection: &Connection,
    whose: Whose,
    draft: &Draft,
    ask: &AskRow,
) -> Result<Reading, Error> {
    let organisation = whose.organisation.to_string();
    let request = whose.request.to_string();
    let root = gate::root_of(connection, (&request, &organisation)).await?;
    let root = root.ok_or(Error::NotFound)?;
    let governed = gate::speaking(connection, &root).await?.ok_or(Error::NotFound)?;
    Ok(Reading {
        rows: rows::of_book(&draft.workbook, &governed.terms, &ask.key_element),
        root,
    })
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
    let reading = draft_rows(&reader, whose, draft, ask).await?;
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
    let fact = NewFact::new("submission.sent", "submission", id.uuid())
        .set("request", whose.request)
        .set("organisation", whose.organisation)
        .set("rows", reading.rows.rows.len());
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// The rows of a submission that was sent.
pub async fn sent_rows(
    connection: &Connection,
    row: &SubmissionRow,
    ask: &AskRow,
) -> Result<Option<Reading>, Error> {
    let root = gate::root_of(connection, (&row.data_request_id, &row.organisation_id)).await?;
    let root = root.ok_or(Error::NotFound)?;
    let governed = gate::speaking(connection, &root).await?.ok_or(Error::NotFound)?;
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
    Ok(Some(Reading {
        rows: rows::of_book(&workbook, &governed.terms, &ask.key_element),
        root,
    }))
}

/// Takes the rows of a submission into the vault; what the same partner sent for the same request before goes. Gives the
/// number of rows. Accepting what is accepted does nothing.
///
/// Errors: the agreement does not let this person use the rows, or the worker cannot seal them.
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
    let reading = sent_rows(&reader, &row, &ask).await?.ok_or(Error::NotFound)?;
    let request = requests::request(&reader, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    let key = agreement_key(scope, &actor, vault, &reading.root).await?;
    let table = secrets::new_uuid().to_string();
    let mut order = Order::new("store")
        .with("about", store::about(&*scope.read().await?, &reading.root))
        .with("agreement_key", key)
        .with("table", &table)
        .with("columns", &reading.rows.columns);
    let rows = serde_json::to_vec(&reading.rows.rows).map_err(|error| Error::Fault(error.to_string()))?;
    let at = order.attach(&rows);
    let answer = vault.ask(&order.with("rows_at", at), UNWATCHED).await?;
    let tx = scope.write(actor).await?;
    let locked = review_store::lock_submission(&tx, &id)
        .await?
        .ok_or(Error::NotFound)?;
    if locked.state != "sent" {
        return Ok(0);
    }
    forget_earlier(&tx, &row).await?;
    let new = TableRow {
        vault_table_id: table,
        root_id: reading.root,
        organisation_id: row.organisation_id.clone(),
        organisation_name: String::new(),
        submission_id: id.clone(),
        kind: ask.kind,
        period: request.period,
        key_element: ask.key_element,
        columns: serde_json::to_string(&reading.rows.columns)
            .map_err(|error| Error::Fault(error.to_string()))?,
        row_count: answer.count("rows"),
        data_key: answer.text("data_key"),
        file_hash: objects::put(&tx, &answer.bytes).await?,
        stored_at: tx.clock().now_millis(),
    };
    store::insert(&tx, &new).await?;
    forget_reading(&tx, &id).await?;
    review_store::set_state(&tx, &id, "accepted").await?;
    let fact = NewFact::new("vault.rows-stored", "submission", submission.uuid())
        .set("organisation", &row.organisation_id)
        .set("request", &row.data_request_id)
        .set("table", &new.vault_table_id)
        .set("kind", &new.kind)
        .set("rows", new.row_count)
        .change("state", "sent", "accepted");
    tx.commit(vec![fact]).await?;
    Ok(new.row_count)
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
async fn forget_reading(tx: &platform::db::Tx, submission: &str) -> Result<(), Error> {
    #[derive(platform::db::FromQueryResult)]
    struct KeptRow {
        reading_hash: Option<String>,
    }
    let sql = "select reading_hash from submission where collaborative_id = $1 and submission_id = $2";
    let kept: Option<KeptRow> = tx.row(sql, args![submission]).await?;
    let sql = "update submission set reading_hash = null where collaborative_id = $1 and submission_id = $2";
    tx.run(sql, args![submission]).await?;
    if let Some(hash) = kept.and_then(|row| row.reading_hash) {
        let sql = "delete from object
                   where collaborative_id = $1 and hash = $2
                     and not exists (select 1 from submission s where s.collaborative_id = $1 and s.reading_hash = $2)";
        tx.run(sql, args![hash]).await?;
    }
    Ok(())
}
