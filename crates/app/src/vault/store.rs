//! What the database knows of the vault: which requests ask for rows, wrapped keys, and the sealed tables.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};
use serde_json::{Value, json};

use super::rows::VaultColumn;
use super::worker::Order;
use crate::error::Error;

/// Most tables in a list.
const TABLES_MAX: i64 = 10_000;
/// What tables hold: people, services given, single events, encodings of identities.
pub const KINDS: [&str; 4] = ["people", "services", "events", "encodings"];

/// A table in the vault.
#[derive(Debug, Clone, FromQueryResult)]
pub struct TableRow {
    /// Identifier.
    pub vault_table_id: String,
    /// The agreement's first version.
    pub root_id: String,
    /// Whose rows.
    pub organisation_id: String,
    /// Their name.
    pub organisation_name: String,
    /// What brought them.
    pub submission_id: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Key of the period; empty where the rows say it.
    pub period: String,
    /// The element by which participants are known.
    pub key_element: String,
    /// JSON of [`VaultColumn`].
    pub columns: String,
    /// Rows.
    pub row_count: i64,
    /// The table's key, wrapped by the agreement's.
    pub data_key: String,
    /// Address of the encrypted file.
    pub file_hash: String,
    /// When.
    pub stored_at: i64,
}

impl TableRow {
    /// Its columns.
    pub fn columns(&self) -> Vec<VaultColumn> {
        serde_json::from_str(&self.columns).unwrap_or_default()
    }
}

const TABLE: &str = "t.vault_table_id, t.root_id, t.organisation_id, o.name as organisation_name, t.submission_id, t.kind, \
                     t.period, t.key_element, t.columns, t.row_count, t.data_key, t.file_hash, t.stored_at";

const OF_ORGANISATION: &str = "from vault_table t
               join organisation o on o.collaborative_id = t.collaborative_id and o.organisation_id = t.organisation_id";

/// Every table, the newest first.
pub async fn tables(connection: &Connection) -> Result<Vec<TableRow>, DbError> {
    let sql = format!(
        "select {TABLE} {OF_ORGANISATION}
         where t.collaborative_id = $1
         order by t.stored_at desc, t.vault_table_id
         limit $2"
    );
    connection.rows(&sql, args![TABLES_MAX]).await
}

/// The tables under an agreement, the newest first.
pub async fn of_root(connection: &Connection, root: &str) -> Result<Vec<TableRow>, DbError> {
    let sql = format!(
        "select {TABLE} {OF_ORGANISATION}
         where t.collaborative_id = $1 and t.root_id = $2
         order by t.stored_at desc, t.vault_table_id
         limit $3"
    );
    connection.rows(&sql, args![root, TABLES_MAX]).await
}

/// One table.
pub async fn table(connection: &Connection, id: &str) -> Result<Option<TableRow>, DbError> {
    let sql =
        format!("select {TABLE} {OF_ORGANISATION} where t.collaborative_id = $1 and t.vault_table_id = $2");
    connection.row(&sql, args![id]).await
}

/// Keeps a new table.
pub async fn insert(tx: &Tx, row: &TableRow) -> Result<(), DbError> {
    let sql = "insert into vault_table (collaborative_id, vault_table_id, root_id, organisation_id, submission_id, kind, period,
                 key_element, columns, row_count, data_key, file_hash, stored_at, stored_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let row = row.clone();
    let by = tx.actor().key();
    let values = args![
        row.vault_table_id,
        row.root_id,
        row.organisation_id,
        row.submission_id,
        row.kind,
        row.period,
        row.key_element,
        row.columns,
        row.row_count,
        row.data_key,
        row.file_hash,
        row.stored_at,
        by
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Removes a table and its file.
pub async fn forget(tx: &Tx, row: &TableRow) -> Result<(), DbError> {
    let sql = "delete from vault_table where collaborative_id = $1 and vault_table_id = $2";
    tx.run(sql, args![row.vault_table_id.clone()]).await?;
    let sql = "delete from object where collaborative_id = $1 and hash = $2";
    tx.run(sql, args![row.file_hash.clone()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct KeyRow {
    wrapped: String,
}

/// What an agreement's key is about: a key that is carried to another agreement or collaborative does not unwrap there.
pub fn about(connection: &Connection, root: &str) -> String {
    format!("{}/{root}", connection.collaborative())
}

/// An agreement's key for the vault, wrapped.
pub async fn key(connection: &Connection, root: &str) -> Result<Option<String>, DbError> {
    let sql = "select wrapped from vault_key where collaborative_id = $1 and root_id = $2";
    let row: Option<KeyRow> = connection.row(sql, args![root]).await?;
    Ok(row.map(|row| row.wrapped))
}

/// Keeps an agreement's key unless it has one.
pub async fn keep_key(tx: &Tx, root: &str, wrapped: &str) -> Result<(), DbError> {
    let sql = "insert into vault_key (collaborative_id, root_id, wrapped, created_at) values ($1, $2, $3, $4)
               on conflict (collaborative_id, root_id) do nothing";
    tx.run(sql, args![root, wrapped, tx.clock().now_millis()]).await?;
    Ok(())
}

/// Lays a table's encrypted file behind an order; gives how the order names it (`Sealed` in the worker).
pub async fn sealed(connection: &Connection, order: &mut Order, row: &TableRow) -> Result<Value, Error> {
    let file = platform::objects::get(connection, &row.file_hash).await?;
    let wrapped = key(connection, &row.root_id).await?.ok_or(Error::NotFound)?;
    Ok(json!({
        "about": about(connection, &row.root_id),
        "agreement_key": wrapped,
        "data_key": row.data_key,
        "table": row.vault_table_id,
        "at": order.attach(&file),
    }))
}
