//! Problem files of research: a list of cells with columns that the file names, and relations between them.

use std::collections::HashMap;

use serde_json::Value;

use super::columns::Differences;
use super::decimal;
use super::refusal::Refusal;
use super::sums;
use super::tables::{CELLS_MAX, Key, Place, Sheet, Source, Status, Sum, TERMS_MAX, TableCell, Tables};

/// Digits that values of such files keep, where larger ones are rounded.
const SIGNIFICANT_DIGITS: u32 = 6;
const LISTED_MAX: usize = 5;

/// Whether a document is such a file.
pub fn is_instance(document: &Value) -> bool {
    document.get("cell_columns").is_some() && document.get("cells").is_some()
}

/// Reads a document with `name`, `cell_columns`, `cells` and `relations`.
///
/// Errors: what is malformed, with the cell or the relation; relations that do not add up.
pub fn read(document: &Value, source: Source, differences: Differences) -> Result<Tables, Refusal> {
    let file = source.file.clone();
    let name = document
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or(&file)
        .to_owned();
    let columns = columns(document, &file)?;
    let cells = list(document, "cells", &file)?;
    if cells.len() > CELLS_MAX {
        return Err(Refusal::of(&file, format!("it has more than {CELLS_MAX} cells")));
    }
    let mut tables = Tables {
        name: name.clone(),
        sources: vec![source],
        population: vec![("problem".to_owned(), name.clone())],
        ..Tables::default()
    };
    let value_at = columns.iter().position(|column| column == "value");
    for cell in cells {
        let text = value_at.and_then(|at| cell.get(at)).map(Value::to_string);
        if let Some(Ok(number)) = text.map(|text| decimal::parse(&text)) {
            tables.decimals = tables.decimals.max(number.decimals);
        }
    }
    let mut positions = HashMap::new();
    for (position, fields) in cells.iter().enumerate() {
        let reader = Fields {
            file: &file,
            table: &name,
            columns: &columns,
            fields,
            position,
            decimals: tables.decimals,
        };
        let cell = reader.cell()?;
        let id = reader.id()?;
        if let Some(before) = positions.insert(id.clone(), position) {
            return Err(reader
                .refusal("two cells have the same id")
                .read(format!(
                    "id {id} at positions {before} and {position} of \"cells\""
                ))
                .expected("an id of its own for each cell"));
        }
        tables.cells.push(cell);
    }
    tables.sheets.push(Sheet {
        name: name.clone(),
        dimensions: vec!["cell".to_owned()],
        value: "value".to_owned(),
        percent: None,
        rows: tables
            .cells
            .iter()
            .enumerate()
            .map(|(position, cell)| {
                (
                    cell.key.0.iter().map(|(_, code)| code.clone()).collect(),
                    position,
                )
            })
            .collect(),
    });
    add_relations(&mut tables, document, &positions, &name)?;
    let significant = significant(&tables);
    sums::settle(&mut tables, differences, significant)?;
    Ok(tables)
}

fn columns(document: &Value, file: &str) -> Result<Vec<String>, Refusal> {
    let names = list(document, "cell_columns", file)?;
    let columns: Vec<String> = names
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    const KNOWN: [&str; 8] = [
        "id",
        "value",
        "lower",
        "upper",
        "weight",
        "sensitive",
        "lower_protection",
        "upper_protection",
    ];
    if let Some(unknown) = columns.iter().find(|name| !KNOWN.contains(&name.as_str())) {
        return Err(Refusal::of(file, format!("unknown column \"{unknown}\""))
            .read(columns.join(", "))
            .expected(KNOWN.join(", ")));
    }
    for needed in ["id", "value"] {
        if !columns.iter().any(|column| column == needed) {
            return Err(
                Refusal::of(file, format!("\"cell_columns\" lacks \"{needed}\"")).read(columns.join(", "))
            );
        }
    }
    Ok(columns)
}

fn list<'a>(document: &'a Value, name: &str, file: &str) -> Result<&'a Vec<Value>, Refusal> {
    document.get(name).and_then(Value::as_array).ok_or_else(|| {
        Refusal::of(file, format!("\"{name}\" is not a list"))
            .expected("an object with name, cell_columns, cells and relations")
    })
}

