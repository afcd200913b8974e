//! Rules about SQL, wherever it stands: scoped to one collaborative, ordered and limited.

use std::collections::BTreeSet;

use super::Finding;
use crate::files::SourceFile;
use crate::literals::{Literal, literals};

/// A comment with these words, with a reason, lets one statement be.
const EXCEPTION: &str = "tidy: across collaboratives";

/// Tables whose rows belong to a collaborative, by the schema itself.
fn tenant_tables(files: &[SourceFile]) -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("crates/app/schema/"))
    {
        for statement in file.text.split(";\n") {
            let Some((_, rest)) = statement.split_once("create table ") else {
                continue;
            };
            if rest.contains("collaborative_id text not null references collaborative")
                || rest.contains("collaborative_id text not null primary key references collaborative")
            {
                tables.extend(rest.split_whitespace().next().map(str::to_owned));
            }
        }
    }
    tables
}

/// One statement where it stands.
struct Query<'file> {
    file: &'file SourceFile,
    literal: Literal,
    /// Lower case, white space as single blanks.
    sql: String,
}

impl Query<'_> {
    /// Tables that are read or changed, in order of appearance; a table joined twice counts twice.
    fn tables(&self) -> Vec<&str> {
        let words: Vec<&str> = self
            .sql
            .split([' ', '(', ')', ','])
            .filter(|word| !word.is_empty())
            .collect();
        let after = ["from", "join", "into", "update"];
        let pairs = words.windows(2).filter(|pair| after.contains(&pair[0]));
        pairs.map(|pair| pair[1]).collect()
    }

    fn is_excepted(&self) -> bool {
        let before = &self.file.text[..self.literal.start];
        before.lines().rev().take(8).any(|line| line.contains(EXCEPTION))
    }

    /// The call that runs it: the method it is an argument of, else the next one after it.
    fn call(&self) -> Option<&str> {
        const CALLS: [&str; 6] = [".rows", ".row", ".number", ".run_unscoped", ".run", ".ask"];
        let before = self.file.text[..self.literal.start].trim_end();
        let head = before
            .strip_suffix('(')
            .or_else(|| before.strip_suffix("(&format!("));
        let inline = head.and_then(|head| {
            let head = if head.ends_with('>') {
                head.rsplit_once("::<").map_or(head, |(name, _)| name)
            } else {
                head
            };
            CALLS.into_iter().find(|call| head.ends_with(call))
        });
        let after = &self.file.text[self.literal.end..];
        let next = || {
            let found = CALLS.iter().filter_map(|call| {
                let at = after.match_indices(call).map(|(at, _)| at);
                let mut real = at.filter(|at| after[at + call.len()..].starts_with(['(', ':']));
                real.next().map(|at| (at, *call))
            });
            found.min().map(|(_, call)| call)
        };
        inline.or_else(next)
    }
}

fn queries(files: &[SourceFile]) -> Vec<Query<'_>> {
    let mut queries = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
        if !file.path.starts_with("crates/app/src/") && !file.path.starts_with("crates/platform/src/") {
            continue;
        }
        let code = file.without_tests();
        for literal in literals(code) {
            let text = literal.text.replace("\\n", " ").replace('\\', " ").to_lowercase();
            let sql = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if is_statement(&sql) {
                queries.push(Query { file, literal, sql });
            }
        }
    }
    queries
}

fn is_statement(sql: &str) -> bool {
    let has = |words: &str| sql.contains(words);
    (sql.starts_with("select ") && has(" from "))
        || (sql.starts_with("with ") && has(" select "))
        || sql.starts_with("insert into ")
        || (sql.starts_with("update ") && has(" set "))
        || sql.starts_with("delete from ")
}

/// Every statement on a collaborative's table names the collaborative, once for each table it touches.
pub fn queries_are_scoped(files: &[SourceFile]) -> Vec<Finding> {
    let tenant = tenant_tables(files);
    let mut findings = Vec::new();
    for query in queries(files) {
        let touched = query
            .tables()
            .iter()
            .filter(|table| tenant.contains(**table))
            .count();
        if touched == 0 || query.is_excepted() {
            continue;
        }
        let is_bound = if query.sql.starts_with("insert into ") {
            query.sql.contains("(collaborative_id") && query.sql.contains("$1")
        } else {
            query.sql.contains("collaborative_id = $1")
        };
        // A join names the collaborative of the joined table, or joins `using (collaborative_id, …)`.
        let named = query.sql.matches("collaborative_id").count();
        if !is_bound || named < touched {
            let text = "every table here belongs to one collaborative: name `collaborative_id = $1` for each";
            findings.push(Finding::at(query.file, query.literal.start, text));
        }
    }
    findings
}

/// A list without an order changes from day to day; one without a limit grows until it hurts.
pub fn lists_have_order_and_limit(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for query in queries(files) {
        let is_list = query.sql.starts_with("select ") || query.sql.starts_with("with ");
        if !is_list || query.call() != Some(".rows") || query.is_excepted() {
            continue;
        }
        // A migration's own table is as long as the schema folder.
        let is_short = query.sql.contains(" from migration ");
        let is_held = query.sql.contains(" order by ") && query.sql.contains(" limit ");
        if !is_held && !is_short {
            let text = "a list needs `order by` with a tie-breaker, and `limit`";
            findings.push(Finding::at(query.file, query.literal.start, text));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(source: &str) -> Vec<SourceFile> {
        let schema = "create table place (\n  collaborative_id text not null references collaborative (x)\n);\n\
                      create table place_code (\n  collaborative_id text not null references collaborative (x)\n);\n\
                      create table job (\n  job_id text not null\n);\n";
        let file = |path: &str, text: &str| SourceFile {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        vec![
            file("crates/app/schema/0001.sql", schema),
            file("crates/app/src/directory/store.rs", source),
        ]
    }

    fn scoped(sql: &str) -> bool {
        queries_are_scoped(&project(&format!("fn a() {{ tx.run(\"{sql}\", args![]) }}"))).is_empty()
    }

    #[test]
    fn a_tenant_table_is_named_with_its_collaborative() {
        let cases = [
            (
                "select name from place where collaborative_id = $1 and place_id = $2",
                true,
            ),
            ("select name from place where place_id = $2 and $1 = $1", false),
            ("select name from job where job_id = $1", true),
            ("update place set name = $2 where place_id = $3", false),
            ("delete from place where collaborative_id = $1", true),
            ("insert into place (collaborative_id, name) values ($1, $2)", true),
            ("insert into place (name) values ($2)", false),
            (
                "select p.name from place p join place_code c on c.place_id = p.place_id \
                 where p.collaborative_id = $1",
                false,
            ),
            (
                "select p.name from place p join place_code c using (collaborative_id, place_id) \
                 where p.collaborative_id = $1",
                true,
            ),
        ];
        for (sql, expected) in cases {
            assert_eq!(scoped(sql), expected, "{sql}");
        }
    }

    #[test]
    fn a_list_without_order_or_limit_is_found() {
        let listed = |sql: &str, call: &str| {
            let source = format!("fn a() {{ let sql = \"{sql}\";\n reader.{call}(sql, args![]) }}");
            lists_have_order_and_limit(&project(&source)).len()
        };
        assert_eq!(
            listed("select a from place where collaborative_id = $1", "rows"),
            1
        );
        assert_eq!(
            listed("select a from place where collaborative_id = $1", "row"),
            0
        );
        assert_eq!(listed("select a from place order by a", "rows"), 1);
        assert_eq!(listed("select a from place order by a limit 10", "rows"), 0);
    }
}
