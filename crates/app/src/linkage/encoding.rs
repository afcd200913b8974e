//! One run of `mainstay encode`, and files of encodings.

use std::path::{Path, PathBuf};

use data_encoding::{BASE64, HEXLOWER};
use linkage::encode::{BITS, Encoder, Encoding, Soft};
use serde::{Deserialize, Serialize};

use super::reading::{Records, records};
use super::schema_file;
use crate::protection::atomic;

/// What hardened files say they are.
const FORMAT: &str = "mainstay-encodings/2";
/// What they said before they named their schema.
const EARLIER_FORMAT: &str = "mainstay-encodings/1";
/// Most cells to mend that are listed.
const UNREAD_MAX: usize = 20;

/// What was asked.
pub struct Job {
    pub file: PathBuf,
    pub schema: PathBuf,
    pub secret: PathBuf,
    pub out: PathBuf,
    pub key: Option<String>,
    pub is_plain: bool,
}

/// A file of encodings. Filters of the open schema stand under `clks`.
#[derive(Debug, Default, Serialize, Deserialize)]
struct File {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    records: Option<Vec<OfRecord>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clks: Option<Vec<String>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OfRecord {
    id: String,
    filter: String,
    tokens: Vec<Option<String>>,
}

/// What one file of encodings holds.
pub struct Encoded {
    /// The encodings.
    pub encodings: Vec<Encoding>,
    /// What names each.
    pub keys: Vec<String>,
    /// The same for all files of one schema and secret; filters of the open schema have none.
    pub fingerprint: Option<String>,
}

/// Encodes a file.
///
/// Errors: what is malformed, with file, line and column; nothing is written then.
pub fn run(job: &Job) -> Result<String, String> {
    let schema = schema_file::read(&job.schema)?;
    // Whoever links could lay encodings without a salt of their own beside those of another linkage.
    if let Some(soft @ Soft::Salt) = schema.softness().filter(|_| !job.is_plain) {
        return Err(format!("{}: {soft}", job.schema.display()));
    }
    let secret = platform::owned::read(&job.secret)
        .map_err(|error| format!("{}: it cannot be read: {error}", job.secret.display()))?;
    // A line end is an editor's, not the secret's.
    let secret = secret.trim_ascii_end();
    let encoder =
        Encoder::new(schema, secret).map_err(|fault| format!("{}: {fault}", job.schema.display()))?;
    let read = records(&job.file, job.key.as_deref())?;
    let columns = columns(&encoder, &read.file, read.source.names())?;
    if !job.is_plain {
        dates_are_read(&encoder, &read, &columns)?;
    }
    let mut file = File::default();
    let mut encoded = Vec::new();
    let mut plain = Vec::new();
    for row in 0..read.source.rows() {
        let values = values(&read, &columns, row);
        if job.is_plain {
            let filter = encoder.plain(&values).map_err(|(place, fault)| {
                let name = &encoder.schema().features[place].identifier;
                let column = columns[place].map_or(0, |column| column + 1);
                format!(
                    "{}, record {}, column {column} ({name}): {fault}",
                    read.file,
                    row + 1
                )
            })?;
            plain.push(BASE64.encode(&filter));
            continue;
        }
        let encoding = encoder.hardened(&values);
        encoded.push(OfRecord {
            id: match (&job.key, &read.keys) {
                (Some(_), Some(keys)) => keys[row].clone(),
                _ => (row + 1).to_string(),
            },
            filter: BASE64.encode(
                &encoding
                    .filter
                    .iter()
                    .flat_map(|word| word.to_le_bytes())
                    .collect::<Vec<u8>>(),
            ),
            tokens: encoding
                .tokens
                .iter()
                .map(|token| token.as_ref().map(|token| HEXLOWER.encode(token)))
                .collect(),
        });
    }
    if job.is_plain {
        file.clks = Some(plain);
    } else {
        file.format = Some(FORMAT.to_owned());
        file.fingerprint = Some(HEXLOWER.encode(&encoder.fingerprint()));
        file.schema = Some(HEXLOWER.encode(&encoder.schema().digest()));
        file.records = Some(encoded);
    }
    let mut bytes = serde_json::to_vec(&file).expect("texts and lists");
    bytes.push(b'\n');
    atomic::write(&job.out, &bytes)
        .map_err(|error| format!("{}: it cannot be written: {error}", job.out.display()))?;
    let kind = if job.is_plain {
        "plain filters of the open schema; they are easier to attack than the hardened ones".to_owned()
    } else {
        format!("hardened encodings of {BITS} bits")
    };
    Ok(format!(
        "{}: {} records\n{kind}\nwritten: {}\nkeep the secret; send only what was written, and delete it after the run\n",
        read.file,
        read.source.rows(),
        job.out.display()
    ))
}

/// The cells of a record, one for each feature.
fn values<'a>(read: &'a Records, columns: &[Option<usize>], row: usize) -> Vec<&'a str> {
    let cell = |column: &Option<usize>| column.map_or("", |column| read.source.cell(row, column));
    columns.iter().map(cell).collect()
}

