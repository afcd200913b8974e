//! Giving up what was deleted: a deleted row stays readable on its page until the database writes the page anew.

use sea_orm::{ConnectionTrait, Statement};

use super::{Database, DbError, Dialect};

/// Rewrites the database without its free pages, and empties the log of changes beside it.
///
/// Tables are named because PostgreSQL rewrites one at a time; SQLite rewrites the whole file. What other machines keep
/// (replicas, archived logs, earlier backups) is beyond it.
///
/// Errors: somebody is reading at this very moment; try again later.
pub async fn sweep(database: &Database, tables: &[&str]) -> Result<(), DbError> {
    let writer = &database.0.writer;
    match database.dialect() {
        Dialect::Sqlite => {
            writer.execute_unprepared("vacuum").await?;
            let backend = writer.get_database_backend();
            let question = Statement::from_string(backend, "pragma wal_checkpoint(truncate)");
            let row = writer.query_one_raw(question).await?;
            let busy = row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
            if busy != Some(0) {
                return Err(DbError::Rule(
                    "the log of changes is being read; it is emptied later".into(),
                ));
            }
        }
        Dialect::Postgres => {
            for table in tables {
                // Names of our own tables, written in the code.
                writer
                    .execute_unprepared(&format!("vacuum (full) {table}"))
                    .await?;
            }
        }
    }
    Ok(())
}