fn add_relations(
    tables: &mut Tables,
    document: &Value,
    positions: &HashMap<String, usize>,
    name: &str,
) -> Result<(), Refusal> {
    let file = tables.sources[0].file.clone();
    let mut named = 0;
    for (number, relation) in list(document, "relations", &file)?.iter().enumerate() {
        let wrong = |what: &str| {
            Refusal::of(&file, what.to_owned())
                .table(name)
                .relation(format!("number {number} of \"relations\", counted from 0"))
                .expected(
                    "a list of pairs of a cell's id and a whole number, such as [[0, -1], [1, 1], [2, 1]]",
                )
        };
        let pairs = relation
            .as_array()
            .ok_or_else(|| wrong("a relation is no list"))?;
        let mut terms = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let id = pair
                .get(0)
                .ok_or_else(|| wrong("a relation holds no pairs"))?
                .to_string();
            let by = pair.get(1).and_then(Value::as_i64).filter(|by| *by != 0);
            let by = by.ok_or_else(|| wrong("a coefficient is not a whole number").read(pair.to_string()))?;
            let position = positions.get(&id);
            let position = *position.ok_or_else(|| {
                wrong("a relation names a cell that is not there")
                    .cell(format!("id {id}"))
                    .mend("add the cell to \"cells\", or correct the id")
            })?;
            terms.push((position, by));
        }
        named += terms.len();
        if named > TERMS_MAX {
            return Err(Refusal::of(
                &file,
                format!("the relations name more than {TERMS_MAX} cells together"),
            ));
        }
        let name = relation_name(tables, number, &terms);
        tables.sums.push(Sum {
            terms,
            constant: 0,
            name,
        });
    }
    Ok(())
}

fn relation_name(tables: &Tables, number: usize, terms: &[(usize, i64)]) -> String {
    let mut said: Vec<String> = terms
        .iter()
        .take(LISTED_MAX)
        .map(|(position, by)| format!("{by:+} × {}", tables.cells[*position].key))
        .collect();
    if terms.len() > LISTED_MAX {
        said.push(format!("and {} more", terms.len() - LISTED_MAX));
    }
    format!(
        "number {number} of \"relations\", counted from 0 ({})",
        said.join(", ")
    )
}

/// To how many digits values were rounded: such files often keep six.
fn significant(tables: &Tables) -> Option<u32> {
    let is_kept = |value: i64| {
        let digits = value.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
        let rounded = digits.saturating_sub(SIGNIFICANT_DIGITS);
        value.unsigned_abs().is_multiple_of(10u64.pow(rounded))
    };
    tables
        .cells
        .iter()
        .filter_map(|cell| cell.value)
        .all(is_kept)
        .then_some(SIGNIFICANT_DIGITS)
}

struct Fields<'a> {
    file: &'a str,
    table: &'a str,
    columns: &'a [String],
    fields: &'a Value,
    position: usize,
    decimals: u32,
}

impl Fields<'_> {
    fn refusal(&self, what: &str) -> Refusal {
        Refusal::of(self.file, what)
            .table(self.table)
            .cell(format!("position {} of \"cells\", counted from 0", self.position))
    }

    fn field(&self, column: &str) -> Option<&Value> {
        let at = self.columns.iter().position(|known| known == column)?;
        self.fields.get(at).filter(|field| !field.is_null())
    }

    fn id(&self) -> Result<String, Refusal> {
        let id = self.field("id").map(Value::to_string);
        id.ok_or_else(|| self.refusal("a cell has no id").read(self.fields.to_string()))
    }

    fn number(&self, column: &str) -> Result<Option<i64>, Refusal> {
        let Some(field) = self.field(column) else {
            return Ok(None);
        };
        let number = field
            .is_number()
            .then(|| decimal::parse(&field.to_string()).ok())
            .flatten();
        let units = number.and_then(|number| number.at_least(self.decimals));
        units.map(Some).ok_or_else(|| {
            self.refusal(&format!("\"{column}\" is not a number that can be kept exactly"))
                .read(field.to_string())
                .expected("a number of at most 15 digits")
        })
    }

    fn cell(&self) -> Result<TableCell, Refusal> {
        let length = self.fields.as_array().map_or(0, Vec::len);
        if length != self.columns.len() {
            return Err(self
                .refusal("a cell has another number of fields than \"cell_columns\"")
                .read(format!("{length} fields"))
                .expected(format!(
                    "{} fields: {}",
                    self.columns.len(),
                    self.columns.join(", ")
                )));
        }
        let low = self.number("lower")?.unwrap_or(0);
        let high = self.number("upper")?;
        let value = self.number("value")?;
        let is_inside = value.is_none_or(|value| low <= value && high.is_none_or(|high| value <= high));
        if !is_inside {
            return Err(self
                .refusal(if low == 0 && value < Some(0) {
                    "the value is negative"
                } else {
                    "the value lies outside its bounds"
                })
                .read(self.fields.to_string())
                .expected("lower <= value <= upper"));
        }
        let protection = self
            .number("lower_protection")?
            .zip(self.number("upper_protection")?);
        let is_sensitive = self.number("sensitive")?.is_some_and(|told| told != 0);
        Ok(TableCell {
            key: Key(vec![("cell".to_owned(), self.id()?)]),
            value,
            low,
            high,
            status: match (value, is_sensitive) {
                (None, _) => Status::Withheld,
                (Some(_), true) => Status::Sensitive,
                (Some(_), false) => Status::Free,
            },
            weight: match self.number("weight")? {
                Some(weight) => {
                    Some(u64::try_from(weight).map_err(|_| self.refusal("the weight is negative"))?)
                }
                None => None,
            },
            protection: protection.filter(|_| is_sensitive),
            place: Place { source: 0, line: 0 },
            ..TableCell::default()
        })
    }
}
