//! Reads the schema's own text, so that set-ups fill every table there is, also those of tomorrow.

use app::schema::MIGRATIONS;

/// A table whose rows belong to a collaborative.
#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

/// A column, as far as filling it needs.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    pub is_required: bool,
    pub has_default: bool,
    /// The first value that a check allows.
    pub first_allowed: Option<String>,
    /// The column of another table that it names.
    pub names: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Fraction,
    Truth,
    Bytes,
}

/// Every table of a collaborative, those that others name first.
pub fn tenant_tables() -> Vec<Table> {
    let files = MIGRATIONS.iter().flat_map(|migration| migration.sql.split(";\n"));
    files.filter_map(read_table).collect()
}

fn read_table(statement: &str) -> Option<Table> {
    let (_, rest) = statement.split_once("create table ")?;
    let (name, body) = rest.split_once('(')?;
    let lines: Vec<&str> = body
        .lines()
        .map(|line| line.trim().trim_end_matches(','))
        .collect();
    let is_tenant =
        |line: &&&str| line.starts_with("collaborative_id") && line.contains("references collaborative");
    if !lines.iter().any(|line| is_tenant(&line)) {
        return None;
    }
    let mut columns: Vec<Column> = lines.iter().filter_map(|line| read_column(line)).collect();
    for line in lines.iter().filter(|line| line.contains("foreign key (")) {
        let mut lists = line
            .split('(')
            .skip(1)
            .map(|part| part.split(')').next().unwrap_or_default());
        let (own, other) = (lists.next()?, lists.next()?);
        for (column, named) in own.split(", ").zip(other.split(", ")) {
            if let Some(column) = columns.iter_mut().find(|one| one.name == column) {
                column.names = Some(named.to_owned());
            }
        }
    }
    let name = name.trim().to_owned();
    Some(Table { name, columns })
}

fn read_column(line: &str) -> Option<Column> {
    let mut words = line.split_whitespace();
    let name = words.next()?.to_owned();
    let kind = match words.next()? {
        "text" => Kind::Text,
        "bigint" => Kind::Number,
        "double" => Kind::Fraction,
        "boolean" => Kind::Truth,
        "bytea" => Kind::Bytes,
        _ => return None,
    };
    if ["primary", "constraint", "foreign"].contains(&name.as_str()) || name == "collaborative_id" {
        return None;
    }
    let allowed = line
        .split_once(" in ('")
        .and_then(|(_, rest)| rest.split('\'').next());
    Some(Column {
        name,
        kind,
        is_required: line.contains(" not null"),
        has_default: line.contains(" default "),
        first_allowed: allowed.map(str::to_owned),
        names: None,
    })
}

#[test]
fn the_schema_is_read_with_its_checks_and_keys() {
    let tables = tenant_tables();
    let person = tables
        .iter()
        .find(|table| table.name == "person")
        .expect("a table of people");
    let column = |name: &str| {
        person
            .columns
            .iter()
            .find(|column| column.name == name)
            .expect("a column")
    };
    assert_eq!(column("state").first_allowed.as_deref(), Some("invited"));
    assert_eq!(
        column("organisation_id").names.as_deref(),
        Some("organisation_id")
    );
    assert!(column("name").is_required);
    assert!(tables.len() > 25, "{}", tables.len());
}
