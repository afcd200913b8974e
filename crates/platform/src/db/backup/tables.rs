//! The tables of a database as it stands, whatever migrations made it so.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};

use super::Plan;
use crate::db::migrate::{statements, tenant_table};
use crate::db::{DbError, Dialect};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in the schema's order.
    pub columns: Vec<Column>,
    /// Positions of the columns of its primary key, in the key's order.
    pub key: Vec<usize>,
    /// Whether each row belongs to a collaborative, and is fenced off from all others.
    pub is_fenced: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers with a fraction.
    Fraction,
    /// True or false.
    Truth,
    /// Bytes.
    Bytes,
}

#[derive(FromQueryResult)]
struct ColumnRow {
    table_name: String,
    column_name: String,
    kind: String,
    key_position: i64,
}

impl Table {
    /// Names of the columns, in order.
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }
}

/// Every table, by name.
///
/// Errors: a column of a kind that the schema's house rules do not have, or a table without a key.
pub async fn tables(
    tx: &DatabaseTransaction,
    dialect: Dialect,
    plan: &Plan<'_>,
) -> Result<Vec<Table>, DbError> {
    let fenced = fenced_tables(plan);
    let statement = Statement::from_string(tx.get_database_backend(), dialect.columns());
    let mut tables: Vec<Table> = Vec::new();
    let mut keys: Vec<Vec<(i64, usize)>> = Vec::new();
    for row in tx.query_all_raw(statement).await? {
        let row = ColumnRow::from_query_result(&row, "")?;
        if tables.last().is_none_or(|table| table.name != row.table_name) {
            tables.push(Table {
                is_fenced: fenced.contains(&row.table_name),
                name: row.table_name.clone(),
                columns: Vec::new(),
                key: Vec::new(),
            });
            keys.push(Vec::new());
        }
        let (Some(table), Some(key)) = (tables.last_mut(), keys.last_mut()) else {
            continue;
        };
        if row.key_position > 0 {
            key.push((row.key_position, table.columns.len()));
        }
        let kind = kind_of(&row)?;
        table.columns.push(Column {
            name: row.column_name,
            kind,
        });
    }
    for (table, mut key) in tables.iter_mut().zip(keys) {
        key.sort_unstable();
        table.key = key.into_iter().map(|(_, column)| column).collect();
        if table.key.is_empty() {
            return Err(DbError::Other(format!("the table {} has no key", table.name)));
        }
    }
    Ok(tables)
}

fn fenced_tables(plan: &Plan<'_>) -> BTreeSet<String> {
    let all = plan
        .migrations
        .iter()
        .flat_map(|migration| statements(migration.sql));
    all.filter_map(|statement| tenant_table(&statement).map(str::to_owned))
        .collect()
}

fn kind_of(row: &ColumnRow) -> Result<Kind, DbError> {
    match row.kind.to_lowercase().as_str() {
        "text" => Ok(Kind::Text),
        "bigint" => Ok(Kind::Whole),
        "double precision" => Ok(Kind::Fraction),
        "boolean" => Ok(Kind::Truth),
        "blob" | "bytea" => Ok(Kind::Bytes),
        other => Err(DbError::Other(format!(
            "the column {}.{} is of the unknown kind {other}",
            row.table_name, row.column_name
        ))),
    }
}
