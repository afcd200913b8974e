//! What goes in and comes out: one line of JSON, then bytes.
//!
//! In: the order, and behind it the sealed tables one after the other; the order says where each begins. Out: the answer, and
//! behind it a new sealed table where one was made. While it works, lines `progress N` (hundredths) go to standard error.

use std::io::{Read, Write};

use bytes::Bytes;
use serde::Deserialize;
use serde_json::Value;

use crate::Fault;
use crate::keys::Key;
use crate::table::Opened;

/// Longest order with its tables, in bytes.
pub const ORDER_BYTES_MAX: u64 = 2 << 30;

/// A sealed table as an order names it.
#[derive(Debug, Clone, Deserialize)]
pub struct Sealed {
    /// What the agreement's key is about: the collaborative and the agreement.
    pub about: String,
    /// The agreement's key, wrapped by the worker's.
    pub agreement_key: String,
    /// The table's key, wrapped by the agreement's.
    pub data_key: String,
    /// The table's identifier; a file that is carried to another does not open.
    pub table: String,
    /// Where its bytes stand behind the order: offset and length.
    pub at: (usize, usize),
}

impl Sealed {
    /// Opens it. Errors: another installation's key, or the bytes are not this table's.
    pub fn open(&self, master: &Key, tail: &Tail) -> Result<Opened, Fault> {
        let agreement = master.unwrap(&self.agreement_key, &self.about)?;
        let key = agreement.unwrap(&self.data_key, &self.table)?;
        Opened::new(key, &self.table, tail.slice(self.at)?)
    }
}

/// The bytes behind an order.
#[derive(Debug, Clone, Default)]
pub struct Tail(Bytes);

impl Tail {
    /// The bytes behind an order.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }

    /// A part of it. Errors: there is no such part.
    pub fn slice(&self, (offset, length): (usize, usize)) -> Result<Bytes, Fault> {
        let end = offset.checked_add(length).filter(|end| *end <= self.0.len());
        let end = end.ok_or(Fault::Cut)?;
        Ok(self.0.slice(offset..end))
    }
}

/// What an order is answered with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The line.
    pub line: Value,
    /// What stands behind it.
    pub bytes: Vec<u8>,
}

impl From<Value> for Answer {
    fn from(line: Value) -> Self {
        Self {
            line,
            bytes: Vec::new(),
        }
    }
}

/// Reads an order and what stands behind it.
pub fn read(input: impl Read) -> Result<(Vec<u8>, Tail), Fault> {
    let mut all = Vec::new();
    input
        .take(ORDER_BYTES_MAX)
        .read_to_end(&mut all)
        .map_err(|_| Fault::Cut)?;
    let end = all.iter().position(|byte| *byte == b'\n').unwrap_or(all.len());
    let tail = all.split_off((end + 1).min(all.len()));
    Ok((all, Tail::new(tail)))
}

/// Writes an answer.
pub fn write(answer: &Answer, mut output: impl Write) -> std::io::Result<()> {
    writeln!(output, "{}", answer.line)?;
    output.write_all(&answer.bytes)?;
    output.flush()
}

/// Tells how far the work is, in hundredths.
pub fn progress(hundredths: u8) {
    eprintln!("progress {}", hundredths.min(100));
}
