//! Rows as lines: read in the order of the key, digested, and written back.

use std::io::Write;

use data_encoding::{BASE64, HEXLOWER};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Statement, Value};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::BackupError;
use super::tables::{Kind, Table};
use crate::db::{DbError, Dialect};

/// Rows read at a time.
const PAGE: usize = 500;
/// Rows read at a time where one may be large.
const PAGE_OF_BYTES: usize = 16;

/// How many rows a table has, and the digest of their lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digested {
    /// Rows.
    pub rows: u64,
    /// SHA-256 of the lines, in hexadecimal.
    pub sha256: String,
}

/// Binds what follows in the transaction to one collaborative, where the database fences its rows off.
pub async fn enter(tx: &DatabaseTransaction, dialect: Dialect, collaborative: &str) -> Result<(), DbError> {
    if let Some(sql) = dialect.enter_collaborative() {
        let values = [Value::from(collaborative)];
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
        tx.query_one_raw(statement).await?;
    }
    Ok(())
}

/// Writes every row of a table as a line, in the order of its key, and digests the lines.
pub async fn read_table(
    tx: &DatabaseTransaction,
    dialect: Dialect,
    table: &Table,
    collaboratives: &[String],
    out: &mut (dyn Write + Send),
) -> Result<Digested, BackupError> {
    let mut counted = Counted {
        out,
        digest: Sha256::new(),
        rows: 0,
    };
    if table.is_fenced {
        for collaborative in collaboratives {
            enter(tx, dialect, collaborative).await?;
            read_pages(tx, dialect, table, Some(collaborative), &mut counted).await?;
        }
    } else {
        read_pages(tx, dialect, table, None, &mut counted).await?;
    }
    Ok(Digested {
        rows: counted.rows,
        sha256: HEXLOWER.encode(&counted.digest.finalize()),
    })
}

struct Counted<'a> {
    out: &'a mut (dyn Write + Send),
    digest: Sha256,
    rows: u64,
}

impl Counted<'_> {
    fn take(&mut self, line: &str) -> std::io::Result<()> {
        self.digest.update(line);
        self.digest.update("\n");
        self.rows += 1;
        self.out.write_all(line.as_bytes())?;
        self.out.write_all(b"\n")
    }
}

async fn read_pages(
    tx: &DatabaseTransaction,
    dialect: Dialect,
    table: &Table,
    collaborative: Option<&str>,
    out: &mut Counted<'_>,
) -> Result<(), BackupError> {
    let page = page_of(table);
    let mut after: Vec<Value> = Vec::new();
    loop {
        let mut values: Vec<Value> = collaborative.map(Value::from).into_iter().collect();
        values.append(&mut after);
        let sql = page_sql(dialect, table, collaborative.is_some(), values.len(), page);
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
        let rows = tx.query_all_raw(statement).await?;
        for row in &rows {
            let line = line_of(table, row)?;
            out.take(&line).map_err(|source| BackupError::Disk {
                path: table.name.clone().into(),
                source,
            })?;
        }
        let (Some(last), true) = (rows.last(), rows.len() == page) else {
            return Ok(());
        };
        for column in moving_key(table, collaborative.is_some()) {
            after.push(value_of(table, column, last)?);
        }
        if after.is_empty() {
            return Ok(());
        }
    }
}

fn page_of(table: &Table) -> usize {
    let holds_bytes = table.columns.iter().any(|column| column.kind == Kind::Bytes);
    if holds_bytes { PAGE_OF_BYTES } else { PAGE }
}

/// The part of the key that differs within what is read: all but the collaborative, once that is fixed.
fn moving_key(table: &Table, is_in_collaborative: bool) -> Vec<usize> {
    let is_moving =
        |column: &usize| !(is_in_collaborative && table.columns[*column].name == "collaborative_id");
    table.key.iter().copied().filter(is_moving).collect()
}

