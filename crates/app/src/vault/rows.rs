//! From a sheet under an agreement to rows for the vault, and what in them a person should mend. Pure.

use std::collections::{BTreeMap, BTreeSet};

use domain::agreements::columns::{Column, column};
use domain::agreements::{Class, Element, Terms};
use intake::{ColumnKind, Sheet, Value, Workbook};
use serde::{Deserialize, Serialize};

use super::doubts::{At, Doubter, Doubts, Known};

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
    /// Name of the sheet; empty for a text file.
    pub sheet: String,
    /// Row in the sheet.
    pub row: u32,
    /// Heading of its column.
    pub heading: String,
    /// What stands there; nothing in a column that names people.
    pub raw: Option<String>,
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
    /// Sheets and rows without a key: they belong to nobody and are left out.
    pub without_key: Vec<(String, u32)>,
    /// Keys that stand in more than one row.
    pub repeated_keys: usize,
    /// Elements that two columns give; the first is taken.
    pub given_twice: Vec<String>,
    /// Whether a column holds the key.
    pub has_key: bool,
    /// Names of the sheets that were read.
    pub sheets: Vec<String>,
    /// Names of sheets with rows in which no column holds the key; they are left out.
    pub left_out: Vec<String>,
    /// What can be read and looks wrong.
    pub doubts: Doubts,
}

/// Reads every sheet in which participants are known by the key; each already lacks what the agreement does not cover.
///
/// The columns of all sheets stand beside each other: a sheet without one of them leaves it empty.
///
/// With something to hold them against, what looks wrong in them is noted.
pub fn of_book(book: &Workbook, terms: &Terms, key_element: &str, known: Option<&Known>) -> Rows {
    let filled = book.sheets.iter().filter(|sheet| !data_rows(sheet).is_empty());
    let knows_people = |sheet: &&Sheet| covered(sheet, terms).any(|(_, element)| element.name == key_element);
    let (mut with_key, without): (Vec<&Sheet>, Vec<&Sheet>) = filled.partition(knows_people);
    let mut found = Rows {
        has_key: !with_key.is_empty(),
        ..Rows::default()
    };
    if found.has_key {
        found.left_out = without.iter().map(|sheet| sheet.name.clone()).collect();
    } else {
        // Nothing can be sent from it, yet the page shows what was read.
        with_key = book.main_sheet().into_iter().collect();
    }
    found.sheets = with_key.iter().map(|sheet| sheet.name.clone()).collect();
    found.columns = columns(&with_key, terms, key_element, &mut found.given_twice);
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    let key_at = found.columns.iter().position(|one| one.name == key_element);
    let mut doubter = known.map(|known| Doubter::new(known, terms, &found.columns, key_at));
    for sheet in with_key {
        take(&mut found, sheet, (terms, key_at), (&mut keys, doubter.as_mut()));
    }
    found.doubts = doubter.map(Doubter::into_found).unwrap_or_default();
    found.repeated_keys = keys.values().filter(|count| **count > 1).count();
    found
}

/// The columns of a sheet that the agreement covers, with their elements.
fn covered<'a>(
    sheet: &'a Sheet,
    terms: &'a Terms,
) -> impl Iterator<Item = (&'a intake::Column, &'a Element)> {
    sheet
        .columns
        .iter()
        .filter_map(|one| match column(terms, &one.name) {
            Column::Covered(element) => Some((one, element)),
            Column::Dropped => None,
        })
}

/// The columns of all sheets. What one sheet reads as numbers and another as words is kept as words.
fn columns(
    sheets: &[&Sheet],
    terms: &Terms,
    key_element: &str,
    given_twice: &mut Vec<String>,
) -> Vec<VaultColumn> {
    let mut columns: Vec<VaultColumn> = Vec::new();
    for sheet in sheets {
        let mut here: BTreeSet<&str> = BTreeSet::new();
        for (one, element) in covered(sheet, terms) {
            if !here.insert(&element.name) {
                if !given_twice.contains(&element.name) {
                    given_twice.push(element.name.clone());
                }
                continue;
            }
            let kind = kind(one.kind, element.name == key_element);
            match columns.iter_mut().find(|known| known.name == element.name) {
                None => columns.push(VaultColumn {
                    name: element.name.clone(),
                    class: element.class.code().to_owned(),
                    kind: kind.unwrap_or_default().to_owned(),
                }),
                Some(known) => match kind {
                    Some(kind) if known.kind.is_empty() => kind.clone_into(&mut known.kind),
                    Some(kind) if known.kind != kind => "text".clone_into(&mut known.kind),
                    Some(_) | None => {}
                },
            }
        }
    }
    for one in &mut columns {
        if one.kind.is_empty() {
            "text".clone_into(&mut one.kind);
        }
    }
    columns
}

