//! A fact: who changed what, when, from what to what, why, and with which authority.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::merkle::Hash;

/// Longest fact, in bytes: a reason, and some dozens of fields with their values.
pub const FACT_BYTES_MAX: usize = 256 * 1024;

/// One entry of the history of a collaborative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its number in the log, counted from 0 without gaps.
    pub seq: u64,
    /// When; never earlier than the fact before (see [`next_instant`]).
    pub at: Timestamp,
    /// Who did it: a person, a link, or the installation itself.
    pub actor: Reference,
    /// What happened, as `feature.verb-in-the-past`: `submission.accepted`.
    pub kind: String,
    /// What it happened to.
    pub subject: Reference,
    /// Each field with its value before and after.
    pub changes: Vec<Change>,
    /// Why, in the words of who did it; hashed where it may name a person.
    pub reason: Option<Kept>,
    /// What gave the right: `director`, `link`, `seat`, `installation`.
    pub authority: String,
    /// The web request that caused it, so that a fact can be found from a log line.
    pub request_id: Option<String>,
}

/// A thing that a fact points at: by kind and identifier, never by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The domain's word for it: `person`, `submission`, `edition`.
    pub kind: String,
    /// Its identifier.
    pub id: Uuid,
}

impl Reference {
    /// Points at a thing.
    pub fn new(kind: &str, id: Uuid) -> Self {
        Self {
            kind: kind.to_owned(),
            id,
        }
    }
    /// The installation itself: the command line and the clock, where no person acts.
    pub fn installation() -> Self {
        Self::new("installation", Uuid::nil())
    }
}

/// One field and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Name of the field.
    pub field: String,
    /// Before; `None` where there was nothing.
    pub from: Option<Kept>,
    /// After; `None` where nothing is left.
    pub to: Option<Kept>,
}

/// A value as history keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// The value itself: figures, states, identifiers, dates.
    Plain(String),
    /// Only a salted hash, since the value is personal and may have to be erased one day.
    Hashed(Hash),
}

/// Random bytes mixed into a hash; made anew for each value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl Kept {
    /// Keeps a value that concerns nobody.
    pub fn plain(value: impl ToString) -> Self {
        Self::Plain(value.to_string())
    }

    /// Keeps only the hash of a personal value.
    ///
    /// The salt does not enter the fact: it belongs beside the value, where both are erased together. If it stood
    /// in the log, an erased address or name could be confirmed for ever by guessing.
    pub fn hashed(value: &str, salt: &Salt) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"mainstay kept value 1\n");
        hasher.update(salt.0);
        hasher.update(value.as_bytes());
        Self::Hashed(Hash(hasher.finalize().into()))
    }

    /// Whether this is what was kept of `value`.
    pub fn is_of(&self, value: &str, salt: &Salt) -> bool {
        match self {
            Self::Plain(text) => text == value,
            Self::Hashed(_) => *self == Self::hashed(value, salt),
        }
    }
}

/// The instant for the next fact: now, but never before the last fact, even if the clock was set back.
///
/// Whole microseconds, as they are stored. A log whose instants run backwards was therefore tampered with.
pub fn next_instant(last: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let now = whole_microseconds(now);
    match last.map(whole_microseconds) {
        Some(last) if last > now => last,
        Some(_) | None => now,
    }
}

fn whole_microseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(instant.as_microsecond())
        .expect("an instant without its nanoseconds is an instant")
}
