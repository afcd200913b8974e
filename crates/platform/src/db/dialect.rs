//! What differs between SQLite and PostgreSQL lives here and nowhere else.

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, in the data folder.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Oldest SQLite with the fix of the WAL-reset corruption (March 2026).
pub const SQLITE_MIN: (u32, u32, u32) = (3, 51, 3);

impl Dialect {
    /// The statement as this database wants it. Schemas are written with PostgreSQL's type names, which
    /// SQLite takes by affinity, but for bytes.
    pub fn schema(self, sql: &str) -> String {
        match self {
            Self::Sqlite => sql.replace(" bytea", " blob"),
            Self::Postgres => sql.to_owned(),
        }
    }

    /// Ends a `select` that must keep others from the row until commit. SQLite has one writer anyway.
    pub fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for update",
        }
    }

    /// Ends the `select` of jobs to take, so that several processes take different ones.
    pub fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " for update skip locked",
        }
    }

    /// Statements that close a table of a collaborative to every other one (row-level security).
    pub fn fence(self, table: &str) -> Vec<String> {
        match self {
            Self::Sqlite => Vec::new(),
            Self::Postgres => vec![
                format!("alter table {table} enable row level security"),
                format!("alter table {table} force row level security"),
                format!(
                    "create policy {table}_fence on {table} \
                     using (collaborative_id = current_setting('mainstay.collaborative', true)) \
                     with check (collaborative_id = current_setting('mainstay.collaborative', true))"
                ),
            ],
        }
    }
}

/// Reads `3.51.3` as numbers; missing parts count as zero.
pub fn version_numbers(text: &str) -> (u32, u32, u32) {
    let mut numbers = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version_numbers("3.51.3") >= SQLITE_MIN);
        assert!(version_numbers("3.9.12") < SQLITE_MIN);
    }
}
