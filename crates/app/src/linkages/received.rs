//! A file of encodings as it comes from a partner: read in a child, with nothing in it but encodings.
//!
//! The format is that of `mainstay encode`. Anything else in the file refuses it as a whole: a name that a partner sends by
//! mistake is not kept, not even for a moment on the disk.

use std::io::Read;

use data_encoding::{BASE64, HEXLOWER};
use linkage::encode::{BITS, Encoding, TOKENS_MAX};
use serde::{Deserialize, Serialize};

/// What hardened files say they are.
pub const FORMAT: &str = "mainstay-encodings/2";
/// What they said before they named their schema.
const EARLIER_FORMAT: &str = "mainstay-encodings/1";
/// Most records of one side.
pub const RECORDS_MAX: usize = 150_000;
/// Longest number of a record.
const ID_CHARS_MAX: usize = 64;
/// Longest file, in bytes.
const FILE_BYTES_MAX: u64 = 120 << 20;

/// Encodings of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encodings {
    /// [`FORMAT`].
    pub format: String,
    /// The same for all that were made with one schema and one secret.
    pub fingerprint: String,
    /// The digest of the schema they were made with.
    pub schema: String,
    /// The records.
    pub records: Vec<Record>,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The partner's own number for it.
    pub id: String,
    /// Its filter, base64.
    pub filter: String,
    /// Its keyed tokens, hexadecimal.
    pub tokens: Vec<Option<String>>,
}

/// What the child gives back of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// How many records.
    pub records: usize,
    /// Their fingerprint.
    pub fingerprint: String,
    /// The digest of their schema.
    pub schema: String,
    /// Tokens of each record.
    pub tokens: usize,
    /// Whether records are named by their rows alone, from 1.
    pub is_numbered_by_rows: bool,
    /// [`Encodings`] as JSON, written anew.
    pub content: String,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum NotTaken {
    /// It is too long.
    TooLong,
    /// It is no file of encodings, or holds something else beside them.
    NoEncodings {
        /// The line at which that shows.
        line: usize,
    },
    /// Made with `--plain`: such filters give way to known attacks.
    Plain,
    /// Made with an earlier version, which did not say with what schema.
    Earlier,
    /// A filter without its complement: it is not hardened, or not by us.
    Unbalanced {
        /// Which record, from 1.
        record: usize,
    },
    /// There is nothing in it, or more than is taken.
    Count {
        /// How many records.
        records: usize,
    },
    /// A record's number looks like a name or an address.
    NotANumber {
        /// Which record, from 1.
        record: usize,
    },
    /// A record comes twice.
    Twice {
        /// Which record, from 1.
        record: usize,
    },
    /// A filter or a token is malformed.
    Malformed {
        /// Which record, from 1.
        record: usize,
    },
}

impl NotTaken {
    /// The key of the sentence, and the number that it needs.
    pub fn key(&self) -> (&'static str, usize) {
        match self {
            Self::TooLong => ("linkage-not-too-long", 0),
            Self::NoEncodings { line } => ("linkage-not-encodings", *line),
            Self::Plain => ("linkage-not-plain", 0),
            Self::Earlier => ("linkage-not-earlier", 0),
            Self::Unbalanced { record } => ("linkage-not-balanced", *record),
            Self::Count { records } => ("linkage-not-count", *records),
            Self::NotANumber { record } => ("linkage-not-a-number", *record),
            Self::Twice { record } => ("linkage-not-twice", *record),
            Self::Malformed { record } => ("linkage-not-malformed", *record),
        }
    }
}

/// Reads a file; called in the child.
///
/// Errors: why it is not taken.
pub fn read(input: impl Read) -> Result<Received, NotTaken> {
    let mut bytes = Vec::new();
    let read = input.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes);
    if read.is_err() || bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(NotTaken::TooLong);
    }
    let found: Encodings = serde_json::from_slice(&bytes).map_err(|error| other(&bytes, error.line()))?;
    drop(bytes);
    check(&found)?;
    let mut rows = 1..;
    let is_numbered_by_rows = found
        .records
        .iter()
        .all(|record| rows.next().is_some_and(|row: usize| record.id == row.to_string()));
    let content = serde_json::to_string(&found).expect("texts and lists are always JSON");
    Ok(Received {
        records: found.records.len(),
        tokens: found.records.first().map_or(0, |record| record.tokens.len()),
        is_numbered_by_rows,
        fingerprint: found.fingerprint,
        schema: found.schema,
        content,
    })
}

/// What a file is that holds no encodings as they come now.
fn other(bytes: &[u8], line: usize) -> NotTaken {
    #[derive(Deserialize)]
    struct Other {
        #[serde(default)]
        clks: Option<serde::de::IgnoredAny>,
        #[serde(default)]
        format: String,
    }
    match serde_json::from_slice::<Other>(bytes) {
        Ok(Other { clks: Some(_), .. }) => NotTaken::Plain,
        Ok(Other { format, .. }) if format == EARLIER_FORMAT => NotTaken::Earlier,
        Ok(_) | Err(_) => NotTaken::NoEncodings { line },
    }
}

