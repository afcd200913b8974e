//! Files of records, as the engine takes them.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use linkage::{Role, Source};

/// One file that was read.
pub struct Records {
    /// Its name for messages and results.
    pub file: String,
    /// Its records.
    pub source: Source,
    /// What names each record in the results, if a column does.
    pub keys: Option<Vec<String>>,
}

/// Reads a CSV file: a line of column names, then a line for each record.
///
/// Errors: what is malformed, with file, line and column.
pub fn records(path: &Path, key: Option<&str>) -> Result<Records, String> {
    let file = path.display().to_string();
    let open = File::open(path).map_err(|error| format!("{file}: it cannot be read: {error}"))?;
    if open.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(format!("{file}: this is a folder; name a CSV file"));
    }
    let separator = separator(path).map_err(|error| format!("{file}: it cannot be read: {error}"))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .from_reader(BufReader::with_capacity(1 << 20, open));
    let names: Vec<String> = reader
        .headers()
        .map_err(|error| unreadable(&file, &error))?
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    if names.iter().all(String::is_empty) {
        return Err(format!("{file}, line 1: there are no column names"));
    }
    for (place, name) in names.iter().enumerate() {
        if !name.is_empty() && names[..place].contains(name) {
            return Err(format!(
                "{file}, line 1, column {}: the name {name} stands twice; give each column a name of its own",
                place + 1
            ));
        }
    }
    let key = key_of(&file, &names, key)?;
    let mut keys = key.map(|_| Vec::new());
    let mut source = Source::new(names).map_err(|error| format!("{file}: {error}"))?;
    let mut row = csv::ByteRecord::new();
    while reader
        .read_byte_record(&mut row)
        .map_err(|error| unreadable(&file, &error))?
    {
        let line = row.position().map_or(0, csv::Position::line);
        let mut cells = Vec::with_capacity(row.len());
        for (place, cell) in row.iter().enumerate() {
            cells.push(std::str::from_utf8(cell).map_err(|_| {
                format!(
                    "{file}, line {line}, column {} ({}): this is not UTF-8; save the file as CSV UTF-8",
                    place + 1,
                    source.names()[place]
                )
            })?);
        }
        if let (Some(keys), Some(key)) = (&mut keys, key) {
            keys.push(cells[key].trim().to_owned());
            // The key is kept here; the engine has no use for it.
            cells[key] = "";
        }
        source
            .push(cells.into_iter())
            .map_err(|error| format!("{file}, line {line}: {error}"))?;
    }
    if source.rows() == 0 {
        return Err(format!("{file}: there are no records below the column names"));
    }
    Ok(Records { file, source, keys })
}

/// The column that names records: as told, or the first that is called like a key.
fn key_of(file: &str, names: &[String], told: Option<&str>) -> Result<Option<usize>, String> {
    if let Some(told) = told {
        return match names.iter().position(|name| name == told) {
            Some(place) => Ok(Some(place)),
            None => Err(format!(
                "{file}: there is no column {told}; its columns are {}",
                names.join(", ")
            )),
        };
    }
    Ok(names.iter().position(|name| Role::is_key(name)))
}

fn separator(path: &Path) -> std::io::Result<u8> {
    use std::io::BufRead;
    let mut head = Vec::new();
    let mut reader = BufReader::new(File::open(path)?);
    // A first line longer than this has commas among its first letters.
    std::io::Read::take(&mut reader, 1 << 16).read_until(b'\n', &mut head)?;
    let count = |mark: u8| head.iter().filter(|byte| **byte == mark).count();
    Ok([b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b','))
}

fn unreadable(file: &str, error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            pos,
            expected_len,
            len,
        } => {
            let line = pos.as_ref().map_or(0, csv::Position::line);
            let first_wrong = (*expected_len).min(*len) + 1;
            format!(
                "{file}, line {line}, column {first_wrong}: this line has {len} cells where the first has {expected_len}; look for a missing or an unquoted comma"
            )
        }
        csv::ErrorKind::Utf8 { pos, err } => {
            let line = pos.as_ref().map_or(0, csv::Position::line);
            format!(
                "{file}, line {line}, column {}: this is not UTF-8; save the file as CSV UTF-8",
                err.field() + 1
            )
        }
        _ => format!("{file}: it cannot be read as CSV: {error}"),
    }
}