/// One page after a key. Text is compared byte by byte on both databases, so that the order is the same.
fn page_sql(dialect: Dialect, table: &Table, is_in: bool, values: usize, page: usize) -> String {
    let ordered: Vec<String> = moving_key(table, is_in)
        .into_iter()
        .map(|column| {
            let column = &table.columns[column];
            match column.kind {
                Kind::Text => format!("{}{}", column.name, dialect.bytewise()),
                Kind::Whole | Kind::Fraction | Kind::Truth | Kind::Bytes => column.name.clone(),
            }
        })
        .collect();
    let mut sql = format!("select {} from {}", table.column_names().join(", "), table.name);
    let mut joint = " where ";
    if is_in {
        sql += " where collaborative_id = $1";
        joint = " and ";
    }
    let fixed = usize::from(is_in);
    if values > fixed {
        let after: Vec<String> = (fixed + 1..=values).map(|number| format!("${number}")).collect();
        sql += &format!("{joint}({}) > ({})", ordered.join(", "), after.join(", "));
    }
    if !ordered.is_empty() {
        sql += &format!(" order by {}", ordered.join(", "));
    }
    sql + &format!(" limit {page}")
}

fn value_of(table: &Table, column: usize, row: &QueryResult) -> Result<Value, DbError> {
    let name = table.columns[column].name.as_str();
    Ok(match table.columns[column].kind {
        Kind::Text => Value::String(row.try_get("", name)?),
        Kind::Whole => Value::BigInt(row.try_get("", name)?),
        Kind::Fraction => Value::Double(row.try_get("", name)?),
        Kind::Truth => Value::Bool(row.try_get("", name)?),
        Kind::Bytes => Value::Bytes(row.try_get("", name)?),
    })
}

fn line_of(table: &Table, row: &QueryResult) -> Result<String, DbError> {
    let mut cells = Vec::with_capacity(table.columns.len());
    for column in 0..table.columns.len() {
        cells.push(match value_of(table, column, row)? {
            Value::String(text) => Json::from(text),
            Value::BigInt(number) => Json::from(number),
            Value::Double(number) => fraction(number)?,
            Value::Bool(truth) => Json::from(truth),
            Value::Bytes(bytes) => Json::from(bytes.map(|bytes| BASE64.encode(&bytes))),
            other => unreachable!("value_of makes no {other:?}"),
        });
    }
    Ok(Json::Array(cells).to_string())
}

fn fraction(number: Option<f64>) -> Result<Json, DbError> {
    let Some(number) = number else {
        return Ok(Json::Null);
    };
    let number = serde_json::Number::from_f64(number);
    number
        .map(Json::Number)
        .ok_or_else(|| DbError::Other("a number is infinite or none at all".into()))
}

/// The values of a line, in the order of the table's columns.
///
/// Errors: it is not such a line.
pub fn values_of(table: &Table, line: &str) -> Result<Vec<Value>, BackupError> {
    let damaged = || BackupError::Damaged(format!("a row of {} cannot be read", table.name));
    let cells: Vec<Json> = serde_json::from_str(line).map_err(|_| damaged())?;
    if cells.len() != table.columns.len() {
        return Err(damaged());
    }
    let pairs = table.columns.iter().zip(cells);
    pairs
        .map(|(column, cell)| match (column.kind, cell) {
            (Kind::Text, Json::String(text)) => Ok(Value::String(Some(text))),
            (Kind::Text, Json::Null) => Ok(Value::String(None)),
            (Kind::Whole, Json::Number(number)) => {
                Ok(Value::BigInt(Some(number.as_i64().ok_or_else(damaged)?)))
            }
            (Kind::Whole, Json::Null) => Ok(Value::BigInt(None)),
            (Kind::Fraction, Json::Number(number)) => {
                Ok(Value::Double(Some(number.as_f64().ok_or_else(damaged)?)))
            }
            (Kind::Fraction, Json::Null) => Ok(Value::Double(None)),
            (Kind::Truth, Json::Bool(truth)) => Ok(Value::Bool(Some(truth))),
            (Kind::Truth, Json::Null) => Ok(Value::Bool(None)),
            (Kind::Bytes, Json::String(text)) => {
                let bytes = BASE64.decode(text.as_bytes()).map_err(|_| damaged())?;
                Ok(Value::Bytes(Some(bytes)))
            }
            (Kind::Bytes, Json::Null) => Ok(Value::Bytes(None)),
            _ => Err(damaged()),
        })
        .collect()
}
