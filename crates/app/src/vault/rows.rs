//! From a sheet under an agreement to rows for the vault, and what in them a person should mend. Pure.

use std::collections::{BTreeMap, BTreeSet};

use domain::agreements::columns::{Column, column};
use domain::agreements::{Class, Terms};
use intake::{ColumnKind, Sheet, Value};
use serde::{Deserialize, Serialize};

/// Most cells to mend that are listed.
pub const PROBLEMS_MAX: usize = 200;

/// A column of a table in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultColumn {
    /// The element, as the agreement calls it.
    pub name: String,
    /// Code of its class.
    pub class: String,
    /// `text`, `number` or `date`.
    pub kind: String,
}

/// A cell that cannot be read as what its column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Row in the sheet.
    pub row: u32,
    /// Heading of its column.
    pub heading: String,
    /// What stands there.
    pub raw: String,
    /// What it should be: `number` or `date`.
    pub wanted: String,
}

/// Rows ready for the vault.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// The columns.
    pub columns: Vec<VaultColumn>,
    /// The rows: nothing, a number or a text in each cell.
    pub rows: Vec<Vec<serde_json::Value>>,
    /// Cells that cannot be read; they are kept as empty.
    pub bad_cells: Vec<BadCell>,
    /// How many such cells there are altogether.
    pub bad_count: usize,
    /// Rows of the sheet without a key: they belong to nobody and are left out.
    pub without_key: Vec<u32>,
    /// Keys that stand in more than one row.
    pub repeated_keys: usize,
    /// Elements that two columns give; the first is taken.
    pub given_twice: Vec<String>,
    /// Whether a column holds the key.
    pub has_key: bool,
}

/// Reads a sheet that already lacks what the agreement does not cover.
pub fn rows(sheet: &Sheet, terms: &Terms, key_element: &str) -> Rows {
    let mut found = Rows::default();
    let mut cols: Vec<(u32, String)> = Vec::new();
    for one in &sheet.columns {
        let Column::Covered(element) = column(terms, &one.name) else {
            continue;
        };
        if found.columns.iter().any(|known| known.name == element.name) {
            found.given_twice.push(element.name.clone());
            continue;
        }
        let is_key = element.name == key_element;
        found.has_key |= is_key;
        found.columns.push(VaultColumn {
            name: element.name.clone(),
            class: element.class.code().to_owned(),
            kind: kind(one.kind, is_key).to_owned(),
        });
        cols.push((one.col, one.name.clone()));
    }
    let key_at = found.columns.iter().position(|one| one.name == key_element);
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for row in data_rows(sheet) {
        let mut cells = Vec::with_capacity(cols.len());
        for (at, (col, heading)) in cols.iter().enumerate() {
            let read = read(sheet, (row, *col), &found.columns[at].kind, Some(at) == key_at);
            cells.push(read.unwrap_or_else(|raw| {
                found.bad_count += 1;
                if found.bad_cells.len() < PROBLEMS_MAX {
                    found.bad_cells.push(BadCell {
                        row,
                        heading: heading.clone(),
                        raw,
                        wanted: found.columns[at].kind.clone(),
                    });
                }
                serde_json::Value::Null
            }));
        }
        match key_at.and_then(|at| cells[at].as_str()) {
            Some(key) => *keys.entry(key.to_lowercase()).or_default() += 1,
            None => {
                found.without_key.push(row);
                continue;
            }
        }
        found.rows.push(cells);
    }
    found.repeated_keys = keys.values().filter(|count| **count > 1).count();
    found
}

fn kind(kind: ColumnKind, is_key: bool) -> &'static str {
    match kind {
        // A number that names somebody is a name: leading zeros count.
        _ if is_key => "text",
        ColumnKind::Number | ColumnKind::Margin => "number",
        ColumnKind::Date => "date",
        ColumnKind::Text | ColumnKind::Code | ColumnKind::Empty => "text",
    }
}

