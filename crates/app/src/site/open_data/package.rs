//! `datapackage.json`: what the tables hold, column by column (Data Package, datapackage.org, profiles 1.0 and 2.0).

use data_encoding::HEXLOWER;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::files::File;
use super::tables::{Column, Table, Type};
use super::{cells, cite, kept, licence};
use crate::site::address::Page;
use crate::site::data;
use crate::site::frame::Visit;

/// The description of the package.
pub fn bytes(visit: &Visit<'_>) -> Vec<u8> {
    let document = visit.document;
    let mut package = object(json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "data-package",
        "name": format!("{}-edition-{}", document.collaborative.slug, document.number),
        "id": visit.lasting(Page::File(File::Package)),
        "title": cite::title(visit),
        "description": cite::description(visit),
        "homepage": visit.lasting(Page::OpenData),
        "version": document.number.to_string(),
        "language": visit.words.code(),
        "keywords": cite::keywords(visit),
        "contributors": contributors(visit),
        "resources": resources(visit),
    }));
    if !document.published_on.is_empty() {
        let created = format!("{}T00:00:00Z", document.published_on);
        package.insert("created".into(), created.into());
    }
    let licences = licences(visit);
    if !licences.is_empty() {
        package.insert("licenses".into(), licences.into());
    }
    let sources = sources(visit);
    if !sources.is_empty() {
        package.insert("sources".into(), sources.into());
    }
    pretty(&Value::Object(package))
}

/// JSON as people can read it, with a line's end at its end.
pub fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("texts and numbers become JSON");
    bytes.push(b'\n');
    bytes
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn contributors(visit: &Visit<'_>) -> Vec<Value> {
    let document = visit.document;
    let publisher = json!({
        "title": document.collaborative.name,
        "path": visit.lasting(Page::About),
        "role": "publisher",
        "roles": ["publisher"],
    });
    let partners = document.partners.iter();
    let partners = partners
        .map(|partner| json!({ "title": partner.name, "role": "contributor", "roles": ["contributor"] }));
    [publisher].into_iter().chain(partners).collect()
}

fn licences(visit: &Visit<'_>) -> Vec<Value> {
    let licences = licence::of(visit.document).into_iter();
    licences
        .map(|licence| json!({ "name": licence.name, "title": licence.title, "path": licence.path }))
        .collect()
}

fn sources(visit: &Visit<'_>) -> Vec<Value> {
    let mut sources: Vec<Value> = Vec::new();
    for source in &visit.document.sources {
        let parts = [&source.publisher, &source.title].map(String::as_str);
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let entry = json!({ "title": parts.join(", ") });
        if !parts.is_empty() && !sources.contains(&entry) {
            sources.push(entry);
        }
    }
    sources
}

fn resources(visit: &Visit<'_>) -> Vec<Value> {
    let mut resources: Vec<Value> = Table::ALL
        .into_iter()
        .map(|table| resource(visit, table))
        .collect();
    let kept = kept::bytes(visit.document);
    resources.push(json!({
        "name": "edition",
        "path": File::Kept.name(),
        "title": visit.words.say("open-file-kept"),
        "description": visit.words.say("open-for-kept"),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "bytes": kept.len(),
        "hash": hash(&kept),
    }));
    resources
}

fn resource(visit: &Visit<'_>, table: Table) -> Value {
    let bytes = table_bytes(visit, table);
    json!({
        "name": table.name(),
        "path": table.file(),
        "title": visit.words.say(&format!("open-table-{}", table.name())),
        "description": visit.words.say(&format!("open-about-{}", table.name())),
        "type": "table",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "bytes": bytes.len(),
        "hash": hash(&bytes),
        "schema": schema(visit, table),
    })
}

/// The file of a table.
pub fn table_bytes(visit: &Visit<'_>, table: Table) -> Vec<u8> {
    match table {
        Table::Figures => data::csv(visit, None).bytes,
        Table::Indicators
        | Table::Places
        | Table::Groups
        | Table::Targets
        | Table::Breaks
        | Table::Sources
        | Table::Plan
        | Table::Decisions => cells::csv(&table.columns(), &table.rows(visit)),
    }
}

fn hash(bytes: &[u8]) -> String {
    format!("sha256:{}", HEXLOWER.encode(&Sha256::digest(bytes)))
}

fn schema(visit: &Visit<'_>, table: Table) -> Value {
    let fields: Vec<Value> = table
        .columns()
        .iter()
        .map(|column| field(visit, table, column))
        .collect();
    let mut schema = object(json!({ "fields": fields, "missingValues": [""] }));
    if !table.key().is_empty() {
        schema.insert("primaryKey".into(), json!(table.key()));
    }
    let references = table.references().into_iter();
    let references: Vec<Value> = references
        .map(|reference| {
            json!({
                "fields": [reference.column],
                "reference": { "resource": reference.table.name(), "fields": [reference.to] },
            })
        })
        .collect();
    if !references.is_empty() {
        schema.insert("foreignKeys".into(), references.into());
    }
    Value::Object(schema)
}

fn field(visit: &Visit<'_>, table: Table, column: &Column) -> Value {
    let (kind, own) = match column.holds {
        Type::Text => ("string", None),
        Type::Choice(words) => ("string", Some(("enum", json!(words)))),
        Type::Number => ("number", None),
        Type::Whole => ("integer", Some(("minimum", json!(0)))),
        Type::Day => ("date", None),
    };
    let mut constraints = Map::new();
    if column.is_required {
        constraints.insert("required".into(), true.into());
    }
    if let Some((name, value)) = own {
        constraints.insert(name.into(), value);
    }
    if table.key() == [column.name] {
        constraints.insert("unique".into(), true.into());
    }
    let mut field = object(json!({
        "name": column.name,
        "type": kind,
        "description": table.about_column(column.name, visit.words),
    }));
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    Value::Object(field)
}