/// A date that cannot be read would be encoded as letters, and link with nothing.
///
/// Errors: every such cell, up to a number, with what stands there and what was expected.
fn dates_are_read(encoder: &Encoder, read: &Records, columns: &[Option<usize>]) -> Result<(), String> {
    let mut unread = Vec::new();
    let mut count = 0;
    for row in 0..read.source.rows() {
        let values = values(read, columns, row);
        for (place, form) in encoder.unread_dates(&values) {
            count += 1;
            if unread.len() < UNREAD_MAX {
                let name = &encoder.schema().features[place].identifier;
                let column = columns[place].map_or(0, |column| column + 1);
                unread.push(format!(
                    "{}, record {}, column {column} ({name}): read “{}”, expected a date of the form {form}",
                    read.file,
                    row + 1,
                    values[place]
                ));
            }
        }
    }
    if count == 0 {
        return Ok(());
    }
    if count > unread.len() {
        unread.push(format!("and {} more", count - unread.len()));
    }
    unread.push(
        "nothing was written; mend these dates, empty the cells where a date is not known, or name the form of the file in the schema"
            .to_owned(),
    );
    Err(unread.join("\n"))
}

/// For each feature its column: by name, or by place if no name is known.
fn columns(encoder: &Encoder, file: &str, names: &[String]) -> Result<Vec<Option<usize>>, String> {
    let features = &encoder.schema().features;
    let find = |name: &String| names.iter().position(|other| other.eq_ignore_ascii_case(name));
    if features.iter().all(|feature| find(&feature.identifier).is_none()) && features.len() == names.len() {
        return Ok((0..names.len()).map(Some).collect());
    }
    features
        .iter()
        .map(|feature| match (find(&feature.identifier), &feature.hashing) {
            (Some(column), _) => Ok(Some(column)),
            (None, None) => Ok(None),
            (None, Some(_)) => Err(format!(
                "{file}, line 1: there is no column {}; its columns are {}",
                feature.identifier,
                names.join(", ")
            )),
        })
        .collect()
}

/// Whether a file holds encodings: it begins like JSON.
pub fn is_encoded(path: &Path) -> bool {
    use std::io::Read;
    let mut first = [0; 1];
    std::fs::File::open(path)
        .and_then(|mut file| file.read_exact(&mut first))
        .is_ok()
        && first[0] == b'{'
}

/// Reads a file of encodings.
///
/// Errors: what is malformed, with file, line and column or the record.
pub fn read(path: &Path) -> Result<Encoded, String> {
    let name = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("{name}: it cannot be read: {error}"))?;
    let file: File = serde_json::from_slice(&bytes).map_err(|error| {
        format!(
            "{name}, line {}, column {}: {error}",
            error.line(),
            error.column()
        )
    })?;
    if let Some(clks) = file.clks {
        let encodings = clks
            .iter()
            .enumerate()
            .map(|(row, clk)| {
                let filter =
                    words(clk).ok_or_else(|| format!("{name}, record {}: this is no filter", row + 1))?;
                Ok(Encoding {
                    filter,
                    tokens: Vec::new(),
                })
            })
            .collect::<Result<_, String>>()?;
        let keys = (1..=clks.len()).map(|row| row.to_string()).collect();
        return Ok(Encoded {
            encodings,
            keys,
            fingerprint: None,
        });
    }
    if !matches!(file.format.as_deref(), Some(FORMAT | EARLIER_FORMAT)) {
        return Err(format!(
            "{name}: this is no file of encodings made by mainstay encode"
        ));
    }
    let mut encodings = Vec::new();
    let mut keys = Vec::new();
    for (row, record) in file.records.unwrap_or_default().into_iter().enumerate() {
        let wrong = |what: &str| format!("{name}, record {}: this is no {what}", row + 1);
        let filter = words(&record.filter)
            .filter(|filter| filter.len() == BITS / 64)
            .ok_or_else(|| wrong("filter"))?;
        let token = |token: Option<String>| match token {
            None => Ok(None),
            Some(token) => {
                let bytes = HEXLOWER.decode(token.as_bytes()).ok();
                bytes
                    .and_then(|bytes| bytes.try_into().ok())
                    .map(Some)
                    .ok_or_else(|| wrong("token"))
            }
        };
        let tokens = record
            .tokens
            .into_iter()
            .map(token)
            .collect::<Result<_, String>>()?;
        encodings.push(Encoding { filter, tokens });
        keys.push(record.id);
    }
    Ok(Encoded {
        encodings,
        keys,
        fingerprint: file.fingerprint,
    })
}

fn words(text: &str) -> Option<Vec<u64>> {
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    let word = |eight: &[u8]| {
        let mut whole = [0; 8];
        whole[..eight.len()].copy_from_slice(eight);
        u64::from_le_bytes(whole)
    };
    Some(bytes.chunks(8).map(word).collect())
}
