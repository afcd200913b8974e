//! `csv-metadata.json`: what the tables hold, for CSV on the Web (W3C, "Metadata Vocabulary for Tabular Data", 2015).
//!
//! Its name is the one that readers try by themselves in the folder of a CSV file (section 5.3 of the model).

use serde_json::{Map, Value, json};

use super::tables::{Column, Table, Type};
use super::{cite, licence, package};
use crate::site::address::Page;
use crate::site::frame::Visit;

/// The description of every table.
pub fn bytes(visit: &Visit<'_>) -> Vec<u8> {
    let document = visit.document;
    let mut group = Map::new();
    group.insert(
        "@context".into(),
        json!(["http://www.w3.org/ns/csvw", { "@language": visit.words.code() }]),
    );
    group.insert("@type".into(), "TableGroup".into());
    group.insert("@id".into(), visit.lasting(Page::OpenData).into());
    group.insert("dc:title".into(), cite::title(visit).into());
    group.insert("dc:description".into(), cite::description(visit).into());
    group.insert("dc:publisher".into(), document.collaborative.name.as_str().into());
    group.insert("dc:keyword".into(), cite::keywords(visit).into());
    if !document.published_on.is_empty() {
        let day = json!({ "@value": document.published_on, "@type": "xsd:date" });
        group.insert("dc:issued".into(), day);
    }
    let licences: Vec<Value> = licence::of(document)
        .into_iter()
        .map(|licence| json!({ "@id": licence.path }))
        .collect();
    if !licences.is_empty() {
        group.insert("dc:license".into(), licences.into());
    }
    group.insert(
        "dialect".into(),
        json!({ "encoding": "utf-8", "header": true, "delimiter": ",", "lineTerminators": ["\r\n", "\n"] }),
    );
    let tables: Vec<Value> = Table::ALL.into_iter().map(|own| table(visit, own)).collect();
    group.insert("tables".into(), tables.into());
    package::pretty(&Value::Object(group))
}

fn table(visit: &Visit<'_>, table: Table) -> Value {
    let columns = table.columns();
    let columns: Vec<Value> = columns.iter().map(|own| column(visit, table, own)).collect();
    let mut schema = Map::new();
    schema.insert("columns".into(), columns.into());
    if !table.key().is_empty() {
        schema.insert("primaryKey".into(), json!(table.key()));
    }
    let references: Vec<Value> = table
        .references()
        .into_iter()
        .map(|reference| {
            json!({
                "columnReference": reference.column,
                "reference": { "resource": reference.table.file(), "columnReference": reference.to },
            })
        })
        .collect();
    if !references.is_empty() {
        schema.insert("foreignKeys".into(), references.into());
    }
    json!({
        "url": table.file(),
        "dc:title": visit.words.say(&format!("open-table-{}", table.name())),
        "dc:description": visit.words.say(&format!("open-about-{}", table.name())),
        "tableSchema": schema,
    })
}

fn column(visit: &Visit<'_>, table: Table, column: &Column) -> Value {
    let datatype = match column.holds {
        Type::Text => json!("string"),
        // The words hold letters, hyphens and underscores: nothing that a pattern would read otherwise.
        Type::Choice(words) => json!({ "base": "string", "format": format!("({})", words.join("|")) }),
        Type::Number => json!("decimal"),
        Type::Whole => json!({ "base": "integer", "minimum": 0 }),
        Type::Day => json!("date"),
    };
    json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": table.about_column(column.name, visit.words),
        "datatype": datatype,
        "required": column.is_required,
    })
}
