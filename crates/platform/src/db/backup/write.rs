//! Writing a backup: one snapshot of the database, table by table.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, FromQueryResult, IsolationLevel, Statement,
    TransactionTrait,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::archive::{FORMAT, MANIFEST, SEAL_BYTES, part_path};
use super::rows::{enter, read_table};
use super::tables::tables;
use super::{BackupError, Head, Manifest, Part, Plan, seal};
use crate::db::{Database, DbError, Dialect};
use crate::history;

#[derive(FromQueryResult)]
struct Named {
    name: String,
}

/// Writes a sealed archive of everything but what the plan leaves out. The file must be new and empty.
pub async fn write(database: &Database, plan: &Plan<'_>, file: &mut File) -> Result<Manifest, BackupError> {
    let dialect = database.dialect();
    let tx = snapshot(database).await?;
    let migrations = named(&tx, "select name from migration order by name").await?;
    if let Some(unknown) = migrations
        .iter()
        .find(|name| plan.migrations.iter().all(|known| known.name != name.as_str()))
    {
        return Err(BackupError::Newer(unknown.clone()));
    }
    let collaboratives = collaboratives(&tx, dialect).await?;
    let mut zip = ZipWriter::new(file.try_clone().map_err(|source| disk(MANIFEST, source))?);
    let mut parts = Vec::new();
    for table in tables(&tx, dialect, plan).await? {
        if plan.left_out.contains(&table.name.as_str()) {
            continue;
        }
        let path = part_path(&table.name);
        zip.start_file(&path, options())
            .map_err(|error| zipped(&path, error))?;
        let digested = read_table(&tx, dialect, &table, &collaboratives, &mut zip).await?;
        parts.push(Part {
            columns: table.column_names(),
            name: table.name,
            rows: digested.rows,
            sha256: digested.sha256,
        });
    }
    let manifest = Manifest {
        format: FORMAT,
        program: format!("mainstay {}", env!("CARGO_PKG_VERSION")),
        made_at: database.clock().now().to_string(),
        migrations,
        tables: parts,
        left_out: plan.left_out.iter().map(|&name| name.to_owned()).collect(),
        heads: heads(&tx, dialect, &collaboratives).await?,
    };
    zip.start_file(MANIFEST, options())
        .map_err(|error| zipped(MANIFEST, error))?;
    let text = serde_json::to_vec_pretty(&manifest).expect("names and numbers are always JSON");
    zip.write_all(&text).map_err(|source| disk(MANIFEST, source))?;
    let place_of_seal = "0".repeat(SEAL_BYTES as usize);
    zip.set_comment(place_of_seal)
        .map_err(|error| zipped(MANIFEST, error))?;
    zip.finish().map_err(|error| zipped(MANIFEST, error))?;
    seal(file).map_err(|source| disk(MANIFEST, source))?;
    Ok(manifest)
}

/// All that is read comes from one moment, however long it takes and whatever is written meanwhile.
async fn snapshot(database: &Database) -> Result<DatabaseTransaction, DbError> {
    let reader = &database.0.reader;
    Ok(match database.dialect() {
        // Every transaction of SQLite reads from one moment: that of its first query.
        Dialect::Sqlite => reader.begin().await?,
        Dialect::Postgres => {
            let level = Some(IsolationLevel::RepeatableRead);
            reader
                .begin_with_config(level, Some(AccessMode::ReadOnly))
                .await?
        }
    })
}

async fn named(tx: &DatabaseTransaction, sql: &str) -> Result<Vec<String>, DbError> {
    let rows = tx
        .query_all_raw(Statement::from_string(tx.get_database_backend(), sql))
        .await?;
    let names = rows
        .iter()
        .map(|row| Named::from_query_result(row, "").map(|row| row.name));
    Ok(names.collect::<Result<_, _>>()?)
}

/// Every collaborative, in the order of its identifier.
pub async fn collaboratives(tx: &DatabaseTransaction, dialect: Dialect) -> Result<Vec<String>, DbError> {
    let bytewise = dialect.bytewise();
    let sql =
        format!("select collaborative_id as name from collaborative order by collaborative_id{bytewise}");
    named(tx, &sql).await
}

async fn heads(
    tx: &DatabaseTransaction,
    dialect: Dialect,
    collaboratives: &[String],
) -> Result<Vec<Head>, DbError> {
    let mut heads = Vec::new();
    for collaborative in collaboratives {
        enter(tx, dialect, collaborative).await?;
        let sql = "select size, frontier from log_head where collaborative_id = $1";
        let values = [sea_orm::Value::from(collaborative.as_str())];
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
        let Some(row) = tx.query_one_raw(statement).await? else {
            continue;
        };
        let end = history::end_of_log(row.try_get("", "size")?, &row.try_get::<Vec<u8>>("", "frontier")?)?;
        heads.push(Head {
            collaborative_id: collaborative.clone(),
            size: end.size(),
            root: end.root().to_base64(),
        });
    }
    Ok(heads)
}

fn options() -> SimpleFileOptions {
    // A table may pass 4 GB; nobody else may read what is unpacked.
    SimpleFileOptions::default()
        .large_file(true)
        .unix_permissions(0o600)
}

fn disk(part: &str, source: std::io::Error) -> BackupError {
    BackupError::Disk {
        path: PathBuf::from(part),
        source,
    }
}

fn zipped(part: &str, error: zip::result::ZipError) -> BackupError {
    disk(part, std::io::Error::other(error))
}
