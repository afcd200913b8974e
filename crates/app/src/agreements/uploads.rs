//! The ledger of what came under an agreement, and which requests it governs.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};
use platform::secrets;
use platform::words::Words;

use super::gate::{self, Governed, Narrowed};
use super::views;
use crate::error::Error;

/// Most rows that a list holds.
const LIST_MAX: i64 = 10_000;

/// Something that came.
#[derive(Debug, Clone, FromQueryResult)]
pub struct UploadRow {
    /// Identifier.
    pub agreement_upload_id: String,
    /// The submission that holds it.
    pub submission_id: String,
    /// Address of the reading that was kept.
    pub reading_hash: String,
    /// Columns kept.
    pub columns_kept: i64,
    /// Columns that the agreement does not cover.
    pub columns_dropped: i64,
    /// Rows left out because of what families said.
    pub rows_left_out: i64,
    /// When.
    pub received_at: i64,
    /// When it was destroyed.
    pub destroyed_at: Option<i64>,
    /// Title of the request.
    pub title: String,
    /// The same in Spanish.
    pub title_es: String,
    /// Whether its rows lie in the vault.
    pub is_in_vault: bool,
}

/// Notes what came; a file that takes another's place in the same draft takes its place here.
pub async fn note(
    tx: &Tx,
    governed: &Governed,
    (submission, reading_hash): (&str, &str),
    narrowed: &Narrowed,
) -> Result<(), DbError> {
    let sql = "delete from agreement_upload
               where collaborative_id = $1 and submission_id = $2 and destroyed_at is null";
    tx.run(sql, args![submission]).await?;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let sql = "insert into agreement_upload (collaborative_id, agreement_upload_id, agreement_id, root_id, submission_id,
                 reading_hash, columns_kept, columns_dropped, rows_left_out, received_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = args![
        secrets::new_uuid().to_string(),
        governed.row.agreement_id.clone(),
        governed.row.root_id.clone(),
        submission,
        reading_hash,
        count(narrowed.kept),
        count(narrowed.dropped.len()),
        count(narrowed.rows_left_out),
        tx.clock().now_millis(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// The rest of a draft that was sent in part holds the same file: it came under the same agreement.
pub async fn carry(tx: &Tx, from: &str, to: &str) -> Result<(), DbError> {
    let sql = "insert into agreement_upload (collaborative_id, agreement_upload_id, agreement_id, root_id, submission_id,
                 reading_hash, columns_kept, columns_dropped, rows_left_out, received_at)
               select collaborative_id, $2, agreement_id, root_id, $4, reading_hash, columns_kept, columns_dropped,
                 rows_left_out, received_at
               from agreement_upload
               where collaborative_id = $1 and submission_id = $3 and destroyed_at is null
               limit 1";
    tx.run(sql, args![secrets::new_uuid().to_string(), from, to])
        .await?;
    Ok(())
}

/// Everything that came under an agreement, the newest first.
pub async fn of_root(connection: &Connection, root: &str) -> Result<Vec<UploadRow>, DbError> {
    let sql = "select u.agreement_upload_id, u.submission_id, u.reading_hash, u.columns_kept, u.columns_dropped,
                 u.rows_left_out, u.received_at, u.destroyed_at, r.title, r.title_es,
                 exists (select 1 from vault_table v
                         where v.collaborative_id = $1 and v.submission_id = u.submission_id) as is_in_vault
               from agreement_upload u
               join submission s on s.collaborative_id = u.collaborative_id and s.submission_id = u.submission_id
               join data_request r on r.collaborative_id = s.collaborative_id and r.data_request_id = s.data_request_id
               where u.collaborative_id = $1 and u.root_id = $2
               order by u.received_at desc, u.agreement_upload_id
               limit $3";
    connection.rows(sql, args![root, LIST_MAX]).await
}

/// A request, as far as naming its agreement needs it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RequestRow {
    /// Identifier.
    pub data_request_id: String,
    /// Part of its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// The same in Spanish.
    pub title_es: String,
    /// The agreement it names.
    pub root_id: Option<String>,
}

/// Requests that name this agreement, and those that may: asked of the giving organisation, with nothing sent yet.
pub async fn requests(connection: &Connection, root: &str, gives: &str) -> Result<Vec<RequestRow>, DbError> {
    let sql = "select r.data_request_id, r.slug, r.title, r.title_es, a.root_id
               from data_request r
               left join request_agreement a on a.collaborative_id = r.collaborative_id
                 and a.data_request_id = r.data_request_id and a.root_id = $2
               where r.collaborative_id = $1
                 and (a.root_id is not null
                   or (r.state <> 'closed'
                     and exists (select 1 from request_partner p
                                 where p.collaborative_id = $1 and p.data_request_id = r.data_request_id
                                   and p.organisation_id = $3)
                     and not exists (select 1 from request_agreement x
                                     join agreement g on g.collaborative_id = x.collaborative_id
                                       and g.agreement_id = x.root_id
                                     where x.collaborative_id = $1 and x.data_request_id = r.data_request_id
                                       and g.gives_organisation_id = $3)
                     and not exists (select 1 from submission s
                                     where s.collaborative_id = $1 and s.data_request_id = r.data_request_id
                                       and s.organisation_id = $3)))
               order by r.created_at desc, r.data_request_id
               limit $4";
    connection.rows(sql, args![root, gives, LIST_MAX]).await
}

/// Lets a request name an agreement. Named once, it stays named.
pub async fn name(tx: &Tx, request: &str, root: &str) -> Result<u64, DbError> {
    let sql = "insert into request_agreement (collaborative_id, data_request_id, root_id) values ($1, $2, $3)
               on conflict (collaborative_id, data_request_id, root_id) do nothing";
    tx.run(sql, args![request, root]).await
}

/// What a sender is told before they choose a file; empty where no agreement governs the request and none has to.
pub async fn told_before(
    connection: &Connection,
    words: Words,
    (request, organisation): (&str, &str),
) -> Result<String, Error> {
    let Some(root) = gate::root_of(connection, (request, organisation)).await? else {
        let is_needed = gate::asks_rows(connection, request).await?;
        return Ok(if is_needed {
            words.say("agreement-needed")
        } else {
            String::new()
        });
    };
    let governed = gate::speaking(connection, &root).await?.ok_or(Error::NotFound)?;
    let arguments = [
        ("title", views::title(words, &governed.row).into()),
        ("end", views::day(words, &governed.row.ends_on).into()),
    ];
    Ok(words.with("agreement-told-sender", &arguments))
}

/// What a sender is told of what was dropped; nothing where no agreement governs it.
pub async fn told_after(
    connection: &Connection,
    words: Words,
    submission: &str,
    dropped: &[String],
) -> Result<Option<String>, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        agreement_id: String,
        rows_left_out: i64,
    }
    let sql = "select agreement_id, rows_left_out from agreement_upload
               where collaborative_id = $1 and submission_id = $2
               order by received_at desc, agreement_upload_id
               limit 1";
    let Some(row) = connection.row::<Row>(sql, args![submission]).await? else {
        return Ok(None);
    };
    let agreement = super::store::agreement(connection, &row.agreement_id)
        .await?
        .ok_or(Error::NotFound)?;
    let title = views::title(words, &agreement);
    let mut told = Vec::new();
    if dropped.is_empty() {
        told.push(words.with("agreement-nothing-dropped", &[("title", title.into())]));
    } else {
        let arguments = [("title", title.into()), ("columns", dropped.join(", ").into())];
        told.push(words.with("agreement-dropped", &arguments));
    }
    if row.rows_left_out > 0 {
        told.push(words.with("agreement-rows-left-out", &[("count", row.rows_left_out.into())]));
    }
    Ok(Some(told.join(" ")))
}
