//! Handles: a scope is bound to one collaborative; the host sees what belongs to the installation.

use std::ops::Deref;

use domain::ids::CollaborativeId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement, TransactionTrait, Value};

use super::{Database, DbError, Dialect};
use crate::clock::Clock;
use crate::history::{Actor, NewFact};

/// One collaborative's rows.
#[derive(Debug, Clone)]
pub struct Scope {
    database: Database,
    collaborative: CollaborativeId,
}

impl Scope {
    pub(super) fn new(database: Database, collaborative: CollaborativeId) -> Self {
        Self {
            database,
            collaborative,
        }
    }

    /// The collaborative it is bound to.
    pub fn collaborative(&self) -> CollaborativeId {
        self.collaborative
    }

    /// The database below.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        self.database.clock()
    }

    /// A snapshot to read from.
    pub async fn read(&self) -> Result<Reader, DbError> {
        let inner = self.database.0.reader.begin().await?;
        Ok(Reader(self.connection(inner).await?))
    }

    /// A transaction in which `actor` changes something.
    pub async fn write(&self, actor: Actor) -> Result<Tx, DbError> {
        let inner = self.database.0.writer.begin().await?;
        Ok(Tx {
            connection: self.connection(inner).await?,
            actor,
        })
    }

    async fn connection(&self, inner: DatabaseTransaction) -> Result<Connection, DbError> {
        let connection = Connection {
            inner,
            collaborative: self.collaborative.to_string(),
            collaborative_id: self.collaborative,
            database: self.database.clone(),
        };
        if self.database.dialect() == Dialect::Postgres {
            let sql = "select set_config('mainstay.collaborative', $1, true)";
            connection
                .inner
                .query_one_raw(connection.statement(sql, Vec::new()))
                .await?;
        }
        Ok(connection)
    }
}

/// A snapshot or transaction in one collaborative.
#[derive(Debug)]
pub struct Connection {
    inner: DatabaseTransaction,
    collaborative: String,
    collaborative_id: CollaborativeId,
    database: Database,
}

impl Connection {
    /// Every row of a query; `$1` is the collaborative, `args` begin at `$2`.
    pub async fn rows<T: FromQueryResult>(&self, sql: &str, args: Vec<Value>) -> Result<Vec<T>, DbError> {
        self.database.count_question();
        let rows = self.inner.query_all_raw(self.statement(sql, args)).await?;
        let read = rows.iter().map(|row| T::from_query_result(row, ""));
        Ok(read.collect::<Result<_, _>>()?)
    }

    /// The first row of a query, if any.
    pub async fn row<T: FromQueryResult>(&self, sql: &str, args: Vec<Value>) -> Result<Option<T>, DbError> {
        self.database.count_question();
        let row = self.inner.query_one_raw(self.statement(sql, args)).await?;
        Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
    }

    /// The column `n` of the first row: counts and sums.
    pub async fn number(&self, sql: &str, args: Vec<Value>) -> Result<i64, DbError> {
        self.database.count_question();
        let row = self
            .inner
            .query_one_raw(self.statement(sql, args))
            .await?
            .ok_or(DbError::NotFound)?;
        Ok(row.try_get::<Option<i64>>("", "n")?.unwrap_or(0))
    }

    /// The collaborative.
    pub fn collaborative(&self) -> CollaborativeId {
        self.collaborative_id
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        self.database.clock()
    }

    /// The database below.
    pub fn database(&self) -> &Database {
        &self.database
    }

    fn statement(&self, sql: &str, args: Vec<Value>) -> Statement {
        assert!(
            sql.contains("$1"),
            "a query in a scope names its collaborative as $1: {sql}"
        );
        debug_assert!(
            is_bound(sql),
            "a query in a scope binds every table it reads to its collaborative: {sql}"
        );
        let mut values = Vec::with_capacity(args.len() + 1);
        values.push(Value::from(self.collaborative.clone()));
        values.extend(args);
        Statement::from_sql_and_values(self.inner.get_database_backend(), sql, values)
    }

    /// For the kit's own tables without a collaborative (mail, jobs), written in the same transaction.
    pub(crate) async fn run_unscoped(&self, sql: &str, args: Vec<Value>) -> Result<u64, DbError> {
        let statement = Statement::from_sql_and_values(self.inner.get_database_backend(), sql, args);
        Ok(self.inner.execute_raw(statement).await?.rows_affected())
    }
}

/// A snapshot of one collaborative's rows.
#[derive(Debug)]
pub struct Reader(Connection);

impl Deref for Reader {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.0
    }
}

/// A change in the making. Dropped without a commit, nothing of it is kept.
#[derive(Debug)]
pub struct Tx {
    connection: Connection,
    actor: Actor,
}

impl Deref for Tx {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Tx {
    /// Runs a statement that changes rows; `$1` is the collaborative. Returns how many rows it touched.
    pub async fn run(&self, sql: &str, args: Vec<Value>) -> Result<u64, DbError> {
        let statement = self.connection.statement(sql, args);
        Ok(self
            .connection
            .inner
            .execute_raw(statement)
            .await?
            .rows_affected())
    }

