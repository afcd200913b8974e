//! Migrations: SQL files in order, each in a transaction of its own, written once for both databases.

use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement, TransactionTrait, Value};

use super::{Database, DbError, Dialect, OpenError};

/// One migration: its file name and its statements, separated by `;` at line ends.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Name of the file, which orders it.
    pub name: &'static str,
    /// The statements.
    pub sql: &'static str,
}

/// Makes the table of migrations.
pub(super) const MIGRATION_TABLE: &str =
    "create table if not exists migration (name text not null primary key, applied_at bigint not null)";

#[derive(FromQueryResult)]
struct Applied {
    name: String,
}

/// Brings the schema up to date. Errors: a statement failed, or the database knows migrations that this
/// program does not, because a newer one was here.
pub async fn migrate(database: &Database, migrations: &[Migration]) -> Result<(), OpenError> {
    let wrap =
        |error: DbError| OpenError::Schema(format!("the schema cannot be brought up to date: {error}"));
    database
        .host()
        .run(MIGRATION_TABLE, Vec::new())
        .await
        .map_err(wrap)?;
    let applied: Vec<Applied> = database
        .host()
        .rows("select name from migration order by name", Vec::new())
        .await
        .map_err(wrap)?;
    if let Some(unknown) = applied
        .iter()
        .find(|old| migrations.iter().all(|known| known.name != old.name))
    {
        return Err(OpenError::Schema(format!(
            "this data was last used by a newer Mainstay (it holds {}); run that version",
            unknown.name
        )));
    }
    for migration in migrations {
        if applied.iter().all(|old| old.name != migration.name) {
            apply(database, migration).await.map_err(wrap)?;
        }
    }
    Ok(())
}

async fn apply(database: &Database, migration: &Migration) -> Result<(), DbError> {
    let dialect = database.dialect();
    let tx = database.0.writer.begin().await?;
    run_statements(&tx, dialect, migration.sql).await?;
    let values = [
        Value::from(migration.name),
        Value::from(database.clock().now_millis()),
    ];
    let sql = "insert into migration (name, applied_at) values ($1, $2)";
    tx.execute_raw(Statement::from_sql_and_values(
        tx.get_database_backend(),
        sql,
        values,
    ))
    .await?;
    Ok(tx.commit().await?)
}

/// Runs a migration's statements in a transaction, and fences off the tables of collaboratives.
pub(super) async fn run_statements(
    tx: &DatabaseTransaction,
    dialect: Dialect,
    sql: &str,
) -> Result<(), DbError> {
    for statement in statements(sql) {
        let Some(statement) = dialect.own(&statement) else {
            continue;
        };
        tx.execute_unprepared(&dialect.schema(statement)).await?;
        if let Some(table) = tenant_table(statement) {
            for fence in dialect.fence(table) {
                tx.execute_unprepared(&fence).await?;
            }
        }
    }
    Ok(())
}

/// The statements of a file, without comment lines.
pub(super) fn statements(sql: &str) -> Vec<String> {
    let lines: Vec<&str> = sql
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect();
    lines
        .join("\n")
        .split(";\n")
        .map(|one| one.trim().trim_end_matches(';').to_owned())
        .filter(|one| !one.is_empty())
        .collect()
}

/// The table a statement makes, if its rows belong to a collaborative.
pub fn tenant_table(statement: &str) -> Option<&str> {
    let rest = statement.strip_prefix("create table ")?;
    let name = rest.split_whitespace().next()?;
    let is_scoped = statement.contains("collaborative_id text not null references collaborative")
        || statement.contains("collaborative_id text not null primary key references collaborative");
    is_scoped.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_split_at_line_ends_and_comments_left_out() {
        let sql = "-- why\ncreate table a (x text);\ncreate index b on a (x);\n";
        assert_eq!(
            statements(sql),
            ["create table a (x text)", "create index b on a (x)"]
        );
    }

    #[test]
    fn tables_of_a_collaborative_are_recognised() {
        let scoped =
            "create table place (\n collaborative_id text not null references collaborative (c),\n x text)";
        assert_eq!(tenant_table(scoped), Some("place"));
        assert_eq!(tenant_table("create table job (collaborative_id text)"), None);
    }
}
