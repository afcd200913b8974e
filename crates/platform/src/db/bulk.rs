//! Many rows at once: one statement for each chunk instead of one for each row.

use sea_orm::Value;

use super::{DbError, Tx};

/// Values in one statement. SQLite finds numbered parameters by walking a list, so longer statements get
/// slower by the row: 6,400 rows took longest in one piece and least at about this size.
const VALUES_MAX: usize = 1_000;

impl Tx {
    /// Inserts rows in chunks. `columns` name the table's columns after `collaborative_id`, which is filled in here.
    pub async fn insert_many(
        &self,
        table: &'static str,
        columns: &'static [&'static str],
        rows: Vec<Vec<Value>>,
    ) -> Result<(), DbError> {
        let width = columns.len();
        assert!(
            rows.iter().all(|row| row.len() == width),
            "{table}: every row has a value for every column"
        );
        let chunk_rows = (VALUES_MAX / width).max(1);
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let values: Vec<Value> = rows.by_ref().take(chunk_rows).flatten().collect();
            let sql = statement(table, columns, values.len() / width);
            self.run(&sql, values).await?;
        }
        Ok(())
    }
}

fn statement(table: &str, columns: &[&str], rows: usize) -> String {
    let mut next = 2;
    let mut tuples = Vec::with_capacity(rows);
    for _ in 0..rows {
        let numbers: Vec<String> = (next..next + columns.len())
            .map(|number| format!("${number}"))
            .collect();
        next += columns.len();
        tuples.push(format!("($1, {})", numbers.join(", ")));
    }
    format!(
        "insert into {table} (collaborative_id, {}) values {}",
        columns.join(", "),
        tuples.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_own_numbers_and_the_same_collaborative() {
        assert_eq!(
            statement("place", &["slug", "name"], 2),
            "insert into place (collaborative_id, slug, name) values ($1, $2, $3), ($1, $4, $5)"
        );
    }
}
