//! Columns that look like people: never kept where counts were asked for.

use intake::{ColumnKind, Sheet};

/// Words in headings that announce a person, in both languages.
const PERSONAL_HEADINGS: [&str; 26] = [
    "student name",
    "child name",
    "participant name",
    "first name",
    "last name",
    "full name",
    "surname",
    "given name",
    "middle name",
    "nombre",
    "apellido",
    "apellidos",
    "nombre del estudiante",
    "dob",
    "birth",
    "birthdate",
    "date of birth",
    "birthday",
    "fecha de nacimiento",
    "nacimiento",
    "ssn",
    "social security",
    "email",
    "phone",
    "address",
    "student id",
];
/// Cells that are looked at.
const SAMPLE: usize = 40;

/// Columns (counted from 1) that look like names, birth dates, addresses or numbers of people.
pub fn personal_columns(sheet: &Sheet) -> Vec<u32> {
    let looks = |column: &&intake::Column| {
        announces(&column.name) || (column.kind == ColumnKind::Text && holds_addresses(sheet, column.col))
    };
    sheet
        .columns
        .iter()
        .filter(looks)
        .map(|column| column.col)
        .collect()
}

fn announces(heading: &str) -> bool {
    let key = super::roles::heading_key(heading);
    let padded = format!(" {key} ");
    PERSONAL_HEADINGS
        .iter()
        .any(|word| padded.contains(&format!(" {word} ")))
}

fn holds_addresses(sheet: &Sheet, col: u32) -> bool {
    let texts: Vec<&str> = sheet
        .data_cells(col)
        .filter_map(|cell| cell.value.text())
        .take(SAMPLE)
        .collect();
    let mails = texts
        .iter()
        .filter(|text| text.contains('@') && text.contains('.') && !text.contains(' '))
        .count();
    !texts.is_empty() && mails * 2 > texts.len()
}