/// Takes the rows of one sheet.
fn take(
    found: &mut Rows,
    sheet: &Sheet,
    (terms, key_at): (&Terms, Option<usize>),
    (keys, mut doubter): (&mut BTreeMap<String, usize>, Option<&mut Doubter<'_>>),
) {
    let mut cols: Vec<Option<&intake::Column>> = vec![None; found.columns.len()];
    for (one, element) in covered(sheet, terms) {
        let at = found.columns.iter().position(|known| known.name == element.name);
        if let Some(place) = at.and_then(|at| cols.get_mut(at)) {
            place.get_or_insert(one);
        }
    }
    for row in data_rows(sheet) {
        let mut cells = Vec::with_capacity(cols.len());
        for (at, col) in cols.iter().enumerate() {
            let Some(col) = col else {
                cells.push(serde_json::Value::Null);
                continue;
            };
            let wanted = found.columns[at].kind.clone();
            let read = read(sheet, (row, col.col), &wanted, Some(at) == key_at);
            cells.push(read.unwrap_or_else(|raw| {
                found.bad_count += 1;
                if found.bad_cells.len() < PROBLEMS_MAX {
                    found.bad_cells.push(BadCell {
                        sheet: sheet.name.clone(),
                        row,
                        heading: col.name.clone(),
                        raw: (!is_direct(&found.columns[at].class)).then_some(raw),
                        wanted,
                    });
                }
                serde_json::Value::Null
            }));
        }
        match key_at.and_then(|at| cells[at].as_str()) {
            Some(key) => {
                *keys.entry(key.to_lowercase()).or_default() += 1;
                if let Some(doubter) = &mut doubter {
                    let at = At {
                        sheet: &sheet.name,
                        row,
                        cols: &cols,
                    };
                    doubter.look(at, &cells, key);
                }
            }
            None => {
                found.without_key.push((sheet.name.clone(), row));
                continue;
            }
        }
        found.rows.push(cells);
    }
}

/// What a column holds; nothing where all its cells are empty.
fn kind(kind: ColumnKind, is_key: bool) -> Option<&'static str> {
    match kind {
        // A number that names somebody is a name: leading zeros count.
        _ if is_key => Some("text"),
        ColumnKind::Number | ColumnKind::Margin => Some("number"),
        ColumnKind::Date => Some("date"),
        ColumnKind::Text | ColumnKind::Code => Some("text"),
        ColumnKind::Empty => None,
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
    use domain::agreements::{Consent, Linking, Publication};
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
        of_book(&book, &terms(), "Student", None)
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
        assert_eq!(read.without_key, [(String::new(), 4)]);
        assert_eq!(read.repeated_keys, 1, "a and A are one");
        let bad = &read.bad_cells[0];
        assert_eq!(
            (bad.row, bad.heading.as_str(), bad.raw.as_deref()),
            (3, "Days present", Some("many"))
        );
        assert_eq!(read.bad_count, 1);
    }

    fn sheet(name: &str, text: &str) -> Sheet {
        let book = intake::read(text.as_bytes(), "rows.csv", &Rules::default(), &Limits::default()).unwrap();
        let mut sheet = book.main_sheet().unwrap().clone();
        name.clone_into(&mut sheet.name);
        sheet
    }

    #[test]
    fn every_sheet_that_knows_participants_is_read_and_the_others_are_named() {
        let book = Workbook {
            sheets: vec![
                sheet("Grade 7", "ID,Days present\na,12\nb,13\nc,14\n"),
                sheet(
                    "Grade 8",
                    "Born,ID,Days present\n2015-03-04,d,many\n2015-03-05,,15\n2015-03-06,A,few\n",
                ),
                sheet("Codes", "Code,Days present\nx,1\ny,2\n"),
            ],
            ..Workbook::default()
        };
        let read = of_book(&book, &terms(), "Student", None);
        assert_eq!(
            (read.sheets.as_slice(), read.left_out.as_slice()),
            (
                &["Grade 7".to_owned(), "Grade 8".to_owned()][..],
                &["Codes".to_owned()][..]
            )
        );
        let names: Vec<(&str, &str)> = read
            .columns
            .iter()
            .map(|one| (one.name.as_str(), one.kind.as_str()))
            .collect();
        // Words on one sheet and numbers on the other: words.
        assert_eq!(names, [("Student", "text"), ("Days", "text"), ("Born", "date")]);
        assert_eq!(read.rows.len(), 5);
        assert_eq!(
            read.rows[0],
            [serde_json::json!("a"), "12".into(), serde_json::Value::Null]
        );
        assert_eq!(
            read.rows[3],
            [serde_json::json!("d"), "many".into(), "2015-03-04".into()]
        );
        assert_eq!(read.without_key, [("Grade 8".to_owned(), 3)]);
        assert_eq!(read.repeated_keys, 1, "a on one sheet and A on the other");
        assert!(read.has_key && read.given_twice.is_empty());
    }
}
