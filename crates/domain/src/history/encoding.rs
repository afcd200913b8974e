//! The exact bytes of a fact: one way to write it, one way to read it.
//!
//! All numbers are big-endian. A *text* is its length in bytes (`u32`) and its UTF-8 bytes. An *option* is one
//! byte, 0 or 1, and the value after a 1. A *list* is its length (`u32`) and its items.
//!
//! | field | bytes |
//! | --- | --- |
//! | version | `u8`, 1 |
//! | number of the fact, from 0 | `u64` |
//! | instant, microseconds since 1970-01-01 UTC | `i64` |
//! | who did it: kind, id | text, 16 bytes |
//! | kind of fact | text |
//! | what it happened to: kind, id | text, 16 bytes |
//! | changes: field, before, after | list of (text, option of *kept*, option of *kept*) |
//! | reason | option of *kept* |
//! | authority | text |
//! | request id | option of text |
//!
//! *Kept* is one byte and a value: 1 and a text, or 2 and the 32 bytes of a digest.

use jiff::Timestamp;
use uuid::Uuid;

use super::fact::{Change, FACT_BYTES_MAX, Fact, Kept, Reference};
use super::merkle::Hash;

const VERSION: u8 = 1;

/// Why bytes are not a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFact {
    /// Written by a newer Mainstay, or not a fact at all.
    #[error("version {0} of facts is not known")]
    UnknownVersion(u8),
    /// The bytes end in the middle of a field.
    #[error("the bytes end too early")]
    CutShort,
    /// Bytes are left over after the last field.
    #[error("bytes are left over")]
    LeftOver,
    /// A mark, a text or an instant that no fact holds.
    #[error("a field holds what no fact holds")]
    BadField,
    /// Longer than [`FACT_BYTES_MAX`].
    #[error("longer than the limit")]
    TooLong,
}

impl Fact {
    /// The bytes that are stored and hashed; equal facts have equal bytes.
    ///
    /// Errors: [`BadFact::TooLong`]. An instant keeps its microseconds and no more, since a database keeps no more.
    pub fn encode(&self) -> Result<Vec<u8>, BadFact> {
        let mut out = Writer(Vec::with_capacity(256));
        out.0.push(VERSION);
        out.0.extend(self.seq.to_be_bytes());
        out.0.extend(self.at.as_microsecond().to_be_bytes());
        out.reference(&self.actor);
        out.text(&self.kind);
        out.reference(&self.subject);
        out.length(self.changes.len());
        for change in &self.changes {
            out.text(&change.field);
            out.kept(change.from.as_ref());
            out.kept(change.to.as_ref());
        }
        out.kept(self.reason.as_ref());
        out.text(&self.authority);
        out.option(self.request_id.as_deref(), Writer::text);
        if out.0.len() > FACT_BYTES_MAX {
            return Err(BadFact::TooLong);
        }
        Ok(out.0)
    }

    /// Reads a fact back from its bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadFact> {
        let (seq, at) = read_head(bytes)?;
        let mut rest = Reader(&bytes[HEAD_BYTES..]);
        let fact = Self {
            seq,
            at,
            actor: rest.reference()?,
            kind: rest.text()?,
            subject: rest.reference()?,
            changes: rest.changes()?,
            reason: rest.kept()?,
            authority: rest.text()?,
            request_id: rest.option(Reader::text)?,
        };
        if rest.0.is_empty() {
            Ok(fact)
        } else {
            Err(BadFact::LeftOver)
        }
    }
}

const HEAD_BYTES: usize = 17;

/// The number and the instant of a fact, without reading the rest: all that checking a log needs.
pub(super) fn read_head(bytes: &[u8]) -> Result<(u64, Timestamp), BadFact> {
    if bytes.len() > FACT_BYTES_MAX {
        return Err(BadFact::TooLong);
    }
    let mut rest = Reader(bytes);
    let version = rest.byte()?;
    if version != VERSION {
        return Err(BadFact::UnknownVersion(version));
    }
    let seq = u64::from_be_bytes(rest.array()?);
    let at = Timestamp::from_microsecond(i64::from_be_bytes(rest.array()?));
    Ok((seq, at.map_err(|_| BadFact::BadField)?))
}

struct Writer(Vec<u8>);

impl Writer {
    fn length(&mut self, length: usize) {
        // Longer than `u32` is longer than the limit on facts, which `encode` checks.
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.0.extend(length.to_be_bytes());
    }
    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend(text.as_bytes());
    }
    fn reference(&mut self, reference: &Reference) {
        self.text(&reference.kind);
        self.0.extend(reference.id.as_bytes());
    }
    fn option<T: ?Sized>(&mut self, value: Option<&T>, write: fn(&mut Self, &T)) {
        self.0.push(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }
    fn kept(&mut self, kept: Option<&Kept>) {
        self.option(kept, |out, kept| match kept {
            Kept::Plain(text) => {
                out.0.push(1);
                out.text(text);
            }
            Kept::Hashed(digest) => {
                out.0.push(2);
                out.0.extend(digest.0);
            }
        });
    }
}

struct Reader<'bytes>(&'bytes [u8]);

impl<'bytes> Reader<'bytes> {
    fn take(&mut self, count: usize) -> Result<&'bytes [u8], BadFact> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(BadFact::CutShort)?;
        self.0 = rest;
        Ok(taken)
    }
    fn array<const N: usize>(&mut self) -> Result<[u8; N], BadFact> {
        self.take(N)?.try_into().map_err(|_| BadFact::CutShort)
    }
    fn byte(&mut self) -> Result<u8, BadFact> {
        Ok(self.array::<1>()?[0])
    }
    fn length(&mut self) -> Result<usize, BadFact> {
        Ok(u32::from_be_bytes(self.array()?) as usize)
    }
    fn text(&mut self) -> Result<String, BadFact> {
        let length = self.length()?;
        let text = std::str::from_utf8(self.take(length)?).map_err(|_| BadFact::BadField)?;
        Ok(text.to_owned())
    }
    fn reference(&mut self) -> Result<Reference, BadFact> {
        Ok(Reference {
            kind: self.text()?,
            id: Uuid::from_bytes(self.array()?),
        })
    }
    fn option<T>(&mut self, read: fn(&mut Self) -> Result<T, BadFact>) -> Result<Option<T>, BadFact> {
        match self.byte()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => Err(BadFact::BadField),
        }
    }
    fn kept(&mut self) -> Result<Option<Kept>, BadFact> {
        self.option(|rest| match rest.byte()? {
            1 => rest.text().map(Kept::Plain),
            2 => rest.array().map(|digest| Kept::Hashed(Hash(digest))),
            _ => Err(BadFact::BadField),
        })
    }
    fn changes(&mut self) -> Result<Vec<Change>, BadFact> {
        let count = self.length()?;
        // Never reserve what the bytes only claim: the list grows as changes are really read.
        let mut changes = Vec::new();
        for _ in 0..count {
            changes.push(Change {
                field: self.text()?,
                from: self.kept()?,
                to: self.kept()?,
            });
        }
        Ok(changes)
    }
}