/// A cell as its column holds it. Errors: what stands there, if it is something else.
fn read(
    sheet: &Sheet,
    (row, col): (u32, u32),
    kind: &str,
    is_key: bool,
) -> Result<serde_json::Value, String> {
    let Some(cell) = sheet.cell(row, col) else {
        return Ok(serde_json::Value::Null);
    };
    let raw = cell.raw.trim();
    if raw.is_empty() {
        return Ok(serde_json::Value::Null);
    }
    match (&cell.value, kind) {
        (_, _) if is_key => Ok(raw.into()),
        (Value::Number(number), "number") => Ok((*number).into()),
        (Value::Text(day), "date") if day.parse::<jiff::civil::Date>().is_ok() => Ok(day.as_str().into()),
        (_, "number" | "date") => Err(raw.to_owned()),
        (Value::Text(text), _) => Ok(text.trim().into()),
        (Value::Number(_) | Value::None | Value::Span(_), _) => Ok(raw.into()),
    }
}

fn data_rows(sheet: &Sheet) -> BTreeSet<u32> {
    let first = sheet.first_data_row.unwrap_or(u32::MAX);
    let last = sheet.last_data_row.unwrap_or(0);
    let filled = sheet.cells.iter().filter(|cell| {
        (first..=last).contains(&cell.row)
            && !cell.raw.trim().is_empty()
            && !sheet.total_rows.contains(&cell.row)
            && !sheet.repeated_rows.contains(&cell.row)
            && !sheet.notes_rows.contains(&cell.row)
    });
    filled.map(|cell| cell.row).collect()
}

/// Whether a class names one person.
pub fn is_direct(class: &str) -> bool {
    Class::from_code(class).is_none_or(|class| class == Class::DirectIdentifier)
}

#[cfg(test)]
mod tests {
    use domain::agreements::{Consent, Element, Linking, Publication};
    use intake::{Limits, Rules};
    use jiff::civil::date;

    use super::*;

    fn terms() -> Terms {
        let element = |name: &str, class: Class, headings: &[&str]| Element {
            name: name.to_owned(),
            headings: headings.iter().map(|one| (*one).to_owned()).collect(),
            class,
        };
        Terms {
            purposes: Vec::new(),
            indicators: Vec::new(),
            elements: vec![
                element("Student", Class::DirectIdentifier, &["ID"]),
                element("Born", Class::QuasiIdentifier, &[]),
                element("Days", Class::Plain, &["Days present"]),
            ],
            people: Vec::new(),
            linking: Linking::Refused,
            publication: Publication::Groups,
            starts_on: date(2026, 1, 1),
            ends_on: date(2027, 1, 1),
            kept_days: 30,
            consent: Consent::NotAsked,
        }
    }

    fn read_rows(text: &str) -> Rows {
        let book = intake::read(text.as_bytes(), "rows.csv", &Rules::default(), &Limits::default()).unwrap();
        rows(book.main_sheet().unwrap(), &terms(), "Student")
    }

    #[test]
    fn columns_are_named_as_the_agreement_calls_them_and_keys_stay_as_written() {
        let read = read_rows("ID,Born,Days present,Remark\n007,2015-03-04,12,x\n008,2015-04-05,30,y\n");
        let names: Vec<&str> = read.columns.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Student", "Born", "Days"]);
        assert_eq!(
            read.rows[0],
            [serde_json::json!("007"), "2015-03-04".into(), 12.0.into()]
        );
        assert!(read.has_key && read.bad_cells.is_empty() && read.without_key.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_cell_and_rows_without_a_key_stay_out() {
        let text = "ID,Born,Days present\na,2015-03-04,12\nb,2015-03-05,many\n,2015-03-06,13\nA,2015-03-07,14\n\
                    d,2015-03-08,15\ne,2015-03-09,16\nf,2015-03-10,17\n";
        let read = read_rows(text);
        assert_eq!(read.rows.len(), 6);
        assert_eq!(read.without_key, [4]);
        assert_eq!(read.repeated_keys, 1, "a and A are one");
        let bad = &read.bad_cells[0];
        assert_eq!(
            (bad.row, bad.heading.as_str(), bad.raw.as_str()),
            (3, "Days present", "many")
        );
        assert_eq!(read.bad_count, 1);
    }
}