fn check(found: &Encodings) -> Result<(), NotTaken> {
    let is_digest = |text: &str| text.len() <= 64 && HEXLOWER.decode(text.as_bytes()).is_ok();
    if found.format != FORMAT || !is_digest(&found.fingerprint) || !is_digest(&found.schema) {
        return Err(NotTaken::NoEncodings { line: 1 });
    }
    if found.records.is_empty() || found.records.len() > RECORDS_MAX {
        return Err(NotTaken::Count {
            records: found.records.len(),
        });
    }
    let mut seen = std::collections::HashSet::new();
    for (place, record) in found.records.iter().enumerate() {
        let number = place + 1;
        if !is_number(&record.id) {
            return Err(NotTaken::NotANumber { record: number });
        }
        if !seen.insert(record.id.as_str()) {
            return Err(NotTaken::Twice { record: number });
        }
        let is_alike = record.tokens.len() == found.records[0].tokens.len();
        let Some(encoding) = encoding(record).filter(|_| is_alike) else {
            return Err(NotTaken::Malformed { record: number });
        };
        let set: u32 = encoding.filter.iter().map(|word| word.count_ones()).sum();
        if set as usize != BITS / 2 {
            return Err(NotTaken::Unbalanced { record: number });
        }
    }
    Ok(())
}

/// Numbers have a digit, and neither spaces nor signs of an address: "Ana Ruiz" and "ana@…" are none.
fn is_number(id: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !id.is_empty()
        && id.len() <= ID_CHARS_MAX
        && id.chars().all(is_sign)
        && id.chars().any(|c| c.is_ascii_digit())
}

/// Encodings of records under a schema and a secret, as a partner makes them on its own machine; the first column is its number.
///
/// Errors: the schema cannot be used.
pub fn made(
    schema: linkage::encode::Schema,
    secret: &[u8],
    rows: &[Vec<String>],
) -> Result<Encodings, String> {
    let encoder = linkage::encode::Encoder::new(schema, secret).map_err(|fault| fault.to_string())?;
    let record = |row: &Vec<String>| {
        let values: Vec<&str> = row.iter().map(String::as_str).collect();
        let encoding = encoder.hardened(&values);
        let bytes: Vec<u8> = encoding
            .filter
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect();
        let token = |token: &Option<[u8; 16]>| token.as_ref().map(|token| HEXLOWER.encode(token));
        Record {
            id: row.first().cloned().unwrap_or_default(),
            filter: BASE64.encode(&bytes),
            tokens: encoding.tokens.iter().map(token).collect(),
        }
    };
    Ok(Encodings {
        format: FORMAT.to_owned(),
        fingerprint: HEXLOWER.encode(&encoder.fingerprint()),
        schema: HEXLOWER.encode(&encoder.schema().digest()),
        records: rows.iter().map(record).collect(),
    })
}

/// The encoding of a record; none if it is malformed.
pub fn encoding(record: &Record) -> Option<Encoding> {
    let bytes = BASE64.decode(record.filter.as_bytes()).ok()?;
    if bytes.len() * 8 != BITS || record.tokens.len() > TOKENS_MAX {
        return None;
    }
    let word = |eight: &[u8]| u64::from_le_bytes(eight.try_into().expect("chunks of eight"));
    let token = |token: &Option<String>| match token {
        None => Some(None),
        Some(text) => {
            let bytes = HEXLOWER.decode(text.as_bytes()).ok()?;
            Some(Some(bytes.try_into().ok()?))
        }
    };
    Some(Encoding {
        filter: bytes.chunks_exact(8).map(word).collect(),
        tokens: record.tokens.iter().map(token).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: &str, more: &str) -> String {
        let filter = BASE64.encode(&[0x5a; BITS / 8]);
        format!(
            r#"{{"format":"{FORMAT}","fingerprint":"00aa","schema":"00bb","records":[{{"id":"{id}","filter":"{filter}","tokens":[null,"{}"]{more}}}]}}"#,
            "0f".repeat(16)
        )
    }

    fn read_of(text: &str) -> Result<Received, NotTaken> {
        read(text.as_bytes())
    }

    #[test]
    fn encodings_are_taken_and_written_anew() {
        let received = read_of(&file("P-17", "")).unwrap();
        assert_eq!((received.records, received.fingerprint.as_str()), (1, "00aa"));
        let again: Encodings = serde_json::from_str(&received.content).unwrap();
        assert!(encoding(&again.records[0]).is_some());
    }

    #[test]
    fn whatever_is_more_or_other_than_encodings_refuses_the_file() {
        let named = file("P-17", r#","name":"Ana""#);
        assert!(matches!(read_of(&named), Err(NotTaken::NoEncodings { line: 1 })));
        for name in ["Ana Ruiz", "ana@harbor.example", "Ana", ""] {
            assert_eq!(
                read_of(&file(name, "")),
                Err(NotTaken::NotANumber { record: 1 }),
                "{name}"
            );
        }
        assert_eq!(read_of(r#"{"clks":["AA=="]}"#), Err(NotTaken::Plain));
        let earlier = file("P-17", "")
            .replace(FORMAT, EARLIER_FORMAT)
            .replace(r#""schema":"00bb","#, "");
        assert_eq!(read_of(&earlier), Err(NotTaken::Earlier));
        // As many bits as it likes: no complement stands behind it.
        let soft = file("P-17", "").replace(
            &BASE64.encode(&[0x5a; BITS / 8]),
            &BASE64.encode(&[0x5b; BITS / 8]),
        );
        assert_eq!(read_of(&soft), Err(NotTaken::Unbalanced { record: 1 }));
        assert!(matches!(
            read_of("name,born\nAna,2015"),
            Err(NotTaken::NoEncodings { .. })
        ));
        let short = file("P-17", "").replace(&BASE64.encode(&[0x5a; BITS / 8]), "WloK");
        assert_eq!(read_of(&short), Err(NotTaken::Malformed { record: 1 }));
    }
}
