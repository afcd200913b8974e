//! Loading a backup: schema, rows and comparison in one transaction, kept only if all of it fits.

use std::io::{BufRead, BufReader, sink};

use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, TransactionTrait, Value};

use super::rows::{enter, read_table, values_of};
use super::tables::{Table, tables};
use super::write::collaboratives;
use super::{Archive, BackupError, Part, Plan};
use crate::db::migrate::{MIGRATION_TABLE, run_statements};
use crate::db::{Database, DbError, Dialect};

/// Values in one statement.
const VALUES_MAX: usize = 1_000;

/// Fills an empty database. Nothing is kept unless every table comes out as it went in.
///
/// Errors: the database is not empty, or what was loaded differs; then it is as empty as before.
pub async fn load(database: &Database, archive: &mut Archive, plan: &Plan<'_>) -> Result<(), BackupError> {
    let dialect = database.dialect();
    let tx = database.0.writer.begin().await?;
    if !tables(&tx, dialect, plan).await?.is_empty() {
        return Err(BackupError::NotEmpty("the database".into()));
    }
    tx.execute_unprepared(MIGRATION_TABLE).await?;
    let manifest = archive.manifest().clone();
    for migration in plan.migrations {
        if manifest.migrations.iter().any(|name| name == migration.name) {
            run_statements(&tx, dialect, migration.sql).await?;
        }
    }
    let all = tables(&tx, dialect, plan).await?;
    let kept: Vec<&Table> = all
        .iter()
        .filter(|table| !manifest.left_out.contains(&table.name))
        .collect();
    let pairs = pair(&kept, &manifest.tables)?;
    postpone_references(&tx, dialect).await?;
    for (table, part) in &pairs {
        fill(&tx, dialect, table, part, archive).await?;
    }
    check_references(&tx, dialect).await?;
    let collaboratives = collaboratives(&tx, dialect).await?;
    for (table, part) in &pairs {
        let digested = read_table(&tx, dialect, table, &collaboratives, &mut sink()).await?;
        if digested.rows != part.rows || digested.sha256 != part.sha256 {
            return Err(BackupError::Differs(table.name.clone()));
        }
    }
    Ok(tx.commit().await?)
}

/// Each table with its part. Errors: one has no other, or their columns differ.
fn pair<'a>(tables: &[&'a Table], parts: &'a [Part]) -> Result<Vec<(&'a Table, &'a Part)>, BackupError> {
    if let Some(unknown) = parts
        .iter()
        .find(|part| tables.iter().all(|table| table.name != part.name))
    {
        return Err(BackupError::UnknownPart(unknown.path()));
    }
    tables
        .iter()
        .map(|&table| {
            let part = parts.iter().find(|part| part.name == table.name);
            let part =
                part.ok_or_else(|| BackupError::MissingPart(super::archive::part_path(&table.name)))?;
            if part.columns != table.column_names() {
                return Err(BackupError::Damaged(format!(
                    "the columns of {} differ",
                    table.name
                )));
            }
            Ok((table, part))
        })
        .collect()
}

async fn fill(
    tx: &DatabaseTransaction,
    dialect: Dialect,
    table: &Table,
    part: &Part,
    archive: &mut Archive,
) -> Result<(), BackupError> {
    let chunk_rows = (VALUES_MAX / table.columns.len()).max(1);
    let fence = table
        .columns
        .iter()
        .position(|column| column.name == "collaborative_id");
    let fence = fence.filter(|_| table.is_fenced);
    let mut inside = None;
    let mut chunk: Vec<Value> = Vec::new();
    let mut lines = BufReader::new(archive.part(part)?);
    let mut line = String::new();
    loop {
        line.clear();
        let read = lines.read_line(&mut line);
        let read = read.map_err(|error| BackupError::Damaged(error.to_string()))?;
        let values = match read {
            0 => None,
            _ => Some(values_of(table, line.trim_end_matches('\n'))?),
        };
        let next = match (&values, fence) {
            (Some(values), Some(fence)) => Some(values[fence].clone()),
            _ => None,
        };
        let is_full = chunk.len() >= chunk_rows * table.columns.len();
        if is_full || values.is_none() || next != inside {
            insert(tx, table, std::mem::take(&mut chunk)).await?;
        }
        if next != inside {
            if let Some(Value::String(Some(collaborative))) = &next {
                enter(tx, dialect, collaborative).await?;
            }
            inside = next;
        }
        match values {
            Some(values) => chunk.extend(values),
            None => return Ok(()),
        }
    }
}

async fn insert(tx: &DatabaseTransaction, table: &Table, values: Vec<Value>) -> Result<(), DbError> {
    if values.is_empty() {
        return Ok(());
    }
    let width = table.columns.len();
    let tuples: Vec<String> = (0..values.len() / width)
        .map(|row| {
            let numbers: Vec<String> = (1..=width)
                .map(|column| format!("${}", row * width + column))
                .collect();
            format!("({})", numbers.join(", "))
        })
        .collect();
    // Names come from the schema, never from the archive.
    let columns = table.column_names().join(", ");
    let sql = format!(
        "insert into {} ({columns}) values {}",
        table.name,
        tuples.join(", ")
    );
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    tx.execute_raw(statement).await?;
    Ok(())
}

/// Rows come table by table, not in the order of their references.
async fn postpone_references(tx: &DatabaseTransaction, dialect: Dialect) -> Result<(), DbError> {
    alter_references(tx, dialect, "deferrable initially immediate").await?;
    tx.execute_unprepared(dialect.postpone_references()).await?;
    Ok(())
}

async fn check_references(tx: &DatabaseTransaction, dialect: Dialect) -> Result<(), DbError> {
    // SQLite checks them at the commit.
    if let Some(sql) = dialect.check_references() {
        tx.execute_unprepared(sql).await?;
    }
    alter_references(tx, dialect, "not deferrable").await
}

async fn alter_references(tx: &DatabaseTransaction, dialect: Dialect, to: &str) -> Result<(), DbError> {
    let Some(sql) = dialect.references() else {
        return Ok(());
    };
    let rows = tx
        .query_all_raw(Statement::from_string(tx.get_database_backend(), sql))
        .await?;
    for row in rows {
        let (table, name): (String, String) = (row.try_get("", "table_name")?, row.try_get("", "name")?);
        let sql = format!("alter table {table} alter constraint \"{name}\" {to}");
        tx.execute_unprepared(&sql).await?;
    }
    Ok(())
}
