//! Rows of text with named columns, from CSV or from JSON.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::refusal::Refusal;
use super::tables::Source;

/// Largest file that is read, in bytes.
pub const FILE_BYTES_MAX: u64 = 256 << 20;
/// Most rows of one table.
pub const ROWS_MAX: usize = 1_000_000;

/// Rows of text under named columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawTable {
    /// The name for messages and for what is published.
    pub name: String,
    /// The file, for messages.
    pub file: String,
    /// The columns.
    pub columns: Vec<String>,
    /// The rows with their lines (from a list in JSON: their position, from 1).
    pub rows: Vec<(usize, Vec<String>)>,
}

impl RawTable {
    /// The position of a column by its name; letters may differ in case.
    pub fn column(&self, name: &str) -> Option<usize> {
        let same = |column: &String| column.eq_ignore_ascii_case(name);
        self.columns
            .iter()
            .position(|column| column == name)
            .or_else(|| self.columns.iter().position(same))
    }
}

/// The bytes of a file within the limit, and its digest.
pub fn bytes(path: &Path) -> Result<(Vec<u8>, Source), Refusal> {
    use std::io::Read as _;
    let file = path.display().to_string();
    let refused = |error: std::io::Error| Refusal::of(&file, format!("it cannot be read: {error}"));
    let open = std::fs::File::open(path).map_err(refused)?;
    if open.metadata().map_err(refused)?.is_dir() {
        return Err(Refusal::of(&file, "this is a folder").mend("name the files in it"));
    }
    let mut bytes = Vec::new();
    open.take(FILE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(refused)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Refusal::of(&file, "it is too large")
            .expected(format!("at most {} MB", FILE_BYTES_MAX >> 20))
            .mend(
                "split it into tables that are published apart, or leave out columns that are not needed",
            ));
    }
    let sha256 = digest(&bytes);
    Ok((bytes, Source { file, sha256 }))
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Reads CSV: a line of column names, then the rows; fields separated by commas, semicolons or tabs.
pub fn csv(name: &str, file: &str, bytes: &[u8]) -> Result<RawTable, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| head.iter().filter(|byte| **byte == mark).count();
    let separator = [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|mark| count(*mark));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.unwrap_or(b','))
        .from_reader(bytes);
    let unreadable = |error: csv::Error| unreadable(file, &error);
    let columns: Vec<String> = reader
        .headers()
        .map_err(unreadable)?
        .iter()
        .map(|column| column.trim().to_owned())
        .collect();
    if columns.iter().all(String::is_empty) {
        return Err(Refusal::of(file, "it is empty")
            .expected("a first line with the names of the columns, then one line for each cell"));
    }
    check_columns(file, &columns)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(0, csv::Position::line);
        let fields: Vec<String> = record.iter().map(|field| field.trim().to_owned()).collect();
        if fields.iter().all(String::is_empty) {
            continue;
        }
        if rows.len() == ROWS_MAX {
            return Err(Refusal::of(file, format!("it has more than {ROWS_MAX} rows")));
        }
        rows.push((usize::try_from(line).unwrap_or(0), fields));
    }
    if rows.is_empty() {
        return Err(Refusal::of(file, "it has column names and no rows").expected("one line for each cell"));
    }
    Ok(RawTable {
        name: name.to_owned(),
        file: file.to_owned(),
        columns,
        rows,
    })
}

fn check_columns(file: &str, columns: &[String]) -> Result<(), Refusal> {
    for (position, column) in columns.iter().enumerate() {
        if columns[..position].contains(column) {
            return Err(Refusal::of(file, format!("two columns are called \"{column}\""))
                .at(1)
                .mend("give each column its own name"));
        }
    }
    Ok(())
}

fn unreadable(file: &str, error: &csv::Error) -> Refusal {
    let line = error
        .position()
        .map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => Refusal::of(file, "this line has another number of fields than the first")
            .at(line)
            .read(format!("{len} fields"))
            .expected(format!("{expected_len} fields"))
            .mend("put texts that hold separators into double quotes"),
        csv::ErrorKind::Utf8 { .. } => Refusal::of(file, "it is not UTF-8 text")
            .at(line)
            .mend("save it anew as CSV UTF-8"),
        _ => Refusal::of(file, format!("it is no CSV: {error}")).at(line),
    }
}

/// Reads a list of JSON objects: `[{"school": "North", "n": 12}, …]`.
pub fn objects(name: &str, file: &str, list: &[serde_json::Value]) -> Result<RawTable, Refusal> {
    let mut table = RawTable {
        name: name.to_owned(),
        file: file.to_owned(),
        ..RawTable::default()
    };
    let wrong = |line: usize, what: &str| {
        Refusal::of(file, what.to_owned())
            .at(line)
            .table(name)
            .expected("objects of texts and numbers, such as {\"school\": \"North\", \"n\": 12}")
    };
    for (position, object) in list.iter().enumerate() {
        let object = object
            .as_object()
            .ok_or_else(|| wrong(position + 1, "this row is no object"))?;
        let mut fields = vec![String::new(); table.columns.len()];
        for (column, value) in object {
            let text = scalar(value)
                .ok_or_else(|| wrong(position + 1, &format!("\"{column}\" is neither text nor number")))?;
            match table.columns.iter().position(|known| known == column) {
                Some(at) => fields[at] = text,
                None => {
                    table.columns.push(column.clone());
                    fields.push(text);
                }
            }
        }
        table.rows.push((position + 1, fields));
    }
    let width = table.columns.len();
    for (_, fields) in &mut table.rows {
        fields.resize(width, String::new());
    }
    if table.rows.is_empty() {
        return Err(wrong(0, "the table has no rows"));
    }
    Ok(table)
}

fn scalar(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Array(_) | Value::Object(_) => None,
    }
}
