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

    /// The statement of a migration if it is for this database: one that begins with `on sqlite` or `on postgres` is for
    /// that one alone.
    pub fn own(self, statement: &str) -> Option<&str> {
        let (own, other) = match self {
            Self::Sqlite => ("on sqlite ", "on postgres "),
            Self::Postgres => ("on postgres ", "on sqlite "),
        };
        if statement.starts_with(other) {
            return None;
        }
        Some(statement.strip_prefix(own).unwrap_or(statement))
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

/// What backup and restore ask of the database's own catalogue.
impl Dialect {
    /// A query for every column there is: `table_name`, `column_name`, `kind`, `key_position` (0 outside the key).
    pub fn columns(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "select m.name as table_name, p.name as column_name, p.type as kind, p.pk as key_position
                 from sqlite_schema m join pragma_table_info(m.name) p
                 where m.type = 'table' and m.name not like 'sqlite_%'
                 order by m.name, p.cid"
            }
            Self::Postgres => {
                "select c.table_name::text as table_name, c.column_name::text as column_name,
                   c.data_type::text as kind, coalesce(k.ordinal_position, 0)::bigint as key_position
                 from information_schema.columns c
                 left join (
                   select u.table_name, u.column_name, u.ordinal_position
                   from information_schema.table_constraints t
                   join information_schema.key_column_usage u
                     on u.constraint_name = t.constraint_name
                     and u.table_schema = t.table_schema and u.table_name = t.table_name
                   where t.constraint_type = 'PRIMARY KEY' and t.table_schema = current_schema()
                 ) k on k.table_name = c.table_name and k.column_name = c.column_name
                 where c.table_schema = current_schema()
                 order by c.table_name::text collate \"C\", c.ordinal_position"
            }
        }
    }

    /// Follows a text column that is compared byte by byte, whatever the server's language.
    pub fn bytewise(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " collate \"C\"",
        }
    }

    /// Binds the transaction to the collaborative `$1`, where rows are fenced off.
    pub fn enter_collaborative(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("select set_config('mainstay.collaborative', $1, true)"),
        }
    }

    /// A query for every reference between tables, where each must be allowed to wait: `table_name`, `name`.
    pub fn references(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(
                "select conrelid::regclass::text as table_name, conname::text as name
                 from pg_constraint
                 where contype = 'f' and connamespace = current_schema()::regnamespace
                 order by 1, 2",
            ),
        }
    }

    /// References are checked at the end of the transaction.
    pub fn postpone_references(self) -> &'static str {
        match self {
            Self::Sqlite => "pragma defer_foreign_keys = on",
            Self::Postgres => "set constraints all deferred",
        }
    }

    /// References are checked now.
    pub fn check_references(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("set constraints all immediate"),
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
    fn a_statement_for_one_database_is_left_out_in_the_other() {
        assert_eq!(Dialect::Sqlite.own("on sqlite drop x"), Some("drop x"));
        assert_eq!(Dialect::Postgres.own("on sqlite drop x"), None);
        assert_eq!(Dialect::Postgres.own("on postgres drop x"), Some("drop x"));
        assert_eq!(Dialect::Sqlite.own("drop x"), Some("drop x"));
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version_numbers("3.51.3") >= SQLITE_MIN);
        assert!(version_numbers("3.9.12") < SQLITE_MIN);
    }
}