    /// Who changes.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The one way to keep the change: with its facts, in the same transaction.
    ///
    /// A change without a fact would be a hole in the history, so an empty list is a bug and panics.
    pub async fn commit(self, facts: Vec<NewFact>) -> Result<(), DbError> {
        assert!(!facts.is_empty(), "a change is saved with at least one fact");
        crate::history::append(&self, facts).await?;
        Ok(self.connection.inner.commit().await?)
    }
}

impl Tx {
    /// Keeps what tells of no change: checkpoints of the history itself.
    pub(crate) async fn keep_without_facts(self) -> Result<(), DbError> {
        Ok(self.connection.inner.commit().await?)
    }
}

/// What belongs to the installation.
#[derive(Debug, Clone)]
pub struct Host {
    database: Database,
}

impl Host {
    pub(super) fn new(database: Database) -> Self {
        Self { database }
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        self.database.clock()
    }

    /// Every row of a query on the installation's tables.
    pub async fn rows<T: FromQueryResult>(&self, sql: &str, args: Vec<Value>) -> Result<Vec<T>, DbError> {
        let reader = &self.database.0.reader;
        let statement = Statement::from_sql_and_values(reader.get_database_backend(), sql, args);
        let rows = reader.query_all_raw(statement).await?;
        Ok(rows
            .iter()
            .map(|row| T::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }

    /// The first row of a query, if any.
    pub async fn row<T: FromQueryResult>(&self, sql: &str, args: Vec<Value>) -> Result<Option<T>, DbError> {
        let reader = &self.database.0.reader;
        let statement = Statement::from_sql_and_values(reader.get_database_backend(), sql, args);
        let row = reader.query_one_raw(statement).await?;
        Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
    }

    /// Runs one statement on the installation's tables, in a transaction of its own.
    pub async fn run(&self, sql: &str, args: Vec<Value>) -> Result<u64, DbError> {
        let writer = &self.database.0.writer;
        let statement = Statement::from_sql_and_values(writer.get_database_backend(), sql, args);
        Ok(writer.execute_raw(statement).await?.rows_affected())
    }

    /// A transaction on the installation's tables: sign-in, sessions, jobs.
    pub async fn begin(&self) -> Result<HostTx, DbError> {
        Ok(HostTx {
            inner: self.database.0.writer.begin().await?,
            database: self.database.clone(),
        })
    }
}

/// A transaction on the installation's tables.
#[derive(Debug)]
pub struct HostTx {
    inner: DatabaseTransaction,
    database: Database,
}

impl HostTx {
    /// Every row of a query.
    pub async fn rows<T: FromQueryResult>(&self, sql: &str, args: Vec<Value>) -> Result<Vec<T>, DbError> {
        let statement = Statement::from_sql_and_values(self.inner.get_database_backend(), sql, args);
        let rows = self.inner.query_all_raw(statement).await?;
        Ok(rows
            .iter()
            .map(|row| T::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }

    /// The first row of a query, if any.
    pub async fn row<T: FromQueryResult>(&self, sql: &str, args: Vec<Value>) -> Result<Option<T>, DbError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Runs a statement; returns how many rows it touched.
    pub async fn run(&self, sql: &str, args: Vec<Value>) -> Result<u64, DbError> {
        let statement = Statement::from_sql_and_values(self.inner.get_database_backend(), sql, args);
        Ok(self.inner.execute_raw(statement).await?.rows_affected())
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        self.database.clock()
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.database.dialect()
    }

    /// Keeps the change.
    pub async fn commit(self) -> Result<(), DbError> {
        Ok(self.inner.commit().await?)
    }
}

/// Whether there are as many comparisons of `collaborative_id` as tables that are read or changed.
///
/// A forgotten one would mix collaboratives where the database does not fence them itself (SQLite), so every query that a
/// test runs is looked at.
fn is_bound(sql: &str) -> bool {
    let spaced = sql.to_lowercase().replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let names_table = |pair: &[&str]| match pair[0] {
        "from" | "join" => pair[1] != "(",
        _ => false,
    };
    let read = words.windows(2).filter(|pair| names_table(pair)).count();
    let changed = usize::from(words.first() == Some(&"update"));
    words
        .windows(2)
        .filter(|pair| pair[0].ends_with("collaborative_id") && pair[1] == "=")
        .count()
        >= read + changed
}

#[cfg(test)]
mod tests {
    use super::is_bound;

    #[test]
    fn a_query_that_forgets_whose_rows_it_wants_is_noticed() {
        let join = |on: &str, wanted: &str| {
            format!(
                "select 1 from place p join area a on {on}a.area_id = p.area_id where {wanted}p.place_id = $2"
            )
        };
        let (both, own) = (
            "a.collaborative_id = p.collaborative_id and ",
            "p.collaborative_id = $1 and ",
        );
        assert!(is_bound(&join(both, own)));
        assert!(!is_bound(&join("", own)));
        assert!(!is_bound(&join(both, "$1 = $1 and ")));
        assert!(!is_bound("update place set name = $2 where $1 = $1"));
        assert!(is_bound(
            "insert into place (collaborative_id, name) values ($1, $2)"
        ));
        assert!(!is_bound(
            "select 1 from (select * from place where $1 = $1) one where one.rank = 1"
        ));
    }
}
