//! Requests that ask for participants' rows instead of figures.

use domain::ids::DataRequestId;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope};
use platform::history::{Actor, NewFact};

use super::store::KINDS;
use crate::agreements::gate;
use crate::blocks::Typed;
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Most requests in a list.
const LIST_MAX: i64 = 500;

/// What a request asks rows of.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AskRow {
    /// The request.
    pub data_request_id: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// The element by which participants are known.
    pub key_element: String,
}

/// What a request asks rows of; nothing: it asks for figures.
pub async fn of_request(connection: &Connection, request: &str) -> Result<Option<AskRow>, DbError> {
    let sql = "select data_request_id, kind, key_element from vault_ask
               where collaborative_id = $1 and data_request_id = $2";
    connection.row(sql, args![request]).await
}

/// A request in the vault's list.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AskedRow {
    /// The request.
    pub data_request_id: String,
    /// Part of its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// The same in Spanish.
    pub title_es: String,
    /// What it asks rows of; nothing: figures as yet.
    pub kind: Option<String>,
    /// The element by which participants are known.
    pub key_element: Option<String>,
}

/// Requests under an agreement: those that ask for rows, and those that could because nothing was sent yet.
pub async fn all(connection: &Connection) -> Result<Vec<AskedRow>, DbError> {
    let sql = "select r.data_request_id, r.slug, r.title, r.title_es, k.kind, k.key_element
               from data_request r
               left join vault_ask k on k.collaborative_id = r.collaborative_id and k.data_request_id = r.data_request_id
               where r.collaborative_id = $1
                 and exists (select 1 from request_agreement g
                             where g.collaborative_id = $1 and g.data_request_id = r.data_request_id)
                 and (k.kind is not null
                   or not exists (select 1 from submission s
                                  where s.collaborative_id = $1 and s.data_request_id = r.data_request_id))
               order by r.created_at desc, r.data_request_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

#[derive(FromQueryResult)]
struct RootRow {
    root_id: String,
}

/// Lets a request ask for rows. From then on names are kept where the agreement covers them, sealed.
///
/// Errors: no agreement governs the request, or one does not cover the key; something was sent already.
pub async fn ask(scope: &Scope, actor: Actor, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let kind = check.code("rows_of", typed.get("rows_of"), |code| {
        KINDS.iter().find(|one| **one == code).copied()
    });
    let key = check.title("key_element", typed.get("key_element"));
    let request: DataRequestId = match typed.id("rows_for") {
        Some(id) => id,
        None => {
            check.wrong("rows_for", "problem-vault-no-request");
            return check.finish(());
        }
    };
    let (kind, key) = check.finish((kind.unwrap_or_default(), key))?;
    let tx = scope.write(actor).await?;
    let id = request.to_string();
    let is_open = all(&tx).await?.into_iter();
    let mut is_open = is_open.filter(|one| one.data_request_id == id && one.kind.is_none());
    is_open.next().ok_or(Error::NotFound)?;
    let sql = "select root_id from request_agreement
               where collaborative_id = $1 and data_request_id = $2
               order by root_id
               limit 1000";
    for root in tx.rows::<RootRow>(sql, args![id.clone()]).await? {
        let governed = gate::speaking(&tx, &root.root_id).await?.ok_or(Error::NotFound)?;
        if !governed.terms.elements.iter().any(|element| element.name == key) {
            return Err(Check::form()
                .problem("key_element", "problem-vault-key-not-covered")
                .into());
        }
    }
    let sql =
        "insert into vault_ask (collaborative_id, data_request_id, kind, key_element, asked_at, asked_by)
               values ($1, $2, $3, $4, $5, $6)";
    let values = args![id.clone(), kind, key, tx.clock().now_millis(), tx.actor().key()];
    tx.run(sql, values).await?;
    // The agreement says what is kept of people; the rule for counts would drop the key.
    let sql =
        "update data_request set is_counts_only = $3 where collaborative_id = $1 and data_request_id = $2";
    tx.run(sql, args![id, false]).await?;
    let fact = NewFact::new("vault.rows-asked", "data-request", request.uuid()).set("kind", kind);
    commit(tx, vec![fact]).await?;
    Ok(())
}
