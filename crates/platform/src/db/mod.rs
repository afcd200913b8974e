//! The database: one code path for SQLite and PostgreSQL.
//!
//! [`Database::scope`] gives a handle bound to one collaborative. Reading happens in a snapshot
//! ([`Scope::read`]), writing in a transaction ([`Scope::write`]) that ends only with [`Tx::commit`] and facts.
//! Queries are SQL with `$1`, `$2` …; in a scope, `$1` is always the collaborative and is bound here, so a
//! query without it does not run.

pub mod backup;
mod bulk;
mod connect;
pub mod dialect;
pub mod migrate;
mod scope;
pub mod sweep;

pub use connect::{Database, OpenError};
pub use dialect::Dialect;
pub use scope::{Connection, Host, HostTx, Reader, Scope, Tx};
pub use sea_orm::{FromQueryResult, Value};

/// Why a statement failed.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A unique rule was broken; the text names the constraint or its columns.
    #[error("already there: {0}")]
    Unique(String),
    /// A foreign key or check was broken.
    #[error("broken rule: {0}")]
    Rule(String),
    /// The row that should be there is not.
    #[error("not found")]
    NotFound,
    /// Anything else: the connection, the disk, a bug in the SQL.
    #[error("database: {0}")]
    Other(String),
}

impl From<sea_orm::DbErr> for DbError {
    fn from(error: sea_orm::DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(text)) => Self::Unique(text),
            Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(text)) => Self::Rule(text),
            _ => {
                let text = error.to_string();
                if text.contains("CHECK constraint") || text.contains("check constraint") {
                    Self::Rule(text)
                } else {
                    Self::Other(text)
                }
            }
        }
    }
}

/// The values of a statement, in order from `$2` in a scope and from `$1` outside.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
